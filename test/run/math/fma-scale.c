/* fma with all arguments active; ldexp, scalbn, with an integer from elsewhere. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, z), of(y))
ADCC_TANGENT(wrt(x, z), of(y))
void f(double x, double z, int k, double y[4])
{
    y[0] = fma(x, z, x * x);
    y[1] = ldexp(x * z, k);
    y[2] = scalbn(z, -k);
    y[3] = fma(2, x, z);
}

void f_d(double x, double x_d, double z, double z_d, int k, double y[4], double y_d[4]);
void f_b(double x, double *x_b, double z, double *z_b, int k, double y[4], double y_b[4]);

int main(void)
{
    IN(double, x, , 0.5, 2);
    IN(double, z, , 0.5, 2);
    OUT(double, y, [4]);
    CHECK(f(x, z, 3, y), f_d(x, x_d, z, z_d, 3, y, y_d), f_b(x, &x_b, z, &z_b, 3, y, y_b));
    return check_status();
}
