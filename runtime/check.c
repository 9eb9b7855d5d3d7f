/* check.c - the checks of adcc --check: derivatives against one another and against differences.
 *
 *     adcc_check_begin("f");  adcc_check_reals("x", ...);  ...
 *     for (int call; (call = adcc_check_next()) != 0;)
 *         call == 1 ? f(...) : call == 2 ? f_d(...) : f_b(...);
 *
 * adcc_check_next() looks at what the last call left, puts memory in place for the next, and says
 * which it is: f at x; f_d along a random direction; f at x + h d and x - h d for a sweep of steps
 * h; f_b for a random seed; and, where adjoint and tangent disagree, f_d along each axis to say in
 * which component.  This file is part of generated code, which is free of any obligation.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ADCC_IN = 1, ADCC_OUT = 2, ADCC_STEPS = 16, ADCC_RANGES = 256 };
enum { ADCC_PRIMAL = 1, ADCC_TANGENT, ADCC_ADJOINT };
enum { ADCC_FORWARD, ADCC_BACKWARD, ADCC_CENTRAL, ADCC_FORMULAS };

/* A piece of memory that the function sees. */
struct adcc_piece {
    const char *name;
    int role;                  /* ADCC_IN, ADCC_OUT; 0: no derivative, only its bytes count */
    adcc_check_size size, n;   /* of an element, elements */
    char *p, *p_d, *p_b;       /* value, tangent, adjoint */
    double low, high;          /* inputs lie between */
    char *before, *after;      /* what the function finds and leaves */
    char *dir, *dir_after, *seed, *seed_after;
    long double *plus, *minus;
};

static struct adcc_check_state {
    const char *name;
    struct adcc_piece piece[ADCC_RANGES];
    int pieces, stage, step, sample, bad;
    adcc_check_size axis_piece, axis;
    double error[ADCC_FORMULAS][ADCC_STEPS]; /* of the tangent, the worst over samples */
    double dot;                              /* of adjoint and tangent, likewise */
    char memory[200], finite[200], where[200], output[200];
    int failures;
} adcc_check;

static uint64_t adcc_check_random_state = 88172645463325252u;
static int adcc_check_samples = 3;
static double adcc_check_tolerance = 0; /* 0: by the precision of the function */
static FILE *adcc_check_plot;           /* receives steps, errors of the formulas and of the dot */

static double adcc_check_random(double low, double high)
{
    uint64_t x = adcc_check_random_state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    adcc_check_random_state = x;
    return low + (high - low) * ((double)(x >> 11) / 9007199254740992.0);
}

static double adcc_check_sign(void)
{
    double x = adcc_check_random(0.5, 1.0);
    return adcc_check_random(0.0, 1.0) < 0.5 ? -x : x;
}

static void *adcc_check_memory(adcc_check_size n, adcc_check_size size)
{
    void *p = calloc(n + 1, size);
    if (!p) {
        fprintf(stderr, "adcc --check: no memory for %zu elements\n", n);
        exit(2);
    }
    return p;
}

static long double adcc_check_get(const struct adcc_piece *r, const char *p, adcc_check_size i)
{
    float f;
    double d;
    long double l;
    memcpy(r->size == sizeof f ? (void *)&f : r->size == sizeof d ? (void *)&d : (void *)&l,
           p + i * r->size, r->size);
    return r->size == sizeof f ? f : r->size == sizeof d ? d : l;
}

static void adcc_check_put(const struct adcc_piece *r, char *p, adcc_check_size i, long double v)
{
    float f = (float)v;
    double d = (double)v;
    memcpy(p + i * r->size,
           r->size == sizeof f ? (void *)&f : r->size == sizeof d ? (void *)&d : (void *)&v,
           r->size);
}

static void adcc_check_begin(const char *name)
{
    memset(&adcc_check, 0, sizeof adcc_check);
    adcc_check.name = name;
}

/* Memory of the function: reals with a role, or bytes (role 0). */
static void adcc_check_piece(const char *name, int role, adcc_check_size size, adcc_check_size n,
                             void *p, void *p_d, void *p_b, double low, double high)
{
    struct adcc_piece *r = &adcc_check.piece[adcc_check.pieces++];
    if (adcc_check.pieces > ADCC_RANGES) {
        fprintf(stderr, "adcc --check: '%s' has too many parts\n", adcc_check.name);
        exit(2);
    }
    *r = (struct adcc_piece){.name = name, .role = role, .size = size, .n = n, .p = p, .p_d = p_d,
                             .p_b = p_b, .low = low, .high = high};
    char **copies[] = {&r->before, &r->after, &r->dir, &r->dir_after, &r->seed, &r->seed_after};
    for (int i = 0; i < 6; i++)
        *copies[i] = adcc_check_memory(n, size);
    r->plus = adcc_check_memory(n, sizeof *r->plus);
    r->minus = adcc_check_memory(n, sizeof *r->minus);
    memcpy(r->before, p, n * size);
}

