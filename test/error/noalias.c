/* ADCC_NOALIAS on anything but a pointer that is a parameter says nothing. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: noalias.c:[[@LINE+1]]:{{[0-9]+}}: error: 'table' is no pointer that a function has as a parameter; move ADCC_NOALIAS to one that is
ADCC_NOALIAS static double *table;

ADCC_ADJOINT(wrt(x), of(return))
// CHECK: noalias.c:[[@LINE+1]]:{{[0-9]+}}: error: 'n' is no pointer
double f(ADCC_NOALIAS int n, const double *x)
{
    // CHECK: noalias.c:[[@LINE+1]]:{{[0-9]+}}: error: 'p' is no pointer
    ADCC_NOALIAS const double *p = x;
    return p[0] * x[n] + (table ? *table : 0.0);
}
