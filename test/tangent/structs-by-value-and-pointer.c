/* Structs by value, by pointer, in arrays; with members that carry no derivative. */
// RUN: %run-all --flag=-DCHECK_MODE=1 %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <assert.h>
#include <stdbool.h>
#include "check.h"
typedef struct { double x, y, z; } Vec;
struct body { Vec pos, vel; double mass; int id; bool fixed; unsigned flag : 3; char name[8]; };
enum kind { A, B, C };
static Vec add(Vec a, Vec b) { return (Vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static Vec scale(Vec a, double s) { Vec r = {.x = a.x * s, .z = a.z * s}; r.y = a.y * s; return r; }
static double dot(const Vec *a, const Vec *b) { return a->x * b->x + a->y * b->y + a->z * b->z; }
static void step(struct body *b, int n, double dt)
{
    Vec *force = calloc(n, sizeof *force);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (i == j) continue;
            Vec d = add(b[j].pos, scale(b[i].pos, -1));
            double r2 = dot(&d, &d) + 0.1, r = sqrt(r2);
            force[i] = add(force[i], scale(d, b[j].mass / (r * r2)));
        }
    for (struct body *p = b, *end = b + n; p != end; ++p) {
        Vec *f = &force[p - b];
        if (p->fixed) continue;
        p->vel = add(p->vel, scale(*f, dt));
        p->pos = add(p->pos, scale(p->vel, dt));
        p->id++;
    }
    free(force);
}
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    struct body b[3];
    memset(b, 0, sizeof b);
    for (int i = 0; i < 3; i++) {
        struct body *p = &b[i];
        p->pos = (Vec){x[3 * i], x[3 * i + 1], x[3 * i + 2]};
        p->mass = 1 + 0.1 * x[i] * x[i];
        p->fixed = i == 2;
        snprintf(p->name, sizeof p->name, "b%d", i);
    }
    for (int s = 0; s < n; s++)
        step(b, 3, 0.01);
    struct body copy = b[1], *q = &copy;
    struct { double e; int n; } acc = {0, 0};
    for (enum kind k = A; k <= C; k++) {
        acc.e += dot(&b[k].vel, &b[k].vel) * b[k].mass + q->pos.x;
        acc.n++;
    }
    assert(acc.n == 3);
    return acc.e / acc.n;
}
double f_d(int n, const double *x, const double *x_d, double *return_d);
int main(void)
{
    IN(double, x, [9], -1, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), );
    return check_status();
}
