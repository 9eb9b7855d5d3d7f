// Macros were expanded in what is printed: those that it would run into are hidden.
// RUN: %adcc %s -o %t.c && FileCheck %s < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#include <adcc.h>
#define twice(x) (2 * (x))
#define limit 3

static int (twice)(int k) { return k + k; }
typedef double vector[limit];

ADCC_TANGENT(wrt(x), of(return))
double f(vector x)
{
    double s = 0;
    for (int i = 0; i < limit; i++)
        s += (twice)(i) * twice(x[i]);
    return s;
}
// CHECK: #pragma push_macro("twice")
// CHECK-NEXT: #undef twice
// CHECK-NEXT: static int twice(int k)
// CHECK: #pragma pop_macro("twice")
// CHECK: typedef double vector[limit];
// CHECK: #undef twice
// CHECK: f_d(
