/* directions_window.c - loops leave out the directions in which they would add zeros.
 *
 *     for (int i = 0; i < n; i++)            int first = 0, last = 0 < n ? N : 0;
 *         for (int d = 0; d < N; d++)        while (first < last && a_d[first] == 0.0)
 *             y_d[i][d] += a_d[d] * x[i];        first++;
 *                                       ->   while (first < last && a_d[last - 1] == 0.0)
 *                                                last--;
 *                                            if (last - first <= N / 2)
 *                                                for (int i = 0; i < n; i++)
 *                                                    for (int k = first; k < last; k += 4)
 *                                                        for (int d = 0; d < 4; d++)
 *                                                            y_d[i][k + d] += a_d[k + d] * x[i];
 *                                            else ...
 *
 * Seeds of Jacobians are mostly zero, and what depends on few inputs has few derivatives that are
 * not.  A loop over directions changes nothing in a direction where it only adds, and every term
 * has a factor that is zero (an infinite partial makes no difference: nothing depends on that
 * direction).  Factors that are the same in all iterations of the loop around it are looked at
 * before that loop, if it runs at all: they stay as they are if it does nothing but assign to other
 * objects.  The window is wide enough for all that is not zero; its width is a multiple of 4, so
 * that loops over directions are vectors, and N must be one so that it has room everywhere.  Where
 * it would be wide, the loop stays what it was, which C compilers make better code of.
 *
 *     for (int i = 0; i < n; i++) {                for (int i = 0; i < n; i++)
 *         double c = x[i];                             y[i] += a * x[i];
 *         y[i] += a * x[i];                  ->    for (int k = first; k < last; k += 4)
 *         for (k...) for (d...)                        for (int i = 0; i < n; i++) {
 *             y_d[i][d] += a_d[d] * c;                     double c = x[i];
 *     }                                                    for (d...) ...
 *
 * What the loop does besides is done in one before it, if it assigns nothing that the rest reads:
 * elements of restrict parameters which the rest does not mention, and of which the function makes
 * no other pointers, so that all else that it reads is other storage.
 */
#include "directions.h"

#include <stdlib.h>

enum { WIDTH = 4, FEWEST = 8, MOST_FACTORS = 8 };

typedef struct Window {
    Lanes *l;
    const Map *moved; /* pointers that the function assigns to */
    Stmt *loop;
    Map changed;      /* variables that it assigns, or that are its own */
    Exprs places;     /* shadows that it adds to */
    /* of the loop over directions at hand */
    Sym *d;
    Map none;         /* variables of it that are zero where the factors are */
    Exprs factors;    /* without [d] */
} Window;

/* ------------------------------------------------------------------ objects */

/* The variable that a path or a pointer starts from; NULL if it starts from another value. */
static Sym *start_of(const Expr *e)
{
    bool memory = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF);
    if (memory && strip(e->type)->kind == T_POINTER)
        return NULL; /* it is loaded */
    switch (e->kind) {
    case E_REF:
        return e->u.sym;
    case E_CONV:
    case E_CAST:
    case E_INDEX:
        return is_pointer(decay(e->kid[0]->type)) ? start_of(e->kid[0]) : NULL;
    case E_UNARY:
        return e->op == OP_DEREF || e->op == OP_ADDR ? start_of(e->kid[0]) : NULL;
    case E_BINARY:
        return !is_pointer(e->type) ? NULL : start_of(e->kid[is_pointer(decay(e->kid[RHS]->type))]);
    default:
        return NULL;
    }
}

static bool is_own_array(const Sym *v)
{
    return v->kind == SYM_VAR && is_array(v->type) && !v->global && v->storage == ST_NONE;
}

/* What v is part of, or leads to: an array of this call, or a parameter for what the caller has;
 * NULL if that is not known. */
static const Sym *object_of(const Window *w, const Sym *v)
{
    enum { DEPTH = 8 };
    for (int i = 0; v && i < DEPTH && !is_own_array(v); i++) {
        if (v->global || map_has(w->moved, v))
            return NULL;
        if (v->kind == SYM_PARAM)
            return v;
        v = v->storage == ST_NONE && v->init && is_pointer(v->type) ? start_of(v->init) : NULL;
    }
    return v && is_own_array(v) ? v : NULL;
}

/* Are these different objects?  What stands for a value overlaps with nothing that is written. */
static bool are_apart(const Window *w, const Expr *place, const Expr *factor)
{
    const Sym *p = object_of(w, start_of(place)), *q = object_of(w, start_of(factor));
    if (!p || !q || p == q)
        return false;
    return p->kind == SYM_VAR || q->kind == SYM_VAR || is_lane_value(q);
}

