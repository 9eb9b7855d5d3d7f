/* tangent_call.c - tangents of calls that stand alone.
 *
 *   y = g(x, n);         ->  y = g_d(x, x_d, n, &y_d);
 *   p = malloc(bytes);   ->  p_d = calloc(1, bytes);  p = malloc(bytes);
 *   memcpy(a, b, n);     ->  memcpy(a_d, b_d, n);     memcpy(a, b, n);
 *
 * A function of the program gets a tangent for each pattern of active arguments.  Memory of
 * active data has a shadow that is allocated, copied and freed along with it.  A call into code
 * that cannot be seen is an error if a derivative could flow through it.
 */
#include "tangent.h"

/* A call statement with everything that its treatment needs. */
typedef struct CallSite {
    Stmt *stmt;  /* the statement */
    Expr **rhs;  /* the call below conversions */
    Expr **slot; /* the call itself */
    Expr *lhs;   /* what it is assigned to, or NULL */
    Block *out;
} CallSite;

/* ------------------------------------------------------------ the shadow of the result */

/* Is there a result, and does it have a tangent? */
static bool has_result(Tangent *t, const CallSite *site)
{
    return site->lhs && carries(t, site->lhs);
}

/* lhs_d = value; or the declaration of lhs_d with it. */
static void store_shadow(Tangent *t, const CallSite *site, Expr *value)
{
    if (site->stmt->kind == S_DECL)
        add_stmt(site->out, decl_stmt(companion(t, ref_sym(site->lhs)), value));
    else
        add_stmt(site->out, expr_stmt(assign(tangent_path(t, site->lhs), value)));
}

/* The statement, and a result without tangent. */
static void add_inactive(Tangent *t, const CallSite *site)
{
    bool declares = site->stmt->kind == S_DECL;
    Expr *zero = NULL;
    if (has_result(t, site)) {
        if (is_pointer(strip(site->lhs->type)))
            error_at((*site->slot)->loc,
                     "'%s' returns a pointer to data whose derivatives cannot be followed: "
                     "give its source file to adcc, or a derivative with ADCC_USE_TANGENT, or say "
                     "ADCC_INACTIVE",
                     expr_str((*site->slot)->kid[CALLEE]));
        zero = zero_of(without_const(unqualified(site->lhs->type)));
        if (declares && zero->kind == E_COMPOUND)
            zero = zero->kid[0];
    }
    if (zero && declares)
        store_shadow(t, site, zero);
    add_stmt(site->out, site->stmt);
    if (zero && !declares)
        store_shadow(t, site, zero);
}

/* The right side once more, with its call replaced. */
static Expr *right_side_with(const CallSite *site, Expr *new_call)
{
    Expr *copy = new_call;
    Expr *chain[8];
    int n = 0;
    for (Expr *e = *site->rhs; e != *site->slot && n < 8; e = e->kid[0])
        chain[n++] = e;
    while (n-- > 0)
        if (chain[n]->kind == E_CAST)
            copy = cast(without_const(chain[n]->type), copy);
    return copy;
}

static Expr *argument(const CallSite *site, int i)
{
    return (*site->slot)->kid[ARGS + i];
}

/* ------------------------------------------------------------ memory */

static Expr *call_memset(Tangent *t, Expr *p, Expr *bytes)
{
    Type *untyped = pointer_to(type_void);
    Sym *set = library_function(t->func->unit, "memset", "string.h", untyped, 3, untyped, type_int,
                                type_ulong);
    return call_n(set, 3, p, int_const(0), bytes);
}

static Expr *call_free(Tangent *t, Expr *p)
{
    Type *untyped = pointer_to(type_void);
    return call_n(library_function(t->func->unit, "free", "stdlib.h", type_void, 1, untyped), 1, p);
}

