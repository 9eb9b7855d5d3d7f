/* What iterations add to the same elements comes together; rows of a matrix are different places. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=gather %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>

// CHECK-LABEL: void smooth_b(
// CHECK:      double t_row[130];
// CHECK-NEXT: t_row[0] = 0.0;
// CHECK-NEXT: t_row[to - from + 1] = 0.0;
// CHECK-NEXT: ADCC_SIMD
// CHECK-NEXT: for (int i = from; i < to; i++) {
// CHECK-NEXT:     /* y[i] = c[i] * (x[at + 1] - 2.0 * x[at]) + z[i] */
// CHECK-NEXT:     double t = c[i] * y_b[i];
// CHECK-NEXT:     t_row[i - from + 1] = t;
// CHECK-NEXT:     z_b[i] += y_b[i];
// CHECK-NEXT:     y_b[i] = 0.0;
// CHECK-NEXT: }
// CHECK-NEXT: ADCC_SIMD
// CHECK-NEXT: for (int i = from - 1; i < to; i++) {
// CHECK-NEXT:     int at = i + m;
// CHECK-NEXT:     x_b[at + 1] += t_row[i - from + 1] - 2.0 * t_row[i - from + 2];
// CHECK-NEXT: }
// OFF-LABEL: void smooth_b(
// OFF: double x_b_row[128];
ADCC_ADJOINT(wrt(x, z), of(y))
void smooth(int n, int m, const double *restrict c, const double *restrict x,
            const double *restrict z, double *restrict y)
{
    for (int i = 1; i < n - 1; i++) {
        int at = i + m;
        y[i] = c[i] * (x[at + 1] - 2.0 * x[at]) + z[i];
    }
}

/* Nothing is added twice to an element in one row: no rows are needed. */
// CHECK-LABEL: void upright_b(
// CHECK-NOT: _row
// CHECK: ADCC_SIMD
// CHECK-NOT: _row
ADCC_ADJOINT(wrt(x), of(y))
void upright(int n, int m, const double x[restrict n][m], double y[restrict n][m])
{
    for (int j = 1; j < n - 1; j++)
        for (int i = 0; i < m; i++)
            y[j][i] = x[j - 1][i] * x[j + 1][i];
}

/* Factors that may be infinite, and variables that change, are not taken out of the loop. */
// CHECK-LABEL: void factors_b(
// CHECK: x_b_row[i - from] = k * y_b[i];
// CHECK: x_b[i + 1] +=
// CHECK-NOT: k *
// CHECK: }
ADCC_ADJOINT(wrt(x), of(y))
void factors(int n, double k, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n - 1; i++)
        y[i] = x[i] + k * x[i + 1];
}

/* Rows of a grid lie apart by more than the loop is long: what goes to them stays in the loop. */
// CHECK-LABEL: void grid_b(
// CHECK:      u_b[at - m] += [[T:t[0-9]*]];
// CHECK-NEXT: u_b[at + m] += [[T]];
// CHECK-NEXT: [[T]]_row[j - from + 2] = [[T]];
// CHECK-NEXT: v_b[at] = 0.0;
// CHECK-NEXT: }
// CHECK-NEXT: ADCC_SIMD
// CHECK-NEXT: for (int j = from - 2; j < to; j++) {
ADCC_ADJOINT(wrt(u), of(v))
void grid(int n, int m, const double *restrict k, const double *restrict u, double *restrict v)
{
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            v[at] = k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}
