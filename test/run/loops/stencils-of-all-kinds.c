/* Stencils of many kinds: periodic, radius two, row pointers, in place, three dimensions, two
 * fields. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <string.h>

typedef double real;

static void periodic(int ny, int nx, real (*restrict o)[nx], real (*restrict u)[nx])
{
    for (int i = 0; i < ny; i++) {
        const real *up = u[(i + ny - 1) % ny], *me = u[i], *dn = u[(i + 1) % ny];
        for (int j = 0; j < nx; j++) {
            int l = j ? j - 1 : nx - 1, r = j == nx - 1 ? 0 : j + 1;
            o[i][j] = 0.2 * me[j] * (up[j] + dn[j]) + me[l] - 0.3 * me[r] * me[j];
        }
    }
}
static void wide(int ny, int nx, real (*restrict o)[nx], real (*restrict u)[nx], const real k[5])
{
    for (int i = 2; i < ny - 2; i++)
        for (int j = 2; j < nx - 2; j++) {
            real s = 0;
            for (int a = -2; a <= 2; a++)
                for (int b = -2; b <= 2; b++)
                    s += k[a + 2] * k[b + 2] * u[i + a][j + b];
            o[i][j] += s * u[i][j];
        }
}
static void seidel(int ny, int nx, real *p, real w)
{
    for (int i = 1; i < ny - 1; i++)
        for (int j = 1; j < nx - 1; j++)
            p[i * nx + j] = (1 - w) * p[i * nx + j] +
                            w * 0.25 * p[(i - 1) * nx + j] * p[i * nx + j - 1] +
                            0.1 * p[(i + 1) * nx + j] + p[i * nx + j + 1] * 0.2;
}
static void flux(int ny, int nx, real (*h)[nx], real (*q)[nx], real dt)
{
    for (int i = 0; i < ny - 1; ++i)
        for (int j = 0; j < nx; ++j)
            q[i][j] -= dt * (h[i + 1][j] * h[i + 1][j] - h[i][j] * h[i][j]);
    for (int i = 1; i < ny; ++i)
        for (int j = 0; j < nx; ++j) {
            real a = q[i][j] > 0 ? h[i][j] : h[i - 1][j];
            real b = q[i - 1][j] > 0 ? h[i][j] : h[i - 1][j];
            h[i][j] -= dt * (a * q[i][j] - b * q[i - 1][j]);
        }
}

ADCC_ADJOINT(wrt(u, v, k, dt), of(return, u, v))
ADCC_TANGENT(wrt(u, v, k, dt), of(return, u, v))
real f(int ny, int nx, int steps, real *u, real *v, const real *k, real dt)
{
    real work[ny][nx], s = 0;
    memset(work, 0, sizeof work);
    for (int t = 0; t < steps; t++) {
        real(*a)[nx] = (real(*)[nx])u, (*b)[nx] = (real(*)[nx])v;
        switch (t % 4) {
        case 0:
            periodic(ny, nx, work, a);
            memcpy(a, work, sizeof work);
            break;
        case 1:
            wide(ny, nx, b, a, k);
            break;
        case 2:
            seidel(ny, nx, t & 4 ? u : v, 0.3 + dt);
            /* fall through */
        default:
            flux(ny, nx, a, b, dt);
            for (int i = ny * nx; i--;)
                u[i] *= 1 - 0.5 * work[i / nx][i % nx] * dt;
        }
        if (t > 6 && u[0] > 0)
            return s;
        s += u[t % (ny * nx)] * v[0];
    }
    for (int i = 0; i < ny; i++) {
        real row = 0;
        for (int j = i % 2; j < nx; j += 2)
            row += u[i * nx + j] * v[i * nx + j];
        s += sin(row);
    }
    return s;
}
real f_d(int ny, int nx, int steps, real *u, real *u_d, real *v, real *v_d, const real *k,
         const real *k_d, real dt, real dt_d, real *return_d);
real f_b(int ny, int nx, int steps, real *u, real *u_b, real *v, real *v_b, const real *k,
         real *k_b, real dt, real *dt_b, real return_b);
int main(void)
{
    static const int sizes[][2] = {{1, 1}, {1, 4}, {4, 1}, {2, 2}, {3, 3},
                                   {5, 5}, {5, 6}, {8, 5}, {7, 11}};
    for (int e = 0; e < 9; e++)
        for (int steps = 0; steps < 14; steps += steps < 4 ? 1 : 3) {
            int ny = sizes[e][0], nx = sizes[e][1];
            INOUT(double, u, [80], -1, 1);
            INOUT(double, v, [80], -1, 1);
            IN(double, k, [5], -0.5, 0.5);
            IN(double, dt, , 0.01, 0.1);
            RETURNS(double);
            check_if_smooth();
            CHECK(ret = f(ny, nx, steps, u, v, k, dt),
                  ret = f_d(ny, nx, steps, u, u_d, v, v_d, k, k_d, dt, dt_d, &ret_d),
                  ret = f_b(ny, nx, steps, u, u_b, v, v_b, k, k_b, dt, &dt_b, ret_b));
        }
    return check_status();
}
