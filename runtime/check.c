/* check.c - the checks of adcc --check: derivatives against one another and against differences.
 *
 *     adcc_check_begin("f", 0);  adcc_check_piece("x", ...);  ...
 *     for (int call; (call = adcc_check_next()) != 0;)
 *         call == ADCC_PRIMAL ? f(...) : call == ADCC_TANGENT ? f_d(...) : f_b(...);
 *
 * adcc_check_next() looks at what the last call left, puts memory in place for the next, and says
 * which it is: f at x; f_d along a random direction d; f at x + h d and x - h d for a sweep of
 * steps h; f_b for a random seed.  Where these disagree it goes on along each axis, to say in which
 * component.  This file is part of generated code, which is free of any obligation.
 */
#include <float.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ADCC_IN = 1,       /* reals that the function may read: there is a direction */
    ADCC_OUT = 2,      /* reals that the caller sees afterwards: there is a seed */
    ADCC_REAL = 4,     /* reals without derivatives, sampled too */
    ADCC_SET = 8,      /* samples are what is there already */
    ADCC_KEEP = 16,    /* a pointer, with its shadows: put back before each call */
    ADCC_ONE = 32,     /* no array: its name goes without [0] */
    ADCC_COMPLEX = 64, /* two reals an element */
    ADCC_ACTIVE = ADCC_IN | ADCC_OUT
};
enum { ADCC_PRIMAL = 1, ADCC_TANGENT, ADCC_ADJOINT, ADCC_COMPLEX_STEP };
enum { ADCC_FORWARD, ADCC_BACKWARD, ADCC_CENTRAL, ADCC_FORMULAS };
enum { ADCC_STEPS = 16, ADCC_RANK = 4 };

/* A piece of memory that the function sees. */
struct adcc_piece {
    const char *name;
    int role;
    adcc_check_size size, n;        /* of an element, elements */
    char *p, *p_d, *p_b;            /* value, tangent, adjoint */
    double low, high;               /* samples lie between */
    adcc_check_size row[ADCC_RANK]; /* elements in a row, a plane, ...: for names; 0: no more */
    char *before, *after;           /* what the function finds and leaves */
    char *dir, *dir_after, *seed, *seed_after;
    long double *plus, *minus, scale;
    double *complex;                /* the reals as complex numbers, or NULL */
};

static struct adcc_check_state {
    const char *name;
    struct adcc_piece *piece;
    int pieces, room, stage, step, sample, has_floats;
    int axis_piece;
    adcc_check_size axis;
    double error[ADCC_FORMULAS][ADCC_STEPS]; /* of the tangent, the worst over samples */
    double central[ADCC_STEPS];              /* of this sample */
    double axis_step;
    double dot;                              /* of adjoint and tangent, the worst over samples */
    char memory[300], finite[300], where[300], where_tangent[300]; /* the first that is wrong */
    const char *no_complex; /* why there is no complex step; NULL: there is one */
    double complex;         /* its error, the worst over samples */
    char statement[400], statement_tangent[400];
    int traced;
    int failures;
} adcc_check;

static const char *volatile adcc_check_doing = "";
static uint64_t adcc_check_random_state = 88172645463325252u;
static int adcc_check_samples = 3;
static double adcc_check_tolerance[2]; /* adjoint, central differences; 0: by the precision */
static FILE *adcc_check_plot;          /* receives steps, errors of the formulas and of the dot */
static int adcc_check_failed;
static int adcc_check_ended; /* all was checked */

/* ---------------------------------------------------------------- samples */

