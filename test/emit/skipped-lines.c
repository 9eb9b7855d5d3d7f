// Lines in comments are no preprocessor lines; headers in a branch that is skipped are not there,
// and come before the macros of the source.
// RUN: %adcc %s -o %t.c && FileCheck %s --implicit-check-not=0.25 < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#include <adcc.h>
#ifdef WITH_FILES
#include <stdio.h>
#include <stdlib.h>
#else
#include <math.h>
#endif
#include <string.h>

/* Older versions had
#if 0
#define HALF 0.25
   which was too small.
*/
#define abs(x) ((x) >= 0 ? (x) : -(x))
#define HALF 0.5 // and not "/*

static double square(double x)
{
    return x * x;
}

static double apply(double (*function)(double), double x)
{
    return function(x) * HALF;
}

// CHECK: #endif
// CHECK-NEXT: #include <string.h>
// CHECK-NEXT: #include <stdio.h>
// CHECK-NEXT: #include <stdlib.h>
// CHECK-NEXT: #define abs(x)
// CHECK-NEXT: #define HALF 0.5
ADCC_TANGENT()
double f(double x)
{
    return apply(square, x) + HALF * x;
}
