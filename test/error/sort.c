/* What qsort and bsearch may not do in a function that is differentiated. */
// RUN: %fails 1 %adcc -DCOUNTS %s | FileCheck --check-prefix=COUNTS %s
// RUN: %fails 1 %adcc -DMIXED %s | FileCheck --check-prefix=MIXED %s
// RUN: %fails 1 %adcc -DSEARCH %s | FileCheck --check-prefix=SEARCH %s
#include <adcc.h>
#include <stdlib.h>

struct item {
    double key;
    double *rest;
};
int compared;

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

#ifndef MIXED
    compared++;
#endif
    return (x > y) - (x < y);
}

ADCC_ADJOINT(wrt(x, t), of(return))
double f(int n, double *x, struct item *t)
{
#ifdef COUNTS
    // COUNTS: sort.c:[[#@LINE+2]]:5: error: 'order' changes more than its own variables while 'qsort' runs
    // COUNTS: sort.c:19:5: note: it is changed here
    qsort(x, n, sizeof *x, order);
#endif
#ifdef MIXED
    // MIXED: sort.c:[[#@LINE+1]]:5: error: '{{.*}}' sorts elements that hold reals with derivatives as well as
    qsort(t, n, sizeof *t, order);
#endif
#ifdef SEARCH
    // SEARCH: sort.c:[[#@LINE+1]]:17: error: 'order' changes more than its own variables while 'bsearch' runs
    double *p = bsearch(&x[0], x, n, sizeof *x, order);
    return p ? *p : 0;
#endif
    return t->key * *t->rest * x[0] * n;
}
