/* A struct of state in a while loop, with breaks, continues and an array of old states. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, v; int step; double hist[3]; } state;

static int done(const state *s) { return s->x * s->x > 2.0; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    state s = {x[0], x[1], 0, {0}}, old[4] = {{0}};
    double sum = 0.0;
    while (!done(&s)) {
        state next = s;
        next.x += 0.3 * s.v;
        next.v -= 0.3 * s.x * x[2];
        next.hist[s.step % 3] = s.x * s.v;
        next.step++;
        if (next.step % 4 == 3) {
            s = next;
            continue;
        }
        old[s.step % 4] = s;
        if (next.step > 5 * n)
            break;
        sum += next.hist[(s.step + 1) % 3] * old[next.step % 4].x;
        s = next;
    }
    x[3] = s.hist[1];
    return sum + s.x * s.v;
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
