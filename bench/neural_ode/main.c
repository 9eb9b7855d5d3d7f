/* main.c - a network with random weights, on random points. */
#include "../common.h"
#include "neural_ode.h"
#include "neural_ode_grad.h"

#include <stdio.h>

struct Data data;
static double *w;

static void set_up(int size, Case *c)
{
    static const int sizes[][4] = {{3, 2, 4, 5}, {100, 2, 50, 10}, {100, 16, 64, 40}, {1000, 2, 50, 40}};
    size_t d = (size_t)(data.d = sizes[size][1]), h = (size_t)(data.h = sizes[size][2]);
    size_t points = (size_t)(data.batch = sizes[size][0]) * d;
    data.steps = sizes[size][3];
    c->inputs = 2 * d * h + h + d;
    c->x = w = bench_array(c->inputs);
    data.start = bench_array(points);
    data.target = bench_array(points);
    bench_fill(w, c->inputs, -0.5, 0.5);
    bench_fill(data.start, points, -1.0, 1.0);
    bench_fill(data.target, points, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "b=%d d=%d h=%d steps=%d", data.batch, data.d, data.h,
             data.steps);
}

static double primal(void)
{
    return neural_ode(data.batch, data.d, data.h, data.steps, w, data.start, data.target);
}

static double adcc(double *b)
{
    return neural_ode_b(data.batch, data.d, data.h, data.steps, w, b, data.start, data.target,
                        1.0);
}

static double hand(double *b)
{
    return neural_ode_hand(data.batch, data.d, data.h, data.steps, w, b, data.start,
                           data.target);
}

const Problem problem = {"neural_ode", 4, set_up, primal, adcc, hand, .large = 0};
