// Static data that may change is shared with the derivative only in one file.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
// RUN: %adcc --whole %s -o %t.c && FileCheck %s --check-prefix=WHOLE < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#include <adcc.h>

static int calls;

ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    calls++;
    return x;
}
// CHECK: static-data.c:7:1: error: a derivative needs 'calls', which is static and may change
// CHECK: note: have source and derivatives in one file with --whole
// WHOLE: #include <adcc.h>
// WHOLE: static int calls;
// WHOLE: ADCC_TANGENT(wrt(x), of(return))
// WHOLE: f_d(
