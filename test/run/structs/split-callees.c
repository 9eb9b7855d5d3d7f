/* Structs by value into functions with two sweeps, changed there, with tape between. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double u[3]; double t; int n; } state;

static void bump(double *s, int i) { *s = *s * 1.1 + i; }

static state step(state s, double *log, int k)
{
    state old = s;
    for (int i = 0; i < 3; i++) {
        s.u[i] *= old.u[(i + 1) % 3];
        bump(&s.u[i], k);
        if (s.u[i] > 6.0) {
            *log += s.u[i];
            s.t = old.t * 0.5;
            return old;
        }
    }
    s.n++;
    s.t += *log;
    bump(log, k);
    return s;
}

static double finish(state s)
{
    bump(&s.t, s.n);
    for (int i = 0; i < s.n % 3; i++)
        bump(&s.u[i], i);
    return s.t * s.u[0] + s.u[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    state a = {{x[0], x[1], x[2]}, x[3], 0};
    double log = x[4], s = 0.0;
    for (int i = 0; i < n; i++) {
        state b = step(a, &log, i % 2);
        s += finish(b) + finish(a);
        a = i % 2 ? step(b, &log, 0) : b;
    }
    x[5] = log;
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
