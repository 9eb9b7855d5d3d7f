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
 * less exact, nor zero.  A minus goes along where there is a number for it to stand before.  Only
 * adjoints are worked out so, as in reciprocal.c.
 *
 *                                                  double scaled_s_b = 6.0 * s_b;
 *     for (int i = 0; i < n; i++)                  for (int i = 0; i < n; i++)
 *         if (r[i] < far)                 ->           if (r[i] < far)
 *             r_b[i] += 6.0 * (r[i] - q) * s_b;            r_b[i] += (r[i] - q) * scaled_s_b;
 *
 * Nor do loops repeat the product of a number and an adjoint that they do not change.  C compilers
 * may not put the two together, and some do not work out before a loop what a branch may not need.
 * An element alone, 2.0 * x[i] * s_b, is left as people write it: to load it takes longer.
 *
 *     double t = g_b(..., t_b);
 *     x_b[i] += sign * (t * s_b);       ->       x_b[i] += sign * s_b * t;
 *
 * A variable that is 1 or -1 wherever it is used may be any factor.  It comes before what a call
 * gives, so that one product less waits for that.
 */
#include <math.h>
#include <stdlib.h>

#include "reverse.h"

enum { LEAST_SCALE = 2, MOST_SCALE = 64, ROUNDS = 4, LEAST_WEIGHT = 3 };

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

/* number * v, worked out before a loop; also for others of its list, if v stays the same. */
typedef struct Ahead {
    const Block *list;
    const Stmt *loop;
    Sym *v, *scaled;
    double number;
} Ahead;
VEC(Ahead, Aheads);

typedef struct Products {
    Map names, adjoints, changed;
    Map signs;  /* variables that begin as 1 or -1, ... */
    Map others; /* ... and those that get to be something else */
    Map given;  /* variables that hold what a call gives */
    Map scaled; /* Sym -> Scaled */
    ScaledList all;
    int depth;
    Map homes; /* Sym -> the innermost loop around its declaration, which gives it a value */
    Aheads ahead;
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

/* ------------------------------------------------------------ signs */

/* 1.0, -1.0, or what is so if v is. */
static bool is_sign_value(const Expr *e, const Sym *v)
{
    if (is_minus(e))
        return is_sign_value(e->kid[0], v);
    return ref_sym(e) == v || (e->kind == E_FLOAT && strtod(e->text, NULL) == 1.0);
}

static Walk note_sign_change(Expr *e, void *context)
{
    Products *x = context;
    bool changes = e->kind == E_ASSIGN || (e->kind == E_UNARY && !is_minus(e));
    Sym *v = changes ? ref_sym(e->kid[0]) : NULL;
    if (v && !(e->kind == E_ASSIGN && e->op == OP_NONE && is_sign_value(e->kid[RHS], v)))
        map_set(&x->others, v, v);
    return WALK_ON;
}

static Walk note_sign_decl(Stmt *s, void *context)
{
    Products *x = context;
    Sym *popped = s->kind == S_POP ? ref_sym(s->e[0]) : NULL;
    if (popped)
        map_set(&x->others, popped, popped);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        bool own = v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC &&
                   !v->address_taken && !is_volatile(v->type) && is_wide(v->type) && v->init;
        if (own && v->init->kind == E_CALL)
            map_set(&x->given, v, v);
        map_set(own && is_sign_value(v->init, v) ? &x->signs : &x->others, v, v);
    }
    return WALK_ON;
}

/* sign * (t * u)  ->  sign * u * t */
static Expr *factor_sign(Expr *e, void *context)
{
    Products *x = context;
    Sym *sign = is_product(e) ? ref_sym(e->kid[LHS]) : NULL;
    Expr *rest = e->kid[RHS];
    if (!sign || !map_has(&x->signs, sign) || map_has(&x->others, sign) || !is_product(rest))
        return e;
    Expr *t = rest->kid[LHS], *u = rest->kid[RHS];
    bool waits = ref_sym(t) && map_has(&x->given, ref_sym(t)) && adjoint_in(x, u);
    bool fits = same_type(e->kid[LHS]->type, u->type) && same_type(t->type, u->type);
    return waits && fits ? mul(mul(e->kid[LHS], u), t) : e;
}

/* ------------------------------------------------------------ numbers among factors */

static bool is_number(const Expr *e)
{
    return e->kind == E_FLOAT && is_real_floating(e->type);
}

/* 24.0 and -24.0; else 0. */
static double signed_number(const Expr *e)
{
    const Expr *size = is_minus(e) ? e->kid[0] : e;
    double x = is_number(size) ? strtod(size->text, NULL) : 0.0;
    return size == e ? x : -x;
}

