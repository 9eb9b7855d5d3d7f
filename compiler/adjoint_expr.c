/* adjoint_expr.c - the adjoint of an assignment, by walking down its right side.
 *
 *     y = a * sin(b);      ->      a_b += sin(b) * y_b;  b_b += cos(b) * (a * y_b);  y_b = 0.0;
 *
 * push_back(e, seed) adds seed * de/du to the adjoint of every variable u in e.  Seeds and values
 * of inner nodes that are needed twice and cost something get a name.  Only the branch of ?: that
 * ran is followed.
 */
#include "reverse.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ shadows */

static Type *shadow_type(Type *t);

/* The type of the shadow of a pointer: what it leads to is not const. */
Type *shadow_pointer_type(Type *t)
{
    return shadow_type(t);
}

static Type *shadow_type(Type *t)
{
    Type *written = t->written;
    t = unqualified(t);
    if (strip(t)->kind == T_POINTER) {
        Type *p = pointer_to(shadow_type(strip(t)->base));
        p->written = written && is_array(written) ? shadow_type(written) : NULL;
        return p;
    }
    if (strip(t)->kind == T_ARRAY) {
        Type *copy = new_type(T_ARRAY);
        *copy = *strip(t);
        copy->base = shadow_type(copy->base);
        return copy;
    }
    return t;
}

/* The initial value of the shadow of a variable that lasts: the shadows of what its pointers lead
 * to. */
static Expr *lasting_init(Adjoint *a, Expr *init)
{
    if (init->kind == E_INIT || init->kind == E_DESIGNATED) {
        Expr *list = clone_expr(init, NULL);
        for (int i = init->kind == E_INIT ? 0 : init->nkid - 1; i < init->nkid; i++)
            list->kid[i] = lasting_init(a, init->kid[i]);
        list->type = shadow_type(list->type);
        return list;
    }
    bool leads = is_pointer(decay(init->type)) && leads_to_shadowed(a->p, init);
    return leads ? as_shadow(shadow_pointer(a, init), decay(init->type)) : int_const(0);
}

static bool is_listed(const Syms *all, const Sym *v)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i] == v)
            return true;
    return false;
}

/* The shadow of a variable of file scope, one for the whole program; or of a static table that is
 * still inside a function. */
static Sym *lasting_shadow(Adjoint *a, Sym *v)
{
    static Map of_directions;
    bool several = a->p->request->directions > 0;
    Sym *s = !v->global ? NULL : several ? map_get(&of_directions, v) : v->shadow;
    if (!s) {
        const char *promised = fmt(several ? "%s_bv" : "%s_b", v->name);
        const char *name = free_name(a->p->taken, promised);
        if (v->global && !str_eq(name, promised))
            warn_at(v->loc, "name-conflict", "'%s' is taken: the adjoint of '%s' is '%s'", promised,
                    v->name, name);
        s = new_sym(SYM_VAR, name, shadow_type(v->type));
        s->primal = v;
        s->generated = s->global = true;
        s->thread_local_ = v->thread_local_;
        s->storage = v->storage == ST_STATIC ? ST_STATIC : ST_NONE;
    }
    if (v->global && several)
        map_set(&of_directions, v, s);
    else if (v->global)
        v->shadow = s;
    map_set(&a->p->global_shadow, v, s);
    if (v->init && v->init->kind == E_INIT && !bits_empty(&place_of(a->p, v)->points_to))
        s->init = lasting_init(a, v->init);
    if (!is_listed(a->p->shadows, s))
        append(a->p->shadows, s);
    return s;
}

/* The companion x_b of a variable, made on first use. */
Sym *shadow_sym(Adjoint *a, Sym *v)
{
    bool lasts = v->global || v->storage == ST_STATIC;
    if (v->shadow && !lasts)
        return v->shadow;
    Sym *s = map_get(&a->p->global_shadow, v);
    if (s || lasts)
        return s ? s : lasting_shadow(a, v);
    s = new_local(a, fmt("%s_b", v->name), shadow_type(v->type));
    s->primal = v;
    v->shadow = s;
    return s;
}

