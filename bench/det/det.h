#ifndef DET_H
#define DET_H

#include <adcc.h>

ADCC_CHECK(n = 4, a[n * n] = uniform(-1, 1))
ADCC_ADJOINT(wrt(a[n * n]), of(return))
double det(int n, const double *a);

double det_hand(int n, const double *a, double *a_b);

extern int det_size;

#endif
