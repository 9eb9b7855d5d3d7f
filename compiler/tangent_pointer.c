/* tangent_pointer.c - tangents of calls through pointers to functions.
 *
 *   y = g(x);    ->    y = call_d(g, x, x_d, &y_d);
 *
 *   static double call_d(double (*function)(double), double a1, double a1_d, double *return_d)
 *   {
 *       if (function == square)
 *           return square_d(a1, a1_d, return_d);
 *       ...
 *
 * The candidates are the functions of that type whose address the program takes; for a function
 * of the library its rule stands in the branch.  What else the pointer may hold stops the run.
 */
#include "tangent.h"

/* A dispatcher under construction. */
typedef struct Dispatch {
    Tangent *t;
    const PointerCall *p;
    Func *f;
    Sym *function;      /* its first parameter: the pointer */
    Syms args, shadows; /* the arguments; their companions, NULL where there is none */
    Sym *result;        /* return_d or NULL */
} Dispatch;

static Sym *add_parameter(Dispatch *d, const char *name, Type *type)
{
    Sym *v = new_sym(SYM_PARAM, intern(name), type);
    v->generated = true;
    append(&d->f->params, v);
    return v;
}

static Sym *add_companion(Dispatch *d, const char *name, Type *type)
{
    Sym *v = add_parameter(d, name, type);
    v->companion = true;
    return v;
}

static void make_parameters(Dispatch *d)
{
    const PointerCall *p = d->p;
    d->function = add_parameter(d, "function", pointer_to(p->type));
    for (int i = 0; i < p->type->params.n; i++) {
        Type *type = without_const(p->type->params.at[i]);
        append(&d->args, add_parameter(d, fmt("a%d", i + 1), type));
        append(&d->shadows,
               bits_has(&p->params, i) ? add_companion(d, fmt("a%d_d", i + 1), type) : NULL);
    }
    if (p->ret)
        d->result = add_companion(d, "return_d", pointer_to(without_const(p->type->base)));
}

/* return value;  or for void:  value; return; */
static void add_return(Dispatch *d, Expr *value, Block *out)
{
    Stmt *s = new_stmt(S_RETURN, value->loc);
    if (strip(d->p->type->base)->kind == T_VOID)
        add_stmt(out, expr_stmt(value));
    else
        s->e[0] = value;
    add_stmt(out, s);
}

static Expr *plain_call(Dispatch *d, Sym *f)
{
    Exprs args = {0};
    for (int i = 0; i < d->args.n; i++)
        append(&args, ref(d->args.at[i]));
    return call(f, args);
}

/* g_d(a1, a1_d, ..., return_d) */
static void call_tangent(Dispatch *d, Context *sub, Block *out)
{
    Exprs args = {0};
    for (int i = 0; i < d->args.n; i++) {
        append(&args, ref(d->args.at[i]));
        if (d->shadows.at[i])
            append(&args, ref(d->shadows.at[i]));
    }
    if (d->result)
        append(&args, ref(d->result));
    add_return(d, call(tangent_in(d->t->activity, sub)->sym, args), out);
}

/* The tangent that the user gave: what carries no derivative has the companion zero, or null. */
static void call_custom(Dispatch *d, Sym *f, Block *out)
{
    const Types *params = &strip(f->type)->params;
    const Given *given = f->given[TANGENT];
    Type *value = strip(f->type)->base;
    Exprs args = {0};
    for (int i = 0; i < d->args.n; i++) {
        append(&args, ref(d->args.at[i]));
        bool pointer = is_pointer(params->at[i]), lacks = given && bits_has(&given->inactive, i);
        if (!carries_reals(params->at[i]))
            continue;
        if (!d->shadows.at[i] && pointer && !lacks)
            error_at(f->loc, "'%s' is called through a pointer with an argument that has no "
                             "derivative, but the tangent given for it wants one; "
                             "say ADCC_USE_TANGENT(..., inactive(...))", f->name);
        append(&args, d->shadows.at[i] ? ref(d->shadows.at[i])
                      : pointer        ? int_const(0)
                                       : zero_of(unqualified(params->at[i])));
    }
    if (carries_reals(value) && d->result) {
        append(&args, ref(d->result));
    } else if (carries_reals(value)) {
        Sym *unused = new_sym(SYM_VAR, intern("unused_d"), without_const(value));
        add_stmt(out, decl_stmt(unused, NULL));
        append(&args, address_of(ref(unused)));
    }
    add_return(d, call(f->custom[TANGENT], args), out);
}