/* The shadow of a pointer, to what may be written: ((double *)c_b->x)[i] of a const double *x */
static Expr *to_storage(Adjoint *a, const Expr *pointer)
{
    Expr *to = shadow_pointer(a, pointer);
    return is_pointer(to->type) && !is_array(pointer->type) ? as_shadow(to, pointer->type) : to;
}

Expr *shadow(Adjoint *a, const Expr *e)
{
    e = skip_conv((Expr *)e);
    switch (e->kind) {
    case E_REF: {
        Sym *s = shadow_sym(a, e->u.sym);
        bool by_pointer = e->u.sym->kind == SYM_PARAM && !is_pointer(e->u.sym->type);
        return by_pointer && s->kind == SYM_PARAM ? deref(ref(s)) : ref(s);
    }
    case E_INDEX:
        return index_of(to_storage(a, e->kid[BASE]), clone_expr(e->kid[INDEX], NULL));
    case E_MEMBER:
        return member(e->arrow ? to_storage(a, e->kid[BASE]) : shadow(a, e->kid[BASE]), e->u.field,
                      e->arrow);
    case E_UNARY:
        if (e->op == OP_DEREF)
            return deref(to_storage(a, e->kid[0]));
        if (e->op == OP_EXTENSION)
            return shadow(a, e->kid[0]);
        if (e->op == OP_REAL || e->op == OP_IMAG)
            return unary(e->op, shadow(a, e->kid[0]));
        break;
    default:
        break;
    }
    error_at(e->loc, "'%s' is not a form of storage that can be differentiated; use a "
                     "variable, an element or a member", expr_str(e));
    return clone_expr(e, NULL);
}

/* Are pointers to the one pointers to the other, or to such, with const in other places? */
static bool is_const_elsewhere(Type *t, Type *u)
{
    for (;;) {
        if (is_const(t) != is_const(u))
            return true;
        t = strip(t);
        u = strip(u);
        if (t->kind != T_POINTER || u->kind != T_POINTER)
            return false;
        t = t->base;
        u = u->base;
    }
}

/* e with the type of the shadow of a pointer of type t: a const member in a shadow struct is not
 * const here. */
Expr *as_shadow(Expr *e, Type *t)
{
    Type *want = shadow_type(t), *got = strip(decay(e->type));
    if (got->kind != T_POINTER || strip(want)->kind != T_POINTER ||
        !is_const_elsewhere(got->base, strip(want)->base))
        return e;
    return cast(want, e);
}

/* Of c ? p : q one may lead to what has no shadow, if nobody looks there. */
static Expr *shadow_choice(Adjoint *a, const Expr *e, int k)
{
    if (e->kid[k]->kind == E_INT || leads_to_shadowed(a->p, e->kid[k]))
        return shadow_pointer(a, e->kid[k]);
    return cast(shadow_type(e->type), int_const(0));
}

Expr *shadow_pointer(Adjoint *a, const Expr *e)
{
    switch (e->kind) {
    case E_CONV:
        return shadow_pointer(a, e->kid[0]);
    case E_CAST:
        if (is_integer(e->kid[0]->type))
            return clone_expr(e, NULL);
        return cast(shadow_type(e->type), shadow_pointer(a, e->kid[0]));
    case E_UNARY:
        if (e->op == OP_ADDR)
            return address_of(shadow(a, e->kid[0]));
        break;
    case E_BINARY: {
        bool left = is_pointer(e->kid[LHS]->type) || is_array(e->kid[LHS]->type);
        Expr *l = left ? shadow_pointer(a, e->kid[LHS]) : clone_expr(e->kid[LHS], NULL);
        Expr *r = left ? clone_expr(e->kid[RHS], NULL) : shadow_pointer(a, e->kid[RHS]);
        return binary(e->op, l, r);
    }
    case E_COND:
        return cond(clone_expr(e->kid[COND], NULL), shadow_choice(a, e, THEN),
                    shadow_choice(a, e, ELSE));
    case E_INT:
        return clone_expr(e, NULL); /* a null pointer has itself as shadow */
    case E_STRING:
        return int_const(0); /* it holds no reals */
    default:
        break;
    }
    return shadow(a, e);
}

/* ------------------------------------------------------------------ names for what is used twice
 */

