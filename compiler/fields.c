/* fields.c - blocks that a call overwrites move to the tape.
 *
 *     for (...) { step(n, u, next);  swap u and next; }
 * ->  forward:    next = adcc_to_tape(next, n * sizeof *next);  step(n, u, next);  ...
 *     reverse:    ...  step_rev(n, u, u_b, next_b);  next = adcc_from_tape();
 *
 * Otherwise step() would put what it overwrites on the tape element by element, and step_rev() put
 * it back, where the reverse of the step before reads it.  Now each step has a field of its own:
 * what was in the block stays where it is, and is found there by the pointers of that time.
 *
 * That is so if nothing but variables of one function leads to the block; those that are alive at
 * the call, but for the one that is handed over, lead to others (apart.c), and none is changed but
 * to another of them or a new block, all of one size.  The callee must touch the block through its
 * parameter alone, and read none of it in its reverse sweep, where it holds what the callee left.
 * It must write about as much as is copied: for each factor of the size there is a loop.
 *
 * A loop in runs (checkpoint.c) knows its state by the blocks, so there must be no move before it.
 *
 * Needs final plans, Inst.apart; gives Plan.fields, and takes back Plan.save.
 */
#include "reverse.h"
#include "tangent.h"

enum { MOST_CALLS = 8 };

/* The parameter number 'at' of g, and its calls. */
typedef struct Moved {
    Program *p;
    Map *adjoints;
    Inst *g, *f; /* f: the one that calls g */
    int at;
    Sym *w;      /* the parameter */
    Stmt *calls[MOST_CALLS];
    int n;
    Bits places;    /* the blocks that it leads to */
    Expr *bytes;    /* of each of them, in the terms of f's parameters and of sizeof *v */
    Map parameters; /* that do not change: of f in 'bytes' */
    bool bad;
} Moved;

static Adjoint *adjoint_of_inst(const Moved *k, Inst *f)
{
    return map_get(k->adjoints, f);
}

static Expr *call_at(const Stmt *s)
{
    return s->kind == S_EXPR ? s->e[0] : NULL;
}

static Sym *handed_over(const Moved *k, int i)
{
    Expr *call = call_at(k->calls[i]);
    return ARGS + k->at < call->nkid ? ref_sym(skip_conv(call->kid[ARGS + k->at])) : NULL;
}

/* Text that is not looked into; but what is a number is none. */
static bool is_unknown(const Expr *e)
{
    return e->kind == E_STMT || (e->kind == E_OPAQUE && !e->has_value);
}

/* ------------------------------------------------------------------ the callee */

/* Is this an element behind the parameter, by an index that has nothing to do with it? */
static bool is_element(const Moved *k, const Expr *e)
{
    return e->kind == E_INDEX && ref_sym(skip_conv(e->kid[BASE])) == k->w && is_scalar(e->type) &&
           !expr_mentions(e->kid[INDEX], k->w);
}

static Walk find_other_use(Expr *e, void *context)
{
    Moved *k = context;
    if (is_element(k, e))
        return WALK_PRUNE;
    k->bad |= (e->kind == E_REF && e->u.sym == k->w) || is_unknown(e);
    return k->bad ? WALK_STOP : WALK_ON;
}

/* Elements may be assigned to, and read where the reverse code does not read them again. */
static Walk check_use(Stmt *s, void *context)
{
    Moved *k = context;
    const Plan *plan = plan_of(adjoint_of_inst(k, k->g), s);
    Expr *e = call_at(s);
    k->bad |= s->kind == S_OPAQUE || plan->rerun || plan->joined || plan->runs ||
              list_mentions(plan->rev, k->w) || list_mentions(plan->checks, k->w);
    if (e && e->kind == E_ASSIGN && !call_in(k->p, e->kid[RHS])) {
        walk_expr(e->kid[LHS], find_other_use, k);
        walk_expr(e->kid[RHS], find_other_use, k);
        return WALK_ON;
    }
    for (int i = 0; i < 2; i++)
        k->bad |= s->e[i] && expr_mentions(s->e[i], k->w);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        k->bad |= s->decls.at[i]->init && expr_mentions(s->decls.at[i]->init, k->w);
    return k->bad ? WALK_STOP : WALK_ON;
}

/* p, p + 1, p - 2: the parameter; else NULL */
static Sym *nearly(const Expr *e)
{
    e = skip_conv((Expr *)e);
    bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
    if (sum && skip_conv(e->kid[RHS])->has_value)
        e = skip_conv(e->kid[LHS]);
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    return v && v->kind == SYM_PARAM ? v : NULL;
}

