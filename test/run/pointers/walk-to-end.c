/* A loop over pointers: p from begin to end, compared, not counted. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 1;

    for (const double *p = x, *end = x + n; p != end; ++p)
        s = s * *p + p[0] * p[0];
    for (const double *p = x + n - 1; p >= x; p -= 2)
        s += *p * s / 4;
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], -1, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
