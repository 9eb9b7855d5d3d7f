/* hand.c - value and gradient of the mixture in one pass over the points, nothing saved. */
#include "gmm.h"

#include <math.h>
#include <string.h>

/* Logarithm of the sum of exponentials; weight becomes its gradient. */
static double logsumexp(int n, const double *restrict a, double *restrict weight)
{
    double most = a[0], sum = 0.0;
    for (int i = 1; i < n; i++)
        most = a[i] > most ? a[i] : most;
    for (int i = 0; i < n; i++)
        sum += weight[i] = exp(a[i] - most);
    double scale = 1.0 / sum;
    for (int i = 0; i < n; i++)
        weight[i] *= scale;
    return most + log(sum);
}

static double square(int n, const double *a)
{
    double sum = 0.0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += a[i] * a[i];
    return sum;
}

/* scaled = Q (x - mean), for one component and one point. */
static void project(int d, const double *restrict x, const double *restrict mean,
                    const double *restrict q, const double *restrict lower,
                    double *restrict centred, double *restrict scaled)
{
    for (int i = 0; i < d; i++) {
        centred[i] = x[i] - mean[i];
        scaled[i] = q[i] * centred[i];
    }
    for (int c = 0; c < d; c++) {
        double here = centred[c];
        for (int r = c + 1; r < d; r++)
            scaled[r] += lower[r - c - 1] * here;
        lower += d - c - 1;
    }
}

/* Adds -w scaled (x - mean)' to Q's adjoint, and what that gives for the mean. */
static void project_b(int d, double w, const double *restrict centred,
                      const double *restrict scaled, const double *restrict q,
                      double *restrict q_b, const double *restrict lower,
                      double *restrict lower_b, double *restrict mean_b)
{
    double scaled_b[d];
    for (int i = 0; i < d; i++) {
        scaled_b[i] = -w * scaled[i];
        q_b[i] += scaled_b[i] * centred[i];
    }
    for (int c = 0; c < d; c++) {
        double here = centred[c], here_b = q[c] * scaled_b[c];
#pragma omp simd reduction(+ : here_b)
        for (int r = c + 1; r < d; r++) {
            lower_b[r - c - 1] += scaled_b[r] * here;
            here_b += lower[r - c - 1] * scaled_b[r];
        }
        mean_b[c] -= here_b;
        lower += d - c - 1;
        lower_b += d - c - 1;
    }
}

static double prior(int n, int d, int k, double gamma, int m)
{
    int degrees = d + m + 1;
    double c = degrees * d * (log(gamma) - 0.5 * log(2.0)) -
               0.25 * d * (d - 1) * log(3.14159265358979323846);
    for (int j = 0; j < d; j++)
        c -= lgamma(0.5 * degrees - 0.5 * j);
    return -0.5 * n * d * log(2.0 * 3.14159265358979323846) - k * c;
}

double gmm_hand(int n, int d, int k, const double *restrict alphas, double *restrict alphas_b,
                const double *restrict means, double *restrict means_b,
                const double *restrict icf, double *restrict icf_b, const double *restrict x,
                double gamma, int m)
{
    int width = d * (d + 1) / 2;
    double q[k * d], q_b[k * d], sum_q[k], centred[k * d], scaled[k * d], term[k], weight[k];
    double value = prior(n, d, k, gamma, m), all_b[k];
    memset(q_b, 0, sizeof q_b);
    memset(all_b, 0, sizeof all_b);
    for (int j = 0; j < k; j++) {
        sum_q[j] = 0.0;
        for (int i = 0; i < d; i++) {
            sum_q[j] += icf[j * width + i];
            q[j * d + i] = exp(icf[j * width + i]);
        }
    }
    for (int ix = 0; ix < n; ix++) {
        for (int j = 0; j < k; j++) {
            project(d, x + ix * d, means + j * d, q + j * d, icf + j * width + d, centred + j * d,
                    scaled + j * d);
            term[j] = alphas[j] + sum_q[j] - 0.5 * square(d, scaled + j * d);
        }
        value += logsumexp(k, term, weight);
        for (int j = 0; j < k; j++) {
            all_b[j] += weight[j];
            project_b(d, weight[j], centred + j * d, scaled + j * d, q + j * d, q_b + j * d,
                      icf + j * width + d, icf_b + j * width + d, means_b + j * d);
        }
    }
    value -= n * logsumexp(k, alphas, weight);
    for (int j = 0; j < k; j++) {
        const double *lower = icf + j * width;
        value += 0.5 * gamma * gamma * (square(d, q + j * d) + square(width - d, lower + d)) -
                 m * sum_q[j];
        alphas_b[j] += all_b[j] - n * weight[j];
        for (int i = 0; i < d; i++) {
            double of_q = q_b[j * d + i] + gamma * gamma * q[j * d + i];
            icf_b[j * width + i] += all_b[j] - m + of_q * q[j * d + i];
        }
        for (int i = d; i < width; i++)
            icf_b[j * width + i] += gamma * gamma * lower[i];
    }
    return value;
}
