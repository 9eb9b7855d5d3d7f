/* adjoint_scope.c - variables of a block in the reverse sweep, and small helpers of it.
 *
 *     { double r = x[i] - m; ... }      ->      { double r = x[i] - m;  double r_b = 0.0;  ...
 * reversed }
 *
 * A variable is declared again only if the reverse code mentions it: with its initialiser, if that
 * still gives the same value, else with the value from the tape.  The copy has the same name; being
 * another symbol, it may have another initialiser.
 */
#include "reverse.h"

Sym *renewed(Sym *v)
{
    Sym *copy = new_sym(v->kind, v->name, v->type);
    int id = copy->id;
    *copy = *v;
    copy->id = id;
    copy->init = NULL;
    copy->generated = true; /* may go if nothing reads it */
    copy->renews = v->renews ? v->renews : v;
    return copy;
}

typedef struct Substitution {
    Sym *from, *to;
} Substitution;

static Expr *substitute(Expr *e, void *context)
{
    const Substitution *s = context;
    if (e->kind == E_REF && e->u.sym == s->from)
        e->u.sym = s->to;
    return e;
}

/* b with every reference to one symbol made one to another. */
Block with_sym(Block b, Sym *from, Sym *to)
{
    Substitution s = {from, to};
    rewrite_block(b, substitute, &s);
    return b;
}

/* The reverse of a block while its declarations are put before it, from the last to the first. */
typedef struct Header {
    Block rev;
    Map mentioned, read; /* variables in it */
    Map renewed;         /* declared variable -> its copy in this block */
    int hidden;          /* variables that adcc_keep() is told of */
} Header;

static Walk note_mention(Expr *e, void *context)
{
    Header *h = context;
    if (e->kind == E_REF || e->kind == E_LABEL_ADDR)
        map_set(&h->mentioned, e->u.sym, e->u.sym);
    return WALK_ON;
}

static Walk note_extents(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = array_in(s->decls.at[i]->type); t; t = array_in(t->base))
            if (t->extent)
                walk_expr(t->extent, note_mention, context);
    return WALK_ON;
}

/* Puts b before the rest. */
static void put_before(Header *h, Block b)
{
    walk_block(b, note_extents, note_mention, h);
    add_read_variables(b, &h->read);
    h->rev = join(b, h->rev);
}

static Stmt *hide(Sym *v)
{
    Sym *f = library_function(NULL, "adcc_hide", "adcc_rt.h", type_void, 2, pointer_to(type_void),
                              type_ulong);
    Expr *address = is_array(v->type) ? ref(v) : address_of(ref(v));
    return expr_stmt(call_n(f, 2, address, unary(OP_SIZEOF, ref(v))));
}

/* A declaration of v in the reverse block, before what is already there. */
static void declare_before(Header *h, Sym *v, Expr *init, Block then)
{
    Sym *mine = renewed(v);
    if (!init && (!is_scalar(v->type) || options.no_simplify)) /* or they become one */
        mine->type = unqualified(v->type); /* it is taken from the tape */
    map_set(&h->renewed, v, mine);
    put_before(h, join(block_of(decl_stmt(mine, init)), then));
}

static Expr *use_renewed(Expr *e, void *context)
{
    const Header *h = context;
    Sym *mine = e->kind == E_REF ? map_get(&h->renewed, e->u.sym) : NULL;
    if (mine)
        e->u.sym = mine;
    return e;
}

/* memset(v, 0, sizeof v) */
Stmt *clear_storage(Sym *v)
{
    Type *p = pointer_to(type_void);
    Sym *f = library_function(NULL, "memset", "string.h", p, 3, p, type_int, type_ulong);
    Expr *address = is_array(v->type) ? ref(v) : address_of(ref(v));
    return expr_stmt(call_n(f, 3, address, int_const(0), unary(OP_SIZEOF, ref(v))));
}

bool is_vla(Type *t)
{
    for (t = strip(t); t->kind == T_ARRAY; t = strip(t->base))
        if (t->count == COUNT_VLA)
            return true;
    return false;
}

Expr *zero_record(Type *t)
{
    Expr *e = new_expr(E_INIT, t, (Loc){0}, 1);
    e->kid[0] = int_const(0);
    return e;
}

/* Declares the adjoint v_b of a variable that holds reals, at zero. */
Block declare_adjoint(Sym *v_b)
{
    if (is_vla(v_b->type)) {
        Block b = block_of(decl_stmt(v_b, NULL));
        add_stmt(&b, clear_storage(v_b));
        return b;
    }
    bool aggregate = is_array(v_b->type) || is_record(v_b->type);
    return block_of(decl_stmt(v_b, aggregate ? zero_record(v_b->type) : zero_of(v_b->type)));
}

static Block guarded(Expr *guard, Stmt *s)
{
    Block b = block_of(s);
    return guard ? block_of(if_stmt(guard, b, (Block){0})) : b;
}

