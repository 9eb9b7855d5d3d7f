/* Annotations that are not well formed. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: annotation-syntax.c:[[#@LINE+1]]:14: error: expected wrt(...) or of(...) before 'x'
ADCC_ADJOINT(x)
double f(double x) { return x; }

// CHECK: annotation-syntax.c:[[#@LINE+1]]:18: error: expected a name before '3'
ADCC_ADJOINT(wrt(3))
double g(double x) { return x; }

// CHECK: annotation-syntax.c:[[#@LINE+1]]:18: error: expected a name before ')'
ADCC_ADJOINT(wrt(), of(return))
double h(double x) { return x; }

// CHECK: annotation-syntax.c:[[#@LINE+1]]:20: error: expected ')' before 'y'
ADCC_ADJOINT(wrt(x y))
double k(double x, double y) { return x * y; }
