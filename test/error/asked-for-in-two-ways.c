/* Prototype and definition ask for different adjoints. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(x))
double f(double x, double y);

// CHECK: asked-for-in-two-ways.c:[[#@LINE+1]]:1: error: the adjoint of 'f' is asked for in two ways
ADCC_ADJOINT(wrt(y))
double f(double x, double y) { return x * y; }
