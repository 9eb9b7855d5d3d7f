/* Numbers copied to fresh memory, whose elements are only known by the pointer to them, are sorted. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double *sorted = malloc(n * sizeof *sorted), s = 0;

    memcpy(sorted, x, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, order);
    for (int i = 0; i < n; i++)
        s += sorted[i] * sorted[i] * (i + 1);
    free(sorted);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], -10, 10);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
