/* simplify_expr.c - single statements: signs, neutral operands, constants that differentiation put
 * together.
 *
 *     x_b += -(r * t);       x_b -= r * t;
 *     x_b += 2.0 * -t;       x_b -= 2.0 * t;
 *     x_b = x_b * w;         x_b *= w;
 *     i = n - 1 - 1;         i = n - 2;
 *
 * Moving a sign out of a product or quotient changes no bit of the value.
 */
#include "simplify.h"

#include <stdlib.h>

/* Is e a constant that adcc wrote, not the user? */
static bool is_our_int(const Expr *e)
{
    return e->kind == E_INT && !e->loc.file && e->has_value;
}

/* ------------------------------------------------------------------- signs */

static bool is_neg(const Expr *e)
{
    return e->kind == E_UNARY && e->op == OP_NEG;
}

/* How many minus signs can be taken out of e? */
static int count_signs(const Expr *e)
{
    if (is_neg(e))
        return 1 + count_signs(e->kid[0]);
    if (e->kind == E_BINARY && (e->op == OP_MUL || e->op == OP_DIV) && is_real_floating(e->type))
        return count_signs(e->kid[LHS]) + count_signs(e->kid[RHS]);
    return e->kind == E_FLOAT && e->text[0] == '-';
}

/* e without the signs that count_signs counts. */
static Expr *without_signs(Expr *e)
{
    if (is_neg(e))
        return without_signs(e->kid[0]);
    if (e->kind == E_BINARY && (e->op == OP_MUL || e->op == OP_DIV) && is_real_floating(e->type)) {
        e->kid[LHS] = without_signs(e->kid[LHS]);
        e->kid[RHS] = without_signs(e->kid[RHS]);
    } else if (e->kind == E_FLOAT && e->text[0] == '-') {
        e->text++;
    }
    return e;
}

/* x += -e  is  x -= e;  x = -a * -b  is  x = a * b */
static bool tidy_signs(Expr *e)
{
    int n = count_signs(e->kid[RHS]);
    bool sum = e->op == OP_ADD || e->op == OP_SUB;
    if (n == 0 || !is_real_floating(e->type) || (!sum && n == 1))
        return false;
    if (!sum && e->op != OP_NONE)
        return false;
    e->kid[RHS] = without_signs(e->kid[RHS]);
    if (n % 2 && sum)
        e->op = e->op == OP_ADD ? OP_SUB : OP_ADD;
    else if (n % 2)
        e->kid[RHS] = neg(e->kid[RHS]);
    return true;
}

/* ---------------------------------------------------------------- assignments */

/* x = x op e  is  x op= e;  x = e + x  is  x += e */
static bool make_compound(Expr *e)
{
    Expr *r = e->kid[RHS];
    if (e->op != OP_NONE || r->kind != E_BINARY || !same_type(r->type, e->type) ||
        !is_arithmetic(r->type))
        return false;
    if (r->op != OP_ADD && r->op != OP_SUB && r->op != OP_MUL && r->op != OP_DIV)
        return false;
    bool left = same_expr(e->kid[LHS], r->kid[LHS]);
    bool right = (r->op == OP_ADD || r->op == OP_MUL) && same_expr(e->kid[LHS], r->kid[RHS]);
    if (!left && !right)
        return false;
    e->op = r->op;
    e->kid[RHS] = r->kid[left ? RHS : LHS];
    return true;
}

/* Does the assignment change nothing: x += 0, x *= 1, x = x? */
static bool is_neutral(const Expr *e)
{
    const Expr *r = e->kid[RHS];
    switch (e->op) {
    case OP_ADD:
    case OP_SUB:
        return is_zero(r);
    case OP_MUL:
    case OP_DIV:
        return is_one(r);
    case OP_NONE:
        return same_expr(e->kid[LHS], r);
    default:
        return false;
    }
}

/* ------------------------------------------------------------- constructors again */

/* Operands that became zero or one, or got a sign, since the node was made. */
static Expr *rebuild(Expr *e, void *context)
{
    bool *changed = context;
    if (e->kind == E_UNARY && e->op == OP_DEREF) { /* of an address that was a variable before */
        const Expr *p = skip_conv(e->kid[0]);
        bool folds = p->kind == E_UNARY && p->op == OP_ADDR && same_type(e->type, p->kid[0]->type);
        *changed |= folds;
        return folds ? p->kid[0] : e;
    }
    if (e->kind != E_BINARY || e->op < OP_ADD || e->op > OP_DIV)
        return e;
    const Expr *a = e->kid[LHS], *b = e->kid[RHS];
    bool sum = e->op == OP_ADD || e->op == OP_SUB;
    bool sign =
        sum && ((is_neg(b) && b->structural) || (e->op == OP_ADD && is_neg(a) && a->structural));
    bool foldable = is_zero(a) || is_zero(b) || is_one(a) || is_one(b) || sign;
    if (foldable && is_arithmetic(e->type)) {
        Expr *folded = binary(e->op, e->kid[LHS], e->kid[RHS]);
        *changed |= folded->kind != E_BINARY || folded->op != e->op;
        return folded;
    }
    return e;
}

/* How constants are put together in a statement. */
typedef struct Folding {
    bool everything; /* the statement is adcc's own */
    bool changed;
} Folding;

