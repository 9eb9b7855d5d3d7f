/* pow with each argument active, sqrt, cbrt, hypot. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double z, double y[8])
{
    y[0] = pow(x, z);
    y[1] = pow(x, 3);
    y[2] = pow(2, z);
    y[3] = pow(x * z, -0.5);
    y[4] = sqrt(x * x + z);
    y[5] = cbrt(x * z);
    y[6] = hypot(x, z);
    y[7] = hypot(-x, 3) * cbrt(-z);
}

void f_d(double x, double x_d, double z, double z_d, double y[8], double y_d[8]);
void f_b(double x, double *x_b, double z, double *z_b, double y[8], double y_b[8]);

int main(void)
{
    IN(double, x, , 0.5, 2);
    IN(double, z, , 0.5, 2);
    OUT(double, y, [8]);
    CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    return check_status();
}
