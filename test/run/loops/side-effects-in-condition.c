/* Conditions that assign, count and call. */
// RUN: %run-all %s
#include "check.h"

static double shrink(double *v)
{
    return *v *= 0.7;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double s = 0, t = x;
    int n = 5;

    while ((t = t * y) < 3 && n-- > 0)
        s += t;
    for (int i = 0; shrink(&t) > 0.5 && i < 9; i++, s *= y)
        s += t * i;
    do
        s += t;
    while ((t += 0.3 * x) < 2);
    return s * t + n;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.5, 2);
        IN(double, y, , 1.1, 1.6);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
