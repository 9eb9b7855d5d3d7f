/* A table of rows, and the data behind it, in one allocation. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int m, const double *x)
{
    /* rows and data in one block */
    double **row = malloc(n * sizeof *row + n * m * sizeof **row);
    double *data = (double *)(row + n);
    double s = 0;
    for (int i = 0; i < n; i++)
        row[i] = data + i * m;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            row[i][j] = x[i] * x[j];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            s += row[j % n][i % m] * row[i][j];
    free(row);
    return s;
}

double f_d(int n, int m, const double *x, const double *x_d, double *return_d);
double f_b(int n, int m, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 4; n++) {
        IN(double, x, [8], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, 4, x), ret = f_d(n, 4, x, x_d, &ret_d), ret = f_b(n, 4, x, x_b, ret_b));
    }
    return check_status();
}
