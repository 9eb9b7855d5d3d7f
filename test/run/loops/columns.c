/* Iterations over columns of a matrix have nothing to do with one another, whatever the rows:
 * they may be one and the same, and what is written to one is then read from the other. */
// RUN: %run-all %s
#include "check.h"

enum { M = 4, N = 37, P = 5 };

ADCC_ADJOINT(wrt(a[m * n], w[n]), of(return, a))
ADCC_TANGENT(wrt(a[m * n], w[n]), of(return, a))
double flat(int m, int n, int pairs, const int *from, const int *to, double *restrict a,
            const double *restrict w)
{
    double sum = 0.0;
    for (int p = 0; p < pairs; p++) {
        int i = from[p] % m, j = to[p] % m;
        for (int k = 0; k < n; k++) {
            a[i * n + k] += 0.5 * w[k];
            a[j * n + k] = 2.0 * a[i * n + k] - w[k];
        }
    }
    for (int p = 0; p < pairs; p++)
        for (int k = 0; k < n; k++)
            sum += a[from[p] * n + k] * a[to[p] * n + k];
    return sum;
}

/* From 1 to n - 1, which is less than a row. */
ADCC_ADJOINT(wrt(a, w), of(return, a))
ADCC_TANGENT(wrt(a, w), of(return, a))
double rows(int n, int pairs, const int *from, const int *to, double a[restrict][n],
            const double w[restrict n])
{
    double sum = 0.0;
    for (int p = 0; p < pairs; p++)
        for (int k = 1; k < n; k++) {
            a[to[p]][k] -= w[k];
            a[from[p]][k] = 0.5 * a[to[p]][k] + w[k - 1];
        }
    for (int p = 0; p < pairs; p++)
        for (int k = 1; k < n; k++)
            sum += a[from[p]][k] * a[to[p]][k] * w[k - 1];
    return sum;
}

double flat_d(int m, int n, int pairs, const int *from, const int *to, double *restrict a,
              double *a_d, const double *restrict w, const double *w_d, double *return_d);
double flat_b(int m, int n, int pairs, const int *from, const int *to, double *restrict a,
              double *a_b, const double *restrict w, double *w_b, double return_b);
double rows_d(int n, int pairs, const int *from, const int *to, double a[restrict][n],
              double a_d[][n], const double w[restrict n], const double *w_d, double *return_d);
double rows_b(int n, int pairs, const int *from, const int *to, double a[restrict][n],
              double a_b[][n], const double w[restrict n], double *w_b, double return_b);

int main(void)
{
    const int from[P] = {0, 1, 3, 3, 2}, to[P] = {2, 1, 0, 3, 3};
    {
        INOUT(double, a, [M][N], 0.5, 1.0);
        IN(double, w, [N], 0.5, 1.0);
        RETURNS(double);
        CHECK(ret = flat(M, N, P, from, to, *a, w),
              ret = flat_d(M, N, P, from, to, *a, *a_d, w, w_d, &ret_d),
              ret = flat_b(M, N, P, from, to, *a, *a_b, w, w_b, ret_b));
    }
    {
        INOUT(double, a, [M][N], 0.5, 1.0);
        IN(double, w, [N], 0.5, 1.0);
        RETURNS(double);
        CHECK(ret = rows(N, P, from, to, a, w),
              ret = rows_d(N, P, from, to, a, a_d, w, w_d, &ret_d),
              ret = rows_b(N, P, from, to, a, a_b, w, w_b, ret_b));
    }
    return check_status();
}
