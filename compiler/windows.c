/* windows.c - parameters that lead to parts of one array that do not overlap.
 *
 *     static void cell(int n, const double *above, double *hidden, double *memory)
 *     {
 *         for (int i = 0; i < n; i++)                of each it touches the first n elements
 *             memory[i] = hidden[i] * above[i];
 *     }
 *     const double *above = input;
 *     for (int l = 0; l < layers; l++) {
 *         double *hidden = now + l * 2 * n;
 *         cell(n, above, hidden, hidden + n);        the three are n, 2 n and 3 n apart
 *         above = hidden;
 *     }
 *
 * A parameter has a window of n elements, n another parameter, if all that is done with it is to
 * index it by the index of a loop from zero to n.  Two such parameters share no element if in each
 * call they lead into different objects, or into one at a distance of a multiple of n, but zero: if
 * n is not above zero, nothing is touched.  Distances are polynomials of variables that do not
 * change, or stay in an iteration of the loop around the call.  A pointer that the loop changes
 * once, behind the call, is what it was before the loop, or what it became an iteration ago.  All
 * numbers are signed integers, which do not overflow, or the program itself is undefined.
 */
#include "windows.h"
#include "effect.h"

#include <stdlib.h>

enum { MOST_FACTORS = 4, MOST_TERMS = 12, MOST_SPOTS = 4, LARGEST = 1000000 };

/* number * a * b * ... */
typedef struct Term {
    long long number;
    const Sym *of[MOST_FACTORS]; /* in the order of their addresses */
    int n;
} Term;

typedef struct Poly {
    Term at[MOST_TERMS];
    int n;
    bool unclear;
} Poly;

/* Where a pointer may lead: so many elements behind the begin of an array, or what a pointer that
 * does not change leads to. */
typedef struct Spot {
    Sym *base;
    Poly offset;
} Spot;

typedef struct Spots {
    Spot at[MOST_SPOTS];
    int n;
    bool unclear;
} Spots;

/* A function, as seen from a call. */
typedef struct View {
    const Call *call;
    Map changed;      /* variables of the function that change */
    Type *element;
    const Sym *index; /* of the loop around the call, NULL: nothing is known of it */
    long step;
    bool before; /* as things were in the iteration before */
} View;

/* ------------------------------------------------------------------ polynomials */

static bool same_factors(const Term *a, const Term *b)
{
    for (int i = 0; i < a->n && i < b->n; i++)
        if (a->of[i] != b->of[i])
            return false;
    return a->n == b->n;
}

static void add_term(Poly *p, Term t)
{
    int i = 0;
    while (i < p->n && !same_factors(&p->at[i], &t))
        i++;
    if (i == MOST_TERMS) {
        p->unclear = true;
        return;
    }
    if (i == p->n) {
        p->at[p->n] = t;
        p->at[p->n++].number = 0;
    }
    p->at[i].number += t.number;
    p->unclear |= llabs(p->at[i].number) > LARGEST;
    if (p->at[i].number == 0)
        p->at[i] = p->at[--p->n];
}

static Term product(const Term *a, const Term *b, bool *unclear)
{
    Term t = *a;
    t.number *= b->number;
    *unclear |= a->n + b->n > MOST_FACTORS || llabs(t.number) > LARGEST;
    for (int i = 0; i < b->n && !*unclear; i++) {
        int k = t.n++;
        for (; k > 0 && t.of[k - 1] > b->of[i]; k--)
            t.of[k] = t.of[k - 1];
        t.of[k] = b->of[i];
    }
    return t;
}

static void add_multiple(Poly *into, long long number, const Poly *p)
{
    into->unclear |= p->unclear;
    for (int i = 0; i < p->n && !into->unclear; i++) {
        Term t = p->at[i];
        t.number *= number;
        add_term(into, t);
    }
}

static Poly times(const Poly *a, const Poly *b)
{
    Poly p = {.unclear = a->unclear || b->unclear};
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n && !p.unclear; k++) {
            Term t = product(&a->at[i], &b->at[k], &p.unclear);
            if (!p.unclear)
                add_term(&p, t);
        }
    return p;
}

