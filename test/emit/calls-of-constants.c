/* A function of a constant is called, not written in line: C compilers round tanh(1.4) themselves, and
   otherwise than the library does. */
// RUN: %adcc %s -o %t.c && FileCheck %s --implicit-check-not=1.4 --implicit-check-not='tanh(0.7 * 2' < %t.c
#include <math.h>
#include "adcc.h"

static long double wide(long double a)
{
    return tanh(0.7 * a) + 0.1;
}

static double steep(double a)
{
    return a * a;
}

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
long double f(long double x[2])
{
    long double t = wide(2) * steep(3);

    x[0] = x[0] * t + wide(x[1]);
    x[1] *= t;
    return x[0] * x[1];
}
// CHECK-LABEL: long double f_b(
// CHECK: wide(2)
// CHECK-LABEL: long double f_d(
// CHECK: wide(2)
