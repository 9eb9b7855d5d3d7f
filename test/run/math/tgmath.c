/* <tgmath.h> and _Generic choose functions by type, and so do their derivatives. */
// RUN: %run-all %s
#include "check.h"
#include <complex.h>
#include <tgmath.h>

#define square(x) _Generic((x), float: square_f, default: square_d)(x)

static float square_f(float x)
{
    return x * x;
}

static double square_d(double x)
{
    return x * x;
}

ADCC_ADJOINT(wrt(x, y, z), of(return))
ADCC_TANGENT(wrt(x, y, z), of(return))
double f(double x, float y, const double complex z[1])
{
    double r = sin(x) * exp(y) + pow(x, y) + fabs(z[0]) + creal(exp(z[0])) + ldexp(x, 3);
    r += fmax(x, y) + carg(z[0]) + hypot(x, y) + sqrt(x) + (double)log((long double)x);
    return r + square(x) * square(y) + _Generic(y, float: y * 2.0F, default: x);
}

double f_d(double x, double x_d, float y, float y_d, const double complex z[1],
           const double complex z_d[1], double *return_d);
double f_b(double x, double *x_b, float y, float *y_b, const double complex z[1],
           double complex z_b[1], double return_b);

int main(void)
{
    IN(double, x, , 0.2, 1);
    IN(float, y, , 0.2, 1);
    double complex z[1], z_b[1], z_d[1];
    check_range(CHECK_IN, "z", sizeof(double), z, z_b, z_d, 2, 0.2, 1.0);
    RETURNS(double);
    CHECK(ret = f(x, y, z), ret = f_d(x, x_d, y, y_d, z, z_d, &ret_d),
          ret = f_b(x, &x_b, y, &y_b, z, z_b, ret_b));
    return check_status();
}
