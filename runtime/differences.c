/* differences.c - derivatives of a black box by differences, for ADCC_DIFFERENCES.
 *
 *     static void f_run(void **at)   { *(double *)at[2] = f(*(int *)at[0], at[1]); }
 *     struct adcc_argument a[] = {{&n}, {x, x_b, n, sizeof *x, ADCC_READ}, {&r, &r_b, 1, ...}};
 *     adcc_differences_adjoint(f_run, a, 3, ADCC_CENTRAL_STEP, 1e-6);
 *
 * The function runs on copies of all that it may change or that is varied; what it reads only is
 * handed on.  The step is the one given, times the size of the argument if that is above 1; a
 * tangent takes one step along its direction, an adjoint one along each argument.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A function and its arguments while derivatives are formed. */
struct adcc_differences {
    const struct adcc_argument *a;
    int n;
    void **at;        /* what the function gets */
    char **plus;      /* results at one point */
    char **minus;     /* and at the other */
    char **seed;      /* adjoints of results */
    void (*run)(void **at);
};

static void *adcc_differences_memory(adcc_size bytes)
{
    void *p = calloc(1, bytes ? bytes : 1);
    if (!p) {
        fprintf(stderr, "adcc: no memory for differences\n");
        abort();
    }
    return p;
}

static long double adcc_real_at(const void *p, adcc_size size, adcc_size i)
{
    float f;
    double d;
    long double l;
    const char *from = (const char *)p + i * size;
    if (size == sizeof f)
        return memcpy(&f, from, sizeof f), f;
    if (size == sizeof d)
        return memcpy(&d, from, sizeof d), d;
    return memcpy(&l, from, sizeof l), l;
}

static void adcc_set_real(void *p, adcc_size size, adcc_size i, long double x)
{
    float f = (float)x;
    double d = (double)x;
    char *to = (char *)p + i * size;
    if (size == sizeof f)
        memcpy(to, &f, sizeof f);
    else if (size == sizeof d)
        memcpy(to, &d, sizeof d);
    else
        memcpy(to, &x, sizeof x);
}

static int adcc_is_copied(const struct adcc_argument *a)
{
    return a->value && (a->role & (ADCC_READ | ADCC_WRITTEN));
}

static adcc_size adcc_bytes_of(const struct adcc_argument *a)
{
    return a->n * a->size;
}

/* Does it carry derivatives? */
static int adcc_is_varied(const struct adcc_argument *a, int role)
{
    return adcc_is_copied(a) && a->shadow && (a->role & role);
}

/* Two pieces of memory in one, of which one is written, would be two in the copies. */
static void adcc_refuse_overlap(const struct adcc_differences *d)
{
    for (int i = 0; i < d->n; i++)
        for (int k = 0; k < d->n; k++) {
            const struct adcc_argument *a = &d->a[i], *b = &d->a[k];
            if (i == k || !adcc_is_copied(a) || !adcc_is_copied(b) || !(a->role & ADCC_WRITTEN))
                continue;
            uintptr_t p = (uintptr_t)a->value, q = (uintptr_t)b->value;
            if (p < q + adcc_bytes_of(b) && q < p + adcc_bytes_of(a)) {
                fprintf(stderr, "adcc: arguments %d and %d of a function with ADCC_DIFFERENCES "
                                "overlap, and it writes to them\n", i + 1, k + 1);
                abort();
            }
        }
}

static struct adcc_differences adcc_differences_begin(void (*run)(void **),
                                                      const struct adcc_argument *a, int n)
{
    struct adcc_differences d = {a, n, NULL, NULL, NULL, NULL, run};
    adcc_size room = (adcc_size)n * sizeof(void *);
    adcc_refuse_overlap(&d);
    d.at = adcc_differences_memory(room);
    d.plus = adcc_differences_memory(room);
    d.minus = adcc_differences_memory(room);
    d.seed = adcc_differences_memory(room);
    for (int i = 0; i < n; i++) {
        if (!adcc_is_copied(&a[i])) {
            d.at[i] = (void *)(uintptr_t)a[i].value;
            continue;
        }
        d.at[i] = adcc_differences_memory(adcc_bytes_of(&a[i]));
        d.plus[i] = adcc_differences_memory(adcc_bytes_of(&a[i]));
        d.minus[i] = adcc_differences_memory(adcc_bytes_of(&a[i]));
        d.seed[i] = adcc_differences_memory(adcc_bytes_of(&a[i]));
    }
    return d;
}

static void adcc_differences_end(struct adcc_differences *d)
{
    for (int i = 0; i < d->n; i++)
        if (adcc_is_copied(&d->a[i])) {
            free(d->at[i]);
            free(d->plus[i]);
            free(d->minus[i]);
            free(d->seed[i]);
        }
    free(d->at);
    free(d->plus);
    free(d->minus);
    free(d->seed);
}

/* The arguments as they are. */
static void adcc_differences_reset(struct adcc_differences *d)
{
    for (int i = 0; i < d->n; i++)
        if (adcc_is_copied(&d->a[i]))
            memcpy(d->at[i], d->a[i].value, adcc_bytes_of(&d->a[i]));
}

