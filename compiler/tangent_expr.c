/* tangent_expr.c - tangents of expressions.
 *
 *   exp(x) * y    before:  double t1 = exp(x);     value:  t1 * y     tangent:  t1 * x_d * y + t1 *
 * y_d
 *
 * tangent_path() replaces the variable at the root of an lvalue or pointer by its companion and
 * keeps the path: s->h[i] becomes s_d->h[i].  tangent_value() applies the chain rule to a real
 * value.  A library function whose value its own partial uses is called once, through a
 * temporary that stands before the statement; where no statement may stand (in a branch of
 * ?:, in the step of a loop) it is called twice.  The primal is never regrouped: only the results
 * of calls get names in it, so it keeps its value to the last bit.
 */
#include "tangent.h"

enum { BIG = 8 }; /* nodes: values of this size are named when a derivative uses them */

bool has_tangent(Tangent *t, Sym *v)
{
    if (v->inactive || (v->kind != SYM_VAR && v->kind != SYM_PARAM))
        return false;
    return bits_has(v->global ? &t->activity->globals : &t->context->active, v->id);
}

bool carries(Tangent *t, Expr *e)
{
    return flows(t->activity, t->context, e);
}

/* ------------------------------------------------------------ companions */

Type *without_const(Type *t)
{
    while (t->kind == T_TYPEDEF && (is_const(t) || is_volatile(t)) && !is_array(t))
        t = qualified(t->base, t->quals);
    unsigned quals = t->quals & ~(unsigned)(Q_CONST | Q_VOLATILE);
    if (quals == t->quals)
        return t;
    Type *copy = new (Type);
    *copy = *t;
    copy->quals = quals;
    return copy;
}

/* The companion of a file-scope variable: one for the whole program. */
static Sym *global_companion(Tangent *t, Sym *v)
{
    static Map of_one, of_several; /* variable -> its companion */
    bool several = t->activity->directions > 0;
    Map *shadows = several ? &of_several : &of_one;
    Sym *shadow = map_get(shadows, v);
    if (shadow)
        return shadow;
    const char *promised = fmt(several ? "%s_dv" : "%s_d", v->name);
    const char *name = free_name(t->activity->names, promised);
    if (!str_eq(name, promised))
        warn_at(v->loc, "name-conflict", "'%s' is taken: the tangent of '%s' is '%s'", promised,
                v->name, name);
    shadow = new_sym(SYM_VAR, name, without_const(v->type));
    shadow->global = shadow->defined = shadow->generated = true;
    shadow->storage = v->storage == ST_STATIC ? ST_STATIC : ST_NONE;
    shadow->thread_local_ = v->thread_local_;
    shadow->primal = v;
    shadow->unit = v->unit;
    shadow->loc = v->loc;
    map_set(shadows, v, shadow);
    if (v->init && is_pointer(strip(v->type)))
        shadow->init = tangent_path(t, v->init);
    else if (v->init && v->init->kind == E_INIT && has_pointers(v->type))
        shadow->init = tangent_init(t, v->init, shadow->type);
    else if (is_const(shadow->type))
        shadow->init = zero_init(shadow->type);
    append(t->activity->shadows, shadow);
    return shadow;
}

Sym *companion(Tangent *t, Sym *v)
{
    if (v->global)
        return global_companion(t, v);
    Sym *shadow = map_get(&t->shadows, v);
    if (shadow)
        return shadow;
    const char *of = v->source_name ? v->source_name : v->name;
    const char *name = free_name(&t->taken, fmt("%s_d", of));
    if (v->kind == SYM_PARAM && t->context->root && !str_eq(name, fmt("%s_d", of)))
        warn_at(v->loc, "name-conflict", "'%s_d' is taken: the tangent of '%s' is '%s'", of, of,
                name);
    shadow = new_sym(v->kind, name, without_const(v->type));
    shadow->attributes = v->kind == SYM_VAR ? v->attributes : NULL;
    shadow->storage = v->storage == ST_STATIC ? ST_STATIC : ST_NONE;
    shadow->generated = true;
    shadow->primal = v;
    shadow->loc = v->loc;
    map_set(&t->shadows, v, shadow);
    return shadow;
}

