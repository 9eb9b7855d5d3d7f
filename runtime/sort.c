/* sort.c - sorting that can be undone.
 *
 *     adcc_sort(x, NULL, 3, sizeof *x, compare);     x = {3, 1, 2}  ->  {1, 2, 3}; tape: 1 2 0
 *     adcc_unsort(x, x_b, 0);                        x and x_b back to the order of before
 *
 * qsort itself does the sorting, so that the elements, ties among them too, come to lie where they
 * do without derivatives.  Which element came from where is found out afterwards: the elements of
 * before and after are put in the order of their bytes and paired; equal ones keep their order.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *adcc_sort_memory(adcc_size n, adcc_size size)
{
    void *memory = calloc(n > 0 ? n : 1, size > 0 ? size : 1);
    if (!memory) {
        fprintf(stderr, "adcc: no memory to sort %zu elements\n", n);
        abort();
    }
    return memory;
}

/* Merges the sorted runs from..middle and middle..to of 'index' into 'out'. */
static void adcc_merge(const char *elements, adcc_size size, const adcc_size *index,
                       adcc_size *out, adcc_size from, adcc_size middle, adcc_size to)
{
    adcc_size a = from, b = middle;
    for (adcc_size k = from; k < to; k++) {
        int second = a == middle;
        if (a < middle && b < to)
            second = memcmp(elements + index[b] * size, elements + index[a] * size, size) < 0;
        out[k] = second ? index[b++] : index[a++];
    }
}

/* The numbers of the elements in the order of their bytes, equal ones in the order they have. */
static adcc_size *adcc_order(const char *elements, adcc_size n, adcc_size size)
{
    adcc_size *index = adcc_sort_memory(n, sizeof *index);
    adcc_size *out = adcc_sort_memory(n, sizeof *out);
    for (adcc_size i = 0; i < n; i++)
        index[i] = i;
    for (adcc_size run = 1; run < n; run *= 2) {
        for (adcc_size i = 0; i < n; i += 2 * run) {
            adcc_size middle = n - i < run ? n : i + run;
            adcc_size to = n - middle < run ? n : middle + run;
            adcc_merge(elements, size, index, out, i, middle, to);
        }
        adcc_size *swap = index;
        index = out;
        out = swap;
    }
    free(out);
    return index;
}

/* element k of the result is element from[k]; or, back: element from[k] is element k */
static void adcc_permute(void *elements, const adcc_size *from, adcc_size n, adcc_size size,
                         int back)
{
    char *to = elements, *copy = adcc_sort_memory(n, size);
    if (n > 0)
        memcpy(copy, to, n * size);
    for (adcc_size k = 0; k < n; k++)
        memcpy(to + (back ? from[k] : k) * size, copy + (back ? k : from[k]) * size, size);
    free(copy);
}

void adcc_sort(void *x, void *x_b, adcc_size n, adcc_size size,
               int (*compare)(const void *, const void *))
{
    char *before = adcc_sort_memory(n, size);
    adcc_size *from = adcc_sort_memory(n, sizeof *from);
    if (n > 0)
        memcpy(before, x, n * size);
    qsort(x, n, size, compare);
    adcc_size *old = adcc_order(before, n, size), *now = adcc_order(x, n, size);
    for (adcc_size k = 0; k < n; k++)
        from[now[k]] = old[k];
    if (x_b)
        adcc_permute(x_b, from, n, size, 0);
    adcc_push_bytes(from, n * sizeof *from);
    adcc_push_bytes(&n, sizeof n);
    adcc_push_bytes(&size, sizeof size);
    free(before);
    free(from);
    free(old);
    free(now);
}

void adcc_unsort(void *x, void *x_b, int keep)
{
    adcc_size n, size;
    adcc_pop_bytes(&size, sizeof size);
    adcc_pop_bytes(&n, sizeof n);
    adcc_size *from = adcc_sort_memory(n, sizeof *from);
    adcc_pop_bytes(from, n * sizeof *from);
    if (x && keep)
        adcc_keep(x, n * size);
    if (x)
        adcc_permute(x, from, n, size, 1);
    if (x_b)
        adcc_permute(x_b, from, n, size, 1);
    free(from);
}
