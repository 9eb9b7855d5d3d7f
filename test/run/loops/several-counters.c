/* Comma in the parts of a for; counters that meet; a counter that doubles. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i, j;

    for (i = 0, j = n - 1; i < j; i++, j--)
        x[i] *= x[j], s += x[i];
    for (int k = 1; k < n; k *= 2)
        s *= 1 + x[k] * x[k / 2];
    for (int k = n; k; k >>= 1)
        x[k - 1] += s;
    return s * i;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 10; n += 2) {
        INOUT(double, x, [10], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
