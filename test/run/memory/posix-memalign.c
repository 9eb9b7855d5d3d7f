/* posix_memalign gives storage through a pointer to pointer, cast or not. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

int posix_memalign(void **p, size_t alignment, size_t size);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *w;
    void *v = NULL;
    double s = 0;

    if (posix_memalign((void **)&w, 64, (size_t)n * sizeof *w))
        return -1;
    if (posix_memalign(&v, 32, (size_t)n * sizeof *w) != 0) {
        free(w);
        return -1;
    }
    double *u = v;
    for (int i = 0; i < n; i++) {
        w[i] = x[i] * x[i] + s;
        u[i] = w[i] * x[0];
        s += u[i] * w[0];
    }
    free(w);
    free(v);
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
