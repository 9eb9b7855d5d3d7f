/* Unsigned values wrap as in C before they become real; their negation too. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(unsigned n, double x)
{
    double big = -n;

    return x * big / 4294967296.0 + (n - 5u) * 1e-9 * x * x + ~n * 1e-9 * x;
}

double f_d(unsigned n, double x, double x_d, double *return_d);
double f_b(unsigned n, double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(3, x), ret = f_d(3, x, x_d, &ret_d), ret = f_b(3, x, &x_b, ret_b));
    return check_status();
}
