/* Divide and conquer over an array, which is updated on the way. */
// RUN: %run-all %s
#include "check.h"

static double walk(double *x, int lo, int hi)
{
    if (hi - lo == 1)
        return x[lo] *= x[lo];
    int mid = (lo + hi) / 2;
    double left = walk(x, lo, mid), right = walk(x, mid, hi);
    x[lo] += left * right / 4;
    x[mid] *= left;
    return left + right * x[lo];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    return walk(x, 0, n);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [7], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(7, x), ret = f_d(7, x, x_d, &ret_d), ret = f_b(7, x, x_b, ret_b));
    return check_status();
}
