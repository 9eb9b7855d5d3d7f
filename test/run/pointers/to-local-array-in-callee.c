/* A callee without side effects keeps a pointer into its own array. */
// RUN: %run-all %s
#include "check.h"

static double g(double a)
{
    double w[2] = {0.5, -0.25};
    double *q = &w[0];

    if (a > 0) {
        w[1] = a * a;
        q[0] = a;
    }
    return w[0] * w[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    return x * g(x) + g(-x);
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
