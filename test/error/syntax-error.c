/* What clang rejects is said as clang says it, with the line and a caret. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT()
double f(double x)
{
    // CHECK: syntax-error.c:[[#@LINE+3]]:17: error: expected ';' after return statement
    // CHECK-NEXT: return x * x
    // CHECK-NEXT: {{^ *(\| *)?\^}}
    return x * x
}
// CHECK-NOT: error:
