// A derivative may flow through code that adcc cannot see, two calls down: an error, not a zero.
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %fails 1 %adcc -DADJOINT %s | FileCheck %s
#include <adcc.h>

double table(double x);

static double look_up(double x)
{
    // CHECK: unknown-call-in-callee.c:[[#@LINE+1]]:12: error: {{.*}}'table'
    return table(x);
}

#ifdef ADJOINT
ADCC_ADJOINT(wrt(x), of(return))
#else
ADCC_TANGENT(wrt(x), of(return))
#endif
double f(double x)
{
    return look_up(x);
}
