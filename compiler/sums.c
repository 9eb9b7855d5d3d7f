/* sums.c - what a loop adds to one place of memory is summed in a variable.
 *
 *     for (...) {                                 double rate_sum = 0.0;
 *         ...                                     for (...) {
 *         model_b->rate += t;           ->            ...
 *     }                                               rate_sum += t;
 *                                                 }
 *                                                 if (rate_sum != 0.0)
 *                                                     model_b->rate += rate_sum;
 *
 * C compilers cannot keep model_b->rate in a register, as other stores of the loop might change it.
 * The shadows that adcc knows to be other storage, or are only added to as well, do not.  A loop
 * that may never get to the place must not touch it: then the sum is zero.
 *
 *     for (k...) {                                double x_sum[3] = {0};
 *         j = near[k];                            for (k...) {
 *         for (int d = 0; d < 3; d++) {               j = near[k];
 *             x_b[3 * i + d] += t[d];     ->          for (int d = 0; d < 3; d++) {
 *             x_b[3 * j + d] -= t[d];                     x_sum[d] += t[d];
 *         }                                               x_b[3 * j + d] -= t[d];
 *     }                                               }
 *                                                 }
 *                                                 for (int d = 0; d < 3; d++)
 *                                                     if (x_sum[d] != 0.0)
 *                                                         x_b[3 * i + d] += x_sum[d];
 *
 * So are the few places that a loop inside runs through: a row.  Where each iteration reads the row
 * of x, one question is enough: whether there were any.
 */
#include "effect.h"
#include "reverse.h"

enum { MOST_SUMS = 8 }; /* of a loop: there are so many registers */

/* What a loop inside, of few iterations, adds to. */
typedef struct Row {
    Expr *place;
    Sym *i;     /* what tells its places apart: 0, 1, ... */
    long count; /* of them */
    Sym *sums;
} Row;
VEC(Row, Rows);

typedef struct Sums {
    Program *p;
    const Func *f;
    Map *names;
    const Effect *effect; /* of the loop */
    Exprs places;         /* found in it */
    Syms sums;            /* in place of them */
    Rows rows;
} Sums;

static bool is_shadow_in_memory(Expr *e)
{
    for (; e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CONV; e = e->kid[0])
        if (e->kind == E_MEMBER && e->u.field->bits >= 0)
            return false;
    if (e->kind == E_UNARY && e->op == OP_DEREF)
        e = skip_conv(e->kid[0]);
    Sym *v = ref_sym(e);
    return v && v->primal;
}

/* place += e; */
static Expr *sum_in(const Stmt *s)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool sum = e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB);
    return sum && is_real_floating(strip(e->type)) && !is_volatile(e->kid[LHS]->type) &&
                   e->kid[LHS]->kind != E_REF && is_shadow_in_memory(e->kid[LHS])
               ? e
               : NULL;
}

static int find_place(const Exprs *all, const Expr *e)
{
    for (int i = 0; i < all->n; i++)
        if (same_expr(all->at[i], e))
            return i;
    return -1;
}

static Walk note_sum(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = sum_in(s);
    if (e && find_place(&k->places, e->kid[LHS]) < 0 &&
        can_sum_apart(k->p, k->effect, e->kid[LHS]))
        append(&k->places, e->kid[LHS]);
    return WALK_ON;
}

static Walk replace_sum(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = sum_in(s);
    int i = e ? find_place(&k->places, e->kid[LHS]) : -1;
    if (i >= 0)
        e->kid[LHS] = ref(k->sums.at[i]);
    return WALK_ON;
}

static const char *name_of(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_MEMBER && e->u.field->name)
        return e->u.field->name;
    if (e->kind == E_REF)
        return e->u.sym->primal->source_name ? e->u.sym->primal->source_name
                                             : e->u.sym->primal->name;
    return name_of(e->kid[0]);
}

typedef struct Search {
    Program *p;
    const Place *pointer;
} Search;

/* p->x, evaluated whenever the whole expression is */
static Walk find_member(Expr *e, void *context)
{
    Search *s = context;
    if (e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->op == OP_LAND ||
        e->op == OP_LOR || (e->kind == E_UNARY && e->op == OP_SIZEOF))
        return WALK_PRUNE;
    Sym *v = e->kind == E_MEMBER && e->arrow ? ref_sym(e->kid[BASE]) : NULL;
    return v && !v->primal && place_of(s->p, v) == s->pointer ? WALK_STOP : WALK_ON;
}

/* Is the place x_b->member of a parameter x that the function follows before it does anything else?
 * Then it is there, whatever the loop does. */
