/* lower_literal.c - compound literals that must outlive the block they would be moved into.
 *
 *     p = c ? &(Point){f(), 2} : q;        Point literal1;
 *                                          if (c) {
 *                                              double t1 = f();
 *                                              literal1 = (Point){t1, 2};
 *                                              p = &literal1;
 *                                          } else ...
 *
 * The object of a compound literal lives as long as the block around the
 * statement.  Before an operand goes into a branch of an if statement, the
 * literals in it whose address is used become variables declared outside.
 */
#include "lower.h"

/* The compound literal whose storage an lvalue is in, or NULL. */
static Expr **literal_of(Expr **lvalue)
{
    Expr *e = *lvalue;
    switch (e->kind) {
    case E_COMPOUND:
        return lvalue;
    case E_MEMBER:
        return e->arrow ? NULL : literal_of(&e->kid[BASE]);
    case E_INDEX:
    case E_CONV:
        return is_array(e->kid[0]->type) || e->kind == E_INDEX ? literal_of(&e->kid[0]) : NULL;
    default:
        return NULL;
    }
}

/* Does a list initialise an array in order, one scalar each? */
static bool is_flat(const Expr *list, const Type *array)
{
    bool flat = list->kind == E_INIT && array->count >= list->nkid && is_scalar(array->base);
    for (int i = 0; flat && i < list->nkid; i++)
        flat = list->kid[i]->kind != E_DESIGNATED && list->kid[i]->kind != E_INIT &&
               is_scalar(list->kid[i]->type);
    return flat;
}

/* first, second */
static Expr *comma(Expr *first, Expr *second)
{
    return first ? at(binary(OP_COMMA, first, second), second->loc) : second;
}

/* Assignments that give variable v the value of a literal. */
static Expr *fill(Sym *v, Expr *literal)
{
    Type *t = strip(v->type);
    Loc loc = literal->loc;
    if (t->kind != T_ARRAY)
        return at(assign(at(ref(v), loc), literal), loc);
    Expr *all = NULL, *list = literal->kid[0];
    for (long i = 0; i < t->count; i++) {
        Expr *value = i < list->nkid ? list->kid[i] : int_const(0);
        all = comma(all, at(assign(at(index_of(ref(v), int_const(i)), loc), value), loc));
    }
    return all;
}

/* &literal and array literals that decay. */
static Expr *hoist(Expr *e, void *context)
{
    Lower *l = context;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    bool decay = e->kind == E_CONV && is_array(e->kid[0]->type);
    Expr **place = address || decay ? literal_of(&e->kid[0]) : NULL;
    if (!place)
        return e;
    Expr *literal = *place;
    Type *t = strip(literal->type);
    if (t->kind == T_ARRAY && (!is_flat(literal->kid[0], t) || t->count > 64))
        return e;
    Sym *v = new_temp(l, "literal", type_int, literal->loc);
    v->type = unqualified(literal->type);
    v->address_taken = true;
    put(l, declare(v, NULL, literal->loc));
    *place = at(ref(v), literal->loc);
    Expr *whole = comma(fill(v, literal), e);
    whole->type = e->type;
    return whole;
}

/* Stops at a compound literal. */
static Walk stop_at_literal(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_COMPOUND ? WALK_STOP : WALK_ON;
}

Expr *hoist_literals(Lower *l, Expr *e)
{
    return walk_expr(e, stop_at_literal, NULL) ? e : rewrite_expr(e, hoist, l);
}
