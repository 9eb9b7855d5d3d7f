/* basin.c - where the experiment takes place: the bottom, the wave to be found, the gauges. */
#include "shallow_water.h"

#include <math.h>
#include <stddef.h>

/* A basin of 12 to 30 m: deeper to the east, with a sand bank south of the middle. */
void basin_depth(int ny, int nx, double depth[ny][nx])
{
    for (int j = 0; j < ny; j++) {
        for (int i = 0; i < nx; i++) {
            double x = (double)i / (nx - 1), y = (double)j / (ny - 1);
            double bank = exp(-40.0 * ((x - 0.55) * (x - 0.55) + (y - 0.35) * (y - 0.35)));
            depth[j][i] = 18.0 + 12.0 * x - 12.0 * bank;
        }
    }
}

/* One hill of water of the given height (m) and width (km) around (x, y) (km). */
static double hill(double x, double y, double x0, double y0, double height, double width)
{
    double r2 = (x - x0) * (x - x0) + (y - y0) * (y - y0);
    return height * exp(-r2 / (2.0 * width * width));
}

/* The surface that the experiment starts from and then has to find again. */
void basin_surface(int ny, int nx, double dx, double eta[ny][nx])
{
    for (int j = 0; j < ny; j++) {
        for (int i = 0; i < nx; i++) {
            double x = 1.0e-3 * dx * i, y = 1.0e-3 * dx * j;
            eta[j][i] = hill(x, y, 22.0, 42.0, 1.0, 5.0) + hill(x, y, 33.0, 36.0, 0.6, 4.0) +
                        hill(x, y, 58.0, 20.0, -0.8, 6.0) + hill(x, y, 62.0, 48.0, 0.5, 4.0);
        }
    }
}

/* A gauge in every 'apart'-th cell of the water, in both directions. */
int basin_gauges(int ny, int nx, int apart, int *gauge_j, int *gauge_i)
{
    int n = 0;
    for (int j = apart / 2 + 1; j < ny - 1; j += apart) {
        for (int i = apart / 2 + 1; i < nx - 1; i += apart) {
            if (gauge_j != NULL) {
                gauge_j[n] = j;
                gauge_i[n] = i;
            }
            n++;
        }
    }
    return n;
}
