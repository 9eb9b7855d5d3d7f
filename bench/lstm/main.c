/* main.c - the recurrent network on a random sequence. */
#include "../common.h"
#include "lstm.h"
#include "lstm_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the weights of the layers, and three rows of others */
static size_t weights;

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{2, 5, 4}, {2, 1024, 14}, {4, 1024, 14}, {4, 256, 256}};
    int l = data.layers = sizes[size][0], t = data.length = sizes[size][1];
    int n = data.width = sizes[size][2];
    weights = (size_t)(l * 8 * n);
    c->inputs = weights + 3 * (size_t)n;
    c->x = x = bench_array(c->inputs);
    data.state = bench_array((size_t)(l * 2 * n));
    data.sequence = bench_array((size_t)(t * n));
    bench_fill(x, c->inputs, -1.0, 1.0);
    bench_fill(data.state, (size_t)(l * 2 * n), -1.0, 1.0);
    for (int i = 0; i < t * n; i++)
        data.sequence[i] = bench_uniform(0.0, 1.0) < 0.5 ? 0.0 : 1.0;
    snprintf(c->label, sizeof c->label, "l=%d c=%d b=%d", l, t, n);
}

static double primal(void)
{
    return lstm(data.layers, data.length, data.width, x, x + weights, data.state, data.sequence);
}

static double adcc(double *b)
{
    return lstm_b(data.layers, data.length, data.width, x, b, x + weights, b + weights,
                  data.state, data.sequence, 1.0);
}

static double hand(double *b)
{
    return lstm_hand(data.layers, data.length, data.width, x, b, x + weights, b + weights,
                     data.state, data.sequence);
}

const Problem problem = {"lstm", 4, set_up, primal, adcc, hand, .large = 0};
