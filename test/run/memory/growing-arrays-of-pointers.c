/* Arrays of pointers, and of structs that hold pointers, grow by realloc. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct row {
    double *at;
    int n;
    double scale;
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double **p = NULL, s = 0;
    struct row *rows = NULL;

    for (int i = 0; i < n; i++) {
        p = realloc(p, (size_t)(i + 1) * sizeof *p);
        p[i] = malloc(2 * sizeof **p);
        p[i][0] = x[i] * x[i];
        p[i][1] = i ? p[i - 1][0] * x[i] : x[0];
        rows = realloc(rows, (size_t)(i + 1) * sizeof *rows);
        rows[i].at = p[i];
        rows[i].n = 2;
        rows[i].scale = x[n - 1 - i];
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < rows[i].n; k++)
            s += rows[i].at[k] * rows[i].scale * p[n - 1 - i][k];
    for (int i = 0; i < n; i++)
        free(p[i]);
    free(p);
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
