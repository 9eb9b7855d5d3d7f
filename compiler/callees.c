/* callees.c - what functions that adcc wrote do with the arrays that are handed to them.
 *
 *     static void slope_rev(int n, ..., double *y_b, double *k_b)    y_b[i - 1], k_b[i]: confined
 *
 * A parameter is confined if the function uses it for the elements behind it and hands it to
 * functions in which it is confined, and for nothing else: no pointer into the array is left when
 * it returns.  An array that its function uses in the same way, and declares, is reached by nobody
 * else at any time.
 */
#include "filled.h"

enum { MOST_ARRAYS = 200 }; /* of a function */

typedef struct Leak {
    const Callees *c;
    const Sym *v;
} Leak;

Callee *callee_of_call(const Callees *c, const Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    return f ? map_get(&c->of, f) : NULL;
}

bool is_element_of(const Expr *e, const Sym *v)
{
    if (e->kind != E_INDEX || !is_arithmetic(e->type))
        return false;
    while (e->kind == E_INDEX)
        e = skip_conv(e->kid[BASE]);
    return e->kind == E_REF && e->u.sym == v;
}

bool is_zero_stored(const Stmt *s, const Sym *v)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && e->kind == E_ASSIGN && e->op == OP_NONE && is_element_of(e->kid[LHS], v) &&
           is_zero(e->kid[RHS]);
}

typedef struct Count {
    const Sym *v;
    int n;
} Count;

static Walk count_mention(Expr *e, void *context)
{
    Count *count = context;
    count->n += e->kind == E_REF && e->u.sym == count->v;
    return WALK_ON;
}

bool mentions_once(const Expr *e, const Sym *v)
{
    Count count = {v, 0};
    walk_expr((Expr *)e, count_mention, &count);
    return count.n == 1;
}

/* ------------------------------------------------------------------ confined arrays */

/* Is this a kind of memory that we look at: numbers, the same for all who see them? */
static bool is_of_reals(Type *t)
{
    Type *element = strip(element_type(t));
    Type *real = element->kind == T_COMPLEX ? element->base : element;
    return is_real_floating(real) && !is_volatile(element);
}

static Walk find_leak(Expr *e, void *context);

static bool leaks_in_call(Leak *x, Expr *e, const Callee *g)
{
    for (int k = ARGS; k < e->nkid; k++) {
        bool whole = ref_sym(e->kid[k]) == x->v;
        bool kept = g && !bits_has(&g->confined, k - ARGS);
        if (whole ? kept : !walk_expr(e->kid[k], find_leak, x))
            return true;
    }
    return false;
}

static Walk find_leak(Expr *e, void *context)
{
    Leak *x = context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    const Callee *g = callee_of_call(x->c, e);
    if (g || (f && f->system && str_eq(f->name, "memset")))
        return leaks_in_call(x, e, g) ? WALK_STOP : WALK_PRUNE;
    if (is_element_of(e, x->v)) {
        for (; e->kind == E_INDEX; e = skip_conv(e->kid[BASE]))
            if (!walk_expr(e->kid[INDEX], find_leak, x))
                return WALK_STOP;
        return WALK_PRUNE;
    }
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    if (e->kind == E_UNARY && e->op == OP_ADDR && expr_mentions(e, x->v))
        return WALK_STOP;
    return e->kind == E_REF && e->u.sym == x->v ? WALK_STOP : WALK_ON;
}

static bool is_confined(const Callees *c, const Func *f, const Sym *v)
{
    Leak x = {c, v};
    return walk_block(f->body, NULL, find_leak, &x);
}

bool is_confined_array(const Callees *c, const Func *f, const Sym *v)
{
    return v->kind == SYM_VAR && v->primal && !v->global && v->storage == ST_NONE &&
           is_array(v->type) && strip(v->type)->count != COUNT_UNKNOWN && is_of_reals(v->type) &&
           is_confined(c, f, v);
}

static void find_confined(Callees *c)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < c->all->n; i++) {
            Func *f = c->all->at[i];
            Callee *g = map_get(&c->of, f->sym);
            for (int k = bits_next(&g->confined, 0); k >= 0; k = bits_next(&g->confined, k + 1))
                if (!is_confined(c, f, f->params.at[k])) {
                    bits_remove(&g->confined, k);
                    changed = true;
                }
        }
    }
}

/* ------------------------------------------------------------------ functions */