#ifdef ADCC_STATEMENTS
static void adcc_trace_into(int which);
static void adcc_trace_compare(char *text, adcc_check_size room);
static void adcc_trace_differences(char *text, adcc_check_size room, double h);
#endif

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
    void *p = n < (adcc_check_size)1 << 40 ? calloc(n + 1, size) : NULL;
    if (!p) {
        fprintf(stderr, "adcc --check: no memory for %llu elements in '%s'\n",
                (unsigned long long)n, adcc_check.name);
        adcc_check_ended = 1;
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

static void adcc_check_begin(const char *name, int has_floats)
{
    memset(&adcc_check, 0, sizeof adcc_check);
    adcc_check.name = name;
    adcc_check.has_floats = has_floats;
}

/* The text of a format, to stay. */
static const char *adcc_check_text(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = adcc_check_memory((adcc_check_size)n + 1, 1);
    va_start(list, format);
    vsnprintf(text, (adcc_check_size)n + 1, format, list);
    va_end(list);
    return text;
}

/* Memory of the function: n elements of this size at p, reals by their role, or bytes. */
static void adcc_check_piece(const char *name, int role, adcc_check_size size, adcc_check_size n,
                             void *p, void *p_d, void *p_b, double low, double high)
{
    if (adcc_check.pieces == adcc_check.room) {
        adcc_check.room = 2 * adcc_check.room + 16;
        adcc_check.piece =
            realloc(adcc_check.piece, (adcc_check_size)adcc_check.room * sizeof *adcc_check.piece);
        if (!adcc_check.piece)
            exit(2);
    }
    struct adcc_piece *r = &adcc_check.piece[adcc_check.pieces++];
    *r = (struct adcc_piece){.name = name, .role = role, .size = size, .n = n, .p = p, .p_d = p_d,
                             .p_b = p_b, .low = low, .high = high};
    char **copies[] = {&r->before, &r->after, &r->dir, &r->dir_after, &r->seed, &r->seed_after};
    for (int i = 0; i < 6; i++)
        *copies[i] = adcc_check_memory(n, size);
    memcpy(r->before, p, n * size);
    if (role & ADCC_KEEP && p_d) {
        memcpy(r->dir, p_d, n * size);
        memcpy(r->seed, p_b, n * size);
    }
    if (!(role & (ADCC_ACTIVE | ADCC_REAL)))
        return;
    r->plus = adcc_check_memory(n, sizeof *r->plus);
    r->minus = adcc_check_memory(n, sizeof *r->minus);
    r->scale = fmaxl(fabsl((long double)low), fabsl((long double)high));
    for (adcc_check_size i = 0; role & ADCC_SET && i < n; i++)
        r->scale = fmaxl(r->scale, fabsl(adcc_check_get(r, p, i)));
    r->scale = r->scale > 0 ? r->scale : 1;
}

/* Reals with tangent and adjoint; other memory.  x is the first of the n elements. */
#define ADCC_SHADOWED(name, role, type, n, x, x_d, x_b, low, high)                             \
    adcc_check_piece(name, role, sizeof(type), (adcc_check_size)(n), (void *)&x, (void *)&x_d, \
                     (void *)&x_b, low, high)
#define ADCC_PLAIN(name, role, type, n, x, low, high)                                       \
    adcc_check_piece(name, role, sizeof(type), (adcc_check_size)(n), (void *)&x, NULL, NULL, \
                     low, high)

/* x^y: clog() has a cut along the negative numbers, where only whole powers are real. */
static inline double _Complex adcc_check_power(double _Complex x, double _Complex y)
{
    double a = __real__ x, n = __real__ y;
    if (a > 0 || __imag__ y != 0)
        return __builtin_cpow(x, y);
    double slope = n != 0 ? n * pow(a, n - 1) : 0;
    return __builtin_complex(pow(a, n), slope * __imag__ x);
}

/* Where the complex copy of the last piece is. */
static void adcc_check_complex(double _Complex *copy)
{
    adcc_check.piece[adcc_check.pieces - 1].complex = (double *)copy;
}

/* The last piece has so many elements in its k-th dimension from behind. */
static void adcc_check_row(int k, adcc_check_size n)
{
    if (k < ADCC_RANK)
        adcc_check.piece[adcc_check.pieces - 1].row[k] = n;
}

/* "x[3]", "a[1][2]", "k", "z[2], imaginary part"; the text is good until the call after next. */
static const char *adcc_check_element(const struct adcc_piece *r, adcc_check_size i)
{
    static char text[2][200];
    static int last;
    char index[100] = "";
    const char *part = "";
    if (r->role & ADCC_COMPLEX) {
        part = i % 2 ? ", imaginary part" : ", real part";
        i /= 2;
    }
    for (int k = 0; !(r->role & ADCC_ONE) && (k == 0 || r->row[k - 1]); k++) {
        char outer[100];
        adcc_check_size n = k < ADCC_RANK ? r->row[k] : 0;
        snprintf(outer, sizeof outer, "[%llu]%.60s", (unsigned long long)(n ? i % n : i), index);
        strcpy(index, outer);
        i = n ? i / n : 0;
    }
    last = !last;
    snprintf(text[last], sizeof text[last], "%.90s%.70s%s", r->name, index, part);
    return text[last];
}

/* ---------------------------------------------------------------- before a call */

static void adcc_check_sample(void)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        int reals = r->role & (ADCC_ACTIVE | ADCC_REAL);
        for (adcc_check_size i = 0; reals && i < r->n; i++) {
            int in = r->role & (ADCC_IN | ADCC_REAL);
            if (!(r->role & ADCC_SET))
                adcc_check_put(r, r->before, i, in ? adcc_check_random(r->low, r->high) : 0.0);
            if (!(r->role & ADCC_ACTIVE))
                continue;
            adcc_check_put(r, r->dir, i, in ? adcc_check_sign() * r->scale : 0.0);
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
        if (!(r->role & (ADCC_ACTIVE | ADCC_KEEP)) || !r->p_d)
            continue;
        memcpy(r->p_d, r->dir, r->n * r->size);
        memcpy(r->p_b, r->seed, r->n * r->size);
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && h != 0.0 && i < r->n; i++)
            adcc_check_put(r, r->p, i,
                           adcc_check_get(r, r->p, i) + h * adcc_check_get(r, r->dir, i));
    }
}

