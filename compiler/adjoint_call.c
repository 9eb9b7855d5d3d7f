/* adjoint_call.c - calls of functions of the program, forwards and backwards.
 *
 *     y = g(n, u, x + 1.0);      ->      y = g_fwd(n, u, u_b, x + 1.0);               forward sweep
 *                                        double t = y_b;  y_b = 0.0;  double arg_b = 0.0;  reverse
 * sweep g_rev(n, u, u_b, x + 1.0, &arg_b, t);  x_b += arg_b;
 *
 * A callee is one pair g_fwd, g_rev; a pure leaf is one function g_b that runs again and reverses
 * itself; a callee with nothing to reverse is called as it is.
 */
#include "reverse.h"

/* Is this parameter of f accompanied by its adjoint?  Pointers in both sweeps, values in the
 * reverse one. */
bool has_companion(Program *p, Sym *param)
{
    return needs_shadow(p, param);
}

static bool is_by_value(Sym *param)
{
    return !is_pointer(param->type);
}

/* The shadow of a pointer argument; memory without one must not be given to a callee that wants it.
 */
static Expr *pointer_companion(Adjoint *a, Inst *callee, Sym *param, Expr *arg)
{
    Expr *core = skip_conv(arg);
    bool null = core->has_value && core->value == 0;
    while (core->kind == E_CAST)
        core = skip_conv(core->kid[0]);
    null |= core->has_value && core->value == 0;
    if (null || leads_to_shadowed(a->p, arg))
        return null ? int_const(0) : as_shadow(shadow_pointer(a, arg), param->type);
    error_at(arg->loc, "'%s' carries no derivative, but parameter '%s' of '%s' does elsewhere; "
                        "call a function of its own here",
             expr_str(arg), param->name, callee->primal->sym->name);
    return int_const(0);
}

/* A by-value parameter whose companion the forward sweep needs too: a struct with pointers. */
static bool is_needed_forward(Program *p, Sym *param)
{
    return is_pointer(param->type) ||
           (is_record(param->type) && reaches_shadowed(p, place_of(p, param)->points_to));
}

/* The companion of a value: the address of its adjoint, or of a variable whose sum is pushed on
 * afterwards. */
Expr *value_companion(Adjoint *a, Type *type, Expr *arg, Block *before, Block *after)
{
    Expr *core = skip_conv(arg);
    bool pointers = record_has_shadow_pointers(a, core);
    if (is_lvalue(core) && same_type(core->type, type) && (pointers || is_shadowed(a->p, core)))
        return address_of(shadow(a, core));
    if (pointers) {
        error_at(arg->loc, "'%s' is a struct with pointers to storage that carries derivatives, "
                           "and no variable; assign it to one first", expr_str(arg));
        return int_const(0);
    }
    Sym *sum = new_local(a, "arg_b", unqualified(strip(type)));
    add_stmt(before, decl_stmt(sum, is_record(type) ? zero_record(type) : zero_of(type)));
    if (is_active_expr(a->p, arg)) {
        a->value_of = (Map){0};
        push_back(a, arg, ref(sum), after);
    }
    return address_of(ref(sum));
}

/* Arguments of a derivative of callee; by-value companions only if values is set. */
static Exprs derivative_args(Adjoint *a, Inst *callee, const Expr *call, bool values, Block *before,
                             Block *after)
{
    Exprs args = {0};
    for (int i = 0; ARGS + i < call->nkid; i++) {
        Expr *arg = call->kid[ARGS + i];
        append(&args, clone_expr(arg, NULL));
        if (i >= callee->body->params.n) {
            if (is_active_expr(a->p, arg) ||
                (is_pointer(arg->type) && leads_to_shadowed(a->p, arg)))
                error_at(
                    arg->loc,
                    "'%s' carries a derivative into the variable arguments of '%s', which is not "
                    "supported yet; pass an array",
                    expr_str(arg), callee->primal->sym->name);
            continue;
        }
        Sym *param = callee->body->params.at[i];
        if (callee->inactive || !has_companion(a->p, param))
            continue;
        if (!is_by_value(param))
            append(&args, pointer_companion(a, callee, param, arg));
        else if (values || is_needed_forward(a->p, param))
            append(&args, value_companion(a, param->type, arg, before, after));
    }
    return args;
}

