/* What is declared ADCC_INACTIVE cannot be asked for. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: inactive-in-list.c:[[#@LINE+1]]:21: error: 'y' is declared ADCC_INACTIVE
ADCC_ADJOINT(wrt(x, y))
double f(double x, ADCC_INACTIVE double y) { return x * y; }

// CHECK: inactive-in-list.c:[[#@LINE+1]]:1: error: 'g' is declared ADCC_INACTIVE
ADCC_ADJOINT()
ADCC_INACTIVE double g(double x) { return x; }