static Expr *number_of(double x, Type *t)
{
    return x < 0.0 ? neg(float_const(-x, t)) : float_const(x, t);
}

/* A multiple of a power of two: its product with a small number is exact. */
static bool is_exact_factor(const Expr *e)
{
    double x = fabs(signed_number(e));
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
    bool scales = find_number(&at, is_small_number) || (is_minus(e) && is_product(e->kid[0]));
    Scaled *v = scales ? find_scaled(x, e) : NULL;
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
    *value = rewrite_expr(*value, factor_sign, x);
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

/* -e, which has a minus or a number among its factors. */
static Expr *minus(Expr *e)
{
    Expr **sign = find_number(&e, is_minus), **number = find_number(&e, is_number);
    if (sign) {
        *sign = (*sign)->kid[0];
        return e;
    }
    if (!number)
        return neg(e);
    *number = neg(*number);
    return e;
}

/* scale * e */
static Expr *times(Expr *e, double scale)
{
    if (scale < 0.0)
        return minus(times(e, -scale));
    if (scale == 1.0)
        return e;
    Expr **number = find_number(&e, is_exact_factor);
    double product = number ? scale * signed_number(*number) : 0.0;
    if (number && product == 1.0 && number != &e)
        return without(e, number);
    if (number && fabs(product) <= MOST_SCALE) {
        *number = number_of(product, (*number)->type);
        return e;
    }
    if (is_minus(e)) {
        e->kid[0] = times(e->kid[0], scale);
        return e;
    }
    return mul(float_const(scale, e->type), e);
}

/* The number that v is multiplied by in all places; 1 if there is none or nothing is gained. */
static double common_number(const Scaled *v)
{
    double scale = 1.0;
    for (int i = 0; i < v->products.n; i++) {
        Expr *e = v->products.at[i];
        Expr **number = find_number(&e, is_small_number);
        double own = number ? strtod((*number)->text, NULL) : 1.0;
        if (i && own != scale)
            return 1.0;
        scale = own;
    }
    Expr *value = v->v->init;
    return v->inner || v->products.n > 1 || find_number(&value, is_exact_factor) ? scale : 1.0;
}

/* The same below zero if there is a minus in all places, and it costs nothing in the value. */
static double common_scale(const Scaled *v)
{
    bool all_minus = true;
    if (v->declared != 1 || v->products.n == 0 || v->mentioned != v->products.n)
        return 1.0;
    for (int i = 0; i < v->products.n; i++) {
        if (!same_type(v->products.at[i]->type, v->v->type))
            return 1.0;
        all_minus &= is_minus(v->products.at[i]);
    }
    double scale = common_number(v);
    Expr *value = v->v->init;
    bool takes = scale != 1.0 || find_number(&value, is_minus) || find_number(&value, is_number);
    return all_minus && takes ? -scale : scale;
}

static bool scale_variable(Products *x, Scaled *v)
{
    double scale = common_scale(v);
    if (scale == 1.0)
        return false;
    for (int i = 0; i < v->products.n; i++) {
        Expr *e = v->products.at[i];
        if (scale < 0.0)
            *e = *e->kid[0];
        if (fabs(scale) != 1.0)
            *e = *without(e, find_number(&e, is_small_number));
    }
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

/* ------------------------------------------------------------ before loops */

/* The loops around a list. */
typedef struct Nest {
    const struct Nest *around;
    const Block *list; /* in which the loop stands */
    Stmt *loop;
    Map changed; /* variables, in it */
    bool jumps;  /* some could pass by what stands before the loop */
} Nest;

/* 24.0, -24.0: its product with an adjoint is not zero unless that is. */
static bool is_scale(const Expr *e)
{
    double x = fabs(signed_number(e));
    return x > 1.0 && x <= MOST_SCALE;
}

/* The outermost loop around that finds in v what it is all the time; NULL if there is none. */
static const Nest *loop_to_leave(const Products *x, const Nest *nest, const Sym *v)
{
    bool param = v->kind == SYM_PARAM;
    if (v->global || v->storage == ST_STATIC || v->address_taken ||
        !(param || map_has(&x->homes, v)))
        return NULL;
    const Stmt *home = param ? NULL : map_get(&x->homes, v);
    const Nest *loop = NULL;
    for (const Nest *n = nest; n && n->loop != home && !map_has(&n->changed, v); n = n->around)
        if (!n->jumps)
            loop = n;
    return loop;
}

/* The place of an adjoint among the factors that a loop leaves alone, or NULL. */
static Expr **find_kept(Products *x, const Nest *nest, Expr **at, const Type *t,
                        const Nest **loop)
{
    Expr *e = *at, **found = NULL;
    Sym *v = adjoint_in(x, e);
    if (v && same_type(v->type, (Type *)t) && (*loop = loop_to_leave(x, nest, v)))
        return at;
    for (int i = 0; is_product(e) && i < 2 && !found; i++)
        found = find_kept(x, nest, &e->kid[i], t, loop);
    return found;
}

/* How many factors have to be computed or loaded; those that are computed count twice. */
static int weigh_factors(const Expr *e)
{
    if (is_product(e))
        return weigh_factors(e->kid[LHS]) + weigh_factors(e->kid[RHS]);
    bool loaded = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    return signed_number(e) != 0.0 ? 0 : loaded ? 1 : 2;
}

/* The variable that is number * v in the loop. */
static Sym *product_ahead(Products *x, const Nest *loop, Sym *v, double number)
{
    for (int i = 0; i < x->ahead.n; i++) {
        const Ahead *a = &x->ahead.at[i];
        bool holds = a->loop == loop->loop ||
                     (a->list == loop->list && !map_has(&x->changed, v));
        if (holds && a->v == v && a->number == number)
            return a->scaled;
    }
    Type *t = unqualified(strip(v->type));
    Sym *scaled = new_sym(SYM_VAR, free_name(&x->names, fmt("scaled_%s", v->name)), t);
    scaled->generated = true;
    append(&x->ahead, ((Ahead){loop->list, loop->loop, v, scaled, number}));
    return scaled;
}

/* 24.0 * r * s_b  ->  r * scaled_s_b */
static void split_product(Products *x, const Nest *nest, Expr *e)
{
    bool negative = is_minus(e);
    Expr *product = negative ? e->kid[0] : e;
    const Nest *loop = NULL;
    Expr **number = is_product(product) ? find_number(&product, is_scale) : NULL;
    Expr **v = number ? find_kept(x, nest, &product, (*number)->type, &loop) : NULL;
    if (!v || weigh_factors(product) < LEAST_WEIGHT)
        return;
    double scale = signed_number(*number);
    *v = ref(product_ahead(x, loop, (*v)->u.sym, negative ? -scale : scale));
    *e = *without(product, number);
}

/* All products in e, but for what decides which value is taken. */
static void split_products(Products *x, const Nest *nest, Expr *e)
{
    if (e->kind == E_CALL || e->kind == E_STMT)
        return;
    if (is_product(e) || is_minus(e))
        split_product(x, nest, e);
    for (int i = e->kind == E_COND || e->kind == E_ELVIS; i < e->nkid; i++)
        split_products(x, nest, e->kid[i]);
}

/* Adds what is worked out before the loop. */
static void add_ahead(Products *x, const Stmt *loop, Block *out)
{
    for (int i = 0; i < x->ahead.n; i++) {
        const Ahead *a = &x->ahead.at[i];
        if (a->loop == loop)
            add_stmt(out, decl_stmt(a->scaled,
                                    mul(number_of(a->number, a->scaled->type), ref(a->v))));
    }
}

static void note_home(Products *x, const Nest *nest, const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && v->init)
        map_set(&x->homes, v, nest ? nest->loop : NULL);
}

static void multiply_ahead(Products *x, const Nest *nest, Block *b)
{
    bool jumps = is_jumped_into(*b);
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Nest inside = {nest, b, s, {0}, jumps};
        if (is_loop(s))
            inside.changed = changed_variables((Block){s, s});
        Expr **value = adjoint_value(&x->adjoints, s);
        if (value && nest)
            split_products(x, nest, *value);
        note_home(x, nest, s);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                multiply_ahead(x, is_loop(s) ? &inside : nest, &s->body[i]);
        if (is_loop(s))
            add_ahead(x, s, &out);
        add_stmt(&out, s);
    }
    *b = out;
}

/* With several directions, what does not depend on them leaves their loops: numbers cost
 * nothing. */
void shorten_products(Func *f, bool directions)
{
    if (options.no_products)
        return;
    Products x = {.names = names_in(f), .changed = changed_variables(f->body)};
    walk_block(f->body, note_sign_decl, note_sign_change, &x);
    each_value(&x, f->body, factor_value);
    for (int i = 0; !directions && i < ROUNDS && scale_variables(&x, f); i++)
        ;
    if (!directions)
        multiply_ahead(&x, NULL, &f->body);
}
