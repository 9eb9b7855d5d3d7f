#ifndef WAVE_H
#define WAVE_H

#include <adcc.h>

ADCC_CHECK(n = 6, m = 7, steps = 6, speed[n * m] = uniform(0.1, 0.4),
           source[steps] = uniform(-1, 1), seen[m * steps] = uniform(-1, 1))
ADCC_ADJOINT(wrt(speed[n * m], source[steps]), of(return))
double wave(int n, int m, int steps, const double *speed, const double *source, const double *seen);

double wave_hand(int n, int m, int steps, const double *speed, double *speed_b,
                 const double *source, double *source_b, const double *seen);

struct Data {
    int n, m, steps;
    double *seen;
};
extern struct Data data;

#endif
