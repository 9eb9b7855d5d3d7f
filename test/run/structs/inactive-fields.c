/* Members without derivative by decree, beside others, in copies, arguments and results. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x; ADCC_INACTIVE double weight; ADCC_INACTIVE double *log; double v[2]; int n; } point;

static point move(point p, double h)
{
    p.x += h * p.v[0] * p.weight;
    p.v[1] *= p.x;
    p.weight = 2.0;
    if (p.log)
        *p.log = 1.0;
    p.n++;
    return p;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double log = 0.0;
    point p = {x[0], 0.5, &log, {x[1], x[2]}, 0}, q[2];
    q[0] = q[1] = p;
    for (int i = 0; i < n; i++) {
        q[i % 2] = p;
        p = move(p, x[3]);
        q[(i + 1) % 2].x *= p.v[1] * p.weight;
        x[i] += q[0].x * q[1].v[0];
    }
    return p.x * p.v[1] + q[0].x + log;
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
