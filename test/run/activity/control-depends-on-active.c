/* Only decisions depend on a value: it is needed, but has no derivative of its own. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double level = x * x + y, s = y;
    int count = 0;

    while (level > 1) {
        level *= 0.6;
        count++;
        s *= y;
        if (level > 2)
            level -= 0.3;
    }
    for (int i = 0; i < count; i++)
        s += i % 2 ? y : y * y;
    level = 0;
    return s + count;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.3, 3);
        IN(double, y, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
