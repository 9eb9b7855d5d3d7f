/* scatter.c - what the iterations of a loop add to one another's elements is added in loops of its
 * own.
 *
 *     for (int i = 1; i < n - 1; i++) {            for (long from = 1; from < n - 1; from += 128) {
 *         double t = c[i] * y_b[i];                    long to = ...;
 *         x_b[i] += t;                                 double t_row[128];
 *         x_b[i - 1] += t;                  ->         for (int i = from; i < to; i++) {
 *     }                                                    double t = c[i] * y_b[i];
 *                                                          x_b[i] += t;
 *                                                          t_row[i - from] = t;
 *                                                      }
 *                                                      for (int i = from; i < to; i++)
 *                                                          x_b[i - 1] += t_row[i - from];
 *                                                  }
 *
 * The adjoint of a stencil adds to several elements, which are those of other iterations too: C
 * compilers make no vector code of that.  Of the loops on the right they do.  Sums of adjoints may
 * be formed in any order, so all that matters is that the loop does nothing else with the elements.
 * Places that no two iterations share, like rows of a grid, are added to in one loop.
 * Rows are short enough for the stack and the cache.
 */
#include "scatter.h"

enum { ROW = 128, SHORT = 16, MOST_ROWS = 16 };

/* ------------------------------------------------------------------ what moves */

const Touch *touch_at(const Order *k, const Expr *path)
{
    for (int i = 0; i < k->effect->touches.n; i++)
        if (k->effect->touches.at[i].path == path)
            return &k->effect->touches.at[i];
    return NULL;
}

bool may_mix(const Order *k, const Expr *a, const Expr *b)
{
    return !same_expr(a, b) && !are_a_loop_apart(k, a, b);
}

/* Do the iterations only add to elements like this one, which stays with the loop's index?  Then
 * 'meets' says whether they also add to others that may be the same. */
static bool is_only_added_to(const Order *k, const Touch *t, bool *meets)
{
    *meets = false;
    if (!t->shadow || t->kind != ADDS || !is_element(k, t->path))
        return false;
    for (int i = 0; i < k->effect->touches.n; i++) {
        const Touch *u = &k->effect->touches.at[i];
        if (!may_meet(k, t, u) || is_own(k, u->path))
            continue;
        if (u->kind != ADDS || !u->path)
            return false;
        *meets |= may_mix(k, u->path, t->path);
    }
    return true;
}

/* Is something that stays in the loop added to what may be the same? */
static bool is_first(const Scatter *x, const Touch *t)
{
    for (int i = 0; i < x->k->effect->touches.n; i++) {
        const Touch *u = &x->k->effect->touches.at[i];
        bool stays = true;
        for (int j = 0; j < x->moved.n; j++)
            stays &= x->moved.at[j].place != u->path;
        if (u == t)
            return true;
        if (stays && may_meet(x->k, t, u) && !is_own(x->k, u->path) &&
            may_mix(x->k, u->path, t->path))
            return false;
    }
    return true;
}

bool is_addition(const Scatter *x, const Stmt *s, Moved *m, bool *meets)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool adds = e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB);
    const Touch *t = adds ? touch_at(x->k, e->kid[LHS]) : NULL;
    if (!t || !is_only_added_to(x->k, t, meets))
        return false;
    *m = (Moved){.place = e->kid[LHS], .value = e->kid[RHS], .op = e->op};
    m->stmt = (Stmt *)s;
    m->from = made_of(x, m->value);
    return true;
}

bool may_move(const Scatter *x, const Stmt *s, Moved *m)
{
    bool meets;
    return is_addition(x, s, m, &meets) && meets;
}

/* The additions in the list itself, not under conditions. */
static void find_moved(Scatter *x, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Moved m;
        if (may_move(x, s, &m) && !is_first(x, touch_at(x->k, m.place)))
            append(&x->moved, m);
    }
    group_moved(x);
    join_groups(x, b);
}

Order rest_of(const Scatter *x)
{
    Order k = *x->k;
    Effect *rest = new (Effect);
    *rest = *x->k->effect;
    rest->touches = (Touches){0};
    for (int i = 0; i < x->k->effect->touches.n; i++) {
        bool moves = false;
        for (int j = 0; j < x->moved.n; j++)
            moves |= x->moved.at[j].place == x->k->effect->touches.at[i].path;
        if (!moves)
            append(&rest->touches, x->k->effect->touches.at[i]);
    }
    k.effect = rest;
    k.sums = (Syms){0};
    return k;
}

/* ------------------------------------------------------------------ rows */

Sym *constant_of(const Scatter *x, const Expr *e)
{
    Sym *v = ref_sym(e);
    if (!v || !map_has(&x->k->own, v) || v->address_taken || !v->init ||
        !is_real_floating(strip(v->type)))
        return NULL;
    int writes = v->primal ? -1 : 0; /* the declaration of a shadow is noted twice */
    for (int i = 0; i < x->k->effect->touches.n; i++) {
        const Touch *t = &x->k->effect->touches.at[i];
        writes += t->kind != READS && t->path && ref_sym(t->path) == v;
    }
    return writes == 1 ? v : NULL;
}

