/* A function of the user's with a common name is the user's, not a library rule. */
// RUN: %run-all %s
#include "check.h"

static double square(double x) { return x * x; }
static double norm(double x, double y) { return square(x) + square(y); }
static double max(double a, double b) { return a > b ? a : b; }
static double sigmoid(double v) { return v / (1 + (v < 0 ? -v : v)); }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    return max(norm(x, y), sigmoid(x)) * sigmoid(y - x);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 3; i++) {
        IN(double, x, , -0.9, 0.9);
        IN(double, y, , -0.9, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