/* The complex copies at x + i h d. */
static void adcc_check_prepare_complex(double h)
{
    adcc_check_prepare(0.0);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->complex && i < r->n; i++) {
            r->complex[2 * i] = (double)adcc_check_get(r, r->before, i);
            r->complex[2 * i + 1] =
                r->role & ADCC_IN ? h * (double)adcc_check_get(r, r->dir, i) : 0.0;
        }
    }
}

/* The same along the axis at hand: tangent 1 there, the value moved by h of its scale. */
static void adcc_check_prepare_axis(double h)
{
    adcc_check_prepare(0.0);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++)
            adcc_check_put(r, r->p_d, i, 0.0);
    }
    struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    long double x = adcc_check_get(r, r->p, adcc_check.axis);
    adcc_check_put(r, r->p_d, adcc_check.axis, 1.0);
    adcc_check_put(r, r->p, adcc_check.axis, x + h * r->scale);
}

/* ---------------------------------------------------------------- after a call */

/* Is the memory what the function itself has left? */
static void adcc_check_compare(const char *who)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        int reals = r->role & (ADCC_ACTIVE | ADCC_REAL);
        for (adcc_check_size i = 0; i < r->n && !adcc_check.memory[0]; i++) {
            adcc_check_size bytes = r->size;
            if (reals && r->size == sizeof(long double) && LDBL_MANT_DIG == 64)
                bytes = 10; /* the others are padding */
            if (memcmp(r->p + i * r->size, r->after + i * r->size, bytes) == 0)
                continue;
            if (reals)
                snprintf(adcc_check.memory, sizeof adcc_check.memory,
                         "%s is %.17Lg after %s, but %.17Lg without", adcc_check_element(r, i),
                         adcc_check_get(r, r->p, i), who, adcc_check_get(r, r->after, i));
            else
                snprintf(adcc_check.memory, sizeof adcc_check.memory,
                         "%s differs after %s", adcc_check_element(r, i), who);
        }
    }
}

static void adcc_check_finite(const struct adcc_piece *r, const char *p, const char *what)
{
    for (adcc_check_size i = 0; i < r->n && !adcc_check.finite[0]; i++)
        if (!isfinite(adcc_check_get(r, p, i)))
            snprintf(adcc_check.finite, sizeof adcc_check.finite, "%s of %s is %Lg", what,
                     adcc_check_element(r, i), adcc_check_get(r, p, i));
}