/* ---------------------------------------------------------------- before a call */

static void adcc_check_sample(void)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; i < r->n && r->role; i++) {
            int in = (r->role & ADCC_IN) != 0;
            adcc_check_put(r, r->before, i, in ? adcc_check_random(r->low, r->high) : 0.0);
            adcc_check_put(r, r->dir, i, in ? adcc_check_sign() : 0.0);
            adcc_check_put(r, r->seed, i, r->role & ADCC_OUT ? adcc_check_sign() : 0.0);
        }
    }
}

/* Inputs at x + h d, tangents along d, adjoints the seeds. */
static void adcc_check_prepare(double h)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        memcpy(r->p, r->before, r->n * r->size);
        if (!r->role)
            continue;
        memcpy(r->p_d, r->dir, r->n * r->size);
        memcpy(r->p_b, r->seed, r->n * r->size);
        for (adcc_check_size i = 0; h != 0.0 && i < r->n; i++)
            adcc_check_put(r, r->p, i,
                           adcc_check_get(r, r->p, i) + h * adcc_check_get(r, r->dir, i));
    }
}

static void adcc_check_prepare_axis(void)
{
    adcc_check_prepare(0.0);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role && i < r->n; i++)
            adcc_check_put(r, r->p_d, i,
                           (adcc_check_size)k == adcc_check.axis_piece && i == adcc_check.axis);
    }
}

/* ---------------------------------------------------------------- after a call */

static void adcc_check_compare(const char *who)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; i < r->n; i++) {
            adcc_check_size bytes = r->role && r->size == sizeof(long double) ? 10 : r->size;
            if (memcmp(r->p + i * r->size, r->after + i * r->size, bytes) == 0 ||
                adcc_check.memory[0])
                continue;
            snprintf(adcc_check.memory, sizeof adcc_check.memory, "%s[%zu] differs after %s",
                     r->name, i, who);
        }
    }
}

static void adcc_check_finite(const struct adcc_piece *r, const char *p, const char *what)
{
    for (adcc_check_size i = 0; i < r->n; i++)
        if (!isfinite(adcc_check_get(r, p, i)) && !adcc_check.finite[0])
            snprintf(adcc_check.finite, sizeof adcc_check.finite, "%s of %s[%zu] is %Lg", what,
                     r->name, i, adcc_check_get(r, p, i));
}

static void adcc_check_keep(int derivative)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        adcc_check_size bytes = r->n * r->size;
        if (derivative == ADCC_PRIMAL)
            memcpy(r->after, r->p, bytes);
        if (!r->role)
            continue;
        if (derivative == ADCC_TANGENT)
            memcpy(r->dir_after, r->p_d, bytes);
        if (derivative == ADCC_ADJOINT)
            memcpy(r->seed_after, r->p_b, bytes);
        if (derivative == ADCC_PRIMAL)
            adcc_check_finite(r, r->p, "value");
        else if (derivative == ADCC_TANGENT)
            adcc_check_finite(r, r->p_d, "tangent");
        else
            adcc_check_finite(r, r->p_b, "adjoint");
    }
}

/* The errors of the three quotients with this step, relative to the largest tangent. */
static void adcc_check_differences(double h)
{
    long double largest = 0, worst[ADCC_FORMULAS] = {0}, central = 0;
    for (int k = 0; k < adcc_check.pieces; k++)
        for (adcc_check_size i = 0; adcc_check.piece[k].role && i < adcc_check.piece[k].n; i++) {
            struct adcc_piece *r = &adcc_check.piece[k];
            long double t = adcc_check_get(r, r->dir_after, i), x = adcc_check_get(r, r->after, i);
            long double q[ADCC_FORMULAS] = {(r->plus[i] - x) / h, (x - r->minus[i]) / h,
                                            (r->plus[i] - r->minus[i]) / (2 * h)};
            largest = fmaxl(largest, fmaxl(fabsl(t), fabsl(q[ADCC_CENTRAL])));
            for (int f = 0; f < ADCC_FORMULAS; f++)
                worst[f] = isnan(q[f]) ? INFINITY : fmaxl(worst[f], fabsl(q[f] - t));
            if (fabsl(q[ADCC_CENTRAL] - t) > central) {
                central = fabsl(q[ADCC_CENTRAL] - t);
                if (adcc_check.step == 5)
                    snprintf(adcc_check.output, sizeof adcc_check.output,
                             "%s[%zu]: tangent %.10Lg, difference quotient %.10Lg", r->name, i, t,
                             q[ADCC_CENTRAL]);
            }
        }
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        double error = largest > 0 ? (double)(worst[f] / largest) : (double)worst[f];
        double *known = &adcc_check.error[f][adcc_check.step];
        *known = error > *known ? error : *known;
    }
}

