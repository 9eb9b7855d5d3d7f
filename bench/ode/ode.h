#ifndef ODE_H
#define ODE_H

#include <adcc.h>

ADCC_CHECK(n = 5, steps = 6, x[n] = uniform(0.5, 1.5))
ADCC_ADJOINT(wrt(x[n]), of(return))
double ode(int n, int steps, const double *x);

double ode_hand(int n, int steps, const double *x, double *x_b);

extern int ode_steps;

#endif
