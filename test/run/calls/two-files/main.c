/* Calls across files, both given to adcc; a static function of the same name in each. */
// RUN: %run-all %s %S/other.c
#include "check.h"
#include "other.h"

static double helper(double x)
{
    return x * x;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    double a = helper(x) * from_other(x, u);

    update(u, a);
    return a * u[0] + helper(u[1]);
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    INOUT(double, u, [2], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    return check_status();
}
