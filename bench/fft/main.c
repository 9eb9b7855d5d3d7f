/* main.c - a random signal and filter. */
#include "../common.h"
#include "fft.h"
#include "fft_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the signal, and the filter */

static void set_up(int size, Case *c)
{
    static const int sizes[] = {16, 1024, 8192, 65536};
    size_t n = (size_t)(data.n = sizes[size]);
    c->inputs = 2 * n;
    c->x = x = bench_array(c->inputs);
    data.wanted = bench_array(n);
    bench_fill(x, c->inputs, -1.0, 1.0);
    bench_fill(data.wanted, n, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "n=%d", data.n);
}

static double primal(void)
{
    return convolution(data.n, x, x + data.n, data.wanted);
}

static double adcc(double *b)
{
    return convolution_b(data.n, x, b, x + data.n, b + data.n, data.wanted, 1.0);
}

static double hand(double *b)
{
    return convolution_hand(data.n, x, b, x + data.n, b + data.n, data.wanted);
}

const Problem problem = {"fft", 4, set_up, primal, adcc, hand, .large = 0};
