/* Elements that iterations seem to have for themselves: other pointers, indices from tables,
 * halves. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double s = 0, w[6], *p = w + 1;
    int idx[6] = {3, 1, 4, 1, 5, 0};
    for (int i = 0; i < 6; i++)
        w[i] = 0.3 * i;
    for (int i = 0; i < n; i++) {
        w[i] = x[i] * w[i];
        s += w[i] * w[i] * x[(i + 1) % 6];
        x[i] = w[i] * s * 0.1;
    }
    for (int i = 0; i < n; i++) {
        p[i] = p[i] * x[i];
        s += w[i] * w[i];
    }
    for (int i = 0; i < n; i++) {
        w[idx[i]] = w[idx[i]] * y[i];
        s += w[idx[i]] * w[idx[i]];
    }
    for (int i = 0; i < n; i++) {
        w[i / 2] = sin(w[i / 2] * y[i]);
        s += w[i / 2] * w[i / 2];
    }
    for (unsigned i = n; i-- > 0;) {
        y[i] = y[i] * s;
        s = sin(s + y[i] * y[i]);
    }
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
