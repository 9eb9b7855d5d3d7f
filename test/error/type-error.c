/* An error of types stops the run. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT()
double f(double x)
{
    // CHECK: type-error.c:[[#@LINE+1]]:{{[0-9]+}}: error: use of undeclared identifier 'y'
    return x * y;
}
