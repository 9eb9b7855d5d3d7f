/* check_own.c - each component on its own scale, so that none hides beside others that are larger.
 *
 * A second adjoint has seeds that give all outputs the same weight.  A third one starts with
 * adjoints of inputs that are not zero, and has to add to them.  Then, along the axes of some
 * components of the inputs, f_d and f on either side tell what each derivative must be.
 */

enum { ADCC_OWN_STEPS = 6, ADCC_VISITS = 64, ADCC_VISITS_LEAST = 8 };

static double adcc_check_rounding(void)
{
    return adcc_check.has_floats ? FLT_EPSILON : DBL_EPSILON;
}

/* Does f leave this element alone?  Then it is an input, and the rest of its adjoint is added. */
static int adcc_check_left_alone(const struct adcc_piece *r, adcc_check_size i)
{
    return !(r->role & ADCC_OUT) ||
           (memcmp(r->before + i * r->size, r->after + i * r->size, r->size) == 0 &&
            memcmp(r->dir + i * r->size, r->dir_after + i * r->size, r->size) == 0);
}

/* How large derivatives of this element are, but no less than what rounding makes. */
static long double adcc_check_weight(const struct adcc_piece *r, adcc_check_size i)
{
    long double rounding = 100 * adcc_check_rounding() * fabsl(adcc_check_get(r, r->after, i));
    rounding = fmaxl(rounding, r->noise[i]);
    return fmaxl(fmaxl(fabsl(adcc_check_get(r, r->dir_after, i)), r->moved[i]), rounding);
}

/* Seeds with which each output contributes the same, within limits. */
static void adcc_check_balance(void)
{
    long double most = 0, least = INFINITY;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++) {
            long double w = adcc_check_weight(r, i);
            if (adcc_check_left_alone(r, i) || w == 0 || !isfinite(w))
                continue;
            most = fmaxl(most, w);
            least = fminl(least, w);
        }
    }
    least = fmaxl(least, most * (adcc_check.has_floats ? 1e-3L : 1e-9L));
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++) {
            long double w = adcc_check_weight(r, i);
            long double seed = adcc_check_left_alone(r, i) ? 0 : adcc_check_sign();
            adcc_check_put(r, r->own, i, w > least ? seed * least / w : seed);
        }
    }
}

static void adcc_check_prepare_seeds(int start)
{
    adcc_check_prepare(0.0);
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        if (r->role & ADCC_ACTIVE)
            memcpy(r->p_b, start ? r->start : r->own, r->n * r->size);
    }
}

/* After the second adjoint: the third starts with what is as large in inputs, and no less than 1:
 * adjoints that cancel are rounding, to which nothing can be added without more of it. */
static void adcc_check_starts(void)
{
    adcc_check.largest = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        if (!(r->role & ADCC_ACTIVE))
            continue;
        long double most = 0;
        for (adcc_check_size i = 0; i < r->n; i++)
            most = fmaxl(most, fabsl(adcc_check_get(r, r->p_b, i)));
        memcpy(r->own_after, r->p_b, r->n * r->size);
        memcpy(r->start, r->own, r->n * r->size);
        for (adcc_check_size i = 0; i < r->n; i++) {
            if (adcc_check_left_alone(r, i))
                adcc_check_put(r, r->start, i, adcc_check_sign() * (most > 1 ? most : 1));
            long double value = 0.1L * fabsl(adcc_check_get(r, r->after, i));
            value = fmaxl(value, adcc_check_weight(r, i));
            value *= fabsl(adcc_check_get(r, r->own, i));
            adcc_check.largest = fmaxl(adcc_check.largest, value);
        }
        if (r->role & ADCC_IN)
            adcc_check.largest = fmaxl(adcc_check.largest, most * r->scale);
    }
}

