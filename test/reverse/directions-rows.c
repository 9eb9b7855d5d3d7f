/* Loops over directions are vectors already: additions to neighbours stay where they are. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

ADCC_ADJOINT(wrt(x), of(return), directions(4))
double energy(int n, const double *x)
{
    double e = 0.0;
    // CHECK-LABEL: double energy_bv(
    // CHECK-NOT: _row
    // CHECK: x_b[i + 1][d] += [[T:[a-z_]+]];
    // CHECK-NEXT: x_b[i][d] -= [[T]];
    // CHECK-NOT: _row
    for (int i = 0; i < n - 1; i++) {
        double stretch = x[i + 1] - x[i];
        e += 0.5 * stretch * stretch;
    }
    return e;
}
