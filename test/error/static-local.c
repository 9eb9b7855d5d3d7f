/* A static variable of a function that changes: --whole is the way out; not for a type of the function's own. */
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck %s
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %adcc --whole %s -o %t.c
// RUN: %fails 1 %adcc --whole -DTYPE %s | FileCheck --check-prefix=TYPE %s
// RUN: %fails 1 %adcc --whole -DTYPE -DTANGENT %s | FileCheck --check-prefix=TYPE %s
#include <adcc.h>

#ifdef TANGENT
ADCC_TANGENT()
#else
ADCC_ADJOINT()
#endif
double f(double x)
{
    // CHECK: static-local.c:[[#@LINE+2]]:5: error: a derivative needs 'sum' of 'f', which is static and may change
    // CHECK: note: have source and derivatives in one file with --whole, or make it const, or a variable of file scope that is not static
    static double sum;
#ifdef TYPE
    struct item {
        double x;
    };
    // TYPE: static-local.c:[[#@LINE+2]]:5: error: the static variable 'last' of 'f' would exist twice, in the source and in the output
    // TYPE: note: declare it, with its type, before the function and write --whole, or make it const
    static struct item last;
    last.x += x;
    x *= last.x;
#endif

    sum += x * x;
    return sum;
}
