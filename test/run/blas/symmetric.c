/* Symmetric and triangular matrices with vectors, of which only one triangle is looked at. */
// RUN: %run-all --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>

ADCC_ADJOINT(wrt(alpha, a, x, beta, y), of(a, x, y))
ADCC_TANGENT(wrt(alpha, a, x, beta, y), of(a, x, y))
void f(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
       enum CBLAS_DIAG diag, int inc, double alpha, double a[16], double x[9], double beta,
       double y[9])
{
    cblas_dsymv(order, uplo, 3, alpha, a, 4, x, inc, beta, y, -inc);
    cblas_dsyr(order, uplo, 3, beta, y, -inc, a, 4);
    cblas_dsyr2(order, uplo, 3, alpha, y, inc, x, -inc, a, 5);
    cblas_dtrmv(order, uplo, trans, diag, 3, a, 4, x, inc);
    cblas_dtrsv(order, uplo, trans, diag, 3, a, 5, y, inc);
}

/* The matrix has no derivative. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double quadratic(const double a[9], const double x[3])
{
    double y[3] = {1.0}, z[3], s = 0.0;
    for (int i = 0; i < 2; i++) {
        cblas_dcopy(3, x, 1, z, 1);
        cblas_dtrmv(CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, 3, a, 3, z, 1);
        cblas_dtrsv(CblasRowMajor, CblasLower, CblasTrans, CblasUnit, 3, a, 3, z, 1);
        cblas_dsymv(CblasColMajor, CblasUpper, 3, 1.0, a, 3, z, 1, 1.0, y, 1);
        s += cblas_ddot(3, y, 1, z, 1);
    }
    return s;
}

void f_d(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
         enum CBLAS_DIAG diag, int inc, double alpha, double alpha_d, double a[16], double a_d[16],
         double x[9], double x_d[9], double beta, double beta_d, double y[9], double y_d[9]);
void f_b(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
         enum CBLAS_DIAG diag, int inc, double alpha, double *alpha_b, double a[16], double a_b[16],
         double x[9], double x_b[9], double beta, double *beta_b, double y[9], double y_b[9]);
double quadratic_d(const double a[9], const double x[3], const double x_d[3], double *return_d);
double quadratic_b(const double a[9], const double x[3], double x_b[3], double return_b);

int main(void)
{
    for (int i = 0; i < 32; i++) {
        enum CBLAS_ORDER order = i & 1 ? CblasRowMajor : CblasColMajor;
        enum CBLAS_UPLO uplo = i & 2 ? CblasUpper : CblasLower;
        enum CBLAS_TRANSPOSE trans = i & 4 ? CblasNoTrans : CblasTrans;
        enum CBLAS_DIAG diag = i & 8 ? CblasUnit : CblasNonUnit;
        int inc = i & 16 ? 1 : -3;
        IN(double, alpha, , 0.5, 1);
        INOUT(double, a, [16], 0.5, 1);
        INOUT(double, x, [9], 0.5, 1);
        IN(double, beta, , 0.5, 1);
        INOUT(double, y, [9], 0.5, 1);
        CHECK(f(order, uplo, trans, diag, inc, alpha, a, x, beta, y),
              f_d(order, uplo, trans, diag, inc, alpha, alpha_d, a, a_d, x, x_d, beta, beta_d, y,
                  y_d),
              f_b(order, uplo, trans, diag, inc, alpha, &alpha_b, a, a_b, x, x_b, beta, &beta_b, y,
                  y_b));
    }
    const double a[9] = {1.0, 0.5, 0.25, -0.5, 2.0, 0.75, 0.1, 0.2, 1.5};
    IN(double, x, [3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = quadratic(a, x), ret = quadratic_d(a, x, x_d, &ret_d),
          ret = quadratic_b(a, x, x_b, ret_b));
    return check_status();
}
