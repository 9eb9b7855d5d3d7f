/* Inner loops run in some iterations only, one of several each time, with saved values in all. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int k = 0; k < n; k++) {
        if (k % 3 == 0)
            for (int i = 0; i < k; i++)
                x[i] = x[i] * s + x[k];
        else if (s > 2)
            for (int i = k; i < n; i++)
                x[i] *= x[i];
        else {
            int i = k;

            while (i-- > 0)
                s += x[i] * s / 4;
        }
        s = s * 0.7 + x[k] * s;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [8], 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(8, x), ret = f_d(8, x, x_d, &ret_d), ret = f_b(8, x, x_b, ret_b));
    return check_status();
}