/* The row of what m adds: one for each variable that values are made of. */
static int row_of(Scatter *x, const Moved *m)
{
    for (int j = 0; m->from && j < x->rows.n; j++)
        if (x->rows.at[j].of == m->from)
            return j;
    const Sym *root = m->from ? m->from : path_root(m->place);
    Type *t = unqualified(strip(m->from ? m->from->type : m->value->type));
    Row row = {.of = m->from};
    row.sym = new_sym(SYM_VAR, free_name(x->names, fmt("%s_row", root->name)), t);
    row.sym->generated = true;
    append(&x->rows, row);
    return x->rows.n - 1;
}

/* In the loop the value of each is stored where it was added; once if another has it too. */
static void store_in_rows(Scatter *x)
{
    for (int j = 0; j < x->moved.n; j++)
        x->moved.at[j].row = row_of(x, &x->moved.at[j]);
    widen_rows(x);
    for (int j = 0; j < x->rows.n; j++) {
        const Row *row = &x->rows.at[j];
        row->sym->type = array_of(row->sym->type, ROW + row->before + row->after, NULL);
    }
    Bits stored = {0};
    for (int j = 0; j < x->moved.n; j++) {
        Moved *m = &x->moved.at[j];
        const Row *row = &x->rows.at[m->row];
        Expr *at = sub(ref(x->k->i), ref(x->first));
        if (row->before)
            at = add(at, int_const(row->before));
        bool again = bits_has(&stored, m->row);
        bits_add(&stored, m->row);
        m->stmt->kind = again ? S_NULL : S_EXPR;
        m->stmt->e[0] =
            again ? NULL : assign(index_of(ref(row->sym), at), m->from ? ref(m->from) : m->value);
    }
}

/* Declares the rows, with zeros beside the values. */
static Block declare_rows(Scatter *x)
{
    Block out = {0};
    for (int j = 0; j < x->rows.n; j++) {
        const Row *row = &x->rows.at[j];
        Type *of = strip(row->sym->type)->base;
        add_stmt(&out, decl_stmt(row->sym, NULL));
        for (int n = 0; n < row->before; n++)
            add_stmt(&out, expr_stmt(assign(index_of(ref(row->sym), int_const(n)), zero_of(of))));
        for (int n = 0; n < row->after; n++) {
            Expr *at = sub(ref(x->end), ref(x->first));
            at = row->before + n ? add(at, int_const(row->before + n)) : at;
            add_stmt(&out, expr_stmt(assign(index_of(ref(row->sym), at), zero_of(of))));
        }
    }
    return out;
}

/* ------------------------------------------------------------------ the loops */

/* for (int i = from; i < to; i++), or some iterations before */
static Stmt *loop_over_row(const Scatter *x, Sym *i, int before, Block body)
{
    Stmt *step = expr_stmt(unary(OP_POSTINC, ref(i)));
    Expr *first = before ? sub(ref(x->first), int_const(before)) : ref(x->first);
    return for_stmt(block_of(decl_stmt(i, first)), binary(OP_LT, ref(i), ref(x->end)),
                    block_of(step), body);
}

Block declare_own(const Scatter *x, Block body, const Stmt *before, Expr *place, Map *syms)
{
    Block out = {0};
    Stmts all = {0};
    for (Stmt *s = body.first; s != before; s = s->next)
        if (s->kind == S_DECL && s->decls.n == 1 && map_has(&x->k->value_of, s->decls.at[0]))
            append(&all, s);
    Bits needed = {0};
    for (int j = all.n - 1; j >= 0; j--) {
        Sym *v = all.at[j]->decls.at[0];
        bool mentioned = expr_mentions(place, v);
        for (int l = bits_next(&needed, 0); l >= 0; l = bits_next(&needed, l + 1))
            mentioned |= expr_mentions(all.at[l]->decls.at[0]->init, v);
        if (mentioned)
            bits_add(&needed, j);
    }
    for (int j = bits_next(&needed, 0); j >= 0; j = bits_next(&needed, j + 1)) {
        Sym *v = all.at[j]->decls.at[0], *mine = renewed(v);
        if (map_has(syms, v))
            continue;
        add_stmt(&out, decl_stmt(mine, clone_expr(v->init, syms)));
        map_set(syms, v, mine);
    }
    return out;
}

Stmt *add_to(Expr *place, Expr *sum)
{
    bool minus = sum->kind == E_UNARY && sum->op == OP_NEG && sum->structural;
    return expr_stmt(minus ? assign_op(OP_SUB, place, sum->kid[0]) : assign_op(OP_ADD, place, sum));
}

/* place += what a group adds; in iteration i. */
static Stmt *addition_of(const Scatter *x, int group, Sym *i, const Map *syms)
{
    Expr *sum = sum_of_group(x, group, i);
    return add_to(clone_expr(first_of_group(x, group)->place, (Map *)syms), sum);
}

