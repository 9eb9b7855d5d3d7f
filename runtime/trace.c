/* trace.c - adcc --check=statements: the first statement whose adjoint and tangent disagree.
 *
 * Derivative code calls adcc_trace_begin() and adcc_trace_end() around what it does for a statement
 * of the source, with the storage that this touches.  A statement maps tangents u_d to J u_d, its
 * adjoint maps adjoints v_b to J' v_b, so with the storage before and after it
 *
 *     <adjoints after the statement, tangents after it> = <adjoints before it, tangents before it>
 *
 * and where that fails one of the two is wrong.  The n-th execution from the beginning in the
 * tangent is the n-th from the end in the adjoint: that begins there what ends here.
 */
enum { ADCC_RANGE = 1, ADCC_FRESH = 2 };    /* of a touch */
enum { ADCC_OPAQUE = 4, ADCC_INSIDE = 8 };  /* of an event: it cannot be compared; is inside */
enum { ADCC_TRACES = 4, ADCC_TRACE_ROOM = 1 << 24 };

struct adcc_touch {
    const char *home;           /* the variable that holds it, or how the source calls it */
    int inherited;              /* home is one of a caller's, or of the driver's */
    long offset;                /* in it, in bytes */
    char *p, *primal;           /* p: NULL if it has no shadow */
    int size, flags;            /* fresh: zero before the statement (adjoint: after it) */
    long n, first; /* values from first on: before, after; of the primal after, before */
};
struct adcc_event {
    const char *place, *text;
    int opaque, first, touches; /* in the list of all touches */
    int nested;                 /* a function was called that was traced too */
};

static struct adcc_trace {
    struct adcc_event *event;
    struct adcc_touch *touch;
    long double *value;
    int *open, *ended, events, touches, opens, ends; /* open: not yet ended, innermost last */
    int event_room, touch_room, open_room, end_room;
    long values, value_room;
    int full;
} adcc_traces[ADCC_TRACES];
static struct adcc_trace *adcc_tracing; /* NULL: nothing is recorded */

static void *adcc_trace_grow(void *old, long n, long *room, adcc_check_size size)
{
    if (n < *room)
        return old;
    *room = 2 * *room + 64;
    void *p = realloc(old, (adcc_check_size)*room * size);
    if (!p) {
        fprintf(stderr, "adcc --check=statements: no memory\n");
        adcc_check_ended = 1;
        exit(2);
    }
    return p;
}

#define ADCC_GROW(list, n, room)                                        \
    do {                                                                \
        long room_ = (room);                                            \
        (list) = adcc_trace_grow((list), (n), &room_, sizeof *(list)); \
        (room) = (int)room_;                                            \
    } while (0)

static void adcc_trace_value(long double v)
{
    struct adcc_trace *t = adcc_tracing;
    t->value = adcc_trace_grow(t->value, t->values, &t->value_room, sizeof *t->value);
    t->value[t->values++] = v;
}

static long double adcc_trace_real(const struct adcc_touch *u, const char *p, long i)
{
    struct adcc_piece r = {.size = (adcc_check_size)u->size};
    return p ? adcc_check_get(&r, p, (adcc_check_size)i) : 0;
}

static int adcc_contains(const char *base, long bytes, const char *p)
{
    return base && p >= base && p < base + bytes;
}

/* Finds what the shadow at u->p is a part of: memory of the driver, or what a caller has passed on.
 * If the extent is not known, it is that of the whole. */
static int adcc_trace_find(struct adcc_touch *u, int adjoint)
{
    struct adcc_trace *t = adcc_tracing;
    struct adcc_touch found = {0};
    for (int k = 0; k < adcc_check.pieces && !found.p; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        char *base = adjoint ? r->p_b : r->p_d;
        if (r->role & ADCC_ACTIVE && adcc_contains(base, (long)(r->n * r->size), u->p))
            found = (struct adcc_touch){.home = r->name, .p = base, .size = (int)r->size,
                                        .primal = adjoint ? NULL : r->p, .n = (long)r->n};
    }
    for (int k = t->opens - 1; k >= 0 && !found.p; k--) {
        struct adcc_event *e = &t->event[t->open[k]];
        for (int i = e->first; i < e->first + e->touches && !found.p; i++)
            if (adcc_contains(t->touch[i].p, t->touch[i].n * t->touch[i].size, u->p))
                found = t->touch[i];
    }
    if (!found.p || (u->n == 0 && found.size != u->size))
        return 0;
    u->home = found.home;
    u->inherited = 1;
    u->offset = found.offset;
    if (u->n > 0) {
        u->offset += u->p - found.p;
        return 1;
    }
    u->p = found.p;
    u->primal = found.primal;
    u->n = found.n;
    return 1;
}

