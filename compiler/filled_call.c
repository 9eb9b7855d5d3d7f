/* filled_call.c - adjoints that a call fills need not be cleared before.
 *
 *     double y_b[n];                            double y_b[n];
 *     memset(y_b, 0, sizeof y_b);               slope_rev1(n, x, x_b, y, y_b, k_b);
 *     slope_rev(n, x, x_b, y, y_b, k_b);
 *                                               slope_rev1:
 *     slope_rev:                          ->    y_b[n - 1] = 0.0;
 *     for (int i = 1; i < n; i++)               for (int i = 1; i < n; i++)
 *         y_b[i - 1] += x[i] * k_b[i];              y_b[i - 1] = x[i] * k_b[i];
 *
 * What the function does first with the parameter is a loop, which it gets to in any case, each
 * iteration of which runs to its end, has to do with its own element alone and first adds to that.
 * The elements are those from a number on to a bound in terms of its parameters, so that a call
 * says which ones the loop misses: none, the first, the last, or both.  Those are set to zero; they
 * are all that there is if the loop does not run.  The array is one that only its function, and
 * through this one parameter what it calls, gets at (callees.c).
 *
 * If all calls are like this the function itself is changed.  Else there is a second one, if it is
 * worth its lines: arrays may be large, and the function does no more than run over them once.
 */
#include "filled.h"

enum { LARGE = 64 };

/* How a function adds to what a parameter leads to. */
typedef struct Fill {
    Stmt *loop;
    Expr *sum;  /* v[i + c] += e */
    Span reach; /* the elements */
} Fill;

/* An array that is cleared for a call. */
typedef struct Site {
    Expr *call;
    Callee *callee;
    int param;
    long missed; /* 0 or 1: the last element */
    Sym *v;
    Stmt *clearing;
    bool little; /* the function does little else */
    bool done;
} Site;
VEC(Site, Sites);

typedef struct Filling {
    Program *p;
    Callees *c;
    Callee *f; /* the function at hand */
    Sites sites;
    Map calls;    /* Callee -> number of its calls */
    Map clearing; /* statements that go */
} Filling;

/* ------------------------------------------------------------------ the function that fills */

typedef struct Own {
    const Sym *v;
    const Expr *element;
} Own;

static Walk find_other(Expr *e, void *context)
{
    const Own *own = context;
    if (same_expr(e, own->element))
        return WALK_PRUNE;
    return e->kind == E_REF && e->u.sym == own->v ? WALK_STOP : WALK_ON;
}

static Walk find_end(Stmt *s, void *context)
{
    (void)context;
    bool ends = s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN ||
                s->kind == S_GOTO || s->kind == S_OPAQUE;
    return ends ? WALK_STOP : WALK_ON;
}

/* The first statement that mentions v, if nothing before it ends the function. */
static Stmt *first_of(Block b, const Sym *v)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (stmt_mentions(s, v))
            return s;
        if (!walk_stmt(s, find_end, NULL, NULL))
            return NULL;
    }
    return NULL;
}

static bool find_fill(const Callee *f, const Sym *v, Fill *fill)
{
    Stmt *loop = f->jumps ? NULL : first_of(f->f->body, v);
    if (!loop || !find_span(&f->changed, loop, &fill->reach))
        return false;
    Stmt *s = first_of(loop->body[BODY], v);
    Expr *e = s && s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    long shift;
    if (!e || (e->op != OP_ADD && e->op != OP_SUB) || !is_element_of(e->kid[LHS], v) ||
        ref_sym(e->kid[LHS]->kid[BASE]) != v || expr_mentions(e->kid[RHS], v) ||
        is_integer(e->kid[RHS]->type) ||
        !find_shift(e->kid[LHS]->kid[INDEX], fill->reach.i, &shift))
        return false;
    Own own = {v, e->kid[LHS]};
    fill->loop = loop;
    fill->sum = e;
    fill->reach.first.more += shift;
    fill->reach.end.more += shift;
    return !fill->reach.first.base && fill->reach.first.more >= 0 && fill->reach.first.more <= 1 &&
           walk_block(loop->body[BODY], find_end, find_other, &own);
}

static Walk count_loop(Stmt *s, void *context)
{
    *(int *)context += is_loop(s);
    return WALK_ON;
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL ? WALK_STOP : WALK_ON;
}

/* Is this loop the only one of the function, with nothing in it that costs more than to clear? */
static bool does_little(const Func *f, const Stmt *loop)
{
    int loops = 0;
    walk_block(f->body, count_loop, NULL, &loops);
    return loops == 1 && walk_block(loop->body[BODY], NULL, find_call, NULL);
}

static Stmt *zero_at(const Fill *fill, Expr *index)
{
    Expr *element = index_of(copy(fill->sum->kid[LHS]->kid[BASE]), index);
    return expr_stmt(assign(element, zero_of(element->type)));
}

