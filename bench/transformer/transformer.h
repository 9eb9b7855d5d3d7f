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

ADCC_CHECK(size[1], w[1], size->t = 3, size->d = 4, size->heads = 2, size->h = 5, size->v = 6,
           x[size->t * size->d] = uniform(-1, 1), next[size->t] = i,
           w->gain1[4] = uniform(0.5, 1), w->shift1[4] = uniform(-1, 1),
           w->query[16] = uniform(-1, 1), w->key[16] = uniform(-1, 1), w->value[16] = uniform(-1, 1),
           w->mixed[16] = uniform(-1, 1), w->gain2[4] = uniform(0.5, 1),
           w->shift2[4] = uniform(-1, 1), w->up[20] = uniform(-1, 1), w->up_bias[5] = uniform(-1, 1),
           w->down[20] = uniform(-1, 1), w->down_bias[4] = uniform(-1, 1),
           w->out[24] = uniform(-1, 1))
ADCC_ADJOINT(wrt(x, w), of(return))
double transformer(const Sizes *size, const double *x, const Weights *w, const int *next);

double transformer_hand(const Sizes *size, const double *x, double *x_b, const Weights *w,
                        Weights *w_b, const int *next);

#endif
