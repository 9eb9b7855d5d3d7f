/* halves.c - elements that are as far apart as the loop has iterations, or some multiple of that.
 *
 *     for (k = half - 1; k >= 0; k--) {            ADCC_SIMD
 *         int i = start + k, j = i + half;         for (k = 0; k < half; k++) {
 *         x_b[i] += x_b[j];                            int i = start + k, j = i + half;
 *         x_b[j] *= w;                      ->         x_b[i] += x_b[j];
 *     }                                                x_b[j] *= w;
 *                                                  }
 *
 * What two iterations add to their indices differs by less than the number of iterations.  If the
 * indices differ by just that number within an iteration, and both move by one from each to the
 * next, then no iteration gets at an element of another: this is how halves of an array meet in a
 * Fourier transform.  So are w_b[i], w_b[n + i] and bias_b[i] apart in a loop from zero to n, if
 * bias_b is w_b + 2 * n throughout.  All of the sums are of signed integers, which do not overflow,
 * or the program itself is undefined.
 *
 *     for (i = 0; i < n; i++)
 *         for (r = 0; r < 4; r++)
 *             x_b[(first + r) * n + i] += w[r] * y_b[i];
 *
 * So are the columns of a matrix: a loop that runs no more than n times gets at other elements
 * r * n + i in each iteration, whatever the rows.
 */
#include "order.h"

enum { MOST_TERMS = 16, MOST_TRIPS = 16, LARGEST = 1000000, LEAST_ROW = 16 };

/* The sum of multiples of terms, and a constant. */
typedef struct Sum {
    const Expr *at[MOST_TERMS];
    long long times[MOST_TERMS];
    int n;
    long long constant;
    long long moves; /* how often the loop's index is among them */
    bool unclear;
    const Expr *width; /* multiples of it are left out; NULL: none are */
} Sum;

/* Below conversions that keep the value of every signed integer. */
static const Expr *below_widening(const Expr *e)
{
    while (e->kind == E_CONV && is_signed_integer(e->type) && is_signed_integer(e->kid[0]->type) &&
           strip(e->type)->size >= strip(e->kid[0]->type)->size)
        e = e->kid[0];
    return e;
}

static bool are_same_factor(const Expr *a, const Expr *b)
{
    return same_expr(below_widening(a), below_widening(b));
}

/* Equal, but for the order and the types of two factors? */
static bool are_same_term(const Expr *a, const Expr *b)
{
    bool products = a->kind == E_BINARY && a->op == OP_MUL && b->kind == E_BINARY &&
                    b->op == OP_MUL;
    if (!products)
        return same_expr(a, b);
    Expr **p = a->kid, **q = b->kid;
    return (are_same_factor(p[LHS], q[LHS]) && are_same_factor(p[RHS], q[RHS])) ||
           (are_same_factor(p[LHS], q[RHS]) && are_same_factor(p[RHS], q[LHS]));
}

static void add_term(Sum *s, const Expr *e, long long times)
{
    int i = 0;
    while (i < s->n && !are_same_term(s->at[i], e))
        i++;
    s->unclear |= i == MOST_TERMS;
    if (s->unclear)
        return;
    s->times[i] = times + (i < s->n ? s->times[i] : 0);
    s->at[i] = e;
    s->n += i == s->n;
    if (s->times[i] == 0) {
        s->at[i] = s->at[--s->n];
        s->times[i] = s->times[s->n];
    }
}

static bool is_small(const Expr *e)
{
    return e->has_value && e->value > -LARGEST && e->value < LARGEST;
}

/* Something times the width? */
static bool is_rows(const Sum *s, const Expr *e)
{
    e = below_widening(e);
    if (same_expr(e, s->width))
        return true;
    return e->kind == E_BINARY && e->op == OP_MUL && is_signed_integer(e->type) &&
           (is_rows(s, e->kid[LHS]) || is_rows(s, e->kid[RHS]));
}

static bool is_sum(const Expr *e)
{
    return e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
}

static void add_terms(const Order *k, Sum *s, const Expr *e, long long times);

