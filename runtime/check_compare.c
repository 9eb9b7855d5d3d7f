/* check_compare.c - what agrees: tangents with differences and complex step, adjoints with them. */

static void adcc_check_store(int plus)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++)
            (plus ? r->plus : r->minus)[i] = adcc_check_get(r, r->p, i);
    }
}

/* How far the values have moved on either side: where derivatives are zero, errors are relative to
 * this, and those of central differences to nothing else. */
static void adcc_check_move(double h)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++) {
            long double x = adcc_check_get(r, r->after, i);
            long double plus = fabsl(r->plus[i] - x), minus = fabsl(r->minus[i] - x);
            plus = isfinite(plus) ? plus : 0;
            minus = isfinite(minus) ? minus : 0;
            r->moved[i] = fmaxl(plus, minus) / h;
        }
    }
}

/* ---------------------------------------------------------------- values that are rounding */

enum { ADCC_STILL_STEPS = 5, ADCC_STILL_LARGE = 2 };

static double adcc_check_still_step(int n)
{
    static const double steps[ADCC_STILL_STEPS] = {0.2, 0.01, 1e-8, 1.7e-9, 3e-10};
    return steps[n];
}

/* How far the values have moved with this step. */
static void adcc_check_shake(int n)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++) {
            long double x = adcc_check_get(r, r->after, i);
            long double moved = fmaxl(fabsl(r->plus[i] - x), fabsl(r->minus[i] - x));
            long double *to = n < ADCC_STILL_LARGE ? &r->jump[i] : &r->shake[i];
            moved = isnan(r->plus[i]) || isnan(r->minus[i]) ? INFINITY : moved;
            *to = n == 0 || n == ADCC_STILL_LARGE ? moved : fmaxl(*to, moved);
        }
    }
}

/* An output that large steps move no further than tiny ones, or by no more than the rounding of
 * what the function computes with, is constant as far as can be seen.  Its derivative is zero, and
 * what is there instead is rounding too. */
static void adcc_check_find_noise(void)
{
    long double epsilon = adcc_check.has_floats ? FLT_EPSILON : DBL_EPSILON, inputs = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_IN && i < r->n; i++)
            inputs = fmaxl(inputs, fabsl(adcc_check_get(r, r->before, i)));
    }
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_ACTIVE && i < r->n; i++) {
            long double value = fabsl(adcc_check_get(r, r->after, i));
            long double rounding = fmaxl(r->shake[i], 4 * epsilon * value);
            int grains = r->shake[i] == 0 && r->jump[i] >= epsilon * epsilon * inputs;
            long double least = grains ? 4 * epsilon * inputs : 0;
            int still = r->role & ADCC_OUT && isfinite(r->jump[i]) &&
                        r->jump[i] <= fmaxl(30 * rounding, least);
            /* more than that is no rounding, but a jump at the sample */
            still = still && r->shake[i] <= 1e5L * epsilon * fmaxl(value, inputs);
            still = still && (value > 0 || inputs > 1e-50L); /* 0: products may underflow */
            r->noise[i] = still ? 30 * rounding + 64 * epsilon * inputs : 0;
        }
    }
}

