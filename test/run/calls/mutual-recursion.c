/* Two functions call each other. */
// RUN: %run-all %s
#include "check.h"

static double odd(double x, int n);

static double even(double x, int n)
{
    return n == 0 ? x : odd(x * x * 0.9, n - 1) + x;
}

static double odd(double x, int n)
{
    double y = x + 0.1 * n;

    if (n > 0)
        y *= even(y * 0.5, n - 1);
    return y;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, int n)
{
    return even(x, n) * odd(x, n / 2);
}

double f_d(double x, double x_d, int n, double *return_d);
double f_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, , 0.3, 1);
        RETURNS(double);
        CHECK(ret = f(x, n), ret = f_d(x, x_d, n, &ret_d), ret = f_b(x, &x_b, n, ret_b));
    }
    return check_status();
}
