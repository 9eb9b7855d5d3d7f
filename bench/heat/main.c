/* main.c - the heat equation from a random field towards another. */
#include "../common.h"
#include "heat.h"
#include "heat_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the field at the start, and the conductivity */
static size_t count;

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{6, 7, 5},       {32, 32, 50},     {128, 128, 100},
                                   {512, 512, 100}, {1024, 1024, 100}};
    data.n = sizes[size][0];
    data.m = sizes[size][1];
    data.steps = sizes[size][2];
    count = (size_t)data.n * (size_t)data.m;
    c->inputs = 2 * count;
    c->x = x = bench_array(c->inputs);
    data.target = bench_array(count);
    bench_fill(x, count, -1.0, 1.0);
    bench_fill(x + count, count, 0.1, 0.2);
    bench_fill(data.target, count, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "%dx%d steps=%d", data.n, data.m, data.steps);
}

static double primal(void)
{
    return heat(data.n, data.m, data.steps, x, x + count, data.target);
}

static double adcc(double *b)
{
    return heat_b(data.n, data.m, data.steps, x, b, x + count, b + count, data.target, 1.0);
}

static double hand(double *b)
{
    return heat_hand(data.n, data.m, data.steps, x, b, x + count, b + count, data.target);
}

const Problem problem = {"heat", 5, set_up, primal, adcc, hand, .large = 1};