/* After the third: has it added to them? */
static void adcc_check_added(void)
{
    long double bound = adcc_check.has_floats ? 1e-2L : 1e-3L;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++) {
            if (!adcc_check_left_alone(r, i) || adcc_check.adds[0])
                continue;
            long double start = adcc_check_get(r, r->start, i);
            long double a = adcc_check_get(r, r->own_after, i), b = adcc_check_get(r, r->p_b, i);
            if (!(fabsl(b - start - a) <= bound * fabsl(start)))
                snprintf(adcc_check.adds, sizeof adcc_check.adds,
                         "%s: the adjoint goes from 0 to %.6Lg, but from %.6Lg to %.6Lg",
                         adcc_check_element(r, i), a, start, b);
        }
    }
}

/* ---------------------------------------------------------------- along axes */

/* After f_d along the axis: what the second adjoint says there? */
static void adcc_check_own_adjoint(void)
{
    struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    long double a = adcc_check_get(r, r->own_after, adcc_check.axis), t = 0, size = fabsl(a);
    long double rounding = fmaxl(450 * adcc_check_rounding(), adcc_check_bound(0) / 1000);
    long double noise = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *o = &adcc_check.piece[k];
        if (o->role & ADCC_ACTIVE)
            memcpy(o->dir_after, o->p_d, o->n * o->size);
        for (adcc_check_size i = 0; o->role & ADCC_OUT && i < o->n; i++) {
            long double term = adcc_check_get(o, o->own, i) * adcc_check_get(o, o->p_d, i);
            t += term;
            size += fabsl(term);
            if (adcc_check_in_noise(o, i, adcc_check_get(o, o->p_d, i) * r->scale, 0))
                noise += fabsl(adcc_check_get(o, o->own, i)) * o->noise[i] / r->scale;
        }
    }
    size = noise + sqrtl(adcc_check_bound(0)) * size + rounding * adcc_check.largest / r->scale;
    if (!(fabsl(a - t) <= size) && !adcc_check.own[0])
        snprintf(adcc_check.own, sizeof adcc_check.own, "%s: adjoint %.10Lg, tangent %.10Lg",
                 adcc_check_element(r, adcc_check.axis), a, t);
}

static void adcc_check_begin_tracks(void)
{
    static const struct adcc_track none = {.last = NAN, .earlier = NAN, .doubt = INFINITY,
                                           .miss = INFINITY};
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++)
            r->track[i] = none;
    }
}

/* The next quotient q of one output, and what rounding does to it. */
static void adcc_check_follow(struct adcc_track *k, double tangent, double q, double noise)
{
    double doubt = fmax(fabs(k->last - q), fabs(k->last - k->earlier)) + k->noise;
    double size = fmax(fabs(tangent), fabs(k->last));
    if (isfinite(k->last - q) && doubt < k->doubt) {
        k->doubt = doubt;
        k->best = k->last;
        k->drift = 0;
    } else if (noise <= 0.01 * fabs(k->best - tangent) && isfinite(q)) {
        k->drift = fmax(k->drift, fabs(k->best - q));
    }
    if (isfinite(k->last - q) && doubt <= 0.01 * size)
        k->miss = fmin(k->miss, fabs(k->last - tangent));
    k->earlier = k->last;
    k->last = q;
    k->noise = noise;
}

/* After f on both sides with step h, which is 'relative' of the range of samples: values are
 * rounded, and so are the arguments. */
static void adcc_check_follow_all(double h, double relative)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        long double most = 0, tiny = r->size == sizeof(float) ? 1.4e-45L : 4.9e-324L;
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++) {
            long double value = fmaxl(fabsl(r->plus[i]), fabsl(r->minus[i]));
            most = isfinite(value) ? fmaxl(most, value) : most;
        }
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++) {
            long double x = adcc_check_get(r, r->after, i);
            long double moved = fmaxl(fabsl(r->plus[i] - x), fabsl(r->minus[i] - x)) / relative;
            long double noise = 4 * (adcc_check_rounding() * (most + moved) + tiny) / h;
            adcc_check_follow(&r->track[i], (double)adcc_check_get(r, r->dir_after, i),
                              (double)adcc_check_quotient(r, i, ADCC_CENTRAL, h), (double)noise);
        }
    }
}

/* Where quotients settle, do they on the tangent?  along: the axis, or what else it is; unit: its
 * length; text: gets the first output that is wrong.  Quotients that agree with one another, but
 * not with those of smaller steps, had steps too large for the function. */
