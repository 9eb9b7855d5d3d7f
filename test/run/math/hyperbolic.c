/* sinh, cosh, tanh and their inverses. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double y[6])
{
    y[0] = sinh(x);
    y[1] = cosh(x);
    y[2] = tanh(x);
    y[3] = asinh(x);
    y[4] = acosh(2 + x * x);
    y[5] = atanh(x / 2);
}

void f_d(double x, double x_d, double y[6], double y_d[6]);
void f_b(double x, double *x_b, double y[6], double y_b[6]);

int main(void)
{
    for (int i = 0; i < 3; i++) {
        IN(double, x, , -1.5, 1.5);
        OUT(double, y, [6]);
        CHECK(f(x, y), f_d(x, x_d, y, y_d), f_b(x, &x_b, y, y_b));
    }
    return check_status();
}
