/* Indices into an active array are sorted by a comparison that reads a file-scope pointer. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

const double *keys;

static int by_key(const void *a, const void *b)
{
    double x = keys[*(const int *)a], y = keys[*(const int *)b];

    return (x > y) - (x < y);
}

ADCC_ADJOINT(wrt(x), of(return, y))
ADCC_TANGENT(wrt(x), of(return, y))
double f(int n, const double *x, double *y, int *at)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        at[i] = i;
    keys = x;
    for (int i = 0; i < n; i++)
        s += x[at[i]] * x[at[0]];
    qsort(at, n, sizeof *at, by_key);
    for (int i = 0; i < n; i++) {
        s += x[at[i]] * s;
        y[i] = s * x[at[i]];
    }
    keys = y;
    qsort(at, n - 1, sizeof *at, by_key);
    return s * y[at[0]];
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, int *at,
           double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, int *at, double return_b);

int main(void)
{
    int at[5];
    IN(double, x, [5], 0.3, 1.5);
    OUT(double, y, [5]);
    BYTES(at);
    RETURNS(double);
    CHECK(ret = f(5, x, y, at), ret = f_d(5, x, x_d, y, y_d, at, &ret_d),
          ret = f_b(5, x, x_b, y, y_b, at, ret_b));
    return check_status();
}
