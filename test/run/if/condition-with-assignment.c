/* Assignments and increments inside conditions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a, b = y;
    int n = 0;

    if ((a = x * y) > 1 && (b = a * x) > 1)
        b *= a;
    if (n++ || (a *= 2) < 0)
        b = 0;
    if (!n || --n)
        b = 1;
    return a * b + n;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 8; i++) {
        IN(double, x, , 0.5, 2);
        IN(double, y, , 0.5, 2);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
