/* && and || decide; their values, 0 and 1, are passive factors. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double r = 0;
    int both = x > 0 && y > 0;

    if (x > 1 || y > 1)
        r += x * y;
    if (!(x > 1 && y > 1))
        r += x * x;
    r += both * y * y;
    return r + (x > y) * x - (!both + 1) * y;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 16; i++) {
        IN(double, x, , 0, 1);
        IN(double, y, , 0, 1);
        RETURNS(double);

        x = i % 4 - 1.3;
        y = i / 4 - 1.4;
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
