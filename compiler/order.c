/* order.c - loops of the reverse sweep run up where their iterations may come in any order.
 *
 *     for (int i = n - 1; i >= 0; i--) {           ADCC_SIMD_SUM(most_b)
 *         double t = w_s[i] * sum_b;               for (int i = 0; i < n; i++) {
 *         x_b[i] += t;                      ->         double t = w_s[i] * sum_b;
 *         most_b -= t;                                 x_b[i] += t;
 *     }                                                most_b -= t;
 *                                                  }
 *
 * C compilers make vector code of loops that run up, and people read them more easily.  Iterations
 * commute if all that outlives them is added to, and read by none; or is an element that no other
 * iteration has to do with.  Where no two iterations meet but in sums of variables, these may be
 * formed in any order, which compilers do only if they are told so.  They are also told where they
 * would have to find out while the program runs that arrays do not overlap; so they are where loops
 * of the forward sweep fill blocks of the tape, of which compilers do not know that they are no
 * other storage.
 *
 *     for (int c = d - 1; c >= 0; c--) {           for (int c = d - 1; c >= 0; c--)
 *         row -= d - c;                                row -= d - c;
 *         for (...)                         ->     for (int c = 0; c < d; c++) {
 *             x_b[k] += row[k] * y_b[c];               for (...)
 *     }                                                    x_b[k] += row[k] * y_b[c];
 *                                                      row += d - c;
 *                                                  }
 *
 * What iterations only step back they can step forward as well, once it is back where it began.
 */
#include "order.h"
#include "tape.h"

#include <limits.h>

/* ------------------------------------------------------------------ the iterations */

bool is_own(const Order *k, const Expr *path)
{
    Sym *v = path ? path_root((Expr *)path) : NULL;
    return v && map_has(&k->own, v) && (path->kind == E_REF || !is_pointer(v->type));
}

static Walk note_stmt(Stmt *s, void *context)
{
    Order *k = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        map_set(&k->own, s->decls.at[i], s);
        k->inner |= !is_scalar(s->decls.at[i]->type);
    }
    k->inner |= s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO || s->kind == S_SWITCH;
    k->branches |= s->kind == S_IF;
    k->jumps |= s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN;
    return WALK_ON;
}

/* Is v written but where it is declared? */
static bool is_changed(const Order *k, const Sym *v)
{
    int writes = 0;
    for (int j = 0; j < k->effect->touches.n; j++) {
        const Touch *t = &k->effect->touches.at[j];
        writes += t->kind != READS && !t->shadow && t->path && ref_sym(t->path) == v;
    }
    return writes > 1;
}

/* int at = i * m + j;  at is another name for that in all of the iteration */
static Walk note_value(Stmt *s, void *context)
{
    Order *k = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && v->init && is_integer(v->type) && !v->address_taken && !is_volatile(v->type) &&
        v->storage != ST_STATIC && is_integer(skip_conv(v->init)->type) &&
        strip(v->type)->size >= strip(skip_conv(v->init)->type)->size && !is_changed(k, v))
        map_set(&k->value_of, v, v->init);
    return WALK_ON;
}

static Walk find_varying(Expr *e, void *context)
{
    const Order *k = context;
    Expr *value = e->kind == E_REF ? map_get(&k->value_of, e->u.sym) : NULL;
    if (value)
        return walk_expr(value, find_varying, context) ? WALK_ON : WALK_STOP;
    bool memory = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CALL ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (memory || (e->kind == E_REF && (e->u.sym == k->i || map_has(&k->own, e->u.sym))))
        return WALK_STOP;
    for (int j = 0; e->kind == E_REF && j < k->effect->touches.n; j++) {
        const Touch *t = &k->effect->touches.at[j];
        if (t->kind != READS && t->path && ref_sym(t->path) == e->u.sym)
            return WALK_STOP;
    }
    return WALK_ON;
}

bool is_fixed(const Order *k, const Expr *e)
{
    Sym *v = ref_sym(e);
    return (!v || !v->address_taken) && walk_expr((Expr *)e, find_varying, (void *)k);
}

/* i, i + c, c - i, 3 * i + c: another value for each i.  times: what that is multiplied by, around
 * it. */
