/* --trap changes nothing where all is finite: floats, long doubles, complex, structs, calls, loops. */
// RUN: %run-all --adcc=--trap %s
// RUN: %run-all --adcc=--trap --embed %s
#include <complex.h>
#include <math.h>
#include "check.h"

struct pair {
    double a;
    float b[2];
    long double c;
};

static void scale(int n, double *x, struct pair p)
{
    for (int i = 0; i < n; i++)
        x[i] = x[i] > 0.7 ? x[i] * p.a : x[i] * p.b[i % 2] + (double)p.c;
}

ADCC_ADJOINT(wrt(x[n], k, z))
ADCC_TANGENT(wrt(x[n], k, z))
double f(int n, double *x, float k, const double complex z[2])
{
    struct pair p = {.a = x[0], .b = {k, k * k}, .c = k}, q = p;
    double complex w = z[0] * z[1];
    double s = 0.0, t;
    for (t = x[0]; t < 9.0; t = t * 1.5 + x[1])
        s += t;
    q.c *= 2.0L;
    scale(n, x, q);
    if (n > 100)
        return s;
    return s + creal(w * conj(w)) + sqrt(x[n - 1]);
}

double f_d(int n, double *x, double *x_d, float k, float k_d, const double complex z[2],
           const double complex z_d[2], double *return_d);
double f_b(int n, double *x, double *x_b, float k, float *k_b, const double complex z[2],
           double complex z_b[2], double return_b);

int main(void)
{
    double complex z[2], z_b[2], z_d[2];
    double *p = (double *)z, *p_b = (double *)z_b, *p_d = (double *)z_d;

    INOUT(double, x, [4], 0.5, 1);
    IN(float, k, , 0.5, 1);
    RANGE(CHECK_IN, double, p, 4, 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x, k, z), ret = f_d(4, x, x_d, k, k_d, z, z_d, &ret_d),
          ret = f_b(4, x, x_b, k, &k_b, z, z_b, ret_b));
    return check_status();
}
