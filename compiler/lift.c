/* lift.c - an element that a loop reads again and again is read once, before it.
 *
 *     for (int r = 0; r < d; r++) {                double u_here = u[c];
 *         w_b[r] += u[c] * v_b[r];        ->       for (int r = 0; r < d; r++) {
 *         u_sum += w[r] * v_b[r];                      w_b[r] += u_here * v_b[r];
 *     }                                                u_sum += w[r] * v_b[r];
 *                                                  }
 *
 * C compilers do not know that w_b leads to other storage than u: ADCC_SIMD says that iterations
 * are independent, not that u[c] stays what it is.  A loop without an iteration does not read u[c],
 * which may not be there then.  So where the loop may run without one, and nothing beside it gets
 * at the element, the new variable asks as the loop does:
 *
 *     double u_here = c + 1 < d ? u[c] : 0.0;
 *     for (int r = c + 1; r < d; r++) ...
 */
#include "order.h"

enum { MOST_KEPT = 4 }; /* of a loop: there are so many registers */

/* The loops around a list. */
typedef struct Nest {
    const struct Nest *around;
    const Stmt *loop;
} Nest;

typedef struct Lift {
    Program *p;
    Map *names;
    const Map *changed; /* variables that the function sets */
    const Nest *around;
    const Block *list; /* in which the loop stands */
    Stmt *loop;
    Order k;
    Exprs places; /* read by every iteration */
    Syms kept;    /* in place of them */
} Lift;

/* ------------------------------------------------------------------ what stays the same */

static Walk find_shared(Expr *e, void *context)
{
    (void)context;
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool own = !v || v->kind == SYM_ENUMERATOR ||
               ((v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
                v->storage != ST_STATIC && !is_volatile(v->type) &&
                (!v->address_taken || is_array(v->type)));
    return own ? WALK_ON : WALK_STOP;
}

/* a[c], a[2][c]: of variables that no other function sees, and that the loop leaves alone? */
static bool is_kept_place(const Order *k, const Expr *e)
{
    if (e->kind != E_INDEX || !is_fixed(k, e->kid[INDEX]))
        return false;
    const Expr *base = skip_conv(e->kid[BASE]);
    if (base->kind == E_INDEX && is_array(base->type))
        return is_kept_place(k, base);
    if (base->kind != E_REF || map_has(&k->own, base->u.sym))
        return false;
    return is_array(base->type) || is_fixed(k, base);
}

/* Does the loop write to the block of the tape that v leads to?  It is nothing else. */
static Walk find_store(Expr *e, void *context)
{
    bool changes = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op >= OP_PREINC &&
                                           e->op <= OP_POSTDEC);
    return changes && path_root(e->kid[0]) == context ? WALK_STOP : WALK_ON;
}

/* What the loop does with the element; NULL if it is in a block of the tape. */
static const Touch *read_of(const Order *k, const Expr *e)
{
    for (int i = 0; i < k->effect->touches.n; i++)
        if (k->effect->touches.at[i].path == e)
            return &k->effect->touches.at[i];
    return NULL;
}

/* Is nothing written that may be the element? */
static bool is_untouched(const Lift *x, const Expr *e)
{
    const Order *k = &x->k;
    Sym *root = path_root((Expr *)e);
    if (!root || !walk_block(x->loop->body[BODY], NULL, find_store, root))
        return false;
    const Touch *u = read_of(k, e);
    for (int i = 0; u && i < k->effect->touches.n; i++) {
        const Touch *t = &k->effect->touches.at[i];
        if (t->kind != READS && (!t->path || (!is_own(k, t->path) && may_meet(k, t, u))))
            return false;
    }
    return u || (root->on_tape && !root->array);
}

static int find_here(const Exprs *all, const Expr *e)
{
    for (int i = 0; i < all->n; i++)
        if (same_expr(all->at[i], e))
            return i;
    return -1;
}

