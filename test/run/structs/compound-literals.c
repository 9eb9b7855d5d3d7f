/* Compound literals as values, as arguments, through a pointer, in loops, of arrays. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } point;

static double area(point a, const point *b) { return a.x * b->y - a.y * b->x; }
static point *grow(point *p, double k)
{
    p->x *= k;
    p->y += k * p->x;
    return p;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    point p = (point){x[0], x[1] * x[2]}, q;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        q = (point){.y = x[i] * p.x, .x = s};
        s += area(q, &(point){x[i + 1], .y = p.y});
        point *r = grow(&(point){s, x[i]}, x[3]);
        s += r->x * r->y;
        s += ((double[]){x[i], s, x[2]})[i % 3] * (point){x[1], x[2]}.y;
        p = *grow(&(point){p.y, x[i + 1]}, 0.5);
        x[i] = (point){p.x * p.y, 2.0}.x;
    }
    return s + p.x;
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
