/* gather.c - what the iterations of a loop add to the same elements comes together in one loop.
 *
 *     double t_row[128];                           double t_row[130];
 *                                                  t_row[0] = 0.0;
 *                                                  t_row[to - from + 1] = 0.0;
 *     for (int i = from; i < to; i++)              for (int i = from; i < to; i++)
 *         t_row[i - from] = c[i] * y_b[i];             t_row[i - from + 1] = c[i] * y_b[i];
 *     for (int i = from; i < to; i++)      ->      for (int i = from - 1; i < to; i++)
 *         x_b[i] -= t_row[i - from];                   x_b[i + 1] += t_row[i - from + 1] -
 *     for (int i = from; i < to; i++)                      t_row[i - from + 2];
 *         x_b[i + 1] += t_row[i - from];
 *
 * scatter.c gives each place that a loop adds to a loop of its own.  Where places differ only by a
 * constant in the index, these go over the same elements: the adjoint of a stencil is a stencil
 * again.  Values before the first iteration of a row and after its last are zeros.  The loop goes
 * by the place that is ahead of the others, so that its index does not leave the range that it has
 * in the loop upward; below the first iteration it begins as many elements as the first and the
 * last place are apart.  Elements between these places are of the same array and only added to.
 */
#include "scatter.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_SPAN = 4 };

/* ------------------------------------------------------------------ places */

/* Is a in iteration i what b is in iteration i + shift? */
static bool are_shifted(const Order *k, const Expr *a, const Expr *b, long long *shift)
{
    a = skip_conv((Expr *)a), b = skip_conv((Expr *)b);
    if (a->kind != b->kind)
        return false;
    if (a->kind == E_MEMBER)
        return !a->arrow && !b->arrow && a->u.field == b->u.field &&
               are_shifted(k, a->kid[0], b->kid[0], shift);
    if (a->kind != E_INDEX)
        return false;
    const Expr *i = a->kid[INDEX], *j = b->kid[INDEX];
    if (moves_by_one(k, i))
        return moves_by_one(k, j) && is_fixed_place(k, a->kid[BASE]) &&
               same_expr(a->kid[BASE], b->kid[BASE]) && index_distance(k, i, j, shift);
    return is_fixed(k, i) && same_expr(i, j) && are_shifted(k, a->kid[BASE], b->kid[BASE], shift);
}

/* The shift of the place that is ahead of all others in the group, and of the one behind. */
static int most_ahead(const Scatter *x, int group)
{
    int most = 0;
    for (int j = group; j < x->moved.n; j++)
        if (x->moved.at[j].group == group && x->moved.at[j].shift > most)
            most = x->moved.at[j].shift;
    return most;
}

static int most_behind(const Scatter *x, int group)
{
    int least = 0;
    for (int j = group; j < x->moved.n; j++)
        if (x->moved.at[j].group == group && x->moved.at[j].shift < least)
            least = x->moved.at[j].shift;
    return least;
}

int group_span(const Scatter *x, int group)
{
    return most_ahead(x, group) - most_behind(x, group);
}

const Moved *first_of_group(const Scatter *x, int group)
{
    const Moved *m = &x->moved.at[group];
    for (int j = group, most = most_ahead(x, group); j < x->moved.n; j++)
        if (x->moved.at[j].group == group && x->moved.at[j].shift == most && m->shift != most)
            m = &x->moved.at[j];
    return m;
}

/* Does m add to the same elements as the group, not far from one another?  Sets its shift. */
static bool is_in_group(const Scatter *x, int group, Moved *m)
{
    const Moved *first = &x->moved.at[group];
    bool wide = strip(x->k->i->type)->size >= (long)sizeof(int);
    long long shift = 0;
    if (first->group != group)
        return false;
    if (!same_expr(first->place, m->place) &&
        (options.no_gather || !wide || !are_shifted(x->k, m->place, first->place, &shift)))
        return false;
    m->shift = (int)shift;
    return shift - most_behind(x, group) <= MOST_SPAN && most_ahead(x, group) - shift <= MOST_SPAN;
}

