/* A function with ... cannot be differentiated. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <stdarg.h>

// CHECK: variadic.c:[[#@LINE+1]]:1: error: cannot differentiate the variadic function 'f'
ADCC_ADJOINT()
double f(double x, ...) { return x; }
