/* Rows that pairs of iterations add to: rows that are not there, pairs of a row with itself, rows that only
 * some iterations read. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

enum { N = 6 };

/* Iteration i reads row i of x only if it has neighbours: the last row need not be there. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double near_pairs(int n, const double *x, const int *first, const int *near, double reach)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = first[i]; k < first[i + 1]; k++) {
            int j = near[k];
            double square = 0.0;
            for (int d = 0; d < 3; d++) {
                double away = x[3 * i + d] - x[3 * j + d];
                square += away * away;
            }
            if (square < reach)
                sum += exp(-square) * (1.0 + square * square);
        }
    return sum;
}

/* The row of i is read only if the row of j says so, or only in part. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double some_rows(int n, const double *x, const int *first, const int *near)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = first[i]; k < first[i + 1]; k++) {
            int j = near[k];
            if (j < 3)
                continue;
            for (int d = 0; d < 3; d++) {
                if (j == 4 && d == 1)
                    break;
                sum += sin(x[3 * i + d] * x[3 * j + d]);
            }
        }
    return sum;
}

/* What is added in two places: a product with a sign, of three factors, of an index that moves on. */
ADCC_ADJOINT(wrt(x, w), of(return))
ADCC_TANGENT(wrt(x, w), of(return))
double weighted(int n, const double *x, const double *w, const int *near)
{
    double sum = 0.0, kept[3] = {0.5, -1.0, 2.0};
    for (int i = 0; i < n; i++) {
        int j = near[i];
        for (int d = 0; d < 3; d++) {
            double away = x[3 * j + d] - x[3 * i + d], scaled = kept[d] * away;
            sum -= w[i] * scaled * scaled;
            kept[d] = 0.5 * kept[d] + i;
        }
    }
    return sum;
}

double near_pairs_d(int n, const double *x, const double *x_d, const int *first, const int *near,
                    double reach, double *return_d);
double near_pairs_b(int n, const double *x, double *x_b, const int *first, const int *near,
                    double reach, double return_b);
double some_rows_d(int n, const double *x, const double *x_d, const int *first, const int *near,
                   double *return_d);
double some_rows_b(int n, const double *x, double *x_b, const int *first, const int *near,
                   double return_b);
double weighted_d(int n, const double *x, const double *x_d, const double *w, const double *w_d,
                  const int *near, double *return_d);
double weighted_b(int n, const double *x, double *x_b, const double *w, double *w_b,
                  const int *near, double return_b);

int main(void)
{
    /* Of more rows than there are: those have no neighbours. */
    static const int first[] = {0, 3, 3, 6, 8, 11, 12, 12, 12};
    static const int near[] = {1, 2, 0, 2, 5, 1, 4, 3, 4, 0, 5, 2};
    for (int n = 0; n <= N + 2; n++) {
        IN(double, x, [3 * N], -1, 1);
        RETURNS(double);
        CHECK(ret = near_pairs(n, x, first, near, 2.0),
              ret = near_pairs_d(n, x, x_d, first, near, 2.0, &ret_d),
              ret = near_pairs_b(n, x, x_b, first, near, 2.0, ret_b));
    }
    for (int n = 0; n <= N + 2; n++) {
        IN(double, x, [3 * N], -1, 1);
        RETURNS(double);
        CHECK(ret = some_rows(n, x, first, near),
              ret = some_rows_d(n, x, x_d, first, near, &ret_d),
              ret = some_rows_b(n, x, x_b, first, near, ret_b));
    }
    for (int n = 0; n <= N; n++) {
        IN(double, x, [3 * N], -1, 1);
        IN(double, w, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = weighted(n, x, w, near), ret = weighted_d(n, x, x_d, w, w_d, near, &ret_d),
              ret = weighted_b(n, x, x_b, w, w_b, near, ret_b));
    }
#if CHECK_MODE & 2
    static const int none[] = {0, 0, 0};
    check_near(near_pairs_b(2, NULL, NULL, none, NULL, 1.0, 1.0), 0.0);
#endif
    return check_status();
}