bool returns_shadow(Program *p, Inst *f)
{
    Type *t = f->primal->sym->type->base;
    if (f->inactive || (!is_pointer(t) && !is_record(t)) || leads_to_integers(t))
        return false;
    return reaches_shadowed(p, f->result->points_to);
}

/* Where the shadow of the pointer that a call gives goes: of a void pointer, by way of one. */
static Expr *shadow_of_result(Adjoint *a, const Inst *callee, const Expr *lhs, Block *before,
                              Block *after)
{
    if (!lhs)
        return int_const(0);
    Type *given = shadow_pointer_type(callee->primal->sym->type->base);
    Expr *to = shadow(a, lhs);
    if (!is_pointer(lhs->type) || same_type(unqualified(strip(given)), strip(to->type)))
        return address_of(to);
    Sym *t = new_local(a, "t_b", unqualified(given));
    add_stmt(before, decl_stmt(t, int_const(0)));
    add_stmt(after, expr_stmt(assign(to, as_shadow(ref(t), lhs->type))));
    return address_of(ref(t));
}

static Expr *forward_call(Adjoint *a, Expr *call, const Expr *lhs, Block *before, Block *after)
{
    Inst *callee = inst_of_call(a->p, call);
    if (!callee || callee->joint || !call_is_reversed(a->p, call)) {
        if (callee)
            call->kid[CALLEE] = ref(callee->primal->sym);
        return call;
    }
    Exprs args = derivative_args(a, callee, call, false, NULL, NULL);
    if (returns_shadow(a->p, callee))
        append(&args, shadow_of_result(a, callee, lhs, before, after));
    Expr *forward = call_sym(callee->fwd->sym, args);
    forward->loc = call->loc;
    return forward;
}

static bool returns_adjoint(Adjoint *a, Inst *callee)
{
    return bits_has(&a->p->shadowed, callee->result->id) &&
           holds_reals(callee->primal->sym->type->base);
}

void clear_adjoint(Adjoint *a, const Expr *lhs, Block *out)
{
    if (is_record(lhs->type))
        clear_record(a, shadow(a, lhs), out);
    else
        add_stmt(out, expr_stmt(assign(shadow(a, lhs), zero_of(lhs->type))));
}

/* The reverse of lhs = call (lhs may be NULL). */
void reverse_call(Adjoint *a, const Expr *call, const Expr *lhs, bool fresh, Block *out)
{
    Inst *callee = inst_of_call(a->p, call);
    bool lhs_active = lhs && !a->f->inactive && is_shadowed(a->p, lhs);
    bool wants_seed =
        callee && !callee->inactive && call_is_reversed(a->p, call) && returns_adjoint(a, callee);
    Expr *seed = wants_seed ? zero_of(callee->primal->sym->type->base) : NULL;
    if (lhs_active && wants_seed) {
        seed = shadow(a, lhs);
        if (!fresh) {
            Sym *t = new_local(a, "t", unqualified(strip(lhs->type)));
            add_stmt(out, decl_stmt(t, seed));
            seed = ref(t);
        }
    }
    if (lhs_active && !fresh)
        clear_adjoint(a, lhs, out);
    if (!callee || !call_is_reversed(a->p, call))
        return;
    Block before = {0}, after = {0};
    Exprs args = derivative_args(a, callee, call, true, &before, &after);
    if (wants_seed)
        append(&args, seed);
    Func *derivative = callee->joint ? callee->whole : callee->rev;
    Stmt *s = expr_stmt(call_sym(derivative->sym, args));
    *out = join(join(*out, before), join(block_of(s), after));
}

