/* The index used by a statement is changed right after; the reverse sweep must know the old one. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    int i = 0, j = n - 1;
    double s = 1;

    while (i < j) {
        x[i] *= x[j];
        s += x[i++] * x[j--];
        x[i] += s;
        i++;
        s *= x[j];
    }
    return s;
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
