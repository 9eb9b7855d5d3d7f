/* Quadruple precision, between doubles. */
// RUN: %run-all %s
#include "check.h"
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    __float128 q = x[0], p = 1;

    for (int i = 0; i < n; i++) {
        p = p * q + x[i];
        q = q * p;
    }
    return (double)(p * q);
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
