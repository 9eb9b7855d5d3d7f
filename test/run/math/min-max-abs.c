/* fabs, fmax, fmin, fdim on both sides; copysign. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double z, double y[7])
{
    y[0] = fabs(x) * z;
    y[1] = fmax(x, z * z);
    y[2] = fmin(x * z, z);
    y[3] = fdim(x, z);
    y[4] = fdim(z, x);
    y[5] = copysign(x, z) + copysign(z, -x);
    y[6] = fmax(fmin(x, 0.7), -0.7) * z;
}

void f_d(double x, double x_d, double z, double z_d, double y[7], double y_d[7]);
void f_b(double x, double *x_b, double z, double *z_b, double y[7], double y_b[7]);

int main(void)
{
    static const double at[][2] = {{0.5, 1.5}, {1.5, 0.5}, {-0.5, 1.5}, {-1.5, -0.5}, {0.5, -1.5}};

    for (int i = 0; i < 5; i++) {
        IN(double, x, , 0, 1);
        IN(double, z, , 0, 1);
        OUT(double, y, [7]);

        x = at[i][0];
        z = at[i][1];
        CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    }
    return check_status();
}