Sym *new_temporary(Tangent *t, const char *suffix, Type *type)
{
    const char *name;
    do
        name = intern(fmt("t%d%s", ++t->temporaries, suffix));
    while (map_has(&t->taken, name) || map_has(&t->taken, intern(fmt("t%d", t->temporaries))));
    map_set(&t->taken, name, (void *)name);
    Sym *v = new_sym(SYM_VAR, name, without_const(unqualified(type)));
    v->generated = true;
    return v;
}

/* ------------------------------------------------------------ lvalues, pointers, structs */

static bool is_null_constant(Expr *e)
{
    while (e->kind == E_CONV || e->kind == E_CAST)
        e = e->kid[0];
    return e->kind == E_INT && e->value == 0;
}

static Expr *path_of_kid(Tangent *t, Expr *e)
{
    Expr *kid = tangent_path(t, e->kid[0]);
    return kid;
}

/* p + i, i + p, p - i */
static Expr *path_of_sum(Tangent *t, Expr *e)
{
    int side = is_pointer(decay(e->kid[LHS]->type)) ? LHS : RHS;
    Expr *p = tangent_path(t, e->kid[side]);
    if (!p)
        return NULL;
    Expr *other = clone_expr(e->kid[!side], NULL);
    return side == LHS ? binary(e->op, p, other) : binary(e->op, other, p);
}

/* A branch of a choice: a struct that carries no derivative has zero as its tangent. */
static Expr *path_of_branch(Tangent *t, Expr *e)
{
    Expr *path = tangent_path(t, e);
    bool passive = !path && is_record(e->type) && !carries(t, e);
    return passive ? zero_of(without_const(unqualified(e->type))) : path;
}

/* c ? p : q, where a null pointer is its own tangent */
static Expr *path_of_cond(Tangent *t, Expr *e)
{
    if (is_record(e->type) && !carries(t, e))
        return NULL;
    Expr *a = path_of_branch(t, e->kid[THEN]);
    Expr *b = path_of_branch(t, e->kid[ELSE]);
    if (!a || !b)
        return NULL;
    return cond(clone_expr(e->kid[COND], NULL), a, b);
}

/* Is the conversion one of array to pointer, or of qualifiers, that C does by itself? */
static Expr *path_of_conversion(Tangent *t, Expr *e)
{
    if (is_null_constant(e))
        return clone_expr(e, NULL);
    Expr *kid = path_of_kid(t, e);
    if (!kid || e->kind == E_CONV)
        return kid;
    return cast(e->type, kid);
}

Expr *tangent_path(Tangent *t, Expr *e)
{
    Expr *kid;
    switch (e->kind) {
    case E_REF:
        return has_tangent(t, e->u.sym) ? ref(companion(t, e->u.sym)) : NULL;
    case E_INDEX:
        kid = path_of_kid(t, e);
        return kid ? index_of(kid, clone_expr(e->kid[INDEX], NULL)) : NULL;
    case E_MEMBER:
        kid = e->u.field->inactive ? NULL : path_of_kid(t, e);
        return kid ? member(kid, e->u.field, e->arrow) : NULL;
    case E_UNARY:
        kid = e->op == OP_DEREF || e->op == OP_ADDR || e->op == OP_REAL || e->op == OP_IMAG ||
                      e->op == OP_EXTENSION
                  ? path_of_kid(t, e)
                  : NULL;
        return kid ? unary(e->op, kid) : NULL;
    case E_BINARY:
        return is_pointer(decay(e->type)) ? path_of_sum(t, e) : NULL;
    case E_COND:
        return path_of_cond(t, e);
    case E_CAST:
    case E_CONV:
        return path_of_conversion(t, e);
    case E_COMPOUND:
        kid = new_expr(E_COMPOUND, without_const(e->type), e->loc, 1);
        kid->kid[0] = tangent_init(t, e->kid[0], e->type);
        return kid;
    case E_INT:
        return is_null_constant(e) ? clone_expr(e, NULL) : NULL;
    case E_STRING: /* leads to no reals: its own tangent */
        return clone_expr(e, NULL);
    default:
        return NULL;
    }
}

/* ------------------------------------------------------------ sharing values */

static Walk count_node(Expr *e, void *context)
{
    int *n = context;
    *n += e->kind == E_CALL ? BIG : e->kind != E_CONV;
    return *n < BIG ? WALK_ON : WALK_STOP;
}

