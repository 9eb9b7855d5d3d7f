/* main.c - k-means: points around clusters, centroids somewhere. */
#include "../common.h"
#include "kmeans.h"
#include "kmeans_grad.h"

#include <stdio.h>

struct Data data;
static double *centroids;

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{30, 3, 4},    {1000, 4, 8},     {1000, 32, 25},
                                   {20000, 8, 32}, {100000, 8, 32}, {10000000, 8, 4}};
    int n = data.n = sizes[size][0], d = data.d = sizes[size][1], k = data.k = sizes[size][2];
    c->inputs = (size_t)(k * d);
    c->x = centroids = bench_array(c->inputs);
    c->step = 1.0e-6; /* few points are so close to two clusters */
    c->tolerance = 1.0e-4;
    data.x = bench_array((size_t)n * (size_t)d);
    for (size_t i = 0; i < (size_t)n * (size_t)d; i++)
        data.x[i] = bench_normal();
    for (size_t i = 0; i < c->inputs; i++)
        centroids[i] = bench_normal();
    snprintf(c->label, sizeof c->label, "n=%d d=%d k=%d", n, d, k);
}

static double primal(void)
{
    return kmeans(data.n, data.d, data.k, data.x, centroids);
}

static double adcc(double *b)
{
    return kmeans_b(data.n, data.d, data.k, data.x, centroids, b, 1.0);
}

static double hand(double *b)
{
    return kmeans_hand(data.n, data.d, data.k, data.x, centroids, b);
}

const Problem problem = {"kmeans", 6, set_up, primal, adcc, hand, .large = 1};
