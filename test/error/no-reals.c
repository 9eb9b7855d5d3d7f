/* Nothing to differentiate with respect to, or nothing to differentiate. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: no-reals.c:[[#@LINE+1]]:1: error: no parameter of 'f' carries reals
ADCC_ADJOINT()
double f(int n) { return n; }

// CHECK: no-reals.c:[[#@LINE+1]]:1: error: 'g' neither returns reals nor takes a pointer to reals it may change
ADCC_ADJOINT()
int g(const double *x) { return *x > 0; }