/* The group of what is about to be the n-th; its own if there is none. */
static void find_group(const Scatter *x, int n, Moved *m)
{
    for (m->group = 0; m->group < n; m->group++)
        if (is_in_group(x, m->group, m))
            return;
    m->shift = 0;
}

void group_moved(Scatter *x)
{
    for (int j = 0; j < x->moved.n; j++)
        find_group(x, j, &x->moved.at[j]);
}

/* ------------------------------------------------------------------ values */

static bool is_number(const Expr *e)
{
    e = skip_conv((Expr *)e);
    return e->kind == E_FLOAT && e->text && isfinite(strtod(e->text, NULL));
}

/* Of t in t, -t, 2.0 * t: these are zero where it is. */
Sym *made_of(const Scatter *x, const Expr *value)
{
    const Expr *e = skip_conv((Expr *)value);
    if (e->kind == E_REF || options.no_gather)
        return constant_of(x, e);
    if (e->kind == E_UNARY && e->op == OP_NEG)
        return made_of(x, e->kid[0]);
    if (e->kind != E_BINARY || e->op != OP_MUL)
        return NULL;
    return is_number(e->kid[LHS])   ? made_of(x, e->kid[RHS])
           : is_number(e->kid[RHS]) ? made_of(x, e->kid[LHS])
                                    : NULL;
}

static bool has_row(const Scatter *x, const Sym *v)
{
    for (int j = 0; j < x->moved.n; j++)
        if (x->moved.at[j].from == v)
            return true;
    return false;
}

static bool moves_already(const Scatter *x, const Stmt *s)
{
    for (int j = 0; j < x->moved.n; j++)
        if (x->moved.at[j].stmt == s)
            return true;
    return false;
}

/* An addition that could stay goes as well if a row has its values anyway. */
void join_groups(Scatter *x, Block body)
{
    for (Stmt *s = body.first; s && !options.no_gather; s = s->next) {
        Moved m;
        if (moves_already(x, s) || !may_move(x, s, &m) || !m.from || !has_row(x, m.from))
            continue;
        find_group(x, x->moved.n, &m);
        if (m.group < x->moved.n && (m.shift != 0 || group_span(x, m.group) > 0))
            append(&x->moved, m);
    }
}

void widen_rows(Scatter *x)
{
    for (int j = 0; j < x->moved.n; j++) {
        const Moved *m = &x->moved.at[j];
        Row *row = &x->rows.at[m->row];
        int before = m->shift - most_behind(x, m->group);
        int after = most_ahead(x, m->group) - m->shift;
        row->before = before > row->before ? before : row->before;
        row->after = after > row->after ? after : row->after;
    }
}

/* What stands for a variable of the iteration. */
typedef struct InRow {
    const Sym *v;
    Expr *element;
} InRow;

static Expr *put_element(Expr *e, void *context)
{
    const InRow *r = context;
    return e->kind == E_REF && e->u.sym == r->v ? copy(r->element) : e;
}

Expr *value_of(const Moved *m, Expr *element)
{
    InRow r = {m->from, element};
    return m->from ? rewrite_expr(copy(m->value), put_element, &r) : element;
}

/* The value that m adds in iteration i of the place that is ahead. */
static Expr *value_at(const Scatter *x, const Moved *m, Sym *i)
{
    const Row *row = &x->rows.at[m->row];
    int beside = row->before + most_ahead(x, m->group) - m->shift;
    Expr *at = sub(ref(i), ref(x->first));
    return value_of(m, index_of(ref(row->sym), beside ? add(at, int_const(beside)) : at));
}

Expr *with_term(Expr *sum, Op op, Expr *value)
{
    if (!sum)
        return op == OP_SUB ? neg(value) : value;
    return op == OP_SUB ? sub(sum, value) : add(sum, value);
}

Expr *sum_of_group(const Scatter *x, int group, Sym *i)
{
    Expr *sum = NULL;
    for (int j = group; j < x->moved.n; j++) {
        const Moved *m = &x->moved.at[j];
        if (m->group != group)
            continue;
        sum = with_term(sum, m->op, value_at(x, m, i));
    }
    return sum;
}