static bool is_there(Sums *k, const Expr *place)
{
    Sym *v = place->kind == E_MEMBER && place->arrow ? ref_sym(place->kid[BASE]) : NULL;
    if (!v || v->kind != SYM_PARAM || !v->primal || !is_pointer(v->primal->type))
        return false;
    Search s = {k->p, place_of(k->p, v->primal)};
    for (Stmt *t = k->f->body.first; t; t = t->next) {
        if (t->kind != S_DECL && t->kind != S_EXPR && t->kind != S_COMMENT)
            return false;
        if (!walk_stmt(t, NULL, find_member, &s))
            return true;
    }
    return false;
}

/* Does the loop surely run, and each iteration get to the place? */
static bool is_reached(const Stmt *loop, const Expr *place)
{
    Sym *i;
    if (loop->kind != S_FOR || short_trips(loop, &i) == 0)
        return false;
    for (Stmt *s = loop->body[BODY].first; s && !leaves(s); s = s->next) {
        Expr *e = sum_in(s);
        if (e && same_expr(e->kid[LHS], place))
            return true;
    }
    return false;
}

/* What stands before the loop, and after it in *after. */
static Block declare_sums(Sums *k, const Stmt *loop, Block *after)
{
    Block before = {0};
    for (int i = 0; i < k->places.n; i++) {
        Expr *place = clone_expr(k->places.at[i], NULL);
        Type *t = unqualified(strip(place->type));
        Sym *sum = new_sym(SYM_VAR, free_name(k->names, fmt("%s_sum", name_of(place))), t);
        sum->generated = true;
        append(&k->sums, sum);
        add_stmt(&before, decl_stmt(sum, zero_of(t)));
        bool there = is_reached(loop, place) || is_there(k, place);
        Stmt *add = expr_stmt(assign_op(OP_ADD, place, ref(sum)));
        Expr *any = binary(OP_NE, ref(sum), zero_of(t));
        add_stmt(after, there ? add : if_stmt(any, block_of(add), (Block){0}));
    }
    return before;
}

/* ------------------------------------------------------------------ rows */

/* for (int d = last; d >= first; d--), which find_counted() does not know: the reverse of a loop */
static Counted *find_reversed(const Stmt *loop)
{
    const Stmt *init = loop->body[INIT].first, *step = loop->body[STEP].first;
    const Expr *more = loop->e[0], *e = step && step->kind == S_EXPR ? step->e[0] : NULL;
    if (!loop->reversed || !init || init->kind != S_DECL || init->decls.n != 1 || !more || !e ||
        step->next || e->kind != E_UNARY || e->op != OP_POSTDEC)
        return NULL;
    Counted *c = new (Counted);
    *c = (Counted){.i = init->decls.at[0], .rel = more->op, .step = -1};
    c->first = c->i->init;
    c->limit = more->kind == E_BINARY ? more->kid[RHS] : NULL;
    bool known = more->op == OP_GE && c->first && c->limit &&
                 ref_sym(more->kid[LHS]) == c->i && ref_sym(e->kid[0]) == c->i;
    return known ? c : NULL;
}

/* How many values, from zero, the index of a loop has at most; 0 if that is not known, or many. */
static long few_values(const Counted *c)
{
    long first, end;
    if (!c || !find_constant(c->first, &first) || !find_constant(c->limit, &end) ||
        (c->step != 1 && c->step != -1))
        return 0;
    if (c->rel == OP_LT || c->rel == OP_GT || c->rel == OP_NE)
        end -= c->step;
    long low = c->step > 0 ? first : end, high = c->step > 0 ? end : first;
    return low >= 0 && low <= high && high < MOST_SUMS ? high + 1 : 0;
}

/* How a loop runs, if it runs through a row. */
static Counted *runs_through_row(Program *p, Stmt *s)
{
    Counted *c = s->kind != S_FOR ? NULL : s->reversed ? find_reversed(s) : find_counted(p, s);
    return few_values(c) ? c : NULL;
}

static Expr *become_zero(Expr *e, void *context)
{
    return e->kind == E_REF && e->u.sym == context ? int_const(0) : e;
}

/* Is the place in an array that C compilers know to be no other storage? */
static bool is_in_own_array(Expr *place)
{
    Sym *v = path_root(place);
    return v && v->kind == SYM_VAR && !v->global && is_array(v->type) && !is_vla(v->type);
}

static Row *find_row(Rows *all, const Expr *e)
{
    for (int i = 0; e && i < all->n; i++)
        if (same_expr(all->at[i].place, e->kid[LHS]))
            return &all->at[i];
    return NULL;
}

