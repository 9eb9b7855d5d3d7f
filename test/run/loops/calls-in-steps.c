/* The step of a for calls functions of the program, with a continue before it. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"
static double g(double s, double *t) { *t += s * s; return s * s * 1.1 + *t; }
static double h(double s) { return s * s * 1.1 + s; }
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double sum = 0.0, t = x[1] * n;
    for (double s = x[0]; s < 1.5; s = g(s, &t))
        sum += s * t;
    for (double s = x[0]; s < 1.5; s = h(s)) {
        if (s > 0.7 && s < 0.9) continue;
        sum += s * t;
    }
    return sum + t;
}
double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);
int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
