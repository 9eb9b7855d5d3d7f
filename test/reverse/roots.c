/* Roots in loops of what is never negative: gcc calls no function for them, so that errno is not in
 * the way of vectors. */
// RUN: %adcc -w %s -o %t.c && FileCheck %s < %t.c
// RUN: %gcc -pedantic -Wredundant-decls -O3 -c %t.c -o %t.o
// RUN: %clang -pedantic -Wredundant-decls -O3 -c %t.c -o %t.clang.o
// RUN: nm %t.o | not grep sqrt
// RUN: %adcc -w --disable=roots %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>
#include <math.h>

// CHECK:      #define ADCC_SQRT __builtin_sqrt
// CHECK:      extern double __builtin_sqrt(double) __attribute__((const));
// CHECK:      #define ADCC_SQRTF __builtin_sqrtf
// CHECK:      extern float __builtin_sqrtf(float) __attribute__((const));

// CHECK-LABEL: double lengths_b(
// CHECK:      sum += ADCC_SQRT(x[i] * x[i] + 1.0) + ADCC_SQRTF(fabsf((float)i));
// OFF-NOT:    ADCC_SQRT
ADCC_ADJOINT(wrt(x), of(return))
double lengths(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += sqrt(x[i] * x[i] + 1.0) + sqrtf(fabsf((float)i));
    return sum;
}
