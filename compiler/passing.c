/* passing.c - values that are overwritten before the reverse of anybody reads them.
 *
 *     for (c = 0; c < d; c++) y[c] = 0.0;           saves what y[c] was, if that is needed ...
 *     for (j = 0; j < n; j++)
 *         for (c = 0; c < d; c++)
 *             y[c] += w[j] * v[j][c];               ... then this need not save anything
 *
 * What an assignment overwrites was written before it in the same list: then the reverse of that
 * puts back what was there at first.  What was there in between nobody has to put back, if no
 * reverse code of the list, from there to the assignment, reads it: save.c asks that once it knows
 * what is read.  Without this, every partial sum in memory would go on the tape.
 */
#include "reverse.h"

enum { MOST_STATEMENTS = 8, MOST_TARGETS = 16 }; /* that are looked at */

typedef struct Passing {
    Adjoint *a;
    Stmts list; /* statements before the one at hand, and that itself */
    int targets;
} Passing;

static Walk find_label(Stmt *s, void *context)
{
    (void)context;
    bool label = s->kind == S_CASE || s->kind == S_DEFAULT || s->kind == S_LABEL ||
                 s->kind == S_GOTO || s->kind == S_GOTO_ADDR || s->kind == S_OPAQUE;
    return label ? WALK_STOP : WALK_ON;
}

/* The statements of the list from the first one, but not too many, that writes any of this. */
static Block since_first_write(const Passing *k, const Bits *access)
{
    for (int i = k->list.n > MOST_STATEMENTS ? k->list.n - MOST_STATEMENTS : 0; i < k->list.n - 1;
         i++) {
        Bits reads = {0}, writes = {0};
        bool observable = false;
        stmt_effects(k->a->p, k->list.at[i], &reads, &writes, &observable);
        if (bits_meet(&writes, access))
            return (Block){k->list.at[i], k->list.at[k->list.n - 1]};
    }
    return (Block){0};
}

static bool has_labels(Block b)
{
    bool found = false;
    for (Stmt *s = b.first; !found; s = s->next) {
        found = !walk_stmt(s, find_label, NULL, NULL);
        if (s == b.last)
            break;
    }
    return found;
}

static Walk try_target(Stmt *s, void *context)
{
    Passing *k = context;
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || e->kid[LHS]->kind != E_INDEX || !is_scalar(e->type) ||
        is_volatile(e->kid[LHS]->type) || call_in(k->a->p, e->kid[RHS]))
        return WALK_ON;
    Plan *plan = plan_of(k->a, s);
    if (plan->passing.first || plan->bookkeeping || k->targets++ >= MOST_TARGETS)
        return WALK_ON;
    Block since = since_first_write(k, &plan->writes);
    if (since.first && !has_labels(since) && overwrites_written(k->a->p, since, s))
        plan->passing = since;
    return WALK_ON;
}

static void look_in(Adjoint *a, Block b)
{
    Passing k = {.a = a};
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < 2 && s->kind != S_SWITCH; i++)
            if (s->kind != S_FOR || i == BODY)
                look_in(a, s->body[i]);
        append(&k.list, s);
        k.targets = 0;
        if (is_loop(s) && k.list.n > 1)
            walk_stmt(s, try_target, NULL, &k);
    }
}

void find_passing(Adjoint *a)
{
    if (!options.no_tbr)
        look_in(a, a->f->body->body);
}