/* What the loop runs up to, or down from, if its other end is a constant and it leaves out none. */
static Sym *span_of(const Counted *c)
{
    if (!c || (c->step != 1 && c->step != -1) || c->rel == OP_NE)
        return NULL;
    const Expr *low = c->step > 0 ? c->first : c->limit, *high = c->step > 0 ? c->limit : c->first;
    return skip_conv((Expr *)low)->has_value ? nearly(high) : NULL;
}

/* Does every call hand over this factor of the size as the parameter? */
static bool is_factor(const Moved *k, const Sym *param, const Sym *factor)
{
    for (int i = 0; i < k->g->body->params.n; i++)
        if (k->g->body->params.at[i] == param) {
            for (int c = 0; c < k->n; c++) {
                Expr *call = call_at(k->calls[c]);
                if (ARGS + i >= call->nkid || ref_sym(skip_conv(call->kid[ARGS + i])) != factor)
                    return false;
            }
            return true;
        }
    return false;
}

/* Is there a loop around the assignment for each factor of the size?  loops: those around it */
static bool covers(const Moved *k, const Syms *loops)
{
    int factors = 0;
    for (size_t i = 0; i < k->parameters.cap; i++) {
        const Sym *factor = k->parameters.key[i];
        bool found = false;
        for (int l = 0; factor && l < loops->n; l++)
            found |= is_factor(k, loops->at[l], factor);
        if (factor && !found)
            return false;
        factors += factor != NULL;
    }
    return factors > 0;
}

/* Does a saving assignment in b overwrite most of the block? */
static bool fills(const Moved *k, Block b, Syms loops)
{
    Adjoint *a = adjoint_of_inst(k, k->g);
    for (Stmt *s = b.first; s; s = s->next) {
        const Expr *e = call_at(s);
        if (e && e->kind == E_ASSIGN && is_element(k, e->kid[LHS]) && plan_of(a, s)->save &&
            covers(k, &loops))
            return true;
        Syms inner = {0};
        for (int i = 0; i < loops.n; i++)
            append(&inner, loops.at[i]);
        Sym *span = s->kind == S_FOR ? span_of(plan_of(a, s)->counted) : NULL;
        if (span)
            append(&inner, span);
        if ((s->kind == S_FOR || s->kind == S_BLOCK) && fills(k, s->body[BODY], inner))
            return true;
    }
    return false;
}

static bool is_changed(Program *p, Inst *f, Sym *v);

static bool is_callee_fit(Moved *k)
{
    walk_block(k->g->body->body, check_use, NULL, k);
    for (int i = 0; i < k->g->body->params.n; i++) /* the sizes in it are those of the call */
        if (is_integer(k->g->body->params.at[i]->type) &&
            is_changed(k->p, k->g, k->g->body->params.at[i]))
            return false;
    return !k->bad && !is_changed(k->p, k->g, k->w) &&
           fills(k, k->g->body->body, (Syms){0});
}

/* ------------------------------------------------------------------ its calls */

static Walk find_calls(Stmt *s, void *context)
{
    Moved *k = context;
    Expr *call = call_of_stmt(k->p, s);
    if (!call || inst_of_call(k->p, call) != k->g)
        return WALK_ON;
    if (call != call_at(s) || k->n == MOST_CALLS) {
        k->bad = true;
        return WALK_STOP;
    }
    k->calls[k->n++] = s;
    return WALK_ON;
}

/* All calls are statements of one function. */
static bool collect_calls(Moved *k)
{
    for (int i = 0; i < k->p->insts.n && !k->bad; i++) {
        int before = k->n;
        walk_block(k->p->insts.at[i]->body->body, find_calls, NULL, k);
        k->bad |= k->n > before && k->f;
        if (k->n > before)
            k->f = k->p->insts.at[i];
    }
    return !k->bad && k->f && k->f != k->g && !k->f->joint && !k->f->inactive;
}

/* Nothing around a call runs again, but for the one loop in runs that there may be. */
static bool runs_once_each(const Moved *k, int i, const Stmt *runs)
{
    Adjoint *a = adjoint_of_inst(k, k->f);
    bool inside = false;
    for (const Stmt *t = k->calls[i]; t; t = plan_of(a, t)->outer_loop) {
        if (plan_of(a, t)->rerun || plan_of(a, t)->joined)
            return false;
        inside |= t == runs;
    }
    return !runs || inside;
}

typedef struct Runs {
    Adjoint *a;
    const Stmt *loop;
    int n;
} Runs;