/* ------------------------------------------------------------------ factors */

/* Is the value, or the place, the same in all iterations?  Memory is not looked into. */
static bool is_same(const Window *w, const Expr *e)
{
    switch (e->kind) {
    case E_INT:
        return true;
    case E_REF: {
        const Sym *v = e->u.sym;
        return !map_has(&w->changed, v) && !map_has(&w->l->addressed, v) &&
               (v->kind == SYM_ENUMERATOR || !v->global);
    }
    case E_CONV:
    case E_CAST:
        return is_same(w, e->kid[0]);
    case E_BINARY:
        return (e->op == OP_ADD || e->op == OP_SUB || e->op == OP_MUL) && is_same(w, e->kid[LHS]) &&
               is_same(w, e->kid[RHS]);
    case E_INDEX:
        return is_array(e->type) && is_same(w, e->kid[BASE]) && is_same(w, e->kid[INDEX]);
    case E_UNARY:
        return e->op == OP_NEG && is_same(w, e->kid[0]);
    default:
        return false;
    }
}

/* The lvalue of all directions, of one; NULL if e is none. */
static Expr *all_of(const Window *w, const Expr *e)
{
    return e->kind == E_INDEX && ref_sym(e->kid[INDEX]) == w->d ? e->kid[BASE] : NULL;
}

static bool add_factor(Window *w, Expr *all)
{
    for (int i = 0; i < w->factors.n; i++)
        if (same_expr(w->factors.at[i], all))
            return true;
    if (w->factors.n == MOST_FACTORS || !is_same(w, all))
        return false;
    for (int i = 0; i < w->places.n; i++)
        if (!are_apart(w, w->places.at[i], all))
            return false;
    append(&w->factors, all);
    return true;
}

static Walk find_direction(Expr *e, void *context)
{
    const Window *w = context;
    bool found = e->kind == E_REF && (e->u.sym == w->d || map_has(&w->none, e->u.sym));
    return found ? WALK_STOP : WALK_ON;
}

static bool is_shared(Window *w, Expr *e)
{
    return walk_expr(e, find_direction, w);
}

/* Is e zero where the factors are?  Adds those that it needs. */
static bool is_none(Window *w, Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return map_has(&w->none, e->u.sym);
    case E_INDEX:
        return all_of(w, e) && add_factor(w, all_of(w, e));
    case E_CONV:
    case E_CAST:
        return is_real_floating(strip(e->type)) && is_none(w, e->kid[0]);
    case E_UNARY:
        return (e->op == OP_NEG || e->op == OP_PLUS) && is_none(w, e->kid[0]);
    case E_BINARY:
        if (e->op == OP_ADD || e->op == OP_SUB)
            return is_none(w, e->kid[LHS]) && is_none(w, e->kid[RHS]);
        if (e->op == OP_MUL && is_shared(w, e->kid[LHS]))
            return is_none(w, e->kid[RHS]);
        return (e->op == OP_MUL || e->op == OP_DIV) && is_shared(w, e->kid[RHS]) &&
               is_none(w, e->kid[LHS]);
    default:
        return is_zero(e);
    }
}

/* t_d = a;  or  p_d[i][d] += a; */
static bool adds_none(Window *w, Stmt *s)
{
    if (s->kind == S_COMMENT)
        return true;
    if (s->kind == S_DECL) {
        Sym *v = s->decls.at[0];
        if (s->decls.n != 1 || !v->init || !is_real_floating(strip(v->type)) ||
            !is_none(w, v->init))
            return false;
        map_set(&w->none, v, v);
        return true;
    }
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB) &&
           all_of(w, e->kid[LHS]) && is_none(w, e->kid[RHS]);
}

static bool has_window(Window *w, Stmt *inner)
{
    w->d = map_get(&w->l->loops, inner);
    w->none = (Map){0};
    w->factors = (Exprs){0};
    for (Stmt *s = inner->body[BODY].first; s; s = s->next)
        if (!adds_none(w, s))
            return false;
    return w->factors.n > 0;
}

/* ------------------------------------------------------------------ the loop around */