/* (a + b) * c is a * c + b * c: sum is the factor of e that is one */
static void add_products(const Order *k, Sum *s, const Expr *e, int sum, long long times)
{
    const Expr *parts = below_widening(e->kid[sum]);
    for (int i = 0; i < 2; i++) {
        Expr *factors[2] = {copy(e->kid[LHS]), copy(e->kid[RHS])};
        factors[sum] = copy(parts->kid[i]);
        bool minus = i == RHS && parts->op == OP_SUB;
        add_terms(k, s, binary(OP_MUL, factors[LHS], factors[RHS]), minus ? -times : times);
    }
}

static void add_terms(const Order *k, Sum *s, const Expr *e, long long times)
{
    e = below_widening(e);
    Expr *value = e->kind == E_REF ? map_get(&k->value_of, e->u.sym) : NULL;
    s->unclear |= !is_signed_integer(e->type) || times > LARGEST || times < -LARGEST;
    if (s->unclear)
        return;
    if (s->width && is_rows(s, e))
        return;
    if (is_small(e)) {
        s->constant += times * e->value;
    } else if (value) {
        add_terms(k, s, value, times);
    } else if (e->kind == E_REF && e->u.sym == k->i) {
        s->moves += times;
    } else if (is_sum(e)) {
        add_terms(k, s, e->kid[LHS], times);
        add_terms(k, s, e->kid[RHS], e->op == OP_SUB ? -times : times);
    } else if (e->kind == E_BINARY && e->op == OP_MUL && is_small(below_widening(e->kid[LHS]))) {
        add_terms(k, s, e->kid[RHS], times * below_widening(e->kid[LHS])->value);
    } else if (e->kind == E_BINARY && e->op == OP_MUL && is_small(below_widening(e->kid[RHS]))) {
        add_terms(k, s, e->kid[LHS], times * below_widening(e->kid[RHS])->value);
    } else if (e->kind == E_BINARY && e->op == OP_MUL && is_sum(below_widening(e->kid[LHS]))) {
        add_products(k, s, e, LHS, times);
    } else if (e->kind == E_BINARY && e->op == OP_MUL && is_sum(below_widening(e->kid[RHS]))) {
        add_products(k, s, e, RHS, times);
    } else {
        s->unclear |= !is_fixed(k, e);
        add_term(s, e, times);
    }
}

bool moves_by_one(const Order *k, const Expr *a)
{
    Sum s = {.n = 0};
    add_terms(k, &s, a, 1);
    return !s.unclear && s.moves == 1;
}

bool index_distance(const Order *k, const Expr *a, const Expr *b, long long *distance)
{
    Sum s = {.n = 0};
    add_terms(k, &s, a, 1);
    add_terms(k, &s, b, -1);
    *distance = s.constant;
    return !s.unclear && s.n == 0 && s.moves == 0;
}

/* ------------------------------------------------------------------ rows of a grid */

/* i, i * m, m * i: adds what the index of the loop over rows is multiplied by, 'times'. */
static bool add_factor(const Order *rows, Sum *stride, const Expr *term, long long times)
{
    if (ref_sym(term) == rows->i) {
        stride->constant += times;
        return true;
    }
    if (term->kind != E_BINARY || term->op != OP_MUL)
        return false;
    bool left = ref_sym(below_widening(term->kid[LHS])) == rows->i;
    const Expr *factor = below_widening(term->kid[left ? RHS : LHS]);
    if ((!left && ref_sym(below_widening(term->kid[RHS])) != rows->i) || !is_fixed(rows, factor))
        return false;
    add_term(stride, factor, times);
    return true;
}

/* i * m + j: how many elements rows are apart.  False if it is something else, or they are almost
 * one. */
static bool find_stride(const Order *columns, const Order *rows, const Expr *index, Sum *stride)
{
    Sum s = {.n = 0};
    add_terms(columns, &s, index, 1);
    for (int i = 0; i < s.n; i++)
        if (!is_fixed(rows, s.at[i]) && !add_factor(rows, stride, s.at[i], s.times[i]))
            return false;
    bool far = stride->n > 0 || stride->constant >= LEAST_ROW || stride->constant <= -LEAST_ROW;
    return !s.unclear && !stride->unclear && s.moves == 1 && far;
}

