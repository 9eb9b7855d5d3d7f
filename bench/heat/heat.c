/* heat.c - how far from a target the heat equation on a plate ends: explicit steps between two
 * buffers, the rim held fixed, a conductivity for each point.
 *
 * The five-point scheme: John Strikwerda, Finite Difference Schemes and Partial Differential
 * Equations, 2004.
 */
#include "heat.h"

#include <stdlib.h>
#include <string.h>

static void step(int n, int m, const double *k, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            next[at] = u[at] + k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] -
                                        4.0 * u[at]);
        }
}

double heat(int n, int m, int steps, const double *start, const double *k, const double *target)
{
    size_t bytes = (size_t)n * (size_t)m * sizeof(double);
    double *u = malloc(bytes), *next = malloc(bytes), misfit = 0.0;
    memcpy(u, start, bytes);
    memcpy(next, start, bytes);
    for (int s = 0; s < steps; s++) {
        step(n, m, k, u, next);
        double *swap = u;
        u = next;
        next = swap;
    }
    for (int i = 0; i < n * m; i++)
        misfit += 0.5 * (u[i] - target[i]) * (u[i] - target[i]);
    free(u);
    free(next);
    return misfit;
}
