/* A function returns a pointer into its argument; it is written through. */
// RUN: %run-all %s
#include "check.h"

static double *largest(int n, double *x)
{
    double *best = x;

    for (int i = 1; i < n; i++)
        if (x[i] > *best)
            best = x + i;
    return best;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double *p = largest(n, x);

    *p *= *p * 0.5;
    return *p + *largest(n, x) * x[0];
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 1);
    RETURNS(double);

    x[3] = 1.4;
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
