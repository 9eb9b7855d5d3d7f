/* check.c - the checks behind check.h: a plan of runs, and what is compared after each.
 *
 * CHECK is a loop in the test, so that the calls stand in its main; check_next() is its generator:
 * it looks at what the run before left, sets up memory for the next, and says which call to make.
 *   f at x;  f_d along a random direction;  f at x +- h * direction for some h;  f_b, twice;
 *   and, where the adjoint is wrong, f_d along each axis to say in which element.
 */
#include "check.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the runtime, where a derivative uses it: bytes on the tape now. */
extern size_t adcc_stack_bytes(void) __attribute__((weak));

enum { MAX_RANGES = 64 };
enum { START, FIRST, TANGENT, DIFFERENCE, ADJOINT, AGAIN, AXIS, STOP };

/* A piece of memory and what is known of it; every copy holds n elements of the range's type. */
typedef struct Range {
    int role;
    const char *name;
    size_t size, n;            /* bytes of an element, elements */
    void *p, *p_b, *p_d;       /* the test's memory: value, adjoint, tangent */
    char *before, *after;      /* values f finds, values f leaves */
    char *dir, *dir_after;     /* tangent put in, tangent that came out */
    char *seed, *seed_after;   /* adjoint put in, adjoint that came out */
    long double *plus, *best;  /* f(x + h dir); difference quotient nearest to the tangent so far */
    long double *last;         /* the quotient before, to see whether they converge */
    long double *spread;       /* the least difference of two quotients that follow each other */
} Range;

static Range range[MAX_RANGES];
static int ranges, failures, stage, modes_wanted, check_line, sign, step, rough_allowed;
static long last_seed, rough = -1; /* of the last CHECK that was rough */
static size_t axis_range, axis_at;
static double dot_tolerance = -1, difference_tolerance = -1;
static uint64_t state = 88172645463325252u;
static const double steps[] = {1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7};
enum { STEPS = sizeof steps / sizeof *steps };

void check_seed(unsigned long seed)
{
    last_seed = (long)seed;
    state = 88172645463325252u + seed * 0x9e3779b97f4a7c15u;
}

double check_random(double lo, double hi)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return lo + (hi - lo) * ((double)(state >> 11) / 9007199254740992.0);
}

/* Element i of memory laid out as range r. */
static long double get(const Range *r, const void *p, size_t i)
{
    return r->size == sizeof(float)    ? (long double)((const float *)p)[i]
           : r->size == sizeof(double) ? (long double)((const double *)p)[i]
                                       : ((const long double *)p)[i];
}

static void put(const Range *r, void *p, size_t i, long double v)
{
    if (r->size == sizeof(float))
        ((float *)p)[i] = (float)v;
    else if (r->size == sizeof(double))
        ((double *)p)[i] = (double)v;
    else
        ((long double *)p)[i] = v;
}

static void fail(const char *what, const Range *r, size_t i, long double a, long double b)
{
    if (failures++ < 20)
        fprintf(stderr, "line %d: %s: %s[%zu]: %.17Lg, expected %.17Lg\n", check_line, what, r->name, i,
                a, b);
}

void check_that(int holds, const char *what, int line)
{
    if (!holds && failures++ < 20)
        fprintf(stderr, "line %d: does not hold: %s\n", line, what);
}

void check_close(double a, double b, const char *what, int line)
{
    int near = isfinite(a) && isfinite(b) && fabs(a - b) <= 1e-12 * (fabs(a) + fabs(b));
    if (!(near || a == b) && failures++ < 20)
        fprintf(stderr, "line %d: does not hold: %s: %.17g, %.17g\n", line, what, a, b);
}

void check_if_smooth(void)
{
    rough_allowed = 1;
}

/* A line in the file that CHECK_ROUGH names, if there were differences that say nothing. */
static void report_rough(void)
{
    const char *path = getenv("CHECK_ROUGH");
    FILE *f = rough >= 0 && path ? fopen(path, "a") : NULL;

    if (f) {
        fprintf(f, "%ld\n", rough);
        fclose(f);
    }
}

int check_status(void)
{
    report_rough();
    if (ranges)
        fprintf(stderr, "a table of ranges without its CHECK\n");
    return failures > 0 || ranges > 0;
}

void check_tolerance(double dot, double difference)
{
    dot_tolerance = dot;
    difference_tolerance = difference;
}

/* For run-directions: the memory of a companion that p leads into, and its bytes. */
size_t check_memory(const void *p, void **start);
size_t check_memory(const void *p, void **start)
{
    for (int i = 0; i < 2 * ranges; i++) {
        const Range *r = &range[i / 2];
        char *at = i % 2 ? r->p_d : r->p_b;
        size_t bytes = r->n * r->size;
        if (at && (const char *)p >= at && (const char *)p < at + bytes) {
            *start = at;
            return bytes;
        }
    }
    return 0;
}

