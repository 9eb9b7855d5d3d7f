/* gmm.c - log posterior of a Gaussian mixture, as ADBench defines it.
 *
 * Filip Srajer, Zuzana Kukelova, Andrew Fitzgibbon: A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning, 2018.
 */
#include "gmm.h"

#include <math.h>

static double logsumexp(int n, const double *a)
{
    double most = a[0], sum = 0.0;
    for (int i = 1; i < n; i++)
        if (a[i] > most)
            most = a[i];
    for (int i = 0; i < n; i++)
        sum += exp(a[i] - most);
    return most + log(sum);
}

/* Logarithm of the multivariate gamma function. */
static double log_gamma_distribution(double a, int p)
{
    double out = 0.25 * p * (p - 1) * log(3.14159265358979323846);
    for (int j = 0; j < p; j++)
        out += lgamma(a - 0.5 * j);
    return out;
}

static double log_wishart_prior(int d, int k, double gamma, int m, const double *sum_q,
                                const double *q, const double *icf)
{
    int n = d + m + 1, width = d * (d + 1) / 2;
    double c = n * d * (log(gamma) - 0.5 * log(2.0)) - log_gamma_distribution(0.5 * n, d);
    double out = 0.0;
    for (int j = 0; j < k; j++) {
        double frobenius = 0.0;
        for (int i = 0; i < d; i++)
            frobenius += q[j * d + i] * q[j * d + i];
        for (int i = d; i < width; i++)
            frobenius += icf[j * width + i] * icf[j * width + i];
        out += 0.5 * gamma * gamma * frobenius - m * sum_q[j];
    }
    return out - k * c;
}

double gmm(int n, int d, int k, const double *alphas, const double *means, const double *icf,
           const double *x, double gamma, int m)
{
    int width = d * (d + 1) / 2;
    double q[k * d], sum_q[k], centred[d], scaled[d], term[k];
    double sum = 0.0;
    for (int j = 0; j < k; j++) {
        sum_q[j] = 0.0;
        for (int i = 0; i < d; i++) {
            sum_q[j] += icf[j * width + i];
            q[j * d + i] = exp(icf[j * width + i]);
        }
    }
    for (int ix = 0; ix < n; ix++) {
        for (int j = 0; j < k; j++) {
            const double *lower = icf + j * width + d; /* triangle, column by column */
            for (int i = 0; i < d; i++) {
                centred[i] = x[ix * d + i] - means[j * d + i];
                scaled[i] = q[j * d + i] * centred[i];
            }
            for (int c = 0; c < d; c++) {
                for (int r = c + 1; r < d; r++)
                    scaled[r] += lower[r - c - 1] * centred[c];
                lower += d - c - 1;
            }
            double norm = 0.0;
            for (int i = 0; i < d; i++)
                norm += scaled[i] * scaled[i];
            term[j] = alphas[j] + sum_q[j] - 0.5 * norm;
        }
        sum += logsumexp(k, term);
    }
    return -0.5 * n * d * log(2.0 * 3.14159265358979323846) + sum - n * logsumexp(k, alphas) +
           log_wishart_prior(d, k, gamma, m, sum_q, q, icf);
}
