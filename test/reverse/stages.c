/* An array that calls fill several times is another each time, and does not go on the tape element by element. */
// RUN: %adcc -w --disable=couple %s -o - | FileCheck %s
// RUN: %adcc -w --disable=stages,couple %s -o - | FileCheck --check-prefix=OFF %s
#include <adcc.h>

static void slope(int n, const double *x, const double *y, double *k)
{
    for (int i = 0; i < n; i++)
        k[i] = x[i] * y[i];
}

// CHECK-NOT: moved_s
// OFF:       moved_s[i] = moved[i];
static void move(int n, const double *y, double h, const double *k, double *moved)
{
    for (int i = 0; i < n; i++)
        moved[i] = y[i] + h * k[i];
}

// CHECK-LABEL: double f_b(
// CHECK:      move{{.*}}(n, x, 0.5, k, moved);
// CHECK:      move{{.*}}(n, x, 0.5, k, moved1);
// CHECK:      slope_rev(n, x, x_b, moved1, moved1_b, k_b);
// CHECK:      slope_rev(n, x, x_b, moved, moved_b, k_b);
// OFF-NOT:    moved1
ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x)
{
    double moved[n], k[n];
    slope(n, x, x, k);
    move(n, x, 0.5, k, moved);
    slope(n, x, moved, k);
    move(n, x, 0.5, k, moved);
    slope(n, x, moved, k);
    return k[n - 1];
}
