/* What rows of a grid add to one another waits in a ring of rows, in programs that have a tape. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=ring %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>

// CHECK-LABEL: void grid_b(
// CHECK:      if (n - 2 >= 1 && 1 < m - 1) {
// CHECK-NEXT:     long row = m;
// CHECK-NEXT:     double *t1_rows = adcc_rows(3 * row * sizeof *t1_rows);
// CHECK-NEXT:     double *t1_row = t1_rows + 1;
// CHECK-NEXT:     double *t1_row1 = t1_row + row;
// CHECK-NEXT:     double *t1_row2 = t1_row1 + row;
// CHECK-NEXT:     for (int i = n - 2; i >= 1; i--) {
// CHECK-NEXT:         ADCC_SIMD
// CHECK-NEXT:         for (int j = 1; j < m - 1; j++) {
// CHECK-NEXT:             int at = i * m + j;
// CHECK-NEXT:             /* v[at] = {{.*}} */
// CHECK-NEXT:             double t1 = k[at] * v_b[at];
// CHECK-NEXT:             t1_row[j - 1] = t1;
// CHECK-NEXT:             u_b[at + m] += t1 + t1_row2[j - 1] + t1_row1[j] + t1_row1[j - 2] -
// CHECK-NEXT:                 4.0 * t1_row1[j - 1];
// CHECK-NEXT:             v_b[at] = 0.0;
// CHECK-NEXT:         }
// CHECK-NEXT:         u_b[i * m] += t1_row[0];
// CHECK-NEXT:         u_b[i * m + (m - 1)] += t1_row[row - 3];
// CHECK-NEXT:         double *t1_last = t1_row2;
// CHECK-NEXT:         t1_row2 = t1_row1;
// CHECK-NEXT:         t1_row1 = t1_row;
// CHECK-NEXT:         t1_row = t1_last;
// CHECK-NEXT:     }
// CHECK-NEXT:     ADCC_SIMD
// CHECK-NEXT:     for (int j = 1; j < m - 1; j++) {
// CHECK-NEXT:         int at = m + j;
// CHECK-NEXT:         u_b[at] += t1_row2[j - 1] + t1_row1[j] + t1_row1[j - 2] - 4.0 * t1_row1[j - 1];
// CHECK-NEXT:     }
// CHECK-NEXT:     ADCC_SIMD
// CHECK-NEXT:     for (int j = 1; j < m - 1; j++) {
// CHECK-NEXT:         int at = m + j;
// CHECK-NEXT:         u_b[at - m] += t1_row1[j - 1];
// CHECK-NEXT:     }
// CHECK-NEXT:     adcc_drop_rows(3 * row * sizeof *t1_rows);
// CHECK-NEXT: }
// OFF-LABEL: void grid_b(
// OFF-NOT: adcc_rows
// OFF-LABEL: void turned_b(
ADCC_ADJOINT(wrt(u, s), of(v, s))
void grid(int n, int m, const double *restrict k, const double *restrict u, double *restrict v,
          double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            v[at] = k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}

/* Rows that may come in any order come upward: the last neighbour is ahead.  Two variables wait. */
// CHECK-LABEL: void turned_b(
// CHECK:      long row = (long)m + 2;
// CHECK:      adcc_rows(3 * row
// CHECK:      adcc_rows(2 * row
// CHECK:      for (int i = 1; i < n - 1; i++) {
// CHECK:          u_b[i - 1][j] += [[T:t[0-9]*]] + [[T]]_row2[j] + {{.*}}_row1[j{{.*}}_row1[j
// CHECK:      u_b[n - 2][j] +=
// CHECK:      u_b[n - 1][j] +=
// CHECK:      adcc_drop_rows(2 * row
// CHECK-NEXT: adcc_drop_rows(3 * row
ADCC_ADJOINT(wrt(u, s), of(v, s))
void turned(int n, int m, double a, double b, const double u[restrict n][m + 2],
            double v[restrict n][m + 2], double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 0; j <= m; j++)
            v[i][j] += a * (u[i - 1][j] + u[i + 1][j]) + b * (u[i][j + 1] - u[i][j]);
}

/* Rows that are not all as long, two neighbours, corners, a ring for each of many values. */
// CHECK-LABEL: void others_b(
// CHECK-NOT: adcc_rows
// CHECK-LABEL: void others_d(
ADCC_ADJOINT(wrt(u, s), of(v, s))
ADCC_TANGENT(wrt(u), of(v))
void others(int n, int m, const double *restrict k, const double *restrict u, double *restrict v,
            double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - i; j++) {
            int at = i * m + j;
            v[at] += k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            v[at] += k[at] * (u[at - m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            v[at] += k[at] * (u[at - m - 1] + u[at + m + 1] + u[at - 1] - 4.0 * u[at]);
        }
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            v[at] += k[at] * u[at - m] + k[at + 1] * u[at + m] + k[at - 1] * u[at + 1] + u[at];
        }
}

/* Indices are as wide as they are in the source. */
// CHECK-LABEL: void wide_b(
// CHECK:       u_b[(long)(n - 2) * m + j] += {{.*}}
// CHECK:       u_b[((long)(n - 2) + 1) * m + j] += {{.*}}
ADCC_ADJOINT(wrt(u, s), of(v, s))
void wide(int n, int m, const float *restrict k, const float *restrict u, float *restrict v,
          float *restrict s)
{
    for (int c = 0; c < n; c++)
        s[0] *= s[0];
    for (long i = 1; i < n - 1; i++)
        for (long j = 1; j < m - 1; j++)
            v[i * m + j] += k[j] * (u[(i - 1) * m + j] + u[(i + 1) * m + j] + u[i * m + j - 1] +
                                    u[i * m + j + 1] - 4.0f * u[i * m + j]);
}
