// Adjoints of stencils: what several iterations add to one element, near and far, in rows of all lengths.
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include "check.h"

enum { N = 150 };
typedef struct Cell {
    double a, b, c[3];
} Cell;

/* Five neighbours, and two that are too far for the same loop; numbers as factors, sums and signs. */
ADCC_ADJOINT(wrt(x, k), of(y))
ADCC_TANGENT(wrt(x, k), of(y))
void wide(int n, const double *restrict x, double k, double *restrict y)
{
    for (int i = 4; i < n - 4; i++)
        y[i] = k * (x[i - 2] - 8.0 * x[i - 1] + 8.0 * x[i + 1] - x[i + 2]) - x[i] * x[i + 2] +
               0.5 * x[i - 4] - k * x[i + 4];
}

/* Nothing is added to the elements between, which are large. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void gaps(int first, int n, const double *restrict x, double *restrict y)
{
    for (int i = first; i < n; i++)
        y[i] -= 2.0 * x[i] - 3.0 * x[i + 4] * x[i];
}

/* A plane: all eight neighbours, those above and below are rows of their own. */
ADCC_ADJOINT(wrt(u, k), of(v))
ADCC_TANGENT(wrt(u, k), of(v))
void box(int n, int m, const double u[restrict n][m], const double k[restrict n][m],
         double v[restrict n][m])
{
    for (int j = 1; j < n - 1; j++)
        for (int i = 1; i < m - 1; i++) {
            double edges = u[j - 1][i] + u[j + 1][i] + u[j][i - 1] + u[j][i + 1];
            double corners = u[j - 1][i - 1] * u[j + 1][i + 1] + u[j - 1][i + 1] * u[j + 1][i - 1];
            v[j][i] = u[j][i] * u[j][i] + k[j][i] * (edges - 4.0 * u[j][i]) + 0.1 * corners;
        }
}