static bool is_injective(const Order *k, const Expr *e, long times)
{
    e = skip_conv((Expr *)e);
    Expr *value = e->kind == E_REF ? map_get(&k->value_of, e->u.sym) : NULL;
    if (e->kind == E_REF)
        return value ? is_injective(k, value, times) : e->u.sym == k->i;
    if (e->kind != E_BINARY)
        return false;
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    if (e->op == OP_ADD || e->op == OP_SUB)
        return (is_injective(k, l, times) && is_fixed(k, r)) ||
               (is_injective(k, r, times) && is_fixed(k, l));
    if (e->op != OP_MUL)
        return false;
    bool left = skip_conv((Expr *)l)->has_value;
    const Expr *factor = skip_conv((Expr *)(left ? l : r));
    return factor->has_value && keeps_apart(e->type, factor->value, &times, k->step) &&
           is_injective(k, left ? r : l, times);
}

bool is_fixed_place(const Order *k, const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (!is_array(e->type) && !is_record(e->type))
        return is_fixed(k, e);
    if (e->kind == E_REF)
        return !map_has(&k->own, e->u.sym);
    if (e->kind == E_INDEX)
        return is_fixed_place(k, e->kid[BASE]) && is_fixed(k, e->kid[INDEX]);
    if (e->kind == E_MEMBER || (e->kind == E_UNARY && e->op == OP_DEREF))
        return is_fixed_place(k, e->kid[0]);
    return false;
}

bool is_element(const Order *k, const Expr *path)
{
    for (const Expr *e = skip_conv((Expr *)path);; e = skip_conv(e->kid[0])) {
        if (e->kind == E_MEMBER && !e->arrow)
            continue;
        if (e->kind != E_INDEX)
            return false;
        const Expr *base = skip_conv(e->kid[BASE]);
        if (is_injective(k, e->kid[INDEX], 1))
            return is_fixed_place(k, base);
        if (!is_array(base->type) || !is_fixed(k, e->kid[INDEX]))
            return false;
    }
}

/* The variable, not changed by the loop, whose memory the path leads into; NULL: another. */
static Sym *fixed_root(const Order *k, const Expr *path)
{
    Sym *v = path && path->kind != E_REF ? path_root((Expr *)path) : NULL;
    Sym *primal = v && v->primal ? v->primal : v;
    if (!v || map_has(&k->own, v) || map_has(&k->own, primal))
        return NULL;
    if (!is_array(v->type) && (!is_fixed(k, ref(v)) || !is_fixed(k, ref(primal))))
        return NULL;
    return primal;
}

/* a[j][i] and a[j + 1][i]: elements of arrays that are elements of one array, and not the same in
 * any two iterations.  That an index stays within its array is C's rule. */
static bool are_in_other_rows(const Order *k, const Expr *a, const Expr *b)
{
    a = skip_conv((Expr *)a), b = skip_conv((Expr *)b);
    if (a->kind != E_INDEX || b->kind != E_INDEX)
        return false;
    const Expr *of_a = skip_conv(a->kid[BASE]), *of_b = skip_conv(b->kid[BASE]);
    const Expr *i = a->kid[INDEX], *j = b->kid[INDEX];
    long long distance;
    if (is_array(a->type) && same_expr(of_a, of_b) && is_fixed_place(k, of_a) && is_fixed(k, i) &&
        is_fixed(k, j) && index_distance(k, i, j, &distance) && distance != 0)
        return true;
    return is_array(of_a->type) && is_array(of_b->type) && are_in_other_rows(k, of_a, of_b);
}

bool may_meet(const Order *k, const Touch *t, const Touch *u)
{
    if (u->shadow != t->shadow || !bits_meet(&u->bits, &t->bits))
        return false;
    if (t->path && u->path && are_in_other_rows(k, t->path, u->path))
        return false;
    Sym *v = fixed_root(k, t->path), *w = fixed_root(k, u->path);
    return !v || !w || !lead_apart(k->effect->p, v, w);
}

/* The adjoint of what independent iterations write or read, at places that move with them: then two
 * iterations meet there only in what both add to. */
static bool moves_apart(const Order *k, const Touch *t)
{
    return k->apart && t->shadow && t->path && t->path->kind != E_REF &&
           !is_fixed_place(k, t->path);
}

/* Does each iteration clear it, as the adjoint of what it writes?  Then no other one has to do with
 * it. */
static bool is_cleared_apart(const Order *k, const Touch *t)
{
    for (int i = 0; i < k->effect->touches.n && !k->branches && moves_apart(k, t); i++) {
        const Touch *u = &k->effect->touches.at[i];
        if (u->kind == WRITES && moves_apart(k, u) && same_expr(u->path, t->path))
            return true;
    }
    return false;
}