/* The loop stores, after zeros for what it does not get to. */
static void store_first(Func *f, const Fill *fill, bool misses_last)
{
    Block b = {0};
    for (Stmt *s = f->body.first, *next; s; s = next) {
        next = s->next;
        if (s == fill->loop && fill->reach.first.more == 1)
            add_stmt(&b, zero_at(fill, int_const(0)));
        if (s == fill->loop && misses_last)
            add_stmt(&b, zero_at(fill, bound_value(fill->reach.end)));
        add_stmt(&b, s);
    }
    f->body = b;
    if (fill->sum->op == OP_SUB)
        fill->sum->kid[RHS] = neg(fill->sum->kid[RHS]);
    fill->sum->op = OP_NONE;
}

/* ------------------------------------------------------------------ calls */

typedef struct Values {
    const Func *f;
    const Expr *call;
    bool all; /* known */
} Values;

static Expr *value_of_param(Expr *e, void *context)
{
    Values *values = context;
    if (e->kind != E_REF)
        return e;
    for (int k = 0; k < values->f->params.n && ARGS + k < values->call->nkid; k++) {
        const Expr *value = skip_conv(values->call->kid[ARGS + k]);
        if (values->f->params.at[k] == e->u.sym && same_type(value->type, e->type))
            return copy(value);
    }
    values->all = false;
    return e;
}

/* How many elements of v are behind those that the loop gets to? */
static bool count_missed(const Filling *x, const Fill *fill, const Site *site, long *missed)
{
    const Map *changed = &x->f->changed;
    Type *t = strip(site->v->type);
    Values values = {site->callee->f, site->call, true};
    Bound end = fill->reach.end, extent = {NULL, t->count}, part;
    if (end.base) {
        Expr *e = rewrite_expr(copy(end.base), value_of_param, &values);
        if (!values.all || !find_bound(changed, e, &part))
            return false;
        end = (Bound){part.base, part.more + end.more};
    }
    if (t->count == COUNT_VLA &&
        (!t->extent || !find_bound(changed, skip_conv(t->extent), &extent)))
        return false;
    return bound_difference(extent, end, missed);
}

/* The call that a statement is, or whose value it takes. */
static Expr *call_in_stmt(const Callees *c, const Stmt *s)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (s->kind == S_DECL && s->decls.n == 1)
        e = s->decls.at[0]->init;
    else if (e && e->kind == E_ASSIGN)
        e = ref_sym(e->kid[LHS]) ? e->kid[RHS] : NULL;
    e = e ? skip_conv(e) : NULL;
    return e && callee_of_call(c, e) ? e : NULL;
}

static void note_site(Filling *x, Stmt *s, Sym *v, Stmt *clearing)
{
    Site site = {.call = call_in_stmt(x->c, s), .v = v, .clearing = clearing};
    Fill fill;
    if (!site.call || !mentions_once(site.call, v) || !is_confined_array(x->c, x->f->f, v))
        return;
    site.callee = callee_of_call(x->c, site.call);
    while (site.param < site.callee->f->params.n &&
           ref_sym(site.call->kid[ARGS + site.param]) != v)
        site.param++;
    if (site.callee->open || !bits_has(&site.callee->confined, site.param) ||
        !find_fill(site.callee, site.callee->f->params.at[site.param], &fill) ||
        !count_missed(x, &fill, &site, &site.missed) || site.missed < 0 || site.missed > 1)
        return;
    site.little = does_little(site.callee->f, fill.loop);
    append(&x->sites, site);
}

/* From where v is declared to the first statement that does more than clear it. */
static void follow_array(Filling *x, Stmt *decl, Sym *v)
{
    Stmt *clearing = v->init && is_zero(v->init) ? decl : NULL;
    for (Stmt *s = decl->next; s; s = s->next) {
        if (!stmt_mentions(s, v))
            continue;
        if (!clears(s, v)) {
            if (clearing)
                note_site(x, s, v, clearing);
            return;
        }
        clearing = s;
    }
}

static void note_sites(Filling *x, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (v && is_array(v->type) && is_real_floating(strip(v->type)->base))
            follow_array(x, s, v);
        for (int i = 0; i < 3; i++)
            note_sites(x, s->body[i]);
    }
}

static Walk count_call(Expr *e, void *context)
{
    Filling *x = context;
    const Callee *f = callee_of_call(x->c, e);
    if (f)
        map_set(&x->calls, f, (char *)map_get(&x->calls, f) + 1);
    return WALK_ON;
}

/* ------------------------------------------------------------------ what is done about it */

static void drop_clearing(Filling *x, Site *site)
{
    site->done = true;
    if (site->clearing->kind == S_DECL)
        site->v->init = NULL;
    else
        map_set(&x->clearing, site->clearing, site->v);
}

