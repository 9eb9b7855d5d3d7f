/* reciprocal.c - adjoints that are divided by the same number are multiplied by its reciprocal.
 *
 *     double t = w_b / h;                    double per_h = 1.0 / h;
 *     a_b += t;                       ->     double t = w_b * per_h;
 *     h_b -= a / h * t;                      a_b += t;
 *                                            h_b -= a * per_h * t;
 *
 * A division takes as long as ten products, and C compilers may not do this, as it rounds once
 * more.  Only adjoints are worked out so: what the primal compares or stores is what it was.  One
 * division is enough in a loop that does not change h: then the reciprocal can leave the loop.
 * Where there are several directions this is done once more, when what they divide by has a name.
 */
#include "reverse.h"

typedef struct Reciprocals {
    Map names;
    Map changed;  /* variables that are assigned or pointed to */
    Map adjoints; /* variables of adjoint code besides the shadows */
    Map inside;   /* variables declared in the innermost loop */
    bool in_loop;
} Reciprocals;

/* The divisions by one variable in a list of statements. */
typedef struct Divisor {
    Sym *v, *reciprocal;
    Stmt *first;
    int n, varying; /* the latter by what changes in the loop */
} Divisor;
VEC(Divisor *, Divisors);

/* ------------------------------------------------------------ what is adjoint code */

bool is_adjoint(const Map *adjoints, const Sym *v)
{
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) &&
           (v->primal || v->companion || map_has(adjoints, v));
}

/* What a call returns is a primal value, also of a forward sweep that is handed shadows. */
static Walk find_adjoint(Expr *e, void *context)
{
    if (e->kind == E_CALL)
        return WALK_PRUNE;
    return e->kind == E_REF && is_adjoint(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static bool mentions_adjoint(Map *adjoints, Expr *e)
{
    return e && !walk_expr(e, find_adjoint, adjoints);
}

/* The value that the statement works out, if it is an adjoint: no primal value comes of one. */
Expr **adjoint_value(Map *adjoints, Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && is_real_floating(v->type) && mentions_adjoint(adjoints, v->init)) {
        map_set(adjoints, v, v);
        return &v->init;
    }
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || !is_real_floating(e->kid[LHS]->type))
        return NULL;
    Sym *to = ref_sym(e->kid[LHS]);
    if (!mentions_adjoint(adjoints, e))
        return NULL;
    if (to)
        map_set(adjoints, to, to);
    return &e->kid[RHS];
}

/* ------------------------------------------------------------ divisions */

typedef struct Visit {
    Reciprocals *r;
    Divisors *all;
    Stmt *at;
} Visit;

/* The variable that e divides by, if it is the same wherever it is in scope. */
static Sym *divisor_of(const Reciprocals *r, const Expr *e)
{
    if (e->kind != E_BINARY || e->op != OP_DIV || !is_real_floating(e->type))
        return NULL;
    const Expr *d = e->kid[RHS];
    Sym *v = d->kind == E_REF ? d->u.sym : NULL;
    bool local = v && (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
                 v->storage != ST_STATIC && !is_volatile(v->type);
    return local && same_type(v->type, e->type) && !map_has(&r->changed, v) ? v : NULL;
}

static Divisor *find_divisor(const Divisors *all, const Sym *v)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i]->v == v)
            return all->at[i];
    return NULL;
}

/* Choices and calls keep what they divide: which branch is taken must not change. */
static bool keeps_value(const Expr *e)
{
    return e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->kind == E_CALL ||
           e->kind == E_INDEX || is_integer(e->type);
}

static Walk find_varying(Expr *e, void *context)
{
    Reciprocals *r = context;
    bool varies = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ||
                  (e->kind == E_REF && (map_has(&r->inside, e->u.sym) ||
                                        map_has(&r->changed, e->u.sym)));
    return varies ? WALK_STOP : WALK_ON;
}

static Walk note_division(Expr *e, void *context)
{
    Visit *v = context;
    if (keeps_value(e))
        return WALK_PRUNE;
    Sym *by = divisor_of(v->r, e);
    if (!by)
        return WALK_ON;
    Divisor *d = find_divisor(v->all, by);
    if (!d) {
        d = new (Divisor);
        d->v = by;
        d->first = v->at;
        append(v->all, d);
    }
    d->n++;
    d->varying += !walk_expr(e->kid[LHS], find_varying, v->r);
    return WALK_ON;
}

/* a / h  ->  a * per_h, everywhere that note_division has counted. */
static Expr *multiply(const Reciprocals *r, const Divisors *all, Expr *e)
{
    if (keeps_value(e))
        return e;
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = multiply(r, all, e->kid[i]);
    Sym *by = divisor_of(r, e);
    Divisor *d = by ? find_divisor(all, by) : NULL;
    return d && d->reciprocal ? mul(e->kid[LHS], ref(d->reciprocal)) : e;
}

/* ------------------------------------------------------------ lists */

static Walk find_label(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT ? WALK_STOP : WALK_ON;
}

/* A jump to one would pass by the reciprocal. */
bool is_jumped_into(Block b)
{
    return !walk_block(b, find_label, NULL, NULL);
}

static void share_in_list(Reciprocals *r, Block *b);

static void share_below(Reciprocals *r, Stmt *s)
{
    Map around = r->inside;
    bool within = r->in_loop, loop = is_loop(s);
    if (loop) {
        r->in_loop = true;
        r->inside = (Map){0};
    }
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i == BODY)
            share_in_list(r, &s->body[i]);
    if (loop) {
        r->in_loop = within;
        r->inside = around;
    }
}

static void note_list(Reciprocals *r, Block b, Divisors *all)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            map_set(&r->inside, s->decls.at[i], s);
        Visit v = {r, all, s};
        Expr **value = adjoint_value(&r->adjoints, s);
        if (value)
            walk_expr(*value, note_division, &v);
    }
}

static void share_in_list(Reciprocals *r, Block *b)
{
    Divisors all = {0};
    if (!is_jumped_into(*b))
        note_list(r, *b, &all);
    for (int i = 0; i < all.n; i++) {
        Divisor *d = all.at[i];
        bool leaves = r->in_loop && d->varying && !map_has(&r->inside, d->v);
        if (d->n < 2 && !leaves)
            continue;
        d->reciprocal = new_sym(SYM_VAR, free_name(&r->names, fmt("per_%s", d->v->name)),
                                unqualified(strip(d->v->type)));
        d->reciprocal->generated = true;
    }
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < all.n; i++) {
            Divisor *d = all.at[i];
            if (d->first == s && d->reciprocal)
                add_stmt(&out, decl_stmt(d->reciprocal,
                                         divide(float_const(1.0, d->reciprocal->type), ref(d->v))));
        }
        Expr **value = adjoint_value(&r->adjoints, s);
        if (value)
            *value = multiply(r, &all, *value);
        share_below(r, s);
        add_stmt(&out, s);
    }
    *b = out;
}

void share_reciprocals(Func *f)
{
    if (options.no_reciprocal)
        return;
    Reciprocals r = {.names = names_in(f), .changed = changed_variables(f->body)};
    share_in_list(&r, &f->body);
}
