/* The body moves the counter on. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s *= x[i];
        if (x[i] > 0.6)
            i++;
        x[i] += s;
        if (i == 4)
            i = 5;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 9; n++) {
        INOUT(double, x, [11], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