void check_range(int role, const char *name, size_t size, void *p, void *p_b, void *p_d, size_t n,
                 double lo, double hi)
{
    Range r = {.role = role, .name = name, .size = size, .n = n, .p = p, .p_b = p_b, .p_d = p_d};

    if (ranges == MAX_RANGES)
        abort();
    for (size_t i = 0; i < n && role != CHECK_BYTES; i++)
        put(&r, p, i, role == CHECK_IN || role == CHECK_INOUT ? check_random(lo, hi) : NAN);
    range[ranges++] = r;
}

static int is_real(const Range *r)
{
    return r->role != CHECK_BYTES;
}

static int has_floats(void)
{
    for (int k = 0; k < ranges; k++)
        if (is_real(&range[k]) && range[k].size == sizeof(float))
            return 1;
    return 0;
}

/* Does the value on entry matter? */
static int is_input(const Range *r)
{
    return r->role == CHECK_IN || r->role == CHECK_INOUT;
}

/* Takes copies of the inputs and chooses a direction and a seed. */
static void begin(int modes, int line)
{
    modes_wanted = modes;
    check_line = line;
    if (ranges == 0) {
        fprintf(stderr, "line %d: CHECK without a table\n", line);
        exit(1);
    }
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];
        size_t bytes = r->n * r->size + 1;
        char **copies[] = {&r->before, &r->after, &r->dir, &r->dir_after, &r->seed, &r->seed_after};

        for (size_t c = 0; c < sizeof copies / sizeof *copies; c++)
            *copies[c] = calloc(1, bytes);
        memcpy(r->before, r->p, r->n * r->size);
        r->plus = calloc(r->n + 1, sizeof *r->plus);
        r->best = calloc(r->n + 1, sizeof *r->best);
        r->last = calloc(r->n + 1, sizeof *r->last);
        r->spread = calloc(r->n + 1, sizeof *r->spread);
        for (size_t i = 0; i < r->n && is_real(r); i++) {
            put(r, r->dir, i, is_input(r) ? check_random(0.5, 1) * (check_random(0, 1) < 0.5 ? -1 : 1) : NAN);
            put(r, r->seed, i, check_random(0.5, 1) * (check_random(0, 1) < 0.5 ? -1 : 1));
            r->best[i] = r->last[i] = r->spread[i] = NAN;
        }
        if (is_real(r) && r->size == sizeof(float)) {
            dot_tolerance = dot_tolerance < 0 ? 1e-5 : dot_tolerance;
            difference_tolerance = difference_tolerance < 0 ? 1e-2 : difference_tolerance;
        }
    }
    dot_tolerance = dot_tolerance < 0 ? 1e-12 : dot_tolerance;
    difference_tolerance = difference_tolerance < 0 ? 1e-6 : difference_tolerance;
}

static void end(void)
{
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        memcpy(r->p, r->before, r->n * r->size);
        free(r->before), free(r->after), free(r->dir), free(r->dir_after), free(r->seed);
        free(r->seed_after), free(r->plus), free(r->best), free(r->last);
        free(r->spread);
    }
    ranges = 0;
    dot_tolerance = difference_tolerance = -1;
    rough_allowed = 0;
}

/* Memory as f is to find it, displaced by h times the direction. */
static void prepare(double h)
{
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        memcpy(r->p, r->before, r->n * r->size);
        if (!is_real(r))
            continue;
        if (r->p_d != NULL)
            memcpy(r->p_d, r->dir, r->n * r->size);
        if (r->p_b != NULL)
            memcpy(r->p_b, r->seed, r->n * r->size);
        for (size_t i = 0; i < r->n && h != 0 && is_input(r); i++)
            put(r, r->p, i, get(r, r->p, i) + h * get(r, r->dir, i));
    }
}

/* The bytes of each element that count: a long double has padding. */
static int same_bytes(const Range *r, const char *a, const char *b, size_t i)
{
    size_t meant = is_real(r) && r->size == sizeof(long double) ? 10 : r->size;

    return memcmp(a + i * r->size, b + i * r->size, meant) == 0;
}

/* f_d and f_b leave what f leaves. */
static void compare_memory(const char *who)
{
    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n; i++) {
            const Range *r = &range[k];

            if (same_bytes(r, r->p, r->after, i))
                continue;
            if (is_real(r))
                fail(who, r, i, get(r, r->p, i), get(r, r->after, i));
            else
                fail(who, r, i, ((char *)r->p)[i], r->after[i]);
        }
}

