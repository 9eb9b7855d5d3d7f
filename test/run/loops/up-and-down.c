/* for up, down, by two, from an expression; <=, >=, !=; counter declared outside and used after. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i;

    for (i = 0; i < n; i++)
        s += x[i] * s;
    for (i = n - 1; i >= 0; i--)
        x[i] *= s;
    for (i = 1; i <= n - 1; i += 2)
        s *= x[i];
    for (i = n; i > 0; i -= 3)
        x[i - 1] += s;
    for (i = 0; i != n; ++i)
        s += x[i] * x[n - i - 1];
    return s * i + i;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        INOUT(double, x, [8], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
