/* Loops whose iterations overwrite what their reverse reads, before the array changes again; and
 * loops that look like it. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void halve(int n, double *w)
{
    for (int i = 0; i < n; i++)
        w[i] = 0.5 * w[i];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double s = 0.0, w[8], v[8];
    for (int i = 0; i < n; i++) {
        w[i] = sin(x[i]);
        v[i] = cos(x[i]);
    }
    halve(n, w); /* nobody needs the old values */
    for (int i = 0; i < n; i++) {
        double product = w[i] * v[i];
        v[i] = w[i] * y[i];
        w[i] = product;
    }
    halve(n, w);
    halve(n, v);
    for (int i = 0; i < n; i++) {
        s += w[i] * w[i];
        if (w[i] > 0.1)
            w[i] = x[i]; /* perhaps not */
    }
    halve(n, w);
    for (int i = 0; i < n; i++) {
        s += v[i] * v[i];
        v[i] = y[i];
        s += 0.1 * v[i] * v[i]; /* after it was overwritten */
    }
    halve(n, v);
    for (int i = 0; i < n - 1; i++) { /* the last is read, but not overwritten */
        s += w[i] * w[i + 1];
        w[i] = y[i] * s;
    }
    halve(n, w);
    for (int i = 0; i < n; i++) {
        s += w[i] * w[i] * 0.1;
        if (s > 1.5 && i > 1)
            break;
        w[i] = 0.2 * x[i];
    }
    halve(n, w);
    for (int i = 0; i < n; i++) {
        double twice = 2.0 * v[i]; /* declared again in the reverse sweep */
        s += twice * x[i];
        v[i] = y[i] * twice;
        v[i] += sin(v[i]);
    }
    halve(n, v);
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++) {
            s += sin(v[i] * s);
            v[i] = w[i] + k;
        }
    halve(n, v);
    return s + v[0] * w[1];
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.2, 0.6);
    INOUT(double, y, [5], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
