/* The log-likelihood of a mixture of Gaussians with diagonal covariances. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double log_sum_exp(int n, const double *x)
{
    double m = x[0], s = 0;

    for (int i = 1; i < n; i++)
        m = x[i] > m ? x[i] : m;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m + log(s);
}

ADCC_ADJOINT(wrt(alpha, mean, scale), of(return))
ADCC_TANGENT(wrt(alpha, mean, scale), of(return))
double likelihood(int d, int k, int n, const double *alpha, const double *mean, const double *scale,
                  const double *x)
{
    double term[k], total = 0;

    for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++) {
            double square = 0, logs = 0;

            for (int c = 0; c < d; c++) {
                double z = (x[i * d + c] - mean[j * d + c]) * exp(scale[j * d + c]);

                square += z * z;
                logs += scale[j * d + c];
            }
            term[j] = alpha[j] + logs - 0.5 * square;
        }
        total += log_sum_exp(k, term);
    }
    return total - n * log_sum_exp(k, alpha);
}

double likelihood_d(int d, int k, int n, const double *alpha, const double *alpha_d, const double *mean,
                    const double *mean_d, const double *scale, const double *scale_d, const double *x,
                    double *return_d);
double likelihood_b(int d, int k, int n, const double *alpha, double *alpha_b, const double *mean,
                    double *mean_b, const double *scale, double *scale_b, const double *x, double return_b);

int main(void)
{
    static const double x[] = {0.1, 0.4, -0.3, 0.9, 0.5, -0.6, 1.1, 0.2};

    IN(double, alpha, [3], -1, 1);
    IN(double, mean, [6], -1, 1);
    IN(double, scale, [6], -1, 1);
    RETURNS(double);
    CHECK(ret = likelihood(2, 3, 4, alpha, mean, scale, x),
          ret = likelihood_d(2, 3, 4, alpha, alpha_d, mean, mean_d, scale, scale_d, x, &ret_d),
          ret = likelihood_b(2, 3, 4, alpha, alpha_b, mean, mean_b, scale, scale_b, x, ret_b));
    return check_status();
}