static void add_sum(Sum *s, const Sum *other, long long times)
{
    for (int i = 0; i < other->n; i++)
        add_term(s, other->at[i], times * other->times[i]);
    s->constant += times * other->constant;
}

/* How many strides there are in the distance: the rest is small. */
static long long count_strides(const Sum *distance, const Sum *stride)
{
    long long of = stride->constant, half = (of < 0 ? -of : of) / 2, n = distance->constant;
    if (stride->n == 0)
        return (n + (n < 0 ? -half : half)) / of;
    for (int i = 0; i < distance->n; i++)
        if (are_same_term(distance->at[i], stride->at[0]))
            return distance->times[i] / stride->times[0];
    return 0;
}

/* The distance of elements of a grid in one array: how many times the stride, and what is left. */
static bool split_distance(const Order *columns, const Sum *stride, const Expr *a, const Expr *b,
                           long long *row, long long *column)
{
    Sum s = {.n = 0};
    add_terms(columns, &s, a, 1);
    add_terms(columns, &s, b, -1);
    *row = count_strides(&s, stride);
    add_sum(&s, stride, -*row);
    *column = s.constant;
    return !s.unclear && s.moves == 0 && s.n == 0;
}

/* The same of a[i][j]. */
static bool index_distances(const Order *columns, const Order *rows, const Expr *a, const Expr *b,
                            long long *row, long long *column)
{
    const Expr *of_a = skip_conv(a->kid[BASE]), *of_b = skip_conv(b->kid[BASE]);
    const Expr *i = of_b->kid[INDEX], *j = b->kid[INDEX], *array = of_b->kid[BASE];
    Sum s = {.n = 0};
    add_terms(columns, &s, j, 1);
    for (int n = 0; n < s.n; n++)
        s.unclear |= !is_fixed(rows, s.at[n]);
    return !s.unclear && s.moves == 1 && moves_by_one(rows, i) && is_fixed(columns, i) &&
           of_a->kind == E_INDEX && same_expr(of_a->kid[BASE], array) &&
           is_fixed_place(rows, array) && is_fixed_place(columns, array) &&
           index_distance(rows, of_a->kid[INDEX], i, row) &&
           index_distance(columns, a->kid[INDEX], j, column);
}

bool grid_distance(const Order *columns, const Order *rows, const Expr *a, const Expr *b,
                   long long *row, long long *column)
{
    a = skip_conv((Expr *)a), b = skip_conv((Expr *)b);
    if (a->kind != E_INDEX || b->kind != E_INDEX)
        return false;
    const Expr *of_b = skip_conv(b->kid[BASE]);
    if (is_array(of_b->type) && of_b->kind == E_INDEX)
        return index_distances(columns, rows, a, b, row, column);
    Sum stride = {.n = 0};
    return same_expr(a->kid[BASE], of_b) && is_fixed_place(rows, of_b) &&
           is_fixed_place(columns, of_b) && find_stride(columns, rows, b->kid[INDEX], &stride) &&
           split_distance(columns, &stride, a->kid[INDEX], b->kid[INDEX], row, column);
}

/* Adds how far an element is behind where an array begins: returns that. */
static const Expr *add_place(const Order *k, Sum *s, const Expr *element, long long times)
{
    add_terms(k, s, element->kid[INDEX], times);
    const Expr *base = skip_conv(element->kid[BASE]), *begin;
    while (base->kind == E_REF && k->begins &&
           (begin = map_get(k->begins, base->u.sym)) != NULL) {
        add_terms(k, s, begin->kid[RHS], times);
        base = skip_conv(begin->kid[LHS]);
    }
    return base;
}

/* Is a, where there are iterations, at least as many elements behind b, in the same one? */
static bool is_a_loop_behind(const Order *k, const Expr *a, const Expr *b)
{
    for (int times = 1; times <= MOST_TRIPS; times++) {
        Sum s = {.constant = -times};
        const Expr *begin = add_place(k, &s, a, 1);
        if (!same_expr(begin, add_place(k, &s, b, -1)))
            return false;
        add_terms(k, &s, k->last, -times);
        add_terms(k, &s, k->first, times);
        if (!s.unclear && s.n == 0 && s.moves == 0 && s.constant >= 0)
            return true;
    }
    return false;
}

