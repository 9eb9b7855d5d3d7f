/* Half precision, between doubles: too coarse for difference quotients. */
// RUN: %run-all %s
#include "check.h"
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    _Float16 h = (_Float16)x[0];

    return (double)(h * h) * x[1] * n;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    check_tolerance(1e-2, 0);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