static bool is_atom(const Expr *e)
{
    if (e->kind == E_CONV)
        return is_atom(e->kid[0]);
    if (e->kind == E_UNARY && (e->op == OP_NEG || e->op == OP_DEREF))
        return is_atom(e->kid[0]);
    if (e->kind == E_INDEX)
        return true;
    if (e->kind == E_MEMBER)
        return is_atom(e->kid[BASE]);
    return e->kind == E_REF || e->kind == E_INT || e->kind == E_FLOAT;
}

/* A variable that holds e from here on: double t = e; */
static Expr *bind(Adjoint *a, const char *name, Expr *e, Block *out)
{
    Type *t = unqualified(strip(e->type));
    Sym *v = new_local(a, name, t);
    add_stmt(out, decl_stmt(v, e));
    return ref(v);
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL ? WALK_STOP : WALK_ON;
}

static bool has_call(const Expr *e)
{
    return !walk_expr((Expr *)e, find_call, NULL);
}

/* Where values get their names. */
typedef struct Naming {
    Adjoint *a;
    Block *out;
} Naming;

static Expr *bind_value(void *context, Expr *e)
{
    Naming *n = context;
    return bind(n->a, "w", e, n->out);
}

static Expr *value(Adjoint *a, const Expr *e, Block *out);

static Expr *value_of_operand(void *context, const Expr *e)
{
    Naming *n = context;
    return value(n->a, e, n->out);
}

/* The value of an inner node: a copy of it, or the name it was given because it contains calls or
 * is large. */
static Expr *value(Adjoint *a, const Expr *e, Block *out)
{
    Sym *bound = map_get(&a->value_of, e);
    if (bound)
        return ref(bound);
    Naming n = {a, out};
    if (!has_call(e)) {
        Large large = {a->value_of, bind_value, &n};
        Expr *copy = value_in_parts(&large, e);
        a->value_of = large.named;
        return copy;
    }
    const Expr *core = skip_conv((Expr *)e);
    if (core != e)
        return value(a, core, out);
    bool inner = e->kind == E_BINARY || e->kind == E_UNARY || e->kind == E_CALL;
    Expr *copy = inner ? with_inner(e, value_of_operand, &n) : clone_expr(e, NULL);
    Expr *v = bind(a, "w", copy, out);
    map_set(&a->value_of, e, v->u.sym);
    return v;
}

Expr *value_of_node(Adjoint *a, const Expr *e, Block *out)
{
    return value(a, e, out);
}

Expr *name_seed(Adjoint *a, Expr *seed, Block *out)
{
    return is_atom(seed) ? seed : bind(a, "t", seed, out);
}

/* ------------------------------------------------------------------ the walk */

static void add_to(Expr *lvalue_b, Expr *seed, Block *out)
{
    bool minus = seed->kind == E_UNARY && seed->op == OP_NEG;
    add_stmt(out,
             expr_stmt(assign_op(minus ? OP_SUB : OP_ADD, lvalue_b, minus ? seed->kid[0] : seed)));
}

/* A product as its factors. */
static void add_factors(const Expr *e, Exprs *factors)
{
    const Expr *core = e;
    while (core->kind == E_CONV && same_type(core->type, core->kid[0]->type))
        core = core->kid[0];
    if (core->kind == E_BINARY && core->op == OP_MUL && same_type(core->type, e->type)) {
        add_factors(core->kid[LHS], factors);
        add_factors(core->kid[RHS], factors);
    } else {
        append(factors, (Expr *)e);
    }
}

/* A positive number of the source of which n times as much is exact too: 0.5, 3, 1.25. */
static bool is_short_number(const Expr *e, double *value)
{
    e = skip_conv((Expr *)e);
    if (e->kind != E_FLOAT && e->kind != E_INT)
        return false;
    *value = e->kind == E_INT ? (double)e->value : strtod(e->text, NULL);
    double scaled = *value * 1024.0;
    return scaled >= 1.0 && scaled < 1e9 && scaled == (double)(long)scaled;
}

