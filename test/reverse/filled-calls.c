/* Adjoints of arrays are not set to zero where a call is their end, nor before a call that fills them. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: static void slope_rev1(
// CHECK:      y_b[n - 1] = 0.0;
// CHECK:      y_b[i - 1] = x[i] *
// CHECK-NOT:  k_b[{{.*}}] = 0.0
// CHECK-LABEL: static void slope_rev(
// CHECK:      y_b[i - 1] += x[i] *
// CHECK-NOT:  k_b[{{.*}}] = 0.0
static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

// CHECK-LABEL: double ended_b(
// CHECK-NOT:  memset(k1_b
// CHECK:      slope_rev1(n, x, x_b, k1, k1_b, {{.*}}k2_b);
// CHECK-NEXT: slope_rev(n, x, x_b, y, y_b, {{.*}}k1_b);
ADCC_ADJOINT(wrt(x), of(return))
double ended(int n, int steps, const double *x)
{
    double y[n];
    for (int i = 0; i < n; i++)
        y[i] = 1.0;
    for (int s = 0; s < steps; s++) {
        double k1[n], k2[n];
        slope(n, x, y, k1);
        slope(n, x, k1, k2);
        for (int i = 0; i < n; i++)
            y[i] += 0.1 * k2[i];
    }
    return y[n - 1];
}

/* What a call of fill does to w is read before the call before it. */
// CHECK-LABEL: static void fill_rev(
// CHECK:      w_b[i] = 0.0;
static void fill(int n, double a, const double *x, double *w)
{
    for (int i = 0; i < n; i++)
        w[i] = a * x[i];
}

// CHECK-LABEL: double read_again_b(
// CHECK:      memset(w_b, 0, sizeof w_b);
// CHECK:      fill_rev(
ADCC_ADJOINT(wrt(x), of(return))
double read_again(int n, const double *x)
{
    double w[n], sum = 0.0;
    for (int i = 0; i < n; i++)
        w[i] = x[i];
    for (int s = 0; s < 3; s++) {
        if (s)
            fill(n, s, x, w);
        sum += w[s] * w[0];
    }
    return sum;
}

/* Two elements of v are not filled. */
// CHECK-LABEL: static void all_rev(
// CHECK:      y_b[i] += 2.0 * y[i] * z_b[i];
static void all(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = y[i] * y[i];
}

// CHECK-LABEL: double longer_b(
// CHECK:      memset(v_b, 0, sizeof v_b);
// CHECK:      all_rev(n, v, v_b, z_b);
ADCC_ADJOINT(wrt(x), of(return))
double longer(int n, const double *x)
{
    double v[n + 2], z[n], sum = 0.0;
    for (int i = 0; i < n + 2; i++)
        v[i] = x[i] * x[i];
    all(n, v, z);
    for (int i = 0; i < n; i++)
        sum += z[i] * z[i];
    return sum;
}
