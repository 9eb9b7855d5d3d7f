/* A number that a loop in a case saves before it runs: the switch may pass the case by. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, double *y)
{
    double b = x[0];
    b = b * sin(b);
    double s = sin(x[1]) * sin(b);
    switch (n % 4) {
    case 0:
        for (int i = 0; i < 3; i++) {
            double v = sin(x[i]);
            b = 0.8 * v;
            y[i & 1] *= v;
        }
        s = 0.5 * y[0];
        break;
    case 1:
        b = x[2];
        break;
    }
    return cos(s) + 0.5 * b;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 3; n++) {
        IN(double, x, [4], -1, 1);
        INOUT(double, y, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d), ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
