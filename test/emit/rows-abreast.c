// Four rows add to what they share in one loop, and each alone where --disable=abreast says so.
// RUN: %adcc %s -o - | FileCheck %s --strict-whitespace
// RUN: %adcc --disable=abreast %s -o - | FileCheck %s --check-prefix=NOT --implicit-check-not='sum_b[4]'
// CHECK:    /* four iterations side by side, then the rest */
// CHECK-NEXT:    for (int i = 0; i + 3 < n; i += 4) {
// CHECK-NEXT:        double sum_b[4];
// CHECK-NEXT:        for (int r = 0; r < 4; r++) {
// CHECK-NEXT:            /* w = exp(sum) */
// CHECK-NEXT:            sum_b[r] = w_s[i + r] * y_b[i + r];
// CHECK-NEXT:            y_b[i + r] = 0.0;
// CHECK-NEXT:        }
// CHECK-NEXT:        ADCC_SIMD
// CHECK-NEXT:        for (int j = 0; j < m; j++) {
// CHECK-NEXT:            for (int r = 0; r < 4; r++) {
// CHECK-NEXT:                /* sum += a[i * m + j] * x[j] */
// CHECK-NEXT:                a_b[(i + r) * m + j] += x[j] * sum_b[r];
// CHECK-NEXT:                x_b[j] += a[(i + r) * m + j] * sum_b[r];
// CHECK-NEXT:            }
// CHECK-NEXT:        }
// CHECK-NEXT:    }
// CHECK-NEXT:    for (int i = n / 4 * 4; i < n; i++) {
// NOT: layer_b
#include <adcc.h>
#include <math.h>

ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void layer(int n, int m, const double *restrict a, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        y[i] = exp(sum);
    }
    for (int i = 1; i < n; i++)
        y[i] *= y[i - 1];
}
