#ifndef GMM_H
#define GMM_H

#include <adcc.h>

ADCC_CHECK(n = 10, d = 3, k = 4, m = 1, x[n * d] = uniform(-1, 1), gamma = 0.8)
ADCC_ADJOINT(wrt(alphas[k], means[k * d], icf[k * (d * (d + 1) / 2)]), of(return))
double gmm(int n, int d, int k, const double *alphas, const double *means, const double *icf,
           const double *x, double gamma, int m);

double gmm_hand(int n, int d, int k, const double *alphas, double *alphas_b, const double *means,
                double *means_b, const double *icf, double *icf_b, const double *x, double gamma,
                int m);

struct Data {
    int n, d, k;
    double *x;
};
extern struct Data data;

#endif
