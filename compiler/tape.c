/* tape.c - pushes of a counted loop become stores into one block of the tape.
 *
 *     for (i = 0; i < n; i++) { ...; adcc_push_double(r); }
 * ->  double *r_s = adcc_reserve(n * sizeof *r_s);
 *     for (i = 0; i < n; i++) { ...; r_s[i] = r; }
 *
 * One capacity check a loop instead of one an iteration, and both loops can be vectorised.  Every
 * push of the body has a slot an iteration, whether or not a branch reaches it.  Blocks that inner
 * loops took are parts of this one where flat.c says so.
 */
#include "tape.h"

bool is_call_of(const Expr *e, const char *name)
{
    const Sym *f = e && e->kind == E_CALL ? callee_sym(e) : NULL;
    return f && str_eq(f->name, name);
}

static void find_pushes(Block b, Stmts *pushes)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_PUSH && s->origin->kind == S_POP && is_scalar(s->e[0]->type))
            append(pushes, s);
        bool loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        for (int i = 0; !loop && i < 2; i++)
            find_pushes(s->body[i], pushes);
    }
}

/* row: what an iteration keeps; NULL: one value */
static Expr *bytes_of(const Counted *c, const Row *row, Sym *saved)
{
    Expr *size = row ? bytes_of_row(row, saved) : unary(OP_SIZEOF, deref(ref(saved)));
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

/* Pushes whose pop turned out to be of no use (S_NULL) go. */
void drop_dead_pushes(Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_dead_pushes(&s->body[i]);
        if (s->kind != S_PUSH || s->origin->kind != S_NULL)
            add_stmt(&out, s);
    }
    *b = out;
}

/* Turns a push and the pop that belongs to it into a store and a load of slot i of 'saved'. */
static void store_in_slot(const Counted *c, const Row *row, Stmt *push, Sym *saved)
{
    if (row) {
        row->reserve->decls.at[0]->init = place_of_row(row, saved, iteration_number(c));
        push->kind = S_NULL;
        push->e[0] = NULL;
        push->origin = NULL;
        return;
    }
    Expr *slot = index_of(ref(saved), iteration_number(c)), *value = push->e[0];
    push->kind = S_EXPR;
    bool as_void = is_pointer(slot->type) && strip(strip(slot->type)->base)->kind == T_VOID &&
                   is_const(element_type(strip(decay(value->type))->base));
    push->e[0] = assign(slot, as_void ? cast(slot->type, value) : value);
    push->origin = NULL;
}

static void load_from_slot(const Counted *c, const Row *row, Sym *rev_i, Stmt *pop, Sym *saved)
{
    if (pop->kind != S_POP)
        return;
    Counted mine = *c;
    mine.i = rev_i;
    Expr *i = iteration_number(&mine);
    pop->kind = S_EXPR;
    pop->e[0] = assign(pop->e[0], row ? place_of_row(row, saved, i) : index_of(ref(saved), i));
    if (row) {
        row->release->kind = S_NULL;
        row->release->e[0] = NULL;
    }
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

/* adcc_release(bytes); after the reversed loop */
static Stmt *release(const Counted *c, const Row *row, Sym *saved)
{
    return expr_stmt(call_n(tape_function("adcc_release"), 1, bytes_of(c, row, saved)));
}

/* Does the type mention a size that is known only where the variable is? */
static bool has_extent(Type *t)
{
    for (t = strip(t); is_pointer(t) || is_array(t); t = strip(t->base))
        if (is_array(t) && t->extent)
            return true;
    return false;
}

/* A new block for 'push': reserved before the loop, known again in the reverse sweep, released
 * after it.  Where both sweeps share a scope the pointer is still there, else it goes on the tape
 * too. */
static Sym *new_block(Adjoint *a, const Counted *c, const Row *row, Stmt *push, Sym *rev_i,
                      Sweep *around, Block *after)
{
    Type *t = named_type(unqualified(strip(push->e[0]->type)));
    t = row ? strip(t)->base : t;
    if (t->kind == T_ENUM && t->tag->local) /* declared in the loop, perhaps */
        t = t->base;
    if (has_extent(t)) /* double (*row)[n] */
        t = pointer_to(type_void);
    Sym *saved = new_local(a, fmt("%s_s", base_name(push->e[0])), pointer_to(t)), *again = saved;
    append(&a->saved, saved);
    saved->on_tape = true;
    saved->block = saved;
    push->origin->id = a->saved.n;
    add_stmt(&around->fwd,
             decl_stmt(saved, call_n(tape_function("adcc_reserve"), 1, bytes_of(c, row, saved))));
    if (a->scope) {
        again = renewed(saved);
        Stmt *pop = new_stmt(S_POP, push->loc), *keep = new_stmt(S_PUSH, push->loc);
        pop->e[0] = ref(again);
        keep->e[0] = ref(saved);
        keep->origin = pop;
        add_stmt(after, keep);
        around->rev = join(join(block_of(decl_stmt(again, NULL)), block_of(pop)), around->rev);
    }
    load_from_slot(c, row, rev_i, push->origin, again);
    add_stmt(&a->releases, release(c, row, again));
    return saved;
}

/* Gives every push of the loop a block of the tape.  What is returned goes around it: fwd before
 * the loop, rev before its reverse; after_loop and after_rev follow them. */
Sweep block_tape(Adjoint *a, const Counted *c, Stmt *loop, Stmt *rev, Block *after_loop,
                 Block *after_rev)
{
    Stmts pushes = {0};
    Sweep around = {{0}, {0}};
    if (options.no_block_tape)
        return around;
    find_pushes(loop->body[BODY], &pushes);
    Sym *rev_i = index_of_loop(c, rev);
    a->releases = (Block){0};
    for (int k = 0; k < pushes.n; k++) {
        Stmt *push = pushes.at[k];
        int id = push->origin->id;
        const Row *row = id ? NULL : find_row(&pushes, push, loop, rev);
        Sym *saved =
            id ? a->saved.at[id - 1] : new_block(a, c, row, push, rev_i, &around, after_loop);
        store_in_slot(c, row, push, saved);
    }
    for (Stmt *s = a->releases.first, *next; s; s = next) { /* last reserved, first released */
        next = s->next;
        s->next = NULL;
        *after_rev = join(block_of(s), *after_rev);
    }
    return around;
}
