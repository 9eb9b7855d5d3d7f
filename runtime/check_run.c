/* check_run.c - the report, the sequence of calls and the program of adcc --check. */

/* ---------------------------------------------------------------- the report */

static void adcc_check_line(const char *what, int holds, const char *more)
{
    printf("%-16s %-44s %s", adcc_check.name, what, holds ? "ok" : "WRONG");
    printf("%s%s\n", !*more ? "" : holds ? "     " : "  ", more);
    adcc_check.failures += !holds;
}

/* A check that was not made. */
static void adcc_check_none(const char *what, const char *why)
{
    printf("%-16s %-44s none: %s\n", adcc_check.name, what, why);
}

#ifdef ADCC_STATEMENTS
static void adcc_check_located(const char *text)
{
    if (*text)
        printf("%-16s %-44s %s\n", adcc_check.name, "  statement by statement", text);
}
#endif

static void adcc_check_report_differences(void)
{
    static const char *const names[] = {"forward", "backward", "central"};
    char what[80], more[500];
    for (int f = 0; f < ADCC_FORMULAS; f++) {
        int holds = !adcc_check.off[f], reached = adcc_check.best[f] <= adcc_check_bound_of(f);
        const char *where = holds ? "" : adcc_check.where_tangent;
        const char *note = holds ? reached ? "" : ", as quotients differ among themselves"
                           : adcc_check.kink > 0.01 ? ", a kink: the two sides differ" : "";
        snprintf(more, sizeof more, "error %.1e at step %.0e%s%s%s", adcc_check.best[f],
                 adcc_check_step_size(adcc_check.best_step[f]), note, *where ? "; " : "", where);
        snprintf(what, sizeof what, "tangent against %s differences", names[f]);
        if (adcc_check.finite_side[f])
            adcc_check_line(what, holds, more);
        else
            adcc_check_none(what, "the function is not finite on one side of the samples");
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
    snprintf(more, sizeof more, "error %.1e", adcc_check.complex);
    if (adcc_check.no_complex)
        adcc_check_none(what, adcc_check.no_complex);
    else if (adcc_check.complex_used)
        adcc_check_line(what, !adcc_check.complex_off, more);
    else
        adcc_check_none(what, "imaginary parts are too small for double");
}

static void adcc_check_report_own(void)
{
    static const char *const what[] = {"adjoint adds to what is there",
                                       "each component on its own scale"};
    if (!adcc_check.own_done) {
        adcc_check_none(what[0], "derivatives are not finite");
        adcc_check_none(what[1], "derivatives are not finite");
        return;
    }
    adcc_check_line(what[0], !adcc_check.adds[0], adcc_check.adds);
    const char *wrong = adcc_check.own[0] ? adcc_check.own : adcc_check.along;
    adcc_check_line(what[1], !*wrong, *wrong ? wrong : adcc_check_visited());
}

static void adcc_check_free(void)
{
    for (int k = 0; k < adcc_check.pieces; k++) {
        struct adcc_piece *r = &adcc_check.piece[k];
        void *all[] = {r->before,     r->after, r->given,     r->dir,   r->dir_after, r->seed,
                       r->seed_after, r->own,   r->own_after, r->start, r->plus,      r->minus,
                       r->jump,       r->shake, r->noise,     r->moved,
                       r->track, r->imaginary, r->quotient[0], r->quotient[1], r->quotient[2]};
        for (int i = 0; i < (int)(sizeof all / sizeof *all); i++)
            free(all[i]);
    }
    free(adcc_check.piece);
}

static void adcc_check_report(void)
{
    char more[700];
    adcc_check_line("value and memory, bit for bit", !adcc_check.memory[0], adcc_check.memory);
    adcc_check_line("derivatives are finite", !adcc_check.finite[0], adcc_check.finite);
    int holds = adcc_check.dot <= adcc_check_bound(0);
    const char *where = holds ? "" : adcc_check.where;
    snprintf(more, sizeof more, "relative difference %.1e%s%s%s%s", adcc_check.dot,
             adcc_check.has_floats ? ", tolerances of float" : "", adcc_check.still,
             *where ? "; " : "", where);
    adcc_check_line("adjoint against tangent", holds, more);
    adcc_check_report_own();
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
    adcc_check_free();
}

/* ---------------------------------------------------------------- the sequence of calls */

enum {
    ADCC_START,
    ADCC_FIRST,      /* f at x */
    ADCC_AGAIN,
    ADCC_STILL_PLUS, /* f on either side: does it move by more than rounding? */
    ADCC_STILL_MINUS,
    ADCC_ALONG,      /* f_d along the direction */
    ADCC_PLUS,       /* f on either side, for each step */
    ADCC_MINUS,
    ADCC_IMAGINARY,  /* f with complex numbers */
    ADCC_REVERSE,    /* f_b */
    ADCC_REVERSE_OWN, /* with other seeds */
    ADCC_REVERSE_ADD, /* with adjoints of inputs that are not zero */
    ADCC_OWN_ALONG,   /* along some axes: f_d, and f on either side, for some steps */
    ADCC_OWN_PLUS,
    ADCC_OWN_MINUS,
    ADCC_AXES,       /* adjoint and tangent disagree: f_d along each axis */
    ADCC_AXES_ALONG, /* tangent and differences disagree: f_d along each axis, f on either side */
    ADCC_AXES_PLUS,
    ADCC_AXES_MINUS,
    ADCC_TRACE_ALONG, /* f_d, f_b, and f_d on either side, statement by statement */
    ADCC_TRACE_REVERSE,
    ADCC_TRACE_PLUS,
    ADCC_TRACE_MINUS
};

static void adcc_check_tell(const char *format, ...)
{
    va_list list;
    if (!adcc_check_state)
        return;
    va_start(list, format);
    rewind(adcc_check_state);
    vfprintf(adcc_check_state, format, list);
    fprintf(adcc_check_state, "\n");
    fflush(adcc_check_state);
    va_end(list);
}

static int adcc_check_go(int stage, int call)
{
    static const char *const names[] = {"", "the function", "the tangent", "the adjoint",
                                        "the complex form"};
    adcc_check.stage = stage;
    adcc_check_doing = names[call];
    adcc_check_tell("%s of '%s', sample %d", names[call], adcc_check.name, adcc_check.sample);
    return call;
}

#ifdef ADCC_STATEMENTS
static int adcc_check_trace(int stage, double h)
{
    static const int calls[] = {ADCC_TANGENT, ADCC_ADJOINT, ADCC_TANGENT, ADCC_TANGENT};
    adcc_check_prepare(h);
    if (adcc_check.adds[0] && stage <= ADCC_TRACE_REVERSE)
        adcc_check_prepare_seeds(1);
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
    adcc_check.is_beside = adcc_check.flat && adcc_check.finite_beside && !adcc_check.is_beside;
    if (adcc_check.is_beside) {
        adcc_check.besides++;
    } else if (adcc_check.sample++ == adcc_check_samples) {
        adcc_check_doing = "";
        adcc_check_report();
        return 0;
    }
    adcc_check_sample();
    adcc_check.flat = adcc_check.off_here = adcc_check.dot_off = adcc_check.complex_try = 0;
    adcc_check_prepare(0.0);
    return adcc_check_go(ADCC_FIRST, ADCC_PRIMAL);
}

/* Tangents and adjoints have been compared; now looks where differences tell something else. */
static int adcc_check_after_axes(void)
{
    if (!adcc_check.off_here || adcc_check.where_tangent[0] || !adcc_check_first_axis())
        return adcc_check_next_sample();
    adcc_check.axis_step = adcc_check.has_floats ? 3e-3 : 6e-6;
    adcc_check_prepare_axis(0.0);
    return adcc_check_go(ADCC_AXES_ALONG, ADCC_TANGENT);
}

/* Each component by itself has been looked at; if the whole is wrong, where? */
static int adcc_check_after_own(void)
{
    if (!adcc_check.dot_off || adcc_check.where[0] || !adcc_check_first_axis())
        return adcc_check_after_axes();
    adcc_check_prepare_axis(0.0);
    return adcc_check_go(ADCC_AXES, ADCC_TANGENT);
}

static int adcc_check_step(double h)
{
    adcc_check_prepare(h);
    return adcc_check_go(h > 0 ? ADCC_PLUS : ADCC_MINUS, ADCC_PRIMAL);
}

static int adcc_check_still_side(double h)
{
    adcc_check_prepare(h);
    return adcc_check_go(h > 0 ? ADCC_STILL_PLUS : ADCC_STILL_MINUS, ADCC_PRIMAL);
}

static int adcc_check_next_still(void)
{
    int plus = adcc_check.stage == ADCC_STILL_PLUS;
    adcc_check_store(plus);
    if (plus)
        return adcc_check_still_side(-adcc_check_still_step(adcc_check.step));
    adcc_check_shake(adcc_check.step);
    if (++adcc_check.step < ADCC_STILL_STEPS)
        return adcc_check_still_side(adcc_check_still_step(adcc_check.step));
    adcc_check_find_noise();
    adcc_check_prepare(0.0);
    return adcc_check_go(ADCC_ALONG, ADCC_TANGENT);
}

static int adcc_check_own_side(double h)
{
    adcc_check_prepare_axis(h);
    return adcc_check_go(h > 0 ? ADCC_OWN_PLUS : ADCC_OWN_MINUS, ADCC_PRIMAL);
}

static int adcc_check_own_visit(void)
{
    if (!adcc_check_visit())
        return adcc_check_after_own();
    adcc_check_prepare_axis(0.0);
    return adcc_check_go(ADCC_OWN_ALONG, ADCC_TANGENT);
}

static int adcc_check_try_complex(void)
{
    adcc_check_prepare_complex(adcc_check_imaginary_steps[adcc_check.complex_try]);
    if (!adcc_check.no_complex)
        return adcc_check_go(ADCC_IMAGINARY, ADCC_COMPLEX_STEP);
    return adcc_check_go(ADCC_REVERSE, ADCC_ADJOINT);
}

/* After the stages of check_own.c. */
static int adcc_check_next_own(void)
{
    const struct adcc_piece *r = &adcc_check.piece[adcc_check.axis_piece];
    double h = adcc_check_own_step(adcc_check.step);
    switch (adcc_check.stage) {
    case ADCC_REVERSE_OWN:
        adcc_check_compare("the adjoint");
        adcc_check_starts();
        adcc_check_prepare_seeds(1);
        return adcc_check_go(ADCC_REVERSE_ADD, ADCC_ADJOINT);
    case ADCC_REVERSE_ADD:
        adcc_check_compare("the adjoint");
        adcc_check_added();
        adcc_check.own_done = 1;
        adcc_check.turn = 0;
        return adcc_check_own_visit();
    case ADCC_OWN_ALONG:
        adcc_check_own_adjoint();
        adcc_check_begin_tracks();
        adcc_check.step = 0;
        return adcc_check_own_side(adcc_check_own_step(0));
    case ADCC_OWN_PLUS:
        adcc_check_store(1);
        return adcc_check_own_side(-h);
    default:
        adcc_check_store(0);
        h *= (double)r->scale;
        adcc_check_follow_all(h, h / (double)r->scale);
        if (++adcc_check.step < ADCC_OWN_STEPS)
            return adcc_check_own_side(adcc_check_own_step(adcc_check.step));
        adcc_check_own_difference(adcc_check_element(r, adcc_check.axis), r->scale,
                                  adcc_check.own);
        if (!adcc_check.where_tangent[0] && strstr(adcc_check.own, "quotient"))
            memcpy(adcc_check.where_tangent, adcc_check.own, sizeof adcc_check.own);
        return adcc_check_own_visit();
    }
}

/* After the stages that look for a component that is wrong. */
static int adcc_check_next_axes(void)
{
    switch (adcc_check.stage) {
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
    default:
        adcc_check_store(0);
        adcc_check_axis_difference();
        if (adcc_check.where_tangent[0] || !adcc_check_next_axis())
            return adcc_check_next_sample();
        adcc_check_prepare_axis(0.0);
        return adcc_check_go(ADCC_AXES_ALONG, ADCC_TANGENT);
    }
}

static int adcc_check_next(void)
{
    double h = adcc_check_step_size(adcc_check.step);
    switch (adcc_check.stage) {
    case ADCC_FIRST:
        adcc_check_keep(ADCC_PRIMAL);
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_AGAIN, ADCC_PRIMAL);
    case ADCC_AGAIN:
        adcc_check.again = 1;
        adcc_check_compare("a second call");
        adcc_check.again = 0;
        adcc_check.step = 0;
        return adcc_check_still_side(adcc_check_still_step(0));
    case ADCC_STILL_PLUS:
    case ADCC_STILL_MINUS:
        return adcc_check_next_still();
    case ADCC_ALONG:
        adcc_check_compare("the tangent");
        adcc_check_keep(ADCC_TANGENT);
        adcc_check_begin_tracks();
        adcc_check_time(0);
        adcc_check.step = 0;
        return adcc_check_step(adcc_check_step_size(0));
    case ADCC_PLUS:
        adcc_check_store(1);
        return adcc_check_step(-h);
    case ADCC_MINUS:
        adcc_check_store(0);
        adcc_check_differences(h);
        adcc_check_follow_all(h, h);
        if (++adcc_check.step < ADCC_STEPS)
            return adcc_check_step(adcc_check_step_size(adcc_check.step));
        adcc_check_time(1);
        adcc_check_judge();
        adcc_check.flat = adcc_check_is_flat();
        adcc_check_own_difference("all inputs", 1, adcc_check.along);
        return adcc_check_try_complex();
    case ADCC_IMAGINARY:
        if (adcc_check_judge_complex())
            return adcc_check_try_complex();
        adcc_check_prepare(0.0);
        return adcc_check_go(ADCC_REVERSE, ADCC_ADJOINT);
    case ADCC_REVERSE:
        adcc_check_compare("the adjoint");
        adcc_check_keep(ADCC_ADJOINT);
        adcc_check.dot_off = !adcc_check_dot();
        if (adcc_check.finite[0])
            return adcc_check_after_own();
        adcc_check_balance();
        adcc_check_prepare_seeds(0);
        return adcc_check_go(ADCC_REVERSE_OWN, ADCC_ADJOINT);
    default:
        break;
    }
    if (adcc_check.stage >= ADCC_REVERSE_OWN && adcc_check.stage <= ADCC_OWN_MINUS)
        return adcc_check_next_own();
    if (adcc_check.stage >= ADCC_AXES && adcc_check.stage <= ADCC_AXES_MINUS)
        return adcc_check_next_axes();
    return adcc_check_next_sample();
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
    adcc_check_free_blocks();
    adcc_check_tell("end %d", adcc_check_failed);
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

/* The function ends the program: what follows has not been checked. */
static __attribute__((noreturn)) void adcc_check_left_by(const char *how)
{
    fflush(stdout);
    fprintf(stderr, "adcc --check: %s in %s of '%s', sample %d\n", how,
            *adcc_check_doing ? adcc_check_doing : "the preparations", adcc_check.name,
            adcc_check.sample);
    _Exit(2);
}

static void adcc_check_left(void)
{
    if (!adcc_check_ended)
        adcc_check_left_by("exit()");
}

/* What _Exit() and _exit() are in the source. */
void adcc_users_Exit(int status)
{
    if (adcc_check_ended)
        _Exit(status);
    adcc_check_left_by("_Exit()");
}

void adcc_users_exit(int status)
{
    adcc_users_Exit(status);
}

static void adcc_check_refuse(const char *what, const char *text)
{
    fprintf(stderr, "adcc --check: %s, not '%s'\n", what, text);
    fprintf(stderr, "arguments: SEED SAMPLES TOLERANCE[,TOLERANCE] FILE; - is the default\n");
    adcc_check_ended = 1;
    exit(2);
}

/* A whole number; as many samples as an int holds. */
static uint64_t adcc_check_whole(const char *what, const char *text, int least)
{
    char *end, message[100];
    unsigned long long most = least ? 1000000 : LLONG_MAX, n = strtoull(text, &end, 10);
    snprintf(message, sizeof message, "%s is a whole number from %d to %llu", what, least, most);
    if (*text < '0' || *text > '9' || *end || n > most || n < (unsigned long long)least)
        adcc_check_refuse(message, text);
    return n;
}

static void adcc_check_read_tolerance(const char *text)
{
    char *end;
    double x = strtod(text, &end), y = x;
    if (*end == ',')
        y = strtod(end + 1, &end);
    if (*end || !(x > 0 && x < 1) || !(y > 0 && y < 1))
        adcc_check_refuse("a tolerance is a number between 0 and 1, or two with a comma", text);
    adcc_check_tolerance[0] = x;
    adcc_check_tolerance[1] = y;
}

/* Arguments: a seed, how many samples, tolerances "adjoint,differences", a file for the plot or "",
 * one for the state. */
static void adcc_check_start(int argc, char **argv)
{
    static const int signals[] = {SIGSEGV, SIGFPE, SIGABRT, SIGILL, SIGTERM};
    for (int i = 0; i < 5; i++)
        signal(signals[i], adcc_check_crash);
    atexit(adcc_check_left);
#if __STDC_VERSION__ >= 201112L && !defined(__APPLE__)
    at_quick_exit(adcc_check_left);
#endif
    adcc_check.name = "";
    if (argc > 1 && strcmp(argv[1], "-") != 0)
        adcc_check_random_state += adcc_check_whole("a seed", argv[1], 0) * 2654435761u;
    if (argc > 2 && strcmp(argv[2], "-") != 0)
        adcc_check_samples = (int)adcc_check_whole("a number of samples", argv[2], 1);
    if (argc > 3 && strcmp(argv[3], "-") != 0)
        adcc_check_read_tolerance(argv[3]);
    if (argc > 5)
        adcc_check_state = fopen(argv[5], "w");
    if (argc > 4 && *argv[4] && !(adcc_check_plot = fopen(argv[4], "w"))) {
        perror(argv[4]);
        adcc_check_ended = 1;
        exit(2);
    }
}
