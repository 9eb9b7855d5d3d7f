/* on_tape.c - arrays of a block that the reverse sweep needs live on the tape from the start.
 *
 *     for (...) { double w[n];  fill(n, w); ... }
 * ->  forward:    double *w = adcc_reserve(n * sizeof *w);  fill(n, w); ...;  adcc_push_pointer(w);
 *     reverse:    double *w = adcc_pop_pointer(); ...;  adcc_release(n * sizeof *w);
 *
 * Otherwise such an array would be copied to the tape at the end of its block and back again.  That
 * is done where its elements are used in the block itself: C compilers know that an array of the
 * block is no other storage, and vectorise its loops, which gains more than the copies cost.
 */
#include "reverse.h"

enum { SMALL = 64 }; /* bytes that are copied faster than a pointer is followed */

typedef struct Search {
    const Sym *v;
    bool named; /* other than as an argument, which only says where it is */
} Search;

static Walk find_object(Expr *e, void *context)
{
    Search *s = context;
    bool object = e->kind == E_UNARY &&
                  (e->op == OP_SIZEOF || e->op == OP_ALIGNOF || e->op == OP_ADDR);
    bool element = e->kind == E_INDEX && ref_sym(e->kid[BASE]) == s->v;
    if (e->kind == E_OPAQUE || element || (object && e->nkid && ref_sym(e->kid[0]) == s->v))
        s->named = true;
    return s->named ? WALK_STOP : WALK_ON;
}

static Walk find_opaque(Stmt *st, void *context)
{
    Search *s = context;
    s->named |= st->kind == S_OPAQUE;
    return s->named ? WALK_STOP : WALK_ON;
}

static bool is_pinned(const Inst *f, const Sym *v)
{
    for (int i = 0; i < f->pinned.n; i++)
        if (f->pinned.at[i] == v)
            return true;
    return false;
}

static long known_bytes(Type *t)
{
    long count = 1;
    for (t = strip(t); t->kind == T_ARRAY; t = strip(t->base))
        count *= t->count;
    return is_scalar(t) ? 8 * count : SMALL + 1;
}

/* May the array that is declared here, and kept at the end of its block, be a block of the tape? */
bool can_live_on_tape(Adjoint *a, const Stmt *decl)
{
    const Sym *v = decl->decls.at[0];
    Type *t = strip(v->type);
    if (options.no_block_tape || decl->decls.n != 1 || t->kind != T_ARRAY || v->init ||
        v->storage != ST_NONE || v->global || v->attributes || v->type->quals || v->renews)
        return false;
    const Tag *tag = strip(element_type(t))->tag;
    if (has_pointers(t) || !holds_reals(t) || is_vla(t->base) || (tag && tag->local))
        return false;
    if (place_of(a->p, (Sym *)v)->hidden || is_pinned(a->f, v))
        return false;
    if (!is_vla(t) && known_bytes(t) <= SMALL)
        return false;
    Search s = {v, false};
    walk_block(a->f->body->body, find_opaque, find_object, &s);
    return !s.named;
}

static Expr *bytes_of(Sym *v)
{
    Type *t = v->array;
    Expr *count = t->extent ? clone_expr(t->extent, NULL) : int_const(t->count);
    return mul(count, unary(OP_SIZEOF, deref(ref(v))));
}

static Expr *tape_call(const char *name, Expr *bytes)
{
    Sym *f = library_function(NULL, name, "adcc_rt.h", pointer_to(type_void), 1, type_ulong);
    return call_n(f, 1, bytes);
}

/* Stands where the declaration is reversed, until move_to_tape() fills it in. */
Stmt *release_from_tape(void)
{
    return expr_stmt(tape_call("adcc_release", int_const(0)));
}

static void drop_stmt(Block *b, const Stmt *gone)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_stmt(&s->body[i], gone);
        bool empty = s->kind == S_IF && is_empty(s->body[IF_THEN]) && is_empty(s->body[IF_ELSE]);
        if (s != gone && !empty)
            add_stmt(&out, s);
    }
    *b = out;
}

/* A variable that changes from an array to a pointer. */
typedef struct Move {
    Sym *v;     /* in the forward sweep */
    Sym *again; /* in the reverse one */
} Move;

static Expr *retype(Expr *e, void *context)
{
    const Move *m = context;
    if (e->kind == E_REF && (e->u.sym == m->v || e->u.sym == m->again))
        e->type = e->u.sym->type;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid &&
        (ref_sym(e->kid[0]) == m->v || ref_sym(e->kid[0]) == m->again))
        return bytes_of(ref_sym(e->kid[0]));
    return e;
}

static Walk find_renewed(Stmt *s, void *context)
{
    Move *m = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && v->renews == m->v && !m->again)
        m->again = v;
    return WALK_ON;
}

static void move_array(Adjoint *a, const Kept *k, Sweep *s)
{
    Sym *v = k->decl->decls.at[0];
    Place *place = place_of(a->p, v);
    Move m = {.v = v};
    walk_block(s->rev, find_renewed, NULL, &m);
    if (!m.again)
        die("nothing takes '%s' from the tape", v->name);
    v->array = strip(v->type);
    m.again->array = strip(m.again->type);
    v->block = m.again->block = v;
    v->type = pointer_to(v->array->base);
    m.again->type = pointer_to(m.again->array->base);
    m.again->init = k->declared ? int_const(0) : NULL;
    bits_add(&place->points_to, place->id); /* it leads to what it was */
    rewrite_block(s->fwd, retype, &m);
    rewrite_block(s->rev, retype, &m);
    v->init = tape_call("adcc_reserve", bytes_of(v));
    k->decl->skipped = 0; /* it does something now */
    k->release->e[0] = tape_call("adcc_release", bytes_of(m.again));
}

/* Gives arrays of a block whose two sweeps are made their places on the tape. */
void move_to_tape(Adjoint *a, const Kepts *kept, Sweep *s)
{
    for (int i = 0; i < kept->n; i++) {
        const Kept *k = &kept->at[i];
        if (k->release && k->pop->kind == S_POP)
            move_array(a, k, s);
        else if (k->release)
            drop_stmt(&s->rev, k->release);
    }
}
