/* An arena of doubles: storage is taken from one block, and given back in part. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct arena {
    double *base;
    int used, size;
};

static double *take(struct arena *a, int n)
{
    double *p = a->base + a->used;

    a->used += n;
    return a->used <= a->size ? p : NULL;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct arena a = {malloc(100 * sizeof(double)), 0, 100};
    double s = 0;

    for (int k = 0; k < 3; k++) {
        int mark = a.used;
        double *u = take(&a, n), *v = take(&a, n);

        for (int i = 0; i < n; i++) {
            u[i] = x[i] * (s + 1);
            v[i] = u[i] * u[i];
        }
        s += v[k] * u[n - 1 - k];
        if (k != 1)
            a.used = mark;
    }
    free(a.base);
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
