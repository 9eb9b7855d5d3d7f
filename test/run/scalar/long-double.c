/* Everything in long double; the derivative must not lose the extra digits. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
long double f(long double x, long double y)
{
    long double r = sqrtl(x * x + y * y);

    return expl(-r) * cosl(y / x) + 1.0L / 3.0L * r;
}

long double f_d(long double x, long double x_d, long double y, long double y_d, long double *return_d);
long double f_b(long double x, long double *x_b, long double y, long double *y_b, long double return_b);

int main(void)
{
    IN(long double, x, , 0.5, 2);
    IN(long double, y, , 0.5, 2);
    RETURNS(long double);
    check_tolerance(1e-17, 1e-9);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
