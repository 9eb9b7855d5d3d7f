// Sums of several iterations are formed side by side where that changes nothing, and are not where --disable=abreast says so.
// RUN: %adcc %s -o - | FileCheck %s --strict-whitespace
// RUN: %adcc --disable=abreast %s -o - | FileCheck %s --check-prefix=NOT --implicit-check-not='sum[4]'
// CHECK:void product_b(int n, int m, const double *restrict a, double *a_b, const double *restrict x,
// CHECK-NEXT:    double *restrict y, double *y_b)
// CHECK-NEXT:{
// CHECK-NEXT:    /* sums of four iterations side by side, then the rest */
// CHECK-NEXT:    for (int i = 0; i + 3 < n; i += 4) {
// CHECK-NEXT:        double sum[4] = {0};
// CHECK-NEXT:        for (int j = 0; j < m; j++) {
// CHECK-NEXT:            for (int r = 0; r < 4; r++) {
// CHECK-NEXT:                sum[r] += a[(i + r) * m + j] * x[j];
// CHECK-NEXT:            }
// CHECK-NEXT:        }
// CHECK-NEXT:        for (int r = 0; r < 4; r++) {
// CHECK-NEXT:            y[i + r] = sum[r] * sum[r];
// CHECK-NEXT:        }
// NOT: product_b
#include <adcc.h>

ADCC_ADJOINT(wrt(a[n * m]), of(y[n]))
void product(int n, int m, const double *restrict a, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        y[i] = sum * sum;
    }
}
