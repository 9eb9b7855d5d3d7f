/* The partial uses the function's value, which is overwritten at once: x = exp(x), y = sqrt(y) * 2. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    x = exp(x);
    x = sqrt(x);
    u[0] = tanh(u[0]) * 2;
    u[0] = exp(u[0] * x);
    u[1] = u[0] / u[1];
    u[0] = 1 / (1 + exp(-u[0]));
    x = pow(x, u[1]);
    x = x > 1 ? log(x) : exp(x);
    return x;
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    INOUT(double, u, [2], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    return check_status();
}
