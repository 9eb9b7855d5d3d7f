/* Labels at the end that fall into one another, as error paths do. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int fails, double *x)
{
    double s = x[0] * x[1];

    if (fails == 1)
        goto first;
    x[0] *= s;
    if (fails == 2)
        goto second;
    for (int i = 0; i < 3; i++) {
        x[2] += x[i] * s;
        if (fails == 3 + i)
            goto third;
    }
    return s * x[2];
third:
    s *= x[2];
second:
    s += x[0] * x[0];
    x[1] *= s;
first:
    s *= x[1];
    return s;
}

double f_d(int fails, double *x, double *x_d, double *return_d);
double f_b(int fails, double *x, double *x_b, double return_b);

int main(void)
{
    for (int fails = 0; fails < 7; fails++) {
        INOUT(double, x, [3], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(fails, x), ret = f_d(fails, x, x_d, &ret_d), ret = f_b(fails, x, x_b, ret_b));
    }
    return check_status();
}
