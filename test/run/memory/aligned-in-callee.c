/* aligned_alloc in a callee, in a loop. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

static double *work(int n)
{
    return aligned_alloc(64, ((size_t)n * sizeof(double) + 63) / 64 * 64);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0;

    for (int k = 0; k < 3; k++) {
        double *w = work(n);

        for (int i = 0; i < n; i++)
            w[i] = x[i] * x[i] + s;
        s += w[k] * w[k + 1];
        free(w);
    }
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
