/* f_b and f_d are other functions of the program; f's derivatives get the next free names. */
// RUN: %run-all --adcc=-w %s
#include "check.h"

double f_b(double x) { return x * 3; }
static double f_d(double x) { return x * 2; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    return f_b(x) * f_d(x) * x;
}

double f_d1(double x, double x_d, double *return_d);
double f_b1(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d1(x, x_d, &ret_d), ret = f_b1(x, &x_b, ret_b));
    return check_status();
}