static bool is_big(Expr *e)
{
    int n = 0;
    walk_expr(e, count_node, &n);
    return n >= BIG;
}

/* A constant that the compiler sees has no business in a temporary. */
static bool is_literal(Expr *e)
{
    e = skip_conv(e);
    return e->kind == E_FLOAT || e->kind == E_INT || e->kind == E_IMAGINARY || e->kind == E_CHAR;
}

/* Puts  T t1 = value;  before the statement, unless it stands there already. */
static Expr *named(Tangent *t, Expr *value, const char *suffix)
{
    for (Stmt *s = t->before->first; s; s = s->next) {
        Sym *made = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (made && made->generated && !made->primal && made->init && same_expr(made->init, value))
            return ref(made);
    }
    Sym *v = new_temporary(t, suffix, value->type);
    add_stmt(t->before, decl_stmt(v, value));
    return ref(v);
}

static Expr *name_part(void *tangent, Expr *value)
{
    return named(tangent, value, "");
}

void start_statement(Tangent *t, Block *before)
{
    t->before = before;
    t->large = (Large){.name = name_part, .context = t};
}

/* Gives the value in *slot a name that the primal uses too: for results of calls and arguments of
 * calls, where the C compiler cannot merge operations across the name. */
static void name_in_place(Tangent *t, Expr **slot)
{
    *slot = named(t, *slot, "");
}

/* Names the results of the calls in *slot, where they are evaluated in any case. */
static void name_calls(Tangent *t, Expr **slot)
{
    Expr *e = *slot;
    if (e->kind == E_CALL) {
        name_in_place(t, slot);
        return;
    }
    bool chooses =
        e->kind == E_COND || (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR));
    for (int i = 0; i < e->nkid; i++)
        if (!chooses || i == 0)
            name_calls(t, &e->kid[i]);
}

Expr *value_again(Tangent *t, Expr **slot)
{
    if (t->before)
        name_calls(t, slot);
    if (!t->before || is_literal(*slot) || !is_big(*slot))
        return clone_expr(*slot, NULL);
    Expr *again = value_in_parts(&t->large, *slot);
    if (again->kind != E_REF) {
        again = named(t, again, "");
        map_set(&t->large.named, *slot, again->u.sym);
    }
    return again;
}

/* ------------------------------------------------------------ arithmetic */

static bool is_product_with_minus(Expr *e)
{
    return e->kind == E_BINARY && e->op == OP_MUL && e->kid[LHS]->kind == E_UNARY &&
           e->kid[LHS]->op == OP_NEG && e->kid[LHS]->structural;
}

/* a + b; two choices by the same condition become one. */
static Expr *plus(Expr *a, Expr *b)
{
    if (a->kind == E_COND && b->kind == E_COND && same_expr(a->kid[COND], b->kid[COND]))
        return cond(a->kid[COND], plus(a->kid[THEN], b->kid[THEN]),
                    plus(a->kid[ELSE], b->kid[ELSE]));
    if (!is_zero(a) && is_product_with_minus(b))
        return sub(a, mul(b->kid[LHS]->kid[0], b->kid[RHS]));
    return add(a, b);
}

/* (a * b)' = a' * b + a * b' */
static Expr *tangent_of_product(Tangent *t, Expr *e)
{
    Expr *a_d = tangent_value(t, &e->kid[LHS]);
    Expr *b_d = tangent_value(t, &e->kid[RHS]);
    if (!is_zero(a_d) && same_expr(e->kid[LHS], e->kid[RHS])) {
        Type *real = is_complex(e->type) ? strip(e->type)->base : e->type;
        Expr *a = value_again(t, &e->kid[LHS]);
        if (t->before)
            name_calls(t, &e->kid[RHS]);
        return mul(mul(float_const(2.0, real), a), a_d);
    }
    Expr *left = is_zero(a_d) ? a_d : mul(a_d, value_again(t, &e->kid[RHS]));
    return plus(left, is_zero(b_d) ? b_d : mul(value_again(t, &e->kid[LHS]), b_d));
}

