/* Two functions of a loop each, called one after the other, are one where iterations that have to do with one another meet. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

// CHECK-LABEL: static void slope_fwd_move_fwd(
// CHECK-NEXT:      double *restrict k, double h, double *restrict moved)
// CHECK-NEXT:  {
// CHECK-NEXT:      k[0] = x[0];
// CHECK-NEXT:      if (0 < n) {
// CHECK-NEXT:          moved[0] = y[0] + h * k[0];
// CHECK-NEXT:      }
// CHECK-NEXT:      for (int i = 1; i < n; i++) {
// CHECK-NEXT:          k[i] = x[i] * y[i - 1];
// CHECK-NEXT:          moved[i] = y[i] + h * k[i];
// CHECK-NEXT:      }
// CHECK-NEXT:  }
// CHECK-NOT:   void move_fwd(
// CHECK-LABEL: static void slope_rev1_move_rev(
// CHECK:           y_b[n - 1] = 0.0;
// CHECK-NEXT:      ADCC_SIMD
// CHECK-NEXT:      for (int i = 1; i < n; i++) {
// CHECK:               y_b[i - 1] = x[i] * k_b[i];
// CHECK-NEXT:          /* moved[i] = y[i] + h * k[i] */
// CHECK-NEXT:          y_b1[i - 1] += y_b[i - 1];
// CHECK-NEXT:          k_b1[i - 1] {{.*}} h * y_b[i - 1];
// CHECK-NEXT:      }
// CHECK-NEXT:      if (0 < n) {
// CHECK-NEXT:          y_b1[n - 1] += y_b[n - 1];
static void move(int n, const double *y, double h, const double *k, double *moved)
{
    for (int i = 0; i < n; i++)
        moved[i] = y[i] + h * k[i];
}

// CHECK-LABEL: double steps_b(
// CHECK:       slope_fwd_move_fwd(n, x, y, k1, 0.5 * h, moved);
// CHECK-NEXT:  slope_fwd(n, x, moved, k2);
// CHECK:       slope_rev1_move_rev(n, x, x_b, moved, moved_b, k2_b, y_b, 0.5 * h, k1_b);
// CHECK-NEXT:  slope_rev(n, x, x_b, y, y_b, k1_b);
ADCC_ADJOINT(wrt(x), of(return))
double steps(int n, int count, double h, const double *x)
{
    double y[n];
    for (int i = 0; i < n; i++)
        y[i] = 0.0;
    for (int s = 0; s < count; s++) {
        double k1[n], k2[n], moved[n];
        slope(n, x, y, k1);
        move(n, y, 0.5 * h, k1, moved);
        slope(n, x, moved, k2);
        for (int i = 0; i < n; i++)
            y[i] += h * k2[i];
    }
    return y[n - 1];
}

/* An element that the first function writes later, loops of different lengths, storage that may be the same. */
static void later(int n, const double *k, double *v)
{
    for (int i = 0; i < n - 1; i++)
        v[i] = k[i + 1] * k[i];
}

static void fill(int n, const double *x, double *k)
{
    for (int i = 0; i < n; i++)
        k[i] = x[i] * x[i];
}

// CHECK-LABEL: double apart_b(
// CHECK:       fill{{.*}}(n, x, k);
// CHECK-NEXT:  later{{.*}}(n, k, v);
// CHECK:       fill{{.*}}(m, v, k);
// CHECK-NEXT:  fill{{.*}}(n, k, w);
// CHECK:       fill{{.*}}(n, p, [[K:k[0-9]*]]);
// CHECK-NEXT:  fill{{.*}}(n, [[K]], q);
ADCC_ADJOINT(wrt(x), of(return))
double apart(int n, int m, const double *x, int second)
{
    double k[n], v[n], w[n], *p = second ? v : w, *q = second ? w : v, sum = 0.0;
    fill(n, x, k);
    later(n, k, v);
    sum += v[0];
    fill(m, v, k);
    fill(n, k, w);
    sum += w[0];
    fill(n, p, k);
    fill(n, k, q);
    return sum + q[m];
}
