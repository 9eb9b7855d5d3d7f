/* activity.c - which storage carries derivatives.
 *
 *     double t = 2.0 * x, u = k + 1.0, z = t * u;  printf("%g", t); return z;      wrt(x)
 * of(return) varied: x t z      useful: x k t u z      with shadows: x t z
 *
 * A place is varied if its value may depend on an independent, useful if a dependent may depend on
 * it, and has a shadow if it is both.  What the caller listed has a shadow in any case: its adjoint
 * has to be moved or zeroed even where the function only overwrites it.  Both analyses run to a
 * fixpoint over the whole program, for places, without regard to the order of statements.
 */
#include "reverse.h"

static void add_sources(Program *p, const Expr *e, Bits *into);

/* Does it lie in, or behind, what ADCC_INACTIVE says has no derivative? */
bool is_decreed(const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return e->u.sym->inactive;
    case E_MEMBER:
        return e->u.field->inactive || is_decreed(e->kid[BASE]);
    case E_BINARY:
        return is_decreed(e->kid[is_pointer(decay(e->kid[LHS]->type)) ? LHS : RHS]);
    case E_UNARY:
        return (e->op == OP_DEREF || e->op == OP_ADDR) && is_decreed(e->kid[0]);
    case E_INDEX:
    case E_CONV:
    case E_CAST:
        return is_decreed(e->kid[0]);
    default:
        return false;
    }
}

/* A function with an adjoint by the user depends on all its arguments and what they point to. */
void add_custom_sources(Program *p, const Expr *call, Bits *into)
{
    for (int i = ARGS; i < call->nkid; i++) {
        const Expr *arg = call->kid[i];
        add_sources(p, arg, into);
        if (!may_carry_reals(arg->type) || (is_pointer(arg->type) && is_decreed(arg)))
            continue;
        Bits places = reachable_places(p, arg);
        bits_union(into, &places);
    }
}

/* Where derivatives come from: all such places, or whether any is among the wanted. */
typedef struct Sources {
    Program *p;
    Bits *into;         /* NULL: the first that is wanted ends the search */
    const Bits *wanted;
} Sources;

static bool find_sources(Sources *s, const Expr *e);

static bool note_sources(Sources *s, const Bits *places)
{
    if (s->into)
        bits_union(s->into, places);
    return !s->into && bits_meet(places, s->wanted);
}

/* The last first: in a long sum it is the short one. */
static bool find_sources_of_operands(Sources *s, const Expr *e, int from)
{
    for (int i = e->nkid - 1; i >= from; i--)
        if (find_sources(s, e->kid[i]))
            return true;
    return false;
}

static bool find_sources_of_call(Sources *s, const Expr *e)
{
    Inst *f = inst_of_call(s->p, e);
    const Rule *rule = f ? NULL : callee_sym(e) ? find_rule(callee_sym(e)) : NULL;
    Bits places = {0};
    if (f && f->inactive)
        return false;
    if (f)
        bits_add(&places, f->result->id);
    else if (custom_adjoint(e))
        add_custom_sources(s->p, e, &places);
    else
        return (!rule || !rule_is_flat(rule)) && find_sources_of_operands(s, e, ARGS);
    return note_sources(s, &places);
}

/* Visits the places from which a derivative flows into the value of e; true ends the search. */
static bool find_sources(Sources *s, const Expr *e)
{
    if (!holds_reals(e->type) && e->kind != E_INIT && e->kind != E_DESIGNATED)
        return false;
    switch (e->kind) {
    case E_UNARY:
        if (e->op == OP_ADDR)
            return false;
        if (e->op != OP_DEREF)
            return find_sources(s, e->kid[0]);
        /* fallthrough */
    case E_REF:
    case E_INDEX:
    case E_MEMBER: {
        if (is_decreed(e))
            return false;
        Bits places = places_of(s->p, e);
        return note_sources(s, &places);
    }
    case E_COND:
        return find_sources(s, e->kid[THEN]) || find_sources(s, e->kid[ELSE]);
    case E_CALL:
        return find_sources_of_call(s, e);
    default:
        return find_sources_of_operands(s, e, 0);
    }
}

/* Adds the places from which a derivative flows into the value of e. */
static void add_sources(Program *p, const Expr *e, Bits *into)
{
    find_sources(&(Sources){.p = p, .into = into}, e);
}

/* Adds to 'set' the memory the caller listed that may be the same as some already in it. */
static bool add_aliases(Program *p, Bits *set)
{
    bool grew = false;
    for (int i = 0; i < p->places.n; i++) {
        const Place *a = p->places.at[i];
        for (int j = 0; a->external && a->listed && bits_has(set, i) && j < p->places.n; j++) {
            const Place *b = p->places.at[j];
            if (j != i && b->external && b->listed && may_alias(a, b))
                grew |= bits_add(set, j);
        }
    }
    return grew;
}

