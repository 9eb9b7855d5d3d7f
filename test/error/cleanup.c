/* A variable with a cleanup function: the call is not in the text. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

void twice(double *p);

ADCC_ADJOINT(wrt(x), of(return))
double f(double x)
{
    double keep = x;
    {
        // CHECK: cleanup.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'v' is cleaned up by a call where its scope ends; write the call there
        __attribute__((cleanup(twice))) double v = x;
        keep *= v;
    }
    return keep;
}
