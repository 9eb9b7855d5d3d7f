/* reallocarray grows an array. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

void *reallocarray(void *p, size_t n, size_t size);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *w = NULL, s = 0;
    int m = 0;

    for (int i = 0; i < n; i++) {
        if (i >= m) {
            m = 2 * m + 1;
            w = reallocarray(w, (size_t)m, sizeof *w);
        }
        w[i] = x[i] * (i ? w[i - 1] : 1);
        s += w[i] * w[i];
    }
    free(w);
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