/* May the group be added in a loop with these?  It runs as far, and through other elements. */
static bool fits(const Scatter *x, int group, const Bits *with)
{
    for (int n = bits_next(with, 0); n >= 0; n = bits_next(with, n + 1))
        if (group_span(x, n) != group_span(x, group) ||
            may_meet(x->k, touch_at(x->k, x->moved.at[n].place),
                     touch_at(x->k, x->moved.at[group].place)))
            return false;
    return true;
}

/* The loop that adds what a group adds, and others that fit. */
static Stmt *adding_loop(const Scatter *x, Block body, int group, Bits *done)
{
    Map syms = {0};
    Bits here = {0};
    Sym *i = renewed(x->k->i);
    map_set(&syms, x->k->i, i);
    Block out = {0}, additions = {0};
    for (int n = group; n < x->moved.n; n++) {
        if (x->moved.at[n].group != n || bits_has(done, n) || !fits(x, n, &here))
            continue;
        const Moved *m = first_of_group(x, n);
        out = join(out, declare_own(x, body, m->stmt, m->place, &syms));
        add_stmt(&additions, addition_of(x, n, i, &syms));
        bits_add(&here, n);
    }
    bits_union(done, &here);
    Stmt *loop = loop_over_row(x, i, group_span(x, group), join(out, additions));
    loop->text = "ADCC_SIMD"; /* each iteration has places of its own, rows are other storage */
    return loop;
}

static Block adding_loops(const Scatter *x, Block body)
{
    Block out = {0};
    Bits done = {0};
    for (int n = 0; n < x->moved.n; n++)
        if (x->moved.at[n].group == n && !bits_has(&done, n))
            add_stmt(&out, adding_loop(x, body, n, &done));
    return out;
}

Block without_nothing(Block b)
{
    Block out = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (s->kind != S_NULL)
            add_stmt(&out, s);
    }
    return out;
}

Expr *end_of(const Stmt *loop, const Sym *i)
{
    const Expr *more = loop->e[0], *limit = more->kid[RHS];
    if (more->kind != E_BINARY || ref_sym(more->kid[LHS]) != i || !is_signed_integer(i->type) ||
        !is_signed_integer(skip_conv((Expr *)limit)->type))
        return NULL;
    if (more->op == OP_LE)
        return add(cast(type_long, copy(limit)), int_const(1));
    return more->op == OP_LT ? copy(limit) : NULL;
}

/* The loop becomes one over rows. */
static void go_in_rows(Scatter *x, Stmt *loop, Expr *end)
{
    Block body = loop->body[BODY], out = {0};
    Sym *i = x->k->i;
    Expr *first = i->init, *more = binary(OP_LT, sub(copy(end), ref(x->first)), int_const(ROW));
    store_in_rows(x);
    add_stmt(&out, decl_stmt(x->end, cond(more, copy(end), add(ref(x->first), int_const(ROW)))));
    out = join(out, declare_rows(x));
    Block adding = adding_loops(x, body);
    Stmt *inner = loop_over_row(x, i, 0, without_nothing(body));
    Order rest = rest_of(x);
    if (are_sums(&rest))
        mark_loop(inner, &rest);
    add_stmt(&out, inner);
    out = join(out, adding);
    loop->body[INIT] = block_of(decl_stmt(x->first, first));
    loop->e[0] = binary(OP_LT, ref(x->first), end);
    Expr *next = assign_op(OP_ADD, ref(x->first), int_const(ROW));
    loop->body[STEP] = block_of(expr_stmt(next));
    loop->body[BODY] = out;
}

bool is_short(const Stmt *loop, const Sym *i)
{
    const Expr *first = skip_conv(i->init), *limit = skip_conv(loop->e[0]->kid[RHS]);
    return first->has_value && limit->has_value && limit->value - first->value < SHORT;
}

static bool are_fit_for_rows(const Scatter *x)
{
    for (int j = 0; j < x->moved.n; j++)
        if (!is_real_floating(strip(x->moved.at[j].value->type)))
            return false;
    return x->moved.n > 0 && x->moved.n <= MOST_ROWS;
}

/* True if the loop, whose iterations commute, adds in loops of its own. */
bool part_sums(Stmt *loop, Order *k)
{
    Scatter x = {.k = k};
    Expr *end = end_of(loop, k->i);
    if (options.no_scatter || k->inner || !end || is_short(loop, k->i))
        return false;
    find_moved(&x, loop->body[BODY]);
    Order rest = rest_of(&x);
    if (!are_fit_for_rows(&x) || !are_sums(&rest))
        return false;
    x.names = k->names;
    x.first = new_sym(SYM_VAR, free_name(x.names, "from"), type_long);
    x.end = new_sym(SYM_VAR, free_name(x.names, "to"), type_long);
    x.first->generated = x.end->generated = true;
    go_in_rows(&x, loop, end);
    return true;
}