static long double adcc_check_product(int adjoint, long double *size)
{
    long double sum = 0;
    for (int k = 0; k < adcc_check.pieces; k++)
        for (adcc_check_size i = 0; adcc_check.piece[k].role && i < adcc_check.piece[k].n; i++) {
            const struct adcc_piece *r = &adcc_check.piece[k];
            int counts = adjoint ? r->role & ADCC_IN : r->role & ADCC_OUT;
            long double term =
                adjoint ? adcc_check_get(r, r->seed_after, i) * adcc_check_get(r, r->dir, i)
                        : adcc_check_get(r, r->seed, i) * adcc_check_get(r, r->dir_after, i);
            sum += counts ? term : 0;
            *size += counts ? fabsl(term) : 0;
        }
    return sum;
}

static int adcc_check_has_floats(void)
{
    for (int k = 0; k < adcc_check.pieces; k++)
        if (adcc_check.piece[k].role && adcc_check.piece[k].size == sizeof(float))
            return 1;
    return 0;
}

static double adcc_check_bound(int differences)
{
    double bound = differences ? 1e-5 : 1e-10;
    if (adcc_check_has_floats())
        bound = differences ? 3e-2 : 1e-4;
    return adcc_check_tolerance > 0 ? adcc_check_tolerance : bound;
}

static int adcc_check_dot(void)
{
    long double size = 0, a = adcc_check_product(1, &size), t = adcc_check_product(0, &size);
    double error = size > 0 ? (double)(fabsl(a - t) / size) : 0.0;
    error = isnan(error) ? INFINITY : error;
    adcc_check.dot = error > adcc_check.dot ? error : adcc_check.dot;
    return error <= adcc_check_bound(0);
}

/* After f_d along an axis: is the adjoint there what the tangents say? */
static void adcc_check_axis(void)
{
    struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    long double size = 0, a = adcc_check_get(r, r->seed_after, adcc_check.axis), t = 0;
    for (int k = 0; k < adcc_check.pieces; k++)
        for (adcc_check_size i = 0; adcc_check.piece[k].role && i < adcc_check.piece[k].n; i++) {
            const struct adcc_piece *o = &adcc_check.piece[k];
            long double term = adcc_check_get(o, o->seed, i) * adcc_check_get(o, o->p_d, i);
            t += o->role & ADCC_OUT ? term : 0;
            size += fabsl(term);
        }
    if (fabsl(a - t) > adcc_check_bound(0) * (size + fabsl(a)) && !adcc_check.where[0])
        snprintf(adcc_check.where, sizeof adcc_check.where,
                 "%s[%zu]: adjoint %.10Lg, tangent %.10Lg", r->name, adcc_check.axis, a, t);
}

static int adcc_check_next_axis(void)
{
    for (adcc_check.axis++; adcc_check.axis_piece < (adcc_check_size)adcc_check.pieces;
         adcc_check.axis_piece++, adcc_check.axis = 0) {
        const struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
        if ((r->role & ADCC_IN) && adcc_check.axis < r->n && !adcc_check.where[0])
            return 1;
    }
    return 0;
}

/* ---------------------------------------------------------------- the report */

static void adcc_check_line(const char *what, int holds, const char *more)
{
    printf("%-16s %-44s %s%s%s\n", adcc_check.name, what, holds ? "ok" : "WRONG",
           *more ? "     " + 3 * !holds : "", more);
    adcc_check.failures += !holds;
}

static double adcc_check_step_size(int step)
{
    return pow(10.0, -0.75 * (step + 1));
}

