/* Blocks that hold one struct and more of the array at its end, where adcc cannot tell how much. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %fails 1 %adcc -DPOINTERS %s | FileCheck --check-prefix=POINTERS %s
// RUN: %fails 1 %adcc -DWITHIN %s | FileCheck --check-prefix=WITHIN %s
#include <adcc.h>
#include <stdlib.h>
#include <string.h>

struct old_style {
    int n;
    double d[1];
};

#if !defined POINTERS && !defined WITHIN
ADCC_ADJOINT(wrt(x), of(return))
#endif
double f(int n, const double *x)
{
    size_t size = sizeof(struct old_style) + (size_t)n * sizeof(double);
    struct old_style *p = malloc(size), *q = malloc(size);
    for (int i = 0; i < n; i++)
        p->d[i] = x[i];
    // CHECK: stretched-structs.c:[[#@LINE+1]]:5: error: 'memcpy' may move more elements of 'd' than it is declared with; declare it without a size, or say how many structs there are with sizeof
    memcpy(q, p, size);
    double r = q->d[0];
    free(p);
    free(q);
    return r;
}

struct pointers {
    int n;
    double *at[];
};

#ifdef POINTERS
ADCC_ADJOINT(wrt(x), of(return))
#endif
double g(double *x)
{
    struct pointers *p = malloc(sizeof *p + sizeof p->at[0]), *q = malloc(sizeof *p + sizeof p->at[0]);
    p->at[0] = x;
    // POINTERS: stretched-structs.c:[[#@LINE+1]]:5: error: 'memcpy' moves structs whose flexible array member 'at' holds pointers; assign the members
    memcpy(q, p, sizeof *p + sizeof p->at[0]);
    double r = q->at[0][1];
    free(p);
    free(q);
    return r;
}

struct tail {
    int n;
    double d[];
};

struct within {
    double a;
    struct tail tail;
};

#ifdef WITHIN
ADCC_ADJOINT(wrt(x), of(return))
#endif
double h(int n, const double *x)
{
    size_t size = sizeof(struct within) + (size_t)n * sizeof(double);
    struct within *p = malloc(size), *q = malloc(size);
    p->a = x[0];
    for (int i = 0; i < n; i++)
        p->tail.d[i] = x[i];
    // WITHIN: stretched-structs.c:[[#@LINE+1]]:5: error: 'memcpy' moves structs whose last member has a flexible array; make that array their own last member, or assign the members
    memcpy(q, p, size);
    double r = q->tail.d[0] * q->a;
    free(p);
    free(q);
    return r;
}
