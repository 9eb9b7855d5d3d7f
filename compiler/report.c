/* report.c - --report: what the adjoint saves, computes again and finds still there, line by line.
 *
 *     model.c:24:13: saved: 'speed', 8 bytes each time, in the loops over j, i
 *     model.c:14:5: loop over j: from the tape: its iterations write 'u', which others read
 *
 * The facts are those that save.c decided on, noted before the sweeps are written; text and JSON
 * say the same.  A hint says what would help, where something in the source would.
 */
#include "report.h"

#include "reverse.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reporter {
    Adjoint *a;
    Facts *facts;
    const char *function;
    Names loops; /* around the statement at hand */
    int joined;  /* of them, those that are reversed as they run */
    int depth;   /* of blocks around it, but for the outermost */
} Reporter;

/* ------------------------------------------------------------------ words */

static const char *join_names(const Names *names)
{
    Out out = {0};
    for (int i = 0; i < names->n; i++)
        out_fmt(&out, "%s%s", i == 0 ? "" : i == names->n - 1 ? " and " : ", ", names->at[i]);
    return out.at ? out.at : "";
}

static const char *size_of(Type *t)
{
    long size = strip(t)->size;
    return is_vla(t) ? "its size" : fmt("%ld byte%s", size, size == 1 ? "" : "s");
}

static const char *name_of(const Sym *v)
{
    return v->source_name ? v->source_name : v->name;
}

static const char *name_of_place(const Place *place)
{
    if (place->heap || place->unknown)
        return "allocated memory";
    if (!place->sym)
        return "memory";
    const char *name = place->sym->source_name ? place->sym->source_name : place->sym->name;

    return fmt(place->external ? "what '%s' leads to" : "'%s'", name);
}

/* The places of these accesses, each once, a few of them. */
const char *name_places(Program *p, const Bits *accesses)
{
    enum { MOST = 4 };
    Names names = {0};
    for (int i = bits_next(accesses, 0); i >= 0; i = bits_next(accesses, i + 1)) {
        const char *name = intern(name_of_place(p->places.at[i / CLASSES]));
        bool known = false;
        for (int k = 0; k < names.n; k++)
            known |= names.at[k] == name;
        if (!known && names.n < MOST)
            append(&names, name);
        else if (!known)
            break;
    }
    return join_names(&names);
}

static void add_fact(Reporter *r, Loc loc, FactKind kind, const char *what, const char *bytes,
                     const char *why, const char *hint)
{
    Fact f = {loc, kind, r->function, what, bytes, join_names(&r->loops), why, hint};
    for (int i = 0; i < r->facts->n; i++) {
        const Fact *g = &r->facts->at[i];
        if (g->loc.file == loc.file && g->loc.from == loc.from && g->kind == kind &&
            str_eq(g->what, what) && str_eq(g->function, f.function))
            return;
    }
    append(r->facts, f);
}

/* ------------------------------------------------------------------ loops */

static const char *index_of_loop(const Stmt *s, const Plan *plan)
{
    return plan->counted ? name_of(plan->counted->i) : s->kind == S_FOR ? "a for" : "a while";
}

static Expr *call_made_by(Reporter *r, Stmt *s)
{
    Expr *e = s->kind == S_EXPR ? s->e[0]
              : s->kind == S_DECL && s->decls.n ? s->decls.at[0]->init : NULL;
    return e ? call_in(r->a->p, e->kind == E_ASSIGN ? e->kid[RHS] : e) : NULL;
}

static bool leaves_something(Reporter *r, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        const Plan *plan = plan_of(r->a, s);
        Expr *call = call_made_by(r, s);
        Inst *f = call ? inst_of_call(r->a->p, call) : NULL;
        if ((plan->save && !plan->inverse) || plan->keep_at_end || (f && f->pushes && !f->joint))
            return true;
        for (int i = 0; i < 3; i++)
            if (leaves_something(r, s->body[i]))
                return true;
    }
    return false;
}

