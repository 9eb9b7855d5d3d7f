/* Statements that are never reached. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    for (int i = 0; i < 3; i++) {
        x *= x;
        break;
        x = 0;
    }
    if (x > 0) {
        return x * 3;
        x = 1;
    }
    return x;
    x *= 2;
    return x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.7);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
