/* A null pointer where the caller does not want a result; its shadow is null as well. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, extra))
ADCC_TANGENT(wrt(x), of(return, extra))
double f(double x, double *extra)
{
    double y = x * x;

    if (extra != NULL)
        *extra = y * x;
    return y;
}

double f_d(double x, double x_d, double *extra, double *extra_d, double *return_d);
double f_b(double x, double *x_b, double *extra, double *extra_b, double return_b);

int main(void)
{
    {
        IN(double, x, , 0.3, 1);
        RETURNS(double);
        CHECK(ret = f(x, NULL), ret = f_d(x, x_d, NULL, NULL, &ret_d), ret = f_b(x, &x_b, NULL, NULL, ret_b));
    }
    {
        IN(double, x, , 0.3, 1);
        OUT(double, e, );
        RETURNS(double);
        CHECK(ret = f(x, &e), ret = f_d(x, x_d, &e, &e_d, &ret_d), ret = f_b(x, &x_b, &e, &e_b, ret_b));
    }
    return check_status();
}