/* The same memory in one row; the index has a name. */
ADCC_ADJOINT(wrt(u, k), of(v))
ADCC_TANGENT(wrt(u, k), of(v))
void flat(int n, int m, const double *restrict u, const double *restrict k, double *restrict v)
{
    for (int j = 1; j < n - 1; j++)
        for (int i = 1; i < m - 1; i++) {
            int at = j * m + i;
            v[at] = u[at] + k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}

/* A box of boxes, in place: the iterations of the last loop read what no other of them writes. */
ADCC_ADJOINT(wrt(a), of(a))
ADCC_TANGENT(wrt(a), of(a))
void planes(int n, double a[3][3][n])
{
    for (int k = 1; k < 3; k++)
        for (int j = 1; j < 3; j++)
            for (int i = 1; i <= n - 2; i++)
                a[k][j][i] += a[k - 1][j][i + 1] * a[k - 1][j][i - 1] + 0.5 * a[k][j - 1][i + 1] -
                              0.25f * a[k][j - 1][i] + a[k - 1][j - 1][i - 1];
}

/* Members, and an array in each cell. */
ADCC_ADJOINT(wrt(cell), of(y))
ADCC_TANGENT(wrt(cell), of(y))
void cells(short n, const Cell *restrict cell, float *restrict y)
{
    for (short i = 1; i < n - 1; i++)
        y[i] = (float)(cell[i - 1].a * cell[i].b + 0.5 * cell[i + 1].a + cell[i].c[0] +
                       2.0f * cell[i + 1].c[2] - 0.5f * cell[i - 1].c[2]);
}

/* Rows of two that may be one: an iteration changes what others read. */
ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void rows(int n, int p, int q, double x[3][N])
{
    for (int i = 2; i < n - 2; i++)
        x[p][i] += 0.5 * x[q][i - 2] + x[q][i + 1] * x[q][i] + 0.25 * x[q + 1][i];
}

void wide_d(int n, const double *x, const double *x_d, double k, double k_d, double *y, double *y_d);
void wide_b(int n, const double *x, double *x_b, double k, double *k_b, double *y, double *y_b);
void gaps_d(int first, int n, const double *x, const double *x_d, double *y, double *y_d);
void gaps_b(int first, int n, const double *x, double *x_b, double *y, double *y_b);
void box_d(int n, int m, const double u[n][m], const double u_d[n][m], const double k[n][m],
           const double k_d[n][m], double v[n][m], double v_d[n][m]);
void box_b(int n, int m, const double u[n][m], double u_b[n][m], const double k[n][m], double k_b[n][m],
           double v[n][m], double v_b[n][m]);
void flat_d(int n, int m, const double *u, const double *u_d, const double *k, const double *k_d,
            double *v, double *v_d);
void flat_b(int n, int m, const double *u, double *u_b, const double *k, double *k_b, double *v,
            double *v_b);
void planes_d(int n, double a[3][3][n], double a_d[3][3][n]);
void planes_b(int n, double a[3][3][n], double a_b[3][3][n]);
void cells_d(short n, const Cell *cell, const Cell *cell_d, float *y, float *y_d);
void cells_b(short n, const Cell *cell, Cell *cell_b, float *y, float *y_b);
void rows_d(int n, int p, int q, double x[3][N], double x_d[3][N]);
void rows_b(int n, int p, int q, double x[3][N], double x_b[3][N]);

static void check_one_dimension(int n)
{
    {
        IN(double, x, [N], -1, 1);
        IN(double, k, , -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(wide(n, x, k, y), wide_d(n, x, x_d, k, k_d, y, y_d), wide_b(n, x, x_b, k, &k_b, y, y_b));
    }
    for (int first = 0; first < 6 && n + 4 < N; first++) {
        IN(double, x, [N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(gaps(first, n, x, y), gaps_d(first, n, x, x_d, y, y_d), gaps_b(first, n, x, x_b, y, y_b));
    }
    Cell cell[N], cell_b[N], cell_d[N];
    double *p = &cell->a, *p_b = &cell_b->a, *p_d = &cell_d->a;
    RANGE(CHECK_IN, double, p, 5 * N, -1, 1);
    INOUT(float, y, [N], -1, 1);
    CHECK(cells((short)n, cell, y), cells_d((short)n, cell, cell_d, y, y_d),
          cells_b((short)n, cell, cell_b, y, y_b));
}

static void check_planes(int m)
{
    {
        IN(double, u, [4][N], -1, 1);
        IN(double, k, [4][N], -1, 1);
        INOUT(double, v, [4][N], -1, 1);
        CHECK(box(4, m, (void *)u, (void *)k, (void *)v),
              box_d(4, m, (void *)u, (void *)u_d, (void *)k, (void *)k_d, (void *)v, (void *)v_d),
              box_b(4, m, (void *)u, (void *)u_b, (void *)k, (void *)k_b, (void *)v, (void *)v_b));
    }
    {
        IN(double, u, [4 * N], -1, 1);
        IN(double, k, [4 * N], -1, 1);
        INOUT(double, v, [4 * N], -1, 1);
        CHECK(flat(4, m, u, k, v), flat_d(4, m, u, u_d, k, k_d, v, v_d),
              flat_b(4, m, u, u_b, k, k_b, v, v_b));
    }
    INOUT(double, a, [9 * N], -1, 1);
    CHECK(planes(m, (void *)a), planes_d(m, (void *)a, (void *)a_d),
          planes_b(m, (void *)a, (void *)a_b));
}

static void check_rows(int n, int p, int q)
{
    INOUT(double, x, [3][N], -1, 1);
    check_if_smooth();
    CHECK(rows(n, p, q, x), rows_d(n, p, q, x, x_d), rows_b(n, p, q, x, x_b));
}

int main(void)
{
    const int lengths[] = {0, 2, 3, 4, 5, 6, 9, 10, 65, 66, 67, 68, 72, 73, 130, 131, N};
    for (unsigned k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        check_one_dimension(lengths[k]);
        check_planes(lengths[k] > 0 ? lengths[k] : 1);
    }
    for (int p = 0; p < 3; p++)
        for (int q = 0; q < 2; q++)
            check_rows(80, p, q);
    return check_status();
}