void replace_call(Adjoint *a, Expr **e, Expr *call, const Expr *lhs, Block *before, Block *after)
{
    Expr *forward = forward_call(a, call, lhs, before, after);
    for (; *e != call; e = &(*e)->kid[0])
        if ((*e)->kind != E_CONV && (*e)->kind != E_CAST)
            die("a call inside '%s'", expr_str(*e));
    *e = forward;
}

/* ------------------------------------------------------------------ signatures */

static Sym *companion(Adjoint *a, Sym *param)
{
    const char *name = param->source_name ? param->source_name : param->name;
    Type *t = is_by_value(param) ? pointer_to(unqualified(param->type))
                                 : shadow_pointer_type(param->type);
    const char *wanted = fmt("%s_b", name);
    Sym *s = new_local(a, wanted, t);
    if (!str_eq(s->name, wanted) && a->f == a->p->root)
        warn_at(param->loc, "name-conflict", "'%s' is taken: the adjoint of '%s' is '%s'", wanted,
                name, s->name);
    s->kind = SYM_PARAM;
    s->primal = param;
    s->generated = false;
    return s;
}

static Walk find_loop(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO ? WALK_STOP : WALK_ON;
}

/* Then f_b has the parameter return_b, be the result constant. */
static bool asks_for_result(const Request *request)
{
    for (int i = 0; i < request->of.n; i++)
        if (!request->of.at[i].sym)
            return true;
    return false;
}

/* Gives every active parameter its companion; sums of by-value ones are formed in a local variable
 * if there are loops. */
void make_companions(Adjoint *a)
{
    Func *f = a->f->body;
    bool loops = !walk_block(f->body, find_loop, NULL, NULL);
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        Sym *s = !a->f->inactive && has_companion(a->p, v) ? companion(a, v) : NULL;
        append(&a->companions, s);
        v->shadow = s;
    }
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        if (!v->shadow || !is_by_value(v) || !loops || is_record(v->type))
            continue;
        v->shadow = new_local(a, fmt("%s_sum", v->source_name ? v->source_name : v->name),
                              unqualified(strip(v->type)));
        v->shadow->primal = v;
        append(&a->sums, v);
    }
    Type *result = f->sym->type->base;
    if (returns_shadow(a->p, a->f) && a->f != a->p->root) {
        a->result_b = new_local(a, "result_b", pointer_to(shadow_pointer_type(result)));
        a->result_b->kind = SYM_PARAM;
        a->result_b->companion = true;
        a->f->active = true;
    }
    a->returns_active =
        !a->f->inactive && bits_has(&a->p->shadowed, a->f->result->id) && holds_reals(result);
    if (a->returns_active || (a->f == a->p->root && asks_for_result(a->p->request))) {
        a->return_b = new_local(a, "return_b", unqualified(strip(result)));
        a->return_b->kind = SYM_PARAM;
        a->return_b->companion = true;
        a->return_b->generated = false;
    }
}

/* A derivative of a's function with this name: forward has no by-value companions and no seed. */
Func *make_signature(Adjoint *a, const char *name, bool forward, Type *result, bool is_static)
{
    Func *f = new (Func);
    Types types = {0};
    Syms *params = &a->f->body->params;
    mark_restrict(a);
    for (int i = 0; i < params->n; i++) {
        Sym *s = a->companions.at[i];
        append(&f->params, params->at[i]);
        if (s && !(forward && !is_needed_forward(a->p, params->at[i])))
            append(&f->params, s);
    }
    if (a->return_b && !forward)
        append(&f->params, a->return_b);
    if (a->result_b && forward)
        append(&f->params, a->result_b);
    for (int i = 0; i < f->params.n; i++)
        append(&types, f->params.at[i]->type);
    f->sym = new_sym(SYM_FUNC, name, func_type(result, types));
    f->sym->func = f;
    f->sym->global = true;
    f->sym->defined = true;
    f->sym->storage = is_static ? ST_STATIC : ST_NONE;
    f->unit = a->f->primal->unit;
    return f;
}