/* Is a difference of two derivatives of this element rounding? */
static int adcc_check_in_noise(const struct adcc_piece *r, adcc_check_size i, long double tangent,
                               long double miss)
{
    if (r->noise[i] == 0 || !(fabsl(tangent) <= r->noise[i]))
        return 0;
    if (tangent != 0 && fabsl(tangent) < 1e-36L * r->noise[i])
        return 0; /* too small for rounding of what is there */
    if (miss != 0 && !adcc_check.still[0])
        snprintf(adcc_check.still, sizeof adcc_check.still,
                 "; cannot tell of %.100s: value and derivative change by rounding alone",
                 adcc_check_element(r, i));
    return 1;
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

/* What an error in this piece is relative to: its largest derivative or, where that is zero, change
 * nearby, but no less than what differences can resolve in values of this size.  unit: the length
 * of the direction, relative to that of samples. */
static long double adcc_check_size_of(const struct adcc_piece *r, double h, long double unit)
{
    long double largest = 0, value = 0;
    for (adcc_check_size i = 0; i < r->n; i++) {
        largest = fmaxl(largest, fabsl(adcc_check_get(r, r->dir_after, i)));
        largest = fmaxl(largest, fabsl(adcc_check_quotient(r, i, ADCC_CENTRAL, h)));
        largest = fmaxl(largest, r->moved[i] * unit);
        value = fmaxl(value, fabsl(adcc_check_get(r, r->after, i)));
    }
    return fmaxl(largest, (adcc_check.has_floats ? 5e-2L : 6e-5L) * value * unit);
}

static void adcc_check_raise(double *known, double error)
{
    *known = error > *known ? error : *known;
}

/* The errors of the three quotients with this step, and how far they are from those before. */
static void adcc_check_differences(double h)
{
    int s = adcc_check.step;
    if (s <= ADCC_NEAR)
        adcc_check_move(h);
    adcc_check.noise[s] = adcc_check.split[s] = 0;
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        adcc_check.miss[f][s] = 0;
        adcc_check.doubt[f][s] = s == 0 ? INFINITY : 0;
    }
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        if (!(r->role & ADCC_OUT))
            continue;
        long double size = adcc_check_size_of(r, h, 1), most = 0;
        for (adcc_check_size i = 0; i < r->n; i++) {
            most = fmaxl(most, fabsl(adcc_check_get(r, r->after, i)));
            for (int f = 0; f < ADCC_FORMULAS; f++) {
                long double q = adcc_check_quotient(r, i, f, h);
                long double t = adcc_check_get(r, r->dir_after, i), miss = q - t;
                if (adcc_check_in_noise(r, i, t, miss))
                    continue;
                double change = (double)(fabsl(q - r->quotient[f][i]) / size);
                double error = miss == 0 ? 0 : isfinite(miss) ? (double)fabsl(miss / size)
                                                              : INFINITY;
                adcc_check_raise(&adcc_check.miss[f][s], error);
                if (q != r->quotient[f][i])
                    adcc_check_raise(&adcc_check.doubt[f][s], isnan(change) ? INFINITY : change);
                r->quotient[f][i] = (double)q;
            }
        }
        for (adcc_check_size i = 0; i < r->n; i++)
            if (r->noise[i] == 0)
                adcc_check_raise(
                    &adcc_check.split[s],
                    fabs(r->quotient[ADCC_FORWARD][i] - r->quotient[ADCC_BACKWARD][i]) /
                        (double)size);
        double rounding = 4 * (adcc_check.has_floats ? FLT_EPSILON : DBL_EPSILON);
        adcc_check_raise(&adcc_check.noise[s], size > 0 ? rounding * (double)(most / size) / h : 0);
    }
    for (int f = 0; f < ADCC_FORMULAS; f++)
        adcc_check_raise(&adcc_check.error[f][s], adcc_check.miss[f][s]);
    if (s == ADCC_BESIDE)
        adcc_check.finite_beside = isfinite(adcc_check.miss[ADCC_FORWARD][s]);
}

static int adcc_check_least(const double *error)
{
    int least = 0;
    for (int s = 1; s < ADCC_STEPS; s++)
        if (error[s] < error[least])
            least = s;
    return least;
}

static double adcc_check_bound(int differences)
{
    static const double bounds[2][2] = {{1e-10, 1e-5}, {1e-4, 3e-2}};
    double wanted = adcc_check_tolerance[differences];
    return wanted > 0 ? wanted : bounds[adcc_check.has_floats][differences];
}

static double adcc_check_bound_of(int formula)
{
    double bound = adcc_check_bound(1);
    return formula == ADCC_CENTRAL ? bound : fmin(100 * bound, fmax(bound, 0.1));
}

/* The step whose quotient is nearest to the one before, not counting those that smaller steps are
 * far from for other reasons than rounding: steps that are too large for the function. */
static int adcc_check_settled(const double *doubt)
{
    int best = ADCC_STEPS - 1;
    for (int s = 1; s < ADCC_STEPS; s++) {
        int holds = doubt[s] < doubt[best];
        for (int k = s + 1; k < ADCC_STEPS && holds; k++)
            holds = doubt[k] <= 10 * (doubt[s] + adcc_check.noise[k]);
        best = holds ? s : best;
    }
    return best;
}

/* After all steps: is the tangent what the differences say?  It is if it is among quotients that
 * are no nearer to one another. */
static void adcc_check_judge(void)
{
    int best[ADCC_FORMULAS], some = 0;
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        best[f] = adcc_check_least(adcc_check.miss[f]);
        some |= isfinite(adcc_check.miss[f][best[f]]);
    }
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        double error = adcc_check.miss[f][best[f]];
        if (some && !isfinite(error))
            continue; /* the function is not finite on this side */
        int s = adcc_check_settled(adcc_check.doubt[f]);
        double doubt = adcc_check.doubt[f][s];
        int unsettled = doubt < 0.1 && adcc_check.miss[f][s] <= 3 * doubt;
        int off = !(error <= adcc_check_bound_of(f)) && !unsettled;
        adcc_check.finite_side[f] = 1;
        adcc_check.off[f] |= off;
        if (off && f < ADCC_CENTRAL)
            adcc_check_raise(&adcc_check.kink,
                             adcc_check.split[adcc_check_least(adcc_check.split)]);
        adcc_check.off_here = f == ADCC_CENTRAL ? off : adcc_check.off_here;
        if (error > adcc_check.best[f] || adcc_check.best_step[f] == 0)
            adcc_check.best_step[f] = best[f];
        adcc_check_raise(&adcc_check.best[f], error);
    }
}

