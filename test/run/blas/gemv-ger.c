/* Matrices and vectors: both orders, transposes, leading dimensions, strides, active scalars. */
// RUN: %run-all --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>

/* y = alpha op(A) x + beta y, A += beta y x', by m = 2 and n = 3 */
ADCC_ADJOINT(wrt(alpha, a, x, beta, y), of(a, y))
ADCC_TANGENT(wrt(alpha, a, x, beta, y), of(a, y))
void f(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int inc, double alpha, double a[16],
       const double x[9], double beta, double y[9])
{
    cblas_dgemv(order, trans, 2, 3, alpha, a, 4, x, inc, beta, y, -inc);
    cblas_dger(order, 2, 3, beta, y, inc, x, -inc, a, 4);
    cblas_dgemv(order, trans, 2, 3, y[1], a, 4, y, 1, 0.5, y + 4, 1);
}

/* With constants: what is overwritten is not saved. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float layers(int n, const float w[n][n], const float x[n])
{
    float y[n], z[n], s = 0.0F;
    cblas_scopy(n, x, 1, y, 1);
    for (int i = 0; i < 3; i++) {
        cblas_sgemv(CblasRowMajor, CblasNoTrans, n, n, 0.5F, w[0], n, y, 1, 0.0F, z, 1);
        for (int k = 0; k < n; k++)
            y[k] = z[k] / (1.0F + z[k] * z[k]);
        cblas_sgemv(CblasRowMajor, CblasTrans, n, n, 1.0F, w[0], n, z, 1, 1.0F, y, 1);
        s += cblas_sdot(n, y, 1, z, 1);
    }
    return s;
}

void f_d(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int inc, double alpha, double alpha_d,
         double a[16], double a_d[16], const double x[9], const double x_d[9], double beta,
         double beta_d, double y[9], double y_d[9]);
void f_b(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int inc, double alpha, double *alpha_b,
         double a[16], double a_b[16], const double x[9], double x_b[9], double beta,
         double *beta_b, double y[9], double y_b[9]);
float layers_d(int n, const float w[n][n], const float x[n], const float x_d[n], float *return_d);
float layers_b(int n, const float w[n][n], const float x[n], float x_b[n], float return_b);

int main(void)
{
    for (int i = 0; i < 8; i++) {
        enum CBLAS_ORDER order = i & 1 ? CblasRowMajor : CblasColMajor;
        enum CBLAS_TRANSPOSE trans = i & 2 ? CblasNoTrans : CblasTrans;
        int inc = i & 4 ? 1 : -3;
        IN(double, alpha, , -1, 1);
        INOUT(double, a, [16], -1, 1);
        IN(double, x, [9], -1, 1);
        IN(double, beta, , -1, 1);
        INOUT(double, y, [9], -1, 1);
        CHECK(f(order, trans, inc, alpha, a, x, beta, y),
              f_d(order, trans, inc, alpha, alpha_d, a, a_d, x, x_d, beta, beta_d, y, y_d),
              f_b(order, trans, inc, alpha, &alpha_b, a, a_b, x, x_b, beta, &beta_b, y, y_b));
    }
    const float w[2][2] = {{0.5F, 1.0F}, {-0.5F, 0.25F}};
    IN(float, x, [2], 0.3, 0.9);
    RETURNS(float);
    CHECK(ret = layers(2, w, x), ret = layers_d(2, w, x, x_d, &ret_d),
          ret = layers_b(2, w, x, x_b, ret_b));
    return check_status();
}