static Block without_clearing(Stmt *s, void *context)
{
    const Map *clearing = context;
    return map_has(clearing, s) ? (Block){0} : block_of(s);
}

static bool are_alike(const Site *a, const Site *b)
{
    return a->callee == b->callee && a->param == b->param && a->missed == b->missed;
}

/* If all calls of the function are like this one, none needs zeros. */
static void fill_always(Filling *x, Site *first)
{
    char *n = NULL;
    for (int i = 0; i < x->sites.n; i++)
        n += are_alike(&x->sites.at[i], first);
    if (n != map_get(&x->calls, first->callee))
        return;
    Fill fill;
    Func *f = first->callee->f;
    if (!find_fill(first->callee, f->params.at[first->param], &fill))
        return;
    store_first(f, &fill, first->missed);
    for (int i = 0; i < x->sites.n; i++)
        if (are_alike(&x->sites.at[i], first))
            drop_clearing(x, &x->sites.at[i]);
}

/* Is it worth a second function? */
static bool is_worth_version(const Site *site)
{
    long count = strip(site->v->type)->count;
    return !site->done && site->little && (count == COUNT_VLA || count >= LARGE);
}

/* Are the same parameters filled in both calls? */
static bool are_calls_alike(const Filling *x, const Expr *a, const Expr *b)
{
    int n[2] = {0, 0}, both = 0;
    for (int i = 0; i < x->sites.n; i++) {
        const Site *s = &x->sites.at[i];
        n[0] += is_worth_version(s) && s->call == a;
        n[1] += is_worth_version(s) && s->call == b;
        for (int k = 0; is_worth_version(s) && s->call == a && k < x->sites.n; k++)
            both += is_worth_version(&x->sites.at[k]) && x->sites.at[k].call == b &&
                    are_alike(s, &x->sites.at[k]);
    }
    return n[0] == both && n[1] == both;
}

static Func *new_version(Filling *x, const Site *first)
{
    const Func *f = first->callee->f;
    Func *g = clone_func(f, free_name(x->p->taken, f->sym->name), NULL);
    const Callee *callee = new_callee(x->p, g);
    const char *names = NULL;
    for (int i = 0; i < x->sites.n; i++) {
        const Site *s = &x->sites.at[i];
        Fill fill;
        if (s->call != first->call || !is_worth_version(s))
            continue;
        Sym *v = g->params.at[s->param];
        if (!find_fill(callee, v, &fill))
            die("'%s' in a copy of '%s'", v->name, f->sym->name);
        store_first(g, &fill, s->missed);
        names = names ? fmt("%s, %s", names, v->name) : v->name;
    }
    g->comment = fmt("Sets %s: what was there before does not matter.", names);
    return g;
}

/* Calls of the function that are like this one go to a second one. */
static Func *fill_sometimes(Filling *x, Site *first)
{
    Func *g = new_version(x, first);
    Exprs alike = {0};
    for (int i = 0; i < x->sites.n; i++)
        if (x->sites.at[i].callee == first->callee &&
            are_calls_alike(x, first->call, x->sites.at[i].call))
            append(&alike, x->sites.at[i].call);
    for (int i = 0; i < x->sites.n; i++)
        for (int k = 0; k < alike.n; k++)
            if (x->sites.at[i].call == alike.at[k] && is_worth_version(&x->sites.at[i]))
                drop_clearing(x, &x->sites.at[i]);
    for (int k = 0; k < alike.n; k++)
        alike.at[k]->kid[CALLEE]->u.sym = g->sym;
    return g;
}

static void insert_after(Funcs *all, const Func *f, Func *g)
{
    Funcs with = {0};
    for (int i = 0; i < all->n; i++) {
        append(&with, all->at[i]);
        if (all->at[i] == f)
            append(&with, g);
    }
    *all = with;
}

void fill_in_calls(Program *p, Funcs *all)
{
    if (options.no_filled)
        return;
    Filling x = {.p = p, .c = find_callees(p, all)};
    for (int i = 0; i < all->n; i++) {
        x.f = map_get(&x.c->of, all->at[i]->sym);
        walk_block(all->at[i]->body, NULL, count_call, &x);
        if (!x.f->jumps)
            note_sites(&x, all->at[i]->body);
    }
    for (int i = 0; i < x.sites.n; i++)
        if (!x.sites.at[i].done)
            fill_always(&x, &x.sites.at[i]);
    Map versions = {0};
    for (int i = 0; i < x.sites.n; i++) {
        Site *s = &x.sites.at[i];
        if (!is_worth_version(s) || map_has(&versions, s->callee))
            continue;
        Func *g = fill_sometimes(&x, s);
        map_set(&versions, s->callee, g);
        insert_after(all, s->callee->f, g);
    }
    for (int i = 0; i < all->n; i++)
        replace_stmts(&all->at[i]->body, without_clearing, &x.clearing);
}
