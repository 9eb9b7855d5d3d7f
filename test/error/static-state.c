/* Static variables that keep values between calls cannot be shared with a derivative in another file. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT()
double local(double x)
{
    // CHECK-DAG: static-state.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}'sum'
    static double sum;

    sum += x;
    return sum * x;
}
