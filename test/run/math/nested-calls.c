/* Functions of functions of functions, several per expression. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double z)
{
    return exp(sin(cos(x * z) + sqrt(z))) * log(1 + pow(fabs(x - z), 1 + tanh(z))) / exp(exp(-x));
}

double f_d(double x, double x_d, double z, double z_d, double *return_d);
double f_b(double x, double *x_b, double z, double *z_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    IN(double, z, , 1.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, z), ret = f_d(x, x_d, z, z_d, &ret_d), ret = f_b(x, &x_b, z, &z_b, ret_b));
    return check_status();
}
