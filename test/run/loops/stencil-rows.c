// Iterations that add to one another's elements: rows of all lengths, in loops of all kinds.
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include "check.h"

enum { N = 200 };

/* Smooths y by x: three neighbours, and one of the row's other end. */
ADCC_ADJOINT(wrt(x, c), of(y))
ADCC_TANGENT(wrt(x, c), of(y))
void smooth(int n, const double *restrict x, const float *restrict c, double *restrict y)
{
    for (int i = 1; i < n - 1; i++) {
        double here = x[i] * x[i];
        y[i] = here + c[i] * (x[i - 1] - 2.0 * here + x[i + 1]) + c[n - 1 - i] * x[n - 1 - i];
    }
}

/* The same place in two iterations; the index is another variable, or negative. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void offsets(int n, int apart, const double *restrict x, double *restrict y)
{
    for (int i = -n; i <= n; i++) {
        int at = i + N / 2 + apart, back = at - 2 * apart;
        y[i + N / 2] += x[at] * x[at] + 0.5 * x[back] * x[i + N / 2] + x[i + N / 2];
    }
}

/* Rows of a matrix; the last statement changes what others read in the next row. */
ADCC_ADJOINT(wrt(a), of(a))
ADCC_TANGENT(wrt(a), of(a))
void sweep_down(int n, int m, double a[n][m])
{
    for (int i = 1; i < n; i++)
        for (long j = 1; j < m - 1; j++)
            a[i][j] += 0.25 * a[i - 1][j - 1] * a[i - 1][j] + 0.5 * a[i - 1][j + 1];
}

void smooth_d(int n, const double *x, const double *x_d, const float *c, const float *c_d,
              double *y, double *y_d);
void smooth_b(int n, const double *x, double *x_b, const float *c, float *c_b, double *y,
              double *y_b);
void offsets_d(int n, int apart, const double *x, const double *x_d, double *y, double *y_d);
void offsets_b(int n, int apart, const double *x, double *x_b, double *y, double *y_b);
void sweep_down_d(int n, int m, double a[n][m], double a_d[n][m]);
void sweep_down_b(int n, int m, double a[n][m], double a_b[n][m]);

int main(void)
{
    const int lengths[] = {0, 1, 2, 3, 5, 65, 66, 67, 68, 129, 130, 131, 194, N};
    for (unsigned k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        int n = lengths[k];
        IN(double, x, [N], -1, 1);
        IN(float, c, [N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(smooth(n, x, c, y), smooth_d(n, x, x_d, c, c_d, y, y_d),
              smooth_b(n, x, x_b, c, c_b, y, y_b));
    }
    for (int apart = -3; apart <= 3; apart++) {
        IN(double, x, [N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        int n = 10 + 20 * (apart + 1 < 0 ? -apart : apart);
        CHECK(offsets(n, apart, x, y), offsets_d(n, apart, x, x_d, y, y_d),
              offsets_b(n, apart, x, x_b, y, y_b));
    }
    for (int m = 1; m < 140; m += 23) {
        INOUT(double, a, [3][140], -1, 1);
        CHECK(sweep_down(3, m, (void *)a), sweep_down_d(3, m, (void *)a, (void *)a_d),
              sweep_down_b(3, m, (void *)a, (void *)a_b));
    }
    return check_status();
}
