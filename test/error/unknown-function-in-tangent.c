/* Tangents do not go through a function without a body either. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

double table(double x);

ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    // CHECK: unknown-function-in-tangent.c:[[#@LINE+1]]:12: error: derivatives could flow through 'table', which has no body here: define it in a file given to adcc, say ADCC_USE_TANGENT(table, ...), or ADCC_INACTIVE
    return table(x) * x;
}