static void after_first(void)
{
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        memcpy(r->after, r->p, r->n * r->size);
        for (size_t i = 0; i < r->n && is_real(r); i++)
            if (!isfinite(get(r, r->p, i)))
                fail("value of f is not finite", r, i, get(r, r->p, i), 0);
            else if (r->role == CHECK_IN && !same_bytes(r, r->p, r->before, i))
                fail("f changes an input declared IN", r, i, get(r, r->p, i), get(r, r->before, i));
    }
}

static void after_tangent(void)
{
    compare_memory("value after f_d");
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        if (!is_real(r))
            continue;
        memcpy(r->dir_after, r->p_d, r->n * r->size);
        for (size_t i = 0; i < r->n; i++)
            if (!isfinite(get(r, r->p_d, i)))
                fail("tangent is not finite", r, i, get(r, r->p_d, i), 0);
            else if (r->role == CHECK_IN && !same_bytes(r, r->p_d, r->dir, i))
                fail("tangent of an input was changed", r, i, get(r, r->p_d, i), get(r, r->dir, i));
    }
}

/* After f(x + h d): keep it; after f(x - h d): keep the quotient if it is the best so far, where
 * best means nearest to the tangent or, without f_d, to the quotient of the step before. */
static void after_difference(void)
{
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        for (size_t i = 0; i < r->n && is_real(r); i++) {
            long double v = get(r, r->p, i), q, target;

            if (sign > 0) {
                r->plus[i] = v;
                continue;
            }
            q = (r->plus[i] - v) / (2 * (long double)steps[step]);
            target = modes_wanted & 1 ? get(r, r->dir_after, i) : r->last[i];
            if (isnan(q))
                continue;
            r->spread[i] = fminl(r->spread[i], fabsl(q - r->last[i]));
            r->last[i] = q;
            if (modes_wanted & 1) {
                if (!(fabsl(r->best[i] - target) <= fabsl(q - target)))
                    r->best[i] = q;
            } else if (!isnan(target)) {
                long double now = fabsl(q - target);
                long double old = get(r, r->dir_after, i); /* reused: spread of the best pair */

                if (isnan(r->best[i]) || now < old) {
                    r->best[i] = q;
                    put(r, r->dir_after, i, now);
                }
            }
        }
    }
}

/* Within what its quotient must be of element i, apart from the tolerance. */
static long double unit_of(const Range *r, size_t i, long double largest)
{
    return fmaxl(fmaxl(fabsl(r->best[i]), 1e-3L * largest), 1e-5L * fabsl(get(r, r->after, i)));
}

/* The tangent is not the best quotient. */
static int differs(const Range *r, size_t i, long double largest)
{
    long double allowed = difference_tolerance * unit_of(r, i, largest) + 1e-30L;

    return difference_tolerance > 0 && !(fabsl(get(r, r->dir_after, i) - r->best[i]) <= allowed);
}

/* Do most quotients that are not the tangents converge to nothing else either? */
static int is_rough(long double largest)
{
    int differ = 0, spread = 0;

    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++)
            if (differs(&range[k], i, largest)) {
                differ++;
                spread += range[k].spread[i] > difference_tolerance * unit_of(&range[k], i, largest);
            }
    return differ > 0 && 2 * spread >= differ;
}

/* The tangents, or without f_d their place, against the best difference quotients. */
static void after_differences(void)
{
    long double largest = 0;

    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++)
            largest = fmaxl(largest, fabsl(range[k].best[i]));
    if (rough_allowed && modes_wanted & 1 && is_rough(largest)) {
        rough = last_seed;
        return;
    }
    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++) {
            Range *r = &range[k];
            long double q = r->best[i], t = get(r, r->dir_after, i);

            if (modes_wanted & 1) {
                if (differs(r, i, largest))
                    fail("tangent against differences", r, i, t, q);
                continue;
            }
            if (!(t <= 10 * difference_tolerance * unit_of(r, i, largest) + 1e-30L) &&
                difference_tolerance > 0)
                fail("differences do not converge; spread and value", r, i, t, q);
            put(r, r->dir_after, i, q);
        }
}

/* <a_after, b> over all ranges, for the tangents and adjoints in their places; the sum of magnitudes too. */
static long double product(int adjoint_side, long double *magnitude)
{
    long double sum = 0;

    *magnitude = 0;
    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++) {
            const Range *r = &range[k];
            long double term;

            if (adjoint_side && !is_input(r))
                continue;
            term = adjoint_side ? get(r, r->seed_after, i) * get(r, r->dir, i)
                                : get(r, r->seed, i) * get(r, r->dir_after, i);
            sum += term;
            *magnitude += fabsl(term);
        }
    return sum;
}

