/* A real cast to an integer carries no derivative; the fraction that is left has derivative one. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    int whole = (int)x;
    double part = x - whole;
    long scaled = (long)(x * 100);

    return part * part * whole + (double)(int)(x * 3.0) * x + scaled % 7 * x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 1, 2);
    RETURNS(double);

    x = 2.7234567;
    check_tolerance(1e-12, 1e-6);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
