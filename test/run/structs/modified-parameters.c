/* Parameters taken by value and changed in the callee, in loops, with early returns. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double v[3]; int left; } work;

static work reduce(work w, double *log)
{
    while (w.left > 0) {
        w.left--;
        w.v[w.left] *= w.v[(w.left + 1) % 3];
        if (w.v[w.left] < 0.05) {
            *log += w.v[0];
            return w;
        }
        w.v[0] = w.v[0] * w.v[0] + 0.1;
    }
    w.v[2] = exp(-w.v[1] * w.v[2]);
    return w;
}

static double weight(work w)
{
    for (int i = 0; i < 3; i++) {
        if (i == w.left)
            return w.v[i];
        w.v[i] += w.v[(i + 1) % 3];
        w.v[(i + 1) % 3] *= w.v[i];
    }
    work *p = &w;
    p->v[1] = p->v[0] * w.v[2];
    return w.v[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double log = x[7], s = 0.0;
    for (int i = 0; i < n; i++) {
        work w = {{x[0], x[i], x[i + 1]}, i % 4};
        work r = reduce(w, &log);
        s += weight(r) * weight(w) + r.v[2] * log;
        x[i] = r.v[i % 3];
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
