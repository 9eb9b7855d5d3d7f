/* merge.c - a call and its reverse become one call.
 *
 *     double t = g(n, u);                      double s_b = ...;
 *     s += t;                         ->       double t = g_b(n, u, u_b, s_b);
 *     g_b(n, u, u_b, s_b);                     s += t;
 *
 * The derivative of a leaf that runs again computes the value anyway.  Where call and reverse stand
 * in one list, and nothing that uses the value has to happen before the reverse, the call moves
 * down to it.
 */
#include "reverse.h"

static Inst *inst_of_reverse(Program *p, const Expr *call)
{
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    for (int i = 0; f && i < p->insts.n; i++) {
        Inst *inst = p->insts.at[i];
        if (inst->joint && inst->whole && inst->whole->sym == f)
            return inst;
    }
    return NULL;
}

/* Where s is  T v = g(...);  or  v = g(...);  the place of the call; else NULL. */
static Expr **call_in_stmt(Stmt *s)
{
    Expr **e = NULL;
    if (s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0]->init)
        e = &s->decls.at[0]->init;
    else if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->op == OP_NONE &&
             ref_sym(s->e[0]->kid[LHS]))
        e = &s->e[0]->kid[RHS];
    while (e && (*e)->kind == E_CONV)
        e = &(*e)->kid[0];
    return e && (*e)->kind == E_CALL ? e : NULL;
}

static bool is_param_of(const Inst *f, const Sym *v)
{
    for (int i = 0; i < f->body->params.n; i++)
        if (f->body->params.at[i] == v)
            return true;
    return false;
}

/* Is this the call of f that the other one reverses? */
static bool same_arguments(const Inst *f, const Expr *call, const Expr *reverse)
{
    int k = ARGS;
    for (int i = 0; i < f->whole->params.n; i++) {
        if (!is_param_of(f, f->whole->params.at[i]))
            continue;
        if (k >= call->nkid || !same_expr(call->kid[k], reverse->kid[ARGS + i]))
            return false;
        k++;
    }
    return k == call->nkid;
}

/* Moves the call at 'from' down into its reverse at 'to'. */
static bool merge_pair(Program *p, Stmts *list, int from, int to)
{
    Effect *call = effect_of_stmt(p, list->at[from]), *reverse = effect_of_stmt(p, list->at[to]);
    Effect *behind = effect_of_stmt(p, NULL);
    Stmts before = {0}, after = {0};
    for (int i = from + 1; i < to; i++) {
        Effect *x = effect_of_stmt(p, list->at[i]);
        if (!must_keep_order(call, x) && !must_keep_order(behind, x)) {
            append(&before, list->at[i]);
            continue;
        }
        if (must_keep_order(x, reverse))
            return false;
        append(&after, list->at[i]);
        add_effect_of_stmt(behind, list->at[i]);
    }
    *call_in_stmt(list->at[from]) = list->at[to]->e[0];
    Stmt *merged = list->at[from];
    for (int i = 0; i < before.n; i++)
        list->at[from + i] = before.at[i];
    list->at[from + before.n] = merged;
    for (int i = 0; i < after.n; i++)
        list->at[from + before.n + 1 + i] = after.at[i];
    list->at[to] = new_stmt(S_NULL, (Loc){0});
    return true;
}

static void merge_reverse(Program *p, Stmts *list, int to)
{
    Stmt *s = list->at[to];
    Inst *f = s->kind == S_EXPR ? inst_of_reverse(p, s->e[0]) : NULL;
    if (!f || strip(f->whole->sym->type->base)->kind == T_VOID)
        return;
    for (int from = to - 1; from >= 0; from--) {
        Expr **call = call_in_stmt(list->at[from]);
        if (!call || callee_sym(*call) != f->primal->sym || !same_arguments(f, *call, s->e[0]))
            continue;
        f->value_wanted |= merge_pair(p, list, from, to);
        return;
    }
}

/* Merges calls with their reverses in b and the lists below it. */
void merge_calls(Program *p, Block *b)
{
    Stmts list = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        append(&list, s);
    }
    for (int i = 0; i < list.n; i++)
        merge_reverse(p, &list, i);
    *b = (Block){0};
    for (int i = 0; i < list.n; i++) {
        for (int k = 0; k < 3; k++)
            merge_calls(p, &list.at[i]->body[k]);
        if (list.at[i]->kind != S_NULL)
            add_stmt(b, list.at[i]);
    }
}

/* f_b of a leaf whose value nobody wants gives none. */
void drop_unwanted_value(Inst *f)
{
    Func *g = f->whole;
    Stmt *last = g->body.last;
    if (f->value_wanted || !last || last->kind != S_RETURN || !last->e[0])
        return;
    drop_last(&g->body);
    g->sym->type = func_type(type_void, g->sym->type->params);
}
