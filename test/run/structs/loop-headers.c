/* Structs in the heads of loops and conditions; steps that copy. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, v; int k; } state;

static state step(state s, double h) { return (state){s.x + h * s.v, s.v - h * s.x * s.x, s.k + 1}; }
static int far(state s) { return s.x > 1.5 || s.k > 8; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double sum = 0.0;
    for (state s = {x[0], x[1], 0}, t = {0}; !far(s) && s.k < 2 * n; t = s, s = step(s, x[2]))
        sum += s.x * t.v;
    state s = {x[3], x[4], 0};
    do {
        state last = s;
        s = step(s, x[5]);
        if (s.k == 3)
            continue;
        sum += last.x * s.v;
    } while ((s = step(s, 0.1)).k < n && !far(s));
    while (s.k > 0) {
        s.k -= 2;
        s.x *= s.v;
        x[6] += s.x;
    }
    return sum + s.x;
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
