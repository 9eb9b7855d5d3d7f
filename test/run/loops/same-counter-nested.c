/* Inner and outer loop share one counter variable. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i;

    for (i = 0; i < n; i++) {
        int start = i;

        for (; i < n && x[i] > 0.5; i++)
            s += x[i] * x[start];
        x[start] *= s;
    }
    return s + i;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int k = 0; k < 4; k++) {
        INOUT(double, x, [8], 0.1, 0.9);
        RETURNS(double);
        CHECK(ret = f(8, x), ret = f_d(8, x, x_d, &ret_d), ret = f_b(8, x, x_b, ret_b));
    }
    return check_status();
}
