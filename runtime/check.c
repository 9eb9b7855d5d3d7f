/* check.c - the checks of adcc --check: derivatives against one another and against differences.
 *
 *     adcc_check_begin("f", 0);  adcc_check_piece("x", ...);  ...
 *     for (int call; (call = adcc_check_next()) != 0;)
 *         call == ADCC_PRIMAL ? f(...) : call == ADCC_TANGENT ? f_d(...) : f_b(...);
 *
 * adcc_check_next() looks at what the last call left, puts memory in place for the next, and says
 * which it is: f at x; f_d along a random direction d; f at x + h d and x - h d for a sweep of
 * steps h; f_b for a random seed.  Where these disagree it goes on along each axis, to say in which
 * component.  check_compare.c tells what agrees, check_own.c does so for each component alone,
 * check_run.c has the sequence of calls and the report.  What stands between #ifdef ADCC_WITH_X and
 * #endif is there only if X is used.  All is part of generated code, which is free of any
 * obligation.
 */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h> /* <time.h> has names that programs use: time */
#endif

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
enum { ADCC_STEPS = 16, ADCC_BESIDE = 1, ADCC_NEAR = 2, ADCC_RANK = 4 }; /* two of the steps */

/* The central quotients of one output while steps get smaller. */
struct adcc_track {
    double last, earlier, noise; /* the two before; what rounding does to the last */
    double doubt, best;          /* the least uncertainty, and the quotient that has it */
    double drift;                /* how far those after it go from there */
    double miss;                 /* the least distance from the tangent among settled ones */
};

/* A piece of memory that the function sees. */
struct adcc_piece {
    const char *name;
    int role;
    adcc_check_size size, n;        /* of an element, elements */
    char *p, *p_d, *p_b;            /* value, tangent, adjoint */
    double low, high;               /* samples lie between */
    adcc_check_size row[ADCC_RANK]; /* elements in a row, a plane, ...: for names; 0: no more */
    char *before, *after, *given;   /* what the function finds and leaves; what is set */
    char *dir, *dir_after, *seed, *seed_after;
    char *own, *own_after;          /* seeds on each output's own scale, and what they lead to */
    char *start;                    /* the same with adjoints of inputs that are not zero */
    long double *plus, *minus, scale;
    long double *moved;             /* |f(x + h d) - f(x)| / h with a step that is not small */
    long double *jump, *shake;      /* |f(x + h d) - f(x)|: large steps, tiny ones */
    long double *noise;             /* a derivative below is rounding; 0 where the value moves */
    double *quotient[ADCC_FORMULAS]; /* with the step before */
    struct adcc_track *track;
    int is_larger;                  /* the function writes outside of it */
    double *complex, *imaginary;    /* the reals as complex numbers, or NULL; what was left */
};

static struct adcc_check_state {
    const char *name;
    struct adcc_piece *piece;
    int pieces, room, stage, step, sample, has_floats;
    int axis_piece;
    adcc_check_size axis;
    double error[ADCC_FORMULAS][ADCC_STEPS]; /* of the tangent, the worst over samples */
    double miss[ADCC_FORMULAS][ADCC_STEPS];  /* of this sample */
    double doubt[ADCC_FORMULAS][ADCC_STEPS]; /* how far quotients are from those before */
    double noise[ADCC_STEPS];                /* what rounding does to them */
    double split[ADCC_STEPS], kink;          /* of forward and backward ones; the least of that */
    double best[ADCC_FORMULAS];              /* error with the best step, the worst over samples */
    int best_step[ADCC_FORMULAS], finite_side[ADCC_FORMULAS], off[ADCC_FORMULAS];
    int off_here, dot_off;                   /* central differences tell something else here */
    int flat, is_beside, besides;            /* a derivative is zero where the function moves */
    int finite_beside;
    double axis_step;
    double dot;                              /* of adjoint and tangent, the worst over samples */
    char memory[300], finite[300], where[300], where_tangent[300]; /* the first that is wrong */
    const char *no_complex; /* why there is no complex step; NULL: there is one */
    double complex;         /* its error, the worst over samples */
    double complex_error[3]; /* of this sample, with each h */
    int complex_try, complex_off, complex_used;
    char adds[300], own[300]; /* the first input whose adjoint is set, component that is wrong */
    char along[300];          /* the first output that is wrong along the direction */
    adcc_check_size inputs, first, turn, visited; /* of the components looked at by themselves */
    long double largest;      /* contribution of an input */
    double seconds;           /* of a call in the first sample */
    int own_done;
    char statement[400], statement_tangent[400];
    int traced;
    char still[200]; /* the first output whose value and derivative are rounding */
    int again; /* the function itself has been called once more */
    int failures;
} adcc_check;

