/* Differences of pointers, negative indices, pointers past the end, stored offsets. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double w[12], *p = w, *mark[4];
    const double *q = x + n;
    ptrdiff_t off[4];
    for (int i = 0; i < 12; i++)
        w[i] = 0.25 * i;
    while (q-- > x) {
        *p++ = *q * *q;
        *p++ = q[0] * (q > x ? q[-1] : 1);
    }
    for (int k = 0; k < 4; k++) {
        mark[k] = p - 1 - 2 * k;
        off[k] = mark[k] - w;
    }
    double s = 0;
    for (int k = 3; k >= 0; k--) {
        w[off[k]] *= *mark[(k + 1) % 4];
        s += mark[k][-1] * *(w + off[3 - k]);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