static void note_row(Sums *k, Stmt *s, const Counted *c)
{
    Expr *e = c ? sum_in(s) : NULL;
    if (!e || !expr_mentions(e->kid[LHS], c->i) || find_row(&k->rows, e) ||
        is_in_own_array(e->kid[LHS]))
        return;
    Stmt *any = expr_stmt(clone_expr(e->kid[LHS], NULL));
    rewrite_block(block_of(any), become_zero, c->i);
    Row row = {.place = e->kid[LHS], .i = c->i, .count = few_values(c)};
    if (can_sum_apart(k->p, k->effect, any->e[0]))
        append(&k->rows, row);
}

/* c: the innermost loop inside around the list, if it has few iterations. */
static void note_rows(Sums *k, Block b, const Counted *c)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool loops = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        note_row(k, s, c);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                note_rows(k, s->body[i], loops ? runs_through_row(k->p, s) : c);
    }
}

static Walk replace_row(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = sum_in(s);
    Row *row = find_row(&k->rows, e);
    if (row)
        e->kid[LHS] = index_of(ref(row->sums), ref(row->i));
    return WALK_ON;
}

/* What a list of statements is searched for. */
typedef struct Reading {
    const Row *row;
    const Expr *element; /* x[3 * i + d] of the place x_b[3 * i + d] */
} Reading;

static Walk find_element(Expr *e, void *context)
{
    const Reading *r = context;
    if (e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->op == OP_LAND ||
        e->op == OP_LOR || (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ADDR)))
        return WALK_PRUNE;
    return same_expr(e, r->element) ? WALK_STOP : WALK_ON;
}

static bool reads_element(Stmt *alone, Reading *r)
{
    return r->element && !walk_block((Block){alone, alone}, NULL, find_element, r);
}

/* The element of the primal where the loop inside has this index. */
static Expr *primal_element(const Row *row, Sym *index)
{
    Map now = {0};
    Sym *v = path_root(row->place);
    map_set(&now, row->i, index);
    map_set(&now, v, v->primal);
    return clone_expr(row->place, &now);
}

static Walk is_plain(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_DECL || s->kind == S_EXPR || s->kind == S_COMMENT ? WALK_ON : WALK_STOP;
}

static Walk find_block(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_STMT ? WALK_STOP : WALK_ON;
}

/* The index of a loop that runs through 0, 1, ... count - 1, whatever happens in it; or NULL. */
static Sym *index_of_row(const Stmt *s, long count)
{
    const Stmt *init = s->kind == S_FOR ? s->body[INIT].first : NULL, *step = s->body[STEP].first;
    Sym *i = init && !init->next && init->kind == S_DECL && init->decls.n == 1 ? init->decls.at[0]
                                                                               : NULL;
    if (!i || !i->init || !is_int_const(skip_conv(i->init), 0) || !s->e[0] || !step || step->next ||
        step->kind != S_EXPR || !is_integer(i->type))
        return NULL;
    const Expr *more = s->e[0], *next = step->e[0];
    bool by_one = next->kind == E_UNARY && (next->op == OP_POSTINC || next->op == OP_PREINC) &&
                  ref_sym(next->kid[0]) == i;
    bool whole = more->kind == E_BINARY && more->op == OP_LT && ref_sym(more->kid[LHS]) == i &&
                 is_int_const(skip_conv(more->kid[RHS]), count);
    Map changed = changed_variables(s->body[BODY]);
    return by_one && whole && !map_has(&changed, i) &&
                   walk_block(s->body[BODY], is_plain, find_block, NULL)
               ? i
               : NULL;
}

/* Does the list read the whole row, wherever control goes? */
static bool reads_row(Reading r, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_COMMENT)
            continue;
        Stmt alone = *s;
        alone.next = NULL;
        bool plain = walk_block((Block){&alone, &alone}, is_plain, find_block, NULL);
        if (plain && reads_element(&alone, &r))
            return true;
        Sym *i = plain ? NULL : index_of_row(s, r.row->count);
        if (!plain && !i)
            return false;
        if (i && reads_row((Reading){r.row, primal_element(r.row, i)}, s->body[BODY]))
            return true;
    }
    return false;
}

static Expr *put_start(Expr *e, void *context)
{
    Sym *i = context;
    return e->kind == E_REF && e->u.sym == i ? clone_expr(i->init, NULL) : e;
}