static Walk find_runs(Stmt *s, void *context)
{
    Runs *r = context;
    if (!plan_of(r->a, s)->runs)
        return WALK_ON;
    r->loop = s;
    r->n++;
    return WALK_ON;
}

static bool are_runs_apart(const Moved *k)
{
    Runs r = {0};
    for (int i = 0; i < k->p->insts.n; i++) {
        r.a = adjoint_of_inst(k, k->p->insts.at[i]);
        walk_block(k->p->insts.at[i]->body->body, find_runs, NULL, &r);
    }
    for (int i = 0; i < k->n; i++)
        if (r.n > 1 || !runs_once_each(k, i, r.loop))
            return false;
    return true;
}

/* ------------------------------------------------------------------ sizes */

typedef struct Change {
    Program *p;
    const Sym *v;
    bool found;
} Change;

static Walk find_change(Expr *e, void *context)
{
    Change *c = context;
    bool target = e->kind == E_ASSIGN ||
                  (e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                          e->op == OP_POSTINC || e->op == OP_POSTDEC));
    c->found |= target && ref_sym(e->kid[0]) == c->v;
    return c->found ? WALK_STOP : WALK_ON;
}

/* Is it assigned to after its declaration, or may it be? */
static bool is_changed(Program *p, Inst *f, Sym *v)
{
    Change c = {p, v, !place_of(p, v)->exact || v->global || v->storage == ST_STATIC};
    walk_block(f->body->body, NULL, find_change, &c);
    return c.found;
}

/* The size with the variables that hold parts of it replaced by what they hold; k->bad if it is
 * more than products of parameters and numbers. */
static Expr *settle_size(Moved *k, const Expr *e, const Sym *v, int depth)
{
    Type *element = strip(v->type)->base;
    bool of_variable = e->kind == E_UNARY && e->op == OP_SIZEOF;
    if (of_variable || (e->kind == E_OPAQUE && e->has_value)) { /* or of a type */
        bool same = e->has_value ? e->value == strip(element)->size
                                 : same_type(unqualified(strip(e->kid[0]->type)),
                                             unqualified(strip(element)));
        k->bad |= !same;
        return unary(OP_SIZEOF, deref(ref((Sym *)v)));
    }
    if (e->has_value)
        return clone_expr(e, NULL);
    if (e->kind == E_REF && e->u.sym->kind == SYM_PARAM && !is_changed(k->p, k->f, e->u.sym)) {
        map_set(&k->parameters, e->u.sym, e->u.sym);
        return clone_expr(e, NULL);
    }
    if (e->kind == E_REF && e->u.sym->kind == SYM_VAR && e->u.sym->init && depth < 4 &&
        !is_changed(k->p, k->f, e->u.sym)) {
        const Expr *init = e->u.sym->init;
        return cast(unqualified(strip(e->type)), settle_size(k, init, v, depth + 1));
    }
    if (e->kind == E_CAST || e->kind == E_CONV || (e->kind == E_BINARY && e->op == OP_MUL)) {
        Expr *out = clone_expr(e, NULL);
        for (int i = 0; i < e->nkid; i++)
            out->kid[i] = settle_size(k, e->kid[i], v, depth);
        return out;
    }
    k->bad = true;
    return clone_expr(e, NULL);
}

/* ------------------------------------------------------------------ the caller's pointers */

static bool leads_here(const Moved *k, const Expr *pointer)
{
    Bits places = pointees(k->p, pointer);
    return bits_meet(&places, &k->places);
}

static bool is_followed(const Moved *k, Sym *v)
{
    return v && v->kind == SYM_VAR && !v->global && v->storage == ST_NONE && !v->attributes &&
           strip(v->type)->kind == T_POINTER && !is_volatile(v->type) &&
           same_type(unqualified(strip(strip(v->type)->base)),
                     unqualified(strip(strip(k->w->type)->base))) &&
           place_of(k->p, v)->inst == k->f && place_of(k->p, v)->exact;
}

/* Nothing leads to the blocks but variables of f, and variables of functions that it calls. */
static bool are_pointers_known(const Moved *k)
{
    for (int i = 0; i < k->p->places.n; i++) {
        const Place *place = k->p->places.at[i];
        if (!bits_meet(&place->points_to, &k->places))
            continue;
        Sym *v = place->sym;
        bool local = v && place->inst && !place->external && !place->heap && !v->global &&
                     (v->kind == SYM_VAR || v->kind == SYM_PARAM) && v->storage != ST_STATIC;
        if (!local || (place->inst == k->f && !is_followed(k, v)))
            return false;
    }
    return true;
}

