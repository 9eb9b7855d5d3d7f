/* alloca in loops, branches and callees. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

#include <alloca.h>
static double inner(int n, const double *x)
{
    double *w = alloca((size_t)n * sizeof *w), s = 0;

    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    for (int i = 0; i < n; i++)
        s += w[i] * w[n - 1 - i];
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 1, *p = NULL;

    for (int k = 1; k < n; k++) {
        if (k % 2)
            p = alloca((size_t)k * sizeof *p);
        for (int i = 0; i < k / 2; i++)
            p[i] = x[i] * s;
        s += inner(k, x) * (k > 1 ? p[0] : s);
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
