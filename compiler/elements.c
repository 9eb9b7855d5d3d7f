/* elements.c - arrays of which each iteration has an element of its own.
 *
 *     for (i = 0; i < n; i++) { w[i] = x[i] - m;  s += w[i] * w[i]; }
 *
 * No iteration overwrites what the reverse of another one reads: w[i] need not be saved on account
 * of this loop, though the array is written and needed in it.  Every access of the array in the
 * body must be the same lvalue, with an index that takes another value in each iteration.
 *
 *     for (i = 0; i < n; i++) { s += w[i] * w[i];  w[i] = x[i]; }  update(w);
 *
 * What an iteration reads of w it overwrites itself, and puts back before its reverse reads it: the
 * reverse of the loop does not care what happens to w after the loop.
 */
#include "reverse.h"

typedef struct Elements {
    Adjoint *a;
    const Expr *form; /* the lvalue */
    Bits access;      /* what it may touch */
    Bits changed;     /* accesses that the body writes, the index of the loop too */
    bool only;        /* nothing else touches that */
} Elements;

static bool is_invariant(const Elements *k, const Expr *e)
{
    Bits reads = {0};
    add_reads(k->a->p, e, &reads);
    return !bits_meet(&reads, &k->changed) && !has_side_effects(e);
}

/* i, i + c, c - i, 3 * i + c: another value for each i.  times: what that is multiplied by, around
 * it. */
static bool is_injective(const Elements *k, const Expr *e, const Counted *c, long times)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_REF)
        return e->u.sym == c->i;
    if (e->kind != E_BINARY)
        return false;
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    if (e->op == OP_ADD || e->op == OP_SUB)
        return (is_injective(k, l, c, times) && is_invariant(k, r)) ||
               (is_injective(k, r, c, times) && is_invariant(k, l));
    if (e->op != OP_MUL)
        return false;
    bool left = skip_conv((Expr *)l)->has_value;
    const Expr *factor = skip_conv((Expr *)(left ? l : r));
    return factor->has_value && keeps_apart(e->type, factor->value, &times, c->step) &&
           is_injective(k, left ? r : l, c, times);
}

static Walk check_access(Expr *e, void *context)
{
    Elements *k = context;
    if (same_expr(e, k->form))
        return WALK_PRUNE; /* its index is invariant or the loop's */
    Bits access = {0};
    bool lvalue = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (lvalue && !is_function(e->type) && !is_array(e->type))
        access = access_of(k->a->p, e);
    if (e->kind == E_CALL) {
        const Inst *f = inst_of_call(k->a->p, e);
        for (int i = ARGS; i < e->nkid; i++) {
            Bits behind = pointed_accesses(k->a->p, e->kid[i]);
            bits_union(&access, &behind);
        }
        if (f) {
            bits_union(&access, &f->reads);
            bits_union(&access, &f->writes);
        }
    }
    k->only &= !bits_meet(&access, &k->access);
    return k->only ? WALK_ON : WALK_STOP;
}

static Walk check_extents(Stmt *s, void *context)
{
    Elements *k = context;
    k->only &= s->kind != S_OPAQUE && s->kind != S_GOTO && s->kind != S_LABEL;
    return k->only ? WALK_ON : WALK_STOP;
}

typedef struct Search {
    Adjoint *a;
    Stmt *loop;
    Bits changed, found;
} Search;

/* What e, an assignment in the loop, may change, if each iteration has its own; else empty. */
static Bits own_target(const Search *s, const Expr *e)
{
    Bits none = {0};
    Expr *lhs = e->kind == E_ASSIGN ? skip_conv(e->kid[LHS]) : NULL;
    if (!lhs || lhs->kind != E_INDEX)
        return none;
    Elements k = {s->a, lhs, access_of(s->a->p, lhs), s->changed, true};
    const Counted *c = plan_of(s->a, s->loop)->counted;
    Bits base = {0};
    if (is_array(skip_conv(lhs->kid[BASE])->type))
        add_address_reads(s->a->p, lhs->kid[BASE], &base);
    else
        add_reads(s->a->p, lhs->kid[BASE], &base);
    if (bits_meet(&base, &s->changed) || !is_injective(&k, lhs->kid[INDEX], c, 1))
        return none;
    walk_block(s->loop->body[BODY], check_extents, check_access, &k);
    return k.only ? k.access : none;
}

