/* wish.c - variables of which the user says whether they are saved or computed again.
 *
 *     ADCC_SAVE double r = x[i] - m;             on the tape, though it costs little
 *     ADCC_RECOMPUTE double w = exp(a * r);      from a and r, though it costs much
 *
 * save.c decides by what an operation costs; these words come before that.  What is to be saved is
 * not in iterations that run again, nor in a function that does.  What is to be computed again must
 * be made of what is still there where its block is reversed, and of that alone.
 */
#include "reverse.h"

typedef struct Wished {
    Adjoint *a;
    Bits needed;
    const Sym *found;
} Wished;

static Walk find_needed(Stmt *s, void *context)
{
    Wished *w = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->wish == WISH_SAVE && is_needed(w->a, s->decls.at[i], &w->needed))
            w->found = s->decls.at[i];
    return w->found ? WALK_STOP : WALK_ON;
}

/* What the reverse of the loop reads and is to be saved; NULL: nothing */
const Sym *saved_by_wish(Adjoint *a, Stmt *loop)
{
    Wished w = {a, reverse_reads_in(a, loop), NULL};
    walk_block(loop->body[BODY], find_needed, NULL, &w);
    return w.found;
}

/* ------------------------------------------------------------------ what is not computed again */

/* A part of the initialiser that a call gives, and that goes on the tape. */
static bool holds_call(Adjoint *a, Block list, const Expr *init)
{
    for (const Stmt *s = list.first; s; s = s->next) {
        const Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (v && v->generated && plan_of(a, s)->keep_at_end && expr_mentions(init, v))
            return true;
    }
    return false;
}

/* Why the variable that s declares in the list cannot be computed again; NULL if it can. */
const char *why_not_computed(Adjoint *a, Block list, const Stmt *s)
{
    const Sym *v = s->decls.at[0];
    Bits made_of = {0}, writes = {0}, own = access_of(a->p, ref((Sym *)v)), none = {0};
    bool observable = false;
    for (const Stmt *t = list.first; t != s; t = t->next)
        if (leaves(t))
            return "a jump may pass its declaration by";
    if (is_array(v->type) || v->init->kind == E_INIT)
        return "it is more than one value";
    if (!is_pure(v->init) || holds_call(a, list, v->init))
        return "its initialiser calls a function that is not one of mathematics";
    add_reads(a->p, v->init, &made_of);
    for (const Stmt *t = s->next; t; t = t->next)
        stmt_effects(a->p, t, &none, &writes, &observable);
    if (bits_meet(&own, &writes))
        return "it is changed after its declaration";
    for (int i = bits_next(&made_of, 0); i >= 0; i = bits_next(&made_of, i + 1))
        if (!bits_has(&writes, i))
            bits_remove(&made_of, i);
    return bits_empty(&made_of) ? NULL
                                : fmt("%s, of which it is made, is overwritten in its block after "
                                      "that", name_places(a->p, &made_of));
}

static void refuse_in(Adjoint *a, Block b, int depth)
{
    bool scope = depth > 0 || !a->whole || a->nested; /* else both sweeps share it */
    for (Stmt *s = b.first; s; s = s->next) {
        const Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        const Plan *plan = plan_of(a, s);
        bool lost = v && v->wish == WISH_RECOMPUTE && v->init && scope &&
                    (plan->keep_at_end || (plan->recompute && holds_call(a, b, v->init)));
        if (lost) {
            const char *why = why_not_computed(a, b, s);
            error_at(v->loc, "'%s' cannot be computed again in the reverse sweep: %s; leave out "
                             "ADCC_RECOMPUTE", v->name,
                     why ? why : "what it is made of is not there any more");
        }
        for (int i = 0; i < 3; i++)
            if (i != INIT || s->kind == S_IF)
                refuse_in(a, s->body[i], depth + 1);
    }
}

/* ADCC_RECOMPUTE where it cannot be. */
void refuse_lost_wishes(Program *p, Map *adjoints)
{
    for (int i = 0; i < p->insts.n && !options.no_recompute; i++) {
        Adjoint *a = map_get(adjoints, p->insts.at[i]);
        if (i == 0 || a->f->active || a->f->pushes)
            refuse_in(a, a->f->body->body, 0);
    }
}
