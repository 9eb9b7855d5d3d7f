/* misfit.c - the cost function of the twin experiment: model run against gauge readings.
 *
 *   misfit(eta0) = 1/2 sum over times t, gauges k of (seen[t][k] - observed[t][k])^2
 *                + smooth * roughness(eta0)
 *
 * adcc makes its gradient: adcc model.c misfit.c -o misfit_grad.c
 */
#include "shallow_water.h"

void record(int ny, int nx, int steps, int every, double dt, double dx,
            const double depth[ny][nx], const double eta0[ny][nx], int gauges,
            const int gauge_j[gauges], const int gauge_i[gauges],
            double seen[steps / every][gauges])
{
    double eta[ny][nx], u[ny][nx], v[ny][nx];
    for (int j = 0; j < ny; j++) {
        for (int i = 0; i < nx; i++) {
            eta[j][i] = eta0[j][i];
            u[j][i] = 0.0;
            v[j][i] = 0.0;
        }
    }
    for (int n = 1; n <= steps; n++) {
        step(ny, nx, dt, dx, depth, eta, u, v);
        if (n % every == 0)
            for (int k = 0; k < gauges; k++)
                seen[n / every - 1][k] = eta[gauge_j[k]][gauge_i[k]];
    }
}

/* Half the sum of the squared steps from cell to cell. */
static double roughness(int ny, int nx, const double eta[ny][nx])
{
    double sum = 0.0;
    for (int j = 1; j < ny - 1; j++) {
        for (int i = 1; i < nx - 1; i++) {
            double up = j < ny - 2 ? eta[j + 1][i] - eta[j][i] : 0.0;
            double right = i < nx - 2 ? eta[j][i + 1] - eta[j][i] : 0.0;
            sum += 0.5 * (up * up + right * right);
        }
    }
    return sum;
}

double misfit(int ny, int nx, int steps, int every, double dt, double dx,
              const double depth[ny][nx], const double eta0[ny][nx], int gauges,
              const int gauge_j[gauges], const int gauge_i[gauges],
              const double observed[steps / every][gauges], double smooth)
{
    double seen[steps / every][gauges], sum = 0.0;
    record(ny, nx, steps, every, dt, dx, depth, eta0, gauges, gauge_j, gauge_i, seen);
    for (int t = 0; t < steps / every; t++) {
        for (int k = 0; k < gauges; k++) {
            double miss = seen[t][k] - observed[t][k];
            sum += 0.5 * miss * miss;
        }
    }
    return sum + smooth * roughness(ny, nx, eta0);
}
