/* floor, ceil, round, trunc, rint, nearbyint, lround: passive; fmod and remainder are not. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double z, double y[8])
{
    y[0] = floor(x) * z;
    y[1] = ceil(z) * x;
    y[2] = round(x) + z;
    y[3] = trunc(x * z) * x;
    y[4] = rint(x) * z + nearbyint(z) * x;
    y[5] = lround(x) * z;
    y[6] = fmod(x, z);
    y[7] = remainder(x, z);
}

void f_d(double x, double x_d, double z, double z_d, double y[8], double y_d[8]);
void f_b(double x, double *x_b, double z, double *z_b, double y[8], double y_b[8]);

int main(void)
{
    static const double at[][2] = {{5.3, 1.7}, {-5.3, 1.7}, {5.3, -1.7}, {0.3, 1.7}};

    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0, 1);
        IN(double, z, , 0, 1);
        OUT(double, y, [8]);

        x = at[i][0];
        z = at[i][1];
        CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    }
    return check_status();
}
