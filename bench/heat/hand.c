/* hand.c - the adjoint of a stencil is a stencil; fields are computed again from snapshots if they
 * would not fit into the cache, and what is kept is computed where it is kept. */
#include "../common.h"
#include "heat.h"

#include <string.h>

static void step(int n, int m, const double *restrict k, const double *restrict u,
                 double *restrict next)
{
    memcpy(next, u, (size_t)m * sizeof *u);
    memcpy(next + (n - 1) * m, u + (n - 1) * m, (size_t)m * sizeof *u);
    for (int i = 1; i < n - 1; i++) {
        next[i * m] = u[i * m];
        next[i * m + m - 1] = u[i * m + m - 1];
#pragma omp simd
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            next[at] = u[at] + k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] -
                                        4.0 * u[at]);
        }
    }
}

/* In: the adjoint of the field after the step.  Out: u_b, that before; on the rim of k, which has no
 * part in it, k must be zero here. */
static void step_b(int n, int m, const double *restrict k, double *restrict k_b,
                   const double *restrict u, double *restrict u_b, const double *restrict next_b)
{
    for (int i = 0; i < n; i++) {
        int up = i > 0 ? m : 0, down = i < n - 1 ? m : 0, first = i * m, last = i * m + m - 1;
        if (i > 0 && i < n - 1)
#pragma omp simd
            for (int at = first + 1; at < last; at++) {
                k_b[at] += next_b[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] -
                                         4.0 * u[at]);
                u_b[at] = next_b[at] * (1.0 - 4.0 * k[at]) + k[at - m] * next_b[at - m] +
                          k[at + m] * next_b[at + m] + k[at - 1] * next_b[at - 1] +
                          k[at + 1] * next_b[at + 1];
            }
        else
            for (int at = first + 1; at < last; at++)
                u_b[at] = next_b[at] + (up ? k[at - m] * next_b[at - m] : 0.0) +
                          (down ? k[at + m] * next_b[at + m] : 0.0);
        u_b[first] = next_b[first] + k[first + 1] * next_b[first + 1];
        u_b[last] = next_b[last] + k[last - 1] * next_b[last - 1];
    }
}

/* How many fields are kept at a time: all if they fit into the cache, else the square root. */
static int fields_kept(size_t bytes, int steps)
{
    int every = 1;
    if (bytes * (size_t)steps <= 512u << 10)
        return steps;
    while (every * every < steps)
        every++;
    return every;
}

/* The conductivity with a rim of zeros, from which nothing flows. */
static void inner(int n, int m, const double *k, double *copy)
{
    memset(copy, 0, (size_t)n * (size_t)m * sizeof *copy);
    for (int i = 1; i < n - 1; i++)
        memcpy(copy + i * m + 1, k + i * m + 1, (size_t)(m - 2) * sizeof *k);
}

double heat_hand(int n, int m, int steps, const double *restrict start, double *restrict start_b,
                 const double *restrict k, double *restrict k_b, const double *restrict target)
{
    size_t count = (size_t)n * (size_t)m, bytes = count * sizeof(double);
    int every = fields_kept(bytes, steps), marks = (steps - 1) / every + 1;
    double *field = bench_scratch(count * (size_t)(marks + every + 4)), misfit = 0.0;
    double *kept = field + count * (size_t)marks, *b = kept + count * (size_t)(every + 1);
    double *other_b = b + count, *flow = other_b + count;
    inner(n, m, k, flow);
    memcpy(field, start, bytes);
    for (int mark = 0; mark < marks - 1; mark++) {
        const double *from = field + count * (size_t)mark;
        for (int s = 0; s < every; s++) {
            double *to = s == every - 1 ? field + count * (size_t)(mark + 1)
                                        : kept + count * (size_t)(s & 1);
            step(n, m, flow, from, to);
            from = to;
        }
    }
    for (int mark = marks - 1; mark >= 0; mark--) {
        int here = mark == marks - 1 ? steps - mark * every : every;
        int forward = mark == marks - 1 ? here : here - 1;
        memcpy(kept, field + count * (size_t)mark, bytes);
        for (int s = 0; s < forward; s++)
            step(n, m, flow, kept + count * (size_t)s, kept + count * (size_t)(s + 1));
        if (mark == marks - 1) {
            const double *u = kept + count * (size_t)here;
            for (size_t i = 0; i < count; i++) {
                b[i] = u[i] - target[i];
                misfit += 0.5 * b[i] * b[i];
            }
        }
        for (int s = here - 1; s >= 0; s--) {
            step_b(n, m, flow, k_b, kept + count * (size_t)s, other_b, b);
            double *swap = b;
            b = other_b;
            other_b = swap;
        }
    }
    for (size_t i = 0; i < count; i++)
        start_b[i] += b[i];
    return misfit;
}
