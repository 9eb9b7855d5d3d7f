/* Imaginary parts and i times reals, in every precision and mixed. */
// RUN: %run-all %s
#include "check.h"

#include <complex.h>

#define PART(name, real, cimagx, cabsx, conjx)                     \
    static real name(real x, double y)                             \
    {                                                              \
        real _Complex z = x + y * (real _Complex)I, w = conjx(z);  \
        w *= 0.5 * z + x;                                          \
        return cimagx(w) * y + cabsx(z + w) * (real)0.25;          \
    }
PART(narrow, float, cimagf, cabsf, conjf)
PART(plain, double, cimag, cabs, conj)
PART(wide, long double, cimagl, cabsl, conjl)

ADCC_ADJOINT()
ADCC_TANGENT()
double f(float a, double b, long double c)
{
    return narrow(a, b) + plain(b, (double)c) * (double)wide(c, b);
}

double f_d(float a, float a_d, double b, double b_d, long double c, long double c_d, double *return_d);
double f_b(float a, float *a_b, double b, double *b_b, long double c, long double *c_b, double return_b);

int main(void)
{
    IN(float, a, , 0.3, 0.9);
    IN(double, b, , 0.3, 0.9);
    IN(long double, c, , 0.3, 0.9);
    RETURNS(double);
    check_tolerance(1e-5, 1e-3);
    CHECK(ret = f(a, b, c), ret = f_d(a, a_d, b, b_d, c, c_d, &ret_d), ret = f_b(a, &a_b, b, &b_b, c, &c_b, ret_b));
    return check_status();
}
