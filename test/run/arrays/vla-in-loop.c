/* A variable-length array declared inside a loop, of another length each time. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 1;

    for (int k = 1; k <= n; k++) {
        double w[k];

        for (int i = 0; i < k; i++)
            w[i] = x[i] * s;
        for (int i = 0; i < k; i++)
            s += w[i] * w[k - 1 - i];
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.1, 0.5);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