/* Of each array the whole function is looked at: not where there are very many. */
static Walk note_mark(Stmt *s, void *context)
{
    Callee *g = context;
    for (int i = 0; i < s->decls.n; i++)
        g->arrays += is_array(s->decls.at[i]->type);
    g->jumps |= s->kind == S_LABEL || s->kind == S_SWITCH || s->kind == S_GOTO_ADDR ||
                g->arrays > MOST_ARRAYS;
    return WALK_ON;
}

static Walk find_pointers(Expr *e, void *context)
{
    const Callees *c = context;
    if (callee_of_call(c, e)) {
        for (int k = ARGS; k < e->nkid; k++)
            walk_expr(e->kid[k], find_pointers, context);
        return WALK_PRUNE;
    }
    Callee *g = e->kind == E_REF ? map_get(&c->of, e->u.sym) : NULL;
    if (g)
        g->open = true;
    return WALK_ON;
}

/* A variable of an iteration has another value in the next one. */
static void note_variables(Callee *g, Block b, bool in_loop)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; in_loop && i < s->decls.n; i++)
            map_set(&g->changed, s->decls.at[i], s);
        for (int i = 0; i < 3; i++)
            note_variables(g, s->body[i], in_loop || is_loop(s));
    }
}

Callee *new_callee(Program *p, Func *f)
{
    Callee *g = new (Callee);
    *g = (Callee){.f = f, .changed = changed_variables(f->body)};
    g->open = f == p->root->whole || f->sym->storage != ST_STATIC;
    walk_block(f->body, note_mark, NULL, g);
    note_variables(g, f->body, false);
    for (int k = 0; k < f->params.n; k++) {
        const Sym *v = f->params.at[k];
        Type *t = strip(v->type);
        if (v->primal && t->kind == T_POINTER && is_of_reals(t->base) && !v->address_taken &&
            !map_has(&g->changed, v))
            bits_add(&g->confined, k);
    }
    return g;
}

Callees *find_callees(Program *p, Funcs *all)
{
    Callees *c = new (Callees);
    c->all = all;
    for (int i = 0; i < all->n; i++)
        map_set(&c->of, all->at[i]->sym, new_callee(p, all->at[i]));
    for (int i = 0; i < all->n; i++)
        walk_block(all->at[i]->body, NULL, find_pointers, c);
    find_confined(c);
    return c;
}

static bool is_mentioned(const Funcs *all, const Func *f)
{
    for (int i = 0; i < all->n; i++)
        if (list_mentions(all->at[i]->body, f->sym))
            return true;
    return false;
}

void drop_unmentioned(Funcs *all, const Funcs *old)
{
    Map gone = {0};
    for (int i = 0; i < old->n; i++)
        if (!is_mentioned(all, old->at[i]))
            map_set(&gone, old->at[i], old->at[i]);
    Funcs kept = {0};
    for (int i = 0; i < all->n; i++)
        if (!map_has(&gone, all->at[i]))
            append(&kept, all->at[i]);
    *all = kept;
}

/* ------------------------------------------------------------------ storage, seen from a caller */

Arrays look_at_arrays(const Callees *c, const Func *f)
{
    return (Arrays){.c = c, .f = f, .changed = changed_variables(f->body)};
}

bool is_steady_array(const Arrays *in, const Sym *v)
{
    if ((v->kind != SYM_VAR && v->kind != SYM_PARAM) || v->global || v->storage == ST_STATIC ||
        is_volatile(v->type))
        return false;
    return is_array(v->type) ? is_real_floating(strip(strip(v->type)->base))
                             : is_pointer(v->type) && !map_has(&in->changed, v);
}

/* The local array that v is, be it that it lives on the tape, or the block of the tape that it
 * leads to; NULL if it is neither. */
static const Sym *local_array(const Sym *v)
{
    v = v->block ? v->block : v;
    bool own = v->kind == SYM_VAR && (is_array(v->type) || v->array || (v->on_tape && !v->moved));
    return !own ? NULL : v->renews ? v->renews : v;
}

static bool is_reached_by_nobody(Arrays *in, const Sym *v)
{
    if (map_has(&in->confined, v) || map_has(&in->other, v))
        return map_has(&in->confined, v);
    bool confined = is_confined_array(in->c, in->f, v);
    map_set(confined ? &in->confined : &in->other, v, (void *)v);
    return confined;
}

bool arrays_apart(Arrays *in, const Sym *v, const Sym *w)
{
    const Sym *a = local_array(v), *b = local_array(w);
    bool outer = v->kind == SYM_PARAM || w->kind == SYM_PARAM;
    return v != w && ((a && b ? a != b : (a || b) && outer) || is_reached_by_nobody(in, v) ||
                      is_reached_by_nobody(in, w));
}
