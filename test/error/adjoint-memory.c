/* Blocks of memory whose adjoint cannot be told, or is not there yet. */
// RUN: %fails 1 %adcc -DFILL %s | FileCheck --check-prefix=FILL %s
// RUN: %fails 1 %adcc -DTYPES %s | FileCheck --check-prefix=TYPES %s
// RUN: %fails 1 %adcc -DBYTES %s | FileCheck --check-prefix=BYTES %s
// RUN: %fails 1 %adcc -DGROW %s | FileCheck --check-prefix=GROW %s
// RUN: %fails 1 %adcc -DNODES %s | FileCheck --check-prefix=NODES %s
// RUN: %fails 1 %adcc -DCLEAR %s | FileCheck --check-prefix=CLEAR %s
#include <adcc.h>
#include <stdlib.h>
#include <string.h>

struct node {
    double value;
    struct node *next;
};

ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x)
{
    double r = x[0];
#ifdef FILL
    double w[2] = {r, r};
    // FILL: adjoint-memory.c:[[#@LINE+1]]:5: error: 'memset' of storage that carries derivatives to bytes other than zero
    memset(w, 1, sizeof w);
    r += w[0];
#endif
#ifdef TYPES
    float w[2];
    // TYPES: adjoint-memory.c:[[#@LINE+1]]:5: error: 'memcpy' copies 'double' to 'float', which is not differentiated
    memcpy(w, x, sizeof w);
    r += w[0];
#endif
#ifdef BYTES
    void *w = malloc(n * sizeof *x), *from = (void *)x;
    // BYTES: adjoint-memory.c:[[#@LINE+1]]:5: error: 'memcpy' moves storage that carries derivatives, and adcc cannot tell of what type
    memcpy(w, from, n * sizeof *x);
    r += ((double *)w)[0];
#endif
#ifdef GROW
    double **w = malloc(sizeof *w), y = r;
    w[0] = &y;
    // GROW: adjoint-memory.c:[[#@LINE+1]]:9: error: 'realloc' of storage with pointers to storage that carries derivatives
    w = realloc(w, n * sizeof *w);
    r += w[0][0] * y;
#endif
#ifdef NODES
    struct node a = {r, NULL}, b = {r, &a}, c;
    // NODES: adjoint-memory.c:[[#@LINE+1]]:5: error: 'memcpy' of structs with pointers, or that may overlap
    memcpy(&c, &b, sizeof c);
    r += c.next->value;
#endif
#ifdef CLEAR
    struct node a = {r, NULL}, b = {r, &a};
    r += b.next->value;
    // CLEAR: adjoint-memory.c:[[#@LINE+1]]:5: error: 'memset' of structs with pointers to storage that carries derivatives
    memset(&b, 0, sizeof b);
    r += b.value;
#endif
    return r;
}
