/* An integer cannot carry a derivative. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: wrt-integer.c:[[#@LINE+1]]:21: error: 'n' has type 'int', which cannot carry a derivative
ADCC_ADJOINT(wrt(x, n))
double f(double x, int n) { return x * n; }

// CHECK: wrt-integer.c:[[#@LINE+1]]:26: error: 'k' has type {{'long \*'}}, which cannot carry a derivative
ADCC_ADJOINT(wrt(x), of( k))
double g(double x, long *k) { return x * *k; }
