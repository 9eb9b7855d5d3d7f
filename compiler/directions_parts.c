/* directions_parts.c - what all directions have in common is computed once.
 *
 *     x_b[i] += cos(x[i]) * y_b;      double c = cos(x[i]);
 *                               ->    for (int d = 0; d < N; d++)
 *                                         x_b[i][d] += c * y_b[d];
 *
 * Largest parts without derivatives get names, so that no direction computes or loads them again,
 * and C compilers need not find out that no shadow is among what they read.  What a choice guards
 * stays guarded.
 */
#include "directions.h"

static bool is_plain(const Lanes *l, const Expr *e)
{
    switch (e->kind) {
    case E_INT:
    case E_FLOAT:
    case E_CHAR:
    case E_IMAGINARY:
        return true;
    case E_REF:
        return !e->u.sym->global && !map_has(&l->addressed, e->u.sym) && is_scalar(e->type);
    case E_CONV:
    case E_CAST:
        return is_plain(l, e->kid[0]);
    case E_UNARY:
        return e->op == OP_NEG && is_plain(l, e->kid[0]);
    default:
        return e->has_value;
    }
}

static Walk find_cost(Expr *e, void *context)
{
    const Lanes *l = context;
    bool memory = e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF) ||
                  (e->kind == E_REF && (e->u.sym->global || map_has(&l->addressed, e->u.sym)));
    bool slow = e->kind == E_CALL || (e->kind == E_BINARY && e->op == OP_DIV);
    return memory || slow ? WALK_STOP : WALK_ON;
}

static Expr *named(Lanes *l, Expr *e, Type *t, Expr *guard)
{
    for (int i = 0; i < l->parts.n && !guard; i++)
        if (same_expr(l->parts.at[i].value, e))
            return ref(l->parts.at[i].name);
    Sym *v = new_sym(SYM_VAR, free_name(&l->names, is_integer(t) ? "is" : "c"), t);
    v->generated = true;
    if (!guard)
        append(&l->parts, ((Part){copy(e), v}));
    put_out(l, decl_stmt(v, guard ? cond(copy(guard), e, zero_of(t)) : e));
    return ref(v);
}

static void name_in(Lanes *l, Expr **slot, Expr *guard);

/* 0 or 1, or an int at least: nothing of the value gets lost. */
static Expr *truth_of(Expr *e)
{
    TypeKind kind = strip(e->type)->kind;
    return kind == T_INT || kind == T_BOOL ? e : binary(OP_NE, e, int_const(0));
}

/* c ? a : b: the parts of a where c holds. */
static void name_in_choice(Lanes *l, Expr *e, Expr *guard)
{
    if (reads_lanes(e->kid[COND]))
        return;
    if (!is_plain(l, e->kid[COND]))
        e->kid[COND] = named(l, truth_of(e->kid[COND]), type_int, guard);
    Expr *then = copy(e->kid[COND]), *otherwise = unary(OP_LNOT, copy(e->kid[COND]));
    if (guard) {
        then = binary(OP_LAND, copy(guard), then);
        otherwise = binary(OP_LAND, copy(guard), otherwise);
    }
    name_in(l, &e->kid[THEN], then);
    name_in(l, &e->kid[ELSE], otherwise);
}

static bool is_worth_it(const Lanes *l, Expr *e, const Expr *guard)
{
    if (!is_real_value(e->type) || is_plain(l, e) || !is_pure(e))
        return false;
    return !guard || !walk_expr(e, find_cost, (void *)l);
}

static void name_in(Lanes *l, Expr **slot, Expr *guard)
{
    Expr *e = *slot;
    if (!reads_lanes(e) && !leads_to_lanes(e)) {
        if (is_worth_it(l, e, guard))
            *slot = named(l, e, strip(unqualified(e->type)), guard);
        return;
    }
    if (e->kind == E_COND) {
        name_in_choice(l, e, guard);
        return;
    }
    bool lazy = e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR);
    for (int i = 0; i < e->nkid && !(lazy && i); i++)
        if (is_real_value(e->kid[i]->type))
            name_in(l, &e->kid[i], guard);
}

/* Names the parts of the value that s assigns; they are put out before it. */
void name_parts(Lanes *l, Stmt *s)
{
    if (s->kind == S_DECL) {
        if (s->decls.at[0]->init)
            name_in(l, &s->decls.at[0]->init, NULL);
        return;
    }
    Expr *e = s->e[0];
    if (e->kind == E_ASSIGN)
        name_in(l, &e->kid[RHS], NULL);
}
