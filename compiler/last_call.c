/* last_call.c - adjoints that end in a call, or with their function, need not be zero after it.
 *
 *     static void slope_rev(..., double *k_b)
 *     {
 *         for (int i = 1; i < n; i++) {
 *             x_b[i] += y[i - 1] * k_b[i];
 *             k_b[i] = 0.0;                     goes, if k_b ends with every call of slope_rev
 *         }
 *         x_b[0] += k_b[0];
 *         k_b[0] = 0.0;                         likewise
 *     }
 *
 * Nobody reads the array after any call (call_life.c), so a zero in it is of use only to what the
 * function reads later, and only through this parameter (callees.c).  A later iteration has to do
 * with other elements if the indices of all loops around can be read off the element: a[i + 2],
 * b[i][j], c[i * n + j] with j from 0 to the one before n.  A later statement does if it is about
 * elements before or behind all that the loop gets to.  What is read before the zero, in the same
 * iteration, is no matter.  Nor are iterations that end early: what was not set to zero before is
 * not read either.  The same holds for an array that the function declares, or a loop in it,
 * and for what is put into elements besides zeros.
 */
#include "filled.h"

/* The loops around a statement. */
typedef struct Around {
    Stmt *loop; /* any kind */
    const struct Around *outer;
} Around;

/* One access to an element of the parameter, or to all of it (path: NULL). */
typedef struct Mention {
    const Expr *path;
    const Around *around;
    int when;    /* the number of its statement */
    bool stores; /* and does not read */
} Mention;
VEC(Mention, MentionList);

typedef struct Zero {
    Stmt *s;
    Mention at;
} Zero;
VEC(Zero, ZeroList);

typedef struct Ends {
    const Callee *f;
    const Sym *v;
    MentionList mentions;
    ZeroList zeros;
    const Around *around;
    int when;
    const Expr *target; /* of the assignment at hand */
} Ends;

/* ------------------------------------------------------------------ mentions */

static Walk note_mention(Expr *e, void *context)
{
    Ends *x = context;
    if (is_element_of(e, x->v)) {
        append(&x->mentions, ((Mention){e, x->around, x->when, e == x->target}));
        for (; e->kind == E_INDEX; e = skip_conv(e->kid[BASE]))
            walk_expr(e->kid[INDEX], note_mention, x);
        return WALK_PRUNE;
    }
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    if (e->kind == E_REF && e->u.sym == x->v)
        append(&x->mentions, ((Mention){NULL, x->around, x->when, false}));
    return WALK_ON;
}

/* v[i] += t; where nothing else happens */
static bool is_idle_unless_read(const Stmt *s, const Sym *v)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && e->kind == E_ASSIGN && is_element_of(e->kid[LHS], v) && is_pure(e->kid[LHS]) &&
           is_pure(e->kid[RHS]);
}

static void note_list(Ends *x, Block b);

static void note_parts(Ends *x, Stmt *s)
{
    x->when++;
    for (int i = 0; i < 2; i++)
        if (s->e[i])
            walk_expr(s->e[i], note_mention, x);
    for (int i = 0; i < s->decls.n; i++)
        if (s->decls.at[i]->init)
            walk_expr(s->decls.at[i]->init, note_mention, x);
}

static void note_stmt(Ends *x, Stmt *s)
{
    Around *here = new (Around);
    *here = (Around){s, x->around};
    if (is_loop(s))
        x->around = here;
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    x->target = e && e->kind == E_ASSIGN && e->op == OP_NONE ? e->kid[LHS] : NULL;
    if (s->kind != S_DO)
        note_parts(x, s);
    if (is_zero_stored(s, x->v) || is_idle_unless_read(s, x->v))
        append(&x->zeros, ((Zero){s, {s->e[0]->kid[LHS], x->around, x->when, true}}));
    for (int i = 0; i < 3; i++)
        note_list(x, s->body[i]);
    if (s->kind == S_DO)
        note_parts(x, s);
    x->around = here->outer;
}

static void note_list(Ends *x, Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        note_stmt(x, s);
}

/* ------------------------------------------------------------------ elements that differ */

static int depth_of(const Around *a)
{
    return a ? 1 + depth_of(a->outer) : 0;
}

static const Around *common_loops(const Around *a, const Around *b)
{
    while (depth_of(a) > depth_of(b))
        a = a->outer;
    while (depth_of(b) > depth_of(a))
        b = b->outer;
    while (a != b) {
        a = a->outer;
        b = b->outer;
    }
    return a;
}

/* How many of the loops around, of those with a span, have an index that e mentions; their last. */
static int find_spans(const Ends *x, const Expr *e, const Around *around, Span *span)
{
    int n = 0;
    for (const Around *a = around; a; a = a->outer) {
        Span s;
        if (find_span(&x->f->changed, a->loop, &s) && expr_mentions(e, s.i)) {
            *span = s;
            n++;
        }
    }
    return n;
}

/* Of v + e, e + v and v - e where v mentions i and e is the same always: v.  Else it is e. */
static const Expr *without_shift(const Ends *x, const Expr *e, const Sym *i)
{
    e = skip_conv((Expr *)e);
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB) ||
        !is_signed_integer(strip(e->type)))
        return e;
    for (int k = 0; k < 1 + (e->op == OP_ADD); k++)
        if (expr_mentions(e->kid[k], i) && is_steady(&x->f->changed, e->kid[!k]))
            return without_shift(x, e->kid[k], i);
    return e;
}

