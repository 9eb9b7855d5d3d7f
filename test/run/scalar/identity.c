/* The smallest functions there are: x, and a constant added. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT() ADCC_TANGENT() double f(double x) { return x; }
ADCC_ADJOINT() ADCC_TANGENT() double g(double x) { return x + 1; }
ADCC_ADJOINT() ADCC_TANGENT() double h(double x) { return -x; }

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);
double g_d(double x, double x_d, double *return_d);
double g_b(double x, double *x_b, double return_b);
double h_d(double x, double x_d, double *return_d);
double h_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    IN(double, y, , 0.5, 1);
    IN(double, z, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x) + g(y) + h(z),
          ret = f_d(x, x_d, &ret_d); double r = ret_d; ret += g_d(y, y_d, &ret_d); r += ret_d;
          ret += h_d(z, z_d, &ret_d); ret_d += r,
          ret = f_b(x, &x_b, ret_b) + g_b(y, &y_b, ret_b) + h_b(z, &z_b, ret_b));
    return check_status();
}