/* A value of a pointer of f's: another one, or a block, whose size is noted. */
static void check_value(Moved *k, const Expr *value)
{
    const Expr *e = skip_casts(value);
    Memory kind = e->kind == E_CALL ? memory_of_call(e) : MEM_NONE;
    if (e->kind == E_REF) {
        k->bad |= !is_followed(k, e->u.sym);
    } else if (kind == MEM_MALLOC || kind == MEM_CALLOC) {
        Expr *bytes = settle_size(k, allocated_bytes(e), handed_over(k, 0), 0);
        k->bad |= k->bytes && !same_expr(k->bytes, bytes);
        k->bytes = bytes;
    } else {
        k->bad = true;
    }
}

static Walk check_values(Stmt *s, void *context)
{
    Moved *k = context;
    Expr *e = call_at(s);
    k->bad |= s->kind == S_OPAQUE || s->kind == S_GOTO || s->kind == S_LABEL;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (is_followed(k, v) && v->init && leads_here(k, ref(v)))
            check_value(k, v->init);
    }
    if (e && e->kind == E_ASSIGN) {
        Sym *v = ref_sym(e->kid[LHS]);
        if (is_followed(k, v) && leads_here(k, ref(v))) {
            check_value(k, e->kid[RHS]);
            k->bad |= e->op != OP_NONE;
        }
    }
    return k->bad ? WALK_STOP : WALK_ON;
}

/* Does some other function get at the block, or is its address a number? */
typedef struct Leak {
    Moved *k;
    const Inst *in;
} Leak;

static bool may_take(const Leak *x, const Expr *call)
{
    Program *p = x->k->p;
    if (custom_adjoint(call))
        return false;
    if (inst_of_call(p, call))
        return true;
    if (x->in != x->k->f || (!is_block_call(call) && !is_allocation(call)))
        return false;
    Memory kind = memory_of_call(call);
    bool frees = kind == MEM_FREE && str_eq(callee_sym(call)->name, "free");
    for (int i = bits_next(&x->k->places, 0); frees && i >= 0; i = bits_next(&x->k->places, i + 1))
        frees = p->places.at[i]->waits;
    return frees || kind == MEM_COPY || kind == MEM_SET;
}

static Walk find_leak(Expr *e, void *context)
{
    Leak *x = context;
    bool number = (e->kind == E_CAST || e->kind == E_CONV) && is_integer(e->type) &&
                  is_pointer(decay(e->kid[0]->type));
    if (number)
        x->k->bad |= leads_here(x->k, e->kid[0]);
    for (int i = ARGS; e->kind == E_CALL && i < e->nkid; i++)
        if (is_pointer(decay(e->kid[i]->type)) && leads_here(x->k, e->kid[i]))
            x->k->bad |= !may_take(x, e);
    x->k->bad |= x->in == x->k->f && is_unknown(e);
    return x->k->bad ? WALK_STOP : WALK_ON;
}

static bool contains(Stmt *s, const Stmt *inner)
{
    if (s == inner)
        return true;
    for (int i = 0; i < 3; i++)
        for (Stmt *t = s->body[i].first; t; t = t->next)
            if (contains(t, inner))
                return true;
    return false;
}

/* Is v declared in a list behind the statement, so that it is not there yet? */
static bool is_declared_behind(Block b, const Sym *v, const Stmt *inner)
{
    bool behind = false;
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; behind && s->kind == S_DECL && i < s->decls.n; i++)
            if (s->decls.at[i] == v)
                return true;
        behind |= contains(s, inner);
        for (int i = 0; i < 3; i++)
            if (is_declared_behind(s->body[i], v, inner))
                return true;
    }
    return false;
}

/* Only v leads to its block at this call, of all that may be read behind it; and no argument is
 * read from there, as the reverse sweep would find what the callee left. */
static bool is_alone(const Moved *k, int call)
{
    Sym *v = handed_over(k, call);
    Expr *e = call_at(k->calls[call]);
    if (!is_followed(k, v) || plan_of(adjoint_of_inst(k, k->f), k->calls[call])->recompute)
        return false;
    for (int i = 0; i < k->p->places.n; i++) {
        const Place *place = k->p->places.at[i];
        if (place->inst == k->f && place->sym && place->sym != v &&
            bits_meet(&place->points_to, &k->places) && !lead_apart(k->p, v, place->sym) &&
            !is_declared_behind(k->f->body->body, place->sym, k->calls[call]))
            return false;
    }
    Bits reads = {0};
    for (int i = ARGS; i < e->nkid; i++)
        add_reads(k->p, e->kid[i], &reads);
    for (int i = bits_next(&k->places, 0); i >= 0; i = bits_next(&k->places, i + 1))
        for (int c = 0; c < CLASSES; c++)
            if (bits_has(&reads, access_bit(i, c)))
                return false;
    return true;
}

