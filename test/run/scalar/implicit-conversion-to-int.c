/* A real stored in an integer variable is truncated; what is computed from it is passive. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    int k;
    short s = 0;

    k = x * 2.0;
    s += x * 3.0;
    return x * k + x * x * s;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 1, 2);
    RETURNS(double);

    x = 1.61234567;
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