static void adcc_trace_touches(struct adcc_event *e, int adjoint, int n, va_list list)
{
    struct adcc_trace *t = adcc_tracing;
    for (int k = 0; k < n; k++) {
        struct adcc_touch u = {0};
        u.home = va_arg(list, const char *);
        char *holder = va_arg(list, char *);
        u.p = va_arg(list, char *);
        u.primal = va_arg(list, char *);
        u.size = va_arg(list, int);
        u.n = va_arg(list, long);
        u.flags = va_arg(list, int);
        if (!u.p && !u.primal)
            continue;
        if (holder && u.p)
            u.offset = u.p - holder;
        else if (u.p && !adcc_trace_find(&u, adjoint) && u.n == 0) {
            e->opaque = 1;
            continue;
        }
        u.first = t->values;
        int fresh = u.flags & ADCC_FRESH && !adjoint;
        for (long i = 0; i < u.n; i++)
            adcc_trace_value(fresh ? 0 : adcc_trace_real(&u, u.p, i));
        for (long i = 0; i < 2 * u.n; i++)
            adcc_trace_value(0);
        for (long i = 0; i < u.n; i++)
            adcc_trace_value(adcc_trace_real(&u, u.primal, i));
        ADCC_GROW(t->touch, t->touches, t->touch_room);
        t->touch[t->touches++] = u;
        e->touches++;
    }
    t->full |= t->values > ADCC_TRACE_ROOM;
}

/* A function that is traced may call derivatives of the other mode. */
static int adcc_trace_wants(int mode)
{
    return (adcc_tracing == &adcc_traces[1]) == ((mode & 3) == 2);
}

void adcc_trace_begin(int mode, const char *place, const char *text, int n, ...)
{
    struct adcc_trace *t = adcc_tracing;
    if (!t || t->full || !adcc_trace_wants(mode))
        return;
    ADCC_GROW(t->event, t->events, t->event_room);
    struct adcc_event *e = &t->event[t->events];
    *e = (struct adcc_event){.place = place, .text = text, .opaque = mode & ADCC_OPAQUE,
                             .nested = (mode & ADCC_INSIDE) != 0, .first = t->touches};
    va_list list;
    va_start(list, n);
    adcc_trace_touches(e, (mode & 3) == 2, n, list);
    va_end(list);
    if (t->opens > 0)
        t->event[t->open[t->opens - 1]].nested = 1;
    ADCC_GROW(t->open, t->opens, t->open_room);
    t->open[t->opens++] = t->events++;
}

void adcc_trace_end(int mode, int n, ...)
{
    struct adcc_trace *t = adcc_tracing;
    int adjoint = (mode & 3) == 2;
    if (!t || t->full || t->opens == 0 || !adcc_trace_wants(mode))
        return;
    int index = t->open[--t->opens];
    struct adcc_event *e = &t->event[index];
    if (n > 0 && e->first + e->touches != t->touches) { /* others in between: move to the end */
        int first = t->touches;
        for (int i = 0; i < e->touches; i++) {
            ADCC_GROW(t->touch, t->touches, t->touch_room);
            t->touch[t->touches++] = t->touch[e->first + i];
        }
        e->first = first;
    }
    va_list list;
    va_start(list, n);
    adcc_trace_touches(e, adjoint, n, list);
    va_end(list);
    for (int i = e->first; i < e->first + e->touches; i++) {
        struct adcc_touch *u = &t->touch[i];
        for (long k = 0; k < u->n; k++) {
            int dead = adjoint && u->flags & ADCC_FRESH;
            t->value[u->first + u->n + k] = dead ? 0 : adcc_trace_real(u, u->p, k);
            t->value[u->first + 2 * u->n + k] = adcc_trace_real(u, u->primal, k);
        }
    }
    ADCC_GROW(t->ended, t->ends, t->end_room);
    t->ended[t->ends++] = index;
}

/* What is recorded from here on; -1: nothing. */
static void adcc_trace_into(int which)
{
    adcc_tracing = which < 0 ? NULL : &adcc_traces[which];
    if (which < 0)
        return;
    struct adcc_trace *t = adcc_tracing;
    t->events = t->touches = t->opens = t->ends = t->full = 0;
    t->values = 0;
}

