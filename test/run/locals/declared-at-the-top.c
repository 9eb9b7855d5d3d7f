/* Work variables declared before the loops that use them, one after another. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double fill(int n, const double *x, double *w, double *last)
{
    int j;
    double s;
    for (j = 0; j < n; j++)
        w[j] = x[j] * x[n - 1 - j];
    s = 0.0;
    for (j = 0; j < n; j++)
        s += w[j] * exp(-w[j]);
    *last = w[n - 1];
    return s;
}

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, double x[n])
{
    int i, j, k;
    double r, s = 0.0, t, w[n], m[3][2], last;
    for (i = 0; i < n; i++) {
        r = x[i] - 0.5;
        for (j = 0; j < 3; j++)
            for (k = 0; k < 2; k++)
                m[j][k] = r * (j + 1) + k * r * r;
        t = fill(n, x, w, &last);
        for (j = n - 1; j >= 0; j--)
            t += w[j] * sin(w[j]) * m[2][1];
        s += t * m[1][0] + last * r;
        x[i] += 0.1 * t;
    }
    for (i = 0; i < n; i++) {
        r = x[i] * s;
        t = r * r;
        x[i] = sin(t) + r;
    }
    return s + x[0] * x[1];
}

double f_d(int n, double x[n], double x_d[n], double *return_d);
double f_b(int n, double x[n], double x_b[n], double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
