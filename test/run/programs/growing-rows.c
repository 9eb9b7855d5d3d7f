/* Rows that grow, one freed on the way and replaced by another. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double **rows = NULL, *last = NULL, s = 0;
    int used = 0;
    for (int i = 0; i < n; i++) {
        if (i % 2 == 0) {
            rows = realloc(rows, (size_t)(used + 1) * sizeof *rows);
            rows[used] = calloc(3, sizeof **rows);
            last = rows[used++];
        }
        last[i % 3] += x[i] * (1 + s);
        s += last[0] * last[i % 3];
        if (i == 3) {
            free(rows[0]);
            rows[0] = rows[used - 1];
            used--;
        }
        if (i == 3)
            last = rows[0];
    }
    for (int i = 0; i < used; i++) {
        s += rows[i][1];
        if (i == 0 || rows[i] != rows[i - 1])
            free(rows[i]);
    }
    free(rows);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
