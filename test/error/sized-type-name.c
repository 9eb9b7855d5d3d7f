/* A name for a type of variable length keeps the length from where the name is declared. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck %s
#include <adcc.h>

#ifdef TANGENT
ADCC_TANGENT(wrt(x), of(return))
#else
ADCC_ADJOINT(wrt(x), of(return))
#endif
double f(int n, const double *x)
{
    typedef double row[n];
    // CHECK: sized-type-name.c:[[#@LINE+1]]:5: error: 'row' is a name for an array type of variable length; write the type out
    row w;

    w[0] = x[0];
    return w[0] * w[0];
}
