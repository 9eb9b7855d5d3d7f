/* A union of pointers, and one of structs with pointers, that move in loops. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef union { double *at; double *end; } place;
typedef struct { int two; union { struct { double *a; } one; struct { double *a, *b; } both; } u; } ends;

static double use(ends e) { return e.two ? *e.u.both.a * *e.u.both.b : *e.u.one.a; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    place p = {x}, q;
    ends e = {0, {{x}}}, old;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        q = p;
        p.at++;
        *p.at *= *q.end;
        old = e;
        e.two = 1 - e.two;
        if (e.two) {
            e.u.both.a = p.at;
            e.u.both.b = x + 6;
        } else {
            e.u.one.a = old.u.both.b + 1;
        }
        s += use(e) * use(old);
        *x += s;
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