/* p_d = calloc(1, bytes), or the same allocation cleared. */
static void add_allocation(Tangent *t, const CallSite *site, Memory kind)
{
    Type *untyped = pointer_to(type_void);
    Expr *made = clone_expr(*site->slot, NULL);
    Expr *bytes = allocated_bytes(made);
    bool same = kind == MEM_OWN && callee_sym(made)->allocator->same;
    bool own_size = site->stmt->kind == S_DECL && expr_mentions(made, ref_sym(site->lhs));
    if (own_size) /* double *p = malloc(n * sizeof *p) */
        add_stmt(site->out, site->stmt);
    if (kind == MEM_MALLOC || (kind == MEM_OWN && !same)) {
        Sym *zeroed = library_function(t->func->unit, "calloc", "stdlib.h", untyped, 2, type_ulong,
                                       type_ulong);
        made = call_n(zeroed, 2, int_const(1), bytes);
    }
    store_shadow(t, site, right_side_with(site, made));
    if (kind == MEM_ALIGNED || kind == MEM_ALLOCA || same)
        add_stmt(site->out,
                 expr_stmt(call_memset(t, tangent_path(t, site->lhs), clone_expr(bytes, NULL))));
    if (!own_size)
        add_stmt(site->out, site->stmt);
}

/* The shadow of a block, NULL where the pointer leads to nothing that carries derivatives: integers
 * beside reals in a struct have none, though there is a path to it. */
static Expr *shadow_of_block(Tangent *t, Expr *pointer)
{
    return carries(t, skip_casts(pointer)) ? tangent_path(t, pointer) : NULL;
}

/* The type of the elements that a pointer leads to, void or a character if only bytes are known. */
static Type *elements_behind(const Expr *pointer)
{
    return strip(element_type(strip(decay(skip_casts(pointer)->type))->base));
}

/* qsort with an array that moves along: the elements are sorted with their shadows behind them. */
static const char sort_helper[] =
    "/* qsort that moves the elements of a second array along with those of the first. */\n"
    "static void adcc_qsort_d(void *base, void *base_d, size_t n, size_t size,\n"
    "                         int (*compare)(const void *, const void *))\n"
    "{\n"
    "    char *x = base, *x_d = base_d, *both = malloc(2 * n * size + 1);\n"
    "    if (!both) {\n"
    "        perror(\"adcc: qsort\");\n"
    "        abort();\n"
    "    }\n"
    "    for (size_t i = 0; i < n; i++) {\n"
    "        memcpy(both + 2 * i * size, x + i * size, size);\n"
    "        memcpy(both + (2 * i + 1) * size, x_d + i * size, size);\n"
    "    }\n"
    "    qsort(both, n, 2 * size, compare);\n"
    "    for (size_t i = 0; i < n; i++) {\n"
    "        memcpy(x + i * size, both + 2 * i * size, size);\n"
    "        memcpy(x_d + i * size, both + (2 * i + 1) * size, size);\n"
    "    }\n"
    "    free(both);\n"
    "}";

static void add_sort(Tangent *t, const CallSite *site)
{
    Expr *e = *site->slot, *shadow = shadow_of_block(t, argument(site, 0));
    if (shadow) {
        check_block(t->func, e, elements_behind(argument(site, 0)), false, site->out);
        Sym *sort =
            library_function(NULL, "adcc_qsort_d", "stdio.h stdlib.h string.h", type_void, 0);
        sort->helper = sort_helper;
        *site->slot = call_n(sort, 5, e->kid[ARGS], shadow, e->kid[ARGS + 1], e->kid[ARGS + 2],
                             e->kid[ARGS + 3]);
    }
    add_stmt(site->out, site->stmt);
}

