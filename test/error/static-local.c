/* A static local variable that carries derivatives cannot be shared by f and its tangent. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

ADCC_TANGENT()
double f(double x)
{
    // CHECK: static-local.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'sum' is static
    static double sum;

    sum += x * x;
    return sum;
}
