/* A choice between pointers that is known before the program runs. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    const double *q = x;
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += q[0] * q[1];
        q = 3 > 1 ? q : x + i;
        s *= q[1];
        q = 3 < 1 ? q : x + i;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], -1, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
