/* hand.c - the four states at which slopes are taken are kept of each step, and nothing else: the
 * slopes are linear in either argument.  What would leave the cache is computed again from
 * snapshots. */
#include "../common.h"
#include "ode.h"

#include <string.h>

/* The slope at 'at', and the next state from it, in one loop. */
static void stage(int n, const double *restrict x, const double *restrict y,
                  const double *restrict at, double h, double *restrict k, double *restrict moved)
{
    k[0] = x[0];
    moved[0] = y[0] + h * k[0];
    for (int i = 1; i < n; i++) {
        k[i] = x[i] * at[i - 1];
        moved[i] = y[i] + h * k[i];
    }
}

/* k_b = scale y_b + h moved_b; what k = slope(at) gives to x, and to 'at': that goes to at_b, and
 * to sum_b. */
static void stage_b(int n, double scale, const double *restrict y_b, double h,
                    const double *restrict moved_b, const double *restrict x, double *restrict x_b,
                    const double *restrict at, double *restrict at_b, double *restrict sum_b)
{
    x_b[0] += scale * y_b[0] + h * moved_b[0];
    for (int i = 1; i < n; i++) {
        double k_b = scale * y_b[i] + h * moved_b[i];
        x_b[i] += k_b * at[i - 1];
        at_b[i - 1] = k_b * x[i];
        sum_b[i - 1] += k_b * x[i];
    }
    at_b[n - 1] = 0.0;
}

/* One step; 'at' gets the four states at which it takes slopes. */
static void step(int n, double h, const double *restrict x, double *restrict y, double *restrict at)
{
    double k1[n], k2[n], k3[n];
    memcpy(at, y, sizeof k1);
    stage(n, x, y, at, 0.5 * h, k1, at + n);
    stage(n, x, y, at + n, 0.5 * h, k2, at + 2 * n);
    stage(n, x, y, at + 2 * n, h, k3, at + 3 * n);
    y[0] += h / 6.0 * (k1[0] + 2.0 * k2[0] + 2.0 * k3[0] + x[0]);
    for (int i = 1; i < n; i++)
        y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + x[i] * at[3 * n + i - 1]);
}

static void step_b(int n, double h, const double *restrict x, double *restrict x_b,
                   double *restrict y_b, const double *restrict at)
{
    double sum_b[n], one_b[n], other_b[n];
    memcpy(sum_b, y_b, sizeof sum_b);
    memset(one_b, 0, sizeof one_b);
    stage_b(n, h / 6.0, y_b, 0.0, one_b, x, x_b, at + 3 * n, other_b, sum_b);
    stage_b(n, h / 3.0, y_b, h, other_b, x, x_b, at + 2 * n, one_b, sum_b);
    stage_b(n, h / 3.0, y_b, 0.5 * h, one_b, x, x_b, at + n, other_b, sum_b);
    stage_b(n, h / 6.0, y_b, 0.5 * h, other_b, x, x_b, at, one_b, sum_b);
    memcpy(y_b, sum_b, sizeof sum_b);
}

/* How many steps are kept in full at a time: all if they fit into the cache, else the square root. */
static int steps_kept(int n, int steps)
{
    int every = 1;
    if (32.0 * n * steps <= 512.0e3)
        return steps;
    while (every * every < steps)
        every++;
    return every;
}

double ode_hand(int n, int steps, const double *restrict x, double *restrict x_b)
{
    double h = 2.0 / steps, y[n], y_b[n], value = 0.0;
    int every = steps_kept(n, steps), marks = (steps - 1) / every + 1;
    double *snapshot = bench_scratch((size_t)n * (size_t)(marks + 4 * every));
    double *tape = snapshot + (size_t)n * (size_t)marks;
    memset(y, 0, sizeof y);
    for (int s = 0; s < (marks - 1) * every; s++) {
        if (s % every == 0)
            memcpy(snapshot + (size_t)n * (size_t)(s / every), y, sizeof y);
        step(n, h, x, y, tape);
    }
    memset(y_b, 0, sizeof y_b);
    y_b[n - 1] = 1.0;
    for (int m = marks - 1; m >= 0; m--) {
        int count = m == marks - 1 ? steps - m * every : every;
        if (m < marks - 1)
            memcpy(y, snapshot + (size_t)n * (size_t)m, sizeof y);
        for (int s = 0; s < count; s++)
            step(n, h, x, y, tape + 4 * (size_t)n * (size_t)s);
        if (m == marks - 1)
            value = y[n - 1];
        for (int s = count - 1; s >= 0; s--)
            step_b(n, h, x, x_b, y_b, tape + 4 * (size_t)n * (size_t)s);
    }
    return value;
}
