/* The shadow of a listed variable is there for callers even if f does not use the variable. */
// RUN: %run-all %s
#include "check.h"

double scale, offset[2], rest;

ADCC_ADJOINT(wrt(x, scale, offset, rest), of(return, rest))
ADCC_TANGENT(wrt(x, scale, offset, rest), of(return, rest))
double f(double x)
{
    return scale * x * x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);
extern double scale_b, scale_d, offset_b[2], offset_d[2], rest_b, rest_d;

int main(void)
{
    double *o = offset, *o_b = offset_b, *o_d = offset_d;
    double *s = &scale, *s_b = &scale_b, *s_d = &scale_d;
    double *r = &rest, *r_b = &rest_b, *r_d = &rest_d;
    IN(double, x, , -1, 1);
    RANGE(CHECK_IN, double, s, 1, 0.5, 1);
    RANGE(CHECK_IN, double, o, 2, 0.5, 1);
    RANGE(CHECK_INOUT, double, r, 1, 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
