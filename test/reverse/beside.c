/* What a loop puts on the tape for several variables is one block of it, in both sweeps. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w %s --disable blocks -o - | FileCheck %s --check-prefix=APART
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: static void step_fwd(
// CHECK:      double *[[A:[a-z0-9]+_s]] = adcc_reserve((0 < n ? n : 0) * ({{[0-9]}} * sizeof *[[A]]));
// CHECK-NEXT: double *[[B:[a-z0-9]+_s]] = [[A]] + (0 < n ? n : 0);
// CHECK-NOT:  adcc_reserve
// CHECK:      adcc_push_pointer([[A]]);
// CHECK-NOT:  adcc_push_pointer
// CHECK-LABEL: static void step_rev(
// CHECK:      double *[[A]] = adcc_pop_pointer();
// CHECK-NEXT: double *[[B]] = [[A]] + (0 < n ? n : 0);
// CHECK-NOT:  adcc_pop_pointer
// CHECK:      adcc_release((0 < n ? n : 0) * ({{[0-9]}} * sizeof *[[A]]));
// CHECK-NOT:  adcc_release
// CHECK-LABEL: double f_b(
// APART-NOT:  2 * sizeof
static void step(int n, double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double s = exp(x[i] * y[i]), c = tanh(x[i] - y[i]);
        x[i] = s * c + x[i];
        y[i] = y[i] * c;
    }
}

ADCC_ADJOINT(wrt(x, y), of(return))
double f(int n, int steps, double *x, double *y)
{
    for (int k = 0; k < steps; k++)
        step(n, x, y);
    return x[0] * y[n - 1];
}
