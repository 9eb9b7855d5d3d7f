/* Assignments are values: chained, inside expressions and conditions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a, b, c, d;

    a = b = c = x * y;
    d = (a *= x) + (b = y * 2.0);
    if ((c = a - b) > 0)
        d += c * c;
    else
        d -= c;
    return d * (a += 1.0) + (b /= x);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.5, 3);
        IN(double, y, , 0.5, 3);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
