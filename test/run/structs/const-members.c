/* Members that are pointers to const, handed on and pointed to: their shadows are not const. */
// RUN: %run-all %s
#include <stddef.h>
#include "check.h"

struct layer {
    double (*run)(const struct layer *, double);
    double k;
    const struct layer *in;
};
struct best {
    struct layer of[2];
    const struct layer *best;
};

static double linear(const struct layer *l, double t)
{
    return l->k * t + (l->in ? l->in->run(l->in, t) : 0);
}

static double first(const struct layer *const *l)
{
    return (*l)->k;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[3])
{
    struct layer a = {linear, x[0], NULL}, b = {linear, x[1], &a};
    struct best both = {{a, b}, NULL};

    both.best = both.of[0].k > both.of[1].k ? &both.of[0] : &both.of[1];
    const struct layer *const *p = &both.best;
    return b.run(&b, x[2]) * first(p);
}

double f_d(const double x[3], const double x_d[3], double *return_d);
double f_b(const double x[3], double x_b[3], double return_b);

int main(void)
{
    IN(double, x, [3], 0.4, 1.2);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
