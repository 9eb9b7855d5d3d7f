/* CMPLX of C11 is there, whichever compiler the library's headers take libclang for. */
// RUN: %adcc %s -o %t.c && FileCheck %s < %t.c && %gcc -c %t.c -o %t.o
#include <complex.h>
#include "adcc.h"

ADCC_ADJOINT(wrt(x), of(return))
double f(const double x[2])
{
    double complex z = CMPLX(x[0], x[1]);
    return creal(z * z);
}
// CHECK: __builtin_complex((double)x[0], (double)x[1])