bool are_a_loop_apart(const Order *k, const Expr *a, const Expr *b)
{
    a = skip_conv((Expr *)a);
    b = skip_conv((Expr *)b);
    if (!k->first || a->kind != E_INDEX || b->kind != E_INDEX || !is_element(k, a) ||
        !is_element(k, b))
        return false;
    return moves_by_one(k, a->kid[INDEX]) && moves_by_one(k, b->kid[INDEX]) &&
           (is_a_loop_behind(k, a, b) || is_a_loop_behind(k, b, a));
}

/* ------------------------------------------------------------------ columns */

static bool holds(const Sym *i, const Expr *e)
{
    return strip(i->type)->size >= strip(e->type)->size;
}

/* A number that the loop runs no more often than; NULL: none is known. */
static const Expr *most_trips(const Order *k)
{
    Sum s = {.constant = 1};
    if (!k->first || !k->last || !holds(k->i, k->first) || !holds(k->i, k->last))
        return NULL;
    add_terms(k, &s, k->last, 1);
    add_terms(k, &s, k->first, -1);
    bool one = s.n == 1 && s.times[0] == 1 && s.moves == 0 && s.constant <= 0;
    return !s.unclear && one && is_pure(s.at[0]) ? s.at[0] : NULL;
}

/* a[r][s][i]: the array that all of the rows are in */
static const Expr *array_of_rows(const Expr *row)
{
    while (row->kind == E_INDEX && is_array(row->type))
        row = skip_conv(row->kid[BASE]);
    return row;
}

bool are_in_one_column(const Order *k, const Expr *a, const Expr *b)
{
    a = skip_conv((Expr *)a);
    b = skip_conv((Expr *)b);
    if (a->kind != E_INDEX || b->kind != E_INDEX)
        return false;
    const Expr *of_a = skip_conv(a->kid[BASE]), *of_b = skip_conv(b->kid[BASE]);
    bool same = same_expr(of_a, of_b) && is_fixed_place(k, of_a);
    Sum s = {.width = same ? most_trips(k) : NULL};
    if (!same) /* C's rule: an index stays within its array */
        of_a = array_of_rows(of_a), of_b = array_of_rows(of_b);
    if (!same_expr(of_a, of_b) || !is_fixed_place(k, of_a))
        return false;
    add_terms(k, &s, a->kid[INDEX], 1);
    if (s.moves != 1)
        return false;
    add_terms(k, &s, b->kid[INDEX], -1);
    return !s.unclear && s.n == 0 && s.moves == 0 && s.constant == 0;
}

/* ------------------------------------------------------------------ pointers into arrays */

static Walk find_unsteady(Expr *e, void *context)
{
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool plain = e->kind == E_INT || e->kind == E_CONV || e->kind == E_BINARY;
    bool local = v && (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
                 v->storage != ST_STATIC && !v->address_taken && !is_volatile(v->type);
    return plain || (local && !map_has(context, v)) ? WALK_ON : WALK_STOP;
}

typedef struct Begins {
    Map changed; /* variables that are */
    Map found;
} Begins;

/* double *z = x + e;  where none of them changes */
static Walk note_begin(Stmt *s, void *context)
{
    Begins *b = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    Expr *e = v && v->init && is_pointer(v->type) ? skip_conv(v->init) : NULL;
    if (!e || e->kind != E_BINARY || e->op != OP_ADD || map_has(&b->changed, v) ||
        v->address_taken || v->storage == ST_STATIC || v->global)
        return WALK_ON;
    Type *from = decay(skip_conv(e->kid[LHS])->type), *to = strip(v->type);
    bool same = is_pointer(from) && ref_sym(e->kid[LHS]) && is_real_floating(strip(to->base)) &&
                same_type(unqualified(strip(from)->base), unqualified(to->base));
    if (same && walk_expr(e, find_unsteady, &b->changed))
        map_set(&b->found, v, e);
    return WALK_ON;
}

Map find_begins(Func *f)
{
    Begins b = {.changed = changed_variables(f->body)};
    walk_block(f->body, note_begin, NULL, &b);
    return b.found;
}
