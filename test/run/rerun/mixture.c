/* Independent iterations with work arrays, a callee that needs a tape of its own, and a sum. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double logsumexp(int n, const double *a)
{
    double m = a[0], s = 0.0;
    for (int i = 1; i < n; i++)
        if (a[i] > m)
            m = a[i];
    for (int i = 0; i < n; i++)
        s += exp(a[i] - m);
    return m + log(s);
}

ADCC_ADJOINT(wrt(mu, w), of(return))
ADCC_TANGENT(wrt(mu, w), of(return))
double f(int n, int k, int d, const double x[n][d], const double mu[k][d], const double w[k])
{
    double total = 0.0, term[k];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++) {
            double sq = 0.0;
            for (int l = 0; l < d; l++) {
                double r = x[i][l] - mu[j][l];
                sq += r * r;
            }
            term[j] = w[j] - 0.5 * sq;
        }
        total += logsumexp(k, term);
    }
    return total;
}

double f_d(int n, int k, int d, const double x[n][d], const double mu[k][d], const double mu_d[k][d],
           const double w[k], const double w_d[k], double *return_d);
double f_b(int n, int k, int d, const double x[n][d], const double mu[k][d], double mu_b[k][d],
           const double w[k], double w_b[k], double return_b);

int main(void)
{
    double x[4][2] = {{0.1, 0.5}, {0.9, -0.3}, {-0.7, 0.2}, {0.4, 1.1}};
    IN(double, mu, [3][2], -0.9, 0.9);
    IN(double, w, [3], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, 3, 2, x, mu, w), ret = f_d(4, 3, 2, x, mu, mu_d, w, w_d, &ret_d),
          ret = f_b(4, 3, 2, x, mu, mu_b, w, w_b, ret_b));
    return check_status();
}
