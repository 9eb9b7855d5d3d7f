/* main.c - a five-point Laplacian with random coefficients, and a bit on the diagonal. */
#include "../common.h"
#include "cg.h"
#include "cg_grad.h"

#include <stdio.h>

struct Data data;
static double *x; /* the matrix, and the right-hand side */
static size_t entries;

/* The matrix on a square of 'side' points; x gets its entries. */
static void make_matrix(int side)
{
    static const int move[][2] = {{-1, 0}, {0, -1}, {0, 0}, {0, 1}, {1, 0}};
    int count = 0;
    for (int i = 0; i < side * side; i++) {
        for (int k = 0; k < 5; k++) {
            int r = i / side + move[k][0], c = i % side + move[k][1];
            if (r < 0 || r >= side || c < 0 || c >= side)
                continue;
            int j = r * side + c, low = i < j ? i : j, high = i < j ? j : i;
            data.column[count] = j;
            x[count++] = i == j ? 4.5 : -1.0 + 0.1 * ((low * 7 + high * 3) % 5);
        }
        data.first[i + 1] = count;
    }
}

static void set_up(int size, Case *c)
{
    static const int sizes[][2] = {{4, 5}, {30, 30}, {150, 60}, {300, 100}};
    int side = sizes[size][0], n = data.n = side * side;
    data.iterations = sizes[size][1];
    data.first = bench_integers((size_t)n + 1);
    data.column = bench_integers(5 * (size_t)n);
    x = bench_array(6 * (size_t)n);
    make_matrix(side);
    entries = (size_t)data.first[n];
    c->inputs = entries + (size_t)n;
    c->x = x;
    data.target = bench_array((size_t)n);
    bench_fill(x + entries, (size_t)n, -1.0, 1.0);
    bench_fill(data.target, (size_t)n, -1.0, 1.0);
    snprintf(c->label, sizeof c->label, "n=%d iterations=%d", n, data.iterations);
}

static double primal(void)
{
    return cg(data.n, data.iterations, data.first, data.column, x, x + entries, data.target);
}

static double adcc(double *b)
{
    return cg_b(data.n, data.iterations, data.first, data.column, x, b, x + entries, b + entries,
                data.target, 1.0);
}

static double hand(double *b)
{
    return cg_hand(data.n, data.iterations, data.first, data.column, x, b, x + entries,
                   b + entries, data.target);
}

const Problem problem = {"cg", 4, set_up, primal, adcc, hand, .large = 0};
