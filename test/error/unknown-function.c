/* A call into code that adcc cannot see, through which a derivative could flow. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

double mystery(double x);
void mystery_array(double *x);

ADCC_ADJOINT()
double f(double x)
{
    // CHECK: unknown-function.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}'mystery'
    return mystery(x) * x;
}

ADCC_TANGENT()
double g(double *x)
{
    // CHECK: unknown-function.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}'mystery_array'
    mystery_array(x);
    return x[0];
}
