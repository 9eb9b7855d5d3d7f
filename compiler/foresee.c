/* foresee.c - will a loop whose iterations run again become one with its reverse?
 *
 *     for (i = 0; i < n; i++) { w = exp(x[i]);  s += w; }
 *     return log(s);
 *
 * The reverse of the loop needs s_b = return_b / s, which is known when the loop has ended: fuse.c
 * cannot join the two loops, and to run the iterations again means to compute every w twice.
 *
 *     return 2.0 * s;
 *
 * Here s_b does not depend on what the loop computes.  The reverse code of what follows the loop is
 * known while it is decided what goes on the tape: what depends in it on values that the loop
 * writes is followed, in no particular order.
 */
#include "reverse.h"

typedef struct Taint {
    Adjoint *a;
    Bits values, shadows; /* accesses and places that depend on what the loop writes */
    bool grew;
    bool unknown;         /* code whose effects are not known yet */
} Taint;

static void follow(Taint *t, Block rev)
{
    for (const Stmt *s = rev.first; s; s = s->next) {
        const Effect *x = effect_of_stmt(t->a->p, s);
        t->unknown |= !add_dependent(x, &t->values, &t->shadows, &t->grew);
    }
}

static Walk follow_reverse(Stmt *s, void *context)
{
    Taint *t = context;
    Expr *e = s->kind == S_EXPR                 ? s->e[0]
              : s->kind == S_DECL && s->decls.n ? s->decls.at[0]->init
                                                : NULL;
    Expr *call = e ? call_in(t->a->p, e->kind == E_ASSIGN ? e->kid[RHS] : e) : NULL;
    t->unknown |= call != NULL;
    follow(t, plan_of(t->a, s)->rev);
    return t->unknown ? WALK_STOP : WALK_ON;
}

static bool stands_in(Block b, const Stmt *loop)
{
    for (const Stmt *s = b.first; s; s = s->next)
        if (s == loop)
            return true;
    return false;
}

/* Does what the loop writes decide on the adjoints that its reverse begins with?  list: what it
 * stands in.  *known is cleared if that cannot be said. */
static bool decides(Adjoint *a, Block list, Stmt *loop, bool *known)
{
    SliceFacts facts = slice_facts(a, loop, NULL);
    Taint t = {.a = a, .grew = true};
    bits_copy(&t.values, &facts.changed);
    while (t.grew && !t.unknown && loop->next) {
        t.grew = false;
        walk_block((Block){loop->next, list.last}, follow_reverse, NULL, &t);
    }
    *known = !t.unknown;
    bool found = false;
    for (int i = bits_next(&facts.changed, 0); i >= 0; i = bits_next(&facts.changed, i + 1))
        found |= bits_has(&t.shadows, i / CLASSES);
    return found;
}

/* Does the reverse of the loop, one of the root's, surely begin only after the loop has ended? */
bool stands_apart(Adjoint *a, Stmt *loop)
{
    bool known;
    if (options.no_fuse || options.no_foresee)
        return false;
    if (a->nested || !stands_in(a->f->body->body, loop))
        return true;
    return decides(a, a->f->body->body, loop, &known) && known;
}

/* In an iteration that runs again: will the loop be one with its reverse? */
bool will_be_joined(Adjoint *a, Stmt *loop)
{
    bool known;
    const Stmt *outer = plan_of(a, loop)->outer_loop;
    if (options.no_fuse || options.no_foresee || !outer || !plan_of(a, outer)->rerun ||
        !stands_in(outer->body[BODY], loop) || !do_iterations_commute(a, loop))
        return false;
    return !decides(a, outer->body[BODY], loop, &known) && known;
}
