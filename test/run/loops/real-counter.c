/* A loop over a real variable, passive in one loop and active in another. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double h)
{
    double s = 0;

    for (double t = 0; t < 0.95; t += 0.125)
        s += sin(x * t) * 0.125;
    for (double t = x; t < x + 1; t += h)
        s += t * t * h;
    return s;
}

double f_d(double x, double x_d, double h, double h_d, double *return_d);
double f_b(double x, double *x_b, double h, double *h_b, double return_b);

int main(void)
{
    IN(double, x, , 1, 2);
    IN(double, h, , 0.27, 0.32);
    RETURNS(double);
    CHECK(ret = f(x, h), ret = f_d(x, x_d, h, h_d, &ret_d), ret = f_b(x, &x_b, h, &h_b, ret_b));
    return check_status();
}
