/* A static file-scope variable that changes: --whole is the way out. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %adcc --whole %s -o %t.c
#include <adcc.h>

// CHECK: static-file-scope.c:[[#@LINE+1]]:{{[0-9]+}}: error: a derivative needs 'calls', which is static and may change
static int calls;

ADCC_ADJOINT()
double f(double x)
{
    calls++;
    return x * calls;
}
