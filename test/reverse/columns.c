/* Loops over columns are marked, also around short loops over rows, if they run no more than a
 * row is long. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

enum { ROWS = 4 };

#define TILE(name, declared, limit, index)                                                   \
    ADCC_ADJOINT(wrt(a, w), of(out[ROWS]))                                                   \
    void name(int n, const double *restrict a, const double *restrict w,                     \
              double *restrict out)                                                          \
    {                                                                                        \
        const int rows = ROWS;                                                               \
        double sums[ROWS] = {0};                                                             \
        declared;                                                                            \
        for (limit)                                                                          \
            for (int r = 0; r < rows; r++)                                                   \
                sums[r] += a[index] * w[i];                                                  \
        for (int r = 0; r < ROWS; r++)                                                       \
            out[r] += sums[r];                                                               \
    }

// CHECK-LABEL: void from_zero_b(
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int i = 0; i < n; i++) {
// CHECK-NEXT:     double w_sum = 0.0;
// CHECK-NEXT:     for (int r = 0; r < rows; r++) {
// CHECK:          }
// CHECK-NEXT:     w_b[i] += w_sum;
TILE(from_zero, (void)0, int i = 0; i < n; i++, r * n + i)
// CHECK-LABEL: void inside_b(
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int i = 2; i < n - 1; i++) {
TILE(inside, (void)0, int i = 2; i < n - 1; i++, (r + 1) * n - 3 + i)
// CHECK-LABEL: void as_long_b(
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int i = 1; i <= n; i++) {
TILE(as_long, (void)0, int i = 1; i < n + 1; i++, r * n + i)

// CHECK-LABEL: void to_the_end_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void from_below_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void narrow_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void without_sign_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void long_limit_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void changing_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void strided_b(
// CHECK:          double w_here = w[i];
// CHECK-NEXT:     ADCC_SIMD_SUM(w_sum)
// CHECK-NEXT:     for (int r = 0; r < rows; r++) {
// CHECK-LABEL: void pointers_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: void an_array_b(
// CHECK-NOT:  ADCC_SIMD
// CHECK-LABEL: double marked_b(
TILE(to_the_end, (void)0, int i = 0; i <= n; i++, r * n + i)
TILE(from_below, (void)0, int i = -1; i < n; i++, r * n + i)
TILE(narrow, int m = n - 1, int i = 0; i < n; i++, r * m + i)
TILE(without_sign, unsigned m = n, unsigned i = 0; i < m; i++, r * m + i)
TILE(long_limit, long m = n, int i = 0; i < m; i++, r * m + i)
TILE(changing, int m = n, int i = 0; i < n; m = n - i++, r * m + i)
/* A column that the next iteration is a row away from is as good for the loop inside. */
TILE(strided, (void)0, int i = 0; i < n; i++, i * ROWS + r)

ADCC_ADJOINT(wrt(a, w), of(out[ROWS]))
void pointers(int n, double *const *a, const double *restrict w, double *restrict out)
{
    double sums[ROWS] = {0};
    for (int i = 0; i < n; i++)
        for (int r = 0; r < ROWS; r++)
            sums[r] += a[r][i] * w[i];
    for (int r = 0; r < ROWS; r++)
        out[r] += sums[r];
}

/* Iterations may have it at one place. */
ADCC_ADJOINT(wrt(a, w), of(out[ROWS]))
void an_array(int n, const double *restrict a, const double *restrict w, double *restrict out)
{
    double sums[ROWS] = {0};
    for (int i = 0; i < n; i++) {
        double here[ROWS];
        for (int r = 0; r < ROWS; r++)
            here[r] = a[r * n + i] * w[i];
        for (int r = 0; r < ROWS; r++)
            sums[r] += here[r] * here[ROWS - 1 - r];
    }
    for (int r = 0; r < ROWS; r++)
        out[r] += sums[r];
}

/* Rows i and j may be one row: then an iteration reads what it has written itself. */
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int k = 0; k < n; k++) {
// CHECK-NEXT:     /* sum += a[i * n + k] * a[j * n + k] */
// CHECK-NEXT:     a_b[i * n + k] += a[j * n + k] * return_b;
// CHECK-NEXT:     a_b[j * n + k] += a[i * n + k] * return_b;
// CHECK-NEXT: }
ADCC_ADJOINT(wrt(a), of(return))
double marked(int n, int i, int j, const double *a)
{
    double sum = 0.0;
    for (int k = 0; k < n; k++)
        sum += a[i * n + k] * a[j * n + k];
    return sum;
}
