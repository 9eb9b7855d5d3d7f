#ifndef LENNARD_JONES_H
#define LENNARD_JONES_H

#include <adcc.h>

ADCC_CHECK(n = 5, box = 6, cutoff = 2, first[n + 1] = i, neighbour[n] = (i + 1) % n,
           x[3 * n] = 1.05 * (i / 3) + 0.1 * (i % 3))
ADCC_ADJOINT(wrt(x[3 * n]), of(return))
double lennard_jones(int n, const double *x, double box, double cutoff, const int *first,
                     const int *neighbour);

double lennard_jones_hand(int n, const double *x, double *x_b, double box, double cutoff,
                          const int *first, const int *neighbour);

struct Data {
    int n;
    double box;
    int *first, *neighbour;
};
extern struct Data data;

#endif