/* What an iteration reads, or its reverse, and an iteration writes. */
static Bits passed_on(const SliceFacts *facts)
{
    Bits shared = {0};
    for (int i = bits_next(&facts->needed, 0); i >= 0; i = bits_next(&facts->needed, i + 1))
        if (bits_has(&facts->changed, i))
            bits_add(&shared, i);
    return shared;
}

static const char *why_not_again(Reporter *r, Stmt *loop)
{
    Adjoint *a = r->a;
    const Plan *plan = plan_of(a, loop);
    if (!plan->counted)
        return "the number of its iterations is not known when it starts";
    if (has_jump(loop->body[BODY]))
        return "'continue' or 'return' leaves an iteration early";
    const Sym *saved = saved_by_wish(a, loop);
    if (saved)
        return fmt("'%s' is to be saved, as ADCC_SAVE says", name_of(saved));
    SliceFacts facts = slice_facts(a, loop, NULL);
    Bits shared = passed_on(&facts);
    if (facts.observable)
        return "its iterations have effects that must happen once";
    if (!bits_empty(&shared))
        return fmt("its iterations write %s, which others may read", name_places(a->p, &shared));
    if (can_rerun(a, loop, &plan->kept_state))
        return "the tape costs less than running its iterations again";
    for (int i = bits_next(&facts.changed, 0); i >= 0; i = bits_next(&facts.changed, i + 1))
        if (bits_has(&plan->kept_state, i))
            bits_add(&shared, i);
    return bits_empty(&shared) ? "its iterations could not run again alone"
                               : fmt("it overwrites %s, which is needed as it was before it",
                                     name_places(a->p, &shared));
}

/* What keeps a loop at the top from going in runs, if the user can do something about it. */
static const char *hint_for_runs(Reporter *r, Stmt *loop)
{
    const char *name = unknown_extent_of_state(r->a, loop);
    return name ? fmt("with the extent of '%s' known, as in wrt(%s[n]) or in its declaration, the "
                      "loop could go in runs that begin with a saved state", name, name)
                : NULL;
}

/* An array of constants can only change if a pointer to something else leads there too. */
static const char *hint_for_aliases(Reporter *r, Stmt *loop)
{
    SliceFacts facts = slice_facts(r->a, loop, NULL);
    Bits shared = passed_on(&facts);
    Names names = {0};
    bool constant = false;
    for (int i = bits_next(&shared, 0); i >= 0; i = bits_next(&shared, i + 1)) {
        const Place *place = r->a->p->places.at[i / CLASSES];
        if (!place->external || !place->sym || place->sym->kind != SYM_PARAM)
            continue;
        append(&names, fmt("'%s'", name_of(place->sym)));
        constant |= is_const(strip(place->sym->type)->base);
    }
    return constant ? fmt("if %s never lead to the same memory, say so with restrict or "
                          "ADCC_NOALIAS", join_names(&names))
                    : NULL;
}

/* Could the iterations be reversed in any order, were the loop said to be independent? */
static bool would_commute(Reporter *r, Stmt *loop, const Bits *apart)
{
    Plan *plan = plan_of(r->a, loop);
    Bits was = plan->independent;
    plan->independent = *apart;
    bool commutes = do_iterations_commute(r->a, loop);
    plan->independent = was;
    return commutes;
}

/* Only what depends on the index of the loop stands against more; it may be the user's to say. */
static const char *hint_for_independence(Reporter *r, Stmt *loop)
{
    const Plan *plan = plan_of(r->a, loop);
    if (loop->independent || !plan->counted || has_jump(loop->body[BODY]) ||
        passes_on_elements(r->a, loop))
        return NULL;
    Bits apart = independent_accesses(r->a, loop);
    SliceFacts facts = slice_facts(r->a, loop, NULL);
    Bits shared = passed_on(&facts);
    bool helps = !plan->rerun && !bits_empty(&shared);
    for (int i = bits_next(&shared, 0); i >= 0; i = bits_next(&shared, i + 1))
        helps &= bits_has(&apart, i);
    bool joins = !helps && !do_iterations_commute(r->a, loop) &&
                 (plan->rerun || bits_empty(&shared));
    if ((!helps && !joins) || facts.observable || !would_commute(r, loop, &apart))
        return NULL;
    return "if no iteration reads or overwrites what another one writes, say so with "
           "ADCC_INDEPENDENT before the loop";
}

