/* lbm.c - how far the flow of a lattice Boltzmann fluid is from a target in the end: two dimensions,
 * nine velocities, relaxation to equilibrium by omega, periodic.
 *
 * Yuehong Qian, Dominique d'Humieres, Pierre Lallemand: Lattice BGK models for Navier-Stokes
 * equation, 1992.
 */
#include "lbm.h"

#include <stdlib.h>
#include <string.h>

static const int cx[9] = {0, 1, 0, -1, 0, 1, -1, -1, 1}, cy[9] = {0, 0, 1, 0, -1, 1, 1, -1, -1};
static const double weight[9] = {4.0 / 9.0,  1.0 / 9.0,  1.0 / 9.0,  1.0 / 9.0, 1.0 / 9.0,
                                 1.0 / 36.0, 1.0 / 36.0, 1.0 / 36.0, 1.0 / 36.0};

/* f and next: nine values a cell. */
static void step(int n, int m, const double *omega, const double *f, double *next)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            const double *here = f + 9 * (i * m + j);
            double density = 0.0, x = 0.0, y = 0.0;
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
                int to = (i + cx[k] + n) % n * m + (j + cy[k] + m) % m;
                next[9 * to + k] = here[k] + omega[i * m + j] * (rest - here[k]);
            }
        }
}

double lbm(int n, int m, int steps, const double *start, const double *omega, const double *target)
{
    size_t bytes = 9 * (size_t)n * (size_t)m * sizeof(double);
    double *f = malloc(bytes), *next = malloc(bytes), misfit = 0.0;
    memcpy(f, start, bytes);
    for (int s = 0; s < steps; s++) {
        step(n, m, omega, f, next);
        double *swap = f;
        f = next;
        next = swap;
    }
    for (int c = 0; c < n * m; c++) {
        double x = 0.0;
        for (int k = 0; k < 9; k++)
            x += cx[k] * f[9 * c + k];
        misfit += 0.5 * (x - target[c]) * (x - target[c]);
    }
    free(f);
    free(next);
    return misfit;
}
