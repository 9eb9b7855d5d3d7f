/* A loop made of labels and goto, with two exits. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i = 0;

again:
    if (i >= n)
        goto done;
    s += x[i] * s;
    x[i] *= s;
    if (s > 4)
        goto large;
    i++;
    goto again;
large:
    s *= 0.5;
done:
    return s * s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 8; n++) {
        INOUT(double, x, [8], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
