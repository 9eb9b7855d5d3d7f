/* return in of(), where nothing real is returned. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: of-return-without-value.c:[[#@LINE+1]]:25: error: 'f' returns 'void', which cannot carry a derivative
ADCC_ADJOINT(wrt(x), of(return))
void f(double *x) { *x *= *x; }

// CHECK: of-return-without-value.c:[[#@LINE+1]]:25: error: 'g' returns 'int', which cannot carry a derivative
ADCC_ADJOINT(wrt(x), of(return))
int g(double *x) { return *x > 0; }

// CHECK: of-return-without-value.c:[[#@LINE+1]]:18: error: the returned value cannot be in wrt()
ADCC_ADJOINT(wrt(return))
double h(double x) { return x; }
