/* Cholesky factorisation into a triangle, and the log of the determinant. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double cholesky(int n, const double a[n][n], double l[n][n])
{
    double logdet = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double s = a[i][j];

            for (int k = 0; k < j; k++)
                s -= l[i][k] * l[j][k];
            if (i == j) {
                l[i][i] = sqrt(s);
                logdet += 2 * log(l[i][i]);
            } else
                l[i][j] = s / l[j][j];
        }
    return logdet;
}

double cholesky_d(int n, const double a[n][n], const double a_d[n][n], double l[n][n], double l_d[n][n],
                  double *return_d);
double cholesky_b(int n, const double a[n][n], double a_b[n][n], double l[n][n], double l_b[n][n],
                  double return_b);

int main(void)
{
    IN(double, a, [3][3], -0.5, 0.5);
    INOUT(double, l, [3][3], -1, 1);
    RETURNS(double);
    for (int i = 0; i < 3; i++)
        a[i][i] += 3;
#define A (const double(*)[3])
    CHECK(ret = cholesky(3, A a, l), ret = cholesky_d(3, A a, A a_d, l, l_d, &ret_d),
          ret = cholesky_b(3, A a, a_b, l, l_b, ret_b));
    return check_status();
}
