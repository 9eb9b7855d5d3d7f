/* What the reverse of a loop steps back and then forward again is computed again, or saved before
 * the loop. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: double triangles_b(
// CHECK-NOT:  row_s
// CHECK:      const double *row = x + k;
// CHECK:      row += n - i
// CHECK:      const double *row = x + k;
// CHECK-NOT:  row -=
// CHECK:      row += n - i
// CHECK-NOT:  row_s
// CHECK-LABEL: double rows_b(
// CHECK:      const double *row = x + (k + o);
// CHECK-NEXT: row_s[k] = row;
// CHECK:      row += n - i
// CHECK:      const double *row = row_s[k];
// CHECK-NOT:  row -=
// CHECK:      row += n - i
ADCC_ADJOINT(wrt(y), of(return))
double triangles(int m, int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int o = 0; o < m; o++) {
        double t[m];
        for (int k = 0; k < m; k++) {
            const double *row = x + k;
            double s[n], norm = 0.0;
            for (int i = 0; i < n; i++)
                s[i] = y[i] * y[o];
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++)
                    s[j] += row[j - i] * y[i];
                row += n - i;
            }
            for (int i = 0; i < n; i++)
                norm += s[i] * s[i];
            t[k] = norm;
        }
        for (int k = 0; k < m; k++)
            sum += t[k] * t[m - 1 - k];
    }
    return sum;
}

ADCC_ADJOINT(wrt(y), of(return))
double rows(int m, int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int o = 0; o < m; o++) {
        double t[m];
        for (int k = 0; k < m; k++) {
            const double *row = x + (k + o);
            double s[n], norm = 0.0;
            for (int i = 0; i < n; i++)
                s[i] = y[i] * y[o];
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++)
                    s[j] += row[j - i] * y[i];
                row += n - i;
            }
            for (int i = 0; i < n; i++)
                norm += s[i] * s[i];
            t[k] = norm;
        }
        for (int k = 0; k < m; k++)
            sum += t[k] * t[m - 1 - k];
    }
    return sum;
}
