/* malloc() may give more than it was asked for, and realloc() copies it all: the shadow has no more. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stdlib.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
long double f(const long double *x)
{
    long double *w = malloc(8 * sizeof *w);
    for (int i = 0; i < 8; i++)
        w[i] = sinl(x[i]);
    w = realloc(w, 12 * sizeof *w);
    w[11] = w[2] * w[3];
    long double s = w[11] * w[0];
    free(w);
    return s;
}

/* Leaves a block of 152 bytes, which the C library of GNU takes for one of 128. */
static void fragment(void)
{
    void *block[8], *between[8];
    for (int i = 0; i < 8; i++) {
        block[i] = malloc(152);
        between[i] = malloc(24);
    }
    for (int i = 0; i < 8; i++)
        free(block[i]);
    for (int i = 0; i < 8; i++)
        free(between[i]);
}

long double f_d(const long double *x, const long double *x_d, long double *return_d);
long double f_b(const long double *x, long double *x_b, long double return_b);

int main(void)
{
    IN(long double, x, [8], -1, 1);
    RETURNS(long double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), (fragment(), ret = f_b(x, x_b, ret_b)));
    return check_status();
}
