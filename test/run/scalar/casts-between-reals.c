/* Casts narrow and widen; the derivative passes through both. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    float narrow = (float)(x * x);
    long double wide = (long double)narrow * x;

    return (double)(float)(wide + (float)x) * (double)narrow;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 1, 2);
    RETURNS(double);

    check_tolerance(1e-6, 1e-2);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
