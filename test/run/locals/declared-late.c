/* Declarations between statements, several to a line, const, register, without initialiser. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    const double a = x * y;
    x *= a;
    double b, c = x + y, *p = &c, d[2] = {c, x};
    b = c * a;
    register double e = b;
    e *= *p;
    const double g = e - d[0] * d[1];
    return g * b;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
