/* adjoint_custom.c - calls of functions whose adjoint the user gave.
 *
 *     axpy(n, a, x, y);      ->      adcc_push_bytes(y, n * sizeof *y);  axpy(n, a, x, y);
 *
 *                                    adcc_pop_bytes(y, n * sizeof *y);               reverse sweep
 *                                    axpy_b(n, a, &a_b, x, x_b, y, y_b);
 *
 * The adjoint is the function plus adjoints: it runs in the state before the call and leaves what
 * the call left.  So all that the function overwrites goes on the tape, and is put back once more
 * after the adjoint if the reverse sweep needs it.  That takes its extent, which the user says.
 * An adjoint that changes only adjoints may run in the state after the call instead: then what the
 * function overwrites is put back only if others need it.
 */
#include "reverse.h"

static const Given *given_of(const Expr *call)
{
    return callee_sym(call)->given[ADJOINT];
}

static Types *params_of(const Expr *call)
{
    return &strip(callee_sym(call)->type)->params;
}

/* May the function write through its argument k? */
static bool writes_through(const Expr *call, int k)
{
    return k < params_of(call)->n && is_written_param(params_of(call)->at[k]);
}

/* In which state does the adjoint run, and what does it leave? */
typedef enum State {
    STATE_REPEATED, /* before the call; it repeats what the call does */
    STATE_OLD,      /* before the call */
    STATE_NEW,      /* after the call */
} State;

static bool is_active_argument(Program *p, const Expr *call, int k)
{
    const Expr *arg = call->kid[ARGS + k];
    return is_pointer(arg->type) ? leads_to_shadowed(p, arg) : is_active_expr(p, arg);
}

static bool any_is_active(Program *p, const Expr *call, const Bits *params)
{
    for (int k = bits_next(params, 0); k >= 0; k = bits_next(params, k + 1))
        if (is_active_argument(p, call, k))
            return true;
    return false;
}

static State state_for(Program *p, const Expr *call)
{
    const Given *g = given_of(call);
    if (!g || !g->alone)
        return STATE_REPEATED;
    return g->finds_old || any_is_active(p, call, &g->old_for) ? STATE_OLD : STATE_NEW;
}

/* May the adjoint read what lies behind argument k?  What it finds on the tape counts not. */
static bool reads_behind(Program *p, const Expr *call, int k)
{
    const Given *g = given_of(call);
    State state = state_for(p, call);
    if (state != STATE_NEW && writes_through(call, k))
        return false;
    return state == STATE_REPEATED || !bits_has(&g->unread, k) ||
           any_is_active(p, call, &g->read_for[k]);
}

bool custom_writes(const Expr *call)
{
    for (int k = 0; custom_adjoint(call) && k < params_of(call)->n; k++)
        if (writes_through(call, k))
            return true;
    return false;
}

/* ------------------------------------------------------------------ what flows */

/* Does the type hold pointers through which reals may be changed? */
static bool holds_open_pointers(Type *t, int depth)
{
    t = strip(element_type(t));
    if (t->kind == T_POINTER)
        return (!is_const(t->base) && may_carry_reals(t)) || holds_open_pointers(t->base, depth);
    for (int i = 0; depth && t->kind == T_RECORD && i < t->tag->fields.n; i++)
        if (holds_open_pointers(t->tag->fields.at[i]->type, depth - 1))
            return true;
    return false;
}

/* May the function change reals behind pointers that it finds behind, or in, argument k? */
static bool writes_beyond(const Expr *call, int k)
{
    Type *t = strip(params_of(call)->at[k]);
    return holds_open_pointers(t->kind == T_POINTER ? t->base : t, 4);
}

/* The storage that may get a derivative from a call, but for its value. */
Bits custom_targets(Program *p, const Expr *call)
{
    Bits all = {0};
    for (int k = 0; ARGS + k < call->nkid; k++) {
        Type *param = params_of(call)->at[k];
        Expr *arg = call->kid[ARGS + k];
        bool lacks = strip(param)->kind == T_POINTER && !carries_reals(param) &&
                     may_be_inactive(call, k);
        Bits places = {0};
        if (may_carry_reals(param) && !lacks && writes_beyond(call, k))
            places = reachable_places(p, arg);
        else if (may_carry_reals(param) && !lacks && writes_through(call, k))
            places = pointees(p, arg);
        bits_union(&all, &places);
    }
    return all;
}