/* Notes what the expression assigns; false if it does anything else. */
static bool note_assignment(Window *w, Expr *e)
{
    bool steps = e->kind == E_UNARY && (e->op == OP_POSTINC || e->op == OP_PREINC ||
                                        e->op == OP_POSTDEC || e->op == OP_PREDEC);
    if (e->kind != E_ASSIGN && !steps)
        return false;
    Expr *to = e->kid[LHS];
    if (to->kind == E_REF)
        map_set(&w->changed, to->u.sym, e);
    bool plain = is_path(to) && is_pure(to) && !is_volatile(to->type);
    return plain && (steps || is_pure(e->kid[RHS]));
}

static bool note_declarations(Window *w, const Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        map_set(&w->changed, v, v);
        if (v->storage != ST_NONE || (v->init && !is_pure(v->init)))
            return false;
    }
    return true;
}

/* What a loop over directions assigns. */
static bool note_lanes(Window *w, const Stmt *inner)
{
    for (Stmt *s = inner->body[BODY].first; s; s = s->next) {
        if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN) {
            append(&w->places, s->e[0]->kid[LHS]);
            if (!is_pure(s->e[0]->kid[RHS]))
                return false;
        } else if (s->kind == S_DECL ? !note_declarations(w, s) : s->kind != S_COMMENT) {
            return false;
        }
    }
    return true;
}

/* Does it only assign and declare, each statement in each iteration? */
static bool note_list(Window *w, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool known = s->kind == S_COMMENT || s->kind == S_NULL;
        if (s->kind == S_EXPR)
            known = note_assignment(w, s->e[0]);
        else if (s->kind == S_DECL)
            known = note_declarations(w, s);
        else if (s->kind == S_FOR && map_has(&w->l->loops, s))
            known = note_lanes(w, s);
        if (!known)
            return false;
    }
    return true;
}

/* What the variable of the loop begins with: for (int i = 0; ...) */
static Expr *begins_with(const Stmt *loop, Sym **i)
{
    const Stmt *s = loop->body[INIT].first;
    if (!s || s->next)
        return NULL;
    bool declares = s->kind == S_DECL && s->decls.n == 1;
    bool assigns = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->op == OP_NONE;
    *i = declares ? s->decls.at[0] : assigns ? ref_sym(s->e[0]->kid[LHS]) : NULL;
    return declares ? s->decls.at[0]->init : assigns ? s->e[0]->kid[RHS] : NULL;
}

typedef struct Replaced {
    Sym *v;
    const Expr *by;
} Replaced;

static Expr *replace_ref(Expr *e, void *context)
{
    const Replaced *r = context;
    return e->kind == E_REF && e->u.sym == r->v ? copy(r->by) : e;
}

/* Does the loop run at all?  NULL: that is not known before it. */
static Expr *runs(const Stmt *loop)
{
    Replaced r = {0};
    r.by = begins_with(loop, &r.v);
    if (!r.by || !r.v || !loop->e[0] || !is_pure(r.by) || !is_pure(loop->e[0]) ||
        expr_mentions(r.by, r.v))
        return NULL;
    return rewrite_expr(copy(loop->e[0]), replace_ref, &r);
}

/* The number of iterations, if it is known to be from 0 to 'most'; else that. */
static long iterations(const Stmt *loop, long most)
{
    Sym *i = NULL;
    const Expr *from = begins_with(loop, &i), *more = loop->e[0];
    if (more->kind != E_BINARY || !from->has_value || !more->kid[RHS]->has_value)
        return most;
    long apart = labs(more->kid[RHS]->value - from->value);
    return apart < most ? apart : most;
}

/* ------------------------------------------------------------------ the window */

/* first < last && a_d[at] == 0.0 && b_d[at] == 0.0 */
static Expr *all_zero(const Window *w, Sym *first, Sym *last, Expr *at)
{
    Expr *all = binary(OP_LT, ref(first), ref(last));
    for (int i = 0; i < w->factors.n; i++) {
        Expr *value = index_of(copy(w->factors.at[i]), copy(at));
        Expr *zero = float_const(0.0, unqualified(value->type));
        all = binary(OP_LAND, all, binary(OP_EQ, value, zero));
    }
    return all;
}

static Sym *integer(const Window *w, const char *name)
{
    Sym *v = new_sym(SYM_VAR, free_name(&w->l->names, name), type_int);
    v->generated = true;
    return v;
}

/* first and last become those of the directions that are not zero, the last one past the end. */
static void find_window(Window *w, Sym *first, Sym *last)
{
    Block up = block_of(expr_stmt(unary(OP_POSTINC, ref(first))));
    Block down = block_of(expr_stmt(unary(OP_POSTDEC, ref(last))));
    Expr *end = cond(runs(w->loop), int_const(w->l->n), int_const(0));
    put_out(w->l, decl_stmt(first, int_const(0)));
    put_out(w->l, decl_stmt(last, end));
    put_out(w->l, while_stmt(all_zero(w, first, last, ref(first)), up));
    Expr *before = sub(ref(last), int_const(1));
    put_out(w->l, while_stmt(all_zero(w, first, last, before), down));
}

