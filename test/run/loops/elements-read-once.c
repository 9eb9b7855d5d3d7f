// An element that a loop only reads is read before it; where the loop changes it, or may have no iteration, it is not.
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stddef.h>

enum { N = 9, M = 6 };

/* Triangle by columns: work[c] stays, as no later element is read. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a[n * n], x[n]), of(return))
double triangle(int n, const double *a, const double *x)
{
    double all = 0.0;
    for (int k = 0; k < 3; k++) {
        double work[n], next[n];
        for (int i = 0; i < n; i++) {
            work[i] = x[i] * (k + 1);
            next[i] = sin(work[i]);
        }
        const double *column = a;
        for (int c = 0; c < n; c++) {
            for (int r = c + 1; r < n; r++)
                next[r] += column[r - c - 1] * work[c];
            column += n - c - 1;
        }
        for (int i = 0; i < n; i++)
            all += next[i] * next[i];
    }
    return all;
}

/* The element is among those that the loop overwrites. */
ADCC_TANGENT(wrt(a, x), of(x))
ADCC_ADJOINT(wrt(a[n * n], x[n]), of(x[n]))
void itself(int n, int m, const double *a, double *x)
{
    for (int c = 0; c < m; c++)
        for (int r = 0; r < n; r++)
            x[r] += 0.1 * a[c * n + r] * x[c];
}