/* ---------------------------------------------------------------- tangent against adjoint */

/* Executions that belong together: one of a source statement. */
struct adcc_group {
    struct adcc_trace *trace;
    const int *event; /* in the order in which they ran */
    int n;
};

/* The touch of this byte in the first or last of them; NULL if there is none. */
static struct adcc_touch *adcc_group_touch(const struct adcc_group *g, const struct adcc_touch *of,
                                           long offset, int last)
{
    for (int k = 0; k < g->n; k++) {
        struct adcc_event *e = &g->trace->event[g->event[last ? g->n - 1 - k : k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *u = &g->trace->touch[i];
            if (u->p && u->inherited == of->inherited && u->offset <= offset &&
                offset < u->offset + u->n * u->size && u->size == of->size &&
                strcmp(u->home, of->home) == 0)
                return u;
        }
    }
    return NULL;
}

/* Has a shadow been met in the group before u? */
static int adcc_is_repeated(const struct adcc_group *g, const struct adcc_touch *u, const char *p)
{
    for (int k = 0; k < g->n; k++) {
        struct adcc_event *e = &g->trace->event[g->event[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *o = &g->trace->touch[i];
            if (o == u)
                return 0;
            if (adcc_contains(o->p, o->n * o->size, p))
                return 1;
        }
    }
    return 0;
}

static long double adcc_touch_value(const struct adcc_group *g, const struct adcc_touch *u,
                                    long offset, int after)
{
    return g->trace->value[u->first + (after ? u->n : 0) + (offset - u->offset) / u->size];
}

/* Is it known by another name too?  So are parameters by value that got the same argument, whose
 * adjoints are one. */
static int adcc_is_shared(const struct adcc_group *g, const struct adcc_touch *u, const char *p)
{
    for (int k = 0; k < g->n; k++) {
        struct adcc_event *e = &g->trace->event[g->event[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *o = &g->trace->touch[i];
            if (adcc_contains(o->p, o->n * o->size, p) &&
                (o->inherited != u->inherited || strcmp(o->home, u->home) != 0))
                return 1;
        }
    }
    return 0;
}

/* Both products, before and after the statement, and the sum of the magnitudes of their terms; 0 if
 * they do not tell anything. */
static int adcc_group_products(const struct adcc_group *t, const struct adcc_group *a,
                                long double *before, long double *after, long double *size)
{
    for (int k = 0; k < t->n; k++) {
        struct adcc_event *e = &t->trace->event[t->event[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *u = &t->trace->touch[i];
            for (long j = 0; u->p && j < u->n; j++) {
                long at = u->offset + j * u->size;
                struct adcc_touch *v = adcc_group_touch(a, u, at, 0);
                if (!v || adcc_is_repeated(t, u, u->p + j * u->size))
                    continue;
                if (adcc_is_shared(a, v, v->p + (at - v->offset)))
                    return 0;
                long double x = adcc_touch_value(a, adcc_group_touch(a, u, at, 1), at, 1) *
                                adcc_touch_value(t, u, at, 0);
                long double y = adcc_touch_value(a, v, at, 0) *
                                adcc_touch_value(t, adcc_group_touch(t, u, at, 1), at, 1);
                *before += x;
                *after += y;
                *size += fabsl(x) + fabsl(y);
            }
        }
    }
    return 1;
}

/* The largest magnitude before or after, in 'most'; is all finite? */
static int adcc_is_finite_group(const struct adcc_group *g, int after, long double *most)
{
    for (int k = 0; k < g->n; k++) {
        struct adcc_event *e = &g->trace->event[g->event[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *u = &g->trace->touch[i];
            for (long j = 0; u->p && j < u->n; j++) {
                long double v = g->trace->value[u->first + (after ? u->n : 0) + j];
                if (!isfinite(v))
                    return 0;
                *most = fmaxl(*most, fabsl(v));
            }
        }
    }
    return 1;
}

/* Can one of the modes be wrong in it?  What is not finite before is no mistake of the statement,
 * and nobody knows the product of two numbers that are not, or nearly so. */
static int adcc_tells(const struct adcc_group *gt, const struct adcc_group *ga)
{
    long double most = 0, large = adcc_check.has_floats ? 1e15L : 1e150L;
    if (!adcc_is_finite_group(gt, 0, &most) || !adcc_is_finite_group(ga, 0, &most))
        return 0;
    int tangent = adcc_is_finite_group(gt, 1, &most), adjoint = adcc_is_finite_group(ga, 1, &most);
    return (tangent && adjoint) || (tangent != adjoint && most < large);
}

/* The events at a place, in the order in which they began or ended. */
static int adcc_events_at(const struct adcc_trace *t, const char *place, int *list, int ended)
{
    int n = 0;
    for (int k = 0; k < (ended ? t->ends : t->events); k++) {
        int i = ended ? t->ended[k] : k;
        if (t->event[i].place == place || strcmp(t->event[i].place, place) == 0)
            list[n++] = i;
    }
    return n;
}

/* Is there one that cannot be compared?  Counts those that call functions that are traced. */
static int adcc_is_opaque(const struct adcc_group *g, int *nested)
{
    int opaque = 0;
    for (int k = 0; k < g->n; k++) {
        const struct adcc_event *e = &g->trace->event[g->event[k]];
        opaque |= e->opaque;
        *nested += e->nested;
        for (int i = 0; i < k; i++) /* not parts of one statement */
            opaque |= strcmp(e->text, g->trace->event[g->event[i]].text) == 0;
    }
    return opaque;
}

/* Does one group touch storage, not zero before or after it, that the other does not mention? */
static int adcc_touches_more(const struct adcc_group *g, const struct adcc_group *other)
{
    for (int k = 0; k < g->n; k++) {
        const struct adcc_event *e = &g->trace->event[g->event[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            const struct adcc_touch *u = &g->trace->touch[i];
            for (long j = 0; u->p && j < u->n; j++) {
                long at = u->offset + j * u->size;
                if (adcc_group_touch(other, u, at, 0))
                    continue;
                if (adcc_touch_value(g, adcc_group_touch(g, u, at, 0), at, 0) != 0 ||
                    adcc_touch_value(g, adcc_group_touch(g, u, at, 1), at, 1) != 0)
                    return 1;
            }
        }
    }
    return 0;
}

/* How many statements of different text there are among the events. */
static int adcc_texts_at(const struct adcc_trace *t, const int *list, int n)
{
    int texts = 0;
    for (int k = 0; k < n; k++) {
        int i = 0;
        while (i < k && strcmp(t->event[list[i]].text, t->event[list[k]].text) != 0)
            i++;
        texts += i == k;
    }
    return texts;
}

/* Of m events in the tangent and n in the adjoint, how many belong to one execution; 0: unknown. */
static int adcc_times(const int *list_t, int m, const int *list_a, int n)
{
    if (m == n)
        return m;
    int texts_t = adcc_texts_at(&adcc_traces[0], list_t, m);
    int texts_a = adcc_texts_at(&adcc_traces[1], list_a, n);
    if (texts_t && texts_a && m % texts_t == 0 && n % texts_a == 0 && m / texts_t == n / texts_a)
        return m / texts_t;
    return m && n && (n % m == 0 || m % n == 0) ? (m < n ? m : n) : 0;
}

struct adcc_wrong {
    int ended, time, times, event; /* the first so far, by the time at which it ended */
    long double adjoint, tangent;
    int places, compared, wrong;
};

static int adcc_ended_at(const struct adcc_trace *t, int event)
{
    for (int i = 0; i < t->ends; i++)
        if (t->ended[i] == event)
            return i;
    return t->ends;
}

/* How many of the first n events have this text. */
static int adcc_count_text(const struct adcc_trace *t, const int *list, int n, const char *text)
{
    int count = 0;
    for (int k = 0; k < n; k++)
        count += strcmp(t->event[list[k]].text, text) == 0;
    return count;
}

/* All executions at the place of one statement. */
static void adcc_compare_place(const char *place, int *list_t, int *list_a, struct adcc_wrong *w)
{
    struct adcc_trace *t = &adcc_traces[0], *a = &adcc_traces[1];
    int m = adcc_events_at(t, place, list_t, 0), n = adcc_events_at(a, place, list_a, 1);
    w->places++;
    int times = adcc_times(list_t, m, list_a, n), compared = 0;
    if (times == 0)
        return;
    int of_t = m / times, of_a = n / times;
    for (int k = 0; k < times; k++) {
        struct adcc_group gt = {t, list_t + k * of_t, of_t};
        struct adcc_group ga = {a, list_a + (times - 1 - k) * of_a, of_a};
        long double before = 0, after = 0, size = 0;
        int nested_t = 0, nested_a = 0;
        if (adcc_is_opaque(&gt, &nested_t) || adcc_is_opaque(&ga, &nested_a))
            return;
        if (nested_t && nested_a)
            continue; /* what it calls is compared in itself, and may touch what is not seen here */
        if (adcc_touches_more(&gt, &ga) || adcc_touches_more(&ga, &gt))
            return;
        if (!adcc_tells(&gt, &ga))
            continue;
        if (!adcc_group_products(&gt, &ga, &before, &after, &size))
            return;
        w->compared += !compared++;
        long double tiny = adcc_check.has_floats ? 1e-30L : 1e-290L; /* where digits are missing */
        if (size < tiny || fabsl(before - after) <= adcc_check_bound(0) * size)
            continue;
        w->wrong++;
        int last = gt.event[of_t - 1], ended = adcc_ended_at(t, last);
        if (ended >= w->ended)
            return;
        const char *text = t->event[last].text;
        int time = adcc_count_text(t, list_t, (k + 1) * of_t, text);
        *w = (struct adcc_wrong){ended, time, adcc_count_text(t, list_t, m, text), last, before,
                                 after, w->places, w->compared, w->wrong};
        return;
    }
}

static int adcc_is_first_at(const struct adcc_trace *t, int event)
{
    for (int i = 0; i < event; i++)
        if (strcmp(t->event[i].place, t->event[event].place) == 0)
            return 0;
    return 1;
}

/* Says in 'text' which statement is the first that is wrong. */
static void adcc_trace_compare(char *text, adcc_check_size room)
{
    struct adcc_trace *t = &adcc_traces[0], *a = &adcc_traces[1];
    struct adcc_wrong w = {.ended = t->ends + 1};
    if (t->full || a->full) {
        snprintf(text, room, "the run is too long to be traced: make it shorter in ADCC_CHECK");
        return;
    }
    int *list_t = adcc_check_zeros((adcc_check_size)t->events, sizeof(int), 0);
    int *list_a = adcc_check_zeros((adcc_check_size)a->events, sizeof(int), 0);
    for (int i = 0; i < t->events; i++)
        if (adcc_is_first_at(t, i))
            adcc_compare_place(t->event[i].place, list_t, list_a, &w);
    int holds = adcc_check.dot <= adcc_check_bound(0) && !adcc_check.where[0] &&
                !adcc_check.adds[0]; /* then it is we who are wrong */
    if (w.ended <= t->ends && !holds)
        snprintf(text, room, "%.80s: %.80s, time %d of %d: adjoint %.10Lg, tangent %.10Lg",
                 t->event[w.event].place, t->event[w.event].text, w.time, w.times, w.adjoint,
                 w.tangent);
    else
        snprintf(text, room, "no statement disagrees; %d of %d could be compared",
                 w.compared - w.wrong, w.places);
    free(list_t), free(list_a);
}

/* ---------------------------------------------------------------- tangent against differences */

/* The first statement after which a tangent is not the difference of values, of runs of the tangent
 * on either side. */
static void adcc_trace_differences(char *text, adcc_check_size room, double h)
{
    struct adcc_trace *t = &adcc_traces[0], *plus = &adcc_traces[2], *minus = &adcc_traces[3];
    if (t->full || plus->full || plus->events != t->events || minus->events != t->events ||
        plus->values != t->values || minus->values != t->values) {
        snprintf(text, room, "runs at neighbouring points cannot be compared");
        return;
    }
    for (int k = 0; k < t->ends; k++) {
        struct adcc_event *e = &t->event[t->ended[k]];
        for (int i = e->first; i < e->first + e->touches; i++) {
            struct adcc_touch *u = &t->touch[i];
            for (long j = 0; u->primal && j < u->n; j++) {
                long at = u->first + 2 * u->n + j;
                if (u->flags & ADCC_RANGE && t->value[at] == t->value[at + u->n])
                    continue; /* not written: who knows whether it ever was */
                long double d = t->value[u->first + u->n + j];
                long double q = (plus->value[at] - minus->value[at]) / (2 * h);
                long double floor_ = (adcc_check.has_floats ? 5e-2L : 6e-5L) *
                                     fabsl(t->value[at]);
                long double size = fmaxl(fmaxl(fabsl(d), fabsl(q)), floor_);
                if (!isfinite(q) || fabsl(d - q) <= 10 * adcc_check_bound(1) * size)
                    continue; /* it is one step, not the best */
                snprintf(text, room, "%.80s: %.80s: tangent %.10Lg, difference quotient %.10Lg",
                         e->place, e->text, d, q);
                return;
            }
        }
    }
    snprintf(text, room, "no statement disagrees with differences");
}
