/* main.c - a European option, in a model of which the variance reaches zero now and then. */
#include "../common.h"
#include "heston.h"
#include "heston_grad.h"

#include <stdio.h>

struct Data data;
static Heston model = {1.0, 0.04, 0.02, 1.5, 0.06, 0.4, -0.6};

static void set_up(int size, Case *c)
{
    static const int sizes[][2] = {{50, 5}, {1000, 16}, {10000, 64}, {500000, 100}};
    data.paths = sizes[size][0];
    data.steps = sizes[size][1];
    c->inputs = sizeof model / sizeof(double);
    c->x = &model.spot;
    size_t count = 2 * (size_t)data.paths * (size_t)data.steps;
    data.z = bench_array(count);
    for (size_t i = 0; i < count; i++)
        data.z[i] = bench_normal();
    c->step = 1.0e-7; /* few paths come so close to the strike, or to variance zero */
    c->tolerance = 1.0e-3;
    snprintf(c->label, sizeof c->label, "paths=%d steps=%d", data.paths, data.steps);
}

static double primal(void)
{
    return heston(data.paths, data.steps, data.z, 1.0, 1.0, &model);
}

static double adcc(double *b)
{
    return heston_b(data.paths, data.steps, data.z, 1.0, 1.0, &model, (Heston *)b, 1.0);
}

static double hand(double *b)
{
    return heston_hand(data.paths, data.steps, data.z, 1.0, 1.0, &model, (Heston *)b);
}

const Problem problem = {"heston", 4, set_up, primal, adcc, hand, .large = 1};
