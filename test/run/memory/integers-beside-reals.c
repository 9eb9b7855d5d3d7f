/* Blocks of integers in a struct that leads to reals too: no shadow to copy, clear or sort. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

typedef struct {
    double *weight;
    int *rank, *seen;
} table;

static void *get(size_t bytes)
{
    return malloc(bytes);
}

static int larger_first(const void *a, const void *b)
{
    return *(const int *)b - *(const int *)a;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, const int *order)
{
    table t;
    double s = 0.0;
    t.weight = get(n * sizeof *t.weight);
    t.rank = get(n * sizeof *t.rank);
    t.seen = get(n * sizeof *t.seen);
    memcpy(t.rank, order, n * sizeof *t.rank);
    qsort(t.rank, n, sizeof *t.rank, larger_first);
    memset(t.seen, -1, n * sizeof *t.seen);
    for (int i = 0; i < n; i++)
        t.weight[i] = x[i] * x[(i + 1) % n];
    for (int i = 0; i < n; i++) {
        int k = t.rank[i];
        s += (2 + t.seen[k]) * t.weight[k] * x[i] * (i + 1);
        t.seen[k] = i;
    }
    free(t.seen);
    free(t.rank);
    free(t.weight);
    return s;
}

double f_d(int n, const double *x, const double *x_d, const int *order, double *return_d);
double f_b(int n, const double *x, double *x_b, const int *order, double return_b);

int main(void)
{
    IN(double, x, [5], 0.3, 0.9);
    RETURNS(double);
    const int order[5] = {3, 0, 4, 2, 1};
    CHECK(ret = f(5, x, order), ret = f_d(5, x, x_d, order, &ret_d),
          ret = f_b(5, x, x_b, order, ret_b));
    return check_status();
}
