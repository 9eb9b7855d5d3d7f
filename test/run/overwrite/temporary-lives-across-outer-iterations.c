/* A temporary set in one outer iteration is read in the next, before it is set again. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double t = 0.5, w[2] = {1, 2}, s = 0;

    for (int i = 0; i < n; i++) {
        s += t * w[i % 2];
        t = x[i] * t;
        for (int j = 0; j < 2; j++) {
            s += w[j] * t;
            w[j] = x[i] + s * 0.1;
        }
    }
    return s;
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