/* (a / b)' = (a' - a / b * b') / b */
static Expr *tangent_of_quotient(Tangent *t, Expr *e)
{
    Expr *a_d = tangent_value(t, &e->kid[LHS]);
    Expr *b_d = tangent_value(t, &e->kid[RHS]);
    if (is_zero(b_d))
        return is_zero(a_d) ? a_d : divide(a_d, value_again(t, &e->kid[RHS]));
    Expr *b = value_again(t, &e->kid[RHS]);
    Expr *quotient = divide(value_again(t, &e->kid[LHS]), clone_expr(b, NULL));
    return divide(sub(a_d, mul(quotient, b_d)), b);
}

static Expr *tangent_of_binary(Tangent *t, Expr *e)
{
    Expr *a, *b;
    switch (e->op) {
    case OP_ADD:
        a = tangent_value(t, &e->kid[LHS]);
        return plus(a, tangent_value(t, &e->kid[RHS]));
    case OP_SUB:
        a = tangent_value(t, &e->kid[LHS]);
        b = tangent_value(t, &e->kid[RHS]);
        return sub(a, b);
    case OP_MUL:
        return tangent_of_product(t, e);
    case OP_DIV:
        return tangent_of_quotient(t, e);
    default:
        error_at(e->loc, "'%s' cannot be differentiated; write it with + - * / and functions of "
                         "math.h", expr_str(e));
        return zero_of(e->type);
    }
}

/* c ? a' : b': only the branch that is taken is evaluated, so nothing of it may stand before. */
static Expr *tangent_of_cond(Tangent *t, Expr *e)
{
    Block *before = t->before;
    t->before = NULL;
    Expr *a_d = tangent_value(t, &e->kid[THEN]);
    Expr *b_d = tangent_value(t, &e->kid[ELSE]);
    t->before = before;
    if (is_zero(a_d) && is_zero(b_d))
        return a_d;
    return cond(clone_expr(e->kid[COND], NULL), a_d, b_d);
}

/* ------------------------------------------------------------ calls of library functions */

/* What a rule needs for one call. */
typedef struct RuleCall {
    const Rule *rule;
    Sym *function;
    Expr *tangent[3]; /* of the arguments; NULL: none */
    unsigned active;
} RuleCall;

/* Tangents of the arguments; those that partials read are named if they are big. */
static RuleCall arguments_of(Tangent *t, Expr *e)
{
    RuleCall c = {rule_of_call(e), callee_sym(e), {NULL}, 0};
    unsigned read = 0;
    for (int k = 0; k < rule_arity(c.rule) && k < 3; k++) {
        Expr **arg = &e->kid[ARGS + k];
        if (!is_real((*arg)->type) || !carries(t, *arg))
            continue;
        c.tangent[k] = tangent_value(t, arg);
        c.active |= 1u << k;
        read |= rule_uses_args(c.rule, k);
    }
    for (int k = 0; k < rule_arity(c.rule); k++)
        if (read & 1u << k && t->before && is_big(e->kid[ARGS + k]) &&
            !is_literal(e->kid[ARGS + k]))
            name_in_place(t, &e->kid[ARGS + k]);
    return c;
}

static bool needs_result(const RuleCall *c)
{
    for (int k = 0; k < 3; k++)
        if (c->active & 1u << k && rule_uses_result(c->rule, k))
            return true;
    return false;
}

/* f(u, v)' = f_u * u' + f_v * v' */
static Expr *tangent_of_rule(Tangent *t, Expr **slot)
{
    Expr *e = *slot, *sum = zero_of(e->type);
    RuleCall c = arguments_of(t, e);
    bool effects = !is_pure_library(c.function);
    if (effects && !t->before)
        error_at(e->loc, "'%s' has a side effect where none can be; make it a statement of its own",
                 expr_str(e));
    if (t->before && (needs_result(&c) || effects))
        name_in_place(t, slot);
    for (int k = 0; k < 3; k++) {
        if (!c.tangent[k])
            continue;
        Expr *partial = rule_partial(c.rule, c.function, k, e->kid + ARGS, *slot, c.active);
        Expr *seed = c.tangent[k];
        if (partial->kind == E_COND && t->before && is_big(seed))
            seed = named(t, seed, "_d");
        sum = plus(sum, chain(partial, seed));
    }
    return sum;
}