/* Does nothing else get at what t touches, but in the same way? */
static bool is_alone(Order *k, const Touch *t, bool with_sums)
{
    for (int i = 0; i < k->effect->touches.n; i++) {
        const Touch *u = &k->effect->touches.at[i];
        bool sums = !with_sums && t->kind == ADDS && u->kind == ADDS;
        if (u == t || sums || !may_meet(k, t, u) || is_own(k, u->path))
            continue;
        if (moves_apart(k, t) && moves_apart(k, u) && (t->kind != ADDS || u->kind != ADDS))
            continue;
        if (is_cleared_apart(k, t) || is_cleared_apart(k, u))
            continue;
        if (u->path && same_expr(u->path, t->path) && is_element(k, t->path))
            continue;
        if (!u->path || (!are_in_one_column(k, u->path, t->path) &&
                         !are_a_loop_apart(k, u->path, t->path)))
            return false;
        k->halves |= !same_expr(u->path, t->path);
    }
    return true;
}

static bool is_own_element(const Order *k, const Expr *path)
{
    return is_element(k, path) || are_in_one_column(k, path, path);
}

/* May the iterations come in any order? */
static bool commute(Order *k)
{
    const Effect *x = k->effect;
    if (x->unknown || x->observable || !x->only_loads || k->jumps)
        return false;
    for (int i = 0; i < x->touches.n; i++) {
        const Touch *t = &x->touches.at[i];
        if (t->kind == READS || is_own(k, t->path))
            continue;
        bool elsewhere = t->kind == WRITES && t->path && !moves_apart(k, t);
        if (!t->path || (elsewhere && !is_own_element(k, t->path)) || !is_alone(k, t, false))
            return false;
    }
    return true;
}

static void add_sum(Order *k, Sym *v)
{
    for (int i = 0; i < k->sums.n; i++)
        if (k->sums.at[i] == v)
            return;
    append(&k->sums, v);
}

/* Do iterations meet only in what they add to variables? */
static bool meet_in_sums(Order *k)
{
    const Effect *x = k->effect;
    for (int i = 0; i < x->touches.n; i++) {
        const Touch *t = &x->touches.at[i];
        if (t->kind == READS || is_own(k, t->path))
            continue;
        Sym *v = ref_sym(t->path);
        if (v && t->kind == ADDS && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC)
            add_sum(k, v);
        else if (!is_cleared_apart(k, t) && !is_own_element(k, t->path))
            return false;
        else if (!is_alone(k, t, true))
            return false;
    }
    return true;
}

bool are_sums(Order *k)
{
    return !k->inner && meet_in_sums(k);
}

static void add_root(const Order *k, const Touch *t, bool arrays, Syms *all)
{
    bool memory = t->path && t->path->kind != E_REF && !is_own(k, t->path);
    Sym *v = memory ? path_root((Expr *)t->path) : NULL;
    bool known = !v || (is_array(v->type) ? !arrays : !is_pointer(v->type));
    for (int i = 0; i < all->n; i++)
        known |= all->at[i] == v;
    if (!known)
        append(all, v);
}

/* Is memory written that compilers cannot tell from what else the loop gets at?  Of two arrays they
 * find that out quickly.  A block of the tape could also be an array of the function whose address
 * is known elsewhere.  blocks: of the tape that are written. */
static bool helps_to_know(const Order *k, int blocks)
{
    const Effect *x = k->effect;
    Syms written = {0}, all = {0}, with_arrays = {0};
    bool reads_tape = false;
    for (int i = 0; i < x->touches.n; i++) {
        const Touch *t = &x->touches.at[i];
        add_root(k, t, false, &all);
        add_root(k, t, true, &with_arrays);
        if (t->kind != READS)
            add_root(k, t, false, &written);
    }
    for (int i = 0; i < all.n; i++)
        reads_tape |= all.at[i]->on_tape || all.at[i]->array;
    int others = reads_tape && all.n > 1 ? with_arrays.n : all.n;
    return written.n + blocks > 0 && others + blocks > 2;
}

static bool is_among(const Stmts *all, const Stmt *s)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i] == s)
            return true;
    return false;
}

