/* Positive definite systems: at once and by factors, either triangle, and none that is. */
// RUN: %run-all --lib=-llapacke --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>
#include <lapacke.h>
#include <math.h>

/* The log-density of a Gaussian process, up to constants: only a triangle of k is set. */
ADCC_ADJOINT(wrt(scale, x, y), of(return))
ADCC_TANGENT(wrt(scale, x, y), of(return))
double density(int layout, char uplo, int n, double scale, const double x[n], const double y[n])
{
    double k[n * n], a[n], s = 0.0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            int kept = (uplo == 'L') == (layout == LAPACK_ROW_MAJOR) ? j <= i : j >= i;
            double d = (x[i] - x[j]) / scale;
            k[i * n + j] = kept ? exp(-d * d) + (i == j) * 0.5 : 77.0;
        }
    for (int i = 0; i < n; i++)
        a[i] = y[i];
    if (LAPACKE_dpotrf(layout, uplo, n, k, n) != 0)
        return -1.0;
    LAPACKE_dpotrs(layout, uplo, n, 1, k, n, a, layout == LAPACK_ROW_MAJOR ? 1 : n);
    for (int i = 0; i < n; i++)
        s -= log(k[i * n + i]);
    return s - 0.5 * cblas_ddot(n, a, 1, y, 1);
}

/* The factor of posv is used too, or it is not. */
ADCC_ADJOINT(wrt(a, b), of(return, a, b))
ADCC_TANGENT(wrt(a, b), of(return, a, b))
double at_once(int layout, char uplo, double a[12], double b[12])
{
    double c[12], d[6];
    for (int i = 0; i < 12; i++)
        c[i] = a[i];
    for (int i = 0; i < 6; i++)
        d[i] = b[i];
    LAPACKE_dposv(layout, uplo, 3, 2, a, 4, b, 4);
    if (LAPACKE_dposv(layout, uplo, 3, 1, c, 4, d, layout == LAPACK_ROW_MAJOR ? 1 : 3) != 0)
        return 1.0;
    return d[0] * d[2];
}

double density_d(int layout, char uplo, int n, double scale, double scale_d, const double x[n],
                 const double x_d[n], const double y[n], const double y_d[n], double *return_d);
double density_b(int layout, char uplo, int n, double scale, double *scale_b, const double x[n],
                 double x_b[n], const double y[n], double y_b[n], double return_b);
double at_once_d(int layout, char uplo, double a[12], double a_d[12], double b[12], double b_d[12],
                 double *return_d);
double at_once_b(int layout, char uplo, double a[12], double a_b[12], double b[12], double b_b[12],
                 double return_b);

static void check_density(int layout, char uplo)
{
    IN(double, scale, , 0.5, 1);
    IN(double, x, [4], 0, 2);
    IN(double, y, [4], -1, 1);
    RETURNS(double);
    CHECK(ret = density(layout, uplo, 4, scale, x, y),
          ret = density_d(layout, uplo, 4, scale, scale_d, x, x_d, y, y_d, &ret_d),
          ret = density_b(layout, uplo, 4, scale, &scale_b, x, x_b, y, y_b, ret_b));
}

int main(void)
{
    for (int i = 0; i < 4; i++) {
        int layout = i & 1 ? LAPACK_ROW_MAJOR : LAPACK_COL_MAJOR;
        char uplo = i & 2 ? 'L' : 'U';
        check_density(layout, uplo);
        INOUT(double, a, [12], 0, 1);
        INOUT(double, b, [12], -1, 1);
        RETURNS(double);
        for (int k = 0; k < 3; k++)
            a[5 * k] += 3.0;
        CHECK(ret = at_once(layout, uplo, a, b),
              ret = at_once_d(layout, uplo, a, a_d, b, b_d, &ret_d),
              ret = at_once_b(layout, uplo, a, a_b, b, b_b, ret_b));
    }
    return check_status();
}
