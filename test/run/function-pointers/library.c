/* Pointers to functions of the C library, among others, with one and with two arguments. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double (*const unary[])(double) = {sin, cos, exp, floor, sqrt};
static double plain(double x, double y) { return x * y; }

static double apply(double (*g)(double, double), double x, double y)
{
    return g(x, y) + g(y, x);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double (*both)(double, double) = pow;
    double s = 1;

    for (int i = 0; i < n; i++) {
        s += unary[i % 5](x[i]) * s;
        s += apply(both, s, x[i]) * 0.1;
        both = both == pow ? plain : i == 3 ? pow : hypot;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        IN(double, x, [7], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
