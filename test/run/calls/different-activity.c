/* One function called with other arguments active each time, and with none. */
// RUN: %run-all %s
#include "check.h"

static double blend(double a, double b, double t)
{
    double u = 1 - t;

    return a * u + b * t * t;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, double c)
{
    double p = blend(c, 2, 0.25);
    double q = blend(x, c, 0.5);
    double r = blend(p, q, x);

    blend(x, x, x);
    return blend(q, r * p, c) + blend(1, x, x);
}

double f_d(double x, double x_d, double c, double *return_d);
double f_b(double x, double *x_b, double c, double return_b);

int main(void)
{
    IN(double, x, , 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, &x_b, 3, ret_b));
    return check_status();
}
