/* wave.c - misfit of the waves that a source sends to a row of receivers: the leapfrog
 * scheme, where the new field replaces the one before the last; 'speed' is (c dt / dx)^2.
 *
 * Albert Tarantola: Inversion of seismic reflection data in the acoustic approximation, 1984.
 */
#include "wave.h"

#include <stdlib.h>

static void step(int n, int m, const double *speed, const double *u, double *other)
{
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            other[at] = 2.0 * u[at] - other[at] +
                        speed[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}

double wave(int n, int m, int steps, const double *speed, const double *source, const double *seen)
{
    double *u = calloc((size_t)n * (size_t)m, sizeof *u), misfit = 0.0;
    double *other = calloc((size_t)n * (size_t)m, sizeof *u);
    for (int s = 0; s < steps; s++) {
        step(n, m, speed, u, other);
        other[(n / 16 + 2) * m + m / 2] += source[s];
        double *swap = u;
        u = other;
        other = swap;
        for (int j = 0; j < m; j++) {
            double missing = u[m + j] - seen[s * m + j];
            misfit += 0.5 * missing * missing;
        }
    }
    free(u);
    free(other);
    return misfit;
}
