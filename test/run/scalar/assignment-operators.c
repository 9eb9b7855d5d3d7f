/* = += -= *= /= on reals, with the target among the operands. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a = x;

    a += y * a;
    a -= x;
    a *= y + a;
    a /= x + a * a;
    a *= a;
    a += a;
    a -= a * a;
    a /= a + 2;
    return a;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    IN(double, y, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
