/* ring.c - what the rows of a grid add to one another waits in a ring of rows.
 *
 *     for (int i = n - 2; i >= 1; i--)        for (int i = n - 2; i >= 1; i--) {
 *         for (int j = 1; j < m - 1; j++) {       for (int j = 1; j < m - 1; j++) {
 *             int at = i * m + j;                     int at = i * m + j;
 *             double t = k[at] * v_b[at];             double t = k[at] * v_b[at];
 *             u_b[at - m] += t;                       t_row[j - 1] = t;
 *             u_b[at + m] += t;          ->           u_b[at + m] += t + t_row1[j] -
 *             u_b[at - 1] += t;                           3.0 * t_row1[j - 1] + t_row2[j - 1];
 *             u_b[at] -= 3.0 * t;                 }
 *         }                                       u_b[i * m] += t_row[0];
 *                                                 t_row2, t_row1, t_row = t_row1, t_row, t_row2
 *                                             }
 *                                             what two rows still wait for
 *
 * The adjoint of a step on a grid adds to each element from three rows, that is, loads and stores
 * it three times and more.  Here it does so once: the loop adds to the row that is ahead of all
 * others, which no later row adds to, and with it what the rows before have for that one.  These
 * have zeros beside their values.  What they have for elements beside the columns of the loop is
 * added right away, after each row.  At the end two rows have not been ahead.
 *
 * The order of the sums is all that changes.  Nothing else in the loops has to do with the
 * elements, so that it does not matter if rows overlap.  Only places that the loops would get at
 * anyway are added to, or elements between those.  The rows are on the tape, as nobody knows how
 * long they are; where a program has none they would be the only reason for it, so all stays as it
 * is.
 */
#include "scatter.h"

enum { ROWS = 3, MOST_RINGS = 2, LARGEST_REAL = 8, SMALL = 1000 };

/* An addition, which may wait for so many rows. */
typedef struct Waiting {
    Moved moved;
    /* At first from the first addition of its group, to the same grid; then from the one that is
     * ahead. */
    long long row, column;
    int group;
} Waiting;
VEC(Waiting, WaitingSums);

/* The values of a variable in the last rows, the present one first. */
typedef struct Ring {
    const Sym *of;
    int depth;
    Sym *block, *rows[ROWS];
} Ring;
VEC(Ring, Rings);

typedef struct Waits {
    Scatter x; /* x.moved: what waits */
    RowLoop *rows;
    Stmt *columns;
    Block body; /* of that loop, as it was */
    WaitingSums ahead; /* of each group */
    WaitingSums all;   /* what waits */
    Rings rings;
    int before, after; /* zeros beside the values */
    Sym *width;        /* of a row of the ring, in elements */
    Sym *from;         /* the first column; NULL: a number, zero or more */
    Expr *end;         /* one past the last column */
} Waits;

/* ------------------------------------------------------------------ what waits */

/* The additions, with their distance from the first to the same grid. */
static WaitingSums find_additions(const Waits *w)
{
    WaitingSums found = {0};
    for (Stmt *s = w->columns->body[BODY].first; s; s = s->next) {
        bool meets, same = false;
        Waiting a = {.row = 0};
        if (!is_addition(&w->x, s, &a.moved, &meets))
            continue;
        for (a.group = 0; a.group < found.n && !same; a.group++)
            same = found.at[a.group].group == a.group &&
                   grid_distance(w->x.k, &w->rows->k, a.moved.place,
                                 found.at[a.group].moved.place, &a.row, &a.column);
        a.group -= same;
        append(&found, a);
    }
    return found;
}

/* Distances become those from the place that is ahead of all: it gets there first. */
static bool find_ahead(const Waits *w, WaitingSums *all, Waiting *ahead)
{
    long long sign = w->rows->loop->reversed ? 1 : -1;
    for (int n = 0; n < all->n; n++)
        if (n == 0 || sign * all->at[n].row > sign * ahead->row)
            *ahead = all->at[n];
    for (int n = 0; n < all->n; n++) {
        Waiting *a = &all->at[n];
        a->row = sign * (ahead->row - a->row);
        a->column -= ahead->column;
        if (a->row >= ROWS || a->column < -1 || a->column > 1 || (a->row == 0 && a->column != 0))
            return false;
    }
    return true;
}

