/* Structs chosen by conditions: members of a choice, chosen targets, members of results. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;

static pair turn(pair p) { return (pair){-p.y * p.x, p.x}; }
static pair *pick(pair *a, pair *b, int first) { return first ? a : b; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    pair a = {x[0], x[1]}, b = {x[2], x[3]}, c;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        s += (i % 2 ? a : b).x * turn(a).y + turn(turn(b)).x;
        *(i % 3 ? &a : &b) = turn(i % 2 ? b : a);
        pick(&a, &b, i == 1)->y *= x[i];
        *pick(&a, &b, i == 2) = a;
        c = i > 1 ? i > 2 ? a : turn(b) : (pair){x[i], s};
        b = c = turn(c);
        if ((a = turn(b)).x > 0.1 && c.y > 0.0)
            s += a.x * c.y;
        x[i] = (b = a, b.x * s);
    }
    return s + a.x * b.y;
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
