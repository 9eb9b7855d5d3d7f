/* File-scope pointers to compound literals, which are static and have no name. */
// RUN: %run-all %s
#include "check.h"
static double *const table = (double[]){1, 2, 3};
static const struct pair {
    double a, b;
} *pairs = (const struct pair[]){{1, 2}, {3, 4}};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += table[i % 3] * x[i] * pairs[i % 2].b * x[0];
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
