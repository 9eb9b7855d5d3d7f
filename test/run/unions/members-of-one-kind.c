/* Members of a union that hold the same reals, written through one and read through another; whole copies. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef union {
    struct { double x, y, z; };
    double at[3];
    double first;
} point;

typedef struct {
    int kind;
    point p, q[2];
} shape;

static double size(shape s)
{
    return s.p.x * s.q[0].at[1] + s.q[1].z * s.p.first;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(const double *x, point *out)
{
    shape a = {1, {{x[0], x[1], x[2]}}, {{.at = {x[2], x[0], 1.0}}, {{0.5, x[1], x[0]}}}}, b;
    double s = 0.0;
    for (int i = 0; i < 3; i++) {
        b = a;
        a.p.at[i] = sin(b.q[i % 2].at[i]) * a.p.first;
        b.q[0].first *= a.p.y;
        a.q[1] = b.p;
        s += size(a) * size(b);
        *out = i % 2 ? a.p : b.q[0];
    }
    out->at[1] += s;
    return s;
}

double f_d(const double *x, const double *x_d, point *out, point *out_d, double *return_d);
double f_b(const double *x, double *x_b, point *out, point *out_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.2, 0.9);
    point out, out_d, out_b;
    double *q = out.at, *q_d = out_d.at, *q_b = out_b.at;
    RANGE(CHECK_INOUT, double, q, 3, 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, &out), ret = f_d(x, x_d, &out, &out_d, &ret_d), ret = f_b(x, x_b, &out, &out_b, ret_b));
    return check_status();
}
