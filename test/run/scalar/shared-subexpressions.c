/* The same value is used many times; its adjoint is the sum of all uses. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    double a = x * x;
    double b = a * a + a;
    double c = b * b - a * b + x * a;

    return sin(c) * c + cos(b) * b + a * x * b * c;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
