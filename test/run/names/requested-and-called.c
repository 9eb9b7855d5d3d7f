/* What is asked for keeps its name, though another derivative calls a derivative of it first. */
// RUN: %run-all %s
#include "check.h"

double twice(double x);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    return twice(x) * x + twice(x * x);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double twice(double x)
{
    return 2.0 * x * x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);
double twice_d(double x, double x_d, double *return_d);
double twice_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.4);
    RETURNS(double);
    double t;
    CHECK(ret = f(x), (ret = f_d(x, x_d, &ret_d), twice_d(x, 0.0, &t)),
          (ret = f_b(x, &x_b, ret_b), twice_b(x, &x_b, 0.0)));
    return check_status();
}
