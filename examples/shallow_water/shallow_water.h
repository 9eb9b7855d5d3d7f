/* shallow_water.h - waves in a shallow basin, and how far they are from what gauges saw.
 *
 * Staggered grid of ny x nx cells of dx metres: the surface eta and the depth sit in the middle
 * of cell (j, i), the velocity u (eastward) on its west face and v (northward) on its south face.
 * The outermost ring of cells is the shore: walls stand on its inner faces.
 */
#ifndef SHALLOW_WATER_H
#define SHALLOW_WATER_H

#include <adcc.h>

#define GRAVITY   9.81   /* m/s^2 */
#define CORIOLIS  1.0e-4 /* 1/s, at 43 degrees north */
#define DRAG      2.5e-3 /* of the bottom, dimensionless */
#define VISCOSITY 100.0  /* of the unresolved eddies, m^2/s */

/* model.c: one time step of dt seconds, in place. */
void step(int ny, int nx, double dt, double dx, const double depth[ny][nx], double eta[ny][nx],
          double u[ny][nx], double v[ny][nx]);

/* misfit.c: starts from the surface eta0 at rest and writes down what the gauges at cells
 * (gauge_j[k], gauge_i[k]) show every 'every' steps. */
void record(int ny, int nx, int steps, int every, double dt, double dx,
            const double depth[ny][nx], const double eta0[ny][nx], int gauges,
            const int gauge_j[gauges], const int gauge_i[gauges],
            double seen[steps / every][gauges]);

/* misfit.c: half the sum of squares between record and observation, plus 'smooth' times the
 * roughness of eta0. */
ADCC_CHECK(ny = 9, nx = 12, steps = 40, every = 8, dt = 1, dx = 50, smooth = 0.1, gauges = 3,
           depth = uniform(15, 20), eta0 = uniform(-0.2, 0.2), gauge_j = 2 * i + 1,
           gauge_i = 3 * i + 1, observed = uniform(-0.1, 0.1))
ADCC_ADJOINT(wrt(eta0), of(return))
ADCC_TANGENT(wrt(eta0), of(return))
double misfit(int ny, int nx, int steps, int every, double dt, double dx,
              const double depth[ny][nx], const double eta0[ny][nx], int gauges,
              const int gauge_j[gauges], const int gauge_i[gauges],
              const double observed[steps / every][gauges], double smooth);

/* basin.c: the basin of the example (nothing here is differentiated). */
void basin_depth(int ny, int nx, double depth[ny][nx]);
void basin_surface(int ny, int nx, double dx, double eta[ny][nx]);
int basin_gauges(int ny, int nx, int apart, int *gauge_j, int *gauge_i); /* how many; NULL: only count */

#endif
