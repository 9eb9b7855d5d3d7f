/* simplify.c - cleans derivative functions until a person would sign them.
 *
 *     double r_b = 0.0;
 *     double t = s_b;                            double r_b = 2.0 * r * s_b;
 *     s_b = 0.0;                                 x_b[i] += r_b;
 *     r_b += 2.0 * r * t;
 *     x_b[i] += r_b;
 *
 * Small rules, each in a function of its own, run until none applies.  They touch
 * what adcc made: statements whose target is a derivative or a temporary.  The
 * user's arithmetic is neither folded nor reordered, and no statement of the
 * user's goes, but declarations of variables that nothing mentions any more.
 *
 *   simplify_uses.c   what statements read and write
 *   simplify_expr.c   rules on one statement
 *   simplify_list.c   rules on the statements of one block
 *   simplify_dead.c   stores, variables, loops and branches that nobody needs
 *
 * Needs the normal form (one effect a statement); keeps it.  A symbol that is declared in two
 * scopes, as the two sweeps of a local variable may do, becomes two.
 */
#include "simplify.h"

enum { ROUNDS = 20 }; /* a bound that is never met in practice */

static void simplify_block(Simplify *c, Block *b)
{
    Stmts list = {0};
    for (Stmt *s = b->first; s; s = s->next)
        append(&list, s);
    for (int i = 0; i < list.n; i++) {
        Stmt *s = list.at[i];
        for (int k = 0; k < 3; k++)
            if (s->kind != S_FOR || k == BODY)
                simplify_block(c, &s->body[k]);
        map_set(&c->effects, s, NULL);
    }
    simplify_list(c, &list);
    *b = (Block){0};
    for (int i = 0; i < list.n; i++)
        if (list.at[i])
            add_stmt(b, list.at[i]);
}

/* Ends the round when nothing changed. */
static bool simplify_once(Func *f)
{
    Simplify c = gather_facts(f);
    simplify_block(&c, &f->body);
    bool changed = c.changed;
    c = gather_facts(f);
    remove_dead(&c);
    return changed || c.changed;
}

/* ------------------------------------------------------- one symbol, one variable */

/* A symbol that is declared in two scopes, and the one it gets in the second. */
typedef struct Split {
    Sym *from, *to;
} Split;

static Expr *split_ref(Expr *e, void *context)
{
    const Split *split = context;
    if (e->kind == E_REF && e->u.sym == split->from)
        e->u.sym = split->to;
    return e;
}

static Walk split_decl(Stmt *s, void *context)
{
    const Split *split = context;
    for (int i = 0; i < s->decls.n; i++)
        if (s->decls.at[i] == split->from)
            s->decls.at[i] = split->to;
    return WALK_ON;
}

/* From s on, to the end of its list, v is another variable. */
static void split(Sym *v, Stmt *s, bool alone)
{
    Split both = {v, new_sym(v->kind, v->name, v->type)};
    int id = both.to->id;
    *both.to = *v;
    both.to->id = id;
    both.to->renews = v->renews ? v->renews : v;
    both.to->init = clone_expr(v->init, NULL);
    Stmt *next = s->next;
    if (alone)
        s->next = NULL;
    walk_block((Block){s, s}, split_decl, NULL, &both);
    rewrite_block((Block){s, s}, split_ref, &both);
    s->next = next;
}

static void split_variables(Block b, Stmt *head, Map *declared)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < s->decls.n; i++) {
            if (map_has(declared, s->decls.at[i]))
                split(s->decls.at[i], head ? head : s, head != NULL);
            map_set(declared, s->decls.at[i], s);
        }
        if (s->kind == S_FOR)
            split_variables(s->body[INIT], s, declared);
        split_variables(s->body[0], NULL, declared);
        if (s->kind != S_FOR)
            split_variables(s->body[1], NULL, declared);
    }
}

void separate_variables(Func *f)
{
    Map declared = {0};
    split_variables(f->body, NULL, &declared);
}

void simplify_func(Func *f)
{
    if (f->opaque || error_count())
        return; /* nothing is printed, and what failed left gaps */
    working_on("simplify", f->loc);
    separate_variables(f);
    for (int round = 0; round < ROUNDS && simplify_once(f); round++)
        ;
    restore_steps(f);
#ifdef CHECK_IR
    check_func(f, "simplify");
#endif
}

/* ---------------------------------------------------------- unused parameters */

/* Is the parameter mentioned in the body or in the extents of the others? */
static bool is_used(const Func *f, Sym *param)
{
    if (list_mentions(f->body, param))
        return true;
    for (int i = 0; i < f->params.n; i++)
        for (Type *t = f->params.at[i]->type; t; t = t->base) {
            Type *w = t->written ? t->written : t;
            if (w->extent && expr_mentions(w->extent, param))
                return true;
        }
    return false;
}

/* (void)x; for each parameter that nothing reads: its place in the parameter list is promised. */
void mention_unused_params(Func *f)
{
    Block b = {0};
    for (int i = 0; i < f->params.n; i++)
        if (!is_used(f, f->params.at[i]))
            add_stmt(&b, expr_stmt(cast(type_void, ref(f->params.at[i]))));
    f->body = join(b, f->body);
}