/* Keeps what the call has left. */
static void adcc_check_keep(int call)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        if (call == ADCC_PRIMAL)
            memcpy(r->after, r->p, r->n * r->size);
        if (!(r->role & ADCC_ACTIVE))
            continue;
        if (call == ADCC_TANGENT)
            memcpy(r->dir_after, r->p_d, r->n * r->size);
        if (call == ADCC_ADJOINT)
            memcpy(r->seed_after, r->p_b, r->n * r->size);
        if (call == ADCC_PRIMAL)
            adcc_check_finite(r, r->p, "value");
        else if (call == ADCC_TANGENT)
            adcc_check_finite(r, r->p_d, "tangent");
        else
            adcc_check_finite(r, r->p_b, "adjoint");
    }
}

static void adcc_check_store(int plus)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++)
            (plus ? r->plus : r->minus)[i] = adcc_check_get(r, r->p, i);
    }
}

/* The quotient of differences with step h, by one of the formulas. */
static long double adcc_check_quotient(const struct adcc_piece *r, adcc_check_size i, int formula,
                                       double h)
{
    long double x = adcc_check_get(r, r->after, i);
    return formula == ADCC_FORWARD    ? (r->plus[i] - x) / h
           : formula == ADCC_BACKWARD ? (x - r->minus[i]) / h
                                      : (r->plus[i] - r->minus[i]) / (2 * h);
}

/* What an error in this piece is relative to: its largest derivative, but no less than what
 * differences can resolve in values of this size. */
static long double adcc_check_size_of(const struct adcc_piece *r, const char *tangent, double h)
{
    long double largest = 0, value = 0;
    for (adcc_check_size i = 0; i < r->n; i++) {
        largest = fmaxl(largest, fabsl(adcc_check_get(r, tangent, i)));
        largest = fmaxl(largest, fabsl(adcc_check_quotient(r, i, ADCC_CENTRAL, h)));
        value = fmaxl(value, fabsl(adcc_check_get(r, r->after, i)));
    }
    return fmaxl(largest, (adcc_check.has_floats ? 5e-2L : 6e-5L) * value);
}

/* The errors of the three quotients with this step. */
static void adcc_check_differences(double h)
{
    double worst[ADCC_FORMULAS] = {0};
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        if (!(r->role & ADCC_ACTIVE))
            continue;
        long double size = adcc_check_size_of(r, r->dir_after, h);
        for (adcc_check_size i = 0; i < r->n; i++)
            for (int f = 0; f < ADCC_FORMULAS; f++) {
                long double miss =
                    adcc_check_quotient(r, i, f, h) - adcc_check_get(r, r->dir_after, i);
                double error = miss == 0 ? 0 : isfinite(miss) ? (double)fabsl(miss / size)
                                                              : INFINITY;
                worst[f] = error > worst[f] ? error : worst[f];
            }
    }
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        double *known = &adcc_check.error[f][adcc_check.step];
        *known = worst[f] > *known ? worst[f] : *known;
    }
    adcc_check.central[adcc_check.step] = worst[ADCC_CENTRAL];
}

/* The error of the tangent against the imaginary parts, relative to the largest in the piece. */
static void adcc_check_imaginary(double h)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        double size = 0, worst = 0;
        for (adcc_check_size i = 0; r->complex && r->role & ADCC_ACTIVE && i < r->n; i++) {
            double t = (double)adcc_check_get(r, r->dir_after, i), c = r->complex[2 * i + 1] / h;
            double miss = isfinite(t - c) ? fabs(t - c) : t == c ? 0 : INFINITY;
            size = fmax(size, fmax(fabs(t), fabs(c)));
            worst = fmax(worst, miss);
        }
        double error = worst > 0 ? worst / size : 0;
        adcc_check.complex = fmax(adcc_check.complex, isnan(error) ? INFINITY : error);
    }
}

static long double adcc_check_product(int adjoint, long double *size)
{
    long double sum = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        if (!(r->role & (adjoint ? ADCC_IN : ADCC_OUT)))
            continue;
        for (adcc_check_size i = 0; i < r->n; i++) {
            long double term =
                adjoint ? adcc_check_get(r, r->seed_after, i) * adcc_check_get(r, r->dir, i)
                        : adcc_check_get(r, r->seed, i) * adcc_check_get(r, r->dir_after, i);
            sum += term;
            *size += fabsl(term);
        }
    }
    return sum;
}

