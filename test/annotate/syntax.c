// Annotations that are not well formed are errors at the word that does not fit.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
#include <adcc.h>
#define MINE ADCC_ADJOINT(wrt(z))

// CHECK: syntax.c:[[@LINE+1]]:14: error: expected wrt(...), of(...) or directions(...) before 'wtr'
ADCC_TANGENT(wtr(x))
double f1(double x) { return x; }
// CHECK: syntax.c:[[@LINE+1]]:21: error: wrt() is given twice
ADCC_TANGENT(wrt(x) wrt(x))
double f2(double x) { return x; }
// CHECK: syntax.c:[[@LINE+1]]:18: error: expected a name before ')'
ADCC_TANGENT(wrt())
double f3(double x) { return x; }
// CHECK: syntax.c:[[@LINE+1]]:21: error: expected a name before ')'
ADCC_TANGENT(wrt(x, ) of(return))
double f4(double x) { return x; }
// CHECK: syntax.c:[[@LINE+1]]:19: error: expected ')' before '.'
ADCC_TANGENT(wrt(x.y))
double f5(double x) { return x; }
// A macro that holds the annotation: the error is at the macro.
// CHECK: syntax.c:[[@LINE+1]]:1: error: function 'f6' has no parameter 'z'
MINE
double f6(double x) { return x; }
