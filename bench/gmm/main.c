/* main.c - the mixture model: points from a few clusters, parameters somewhere. */
#include "../common.h"
#include "gmm.h"
#include "gmm_grad.h"

#include <stdio.h>

struct Data data;
static double *parameters; /* alphas, means and icf, one after the other */

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{20, 4, 3}, {1000, 2, 5}, {1000, 10, 25}, {10000, 10, 25}, {1000, 64, 25}, {1000, 128, 50}};
    int n = data.n = sizes[size][0], d = data.d = sizes[size][1], k = data.k = sizes[size][2];
    c->inputs = (size_t)(k + k * d + k * (d * (d + 1) / 2));
    c->x = parameters = bench_array(c->inputs);
    data.x = bench_array((size_t)(n * d));
    for (size_t i = 0; i < c->inputs; i++)
        parameters[i] = 0.5 * bench_normal();
    for (int i = 0; i < n * d; i++)
        data.x[i] = bench_normal();
    snprintf(c->label, sizeof c->label, "n=%d d=%d k=%d", n, d, k);
}

static double primal(void)
{
    double *means = parameters + data.k, *icf = means + data.k * data.d;
    return gmm(data.n, data.d, data.k, parameters, means, icf, data.x, 1.0, 0);
}

static double adcc(double *b)
{
    double *means = parameters + data.k, *icf = means + data.k * data.d;
    return gmm_b(data.n, data.d, data.k, parameters, b, means, b + data.k, icf,
                 b + data.k + data.k * data.d, data.x, 1.0, 0, 1.0);
}

static double hand(double *b)
{
    double *means = parameters + data.k, *icf = means + data.k * data.d;
    return gmm_hand(data.n, data.d, data.k, parameters, b, means, b + data.k, icf,
                    b + data.k + data.k * data.d, data.x, 1.0, 0);
}

const Problem problem = {"gmm", 6, set_up, primal, adcc, hand, .large = 0};
