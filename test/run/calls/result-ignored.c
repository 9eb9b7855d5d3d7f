/* The value of a call is thrown away, its effect on memory stays. */
// RUN: %run-all %s
#include "check.h"

static double bump(double *v, double by)
{
    double old = *v;

    *v += by * old;
    return old;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a = x;

    bump(&a, y);
    (void)bump(&a, a);
    x = bump(&a, x) + a;
    return a * x;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.2, 0.9);
    IN(double, y, , 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
