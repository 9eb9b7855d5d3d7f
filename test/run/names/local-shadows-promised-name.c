/* A local variable is called x_b and a parameter return_b; the generated ones get other names. */
// RUN: %run-all --adcc=-w %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, double return_b, double return_d)
{
    double x_b = x * return_b, x_d = x_b * x;

    x_b *= x_d + return_d;
    return x_b * x;
}

double f_d(double x, double x_d, double return_b, double return_d, double *return_d1);
double f_b(double x, double *x_b, double return_b, double return_d, double return_b1);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, 2, 3), ret = f_d(x, x_d, 2, 3, &ret_d), ret = f_b(x, &x_b, 2, 3, ret_b));
    return check_status();
}