static void declare_pointer_shadow(Adjoint *a, Kept *k, Header *h)
{
    Sym *v = k->decl->decls.at[0], *v_b = v->shadow;
    if (!v_b || v_b->kind != SYM_VAR)
        return;
    bool mentioned = map_has(&h->mentioned, v_b);
    if (k->shadow_pop && !mentioned)
        k->shadow_pop->kind = S_NULL; /* nobody reads it: its pushes go too */
    if (!mentioned)
        return;
    if (k->shadow_pop) {
        declare_before(h, v_b, int_const(0), guarded(k->declared, k->shadow_pop));
        return;
    }
    Expr *start = NULL;
    if (plan_of(a, k->decl)->recompute && leads_to_shadowed(a->p, v->init))
        start = as_shadow(shadow_pointer(a, v->init), v->type);
    declare_before(h, v_b, start, (Block){0});
}

static void declare_again(Adjoint *a, Kept *k, Header *h)
{
    Sym *v = k->decl->decls.at[0];
    if (map_has(&h->mentioned, v) && place_of(a->p, v)->hidden) {
        put_before(h, block_of(hide(v)));
        h->hidden++;
    }
    if (k->pop && !map_has(&h->read, v)) {
        k->pop->kind = S_NULL;
        if (map_has(&h->mentioned, v))
            drop_assignments(&h->rev, v);
        return;
    }
    if (k->pop) {
        Expr *zero = k->declared && is_scalar(v->type) ? zero_of(v->type) : NULL;
        declare_before(h, v, zero, guarded(k->declared, k->pop));
        return;
    }
    if (!map_has(&h->mentioned, v) || v->kind != SYM_VAR)
        return;
    bool again = plan_of(a, k->decl)->recompute || (v->storage == ST_STATIC && v->init);
    declare_before(h, v, again ? clone_expr(v->init, NULL) : NULL, (Block){0});
}

/* v_b, at zero but for the pointers in it */
static void declare_value_shadow(Adjoint *a, Kept *k, Header *h)
{
    Sym *v = k->decl->decls.at[0];
    bool mentioned = map_has(&h->mentioned, v->shadow);
    Block b = {0};
    if (mentioned)
        b = declare_adjoint(v->shadow);
    for (int i = 0; i < k->leaf_pops.n; i++) {
        Stmt *pop = k->leaf_pops.at[i];
        if (!mentioned)
            pop->kind = S_NULL;
        else
            add_stmt(&b, guarded(k->declared ? clone_expr(k->declared, NULL) : NULL, pop).first);
    }
    if (mentioned && plan_of(a, k->decl)->recompute && record_has_shadow_pointers(a, ref(v)))
        move_record_pointers(a, ref(v), v->init, &b);
    if (mentioned)
        put_before(h, b);
}

/* rev with the declarations it needs.  again: primal variables too, else only adjoints. */
Block with_declarations(Adjoint *a, Kepts *kept, Block rev, bool again)
{
    if (!kept->n)
        return rev;
    Header h = {.rev = {0}};
    put_before(&h, rev);
    for (int i = kept->n - 1; i >= 0; i--) {
        Kept *k = &kept->at[i];
        Sym *v = k->decl->decls.at[0];
        if (v->kind != SYM_VAR || v->global)
            continue;
        bool pointer = is_pointer(v->type);
        if (!pointer && v->shadow)
            declare_value_shadow(a, k, &h);
        if (again && pointer)
            declare_pointer_shadow(a, k, &h);
        if (again)
            declare_again(a, k, &h);
    }
    rewrite_block(h.rev, use_renewed, &h);
    if (h.hidden) {
        Sym *f = library_function(NULL, "adcc_unhide", "adcc_rt.h", type_void, 1, type_ulong);
        add_stmt(&h.rev, expr_stmt(call_n(f, 1, int_const(h.hidden))));
    }
    return h.rev;
}

/* The primal statement as a comment for its adjoint: y = a * sin(b) */
Block origin_comment(Adjoint *a, const Stmt *s)
{
    if (plan_of(a, s)->bookkeeping)
        return (Block){0};
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        return block_of(comment_stmt(expr_str(s->e[0])));
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && v->init && v->init->kind != E_INIT)
        return block_of(comment_stmt(fmt("%s = %s", v->name, expr_str(v->init))));
    if (s->kind == S_RETURN && s->e[0])
        return block_of(comment_stmt(fmt("return %s", expr_str(s->e[0]))));
    return (Block){0};
}

/* The parts of a for's step as expressions: pushes become calls. */
Block as_step(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_PUSH) {
            Type *t = strip(s->e[0]->type);
            const char *name = tape_name(t);
            if (!name)
                die("a step that saves a %s", type_str(t));
            Sym *f =
                library_function(NULL, fmt("adcc_push_%s", name), "adcc_rt.h", type_void, 1, t);
            Expr *e = is_pointer(t) ? cast(pointer_to(type_void), s->e[0]) : s->e[0];
            s->e[0] = call_n(f, 1, e);
            s->kind = S_EXPR;
        }
    return b;
}
