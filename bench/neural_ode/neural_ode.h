#ifndef NEURAL_ODE_H
#define NEURAL_ODE_H

#include <adcc.h>

ADCC_CHECK(batch = 2, d = 3, h = 4, steps = 3, w[2 * d * h + h + d] = uniform(-1, 1),
           start[batch * d] = uniform(-1, 1), target[batch * d] = uniform(-1, 1))
ADCC_ADJOINT(wrt(w[2 * d * h + h + d]), of(return))
double neural_ode(int batch, int d, int h, int steps, const double *w, const double *start,
                  const double *target);

double neural_ode_hand(int batch, int d, int h, int steps, const double *w, double *w_b,
                       const double *start, const double *target);

struct Data {
    int batch, d, h, steps;
    double *start, *target;
};
extern struct Data data;

#endif
