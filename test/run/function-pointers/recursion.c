/* Adaptive quadrature: a function that calls itself and its integrand through pointers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef double integrand(double x, void *user);
typedef double rule(integrand *g, void *user, double a, double b, int depth);

struct data {
    double k;
    int calls;
    double total;
};

static double bump(double x, void *user)
{
    struct data *d = user;

    d->calls++;
    d->total += d->k * x;
    return exp(-d->k * x * x);
}

static double line(double x, void *user) { return x * *(double *)user; }

static double simpson(integrand *g, void *user, double a, double b, int depth)
{
    double m = 0.5 * (a + b), whole = (b - a) / 6 * (g(a, user) + 4 * g(m, user) + g(b, user));
    static rule *const again = simpson;

    if (depth == 0 || b - a < 0.2)
        return whole;
    return again(g, user, a, m, depth - 1) + again(g, user, m, b, depth - 1);
}

ADCC_ADJOINT(wrt(k, b), of(return))
ADCC_TANGENT(wrt(k, b), of(return))
double f(double k, double b, int depth)
{
    struct data d = {k, 0, 0};

    double s = simpson(bump, &d, 0, b, depth);
    if (d.calls > 3)
        s *= d.total;
    return s + simpson(line, &k, 0, 1, 1);
}

double f_d(double k, double k_d, double b, double b_d, int depth, double *return_d);
double f_b(double k, double *k_b, double b, double *b_b, int depth, double return_b);

int main(void)
{
    for (int depth = 0; depth < 4; depth++) {
        IN(double, k, , 0.3, 0.9);
        IN(double, b, , 0.9, 1.1);
        RETURNS(double);
        CHECK(ret = f(k, b, depth), ret = f_d(k, k_d, b, b_d, depth, &ret_d),
              ret = f_b(k, &k_b, b, &b_b, depth, ret_b));
    }
    return check_status();
}