/* Whole reals of one type are moved. */
static void check_copy(Tangent *t, const CallSite *site, Memory kind)
{
    const Expr *call = *site->slot;
    Type *to = elements_behind(argument(site, 0));
    Type *from = kind == MEM_COPY ? elements_behind(argument(site, 1)) : to;
    if (is_real_floating(to) && is_real_floating(from) && !same_type(to, from))
        error_at(call->loc, "'%s' copies '%s' to '%s', which is not differentiated; use a loop",
                 expr_str(call->kid[CALLEE]), type_str(unqualified(from)),
                 type_str(unqualified(to)));
    else
        check_block(t->func, call, to->kind == T_VOID || is_character(to) ? from : to, false,
                    site->out);
}

/* The call with the shadows of its pointers; cleared memory where the source has none. */
static void add_copy(Tangent *t, const CallSite *site, Memory kind)
{
    Expr *to = shadow_of_block(t, argument(site, 0));
    Expr *from = kind == MEM_COPY ? shadow_of_block(t, argument(site, 1)) : NULL;
    if (!to && kind == MEM_COPY && carries(t, argument(site, 1)))
        error_at((*site->slot)->loc,
                 "'%s' copies data with derivatives to where they cannot be followed; use "
                 "pointers to reals",
                 expr_str(*site->slot));
    const Expr *byte = kind == MEM_SET ? skip_conv(argument(site, 1)) : NULL;
    if (to && byte && !(byte->has_value && byte->value == 0))
        error_at((*site->slot)->loc, "'%s' of storage that carries derivatives to bytes other than "
                 "zero; assign the elements", expr_str((*site->slot)->kid[CALLEE]));
    if (to)
        check_copy(t, site, kind);
    if (to && from) {
        Expr *made = clone_expr(*site->slot, NULL);
        made->kid[ARGS] = to;
        made->kid[ARGS + 1] = from;
        add_stmt(site->out, expr_stmt(made));
    } else if (to) {
        add_stmt(site->out, expr_stmt(call_memset(t, to, clone_expr(argument(site, 2), NULL))));
    }
    if (has_result(t, site))
        store_shadow(t, site, right_side_with(site, tangent_path(t, argument(site, 0))));
    add_stmt(site->out, site->stmt);
}

static Walk find_memory(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    bool reads = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ||
                 (e->kind == E_MEMBER && e->arrow);
    return reads ? WALK_STOP : WALK_ON;
}

/* q = realloc(p, bytes);  q_d = q ? realloc(p_d, bytes) : 0;
 * Where there is no memory for q, p and p_d are still there, to be freed. */
static bool add_realloc(Tangent *t, const CallSite *site, Expr *made)
{
    Sym *v = ref_sym(site->lhs);
    if (!v || !walk_expr(argument(site, 1), find_memory, NULL))
        return false;
    add_stmt(site->out, site->stmt);
    store_shadow(t, site, right_side_with(site, cond(ref(v), made, int_const(0))));
    return true;
}

static void memory_call(Tangent *t, const CallSite *site)
{
    Memory kind = memory_kind(callee_sym(*site->slot));
    if (kind == MEM_COPY || kind == MEM_SET) {
        add_copy(t, site, kind);
        return;
    }
    if (kind == MEM_SORT) {
        add_sort(t, site);
        return;
    }
    bool frees = kind == MEM_FREE;
    Expr *old = frees || kind == MEM_REALLOC ? *freed_block(*site->slot) : NULL;
    Expr *shadow = old ? tangent_path(t, old) : NULL;
    bool wanted = frees ? carries(t, old) : has_result(t, site);
    if (wanted && shadow) {
        Expr *made = clone_expr(*site->slot, NULL);
        Allocator *own = callee_sym(made)->allocator;
        if (own && !own->same)
            made = call_free(t, shadow);
        else
            *freed_block(made) = shadow;
        if (frees)
            add_stmt(site->out, expr_stmt(made));
        else if (!own && add_realloc(t, site, made))
            return;
        else
            store_shadow(t, site, right_side_with(site, made));
    } else if (wanted && !old) {
        add_allocation(t, site, kind);
        return;
    } else if (wanted) {
        error_at((*site->slot)->loc, "the memory in '%s' has no shadow; add the pointer to "
                 "wrt or of, or allocate it in what is differentiated", expr_str(*site->slot));
    }
    add_stmt(site->out, site->stmt);
}

