/* ?: takes one side; nested, as a value, with mixed types. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a = x > y ? x * x : y * 3.0;
    double b = x < 0 ? -1 : x < 1 ? x * y : 2.0f * x;

    return (a > 1 ? a : 1) * (b != 0 ? b / a : 0) + (y > 100 ? x : 1.0);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    static const double points[][2] = {{0.5, 0.2}, {1.5, 2.5}, {2.5, 1.5}, {-1.5, 0.7}, {3, 200}};

    for (int i = 0; i < 5; i++) {
        IN(double, x, , 0, 1);
        IN(double, y, , 0, 1);
        RETURNS(double);

        x = points[i][0];
        y = points[i][1];
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
