/* A struct of a kind and a union of structs that begin alike, in an array, by pointer and by value. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct {
    int kind;
    union {
        struct { double t, x; int n; } hit;
        struct { double t; } tick;
        struct { double t, x; long id[2]; } move;
    } as;
} event;

static double weight(event e)
{
    switch (e.kind) {
    case 0:
        return e.as.hit.x * e.as.hit.t;
    case 1:
        return e.as.tick.t * e.as.tick.t;
    default:
        e.as.move.x *= e.as.move.t;
        return e.as.move.x * e.as.move.x;
    }
}

static void age(event *e, double dt)
{
    e->as.tick.t += dt * dt;
    if (e->kind != 1)
        e->as.hit.x *= e->as.tick.t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    event e[3] = {{0, {.hit = {x[0], x[1], 1}}}, {1, {.tick = {x[2]}}}, {2, {.move = {.t = x[3], .x = x[4]}}}}, last;
    double s = 0.0;
    for (int i = 0; i < n + 2; i++) {
        last = e[i % 3];
        age(&e[i % 3], x[i]);
        s += weight(e[i % 3]) * weight(last);
        e[(i + 1) % 3] = i % 2 ? last : e[(i + 1) % 3];
    }
    return s;
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
