/* common.c - checks and times the derivatives of 'problem' at one size; prints a line of JSON.
 *
 *     ./bench SIZE SECONDS     with SECONDS 0: only checks
 *
 * The contestants run in turns, so that what else the machine does strikes all of them alike; the
 * figures are medians over the turns.  Differences run only where a problem has them: elsewhere their
 * time is that of f times the number of evaluations.  Exit status 1 says that derivatives disagree.
 */
#include "common.h"

#include <adcc_rt.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HUGE 9.0e99 /* an error that is not a number */

enum { PRIMAL, ADCC, HAND, ADOLC, ONE_SIDED, CENTRAL, CONTESTANTS, RUNS = 2000 };
static const char *const names[] = {"f", "adcc", "hand", "adolc", "one_sided", "central"};

typedef struct Bench {
    Case c;
    double *derivative[CONTESTANTS];
    double times[CONTESTANTS][RUNS];
    int runs[CONTESTANTS];
    int batch[CONTESTANTS]; /* calls a run, so that a run is long enough for the clock */
    int absent[CONTESTANTS];
} Bench;

void *bench_memory(size_t bytes);

void *bench_memory(size_t bytes)
{
    size_t rounded = (bytes / 64 + 1) * 64;
    void *p = aligned_alloc(64, rounded);
    if (p == NULL) {
        fprintf(stderr, "out of memory\n");
        exit(2);
    }
    return memset(p, 0, rounded);
}

double *bench_array(size_t count)
{
    return bench_memory(count * sizeof(double));
}

double *bench_scratch(size_t count)
{
    static double *scratch;
    static size_t capacity;
    if (count > capacity) {
        free(scratch);
        scratch = bench_array(count);
        capacity = count;
    }
    return scratch;
}

int *bench_integers(size_t count)
{
    return bench_memory(count * sizeof(int));
}

double bench_uniform(double lo, double hi)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return lo + (hi - lo) * ((double)(state >> 11) / 9007199254740992.0);
}

double bench_normal(void)
{
    double radius = sqrt(-2.0 * log(bench_uniform(1.0e-12, 1.0)));
    return radius * cos(6.283185307179586 * bench_uniform(0.0, 1.0));
}

void bench_fill(double *x, size_t count, double lo, double hi)
{
    for (size_t i = 0; i < count; i++)
        x[i] = bench_uniform(lo, hi);
}

static double clock_at(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1.0e-9 * (double)t.tv_nsec;
}

/* One call of a contestant; returns f's value. */
static double call(Bench *b, int who)
{
    double *derivative = b->derivative[who];
    if (who == PRIMAL)
        return problem.primal();
    if (!problem.whole)
        memset(derivative, 0, b->c.entries * sizeof *derivative);
    if (who == ADCC)
        return problem.adcc(derivative);
    if (who == HAND)
        return problem.hand(derivative);
    if (who == ADOLC)
        adolc_derivative(b->c.x, b->c.inputs, derivative);
    else
        problem.differences(derivative, who == CENTRAL ? 2 : 1);
    return 0.0;
}

/* Seconds of the processor's that one call takes, from 'batch' calls in a row: what others do on the
 * machine meanwhile does not count. */
static double sample(Bench *b, int who)
{
    static volatile double sink;
    double start = clock_at(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < b->batch[who]; i++)
        sink = call(b, who);
    (void)sink;
    return (clock_at(CLOCK_PROCESS_CPUTIME_ID) - start) / b->batch[who];
}