/* Why the word of the user that iterations are independent is of no use; NULL if it is, or if
 * why_not_again() says it. */
static const char *why_word_fails(Reporter *r, Stmt *loop)
{
    const Plan *plan = plan_of(r->a, loop);
    if (!loop->independent || has_jump(loop->body[BODY]) || options.no_independent)
        return NULL;
    if (!plan->counted)
        return "it is no for that counts";
    SliceFacts facts = slice_facts(r->a, loop, NULL);
    Bits shared = passed_on(&facts), rest = {0};
    for (int i = bits_next(&shared, 0); i >= 0; i = bits_next(&shared, i + 1))
        if (!bits_has(&plan->independent, i))
            bits_add(&rest, i);
    if (calls_given_adjoint(r->a, loop->body[BODY]))
        return "adjoints that were given may read what other iterations write";
    if (!bits_empty(&rest))
        return fmt("they write %s at places that do not depend on '%s'",
                   name_places(r->a->p, &rest), name_of(plan->counted->i));
    Bits lost = overwritten_in_iteration(r->a, loop);
    return bits_empty(&lost) ? NULL
                             : fmt("an iteration may itself overwrite %s after it has read it, and "
                                   "cannot be reversed as it runs",
                                   name_places(r->a->p, &lost));
}

static const char *why_from_tape(Reporter *r, Stmt *loop)
{
    const char *why = why_not_again(r, loop), *word = why_word_fails(r, loop);
    return word ? fmt("%s; ADCC_INDEPENDENT does not help, since %s", why, word) : why;
}

static const char *hint_for_loop(Reporter *r, Stmt *s)
{
    const Plan *plan = plan_of(r->a, s);
    const char *hint = plan->counted && !has_jump(s->body[BODY]) ? hint_for_aliases(r, s) : NULL;
    const char *other = hint_for_independence(r, s);
    if (hint && other)
        return fmt("%s; or %s", hint, other);
    if (!hint)
        hint = other;
    return !hint && r->loops.n == 0 ? hint_for_runs(r, s) : hint;
}

static void report_loop(Reporter *r, Stmt *s)
{
    const Plan *plan = plan_of(r->a, s);
    const char *what = index_of_loop(s, plan);
    if (plan->rerun && plan->joined) {
        add_fact(r, s->loc, FACT_JOINED, what, NULL,
                 "its iterations are independent, as ADCC_INDEPENDENT says", NULL);
    } else if (plan->rerun) {
        add_fact(r, s->loc, FACT_AGAIN, what, NULL,
                 "its iterations are independent and run again one by one in the reverse sweep",
                 hint_for_independence(r, s));
    } else if (plan->runs) {
        long span = wanted_span(s);
        add_fact(r, s->loc, FACT_RUNS, what, NULL,
                 span > 0 ? fmt("it goes in runs of %ld that begin with a saved state, as "
                                "ADCC_CHECKPOINT says", span)
                          : "it goes in runs that begin with a saved state, if the tape would be "
                            "large", NULL);
    } else if (leaves_something(r, s->body[BODY])) {
        add_fact(r, s->loc, FACT_TAPE, what, NULL, why_from_tape(r, s), hint_for_loop(r, s));
    } else {
        add_fact(r, s->loc, FACT_NOTHING, what, NULL, "it leaves nothing on the tape", NULL);
    }
}

/* ------------------------------------------------------------------ statements */

/* What would have it computed again. */
static const char *hint_for_saved(Reporter *r, Block list, const Stmt *s, const Sym *v)
{
    if (v->wish == WISH_SAVE)
        return "without ADCC_SAVE adcc chooses";
    if (!v->init || !is_costly(v->init, false) || why_not_computed(r->a, list, s))
        return NULL;
    return v->generated ? "as a variable with ADCC_RECOMPUTE it would be computed again"
                        : "ADCC_RECOMPUTE before its declaration has it computed again";
}

