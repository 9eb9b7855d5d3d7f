/* The f variants of math.h, and the double ones on float arguments. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(float x, float z, float y[8])
{
    y[0] = expf(x) * logf(z);
    y[1] = powf(x, z);
    y[2] = sqrtf(x * x + z * z);
    y[3] = tanhf(x - z);
    y[4] = atan2f(x, z);
    y[5] = fmaxf(x, z) - fminf(x, z);
    y[6] = (float)exp(x * z);
    y[7] = fabsf(x - 2) + hypotf(x, z);
}

void f_d(float x, float x_d, float z, float z_d, float y[8], float y_d[8]);
void f_b(float x, float *x_b, float z, float *z_b, float y[8], float y_b[8]);

int main(void)
{
    IN(float, x, , 0.5, 1);
    IN(float, z, , 1.5, 2);
    OUT(float, y, [8]);
    CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    return check_status();
}