/* Elements that are read whenever the whole expression is. */
static Walk note_place(Expr *e, void *context)
{
    Lift *x = context;
    if (e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->op == OP_LAND ||
        e->op == OP_LOR || (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF)) ||
        (e->kind == E_UNARY && e->op == OP_ADDR))
        return WALK_PRUNE;
    if (e->kind == E_INDEX && is_real_floating(strip(e->type)) && !is_volatile(e->type) &&
        walk_expr(e, find_shared, NULL) && is_kept_place(&x->k, e) && is_untouched(x, e) &&
        find_here(&x->places, e) < 0)
        append(&x->places, e);
    return WALK_ON;
}

static void note_places(Lift *x)
{
    for (Stmt *s = x->loop->body[BODY].first; s; s = s->next) {
        Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            if (s->decls.at[i]->init)
                walk_expr(s->decls.at[i]->init, note_place, x);
        if (e && e->kind == E_ASSIGN)
            walk_expr(e->kid[RHS], note_place, x);
    }
}

/* ------------------------------------------------------------------ is the element there? */

static Walk find_place(Expr *e, void *context)
{
    if (e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->op == OP_LAND ||
        e->op == OP_LOR || e->kind == E_UNARY)
        return WALK_PRUNE;
    return e->kind == E_INDEX && same_expr(e, context) ? WALK_STOP : WALK_ON;
}

static Walk find_jump(Stmt *s, void *context)
{
    (void)context;
    bool plain = s->kind == S_DECL || s->kind == S_EXPR || s->kind == S_COMMENT ||
                 s->kind == S_FOR || s->kind == S_IF || s->kind == S_BLOCK;
    return plain ? WALK_ON : WALK_STOP;
}

