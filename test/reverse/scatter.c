/* What iterations add to one another's elements is added in loops of its own. */
// RUN: %adcc -w --disable=gather %s -o - | FileCheck %s
// RUN: %adcc -w --disable=scatter %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>

// CHECK-LABEL: void smooth_b(
// CHECK:      for (long from = 1; from < n - 1; from += 128) {
// CHECK-NEXT:     long to = n - 1 - from < 128 ? n - 1 : from + 128;
// CHECK-NEXT:     double t_row[128];
// CHECK-NEXT:     ADCC_SIMD
// CHECK-NEXT:     for (int i = from; i < to; i++) {
// CHECK-NEXT:         int at = i + m;
// CHECK-NEXT:         /* y[i] = c[i] * (x[at - 1] + x[at] + x[at + 1]) */
// CHECK-NEXT:         double t = c[i] * y_b[i];
// CHECK-NEXT:         x_b[at - 1] += t;
// CHECK-NEXT:         t_row[i - from] = t;
// CHECK-NEXT:         y_b[i] = 0.0;
// CHECK-NEXT:     }
// CHECK-NEXT:     ADCC_SIMD
// CHECK-NEXT:     for (int i = from; i < to; i++) {
// CHECK-NEXT:         int at = i + m;
// CHECK-NEXT:         x_b[at] += t_row[i - from];
// CHECK-NEXT:     }
// CHECK-NEXT:     ADCC_SIMD
// CHECK-NEXT:     for (int i = from; i < to; i++) {
// CHECK-NEXT:         int at = i + m;
// CHECK-NEXT:         x_b[at + 1] += t_row[i - from];
// CHECK-NEXT:     }
// CHECK-NEXT: }
// OFF-NOT: _row
ADCC_ADJOINT(wrt(x), of(y))
void smooth(int n, int m, const double *restrict c, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n - 1; i++) {
        int at = i + m;
        y[i] = c[i] * (x[at - 1] + x[at] + x[at + 1]);
    }
}

/* The adjoints of y are read and cleared: they may be those of x. */
// CHECK-LABEL: void perhaps_same_b(
// CHECK-NOT: _row
ADCC_ADJOINT(wrt(x), of(y))
void perhaps_same(int n, const double *x, double *y)
{
    for (int i = 1; i < n - 1; i++)
        y[i] = 2.0 * x[i - 1] + 3.0 * x[i + 1];
}

/* Indices that depend on memory: no vector code would come of it. */
// CHECK-LABEL: void indirect_b(
// CHECK-NOT: _row
ADCC_ADJOINT(wrt(x), of(y))
void indirect(int n, const int *at, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++)
        y[i] = 2.0 * x[at[i]] + 3.0 * x[i + 1];
}