static void adcc_check_own_difference(const char *along, long double unit, char *text)
{
    double bound = 10 * adcc_check_bound(1), rounding = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++)
            rounding = fmax(rounding, (double)fabsl(adcc_check_get(r, r->dir_after, i)));
    }
    rounding *= 450 * adcc_check_rounding();
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n && !*text; i++) {
            const struct adcc_track *q = &r->track[i];
            double t = (double)adcc_check_get(r, r->dir_after, i), miss = fabs(q->best - t);
            double size = fmax(fabs(t), fabs(q->best));
            if (adcc_check_in_noise(r, i, t * unit, 0))
                continue;
            int settled = q->doubt <= 0.01 * size && q->drift <= fmax(0.03 * miss, 10 * q->doubt);
            if (settled && miss > 10 * q->doubt && fmin(miss, q->miss) > bound * size + rounding)
                snprintf(text, 300, "%s: tangent of %s %.10g, difference quotient %.10g", along,
                         adcc_check_element(r, i), t, q->best);
        }
    }
}

static double adcc_check_own_step(int step)
{
    return pow(10.0, -1.5 * (step + 1));
}

/* At the beginning and the end of the sweep of steps. */
static void adcc_check_time(int end)
{
    double now = 0;
#if defined(__unix__) || defined(__APPLE__)
    struct rusage used;
    if (getrusage(0, &used) == 0) /* this process */
        now = (double)used.ru_utime.tv_sec + 1e-6 * (double)used.ru_utime.tv_usec;
#endif
    if (adcc_check.sample == 1 && !adcc_check.is_beside)
        adcc_check.seconds = end ? (now - adcc_check.seconds) / (2 * ADCC_STEPS) : now;
}

/* Inputs in this sample: all, or a part that is another one in each sample; few if a call takes
 * long. */
static adcc_check_size adcc_check_visits(void)
{
    adcc_check_size n = adcc_check.inputs, wanted = n < ADCC_VISITS ? n : ADCC_VISITS;
    adcc_check_size share = (wanted + (adcc_check_size)adcc_check_samples - 1) /
                            (adcc_check_size)adcc_check_samples;
    share = share < ADCC_VISITS_LEAST || adcc_check.seconds > 0.05 ? ADCC_VISITS_LEAST : share;
    share = adcc_check.seconds > 0.3 ? 2 : share;
    return share < n ? share : n;
}

static adcc_check_size adcc_check_divisor(adcc_check_size a, adcc_check_size b)
{
    return b ? adcc_check_divisor(b, a % b) : a;
}

/* The axis of this visit: the whole numbers in steps that come by each of them once. */
static int adcc_check_visit(void)
{
    adcc_check_size n = adcc_check.inputs, visits = adcc_check_visits();
    if (adcc_check.turn == visits)
        return 0;
    adcc_check_size stride = visits == n ? 1 : (adcc_check_size)(0.618 * (double)n) + 1;
    while (adcc_check_divisor(n, stride) != 1)
        stride++;
    adcc_check_size number = adcc_check.turn++;
    if (visits < n)
        number = (adcc_check.first + adcc_check.visited++ % n * (stride % n)) % n;
    adcc_check.axis = number;
    for (adcc_check.axis_piece = 0;; adcc_check.axis_piece++) {
        const struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
        if (r->role & ADCC_IN && adcc_check.axis < r->n)
            return 1;
        adcc_check.axis -= r->role & ADCC_IN ? r->n : 0;
    }
}

/* "all 6", "33 of 1000, at random" */
static const char *adcc_check_visited(void)
{
    static char text[100];
    adcc_check_size n = adcc_check.inputs, visited = adcc_check.visited;
    if (adcc_check_visits() == n || visited >= n)
        snprintf(text, sizeof text, "all %llu", (unsigned long long)n);
    else
        snprintf(text, sizeof text, "%llu of %llu, at random", (unsigned long long)visited,
                 (unsigned long long)n);
    if (adcc_check.besides)
        strcat(text, "; also beside a sample where a derivative is 0");
    return text;
}
