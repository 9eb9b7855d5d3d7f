/* frexp, modf, sincos-like callees, remquo: library functions with results through pointers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    int e, q;
    double whole, part = modf(x, &whole), m = frexp(y, &e);

    return part * whole + m * e * x + remquo(x, y, &q) * q;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 5.2, 5.4);
    IN(double, y, , 1.3, 1.4);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
