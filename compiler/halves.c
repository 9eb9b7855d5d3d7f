/* halves.c - elements that are as far apart as the loop has iterations.
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
 * Fourier transform.  All of the sums are of signed integers, which do not overflow, or the
 * program itself is undefined.
 */
#include "order.h"

enum { MOST_TERMS = 16 };

/* The sum of terms, some of them subtracted, and a constant. */
typedef struct Sum {
    const Expr *at[MOST_TERMS];
    bool minus[MOST_TERMS];
    int n;
    long long constant;
    int moves; /* how often the loop's index is among them */
    bool unclear;
} Sum;

/* Below conversions that keep the value of every signed integer. */
static const Expr *below_widening(const Expr *e)
{
    while (e->kind == E_CONV && is_signed_integer(e->type) && is_signed_integer(e->kid[0]->type) &&
           strip(e->type)->size >= strip(e->kid[0]->type)->size)
        e = e->kid[0];
    return e;
}

static void add_term(Sum *s, const Expr *e, bool minus)
{
    for (int i = 0; i < s->n; i++)
        if (s->minus[i] != minus && same_expr(s->at[i], e)) {
            s->at[i] = s->at[--s->n];
            s->minus[i] = s->minus[s->n];
            return;
        }
    s->unclear |= s->n == MOST_TERMS;
    if (s->unclear)
        return;
    s->at[s->n] = e;
    s->minus[s->n++] = minus;
}

static void add_terms(const Order *k, Sum *s, const Expr *e, bool minus)
{
    e = below_widening(e);
    Expr *value = e->kind == E_REF ? map_get(&k->value_of, e->u.sym) : NULL;
    s->unclear |= !is_signed_integer(e->type);
    if (s->unclear)
        return;
    if (e->has_value && e->value > -1000000 && e->value < 1000000) {
        s->constant += minus ? -e->value : e->value;
    } else if (value) {
        add_terms(k, s, value, minus);
    } else if (e->kind == E_REF && e->u.sym == k->i) {
        s->moves += minus ? -1 : 1;
    } else if (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB)) {
        add_terms(k, s, e->kid[LHS], minus);
        add_terms(k, s, e->kid[RHS], minus != (e->op == OP_SUB));
    } else {
        s->unclear |= !is_fixed(k, e);
        add_term(s, e, minus);
    }
}

bool moves_by_one(const Order *k, const Expr *a)
{
    Sum s = {.n = 0};
    add_terms(k, &s, a, false);
    return !s.unclear && s.moves == 1;
}

/* Is a - b the number of iterations, if there are any? */
static bool differ_by_trips(const Order *k, const Expr *a, const Expr *b)
{
    Sum s = {.constant = -1};
    add_terms(k, &s, a, false);
    add_terms(k, &s, b, true);
    add_terms(k, &s, k->last, true);
    add_terms(k, &s, k->first, false);
    return !s.unclear && s.n == 0 && s.moves == 0 && s.constant >= 0;
}

bool index_distance(const Order *k, const Expr *a, const Expr *b, long long *distance)
{
    Sum s = {.n = 0};
    add_terms(k, &s, a, false);
    add_terms(k, &s, b, true);
    *distance = s.constant;
    return !s.unclear && s.n == 0 && s.moves == 0;
}

bool are_a_loop_apart(const Order *k, const Expr *a, const Expr *b)
{
    a = skip_conv((Expr *)a);
    b = skip_conv((Expr *)b);
    if (!k->first || a->kind != E_INDEX || b->kind != E_INDEX ||
        !same_expr(a->kid[BASE], b->kid[BASE]) || !is_element(k, a) || !is_element(k, b))
        return false;
    const Expr *i = a->kid[INDEX], *j = b->kid[INDEX];
    return moves_by_one(k, i) && moves_by_one(k, j) &&
           (differ_by_trips(k, i, j) || differ_by_trips(k, j, i));
}
