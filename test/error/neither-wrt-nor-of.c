/* Work space through which derivatives flow must be named. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_TANGENT(wrt(x), of(y))
// CHECK: neither-wrt-nor-of.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'work' carries derivatives
void f(const double *x, double *work, double *y)
{
    work[0] = x[0] * x[1];
    // CHECK: neither-wrt-nor-of.c:[[#@LINE+1]]:{{[0-9]+}}: note: it is read here
    y[0] = work[0] * 2;
}