/* x + 3 - 1 and 10 - 1 where adcc appended the last constant: one constant. */
static Expr *fold_offset(Expr *e, void *context)
{
    Folding *f = context;
    bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
    if (!sum || e->kid[RHS]->kind != E_INT || !is_integer(e->type) ||
        !(f->everything || is_our_int(e->kid[RHS])))
        return e;
    long c = e->op == OP_ADD ? e->kid[RHS]->value : -e->kid[RHS]->value;
    Expr *a = skip_conv(e->kid[LHS]);
    if (a->kind == E_INT && a->has_value && same_type(a->type, type_int) &&
        same_type(e->type, type_int)) {
        f->changed = true;
        return int_const(a->value + c);
    }
    bool inner = a->kind == E_BINARY && (a->op == OP_ADD || a->op == OP_SUB) &&
                 same_type(a->type, e->type) && a->kid[RHS]->kind == E_INT &&
                 a->kid[RHS]->has_value && is_signed_integer(e->type);
    if (!inner || !same_type(a->kid[RHS]->type, type_int) || labs(a->kid[RHS]->value) > 1000000)
        return e;
    c += a->op == OP_ADD ? a->kid[RHS]->value : -a->kid[RHS]->value;
    f->changed = true;
    if (c == 0)
        return a->kid[LHS];
    return binary(c > 0 ? OP_ADD : OP_SUB, a->kid[LHS], int_const(labs(c)));
}

/* 0 < 3 ? 3 : 0, where adcc asks about a literal of the source */
static Expr *fold_condition(Expr *e, void *context)
{
    if (e->kind != E_COND || e->kid[COND]->kind != E_BINARY)
        return e;
    const Expr *c = e->kid[COND], *a = skip_conv(c->kid[LHS]), *b = skip_conv(c->kid[RHS]);
    bool known = a->kind == E_INT && b->kind == E_INT && is_signed_integer(a->type) &&
                 is_signed_integer(b->type);
    if (!known || c->op < OP_LT || c->op > OP_GE)
        return e;
    bool holds = c->op == OP_LT   ? a->value < b->value
                 : c->op == OP_GT ? a->value > b->value
                 : c->op == OP_LE ? a->value <= b->value
                                  : a->value >= b->value;
    Expr *chosen = e->kid[holds ? THEN : ELSE];
    if (!same_type(chosen->type, e->type))
        return e;
    *(bool *)context = true;
    return chosen;
}

/* ---------------------------------------------------------------- statements */

/* The assignment that s is, if it may be changed; a declaration counts as one to its variable. */
static bool tidy_assignment(Stmt *s)
{
    Expr *e = s->e[0];
    bool direct;
    if (s->kind != S_EXPR || e->kind != E_ASSIGN || !may_change(target_root(e->kid[LHS], &direct)))
        return false;
    bool changed = make_compound(e);
    changed |= tidy_signs(e);
    if (is_neutral(e) && is_pure(e->kid[RHS]) && !is_volatile(e->kid[LHS]->type)) {
        s->kind = S_NULL;
        s->e[0] = NULL;
        changed = true;
    }
    return changed;
}

/* p = 3 > 1 ? p : q  became  p = p */
static void drop_idle(Stmt *s)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    if (!e || e->op != OP_NONE || !same_expr(e->kid[LHS], e->kid[RHS]) || !is_pure(e->kid[RHS]))
        return;
    s->kind = S_NULL;
    s->e[0] = NULL;
}

/* Declarations: the sign in front of a product, or none. */
static bool tidy_init(Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (!may_change(v) || !v->init || !is_real_floating(v->type))
        return false;
    int n = count_signs(v->init);
    if (n < 2)
        return false;
    v->init = without_signs(v->init);
    if (n % 2)
        v->init = neg(v->init);
    return true;
}

/* T *v = adcc_reserve(...);  adcc_release(...);  T *v = v_s + i * m; of a block */
static bool is_about_tape(const Stmt *s)
{
    Expr *e = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0]->init : s->e[0];
    e = e ? skip_conv(e) : NULL;
    const Sym *block = e && e->kind == E_BINARY && e->op == OP_ADD ? ref_sym(e->kid[LHS]) : NULL;
    if (block && block->on_tape)
        return true;
    Sym *callee = e && e->kind == E_CALL ? callee_sym(e) : NULL;
    return callee && starts_with(callee->name, "adcc_");
}

/* The lists of statements in s have their own turn. */
bool tidy_expr(Simplify *c, Stmt *s)
{
    bool changed = false;
    Block alone = {s, s}, body[3] = {s->body[0], s->body[1], s->body[2]};
    Stmt *next = s->next;
    s->next = NULL;
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i == BODY)
            s->body[i] = (Block){0};
    count_stmt(c, s, -1);
    rewrite_block(alone, rebuild, &changed);
    Folding folding = {.everything = is_about_tape(s)};
    rewrite_block(alone, fold_offset, &folding);
    changed |= folding.changed;
    rewrite_block(alone, fold_condition, &changed);
    drop_idle(s);
    changed |= tidy_assignment(s);
    changed |= tidy_init(s);
    count_stmt(c, s, 1);
    s->next = next;
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i == BODY)
            s->body[i] = body[i];
    if (changed)
        stmt_changed(c, s);
    return changed;
}

/* ------------------------------------------------------------------- steps */

/* i += 1  is  i++, which is what it was before lower.c. */
static Walk restore_step(Stmt *s, void *context)
{
    (void)context;
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || (e->op != OP_ADD && e->op != OP_SUB))
        return WALK_ON;
    const Expr *one = skip_conv(e->kid[RHS]);
    if (one->kind != E_INT || one->value != 1 || !(is_integer(e->type) || is_pointer(e->type)))
        return WALK_ON;
    Expr *step = new_expr(E_UNARY, e->type, e->loc, 1);
    step->op = e->op == OP_ADD ? OP_POSTINC : OP_POSTDEC;
    step->kid[0] = e->kid[LHS];
    s->e[0] = step;
    return WALK_ON;
}

void restore_steps(Func *f)
{
    walk_block(f->body, restore_step, NULL, NULL);
}
