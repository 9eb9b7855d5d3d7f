/* inline.c - calls of functions that are one costly expression become that expression.
 *
 *     static double sigmoid(double x) { return 1.0 / (1.0 + exp(-x)); }
 *     gate = sigmoid(a * b);                      ->      gate = 1.0 / (1.0 + exp(-(a * b)));
 *
 * The reverse sweep of a function of its own would compute the exponential again; here costly.c
 * gives it a name, and save.c decides.  A function that is cheap stays what it is in the source.
 */
#include "reverse.h"

enum { LONGEST = 30 }; /* nodes of the expression */

typedef struct Inline {
    Program *p;
    Map names;   /* taken in the caller */
    Block out;   /* what stands before the statement at hand */
    bool changed;
} Inline;

typedef struct Body {
    const Func *f;
    int nodes;
    bool costly, plain; /* calls of the math library, and nothing that is not pure */
} Body;

static Walk look_at_node(Expr *e, void *context)
{
    Body *b = context;
    b->nodes++;
    if (e->kind == E_CALL) {
        const Sym *f = callee_sym(e);
        b->plain &= f && find_rule(f) && !custom_adjoint(e) && is_real_floating(e->type);
        b->costly = true;
    }
    b->plain &= e->kind != E_STMT && e->kind != E_COMPOUND && !is_volatile(e->type);
    return b->plain ? WALK_ON : WALK_STOP;
}

/* e of a function that is  { return e; }  and costs something; else NULL */
static Expr *value_of_function(const Func *f)
{
    const Stmt *s = f->body.first;
    Body b = {f, 0, false, true};
    if (f->opaque || f->sym->type->variadic || f->knr || !s || s->next || s->kind != S_RETURN ||
        !s->e[0] || !is_real_floating(strip(s->e[0]->type)))
        return NULL;
    walk_expr(s->e[0], look_at_node, &b);
    bool same = same_type(s->e[0]->type, f->sym->type->base);
    return b.plain && b.costly && b.nodes <= LONGEST && same && is_pure(s->e[0]) ? s->e[0] : NULL;
}

typedef struct Count {
    const Sym *sym;
    int n;
} Count;

static Walk count_ref(Expr *e, void *context)
{
    Count *c = context;
    c->n += e->kind == E_REF && e->u.sym == c->sym;
    return WALK_ON;
}

typedef struct Put {
    const Syms *params;
    Exprs values;
} Put;

static Expr *put_value(Expr *e, void *context)
{
    const Put *put = context;
    for (int i = 0; e->kind == E_REF && i < put->params->n; i++)
        if (put->params->at[i] == e->u.sym)
            return clone_expr(put->values.at[i], NULL);
    return e;
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL ? WALK_STOP : WALK_ON;
}

/* Would C compilers work out a function of the library, and round otherwise than it does? */
static bool folds(const Expr *arg, const Expr *e)
{
    bool constant = arg->kind == E_FLOAT || arg->kind == E_INT || arg->has_value;
    return constant && !walk_expr((Expr *)e, find_call, NULL);
}

/* What stands for a parameter: the argument, or a variable that holds it. */
static Expr *value_of_param(Inline *k, Sym *param, Expr *arg, const Expr *e)
{
    Count c = {param, 0};
    walk_expr((Expr *)e, count_ref, &c);
    const Expr *core = skip_conv(arg);
    bool atom = core->kind == E_REF || core->kind == E_INT || core->kind == E_FLOAT;
    if (same_type(arg->type, param->type) && (c.n < 2 || (atom && core == arg)))
        return same_type(core->type, param->type) ? arg /* else a conversion that is not written */
                                                  : cast(unqualified(param->type), (Expr *)core);
    const char *name = param->source_name ? param->source_name : param->name;
    Sym *v = new_sym(SYM_VAR, free_name(&k->names, name), unqualified(param->type));
    v->generated = true;
    Stmt *s = decl_stmt(v, arg);
    s->loc = arg->loc;
    add_stmt(&k->out, s);
    return ref(v);
}

/* The value of the call, or NULL if it stays a call. */
static Expr *value_of_call(Inline *k, Expr *call)
{
    Sym *callee = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    if (!callee || !callee->func || callee->custom[ADJOINT] || callee->inactive ||
        find_rule(callee))
        return NULL;
    Func *f = lowered_function(k->p, callee->func);
    Expr *e = value_of_function(f);
    if (!e || f->params.n != call->nkid - ARGS)
        return NULL;
    Put put = {.params = &f->params};
    for (int i = 0; i < f->params.n; i++)
        if (is_record(f->params.at[i]->type) || is_volatile(f->params.at[i]->type) ||
            folds(skip_conv(call->kid[ARGS + i]), e))
            return NULL;
    for (int i = 0; i < f->params.n; i++)
        append(&put.values, value_of_param(k, f->params.at[i], call->kid[ARGS + i], e));
    k->changed = true;
    return rewrite_expr(clone_expr(e, NULL), put_value, &put);
}

static void inline_in(Inline *k, Expr **slot)
{
    Expr *call = *slot ? call_of(*slot) : NULL;
    Expr *value = value_of_call(k, call);
    for (; value && *slot != call; slot = &(*slot)->kid[0])
        ;
    if (value)
        *slot = value;
}

static Block inline_stmt(Stmt *s, void *context)
{
    Inline *k = context;
    k->out = (Block){0};
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (v && !v->global && v->storage != ST_STATIC && is_scalar(v->type))
        inline_in(k, &v->init);
    else if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        inline_in(k, &s->e[0]->kid[RHS]);
    return join(k->out, block_of(s));
}

/* In normal form, and leaves it.  Traps and counts of kinks name the lines of the function. */
void inline_values(Program *p, Func *f)
{
    Inline k = {.p = p};
    if (options.no_inline || options.trap || options.kinks)
        return;
    k.names = names_in(f);
    replace_stmts(&f->body, inline_stmt, &k);
}
