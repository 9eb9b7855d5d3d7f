/* Reals and integers in one allocation, which the program cuts into pieces. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    char *buf = malloc(n * (sizeof(double) + sizeof(int)));
    double *w = (double *)buf;
    int *at = (int *)(buf + n * sizeof(double));
    double s = 0;
    for (int i = 0; i < n; i++) {
        at[i] = (3 * i + 1) % n;
        w[i] = x[i] * x[i];
    }
    for (int i = 0; i < n; i++)
        s += w[at[i]] * x[i];
    free(buf);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 6; n++) {
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
