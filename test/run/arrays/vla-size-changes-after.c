/* The variable that gave a local array its length changes afterwards. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double w[n];
    double s = 0;

    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    n = n / 2;
    for (int i = 0; i < n; i++)
        s += w[i] * w[i + n] * n;
    n = (int)(sizeof w / sizeof w[0]);
    return s * n;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
