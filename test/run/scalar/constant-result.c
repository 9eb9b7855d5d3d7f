/* A result that does not depend on the independents at all. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x, double p)
{
    double y = x[0];

    y = p * p;
    return y;
}

double f_d(const double *x, const double *x_d, double p, double *return_d);
double f_b(const double *x, double *x_b, double p, double return_b);

int main(void)
{
    IN(double, x, [1], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, x_b, 3, ret_b));
    return check_status();
}
