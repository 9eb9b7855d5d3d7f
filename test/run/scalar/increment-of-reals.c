/* ++ and -- on real variables and elements, before and after. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    double a = x++ * 2.0;
    double b = --x * a;

    u[0]++;
    b += u[1]-- * u[0];
    return a * b * ++u[1] + x;
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    INOUT(double, u, [2], 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    return check_status();
}
