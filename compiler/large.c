/* large.c - what is large and needed again is computed once.
 *
 *     y = x[0] * x[1] * ... * x[99];          the derivative wants x[0] * ... * x[k] for every k
 * ->  double w1 = x[0] * ... * x[16];  double w2 = w1 * x[17] * ... * x[32];  ...
 *
 * Without names the derivative of an expression would grow with the square of its size.
 */
#include "adcc.h"

enum { LARGE = 16 }; /* operators */

/* What is evaluated whenever its operands are, and has no effect. */
static bool is_inner(const Expr *e)
{
    if (e->kind == E_CONV)
        return is_arithmetic(e->type) && is_arithmetic(e->kid[0]->type);
    if (!is_arithmetic(e->type))
        return false;
    return e->kind == E_UNARY ? e->op == OP_NEG || e->op == OP_PLUS
                              : e->kind == E_BINARY && e->op != OP_LAND && e->op != OP_LOR;
}

/* The operators of e that would be written again, up to one more than LARGE. */
static int operators(const Large *l, const Expr *e)
{
    if (!is_inner(e) || map_has(&l->named, e))
        return 0;
    int n = e->kind != E_CONV;
    for (int i = e->nkid - 1; i >= 0 && n <= LARGE; i--)
        n += operators(l, e->kid[i]);
    return n;
}

Expr *with_inner(const Expr *e, Expr *value(void *, const Expr *), void *context)
{
    Expr *copy = new_expr(e->kind, e->type, e->loc, e->nkid);
    Expr **kids = copy->kid;
    *copy = *e;
    copy->kid = kids;
    for (int i = 0; i < e->nkid; i++)
        kids[i] = value(context, e->kid[i]);
    return copy;
}

Expr *value_in_parts(void *large, const Expr *e)
{
    Large *l = large;
    Sym *name = map_get(&l->named, e);
    if (name)
        return ref(name);
    if (!is_inner(e) || (operators(l, e) <= LARGE && l->named.n == 0))
        return clone_expr(e, NULL);
    Expr *copy = with_inner(e, value_in_parts, l);
    if (operators(l, e) <= LARGE)
        return copy;
    Expr *named = l->name(l->context, copy);
    map_set(&l->named, e, named->u.sym);
    return named;
}
