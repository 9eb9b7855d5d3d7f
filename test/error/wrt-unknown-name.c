/* A name in wrt() that is neither a parameter nor a variable; every such error is said. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: wrt-unknown-name.c:[[#@LINE+1]]:18: error: function 'f' has no parameter 'y'
ADCC_ADJOINT(wrt(y))
double f(double x) { return x; }

// CHECK: wrt-unknown-name.c:[[#@LINE+1]]:28: error: function 'g' has no parameter 'nope'
ADCC_TANGENT(wrt(x), of(y, nope))
void g(double x, double *y) { *y = x; }
// CHECK-NOT: error:
