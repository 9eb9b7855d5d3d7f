/* verify_float.c - does a derivative flow through values of type float?
 *
 *     double f(double x) { return 0.5f * x; }        no: a constant is exact
 *     double f(double x) { return sinf(x); }         yes
 *
 * It does not distinguish when a variable holds what: one that ever receives a value computed from
 * independents carries derivatives, and so does all that a pointer of it is mixed with.  Integers
 * carry none.
 */
#include "verify.h"

typedef struct Flow {
    Map carries; /* symbols; functions: what they return */
    bool changed, floats;
    const Func *func; /* that is looked at */
} Flow;

static Walk find_carrier(Expr *e, void *context)
{
    Flow *flow = context;
    if (is_integer(strip(e->type)))
        return WALK_PRUNE;
    return e->kind == E_REF && map_has(&flow->carries, e->u.sym) ? WALK_STOP : WALK_ON;
}

static bool carries(Flow *flow, Expr *e)
{
    return e && !walk_expr(e, find_carrier, flow);
}

static void mark(Flow *flow, Sym *v)
{
    if (map_has(&flow->carries, v) || (v->kind == SYM_VAR && is_integer(strip(v->type))))
        return;
    map_set(&flow->carries, v, v);
    flow->changed = true;
}

static Walk mark_reference(Expr *e, void *context)
{
    if (is_integer(strip(e->type)))
        return WALK_PRUNE;
    if (e->kind == E_REF && (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM ||
                             e->u.sym->kind == SYM_FUNC)) /* where its result points to */
        mark(context, e->u.sym);
    return WALK_ON;
}

/* to = from: the value goes to the left, and pointers let it come back. */
static void follow_assignment(Flow *flow, Sym *to, Expr *left, Expr *from)
{
    bool known = to ? map_has(&flow->carries, to) : carries(flow, left);
    Type *t = strip(to ? to->type : left->type);
    if (carries(flow, from)) {
        if (to)
            mark(flow, to);
        else
            walk_expr(left, mark_reference, flow);
    } else if (known && !is_real_floating(t)) {
        walk_expr(from, mark_reference, flow);
    }
}

static void follow_call(Flow *flow, Expr *e)
{
    Expr *callee = e->kid[0];
    while (callee->kind == E_CONV || callee->kind == E_CAST)
        callee = callee->kid[0];
    const Func *f = callee->kind == E_REF && callee->u.sym->kind == SYM_FUNC ? callee->u.sym->func
                                                                            : NULL;
    bool some = false;
    for (int i = 1; i < e->nkid; i++) {
        some |= carries(flow, e->kid[i]);
        if (f && i <= f->params.n)
            follow_assignment(flow, f->params.at[i - 1], NULL, e->kid[i]);
    }
    for (int i = 1; some && i < e->nkid; i++)
        if (is_pointer(e->kid[i]->type))
            walk_expr(e->kid[i], mark_reference, flow);
}

static Walk follow_expr(Expr *e, void *context)
{
    Flow *flow = context;
    Type *t = strip(element_type(e->type));
    bool is_float = t->kind == T_FLOAT || (t->kind == T_COMPLEX && t->base->kind == T_FLOAT);
    flow->floats |= is_float && carries(flow, e);
    if (e->kind == E_ASSIGN)
        follow_assignment(flow, NULL, e->kid[LHS], e->kid[RHS]);
    else if (e->kind == E_CALL)
        follow_call(flow, e);
    return WALK_ON;
}

static Walk follow_stmt(Stmt *s, void *context)
{
    Flow *flow = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->init)
            follow_assignment(flow, s->decls.at[i], NULL, s->decls.at[i]->init);
    if (s->kind == S_RETURN && carries(flow, s->e[0]))
        mark(flow, flow->func->sym);
    if (s->kind == S_RETURN && s->e[0] && map_has(&flow->carries, flow->func->sym) &&
        is_pointer(s->e[0]->type))
        walk_expr(s->e[0], mark_reference, flow);
    return WALK_ON;
}

bool computes_in_float(const Request *request, const Funcs *functions)
{
    Flow flow = {0};
    const Actives *lists[] = {&request->wrt, &request->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++)
            mark(&flow, lists[k]->at[i].sym ? lists[k]->at[i].sym : request->func->sym);
    while (flow.changed) {
        flow.changed = false;
        for (int i = 0; i < functions->n; i++) {
            flow.func = functions->at[i];
            walk_block(functions->at[i]->body, follow_stmt, follow_expr, &flow);
        }
    }
    return flow.floats;
}
