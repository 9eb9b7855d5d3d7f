/* gotos inside the body of a loop, beside break and continue of that loop. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        int tries = 0;
    again:
        s += x[i] * s;
        if (i == 3)
            continue;
        if (s > 9)
            break;
        if (s < 2.5 && tries++ < 3)
            goto again;
        if (tries == 2)
            goto skip;
        x[i] *= s;
    skip:
        s *= 0.7;
    }
    return s * s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 9; n++) {
        INOUT(double, x, [9], 0.3, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