/* The values of the index, for (i = first; i < last + 1; i++) or (i = last; i >= first; i--). */
static void find_range(Order *k, const Stmt *loop)
{
    const Expr *more = loop->e[0];
    Expr *bound = more && more->kind == E_BINARY ? more->kid[RHS] : NULL;
    bool up = bound && more->op == OP_LT, down = bound && more->op == OP_GE;
    k->first = up ? k->i->init : down ? bound : NULL;
    k->last = up ? sub(bound, int_const(1)) : down ? k->i->init : NULL;
}

/* The iterations of the loop, but for some statements of its body, which declare nothing. */
static Order look_at(Program *p, const Stmt *loop, const Stmts *without)
{
    Order k = {.effect = effect_of_stmt(p, NULL), .i = loop->body[INIT].first->decls.at[0],
               .apart = loop->independent && loop->reversed};
    k.effect->log = true;
    long step = step_added(loop, k.i);
    k.step = step ? step : LONG_MIN;
    find_range(&k, loop);
    for (Stmt *s = loop->body[BODY].first; s; s = s->next)
        if (!is_among(without, s))
            add_effect_of_stmt(k.effect, s);
    walk_block(loop->body[BODY], note_stmt, NULL, &k);
    walk_block(loop->body[BODY], note_value, NULL, &k); /* what changes later is known by now */
    return k;
}

Order look_at_loop(Program *p, const Stmt *loop)
{
    return look_at(p, loop, &(Stmts){0});
}

/* A function whose loops are turned. */
typedef struct Turning {
    Program *p;
    Map names;   /* taken in it */
    Map begins;  /* find_begins() */
    Stmts backs; /* loops that only step back */
    bool around; /* in a loop that is marked */
    RowLoop *rows; /* around the list at hand, or NULL */
    bool tape;   /* the program has one */
} Turning;

/* The same, by one who knows the function. */
static Order look_from(Turning *t, const Stmt *loop, const Stmts *without)
{
    Order k = look_at(t->p, loop, without);
    k.names = &t->names;
    k.begins = &t->begins;
    return k;
}

/* ------------------------------------------------------------------ the loops */

/* i < last + 1, or i <= last */
static Expr *up_to(Sym *i, Expr *last)
{
    Expr *e = skip_conv(last), *c = e->kind == E_BINARY ? skip_conv(e->kid[RHS]) : NULL;
    if (e->kind == E_INT && e->has_value && !e->loc.file)
        return binary(OP_LT, ref(i), int_const(e->value + 1));
    if (!c || e->op != OP_SUB || c->kind != E_INT || c->loc.file || c->value < 1)
        return binary(OP_LE, ref(i), last);
    if (c->value == 1)
        return binary(OP_LT, ref(i), e->kid[LHS]);
    return binary(OP_LT, ref(i), sub(e->kid[LHS], int_const(c->value - 1)));
}

/* for (int i = last; i >= first; i--) */
static bool runs_down(const Stmt *s)
{
    const Stmt *init = s->body[INIT].first, *step = s->body[STEP].first;
    if (!s->reversed || !init || init->kind != S_DECL || init->decls.n != 1 || !step || step->next)
        return false;
    const Sym *i = init->decls.at[0];
    const Expr *e = step->kind == S_EXPR ? step->e[0] : NULL, *more = s->e[0];
    return i->init && more && more->kind == E_BINARY && more->op == OP_GE &&
           ref_sym(more->kid[LHS]) == i && e && ref_sym(e->kid[0]) == i &&
           e->kind == E_UNARY && e->op == OP_POSTDEC;
}

static void turn(Stmt *s)
{
    Sym *i = s->body[INIT].first->decls.at[0];
    Expr *last = i->init, *first = s->e[0]->kid[RHS];
    i->init = first;
    s->e[0] = up_to(i, last);
    s->body[STEP].first->e[0] = unary(OP_POSTINC, ref(i));
    s->reversed = false;
}

void mark_loop(Stmt *s, const Order *k)
{
    if (!k->sums.n && (k->halves || helps_to_know(k, 0)))
        s->text = "ADCC_SIMD";
    if (!k->sums.n)
        return;
    const char *names = k->sums.at[0]->name;
    for (int i = 1; i < k->sums.n; i++)
        names = fmt("%s, %s", names, k->sums.at[i]->name);
    s->text = fmt("ADCC_SIMD_SUM(%s)", names);
}

/* ------------------------------------------------------------------ what iterations step back */

/* Variables that iterations step back before they do anything else with them. */
typedef struct Undone {
    Syms vars;
    Stmts steps;
} Undone;

