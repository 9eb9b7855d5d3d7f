/* Literals in every spelling keep their values: hexadecimal, suffixes, no digits before the point. */
// RUN: %run-all %s
#include "check.h"

#define TWO 2
#define THIRD (1.0 / 3)

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    double y = .5 * x + 0x1.8p1 * x * x - 1e-1 * x + 5. * x;

    y += 1.1f * x + 'A' * x + 0x10 * x * 010 + 10ul * x;
    return y * TWO - THIRD * x * x * x + 1.5L * x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
