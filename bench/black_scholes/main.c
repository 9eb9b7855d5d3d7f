/* main.c - an Asian option. */
#include "../common.h"
#include "black_scholes.h"
#include "black_scholes_grad.h"

#include <stdio.h>

struct Data data;
static double x[] = {1.1, 1.0, 0.05, 0.3, 1.5};

static void set_up(int size, Case *c)
{
    static const int sizes[][2] = {{50, 5}, {1000, 16}, {10000, 64}, {1000000, 100}};
    data.paths = sizes[size][0];
    data.steps = sizes[size][1];
    c->inputs = 5;
    c->x = x;
    size_t count = (size_t)data.paths * (size_t)data.steps;
    data.z = bench_array(count);
    for (size_t i = 0; i < count; i++)
        data.z[i] = bench_normal();
    c->step = 1.0e-7; /* few paths end so close to the strike */
    c->tolerance = 1.0e-5;
    snprintf(c->label, sizeof c->label, "paths=%d steps=%d", data.paths, data.steps);
}

static double primal(void)
{
    return black_scholes(data.paths, data.steps, data.z, x[0], x[1], x[2], x[3], x[4]);
}

static double adcc(double *b)
{
    return black_scholes_b(data.paths, data.steps, data.z, x[0], b, x[1], b + 1, x[2], b + 2,
                           x[3], b + 3, x[4], b + 4, 1.0);
}

static double hand(double *b)
{
    return black_scholes_hand(data.paths, data.steps, data.z, x[0], b, x[1], b + 1, x[2], b + 2,
                              x[3], b + 3, x[4], b + 4);
}

const Problem problem = {"black_scholes", 4, set_up, primal, adcc, hand, .large = 1};
