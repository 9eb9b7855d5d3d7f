/* An annotated function without a body, at a file's own prototype. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: no-body.c:[[#@LINE+2]]:1: error: cannot differentiate 'f', which has no body here
// CHECK: note: give the file that defines it
ADCC_ADJOINT()
double f(double x);
