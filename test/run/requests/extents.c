/* Extents in the annotation, as expressions of the parameters. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
ADCC_TANGENT(wrt(a[n * m], x[m]), of(y[n]))
void f(int n, int m, const double *a, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double s = 0;

        for (int j = 0; j < m; j++)
            s += a[i * m + j] * x[j];
        y[i] = s * s;
    }
}

void f_d(int n, int m, const double *a, const double *a_d, const double *x, const double *x_d, double *y,
         double *y_d);
void f_b(int n, int m, const double *a, double *a_b, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, a, [6], -1, 1);
    IN(double, x, [3], -1, 1);
    OUT(double, y, [2]);
    CHECK(f(2, 3, a, x, y), f_d(2, 3, a, a_d, x, x_d, y, y_d), f_b(2, 3, a, a_b, x, x_b, y, y_b));
    return check_status();
}
