/* Work arrays declared at the top, partly filled, indices used after their loops, a switch that
 * falls through. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
static double inner(int m, const double *u, double *out)
{
    double acc[4] = {0}, s = 0;
    for (int i = 0; i < m; i++) {
        acc[i % 4] += u[i] * u[i];
        s += acc[i % 4] * u[i];
    }
    for (int k = 0; k < 4; k++)
        out[k] = acc[k] * s;
    return s;
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double o[4] = {0}, s = 0, tmp[6];
    int i, j, k = 0;
    for (i = 0; i < n; i++) {
        for (j = 0; j < n; j++)
            tmp[j] = x[j] * y[i];
        s += inner(n, tmp, o);
        for (j = 0; j < 4; j++)
            s += o[j] * x[i];
        k += j;
    }
    for (i = 0; i < n; i++) {
        for (j = 0; j <= i; j++)
            tmp[j] = y[j] + s * 0.01;
        s += tmp[i] * tmp[0] + o[i % 4];
    }
    do {
        s *= 0.5;
        k--;
    } while (k > 0 && s > 0.1);
    switch (k % 3) {
    case 0:
        s *= x[0];
    case 1:
        for (i = 0; i < n; i++) {
            double e = exp(y[i]);
            s += e * e;
        }
        break;
    default:
        s += y[1];
    }
    return s * k * 0.1 + s;
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
