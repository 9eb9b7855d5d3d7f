/* hand.c - the adjoint of the wave equation is a wave equation that runs backwards; what it needs
 * are the fields, kept as they are computed, or computed again from two of them. */
#include "../common.h"
#include "wave.h"

#include <string.h>

typedef struct Grid {
    int n, m;
    size_t count;
} Grid;

/* after = 2 u - before + speed laplacian u; the rim stays zero. */
static void step(Grid g, const double *restrict speed, const double *before,
                 const double *restrict u, double *after, double source)
{
    int m = g.m;
    for (int i = 1; i < g.n - 1; i++) {
#pragma omp simd
        for (int at = i * m + 1; at < i * m + m - 1; at++)
            after[at] = 2.0 * u[at] - before[at] +
                        speed[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
    }
    after[(g.n / 16 + 2) * m + m / 2] += source;
}

/* after_b goes to before_b, negated in place, and to u_b; both have rims of zeros. */
static void step_b(Grid g, const double *restrict speed, double *restrict speed_b,
                   const double *restrict u, double *restrict u_b, double *restrict after_b,
                   double *restrict scaled)
{
    int m = g.m;
    for (int i = 1; i < g.n - 1; i++)
        for (int at = i * m + 1; at < i * m + m - 1; at++)
            scaled[at] = speed[at] * after_b[at];
    for (int i = 1; i < g.n - 1; i++)
#pragma omp simd
        for (int at = i * m + 1; at < i * m + m - 1; at++) {
            speed_b[at] += after_b[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] -
                                          4.0 * u[at]);
            u_b[at] += 2.0 * after_b[at] + scaled[at - m] + scaled[at + m] + scaled[at - 1] +
                       scaled[at + 1] - 4.0 * scaled[at];
            after_b[at] = -after_b[at];
        }
}

static int fields_kept(size_t bytes, int steps)
{
    int every = 1;
    if (bytes * (size_t)steps <= 512u << 10)
        return steps;
    while (every * every < 2 * steps)
        every++;
    return every;
}

/* The reverse sweep over one stretch; kept[s + 1] is the field before step 'first + s'. */
static void backward(Grid g, int first, int count, const double *speed, double *speed_b,
                     double *source_b, const double *seen, const double *kept, double **b,
                     double *scaled)
{
    for (int s = count - 1; s >= 0; s--) {
        const double *u = kept + g.count * (size_t)(s + 1), *after = u + g.count;
        const double *row = seen + (first + s) * g.m;
        for (int j = 0; j < g.m; j++)
            b[1][g.m + j] += after[g.m + j] - row[j];
        source_b[first + s] += b[1][(g.n / 16 + 2) * g.m + g.m / 2];
        b[1][g.m] = b[1][2 * g.m - 1] = 0.0;
        step_b(g, speed, speed_b, u, b[0], b[1], scaled);
        double *swap = b[0];
        b[0] = b[1];
        b[1] = swap;
    }
}

double wave_hand(int n, int m, int steps, const double *restrict speed, double *restrict speed_b,
                 const double *restrict source, double *restrict source_b,
                 const double *restrict seen)
{
    Grid g = {n, m, (size_t)n * (size_t)m};
    int every = fields_kept(g.count * sizeof(double), steps), marks = (steps - 1) / every + 1;
    size_t bytes = g.count * sizeof(double);
    double *mark = bench_scratch(g.count * (size_t)(2 * marks + every + 5)), misfit = 0.0;
    double *kept = mark + 2 * g.count * (size_t)marks;
    double *scaled = kept + g.count * (size_t)(every + 2);
    memset(mark, 0, 2 * bytes); /* and all rims */
    memset(kept, 0, g.count * (size_t)(every + 5) * sizeof *kept);
    double *b[2] = {scaled + g.count, scaled + 2 * g.count};
    for (int part = 0; part < marks; part++) {
        int first = part * every, count = first + every < steps ? every : steps - first;
        double *two = mark + 2 * g.count * (size_t)part;
        if (part > 0)
            memcpy(two, kept + g.count * (size_t)every, 2 * bytes);
        memcpy(kept, two, 2 * bytes);
        for (int s = 0; s < count; s++) {
            double *u = kept + g.count * (size_t)(s + 1);
            step(g, speed, u - g.count, u, u + g.count, source[first + s]);
            for (int j = 0; j < m; j++) {
                double missing = u[g.count + (size_t)(m + j)] - seen[(first + s) * m + j];
                misfit += 0.5 * missing * missing;
            }
        }
    }
    for (int part = marks - 1; part >= 0; part--) {
        int first = part * every, count = first + every < steps ? every : steps - first;
        if (part < marks - 1) {
            memcpy(kept, mark + 2 * g.count * (size_t)part, 2 * bytes);
            for (int s = 0; s < count; s++) {
                double *u = kept + g.count * (size_t)(s + 1);
                step(g, speed, u - g.count, u, u + g.count, source[first + s]);
            }
        }
        backward(g, first, count, speed, speed_b, source_b, seen, kept, b, scaled);
    }
    return misfit;
}
