/* Roots of sums of squares and a positive constant, also where the squares vanish. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, k), of(return))
ADCC_TANGENT(wrt(x, k), of(return))
double f(const double x[3], float k)
{
    double speed = sqrt(x[0] * x[0] + x[1] * x[1] + 1.0e-2 * 1.0e-1);
    return speed * x[2] + cbrt(2.0 * (x[2] * x[2]) + 0.5) +
           sqrtf(k * k + 0.25f) * sqrt(1.0 + speed * speed);
}

double f_d(const double x[3], const double x_d[3], float k, float k_d, double *return_d);
double f_b(const double x[3], double x_b[3], float k, float *k_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        IN(double, x, [3], -n, n);
        IN(float, k, , -1, 1);
        RETURNS(double);
        CHECK(ret = f(x, k), ret = f_d(x, x_d, k, k_d, &ret_d),
              ret = f_b(x, x_b, k, &k_b, ret_b));
    }
    return check_status();
}
