/* The body changes the bound and the step. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int step = 1;

    for (int i = 0; i < n; i += step) {
        x[i] *= s;
        s += x[i] * x[n - 1];
        if (n > 5)
            n--;
        if (i > 1)
            step = 2;
    }
    return s * n;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 10; n += 3) {
        INOUT(double, x, [10], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
