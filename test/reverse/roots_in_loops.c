/* Roots in loops of what is never negative: gcc calls no function for them, so that errno is not in
 * the way of vectors. */
// RUN: %adcc -w %s -o %t.c && FileCheck %s < %t.c
// RUN: %gcc -pedantic -Wredundant-decls -O3 -c %t.c -o %t.o
// RUN: %clang -pedantic -Wredundant-decls -O3 -c %t.c -o %t.clang.o
// RUN: nm %t.o | not grep sqrt
// RUN: %adcc -w --disable=roots %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>
#include <math.h>

// CHECK:      #define ADCC_SQRT(...) ((double)__builtin_sqrtf64(__VA_ARGS__))
// CHECK:      #define ADCC_SQRTF(...) ((float)__builtin_sqrtf32(__VA_ARGS__))

// CHECK-LABEL: double lengths_b(
// CHECK:      ADCC_SQRT(x[i] * x[i] + 1.0)
// CHECK:      ADCC_SQRTF(fabsf((float)i))
// OFF-NOT:    ADCC_SQRT
ADCC_ADJOINT(wrt(x), of(return))
double lengths(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += sqrt(x[i] * x[i] + 1.0) + sqrtf(fabsf((float)i));
    return sum;
}
