/* float, double and long double in one expression, converted on the way. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(float x, double y, long double z)
{
    double a = x * y;
    float b = (float)(a + z);
    long double c = b;

    c += a * x;
    return (double)(c * z) + x;
}

double f_d(float x, float x_d, double y, double y_d, long double z, long double z_d, double *return_d);
double f_b(float x, float *x_b, double y, double *y_b, long double z, long double *z_b, double return_b);

int main(void)
{
    IN(float, x, , 0.5, 2);
    IN(double, y, , 0.5, 2);
    IN(long double, z, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, y, z), ret = f_d(x, x_d, y, y_d, z, z_d, &ret_d),
          ret = f_b(x, &x_b, y, &y_b, z, &z_b, ret_b));
    return check_status();
}