/* May an addition stay where it is, as no two iterations of a row meet there? */
static bool stays_apart(const Waits *w, const Waiting *a, const Waiting *ahead)
{
    const Order *k = w->x.k;
    const Expr *place = a->moved.place, *first = ahead->moved.place;
    return !may_meet(k, touch_at(k, place), touch_at(k, first)) || !may_mix(k, place, first);
}

static int count_of(const WaitingSums *all, const Sym *from)
{
    int n = 0;
    for (int j = 0; j < all->n; j++)
        n += all->at[j].row > 0 && all->at[j].moved.from == from;
    return n;
}

/* What waits: the values of a few variables.  One that is added but once, to its own row, stays if
 * it can. */
static WaitingSums choose_waiting(const Waits *w, const WaitingSums *all, const Waiting *ahead)
{
    WaitingSums chosen = {0};
    for (int n = 0; n < all->n; n++) {
        const Waiting *a = &all->at[n];
        bool once = a->row == 1 && count_of(all, a->moved.from) == 1 && stays_apart(w, a, ahead);
        if (a->row > 0 && a->moved.from && !once)
            append(&chosen, *a);
    }
    return chosen;
}

static const Waiting *waiting_at(const WaitingSums *all, int group, int row, int column)
{
    for (int n = 0; n < all->n; n++) {
        const Waiting *a = &all->at[n];
        if (a->group == group && a->row == row && a->column == column)
            return a;
    }
    return NULL;
}

/* Does each column wait for something of each row, or lie between two that do? */
static bool are_rows_whole(const WaitingSums *all, int group)
{
    for (int row = 1; row < ROWS; row++)
        if (!waiting_at(all, group, row, 0) &&
            (!waiting_at(all, group, row, -1) || !waiting_at(all, group, row, 1)))
            return false;
    return true;
}

/* Whatever is added to one grid waits, or none of it. */
static void find_waiting(Waits *w)
{
    WaitingSums found = find_additions(w);
    for (int group = 0; group < found.n; group++) {
        WaitingSums all = {0};
        Waiting ahead = {.row = 0};
        for (int n = group; n < found.n; n++)
            if (found.at[n].group == group)
                append(&all, found.at[n]);
        if (!all.n || !find_ahead(w, &all, &ahead))
            continue;
        all = choose_waiting(w, &all, &ahead);
        if (!are_rows_whole(&all, group))
            continue;
        append(&w->ahead, ahead);
        for (int n = 0; n < all.n; n++) {
            append(&w->all, all.at[n]);
            append(&w->x.moved, all.at[n].moved);
        }
    }
}

static Ring *ring_of(const Waits *w, const Sym *of)
{
    for (int n = 0; n < w->rings.n; n++)
        if (w->rings.at[n].of == of)
            return &w->rings.at[n];
    return NULL;
}

static bool find_rings(Waits *w)
{
    for (int n = 0; n < w->all.n; n++) {
        const Waiting *a = &w->all.at[n];
        if (!ring_of(w, a->moved.from))
            append(&w->rings, ((Ring){.of = a->moved.from}));
        Ring *r = ring_of(w, a->moved.from);
        r->depth = a->row >= r->depth ? (int)a->row + 1 : r->depth;
        w->before = a->column > w->before ? (int)a->column : w->before;
        w->after = -a->column > w->after ? (int)-a->column : w->after;
        if (strip(r->of->type)->size > LARGEST_REAL)
            return false;
    }
    return w->rings.n <= MOST_RINGS;
}

/* Do the loops only add to the elements? */
static bool is_only_added_to(const Waits *w, const Expr *place)
{
    const Order *k = &w->rows->k;
    const Touch *t = touch_at(k, place);
    for (int i = 0; t && i < k->effect->touches.n; i++) {
        const Touch *u = &k->effect->touches.at[i];
        if (may_meet(k, t, u) && !is_own(k, u->path) && (u->kind != ADDS || !u->path))
            return false;
    }
    return t != NULL;
}

static bool are_only_added_to(const Waits *w)
{
    if (w->rows->k.effect->unknown || w->rows->k.effect->observable)
        return false;
    for (int n = 0; n < w->all.n; n++)
        if (!is_only_added_to(w, w->all.at[n].moved.place))
            return false;
    for (int n = 0; n < w->ahead.n; n++)
        if (!is_only_added_to(w, w->ahead.at[n].moved.place))
            return false;
    return true;
}

/* ------------------------------------------------------------------ bounds */

