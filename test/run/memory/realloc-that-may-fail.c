/* realloc under a name of its own, and what is done where it fails. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

static int grow(double **pp, size_t n, double v)
{
    double *p = *pp, *q = realloc(p, n * sizeof *q);
    if (!q) {
        free(p);
        *pp = NULL;
        return 1;
    }
    q[n - 1] = v;
    *pp = q;
    return 0;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double *p = NULL, s = x[0] * x[0];
    for (int i = 0; i < n; i++)
        if (grow(&p, (size_t)i + 1, x[i] * x[0]))
            return -1;
    for (int i = 0; i < n; i++)
        s += p[i] * p[i];
    free(p);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