/* To a multiple of 4 directions. */
static void widen_window(Window *w, Sym *first, Sym *last)
{
    Expr *end = int_const(w->l->n), *width = int_const(WIDTH);
    Expr *wide = add(sub(ref(last), ref(first)), int_const(WIDTH - 1));
    wide = mul(divide(wide, width), copy(width));
    put_out(w->l, expr_stmt(assign(ref(last), add(ref(first), wide))));
    Block back = block_of(expr_stmt(assign_op(OP_SUB, ref(first), sub(ref(last), end))));
    add_stmt(&back, expr_stmt(assign(ref(last), copy(end))));
    put_out(w->l, if_stmt(binary(OP_GT, ref(last), copy(end)), back, (Block){0}));
}

/* for (k = first; k < last; k += 4) body */
static Stmt *in_fours(Sym *k, Sym *first, Sym *last, Stmt *body)
{
    Block step = block_of(expr_stmt(assign_op(OP_ADD, ref(k), int_const(WIDTH))));
    Expr *more = binary(OP_LT, ref(k), ref(last));
    return for_stmt(block_of(decl_stmt(k, ref(first))), more, step, block_of(body));
}

/* A statement of its own for what s is, which becomes 'by'. */
static void put_in_place(Stmt *s, Stmt *by)
{
    Stmt *next = s->next;
    *s = *by;
    s->next = next;
}

/* for (d = 0; d < N; d++) y_d[d]
 * ->  for (k = first; k < last; k += 4) for (d = 0; d < 4; d++) y_d[k + d]
 *
 * A number of iterations that is a constant makes the inner one a vector without a test. */
static void use_window(Window *w, Stmt *inner, Stmt *around, Sym *first, Sym *last)
{
    Sym *k = integer(w, "k");
    Replaced r = {w->d, add(ref(k), ref(w->d))};
    rewrite_block(inner->body[BODY], replace_ref, &r);
    inner->e[0] = binary(OP_LT, ref(w->d), int_const(WIDTH));
    Stmt *moved = new_stmt(S_FOR, around->loc);
    *moved = *around;
    moved->next = NULL;
    put_in_place(around, in_fours(k, first, last, moved));
}

/* ------------------------------------------------------------------ loops in two */

typedef struct Uses {
    const Sym *v;
    int all, elements;
} Uses;

static Walk count_use(Expr *e, void *context)
{
    Uses *u = context;
    bool real = is_arithmetic(e->type);
    bool element = real && (e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF));
    u->all += e->kind == E_REF && e->u.sym == u->v;
    u->elements += element && ref_sym(e->kid[0]) == u->v;
    return WALK_ON;
}

/* A restrict parameter that leads to nothing but elements: all other paths lead elsewhere. */
static bool is_alone(const Window *w, const Sym *v)
{
    Uses u = {.v = v};
    if (v->kind != SYM_PARAM || !(v->type->quals & Q_RESTRICT) || map_has(w->moved, v))
        return false;
    walk_block(w->l->f->body, NULL, count_use, &u);
    return u.all == u.elements;
}

/* The variables that the statements of b assign, and the parameters that they write through; false
 * if they may write anything else. */
static bool assigned_by(const Window *w, Block b, Syms *written)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind != S_EXPR)
            continue;
        Expr *to = s->e[0]->kid[LHS];
        Sym *v = start_of(to);
        if (!v || leads_to_lanes(to) || (to->kind != E_REF && !is_alone(w, v)) ||
            (to->kind == E_REF && (v->global || map_has(&w->l->addressed, v))))
            return false;
        append(written, v);
    }
    return true;
}

/* The list without assignments, or without the loop over directions; and without variables that
 * are not needed then. */
static Block part_of(Block b, bool lanes)
{
    Block kept = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (s->kind == S_DECL || s->kind == (lanes ? S_FOR : S_EXPR))
            add_stmt(&kept, s);
    }
    for (bool changed = true; changed;) {
        Block before = kept;
        kept = (Block){0};
        changed = false;
        for (Stmt *s = before.first, *next; s; s = next) {
            next = s->next;
            Block rest = {next, before.last};
            bool dead = s->kind == S_DECL && s->decls.n == 1 &&
                        (!next || !list_mentions(rest, s->decls.at[0]));
            s->next = NULL;
            changed |= dead;
            if (!dead)
                add_stmt(&kept, s);
        }
    }
    return kept;
}

