/* Black boxes that take structs, by value and by pointer, and complex numbers. */
// RUN: %run-all %s
#include "check.h"
#include <complex.h>

struct pair {
    double re, im;
    int n;
};

void spin(struct pair *p, double by)
{
    double re = p->re;
    p->re = re * by - p->im;
    p->im = re * p->im;
    p->n++;
}

void spin_b(struct pair *p, struct pair *p_b, double by, double *by_b)
{
    double re_b = p_b->re, im_b = p_b->im, re = p->re, im = p->im;
    p_b->re = by * re_b + im * im_b;
    p_b->im = -re_b + re * im_b;
    *by_b += re * re_b;
    spin(p, by);
}

void spin_d(struct pair *p, struct pair *p_d, double by, double by_d)
{
    double re_d = p_d->re, re = p->re;
    p_d->re = re_d * by + re * by_d - p_d->im;
    p_d->im = re_d * p->im + re * p_d->im;
    spin(p, by);
}
ADCC_USE_ADJOINT(spin, spin_b, p[1])
ADCC_USE_TANGENT(spin, spin_d)

double complex turn(double complex z, struct pair q)
{
    return z * q.re;
}

double complex turn_b(double complex z, double complex *z_b, struct pair q, struct pair *q_b,
                      double complex return_b)
{
    *z_b += q.re * return_b;
    q_b->re += creal(conj(z) * return_b);
    return turn(z, q);
}

double complex turn_d(double complex z, double complex z_d, struct pair q, struct pair q_d,
                      double complex *return_d)
{
    *return_d = z_d * q.re + z * q_d.re;
    return turn(z, q);
}
ADCC_USE_ADJOINT(turn, turn_b)
ADCC_USE_TANGENT(turn, turn_d)

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[2])
{
    struct pair p = {x[0], x[1], 1};
    double complex z = x[0] + x[1] * I;
    for (int i = 0; i < 3; i++) {
        spin(&p, x[p.n % 2]);
        if (p.n > 1)
            z = turn(z, p) + p.im;
    }
    return creal(z) + cimag(z) * p.re;
}

double f_d(const double x[2], const double x_d[2], double *return_d);
double f_b(const double x[2], double x_b[2], double return_b);

int main(void)
{
    IN(double, x, [2], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