static double adcc_check_bound(int differences)
{
    static const double bounds[2][2] = {{1e-10, 1e-5}, {1e-4, 3e-2}};
    double wanted = adcc_check_tolerance[differences];
    return wanted > 0 ? wanted : bounds[adcc_check.has_floats][differences];
}

/* Does <seed, J dir> equal <J' seed, dir>? */
static int adcc_check_dot(void)
{
    long double size = 0, a = adcc_check_product(1, &size), t = adcc_check_product(0, &size);
    double error = a == t ? 0 : (double)(fabsl(a - t) / size);
    error = isnan(error) ? INFINITY : error;
    adcc_check.dot = error > adcc_check.dot ? error : adcc_check.dot;
    return error <= adcc_check_bound(0);
}

/* ---------------------------------------------------------------- along the axes */

/* After f_d along an axis: is the adjoint there what the tangents say? */
static void adcc_check_axis(void)
{
    struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    long double size = 0, a = adcc_check_get(r, r->seed_after, adcc_check.axis), t = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *o = &adcc_check.piece[k];
        for (adcc_check_size i = 0; o->role & ADCC_OUT && i < o->n; i++) {
            long double term = adcc_check_get(o, o->seed, i) * adcc_check_get(o, o->p_d, i);
            t += term;
            size += fabsl(term);
        }
    }
    if (!(fabsl(a - t) <= adcc_check_bound(0) * (size + fabsl(a))))
        snprintf(adcc_check.where, sizeof adcc_check.where, "%s: adjoint %.10Lg, tangent %.10Lg",
                 adcc_check_element(r, adcc_check.axis), a, t);
}

/* After f_d, and f on either side along an axis: is the tangent what the difference says? */
static void adcc_check_axis_difference(void)
{
    struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    double h = adcc_check.axis_step * (double)r->scale;
    for (int k = 0; k < adcc_check.pieces && !adcc_check.where_tangent[0]; k++) {
        const struct adcc_piece *o = &adcc_check.piece[k];
        if (!(o->role & ADCC_OUT))
            continue;
        long double size = adcc_check_size_of(o, o->dir_after, h);
        for (adcc_check_size i = 0; i < o->n && !adcc_check.where_tangent[0]; i++) {
            long double t = adcc_check_get(o, o->dir_after, i);
            long double q = adcc_check_quotient(o, i, ADCC_CENTRAL, h);
            if (!(fabsl(q - t) <= adcc_check_bound(1) * size))
                snprintf(adcc_check.where_tangent, sizeof adcc_check.where_tangent,
                         "%s: tangent of %s %.10Lg, difference quotient %.10Lg",
                         adcc_check_element(r, adcc_check.axis), adcc_check_element(o, i), t, q);
        }
    }
}

/* To the next component of the inputs; 0 if there is none. */
static int adcc_check_next_axis(void)
{
    for (adcc_check.axis++; adcc_check.axis_piece < adcc_check.pieces;
         adcc_check.axis_piece++, adcc_check.axis = 0) {
        const struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
        if (r->role & ADCC_IN && adcc_check.axis < r->n)
            return 1;
    }
    return 0;
}

static int adcc_check_first_axis(void)
{
    adcc_check.axis_piece = 0;
    adcc_check.axis = (adcc_check_size)-1;
    return adcc_check_next_axis();
}

/* ---------------------------------------------------------------- the report */

static void adcc_check_line(const char *what, int holds, const char *more)
{
    printf("%-16s %-44s %s%s%s\n", adcc_check.name, what, holds ? "ok" : "WRONG",
           *more ? "     " + 3 * !holds : "", more);
    adcc_check.failures += !holds;
}

#ifdef ADCC_STATEMENTS
static void adcc_check_located(const char *text)
{
    if (*text)
        printf("%-16s %-44s %s\n", adcc_check.name, "  statement by statement", text);
}
#endif

static double adcc_check_step_size(int step)
{
    return pow(10.0, -0.75 * (step + 1));
}

static int adcc_check_best(const double *error)
{
    int best = 0;
    for (int s = 1; s < ADCC_STEPS; s++)
        if (error[s] < error[best])
            best = s;
    return best;
}