/* ------------------------------------------------------------ functions with a tangent */

/* Must the callee not write its result's tangent to lhs_d itself?  It might still read lhs_d by way
 * of its arguments: a function that adcc made does not, unless compilers are told otherwise. */
static bool is_shared(const CallSite *site, const Sym *f)
{
    const Sym *v = ref_sym(site->lhs);
    bool alone = v && !v->global && v->storage != ST_STATIC && !v->address_taken;
    bool any = f->custom[TANGENT] != NULL;
    const Types *params = &strip(f->type)->params;
    for (int i = 0; i < params->n; i++)
        any |= (params->at[i]->quals & Q_RESTRICT) != 0;
    return any && !alone && site->stmt->kind != S_DECL;
}

/* &lhs_d, or the address of a temporary where the result is converted on its way, or lhs_d shared
 * with the arguments; '*after' then moves it. */
static Expr *result_argument(Tangent *t, const CallSite *site, Type *type, Stmt **after)
{
    Type *plain = without_const(unqualified(type));
    bool declares = site->stmt->kind == S_DECL;
    const Sym *f = callee_sym(*site->slot);
    if (same_type(site->lhs->type, plain) && *site->rhs == *site->slot &&
        !(f && is_shared(site, f))) {
        if (declares)
            store_shadow(t, site, NULL);
        return address_of(tangent_path(t, site->lhs));
    }
    Sym *moved = new_temporary(t, "_d", plain);
    add_stmt(site->out, decl_stmt(moved, NULL));
    if (declares)
        store_shadow(t, site, NULL);
    *after = expr_stmt(assign(tangent_path(t, site->lhs), right_side_with(site, ref(moved))));
    return address_of(ref(moved));
}

/* The companion of an argument, for a parameter whose companion has this type. */
static Expr *companion_argument(Tangent *t, Expr **arg, Type *type)
{
    Expr *e = *arg;
    if (is_real(e->type))
        return tangent_value(t, arg);
    Expr *shadow = tangent_path(t, e);
    if (shadow)
        return shadow;
    if (carries(t, e) || is_pointer(decay(type)))
        error_at(e->loc, "'%s' has no shadow that could be passed on; pass a pointer to storage "
                         "that carries derivatives", expr_str(e));
    return zero_of(without_const(unqualified(type)));
}

/* What the tangent of a function with these parameters is called with. */
static Exprs tangent_arguments(Tangent *t, const CallSite *site, Types *types, const Bits *params)
{
    Expr *e = *site->slot;
    Exprs args = {0};
    for (int i = 0; i < types->n; i++) {
        Expr **arg = &e->kid[ARGS + i];
        Expr *tangent =
            bits_has(params, i) ? companion_argument(t, arg, without_const(types->at[i])) : NULL;
        append(&args, *arg); /* after its calls have got names */
        if (tangent)
            append(&args, tangent);
    }
    return args;
}

/* The call of the tangent instead of the function; 'first' comes before its arguments, if not NULL.
 */
static void replace_call(Tangent *t, const CallSite *site, Sym *made, Expr *first, Type *type,
                         const Bits *params, bool ret)
{
    Expr *e = *site->slot;
    Stmt *after = NULL;
    if (e->nkid - ARGS != type->params.n) {
        if (!type->variadic || !error_count()) /* or it was said why it takes no arrays */
            error_at(e->loc, "'%s' is not called with the arguments of its definition; pass as "
                             "many", expr_str(e->kid[CALLEE]));
        return;
    }
    Exprs args = {0}, rest = tangent_arguments(t, site, &type->params, params);
    if (first)
        append(&args, first);
    for (int i = 0; i < rest.n; i++)
        append(&args, rest.at[i]);
    if (ret)
        append(&args, result_argument(t, site, type->base, &after));
    *site->slot = call(made, args);
    (*site->slot)->loc = e->loc;
    if (ret || !has_result(t, site))
        add_stmt(site->out, site->stmt);
    else
        add_inactive(t, site);
    if (after)
        add_stmt(site->out, after);
}