/* c * u * ... * u with n factors u:  u_b += n * c * u * ... * u * seed.  False if e is not that. */
static bool push_power(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    Exprs factors = {0};
    const Expr *u = NULL;
    int n = 0;
    double number = 1.0, factor;
    add_factors(e, &factors);
    for (int i = 0; i < factors.n; i++) {
        const Expr *f = factors.at[i];
        bool active = is_active_expr(a->p, f);
        if (is_complex(f->type) || (active && u && !same_expr(f, u)))
            return false;
        n += active;
        u = active ? f : u;
    }
    if (n < 2)
        return false;
    Expr *rest = NULL;
    Expr *v = value(a, u, out);
    if (n > 2 && !is_atom(v))
        v = bind(a, "u", v, out);
    for (int i = 0, left = n - 1; i < factors.n; i++) {
        bool mine = is_active_expr(a->p, factors.at[i]);
        if ((mine && left-- < 1) || (!mine && is_short_number(factors.at[i], &factor)))
            continue;
        Expr *f = mine ? clone_expr(v, NULL) : value(a, factors.at[i], out);
        rest = rest ? mul(rest, f) : f;
    }
    for (int i = 0; i < factors.n; i++)
        if (!is_active_expr(a->p, factors.at[i]) && is_short_number(factors.at[i], &factor))
            number *= factor;
    number *= n;
    if (number != 1.0)
        rest = mul(float_const(number, unqualified(strip(e->type))), rest);
    push_back(a, u, mul(rest, seed), out);
    return true;
}

static void push_product(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    if (push_power(a, e, seed, out))
        return;
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    bool left = is_active_expr(a->p, l), right = is_active_expr(a->p, r);
    if (left && right && same_expr(l, r)) {
        Type *t = strip(e->type);
        Expr *two = float_const(2.0, unqualified(is_complex(t) ? t->base : t));
        push_back(a, l, mul(mul(two, adjoint_factor(value(a, l, out))), seed), out);
        return;
    }
    if (left && right && !is_atom(seed))
        seed = bind(a, "t", seed, out);
    if (left)
        push_back(a, l, mul(adjoint_factor(value(a, r, out)), clone_expr(seed, NULL)), out);
    if (right)
        push_back(a, r, mul(adjoint_factor(value(a, l, out)), clone_expr(seed, NULL)), out);
}

/* q = l / r:  l_b += q_b / r,  r_b -= q * (q_b / r); with l = 1: r_b -= q * q * q_b */
static void push_quotient(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    bool left = is_active_expr(a->p, l), right = is_active_expr(a->p, r);
    Sym *named = map_get(&a->value_of, e);
    double one;
    if (right && is_short_number(l, &one) && one == 1.0 && !is_complex(e->type)) {
        Expr *q = named ? ref(named) : divide(value(a, l, out), value(a, r, out));
        q = named ? q : bind(a, "q", q, out);
        push_back(a, r, neg(mul(mul(q, clone_expr(q, NULL)), seed)), out);
        return;
    }
    if (!right) {
        push_back(a, l, divide(seed, adjoint_factor(value(a, r, out))), out);
        return;
    }
    Expr *q = named ? ref(named) : divide(value(a, l, out), value(a, r, out));
    q = adjoint_factor(q);
    Expr *t = divide(seed, adjoint_factor(value(a, r, out)));
    if (left) {
        t = bind(a, "t", t, out);
        push_back(a, l, clone_expr(t, NULL), out);
    }
    push_back(a, r, neg(mul(q, t)), out);
}

static void push_choice(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    if (!is_atom(seed))
        seed = bind(a, "t", seed, out);
    Block branch[2] = {{0}, {0}};
    for (int k = 0; k < 2; k++) {
        Map outside = a->value_of;
        a->value_of = (Map){0}; /* what a branch binds is not there after it */
        if (is_active_expr(a->p, e->kid[THEN + k]))
            push_back(a, e->kid[THEN + k], clone_expr(seed, NULL), &branch[k]);
        a->value_of = outside;
    }
    Expr *c = clone_expr(e->kid[COND], NULL);
    if (is_empty(branch[0]))
        add_stmt(out, if_stmt(unary(OP_LNOT, c), branch[1], branch[0]));
    else
        add_stmt(out, if_stmt(c, branch[0], branch[1]));
}

