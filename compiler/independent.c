/* independent.c - loops of which the user says that their iterations are independent.
 *
 *     ADCC_INDEPENDENT
 *     for (i = 0; i < n; i++) { j = p[i];  w[j] = exp(x[j]);  s += w[j] * w[j]; }
 *
 * No iteration reads or overwrites what another one writes, but for sums by +=.  So another
 * iteration never destroys what the reverse of this one reads, and adjoints of what an iteration
 * writes are touched by that iteration alone.  The word is taken for what is written at places that
 * depend on the index: p[i], not t or w[0], where the text says that it is not so.  What an
 * iteration itself overwrites is none of its business: that is looked at as everywhere.
 *
 * Iterations may run again (rerun.c) although they write what they read, if each writes it for the
 * last time before it reads it: nobody changes it after that, so it is still there.
 */
#include "reverse.h"

typedef struct Trust {
    Adjoint *a;
    Map moving;       /* variables that depend on the index */
    bool grew;
    Bits at, fixed;   /* accesses written at places that depend on it; at others */
    bool unknown;     /* a call does we do not know what */
} Trust;

/* ------------------------------------------------------------------ what depends on the index */

static Walk find_moving(Expr *e, void *context)
{
    return e->kind == E_REF && map_has(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static bool moves(Trust *k, const Expr *e)
{
    return !walk_expr((Expr *)e, find_moving, &k->moving);
}

static void set_moving(Trust *k, Sym *v, const Expr *value)
{
    if (v && value && !map_has(&k->moving, v) && moves(k, value)) {
        map_set(&k->moving, v, v);
        k->grew = true;
    }
}

static Walk follow_index(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        set_moving(context, s->decls.at[i], s->decls.at[i]->init);
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        set_moving(context, ref_sym(s->e[0]->kid[LHS]), s->e[0]->kid[RHS]);
    return WALK_ON;
}

/* ------------------------------------------------------------------ what is written, and where */

/* Accesses that a call writes; variables that hold one number are the same for all iterations. */
static void add_call_writes(Trust *k, const Stmt *s, const Expr *call)
{
    Bits reads = {0}, writes = {0};
    bool observable = false, moving = false;
    stmt_effects(k->a->p, s, &reads, &writes, &observable);
    for (int i = ARGS; i < call->nkid; i++)
        moving |= moves(k, call->kid[i]);
    for (int i = bits_next(&writes, 0); i >= 0; i = bits_next(&writes, i + 1)) {
        const Place *place = k->a->p->places.at[i / CLASSES];
        bool number = !place->external && place->sym && is_scalar(place->sym->type);
        bits_add(moving && !number ? &k->at : &k->fixed, i);
    }
    bool known = inst_of_call(k->a->p, call) || is_block_call(call) ||
                 (callee_sym(call) && is_pure_library(callee_sym(call)));
    k->unknown |= !known && !bits_empty(&writes);
}

static Walk add_place(Stmt *s, void *context)
{
    Trust *k = context;
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL, *call = call_of_stmt(k->a->p, s);
    if (call)
        add_call_writes(k, s, call);
    if (!e || e->kind != E_ASSIGN)
        return WALK_ON;
    Bits access = access_of(k->a->p, e->kid[LHS]);
    bool at_index = e->kid[LHS]->kind != E_REF && moves(k, e->kid[LHS]);
    bits_union(at_index ? &k->at : &k->fixed, &access);
    return WALK_ON;
}

static Walk find_given_adjoint(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL && (custom_adjoint(e) || is_sort(e)) ? WALK_STOP : WALK_ON;
}

/* Adjoints that the user gave read and put back whole arrays, whatever the iteration touches. */
bool calls_given_adjoint(Adjoint *a, Block body)
{
    if (!walk_block(body, NULL, find_given_adjoint, NULL))
        return true;
    for (int i = 0; i < a->p->insts.n; i++)
        if (!walk_block(a->p->insts.at[i]->body->body, NULL, find_given_adjoint, NULL))
            return true;
    return false;
}

/* Accesses of which no iteration touches what another one writes, if the word is true; sums apart,
 * which are nowhere read. */
Bits independent_accesses(Adjoint *a, Stmt *loop)
{
    Bits none = {0};
    const Counted *c = plan_of(a, loop)->counted;
    if (!c || options.no_independent)
        return none;
    Trust k = {.a = a, .grew = true};
    map_set(&k.moving, c->i, c->i);
    while (k.grew) {
        k.grew = false;
        walk_block(loop->body[BODY], follow_index, NULL, &k);
    }
    walk_block(loop->body[BODY], add_place, NULL, &k);
    if (k.unknown || calls_given_adjoint(a, loop->body[BODY]))
        return none;
    for (int i = bits_next(&k.at, 0); i >= 0; i = bits_next(&k.at, i + 1))
        if (bits_has(&k.fixed, i) || a->p->places.at[i / CLASSES]->exact)
            bits_remove(&k.at, i);
    return k.at;
}

/* ------------------------------------------------------------------ what iterations overwrite */

typedef struct Sequence {
    Adjoint *a;
    const Bits *trusted;
    NeededReads *needed_reads;
    void *context;
    Bits read, lost; /* what was read so far; what was written after that */
} Sequence;

static void add_all_reads(Sequence *q, Stmt *s)
{
    q->needed_reads(s, q->context, &q->read);
    for (int i = 0; i < 3; i++)
        for (Stmt *t = s->body[i].first; t; t = t->next)
            add_all_reads(q, t);
}

static void follow_sequence(Sequence *q, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Bits reads = {0}, writes = {0};
        bool observable = false;
        if (is_loop(s)) /* what it writes, its next iteration may come after it has read */
            add_all_reads(q, s);
        q->needed_reads(s, q->context, &q->read);
        if (s->kind == S_EXPR || s->kind == S_DECL)
            stmt_effects(q->a->p, s, &reads, &writes, &observable);
        for (int i = bits_next(&writes, 0); i >= 0; i = bits_next(&writes, i + 1))
            if (bits_has(q->trusted, i) && bits_has(&q->read, i))
                bits_add(&q->lost, i);
        for (int i = 0; i < 3; i++)
            follow_sequence(q, s->body[i]);
    }
}

/* Which of these accesses does an iteration write after something that it needs has read them?
 * needed_reads: what is read at a statement, and must be read as it was then. */
Bits overwritten_after_reads(Adjoint *a, Stmt *loop, const Bits *trusted,
                             NeededReads *needed_reads, void *context)
{
    Sequence q = {a, trusted, needed_reads, context, {0}, {0}};
    follow_sequence(&q, loop->body[BODY]);
    return q.lost;
}
