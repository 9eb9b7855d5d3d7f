/* A firstprivate variable that changes begins anew in each thread: one thread would compute something else. */
// RUN: %fails 1 %adcc -w %s | FileCheck %s
// RUN: %fails 1 %adcc -w %s --tangent='f wrt(x) of(return)' | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x, double start, double scale)
{
    double s = 0.0;
    // CHECK: firstprivate.c:[[#@LINE+1]]:1: error: 'start' is firstprivate and changes, which differs from thread to thread; copy it to a variable declared in the loop
#pragma omp parallel for firstprivate(scale, start) reduction(+ : s)
    for (int i = 0; i < n; i++) {
        s += scale * x[i] * start;
        start = 0.0;
    }
    // CHECK-NOT: error:
#pragma omp parallel for firstprivate(scale) reduction(+ : s)
    for (int i = 0; i < n; i++) {
        double own = scale;
        own *= x[i];
        s += own;
    }
    return s;
}