static void push_call(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    const Sym *f = callee_sym(e);
    const Rule *rule = f ? find_rule(f) : NULL;
    if (!rule) {
        error_at(e->loc, "no derivative is known for '%s'", expr_str(e->kid[CALLEE]));
        note_at(e->loc,
                "define it in the input, give one with ADCC_USE_ADJOINT, or mark it ADCC_INACTIVE");
        return;
    }
    if (rule_is_flat(rule))
        return;
    int n = rule_arity(rule);
    unsigned active = 0, used = 0;
    bool uses_result = false;
    for (int k = 0; k < n; k++)
        if (is_active_expr(a->p, e->kid[ARGS + k])) {
            active |= 1u << k;
            used |= rule_uses_args(rule, k);
            uses_result |= rule_uses_result(rule, k);
        }
    Expr *args[8] = {0};
    for (int k = 0; k < e->nkid - ARGS && k < 8; k++) {
        args[k] = value(a, e->kid[ARGS + k], out);
        args[k]->nonzero |= e->kid[ARGS + k]->nonzero;
        if ((used >> k & 1) && !is_atom(args[k])) {
            args[k] = bind(a, "u", args[k], out);
            map_set(&a->value_of, e->kid[ARGS + k], args[k]->u.sym);
        }
    }
    if ((active & (active - 1)) && !is_atom(seed))
        seed = bind(a, "t", seed, out);
    Expr *result = uses_result ? value(a, e, out) : NULL;
    for (int k = 0; k < n; k++) {
        if (!(active >> k & 1))
            continue;
        Expr *partial =
            rule_partial(rule, f, k, args, rule_uses_result(rule, k) ? result : NULL, active);
        push_back(a, e->kid[ARGS + k], chain(partial, clone_expr(seed, NULL)), out);
    }
}

static void push_binary(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    bool left = is_active_expr(a->p, e->kid[LHS]), right = is_active_expr(a->p, e->kid[RHS]);
    switch (e->op) {
    case OP_ADD:
    case OP_SUB:
        if (left && right && !is_atom(seed))
            seed = bind(a, "t", seed, out);
        if (left)
            push_back(a, e->kid[LHS], clone_expr(seed, NULL), out);
        if (right)
            push_back(a, e->kid[RHS], e->op == OP_SUB ? neg(seed) : seed, out);
        break;
    case OP_MUL:
        push_product(a, e, seed, out);
        break;
    case OP_DIV:
        push_quotient(a, e, seed, out);
        break;
    default:
        error_at(e->loc, "'%s' of a value that carries a derivative is not differentiated; "
                         "write it with + - * / and functions of math.h", expr_str(e));
    }
}

void push_back(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    if (!is_active_expr(a->p, e) || is_zero(seed))
        return;
    if (strip(e->type)->kind == T_VECTOR) {
        error_at(e->loc, "vector values are not differentiated yet; use their elements");
        return;
    }
    if (!is_complex(e->type) && !is_record(e->type))
        seed = real_seed(seed);
    if (is_record(e->type)) {
        push_record(a, e, seed, out);
        return;
    }
    switch (e->kind) {
    case E_REF:
    case E_INDEX:
    case E_MEMBER:
        add_to(shadow(a, e), seed, out);
        break;
    case E_CAST:
    case E_CONV:
        push_back(a, e->kid[0], seed, out);
        break;
    case E_UNARY:
        if (e->op == OP_DEREF)
            add_to(shadow(a, e), seed, out);
        else if (e->op == OP_NEG)
            push_back(a, e->kid[0], neg(seed), out);
        else if (e->op == OP_PLUS || e->op == OP_EXTENSION)
            push_back(a, e->kid[0], seed, out);
        else if (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_NOT)
            push_complex_unary(a, e, seed, out);
        else
            error_at(e->loc, "'%s' is not differentiated; write it with other operators, or in a "
                             "function whose derivative you give", expr_str(e));
        break;
    case E_BINARY:
        push_binary(a, e, seed, out);
        break;
    case E_COND:
        push_choice(a, e, seed, out);
        break;
    case E_CALL:
        if (!push_complex_call(a, e, seed, out) && !push_first_result(a, e, seed, out))
            push_call(a, e, seed, out);
        break;
    default:
        error_at(e->loc, "'%s' is not differentiated; write it with other operators, or in a "
                             "function whose derivative you give", expr_str(e));
    }
}

/* ------------------------------------------------------------------ assignments */

