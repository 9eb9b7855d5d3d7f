#ifndef TRANSFORMER_H
#define TRANSFORMER_H

#include <adcc.h>

/* Weights, and as adjoint their derivatives: matrices by rows, [to][from]. */
typedef struct Weights {
    double *gain1, *shift1;              /* of the first layer norm: d */
    double *query, *key, *value, *mixed; /* d x d */
    double *gain2, *shift2;              /* d */
    double *up, *up_bias, *down, *down_bias; /* h x d, h, d x h, d */
    double *out;                         /* v x d */
} Weights;

typedef struct Sizes {
    int t, d, heads, h, v; /* tokens, width, heads, width of the hidden layer, vocabulary */
} Sizes;

ADCC_ADJOINT(wrt(x, w), of(return))
double transformer(const Sizes *size, const double *x, const Weights *w, const int *next);

double transformer_hand(const Sizes *size, const double *x, double *x_b, const Weights *w,
                        Weights *w_b, const int *next);

#endif
