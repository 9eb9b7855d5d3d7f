/* What a black box overwrites is the caller's, who does not say how long it is. */
// RUN: %run-all %s
#include "check.h"

void cube(int from, int to, double *x)
{
    for (int i = from; i < to; i++)
        x[i] = x[i] * x[i] * x[i];
}

void cube_b(int from, int to, double *x, double *x_b)
{
    for (int i = from; i < to; i++) {
        x_b[i] *= 3.0 * x[i] * x[i];
        x[i] = x[i] * x[i] * x[i];
    }
}

void cube_d(int from, int to, double *x, double *x_d)
{
    for (int i = from; i < to; i++) {
        x_d[i] *= 3.0 * x[i] * x[i];
        x[i] = x[i] * x[i] * x[i];
    }
}
static inline int last(int from, int to)
{
    return from < to ? to : 0;
}
ADCC_USE_ADJOINT(cube, cube_b, x[last(from, to)])
ADCC_USE_TANGENT(cube, cube_d)

ADCC_ADJOINT(wrt(x), of(x, return))
ADCC_TANGENT(wrt(x), of(x, return))
double f(int n, double *x)
{
    double s = 0.0, *p = x + 1;
    while (n > 1) {
        cube(0, n - 1, p);
        s += p[0] * x[0];
        p++;
        n--;
        cube(3, 1, x);
        if (s > 100.0)
            return s;
    }
    cube(0, 1, x);
    x[1] = s;
    return s + x[0] * last(0, 2);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 2; n < 6; n++) {
        INOUT(double, x, [5], 0.6, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
