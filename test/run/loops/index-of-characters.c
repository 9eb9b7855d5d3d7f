/* An index of type char: what is saved is indexed without a warning. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double product(const double x[4])
{
    double s = 1;
    for (char i = 0; i < 4; i++)
        s *= x[(int)i];
    return s;
}

double product_d(const double x[4], const double x_d[4], double *return_d);
double product_b(const double x[4], double x_b[4], double return_b);

int main(void)
{
    IN(double, x, [4], -1, 1);
    RETURNS(double);
    CHECK(ret = product(x), ret = product_d(x, x_d, &ret_d), ret = product_b(x, x_b, ret_b));
    return check_status();
}
