/* p + i, p - q, &p[i], negative indices, pointers compared. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double *mid = x + n / 2, *end = &x[n];
    double s = 0;

    for (long i = 0; i < end - mid; i++)
        s += mid[i] * mid[-1] * *(x + i);
    for (double *p = mid; p < end; p++)
        *p *= *(p - 1) + (p - mid);
    return s * end[-1] * (mid > x ? *mid : 1);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