/* Is a derivative zero where the value moves, so that a factor that is wrong would not be seen? */
static int adcc_check_is_flat(void)
{
    long double noise = (adcc_check.has_floats ? FLT_EPSILON : DBL_EPSILON) * 1e4L;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++) {
            long double t = fabsl(adcc_check_get(r, r->dir_after, i));
            long double value = fabsl(adcc_check_get(r, r->after, i));
            if (r->noise[i] == 0 && t < 1e-3L * r->moved[i] && value * noise < r->moved[i])
                return 1;
        }
    }
    return 0;
}

/* ---------------------------------------------------------------- complex step */

static const double adcc_check_imaginary_steps[] = {1e-60, 1e-30, 1e-12};

/* What errors of this element are relative to where derivatives cancel, as in a minimum: change
 * nearby, and rounding of the value. */
static long double adcc_check_nearby(const struct adcc_piece *r, adcc_check_size i)
{
    long double least = adcc_check.has_floats ? 5e-3L : 1e-5L;
    return fmaxl(r->moved[i], least * fabsl(adcc_check_get(r, r->after, i)));
}

/* The error of the tangent against the imaginary parts, relative to the largest in the piece; how
 * far they are from those with the step before.  *tiny: they come near the end of the range. */
static double adcc_check_imaginary(double h, double *change, int *tiny)
{
    double error = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        double size = 0, worst = 0, moved = 0;
        for (adcc_check_size i = 0; r->complex && r->role & ADCC_ACTIVE && i < r->n; i++) {
            double t = (double)adcc_check_get(r, r->dir_after, i), c = r->complex[2 * i + 1] / h;
            double miss = isfinite(t - c) ? fabs(t - c) : t == c ? 0 : INFINITY;
            miss = fabs(c) <= r->noise[i] && adcc_check_in_noise(r, i, t, miss) ? 0 : miss;
            size = fmax(size, fmax(fmax(fabs(t), fabs(c)), (double)adcc_check_nearby(r, i)));
            worst = fmax(worst, miss);
            moved = fmax(moved, isfinite(c) ? fabs(c - r->imaginary[i]) : INFINITY);
            r->imaginary[i] = c;
        }
        *tiny |= worst > 0 && size * h < 1e-290;
        double relative = worst > 0 ? worst / size : 0;
        adcc_check_raise(&error, isnan(relative) ? INFINITY : relative);
        adcc_check_raise(change, moved > 0 ? moved / size : 0);
    }
    return error;
}

static double adcc_check_complex_bound(void)
{
    return fmax(adcc_check_bound(0), 1e-8);
}

/* After a complex step: 1 if a larger h has to be tried.  Small numbers may underflow in imaginary
 * parts; what two steps agree in did not. */
static int adcc_check_judge_complex(void)
{
    int n = adcc_check.complex_try, tiny = 0;
    double change = 0;
    double error = adcc_check_imaginary(adcc_check_imaginary_steps[n], &change, &tiny);
    int holds = error <= adcc_check_complex_bound();
    if (!holds && n == 0)
        return ++adcc_check.complex_try;
    int trusted = holds || (!tiny && change <= adcc_check_complex_bound());
    if (!trusted && n + 1 < 3)
        return ++adcc_check.complex_try;
    adcc_check.complex_used |= trusted;
    adcc_check.complex_off |= trusted && !holds;
    if (trusted)
        adcc_check_raise(&adcc_check.complex, error);
    return 0;
}

/* ---------------------------------------------------------------- adjoint against tangent */

/* What <seed, J dir> is relative to where all derivatives cancel. */
static long double adcc_check_reach(void)
{
    long double reach = 0;
    for (int k = 0; k < adcc_check.pieces; k++) {
        const struct adcc_piece *r = &adcc_check.piece[k];
        for (adcc_check_size i = 0; r->role & ADCC_OUT && i < r->n; i++) {
            long double t = adcc_check_get(r, r->dir_after, i), least = 0;
            if (adcc_check_in_noise(r, i, t, r->noise[i]))
                least = r->noise[i] / adcc_check_bound(0);
            reach += fabsl(adcc_check_get(r, r->seed, i)) * fmaxl(adcc_check_nearby(r, i), least);
        }
    }
    return reach;
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

/* Does <seed, J dir> equal <J' seed, dir>? */
static int adcc_check_dot(void)
{
    long double size = adcc_check_reach();
    long double a = adcc_check_product(1, &size), t = adcc_check_product(0, &size);
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
        long double size = adcc_check_size_of(o, h, 1 / r->scale);
        for (adcc_check_size i = 0; i < o->n && !adcc_check.where_tangent[0]; i++) {
            long double t = adcc_check_get(o, o->dir_after, i);
            long double q = adcc_check_quotient(o, i, ADCC_CENTRAL, h);
            int noise = adcc_check_in_noise(o, i, t * r->scale, 0);
            if (!noise && !(fabsl(q - t) <= adcc_check_bound(1) * size))
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