/* An assignment: what is in the places 'from' flows into the places 'to'. */
typedef struct Edge {
    Bits from, to;
} Edge;
VEC(Edge, Edges);
VEC(int, Numbers);

typedef struct Flow {
    Program *p;
    Inst *inst;
    Edges edges;
    Numbers *out, *in; /* of each place: the edges that it is in 'from' of, in 'to' of */
} Flow;

/* Everything in the places 'from' flows into the places 'to'. */
static void flow_block(Flow *f, Bits from, Bits to)
{
    if (!bits_empty(&from) && !bits_empty(&to))
        append(&f->edges, ((Edge){from, to}));
}

/* The value of e flows into the places 'to'. */
static void flow(Flow *f, const Expr *e, Bits to)
{
    Bits from = {0};
    add_sources(f->p, e, &from);
    flow_block(f, from, to);
}

/* Notes at every place of the set that the edge begins (or ends) there. */
static void note_edge(Numbers *lists, const Bits *places, int edge)
{
    for (int i = bits_next(places, 0); i >= 0; i = bits_next(places, i + 1))
        append(&lists[i], edge);
}

/* Adds to 'set' whatever the edges lead to from its places, be it backwards. */
static void spread(Flow *f, Bits *set, bool backwards)
{
    Numbers work = {0}, *lists = backwards ? f->in : f->out;
    bool *done = new_array(bool, f->edges.n + 1);
    for (int i = bits_next(set, 0); i >= 0; i = bits_next(set, i + 1))
        append(&work, i);
    while (work.n > 0) {
        int place = work.at[--work.n];
        for (int k = 0; k < lists[place].n; k++) {
            int edge = lists[place].at[k];
            if (done[edge])
                continue;
            done[edge] = true;
            const Bits *to = backwards ? &f->edges.at[edge].from : &f->edges.at[edge].to;
            for (int i = bits_next(to, 0); i >= 0; i = bits_next(to, i + 1))
                if (bits_add(set, i))
                    append(&work, i);
        }
    }
}

static bool copies_integers(const Expr *call, const Expr *to, const Expr *from)
{
    bool to_integers = to == call /* realloc */ || leads_to_integers(skip_casts(to)->type);
    return to_integers && leads_to_integers(skip_casts(from)->type);
}

static Walk flow_expr(Expr *e, void *context)
{
    Flow *f = context;
    if (f->inst->inactive)
        return WALK_PRUNE;
    if (e->kind == E_ASSIGN && !is_decreed(e->kid[LHS]))
        flow(f, e->kid[RHS], places_of(f->p, e->kid[LHS]));
    const Expr *to, *from;
    if (copies_block(e, &to, &from) && !copies_integers(e, to, from))
        flow_block(f, pointees(f->p, from), pointees(f->p, to));
    if (e->kind == E_CALL && custom_adjoint(e)) {
        Bits sources = {0};
        add_custom_sources(f->p, e, &sources);
        flow_block(f, sources, custom_targets(f->p, e));
    }
    Inst *callee = e->kind == E_CALL ? inst_of_call(f->p, e) : NULL;
    for (int i = 0; callee && !callee->inactive && i < callee->body->params.n && ARGS + i < e->nkid;
         i++) {
        Bits to = {0};
        bits_add(&to, place_of(f->p, callee->body->params.at[i])->id);
        flow(f, e->kid[ARGS + i], to);
    }
    return WALK_ON;
}

static Walk flow_stmt(Stmt *s, void *context)
{
    Flow *f = context;
    Bits to = {0};
    if (f->inst->inactive)
        return WALK_ON;
    if (s->kind == S_RETURN && s->e[0]) {
        bits_add(&to, f->inst->result->id);
        flow(f, s->e[0], to);
    }
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (!v->init || v->inactive)
            continue;
        Bits var = {0};
        bits_add(&var, place_of(f->p, v)->id);
        flow(f, v->init, var);
    }
    return WALK_ON;
}

/* Marks the storage of wrt or of; every listed pointer is both independent and dependent (CONTRACT
 * 3). */
