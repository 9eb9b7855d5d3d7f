/* nonzero.c - arguments of roots that a condition has found not to be zero.
 *
 *     if (square > 0.0) {                     double r = sqrt(square);
 *         double r = sqrt(square);    ->      square_b += 0.5 / r * r_b;
 *
 * Programs test what they divide by, and roots are divided by often.  Where such a test leads to
 * the root, its derivative needs no guard against zero.  What is tested is a variable of the
 * function, of which there are no pointers and which nothing between the test and the end of the
 * branch assigns; there are no labels in the branch, so that control comes to the root only by the
 * test.  A value that is not a number is as good as one that is not zero: see sign.c.
 */
#include "adcc.h"

#include <stdlib.h>

/* What a condition says if it is true, or false. */
typedef struct Said {
    bool holds;
    Syms nonzero;
} Said;

/* ------------------------------------------------------------ conditions */

static bool is_literal_of_zero(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_FLOAT)
        return strtold(e->text, NULL) == 0.0L;
    return e->has_value && is_integer(e->type) && e->value == 0;
}

/* The comparison with its sides exchanged. */
static Op mirrored(Op op)
{
    switch (op) {
    case OP_LT: return OP_GT;
    case OP_GT: return OP_LT;
    case OP_LE: return OP_GE;
    case OP_GE: return OP_LE;
    default:    return op;
    }
}

/* Is a variable not zero, or not a number, if this comparison with a constant comes out so? */
static bool excludes_zero(Op op, const Expr *constant, bool holds)
{
    bool zero = is_literal_of_zero(constant), positive = positive_constant(constant);
    switch (op) {
    case OP_NE: return holds && zero;
    case OP_EQ: return !holds && zero;
    case OP_GT: return holds && (zero || positive);
    case OP_LE: return !holds && (zero || positive);
    case OP_GE: return holds && positive;
    case OP_LT: return !holds && positive;
    default:    return false;
    }
}

static void read_condition(Said *said, const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_UNARY && e->op == OP_LNOT) {
        Said opposite = {!said->holds, said->nonzero};
        read_condition(&opposite, e->kid[0]);
        said->nonzero = opposite.nonzero;
    } else if (e->kind == E_BINARY && e->op == (said->holds ? OP_LAND : OP_LOR)) {
        read_condition(said, e->kid[LHS]);
        read_condition(said, e->kid[RHS]);
    } else if (e->kind == E_BINARY) {
        Sym *left = plain_variable(e->kid[LHS], true), *right = plain_variable(e->kid[RHS], true);
        if (left && excludes_zero(e->op, e->kid[RHS], said->holds))
            append(&said->nonzero, left);
        if (right && excludes_zero(mirrored(e->op), e->kid[LHS], said->holds))
            append(&said->nonzero, right);
    }
}

/* ------------------------------------------------------------ roots */

/* The argument of a function of the library with a guard; text of another precision could round to
 * zero. */
static Walk mark_argument(Expr *e, void *context)
{
    Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    if (!f || !find_rule(f) || e->nkid <= ARGS)
        return WALK_ON;
    Expr *arg = e->kid[ARGS];
    Sym *v = plain_variable(arg, true);
    if (v && map_has(context, v) && strip(arg->type)->size >= strip(v->type)->size)
        arg->nonzero = true;
    return WALK_ON;
}

static Walk find_entry(Stmt *s, void *context)
{
    (void)context;
    bool entry = s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT;
    return entry || s->kind == S_OPAQUE ? WALK_STOP : WALK_ON;
}

/* A variable that is not zero in the part of the function at hand. */
typedef struct Known {
    const Sym *v;
    const struct Known *others;
} Known;

static bool is_known(const Known *known, const Sym *v)
{
    for (; known; known = known->others)
        if (known->v == v)
            return true;
    return false;
}

/* b runs only if the condition holds, or not: marks the roots there of what is not zero then.
 * Returns all that is known not to be. */
static const Known *mark_roots(const Known *known, Block b, const Expr *condition, bool holds)
{
    Said said = {.holds = holds};
    read_condition(&said, condition);
    Syms more = {0};
    for (int i = 0; i < said.nonzero.n; i++)
        if (!is_known(known, said.nonzero.at[i]))
            append(&more, said.nonzero.at[i]);
    if (more.n == 0 || !walk_block(b, find_entry, NULL, NULL))
        return known;
    Map changed = changed_variables(b), kept = {0};
    for (int i = 0; i < more.n; i++) {
        if (map_has(&changed, more.at[i]))
            continue;
        Known *one = new (Known);
        *one = (Known){more.at[i], known};
        known = one;
        map_set(&kept, more.at[i], one);
    }
    walk_block(b, NULL, mark_argument, &kept);
    return known;
}

static bool ends_list(Block b)
{
    StmtKind last = b.last ? b.last->kind : S_NULL;
    return last == S_RETURN || last == S_BREAK || last == S_CONTINUE || last == S_GOTO;
}

static void find_in_list(Block b, const Known *known)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind != S_IF) {
            for (int i = 0; i < 3; i++)
                find_in_list(s->body[i], known);
            continue;
        }
        for (int i = 0; i < 2; i++)
            find_in_list(s->body[i], mark_roots(known, s->body[i], s->e[0], i == IF_THEN));
        Block rest = {s->next, s->next ? b.last : NULL};
        if (ends_list(s->body[IF_THEN]))
            known = mark_roots(known, rest, s->e[0], false);
    }
}

void find_nonzero_roots(Func *f)
{
    if (!options.no_simplify)
        find_in_list(f->body, NULL);
}
