/* Vectors of GNU C: in both modes an error that names a way out. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck %s
#include <adcc.h>

typedef double v4 __attribute__((vector_size(32)));

#ifdef TANGENT
ADCC_TANGENT(wrt(x), of(return))
#else
ADCC_ADJOINT(wrt(x), of(return))
#endif
double f(double x)
{
    // CHECK: vectors.c:[[#@LINE+1]]:12: error: '{x, x, 1, 2}' is a vector of the GNU kind, which is not differentiated; use an array of 4 elements and a loop
    v4 a = {x, x, 1, 2};

    a = a * a;
    return a[0];
}
