/* The derivative is called from code that a function being differentiated does not see: it is reentrant. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double g(double x)
{
    for (int i = 0; i < 3; i++)
        x = sin(x) + 0.1 * x * x;
    return x;
}

double g_d(double x, double x_d, double *return_d);
double g_b(double x, double *x_b, double return_b);
ADCC_INACTIVE double slope_of_g(double x);

/* One Newton step: the slope counts as a constant. */
ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    double y = x;

    for (int i = 0; i < 3; i++)
        y -= 0.01 * g(y) / slope_of_g(y);
    return y * x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

double slope_of_g(double x)
{
    double x_b = x > 5;

#if CHECK_MODE & 2
    g_b(x, &x_b, 1);
#endif
    return floor(x_b * 2) + 0.5;
}

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
