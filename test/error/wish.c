/* ADCC_SAVE and ADCC_RECOMPUTE where they cannot be. */
// RUN: %fails 1 %adcc -DPLACE %s | FileCheck --check-prefix=PLACE %s
// RUN: %fails 1 %adcc -DPLACE -DSAVE %s | FileCheck --check-prefix=SAVE %s
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %adcc --disable=recompute %s -o %t.c
#include <adcc.h>
#include <math.h>

double outside(double x);
double outside_b(double x, double *x_b, double return_b);
ADCC_USE_ADJOINT(outside, outside_b)

#ifdef PLACE
#ifdef SAVE
// SAVE: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'g' is no variable that a block declares anew each time; move ADCC_SAVE to one that is
ADCC_SAVE double g;
#endif
// PLACE: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'x' is no variable that a block declares anew each time; move ADCC_RECOMPUTE
static double h(ADCC_RECOMPUTE double x)
{
    // PLACE: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'kept' is no variable that a block declares anew
    ADCC_RECOMPUTE static double kept = 2.0;
    // PLACE: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'y' has no initialiser, so that it cannot be computed again; declare it where
    ADCC_RECOMPUTE double y;
    // PLACE: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'z' cannot be both saved and computed again; leave one of ADCC_SAVE
    ADCC_RECOMPUTE ADCC_SAVE double z = x;
    y = x;
    return y + z + kept;
}
#else
#define h(x) (x)
#endif

ADCC_ADJOINT(wrt(x, k), of(return))
double f(int n, const double *x, double k)
{
    double sum = 1.0;
    for (int i = 0; i < n; i++) {
        // CHECK: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'a' cannot be computed again in the reverse sweep: 'sum', of which it is made, is overwritten in its block after that; leave out ADCC_RECOMPUTE
        ADCC_RECOMPUTE double a = sum * k;
        // CHECK: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'b' cannot be computed again in the reverse sweep: it is changed after its declaration
        ADCC_RECOMPUTE double b = x[i] * k;
        b *= b;
        // CHECK: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'c' cannot be computed again in the reverse sweep: its initialiser calls a function that is not one of mathematics
        ADCC_RECOMPUTE double c = outside(x[i] * h(k)) + 1.0;
        // CHECK: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'd' cannot be computed again in the reverse sweep: it is more than one value
        ADCC_RECOMPUTE double d[2] = {x[i], k};
        if (x[i] < 0.0)
            break;
        // CHECK: wish.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'e' cannot be computed again in the reverse sweep: a jump may pass its declaration by
        ADCC_RECOMPUTE double e = x[i] * k;
        sum *= a * b * c * e * d[0] * d[1];
    }
    return sum;
}
