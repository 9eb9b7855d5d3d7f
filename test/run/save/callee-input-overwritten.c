/* A small pure function is called, then its arguments change: the reverse sweep needs the old ones. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double bump(double a, double b)
{
    double t = a * b;

    return t * t + sin(a);
}

static double dot(int n, const double *a, const double *b)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += a[i] * b[i] * b[i];
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double t)
{
    double s = bump(t, x[0]);

    t = bump(s, t);
    x[0] = dot(n, x, x) * 0.1;
    s += dot(n - 1, x + 1, x);
    for (int i = 0; i < n; i++) {
        x[i] = bump(x[i], s) * 0.1;
        s = dot(n, x, x) - s;
    }
    n = 0;
    return s * t + dot(n, x, x);
}

double f_d(int n, double *x, double *x_d, double t, double t_d, double *return_d);
double f_b(int n, double *x, double *x_b, double t, double *t_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.3, 0.8);
    IN(double, t, , 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(4, x, t), ret = f_d(4, x, x_d, t, t_d, &ret_d), ret = f_b(4, x, x_b, t, &t_b, ret_b));
    return check_status();
}
