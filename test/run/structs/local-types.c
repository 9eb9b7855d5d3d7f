/* Types declared in functions, without names, with arrays of typedefs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef double triple[3];

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    struct inner { triple t; double w; } a = {{x[0], x[1], x[2]}, 0.5};
    struct { struct inner in[2]; double s; } acc = {{{{0}, 0}}, 0}, old;
    for (int i = 0; i < n; i++) {
        struct inner b = a;
        b.t[i % 3] *= x[i] * b.w;
        acc.in[i % 2] = b;
        old = acc;
        acc.in[(i + 1) % 2] = old.in[i % 2];
        acc.s += old.in[0].t[0] * acc.in[1].t[i % 3];
        typedef struct { double p, q; } two;
        two t = {acc.s, x[i]};
        {
            two u = t;
            u.p *= u.q;
            a.t[2] += u.p;
        }
        a.w += t.q;
    }
    return acc.s + a.t[2];
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
