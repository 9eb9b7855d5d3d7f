/* The same name twice, the same list twice. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: listed-twice.c:[[#@LINE+1]]:21: error: 'x' is listed twice
ADCC_ADJOINT(wrt(x, x))
double f(double x) { return x; }

// CHECK: listed-twice.c:[[#@LINE+1]]:22: error: wrt() is given twice
ADCC_ADJOINT(wrt(x), wrt(y))
double g(double x, double y) { return x * y; }
