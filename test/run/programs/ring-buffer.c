/* A ring buffer that wraps around, copied as a whole and put back. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double v[4];
    int head, count;
} ring;
static void push(ring *r, double x)
{
    r->v[(r->head + r->count) % 4] = x;
    if (r->count < 4)
        r->count++;
    else
        r->head = (r->head + 1) % 4;
}
static double pop(ring *r)
{
    double x = r->v[r->head];
    r->head = (r->head + 1) & 3;
    r->count--;
    return x;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    ring r = {{0}, 0, 0}, saved;
    double s = 1;
    for (int i = 0; i < 2 * n; i++) {
        push(&r, x[i % n] * s);
        saved = r;
        if (i % 3 == 0 && r.count)
            s += pop(&r) * pop(&saved);
        if (i % 5 == 4)
            r = saved;
    }
    return s * r.v[0] + saved.v[r.head];
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
