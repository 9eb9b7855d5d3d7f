/* A parameter of two dimensions, one fixed. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a, x), of(y))
ADCC_TANGENT(wrt(a, x), of(y))
void f(int m, const double a[][3], const double x[3], double *y)
{
    for (int i = 0; i < m; i++) {
        y[i] = 0;
        for (int j = 0; j < 3; j++)
            y[i] += a[i][j] * x[j] * x[j];
    }
}

void f_d(int m, const double a[][3], const double a_d[][3], const double x[3], const double x_d[3],
         double *y, double *y_d);
void f_b(int m, const double a[][3], double a_b[][3], const double x[3], double x_b[3], double *y,
         double *y_b);

int main(void)
{
    IN(double, a, [4][3], -1, 1);
    IN(double, x, [3], -1, 1);
    OUT(double, y, [4]);
    CHECK(f(4, (const double(*)[3])a, x, y),
          f_d(4, (const double(*)[3])a, (const double(*)[3])a_d, x, x_d, y, y_d),
          f_b(4, (const double(*)[3])a, a_b, x, x_b, y, y_b));
    return check_status();
}
