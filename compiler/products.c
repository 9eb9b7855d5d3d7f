/* products.c - adjoints that are products take few operations.
 *
 *     double r_b = 4.0 * ((r - 1.0) * u_b) + 4.0 * r * u_b;
 *     double s_b = -(3.0 * (s * s) * (r * r * r_b));
 *     for (int d = 0; d < 3; d++)
 *         a_b[d] += 2.0 * a[d] * s_b;
 *
 *     double r_b = (4.0 * (r - 1.0) + 4.0 * r) * u_b;
 *     double scaled_s_b = -(6.0 * (s * s) * (r * r * r_b));
 *     for (int d = 0; d < 3; d++)
 *         a_b[d] += a[d] * scaled_s_b;
 *
 * An adjoint that both terms of a sum are multiplied by is so once.  A number that an adjoint is
 * multiplied by wherever it is used, it is multiplied by where it is worked out: it may be another
 * factor there, and loops do not repeat it.  Such numbers are small integers, so that nothing gets
 * less exact, nor zero.  Only adjoints are worked out so, as in reciprocal.c.
 */
#include <math.h>
#include <stdlib.h>

#include "reverse.h"

enum { LEAST_SCALE = 2, MOST_SCALE = 64, ROUNDS = 4 };

/* A variable that holds an adjoint and is given a value once. */
typedef struct Scaled {
    Sym *v;
    int declared;   /* so often */
    int mentioned;  /* so often, and ... */
    Exprs products; /* ... these have a number and v among their factors */
    bool inner;     /* one of them is in a loop inside */
    int depth;      /* of loops around the declaration */
} Scaled;
VEC(Scaled *, ScaledList);

typedef struct Products {
    Map names, adjoints, changed;
    Map scaled; /* Sym -> Scaled */
    ScaledList all;
    int depth;
} Products;

/* ------------------------------------------------------------ one factor for a sum */

static bool is_small_number(const Expr *e)
{
    if (e->kind != E_FLOAT || !is_real_floating(e->type))
        return false;
    double x = strtod(e->text, NULL);
    return x >= LEAST_SCALE && x <= MOST_SCALE && x == floor(x);
}

static bool is_product(const Expr *e)
{
    return e->kind == E_BINARY && e->op == OP_MUL && is_real_floating(e->type);
}

static bool is_minus(const Expr *e)
{
    return e->kind == E_UNARY && e->op == OP_NEG && is_real_floating(e->type);
}

/* Half precision has too small a range to put factors together. */
static bool is_wide(const Type *t)
{
    return is_real_floating((Type *)t) && strip((Type *)t)->kind != T_FLOAT16;
}

static Sym *adjoint_in(Products *x, const Expr *e)
{
    Sym *v = e->kind == E_REF && is_wide(e->type) ? e->u.sym : NULL;
    return v && is_adjoint(&x->adjoints, v) && !is_volatile(v->type) ? v : NULL;
}

/* The product in e, below numbers and signs, that has an adjoint as its last factor or its first:
 * where the others get together.  A large factor that was multiplied by a small adjoint first would
 * get together with another, and be infinite. */
static Expr **find_factor(Products *x, Expr **at, int *which)
{
    Expr *e = *at;
    if (is_minus(e))
        return find_factor(x, &e->kid[0], which);
    if (!is_product(e) || !same_type(e->kid[LHS]->type, e->kid[RHS]->type))
        return NULL;
    for (int i = 0; i < 2; i++)
        if (adjoint_in(x, e->kid[i])) {
            *which = i;
            return at;
        }
    return is_small_number(e->kid[LHS]) ? find_factor(x, &e->kid[RHS], which) : NULL;
}

/* 4.0 * a + 4.0 * b  ->  4.0 * (a + b) */
static Expr *factor_number(Expr *e)
{
    Expr *a = e->kid[LHS], *b = e->kid[RHS];
    if (!is_product(a) || !is_product(b) || !is_small_number(a->kid[LHS]) ||
        !same_expr(a->kid[LHS], b->kid[LHS]) || !same_type(a->kid[RHS]->type, b->kid[RHS]->type))
        return e;
    return mul(a->kid[LHS], binary(e->op, a->kid[RHS], b->kid[RHS]));
}

