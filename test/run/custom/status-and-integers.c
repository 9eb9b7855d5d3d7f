/* A black box that returns a status, overwrites reals and integers, and is given memory that is
 * freed afterwards. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>

/* Divides x by its largest element, whose index goes to *pivot. */
int normalise(int n, double x[n], int *pivot)
{
    int p = 0;
    for (int i = 1; i < n; i++)
        if (x[i] > x[p])
            p = i;
    double largest = x[p];
    for (int i = 0; i < n; i++)
        x[i] /= largest;
    *pivot = p;
    return n;
}

int normalise_b(int n, double x[n], double *x_b, int *pivot)
{
    int p = 0;
    double before = 0.0, s = 0.0;
    for (int i = 1; i < n; i++)
        if (x[i] > x[p])
            p = i;
    before = x[p];
    normalise(n, x, pivot);
    for (int i = 0; i < n; i++)
        s += x[i] * x_b[i];
    for (int i = 0; i < n; i++)
        x_b[i] /= before;
    x_b[p] -= s / before;
    return n;
}

int normalise_d(int n, double x[n], double *x_d, int *pivot)
{
    int p = 0;
    for (int i = 1; i < n; i++)
        if (x[i] > x[p])
            p = i;
    double before = x[p], before_d = x_d[p];
    normalise(n, x, pivot);
    for (int i = 0; i < n; i++)
        x_d[i] = (x_d[i] - x[i] * before_d) / before;
    return n;
}
ADCC_USE_ADJOINT(normalise, normalise_b, pivot[1])
ADCC_USE_TANGENT(normalise, normalise_d)

ADCC_ADJOINT(wrt(x[n]), of(return))
ADCC_TANGENT(wrt(x[n]), of(return))
double f(int n, const double *x, int *last)
{
    double s = 0.0;
    for (int k = 1; k <= n; k++) {
        double *w = malloc((unsigned)k * sizeof *w);
        int pivot[1] = {7};
        for (int i = 0; i < k; i++)
            w[i] = x[i] * x[n - 1 - i];
        int status = normalise(k, w, pivot);
        s += status * w[0] * x[*pivot];
        *last = *pivot;
        *pivot = 0;
        free(w);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, int *last, double *return_d);
double f_b(int n, const double *x, double *x_b, int *last, double return_b);

int main(void)
{
    int last = 0;
    IN(double, x, [4], 0.5, 1);
    BYTES(last);
    RETURNS(double);
    CHECK(ret = f(4, x, &last), ret = f_d(4, x, x_d, &last, &ret_d),
          ret = f_b(4, x, x_b, &last, ret_b));
    return check_status();
}
