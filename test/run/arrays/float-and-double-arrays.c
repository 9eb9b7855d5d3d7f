/* Arrays of different precision feed each other. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(const float *x, double *y, float *z)
{
    for (int i = 0; i < 3; i++) {
        y[i] += x[i] * y[2 - i];
        z[i] = (float)(y[i] * x[i]);
        z[i] *= z[i];
    }
}

void f_d(const float *x, const float *x_d, double *y, double *y_d, float *z, float *z_d);
void f_b(const float *x, float *x_b, double *y, double *y_b, float *z, float *z_b);

int main(void)
{
    IN(float, x, [3], 0.5, 1);
    INOUT(double, y, [3], 0.5, 1);
    OUT(float, z, [3]);
    CHECK(f(x, y, z), f_d(x, x_d, y, y_d, z, z_d), f_b(x, x_b, y, y_b, z, z_b));
    return check_status();
}
