/* The four operations and both signs, on double. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y, double z)
{
    double a = x + y * z - x / y;
    double b = -a + +z - (x - (y - z));

    return a * b / (x + 2.0) - (a / b) / z;
}

double f_d(double x, double x_d, double y, double y_d, double z, double z_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double z, double *z_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    IN(double, y, , 0.5, 2);
    IN(double, z, , 2.5, 4);
    RETURNS(double);
    CHECK(ret = f(x, y, z), ret = f_d(x, x_d, y, y_d, z, z_d, &ret_d),
          ret = f_b(x, &x_b, y, &y_b, z, &z_b, ret_b));
    return check_status();
}