/* Is d = c n, for a number c that is not zero? */
static bool is_multiple(const Poly *d, const Poly *n)
{
    for (int i = 0; i < d->n && n->n > 0; i++) {
        if (!same_factors(&d->at[i], &n->at[0]))
            continue;
        Poly rest = {0};
        add_multiple(&rest, 1, d);
        add_multiple(&rest, -(d->at[i].number / n->at[0].number), n);
        return !rest.unclear && rest.n == 0;
    }
    return false;
}

/* ------------------------------------------------------------------ numbers */

static bool is_local(const Sym *v)
{
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global && v->storage != ST_STATIC &&
           !v->address_taken && !is_volatile(v->type);
}

static Walk find_declaration(Stmt *s, void *context)
{
    for (int i = 0; i < s->decls.n; i++)
        if (s->decls.at[i] == context)
            return WALK_STOP;
    return WALK_ON;
}

static bool is_declared_in(const Stmt *loop, const Sym *v)
{
    return loop && !walk_block(loop->body[BODY], find_declaration, NULL, (void *)v);
}

static Poly poly_of_sym(const View *v, Sym *s);

static Poly poly_of(const View *v, const Expr *e)
{
    Poly p = {0};
    while (e->kind == E_CONV && is_signed_integer(e->type) && is_signed_integer(e->kid[0]->type) &&
           strip(e->type)->size >= strip(e->kid[0]->type)->size)
        e = e->kid[0];
    if (!is_signed_integer(e->type)) {
        p.unclear = true;
    } else if (e->has_value) {
        p.unclear = e->value > LARGEST || e->value < -LARGEST;
        if (e->value != 0)
            add_term(&p, (Term){.number = e->value});
    } else if (e->kind == E_REF) {
        return poly_of_sym(v, e->u.sym);
    } else if (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB || e->op == OP_MUL)) {
        Poly a = poly_of(v, e->kid[LHS]), b = poly_of(v, e->kid[RHS]);
        if (e->op == OP_MUL)
            return times(&a, &b);
        add_multiple(&p, 1, &a);
        add_multiple(&p, e->op == OP_ADD ? 1 : -1, &b);
    } else if (e->kind == E_UNARY && e->op == OP_NEG) {
        Poly a = poly_of(v, e->kid[0]);
        add_multiple(&p, -1, &a);
    } else {
        p.unclear = true;
    }
    return p;
}

/* A variable that each iteration sets anew is what it is set to. */
static Poly poly_of_sym(const View *v, Sym *s)
{
    Poly p = {.unclear = !is_local(s)};
    if (s == v->index && !p.unclear) {
        add_term(&p, (Term){1, {s}, 1});
        if (v->before)
            add_term(&p, (Term){.number = -v->step});
    } else if (p.unclear || map_has(&v->changed, s)) {
        p.unclear = true;
    } else if (is_declared_in(v->call->loop, s)) {
        p.unclear = !s->init;
        return s->init ? poly_of(v, s->init) : p;
    } else {
        add_term(&p, (Term){1, {s}, 1});
    }
    return p;
}

/* ------------------------------------------------------------------ pointers */

static Walk count_change(Expr *e, void *context)
{
    View *v = context;
    bool steps = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    if (e->kind == E_ASSIGN || steps) {
        Sym *s = ref_sym(e->kid[0]);
        if (s)
            map_set(&v->changed, s, map_has(&v->changed, s) ? (void *)e : s);
    }
    return WALK_ON;
}

/* Is it changed by one assignment of the function's text? */
static bool changes_once(const View *v, Sym *s)
{
    return map_get(&v->changed, s) == s;
}

static Walk find_call(Expr *e, void *context)
{
    return e == context ? WALK_STOP : WALK_ON;
}

static Walk find_continue(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_CONTINUE ? WALK_STOP : WALK_ON;
}

static bool is_in_list(Block b, const Stmt *s)
{
    for (const Stmt *t = b.first; t; t = t->next)
        if (t == s)
            return true;
    return false;
}