static void seed(Program *p, Actives *list, bool wrt)
{
    Func *f = p->request->func;
    for (int i = 0; i < list->n; i++) {
        Sym *v = list->at[i].sym;
        if (!v) {
            bits_add(&p->useful, p->root->result->id);
            continue;
        }
        Place *place = NULL;
        for (int k = 0; k < f->params.n; k++)
            if (f->params.at[k] == v)
                v = p->root->body->params.at[k];
        place = map_get(&p->memory_of, v);
        if (wrt || !place)
            bits_add(&p->varied, place_of(p, v)->id);
        place_of(p, v)->listed = true;
        bits_add(&p->shadowed, place_of(p, v)->id);
        if (place || v->global) {
            place = place ? place : place_of(p, v);
            place->listed = true;
            bits_add(&p->varied, place->id);
            bits_add(&p->useful, place->id);
            bits_add(&p->shadowed, place->id);
        }
    }
}

/* A parameter of the root that is in neither wrt nor of has no companion. */
static bool is_unlisted_param(Program *p, const Place *place)
{
    Syms *params = &p->root->body->params;
    for (int i = 0; i < params->n; i++)
        if (params->at[i] == place->sym)
            return !place->listed;
    return false;
}

/* A constant without reals: what is known of the places of pointers in one object is not so
 * precise as to say that a pointer to reals does not lead to it. */
static bool is_constant_without_reals(const Place *place)
{
    return !place->external && place->sym && is_const(place->sym->type) &&
           !holds_reals(place->sym->type);
}

/* With the analysis off every variable that could be active is: not the value of the root, which is
 * of no concern to users who did not ask for it. */
static void everything_active(Program *p)
{
    for (int i = 0; i < p->places.n; i++) {
        Place *place = p->places.at[i];
        bool own = !place->external && !place->sym && (place->reals || p->retyped);
        if (place->sym && !place->external && !place->sym->inactive &&
            holds_reals(place->sym->type))
            own = bits_has(&p->varied, i) ||
                  (!place->sym->global && place->sym->storage != ST_STATIC);
        own &= place != p->root->result;
        /* unions of reals and others, and what inactive pointers lead to, only where they must */
        if (own && !place->mixed && !place->decreed && !is_unlisted_param(p, place))
            bits_add(&p->shadowed, i);
    }
}

/* Where a pointer may lead to places with and without shadows, all get one. */
typedef struct Closure {
    Program *p;
    bool grew;
    Loc where;
} Closure;

static void close_places(Closure *c, Bits places, const Expr *e)
{
    if (!bits_meet(&places, &c->p->shadowed))
        return;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        Place *place = c->p->places.at[i];
        if (bits_has(&c->p->shadowed, i) || is_constant_without_reals(place))
            continue;
        if (place->external && !place->sym) {
            error_at(e->loc, "adcc cannot tell what storage '%s' is; "
                     "allocate it with malloc, or pass it as a parameter", expr_str(e));
            return;
        }
        if (place->external) {
            error_at(e->loc,
                     "'%s' may lead to '%s', which is not differentiated, and to storage that is; "
                     "add '%s' to wrt or of",
                     expr_str(e), place->sym->name, place->sym->name);
            return;
        }
        c->grew |= bits_add(&c->p->shadowed, i);
    }
}

/* An adjoint by the user wants companions for all that it did not say may be inactive. */
static void close_custom(Closure *c, const Expr *call)
{
    Bits from = {0};
    add_custom_sources(c->p, call, &from);
    if (!bits_meet(&from, &c->p->shadowed))
        return;
    for (int k = 0; ARGS + k < call->nkid; k++) {
        const Expr *arg = call->kid[ARGS + k];
        Bits places = {0};
        if (is_pointer(arg->type) && carries_reals(arg->type))
            places = pointees(c->p, arg);
        for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
            const Place *place = c->p->places.at[i];
            if (!may_be_inactive(call, k) && !place->external && place->sym &&
                !place->sym->global && !place->sym->inactive && holds_reals(place->sym->type))
                c->grew |= bits_add(&c->p->shadowed, i);
        }
        close_places(c, places, arg);
    }
}

static Walk close_access(Expr *e, void *context)
{
    Closure *c = context;
    const Expr *to, *from;
    if (e->kind == E_CALL && custom_adjoint(e))
        close_custom(c, e);
    if (copies_block(e, &to, &from) && !copies_integers(e, to, from)) {
        close_places(c, places_of_block(c->p, to), e);
        close_places(c, places_of_block(c->p, from), e);
        return error_count() ? WALK_STOP : WALK_ON;
    }
    bool through_pointer = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ||
                           (e->kind == E_MEMBER && e->arrow);
    if (!through_pointer || is_array(e->type) || !holds_reals(e->type))
        return WALK_ON;
    close_places(c, places_of(c->p, e), e);
    return error_count() ? WALK_STOP : WALK_ON;
}

