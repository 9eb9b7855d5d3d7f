/* hand.c - the adjoint of misfit as a careful person writes it: the bar for adcc's.
 *
 * The forward sweep keeps the state of every step, the reverse sweep steps back through them.  The
 * adjoint of each stencil row is written as two loops, one that works out what each face passes on
 * and one that collects it, so that both vectorise.
 */
#include "hand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CALM 1.0e-3

/* Adjoint of eastward: what (j, i) passes on, all scaled by w, the adjoint of du[j][i]; 'before'
 * is u's adjoint after the step. */
static void eastward_b(int ny, int nx, double dx, const double depth[ny][nx],
                       const double eta[ny][nx], double eta_b[restrict ny][nx],
                       const double u[ny][nx], const double before[ny][nx],
                       double u_b[restrict ny][nx], const double v[ny][nx],
                       double v_b[restrict ny][nx], double dt)
{
    double centred = 0.5 / dx, nu = VISCOSITY / (dx * dx);
    double self[nx], side[nx], lift[nx], tilt[nx], east[nx], west[nx];
    memset(self, 0, sizeof self);
    memset(side, 0, sizeof side);
    memset(lift, 0, sizeof lift);
    memset(tilt, 0, sizeof tilt);
    memset(east, 0, sizeof east);
    memset(west, 0, sizeof west);
    for (int j = 1; j < ny - 1; j++) {
        for (int i = 2; i < nx - 1; i++) {
            double w = dt * before[j][i], here = u[j][i];
            double across = 0.25 * (v[j][i - 1] + v[j][i] + v[j + 1][i - 1] + v[j + 1][i]);
            double h = 0.5 * (depth[j][i - 1] + eta[j][i - 1] + depth[j][i] + eta[j][i]);
            double speed = sqrt(here * here + across * across + CALM * CALM);
            double drag = DRAG / (h * speed), along = u[j][i + 1] - u[j][i - 1];
            double skew = centred * across * w, keep = nu * w, push = centred * here * w;
            self[i] = -w * (centred * along + drag * (speed * speed + here * here)) - 4.0 * keep;
            side[i] = 0.25 * w * (CORIOLIS - centred * (u[j + 1][i] - u[j - 1][i]) -
                                  drag * here * across);
            lift[i] = 0.5 * w * drag * speed * speed * here / h;
            tilt[i] = GRAVITY / dx * w;
            east[i] = keep - push;
            west[i] = keep + push;
            u_b[j + 1][i] += keep - skew;
            u_b[j - 1][i] += keep + skew;
        }
        for (int i = 1; i < nx - 1; i++) {
            eta_b[j][i] += lift[i] + lift[i + 1] + tilt[i + 1] - tilt[i];
            u_b[j][i] += self[i] + east[i - 1] + west[i + 1];
            v_b[j][i] += side[i] + side[i + 1];
            v_b[j + 1][i] += side[i] + side[i + 1];
        }
    }
}

/* Adjoint of northward. */
static void northward_b(int ny, int nx, double dx, const double depth[ny][nx],
                        const double eta[ny][nx], double eta_b[restrict ny][nx],
                        const double u[ny][nx], double u_b[restrict ny][nx],
                        const double v[ny][nx], const double before[ny][nx],
                        double v_b[restrict ny][nx], double dt)
{
    double centred = 0.5 / dx, nu = VISCOSITY / (dx * dx);
    double self[nx], side[nx], east[nx], west[nx];
    memset(self, 0, sizeof self);
    memset(side, 0, sizeof side);
    memset(east, 0, sizeof east);
    memset(west, 0, sizeof west);
    for (int j = 2; j < ny - 1; j++) {
        for (int i = 1; i < nx - 1; i++) {
            double w = dt * before[j][i], here = v[j][i];
            double across = 0.25 * (u[j - 1][i] + u[j - 1][i + 1] + u[j][i] + u[j][i + 1]);
            double h = 0.5 * (depth[j - 1][i] + eta[j - 1][i] + depth[j][i] + eta[j][i]);
            double speed = sqrt(here * here + across * across + CALM * CALM);
            double drag = DRAG / (h * speed), along = v[j + 1][i] - v[j - 1][i];
            double skew = centred * across * w, keep = nu * w, push = centred * here * w;
            double lift = 0.5 * w * drag * speed * speed * here / h, tilt = GRAVITY / dx * w;
            self[i] = -w * (centred * along + drag * (speed * speed + here * here)) - 4.0 * keep;
            side[i] = 0.25 * w * (-CORIOLIS - centred * (v[j][i + 1] - v[j][i - 1]) -
                                  drag * here * across);
            east[i] = keep - skew;
            west[i] = keep + skew;
            v_b[j + 1][i] += keep - push;
            v_b[j - 1][i] += keep + push;
            eta_b[j][i] += lift - tilt;
            eta_b[j - 1][i] += lift + tilt;
        }
        for (int i = 1; i < nx - 1; i++) {
            v_b[j][i] += self[i] + east[i - 1] + west[i + 1];
            u_b[j - 1][i] += side[i - 1] + side[i];
            u_b[j][i] += side[i - 1] + side[i];
        }
        v_b[j][0] += west[1];
        v_b[j][nx - 1] += east[nx - 2];
        u_b[j - 1][nx - 1] += side[nx - 2];
        u_b[j][nx - 1] += side[nx - 2];
    }
}

