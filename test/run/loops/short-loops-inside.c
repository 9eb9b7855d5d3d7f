/* Loops over columns with short loops over rows in them; a row may be there twice. */
// RUN: %run-all %s
#include "check.h"

enum { M = 12, N = 37, TILE = 4 };

/* The rows of a, times w. */
ADCC_ADJOINT(wrt(a[m * n], w[n]), of(out[m]))
ADCC_TANGENT(wrt(a[m * n], w[n]), of(out[m]))
void tiles(int m, int n, const double *restrict a, const double *restrict w, double *restrict out)
{
    const int tile = TILE;
    for (int at = 0; at < m; at += tile) {
        double sums[TILE] = {0};
        for (int i = 0; i < n; i++) {
            double w_i = w[i];
            for (int r = 0; r < tile; r++) {
                int row = at + r;
                sums[r] += a[row * n + i] * w_i;
            }
        }
        for (int r = 0; r < tile; r++)
            out[at + r] = sums[r];
    }
}

ADCC_ADJOINT(wrt(a, w), of(out[TILE]))
ADCC_TANGENT(wrt(a, w), of(out[TILE]))
void twice(int n, const int *rows, const double a[restrict][n], const double w[restrict TILE][n],
           double *restrict out)
{
    double sums[TILE] = {0};
    for (int i = 1; i < n; i++)
        for (int r = 0; r < TILE; r++)
            sums[r] += a[rows[r]][i] * w[r][i - 1];
    for (int r = 0; r < TILE; r++)
        out[r] = sums[r];
}

void tiles_d(int m, int n, const double *restrict a, const double *a_d, const double *restrict w,
             const double *w_d, double *restrict out, double *out_d);
void tiles_b(int m, int n, const double *restrict a, double *a_b, const double *restrict w,
             double *w_b, double *restrict out, double *out_b);
void twice_d(int n, const int *rows, const double a[restrict][n], const double a_d[][n],
             const double w[restrict TILE][n], const double w_d[][n], double *restrict out,
             double *out_d);
void twice_b(int n, const int *rows, const double a[restrict][n], double a_b[][n],
             const double w[restrict TILE][n], double w_b[][n], double *restrict out,
             double *out_b);

int main(void)
{
#define A (const double(*)[N])
    {
        IN(double, a, [M][N], 0.5, 1.0);
        IN(double, w, [N], 0.5, 1.0);
        OUT(double, out, [M]);
        CHECK(tiles(M, N, *a, w, out), tiles_d(M, N, *a, *a_d, w, w_d, out, out_d),
              tiles_b(M, N, *a, *a_b, w, w_b, out, out_b));
    }
    {
        const int rows[TILE] = {3, 5, 3, 3};
        IN(double, a, [M][N], 0.5, 1.0);
        IN(double, w, [TILE][N], 0.5, 1.0);
        OUT(double, out, [TILE]);
        CHECK(twice(N, rows, A a, A w, out),
              twice_d(N, rows, A a, A a_d, A w, A w_d, out, out_d),
              twice_b(N, rows, A a, a_b, A w, w_b, out, out_b));
    }
    return check_status();
}