/* |z|' = (re z * re z' + im z * im z') / |z|, 0 at the origin;  arg(z)' = im(z' / z). */
static Expr *tangent_of_polar(Tangent *t, Expr **slot, ComplexPart part)
{
    Expr *e = *slot, *z_d = tangent_value(t, &e->kid[ARGS]);
    Type *type = e->type;
    Expr *z = value_again(t, &e->kid[ARGS]);
    if (part == COMPLEX_ARG)
        return cond(binary(OP_NE, z, zero_of(type)),
                    unary(OP_IMAG, divide(z_d, clone_expr(z, NULL))), zero_of(type));
    if (t->before) {
        name_in_place(t, slot);
        if (z_d->kind != E_REF)
            z_d = named(t, z_d, "_d");
    }
    Expr *re = mul(unary(OP_REAL, z), unary(OP_REAL, z_d));
    Expr *im = mul(unary(OP_IMAG, clone_expr(z, NULL)), unary(OP_IMAG, clone_expr(z_d, NULL)));
    Expr *r = clone_expr(*slot, NULL);
    return cond(binary(OP_NE, r, zero_of(type)), divide(add(re, im), clone_expr(r, NULL)),
                zero_of(type));
}

/* creal, cimag, conj, CMPLX are linear: they are applied to the tangents. */
static Expr *tangent_of_complex_part(Tangent *t, Expr **slot)
{
    Expr *e = *slot;
    ComplexPart part = complex_part(callee_sym(e));
    if (part == COMPLEX_ABS || part == COMPLEX_ARG)
        return tangent_of_polar(t, slot, part);
    Exprs args = {0};
    for (int i = ARGS; i < e->nkid; i++)
        append(&args, tangent_value(t, &e->kid[i]));
    Expr *tangent = call(callee_sym(e), args);
    tangent->type = e->type;
    return tangent;
}

static Expr *tangent_of_library_call(Tangent *t, Expr **slot)
{
    switch (call_kind(*slot)) {
    case CALL_RULE:
        return tangent_of_rule(t, slot);
    case CALL_COMPLEX:
        return tangent_of_complex_part(t, slot);
    default: /* modf: its value is x less an integer */
        return tangent_value(t, &(*slot)->kid[ARGS]);
    }
}

/* ------------------------------------------------------------ values */

/* Between real types C converts; a complex value loses or gains its imaginary part in the tangent
 * too. */
static Expr *tangent_of_conversion(Tangent *t, Expr *e)
{
    Expr *kid = tangent_value(t, &e->kid[0]);
    if (is_zero(kid))
        return zero_of(e->type);
    bool narrows = is_complex(kid->type) && !is_complex(e->type);
    return e->kind == E_CAST || narrows ? cast(unqualified(e->type), kid) : kid;
}

static Expr *tangent_of_unary(Tangent *t, Expr *e)
{
    if (e->op == OP_DEREF)
        return tangent_path(t, e);
    Expr *kid = tangent_value(t, &e->kid[0]);
    if (is_zero(kid))
        return zero_of(e->type);
    return e->op == OP_NEG                             ? neg(kid)
           : e->op == OP_PLUS || e->op == OP_EXTENSION ? kid
                                                       : unary(e->op, kid);
}

Expr *tangent_value(Tangent *t, Expr **slot)
{
    Expr *e = *slot, *shadow;
    if (!is_real(e->type) && carries(t, e)) {
        error_at(e->loc, "'%s' has type '%s', which cannot be differentiated; use float, "
                         "double or long double", expr_str(e),
                 type_str(e->type));
        return zero_of(type_double);
    }
    if (!carries(t, e))
        return zero_of(is_real(e->type) ? e->type : type_double);
    switch (e->kind) {
    case E_CONV:
    case E_CAST:
        return tangent_of_conversion(t, e);
    case E_UNARY:
        return tangent_of_unary(t, e);
    case E_BINARY:
        return tangent_of_binary(t, e);
    case E_COND:
        return tangent_of_cond(t, e);
    case E_CALL:
        return tangent_of_library_call(t, slot);
    default:
        shadow = tangent_path(t, e);
        if (!shadow)
            error_at(e->loc, "'%s' cannot be differentiated; use a variable, an element or a "
                             "member", expr_str(e));
        return shadow ? shadow : zero_of(e->type);
    }
}