/* *return_d = f_x * a1_d + ...; return f(a1, ...); */
static void call_library(Dispatch *d, Sym *f, Block *out)
{
    const Rule *rule = find_rule(f);
    Expr *value = plain_call(d, f), *sum = zero_of(strip(f->type)->base);
    for (int k = 0; k < rule_arity(rule); k++)
        if (d->shadows.at[k]) {
            Expr *partial = rule_partial(rule, f, k, value->kid + ARGS, value, 0);
            sum = add(sum, chain(partial, ref(d->shadows.at[k])));
        }
    if (d->result)
        add_stmt(out, expr_stmt(assign(deref(ref(d->result)), sum)));
    add_return(d, value, out);
}

/* A candidate without derivative: its value alone. */
static void call_passive(Dispatch *d, Sym *f, Block *out)
{
    if (d->result)
        add_stmt(out, expr_stmt(assign(deref(ref(d->result)), zero_of(d->p->type->base))));
    add_return(d, plain_call(d, f), out);
}

/* if (function == g) ... */
static void add_candidate(Dispatch *d, int i, Block *out)
{
    Sym *f = d->p->candidates.at[i];
    Context *sub = d->p->contexts.at[i];
    Block then = {0}, otherwise = {0};
    if (f->custom[TANGENT] && !f->inactive)
        call_custom(d, f, &then);
    else if (sub && sub->touched)
        call_tangent(d, sub, &then);
    else if (sub || f->inactive || is_passive_library(f))
        call_passive(d, f, &then);
    else if (find_rule(f) && is_pure_library(f))
        call_library(d, f, &then);
    else
        return;
    add_stmt(out, if_stmt(binary(OP_EQ, ref(d->function), ref(f)), then, otherwise));
}

/* The pointer leads to what has no tangent: say so and stop. */
static void add_failure(Unit *unit, Block *out)
{
    Sym *put = library_function(unit, "fputs", "stdio.h", type_int, 0);
    Sym *stop = library_function(unit, "abort", "stdlib.h", type_void, 0);
    Type *text = pointer_to(type_char);
    Expr *message = new_expr(E_STRING, text, (Loc){0}, 0);
    message->text = "\"adcc: a pointer leads to a function without a tangent\\n\"";
    add_stmt(out, expr_stmt(call_n(put, 2, message, text_expr("stderr", pointer_to(type_void)))));
    add_stmt(out, expr_stmt(call_n(stop, 0)));
}

/* The function without its body. */
static void declare_dispatcher(Dispatch *d)
{
    Func *f = d->f;
    Types types = {0};
    Activity *a = d->t->activity;
    f->unit = d->t->func->unit;
    f->loc = d->t->func->loc;
    make_parameters(d);
    for (int i = 0; i < f->params.n; i++)
        append(&types, f->params.at[i]->type);
    f->sym = new_sym(SYM_FUNC, free_name(a->names, "call_d"), func_type(d->p->type->base, types));
    f->sym->func = f;
    f->sym->storage = ST_STATIC;
    f->sym->global = f->sym->defined = f->sym->generated = true;
    f->sym->unit = f->unit;
    append(a->dispatchers, f);
}

static void fill_dispatcher(Dispatch *d)
{
    Func *f = d->f;
    for (int i = 0; i < d->p->candidates.n; i++)
        add_candidate(d, i, &f->body);
    add_failure(f->unit, &f->body);
    unhide_globals(f);
}

/* What the dispatchers were made for. */
typedef struct Made {
    PointerCall call;
    Func *func;
    Bits globals;
} Made;
VEC(Made, Mades);

Func *dispatcher_of(Tangent *t, const PointerCall *p)
{
    static Mades made; /* in this run */
    for (int i = 0; i < made.n; i++) {
        Made *m = &made.at[i];
        if (same_type(m->call.type, p->type) && m->call.ret == p->ret &&
            bits_equal(&m->call.params, &p->params) &&
            bits_equal(&m->globals, &t->activity->globals))
            return m->func;
    }
    Dispatch d = {.t = t, .p = p, .f = new (Func)};
    Made m = {*p, d.f, {0}};
    bits_copy(&m.globals, &t->activity->globals);
    declare_dispatcher(&d);
    append(&made, m); /* before its candidates are made, which may call it */
    fill_dispatcher(&d);
    return d.f;
}