static void adcc_check_report_differences(void)
{
    static const char *const names[] = {"forward", "backward", "central"};
    char what[80], more[400];
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        int best = adcc_check_best(adcc_check.error[f]);
        double bound = adcc_check_bound(1);
        if (f != ADCC_CENTRAL)
            bound = fmin(100 * bound, fmax(bound, 0.1));
        int holds = adcc_check.error[f][best] <= bound;
        snprintf(more, sizeof more, "error %.1e at step %.0e%s%s", adcc_check.error[f][best],
                 adcc_check_step_size(best), holds || !adcc_check.where_tangent[0] ? "" : "; ",
                 holds ? "" : adcc_check.where_tangent);
        snprintf(what, sizeof what, "tangent against %s differences", names[f]);
        adcc_check_line(what, holds, more);
    }
    for (int s = 0; adcc_check_plot && s < ADCC_STEPS; s++)
        fprintf(adcc_check_plot, "%g %g %g %g %g\n", adcc_check_step_size(s),
                adcc_check.error[0][s], adcc_check.error[1][s], adcc_check.error[2][s],
                adcc_check.dot > 1e-17 ? adcc_check.dot : 1e-17);
    if (adcc_check_plot)
        fprintf(adcc_check_plot, "\n\n");
}

static void adcc_check_report_complex(void)
{
    static const char what[] = "tangent against complex step";
    char more[80];
    double bound = fmax(adcc_check_bound(0), 1e-8);
    snprintf(more, sizeof more, "error %.1e", adcc_check.complex);
    if (adcc_check.no_complex)
        printf("%-16s %-44s none: %s\n", adcc_check.name, what, adcc_check.no_complex);
    else
        adcc_check_line(what, adcc_check.complex <= bound, more);
}

static void adcc_check_report(void)
{
    char more[400];
    adcc_check_line("value and memory, bit for bit", !adcc_check.memory[0], adcc_check.memory);
    adcc_check_line("derivatives are finite", !adcc_check.finite[0], adcc_check.finite);
    snprintf(more, sizeof more, "relative difference %.1e%s%s", adcc_check.dot,
             adcc_check.where[0] ? "; " : "", adcc_check.where);
    adcc_check_line("adjoint against tangent", adcc_check.dot <= adcc_check_bound(0), more);
#ifdef ADCC_STATEMENTS
    adcc_check_located(adcc_check.statement);
#endif
    adcc_check_report_differences();
    adcc_check_report_complex();
#ifdef ADCC_STATEMENTS
    adcc_check_located(adcc_check.statement_tangent);
#endif
    fflush(stdout);
    adcc_check_prepare(0.0);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        free(r->before), free(r->after), free(r->dir), free(r->dir_after);
        free(r->seed), free(r->seed_after), free(r->plus), free(r->minus);
    }
    free(adcc_check.piece);
}

/* ---------------------------------------------------------------- the sequence of calls */

enum {
    ADCC_START,
    ADCC_FIRST,      /* f at x */
    ADCC_ALONG,      /* f_d along the direction */
    ADCC_PLUS,       /* f on either side, for each step */
    ADCC_MINUS,
    ADCC_IMAGINARY,  /* f with complex numbers */
    ADCC_REVERSE,    /* f_b */
    ADCC_AXES,       /* adjoint and tangent disagree: f_d along each axis */
    ADCC_AXES_ALONG, /* tangent and differences disagree: f_d along each axis, f on either side */
    ADCC_AXES_PLUS,
    ADCC_AXES_MINUS,
    ADCC_TRACE_ALONG, /* f_d, f_b, and f_d on either side, statement by statement */
    ADCC_TRACE_REVERSE,
    ADCC_TRACE_PLUS,
    ADCC_TRACE_MINUS
};

static int adcc_check_go(int stage, int call)
{
    static const char *const names[] = {"", "the function", "the tangent", "the adjoint",
                                        "the complex form"};
    adcc_check.stage = stage;
    adcc_check_doing = names[call];
    return call;
}