static void adcc_differences_run(struct adcc_differences *d, char **results)
{
    d->run(d->at);
    for (int i = 0; i < d->n; i++)
        if (adcc_is_copied(&d->a[i]) && d->a[i].role & ADCC_WRITTEN)
            memcpy(results[i], d->at[i], adcc_bytes_of(&d->a[i]));
}

static long double adcc_larger(long double a, long double b)
{
    return a > b ? a : b;
}

/* f at x + h d; gives what was added, in units of d, after rounding. */
static void adcc_run_along(struct adcc_differences *d, long double h, char **results)
{
    adcc_differences_reset(d);
    for (int i = 0; i < d->n; i++)
        for (adcc_size k = 0; adcc_is_varied(&d->a[i], ADCC_READ) && k < d->a[i].n; k++) {
            const struct adcc_argument *a = &d->a[i];
            adcc_set_real(d->at[i], a->size, k,
                          adcc_real_at(a->value, a->size, k) +
                              h * adcc_real_at(a->shadow, a->size, k));
        }
    adcc_differences_run(d, results);
}

void adcc_differences_tangent(void (*run)(void **), const struct adcc_argument *a, int n,
                              int formula, double step)
{
    struct adcc_differences d = adcc_differences_begin(run, a, n);
    long double size = 1, length = 0;
    for (int i = 0; i < n; i++)
        for (adcc_size k = 0; adcc_is_varied(&a[i], ADCC_READ) && k < a[i].n; k++) {
            long double along = fabsl(adcc_real_at(a[i].shadow, a[i].size, k));
            length = adcc_larger(length, along);
            if (along > 0)
                size = adcc_larger(size, fabsl(adcc_real_at(a[i].value, a[i].size, k)));
        }
    long double h = length > 0 ? step * size / length : 0;
    long double to = formula == ADCC_BACKWARD_STEP ? 0 : h;
    long double from = formula == ADCC_FORWARD_STEP ? 0 : -h;
    if (h > 0) {
        adcc_run_along(&d, to, d.plus);
        adcc_run_along(&d, from, d.minus);
    }
    for (int i = 0; i < n; i++)
        for (adcc_size k = 0; adcc_is_varied(&a[i], ADCC_WRITTEN) && k < a[i].n; k++)
            adcc_set_real(a[i].shadow, a[i].size, k,
                          h > 0 ? (adcc_real_at(d.plus[i], a[i].size, k) -
                                   adcc_real_at(d.minus[i], a[i].size, k)) / (to - from)
                                : 0);
    adcc_differences_end(&d);
}

/* The sum of seeds times derivatives along one argument. */
static long double adcc_derivative_along(struct adcc_differences *d, int i, adcc_size k,
                                         int formula, double step)
{
    const struct adcc_argument *a = &d->a[i];
    long double x = adcc_real_at(a->value, a->size, k), sum = 0;
    long double h = step * adcc_larger(1, fabsl(x));
    adcc_differences_reset(d);
    if (formula != ADCC_BACKWARD_STEP)
        adcc_set_real(d->at[i], a->size, k, x + h);
    long double to = adcc_real_at(d->at[i], a->size, k);
    adcc_differences_run(d, d->plus);
    adcc_differences_reset(d);
    if (formula != ADCC_FORWARD_STEP)
        adcc_set_real(d->at[i], a->size, k, x - h);
    long double from = adcc_real_at(d->at[i], a->size, k);
    adcc_differences_run(d, d->minus);
    for (int j = 0; j < d->n; j++) {
        const struct adcc_argument *y = &d->a[j];
        for (adcc_size m = 0; adcc_is_varied(y, ADCC_WRITTEN) && m < y->n; m++) {
            long double seed = adcc_real_at(d->seed[j], y->size, m);
            if (seed != 0)
                sum += seed * (adcc_real_at(d->plus[j], y->size, m) -
                               adcc_real_at(d->minus[j], y->size, m)) / (to - from);
        }
    }
    return sum;
}

void adcc_differences_adjoint(void (*run)(void **), const struct adcc_argument *a, int n,
                              int formula, double step)
{
    struct adcc_differences d = adcc_differences_begin(run, a, n);
    for (int i = 0; i < n; i++)
        if (adcc_is_varied(&a[i], ADCC_WRITTEN)) {
            memcpy(d.seed[i], a[i].shadow, adcc_bytes_of(&a[i]));
            for (adcc_size k = 0; k < a[i].n; k++)
                adcc_set_real(a[i].shadow, a[i].size, k, 0);
        }
    for (int i = 0; i < n; i++)
        for (adcc_size k = 0; adcc_is_varied(&a[i], ADCC_READ) && k < a[i].n; k++)
            adcc_set_real(a[i].shadow, a[i].size, k,
                          adcc_real_at(a[i].shadow, a[i].size, k) +
                              adcc_derivative_along(&d, i, k, formula, step));
    adcc_differences_end(&d);
}
