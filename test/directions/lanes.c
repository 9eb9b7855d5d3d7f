/* lanes.c - spreads seeds over several directions and compares what comes out: see lanes.h. */
#include "lanes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* check.c: the memory of a companion that p leads into, and its bytes; 0 if it is not known. */
size_t check_memory(const void *p, void **start);

typedef struct Copy {
    char *from, *to;
    size_t bytes, size, real;
} Copy;

static Copy copies[64];
static int n, count;

/* Powers of two: products are exact, and sums of them too; and zeros, which loops may leave out. */
static double factor(int d)
{
    static const double factors[] = {1.0, -2.0, 0.5, 4.0, -0.25};
    return d < 5 ? factors[d] : 0.0;
}

static void scale(char *to, const char *from, size_t size, size_t real, double by)
{
    for (size_t i = 0; i < size; i += real) {
        if (real == sizeof(float)) {
            float v;
            memcpy(&v, from + i, real);
            v *= (float)by;
            memcpy(to + i, &v, real);
        } else if (real == sizeof(double)) {
            double v;
            memcpy(&v, from + i, real);
            v *= by;
            memcpy(to + i, &v, real);
        } else {
            long double v;
            memcpy(&v, from + i, real);
            v *= by;
            memcpy(to + i, &v, real);
        }
    }
}

static long double get(const char *p, size_t real)
{
    if (real == sizeof(float))
        return *(const float *)p;
    return real == sizeof(double) ? (long double)*(const double *)p : *(const long double *)p;
}

void lanes_begin(int directions)
{
    n = directions;
    count = 0;
}

void lanes_spread(void *to, const void *from, size_t bytes, size_t size, size_t real)
{
    for (size_t i = 0; i < bytes; i += size)
        for (int d = 0; d < n; d++)
            scale((char *)to + i * (size_t)n + (size_t)d * size, (const char *)from + i, size, real,
                  factor(d));
}

void lanes_join(const void *from, void *to, size_t bytes, size_t size, size_t real)
{
    static char expected[64];
    for (size_t i = 0; i < bytes; i += size) {
        const char *first = (const char *)from + i * (size_t)n;
        for (int d = 1; d < n; d++) {
            scale(expected, first, size, real, factor(d));
            for (size_t k = 0; k < size; k += real) {
                long double a = get(first + (size_t)d * size + k, real), b = get(expected + k, real);
                if (a != b && !(isnan(a) && isnan(b))) {
                    fprintf(stderr, "direction %d of element %zu: %.17Lg, expected %.17Lg\n", d,
                            i / size, a, b);
                    exit(1);
                }
            }
        }
        memcpy((char *)to + i, first, size);
    }
}

void *lanes_in(void *p, size_t size, size_t real)
{
    void *start = p;
    size_t bytes = p ? check_memory(p, &start) : 0;
    if (!p)
        return NULL;
    bytes = bytes ? bytes : size;
    Copy *c = copies;
    while (c < copies + count && c->from != start)
        c++;
    if (c == copies + count) {
        count++;
        *c = (Copy){start, malloc(bytes * (size_t)n), bytes, size, real};
        lanes_spread(c->to, c->from, bytes, size, real);
    }
    return c->to + ((char *)p - c->from) * n;
}

void lanes_end(void)
{
    for (int i = 0; i < count; i++) {
        Copy *c = &copies[i];
        lanes_join(c->to, c->from, c->bytes, c->size, c->real);
        free(c->to);
    }
}
