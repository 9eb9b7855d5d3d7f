/* Derivatives that the user gives must have the signature of a derivative. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

double box(double x, int n);
double box_short(double x, double *x_b, int n);
double box_wide(double x, double x_b, int n, double return_b);
double box_order(double x, double *x_b, double n, double return_b);
double box_seed(double x, double *x_b, int n, double *return_b);
float box_value(double x, double *x_b, int n, double return_b);
int box_open(double x, ...);
double box_d(double x, double x_d, int n, double return_d);
void fill(int n, const double *x, double *y);
void fill_b(int n, const double *x, const double *x_b, double *y, double *y_b);
void fill_d(int n, const double *x, const double *x_d, double *y, const double *y_d);

// CHECK: use-signatures.c:[[#@LINE+2]]:23: error: 'box_short' has 3 parameters, but the adjoint of 'box' has 4: each parameter that carries reals is followed by its companion, 'return_b' is last
// CHECK: use-signatures.c:6:1: note: it is declared here
ADCC_USE_ADJOINT(box, box_short)
// CHECK: use-signatures.c:[[#@LINE+1]]:{{[0-9]+}}: error: parameter 2 of 'box_wide' is 'double', but the adjoint of 'box' has 'double *' there, the companion of parameter 1
ADCC_USE_ADJOINT(box, box_wide)
// CHECK: error: parameter 3 of 'box_order' is 'double', but the adjoint of 'box' has 'int' there, as its parameter 2
ADCC_USE_ADJOINT(box, box_order)
// CHECK: error: parameter 4 of 'box_seed' is 'double *', but the adjoint of 'box' has 'double' there, the adjoint of the returned value
ADCC_USE_ADJOINT(box, box_seed)
// CHECK: error: 'box_value' returns 'float', but 'box' returns 'double'
ADCC_USE_ADJOINT(box, box_value)
// CHECK: error: 'box_open' has variable arguments; a derivative is given for fixed ones
ADCC_USE_ADJOINT(box, box_open)
// CHECK: error: parameter 4 of 'box_d' is 'double', but the tangent of 'box' has 'double *' there, where the tangent of the value goes
ADCC_USE_TANGENT(box, box_d)
// CHECK: error: parameter 3 of 'fill_b' is 'const double *', but the adjoint of 'fill' has 'double *' there, the companion of parameter 2
ADCC_USE_ADJOINT(fill, fill_b, y[n])
// CHECK: error: parameter 5 of 'fill_d' is 'const double *', but the tangent of 'fill' has 'double *' there, the companion of parameter 4
ADCC_USE_TANGENT(fill, fill_d)

ADCC_ADJOINT()
double f(double x) { return x; }
