/* A parameter by value is no output. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: of-value-parameter.c:[[#@LINE+1]]:25: error: 'y' is passed by value
ADCC_ADJOINT(wrt(x), of(y))
double f(double x, double y) { return x * y; }