/* A pointer to reals becomes one to integers: their bits would be changed or read unseen. */
static Walk refuse_bits_in(Expr *e, void *context)
{
    bool converts = e->kind == E_CAST || e->kind == E_CONV;
    Type *from = converts ? decay(e->kid[0]->type) : NULL, *to = decay(e->type);
    if (from && is_integer(from) && is_pointer(to) && carries_reals(to) && !e->kid[0]->has_value)
        error_at(e->loc, "'%s' is a pointer made of an integer: its derivatives cannot be "
                         "followed; keep it as a pointer",
                 expr_str(e));
    if (!from || !is_pointer(from) || !is_pointer(to) || !is_real(element_type(strip(from)->base)))
        return WALK_ON;
    Type *pointee = strip(to)->base;
    if (is_integer(pointee) && !is_character(pointee) && carries(context, e->kid[0]))
        error_at(e->loc, "'%s' looks at the bits of reals that carry derivatives; use the "
                         "functions of math.h", expr_str(e));
    return WALK_ON;
}

void refuse_bits(Tangent *t, Block b)
{
    walk_block(b, NULL, refuse_bits_in, t);
}

/* ------------------------------------------------------------ initialisers */

/* 'type' without sugar, but with a plain {0} for structs, as an initialiser wants it. */
Expr *zero_init(Type *type)
{
    Expr *zero = zero_of(type);
    return zero->kind == E_COMPOUND ? zero->kid[0] : zero;
}

Expr *any_tangent(Tangent *t, Expr **slot, Type *type)
{
    Expr *e = *slot;
    if (is_real(e->type) && is_real(type))
        return tangent_value(t, slot);
    bool copies = is_character(type) && is_character(skip_conv(e)->type);
    if (!may_carry(type) || (is_arithmetic(e->type) && !copies))
        return zero_of(without_const(unqualified(type)));
    Expr *shadow = tangent_path(t, e);
    bool lost = carries(t, e) || (is_pointer(type) && !is_null_constant(e));
    if (!shadow && lost)
        error_at(e->loc, "'%s' cannot be followed: what it leads to has no derivative here; "
                         "add it to wrt or of, or say ADCC_INACTIVE",
                 expr_str(e));
    return shadow ? shadow : zero_of(without_const(unqualified(type)));
}

/* Zero as a list inside another, where gcc wants every member of a struct. */
static Expr *inner_zero(Type *type)
{
    Type *t = strip(type);
    if (t->kind != T_RECORD && t->kind != T_ARRAY)
        return zero_init(without_const(type));
    int n = t->kind == T_ARRAY || t->tag->kind == TAG_UNION ? 1 : t->tag->fields.n;
    Expr *list = new_expr(E_INIT, without_const(type), (Loc){0}, n);
    int used = 0;
    for (int i = 0; i < n; i++) {
        const Field *f = t->kind == T_RECORD ? t->tag->fields.at[i] : NULL;
        bool nameless = f && is_padding(f);
        bool flexible = f && is_array(f->type) && strip(f->type)->count < 0;
        if (!nameless && !flexible)
            list->kid[used++] = inner_zero(f ? f->type : t->base);
    }
    list->nkid = used;
    return list;
}

static Expr *inner_init(Tangent *t, Expr *init)
{
    bool zero = !carries(t, init) && !is_null_constant(init);
    return zero ? inner_zero(init->type) : tangent_init(t, init, init->type);
}

Expr *tangent_init(Tangent *t, Expr *init, Type *type)
{
    if (init->kind != E_INIT)
        return any_tangent(t, &init, type);
    if (!carries(t, init) && !is_null_constant(init))
        return zero_init(without_const(type));
    Expr *list = new_expr(E_INIT, without_const(type), init->loc, init->nkid);
    for (int i = 0; i < init->nkid; i++) {
        Expr *kid = init->kid[i], *value = kid;
        if (kid->kind == E_DESIGNATED)
            value = kid->kid[kid->nkid - 1];
        Expr *tangent = value->kind == E_INIT ? inner_init(t, value)
                                              : any_tangent(t, &value, value->type);
        if (kid->kind == E_DESIGNATED) {
            list->kid[i] = clone_expr(kid, NULL);
            list->kid[i]->kid[kid->nkid - 1] = tangent;
            kid->kid[kid->nkid - 1] = value;
        } else {
            list->kid[i] = tangent;
            init->kid[i] = value;
        }
    }
    return list;
}
