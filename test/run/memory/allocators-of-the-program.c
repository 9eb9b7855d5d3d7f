/* Allocators that the program defines on top of malloc, with void *, memset and exit. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

#include <stdio.h>
static void *xmalloc(size_t n)
{
    void *p = malloc(n ? n : 1);

    if (!p) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    return p;
}

static void *xcalloc(size_t n, size_t size)
{
    void *p = xmalloc(n * size);

    return memset(p, 0, n * size);
}

static void xfree(void *p)
{
    if (p)
        free(p);
}

static double *vector(int n)
{
    double *v = xcalloc((size_t)n, sizeof *v);

    return v;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *w = xmalloc((size_t)n * sizeof *w), *v = vector(n), s = 0;

    for (int i = 0; i < n; i++) {
        w[i] = x[i] * x[i] + s;
        v[n - 1 - i] += w[i];
        s += v[i] * w[i];
    }
    xfree(w);
    xfree(v);
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