static Walk find_unsteady(Expr *e, void *context)
{
    (void)context;
    bool steady = (e->has_value && is_integer(e->type)) || e->kind == E_CONV || e->kind == E_CAST ||
                  e->kind == E_BINARY || (e->kind == E_UNARY && e->op == OP_NEG) ||
                  (e->kind == E_REF && (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM) &&
                   !e->u.sym->global && !e->u.sym->address_taken && is_integer(e->type));
    return steady ? WALK_ON : WALK_STOP;
}

bool is_local_sum(const Expr *e)
{
    return walk_expr((Expr *)e, find_unsteady, NULL);
}

/* v -= e; for an integer or a pointer v, and numbers e */
static Sym *stepped(const Stmt *s)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || (e->op != OP_ADD && e->op != OP_SUB) ||
        e->kid[LHS]->kind != E_REF || !is_local_sum(e->kid[RHS]))
        return NULL;
    Sym *v = e->kid[LHS]->u.sym;
    bool local = v->kind == SYM_VAR && !v->global && v->storage == ST_NONE && !v->address_taken;
    bool steps = is_pointer(v->type) || (is_integer(v->type) && is_integer(e->kid[RHS]->type));
    return local && steps && !is_volatile(v->type) ? v : NULL;
}

static bool has_sym(const Syms *all, const Sym *v)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i] == v)
            return true;
    return false;
}

