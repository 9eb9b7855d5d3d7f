/* Blocks of memory whose adjoint cannot be told. */
// RUN: %fails 1 %adcc -DFILL %s | FileCheck --check-prefix=FILL %s
// RUN: %fails 1 %adcc -DFILL -DTANGENT %s | FileCheck --check-prefix=FILL %s
// RUN: %fails 1 %adcc -DTYPES %s | FileCheck --check-prefix=TYPES %s
// RUN: %fails 1 %adcc -DBYTES %s | FileCheck --check-prefix=BYTES %s
#include <adcc.h>
#include <stdlib.h>
#include <string.h>

#ifdef TANGENT
ADCC_TANGENT(wrt(x), of(return))
#else
ADCC_ADJOINT(wrt(x), of(return))
#endif
double f(int n, const double *x)
{
    double r = x[0];
#ifdef FILL
    double w[2] = {r, r};
    // FILL: memory.c:[[#@LINE+1]]:5: error: 'memset' of storage that carries derivatives to bytes other than zero
    memset(w, 1, sizeof w);
    r += w[0];
#endif
#ifdef TYPES
    float w[2];
    // TYPES: memory.c:[[#@LINE+1]]:5: error: 'memcpy' copies 'double' to 'float', which is not differentiated
    memcpy(w, x, sizeof w);
    r += w[0];
#endif
#ifdef BYTES
    void *w = malloc(n * sizeof *x), *from = (void *)x;
    // BYTES: memory.c:[[#@LINE+1]]:5: error: 'memcpy' moves storage that carries derivatives, and adcc cannot tell of what type
    memcpy(w, from, n * sizeof *x);
    r += ((double *)w)[0] + ((float *)w)[n];
#endif
    return r;
}
