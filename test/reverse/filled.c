/* Adjoints of arrays that loops fill are not cleared before, nor at the end of their scope. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: double rows_b(
// CHECK:      double y_b[n];
// CHECK-NOT:  memset
// CHECK:      y_b[i{{[0-9]*}}] = 2.0 * y[i{{[0-9]*}}] * return_b;
// CHECK-NOT:  y_b[i] = 0.0
// CHECK:      return
ADCC_ADJOINT(wrt(x), of(return))
double rows(int m, int n, const double *restrict x, const double *restrict a)
{
    double sum = 0.0;
    for (int j = 0; j < m; j++) {
        double y[n];
        for (int i = 0; i < n; i++)
            y[i] = a[j] * x[i] * x[i];
        for (int i = 0; i < n; i++)
            sum += y[i] * y[i];
    }
    return sum;
}

/* The last element is not in the loop. */
// CHECK-LABEL: double most_b(
// CHECK:      memset(y_b, 0, sizeof y_b);
// CHECK:      y_b[i{{[0-9]*}}] += 2.0 * y[i{{[0-9]*}}] * return_b;
ADCC_ADJOINT(wrt(x), of(return))
double most(int n, const double *restrict x)
{
    double sum = 0.0, y[n];
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
    for (int i = 0; i < n - 1; i++)
        sum += y[i] * y[i];
    return sum;
}
