/* main.c - a fluid that moves at random at first. */
#include "../common.h"
#include "lbm.h"
#include "lbm_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the start, and the relaxation of each cell */
static size_t values;

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{4, 5, 4}, {16, 16, 20}, {64, 64, 50}, {200, 200, 50}, {256, 256, 200}};
    data.n = sizes[size][0];
    data.m = sizes[size][1];
    data.steps = sizes[size][2];
    size_t cells = (size_t)data.n * (size_t)data.m;
    values = 9 * cells;
    c->inputs = 10 * cells;
    c->x = x = bench_array(c->inputs);
    data.target = bench_array(cells);
    for (size_t i = 0; i < values; i++)
        x[i] = (i % 9 == 0 ? 0.444 : i % 9 < 5 ? 0.111 : 0.028) * bench_uniform(0.9, 1.1);
    bench_fill(x + values, cells, 0.8, 1.2);
    bench_fill(data.target, cells, -0.1, 0.1);
    snprintf(c->label, sizeof c->label, "%dx%d steps=%d", data.n, data.m, data.steps);
}

static double primal(void)
{
    return lbm(data.n, data.m, data.steps, x, x + values, data.target);
}

static double adcc(double *b)
{
    return lbm_b(data.n, data.m, data.steps, x, b, x + values, b + values, data.target, 1.0);
}

static double hand(double *b)
{
    return lbm_hand(data.n, data.m, data.steps, x, b, x + values, b + values, data.target);
}

const Problem problem = {"lbm", 5, set_up, primal, adcc, hand, .large = 1};
