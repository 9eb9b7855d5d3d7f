// Neighbours are read of memory that may be what is written, wholly or in part.
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include "check.h"

enum { N = 150 };

/* next may be u. */
static void step(int n, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        next[i] = 0.5 * u[i] * u[i] + 0.2 * u[i - 1] + 0.3 * u[i + 1];
}

ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void in_place(int n, int apart, double *x)
{
    double other[N];
    for (int i = 0; i < N; i++)
        other[i] = x[i];
    step(n, x, apart ? other : x);
    step(n, other, x);
    step(n, x, x);
}

/* Rows that are the same, or overlap: m is 0, 1, 2, ... */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void overlapping_rows(int n, int m, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < 3; i++)
        for (int j = 0; j < n; j++) {
            int at = i * m + j;
            y[j] += x[at - m] * x[at] + 0.5 * x[at + m] + x[at];
        }
}

/* What is added to is read, or cleared, too. */
ADCC_ADJOINT(wrt(x, y), of(x, y))
ADCC_TANGENT(wrt(x, y), of(x, y))
void both_ways(int n, double *restrict x, double *restrict y)
{
    for (int i = 1; i < n - 1; i++) {
        x[i] = x[i - 1] * x[i + 1];
        y[i] = y[i + 1] + x[i] * y[i];
    }
}

void in_place_d(int n, int apart, double *x, double *x_d);
void in_place_b(int n, int apart, double *x, double *x_b);
void overlapping_rows_d(int n, int m, const double *x, const double *x_d, double *y, double *y_d);
void overlapping_rows_b(int n, int m, const double *x, double *x_b, double *y, double *y_b);
void both_ways_d(int n, double *x, double *x_d, double *y, double *y_d);
void both_ways_b(int n, double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int apart = 0; apart < 2; apart++) {
        INOUT(double, x, [N], -1, 1);
        CHECK(in_place(N, apart, x), in_place_d(N, apart, x, x_d), in_place_b(N, apart, x, x_b));
    }
    for (int m = 0; m < 30; m = 2 * m + 1) {
        IN(double, x, [3 * N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(overlapping_rows(N, m, x, y), overlapping_rows_d(N, m, x, x_d, y, y_d),
              overlapping_rows_b(N, m, x, x_b, y, y_b));
    }
    INOUT(double, x, [N], -1, 1);
    INOUT(double, y, [N], -1, 1);
    CHECK(both_ways(N, x, y), both_ways_d(N, x, x_d, y, y_d), both_ways_b(N, x, x_b, y, y_b));
    return check_status();
}
