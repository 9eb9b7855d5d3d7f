// What the source hides from adcc stays out of the output; other conditionals are carried over.
// RUN: %adcc %s -o %t.c && FileCheck %s --implicit-check-not=__ADCC__ --implicit-check-not=main < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#include <adcc.h>
#if defined(__ADCC__) && 1
typedef double real;
#else
typedef float main_real;
#endif
#ifndef __ADCC__
#ifdef OTHER
int main_other(void);
#else
#include "main.h"
#endif
#elif 1
enum { ONE = 1 };
#else
int main_last(void);
#endif
#ifdef OTHER
typedef long other;
#else
#ifdef __ADCC__
typedef int other;
#endif
#endif

ADCC_TANGENT(wrt(x), of(return))
real f(real x, other n)
{
    return x * n * ONE;
}

#ifndef __ADCC__
int main(void)
{
    return 0;
}
#endif
// CHECK-NOT: #
// CHECK: typedef double real;
// CHECK: enum { ONE = 1 };
// CHECK: #ifdef OTHER
// CHECK: typedef long other;
// CHECK: #else
// CHECK-NOT: #
// CHECK: typedef int other;
// CHECK: #endif
// CHECK-NOT: #
// CHECK: f_d(
