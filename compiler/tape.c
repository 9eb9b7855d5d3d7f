/* tape.c - pushes of a counted loop become stores into one block of the tape.
 *
 *     for (i = 0; i < n; i++) { ...; adcc_push_double(r); }
 * ->  double *r_s = adcc_reserve(n * sizeof *r_s);
 *     for (i = 0; i < n; i++) { ...; r_s[i] = r; }
 *
 * One capacity check a loop instead of one an iteration, and both loops can be vectorised.  Every push of the body
 * has a slot an iteration, whether or not a branch reaches it.
 */
#include "reverse.h"

typedef struct Tape {
    Stmts pushes;
} Tape;

static void find_pushes(Block b, Stmts *pushes)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_PUSH && is_scalar(s->e[0]->type))
            append(pushes, s);
        bool loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        for (int i = 0; !loop && i < 2; i++)
            find_pushes(s->body[i], pushes);
    }
}

static Expr *bytes_of(const Counted *c, Sym *saved)
{
    Expr *size = unary(OP_SIZEOF, deref(ref(saved)));
    return mul(trip_count(c), size);
}

static Sym *tape_function(const char *name)
{
    return library_function(NULL, name, "adcc_rt.h", pointer_to(type_void), 1, type_ulong);
}

/* The name of what is saved: r of r, h of s->h[i] */
static const char *base_name(const Expr *e)
{
    e = skip_conv((Expr *)e);
    switch (e->kind) {
    case E_REF:
        return e->u.sym->name;
    case E_MEMBER:
        return e->u.field->name ? e->u.field->name : "value";
    case E_INDEX:
    case E_UNARY:
        return base_name(e->kid[0]);
    default:
        return "value";
    }
}

/* Turns a push and the pop that belongs to it into a store and a load of slot i of 'saved'. */
static void store_in_slot(const Counted *c, Stmt *push, Sym *saved)
{
    push->kind = S_EXPR;
    push->e[0] = assign(index_of(ref(saved), iteration_number(c)), push->e[0]);
    push->origin = NULL;
}

static void load_from_slot(const Counted *c, Sym *rev_i, Stmt *pop, Sym *saved)
{
    if (pop->kind != S_POP)
        return;
    Counted mine = *c;
    mine.i = rev_i;
    pop->kind = S_EXPR;
    pop->e[0] = assign(pop->e[0], index_of(ref(saved), iteration_number(&mine)));
}

/* The index of the reversed loop: its own copy where the loop declares it. */
static Sym *index_of_loop(const Counted *c, Stmt *loop)
{
    Stmt *init = loop->body[INIT].first;
    if (init && init->kind == S_DECL && str_eq(init->decls.at[0]->name, c->i->name))
        return init->decls.at[0];
    for (Stmt *s = loop->body[BODY].first; s && s->kind == S_DECL; s = s->next)
        if (str_eq(s->decls.at[0]->name, c->i->name))
            return s->decls.at[0];
    return c->i;
}

/* Reserves a block for every push of the loop; 'before' goes before the loop, 'around' around its reverse. */
void block_tape(Adjoint *a, const Counted *c, Stmt *loop, Stmt *rev, Block *before, Block *first)
{
    Stmts pushes = {0};
    if (options.no_block_tape)
        return;
    find_pushes(loop->body[BODY], &pushes);
    Sym *rev_i = index_of_loop(c, rev);
    Block releases = {0};
    for (int k = 0; k < pushes.n; k++) {
        Stmt *push = pushes.at[k], *pop = push->origin;
        Sym *saved = NULL;
        for (int j = 0; j < k && !saved; j++)
            if (pushes.at[j]->id == pop->id && pop->id)
                saved = a->saved.at[pop->id - 1];
        if (!saved) {
            Type *t = unqualified(strip(push->e[0]->type));
            saved = new_local(a, fmt("%s_s", base_name(push->e[0])), pointer_to(t));
            append(&a->saved, saved);
            pop->id = a->saved.n;
            add_stmt(before, decl_stmt(saved, call_n(tape_function("adcc_reserve"), 1, bytes_of(c, saved))));
            Sym *again = renewed(saved);
            Expr *block = call_n(tape_function("adcc_release"), 1, bytes_of(c, again));
            Stmt *take = decl_stmt(again, block);
            releases = join(block_of(take), releases);
            load_from_slot(c, rev_i, pop, again);
        }
        push->id = pop->id;
        store_in_slot(c, push, saved);
    }
    *first = releases;
}
