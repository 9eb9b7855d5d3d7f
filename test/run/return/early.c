/* Several returns: at the top, after work, at the end. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    if (x < 0)
        return x * u[0];
    u[0] *= x;
    if (x < 1) {
        u[1] = u[0] * u[1];
        return u[1] + x;
    } else if (x < 2)
        return 1.5;
    u[1] += u[0];
    return u[1] * x;
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0, 1);
        INOUT(double, u, [2], 0, 1);
        RETURNS(double);

        x = i - 0.4;
        CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    }
    return check_status();
}
