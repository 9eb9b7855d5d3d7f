/* Pieces of memory that hold integers, then reals, then integers. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

typedef struct Arena { unsigned char *base; size_t used, cap; } Arena;
static void *take(Arena *a, size_t n)
{
    n = (n + 15) & ~(size_t)15;
    if (a->used + n > a->cap) return NULL;
    void *p = a->base + a->used;
    a->used += n;
    return p;
}
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double *x)
{
    Arena a = {malloc(4096), 0, 4096};
    double s = 0;
    for (int r = 0; r < 3; r++) {
        a.used = 0;
        int *at = take(&a, n * sizeof *at);
        for (int i = 0; i < n; i++)
            at[i] = (i + r) % n;
        for (int i = 0; i < n; i++)
            s += x[at[i]] * x[i] * (r + 1);
        a.used = 0;
        double *d = take(&a, n * sizeof *d);
        for (int i = 0; i < n; i++)
            d[i] = x[i] * s;
        for (int i = 0; i < n; i++)
            s += d[i] * d[i];
    }
    free(a.base);
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 6; n++) {
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
