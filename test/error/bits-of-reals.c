/* Reals with derivatives that are taken for integers would lose them unseen. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <stdint.h>
#include <string.h>

ADCC_TANGENT()
double f(double x)
{
    // CHECK: bits-of-reals.c:[[#@LINE+1]]:{{[0-9]+}}: error: '(uint64_t *)&x' looks at the bits of reals
    uint64_t b = *(uint64_t *)&x ^ 1;
    // CHECK: bits-of-reals.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} copies data with derivatives
    memcpy(&b, &x, sizeof x);
    return x;
}

ADCC_TANGENT()
double g(double *x)
{
    uintptr_t p = (uintptr_t)x;
    // CHECK: bits-of-reals.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is a pointer made of an integer
    double *q = (double *)p;

    q[1] = q[0] * 2;
    return q[1];
}

union bits {
    double value;
    uint64_t word;
};

ADCC_TANGENT()
double h(double x)
{
    union bits b;
    b.value = x;
    // CHECK: bits-of-reals.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'b.word' lies over 'b.value' of another type
    b.word &= ~1ul;
    return b.value;
}
