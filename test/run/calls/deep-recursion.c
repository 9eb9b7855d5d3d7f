/* Recursion some thousand levels deep, with a value per level that the reverse sweep needs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, int n)
{
    double y = sin(x) + 0.01 * n / (n + 1);

    if (n > 0)
        y = y * 0.5 + f(y, n - 1) * cos(y) * 0.5;
    return y;
}

double f_d(double x, double x_d, int n, double *return_d);
double f_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, 2000), ret = f_d(x, x_d, 2000, &ret_d), ret = f_b(x, &x_b, 2000, ret_b));
    return check_status();
}
