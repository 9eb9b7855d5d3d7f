/* sign.c - values that are above zero whatever their operands are.
 *
 *     sqrt(u * u + v * v + 1.0e-6)     its derivative needs no guard against zero
 *
 * So is often kept smooth what would have a kink.  Squares are not below zero, nor are sums and
 * products of what is not; added to a positive constant they leave it positive, as rounding keeps
 * order.  Products can underflow: only of constants it is known that they do not.  A value that is
 * not a number is as good as a positive one: what asks for zero says no to both.
 */
#include "adcc.h"

#include <math.h>
#include <stdlib.h>

static const double smallest = 1e-30; /* that no floating type of C rounds to zero */

/* The value of a constant and of products of constants; 0 if e is none. */
static double constant_in(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->has_value && is_integer(e->type))
        return is_signed_integer(e->type) ? (double)e->value : (double)(unsigned long)e->value;
    if (e->kind == E_FLOAT && strip(e->type)->size >= 4)
        return strtod(e->text, NULL);
    if (e->kind == E_BINARY && e->op == OP_MUL) {
        double product = constant_in(e->kid[LHS]) * constant_in(e->kid[RHS]);
        return fabs(product) >= smallest ? product : 0.0;
    }
    return 0.0;
}

static bool is_square(const Expr *e)
{
    return e->kind == E_BINARY && e->op == OP_MUL && is_pure(e) &&
           same_expr(skip_conv(e->kid[LHS]), skip_conv(e->kid[RHS]));
}

bool positive_constant(const Expr *e)
{
    return constant_in(e) >= smallest;
}

/* A constant, also zero. */
static bool zero_or_above(const Expr *e)
{
    const Expr *c = skip_conv((Expr *)e);
    return positive_constant(c) || (c->kind == E_FLOAT && strtod(c->text, NULL) == 0.0) ||
           (c->has_value && is_integer(c->type) && c->value >= 0);
}

/* Functions without negative values: fmax(c, x) has the larger one, and c if x is not a number. */
static bool has_no_negative_value(const Expr *call)
{
    static const char *const names[] = {"fabs", "fabsf", "exp", "expf", "sqrt", "sqrtf", "hypot"};
    const Sym *f = callee_sym(call);
    if (!f || !find_rule(f))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(f->name, names[i]))
            return true;
    bool largest = str_eq(f->name, "fmax") || str_eq(f->name, "fmaxf");
    return largest && (zero_or_above(call->kid[ARGS]) || zero_or_above(call->kid[ARGS + 1]));
}

bool never_negative(const Expr *e, const Map *known)
{
    e = skip_conv((Expr *)e);
    if (zero_or_above(e))
        return true;
    if (!is_real_floating(strip(e->type)))
        return false;
    if (is_square(e))
        return true;
    switch (e->kind) {
    case E_REF:
        return known && map_get(known, e->u.sym);
    case E_CALL:
        return has_no_negative_value(e);
    case E_COND:
        return never_negative(e->kid[THEN], known) && never_negative(e->kid[ELSE], known);
    case E_BINARY:
        if (e->op == OP_DIV) /* 1.0 / -0.0 is negative */
            return never_negative(e->kid[LHS], known) && is_positive(e->kid[RHS]);
        return (e->op == OP_ADD || e->op == OP_MUL) && never_negative(e->kid[LHS], known) &&
               never_negative(e->kid[RHS], known);
    default:
        return false;
    }
}

static bool is_not_negative(const Expr *e)
{
    return never_negative(e, NULL);
}

bool is_positive(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (!is_real_floating(strip(e->type)) || strip(e->type)->size < 4)
        return false;
    if (positive_constant(e))
        return true;
    if (e->kind != E_BINARY || e->op != OP_ADD)
        return false;
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    return (is_positive(l) && is_not_negative(r)) || (is_not_negative(l) && is_positive(r));
}
