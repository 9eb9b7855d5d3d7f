/* The l variants of math.h. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(long double x, long double z, long double y[6])
{
    y[0] = expl(x) * logl(z);
    y[1] = powl(x, z);
    y[2] = sqrtl(x * x + z * z);
    y[3] = sinl(x) * tanl(z / 4);
    y[4] = atan2l(x, z) + erfl(x);
    y[5] = fabsl(x - 2) * fmaxl(x, z);
}

void f_d(long double x, long double x_d, long double z, long double z_d, long double y[6],
         long double y_d[6]);
void f_b(long double x, long double *x_b, long double z, long double *z_b, long double y[6],
         long double y_b[6]);

int main(void)
{
    IN(long double, x, , 0.5, 1);
    IN(long double, z, , 1.5, 2);
    OUT(long double, y, [6]);
    CHECK(f(x, z, y), f_d(x, x_d, z, z_d, y, y_d), f_b(x, &x_b, z, &z_b, y, y_b));
    return check_status();
}