/* What stands for the variables that places are made of. */
typedef struct Stand {
    const Map *values; /* Sym -> Expr: of variables of an iteration, or NULL */
    const Sym *v;
    const Expr *e;
} Stand;

static Expr *put_value(Expr *e, void *context)
{
    const Stand *s = context;
    Expr *value = e->kind == E_REF && s->values ? map_get(s->values, e->u.sym) : NULL;
    if (value)
        return rewrite_expr(copy(value), put_value, context);
    return e->kind == E_REF && e->u.sym == s->v ? copy(s->e) : e;
}

/* The place in column j. */
static Expr *place_at(const Waits *w, const Waiting *a, const Expr *j)
{
    Stand stand = {&w->x.k->value_of, w->x.k->i, j};
    return rewrite_expr(copy(a->moved.place), put_value, &stand);
}

/* Is v, which the body of the loop over rows declares, of no use outside of it? */
static bool stays_inside(const Waits *w, const Sym *v)
{
    const Expr *bound = w->rows->loop->e[0]->kid[RHS], *first = w->x.k->i->init;
    for (int n = 0; n < w->all.n; n++)
        if (expr_mentions(place_at(w, &w->all.at[n], first), v))
            return false;
    return !expr_mentions(bound, v) && !expr_mentions(first, v) && !expr_mentions(w->end, v);
}

static bool are_places_clear(const Waits *w)
{
    for (const Stmt *s = w->rows->loop->body[BODY].first; s; s = s->next)
        if (s->kind == S_DECL && !stays_inside(w, s->decls.at[0]))
            return false;
    return true;
}

/* The same in all rows, and fit to be written again? */
static bool is_bound(const Order *rows, const Expr *e)
{
    return e && is_signed_integer(skip_conv((Expr *)e)->type) && is_local_sum(e) &&
           is_fixed(rows, e);
}

static bool are_bounds_fixed(const Waits *w)
{
    const Order *rows = &w->rows->k;
    return is_bound(rows, w->x.k->i->init) && is_bound(rows, w->columns->e[0]->kid[RHS]) &&
           is_bound(rows, rows->i->init) && is_bound(rows, w->rows->loop->e[0]->kid[RHS]) &&
           is_signed_integer(rows->i->type);
}

/* a REL b; NULL: it is true */
static Expr *condition(Expr *a, Op rel, Expr *b, bool *never)
{
    bool known = skip_conv(a)->has_value && skip_conv(b)->has_value, equal = rel != OP_LT;
    long d = known ? skip_conv(a)->value - skip_conv(b)->value : 0;
    d = rel == OP_GE ? -d : d;
    *never |= known && (d > 0 || (d == 0 && !equal));
    return known || (equal && same_expr(a, b)) ? NULL : binary(rel, a, b);
}

/* adcc_release((a < b ? number : 0) * size), where the condition is that there are columns: then
 * nothing is lost if such rows are left out. */
static bool is_no_block(const Stmt *s, const Expr *columns)
{
    const Expr *call = s->kind == S_EXPR ? skip_conv(s->e[0]) : NULL;
    if (!call || !columns)
        return true;
    const Expr *bytes = skip_conv(call->kid[ARGS]);
    if (bytes->kind != E_BINARY || bytes->op != OP_MUL)
        return false;
    const Expr *number = skip_conv(bytes->kid[LHS]);
    return number->kind == E_COND && same_expr(skip_conv(number->kid[COND]), columns) &&
           is_int_const(skip_conv(number->kid[ELSE]), 0);
}

/* Are there rows and columns?  False if there are none, or it cannot be asked. */
static bool make_guard(Waits *w)
{
    const Stmt *rows = w->rows->loop, *columns = w->columns;
    const Expr *first_row = w->rows->k.i->init, *first = w->x.k->i->init;
    bool never = false;
    Expr *a = condition(copy(first_row), rows->e[0]->op, copy(rows->e[0]->kid[RHS]), &never);
    Expr *b = condition(copy(first), columns->e[0]->op, copy(columns->e[0]->kid[RHS]), &never);
    for (int i = 0; i < w->rows->about_blocks.n; i++)
        never |= !is_no_block(w->rows->about_blocks.at[i], b);
    w->rows->guard = a && b ? binary(OP_LAND, a, b) : a ? a : b;
    return !never;
}

