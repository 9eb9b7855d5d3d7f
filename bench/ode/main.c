/* main.c - the differential equation, with random coefficients. */
#include "../common.h"
#include "ode.h"
#include "ode_grad.h"

#include <stdio.h>

int ode_steps;
static int n;
static double *x;

static void set_up(int size, Case *c)
{
    static const int sizes[][2] = {{5, 10}, {10, 1000}, {200, 200}, {1000, 1000}, {10000, 3000}};
    n = sizes[size][0];
    ode_steps = sizes[size][1];
    c->inputs = (size_t)n;
    c->x = x = bench_array(c->inputs);
    for (int i = 0; i < n; i++) /* the result is about the product of all 2 x[i], over n! */
        x[i] = 0.5 * (i + 1) * bench_uniform(0.99, 1.01);
    c->step = 1.0e-4 / n;
    snprintf(c->label, sizeof c->label, "n=%d steps=%d", n, ode_steps);
}

static double primal(void)
{
    return ode(n, ode_steps, x);
}

static double adcc(double *b)
{
    return ode_b(n, ode_steps, x, b, 1.0);
}

static double hand(double *b)
{
    return ode_hand(n, ode_steps, x, b);
}

const Problem problem = {"ode", 5, set_up, primal, adcc, hand, .large = 1};
