/* Loops that never run, and loops without a body, a step or a condition. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = x[0];
    int i = 0;

    for (int k = 5; k < 2; k++)
        s *= x[k];
    for (; i < n && x[i] < 0.6; i++)
        ;
    for (; i < n;)
        s += x[0] * x[i++];
    for (;;) {
        s *= x[0];
        if (i-- <= 0)
            break;
    }
    while (i > 0)
        s = 0;
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, [6], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
