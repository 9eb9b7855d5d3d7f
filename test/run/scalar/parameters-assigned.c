/* Parameters are variables of the function: assigned, scaled, used as loop counters. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(double x, double y, int n)
{
    x *= y;
    y = x - y;
    while (n-- > 0)
        x += y * x / 8;
    x = x * x;
    return x + y;
}

double f_d(double x, double x_d, double y, double y_d, int n, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    IN(double, y, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, y, 5), ret = f_d(x, x_d, y, y_d, 5, &ret_d), ret = f_b(x, &x_b, y, &y_b, 5, ret_b));
    return check_status();
}
