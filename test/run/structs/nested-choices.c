/* Nested choices of structs and calls, with effects, in conditions and arguments. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
static pair grow(pair p, int *calls) { ++*calls; return (pair){p.x * 1.2, p.y + p.x}; }
static double area(pair p, pair q) { return p.x * q.y - p.y * q.x; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    pair a = {x[0], x[1]}, b = {x[2], x[3]};
    int calls = 0;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        pair c = i > 1 ? grow(a, &calls) : i ? (pair){b.y, x[i]} : a;
        s += area(calls % 2 ? grow(c, &calls) : b, x[4] > 0.5 ? a : grow(grow(b, &calls), &calls));
        if (c.x > 0.1 && (x[5] > 0.3 ? c : a).y > 0.0 && grow(c, &calls).x > 0.2)
            a = (b = c, grow(b, &calls));
        else
            a = b;
        pair *p = s > 0.0 ? &a : &b;
        *p = (pair){p->y, p->x * s};
    }
    return s * calls + a.x * b.y;
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
