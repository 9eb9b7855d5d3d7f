/* results.c - library functions that give a second result through a pointer.
 *
 *     m = frexp(x, &e);      ->      int r;  double t = frexp(x, &r);  e = r;  m = t;
 *
 * With the results in variables of their own, what the call overwrites is overwritten by plain
 * assignments.  The derivative of the value is that of the rule table; modf's is 1, since its
 * other result is an integer.
 */
#include "reverse.h"

static bool is_modf(const Expr *call)
{
    const Sym *f = callee_sym(call);
    return f && !f->func && !f->defined && call->nkid == ARGS + 2 &&
           (str_eq(f->name, "modf") || str_eq(f->name, "modff") || str_eq(f->name, "modfl"));
}

/* A call such as frexp(x, &e); its last argument is the pointer. */
bool has_two_results(const Expr *call)
{
    if (!call || call->kind != E_CALL || call->nkid <= ARGS + 1)
        return false;
    const Sym *f = callee_sym(call);
    const Rule *rule = f && !f->custom[ADJOINT] ? find_rule(f) : NULL;
    bool points = is_pointer(decay(call->kid[call->nkid - 1]->type));
    return points && ((rule && !rule_is_flat(rule)) || is_modf(call));
}

/* The value of the call becomes a variable; what it sets through its pointer is assigned. */
Expr *hold_two_results(Adjoint *a, Expr *value, Expr *call, Block *out)
{
    Expr *to = call->kid[call->nkid - 1];
    Sym *r = new_local(a, "r", unqualified(strip(decay(to->type))->base));
    place_of(a->p, r)->inst = a->f;
    place_of(a->p, r)->exact = false;
    r->address_taken = true;
    add_stmt(out, decl_stmt(r, zero_of(r->type)));
    call->kid[call->nkid - 1] = address_of(ref(r));
    Sym *t = hold_value(a, "t", value, out);
    Stmt *s = expr_stmt(assign(deref(to), ref(r)));
    s->loc = call->loc;
    prepare_list(a, s, out);
    return ref(t);
}

/* The adjoint of T v = modf(x, &r); */
bool push_first_result(Adjoint *a, const Expr *call, Expr *seed, Block *out)
{
    if (!is_modf(call))
        return false;
    push_back(a, call->kid[ARGS], seed, out);
    return true;
}
