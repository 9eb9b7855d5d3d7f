/* A goto past the first update of a variable that later code adds to: tangents too start before it. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = x[0];

    if (n > 1)
        goto on;
    double d = x[1] * x[2];
    s += 0.1 * d;
on:
    s += s * x[2];
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 3; n++) {
        INOUT(double, x, [3], 0.5, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
