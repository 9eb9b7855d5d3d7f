/* Products of one factor with itself, with numbers and others between, and quotients whose value is used again. */
// RUN: %run-all %s
#include <complex.h>
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, z), of(return, z))
ADCC_TANGENT(wrt(x, z), of(return, z))
double f(const double *x, float *z, int n, double c)
{
    double a = x[0] * x[0] * x[0], b = 0.5 * x[1] * x[1], r = 1.0 / (x[0] * x[1]), q = c / (1.0 + x[2]);
    long double l = 0.1L * x[2] * x[2] * 3;
    double _Complex w = x[0] + 2.0 * I;
    a += (x[1] - x[2]) * n * (x[1] - x[2]) * c * (x[1] - x[2]);
    a *= (x[0] * x[0]) * (x[0] * x[0]) * 0.25;
    b += x[2] * x[1] * x[2] * x[1] + n * 2 * x[1];
    r = r * r / (1.0 + r);
    q += x[1] / q + 1 / q - 1.0 / exp(x[1] / x[2]);
    w *= w * w;
    z[0] = 1.0f / (z[1] * z[0] * z[0] * 1e6f) + 1.0f / z[1];
    z[1] = z[1] * z[1];
    for (int i = 0; i < n; i++) {
        double d = 1.0 / (x[i] + b), e = x[i] / d;
        b += d * e * c * (e - 1.0 / (d * d * x[i]));
        c = c * 1.5;
    }
    return a + b + r * (double)l + q + creal(w * w);
}

double f_d(const double *x, const double *x_d, float *z, float *z_d, int n, double c, double *return_d);
double f_b(const double *x, double *x_b, float *z, float *z_b, int n, double c, double return_b);

int main(void)
{
    IN(double, x, [3], 0.5, 0.9);
    INOUT(float, z, [2], 0.5, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, z, 3, 1.3), ret = f_d(x, x_d, z, z_d, 3, 1.3, &ret_d), ret = f_b(x, x_b, z, z_b, 3, 1.3, ret_b));
    return check_status();
}
