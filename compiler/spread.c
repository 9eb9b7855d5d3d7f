/* spread.c - an initialiser list with values to be differentiated becomes assignments.
 *
 *     double a[3] = {x, [2] = x * y};      ->      double a[3] = {0};  a[0] = x;  a[2] = x * y;
 *
 * C's walk through the subobjects (C11 6.7.9): braces may be left out, designators set the
 * position.
 */
#include "reverse.h"

typedef struct Spread {
    Block out;
    Expr *list;     /* the E_INIT being read */
    int next;       /* its next item */
    bool at_braces; /* designators of the list count from the object at hand */
} Spread;

static void fill(Spread *s, Expr *target);

static bool is_aggregate(Type *t)
{
    return is_array(t) || is_record(t);
}

static void put(Spread *s, Expr *target, Expr *value)
{
    Stmt *st = expr_stmt(assign(target, value));
    st->loc = value->loc;
    add_stmt(&s->out, st);
}

static Expr *subobject(Expr *target, int i)
{
    if (is_array(target->type))
        return index_of(clone_expr(target, NULL), int_const(i));
    return member(clone_expr(target, NULL), strip(target->type)->tag->fields.at[i], false);
}

static int subobjects(Type *t)
{
    t = strip(t);
    if (t->kind == T_ARRAY)
        return t->count >= 0 ? (int)t->count : 0;
    return t->tag->kind == TAG_UNION ? 1 : t->tag->fields.n;
}

/* One item for 'target': a braced list, a whole value, or the first of several without braces. */
static void fill_item(Spread *s, Expr *target)
{
    Expr *item = s->list->kid[s->next];
    if (item->kind == E_INIT && is_real_vector(target->type)) {
        put(s, target, item);
        s->next++;
    } else if (item->kind == E_INIT) {
        Spread inner = {.list = item, .at_braces = true};
        fill(&inner, target);
        s->out = join(s->out, inner.out);
        s->next++;
    } else if (is_aggregate(target->type) && !is_record(item->type) && item->kind != E_STRING) {
        bool outer = s->at_braces;
        s->at_braces = false;
        fill(s, target);
        s->at_braces = outer;
    } else {
        put(s, target, item);
        s->next++;
    }
}

/* The value of a designated item, from step k of the designator on; *i is left at the (last)
 * position among target's own subobjects. */
static void fill_designated(Spread *s, Expr *target, const Designators *d, int k, Expr *value,
                            int *i)
{
    if (k == d->n) {
        Expr *one = new_expr(E_INIT, target->type, value->loc, 1);
        one->kid[0] = clone_expr(value, NULL);
        Spread inner = {.list = one};
        fill_item(&inner, target);
        s->out = join(s->out, inner.out);
        return;
    }
    const Designator *step = &d->at[k];
    int below = 0;
    if (step->field) {
        const Fields *fields = &step->field->owner->fields;
        for (*i = 0; *i < fields->n && fields->at[*i] != step->field; ++*i)
            ;
        fill_designated(s, member(clone_expr(target, NULL), step->field, false), d, k + 1, value,
                        &below);
        return;
    }
    long last = step->last ? step->last->value : step->first->value;
    for (long at = step->first->value; at <= last; at++)
        fill_designated(s, index_of(clone_expr(target, NULL), int_const(at)), d, k + 1, value,
                        &below);
    *i = (int)last;
}

/* The items from s->next on initialise target's subobjects in order. */
static void fill(Spread *s, Expr *target)
{
    if (!is_aggregate(target->type)) { /* a scalar in braces */
        if (s->next < s->list->nkid)
            put(s, target, s->list->kid[s->next++]);
        return;
    }
    int n = subobjects(target->type);
    for (int i = 0; s->next < s->list->nkid; i++) {
        Expr *item = s->list->kid[s->next];
        if (item->kind != E_DESIGNATED) {
            if (i >= n)
                return;
            if (is_record(target->type) && is_padding(strip(target->type)->tag->fields.at[i]))
                continue;
            fill_item(s, subobject(target, i));
            continue;
        }
        if (!s->at_braces)
            return; /* it counts from the enclosing braces */
        Designators *d = item->u.designators;
        bool more = s->next + 1 < s->list->nkid && s->list->kid[s->next + 1]->kind != E_DESIGNATED;
        if (d->n > 1 && more) {
            error_at(item->loc, "values that follow a designator of several steps in a list with "
                                "values that carry derivatives; designate each of them");
            return;
        }
        fill_designated(s, target, d, 0, item->kid[item->nkid - 1], &i);
        s->next++;
    }
}

Block spread_list(Expr *target, Expr *list)
{
    Spread s = {.list = list, .at_braces = true};
    fill(&s, target);
    return s.out;
}

Block spread_initialiser(Sym *v)
{
    v->type = unqualified(v->type);
    Block out = spread_list(ref(v), v->init);
    Expr *empty = new_expr(E_INIT, v->type, v->init->loc, 1);
    empty->kid[0] = int_const(0);
    v->init = empty;
    return out;
}
