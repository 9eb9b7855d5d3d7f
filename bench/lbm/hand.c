/* hand.c - where the function sends, its adjoint fetches: a cell is done in registers.  The fields
 * of a stretch of steps are kept where they are computed; stretches start from snapshots. */
#include "../common.h"
#include "lbm.h"

#include <string.h>

static const int cx[9] = {0, 1, 0, -1, 0, 1, -1, -1, 1}, cy[9] = {0, 0, 1, 0, -1, 1, 1, -1, -1};
static const double weight[9] = {4.0 / 9.0,  1.0 / 9.0,  1.0 / 9.0,  1.0 / 9.0, 1.0 / 9.0,
                                 1.0 / 36.0, 1.0 / 36.0, 1.0 / 36.0, 1.0 / 36.0};

/* Where the nine values of cell (i, j) go. */
static inline void goals(int n, int m, int i, int j, int *to)
{
    int row[3] = {(i > 0 ? i - 1 : n - 1) * m, i * m, (i < n - 1 ? i + 1 : 0) * m};
    int column[3] = {j > 0 ? j - 1 : m - 1, j, j < m - 1 ? j + 1 : 0};
    for (int k = 0; k < 9; k++)
        to[k] = 9 * (row[1 + cx[k]] + column[1 + cy[k]]) + k;
}

static void step(int n, int m, const double *restrict omega, const double *restrict f,
                 double *restrict next)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            const double *here = f + 9 * (i * m + j);
            double density = 0.0, x = 0.0, y = 0.0;
            int to[9];
            goals(n, m, i, j, to);
            for (int k = 0; k < 9; k++) {
                density += here[k];
                x += cx[k] * here[k];
                y += cy[k] * here[k];
            }
            x /= density;
            y /= density;
            for (int k = 0; k < 9; k++) {
                double along = 3.0 * (cx[k] * x + cy[k] * y);
                double rest = weight[k] * density *
                              (1.0 + along + 0.5 * along * along - 1.5 * (x * x + y * y));
                next[to[k]] = here[k] + omega[i * m + j] * (rest - here[k]);
            }
        }
}

static void cell_b(double omega, double *restrict omega_b, const double *restrict f,
                   const double *restrict next_b, const int *restrict to, double *restrict f_b)
{
    double density = 0.0, x = 0.0, y = 0.0, all = 0.0, of_x = 0.0, of_y = 0.0, of_density = 0.0;
    for (int k = 0; k < 9; k++) {
        density += f[k];
        x += cx[k] * f[k];
        y += cy[k] * f[k];
    }
    double over = 1.0 / density;
    x *= over;
    y *= over;
    for (int k = 0; k < 9; k++) {
        double along = 3.0 * (cx[k] * x + cy[k] * y), b = next_b[to[k]];
        double shape = weight[k] * (1.0 + along + 0.5 * along * along - 1.5 * (x * x + y * y));
        double scaled = omega * b * weight[k];
        all += b * (shape * density - f[k]);
        of_density += b * shape;
        of_x += scaled * (3.0 * cx[k] * (1.0 + along) - 3.0 * x);
        of_y += scaled * (3.0 * cy[k] * (1.0 + along) - 3.0 * y);
    }
    *omega_b += all;
    of_density = omega * of_density - (x * of_x + y * of_y);
    for (int k = 0; k < 9; k++)
        f_b[k] = (1.0 - omega) * next_b[to[k]] + of_density + cx[k] * of_x + cy[k] * of_y;
}

static void step_b(int n, int m, const double *omega, double *omega_b, const double *f,
                   double *f_b, const double *next_b)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            int c = i * m + j, to[9];
            goals(n, m, i, j, to);
            cell_b(omega[c], omega_b + c, f + 9 * c, next_b, to, f_b + 9 * c);
        }
}

static int fields_kept(size_t bytes, int steps)
{
    int every = 1;
    if (bytes * (size_t)steps <= 512u << 10)
        return steps;
    while (every * every < steps)
        every++;
    return every;
}

/* The misfit; b gets its derivative. */
static double compare(int cells, const double *restrict f, const double *restrict target,
                      double *restrict b)
{
    double misfit = 0.0;
    for (int c = 0; c < cells; c++) {
        double x = 0.0;
        for (int k = 0; k < 9; k++)
            x += cx[k] * f[9 * c + k];
        x -= target[c];
        misfit += 0.5 * x * x;
        for (int k = 0; k < 9; k++)
            b[9 * c + k] = cx[k] * x;
    }
    return misfit;
}

double lbm_hand(int n, int m, int steps, const double *start, double *start_b,
                const double *omega, double *omega_b, const double *target)
{
    size_t count = 9 * (size_t)n * (size_t)m, bytes = count * sizeof(double);
    int every = fields_kept(bytes, steps), marks = (steps - 1) / every + 1;
    double *mark = bench_scratch(count * (size_t)(marks + every + 3)), misfit = 0.0;
    double *kept = mark + count * (size_t)marks, *b = kept + count * (size_t)(every + 1);
    double *other_b = b + count;
    memcpy(kept, start, bytes);
    for (int part = 0; part < marks; part++) {
        int here = part == marks - 1 ? steps - part * every : every;
        memcpy(mark + count * (size_t)part, kept, bytes);
        for (int s = 0; s < here; s++)
            step(n, m, omega, kept + count * (size_t)s, kept + count * (size_t)(s + 1));
        if (part < marks - 1)
            memcpy(kept, kept + count * (size_t)every, bytes);
        else
            misfit = compare(n * m, kept + count * (size_t)here, target, b);
    }
    for (int part = marks - 1; part >= 0; part--) {
        int here = part == marks - 1 ? steps - part * every : every;
        memcpy(kept, mark + count * (size_t)part, bytes);
        for (int s = 0; part < marks - 1 && s < here - 1; s++)
            step(n, m, omega, kept + count * (size_t)s, kept + count * (size_t)(s + 1));
        for (int s = here - 1; s >= 0; s--) {
            step_b(n, m, omega, omega_b, kept + count * (size_t)s, other_b, b);
            double *swap = b;
            b = other_b;
            other_b = swap;
        }
    }
    for (size_t i = 0; i < count; i++)
        start_b[i] += b[i];
    return misfit;
}
