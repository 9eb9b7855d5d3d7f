/* refuse.c - what reverse mode cannot do, said at its place.
 *
 *     double *w = malloc(n);      error: where 'w' leads is not known
 *
 * Better no derivative than a wrong one: whatever the analyses have no answer for ends here.
 */
#include "reverse.h"

static Walk refuse_expr(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_CALL && !callee_sym(e) && carries_reals(e->type))
        error_at(e->loc, "calls through pointers to functions are not differentiated yet");
    if (e->kind == E_MEMBER && e->u.field->owner->kind == TAG_UNION && holds_reals(e->type))
        error_at(e->loc, "reals in a union ('%s') are not differentiated yet", expr_str(e));
    return WALK_ON;
}

static Walk refuse_stmt(Stmt *s, void *context)
{
    (void)context;
    if (s->kind == S_GOTO_ADDR)
        error_at(s->loc, "a computed goto is not differentiated yet");
    return WALK_ON;
}

void refuse_unsupported(Func *f)
{
    Loc where;
    const char *why = normal_form_violation(f, &where);
    if (why)
        error_at(where, "%s: not differentiated yet", why);
    if (f->opaque)
        error_at(f->opaque_loc, "%s", f->opaque_why);
    walk_block(f->body, refuse_stmt, refuse_expr, NULL);
}

/* Real storage behind a pointer that may lead nowhere we know of. */
static Walk refuse_unknown(Expr *e, void *context)
{
    Program *p = context;
    bool through_pointer = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ||
                           (e->kind == E_MEMBER && e->arrow);
    if (!through_pointer || !holds_reals(e->type) || is_array(e->type))
        return WALK_ON;
    Bits places = places_of(p, e);
    if (bits_empty(&places))
        error_at(e->loc, "adcc cannot tell what storage '%s' is", expr_str(e));
    return WALK_ON;
}

void refuse_unknown_storage(Program *p)
{
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, refuse_unknown, p);
}

/* A call of a function without a body: nothing that carries a derivative may go in. */
void check_library_call(Adjoint *a, const Expr *call)
{
    if (inst_of_call(a->p, call))
        return;
    const Sym *f = callee_sym(call);
    if (f && (f->inactive || is_passive_library(f) || is_pure_library(f)))
        return;
    for (int i = ARGS; i < call->nkid; i++) {
        const Expr *arg = call->kid[i];
        bool active = holds_reals(arg->type) && is_active_expr(a->p, arg);
        active |= (is_pointer(arg->type) || is_array(arg->type)) && leads_to_shadowed(a->p, arg);
        if (!active)
            continue;
        error_at(call->loc, "'%s' is called with '%s', which carries a derivative, and adcc cannot see its "
                 "body", expr_str(call->kid[CALLEE]), expr_str(arg));
        note_at(call->loc, "add its source file to the command, give its derivative with ADCC_USE_ADJOINT, "
                "or mark it ADCC_INACTIVE");
        return;
    }
}

/* Assignments that carry derivatives in a way there is no rule for. */
void check_assignment(Adjoint *a, const Expr *e)
{
    const Expr *lhs = e->kid[LHS];
    if (is_record(lhs->type) && is_shadowed(a->p, lhs))
        error_at(e->loc, "assignment of a whole struct that carries derivatives is not supported yet; "
                 "assign its members");
}
