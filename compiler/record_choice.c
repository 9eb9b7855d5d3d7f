/* record_choice.c - structs that are no objects become variables.
 *
 *     r = g(c ? a : b);      ->      T t;  if (c) t = a; else t = b;  r = g(t);
 *     return (T){x, y};      ->      T t = {x, y};  return t;
 *
 * The reverse sweep moves adjoints of structs between objects, which c ? a : b is not.  What is
 * chosen under a condition that may itself not be evaluated (in a branch of another ?:, behind &&)
 * moves with it, or stays and is refused where it matters.
 */
#include "reverse.h"

typedef struct Choices {
    Adjoint *a;
    Block *out;
} Choices;

static Stmt *assign_stmt(Sym *v, Expr *e)
{
    Stmt *s = expr_stmt(assign(ref(v), e));
    s->loc = e->loc;
    return s;
}

/* t = c ? a : b, with choices inside the branches made there */
static Stmt *make_choice(Adjoint *a, Sym *t, Expr *e)
{
    Block branch[2] = {{0}, {0}};
    for (int k = 0; k < 2; k++) {
        Stmt *s = assign_stmt(t, skip_conv(e->kid[THEN + k]));
        hold_record_choices(a, s, &branch[k]);
        add_stmt(&branch[k], s);
    }
    Stmt *s = if_stmt(e->kid[COND], branch[0], branch[1]);
    s->loc = e->loc;
    return s;
}

/* (T){...}   ->   T t = {...}; */
static Expr *make_variable(Choices *k, Expr *e)
{
    Block decl = {0};
    Sym *t = hold_value(k->a, "t", e, &decl);
    t->init = e->kid[0];
    prepare_list(k->a, decl.first, k->out);
    return ref(t);
}

static Expr *hold_choice(Expr *e, void *context)
{
    Choices *k = context;
    if (e->kind == E_COMPOUND && is_record(e->type))
        return make_variable(k, e);
    if (e->kind != E_COND || !is_record(e->type))
        return e;
    Sym *t = hold_value(k->a, "t", e, k->out);
    t->init = NULL;
    prepare_list(k->a, make_choice(k->a, t, e), k->out);
    return ref(t);
}

/* Is it (T){...} where a list will do: what is returned, what a variable starts with? */
static bool is_plain_literal(Adjoint *a, const Expr *e)
{
    return e && e->kind == E_COMPOUND && is_plain_record(a, e->type);
}

void hold_record_choices(Adjoint *a, Stmt *s, Block *out)
{
    Choices k = {a, out};
    if (s->kind == S_RETURN && is_plain_literal(a, s->e[0])) {
        s->e[0]->kid[0] = rewrite_expr(s->e[0]->kid[0], hold_choice, &k);
        return;
    }
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && v->storage != ST_STATIC && is_plain_literal(a, v->init))
        v->init = v->init->kid[0];
    if (s->kind == S_EXPR || s->kind == S_RETURN || s->kind == S_IF || s->kind == S_SWITCH)
        s->e[0] = s->e[0] ? rewrite_expr(s->e[0], hold_choice, &k) : NULL;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->init && s->decls.at[i]->storage != ST_STATIC)
            s->decls.at[i]->init = rewrite_expr(s->decls.at[i]->init, hold_choice, &k);
}
