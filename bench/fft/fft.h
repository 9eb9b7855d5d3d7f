#ifndef FFT_H
#define FFT_H

#include <adcc.h>

ADCC_CHECK(n = 8, x[n] = uniform(-1, 1), filter[n] = uniform(-1, 1), wanted[n] = uniform(-1, 1))
ADCC_ADJOINT(wrt(x[n], filter[n]), of(return))
double convolution(int n, const double *x, const double *filter, const double *wanted);

double convolution_hand(int n, const double *x, double *x_b, const double *filter,
                        double *filter_b, const double *wanted);

struct Data {
    int n;
    double *wanted;
};
extern struct Data data;

#endif
