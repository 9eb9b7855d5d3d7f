// An allocator of the program's own gives integers here and reals there.
// RUN: %run-all %s
#include "check.h"
#include <stdio.h>
#include <stdlib.h>

static void *get(size_t n, const char *what)
{
    void *p = malloc(n);
    if (!p) {
        fprintf(stderr, "no memory for %s\n", what);
        exit(1);
    }
    return p;
}

static void *get_zeros(size_t n, size_t size)
{
    char *p = get(n * size, "zeros");
    for (size_t i = 0; i < n * size; i++)
        p[i] = 0;
    return p;
}

typedef struct {
    int *order;
    double *values;
} Table;

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double x[n])
{
    Table *t = get(sizeof *t, "table");
    t->order = (int *)get(n * sizeof *t->order, "order");
    t->values = (double *)get(n * sizeof *t->values, "values");
    unsigned *count = get_zeros(n, sizeof *count);
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        t->order[i] = i * 3 % n;
        t->values[i] = x[i] * x[i];
        count[t->order[i]]++;
    }
    for (int i = 0; i < n; i++)
        s += t->values[i] * t->values[t->order[i]] * count[i];
    free(t->order);
    free(t->values);
    free(t);
    free(count);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [7], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(7, x), ret = f_d(7, x, x_d, &ret_d), ret = f_b(7, x, x_b, ret_b));
    return check_status();
}
