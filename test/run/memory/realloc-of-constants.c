/* Memory without derivatives that grows: the old pointer is not looked at after it was given up. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;
    if (n > 1) {
        double *w = NULL;
        for (int i = 0; i < n; i++) {
            w = realloc(w, (2 * i + 2) * sizeof *w);
            w[2 * i] = i;
            w[2 * i + 1] = i > 0 ? 0.5 * w[2 * i - 1] : 0.3;
        }
        s = w[n] + x[0];
        w = realloc(w, (2 * n + 4) * sizeof *w);
        w[2 * n + 3] = 0.5 * w[1];
        s += 0.2 * w[2 * n + 3] + x[1] * x[0];
        free(w);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        IN(double, x, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
