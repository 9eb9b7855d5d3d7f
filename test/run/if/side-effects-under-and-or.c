/* What stands right of && and || happens only if it is evaluated. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    int calm = x > 0 && (u[0] *= x) > 0;
    int rough = x > 1 || (u[1] += x * u[0]) > 0;
    double r = x > 0.5 ? (u[0] *= 2) : (u[1] *= x);

    (void)((x > 1.5 && (u[0] += u[1]) > 0) || (u[1] *= u[0]) > 100);
    return r * (calm + 2 * rough) * u[0];
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    for (int i = 0; i < 5; i++) {
        IN(double, x, , 0, 1);
        INOUT(double, u, [2], 0.5, 2);
        RETURNS(double);

        x = -0.6 + 0.57 * i;
        CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    }
    return check_status();
}
