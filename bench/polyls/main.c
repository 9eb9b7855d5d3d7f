/* main.c - least squares with a polynomial of random coefficients. */
#include "../common.h"
#include "polyls.h"
#include "polyls_grad.h"

#include <stdio.h>

int polyls_points;
static int m;
static double *x;

static void set_up(int size, Case *c)
{
    static const int sizes[][2] = {{20, 5}, {1000, 8}, {10000, 64}, {1000000, 16}};
    int n = polyls_points = sizes[size][0];
    m = sizes[size][1];
    c->inputs = (size_t)m;
    c->x = x = bench_array(c->inputs);
    bench_fill(x, c->inputs, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "n=%d m=%d", n, m);
}

static double primal(void)
{
    return polyls(polyls_points, m, x);
}

static double adcc(double *b)
{
    return polyls_b(polyls_points, m, x, b, 1.0);
}

static double hand(double *b)
{
    return polyls_hand(polyls_points, m, x, b);
}

const Problem problem = {"polyls", 4, set_up, primal, adcc, hand, .large = 0};