static const char *volatile adcc_check_doing = "";
static uint64_t adcc_check_random_state = 88172645463325252u;
static int adcc_check_samples = 3;
static double adcc_check_tolerance[2]; /* adjoint, central differences; 0: by the precision */
static FILE *adcc_check_plot;          /* receives steps, errors of the formulas and of the dot */
static int adcc_check_failed;
static int adcc_check_ended; /* all was checked */
static FILE *adcc_check_state; /* receives what is being done, for who has started this */

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

/* Memory that the function is given, between zeros: what is written there is told. */
static struct adcc_check_blocks {
    struct adcc_check_block {
        char *start;
        adcc_check_size bytes, guard; /* guard: so many zeros before and behind them */
    } *at;
    int n, room, first; /* first: of this check */
} adcc_check_blocks;

static int adcc_check_own_block(char *start, adcc_check_size bytes, adcc_check_size guard)
{
    struct adcc_check_blocks *all = &adcc_check_blocks;
    if (all->n == all->room) {
        int room = 2 * all->room + 64;
        void *at = realloc(all->at, (adcc_check_size)room * sizeof *all->at);
        if (!at)
            return 0;
        all->at = at;
        all->room = room;
    }
    all->at[all->n++] = (struct adcc_check_block){start, bytes, guard};
    return 1;
}

static void adcc_check_no_memory(adcc_check_size n)
{
    fprintf(stderr, "adcc --check: no memory for %lld elements in '%s'%s\n", (long long)n,
            adcc_check.name, (long long)n < 0 ? ": an extent is negative" : "");
    adcc_check_ended = 1;
    exit(2);
}

/* Zeros; with a guard they stay until the end, without one whoever asks frees them. */
static void *adcc_check_zeros(adcc_check_size n, adcc_check_size size, adcc_check_size guard)
{
    int fits = n < (adcc_check_size)1 << 40;
    char *p = fits ? calloc(1, n * size + 2 * guard + size) : NULL;
    if (!p || (guard && !adcc_check_own_block(p, n * size, guard)))
        adcc_check_no_memory(n);
    return p + guard;
}

#ifdef ADCC_WITH_adcc_check_memory
/* For the function: n elements of zeros. */
static void *adcc_check_memory(adcc_check_size n, adcc_check_size size)
{
    return adcc_check_zeros(n, size, (size + 63) / 64 * 64);
}
#endif

static void adcc_check_free_blocks(void)
{
    for (int i = 0; i < adcc_check_blocks.n; i++)
        free(adcc_check_blocks.at[i].start);
    free(adcc_check_blocks.at);
    adcc_check_blocks = (struct adcc_check_blocks){0};
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
    adcc_check_blocks.first = adcc_check_blocks.n;
    adcc_check.name = name;
    adcc_check.has_floats = has_floats;
}

#ifdef ADCC_WITH_adcc_check_text
/* The text of a format, to stay. */
static const char *adcc_check_text(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = adcc_check_zeros((adcc_check_size)n + 1, 1, 16);
    va_start(list, format);
    vsnprintf(text, (adcc_check_size)n + 1, format, list);
    va_end(list);
    return text;
}
#endif

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
    char **copies[] = {&r->before,     &r->after, &r->given,     &r->dir,  &r->dir_after, &r->seed,
                       &r->seed_after, &r->own,   &r->own_after, &r->start};
    for (int i = 0; i < (role & ADCC_ACTIVE ? 10 : role & ADCC_KEEP ? 7 : 3); i++)
        *copies[i] = adcc_check_zeros(n, size, 0);
    memcpy(r->before, p, n * size);
    memcpy(r->given, p, n * size);
    if (role & ADCC_KEEP && p_d) {
        memcpy(r->dir, p_d, n * size);
        memcpy(r->seed, p_b, n * size);
    }
    if (!(role & (ADCC_ACTIVE | ADCC_REAL)))
        return;
    adcc_check_size active = role & ADCC_ACTIVE ? n : 0;
    long double **wide[] = {&r->plus, &r->minus, &r->moved, &r->jump, &r->shake, &r->noise};
    for (int i = 0; i < 6; i++)
        *wide[i] = adcc_check_zeros(active, sizeof **wide[i], 0);
    for (int i = 0; i < ADCC_FORMULAS; i++)
        r->quotient[i] = adcc_check_zeros(active, sizeof *r->quotient[i], 0);
    r->track = adcc_check_zeros(active, sizeof *r->track, 0);
    r->imaginary = adcc_check_zeros(active, sizeof *r->imaginary, 0);
    adcc_check.inputs += role & ADCC_IN ? n : 0;
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