/* By another name, perhaps. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n], x[m]), of(y[n]))
void perhaps(int n, int m, const double *a, const double *x, double *y)
{
    for (int c = 0; c < m; c++)
        for (int r = 0; r < n; r++)
            y[r] += cos(a[r]) * x[c];
}

/* No iteration, and no element. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void nothing(int n, int m, const int *length, const double *a, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double row[m];
        for (int j = 0; j < m; j++)
            row[j] = a[i * m + j] * a[i * m + j];
        for (int c = 0; c < 2; c++) {
            const double *from = length[i] > 0 ? x : NULL;
            for (int j = c; j < length[i]; j++)
                row[j] += from[c] * a[i * m + j];
        }
        for (int j = 0; j < m; j++)
            y[i] += sin(row[j]);
    }
}

/* An array of the iteration by two names. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a[n * n], x[n]), of(return))
double two_names(int n, const double *a, const double *x)
{
    double all = 0.0;
    for (int k = 0; k < 2; k++) {
        double work[n], *p = work;
        for (int i = 0; i < n; i++)
            work[i] = cos(x[i] + k);
        for (int c = 0; c < n; c++)
            for (int r = 0; r < n; r++)
                p[r] += 0.1 * a[c * n + r] * work[c] * work[c];
        for (int i = 0; i < n; i++)
            all += work[i] * p[i];
    }
    return all;
}

/* Indices that begin below zero, or wrap around. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a[n], x[n]), of(return))
double other_types(int n, const double *a, const double *x)
{
    double all = 0.0;
    for (int c = -1; c < n; c++) {
        double work[n];
        for (int i = 0; i < n; i++)
            work[i] = sin(a[i]);
        for (size_t r = c; r < (size_t)n; r++)
            work[r] += a[r] * x[c];
        for (unsigned char r = c + 256; r < n; r++)
            work[r] += a[r] * x[r] * x[c < 0 ? 0 : c];
        for (int i = 0; i < n; i++)
            all += work[i] * work[i];
    }
    return all;
}

/* Read in some iterations only; and by an index that moves. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a[n], x[m]), of(return))
double sometimes(int n, int m, const double *a, const double *x)
{
    double all = 0.0;
    for (int c = 0; c < m; c++) {
        double work[n];
        int at = c;
        for (int r = 0; r < n; r++) {
            work[r] = a[r] > 0.0 ? a[r] * x[c] : a[r];
            work[r] *= x[at];
            at = at + 1 < m ? at + 1 : 0;
        }
        for (int r = 0; r < n; r++)
            all += work[r] * work[r];
    }
    return all;
}

double triangle_d(int n, const double *a, const double *a_d, const double *x, const double *x_d, double *return_d);
double triangle_b(int n, const double *a, double *a_b, const double *x, double *x_b, double return_b);
void itself_d(int n, int m, const double *a, const double *a_d, double *x, double *x_d);
void itself_b(int n, int m, const double *a, double *a_b, double *x, double *x_b);
void perhaps_d(int n, int m, const double *a, const double *a_d, const double *x, const double *x_d, double *y, double *y_d);
void perhaps_b(int n, int m, const double *a, double *a_b, const double *x, double *x_b, double *y, double *y_b);
void nothing_d(int n, int m, const int *length, const double *a, const double *a_d, const double *x, const double *x_d,
               double *y, double *y_d);
void nothing_b(int n, int m, const int *length, const double *a, double *a_b, const double *x, double *x_b, double *y,
               double *y_b);
double two_names_d(int n, const double *a, const double *a_d, const double *x, const double *x_d, double *return_d);
double two_names_b(int n, const double *a, double *a_b, const double *x, double *x_b, double return_b);
double other_types_d(int n, const double *a, const double *a_d, const double *x, const double *x_d, double *return_d);
double other_types_b(int n, const double *a, double *a_b, const double *x, double *x_b, double return_b);
double sometimes_d(int n, int m, const double *a, const double *a_d, const double *x, const double *x_d, double *return_d);
double sometimes_b(int n, int m, const double *a, double *a_b, const double *x, double *x_b, double return_b);

int main(void)
{
    static const int length[N] = {0, M, 1, 0, 2, M, 0, 3, 1};
    {
        IN(double, a, [N * N], -1, 1);
        IN(double, x, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = triangle(N, a, x), ret = triangle_d(N, a, a_d, x, x_d, &ret_d),
              ret = triangle_b(N, a, a_b, x, x_b, ret_b));
    }
    {
        IN(double, a, [N * N], -1, 1);
        INOUT(double, x, [N], -1, 1);
        CHECK(itself(N, M, a, x), itself_d(N, M, a, a_d, x, x_d), itself_b(N, M, a, a_b, x, x_b));
    }
    {
        IN(double, a, [N], -1, 1);
        IN(double, x, [M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(perhaps(N, M, a, x, y), perhaps_d(N, M, a, a_d, x, x_d, y, y_d),
              perhaps_b(N, M, a, a_b, x, x_b, y, y_b));
    }
    {
        INOUT(double, x, [N], -1, 1);
        IN(double, a, [N], -1, 1);
        CHECK(perhaps(N, M, a, x, x), perhaps_d(N, M, a, a_d, x, x_d, x, x_d),
              perhaps_b(N, M, a, a_b, x, x_b, x, x_b));
    }
    {
        IN(double, a, [N * M], -1, 1);
        IN(double, x, [M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(nothing(N, M, length, a, x, y), nothing_d(N, M, length, a, a_d, x, x_d, y, y_d),
              nothing_b(N, M, length, a, a_b, x, x_b, y, y_b));
    }
    {
        IN(double, a, [N], -1, 1);
        IN(double, x, [M], -1, 1);
        RETURNS(double);
        CHECK(ret = sometimes(N, M, a, x), ret = sometimes_d(N, M, a, a_d, x, x_d, &ret_d),
              ret = sometimes_b(N, M, a, a_b, x, x_b, ret_b));
    }
    {
        IN(double, a, [N * N], -1, 1);
        IN(double, x, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = two_names(N, a, x), ret = two_names_d(N, a, a_d, x, x_d, &ret_d),
              ret = two_names_b(N, a, a_b, x, x_b, ret_b));
    }
    {
        IN(double, a, [N], -1, 1);
        IN(double, x, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = other_types(N, a, x), ret = other_types_d(N, a, a_d, x, x_d, &ret_d),
              ret = other_types_b(N, a, a_b, x, x_b, ret_b));
    }
    return check_status();
}
