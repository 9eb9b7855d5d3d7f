#ifndef KMEANS_H
#define KMEANS_H

#include <adcc.h>

ADCC_CHECK(n = 12, d = 3, k = 4, x[n * d] = uniform(-1, 1), c[k * d] = uniform(-1, 1))
ADCC_ADJOINT(wrt(c[k * d]), of(return))
double kmeans(int n, int d, int k, const double *x, const double *c);

double kmeans_hand(int n, int d, int k, const double *x, const double *c, double *c_b);

struct Data {
    int n, d, k;
    double *x;
};
extern struct Data data;

#endif
