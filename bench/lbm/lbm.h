#ifndef LBM_H
#define LBM_H

#include <adcc.h>

ADCC_CHECK(n = 3, m = 4, steps = 3, start[9 * n * m] = uniform(0.5, 1),
           omega[n * m] = uniform(0.8, 1.2), target[n * m] = uniform(-1, 1))
ADCC_ADJOINT(wrt(start[9 * n * m], omega[n * m]), of(return))
double lbm(int n, int m, int steps, const double *start, const double *omega,
           const double *target);

double lbm_hand(int n, int m, int steps, const double *start, double *start_b,
                const double *omega, double *omega_b, const double *target);

struct Data {
    int n, m, steps;
    double *target;
};
extern struct Data data;

#endif
