/* A local array of variable length, and one of two dimensions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double w[n], a[n][n];
    double s = 0;

    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            a[i][j] = w[i] * x[j];
    for (int i = 0; i < n; i++)
        s += a[i][n - 1 - i] * a[i][i];
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n += 3) {
        IN(double, x, [4], 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
