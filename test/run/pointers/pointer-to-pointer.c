/* A callee moves the caller's pointer. */
// RUN: %run-all %s
#include "check.h"

static double take(double **p)
{
    double v = **p;

    *(*p)++ = v * v;
    return v;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double *x)
{
    double *p = x;
    double s = take(&p);

    s *= take(&p);
    s += take(&p) * *x;
    return s * p[-1];
}

double f_d(double *x, double *x_d, double *return_d);
double f_b(double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [3], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