/* a * u + b * u  ->  (a + b) * u */
static Expr *factor_sum(Expr *e, void *context)
{
    Products *x = context;
    bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
    if (!sum || !is_real_floating(e->type))
        return e;
    Expr **in[2];
    int which[2];
    for (int i = 0; i < 2; i++) {
        in[i] = find_factor(x, &e->kid[i], &which[i]);
        if (!in[i] || !same_type((*in[i])->type, e->type))
            return e;
    }
    Expr *u = (*in[0])->kid[which[0]];
    if (u->u.sym != (*in[1])->kid[which[1]]->u.sym)
        return e;
    for (int i = 0; i < 2; i++)
        *in[i] = (*in[i])->kid[1 - which[i]];
    return mul(factor_number(e), u);
}

/* ------------------------------------------------------------ numbers among factors */

/* A multiple of a power of two: its product with a small number is exact. */
static bool is_exact_factor(const Expr *e)
{
    if (e->kind != E_FLOAT || !is_real_floating(e->type))
        return false;
    double x = strtod(e->text, NULL);
    return x > 0.0 && x <= MOST_SCALE && x * MOST_SCALE == floor(x * MOST_SCALE);
}

/* Where the first such number among the factors is, or NULL. */
static Expr **find_number(Expr **at, bool is_such(const Expr *e))
{
    Expr *e = *at, **found = NULL;
    if (is_such(e))
        return at;
    if (is_minus(e))
        return is_such(e->kid[0]) ? NULL : find_number(&e->kid[0], is_such);
    if (!is_product(e) || !same_type(e->kid[LHS]->type, e->kid[RHS]->type))
        return NULL;
    for (int i = 0; i < 2 && !found; i++)
        found = find_number(&e->kid[i], is_such);
    return found;
}

/* The one adjoint among the factors; NULL if there is none that may be scaled. */
static Scaled *find_scaled(Products *x, Expr *e)
{
    Sym *v = adjoint_in(x, e);
    if (v)
        return map_get(&x->scaled, v);
    if (is_minus(e))
        return find_scaled(x, e->kid[0]);
    if (!is_product(e))
        return NULL;
    Scaled *a = find_scaled(x, e->kid[LHS]);
    return a ? a : find_scaled(x, e->kid[RHS]);
}

static Walk note_product(Expr *e, void *context)
{
    Products *x = context;
    if (!is_product(e) && !is_minus(e))
        return WALK_ON;
    Expr *at = e;
    Scaled *v = find_number(&at, is_small_number) ? find_scaled(x, e) : NULL;
    if (!v)
        return WALK_ON;
    append(&v->products, e);
    v->inner |= x->depth > v->depth;
    return WALK_PRUNE;
}

static Walk note_mention(Expr *e, void *context)
{
    Products *x = context;
    Scaled *v = e->kind == E_REF ? map_get(&x->scaled, e->u.sym) : NULL;
    if (v)
        v->mentioned++;
    return WALK_ON;
}

static Walk note_decls(Stmt *s, void *context)
{
    Products *x = context;
    for (int i = 0; i < s->decls.n; i++) {
        Scaled *v = map_get(&x->scaled, s->decls.at[i]);
        if (v)
            v->declared++;
    }
    return WALK_ON;
}

/* What may be multiplied by a number: choices would be harder to read. */
static bool can_scale(const Expr *e)
{
    if (is_minus(e))
        return can_scale(e->kid[0]);
    return e->kind == E_BINARY && is_real_floating(e->type) && e->op >= OP_ADD && e->op <= OP_DIV;
}

static void note_value(Products *x, Stmt *s, Expr **value)
{
    Sym *v = s->kind == S_DECL ? s->decls.at[0] : NULL;
    bool once = v && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC &&
                !v->address_taken && !is_volatile(v->type) && !map_has(&x->changed, v);
    bool fits = once && is_wide(v->type) && same_type(v->type, (*value)->type);
    if (fits && can_scale(*value) && !map_has(&x->scaled, v)) {
        Scaled *scaled = new (Scaled);
        *scaled = (Scaled){.v = v, .depth = x->depth};
        map_set(&x->scaled, v, scaled);
        append(&x->all, scaled);
    }
}