/* The number in  e + number  or  e - number; *rest is e then. */
static bool ends_in_number(const Expr *e, const Expr **rest, long *number)
{
    const Expr *n = e->kind == E_BINARY ? skip_conv(e->kid[RHS]) : NULL;
    if (!n || (e->op != OP_ADD && e->op != OP_SUB) || n->kind != E_INT || n->value >= SMALL)
        return false;
    *rest = skip_conv(e->kid[LHS]);
    *number = e->op == OP_SUB ? -n->value : n->value;
    return true;
}

/* e + n, which may be larger than what the type of e holds; less than zero only if e is. */
static Expr *plus(const Expr *e, long n)
{
    const Expr *rest = skip_conv((Expr *)e);
    long number;
    if (rest->kind == E_INT && rest->has_value)
        return int_const(rest->value + n);
    if (ends_in_number(rest, &rest, &number))
        n += number;
    bool is_long = strip(rest->type)->size == type_long->size;
    Expr *sum = n > 0 && !is_long ? cast(type_long, copy(rest)) : copy(rest);
    return n > 0 ? add(sum, int_const(n)) : n < 0 ? sub(sum, int_const(-n)) : sum;
}

/* How many elements a row of the ring has. */
static Expr *width_of(const Waits *w)
{
    long beside = w->before + w->after;
    if (!w->from)
        return plus(w->end, beside - skip_conv(w->x.k->i->init)->value);
    Expr *columns = sub(copy(w->end), ref(w->from));
    return beside ? add(columns, int_const(beside)) : columns;
}

/* ------------------------------------------------------------------ rows of the ring */

/* t_row1[j - from + shift] */
static Expr *element(const Waits *w, const Sym *row, Expr *j, long shift)
{
    if (w->from)
        j = sub(j, ref(w->from));
    else
        shift -= skip_conv(w->x.k->i->init)->value;
    j = shift > 0 ? add(j, int_const(shift)) : shift < 0 ? sub(j, int_const(-shift)) : j;
    return index_of(ref((Sym *)row), j);
}

/* What a adds in column j of the place ahead, where its row is the so manyth of the ring. */
static Expr *waiting_value(const Waits *w, const Waiting *a, int row, Sym *j, long shift)
{
    const Ring *r = ring_of(w, a->moved.from);
    return value_of(&a->moved, element(w, r->rows[row], ref(j), shift - a->column));
}

static Sym *new_row(const Waits *w, const Ring *r, const char *name)
{
    Type *t = pointer_to(unqualified(strip(r->of->type)));
    Sym *v = new_sym(SYM_VAR, free_name(w->x.names, fmt("%s_%s", r->of->name, name)), t);
    v->generated = v->on_tape = true;
    return v;
}

static Expr *bytes_of(const Waits *w, const Ring *r)
{
    Expr *size = unary(OP_SIZEOF, deref(ref(r->block)));
    return mul(mul(int_const(r->depth), ref(w->width)), size);
}

static Expr *call_rows(const char *name, Type *result, Expr *bytes)
{
    return call_n(library_function(NULL, name, "adcc_rt.h", result, 1, type_ulong), 1, bytes);
}

/* The rows of a variable, all zero; and their end. */
static void declare_rows(Waits *w, Ring *r)
{
    Block *before = &w->rows->before;
    r->block = new_row(w, r, "rows");
    add_stmt(before,
             decl_stmt(r->block, call_rows("adcc_rows", pointer_to(type_void), bytes_of(w, r))));
    for (int n = 0; n < r->depth; n++) {
        r->rows[n] = new_row(w, r, "row");
        Expr *at = n            ? add(ref(r->rows[n - 1]), ref(w->width))
                   : w->before ? add(ref(r->block), int_const(w->before))
                                : ref(r->block);
        add_stmt(before, decl_stmt(r->rows[n], at));
    }
}

/* The row that has waited for all is the next one. */
static void turn_ring(Waits *w, const Ring *r)
{
    Block *each = &w->rows->each;
    Sym *last = new_row(w, r, "last");
    add_stmt(each, decl_stmt(last, ref(r->rows[r->depth - 1])));
    for (int n = r->depth - 1; n > 0; n--)
        add_stmt(each, expr_stmt(assign(ref(r->rows[n]), ref(r->rows[n - 1]))));
    add_stmt(each, expr_stmt(assign(ref(r->rows[0]), ref(last))));
}

/* ------------------------------------------------------------------ the loops */

