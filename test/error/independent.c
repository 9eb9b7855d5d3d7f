/* ADCC_INDEPENDENT before what is no loop that counts. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(u), of(return))
double f(int n, double *u)
{
    double x = u[0];
    int i = 0;
    // CHECK: independent.c:[[#@LINE+1]]:5: error: 'ADCC_INDEPENDENT' stands before a loop whose condition depends on the iterations; write a for that counts
    ADCC_INDEPENDENT
    while (i < n)
        u[i++] *= x;
    // CHECK: independent.c:[[#@LINE+1]]:5: error: 'ADCC_INDEPENDENT' does not stand before a loop; move it there
    ADCC_INDEPENDENT
    x *= x;
    return x + u[0];
}
