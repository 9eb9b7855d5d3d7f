/* CBLAS, level 1: strides of both signs, active and inactive scalars, results in place. */
// RUN: %run-all --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>

/* Everything is active. */
ADCC_ADJOINT(wrt(a, x, y), of(return, x, y))
ADCC_TANGENT(wrt(a, x, y), of(return, x, y))
double all(int incx, int incy, double a, double x[9], double y[9])
{
    double s = cblas_ddot(3, x, incx, y, incy);
    cblas_daxpy(3, a, x, incx, y, incy);
    cblas_dswap(2, x, incx, y + 1, 3);
    s += cblas_dnrm2(9, y, 1) * cblas_dasum(4, x + 1, 2);
    cblas_dscal(3, a * s, x, 3);
    cblas_drot(3, x, incx, y, incy, a, x[0]);
    cblas_dcopy(2, x, incx, y + 3, -2);
    return s + cblas_ddot(9, y, 1, y, 1);
}

/* Only x is, and what is overwritten is needed before. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float some(const float x[6], const float w[6])
{
    float y[6], z[6], s = 0.0F;
    cblas_scopy(6, w, 1, z, 1);
    cblas_saxpy(6, 2.0F, x, 1, z, -1);
    for (int i = 0; i < 3; i++) {
        cblas_scopy(6, x, 1, y, 1);
        cblas_saxpy(6, 0.5F, w, 1, y, 1);
        s += cblas_sdot(6, y, 1, z, 1) * w[cblas_isamax(6, y, 1)];
        cblas_saxpy(3, -0.25F, y, 2, z, 1);
        cblas_sscal(6, 0.75F, z, 1);
        cblas_srot(3, z, 1, z + 3, 1, 0.6F, 0.8F);
    }
    return s * cblas_snrm2(6, z, 1);
}

double all_d(int incx, int incy, double a, double a_d, double x[9], double x_d[9], double y[9],
             double y_d[9], double *return_d);
double all_b(int incx, int incy, double a, double *a_b, double x[9], double x_b[9], double y[9],
             double y_b[9], double return_b);
float some_d(const float x[6], const float x_d[6], const float w[6], float *return_d);
float some_b(const float x[6], float x_b[6], const float w[6], float return_b);

int main(void)
{
    static const int steps[] = {1, 3, -1, -4};
    for (int i = 0; i < 16; i++) {
        int incx = steps[i % 4], incy = steps[i / 4];
        IN(double, a, , 0.3, 0.9);
        INOUT(double, x, [9], 0.3, 0.9);
        INOUT(double, y, [9], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = all(incx, incy, a, x, y), ret = all_d(incx, incy, a, a_d, x, x_d, y, y_d, &ret_d),
              ret = all_b(incx, incy, a, &a_b, x, x_b, y, y_b, ret_b));
    }
    const float w[6] = {0.5F, 1.0F, -0.5F, 0.25F, 2.0F, 1.5F};
    IN(float, x, [6], 0.3, 0.9);
    RETURNS(float);
    CHECK(ret = some(x, w), ret = some_d(x, x_d, w, &ret_d), ret = some_b(x, x_b, w, ret_b));
    return check_status();
}