#ifdef ADCC_WITH_adcc_check_power
/* x^y: clog() has a cut along the negative numbers, where only whole powers are real. */
static double _Complex adcc_check_power(double _Complex x, double _Complex y)
{
    double a = __real__ x, n = __real__ y;
    if (a > 0 || __imag__ y != 0)
        return __builtin_cpow(x, y);
    double slope = n != 0 ? n * pow(a, n - 1) : 0;
    return __builtin_complex(pow(a, n), slope * __imag__ x);
}
#endif

#ifdef ADCC_WITH_adcc_check_complex
/* Where the complex copy of the last piece is. */
static void adcc_check_complex(double _Complex *copy)
{
    adcc_check.piece[adcc_check.pieces - 1].complex = (double *)copy;
}
#endif

#ifdef ADCC_WITH_adcc_check_row
/* The last piece has so many elements in its k-th dimension from behind. */
static void adcc_check_row(int k, adcc_check_size n)
{
    if (k < ADCC_RANK)
        adcc_check.piece[adcc_check.pieces - 1].row[k] = n;
}
#endif

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

static double adcc_check_step_size(int step)
{
    return pow(10.0, -0.75 * (step + 1));
}

/* Other values, or those a little beside; directions and seeds. */
static void adcc_check_sample(void)
{
    double beside = adcc_check_step_size(ADCC_BESIDE);
    if (adcc_check.visited == 0)
        adcc_check.first = (adcc_check_size)adcc_check_random(0, (double)adcc_check.inputs);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        int reals = r->role & (ADCC_ACTIVE | ADCC_REAL);
        for (adcc_check_size i = 0; reals && i < r->n; i++) {
            int in = r->role & (ADCC_IN | ADCC_REAL);
            if (adcc_check.is_beside && r->role & ADCC_IN)
                adcc_check_put(r, r->before, i,
                               adcc_check_get(r, r->before, i) +
                                   beside * adcc_check_get(r, r->dir, i));
            else if (r->role & ADCC_SET)
                memcpy(r->before + i * r->size, r->given + i * r->size, r->size);
            else if (!adcc_check.is_beside)
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

/* The first byte of the guard that is not zero, or NULL. */
static const char *adcc_check_written(const char *guard, adcc_check_size n)
{
    for (adcc_check_size i = 0; i < n; i++)
        if (guard[i])
            return guard + i;
    return NULL;
}

/* Says of which array memory before the first or behind the last element was written.  What the
 * function itself writes to may well be larger than what ADCC_CHECK says. */
static void adcc_check_outside(const char *who)
{
    for (int i = adcc_check_blocks.first; i < adcc_check_blocks.n; i++) {
        struct adcc_check_block *b = &adcc_check_blocks.at[i];
        char *first = b->start + b->guard, *end = first + b->bytes;
        const char *before = adcc_check_written(b->start, b->guard);
        if (!before && !adcc_check_written(end, b->guard))
            continue;
        memset(b->start, 0, b->guard);
        memset(end, 0, b->guard);
        for (int k = 0; k < adcc_check.pieces; k++) {
            const struct adcc_piece *r = &adcc_check.piece[k];
            const char *what = r->p == first ? "" : r->p_d == first ? "the tangent of "
                               : r->p_b == first ? "the adjoint of " : NULL;
            if (!what)
                continue;
            if (who && !adcc_check.memory[0] && !r->is_larger)
                snprintf(adcc_check.memory, sizeof adcc_check.memory, "%s writes %s %s%s", who,
                         before ? "before" : "behind", what, r->name);
            adcc_check.piece[k].is_larger |= !who;
        }
    }
}

/* Is the memory what the function itself has left? */
static void adcc_check_compare(const char *who)
{
    const char *but = adcc_check.again ? "after the first" : "without";
    adcc_check_outside(who);
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
                         "%s is %.17Lg after %s, but %.17Lg %s", adcc_check_element(r, i),
                         adcc_check_get(r, r->p, i), who, adcc_check_get(r, r->after, i), but);
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
    if (call == ADCC_PRIMAL)
        adcc_check_outside(NULL);
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
