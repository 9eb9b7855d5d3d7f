// The source may declare the derivatives that it calls itself, with pointers where f has arrays.
// RUN: %adcc %s -o %t.c && FileCheck %s --implicit-check-not=extern < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#include <adcc.h>

void f_d(const double *x, const double *x_d, double y[3], double *y_d, int unused);

ADCC_TANGENT(wrt(x), of(y))
void f(const double x[3], double y[3], int unused)
{
    y[0] = x[1];
}
// CHECK-NOT: double y[3], double *y_d, int unused);
// CHECK: (void)unused;