/* Does a derivative flow through the call to where it matters? */
bool custom_is_active(Program *p, const Expr *call, const Expr *lhs)
{
    Bits from = {0}, to = custom_targets(p, call);
    add_custom_sources(p, call, &from);
    return bits_meet(&from, &p->shadowed) &&
           (bits_meet(&to, &p->shadowed) || (lhs && is_shadowed(p, lhs)));
}

bool may_be_inactive(const Expr *call, int k)
{
    return given_of(call) && bits_has(&given_of(call)->inactive, k);
}

/* ------------------------------------------------------------------ the call of the adjoint */

static Expr *companion_of_argument(Adjoint *a, const Expr *call, int k, Block *before, Block *after)
{
    Expr *arg = call->kid[ARGS + k];
    Type *param = params_of(call)->at[k];
    bool pointer = is_pointer(param), active = is_active_argument(a->p, call, k);
    if (active && pointer)
        return shadow_pointer(a, arg);
    if (!pointer && (active || !may_be_inactive(call, k)))
        return value_companion(a, param, arg, before, after);
    if (!may_be_inactive(call, k)) {
        error_at(arg->loc, "'%s' has no derivative, but the adjoint given for '%s' wants one",
                 expr_str(arg), callee_sym(call)->name);
        note_at(arg->loc, "ADCC_USE_ADJOINT(..., inactive(%s)) says that it may be NULL",
                given_of(call)->params.at[k]->name);
    }
    return int_const(0);
}

/* The reverse of lhs = g(x, p) where the user gave g's adjoint: g_b(x, &x_b, p, p_b, lhs_b) */
static void reverse_custom(Adjoint *a, const Expr *call, const Expr *lhs, bool fresh, Block *out)
{
    Type *type = strip(callee_sym(call)->type);
    bool lhs_active = lhs && is_shadowed(a->p, lhs);
    bool active = custom_is_active(a->p, call, lhs);
    Expr *seed = carries_reals(type->base) ? zero_of(type->base) : NULL;
    if (lhs_active && seed && active) {
        Sym *t = new_local(a, "t", unqualified(strip(lhs->type)));
        add_stmt(out, decl_stmt(t, shadow(a, lhs)));
        seed = ref(t);
    }
    if (lhs_active && !fresh)
        clear_adjoint(a, lhs, out);
    if (!active)
        return;
    Block before = {0}, after = {0};
    Exprs args = {0};
    for (int k = 0; ARGS + k < call->nkid; k++) {
        Expr *arg = call->kid[ARGS + k];
        Type *param = params_of(call)->at[k];
        append(&args, clone_expr(arg, NULL));
        if (carries_reals(param))
            append(&args, companion_of_argument(a, call, k, &before, &after));
    }
    if (seed)
        append(&args, seed);
    Sym *custom = (Sym *)custom_adjoint(call);
    *out = join(join(*out, before), join(block_of(expr_stmt(call_sym(custom, args))), after));
}

/* File-scope variables that a function of the user's may read. */
static void add_globals(Program *p, Bits *into)
{
    for (int i = 0; i < p->places.n; i++) {
        const Sym *v = p->places.at[i]->sym;
        if (v && v->global && !p->places.at[i]->external && !is_const(v->type))
            for (int c = 0; c < CLASSES; c++)
                bits_add(into, access_bit(i, c));
    }
}

/* What the adjoint reads but finds on the tape is not among plan->rev_reads. */
void plan_custom(Adjoint *a, const Expr *call, const Expr *lhs, bool fresh, Plan *plan)
{
    if (a->f->inactive)
        return;
    reverse_custom(a, call, lhs, fresh, &plan->rev);
    plan->custom = custom_is_active(a->p, call, lhs);
    if (!plan->custom)
        return;
    if (!callee_sym(call)->system)
        add_globals(a->p, &plan->rev_reads);
    for (int k = 0; ARGS + k < call->nkid; k++) {
        Expr *arg = call->kid[ARGS + k];
        add_reads(a->p, arg, &plan->rev_reads);
        if (!reads_behind(a->p, call, k))
            continue;
        Bits seen = reachable_accesses(a->p, arg);
        bits_union(&plan->rev_reads, &seen);
    }
}

/* ------------------------------------------------------------------ what it overwrites */

