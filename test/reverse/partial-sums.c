/* A sum in memory is saved once, where it begins. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: static void multiply_fwd(
// CHECK:      y_s[i] = y[i];
// CHECK-NEXT: y[i] = 0.0;
// CHECK-NOT:  = y[
// CHECK:      y[i1] += a[i1 * n + j] * x[j];
// CHECK-LABEL: static void multiply_rev(
static void multiply(int n, const double *a, const double *restrict x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = 0.0;
    for (int j = 0; j < n; j++)
        for (int i = 0; i < n; i++)
            y[i] += a[i * n + j] * x[j];
}

ADCC_ADJOINT(wrt(a, y), of(return))
double power(int n, const double *a, const double *restrict x, double *y)
{
    double sum = 0.0;
    multiply(n, a, x, y);
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i];
    multiply(n, a, x, y);
    for (int i = 0; i < n; i++)
        sum += y[i] * x[i] * y[i];
    return sum;
}
