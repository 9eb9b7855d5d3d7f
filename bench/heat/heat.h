#ifndef HEAT_H
#define HEAT_H

#include <adcc.h>

ADCC_CHECK(n = 5, m = 6, steps = 4, start[n * m] = uniform(-1, 1), k[n * m] = uniform(0.1, 0.2),
           target[n * m] = uniform(-1, 1))
ADCC_ADJOINT(wrt(start[n * m], k[n * m]), of(return))
double heat(int n, int m, int steps, const double *start, const double *k, const double *target);

double heat_hand(int n, int m, int steps, const double *start, double *start_b, const double *k,
                 double *k_b, const double *target);

struct Data {
    int n, m, steps;
    double *target;
};
extern struct Data data;

#endif