static Walk find_one_of(Expr *e, void *context)
{
    return e->kind == E_REF && has_sym(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static Walk note_variable(Expr *e, void *context)
{
    if (e->kind == E_REF)
        append((Syms *)context, e->u.sym);
    return WALK_ON;
}

static Undone find_undone(const Stmt *loop)
{
    Undone u = {0};
    Syms seen = {0};
    for (Stmt *s = loop->body[BODY].first; s; s = s->next) {
        Sym *v = stepped(s);
        if (v && !has_sym(&seen, v)) {
            append(&u.vars, v);
            append(&u.steps, s);
        }
        walk_stmt(s, NULL, note_variable, &seen);
    }
    return u;
}

/* Is each variable declared, and set, in the list before the loop, and of no use after it? */
static bool are_of_the_loop(const Undone *u, Block before, Block after)
{
    int declared = 0;
    for (Stmt *s = before.first; s; s = s->next)
        declared += s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0]->init &&
                    has_sym(&u->vars, s->decls.at[0]);
    return declared == u->vars.n && walk_block(after, NULL, find_one_of, (void *)&u->vars);
}

/* Does the rest of an iteration leave the variables of the steps alone?  Is it worth two loops? */
static bool can_be_split(Order *k, const Undone *u)
{
    Syms all = {0};
    for (int i = 0; i < u->steps.n; i++) {
        walk_expr(u->steps.at[i]->e[0], note_variable, &all);
        if (!walk_expr(u->steps.at[i]->e[0]->kid[RHS], find_one_of, (void *)&u->vars))
            return false;
    }
    for (int i = 0; i < all.n; i++)
        if (all.at[i] != k->i && map_has(&k->own, all.at[i]) && !has_sym(&u->vars, all.at[i]))
            return false;
    for (int i = 0; i < k->effect->touches.n; i++) {
        const Touch *t = &k->effect->touches.at[i];
        if (t->kind != READS && t->path && t->path->kind == E_REF && has_sym(&all, t->path->u.sym))
            return false;
    }
    return k->inner;
}

/* Moves the steps to the end of the body, forward; returns the loop that does them backward. */
static Stmt *split_off(Stmt *loop, const Undone *u)
{
    Block body = {0}, steps = {0};
    for (Stmt *s = loop->body[BODY].first, *next; s; s = next) {
        next = s->next;
        bool note = s->kind == S_COMMENT && next && is_among(&u->steps, next);
        if (!note)
            add_stmt(is_among(&u->steps, s) ? &steps : &body, s);
    }
    loop->body[BODY] = steps;
    Stmt *back = clone_stmt(loop, NULL);
    back->reversed = false;
    for (int i = 0; i < u->steps.n; i++) {
        Expr *e = u->steps.at[i]->e[0];
        e->op = e->op == OP_ADD ? OP_SUB : OP_ADD;
    }
    loop->body[BODY] = join(body, steps);
    return back;
}

/* May compilers take several iterations at once, each of which has short loops of its own? */
static bool can_be_marked_around(const Turning *t, const Stmt *s, Order *k)
{
    bool for_vectors = k->inner && !k->apart && !t->p->request->directions &&
                       is_around_short_loops(k, s);
    return for_vectors && meet_in_sums(k) && !k->sums.n && (k->halves || helps_to_know(k, 0));
}

/* What the iterations of a loop add to one another's elements. */
static void part_or_wait(Turning *t, Stmt *s, Order *k)
{
    if (t->rows && t->rows->columns == s && t->tape) {
        t->rows->k = look_from(t, t->rows->loop, &t->rows->about_blocks);
        if (wait_in_ring(s, k, t->rows))
            return;
    }
    part_sums(s, k);
}

/* Turns a loop if its iterations commute; adds what must come before it to 'before'. */
static void turn_if_any(Turning *t, Order *k, Undone *u, Block *before, Stmt *s, Block after)
{
    if (!commute(k))
        return;
    if (u->vars.n) {
        if (!are_of_the_loop(u, *before, after) || !can_be_split(k, u))
            return;
        Stmt *back = split_off(s, u);
        add_stmt(before, back);
        append(&t->backs, back);
    }
    turn(s);
    if (t->around)
        return;
    if (!s->text && are_sums(k))
        mark_loop(s, k);
    else if (!s->text && !u->vars.n && can_be_marked_around(t, s, k))
        s->text = "ADCC_SIMD";
    else if (!s->text && !u->vars.n && !k->apart &&
             !t->p->request->directions) /* those are vectors already */
        part_or_wait(t, s, k);
}

static void turn_loop(Turning *t, Block *before, Stmt *s, Block after)
{
    Undone u = find_undone(s);
    Order k = look_from(t, s, &u.steps);
    if (!options.no_simplify && begin_sums(&k, &s->body[BODY]))
        k = look_from(t, s, &u.steps);
    for (int i = 0; i < u.vars.n; i++)
        map_set(&k.own, u.vars.at[i], s);
    turn_if_any(t, &k, &u, before, s, after);
}

/* double *row = rows[i];  adcc_release(...);  of blocks of the tape */
static bool is_about_block(const Stmt *s)
{
    const Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    const Expr *e = v && v->init ? skip_conv(v->init) : NULL;
    const Sym *rows = e && e->kind == E_INDEX ? ref_sym(e->kid[BASE]) : NULL;
    if (v)
        return v->on_tape && rows && rows->on_tape && is_local_sum(e->kid[INDEX]);
    return s->kind == S_EXPR && is_call_of(s->e[0], "adcc_release");
}

/* The loop in the body of s, a loop too, which but for blocks of the tape does nothing else; or
 * NULL. */
static Stmt *only_loop(const Stmt *s, Stmts *about_blocks)
{
    Stmt *loop = NULL;
    if (s->kind != S_FOR || (!runs_down(s) && !runs_up_to(s, OP_LT) && !runs_up_to(s, OP_LE)))
        return NULL;
    for (Stmt *t = next_real(s->body[BODY].first); t; t = next_real(t->next)) {
        if (t->kind == S_FOR ? loop != NULL : !is_about_block(t))
            return NULL;
        if (t->kind == S_FOR)
            loop = t;
        else
            append(about_blocks, t);
    }
    return loop;
}

/* ------------------------------------------------------------------ loops of the forward sweep */

bool runs_up_to(const Stmt *s, Op rel)
{
    const Stmt *init = s->body[INIT].first, *step = s->body[STEP].first;
    if (s->reversed || s->text || !init || init->kind != S_DECL || init->decls.n != 1 || !step ||
        step->next || step->kind != S_EXPR)
        return false;
    const Sym *i = init->decls.at[0];
    const Expr *e = step->e[0], *more = s->e[0];
    bool next = e->kind == E_UNARY && (e->op == OP_POSTINC || e->op == OP_PREINC) &&
                e->kid[0]->kind == E_REF && e->kid[0]->u.sym == i;
    return next && i->init && !i->address_taken && is_integer(i->type) && more &&
           more->kind == E_BINARY && more->op == rel && more->kid[LHS]->kind == E_REF &&
           more->kid[LHS]->u.sym == i;
}

/* What a loop stores to blocks of the tape. */
typedef struct Stores {
    const Order *k;
    Syms blocks;   /* all that are mentioned */
    int paths;     /* stores: each to an element of its own of a block that it alone mentions */
    bool other;    /* calls, branches, other stores to blocks */
    bool arrays;   /* arrays that live on the tape are written, or blocks there */
} Stores;

static Walk note_block(Expr *e, void *context)
{
    Stores *s = context;
    s->other |= e->kind == E_CALL || e->kind == E_COND;
    if (e->kind == E_REF && e->u.sym->on_tape)
        append(&s->blocks, e->u.sym);
    if (e->kind != E_ASSIGN)
        return WALK_ON;
    Sym *v = path_root(e->kid[LHS]);
    bool element = e->kid[LHS]->kind != E_REF;
    if (v && element && v->on_tape) {
        s->paths++;
        s->other |= !is_element(s->k, e->kid[LHS]);
    }
    s->arrays |= v && element && (v->array || v->moved);
    return WALK_ON;
}

static Walk note_branch(Stmt *s, void *context)
{
    ((Stores *)context)->other |= s->kind != S_EXPR && s->kind != S_DECL && s->kind != S_COMMENT;
    return WALK_ON;
}

/* Tells compilers that no two iterations of a loop meet that fills blocks of the tape, or whose
 * elements are a loop apart. */
static void mark_forward(Turning *t, Stmt *loop)
{
    Order k = look_from(t, loop, &(Stmts){0});
    Stores s = {.k = &k};
    const Effect *x = k.effect;
    walk_block(loop->body[BODY], note_branch, note_block, &s);
    bool twice = false;
    for (int i = 0; i < s.blocks.n; i++)
        for (int j = 0; j < i; j++)
            twice |= s.blocks.at[i] == s.blocks.at[j];
    if (x->unknown || x->observable || !x->only_blocks || k.inner || k.jumps || s.other || twice ||
        !is_fixed(&k, loop->e[0]->kid[RHS]))
        return;
    bool apart = are_sums(&k) && k.sums.n == 0, fills = s.paths > 0 || s.arrays;
    if (apart && (fills || k.halves) && helps_to_know(&k, s.paths))
        loop->text = "ADCC_SIMD";
}

static void turn_list(Turning *t, Block *b);

/* The lists in s; returns what becomes of it. */
static Stmt *turn_below(Turning *t, Stmt *s)
{
    RowLoop rows = {.loop = s}, *around = t->rows;
    rows.columns = only_loop(s, &rows.about_blocks);
    t->rows = rows.columns ? &rows : NULL;
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i == BODY)
            turn_list(t, &s->body[i]);
    t->rows = around;
    if (!rows.made)
        return s;
    s->body[BODY] = join(s->body[BODY], rows.each);
    Block all = join(join(rows.before, block_of(s)), rows.after);
    return rows.guard ? if_stmt(rows.guard, all, (Block){0}) : block_stmt(all);
}

