/* Products of matrices, in both orders, transposed or not, with active scalars. */
// RUN: %run-all --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>

/* The shapes are 2 by 3 by 4, behind leading dimensions of 5. */
ADCC_ADJOINT(wrt(alpha, a, b, beta, c), of(a, b, c))
ADCC_TANGENT(wrt(alpha, a, b, beta, c), of(a, b, c))
void products(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE ta, enum CBLAS_TRANSPOSE tb, double alpha,
              double a[25], double b[25], double beta, double c[25])
{
    enum CBLAS_UPLO uplo = tb == CblasTrans ? CblasUpper : CblasLower;
    enum CBLAS_SIDE side = ta == CblasTrans ? CblasLeft : CblasRight;
    cblas_dgemm(order, ta, tb, 2, 3, 4, alpha, a, 5, b, 5, beta, c, 5);
    cblas_dsymm(order, side, uplo, 2, 3, alpha, a, 5, c, 5, beta, b, 5);
    cblas_dsyrk(order, uplo, ta, 3, 2, alpha, b, 5, beta, c, 5);
    cblas_dsyr2k(order, uplo, tb, 4, 3, beta, b, 5, c, 5, alpha, a, 5);
    cblas_dgemm(order, ta, tb, 2, 3, 4, 1.0, a, 5, b, 5, 1.0, c, 5);
}

ADCC_ADJOINT(wrt(alpha, a, b), of(b))
ADCC_TANGENT(wrt(alpha, a, b), of(b))
void triangles(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
               enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, double alpha, const double a[20],
               double b[20])
{
    cblas_dtrmm(order, side, uplo, trans, diag, 2, 3, alpha, a, 4, b, 4);
    cblas_dtrsm(order, side, uplo, trans, diag, 3, 2, alpha, a, 4, b, 4);
    cblas_dtrmm(order, side, uplo, trans, diag, 2, 3, 1.0, a, 4, b, 4);
    cblas_dtrsm(order, side, uplo, trans, diag, 3, 2, 0.5, a, 4, b, 4);
}

void products_d(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE ta, enum CBLAS_TRANSPOSE tb,
                double alpha, double alpha_d, double a[25], double a_d[25], double b[25],
                double b_d[25], double beta, double beta_d, double c[25], double c_d[25]);
void products_b(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE ta, enum CBLAS_TRANSPOSE tb,
                double alpha, double *alpha_b, double a[25], double a_b[25], double b[25],
                double b_b[25], double beta, double *beta_b, double c[25], double c_b[25]);
void triangles_d(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                 enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, double alpha, double alpha_d,
                 const double a[20], const double a_d[20], double b[20], double b_d[20]);
void triangles_b(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                 enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, double alpha, double *alpha_b,
                 const double a[20], double a_b[20], double b[20], double b_b[20]);

int main(void)
{
    for (int i = 0; i < 32; i++) {
        enum CBLAS_ORDER order = i & 1 ? CblasRowMajor : CblasColMajor;
        enum CBLAS_TRANSPOSE trans = i & 2 ? CblasNoTrans : CblasTrans;
        enum CBLAS_TRANSPOSE tb = i & 4 ? CblasNoTrans : CblasTrans;
        enum CBLAS_UPLO uplo = i & 4 ? CblasUpper : CblasLower;
        enum CBLAS_DIAG diag = i & 8 ? CblasUnit : CblasNonUnit;
        enum CBLAS_SIDE side = i & 16 ? CblasLeft : CblasRight;
        IN(double, alpha, , 0.5, 1);
        IN(double, beta, , 0.5, 1);
        if (i < 8) {
            INOUT(double, a, [25], 0.5, 1);
            INOUT(double, b, [25], 0.5, 1);
            INOUT(double, c, [25], 0.5, 1);
            CHECK(products(order, trans, tb, alpha, a, b, beta, c),
                  products_d(order, trans, tb, alpha, alpha_d, a, a_d, b, b_d, beta, beta_d, c, c_d),
                  products_b(order, trans, tb, alpha, &alpha_b, a, a_b, b, b_b, beta, &beta_b, c,
                             c_b));
        }
        IN(double, k, , 0.5, 1);
        IN(double, a, [20], 0.5, 1);
        INOUT(double, b, [20], 0.5, 1);
        CHECK(triangles(order, side, uplo, trans, diag, k, a, b),
              triangles_d(order, side, uplo, trans, diag, k, k_d, a, a_d, b, b_d),
              triangles_b(order, side, uplo, trans, diag, k, &k_b, a, a_b, b, b_b));
    }
    return check_status();
}
