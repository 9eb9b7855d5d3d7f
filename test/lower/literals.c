// RUN: %run-lowered --flag=-Wno-unused-value %s
// Compound literals and struct values with effects in them.
#include <stdio.h>

struct point {
    double x, y;
    int tag[2];
};

static int n;

static int next(void) { return ++n; }
static struct point make(double x) { return (struct point){x, next(), {next()}}; }
static double norm(struct point p) { return p.x * p.x + p.y + p.tag[0]; }
static double sum(const double *a, int k) { double s = 0; while (k--) s += *a++; return s; }

int main(void)
{
    struct point p = make(2), *q;
    double d = norm((struct point){.y = next(), .x = p.y++});
    printf("%g %g %d\n", d, p.y, make(1).tag[0]);
    d = make(3).x + norm(make(next()));
    p = (struct point){next(), 1, {2, next()}};
    q = &(struct point){next(), p.y, {0, 0}};
    printf("%g %g %g %d\n", d, p.x, q->x, p.tag[1]);
    d = sum((double[]){next(), 2, next()}, 3) + sum((double[2]){1}, 2);
    p = n > 3 ? make(5) : p;
    q = n > 3 ? &(struct point){next(), 8, {1, 1}} : q;
    double *r = n > 2 && next() ? (double[3]){next(), 2} : 0;
    printf("%g %g %g %g\n", d, p.x, q->y, r[0] + r[2]);
    return (make(1), d) + (p = make(4)).tag[0];
}