static Walk find_recomputed(Stmt *s, void *context)
{
    Moved *k = context;
    if (s->kind == S_DECL && plan_of(adjoint_of_inst(k, k->f), s)->recompute)
        for (int i = 0; i < s->decls.n; i++)
            k->bad |= is_pointer(s->decls.at[i]->type) && leads_here(k, ref(s->decls.at[i]));
    return WALK_ON;
}

static bool is_caller_fit(Moved *k)
{
    for (int i = 0; i < k->n; i++) {
        Sym *v = handed_over(k, i);
        Bits places = {0};
        if (!is_followed(k, v))
            return false;
        places = pointees(k->p, ref(v));
        bits_union(&k->places, &places);
    }
    for (int i = bits_next(&k->places, 0); i >= 0; i = bits_next(&k->places, i + 1)) {
        const Place *place = k->p->places.at[i];
        if (!place->heap || place->kept || place->mixed || place->carved)
            return false;
    }
    if (bits_empty(&k->places) || !are_pointers_known(k))
        return false;
    walk_block(k->f->body->body, check_values, NULL, k);
    walk_block(k->f->body->body, find_recomputed, NULL, k);
    for (int i = 0; i < k->p->insts.n && !k->bad; i++) {
        Leak x = {k, k->p->insts.at[i]};
        walk_block(k->p->insts.at[i]->body->body, NULL, find_leak, &x);
    }
    for (int i = 0; i < k->n && !k->bad; i++)
        k->bad |= !is_alone(k, i);
    return !k->bad && k->bytes;
}

/* ------------------------------------------------------------------ the program */

static Walk save_no_more(Stmt *s, void *context)
{
    Moved *k = context;
    const Expr *e = call_at(s);
    if (e && e->kind == E_ASSIGN && is_element(k, e->kid[LHS]))
        plan_of(adjoint_of_inst(k, k->g), s)->save = false;
    return WALK_ON;
}

static bool is_plain_real(Type *t)
{
    TypeKind kind = strip(t)->kind;
    return kind == T_DOUBLE || kind == T_FLOAT;
}

static void try_param(Program *p, Map *adjoints, Inst *g, int at)
{
    Moved k = {.p = p, .adjoints = adjoints, .g = g, .at = at, .w = g->body->params.at[at]};
    if (!is_plain_real(strip(k.w->type)->base) || !collect_calls(&k) || !are_runs_apart(&k) ||
        !is_caller_fit(&k) || !is_callee_fit(&k))
        return;
    walk_block(g->body->body, save_no_more, NULL, &k);
    k.w->moved = true;
    for (int i = 0; i < k.n; i++) {
        Plan *plan = plan_of(adjoint_of_inst(&k, k.f), k.calls[i]);
        append(&plan->fields, handed_over(&k, i));
        plan->field_bytes = k.bytes;
    }
}

void find_fields(Program *p, Map *adjoints)
{
    for (int i = 1; i < p->insts.n && !options.no_fields; i++) {
        Inst *g = p->insts.at[i];
        for (int at = 0; at < g->body->params.n && g->active && !g->joint && !g->inactive; at++)
            if (bits_has(&g->apart, at))
                try_param(p, adjoints, g, at);
    }
}

static Expr *name_pointer(Expr *e, void *context)
{
    return e->kind == E_REF && is_pointer(e->type) ? ref(context) : e;
}

/* Around the call in s, whose sweep it has: its blocks move to the tape, and back. */
void move_fields(const Plan *plan, Sweep *s)
{
    Type *p = pointer_to(type_void);
    Sym *to = library_function(NULL, "adcc_to_tape", "adcc_rt.h", p, 2, p, type_ulong);
    Sym *from = library_function(NULL, "adcc_from_tape", "adcc_rt.h", p, 0);
    for (int i = 0; i < plan->fields.n; i++) {
        Sym *v = plan->fields.at[i];
        Expr *bytes = rewrite_expr(clone_expr(plan->field_bytes, NULL), name_pointer, v);
        Stmt *move = expr_stmt(assign(ref(v), call_n(to, 2, ref(v), bytes)));
        s->fwd = join(block_of(move), s->fwd);
        add_stmt(&s->rev, expr_stmt(assign(ref(v), call_n(from, 0))));
    }
}
