#ifndef LOGSUMEXP_H
#define LOGSUMEXP_H

#include <adcc.h>

ADCC_CHECK(n = 20, x[n] = uniform(-3, 3))
ADCC_ADJOINT(wrt(x[n]), of(return))
double logsumexp(int n, const double *x);

double logsumexp_hand(int n, const double *x, double *x_b);

#endif