#ifdef ADCC_STATEMENTS
static int adcc_check_trace(int stage, double h)
{
    static const int calls[] = {ADCC_TANGENT, ADCC_ADJOINT, ADCC_TANGENT, ADCC_TANGENT};
    adcc_check_prepare(h);
    adcc_trace_into(stage - ADCC_TRACE_ALONG);
    return adcc_check_go(stage, calls[stage - ADCC_TRACE_ALONG]);
}

/* The next run that is to be traced, once for each kind of disagreement; 0: none. */
static int adcc_check_next_trace(void)
{
    double h = adcc_check.has_floats ? 3e-3 : 6e-6;
    int adjoint = !(adcc_check.traced & 1) && (adcc_check.where[0] ||
                                               adcc_check.sample == adcc_check_samples);
    int tangent = !(adcc_check.traced & 2) && adcc_check.where_tangent[0];
    adcc_trace_into(-1);
    switch (adcc_check.stage) {
    case ADCC_START:
        return 0;
    case ADCC_TRACE_ALONG:
        return adcc_check_trace(adjoint ? ADCC_TRACE_REVERSE : ADCC_TRACE_PLUS, adjoint ? 0 : h);
    case ADCC_TRACE_REVERSE:
        adcc_trace_compare(adcc_check.statement, sizeof adcc_check.statement);
        adcc_check.traced |= 1;
        return tangent ? adcc_check_trace(ADCC_TRACE_PLUS, h) : 0;
    case ADCC_TRACE_PLUS:
        return adcc_check_trace(ADCC_TRACE_MINUS, -h);
    case ADCC_TRACE_MINUS:
        adcc_trace_differences(adcc_check.statement_tangent, sizeof adcc_check.statement_tangent,
                               h);
        adcc_check.traced |= 2;
        return 0;
    default:
        return adjoint || tangent ? adcc_check_trace(ADCC_TRACE_ALONG, 0) : 0;
    }
}
#endif

static int adcc_check_next_sample(void)
{
#ifdef ADCC_STATEMENTS
    int trace = adcc_check_next_trace();
    if (trace)
        return trace;
#endif
    if (adcc_check.sample++ == adcc_check_samples) {
        adcc_check_doing = "";
        adcc_check_report();
        return 0;
    }
    adcc_check_sample();
    adcc_check_prepare(0.0);
    return adcc_check_go(ADCC_FIRST, ADCC_PRIMAL);
}

/* Adjoint and tangent have been compared; now looks where differences tell something else. */
static int adcc_check_after_axes(void)
{
    int best = adcc_check_best(adcc_check.central);
    if (adcc_check.central[best] <= adcc_check_bound(1) || adcc_check.where_tangent[0] ||
        !adcc_check_first_axis())
        return adcc_check_next_sample();
    adcc_check.axis_step = adcc_check.has_floats ? 3e-3 : 6e-6;
    adcc_check_prepare_axis(0.0);
    return adcc_check_go(ADCC_AXES_ALONG, ADCC_TANGENT);
}

static int adcc_check_step(double h)
{
    adcc_check_prepare(h);
    return adcc_check_go(h > 0 ? ADCC_PLUS : ADCC_MINUS, ADCC_PRIMAL);
}

