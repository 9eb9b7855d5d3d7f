/* main.c - a liquid: atoms near the points of a cubic lattice. */
#include "../common.h"
#include "lennard_jones.h"
#include "lennard_jones_grad.h"

#include <stdio.h>

#define CUTOFF 2.5
#define SPACING 1.1

struct Data data;
static double *x;

/* Whether j > i, at an offset from i on a lattice of 'side' points, is to be in i's list. */
static int listed(int side, int i, const int *offset, int *j)
{
    double reach = (CUTOFF + 0.3) / SPACING;
    int square = offset[0] * offset[0] + offset[1] * offset[1] + offset[2] * offset[2];
    int a = (i / (side * side) + offset[0] + side) % side;
    int b = (i / side % side + offset[1] + side) % side, c = (i % side + offset[2] + side) % side;
    *j = (a * side + b) * side + c;
    return *j > i && square < reach * reach;
}

static void make_lists(int side)
{
    int count = 0, j, o[3];
    data.first = bench_integers((size_t)data.n + 1);
    data.neighbour = bench_integers((size_t)data.n * 62);
    for (int i = 0; i < data.n; i++) {
        for (o[0] = -2; o[0] <= 2; o[0]++)
            for (o[1] = -2; o[1] <= 2; o[1]++)
                for (o[2] = -2; o[2] <= 2; o[2]++)
                    if (listed(side, i, o, &j))
                        data.neighbour[count++] = j;
        data.first[i + 1] = count;
    }
}

static void set_up(int size, Case *c)
{
    static const int sides[] = {5, 8, 16, 40, 100};
    int side = sides[size];
    data.n = side * side * side;
    data.box = side * SPACING;
    c->inputs = 3 * (size_t)data.n;
    c->x = x = bench_array(c->inputs);
    c->step = 1.0e-7; /* few pairs are so close to the cutoff */
    c->tolerance = 1.0e-4;
    for (int i = 0; i < data.n; i++) {
        x[3 * i] = SPACING * (i / (side * side) + bench_uniform(-0.06, 0.06));
        x[3 * i + 1] = SPACING * (i / side % side + bench_uniform(-0.06, 0.06));
        x[3 * i + 2] = SPACING * (i % side + bench_uniform(-0.06, 0.06));
    }
    make_lists(side);
    snprintf(c->label, sizeof c->label, "atoms=%d", data.n);
}

static double primal(void)
{
    return lennard_jones(data.n, x, data.box, CUTOFF, data.first, data.neighbour);
}

static double adcc(double *b)
{
    return lennard_jones_b(data.n, x, b, data.box, CUTOFF, data.first, data.neighbour, 1.0);
}

static double hand(double *b)
{
    return lennard_jones_hand(data.n, x, b, data.box, CUTOFF, data.first, data.neighbour);
}

const Problem problem = {"lennard_jones", 5, set_up, primal, adcc, hand, .large = 1};
