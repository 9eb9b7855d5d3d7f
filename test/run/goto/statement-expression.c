/* A statement expression that a goto leaves, and one with a loop of its own made of labels. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s += __extension__({
            double t = x[i] * s;
            int k = 0;
            if (t > 2)
                goto out;
        more:
            t *= x[i];
            if (k++ < i)
                goto more;
            t;
        });
        x[i] *= s;
    }
out:
    return s * s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        INOUT(double, x, [7], 0.5, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
