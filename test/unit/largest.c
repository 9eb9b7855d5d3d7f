/* The largest and the least of elements: the same as loops find, in value, sign of zero and place, with
 * NaN, infinities and elements that are equal, however many there are. */
// RUN: %gcc -I %root/runtime -O0 %s -o %t && %t
// RUN: %gcc -I %root/runtime -O3 -march=native %s -o %t && %t
// RUN: %clang -I %root/runtime -O3 -march=native %s -o %t && %t
// RUN: %clang -I %root/runtime -g -fsanitize=address,undefined %s -o %t && %t
#include "adcc_rt.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

ADCC_THREAD_LOCAL struct adcc_tape adcc_tape;

static unsigned state = 1;

static unsigned next_random(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static double special(void)
{
    static const double some[] = {NAN, -NAN, INFINITY, -INFINITY, 0.0, -0.0, 1.0, -1.0};
    return some[next_random() % 8];
}

/* All kinds of rows: few values, rising, falling, almost all equal, mixed with special ones. */
static double element(int kind, int i)
{
    switch (kind) {
    case 0: return (double)next_random();
    case 1: return i;
    case 2: return -i;
    case 3: return next_random() % 50 == 0 ? special() : -1.5;
    case 4: return special();
    case 5: return next_random() % 2 ? 0.0 : -0.0;
    case 6: return NAN;
    default: return (int)(next_random() % 7) - 3;
    }
}

#define COMPARE(type, OP, name)                                                      \
    static void compare_##name(const type *x, long from, long to, type start)        \
    {                                                                                \
        type best = start;                                                           \
        long last = -1, found;                                                       \
        for (long i = from; i < to; i++)                                             \
            if (x[i] OP best) {                                                      \
                best = x[i];                                                         \
                last = i;                                                            \
            }                                                                        \
        found = adcc_##name(x, from, to, start);                                     \
        assert(found == last);                                                       \
        assert(last < 0 || memcmp(&x[found], &best, sizeof best) == 0);              \
    }
COMPARE(double, >, largest_double)
COMPARE(double, <, least_double)
COMPARE(float, >, largest_float)
COMPARE(float, <, least_float)

static void compare_all(int kind, int n)
{
    double *x = malloc((size_t)n * sizeof *x + 1), starts[] = {-INFINITY, NAN, -0.0, 0.0, 2.0, INFINITY};
    float *y = malloc((size_t)n * sizeof *y + 1);
    assert(x && y);
    for (int i = 0; i < n; i++) {
        x[i] = element(kind, i);
        y[i] = (float)x[i];
    }
    for (int k = 0; k < 6; k++)
        for (int from = 0; from <= n && from < 3; from++) {
            compare_largest_double(x, from, n, starts[k]);
            compare_least_double(x, from, n, starts[k]);
            compare_largest_float(y, from, n, (float)starts[k]);
            compare_least_float(y, from, n, (float)starts[k]);
        }
    free(x);
    free(y);
}

int main(void)
{
    for (int kind = 0; kind < 8; kind++) {
        for (int n = 0; n < 90; n++)
            compare_all(kind, n);
        for (int n = 240; n < 300; n++)
            compare_all(kind, n);
        compare_all(kind, 5000);
    }
    return 0;
}
