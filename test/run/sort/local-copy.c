/* A median: a local array is filled, sorted and read in the middle; an empty one too. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(int n, const double *x, double shift)
{
    double copy[8];

    if (n == 0)
        return shift;
    for (int i = 0; i < n; i++)
        copy[i] = (x[i] - shift) * (x[i] - shift);
    qsort(copy, n, sizeof copy[0], order);
    return n % 2 ? copy[n / 2] : 0.5 * (copy[n / 2 - 1] + copy[n / 2]);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double m = median(n, x, 0.1);

    for (int i = 0; i < n; i++)
        x[i] *= m + median(n - i, x + i, m);
    return m * median(n, x, m);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        INOUT(double, x, [6], 0.3, 1.5);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
