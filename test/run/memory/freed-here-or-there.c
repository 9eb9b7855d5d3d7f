/* Memory that is freed under conditions, in callees, before an early return, or not allocated at all. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

static double *copy(int n, const double *x)
{
    double *w = malloc(n * sizeof *w);
    if (!w)
        abort();
    memcpy(w, x, n * sizeof *w);
    return w;
}

static double use(double *w, int n, int keep)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += w[i] * w[n - 1 - i];
    if (!keep)
        free(w);
    return s;
}

static double once(int n, const double *x)
{
    double *w = copy(n, x), *none = NULL;
    free(none);
    if (w[0] > 0.5) {
        free(w);
        return w == none ? 0.0 : x[1] * x[1];
    }
    w[0] = w[1] * w[2];
    double s = use(w, n, 1);
    free(w);
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = once(n, x) * once(n - 1, x + 1);
    for (int i = 0; i < n; i++) {
        double *w = copy(n, x), *more = i % 2 ? copy(2, x + i - 1) : NULL;
        w[i] *= s;
        if (more)
            w[0] += more[0] * more[1];
        s += use(w, n, i % 3 == 0) * 0.1;
        if (i % 3 == 0)
            free(w);
        free(more);
        if (s > 100.0)
            return s;
    }
    return s;
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
