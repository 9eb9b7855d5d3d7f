/* Sums that later iterations read, leaves that add to what they are given, choices inside
 * iterations. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
static double leaf(double a, double *b)
{
    *b += a * a;
    return exp(-a) * *b;
}
static double g(int n, const double *x, double t)
{
    double m = 0;
    for (int i = 0; i < n; i++) {
        double e = exp(-x[i] * t * t);
        m = e > m ? e * e : 0.5 * m + e;
    }
    return m;
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double s = 0.1, t = 0.2;
    for (int i = 0; i < n; i++) {
        double b = x[i], c = leaf(y[i], &b);
        s += 0.1 * b * c + 0.1 * g(n, x, y[i]);
    }
    for (int i = 0; i < n; i++) {
        double c = g(i, x, s);
        t += c;
        s += 0.01 * t;
    }
    for (int i = 0; i < n; i++) {
        double q = tanh(x[i] * s), r;
        r = q * q + 1;
        t += log(r) * q;
        if (t > 3)
            t -= r;
    }
    double u = t * s;
    for (int i = 0; i < n; i++) {
        double q = cos(y[i]) * sin(u);
        s += q * q;
    }
    return s * u + t;
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
