/* A copy of a value outlives the original, or is changed while the original stays. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    double a = u[0], b = a, c;

    u[0] = u[0] * x;
    a *= x;
    c = a * b * u[0];
    b = a;
    a = c;
    c = b;
    u[1] = a * b * c;
    b = u[1] * u[1];
    a = u[0];
    u[0] = u[1];
    u[1] = a;
    return a * b * c * u[0];
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.8);
    INOUT(double, u, [2], 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    return check_status();
}
