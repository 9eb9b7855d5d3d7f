/* A matrix as an array of pointers to rows, swapped like pivots; rows of pointers are copied. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

static double **make(int n)
{
    double **a = malloc(n * sizeof *a);
    for (int i = 0; i < n; i++)
        a[i] = calloc(n, sizeof **a);
    return a;
}

static void drop(int n, double **a)
{
    for (int i = 0; i < n; i++)
        free(a[i]);
    free(a);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double **a = make(3), **b = malloc(3 * sizeof *b), d = 1.0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            a[i][j] = x[(i + 2 * j) % n] + (i == j);
    memcpy(b, a, 3 * sizeof *b);
    for (int k = 0; k < 3; k++) {
        int p = k;
        for (int i = k + 1; i < 3; i++)
            if (fabs(b[i][k]) > fabs(b[p][k]))
                p = i;
        double *row = b[k];
        b[k] = b[p];
        b[p] = row;
        for (int i = k + 1; i < 3; i++) {
            double m = b[i][k] / b[k][k];
            for (int j = k; j < 3; j++)
                b[i][j] -= m * b[k][j];
        }
        d *= b[k][k];
    }
    d += a[0][2] * a[1][1];
    free(b);
    drop(3, a);
    return d;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
