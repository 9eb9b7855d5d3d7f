/* Values that nothing uses, and results that do not depend on the input, cost and change nothing. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, double p)
{
    double unused = x * x * p;
    double passive = p * p + 3;
    double cut = x;

    cut = passive;
    unused += cut;
    (void)unused;
    return passive * x + cut;
}

double f_d(double x, double x_d, double p, double *return_d);
double f_b(double x, double *x_b, double p, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, &x_b, 3, ret_b));
    return check_status();
}
