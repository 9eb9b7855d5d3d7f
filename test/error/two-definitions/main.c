/* Two files define the same function. */
// RUN: %fails 1 %adcc %s %S/other.c | FileCheck %s
#include <adcc.h>
// CHECK: {{(main|other)}}.c:{{[0-9]+}}:{{[0-9]+}}: error: 'g' is defined more than once
double g(double x) { return x; }
ADCC_ADJOINT()
double f(double x) { return g(x); }
