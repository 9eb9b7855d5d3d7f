/* Arguments and results are converted at calls as at assignments. */
// RUN: %run-all %s
#include "check.h"

static float half(float x) { return x * 0.5f; }
static double twice(long double x, int n) { return (double)x * n; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, float y)
{
    double a = half(x * y);
    float b = twice(y, x + 3);

    return a * b + twice(half(b), x > 0);
}

double f_d(double x, double x_d, float y, float y_d, double *return_d);
double f_b(double x, double *x_b, float y, float *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.2, 0.9);
    IN(float, y, , 0.2, 0.9);
    RETURNS(double);
    check_tolerance(1e-6, 1e-2);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
