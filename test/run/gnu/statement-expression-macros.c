/* Macros that are statement expressions, with typeof and variables of their own. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define SQUARE(a) __extension__({ double t = (a); t * t; })

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i + 1 < n; i++)
        s += MAX(x[i], x[i + 1]) * SQUARE(s + x[i]);
    return ({ double y = sin(s); y *= s; y; });
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
