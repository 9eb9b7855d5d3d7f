/* sin, cos, tan and their inverses, atan2 in all quadrants. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double z, double y[8])
{
    y[0] = sin(x * z);
    y[1] = cos(x + z);
    y[2] = tan(x / 2);
    y[3] = asin(x / 2);
    y[4] = acos(x / 2);
    y[5] = atan(x * z);
    y[6] = atan2(x, z) + atan2(-x, z) + atan2(x, -z) + atan2(-x, -z);
    y[7] = atan2(x * z, x - 2 * z);
}

void f_d(double x, double x_d, double z, double z_d, double y[8], double y_d[8]);
void f_b(double x, double *x_b, double z, double *z_b, double y[8], double y_b[8]);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , -1, 1);
        IN(double, z, , 0.3, 1);
        OUT(double, y, [8]);

        x = 0.4 * (2 * i - 3);
        CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    }
    return check_status();
}