static int count_kind(Block b, StmtKind kind)
{
    int n = 0;
    for (Stmt *s = b.first; s; s = s->next)
        n += s->kind == kind;
    return n;
}

/* Does its head change nothing but a variable of its own? */
static bool counts_alone(const Stmt *loop)
{
    const Stmt *start = loop->body[INIT].first;
    bool alone = start->kind == S_DECL;
    for (const Stmt *s = loop->body[STEP].first; s && alone; s = s->next)
        alone = ref_sym(s->e[0]->kid[LHS]) == start->decls.at[0];
    return alone;
}

/* Puts out a loop for what 'loop' does besides its one loop over directions, and takes that away
 * from it; false if it cannot be. */
static bool part_loop(Window *w, Stmt *loop)
{
    Syms written = {0};
    if (count_kind(loop->body[BODY], S_FOR) != 1 || !counts_alone(loop) ||
        !assigned_by(w, loop->body[BODY], &written))
        return false;
    Stmt *rest = clone_stmt(loop, NULL);
    rest->body[BODY] = part_of(rest->body[BODY], true);
    for (int i = 0; i < written.n; i++)
        if (list_mentions(block_of(rest), written.at[i]))
            return false;
    Stmt *first = clone_stmt(loop, NULL);
    first->body[BODY] = part_of(first->body[BODY], false);
    loop->body[BODY] = part_of(loop->body[BODY], true);
    if (!is_empty(first->body[BODY]))
        put_out(w->l, first);
    return true;
}

/* ------------------------------------------------------------------ all loops */

/* The one loop over directions that is a statement of the loop's body, if it has a window. */
static Stmt *windowed(Window *w, const Stmt *loop)
{
    Stmt *inner = loop->body[BODY].first;
    while (inner && inner->kind != S_FOR)
        inner = inner->next;
    return inner && count_kind(loop->body[BODY], S_FOR) == 1 && has_window(w, inner) ? inner : NULL;
}

/* Puts out the loop with a window; false if it has none. */
static bool narrow_loop(Lanes *l, const Map *moved, Stmt *loop)
{
    Window w = {.l = l, .moved = moved, .loop = loop};
    if (!runs(loop) || iterations(loop, FEWEST) < FEWEST || !note_list(&w, loop->body[INIT]) ||
        !note_list(&w, loop->body[STEP]) || !note_list(&w, loop->body[BODY]))
        return false;
    Stmt *inner = windowed(&w, loop), *all = inner ? clone_stmt(loop, NULL) : NULL;
    if (!inner)
        return false;
    Sym *first = integer(&w, "first"), *last = integer(&w, "last");
    find_window(&w, first, last);
    Expr *few = binary(OP_LE, sub(ref(last), ref(first)), int_const(l->n / 2));
    Block before = l->out;
    l->out = (Block){0};
    widen_window(&w, first, last);
    use_window(&w, inner, part_loop(&w, loop) ? loop : inner, first, last);
    put_out(l, loop);
    Block narrow = l->out;
    l->out = before;
    put_out(l, if_stmt(few, narrow, block_of(all)));
    return true;
}

static Block narrow_list(Lanes *l, const Map *moved, Block in)
{
    Block before = l->out;
    l->out = (Block){0};
    for (Stmt *s = in.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            if (!is_empty(s->body[i]) && !(s->kind == S_FOR && i != BODY))
                s->body[i] = narrow_list(l, moved, s->body[i]);
        bool loop = s->kind == S_FOR && !map_has(&l->loops, s);
        if (!loop || !narrow_loop(l, moved, s))
            put_out(l, s);
    }
    Block made = l->out;
    l->out = before;
    return made;
}

static Walk note_moved(Expr *e, void *context)
{
    bool changes = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op != OP_NEG);
    Sym *v = changes ? ref_sym(e->kid[0]) : NULL;
    if (v && (e->kind == E_ASSIGN || e->op != OP_DEREF))
        map_set(context, v, e);
    return WALK_ON;
}

/* In the body of the function at hand. */
void narrow_directions(Lanes *l)
{
    Map moved = {0};
    if (options.no_window || l->n < FEWEST || l->n % WIDTH != 0)
        return;
    walk_block(l->f->body, NULL, note_moved, &moved);
    l->f->body = narrow_list(l, &moved, l->f->body);
}
