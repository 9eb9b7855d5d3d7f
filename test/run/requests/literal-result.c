/* The result is a literal; the signature is that of any other result. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *y)
{
    *y *= x;
    if (x > 0)
        return 3;
    return -1.5;
}

double f_d(double x, double x_d, double *y, double *y_d, double *return_d);
double f_b(double x, double *x_b, double *y, double *y_b, double return_b);

ADCC_ADJOINT()
ADCC_TANGENT()
double g(double x)
{
    (void)x;
    return 1;
}

double g_d(double x, double x_d, double *return_d);
double g_b(double x, double *x_b, double return_b);

int main(void)
{
    {
        IN(double, x, , 0.3, 1);
        INOUT(double, y, , 0.3, 1);
        RETURNS(double);
        CHECK(ret = f(x, &y), ret = f_d(x, x_d, &y, &y_d, &ret_d), ret = f_b(x, &x_b, &y, &y_b, ret_b));
    }
    {
        IN(double, x, , 0.3, 1);
        RETURNS(double);
        CHECK(ret = g(x), ret = g_d(x, x_d, &ret_d), ret = g_b(x, &x_b, ret_b));
    }
    return check_status();
}