static Walk find_changed(Expr *e, void *context)
{
    return e->kind == E_REF && map_has(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    bool call = e->kind == E_CALL && !(callee_sym(e) && is_pure_library(callee_sym(e)));
    return call ? WALK_STOP : WALK_ON;
}

/* Does the list, which runs to its end and frees nothing, get at the element beside the loop? */
static bool is_read_beside(const Lift *x, Expr *place)
{
    Map changed = changed_variables(*x->list);
    if (!walk_block(*x->list, find_jump, find_call, NULL) ||
        !walk_expr(place, find_changed, &changed))
        return false;
    for (Stmt *s = x->list->first; s; s = s->next) {
        bool plain = s->kind == S_EXPR || s->kind == S_DECL;
        if (plain && !walk_stmt(s, NULL, find_place, place))
            return true;
    }
    return false;
}

/* for (int i = a; i < b; ...) */
static bool counts_up(const Stmt *s)
{
    const Expr *more = s->kind == S_FOR ? s->e[0] : NULL;
    const Stmt *init = s->body[INIT].first;
    return more && init && init->kind == S_DECL && init->decls.n == 1 &&
           init->decls.at[0]->init && more->kind == E_BINARY &&
           (more->op == OP_LT || more->op == OP_LE) &&
           ref_sym(more->kid[LHS]) == init->decls.at[0];
}

/* The loop around that counts v from a number up; NULL if there is none. */
static const Stmt *loop_of(const Lift *x, const Sym *v)
{
    for (const Nest *n = x->around; n; n = n->around)
        if (counts_up(n->loop) && n->loop->body[INIT].first->decls.at[0] == v) {
            const Expr *first = skip_conv(v->init);
            Map changed = changed_variables(n->loop->body[BODY]);
            bool plain = first->has_value && first->value >= 0 && n->loop->e[0]->op == OP_LT;
            return plain && !map_has(&changed, v) ? n->loop : NULL;
        }
    return NULL;
}

/* An element c of an array double u[d], in a loop in which c is below d? */
static bool is_within(const Lift *x, const Expr *place)
{
    const Sym *v = ref_sym(place->kid[BASE]), *c = ref_sym(skip_conv(place->kid[INDEX]));
    Type *t = v && v->array ? v->array : v ? strip(v->type) : NULL;
    const Stmt *loop = t && is_array(t) && t->extent && c ? loop_of(x, c) : NULL;
    return loop && same_expr(skip_conv(loop->e[0]->kid[RHS]), skip_conv(t->extent)) &&
           walk_expr(t->extent, find_shared, NULL) &&
           walk_expr(t->extent, find_changed, (void *)x->changed);
}

static bool is_there(const Lift *x, Expr *place)
{
    Sym *i;
    return short_trips(x->loop, &i) > 0 || is_within(x, place) || is_read_beside(x, place);
}

/* ------------------------------------------------------------------ the loops */

static Expr *use_here(Expr *e, void *context)
{
    const Lift *x = context;
    int i = e->kind == E_INDEX ? find_here(&x->places, e) : -1;
    return i >= 0 ? ref(x->kept.at[i]) : e;
}

static Stmt *declare_here(Lift *x, Expr *place)
{
    const Sym *root = path_root(place);
    Type *t = unqualified(strip(place->type));
    const Expr *more = x->loop->e[0];
    Expr *value = clone_expr(place, NULL);
    Expr *runs = binary(more->op, copy(x->k.i->init), copy(more->kid[RHS]));
    Sym *v = new_sym(SYM_VAR, free_name(x->names, fmt("%s_here", root->name)), t);
    v->generated = true;
    append(&x->kept, v);
    return decl_stmt(v, is_there(x, place) ? value : cond(runs, value, zero_of(t)));
}

/* Does i < limit say of the number what it says of the index that begins there? */
static bool begins_as_it_is(const Sym *i)
{
    const Expr *first = skip_conv(i->init);
    bool small = first->has_value && first->value >= 0 && first->value <= 127;
    return is_pure(first) && is_integer(first->type) && (small || same_type(first->type, i->type));
}

/* Marked for C compilers, as its iterations are independent? */
static bool can_lift_from(const Stmt *s)
{
    if (s->kind != S_FOR || !s->text || !starts_with(s->text, "ADCC_SIMD") || !counts_up(s))
        return false;
    const Sym *i = s->body[INIT].first->decls.at[0];
    const Expr *limit = s->e[0]->kid[RHS];
    return is_pure(limit) && begins_as_it_is(i) && !same_expr(i->init, limit);
}

static bool lift_from(Lift *x, Block *before)
{
    x->k = look_at_loop(x->p, x->loop);
    const Effect *e = x->k.effect;
    if (e->unknown || e->observable || x->k.jumps)
        return false;
    note_places(x);
    if (x->places.n == 0 || x->places.n > MOST_KEPT)
        return false;
    for (int i = 0; i < x->places.n; i++) {
        x->places.at[i] = clone_expr(x->places.at[i], NULL); /* the loop's changes */
        add_stmt(before, declare_here(x, x->places.at[i]));
    }
    rewrite_block(x->loop->body[BODY], use_here, x);
    return true;
}

static void lift_in_list(const Lift *around, Block *b)
{
    for (Stmt *s = b->first, *last = NULL; s; last = s, s = s->next) {
        Lift x = *around;
        x.list = b;
        x.loop = s;
        Block before = {0};
        if (can_lift_from(s) && lift_from(&x, &before)) {
            before.last->next = s;
            *(last ? &last->next : &b->first) = before.first;
        }
        Nest nest = {around->around, s};
        Lift inside = *around;
        if (s->kind == S_FOR)
            inside.around = &nest;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                lift_in_list(&inside, &s->body[i]);
    }
}

void lift_reads(Program *p, Func *f)
{
    if (options.no_lift)
        return;
    Map names = names_in(f), changed = changed_variables(f->body);
    lift_in_list(&(Lift){.p = p, .names = &names, .changed = &changed}, &f->body);
}
