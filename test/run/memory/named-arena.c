/* Blocks of an arena that are given back together; an allocator of the program taken as it is. */
// RUN: %run-all --link=%S/Inputs/pool.c %s
#include "check.h"
#include "Inputs/pool.h"
#include <stdlib.h>
#include <string.h>

ADCC_ALLOCATOR(arena_take, return[bytes], shadow(same))
ADCC_ALLOCATOR(tagged, return[n])
ADCC_DEALLOCATOR(untagged, x)

static int tags[2];
double *tagged(size_t n, int tag);
void untagged(double *x);

double *tagged(size_t n, int tag)
{
    char *block = malloc(16 + n * sizeof(double));
    memcpy(block, &tag, sizeof tag);
    tags[0]++;
    return (double *)(block + 16);
}

void untagged(double *x)
{
    tags[1]++;
    free((char *)x - 16);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, arena *a)
{
    double s = 0;

    for (int k = 1; k < n; k++) {
        double *w = arena_take(a, (size_t)k * sizeof *w);
        double *t = tagged((size_t)n, k);

        memcpy(t, x, (size_t)n * sizeof *t);
        for (int i = 0; i < k; i++)
            w[i] = t[i] * t[i + 1] + s;
        t[0] = w[k / 2];
        s += w[k - 1] * t[0];
        untagged(t);
    }
    a->used = 0;
    return s;
}

double f_d(int n, const double *x, const double *x_d, arena *a, double *return_d);
double f_b(int n, const double *x, double *x_b, arena *a, double return_b);

int main(void)
{
    char bytes[1024];
    arena a = {0, sizeof bytes, bytes};
    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(5, x, &a), ret = f_d(5, x, x_d, &a, &ret_d),
          ret = f_b(5, x, x_b, &a, ret_b));
    check(a.used == 0 && tags[0] == tags[1]);
    return check_status();
}
