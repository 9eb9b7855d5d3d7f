/* model.c - the shallow-water equations on a staggered grid, stepped forward and backward.
 *
 *   du/dt = f v - u du/dx - v du/dy - g d(eta)/dx - drag |u| u / h + viscosity (laplace u)
 *   dv/dt = the same with x and y exchanged, and -f u
 *   d(eta)/dt = - d(h u)/dx - d(h v)/dy,   h = depth + eta
 *
 * Each step moves the velocities with the old surface, then the surface with the new velocities.
 * On a wall the velocity across it is zero from the start and no loop below touches it.
 */
#include "shallow_water.h"

#include <math.h>

#define CALM 1.0e-3 /* m/s: keeps the drag smooth where the water rests */

/* What changes u, per second, on all faces between two cells of water. */
static void eastward(int ny, int nx, double dx, const double depth[ny][nx],
                     const double eta[ny][nx], const double u[ny][nx], const double v[ny][nx],
                     double du[restrict ny][nx])
{
    double centred = 0.5 / dx, nu = VISCOSITY / (dx * dx);
    for (int j = 1; j < ny - 1; j++) {
        for (int i = 2; i < nx - 1; i++) {
            double here = u[j][i];
            double across = 0.25 * (v[j][i - 1] + v[j][i] + v[j + 1][i - 1] + v[j + 1][i]);
            double h = 0.5 * (depth[j][i - 1] + eta[j][i - 1] + depth[j][i] + eta[j][i]);
            double speed = sqrt(here * here + across * across + CALM * CALM);
            double east = u[j][i + 1], west = u[j][i - 1];
            double north = u[j + 1][i], south = u[j - 1][i];
            du[j][i] = CORIOLIS * across - GRAVITY / dx * (eta[j][i] - eta[j][i - 1]) -
                       centred * (here * (east - west) + across * (north - south)) -
                       DRAG * speed * here / h + nu * (east + west + north + south - 4.0 * here);
        }
    }
}

/* What changes v, per second. */
static void northward(int ny, int nx, double dx, const double depth[ny][nx],
                      const double eta[ny][nx], const double u[ny][nx], const double v[ny][nx],
                      double dv[restrict ny][nx])
{
    double centred = 0.5 / dx, nu = VISCOSITY / (dx * dx);
    for (int j = 2; j < ny - 1; j++) {
        for (int i = 1; i < nx - 1; i++) {
            double here = v[j][i];
            double across = 0.25 * (u[j - 1][i] + u[j - 1][i + 1] + u[j][i] + u[j][i + 1]);
            double h = 0.5 * (depth[j - 1][i] + eta[j - 1][i] + depth[j][i] + eta[j][i]);
            double speed = sqrt(here * here + across * across + CALM * CALM);
            double east = v[j][i + 1], west = v[j][i - 1];
            double north = v[j + 1][i], south = v[j - 1][i];
            dv[j][i] = -CORIOLIS * across - GRAVITY / dx * (eta[j][i] - eta[j - 1][i]) -
                       centred * (across * (east - west) + here * (north - south)) -
                       DRAG * speed * here / h + nu * (east + west + north + south - 4.0 * here);
        }
    }
}

/* Moves the velocities by dt; the water slips along the walls, so the shore mirrors it. */
static void move_velocity(int ny, int nx, double dt, const double du[ny][nx],
                          const double dv[ny][nx], double u[restrict ny][nx],
                          double v[restrict ny][nx])
{
    for (int j = 1; j < ny - 1; j++)
        for (int i = 2; i < nx - 1; i++)
            u[j][i] += dt * du[j][i];
    for (int j = 2; j < ny - 1; j++)
        for (int i = 1; i < nx - 1; i++)
            v[j][i] += dt * dv[j][i];
    for (int i = 2; i < nx - 1; i++) {
        u[0][i] = u[1][i];
        u[ny - 1][i] = u[ny - 2][i];
    }
    for (int j = 2; j < ny - 1; j++) {
        v[j][0] = v[j][1];
        v[j][nx - 1] = v[j][nx - 2];
    }
}

/* Volume that crosses the west (fx) and south (fy) face of each cell, per metre and second. */
static void fluxes(int ny, int nx, const double depth[ny][nx], const double eta[ny][nx],
                   const double u[ny][nx], const double v[ny][nx], double fx[restrict ny][nx],
                   double fy[restrict ny][nx])
{
    for (int j = 1; j < ny - 1; j++)
        for (int i = 1; i < nx; i++)
            fx[j][i] = 0.5 * (depth[j][i - 1] + eta[j][i - 1] + depth[j][i] + eta[j][i]) * u[j][i];
    for (int j = 1; j < ny; j++)
        for (int i = 1; i < nx - 1; i++)
            fy[j][i] = 0.5 * (depth[j - 1][i] + eta[j - 1][i] + depth[j][i] + eta[j][i]) * v[j][i];
}

/* Moves the surface by what flows in and out of each cell: no drop is lost. */
static void move_surface(int ny, int nx, double dt, double dx, const double fx[ny][nx],
                         const double fy[ny][nx], double eta[restrict ny][nx])
{
    for (int j = 1; j < ny - 1; j++)
        for (int i = 1; i < nx - 1; i++)
            eta[j][i] -= dt / dx * (fx[j][i + 1] - fx[j][i] + fy[j + 1][i] - fy[j][i]);
}

void step(int ny, int nx, double dt, double dx, const double depth[ny][nx], double eta[ny][nx],
          double u[ny][nx], double v[ny][nx])
{
    double du[ny][nx], dv[ny][nx];
    eastward(ny, nx, dx, depth, eta, u, v, du);
    northward(ny, nx, dx, depth, eta, u, v, dv);
    move_velocity(ny, nx, dt, du, dv, u, v);

    double fx[ny][nx], fy[ny][nx];
    fluxes(ny, nx, depth, eta, u, v, fx, fy);
    move_surface(ny, nx, dt, dx, fx, fy, eta);
}
