/* cg.c - how far from a target a number of conjugate gradient steps towards the solution of a x = b
 * lead, for a symmetric sparse matrix in compressed rows.
 *
 * Magnus Hestenes, Eduard Stiefel: Methods of conjugate gradients for solving linear systems, 1952.
 */
#include "cg.h"

static void multiply(int n, const int *first, const int *column, const double *a, const double *p,
                     double *q)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int k = first[i]; k < first[i + 1]; k++)
            sum += a[k] * p[column[k]];
        q[i] = sum;
    }
}

static double dot(int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

double cg(int n, int iterations, const int *first, const int *column, const double *a,
          const double *b, const double *target)
{
    double x[n], r[n], p[n], q[n], misfit = 0.0;
    for (int i = 0; i < n; i++) {
        x[i] = 0.0;
        r[i] = p[i] = b[i];
    }
    double square = dot(n, r, r);
    for (int s = 0; s < iterations; s++) {
        multiply(n, first, column, a, p, q);
        double alpha = square / dot(n, p, q);
        for (int i = 0; i < n; i++) {
            x[i] += alpha * p[i];
            r[i] -= alpha * q[i];
        }
        double next = dot(n, r, r), beta = next / square;
        for (int i = 0; i < n; i++)
            p[i] = r[i] + beta * p[i];
        square = next;
    }
    for (int i = 0; i < n; i++)
        misfit += 0.5 * (x[i] - target[i]) * (x[i] - target[i]);
    return misfit;
}