/* Runs the contestants in turns for about the given time. */
static void measure(Bench *b, double seconds)
{
    double round = 0.0, end = clock_at(CLOCK_MONOTONIC) + seconds;
    for (int who = 0; who < CONTESTANTS; who++) {
        if (b->absent[who])
            continue;
        b->batch[who] = 1;
        double once = sample(b, who);
        double best = fmin(once, sample(b, who));
        b->batch[who] = best < 50.0e-6 ? (int)(50.0e-6 / best) + 1 : 1;
        round += best * b->batch[who];
    }
    for (int turn = 0; turn < RUNS && (turn < 5 || clock_at(CLOCK_MONOTONIC) < end); turn++) {
        for (int who = 0; who < CONTESTANTS; who++)
            if (!b->absent[who])
                b->times[who][b->runs[who]++] = sample(b, who);
        if (turn >= 2 && round > seconds)
            break;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The largest difference of the two derivatives, relative to the largest entry of the second. */
static double difference(size_t n, const double *a, const double *b)
{
    double most = 0.0, scale = 0.0;
    for (size_t i = 0; i < n; i++) {
        most = fabs(a[i] - b[i]) > most || isnan(a[i]) ? fabs(a[i] - b[i]) : most;
        scale = fmax(scale, fabs(b[i]));
    }
    double error = scale > 0.0 ? most / scale : most;
    return isnan(error) ? HUGE : error;
}

static double value(void)
{
    return problem.value != NULL ? problem.value() : problem.primal();
}

/* The slope along a random direction, by central differences (extrapolated once) and by the
 * derivative: their difference, relative to the norm of the direction's terms. */
static double slope_error(Bench *b)
{
    size_t n = b->c.inputs;
    double *x = b->c.x, *direction = bench_array(n), *kept = bench_array(n), slope = 0.0, v[4];
    static const double steps[] = {1.0, -1.0, 0.5, -0.5};
    double size = 0.0;
    for (size_t i = 0; i < n; i++) {
        kept[i] = x[i];
        size = fmax(size, fabs(x[i]));
        direction[i] = bench_uniform(-1.0, 1.0);
    }
    double h = b->c.step * fmin(1.0, size > 0.0 ? size : 1.0);
    if (problem.slope != NULL)
        slope = problem.slope(b->derivative[ADCC], direction);
    else
        for (size_t i = 0; i < n; i++)
            slope += b->derivative[ADCC][i] * direction[i];
    for (int k = 0; k < 4; k++) {
        for (size_t i = 0; i < n; i++)
            x[i] = kept[i] + steps[k] * h * direction[i];
        v[k] = value();
    }
    memcpy(x, kept, n * sizeof *x);
    free(direction);
    free(kept);
    double wide = (v[0] - v[1]) / (2.0 * h), narrow = (v[2] - v[3]) / h;
    double by_difference = narrow + (narrow - wide) / 3.0;
    double error = fabs(slope - by_difference) / fmax(fabs(by_difference), 1.0e-3 * fabs(v[2]));
    return isnan(error) ? HUGE : error;
}

static int allowed(const char *what, double error, double most)
{
    if (error <= most)
        return 1;
    fprintf(stderr, "%s: %s: off by %.1e\n", problem.name, what, error);
    return 0;
}

/* Every contestant against the one by hand, and that of adcc against differences. */
static int check(Bench *b, double *errors)
{
    double was = problem.primal();
    int good = 1;
    for (int who = ADCC; who < CONTESTANTS; who++) {
        double result = b->absent[who] ? was : call(b, who);
        if (who <= HAND && !(fabs(result - was) <= 1.0e-9 * fabs(was)))
            good = allowed("value", fabs(result - was), 0.0);
    }
    for (int who = ADCC; who < CONTESTANTS; who++) {
        if (b->absent[who])
            continue;
        errors[who] = difference(b->c.entries, b->derivative[who], b->derivative[HAND]);
        if (who != ADOLC) /* it undoes sums by subtraction, which can lose everything */
            good &= allowed(names[who], errors[who], who <= HAND ? b->c.rounding : 1.0e-5);
    }
    errors[PRIMAL] = slope_error(b);
    return good & allowed("differences", errors[PRIMAL], b->c.tolerance);
}

/* Whether ADOL-C takes part: its tape must be of a size that a user would accept. */
static int with_adolc(Bench *b, double once)
{
    if (adolc_trace == NULL || once > 10.0e-3)
        return 0;
    adolc_trace(b->c.x, b->c.inputs);
    return 1;
}

static void print(Bench *b, const double *errors, size_t peak)
{
    printf("{\"problem\": \"%s\", \"size\": \"%s\", \"inputs\": %zu, \"evaluations\": %g, "
           "\"peak\": %zu, \"slope_error\": %.1e",
           problem.name, b->c.label, b->c.inputs, b->c.evaluations, peak, errors[PRIMAL]);
    for (int who = 0; who < CONTESTANTS; who++) {
        int runs = b->runs[who];
        if (who != PRIMAL && !b->absent[who])
            printf(", \"%s_error\": %.1e", names[who], errors[who]);
        if (runs == 0)
            continue;
        qsort(b->times[who], (size_t)runs, sizeof(double), by_size);
        printf(", \"%s\": %.4e, \"%s_least\": %.4e, \"%s_runs\": %d", names[who],
               b->times[who][runs / 2], names[who], b->times[who][0], names[who], runs);
    }
    printf("}\n");
}

/* What the problem left to us. */
static void complete(Case *c)
{
    c->entries = c->entries == 0 ? c->inputs : c->entries;
    c->evaluations = c->evaluations > 0.0 ? c->evaluations : (double)c->inputs + 1.0;
    c->tolerance = c->tolerance > 0.0 ? c->tolerance : 1.0e-6;
    c->step = c->step > 0.0 ? c->step : 1.0e-4;
    c->rounding = c->rounding > 0.0 ? c->rounding : 1.0e-8;
}

int main(int argc, char **argv)
{
    static Bench b;
    double errors[CONTESTANTS];
    if (argc != 3 || atoi(argv[1]) < 0 || atoi(argv[1]) >= problem.sizes) {
        fprintf(stderr, "usage: %s SIZE SECONDS, SIZE below %d, the last %d are large\n", argv[0],
                problem.sizes, problem.large);
        return 2;
    }
    problem.set_up(atoi(argv[1]), &b.c);
    complete(&b.c);
    for (int who = ADCC; who < CONTESTANTS; who++)
        b.derivative[who] = bench_array(b.c.entries);
    double start = clock_at(CLOCK_MONOTONIC);
    problem.primal();
    b.absent[ADOLC] = !with_adolc(&b, clock_at(CLOCK_MONOTONIC) - start);
    b.absent[ONE_SIDED] = b.absent[CENTRAL] = problem.differences == NULL;
    int good = check(&b, errors);
    adcc_stack_reset_peak();
    call(&b, ADCC);
    size_t peak = adcc_stack_peak();
    if (atof(argv[2]) > 0.0)
        measure(&b, atof(argv[2]));
    print(&b, errors, peak);
    return good ? 0 : 1;
}
