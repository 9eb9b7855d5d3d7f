/* main.c - the logarithm of the sum of exponentials of random numbers. */
#include "../common.h"
#include "logsumexp.h"
#include "logsumexp_grad.h"

#include <stdio.h>

static int n;
static double *x;

static void set_up(int size, Case *c)
{
    static const int sizes[] = {20, 1000, 100000, 5000000, 40000000};
    n = sizes[size];
    c->inputs = (size_t)n;
    c->x = x = bench_array(c->inputs);
    c->rounding = 1.0e-14 * n; /* the entries are small, and one is a difference of sums of all */
    bench_fill(x, c->inputs, -5.0, 5.0);
    snprintf(c->label, sizeof c->label, "n=%d", n);
    if (c->rounding < 1.0e-8)
        c->rounding = 0.0;
}

static double primal(void)
{
    return logsumexp(n, x);
}

static double adcc(double *b)
{
    return logsumexp_b(n, x, b, 1.0);
}

static double hand(double *b)
{
    return logsumexp_hand(n, x, b);
}

const Problem problem = {"logsumexp", 5, set_up, primal, adcc, hand, .large = 1};
