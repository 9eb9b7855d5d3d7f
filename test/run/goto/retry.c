/* A label before a step that is tried again with half the size until it is good: a backward goto. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double h)
{
    double y, step = h;
    int tries = 0;

retry:
    y = x + step * x * x;
    if (y > 2 && tries < 20) {
        tries++;
        step *= 0.5;
        goto retry;
    }
    return y * step;
}

double f_d(double x, double x_d, double h, double h_d, double *return_d);
double f_b(double x, double *x_b, double h, double *h_b, double return_b);

int main(void)
{
    for (int k = 1; k < 40; k += 6) {
        IN(double, x, , 0.8, 0.9);
        IN(double, h, , k * 0.5, k * 0.5 + 0.1);
        RETURNS(double);
        CHECK(ret = f(x, h), ret = f_d(x, x_d, h, h_d, &ret_d), ret = f_b(x, &x_b, h, &h_b, ret_b));
    }
    return check_status();
}
