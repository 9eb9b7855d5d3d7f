/* Whole members that are inactive: arrays, structs, what lies in them. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
typedef struct { double v[2]; ADCC_INACTIVE double w[2]; ADCC_INACTIVE pair p; pair q; } item;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    item a = {{x[0], x[1]}, {0.5, 1.5}, {2.0, 3.0}, {x[2], x[3]}}, b;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        b = a;
        a.w[i % 2] = 0.25 * i;
        a.p.x = a.w[0];
        a.p = (pair){a.p.y, 1.0};
        a.q.x *= b.w[1] * b.v[i % 2] * a.p.x;
        s += a.q.x * b.q.y * b.p.y;
        x[i] += s;
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
