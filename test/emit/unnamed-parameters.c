/* Parameters without names (C23) get one in derivatives; declarations keep theirs. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

double g(double, int);
double g_b(double x, double *x_b, int, double return_b)
{
    *x_b += 2.0 * x * return_b;
    return x * x;
}
ADCC_USE_ADJOINT(g, g_b)

static double h(double x, double) { return x * x; }

// CHECK: {{^}}double g(double, int);
// CHECK: {{^}}double g_b(double x, double *x_b, int, double return_b);
// CHECK: {{^}}double f_b(double x, double *x_b, double y, double *y_b, int unused, double return_b)
// CHECK-NEXT: {
// CHECK-NEXT:     (void)unused;
// CHECK:          g_b(x, x_b, 2, y * return_b);
// CHECK: {{^}}static double h_d(double x, double x_d, double unused, double unused_d, double *return_d)
ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y, int)
{
    return g(x, 2) * y + h(y, x);
}

double g(double x, int) { return x * x; }