static void turn_list(Turning *t, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        if (s->kind == S_FOR && runs_down(s))
            turn_loop(t, &out, s, (Block){next, next ? b->last : NULL});
        else if (s->kind == S_FOR && runs_up_to(s, OP_LT) && !t->around)
            mark_forward(t, s);
        bool around = t->around;
        t->around |= s->kind == S_FOR && s->text && str_eq(s->text, "ADCC_SIMD");
        add_stmt(&out, turn_below(t, s));
        t->around = around;
        out.last->next = next; /* who looks at the loop around sees all of its body */
    }
    *b = out;
}

static Walk find_choice(Expr *e, void *context)
{
    (void)context;
    bool choice = e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT ||
                  (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR));
    return choice ? WALK_STOP : WALK_ON;
}

static Walk drop_mark(Stmt *s, void *context)
{
    (void)context;
    bool marked = s->kind == S_FOR && s->text && str_eq(s->text, "ADCC_SIMD");
    if (marked && !walk_expr(s->e[0], find_choice, NULL))
        s->text = NULL;
    return WALK_ON;
}

/* A loop that a choice ends keeps no mark: gcc says that it ignores it. */
void drop_lost_marks(Func *f)
{
    walk_block(f->body, drop_mark, NULL, NULL);
}

/* Needs: final names.  True if steps of the forward sweep may be of no use any more.  tape: the
 * program has one. */
bool run_up(Program *p, Func *f, bool tape)
{
    if (options.no_order)
        return false;
    Turning t = {.p = p, .names = names_in(f), .begins = find_begins(f), .tape = tape};
    turn_list(&t, &f->body);
    return restart(f, &t.backs);
}
