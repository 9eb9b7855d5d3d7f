/* Every iteration allocates, uses and frees an array of another size; calloc and realloc too. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 1, *all = NULL;

    for (int k = 1; k <= n; k++) {
        double *w = calloc(k, sizeof(double));

        for (int i = 0; i < k; i++)
            w[i] += x[i] * s;
        all = realloc(all, k * sizeof *all);
        all[k - 1] = w[k - 1] * w[0];
        s += all[k / 2];
        free(w);
    }
    for (int k = 0; k < n; k++)
        s *= all[k];
    free(all);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
