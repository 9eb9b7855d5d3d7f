/* Stencils with clamped and masked neighbours, rows skipped, row windows, blocks and triangular
 * bounds. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stddef.h>

static int clamp(int i, int n)
{
    return i < 0 ? 0 : i >= n ? n - 1 : i;
}
static void blur(int ny, int nx, const double *restrict u, double *restrict v,
                 const unsigned char *mask)
{
    for (int i = 0; i < ny; i++) {
        if (mask[i * nx] == 2)
            continue;
        for (int j = 0; j < nx; j++) {
            if (mask[i * nx + j])
                continue;
            v[i * nx + j] = u[clamp(i - 1, ny) * nx + j] * u[i * nx + clamp(j + 1, nx)] +
                            0.3 * u[clamp(i + 2, ny) * nx + clamp(j - 2, nx)];
        }
    }
}
static void rows(int ny, int nx, double *u, double *tmp)
{
    for (int i = ny - 2; i >= 1; i--) {
        for (int j = 0; j < nx; j++)
            tmp[j] = u[(i - 1) * nx + j] - 2 * u[i * nx + j] + u[(i + 1) * nx + j];
        for (int j = 1; j < nx; j++)
            u[i * nx + j] += 0.1 * tmp[j] * tmp[j - 1];
    }
}
static void tri(size_t n, const double *a, double *b)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++)
            b[i] -= a[i * n + j] * b[j];
        b[i] /= 2 + a[i * n + i];
    }
    for (size_t i = n; i-- > 0;)
        for (size_t j = i + 1; j < n; j++)
            b[i] += 0.2 * a[j * n + i] * b[j];
}
static double blocks(int ny, int nx, const double *u, int b, double part[])
{
    double total = 0;
    for (int ib = 0; ib < ny; ib += b)
        for (int jb = 0; jb < nx; jb += b) {
            double s = 0, m = -INFINITY;
            for (int i = ib; i < (ib + b < ny ? ib + b : ny); i++)
                for (int j = jb; j < nx && j < jb + b; j++) {
                    s += u[i * nx + j] * u[i * nx + j];
                    m = fmax(m, u[i * nx + j]);
                }
            part[ib / b] += s * m;
            total += sqrt(s + 0.1);
        }
    return total;
}
ADCC_ADJOINT(wrt(u, v, part), of(return, u, v, part))
ADCC_TANGENT(wrt(u, v, part), of(return, u, v, part))
double f(int ny, int nx, int steps, double *u, double *v, double *part, const unsigned char *mask)
{
    double s = 0, tmp[nx];
    for (int t = 0; t < steps; t++) {
        blur(ny, nx, u, v, mask);
        if (t & 1)
            rows(ny, nx, v, tmp);
        else
            rows(ny, nx, u, tmp);
        s += blocks(ny, nx, v, 1 + t % 3, part);
        tri((size_t)(ny < nx ? ny : nx), v, u + (t % 2 ? 0 : nx - 1));
        for (int i = 0; i < ny * nx; i += 2)
            u[i] = v[i] * 0.5 + u[i] * part[i % ny];
    }
    return s;
}
double f_d(int ny, int nx, int steps, double *u, double *u_d, double *v, double *v_d, double *part,
           double *part_d, const unsigned char *mask, double *return_d);
double f_b(int ny, int nx, int steps, double *u, double *u_b, double *v, double *v_b, double *part,
           double *part_b, const unsigned char *mask, double return_b);
int main(void)
{
    static const int sizes[][2] = {{1, 1}, {1, 4}, {4, 1}, {2, 2}, {3, 3}, {5, 4}, {6, 7}};
    static const unsigned char mask[42] = {0, 1, 0, 0, 0, 0, 1, 2, 2, 0, 1, 0, 2, 0, 0, 1};
    for (int e = 0; e < 7; e++)
        for (int steps = 0; steps < 6; steps += 1 + steps) {
            INOUT(double, u, [50], -0.9, 0.9);
            INOUT(double, v, [50], -0.9, 0.9);
            INOUT(double, part, [8], 0.1, 0.5);
            RETURNS(double);
            check_tolerance(1e-9, 1e-3);
            check_if_smooth();
            CHECK(ret = f(sizes[e][0], sizes[e][1], steps, u, v, part, mask),
                  ret = f_d(sizes[e][0], sizes[e][1], steps, u, u_d, v, v_d, part, part_d, mask,
                            &ret_d),
                  ret = f_b(sizes[e][0], sizes[e][1], steps, u, u_b, v, v_b, part, part_b, mask,
                            ret_b));
        }
    return check_status();
}
