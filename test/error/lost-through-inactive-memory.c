/* A derivative that would be lost in memory that has no shadow: never a silent zero. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(x), of(y))
void f(int n, const double *x, double *scratch, double *y)
{
    for (int i = 0; i < n; i++)
        scratch[i] = x[i] * x[i];
    // CHECK: lost-through-inactive-memory.c:{{[0-9]+}}:{{[0-9]+}}: error: {{.*}}'scratch'
    for (int i = 0; i < n; i++)
        y[i] = scratch[i] * scratch[n - 1 - i];
}
