/* One scratch buffer serves several computations in turn. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double w[8], s = 0;

    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < n; i++)
            w[i] = k == 0 ? x[i] : w[i] * x[(i + k) % n];
        for (int i = 0; i < n; i++)
            s += w[i] * w[n - 1 - i] * s;
        s += w[k];
    }
    for (int i = 0; i < n; i++)
        w[i] = x[i] * s;
    return w[0] * w[1] * w[n - 1];
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.1, 0.8);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
