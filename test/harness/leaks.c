/* What a variable alone points to at the end is no leak; what is lost is one, and found by both
 * compilers, by gcc with the line it was made in. */
// RUN: %run-all --only=asan,gcc-asan %s
// RUN: not %run-all --only=asan --flag=-DLOSE %s | FileCheck %s
// RUN: not %run-all --only=gcc-asan --flag=-DLOSE %s | FileCheck %s --check-prefixes=CHECK,LINE
// CHECK: detected memory leaks
// CHECK: Direct leak of 24 byte(s)
// LINE: in main {{.*}}leaks.c:[[#@LINE+21]]
#include <adcc.h>

#include <stdio.h>
#include <stdlib.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    return x * x;
}

static void *volatile kept;

int main(void)
{
    volatile double x = 3;
    kept = malloc(16);
    FILE *open_still = fopen("/dev/null", "r");
#ifdef LOSE
    kept = malloc(24);
    kept = NULL;
#endif
    return !open_still || f(x) != 9;
}
