/* Extents that are not integer expressions of the parameters. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

#define SIZE 4

// CHECK: extents.c:[[#@LINE+1]]:20: error: 't' is not an integer
ADCC_ADJOINT(wrt(x[t]), of(return))
double f(const double *x, double t) { return x[0] * t; }

// CHECK: extents.c:[[#@LINE+1]]:20: error: function 'g' has no parameter 'm'
ADCC_ADJOINT(wrt(x[m]), of(return))
double g(const double *x) { return x[0]; }

// CHECK: extents.c:[[#@LINE+1]]:20: error: 'n' is not an array
ADCC_ADJOINT(wrt(n[3]), of(return))
double h(double n) { return n; }

// CHECK: extents.c:[[#@LINE+1]]:20: error: 'SIZE' is a macro
ADCC_ADJOINT(wrt(x[SIZE]), of(return))
double k(const double *x) { return x[0]; }