/* May evaluating e read the real that lhs denotes? */
static bool reads_target(Adjoint *a, const Expr *e, const Expr *lhs)
{
    Bits target = access_of(a->p, lhs), reads = {0};
    add_reads(a->p, e, &reads);
    return bits_meet(&target, &reads);
}

/* x = x + e and x = e + x and x = x - e, with e free of x: gives e, sign in *op */
static const Expr *increment(Adjoint *a, const Expr *lhs, const Expr *rhs, Op *op)
{
    const Expr *e = rhs;
    while (e->kind == E_CONV && same_type(e->type, e->kid[0]->type))
        e = e->kid[0];
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB) ||
        !same_type(e->type, lhs->type))
        return NULL;
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    if (same_expr(l, lhs) && !reads_target(a, r, lhs))
        return *op = e->op, r;
    if (e->op == OP_ADD && same_expr(r, lhs) && !reads_target(a, l, lhs))
        return *op = e->op, l;
    return NULL;
}

/* x *= e, x /= e with e free of x */
static void reverse_scaling(Adjoint *a, const Expr *lhs, Op op, const Expr *rhs, Block *out)
{
    Expr *x_b = shadow(a, lhs);
    if (is_active_expr(a->p, rhs)) {
        Expr *x = clone_expr(lhs, NULL);
        Expr *partial =
            op == OP_MUL ? x : neg(divide(divide(x, value(a, rhs, out)), value(a, rhs, out)));
        push_back(a, rhs, mul(adjoint_factor(partial), clone_expr(x_b, NULL)), out);
    }
    add_stmt(out, expr_stmt(assign_op(op, x_b, adjoint_factor(value(a, rhs, out)))));
}

static void reverse_plain(Adjoint *a, const Expr *lhs, const Expr *rhs, bool fresh, Block *out)
{
    Expr *x_b = shadow(a, lhs);
    Stmt *zero = expr_stmt(assign(clone_expr(x_b, NULL), zero_of(lhs->type)));
    if (!is_active_expr(a->p, rhs)) {
        if (!fresh)
            add_stmt(out, zero);
        return;
    }
    if (!fresh && reads_target(a, rhs, lhs)) {
        Expr *t = bind(a, "t", x_b, out);
        add_stmt(out, zero);
        push_back(a, rhs, t, out);
        return;
    }
    push_back(a, rhs, x_b, out);
    if (!fresh)
        add_stmt(out, zero);
}

/* The adjoint of lhs op= rhs.  fresh: lhs is a new variable, whose adjoint nobody reads any more.
 */
void reverse_assign(Adjoint *a, const Expr *lhs, Op op, const Expr *rhs, bool fresh, Block *out)
{
    a->value_of = (Map){0};
    if (is_record(lhs->type)) {
        reverse_record(a, lhs, rhs, fresh, out);
        return;
    }
    const Expr *core = skip_conv((Expr *)rhs);
    bool named = !options.no_costly || has_two_results(core);
    bool keeps = core->kind == E_CALL ||
                 (core->kind == E_BINARY && core->op == OP_DIV && is_real_floating(core->type));
    if (fresh && named && keeps && ref_sym(lhs) &&
        same_type(core->type, lhs->type))
        map_set(&a->value_of, core, ref_sym(lhs)); /* its value is that of the variable */
    const Expr *term = op == OP_NONE ? increment(a, lhs, rhs, &op) : NULL;
    if (term)
        rhs = term;
    bool self = op != OP_NONE && reads_target(a, rhs, lhs);
    if (op == OP_NONE) {
        reverse_plain(a, lhs, rhs, fresh, out);
    } else if ((op == OP_ADD || op == OP_SUB) && !is_active_expr(a->p, rhs)) {
        return;
    } else if ((op == OP_ADD || op == OP_SUB) && !self) {
        Expr *x_b = shadow(a, lhs);
        push_back(a, rhs, op == OP_SUB ? neg(x_b) : x_b, out);
    } else if ((op == OP_MUL || op == OP_DIV) && !self) {
        reverse_scaling(a, lhs, op, rhs, out);
    } else {
        Expr *whole = binary(op, clone_expr(lhs, NULL), clone_expr(rhs, NULL));
        reverse_plain(a, lhs, whole, fresh, out);
    }
}
