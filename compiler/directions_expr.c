/* directions_expr.c - expressions in terms of shadows that hold all directions.
 *
 *     2.0 * x[i] * x_b[i]   ->   2.0 * x[i] * x_b[i][d]
 *     &x_b[i]               ->   &x_b[i], now a pointer to N reals
 *
 * A real that is read or assigned takes the direction of the loop around it; a place whose address
 * is taken is that of all of them.  Types change from the variables upwards.
 */
#include "directions.h"

static bool is_private(const Lanes *l, const Sym *v)
{
    return map_has(&l->inside, v);
}

/* x_b[i][d] */
static Expr *in_direction(Lanes *l, Expr *e)
{
    if (!l->d) {
        refuse_directions(l, e->loc, "what is done depends on the value of a derivative");
        return e;
    }
    return index_of(e, ref(l->d));
}

static Expr *rewrite_path(Lanes *l, Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = lane_expr(l, e->kid[i]);
    Type *base = strip(decay(e->kid[BASE]->type))->base;
    if (e->kind == E_MEMBER || !base)
        refuse_directions(l, e->loc, "a struct holds derivatives");
    else
        e->type = base;
    return e;
}

static Expr *rewrite_ref(Expr *e)
{
    Sym *global = lane_global(e->u.sym);
    if (global)
        e->u.sym = global;
    e->type = e->u.sym->type;
    return e;
}

/* Of all directions, where e is a real or a pointer that leads to shadows. */
static Expr *rewrite_place(Lanes *l, Expr *e)
{
    return e->kind == E_REF ? rewrite_ref(e) : rewrite_path(l, e);
}

static Expr *rewrite_kids(Lanes *l, Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = lane_expr(l, e->kid[i]);
    return e;
}

/* (double *)p_b  ->  (double (*)[N])p_b */
static Expr *rewrite_cast(Lanes *l, Expr *e)
{
    bool pointer = is_pointer(e->type) && is_pointer(decay(e->kid[0]->type)) &&
                   leads_to_lanes(e->kid[0]);
    rewrite_kids(l, e);
    if (!pointer)
        return e;
    Type *t = lane_type(l, e->type);
    if (!t)
        refuse_directions(l, e->loc, fmt("a shadow is taken for '%s'", type_str(e->type)));
    else
        e->type = t;
    return e;
}

/* The type of pointer arithmetic, and of choices. */
static Expr *with_type_of(Expr *e, const Expr *kid)
{
    e->type = decay(kid->type);
    return e;
}

static Expr *rewrite_lanes(Lanes *l, Expr *e)
{
    switch (e->kind) {
    case E_CONV:
    case E_CAST:
        return rewrite_cast(l, e);
    case E_UNARY:
        if (e->op != OP_ADDR)
            return rewrite_kids(l, e);
        e->kid[0] = lane_place(l, e->kid[0]);
        e->type = pointer_to(e->kid[0]->type);
        return e;
    case E_BINARY: {
        int k = is_pointer(decay(e->kid[LHS]->type)) ? LHS : RHS;
        Type *to = strip(strip(decay(e->kid[k]->type))->base);
        if (to->kind == T_VOID)
            refuse_directions(l, e->loc, "a shadow is addressed by bytes");
        rewrite_kids(l, e);
        return with_type_of(e, e->kid[k]);
    }
    default: { /* E_COND */
        int k = leads_to_lanes(e->kid[THEN]) ? THEN : ELSE;
        bool pointer = is_pointer(decay(e->kid[k]->type));
        if (!pointer)
            return rewrite_kids(l, e);
        e->kid[COND] = lane_expr(l, e->kid[COND]);
        e->kid[THEN] = lane_pointer(l, e->kid[THEN]);
        e->kid[ELSE] = lane_pointer(l, e->kid[ELSE]);
        return with_type_of(e, e->kid[k]);
    }
    }
}

/* p_b++, p_b = q_b: the types of shadow pointers change. */
static Expr *rewrite_other(Lanes *l, Expr *e)
{
    bool moves = (e->kind == E_ASSIGN || e->kind == E_UNARY) && e->nkid && is_pointer(e->type) &&
                 leads_to_lanes(e->kid[0]);
    rewrite_kids(l, e);
    return moves ? with_type_of(e, e->kid[0]) : e;
}

/* e as a value: of one direction where it is a real. */
Expr *lane_expr(Lanes *l, Expr *e)
{
    if (e->kind == E_CALL)
        return lane_call(l, e);
    if (e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid) {
        if (leads_to_lanes(e->kid[0]))
            e->kid[0] = lane_place(l, e->kid[0]);
        return e;
    }
    if (!leads_to_lanes(e))
        return rewrite_other(l, e);
    if (!is_path(e))
        return rewrite_lanes(l, e);
    bool real = is_real_value(e->type);
    if (e->kind == E_REF && is_private(l, e->u.sym))
        return e;
    e = rewrite_place(l, e);
    return real && !l->failed ? in_direction(l, e) : e;
}

/* A pointer that goes where shadows are: null, or to one. */
Expr *lane_pointer(Lanes *l, Expr *e)
{
    bool null = is_int_const(skip_casts(e), 0) || is_zero(skip_casts(e));
    return null ? int_const(0) : lane_expr(l, e);
}

/* e as a place, for &e and for arguments that lead to it. */
Expr *lane_place(Lanes *l, Expr *e)
{
    return is_path(e) && leads_to_lanes(e) ? rewrite_place(l, e) : lane_expr(l, e);
}

Type *elements_behind_pointer(const Expr *e)
{
    Type *t = strip(decay(skip_casts(e)->type));
    return t->kind == T_POINTER ? strip(element_type(t->base)) : t;
}
