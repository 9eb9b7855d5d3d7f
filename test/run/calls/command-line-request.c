/* A function without annotation, asked for on the command line. */
// RUN: %run-all --adcc=--adjoint --adcc="f wrt(x) of(return)" --adcc=--tangent --adcc="f wrt(x) of(return)" %s
#include "check.h"

double f(double x, double k)
{
    return k * x * x + x;
}

double f_d(double x, double x_d, double k, double *return_d);
double f_b(double x, double *x_b, double k, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, &x_b, 3, ret_b));
    return check_status();
}
