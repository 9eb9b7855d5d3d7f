/* What is read from a file has no derivative, but may overwrite what has one. */
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT %s | FileCheck %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT %s | FileCheck %s
#include <adcc.h>
#include <stdio.h>

MODE(wrt(x), of(return))
double f(double x, FILE *in)
{
    double y = x * x;
    // CHECK: input.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'fscanf' may overwrite {{.*}}; let it read into a variable that is ADCC_INACTIVE, and assign that
    if (fscanf(in, "%lf", &y) != 1)
        return 0.0;
    return y * x;
}