static int adcc_check_next(void)
{
    double h = adcc_check_step_size(adcc_check.step);
    switch (adcc_check.stage) {
    case ADCC_FIRST:
        adcc_check_keep(ADCC_PRIMAL);
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_ALONG, ADCC_TANGENT);
    case ADCC_ALONG:
        adcc_check_compare("the tangent");
        adcc_check_keep(ADCC_TANGENT);
        adcc_check.step = 0;
        return adcc_check_step(adcc_check_step_size(0));
    case ADCC_PLUS:
        adcc_check_store(1);
        return adcc_check_step(-h);
    case ADCC_MINUS:
        adcc_check_store(0);
        adcc_check_differences(h);
        if (++adcc_check.step < ADCC_STEPS)
            return adcc_check_step(adcc_check_step_size(adcc_check.step));
        adcc_check_prepare_complex(1e-100);
        if (!adcc_check.no_complex)
            return adcc_check_go(ADCC_IMAGINARY, ADCC_COMPLEX_STEP);
        return adcc_check_go(ADCC_REVERSE, ADCC_ADJOINT);
    case ADCC_IMAGINARY:
        adcc_check_imaginary(1e-100);
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_REVERSE, ADCC_ADJOINT);
    case ADCC_REVERSE:
        adcc_check_compare("the adjoint");
        adcc_check_keep(ADCC_ADJOINT);
        if (adcc_check_dot() || adcc_check.where[0] || !adcc_check_first_axis())
            return adcc_check_after_axes();
        adcc_check_prepare_axis(0.0);
        return adcc_check_go(ADCC_AXES, ADCC_TANGENT);
    case ADCC_AXES:
        adcc_check_axis();
        if (adcc_check.where[0] || !adcc_check_next_axis())
            return adcc_check_after_axes();
        adcc_check_prepare_axis(0.0);
        return adcc_check_go(ADCC_AXES, ADCC_TANGENT);
    case ADCC_AXES_ALONG:
        adcc_check_keep(ADCC_TANGENT);
        adcc_check_prepare_axis(adcc_check.axis_step);
        return adcc_check_go(ADCC_AXES_PLUS, ADCC_PRIMAL);
    case ADCC_AXES_PLUS:
        adcc_check_store(1);
        adcc_check_prepare_axis(-adcc_check.axis_step);
        return adcc_check_go(ADCC_AXES_MINUS, ADCC_PRIMAL);
    case ADCC_AXES_MINUS:
        adcc_check_store(0);
        adcc_check_axis_difference();
        if (adcc_check.where_tangent[0] || !adcc_check_next_axis())
            return adcc_check_next_sample();
        adcc_check_prepare_axis(0.0);
        return adcc_check_go(ADCC_AXES_ALONG, ADCC_TANGENT);
    default:
        return adcc_check_next_sample();
    }
}

/* ---------------------------------------------------------------- the program */

/* The exit status; what could not be printed counts as not checked. */
static int adcc_check_end(void)
{
    adcc_check_ended = 1;
    if (adcc_check_plot && (ferror(adcc_check_plot) || fclose(adcc_check_plot) != 0)) {
        perror("adcc --check: the plot");
        return 2;
    }
    if (ferror(stdout) || fflush(stdout) != 0) {
        perror("adcc --check: standard output");
        return 2;
    }
    return adcc_check_failed;
}

/* Says what was running, and ends as the signal would have. */
static void adcc_check_crash(int number)
{
    fflush(stdout);
    fprintf(stderr, "adcc --check: signal %d in %s of '%s', sample %d\n", number,
            *adcc_check_doing ? adcc_check_doing : "the preparations", adcc_check.name,
            adcc_check.sample);
    signal(number, SIG_DFL);
    raise(number);
}

/* exit() before the end: what follows has not been checked. */
static void adcc_check_left(void)
{
    if (adcc_check_ended)
        return;
    fflush(stdout);
    fprintf(stderr, "adcc --check: exit() in %s of '%s', sample %d\n",
            *adcc_check_doing ? adcc_check_doing : "the preparations", adcc_check.name,
            adcc_check.sample);
    _Exit(2);
}

/* Arguments: a seed, how many samples, tolerances "adjoint,differences", a file for the plot. */
static void adcc_check_start(int argc, char **argv)
{
    static const int signals[] = {SIGSEGV, SIGFPE, SIGABRT, SIGILL, SIGTERM};
    for (int i = 0; i < 5; i++)
        signal(signals[i], adcc_check_crash);
    atexit(adcc_check_left);
    adcc_check.name = "";
    if (argc > 1)
        adcc_check_random_state += strtoull(argv[1], NULL, 10) * 2654435761u;
    if (argc > 2 && atoi(argv[2]) > 0)
        adcc_check_samples = atoi(argv[2]);
    if (argc > 3) {
        char *rest;
        adcc_check_tolerance[0] = adcc_check_tolerance[1] = strtod(argv[3], &rest);
        if (*rest == ',')
            adcc_check_tolerance[1] = strtod(rest + 1, NULL);
    }
    if (argc > 4 && !(adcc_check_plot = fopen(argv[4], "w"))) {
        perror(argv[4]);
        adcc_check_ended = 1;
        exit(2);
    }
}