/* i * m + (m - 2) + 1 is i * m + (m - 1); n - 2 + 1 is n - 1; 1 * m is m */
static Expr *fold_number(Expr *e, void *context)
{
    (void)context;
    const Expr *sum, *rest, *last;
    long n, number;
    if (e->kind == E_BINARY && e->op == OP_MUL && is_int_const(e->kid[LHS], 1) &&
        same_type(e->type, e->kid[RHS]->type))
        return e->kid[RHS];
    if (!is_integer(e->type) || !ends_in_number(e, &sum, &n))
        return e;
    if (n < 0 && e->op == OP_ADD)
        return sub(e->kid[LHS], int_const(-n));
    if (ends_in_number(sum, &rest, &number) && n + number <= 0)
        return plus(sum, n);
    if (sum->kind != E_BINARY || sum->op != OP_ADD)
        return e;
    last = skip_conv(sum->kid[RHS]);
    if (last->kind != E_INT && (!ends_in_number(last, &rest, &number) || n + number > 0))
        return e;
    Expr *folded = plus(last, n);
    return is_int_const(folded, 0) ? sum->kid[LHS] : add(sum->kid[LHS], folded);
}

/* In the loop over columns: all that waits goes to the place ahead, and the values to the ring. */
static void add_ahead(Waits *w)
{
    const Order *k = w->x.k;
    for (int g = 0; g < w->ahead.n; g++) {
        const Moved *ahead = &w->ahead.at[g].moved;
        Expr *sum = with_term(NULL, ahead->op, copy(ahead->value));
        for (int n = 0; n < w->all.n; n++) {
            const Waiting *a = &w->all.at[n];
            if (a->group == w->ahead.at[g].group)
                sum = with_term(sum, a->moved.op, waiting_value(w, a, (int)a->row, k->i, 0));
        }
        ahead->stmt->e[0] = add_to(ahead->place, sum)->e[0];
    }
}

static void store_in_ring(Waits *w)
{
    const Order *k = w->x.k;
    Map stored = {0};
    for (int n = 0; n < w->all.n; n++) {
        const Moved *m = &w->all.at[n].moved;
        const Ring *r = ring_of(w, m->from);
        bool again = map_has(&stored, r->of);
        map_set(&stored, r->of, m->stmt);
        m->stmt->kind = again ? S_NULL : S_EXPR;
        m->stmt->e[0] =
            again ? NULL : assign(element(w, r->rows[0], ref(k->i), 0), ref(m->from));
    }
}

/* In place of an index: products with it are of its type. */
static Expr *instead_of(const Sym *i, Expr *e)
{
    const Expr *core = skip_conv(e);
    bool small = core->has_value && core->value >= -1 && core->value <= 1;
    bool wide = strip(i->type)->size <= strip(core->type)->size;
    return wide || small ? e : cast(unqualified(i->type), e);
}

/* What a row adds beside the columns of the loop. */
static void add_beside(Waits *w)
{
    const Order *k = w->x.k;
    for (int n = 0; n < w->all.n; n++) {
        const Waiting *a = &w->all.at[n];
        if (a->column == 0)
            continue;
        const Expr *first = k->i->init;
        Expr *j = a->column < 0 ? copy(first) : plus(w->end, -1);
        Expr *place = place_at(w, a, instead_of(k->i, j));
        place = rewrite_expr(place, fold_number, NULL);
        Expr *last = sub(ref(w->width), int_const(w->before + w->after + 1));
        const Ring *r = ring_of(w, a->moved.from);
        Expr *value = index_of(ref(r->rows[0]), a->column < 0 ? int_const(0) : last);
        add_stmt(&w->rows->each,
                 add_to(place, with_term(NULL, a->moved.op, value_of(&a->moved, value))));
    }
}

/* The last row that the loop gets to. */
static Expr *last_row(const Stmt *rows)
{
    const Expr *bound = rows->e[0]->kid[RHS];
    return rows->e[0]->op == OP_LT ? plus(bound, -1) : copy(bound);
}