static Walk find_real_argument(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_VA_ARG && may_carry(e->type) ? WALK_STOP : WALK_ON;
}

/* Derivatives are not followed into the variable arguments of a function that takes reals from
 * them. */
static void refuse_variable_arguments(Tangent *t, Func *f, Expr *e)
{
    for (int i = ARGS + f->params.n; i < e->nkid; i++)
        if (carries(t, e->kid[i]) && !walk_block(f->body, NULL, find_real_argument, NULL))
            error_at(e->kid[i]->loc,
                     "'%s' carries derivatives, which cannot be passed among the variable "
                     "arguments of '%s'; pass an array",
                     expr_str(e->kid[i]), f->sym->name);
}

static void body_call(Tangent *t, const CallSite *site)
{
    Context *sub = context_of_call(t->activity, t->context, *site->slot, site->lhs);
    refuse_variable_arguments(t, sub->func, *site->slot);
    if (!sub->touched) {
        add_inactive(t, site);
        return;
    }
    Func *made = tangent_in(t->activity, sub);
    Type type = *strip(sub->func->sym->type);
    type.params = parameter_types(sub->func);
    replace_call(t, site, made->sym, NULL, &type, &sub->params, sub->ret);
}

static void unknown_call(Tangent *t, const CallSite *site);

static void indirect_call(Tangent *t, const CallSite *site)
{
    Expr *e = *site->slot;
    PointerCall p = pointer_call(t->activity, t->context, e, site->lhs);
    if (p.candidates.n == 0)
        unknown_call(t, site);
    else if (!p.touched)
        add_inactive(t, site);
    else
        replace_call(t, site, dispatcher_of(t, &p)->sym, e->kid[CALLEE], p.type, &p.params, p.ret);
}

/* f = modf(x, &whole): f_d = x_d, whole_d = 0.  sincos(x, &s, &c): s_d = c * x_d, c_d = -s * x_d.
 */
static void split_call(Tangent *t, const CallSite *site)
{
    Expr *e = *site->slot;
    bool both = e->nkid > ARGS + 2;
    Expr *s_d = tangent_path(t, argument(site, 1)),
         *c_d = both ? tangent_path(t, argument(site, 2)) : NULL;
    Expr *x_d = tangent_value(t, &e->kid[ARGS]);
    if (both && !is_zero(x_d)) {
        Sym *v = new_temporary(t, "_d", e->kid[ARGS]->type);
        add_stmt(site->out, decl_stmt(v, x_d)); /* x may be where the results go */
        x_d = ref(v);
    }
    Expr *s = deref(clone_expr(skip_conv(argument(site, 1)), NULL));
    Expr *c = both ? deref(clone_expr(skip_conv(argument(site, 2)), NULL)) : NULL;
    if (has_result(t, site))
        store_shadow(t, site, x_d);
    add_stmt(site->out, site->stmt);
    if (s_d)
        add_stmt(site->out, expr_stmt(assign(deref(s_d), both ? mul(c, x_d) : zero_of(s->type))));
    if (c_d)
        add_stmt(site->out, expr_stmt(assign(deref(c_d), mul(neg(s), clone_expr(x_d, NULL)))));
}

