/* span.c - the values that the index of a loop takes, as far as its head says.
 *
 *     for (int i = 1; i < n; i++)         from 1 to the one before n
 *     for (int i = n - 2; i >= 1; i--)    from 1 to the one before n - 1
 *
 * Bounds are signed integers, made of variables that never change: what they are in one place of
 * the function they are in all, and since C does not let them overflow, n - 1 is one less than n.
 */
#include "filled.h"

enum { FAR = 1 << 30 }; /* numbers of this size are left alone */

static Walk find_unsteady(Expr *e, void *context)
{
    const Map *changed = context;
    bool steady = e->kind == E_INT || e->kind == E_CONV || e->kind == E_BINARY ||
                  (e->kind == E_REF && !e->u.sym->global && !e->u.sym->address_taken &&
                   (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM) &&
                   e->u.sym->storage != ST_STATIC && !is_volatile(e->type) &&
                   !map_has(changed, e->u.sym));
    bool narrows = e->kind == E_CONV && strip(e->type)->size < strip(e->kid[0]->type)->size;
    return steady && !narrows && is_signed_integer(strip(e->type)) ? WALK_ON : WALK_STOP;
}

bool is_steady(const Map *changed, const Expr *e)
{
    return walk_expr((Expr *)e, find_unsteady, (void *)changed);
}

static bool is_number(const Expr *e)
{
    return e->has_value && e->value > -FAR && e->value < FAR;
}

bool find_bound(const Map *changed, const Expr *e, Bound *b)
{
    if (!is_steady(changed, e))
        return false;
    e = skip_conv((Expr *)e);
    *b = (Bound){e, 0};
    if (is_number(e)) {
        *b = (Bound){NULL, e->value};
        return true;
    }
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB))
        return true;
    const Expr *l = skip_conv(e->kid[LHS]), *r = skip_conv(e->kid[RHS]);
    if (e->op == OP_ADD && is_number(l)) {
        const Expr *t = l;
        l = r;
        r = t;
    }
    if (!is_number(r) || !find_bound(changed, l, b))
        return *b = (Bound){e, 0}, true;
    b->more += e->op == OP_ADD ? r->value : -r->value;
    return true;
}

bool bound_difference(Bound a, Bound b, long *n)
{
    *n = a.more - b.more;
    return a.base && b.base ? same_expr(a.base, b.base) : !a.base && !b.base;
}

Expr *bound_value(Bound b)
{
    if (!b.base)
        return int_const(b.more);
    Expr *e = copy(b.base);
    return b.more > 0   ? binary(OP_ADD, e, int_const(b.more))
           : b.more < 0 ? binary(OP_SUB, e, int_const(-b.more))
                        : e;
}

bool find_shift(const Expr *e, const Sym *i, long *n)
{
    e = skip_conv((Expr *)e);
    *n = 0;
    if (ref_sym(e) == i)
        return is_signed_integer(strip(e->type));
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB) ||
        !is_signed_integer(strip(e->type)))
        return false;
    const Expr *l = skip_conv(e->kid[LHS]), *r = skip_conv(e->kid[RHS]);
    *n = e->op == OP_SUB ? -r->value : ref_sym(r) == i ? l->value : r->value;
    return (ref_sym(l) == i && is_number(r)) ||
           (e->op == OP_ADD && ref_sym(r) == i && is_number(l));
}

/* ------------------------------------------------------------------ loops */

static Walk find_move(Expr *e, void *context)
{
    bool steps = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    return (e->kind == E_ASSIGN || steps) && ref_sym(e->kid[0]) == context ? WALK_STOP : WALK_ON;
}

static Walk find_pop(Stmt *s, void *context)
{
    return s->kind == S_POP && ref_sym(s->e[0]) == context ? WALK_STOP : WALK_ON;
}

bool find_span(const Map *changed, const Stmt *loop, Span *span)
{
    const Stmt *init = loop->kind == S_FOR ? loop->body[INIT].first : NULL;
    const Stmt *step = init ? loop->body[STEP].first : NULL;
    if (!init || init->kind != S_DECL || init->decls.n != 1 || !step || step->next ||
        step->kind != S_EXPR || step->e[0]->kind != E_UNARY)
        return false;
    Sym *i = init->decls.at[0];
    const Expr *more = loop->e[0], *e = step->e[0];
    if (!is_signed_integer(i->type) || i->address_taken || !i->init || !more ||
        more->kind != E_BINARY || ref_sym(more->kid[LHS]) != i || ref_sym(e->kid[0]) != i ||
        !is_signed_integer(strip(more->kid[LHS]->type)))
        return false;
    bool up = e->op == OP_POSTINC || e->op == OP_PREINC;
    bool down = e->op == OP_POSTDEC || e->op == OP_PREDEC;
    bool closed = more->op == OP_LE || more->op == OP_GE;
    if (!(up && (closed ? more->op == OP_LE : more->op == OP_LT)) &&
        !(down && (closed ? more->op == OP_GE : more->op == OP_GT)))
        return false;
    Bound start, stop;
    if (strip(skip_conv(i->init)->type)->size > strip(i->type)->size ||
        !find_bound(changed, i->init, &start) || !find_bound(changed, more->kid[RHS], &stop) ||
        !walk_block(loop->body[BODY], find_pop, find_move, i))
        return false;
    *span = (Span){i, up ? start : stop, up ? stop : start};
    span->first.more += down && !closed;
    span->end.more += down || closed;
    return true;
}