static void close_over_pointers(Program *p)
{
    Closure c = {.p = p, .grew = true};
    while (c.grew && !error_count()) {
        c.grew = false;
        for (int i = 0; i < p->insts.n; i++)
            if (!p->insts.at[i]->inactive)
                walk_block(p->insts.at[i]->body->body, NULL, close_access, &c);
    }
}

/* Memory of the caller that is both varied and useful but was not listed has no companion. */
static void check_external(Program *p)
{
    for (int i = 0; i < p->places.n; i++) {
        Place *place = p->places.at[i];
        if (place->external && place->sym && !place->listed && bits_has(&p->shadowed, i)) {
            const Sym *v = place->sym;
            error_at(v->loc,
                     "%s carries derivatives from the independents to the dependents, "
                     "but is in neither wrt nor of",
                     v->moved_from ? v->moved_from : fmt("'%s'", v->name));
            if (v->moved_from)
                note_at(v->loc, "pass the storage as a parameter, or allocate it in each call");
            else
                note_at(p->request->loc, "add '%s' to wrt or of", v->name);
        }
    }
}

static void drop_inactive(Program *p)
{
    for (int i = 0; i < p->places.n; i++) {
        Sym *v = p->places.at[i]->sym;
        if (v && v->inactive && !p->places.at[i]->external)
            bits_remove(&p->shadowed, i);
    }
}

/* Gives varied, useful and shadowed, as the statements say. */
void find_flow(Program *p)
{
    seed(p, &p->request->wrt, true);
    seed(p, &p->request->of, false);
    Flow f = {.p = p};
    for (int i = 0; i < p->insts.n; i++) {
        f.inst = p->insts.at[i];
        walk_block(f.inst->body->body, flow_stmt, flow_expr, &f);
    }
    f.out = new_array(Numbers, p->places.n);
    f.in = new_array(Numbers, p->places.n);
    for (int i = 0; i < f.edges.n; i++) {
        note_edge(f.out, &f.edges.at[i].from, i);
        note_edge(f.in, &f.edges.at[i].to, i);
    }
    do {
        spread(&f, &p->varied, false);
        spread(&f, &p->useful, true);
    } while (add_aliases(p, &p->varied) | add_aliases(p, &p->useful));
    for (int i = bits_next(&p->varied, 0); i >= 0; i = bits_next(&p->varied, i + 1))
        if (bits_has(&p->useful, i) && !is_constant_without_reals(p->places.at[i]))
            bits_add(&p->shadowed, i);
    if (options.no_activity)
        everything_active(p);
    drop_inactive(p);
}

/* Says what cannot be had, and makes shadows complete where a pointer has a choice. */
void settle_activity(Program *p)
{
    check_external(p);
    close_over_pointers(p);
}

/* ------------------------------------------------------------------ questions */

bool is_shadowed(Program *p, const Expr *lvalue)
{
    if (!holds_reals(lvalue->type))
        return false;
    if (is_decreed(lvalue))
        return false;
    Bits places = places_of(p, lvalue);
    return bits_meet(&places, &p->shadowed);
}

bool is_active_expr(Program *p, const Expr *e)
{
    return find_sources(&(Sources){.p = p, .wanted = &p->shadowed}, e);
}

/* Does anything that may be reached from these places carry shadowed reals? */
bool reaches_shadowed(Program *p, Bits places)
{
    Bits seen = {0};
    bits_union(&seen, &places);
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = bits_next(&seen, 0); i >= 0; i = bits_next(&seen, i + 1))
            grew |= bits_union(&seen, &p->places.at[i]->points_to);
    }
    return bits_meet(&seen, &p->shadowed);
}

bool may_lead_to_shadowed(Program *p, const Expr *pointer)
{
    return reaches_shadowed(p, pointees(p, pointer));
}

bool leads_to_shadowed(Program *p, const Expr *pointer)
{
    return !leads_to_integers(pointer->type) && may_lead_to_shadowed(p, pointer);
}

bool needs_shadow(Program *p, Sym *v)
{
    if (v->kind != SYM_VAR && v->kind != SYM_PARAM)
        return false;
    Place *place = place_of(p, v);
    if (place->inst && place->inst->inactive)
        return false;
    if (place->listed)
        return true;
    if (holds_reals(v->type) && bits_has(&p->shadowed, place->id))
        return true;
    return !leads_to_integers(v->type) && reaches_shadowed(p, place->points_to);
}

bool base_needs_shadow(Program *p, const Expr *lvalue)
{
    return reaches_shadowed(p, places_of(p, lvalue)) && leads_to_shadowed(p, lvalue);
}
