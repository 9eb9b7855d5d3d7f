/* A callee with its own loop and locals is called in a loop, its argument overwritten each time. */
// RUN: %run-all %s
#include "check.h"

static double step(double x, const double *p, int n)
{
    double r = x;

    for (int i = 0; i < n; i++) {
        if (r > 1)
            r = r * 0.5;
        r = r * p[i] + x;
    }
    return r;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, const double *p, int n)
{
    for (int k = 0; k < 5; k++)
        x = step(x, p, n - k % 2) * step(p[k % n], p, 1);
    return x;
}

double f_d(double x, double x_d, const double *p, const double *p_d, int n, double *return_d);
double f_b(double x, double *x_b, const double *p, double *p_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.2, 0.9);
    IN(double, p, [3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, p, 3), ret = f_d(x, x_d, p, p_d, 3, &ret_d), ret = f_b(x, &x_b, p, p_b, 3, ret_b));
    return check_status();
}
