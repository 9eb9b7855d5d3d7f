/* Blocks of the heap whose sizes are no multiples of a real; parts of structs, between members. */
// RUN: %run-all %s
#include "check.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct state {
    float a, b;
    int steps;
    double c[2];
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *w = malloc((size_t)n * sizeof *w + 13), s = 0;
    struct state z = {(float)x[0], (float)x[1], n, {x[1], x[2]}};
    size_t bytes = sizeof *w;

    memcpy(w, x, bytes);
    for (int i = 1; i < n; i++, bytes += sizeof *w) {
        w = realloc(w, bytes + sizeof *w + 3);
        memcpy((char *)w + bytes, x + i, (sizeof *w * (size_t)n / (size_t)n + 7) & ~(size_t)7);
        w[i] *= w[i - 1];
    }
    s = z.a * z.b * (float)w[n - 1];
    memset(&z, 0, offsetof(struct state, steps));
    s += z.a + z.c[0] * z.c[1];
    free(w);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.3, 1);
    RETURNS(double);
    check_tolerance(1e-6, 1e-3);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
