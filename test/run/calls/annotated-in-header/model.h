/* A model as its users see it. */
#ifndef MODEL_H
#define MODEL_H

#include "check.h"

ADCC_ADJOINT(wrt(q), of(return))
ADCC_TANGENT(wrt(q), of(return))
double energy(int n, const double *q);

#endif
