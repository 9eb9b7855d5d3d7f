/* skip.c - a sum with a guarded factor is skipped where the guard makes it zero.
 *
 *     for (int t = n - 1; t >= 0; t--) {                   for (int t = n - 1; t >= 0; t--) {
 *         ...                                                  ...
 *         x_b += h * (r != 0.0 ? 0.5 / r * r_b : 0.0);  ->     if (r != 0.0)
 *         y_b = a[t] * y_b + x_b;                                  x_b += h * (0.5 / r * r_b);
 *     }                                                        y_b = a[t] * y_b + x_b;
 *                                                          }
 *
 * Roots are hardly ever zero: a branch is foreseen, where a choice makes each iteration wait for
 * the comparison.  C compilers make no vector code of a loop with a branch around a quotient, so
 * this is for loops of which they make none in any case: an iteration begins with a variable that
 * the one before has left.
 */
#include "reverse.h"

/* What a loop does with the variables of the function. */
typedef struct Carried {
    Map fresh; /* declared in an iteration, or set before they are read */
    Map read;  /* besides in the sums that they are */
    Syms changed;
} Carried;

static Sym *plain_real(const Expr *e)
{
    Sym *v = plain_variable(e, true);
    return v && v->kind == SYM_VAR ? v : NULL;
}

static Walk note_declared(Stmt *s, void *context)
{
    Carried *c = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        map_set(&c->fresh, s->decls.at[i], s);
    return WALK_ON;
}

static Walk note_use(Expr *e, void *context)
{
    Carried *c = context;
    Sym *v = e->kind == E_ASSIGN ? plain_real(e->kid[LHS]) : NULL;
    if (v) {
        append(&c->changed, v);
        walk_expr(e->kid[RHS], note_use, c);
        if ((e->op == OP_MUL || e->op == OP_DIV) && !map_has(&c->fresh, v))
            map_set(&c->read, v, v);
        if (e->op == OP_NONE && !map_has(&c->read, v))
            map_set(&c->fresh, v, v);
        return WALK_PRUNE;
    }
    if (e->kind == E_REF && !map_has(&c->fresh, e->u.sym))
        map_set(&c->read, e->u.sym, e->u.sym);
    return WALK_ON;
}

/* Does an iteration read a number that the one before has left in a variable? */
static bool is_carrying(const Stmt *loop)
{
    Carried c = {0};
    walk_block(loop->body[BODY], note_declared, note_use, &c);
    for (int i = 0; i < c.changed.n; i++)
        if (map_has(&c.read, c.changed.at[i]) && !map_has(&c.fresh, c.changed.at[i]))
            return true;
    return false;
}

/* Where the choice stands, if e is a product with (v != 0.0 ? ... : 0.0); else NULL. */
static Expr **guarded_factor(Expr **e)
{
    Expr *at = *e;
    if (at->kind == E_COND) {
        const Expr *c = skip_conv(at->kid[COND]);
        bool guard = c->kind == E_BINARY && c->op == OP_NE && plain_real(c->kid[LHS]);
        return guard && is_zero(at->kid[ELSE]) ? e : NULL;
    }
    if (at->kind == E_CONV || (at->kind == E_UNARY && at->op == OP_NEG))
        return guarded_factor(&at->kid[0]);
    bool product = at->kind == E_BINARY && at->op == OP_MUL;
    bool quotient = at->kind == E_BINARY && at->op == OP_DIV;
    Expr **found = product || quotient ? guarded_factor(&at->kid[LHS]) : NULL;
    return found || !product ? found : guarded_factor(&at->kid[RHS]);
}

/* The sum that s is, if it has a guarded factor; *factor is where. */
static Expr *guarded_sum(const Stmt *s, Expr ***factor)
{
    Expr *sum = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    bool adds = sum && (sum->op == OP_ADD || sum->op == OP_SUB) && is_pure(sum->kid[RHS]);
    Sym *v = adds ? plain_real(sum->kid[LHS]) : NULL;
    *factor = v && (v->primal || v->generated) ? guarded_factor(&sum->kid[RHS]) : NULL;
    return *factor ? sum : NULL;
}

/* One branch is enough for two sums with the same guard. */
static bool join_branches(Stmt *branch, Stmt *next)
{
    if (!branch || branch->next != next || !same_expr(branch->e[0], next->e[0]))
        return false;
    branch->body[IF_THEN] = join(branch->body[IF_THEN], next->body[IF_THEN]);
    branch->next = next->next;
    return true;
}

/* A loop, or none. */
typedef struct Loop {
    const Stmt *s;
    bool looked, carrying;
} Loop;

static bool is_worth_it(Loop *loop)
{
    if (!loop->looked)
        loop->carrying = loop->s && !loop->s->text && is_carrying(loop->s);
    loop->looked = true;
    return loop->carrying;
}

static void skip_in_list(Block *b, Loop *loop)
{
    Stmt *branch = NULL; /* the last one made */
    for (Stmt *s = b->first; s; s = s->next) {
        Loop inner = {.s = s};
        for (int i = 0; i < 3; i++)
            skip_in_list(&s->body[i], is_loop(s) ? &inner : loop);
        Expr **factor, *sum = guarded_sum(s, &factor);
        if (!sum || !is_worth_it(loop))
            continue;
        Expr *guard = (*factor)->kid[COND];
        *factor = (*factor)->kid[THEN];
        Stmt *next = s->next;
        *s = *if_stmt(guard, block_of(expr_stmt(sum)), (Block){0});
        s->next = next;
        if (join_branches(branch, s)) {
            b->last = b->last == s ? branch : b->last;
            s = branch;
        }
        branch = expr_mentions(guard, ref_sym(sum->kid[LHS])) ? NULL : s;
    }
}

void skip_sums(Func *f)
{
    Loop none = {0};
    if (!options.no_simplify)
        skip_in_list(&f->body, &none);
}
