/* Caller and callees use the same names for different things. */
// RUN: %run-all %s
#include "check.h"

static double g(double t, double s)
{
    double x = t * s;

    for (int i = 0; i < 2; i++)
        x += x * s;
    return x;
}

static double h(double s, double x)
{
    double t = g(s, x), i = t * t;

    return i + g(x, t);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double s)
{
    double t = g(x, s), i = 0;

    i += h(t, x);
    t = h(i, s);
    return t + i * x;
}

double f_d(double x, double x_d, double s, double s_d, double *return_d);
double f_b(double x, double *x_b, double s, double *s_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.4);
    IN(double, s, , 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = f(x, s), ret = f_d(x, x_d, s, s_d, &ret_d), ret = f_b(x, &x_b, s, &s_b, ret_b));
    return check_status();
}
