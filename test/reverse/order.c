/* Iterations that commute run up; where they meet only in sums, these may be formed in any order. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double dot_b(
// CHECK:      double a_sum = 0.0;
// CHECK-NEXT: /* return sum */
// CHECK-NEXT: ADCC_SIMD_SUM(a_sum)
// CHECK-NEXT: for (int i = 0; i < n; i++) {
// CHECK-NEXT:     /* sum += a * x[i] */
// CHECK-NEXT:     a_sum += x[i] * return_b;
// CHECK-NEXT:     x_b[i] += a * return_b;
// CHECK-NEXT: }
ADCC_ADJOINT(wrt(a, x), of(return))
double dot(int n, double a, const double *restrict x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a * x[i];
    return sum;
}

/* Two elements of one array, perhaps the same: only the order does not matter. */
// CHECK-LABEL: double gather_b(
// CHECK-NOT: ADCC_SIMD_SUM
// CHECK:     for (int i = 0; i < n; i++) {
ADCC_ADJOINT(wrt(a, x), of(return))
double gather(int n, double a, const double *x, const int *at)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a * x[at[i]];
    return sum;
}

/* An adjoint goes from one iteration to the one before. */
// CHECK-LABEL: void chain_b(
// CHECK: for (int i = n - 1; i >= 1; i--) {
ADCC_ADJOINT(wrt(x), of(x))
void chain(int n, double *x)
{
    for (int i = 1; i < n; i++)
        x[i] += 3.0 * x[i - 1];
}

/* What iterations only step back they step forward again. */
// CHECK-LABEL: double triangle_b(
// CHECK:      for (int i = n - 1; i >= 0; i--) {
// CHECK-NEXT:     row -= n - i;
// CHECK-NEXT:     row_b -= n - i;
// CHECK-NEXT: }
// CHECK-NEXT: for (int i = 0; i < n; i++) {
// CHECK-NOT:  --
// CHECK:          row += n - i;
// CHECK-NEXT:     row_b += n - i;
// CHECK-NEXT: }
ADCC_ADJOINT(wrt(x), of(return))
double triangle(int n, const double *x, const double *y)
{
    double sum = 0.0;
    const double *row = x;
    for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++)
            sum += row[j - i] * y[j];
        row += n - i;
    }
    return sum;
}

/* C compilers do not know that blocks of the tape are no other storage. */
// CHECK-LABEL: void squares_b(
// CHECK:      double *x_s = adcc_reserve(
// CHECK-NEXT: ADCC_SIMD
// CHECK-NEXT: for (int i = 0; i < n; i++) {
// CHECK-NEXT:     x_s[i] = x[i];
// CHECK-NEXT:     x[i] = x[i] * x[i] + y[i];
ADCC_ADJOINT(wrt(x), of(x))
void squares(int n, double *x, const double *restrict y)
{
    for (int i = 0; i < n; i++)
        x[i] = x[i] * x[i] + y[i];
}

/* No two iterations meet: their elements are a loop apart. */
// CHECK-LABEL: void halves_b(
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int k = 0; k < half; k++) {
// CHECK-NEXT:     int j = k + half;
// CHECK-NEXT:     double t = w[k] * x[j];
// CHECK:      ADCC_SIMD
// CHECK-NEXT: for (int k = 0; k < half; k++) {
// CHECK-NEXT:     int j = k + half;
ADCC_ADJOINT(wrt(x), of(x))
void halves(int half, double *restrict x, const double *restrict w, const double *restrict v)
{
    for (int k = 0; k < half; k++) {
        int j = k + half;
        double t = w[k] * x[j];
        x[j] = x[k] - t;
        x[k] += v[k] * t;
    }
}

/* These may be the same. */
// CHECK-LABEL: void nearer_b(
// CHECK-NOT:  ADCC_SIMD
ADCC_ADJOINT(wrt(x), of(x))
void nearer(int half, double *restrict x, const double *restrict w, const double *restrict v)
{
    for (int k = 0; k < half; k++) {
        int j = k + half - 1;
        double t = w[k] * x[j];
        x[j] = x[k] - t;
        x[k] += v[k] * t;
    }
}

/* What is read from the tape could be the arrays of the function, for all that compilers know. */
static double log_of_sum(int n, const double *a)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a[i] * a[i];
    return log(sum);
}

// CHECK-LABEL: double moments_b(
// CHECK:      adcc_release(
// CHECK-NEXT: ADCC_SIMD
// CHECK-NEXT: for (int i1 = 0; i1 < n; i1++) {
// CHECK-NEXT:     /* b[i1] = q[i1] * c[i1] */
// CHECK-NEXT:     q_b[i1] += c[i1] * b_b[i1];
// CHECK-NEXT:     c_b[i1] += q[i1] * b_b[i1];
// CHECK-NEXT:     /* c[i1] = x[i1] - j */
// CHECK-NEXT:     x_b[i1] += c_b[i1];
ADCC_ADJOINT(wrt(x, y), of(return))
double moments(int m, int n, const double *x, const double *y)
{
    double q[n], s = 0.0;
    for (int i = 0; i < n; i++)
        q[i] = exp(y[i]);
    for (int k = 0; k < m; k++) {
        double t[m];
        for (int j = 0; j < m; j++) {
            double c[n], b[n];
            for (int i = 0; i < n; i++) {
                c[i] = x[i] - j;
                b[i] = q[i] * c[i];
            }
            for (int i = 1; i < n; i++)
                b[i] += b[i - 1] * c[i];
            t[j] = b[k];
        }
        s += log_of_sum(m, t);
    }
    return s + log_of_sum(n, q);
}
