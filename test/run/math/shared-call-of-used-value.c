/* A call that forward and reverse sweep share reads a value that the reverse sweep reads as well. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

int mode;

static double g(double a, double b)
{
    double w[8] = {0.5, -0.25, 1};
    w[(mode * 3 + 1) & 3] /= 1.6 + 0.5 * sin(a + cos(b * w[2]));
    return sin(b * b) * w[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    return g(x, y) * 0.5;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.9);
    IN(double, y, , 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
