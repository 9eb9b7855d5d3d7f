/* Prototypes and definitions whose parameters have no names, of structs and of reals. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
static pair turn(pair, double);
static double length(const pair *, int);
double scaled(double, pair, int);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    pair p = {x[0], x[1]};
    for (int i = 0; i < n; i++) {
        p = turn(p, x[2]);
        x[i] += length(&p, i);
    }
    return scaled(x[3], p, 2);
}

static pair turn(pair p, double k) { return (pair){p.y * k, -p.x}; }
static double length(const pair *p, int i) { return p->x * p->x + p->y * i; }
double scaled(double k, pair p, int n) { return k * p.x * p.y + n; }

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
