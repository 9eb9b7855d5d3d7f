#ifndef CG_H
#define CG_H

#include <adcc.h>

ADCC_CHECK(n = 5, iterations = 3, first[n + 1] = 2 * i, column[2 * n] = (i / 2 + i % 2) % n,
           a[2 * n] = 2.5 - 2.2 * (i % 2), b[n] = uniform(0.5, 1), target[n] = uniform(-1, 1))
ADCC_ADJOINT(wrt(a, b[n]), of(return))
double cg(int n, int iterations, const int *first, const int *column, const double *a,
          const double *b, const double *target);

double cg_hand(int n, int iterations, const int *first, const int *column, const double *a,
               double *a_b, const double *b, double *b_b, const double *target);

struct Data {
    int n, iterations, *first, *column;
    double *target;
};
extern struct Data data;

#endif
