/* Overwrites through two names of the same memory, in a callee and in a loop. */
// RUN: %run-all %s
#include "check.h"

static void smooth(int n, double *out, const double *in)
{
    for (int i = 1; i < n; i++)
        out[i] = in[i - 1] * in[i] + out[i - 1] * 0.5;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    smooth(n, x, x);
    smooth(n - 1, x + 1, x);
    smooth(n - 1, y, x + 1);
    smooth(n, x, y);
    return x[n - 1] * y[n - 1];
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    {
        INOUT(double, x, [5], 0.3, 0.8);
        INOUT(double, y, [5], 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    }
    {
        INOUT(double, x, [6], 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = f(5, x, x + 1), ret = f_d(5, x, x_d, x + 1, x_d + 1, &ret_d),
              ret = f_b(5, x, x_b, x + 1, x_b + 1, ret_b));
    }
    return check_status();
}
