/* lower_check.c - does a function have the normal form?
 *
 *     y = x++ * 2;      'x++' is a side effect inside an expression
 *
 * Checks the rules of adcc.h (lower*.c) one by one, statement by statement, and
 * says what breaks them first.
 */
#include "lower.h"

#include <string.h>

/* What was found. */
typedef struct Check {
    const Func *func;
    const char *why; /* NULL as long as nothing is wrong */
    Loc where;
    Map names; /* name -> Sym */
} Check;

/* What it could not represent, and what to do. */
const char *why_opaque(const Func *f)
{
    if (strchr(f->opaque_why, ';'))
        return f->opaque_why;
    return fmt("%s is not understood; write it in another way, or in a function that is not "
               "differentiated", f->opaque_why);
}

/* Notes the first violation. */
static void violation(Check *k, Loc where, const char *why)
{
    if (k->why)
        return;
    k->why = why;
    k->where = where;
}

/* Stops at a node that has an effect of its own. */
static Walk stop_at_effect(Expr *e, void *context)
{
    const Expr **found = context;
    if (is_pure(e))
        return WALK_PRUNE;
    bool inner = false;
    for (int i = 0; i < e->nkid; i++)
        inner |= !is_pure(e->kid[i]);
    if (!inner)
        *found = e;
    return inner ? WALK_ON : WALK_STOP;
}

/* e is used as a value and must be pure. */
static void check_pure(Check *k, Expr *e)
{
    if (!e || is_pure(e))
        return;
    const Expr *found = e;
    walk_expr(e, stop_at_effect, &found);
    const char *what = found->kind == E_CALL   ? "a call"
                       : reads_volatile(found) ? "a volatile read"
                                               : "a side effect";
    violation(k, found->loc, fmt("'%s' is %s inside an expression", expr_str(found), what));
}

/* The operands of a call, va_arg or volatile read that stands alone. */
static void check_alone(Check *k, Expr *e)
{
    while (e->kind == E_CONV || e->kind == E_CAST)
        e = e->kid[0];
    if (e->kind != E_CALL && e->kind != E_VA_ARG) {
        if (!is_pure_lvalue(e))
            check_pure(k, e);
        return;
    }
    for (int i = 0; i < e->nkid; i++)
        if (e->kind == E_CALL || !is_pure_lvalue(e->kid[i]))
            check_pure(k, e->kid[i]);
}

/* The right side of =, or an initialiser. */
static void check_source(Check *k, Expr *e)
{
    if (stands_alone(e))
        check_alone(k, e);
    else
        check_pure(k, e);
}

/* An expression statement. */
static void check_effect(Check *k, Expr *e)
{
    if (e->kind == E_ASSIGN) {
        if (!is_pure_lvalue(e->kid[LHS]))
            check_pure(k, e->kid[LHS]);
        if (e->op == OP_NONE)
            check_source(k, e->kid[RHS]);
        else
            check_pure(k, e->kid[RHS]);
        return;
    }
    bool is_void = e->kind == E_CAST && strip(e->type)->kind == T_VOID;
    if (is_void && ref_sym(e->kid[0]))
        return;
    if (stands_alone(e) || call_of(e))
        check_alone(k, e);
    else if (is_pure(e))
        violation(k, e->loc, fmt("'%s' has no effect", expr_str(e)));
    else
        check_pure(k, e);
}

/* One declared variable. */
static void check_name(Check *k, Sym *v)
{
    if (v->global || (v->kind != SYM_VAR && v->kind != SYM_PARAM) || !v->name || !*v->name)
        return;
    const char *name = intern(v->name);
    Sym *other = map_get(&k->names, name);
    if (other && other != v)
        violation(k, v->loc, fmt("two variables have the name '%s'", name));
    map_set(&k->names, name, v);
}

/* A declaration. */
static void check_decl(Check *k, Stmt *s)
{
    bool lasting = false;
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        bool fixed = v->kind != SYM_VAR || v->storage == ST_STATIC || v->storage == ST_EXTERN;
        lasting |= fixed;
        check_name(k, v);
        if (v->init && !fixed)
            check_source(k, v->init);
    }
    if (s->decls.n > 1 && !lasting)
        violation(k, s->loc, "several variables in one declaration");
}

/* The parts of a for. */
static void check_for(Check *k, Stmt *s)
{
    Stmt *init = s->body[INIT].first;
    if (init && (init->next || (init->kind != S_DECL && init->kind != S_EXPR)))
        violation(k, init->loc, "more than one statement starts the loop");
    for (Stmt *step = s->body[STEP].first; step; step = step->next)
        if (step->kind != S_EXPR)
            violation(k, step->loc, "the loop's step is more than assignments");
}

/* One statement. */
static Walk check_stmt(Stmt *s, void *context)
{
    Check *k = context;
    if (s->kind == S_EXPR)
        check_effect(k, s->e[0]);
    else if (s->kind == S_DECL)
        check_decl(k, s);
    else
        check_pure(k, s->e[0]);
    if (s->kind == S_FOR)
        check_for(k, s);
    return k->why ? WALK_STOP : WALK_ON;
}

const char *normal_form_violation(const Func *f, Loc *where)
{
    Check k = {.func = f};
    if (f->opaque)
        violation(&k, f->opaque_loc, f->opaque_why);
    for (int i = 0; i < f->params.n; i++)
        check_name(&k, f->params.at[i]);
    if (!k.why)
        walk_block(f->body, check_stmt, NULL, &k);
    Map assigned = {0};
    find_assigned_parameters(f, &assigned);
    for (int i = 0; i < f->params.n; i++) {
        const Expr *e = map_get(&assigned, f->params.at[i]);
        if (e)
            violation(&k, e->loc, fmt("parameter '%s' is changed", f->params.at[i]->name));
    }
    if (k.why && where)
        *where = k.where;
    return k.why;
}
