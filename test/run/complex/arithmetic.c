/* Complex arithmetic: the real pairing of adjoint and tangent. */
// RUN: %run-all %s
#include <complex.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(const double complex *z, double r)
{
    double complex w = z[0] * z[1] + r * I;

    w = w / (z[1] - 2) + cexp(z[0] * 0.5) * conj(z[1]);
    return creal(w) * cabs(w) + cimag(w);
}

double f_d(const double complex *z, const double complex *z_d, double r, double r_d, double *return_d);
double f_b(const double complex *z, double complex *z_b, double r, double *r_b, double return_b);

int main(void)
{
    double complex z[2], z_b[2], z_d[2];
    double *p = (double *)z, *p_b = (double *)z_b, *p_d = (double *)z_d;

    RANGE(CHECK_IN, double, p, 4, 0.3, 0.9);
    IN(double, r, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(z, r), ret = f_d(z, z_d, r, r_d, &ret_d), ret = f_b(z, z_b, r, &r_b, ret_b));
    return check_status();
}
