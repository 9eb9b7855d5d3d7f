/* Pointers to structs among variable arguments, numbers of functions, and a goto out of the loop. */
// RUN: %run-all %s
#include <stdarg.h>
#include "check.h"

struct state {
    double x, v;
};
typedef void move(struct state *s, double h);
static void drift(struct state *s, double h) { s->x += h * s->v; }
static void kick(struct state *s, double h) { s->v -= h * s->x * s->x; }
static move *const all[] = {drift, kick};

static void compose(double h, int n, ...)
{
    va_list moves;

    va_start(moves, n);
    struct state *s = va_arg(moves, struct state *);
    while (n-- > 0) {
        int m = va_arg(moves, int);
        double w = va_arg(moves, double);
        if (m < 0)
            goto out;
        all[m](s, h * w);
    }
    s->x *= 2;
out:
    va_end(moves);
}

ADCC_ADJOINT(wrt(x, h), of(return))
ADCC_TANGENT(wrt(x, h), of(return))
double f(double x, double h, int steps)
{
    struct state s = {x, 1};

    while (steps-- > 0)
        compose(h, 3, &s, 0, 0.5, 1, 1.0, steps % 2 ? 0 : -1, 0.5);
    return s.x * s.v;
}

double f_d(double x, double x_d, double h, double h_d, int steps, double *return_d);
double f_b(double x, double *x_b, double h, double *h_b, int steps, double return_b);

int main(void)
{
    for (int steps = 0; steps < 5; steps++) {
        IN(double, x, , 0.3, 0.9);
        IN(double, h, , 0.1, 0.2);
        RETURNS(double);
        CHECK(ret = f(x, h, steps), ret = f_d(x, x_d, h, h_d, steps, &ret_d),
              ret = f_b(x, &x_b, h, &h_b, steps, ret_b));
    }
    return check_status();
}
