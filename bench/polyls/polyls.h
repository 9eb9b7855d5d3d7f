#ifndef POLYLS_H
#define POLYLS_H

#include <adcc.h>

ADCC_CHECK(n = 20, m = 5, x[m] = uniform(-1, 1))
ADCC_ADJOINT(wrt(x[m]), of(return))
double polyls(int n, int m, const double *x);

double polyls_hand(int n, int m, const double *x, double *x_b);

extern int polyls_points;

#endif
