/* C = alpha A B + beta C, in blocks. */
// RUN: %run-all %s
#include "check.h"

#define BLOCK 2
#define MIN(a, b) ((a) < (b) ? (a) : (b))

ADCC_ADJOINT(wrt(alpha, a, b, beta, c), of(c))
ADCC_TANGENT(wrt(alpha, a, b, beta, c), of(c))
void gemm(int n, double alpha, const double *a, const double *b, double beta, double *c)
{
    for (int i = 0; i < n * n; i++)
        c[i] *= beta;
    for (int kk = 0; kk < n; kk += BLOCK)
        for (int jj = 0; jj < n; jj += BLOCK)
            for (int i = 0; i < n; i++)
                for (int k = kk; k < MIN(kk + BLOCK, n); k++) {
                    double t = alpha * a[i * n + k];

                    for (int j = jj; j < MIN(jj + BLOCK, n); j++)
                        c[i * n + j] += t * b[k * n + j];
                }
}

void gemm_d(int n, double alpha, double alpha_d, const double *a, const double *a_d, const double *b,
            const double *b_d, double beta, double beta_d, double *c, double *c_d);
void gemm_b(int n, double alpha, double *alpha_b, const double *a, double *a_b, const double *b, double *b_b,
            double beta, double *beta_b, double *c, double *c_b);

int main(void)
{
    IN(double, alpha, , -1, 1);
    IN(double, a, [9], -1, 1);
    IN(double, b, [9], -1, 1);
    IN(double, beta, , -1, 1);
    INOUT(double, c, [9], -1, 1);
    CHECK(gemm(3, alpha, a, b, beta, c), gemm_d(3, alpha, alpha_d, a, a_d, b, b_d, beta, beta_d, c, c_d),
          gemm_b(3, alpha, &alpha_b, a, a_b, b, b_b, beta, &beta_b, c, c_b));
    return check_status();
}