static void adcc_check_report(void)
{
    static const char *const names[] = {"forward", "backward", "central"};
    char more[400];
    adcc_check_line("value and memory, bit for bit", !adcc_check.memory[0], adcc_check.memory);
    adcc_check_line("derivatives are finite", !adcc_check.finite[0], adcc_check.finite);
    int holds = adcc_check.dot <= adcc_check_bound(0);
    snprintf(more, sizeof more, "relative difference %.1e%s%s", adcc_check.dot,
             adcc_check.where[0] ? "; " : "", adcc_check.where);
    adcc_check_line("adjoint against tangent", holds, more);
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        int best = 0;
        for (int s = 1; s < ADCC_STEPS; s++)
            if (adcc_check.error[f][s] < adcc_check.error[f][best])
                best = s;
        double bound = f == ADCC_CENTRAL ? adcc_check_bound(1) : 100 * adcc_check_bound(1);
        holds = adcc_check.error[f][best] <= bound;
        snprintf(more, sizeof more, "error %.1e at step %.0e%s%s", adcc_check.error[f][best],
                 adcc_check_step_size(best), holds ? "" : "; ", holds ? "" : adcc_check.output);
        char what[80];
        snprintf(what, sizeof what, "tangent against %s differences", names[f]);
        adcc_check_line(what, holds, more);
    }
    for (int s = 0; adcc_check_plot && s < ADCC_STEPS; s++)
        fprintf(adcc_check_plot, "%g %g %g %g %g\n", adcc_check_step_size(s),
                adcc_check.error[0][s], adcc_check.error[1][s], adcc_check.error[2][s],
                adcc_check.dot > 1e-17 ? adcc_check.dot : 1e-17);
    if (adcc_check_plot)
        fprintf(adcc_check_plot, "\n\n");
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        memcpy(r->p, r->before, r->n * r->size);
        free(r->before), free(r->after), free(r->dir), free(r->dir_after);
        free(r->seed), free(r->seed_after), free(r->plus), free(r->minus);
    }
}

/* ---------------------------------------------------------------- the sequence of calls */

enum { ADCC_START, ADCC_FIRST, ADCC_ALONG, ADCC_PLUS, ADCC_MINUS, ADCC_REVERSE, ADCC_AXES };

static int adcc_check_go(int stage, int call)
{
    adcc_check.stage = stage;
    return call;
}

static void adcc_check_store(long double *(*where)(struct adcc_piece *))
{
    for (int k = 0; k < adcc_check.pieces; k++)
        for (adcc_check_size i = 0; adcc_check.piece[k].role && i < adcc_check.piece[k].n; i++)
            where(&adcc_check.piece[k])[i] =
                adcc_check_get(&adcc_check.piece[k], adcc_check.piece[k].p, i);
}

static long double *adcc_check_plus(struct adcc_piece *r) { return r->plus; }
static long double *adcc_check_minus(struct adcc_piece *r) { return r->minus; }

static int adcc_check_next(void)
{
    switch (adcc_check.stage) {
    case ADCC_FIRST:
        adcc_check_keep(ADCC_PRIMAL);
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_ALONG, ADCC_TANGENT);
    case ADCC_ALONG:
        adcc_check_compare("the tangent");
        adcc_check_keep(ADCC_TANGENT);
        adcc_check.step = 0;
        adcc_check_prepare(adcc_check_step_size(0));
        return adcc_check_go(ADCC_PLUS, ADCC_PRIMAL);
    case ADCC_PLUS:
        adcc_check_store(adcc_check_plus);
        adcc_check_prepare(-adcc_check_step_size(adcc_check.step));
        return adcc_check_go(ADCC_MINUS, ADCC_PRIMAL);
    case ADCC_MINUS:
        adcc_check_store(adcc_check_minus);
        adcc_check_differences(adcc_check_step_size(adcc_check.step));
        if (++adcc_check.step < ADCC_STEPS) {
            adcc_check_prepare(adcc_check_step_size(adcc_check.step));
            return adcc_check_go(ADCC_PLUS, ADCC_PRIMAL);
        }
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_REVERSE, ADCC_ADJOINT);
    case ADCC_REVERSE:
        adcc_check_compare("the adjoint");
        adcc_check_keep(ADCC_ADJOINT);
        adcc_check.axis_piece = 0;
        adcc_check.axis = (adcc_check_size)-1;
        if (!adcc_check_dot() && adcc_check_next_axis()) {
            adcc_check_prepare_axis();
            return adcc_check_go(ADCC_AXES, ADCC_TANGENT);
        }
        break;
    case ADCC_AXES:
        adcc_check_axis();
        if (adcc_check_next_axis()) {
            adcc_check_prepare_axis();
            return adcc_check_go(ADCC_AXES, ADCC_TANGENT);
        }
        break;
    default:
        break;
    }
    if (adcc_check.sample++ == adcc_check_samples) {
        adcc_check_report();
        return 0;
    }
    adcc_check_sample();
    adcc_check_prepare(0.0);
    return adcc_check_go(ADCC_FIRST, ADCC_PRIMAL);
}