typedef struct Put {
    const Expr *call;
} Put;

/* The argument in place of the parameter. */
static Expr *put_argument(Expr *e, void *context)
{
    const Expr *call = ((Put *)context)->call;
    const Syms *params = &given_of(call)->params;
    for (int k = 0; e->kind == E_REF && k < params->n; k++) {
        if (e->u.sym != params->at[k])
            continue;
        Expr *arg = clone_expr(call->kid[ARGS + k], NULL);
        if (arg->kind == E_CONV && is_integer(arg->type) && !is_integer(arg->kid[0]->type))
            return cast(arg->type, arg->kid[0]);
        return skip_conv(arg);
    }
    return e;
}

/* The number of bytes behind argument k; NULL if it is not known. */
static Expr *bytes_behind(const Expr *call, int k)
{
    const Given *g = given_of(call);
    Put put = {call};
    if (!g || !g->extents.at[k])
        return NULL;
    Expr *n = rewrite_expr(clone_expr(g->extents.at[k], NULL), put_argument, &put);
    Type *param = params_of(call)->at[k], *to = strip(param)->base;
    if (strip(to)->kind == T_VOID)
        return cast(type_ulong, n);
    Expr *arg = clone_expr(skip_conv(call->kid[ARGS + k]), NULL);
    Type *have = decay(arg->type);
    if (!is_pointer(have) || !same_type(strip(have)->base, to) || has_side_effects(arg))
        arg = cast(param, arg);
    Expr *element = deref(arg);
    while (is_array(element->type))
        element = deref(element);
    return mul(n, unary(OP_SIZEOF, element));
}

typedef struct Globals {
    Program *p;
    Bits *writes;
} Globals;

static Walk add_changed_global(Expr *e, void *context)
{
    Globals *g = context;
    Sym *v = changed_variable(e);
    const Place *place = v && v->global ? map_get(&g->p->place_of, v) : NULL;
    for (int c = 0; place && c < CLASSES; c++)
        bits_add(g->writes, access_bit(place->id, c));
    return WALK_ON;
}

/* Inactive variables of file scope that the function is seen to change. */
void add_custom_globals(Program *p, const Expr *call, Bits *writes)
{
    Globals g = {p, writes};
    if (callee_of(call))
        walk_block(callee_of(call)->body, NULL, add_changed_global, &g);
}

/* Accesses of all that the call may overwrite and whose extent is known. */
static Bits known_writes(Program *p, const Expr *call)
{
    Bits all = {0};
    for (int k = 0; ARGS + k < call->nkid; k++) {
        if (!writes_through(call, k) || !given_of(call) || !given_of(call)->extents.at[k])
            continue;
        Bits behind = pointed_accesses(p, call->kid[ARGS + k]);
        bits_union(&all, &behind);
    }
    return all;
}

Bits custom_unknown_writes(Program *p, const Expr *call)
{
    Bits all = library_writes(p, call), known = known_writes(p, call);
    for (int i = bits_next(&known, 0); i >= 0; i = bits_next(&known, i + 1))
        bits_remove(&all, i);
    return all;
}

/* Decides plan->save_ranges.  True if memory must wait to be freed that had not to. */
bool record_custom(Adjoint *a, const Expr *call, Plan *plan, const Bits *needed)
{
    Bits known = known_writes(a->p, call);
    bool news = false;
    plan->puts_back = plan->custom && state_for(a->p, call) != STATE_NEW;
    plan->save_ranges = bits_meet(&known, needed) || (options.no_tbr && plan->custom);
    for (int k = 0; (plan->save_ranges || plan->custom) && ARGS + k < call->nkid; k++) {
        Bits places = {0};
        if (writes_through(call, k))
            places = pointees(a->p, call->kid[ARGS + k]);
        for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
            news |= a->p->places.at[i]->heap && !a->p->places.at[i]->waits;
            a->p->places.at[i]->waits |= a->p->places.at[i]->heap;
        }
    }
    return news;
}

/* Places that are put back on the way back. */
Bits custom_restored(Adjoint *a, const Expr *call, const Plan *plan)
{
    Bits all = {0};
    for (int k = 0; (plan->save_ranges || plan->puts_back) && ARGS + k < call->nkid; k++) {
        Bits places = {0};
        if (writes_through(call, k))
            places = pointees(a->p, call->kid[ARGS + k]);
        bits_union(&all, &places);
    }
    return all;
}