/* What s is set to, once, in each iteration, behind the call; NULL: it is not like that. */
static Expr *set_behind_call(const View *v, Sym *s)
{
    const Stmt *loop = v->call->loop;
    bool called = false;
    if (!loop || !changes_once(v, s) || !walk_block(loop->body[BODY], find_continue, NULL, NULL))
        return NULL;
    for (Stmt *t = loop->body[BODY].first; t; t = t->next) {
        called |= !walk_stmt(t, NULL, find_call, (void *)v->call->e);
        Expr *e = t->kind == S_EXPR ? t->e[0] : NULL;
        if (e && e->kind == E_ASSIGN && e->op == OP_NONE && e->kid[LHS]->kind == E_REF &&
            e->kid[LHS]->u.sym == s)
            return called ? e->kid[RHS] : NULL;
    }
    return NULL;
}

/* Is s declared in the list that the loop around the call is in, so that it begins anew with it? */
static bool begins_with_loop(const View *v, const Sym *s)
{
    for (const Stmt *t = v->call->around.first; t; t = t->next)
        for (int i = 0; i < t->decls.n; i++)
            if (t->decls.at[i] == s)
                return t->next && is_in_list((Block){t->next, NULL}, v->call->loop);
    return false;
}

static bool leads_to(Type *pointer, Type *element)
{
    Type *t = decay(pointer);
    return is_pointer(t) && same_type(unqualified(strip(t)->base), element);
}

static void find_spots(const View *v, const Expr *e, Poly offset, Spots *out);

static void find_spots_of_sym(const View *v, Sym *s, Poly offset, Spots *out)
{
    bool in_loop = is_declared_in(v->call->loop, s), array = is_array(s->type);
    if (!array && !is_local(s)) {
        out->unclear = true;
    } else if (!array && s->kind == SYM_VAR && s->init && !map_has(&v->changed, s)) {
        View outside = *v;
        outside.index = in_loop ? v->index : NULL;
        find_spots(&outside, s->init, offset, out);
    } else if (!array && map_has(&v->changed, s)) {
        View first = *v, before = *v;
        Expr *last = v->before ? NULL : set_behind_call(v, s);
        first.index = NULL;
        before.before = true;
        out->unclear |= !last || !s->init || !begins_with_loop(v, s);
        if (!out->unclear) {
            find_spots(&first, s->init, offset, out);
            find_spots(&before, last, offset, out);
        }
    } else {
        out->unclear |= in_loop || out->n == MOST_SPOTS;
        if (!out->unclear)
            out->at[out->n++] = (Spot){s, offset};
    }
}

/* Where the pointer may lead, moved by the offset. */
static void find_spots(const View *v, const Expr *e, Poly offset, Spots *out)
{
    e = skip_conv((Expr *)e);
    if (!leads_to(e->type, v->element)) {
        out->unclear = true;
    } else if (e->kind == E_REF) {
        find_spots_of_sym(v, e->u.sym, offset, out);
    } else if (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB)) {
        bool first = is_pointer(decay(e->kid[LHS]->type));
        Poly by = poly_of(v, e->kid[first ? RHS : LHS]);
        add_multiple(&offset, e->op == OP_ADD ? 1 : -1, &by);
        find_spots(v, e->kid[first ? LHS : RHS], offset, out);
    } else if (e->kind == E_UNARY && e->op == OP_ADDR && e->kid[0]->kind == E_INDEX) {
        Poly by = poly_of(v, e->kid[0]->kid[INDEX]);
        add_multiple(&offset, 1, &by);
        find_spots(v, e->kid[0]->kid[BASE], offset, out);
    } else {
        out->unclear = true;
    }
    out->unclear |= offset.unclear;
}

/* ------------------------------------------------------------------ the function that is called */

typedef struct Window {
    Program *p;
    Sym *v;
    Sym *n;      /* NULL: not found yet */
    bool none;
    Syms loops;  /* indices of those around the statement at hand, and what they run to */
    Syms limits;
} Window;

/* v[i], in a loop for (i = 0; i < n; i += c)?  And not &v[i]: a pointer goes anywhere. */
static Walk look_at_mention(Expr *e, void *context)
{
    Window *w = context;
    w->none |= e->kind == E_UNARY && e->op == OP_ADDR && path_root(e->kid[0]) == w->v;
    const Sym *i = e->kind == E_INDEX && ref_sym(e->kid[BASE]) == w->v ? ref_sym(e->kid[INDEX])
                                                                     : NULL;
    for (int k = w->loops.n - 1; i && k >= 0; k--) {
        if (w->loops.at[k] != i)
            continue;
        w->none |= w->n && w->n != w->limits.at[k];
        w->n = w->limits.at[k];
        return WALK_PRUNE;
    }
    w->none |= e->kind == E_REF && e->u.sym == w->v;
    return WALK_ON;
}

