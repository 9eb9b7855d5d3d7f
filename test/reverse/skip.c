/* Where the guard of a root makes a sum zero it is skipped, in loops whose iterations wait for one another. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double walk_b(
// CHECK:      /* r = sqrt(h * v) */
// CHECK-NEXT: if (r != 0.0) {
// CHECK-NEXT:     v_b += h * (0.5 / r * r_b);
// CHECK-NEXT: }
// CHECK-NOT:  !=
ADCC_ADJOINT(wrt(x), of(return))
double walk(int n, double x, double h, const double *z)
{
    double v = x;
    for (int t = 0; t < n; t++) {
        double r = sqrt(h * v);
        v = v * h + r * z[t] + r * r;
    }
    return v;
}

/* One branch for two. */
// CHECK-LABEL: double lengths_b(
// CHECK:      if (r != 0.0) {
// CHECK-NEXT:     v_b += v1 / r * r_b;
// CHECK-NEXT:     x_sum += x / r * r_b;
// CHECK-NEXT: }
ADCC_ADJOINT(wrt(x), of(return))
double lengths(int n, double x)
{
    double v = x, sum = 0.0;
    for (int t = 0; t < n; t++) {
        double r = hypot(v, x);
        sum += v * r;
        v *= v;
    }
    return sum;
}

/* Iterations that do not wait are vectorised, without a branch. */
// CHECK-LABEL: void roots_b(
// CHECK-NOT:  if (
// CHECK:      != 0.0 ?
// CHECK-NOT:  if (
// CHECK:      {{^}}}
ADCC_ADJOINT(wrt(x), of(y))
void roots(int n, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double v = x[i] * x[i], r = sqrt(v);
        y[i] = r * v;
    }
}

/* Memory may be looked at by others; a choice that the program makes has no side that is rare. */
// CHECK-LABEL: double other_b(
// CHECK:      = v1 * r >= h {{.*}} ? v_b : 0.0;
// CHECK:      x_b[t] += r != 0.0 ?
ADCC_ADJOINT(wrt(x), of(return))
double other(int n, const double *x, double h)
{
    double v = 1.0;
    for (int t = 0; t < n; t++) {
        double r = sqrt(x[t]);
        v = fmax(v * r, h);
    }
    return v;
}