/* The condition that the loop runs at all, if it can be asked after it as well; or NULL. */
static Expr *ran(Sums *k, Stmt *loop)
{
    Stmt *init = loop->kind == S_FOR ? loop->body[INIT].first : NULL;
    Sym *i = init && !init->next && init->kind == S_DECL && init->decls.n == 1 ? init->decls.at[0]
                                                                               : NULL;
    if (!i || !i->init || !loop->e[0] || !is_integer(i->type) ||
        !same_type(i->type, i->init->type) || expr_mentions(i->init, i))
        return NULL;
    Expr *more = rewrite_expr(clone_expr(loop->e[0], NULL), put_start, i);
    const Effect *asks = effect_of_stmt(k->p, expr_stmt(more));
    bool same = is_pure(more) && !asks->unknown && !k->effect->unknown &&
                !bits_meet(&asks->reads, &k->effect->writes);
    return same ? more : NULL;
}

/* The same if each iteration reads the whole row of the primal: then the row is there, whatever is
 * added to it. */
static Expr *row_is_there(Sums *k, const Row *row, Stmt *loop)
{
    const Expr *place = row->place;
    Sym *v = place->kind == E_INDEX ? ref_sym(place->kid[BASE]) : NULL;
    bool param = v && v->kind == SYM_PARAM && v->primal && !v->address_taken;
    return param && reads_row((Reading){row, NULL}, loop->body[BODY]) ? ran(k, loop) : NULL;
}

/* for (int d = 0; d < 3; d++) if (x_sum[d] != 0.0) x_b[3 * i + d] += x_sum[d]; */
static Stmt *add_row(Sums *k, const Row *row, Expr *place, Expr *there)
{
    Map now = {0};
    Sym *i = new_sym(SYM_VAR, free_name(k->names, row->i->name), type_int);
    map_set(&now, row->i, i);
    Type *t = strip(row->sums->type)->base;
    Expr *any = binary(OP_NE, index_of(ref(row->sums), ref(i)), zero_of(t));
    Expr *add = assign_op(OP_ADD, clone_expr(place, &now), index_of(ref(row->sums), ref(i)));
    Stmt *body = expr_stmt(add);
    Stmt *all = for_stmt(block_of(decl_stmt(i, int_const(0))),
                         binary(OP_LT, ref(i), int_const(row->count)),
                         block_of(expr_stmt(unary(OP_POSTINC, ref(i)))),
                         block_of(there ? body : if_stmt(any, block_of(body), (Block){0})));
    return there ? if_stmt(there, block_of(all), (Block){0}) : all;
}

/* What stands before the loop; after it in *after. */
static Block declare_rows(Sums *k, Stmt *loop, Block *after)
{
    Block before = {0};
    for (int i = 0; i < k->rows.n; i++) {
        Row *row = &k->rows.at[i];
        Expr *there = row_is_there(k, row, loop);
        row->place = clone_expr(row->place, NULL); /* the loop's changes */
        Type *t = array_of(unqualified(strip(row->place->type)), row->count, NULL);
        row->sums = new_sym(SYM_VAR, free_name(k->names, fmt("%s_sum", name_of(row->place))), t);
        row->sums->generated = true;
        add_stmt(&before, decl_stmt(row->sums, zero_of(t)));
        add_stmt(after, add_row(k, row, row->place, there));
    }
    return before;
}

/* The rows of a loop that does not itself run through one. */
static bool sum_rows(Sums *k, Stmt *loop, Block *out, Block *after)
{
    long count = 0;
    if (!runs_through_row(k->p, loop))
        note_rows(k, loop->body[BODY], NULL);
    for (int i = 0; i < k->rows.n; i++)
        count += k->rows.at[i].count;
    if (count == 0 || count > MOST_SUMS)
        return false;
    *out = join(*out, declare_rows(k, loop, after));
    walk_block(loop->body[BODY], replace_row, NULL, k);
    return true;
}

/* ------------------------------------------------------------------ all loops */

static bool sum_in_list(Program *p, const Func *f, Map *names, Block *b)
{
    Block out = {0};
    bool changed = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Sums k = {.p = p, .f = f, .names = names};
        Block after = {0};
        if (s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO) {
            k.effect = effect_of_stmt(p, s);
            walk_block(s->body[BODY], note_sum, NULL, &k);
            changed |= sum_rows(&k, s, &out, &after);
        }
        if (k.places.n && k.places.n <= MOST_SUMS) {
            out = join(out, declare_sums(&k, s, &after));
            walk_block(s->body[BODY], replace_sum, NULL, &k);
            changed = true;
        }
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                changed |= sum_in_list(p, f, names, &s->body[i]);
        add_stmt(&out, s);
        out = join(out, after);
    }
    *b = out;
    return changed;
}

/* True if anything was changed. */
bool sum_in_variables(Program *p, Func *f)
{
    if (options.no_sums)
        return false;
    Map names = names_in(f);
    return sum_in_list(p, f, &names, &f->body);
}
