/* Functions that are declared only: inactive ones, and ones whose derivatives are given, without parameter names. */
// RUN: %run-all --link=%S/Inputs/outside.c %s
#include <adcc.h>
#include "Inputs/outside.h"
#include "check.h"

ADCC_INACTIVE double level(double, const char *);
ADCC_INACTIVE void note(struct pair *, int);
double smooth(double, int);
struct pair spin(struct pair, double);
double smooth_adjoint(double, double *, int, double);
double smooth_tangent(double, double, int, double *);
struct pair spin_adjoint(struct pair, struct pair *, double, double *, struct pair);
struct pair spin_tangent(struct pair, struct pair, double, double, struct pair *);
ADCC_USE_ADJOINT(smooth, smooth_adjoint)
ADCC_USE_TANGENT(smooth, smooth_tangent)
ADCC_USE_ADJOINT(spin, spin_adjoint)
ADCC_USE_TANGENT(spin, spin_tangent)

double smooth_adjoint(double x, double *x_b, int n, double return_b)
{
    *x_b += 2.0 * x * n * return_b;
    return smooth(x, n);
}

double smooth_tangent(double x, double x_d, int n, double *return_d)
{
    *return_d = 2.0 * x * n * x_d;
    return smooth(x, n);
}

struct pair spin_adjoint(struct pair p, struct pair *p_b, double k, double *k_b, struct pair return_b)
{
    p_b->y += k * return_b.x;
    p_b->x += return_b.y;
    *k_b += p.y * return_b.x;
    return spin(p, k);
}

struct pair spin_tangent(struct pair p, struct pair p_d, double k, double k_d, struct pair *return_d)
{
    return_d->x = p_d.y * k + p.y * k_d;
    return_d->y = p_d.x;
    return spin(p, k);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    struct pair p = {x[0], x[1], 0};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        p = spin(p, x[2]);
        s += smooth(p.x, p.count) * level(x[0], "a") + level(p.y, "b") * x[3];
        struct pair count = {0, 0, 0};
        note(&count, i);
        p.count += count.count;
        x[i] += p.y * s;
    }
    return s + p.x * p.y;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
