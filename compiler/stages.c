/* stages.c - an array that calls fill several times becomes an array for each time.
 *
 *     double moved[n];                             double moved[n], moved1[n];
 *     move(n, y, k1, moved);                       move(n, y, k1, moved);
 *     slope(n, moved, k2);                 ->      slope(n, moved, k2);
 *     move(n, y, k2, moved);                       move(n, y, k2, moved1);
 *     slope(n, moved, k3);                         slope(n, moved1, k3);
 *
 * The reverse sweep wants to know what the array held each time.  One that is filled again would go
 * on the tape before, element by element, and come back from there; one that is not stays where it
 * is (on_tape.c).  That it may be another from a call on is so if that call, and what follows,
 * reads nothing of it that it does not write first (cover.c).
 */
#include "reverse.h"

enum { MOST_STAGES = 4, LARGE = 1 << 14 }; /* arrays for one; bytes: of a larger one there is one */

typedef struct Stages {
    Program *p;
    Map names;
    bool changed;
} Stages;

/* Is the statement a call of a function that adcc sees, to which v goes as a whole, if at all? */
static bool is_only_argument(Program *p, const Stmt *s, const Sym *v)
{
    Expr *call = s->kind == S_EXPR && s->e[0]->kind == E_CALL ? s->e[0] : NULL;
    if (!call || !inst_of_call(p, call))
        return false;
    for (int i = 0; i < call->nkid; i++)
        if (ref_sym(skip_conv(call->kid[i])) != v && expr_mentions(call->kid[i], v))
            return false;
    return true;
}

static bool is_small(Type *t)
{
    long count = 1;
    for (t = strip(t); t->kind == T_ARRAY; t = strip(t->base))
        count *= t->count >= 0 ? t->count : 1;
    return t->size * count <= LARGE;
}

/* The array that s declares, if there may be several of it. */
static Sym *array_of_stages(Stages *k, const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 && !s->tags.n ? s->decls.at[0] : NULL;
    if (!v || v->kind != SYM_VAR || v->global || v->init || v->storage != ST_NONE ||
        v->attributes || v->inactive || is_volatile(v->type) || !is_array(v->type) ||
        has_pointers(v->type) || !is_small(v->type))
        return NULL;
    const Place *place = place_of(k->p, v);
    return bits_has(&k->p->shadowed, place->id) && is_only_passed(k->p, place) &&
                   !size_may_change(k->p, v->type)
               ? v
               : NULL;
}

/* The statements from 'from' on get an array of their own, declared after 'decl'. */
static Stmt *begin_stage(Stages *k, const char *name, Stmt *decl, Block from)
{
    Sym *v = decl->decls.at[0], *mine = renewed(v);
    mine->generated = v->generated;
    mine->shadow = mine->renews = NULL; /* storage of its own, not another copy of v's */
    mine->name = free_name(&k->names, name);
    with_sym(from, v, mine);
    Stmt *d = decl_stmt(mine, NULL);
    d->loc = decl->loc;
    d->next = decl->next;
    decl->next = d;
    k->changed = true;
    return d;
}

/* The statements after the declaration of v that mention it; none if one of them does more than to
 * pass it on. */
static Stmts users_of(Program *p, const Stmt *decl, Sym *v)
{
    Stmts users = {0};
    for (Stmt *s = decl->next; s; s = s->next) {
        if (!stmt_mentions(s, v))
            continue;
        if (!is_only_argument(p, s, v))
            return (Stmts){0};
        append(&users, s);
    }
    return users;
}

/* Finds out first where stages begin: what is known of v is not known of what takes its place. */
static void part_stages(Stages *k, Stmt *decl, Stmt *last)
{
    Sym *v = array_of_stages(k, decl);
    Stmts users = v ? users_of(k->p, decl, v) : (Stmts){0}, begins = {0};
    for (int i = 1; i < users.n && begins.n < MOST_STAGES - 1; i++)
        if (is_written_first(k->p, (Block){users.at[i], users.at[users.n - 1]}, v))
            append(&begins, users.at[i]);
    for (int i = 0; i < begins.n; i++)
        decl = begin_stage(k, v->name, decl, (Block){begins.at[i], last});
}

static void part_list(Stages *k, Block b)
{
    bool labels = false;
    for (Stmt *s = b.first; s; s = s->next)
        labels |= s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT;
    for (Stmt *s = b.first; s; s = s->next) {
        if (!labels)
            part_stages(k, s, b.last);
        for (int i = 0; i < 3; i++)
            part_list(k, s->body[i]);
    }
}

static Walk find_irregular(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_GOTO || s->kind == S_GOTO_ADDR || s->kind == S_OPAQUE ? WALK_STOP : WALK_ON;
}

/* True if there are new arrays, of which the analysis knows nothing. */
bool part_arrays(Program *p)
{
    bool changed = false;
    for (int i = 0; i < p->insts.n && !options.no_stages; i++) {
        Stages k = {.p = p, .names = names_in(p->insts.at[i]->body)};
        Block body = p->insts.at[i]->body->body;
        if (!p->insts.at[i]->inactive && walk_block(body, find_irregular, NULL, NULL))
            part_list(&k, body);
        changed |= k.changed;
    }
    return changed;
}