/* For each range, in this order or from the last to the first. */
static Block on_ranges(const Expr *call, const char *function, bool backwards)
{
    Block b = {0};
    for (int i = 0, n = call->nkid - ARGS; i < n; i++) {
        int k = backwards ? n - 1 - i : i;
        Expr *bytes = writes_through(call, k) ? bytes_behind(call, k) : NULL;
        Expr *arg = clone_expr(skip_conv(call->kid[ARGS + k]), NULL);
        if (bytes)
            add_stmt(&b, tape_bytes(function, arg, bytes));
    }
    return b;
}

/* Puts what the call overwrites on the tape and back, around plan->rev, which is in s. */
void save_ranges(Adjoint *a, const Expr *call, const Plan *plan, Sweep *s)
{
    if (!plan->puts_back && !plan->save_ranges)
        return;
    Block back = {0};
    for (int k = 0; ARGS + k < call->nkid; k++) {
        Expr *bytes = writes_through(call, k) ? bytes_behind(call, k) : NULL;
        Expr *arg = clone_expr(skip_conv(call->kid[ARGS + k]), NULL);
        if (bytes && keeps_bytes(a, pointees(a->p, arg)))
            add_stmt(&back, tape_bytes("adcc_keep", arg, bytes));
    }
    s->fwd = join(s->fwd, on_ranges(call, "adcc_push_bytes", false));
    back = join(back, on_ranges(call, "adcc_pop_bytes", true));
    if (!plan->puts_back) {
        s->rev = join(s->rev, back);
        return;
    }
    bool changes = plan->save_ranges && state_for(a->p, call) == STATE_REPEATED;
    if (changes)
        back = join(back, on_ranges(call, "adcc_push_bytes", false));
    s->rev = join(back, s->rev);
    if (changes)
        s->rev = join(s->rev, on_ranges(call, "adcc_pop_bytes", true));
}

/* A call as a statement. */
Sweep sweep_custom(Adjoint *a, Stmt *st, const Expr *call)
{
    Sweep s = {{0}, plan_of(a, st)->rev};
    check_custom(a, call, plan_of(a, st)->custom);
    if (!error_count())
        save_ranges(a, call, plan_of(a, st), &s);
    add_stmt(&s.fwd, st);
    return s;
}

/* Does a derivative flow past the companions? */
static void check_reach(Adjoint *a, const Expr *call, int k)
{
    const Sym *f = callee_sym(call);
    const Expr *arg = call->kid[ARGS + k];
    Type *param = params_of(call)->at[k];
    if (is_pointer(param) && may_carry_reals(param) && !carries_reals(param) &&
        !may_be_inactive(call, k) && is_active_argument(a->p, call, k)) {
        error_at(arg->loc, "'%s' leads to reals that carry derivatives, but a parameter '%s' has "
                           "no companion", expr_str(arg), type_str(param));
        note_at(arg->loc, "give '%s' a parameter of the type that it is; inactive(%s) says that no "
                          "derivative flows there", f->name, given_of(call)->params.at[k]->name);
    }
    if (!writes_beyond(call, k) || !carries_reals(param))
        return;
    error_at(arg->loc, "'%s' could change reals behind pointers that it finds by '%s', which adcc "
                       "could not put back", f->name, expr_str(arg));
    note_at(arg->loc, "pass them as parameters of their own, or declare them pointers to const");
}

/* Can the call be undone? */
void check_custom(Adjoint *a, const Expr *call, bool active)
{
    const Given *g = given_of(call);
    bool undone = active && state_for(a->p, call) != STATE_NEW;
    for (int k = 0; active && ARGS + k < call->nkid; k++) {
        check_reach(a, call, k);
        if (!undone || !writes_through(call, k) || (g && g->extents.at[k]))
            continue;
        const Sym *f = callee_sym(call);
        error_at(call->loc, "'%s' may write through its argument '%s', and adcc does not know how "
                            "many elements to put back", f->name, expr_str(call->kid[ARGS + k]));
        note_at(call->loc, "ADCC_USE_ADJOINT(%s, %s, %s[n]) says it; or make the parameter a "
                           "pointer to const", f->name, f->custom[ADJOINT]->name,
                g ? g->params.at[k]->name : "p");
    }
}
