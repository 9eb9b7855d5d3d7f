/* Nothing that is not finite comes out of a branch that was not taken. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a = x > 0 ? sqrt(x) + log(x) : x;
    double b = y != 0 ? x / y : 0.0;
    double c = 1;

    if (x > 0 && y > 0)
        c = pow(x, 1 / y) / x;
    return a * y + b + c * x;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    static const double at[][2] = {{-1, 0}, {0, 0}, {-1, 2}, {0, 1}, {2, 0}, {2, 3}};

    for (int i = 0; i < 6; i++) {
        IN(double, x, , 0, 1);
        IN(double, y, , 0, 1);
        RETURNS(double);

        x = at[i][0];
        y = at[i][1];
        check_tolerance(1e-12, i == 0 || i == 1 || i >= 3 ? 0 : 1e-6);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
