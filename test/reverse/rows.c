/* What a loop adds to a row of places, which a loop inside runs through, is summed beside it. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=sums %s -o - | FileCheck --check-prefix=OFF %s
#include <adcc.h>

enum { SIZE = 3 };

// CHECK-LABEL: double f_b(
// CHECK:      double x_sum[3] = {0};
// CHECK:      for (int k = 0; k < n; k++) {
// CHECK:      x_sum[d] += away_b;
// CHECK-NEXT: x_b[SIZE * near[k] + d] -= away_b;
// CHECK:      if (0 < n) {
// CHECK:      x_b[d1] += x_sum[d1];
// OFF-NOT: _sum
ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const int *near, const double *x)
{
    double energy = 0.0;
    for (int k = 0; k < n; k++) {
        double square = 0.1;
        for (int d = 0; d < SIZE; d++) {
            double away = x[d] - x[SIZE * near[k] + d];
            square += away * away;
        }
        energy += 1.0 / square;
    }
    return energy;
}

// CHECK-LABEL: double g_b(
// CHECK-NOT:  _sum[
// CHECK:      x_b[at[0] + d] +=
ADCC_ADJOINT(wrt(x), of(return))
double g(int n, int *at, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < SIZE; d++)
            sum += x[at[0] + d] * x[i];
        at[0] += i;
    }
    return sum;
}
