/* ADCC_USE_ADJOINT with names that are no functions, and twice. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

double box(double x);
double box_b(double x, double *x_b, double return_b);
double box_c(double x, double *x_b, double return_b);
int number;

// CHECK: use-adjoint.c:[[#@LINE+1]]:{{[0-9]+}}: error: there is no function 'nope'
ADCC_USE_ADJOINT(box, nope)
// CHECK: use-adjoint.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'number' is not a function
ADCC_USE_ADJOINT(number, box_b)
ADCC_USE_ADJOINT(box, box_b)
// CHECK: use-adjoint.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'box' has two adjoints, 'box_b' and 'box_c'
ADCC_USE_ADJOINT(box, box_c)

ADCC_ADJOINT()
double f(double x) { return box(x); }
