/* Structs set, swapped and copied through pointers in functions with two sweeps, also to themselves. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; int k; } cell;

static double touch(double *p) { *p *= 1.5; return *p * *p; }

static void swap(cell *a, cell *b)
{
    cell t = *a;
    *a = *b;
    *b = t;
    touch(&a->x);
}

static void mix(cell *to, const cell *a, const cell *b)
{
    cell r = {a->x * b->y, a->y + b->x, a->k + 1};
    touch(&r.y);
    *to = r;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    cell c[3] = {{x[0], x[1], 0}, {x[2], x[3], 1}, {x[4], x[5], 2}};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        swap(&c[i % 3], &c[(i + 1) % 3]);
        swap(&c[0], &c[i % 2]);
        mix(&c[i % 3], &c[i % 3], &c[1]);
        mix(&c[2], &c[0], &c[0]);
        s += touch(&c[i % 3].x) * c[2].y * 0.01;
    }
    return s + c[0].x * c[1].y;
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