/* The adjoints by themselves, then against the tangents.  True if they do not agree. */
static int after_adjoint(void)
{
    long double left, right, m1, m2;
    double tolerance = modes_wanted & 1 ? dot_tolerance : difference_tolerance * 10;
    int failed = failures;

    compare_memory("value after f_b");
    if (adcc_stack_bytes != NULL && adcc_stack_bytes() != 0) {
        failures++;
        fprintf(stderr, "line %d: f_b leaves %zu bytes on the tape\n", check_line, adcc_stack_bytes());
    }
    for (int k = 0; k < ranges; k++) {
        Range *r = &range[k];

        if (!is_real(r))
            continue;
        memcpy(r->seed_after, r->p_b, r->n * r->size);
        for (size_t i = 0; i < r->n; i++)
            if (!isfinite(get(r, r->p_b, i)))
                fail("adjoint is not finite", r, i, get(r, r->p_b, i), 0);
            else if (r->role == CHECK_OUT && get(r, r->p_b, i) != 0)
                fail("adjoint of an overwritten output", r, i, get(r, r->p_b, i), 0);
    }
    if (failures > failed || tolerance == 0)
        return 0;
    left = product(0, &m1);
    right = product(1, &m2);
    if (fabsl(left - right) <= tolerance * (m1 + m2 + 1e-30L))
        return 0;
    failures++;
    fprintf(stderr, "line %d: <y_b, J x_d> = %.17Lg, but <J'y_b, x_d> = %.17Lg\n", check_line, left, right);
    return 1;
}

/* A second run gives the same, to the last bit. */
static void after_again(void)
{
    compare_memory("value after f_b again");
    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++)
            if (!same_bytes(&range[k], range[k].p_b, range[k].seed_after, i))
                fail("adjoint of a second run", &range[k], i, get(&range[k], range[k].p_b, i),
                     get(&range[k], range[k].seed_after, i));
}

/* After f_d along one axis: what the adjoint of that element should have been. */
static void after_axis(void)
{
    Range *at = &range[axis_range];
    long double want = 0, scale = 0, have = get(at, at->seed_after, axis_at);

    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_real(&range[k]); i++) {
            const Range *r = &range[k];

            want += get(r, r->seed, i) * get(r, r->p_d, i);
            scale += fabsl(get(r, r->seed, i) * get(r, r->p_d, i));
        }
    if (!(fabsl(want - have) <= 10 * dot_tolerance * (scale + fabsl(have))))
        fail("adjoint", at, axis_at, have, want);
}

/* Moves to the next element of an input; false after the last. */
static int next_axis(int first)
{
    if (first)
        axis_range = axis_at = 0;
    else
        axis_at++;
    for (; axis_range < (size_t)ranges; axis_range++, axis_at = 0)
        if (is_input(&range[axis_range]) && axis_at < range[axis_range].n)
            return 1;
    return 0;
}

/* Sets the direction to one axis. */
static void prepare_axis(void)
{
    prepare(0);
    for (int k = 0; k < ranges; k++)
        for (size_t i = 0; i < range[k].n && is_input(&range[k]); i++)
            put(&range[k], range[k].p_d, i, (size_t)k == axis_range && i == axis_at);
}

/* Looks at what the run of this stage left; gives the stage that follows. */
static int finish(int done)
{
    switch (done) {
    case START:
        return FIRST;
    case FIRST:
        after_first();
        step = has_floats() ? 0 : 2; /* doubles need no large steps */
        sign = 1;
        return modes_wanted & 1 ? TANGENT : DIFFERENCE;
    case TANGENT:
        after_tangent();
        return DIFFERENCE;
    case DIFFERENCE:
        after_difference();
        sign = -sign;
        step += sign > 0;
        if (step < STEPS)
            return DIFFERENCE;
        after_differences();
        return modes_wanted & 2 ? ADJOINT : STOP;
    case ADJOINT:
        if (after_adjoint())
            return modes_wanted & 1 && next_axis(1) ? AXIS : STOP;
        return AGAIN;
    case AGAIN:
        after_again();
        return STOP;
    default:
        after_axis();
        return next_axis(0) ? AXIS : STOP;
    }
}

int check_next(int modes, int line)
{
    if (stage == START)
        begin(modes, line);
    stage = finish(stage);
    if (stage == STOP) {
        end();
        stage = START;
        return CHECK_DONE;
    }
    if (stage == AXIS)
        prepare_axis();
    else
        prepare(stage == DIFFERENCE ? sign * steps[step] : 0);
    if (stage == TANGENT || stage == AXIS)
        return CHECK_TANGENT;
    return stage == ADJOINT || stage == AGAIN ? CHECK_ADJOINT : CHECK_PRIMAL;
}
