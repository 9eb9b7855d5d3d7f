/* Designators, nested braces, braces left out, trailing zeros. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#pragma GCC diagnostic ignored "-Wmissing-braces"
typedef struct { double x, y; } point;
typedef struct {
    int id;
    point p, q[2];
    struct { double w; int k; } in;
    double tail[3];
} body;

static double sum(const body *b)
{
    double s = b->p.x * b->p.y + b->in.w * b->in.k;
    for (int i = 0; i < 2; i++)
        s += b->q[i].x * b->q[i].y * b->id;
    for (int i = 0; i < 3; i++)
        s += sin(b->tail[i]) * b->p.x;
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        body a = {i, x[0] * x[1], x[1], x[2], x[3] * x[2], x[4], x[5], {x[6], 2}, x[7], x[0]};
        body b = {.in.w = x[i] * x[i], .q[1] = {.y = x[1]}, .p.y = x[2], .tail = {[1] = x[3] * x[4]}};
        body c[2] = {[1] = {.p = {x[i], x[i + 1]}, .q = {[1].x = x[2]}, .q[1].y = x[3], .id = 3}, [0].p.x = x[1] * s};
        body z = {0}, e = {.p = {x[1] * x[1], x[3]}, .id = 1};
        z.p.x = e.p.x;
        s += sum(&a) + sum(&b) * sum(&c[0]) + sum(&c[1]) + sum(&z) + sum(&e);
        x[i] += 0.1 * s * a.tail[1];
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
