/* main.c - the determinant of a random matrix. */
#include "../common.h"
#include "det.h"
#include "det_grad.h"

#include <stdio.h>

int det_size;
static double *a;

static void set_up(int size, Case *c)
{
    static const int sizes[] = {4, 5, 7, 9};
    det_size = sizes[size];
    c->inputs = (size_t)(det_size * det_size);
    c->x = a = bench_array(c->inputs);
    bench_fill(a, c->inputs, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "n=%d", det_size);
}

static double primal(void)
{
    return det(det_size, a);
}

static double adcc(double *b)
{
    return det_b(det_size, a, b, 1.0);
}

static double hand(double *b)
{
    return det_hand(det_size, a, b);
}

const Problem problem = {"det", 4, set_up, primal, adcc, hand, .large = 0};