/* Calls visit with all adjoint values of the list, in order. */
static void each_value(Products *x, Block b, void visit(Products *x, Stmt *s, Expr **value))
{
    for (Stmt *s = b.first; s; s = s->next) {
        Expr **value = adjoint_value(&x->adjoints, s);
        if (value)
            visit(x, s, value);
        x->depth += is_loop(s);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                each_value(x, s->body[i], visit);
        x->depth -= is_loop(s);
    }
}

static void factor_value(Products *x, Stmt *s, Expr **value)
{
    (void)s;
    *value = rewrite_expr(*value, factor_sum, x);
}

static void note_products(Products *x, Stmt *s, Expr **value)
{
    (void)s;
    walk_expr(*value, note_product, x);
}

/* ------------------------------------------------------------ scaling */

/* The product without one of its factors. */
static Expr *without(Expr *e, Expr **number)
{
    if (is_minus(e)) {
        e->kid[0] = without(e->kid[0], number);
        return e;
    }
    if (!is_product(e))
        return e;
    for (int i = 0; i < 2; i++)
        if (&e->kid[i] == number)
            return e->kid[1 - i];
    for (int i = 0; i < 2; i++)
        e->kid[i] = without(e->kid[i], number);
    return e;
}

/* scale * e */
static Expr *times(Expr *e, double scale)
{
    Expr **number = find_number(&e, is_exact_factor);
    double product = number ? scale * strtod((*number)->text, NULL) : 0.0;
    if (number && product == 1.0 && number != &e)
        return without(e, number);
    if (number && product <= MOST_SCALE) {
        *number = float_const(product, (*number)->type);
        return e;
    }
    if (is_minus(e)) {
        e->kid[0] = times(e->kid[0], scale);
        return e;
    }
    return mul(float_const(scale, e->type), e);
}

/* The number that v is multiplied by in all places, 0 if there is none or nothing is gained. */
static double common_scale(const Scaled *v)
{
    if (v->declared != 1 || v->products.n == 0 || v->mentioned != v->products.n)
        return 0.0;
    double scale = 0.0;
    for (int i = 0; i < v->products.n; i++) {
        Expr *e = v->products.at[i];
        double own = strtod((*find_number(&e, is_small_number))->text, NULL);
        if (!same_type(e->type, v->v->type) || (i && own != scale))
            return 0.0;
        scale = own;
    }
    Expr *value = v->v->init;
    return v->inner || v->products.n > 1 || find_number(&value, is_exact_factor) ? scale : 0.0;
}

static bool scale_variable(Products *x, Scaled *v)
{
    double scale = common_scale(v);
    for (int i = 0; scale != 0.0 && i < v->products.n; i++) {
        Expr *e = v->products.at[i];
        *e = *without(e, find_number(&e, is_small_number));
    }
    if (scale == 0.0)
        return false;
    v->v->init = times(v->v->init, scale);
    if (v->v->primal && !starts_with(v->v->name, "scaled_")) /* it is no longer what it was */
        v->v->name = free_name(&x->names, fmt("scaled_%s", v->v->name));
    return true;
}

/* True if anything was changed. */
static bool scale_variables(Products *x, Func *f)
{
    bool any = false;
    x->scaled = (Map){0};
    x->all = (ScaledList){0};
    each_value(x, f->body, note_value);
    each_value(x, f->body, note_products);
    walk_block(f->body, note_decls, note_mention, x);
    for (int i = 0; i < x->all.n; i++)
        any |= scale_variable(x, x->all.at[i]);
    return any;
}

/* With several directions, what does not depend on them leaves their loops: numbers cost
 * nothing. */
void shorten_products(Func *f, bool directions)
{
    if (options.no_products)
        return;
    Products x = {.names = names_in(f), .changed = changed_variables(f->body)};
    each_value(&x, f->body, factor_value);
    for (int i = 0; !directions && i < ROUNDS && scale_variables(&x, f); i++)
        ;
}
