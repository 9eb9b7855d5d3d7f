/* Local arrays: initialised, partly initialised, filled in loops. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a[4] = {x, y, x * y};
    double b[3];
    double s = 0;

    for (int i = 0; i < 3; i++)
        b[i] = a[i] * a[(i + 1) % 4] + x;
    a[3] = b[0] * b[1];
    a[0] = a[3] - a[0];
    for (int i = 0; i < 3; i++)
        s += a[i + 1] * b[i] * a[i];
    return s;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    IN(double, y, , 1.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
