// Flags of compilers are passed to libclang or ignored, so that CFLAGS may be given as they are.
// RUN: %adcc -O2 -g -c -pipe -pthread -Wall -Wextra -march=native -fno-math-errno -std=gnu11 -lm -L. -DA=1 %s -o - -- -DB | FileCheck %s
// RUN: not %adcc %s -o - -- -DB 2>&1 | FileCheck %s --check-prefix=ERROR
#include <adcc.h>

ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
#ifdef B
    return A * x;
#endif
}
// CHECK: double f_d(
// ERROR: flags.c:10:12: error: use of undeclared identifier 'A'
