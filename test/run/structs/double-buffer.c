/* States of a time stepper as structs with arrays, double-buffered by value and by pointer. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

enum { N = 5 };
typedef struct { double u[N], t; int step; } field;

static field advance(const field *s, double dt)
{
    field r = *s;
    for (int i = 1; i < N - 1; i++)
        r.u[i] = s->u[i] + dt * (s->u[i + 1] - 2 * s->u[i] * s->u[i - 1]);
    r.t += dt;
    r.step++;
    return r;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    field a = {.t = 0.0}, b, *now = &a, *next = &b;
    for (int i = 0; i < N; i++)
        a.u[i] = x[i];
    b = a;
    for (int k = 0; k < n; k++) {
        *next = advance(now, x[6] * 0.1);
        next->u[0] = now->u[1] * next->t;
        field *t = now;
        now = next;
        next = t;
    }
    field c = *now;
    for (int k = 0; k < n; k++)
        c = advance(&c, x[7] * c.t);
    double s = 0.0;
    for (int i = 0; i < N; i++)
        s += c.u[i] * c.u[i] * c.step + now->u[i];
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
