/* The independent is used, then set to a constant: its adjoint ends the use alone. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        s += x[i] * x[i];
        x[i] = i;
    }
    x[0] = x[1] * 2;
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.1, 0.8);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
