/* An arena of bytes, of which arrays of reals are taken, and structs with reals and pointers. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>

struct arena {
    char *base;
    size_t used, size;
};

struct pair {
    double a;
    const double *at;
};

static void *take(struct arena *a, size_t n)
{
    void *p = a->base + a->used;

    a->used += (n + 15) / 16 * 16;
    return a->used <= a->size ? p : NULL;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct arena a = {malloc(4096), 0, 4096};
    double s = 0;

    for (int k = 0; k < 3; k++) {
        double *u = take(&a, (size_t)n * sizeof *u);
        struct pair *p = take(&a, 2 * sizeof *p);

        for (int i = 0; i < n; i++)
            u[i] = x[i] * (s + 1);
        for (int i = 0; i < 2; i++) {
            p[i].a = u[i] * u[i];
            p[i].at = i ? u + k : x;
        }
        s += p[1].a * p[1].at[1] + p[0].a * *p[0].at;
    }
    free(a.base);
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
