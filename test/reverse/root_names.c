/* Roots keep their name where the source has the other one for something else. */
// RUN: %adcc -w %s -o %t.c && FileCheck %s < %t.c && %gcc -c %t.c -o %t.o
// RUN: %adcc -w -DMACRO %s -o %t.c && FileCheck %s --check-prefixes=CHECK,MACRO < %t.c && %gcc -DMACRO -c %t.c -o %t.o
#include <adcc.h>
#include <math.h>

#ifdef MACRO
#define ADCC_SQRT(x) ((x) + 1.0)
#define LOCAL 1.0
#else
#define LOCAL ADCC_SQRT
#endif

// MACRO-NOT:   define ADCC_SQRT(...)
// CHECK-LABEL: double lengths_b(
// CHECK:       = sqrt(x[i] * x[i] + 1.0)
ADCC_ADJOINT(wrt(x), of(return))
double lengths(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
#ifndef MACRO
        double ADCC_SQRT = 2.0;
#endif
        double r = sqrt(x[i] * x[i] + 1.0);
        sum += r * LOCAL;
    }
    return sum;
}
