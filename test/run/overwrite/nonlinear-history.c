/* Every iteration overwrites a scalar that several later statements of it need. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y, int n)
{
    double a = x, b = y;

    for (int i = 0; i < n; i++) {
        double t = a * b;

        a = sin(t) + a * 0.5;
        t *= a;
        b = t / (1 + b * b);
        t = a - b;
        a += t * t * 0.1;
    }
    return a * b;
}

double f_d(double x, double x_d, double y, double y_d, int n, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, y, 7), ret = f_d(x, x_d, y, y_d, 7, &ret_d), ret = f_b(x, &x_b, y, &y_b, 7, ret_b));
    return check_status();
}