/* After the loop over rows: what rows wait for that would be ahead so many later. */
static Stmt *add_rest(const Waits *w, int group, int row)
{
    const Waiting *there = waiting_at(&w->all, group, row, 0);
    there = there ? there : waiting_at(&w->all, group, row, 1);
    Map syms = {0};
    Sym *j = renewed(w->x.k->i);
    map_set(&syms, w->x.k->i, j);
    Block body =
        declare_own(&w->x, w->body, there->moved.stmt, there->moved.place, &syms);
    Expr *sum = NULL;
    for (int n = 0; n < w->all.n; n++) {
        const Waiting *a = &w->all.at[n];
        if (a->group == group && a->row >= row)
            sum = with_term(sum, a->moved.op,
                            waiting_value(w, a, (int)a->row - row + 1, j, there->column));
    }
    add_stmt(&body, add_to(clone_expr(there->moved.place, &syms), sum));
    const Order *rows = &w->rows->k;
    Stand last = {NULL, rows->i, instead_of(rows->i, last_row(w->rows->loop))};
    rewrite_block(body, put_value, &last);
    rewrite_block(body, fold_number, NULL);
    Expr *first = copy(w->x.k->i->init), *more = clone_expr(w->columns->e[0], &syms);
    if (there->column != 0) {
        first = plus(first, -there->column);
        more = binary(OP_LT, ref(j), plus(w->end, -there->column));
    }
    Stmt *loop = for_stmt(block_of(decl_stmt(j, first)), more,
                          block_of(expr_stmt(unary(OP_POSTINC, ref(j)))), body);
    loop->text = "ADCC_SIMD";
    return loop;
}

static void name_bounds(Waits *w)
{
    const Expr *first = skip_conv(w->x.k->i->init);
    Block *before = &w->rows->before;
    w->width = new_sym(SYM_VAR, free_name(w->x.names, "row"), type_long);
    w->width->generated = true;
    if (!first->has_value || first->value < 0) {
        w->from = new_sym(SYM_VAR, free_name(w->x.names, "from"), type_long);
        w->from->generated = true;
        add_stmt(before, decl_stmt(w->from, copy(w->x.k->i->init)));
    }
    add_stmt(before, decl_stmt(w->width, width_of(w)));
}

static void go_through_ring(Waits *w, const Order *rest)
{
    Stmt *columns = w->columns;
    name_bounds(w);
    for (int n = 0; n < w->rings.n; n++)
        declare_rows(w, &w->rings.at[n]);
    add_beside(w);
    for (int n = 0; n < w->rings.n; n++)
        turn_ring(w, &w->rings.at[n]);
    for (int g = 0; g < w->ahead.n; g++)
        for (int row = 1; row < ROWS; row++)
            add_stmt(&w->rows->after, add_rest(w, w->ahead.at[g].group, row));
    for (int n = w->rings.n - 1; n >= 0; n--)
        add_stmt(&w->rows->after, expr_stmt(call_rows("adcc_drop_rows", type_void,
                                                      bytes_of(w, &w->rings.at[n]))));
    add_ahead(w);
    store_in_ring(w);
    columns->body[BODY] = without_nothing(columns->body[BODY]);
    columns->text = "ADCC_SIMD";
    if (rest->sums.n)
        mark_loop(columns, rest);
    w->rows->made = true;
}

bool wait_in_ring(Stmt *columns, Order *k, RowLoop *rows)
{
    Waits w = {.x = {.k = k, .names = k->names}, .rows = rows, .columns = columns};
    w.body = columns->body[BODY];
    w.end = end_of(columns, k->i);
    if (options.no_scatter || options.no_ring || k->inner || !w.end || is_short(columns, k->i))
        return false;
    find_waiting(&w);
    if (!w.all.n || !find_rings(&w) || !are_only_added_to(&w) || !are_bounds_fixed(&w) ||
        !are_places_clear(&w))
        return false;
    Order rest = rest_of(&w.x);
    if (!are_sums(&rest) || !make_guard(&w))
        return false;
    go_through_ring(&w, &rest);
    return true;
}

/* ------------------------------------------------------------------ the tape */

static Walk find_tape(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_PUSH || s->kind == S_POP ? WALK_STOP : WALK_ON;
}

static Walk find_tape_call(Expr *e, void *context)
{
    (void)context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    bool adds = f && (starts_with(f->name, "adcc_move_back_") ||
                      starts_with(f->name, "adcc_grow_back_"));
    return f && starts_with(f->name, "adcc_") && !adds ? WALK_STOP : WALK_ON;
}

bool uses_tape(const Funcs *all)
{
    for (int i = 0; i < all->n; i++)
        if (!walk_block(all->at[i]->body, find_tape, find_tape_call, NULL))
            return true;
    return false;
}