/* A word of the user that changes nothing. */
static void report_no_effect(Reporter *r, const Stmt *s, const Sym *v, bool scope)
{
    const char *why = !scope ? "it is still there in the reverse sweep"
                      : r->joined ? "its iteration is reversed as it runs"
                                  : "the reverse sweep does not read it";
    add_fact(r, s->loc, FACT_NO_EFFECT, name_of(v), NULL,
             fmt("%s is not needed, %s",
                 v->wish == WISH_SAVE ? "ADCC_SAVE" : "ADCC_RECOMPUTE", why), NULL);
}

static void report_variable(Reporter *r, Block list, Stmt *s, Sym *v)
{
    const Plan *plan = plan_of(r->a, s);
    bool scope = r->depth > 0 || !r->a->whole || r->a->nested; /* else both sweeps share it */
    bool again = plan->recompute && v->init && !v->generated;
    if (plan->keep_at_end && scope)
        add_fact(r, s->loc, FACT_SAVED, name_of(v), size_of(v->type),
                 v->wish == WISH_SAVE        ? "ADCC_SAVE says so"
                 : !v->init                  ? "the reverse sweep reads it"
                 : is_costly(v->init, false) ? "computing it again costs more"
                                             : "what it is made of changes",
                 hint_for_saved(r, list, s, v));
    else if (again && scope)
        add_fact(r, s->loc, FACT_COMPUTED, name_of(v), NULL,
                 v->wish == WISH_RECOMPUTE && is_costly(v->init, false)
                     ? "ADCC_RECOMPUTE says so"
                     : "what it is made of is still there", NULL);
    else if (v->wish != WISH_NONE)
        report_no_effect(r, s, v, scope);
}

static void report_stmt(Reporter *r, Block list, Stmt *s)
{
    const Plan *plan = plan_of(r->a, s);
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (plan->save && !plan->inverse && !plan->bookkeeping && s->kind == S_EXPR &&
        s->e[0]->kind == E_ASSIGN) {
        const Expr *lhs = s->e[0]->kid[LHS];
        add_fact(r, s->loc, FACT_SAVED, expr_str(lhs), size_of(lhs->type),
                 "it is overwritten and needed as it was", NULL);
    }
    if (v)
        report_variable(r, list, s, v);
}

static void report_block(Reporter *r, Block b)
{
    r->depth++;
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->loc.file && is_loop(s))
            report_loop(r, s);
        else if (s->loc.file)
            report_stmt(r, b, s);
        const Plan *plan = plan_of(r->a, s);
        if (is_loop(s))
            append(&r->loops, index_of_loop(s, plan));
        r->joined += plan->joined;
        for (int i = 0; i < 3; i++)
            if (i != INIT || s->kind == S_IF)
                report_block(r, s->body[i]);
        r->loops.n -= is_loop(s);
        r->joined -= plan->joined;
    }
    r->depth--;
}

static int by_place(const void *a, const void *b)
{
    const Fact *x = a, *y = b;
    return x->loc.from != y->loc.from ? (x->loc.from > y->loc.from) - (x->loc.from < y->loc.from)
                                      : strcmp(x->what, y->what);
}

void note_plan(Program *p, Map *adjoints, Facts *facts)
{
    for (int i = 0; i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        if (i > 0 && !f->active && !f->pushes)
            continue;
        Reporter r = {.a = map_get(adjoints, f), .facts = facts, .depth = -1};
        int first = facts->n;
        r.function = f->primal->sym->name;
        if (r.a->direct) {
            add_fact(&r, f->primal->loc, FACT_DIRECT, r.function, NULL,
                     "it only sums, so that each call is reversed as it runs", NULL);
            continue;
        }
        if (f->joint)
            add_fact(&r, f->primal->loc, FACT_LEAF, r.function, NULL,
                     "it changes nothing outside and runs again with its reverse", NULL);
        report_block(&r, f->body->body);
        qsort(facts->at + first, (size_t)(facts->n - first), sizeof *facts->at, by_place);
    }
}