/* A derivative that the user wrote: every argument that can carry derivatives has a companion. */
static void custom_call(Tangent *t, const CallSite *site)
{
    Expr *e = *site->slot;
    Sym *f = callee_sym(e), *custom = f->custom[TANGENT];
    Type *type = strip(f->type);
    bool returns = carries_reals(type->base), active = has_result(t, site);
    Exprs args = {0};
    Stmt *after = NULL;
    for (int i = ARGS; i < e->nkid; i++)
        active |= carries(t, e->kid[i]);
    if (!active) {
        add_inactive(t, site);
        return;
    }
    for (int i = ARGS; i < e->nkid; i++) {
        Type *param = i - ARGS < type->params.n ? type->params.at[i - ARGS] : e->kid[i]->type;
        int at = args.n;
        append(&args, NULL);
        bool may_lack = f->given[TANGENT] && bits_has(&f->given[TANGENT]->inactive, i - ARGS);
        if (!carries_reals(param) && may_carry_reals(param) && !may_lack && carries(t, e->kid[i]))
            error_at(e->kid[i]->loc, "'%s' leads to reals that carry derivatives, but a parameter "
                                     "'%s' has no companion; give it the type that it is",
                     expr_str(e->kid[i]), type_str(param));
        if (carries_reals(param) && may_lack && !tangent_path(t, e->kid[i]))
            append(&args, int_const(0));
        else if (carries_reals(param))
            append(&args, companion_argument(t, &e->kid[i], without_const(param)));
        args.at[at] = e->kid[i];
    }
    if (returns && has_result(t, site)) {
        append(&args, result_argument(t, site, type->base, &after));
    } else if (returns) {
        Sym *unused = new_temporary(t, "_d", type->base);
        add_stmt(site->out, decl_stmt(unused, NULL));
        append(&args, address_of(ref(unused)));
    }
    *site->slot = call(custom, args);
    add_stmt(site->out, site->stmt);
    if (after)
        add_stmt(site->out, after);
}

/* ------------------------------------------------------------ everything else */

static void unknown_call(Tangent *t, const CallSite *site)
{
    Expr *e = *site->slot;
    Sym *f = callee_sym(e);
    bool active = !bits_empty(&t->activity->globals);
    for (int i = ARGS; i < e->nkid; i++)
        active |= carries(t, e->kid[i]);
    if (active && f && is_input_library(f))
        error_at(e->loc, "'%s' may overwrite what carries a derivative; let it read into a "
                         "variable that is ADCC_INACTIVE, and assign that", f->name);
    else if (active && f)
        error_at(e->loc,
                 "derivatives could flow through '%s', which has no body here: define it in a file "
                 "given "
                 "to adcc, say ADCC_USE_TANGENT(%s, ...), or ADCC_INACTIVE",
                 f->name, f->name);
    else if (active)
        error_at(e->loc,
                 "derivatives could flow through '%s', but no function that adcc sees can be what "
                 "it points to; give the file that defines it as well, or mark the pointer "
                 "ADCC_INACTIVE",
                 expr_str(e->kid[CALLEE]));
    add_inactive(t, site);
}

void tangent_call(Tangent *t, Stmt *s, Expr **rhs, Expr *lhs, Block *out)
{
    CallSite site = {s, rhs, rhs, lhs, out};
    while ((*site.slot)->kind == E_CONV || (*site.slot)->kind == E_CAST)
        site.slot = &(*site.slot)->kid[0];
    switch (call_kind(*site.slot)) {
    case CALL_RULE:
    case CALL_COMPLEX:
        if (has_result(t, &site))
            store_shadow(t, &site, tangent_value(t, rhs));
        add_stmt(out, s);
        return;
    case CALL_MEMORY:
        memory_call(t, &site);
        return;
    case CALL_PASSIVE:
        add_inactive(t, &site);
        return;
    case CALL_CUSTOM:
        custom_call(t, &site);
        return;
    case CALL_BODY:
        body_call(t, &site);
        return;
    case CALL_SPLIT:
        split_call(t, &site);
        return;
    case CALL_POINTER:
        indirect_call(t, &site);
        return;
    case CALL_UNKNOWN:
        unknown_call(t, &site);
        return;
    }
}
