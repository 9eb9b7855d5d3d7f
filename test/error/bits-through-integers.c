/* Reals whose bits travel as integers would come back without a derivative. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <string.h>

ADCC_ADJOINT(wrt(x), of(return))
double round_trip(double x)
{
    unsigned long long bits;
    double y;
    // CHECK: bits-through-integers.c:[[#@LINE+1]]:5: error: 'memcpy(&bits, &x, sizeof bits)' makes integers of the bits of reals that carry derivatives
    memcpy(&bits, &x, sizeof bits);
    // CHECK: bits-through-integers.c:[[#@LINE+1]]:5: note: 'memcpy(&y, &bits, sizeof y)' makes reals of integers
    memcpy(&y, &bits, sizeof y);
    return y * y;
}