static void look_at_list(Window *w, Block b)
{
    for (Stmt *s = b.first; s && !w->none; s = s->next) {
        const Counted *c = find_counted(w->p, s);
        Sym *n = c && c->step > 0 && c->rel == OP_LT && c->first->has_value && c->first->value >= 0
                     ? ref_sym(c->limit)
                     : NULL;
        bool counts = n && n->kind == SYM_PARAM && is_local(n) && is_signed_integer(n->type) &&
                      is_signed_integer(c->i->type);
        for (int i = 0; i < s->decls.n; i++)
            if (s->decls.at[i]->init)
                walk_expr(s->decls.at[i]->init, look_at_mention, w);
        for (int i = 0; i < 2; i++)
            if (s->e[i])
                walk_expr(s->e[i], look_at_mention, w);
        if (counts) {
            append(&w->loops, c->i);
            append(&w->limits, n);
        }
        for (int i = 0; i < 3; i++)
            look_at_list(w, s->body[i]);
        w->none |= s->kind == S_OPAQUE;
        w->loops.n -= counts;
        w->limits.n -= counts;
    }
}

/* How many elements behind v are touched at most: another parameter; NULL: that is not known. */
Sym *find_window(Program *p, const Inst *f, Sym *v)
{
    Window w = {.p = p, .v = v};
    look_at_list(&w, f->body->body);
    return w.none ? NULL : w.n;
}

/* ------------------------------------------------------------------ the call */

/* Finds the index of the loop around the call: for (...; i += c), changed nowhere else. */
static void find_index(View *v)
{
    const Stmt *loop = v->call->loop, *step = loop ? loop->body[STEP].first : NULL;
    Expr *e = step && !step->next && step->kind == S_EXPR ? step->e[0] : NULL;
    Sym *i = e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB) ? ref_sym(e->kid[LHS])
                                                                            : NULL;
    const Expr *by = i ? skip_conv(e->kid[RHS]) : NULL;
    if (!i || !is_local(i) || !is_signed_integer(i->type) || !changes_once(v, i) ||
        !by->has_value || llabs(by->value) > LARGEST)
        return;
    v->index = i;
    v->step = e->op == OP_ADD ? by->value : -by->value;
}

static bool are_spots_apart(const Call *call, const Spots *a, const Spots *b, const Poly *n)
{
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n; k++) {
            const Spot *x = &a->at[i], *y = &b->at[k];
            Poly distance = {0};
            add_multiple(&distance, 1, &x->offset);
            add_multiple(&distance, -1, &y->offset);
            bool apart = x->base == y->base ? !distance.unclear && is_multiple(&distance, n)
                                            : call->lead_apart(call->context, x->base, y->base);
            if (!apart)
                return false;
        }
    return true;
}

/* Do two arguments of the call lead to windows of so many elements, the k-th argument, that share
 * none? */
bool are_windows_apart(const Call *call, int i, int j, int k)
{
    const Expr *a = call->e->kid[ARGS + i], *b = call->e->kid[ARGS + j];
    View v = {.call = call};
    Spots of_a = {.n = 0}, of_b = {.n = 0};
    Type *t = decay(skip_conv((Expr *)a)->type);
    if (!is_pointer(t) || !is_real_floating(strip(strip(t)->base)))
        return false;
    v.element = unqualified(strip(t)->base);
    if (!leads_to(a->type, v.element) || !leads_to(b->type, v.element))
        return false;
    walk_block(call->f->body->body, NULL, count_change, &v);
    find_index(&v);
    Poly n = poly_of(&v, call->e->kid[ARGS + k]);
    find_spots(&v, a, (Poly){0}, &of_a);
    find_spots(&v, b, (Poly){0}, &of_b);
    return !n.unclear && !of_a.unclear && !of_b.unclear && of_a.n > 0 && of_b.n > 0 &&
           are_spots_apart(call, &of_a, &of_b, &n);
}