static Walk try_target(Expr *e, void *context)
{
    Search *s = context;
    Bits access = own_target(s, e);
    bits_union(&s->found, &access);
    return WALK_ON;
}

static Search search_in(Adjoint *a, Stmt *loop)
{
    Search s = {.a = a, .loop = loop};
    Bits reads = {0};
    bool observable = false;
    block_effects(a->p, loop->body[BODY], &reads, &s.changed, &observable);
    Bits index = access_of(a->p, ref(plan_of(a, loop)->counted->i));
    bits_union(&s.changed, &index);
    return s;
}

/* Accesses of arrays of which each iteration of a counted loop writes and reads its own element. */
Bits own_elements(Adjoint *a, Stmt *loop)
{
    Bits none = {0};
    if (!plan_of(a, loop)->counted)
        return none;
    Search s = search_in(a, loop);
    walk_block(loop->body[BODY], NULL, try_target, &s);
    return s.found;
}

/* ------------------------------------------------------------------ elements that are put back */

typedef struct Later {
    Adjoint *a;
    Bits reads;
} Later;

static Walk add_later_reads(Stmt *s, void *context)
{
    Later *later = context;
    const Plan *plan = plan_of(later->a, s);
    add_rev_reads(later->a, s, &later->reads);
    if (plan->recompute)
        add_reads(later->a->p, s->decls.at[0]->init, &later->reads);
    return WALK_ON;
}

/* Accesses of which an iteration of a counted loop saves, and overwrites, what its reverse reads */
Bits settled_elements(Adjoint *a, Stmt *loop)
{
    Bits result = {0};
    bool surely = true;
    if (!plan_of(a, loop)->counted || options.no_elements)
        return result;
    Search search = search_in(a, loop);
    for (Stmt *s = loop->body[BODY].first; s && surely; s = s->next) {
        surely = !leaves(s);
        bool assigns = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && !plan_of(a, s)->inverse;
        if (!surely || !assigns || call_in(a->p, s->e[0]->kid[RHS]))
            continue;
        Bits own = own_target(&search, s->e[0]);
        Later later = {.a = a};
        walk_block((Block){s->next, loop->body[BODY].last}, add_later_reads, NULL, &later);
        if (!bits_meet(&own, &later.reads))
            bits_union(&result, &own);
    }
    return result;
}

/* ------------------------------------------------------------------ elements that are passed on */

/* i + distance, whatever the signs */
static bool find_distance(const Expr *e, const Sym *i, long *distance)
{
    e = skip_conv((Expr *)e);
    *distance = 0;
    if (e->kind == E_REF)
        return e->u.sym == i;
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB))
        return false;
    const Expr *c = skip_conv(e->kid[RHS]);
    *distance = e->op == OP_ADD ? c->value : -c->value;
    return c->has_value && ref_sym(e->kid[LHS]) == i;
}

typedef struct Passing {
    const Sym *i;
    const Expr *target; /* what the assignment at hand writes; NULL: looking for assignments */
    Block body;
    bool found;
} Passing;

static Walk find_passed_on(Expr *e, void *context)
{
    Passing *k = context;
    long at, from;
    if (!k->target && e->kind == E_ASSIGN && e->kid[LHS]->kind == E_INDEX) {
        Passing inner = {k->i, e->kid[LHS], k->body, false};
        walk_block(k->body, NULL, find_passed_on, &inner);
        k->found |= inner.found;
    } else if (k->target && e->kind == E_INDEX && same_expr(e->kid[BASE], k->target->kid[BASE])) {
        k->found |= find_distance(e->kid[INDEX], k->i, &from) &&
                    find_distance(k->target->kid[INDEX], k->i, &at) && at != from;
    }
    return WALK_ON;
}

bool passes_on_elements(Adjoint *a, Stmt *loop)
{
    Passing k = {plan_of(a, loop)->counted->i, NULL, loop->body[BODY], false};
    walk_block(loop->body[BODY], NULL, find_passed_on, &k);
    return k.found;
}
