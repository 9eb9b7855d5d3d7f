/* Pointers to locals in recursion, arrays that grow, loops that end early. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
static double rec(int d, double *w, double *x)
{
    double t[2] = {w[0], x[0]}, *p = d % 2 ? t : w;
    if (d == 0)
        return w[0] * x[0];
    p[0] = p[0] * 0.5 + x[0];
    double r = rec(d - 1, t, x);
    p = p == t ? x : t;
    p[0] += r * 0.1;
    return r * p[0] + w[1];
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double s = 0, buf[2] = {0.4, 0.6};
    for (int i = 0; i < n; i++) {
        s += rec(i % 4, buf, &x[i]);
        buf[1] = s * 0.1;
    }
    double *a = calloc(n + 1, sizeof *a), *b = NULL;
    for (int i = 0; i < n; i++) {
        b = realloc(b, (i + 1) * sizeof *b);
        b[i] = x[i] * s;
        a[i + 1] = a[i] + b[i / 2];
        if (a[i + 1] > 4)
            break;
    }
    s += a[n];
    free(a);
    free(b);
    return s;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);
int main(void)
{
    for (int n = 5; n >= 0; n -= 2 + (n == 1)) {
        INOUT(double, x, [6], 0.2, 0.7);
        INOUT(double, y, [6], 0.2, 0.7);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
