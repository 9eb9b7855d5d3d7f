/* if, else if, else, nested, without braces, with empty branches. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double r = x;

    if (x > 2)
        r = x * x;
    else if (x > 1)
        r *= y;
    else if (x > 0) {
        if (y > 1)
            r += y * y;
        else {
        }
    } else {
        r = -x;
        if (y > 1) {
        } else
            r *= 2 * y;
    }
    if (r > y)
        r = r * y;
    if (x > 100)
        return 0;
    else
        return r * x;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 8; i++) {
        IN(double, x, , 0, 1);
        IN(double, y, , 0, 1);
        RETURNS(double);

        x = i / 2 - 0.4;
        y = i % 2 + 0.7;
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
