/* main.c - waves from a random source in a random medium. */
#include "../common.h"
#include "wave.h"
#include "wave_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the speeds, and the source over time */
static size_t count;

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{6, 7, 5},       {32, 32, 50},     {128, 128, 100},
                                   {512, 512, 100}, {1024, 1024, 100}};
    data.n = sizes[size][0];
    data.m = sizes[size][1];
    data.steps = sizes[size][2];
    count = (size_t)data.n * (size_t)data.m;
    c->inputs = count + (size_t)data.steps;
    c->x = x = bench_array(c->inputs);
    data.seen = bench_array((size_t)(data.m * data.steps));
    bench_fill(x, count, 0.1, 0.4);
    bench_fill(x + count, (size_t)data.steps, -1.0, 1.0);
    bench_fill(data.seen, (size_t)(data.m * data.steps), -0.1, 0.1);
    snprintf(c->label, sizeof c->label, "%dx%d steps=%d", data.n, data.m, data.steps);
}

static double primal(void)
{
    return wave(data.n, data.m, data.steps, x, x + count, data.seen);
}

static double adcc(double *b)
{
    return wave_b(data.n, data.m, data.steps, x, b, x + count, b + count, data.seen, 1.0);
}

static double hand(double *b)
{
    return wave_hand(data.n, data.m, data.steps, x, b, x + count, b + count, data.seen);
}

const Problem problem = {"wave", 5, set_up, primal, adcc, hand, .large = 1};