/* Adjoint of fluxes and move_surface together; un and vn are the velocities after the step. */
static void surface_b(int ny, int nx, double dt, double dx, const double depth[ny][nx],
                      const double eta[ny][nx], double eta_b[restrict ny][nx],
                      const double un[ny][nx], double u_b[restrict ny][nx],
                      const double vn[ny][nx], double v_b[restrict ny][nx])
{
    double half = 0.5 * dt / dx, below[nx], here[nx], flow[nx];
    memcpy(here, eta_b[0], sizeof here);
    for (int j = 1; j < ny; j++) {
        memcpy(below, here, sizeof below);
        memcpy(here, eta_b[j], sizeof here);
        for (int i = 1; i < nx - 1; i++) {
            double rise = half * (here[i] - below[i]), lift = rise * vn[j][i];
            v_b[j][i] += rise * (depth[j - 1][i] + eta[j - 1][i] + depth[j][i] + eta[j][i]);
            eta_b[j][i] += lift;
            eta_b[j - 1][i] += lift;
        }
        if (j == ny - 1)
            break;
        for (int i = 1; i < nx; i++) {
            double rise = half * (here[i] - here[i - 1]);
            u_b[j][i] += rise * (depth[j][i - 1] + eta[j][i - 1] + depth[j][i] + eta[j][i]);
            flow[i] = rise * un[j][i];
        }
        for (int i = 1; i < nx - 1; i++)
            eta_b[j][i] += flow[i] + flow[i + 1];
    }
}

/* Adjoint of one step from the state (eta, u, v) to one with the velocities (un, vn). */
static void step_b(int ny, int nx, double dt, double dx, const double depth[ny][nx],
                   const double eta[ny][nx], double eta_b[ny][nx], const double u[ny][nx],
                   double u_b[ny][nx], const double v[ny][nx], double v_b[ny][nx],
                   const double un[ny][nx], const double vn[ny][nx])
{
    surface_b(ny, nx, dt, dx, depth, eta, eta_b, un, u_b, vn, v_b);
    for (int j = 2; j < ny - 1; j++) {
        v_b[j][nx - 2] += v_b[j][nx - 1];
        v_b[j][1] += v_b[j][0];
        v_b[j][nx - 1] = v_b[j][0] = 0.0;
    }
    for (int i = 2; i < nx - 1; i++) {
        u_b[ny - 2][i] += u_b[ny - 1][i];
        u_b[1][i] += u_b[0][i];
        u_b[ny - 1][i] = u_b[0][i] = 0.0;
    }
    double u_was[ny][nx], v_was[ny][nx]; /* before the two tendencies add to them */
    memcpy(u_was, u_b, sizeof u_was);
    memcpy(v_was, v_b, sizeof v_was);
    eastward_b(ny, nx, dx, depth, eta, eta_b, u, u_was, u_b, v, v_b, dt);
    northward_b(ny, nx, dx, depth, eta, eta_b, u, u_b, v, v_was, v_b, dt);
}

/* Roughness of eta, and scale times its gradient. */
static double roughness_b(int ny, int nx, const double eta[ny][nx], double eta_b[ny][nx],
                          double scale)
{
    double sum = 0.0;
    for (int j = 1; j < ny - 1; j++) {
        for (int i = 1; i < nx - 1; i++) {
            double up = j < ny - 2 ? eta[j + 1][i] - eta[j][i] : 0.0;
            double right = i < nx - 2 ? eta[j][i + 1] - eta[j][i] : 0.0;
            sum += 0.5 * (up * up + right * right);
            eta_b[j + 1][i] += scale * up;
            eta_b[j][i + 1] += scale * right;
            eta_b[j][i] -= scale * (up + right);
        }
    }
    return sum;
}

double hand_b(int ny, int nx, int steps, int every, double dt, double dx,
              const double depth[ny][nx], const double eta0[ny][nx], double eta0_b[ny][nx],
              int gauges, const int gauge_j[gauges], const int gauge_i[gauges],
              const double observed[steps / every][gauges], double smooth, double return_b)
{
    typedef double Grid[ny][nx];
    size_t size = sizeof(Grid);
    Grid *state = malloc(3 * size * (size_t)(steps + 1));
    Grid *adjoint = calloc(3, size);
    double sum = 0.0;

    memset(state, 0, 3 * size);
    memcpy(state, eta0, size);
    for (int n = 1; n <= steps; n++) {
        Grid *now = state + 3 * n;
        memcpy(now, now - 3, 3 * size);
        step(ny, nx, dt, dx, depth, now[0], now[1], now[2]);
    }
    for (int n = steps; n >= 1; n--) {
        Grid *now = state + 3 * n, *old = now - 3;
        if (n % every == 0) {
            for (int k = 0; k < gauges; k++) {
                int j = gauge_j[k], i = gauge_i[k];
                double miss = now[0][j][i] - observed[n / every - 1][k];
                sum += 0.5 * miss * miss;
                adjoint[0][j][i] += return_b * miss;
            }
        }
        step_b(ny, nx, dt, dx, depth, old[0], adjoint[0], old[1], adjoint[1], old[2], adjoint[2],
               now[1], now[2]);
    }
    double rough = roughness_b(ny, nx, eta0, eta0_b, smooth * return_b);
    for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++)
            eta0_b[j][i] += adjoint[0][j][i];
    free(state);
    free(adjoint);
    return sum + smooth * rough;
}