/* Is e = i * n + j, with j from 0 to the one before n?  Then it says what i and j are. */
static bool is_row_and_place(const Ends *x, const Expr *e, const Span *i, const Span *j)
{
    e = skip_conv((Expr *)e);
    if (e->kind != E_BINARY || e->op != OP_ADD || !is_signed_integer(strip(e->type)) ||
        ref_sym(e->kid[RHS]) != j->i)
        return false;
    const Expr *row = skip_conv(e->kid[LHS]);
    if (row->kind != E_BINARY || row->op != OP_MUL || !is_signed_integer(strip(row->type)))
        return false;
    long more;
    Bound length;
    for (int k = 0; k < 2; k++)
        if (ref_sym(row->kid[k]) == i->i && find_bound(&x->f->changed, row->kid[!k], &length))
            return !j->first.base && j->first.more >= 0 &&
                   bound_difference(length, j->end, &more) && more >= 0;
    return false;
}

/* Does this index say which iteration of the loop over i it is? */
static bool tells(const Ends *x, const Expr *index, const Span *i, const Around *around)
{
    if (!expr_mentions(index, i->i) || !is_signed_integer(strip(index->type)))
        return false;
    if (ref_sym(without_shift(x, index, i->i)) == i->i)
        return true;
    for (const Around *a = around; a; a = a->outer) {
        Span j;
        if (find_span(&x->f->changed, a->loop, &j) && j.i != i->i &&
            (is_row_and_place(x, index, i, &j) || is_row_and_place(x, index, &j, i)))
            return true;
    }
    return false;
}

/* Is it another element in each iteration of these loops, and of all that are around them? */
static bool differs_in_iterations(const Ends *x, const Expr *path, const Around *around)
{
    for (const Around *a = around; a; a = a->outer) {
        Span i;
        bool found = false;
        if (!find_span(&x->f->changed, a->loop, &i))
            return false;
        for (const Expr *e = path; e->kind == E_INDEX && !found; e = skip_conv(e->kid[BASE]))
            found = tells(x, e->kid[INDEX], &i, around);
        if (!found)
            return false;
    }
    return true;
}

/* The values of an index, from first to the one before end, in all iterations around. */
static bool find_range(const Ends *x, const Expr *e, const Around *around, Span *range)
{
    Span span;
    Bound at;
    long shift;
    if (find_bound(&x->f->changed, e, &at)) {
        *range = (Span){NULL, at, {at.base, at.more + 1}};
        return true;
    }
    if (find_spans(x, e, around, &span) != 1 || !find_shift(e, span.i, &shift))
        return false;
    *range = span;
    range->first.more += shift;
    range->end.more += shift;
    return true;
}

/* Are the elements of one all before those of the other, in some dimension? */
static bool are_apart(const Ends *x, const Mention *a, const Mention *b)
{
    const Expr *p = a->path, *q = b->path;
    for (; p->kind == E_INDEX && q->kind == E_INDEX;
         p = skip_conv(p->kid[BASE]), q = skip_conv(q->kid[BASE])) {
        Span i, j;
        long n;
        if (find_range(x, p->kid[INDEX], a->around, &i) &&
            find_range(x, q->kid[INDEX], b->around, &j) &&
            ((bound_difference(i.first, j.end, &n) && n >= 0) ||
             (bound_difference(j.first, i.end, &n) && n >= 0)))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ zeros */

/* Is what m reads never the zero? */
static bool is_apart_from(const Ends *x, const Mention *m, const Mention *zero)
{
    const Around *common = common_loops(m->around, zero->around);
    if (!common && m->when < zero->when)
        return true;
    if (!m->path)
        return false;
    if (same_expr(m->path, zero->path) && m->when < zero->when &&
        differs_in_iterations(x, zero->path, common))
        return true;
    return are_apart(x, m, zero);
}

static bool is_unread(const Ends *x, const Mention *zero)
{
    for (int i = 0; i < x->mentions.n; i++) {
        const Mention *m = &x->mentions.at[i];
        if (!m->stores && m->path != zero->path && !is_apart_from(x, m, zero))
            return false;
    }
    return true;
}

/* Of an array that is known, or lives, in these statements only. */
static bool drop_zeros(const Callee *f, const Sym *v, Block life)
{
    Ends x = {.f = f, .v = v};
    bool any = false;
    note_list(&x, life);
    for (int i = 0; i < x.zeros.n; i++)
        if (is_unread(&x, &x.zeros.at[i].at)) {
            x.zeros.at[i].s->kind = S_NULL;
            x.zeros.at[i].s->e[0] = NULL;
            any = true;
        }
    return any;
}

static void drop_zeros_in_list(const Callees *c, const Callee *f, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            drop_zeros_in_list(c, f, s->body[i]);
        for (int i = 0; i < s->decls.n; i++)
            if (is_confined_array(c, f->f, s->decls.at[i]))
                drop_zeros(f, s->decls.at[i], (Block){s, b.last});
    }
}

/* Arrays of its own end with a function, or with the block that declares them. */
void drop_zeros_of_own(Program *p, const Callees *c, Func *f)
{
    const Callee *now = new_callee(p, f);
    if (!now->jumps && !options.no_filled)
        drop_zeros_in_list(c, now, f->body);
}

/* The functions of which something went. */
Funcs end_in_calls(Program *p, Funcs *all)
{
    Funcs changed = {0};
    if (options.no_filled)
        return changed;
    Callees *c = find_callees(p, all);
    find_dead_params(c);
    for (int i = 0; i < all->n; i++) {
        const Callee *f = map_get(&c->of, all->at[i]->sym);
        bool any = false;
        for (int k = bits_next(&f->dead, 0); k >= 0 && !f->jumps; k = bits_next(&f->dead, k + 1))
            any |= drop_zeros(f, f->f->params.at[k], f->f->body);
        if (any)
            append(&changed, all->at[i]);
    }
    return changed;
}