/* ------------------------------------------------------------------ text and JSON */

static const char *const kinds[][2] = {
    [FACT_SAVED] = {"saved", "saved"},
    [FACT_COMPUTED] = {"computed-again", "computed again"},
    [FACT_AGAIN] = {"iterations-again", "runs again"},
    [FACT_JOINED] = {"iterations-joined", "reversed as it runs"},
    [FACT_RUNS] = {"runs", "in runs"},
    [FACT_TAPE] = {"tape", "from the tape"},
    [FACT_NOTHING] = {"nothing", "nothing saved"},
    [FACT_NO_EFFECT] = {"no-effect", "no effect"},
    [FACT_LEAF] = {"function-again", "runs again"},
    [FACT_DIRECT] = {"one-sweep", "in one sweep"},
};

static bool is_about_loop(FactKind kind)
{
    return kind == FACT_AGAIN || kind == FACT_JOINED || kind == FACT_RUNS ||
           kind == FACT_TAPE || kind == FACT_NOTHING;
}

static void put_text(Out *out, const Fact *f)
{
    out_fmt(out, "%s:%d:%d: ", f->loc.file->name, loc_line(f->loc), loc_column(f->loc));
    if (is_about_loop(f->kind))
        out_fmt(out, "loop over %s: %s", f->what, kinds[f->kind][1]);
    else if (f->kind == FACT_LEAF || f->kind == FACT_DIRECT)
        out_fmt(out, "function '%s': %s", f->what, kinds[f->kind][1]);
    else
        out_fmt(out, "%s: '%s'", kinds[f->kind][1], f->what);
    if (f->bytes)
        out_fmt(out, ", %s each time", f->bytes);
    if (*f->loops && !is_about_loop(f->kind))
        out_fmt(out, ", in the loop%s over %s", strstr(f->loops, " and ") ? "s" : "", f->loops);
    out_fmt(out, ": %s\n", f->why);
    if (f->hint)
        out_fmt(out, "    hint: %s\n", f->hint);
}

static void put_string(Out *out, const char *key, const char *text)
{
    out_fmt(out, ", \"%s\": \"", key);
    for (const unsigned char *s = (const unsigned char *)text; *s; s++)
        if (*s == '"' || *s == '\\')
            out_fmt(out, "\\%c", *s);
        else if (*s < 0x20)
            out_fmt(out, "\\u%04x", *s);
        else
            out_fmt(out, "%c", *s);
    out_text(out, "\"");
}

static void put_json(Out *out, const Fact *f, bool last)
{
    out_fmt(out, "  {\"line\": %d, \"column\": %d", loc_line(f->loc), loc_column(f->loc));
    put_string(out, "file", f->loc.file->name);
    put_string(out, "function", f->function);
    put_string(out, "kind", kinds[f->kind][0]);
    put_string(out, "what", f->what);
    if (f->bytes)
        put_string(out, "bytes", f->bytes);
    put_string(out, "loops", f->loops);
    put_string(out, "why", f->why);
    if (f->hint)
        put_string(out, "hint", f->hint);
    out_fmt(out, "}%s\n", last ? "" : ",");
}

void emit_report(Out *out, const Facts *facts, bool json)
{
    const char *function = NULL;
    if (json)
        out_text(out, "[\n");
    for (int i = 0; i < facts->n; i++) {
        const Fact *f = &facts->at[i];
        if (json) {
            put_json(out, f, i == facts->n - 1);
            continue;
        }
        if (!function || !str_eq(function, f->function))
            out_fmt(out, "%sAdjoint of %s\n", function ? "\n" : "", f->function);
        function = f->function;
        put_text(out, f);
    }
    if (json)
        out_text(out, "]\n");
    else if (facts->n == 0)
        out_text(out, "no adjoints\n");
}
