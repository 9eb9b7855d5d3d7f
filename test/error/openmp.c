/* Derivatives are made without OpenMP's directives, and say so once. */
// RUN: %adcc %s -o - 2>&1 | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double sum(int n, const double x[n])
{
    double s = 0.0;
    // CHECK: openmp.c:[[#@LINE+2]]:1: warning: derivatives are made without this OpenMP directive
    // CHECK-NEXT: pragma omp parallel
#pragma omp parallel for reduction(+ : s)
    for (int i = 0; i < n; i++)
        s += x[i] * x[i];
    return s;
}
// CHECK-NOT: OpenMP
// CHECK-NOT: omp parallel
// CHECK: double sum_d(
