/* Functions of complex numbers, their parts, mixed with reals, in arrays, structs and callees. */
// RUN: %run-all --flag=-D_GNU_SOURCE %s
#include <complex.h>
#include <math.h>
#include "check.h"

typedef struct {
    double complex a;
    float complex b;
    double r;
} pack;

static double complex rotate(double complex z, double phi)
{
    return z * cexp(I * phi) / (1.0 + phi * phi);
}

static void butterfly(int n, double complex *x, double complex w)
{
    for (int i = 0; i < n / 2; i++) {
        double complex t = w * x[i + n / 2];
        x[i + n / 2] = x[i] - t;
        x[i] += t;
        w *= w;
    }
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double complex *z, double r, pack *p)
{
    double complex w = rotate(z[0], r), v[4] = {z[1], w, conj(z[2]), r};
    butterfly(4, v, cpow(z[1], w));
    p->a += csqrt(v[0]) * clog(v[1] + 2) - ctan(v[2] * 0.3) / r;
    p->b = p->a * r;
    p->b *= csinf(p->b) + 1;
    __real__ w += __imag__ p->a * r;
    __imag__ v[3] = r * r;
    w /= __builtin_complex(r, creal(v[3]) + cimag(v[3]));
    p->r = carg(w) * cabs(v[0]) + creal(catan(w)) + cimag(casinh(v[1] * 0.2));
    z[2] = ~w * catanh(v[3] * 0.1) + cacos(v[2] * 0.1);
    for (int i = 0; i < 3; i++) {
        if (cabs(z[i]) > 1.2)
            z[i] = z[i] / cabs(z[i]) + (i ? w : conj(w));
        z[i] -= (double)z[i] * I;
    }
    return p->r * creal(z[2] * z[0]) + (double)(z[1] * w);
}

double f_d(double complex *z, double complex *z_d, double r, double r_d, pack *p, pack *p_d, double *return_d);
double f_b(double complex *z, double complex *z_b, double r, double *r_b, pack *p, pack *p_b, double return_b);

int main(void)
{
    double complex z[3], z_b[3], z_d[3];
    pack p, p_b, p_d;
    double *q = (double *)z, *q_b = (double *)z_b, *q_d = (double *)z_d, *a = (double *)&p.a, *a_b = (double *)&p_b.a,
           *a_d = (double *)&p_d.a;
    float *b = (float *)&p.b, *b_b = (float *)&p_b.b, *b_d = (float *)&p_d.b;
    double *s = &p.r, *s_b = &p_b.r, *s_d = &p_d.r;
    check_tolerance(2e-6, 1e-2);
    RANGE(CHECK_INOUT, double, q, 6, 0.3, 0.9);
    RANGE(CHECK_INOUT, double, a, 2, 0.3, 0.9);
    RANGE(CHECK_OUT, float, b, 2, 0.3, 0.9);
    RANGE(CHECK_OUT, double, s, 1, 0.3, 0.9);
    IN(double, r, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(z, r, &p), ret = f_d(z, z_d, r, r_d, &p, &p_d, &ret_d), ret = f_b(z, z_b, r, &r_b, &p, &p_b, ret_b));
    return check_status();
}
