/* tangent.c - forward mode: f_d is f with a tangent statement before each real assignment.
 *
 *   double f(double x)          double f_d(double x, double x_d, double *return_d)
 *   {                           {
 *       double y = x * x;           double y_d = 2.0 * x * x_d;
 *                                   double y = x * x;
 *       return sin(y);              *return_d = cos(y) * y_d;
 *   }                               return sin(y);
 *                               }
 *
 * Works on the normal form (lower.c): one side effect a statement.  Control flow is copied, so
 * the branch taken is the one differentiated.  Every variable that carries derivatives
 * (tangent_activity.c) has a companion of its type declared beside it; companions of pointers
 * move in step.  A tangent is computed from the values before the assignment and stands before
 * it.  One tangent is made for each function and pattern of active parameters.
 */
#include "tangent.h"
#include "kinks.h"
#include "trace.h"

#include <string.h>

static void tangent_stmts(Tangent *t, Block in, Block *out);

static Block tangent_block(Tangent *t, Block in)
{
    Block out = {0}, *before = t->before;
    tangent_stmts(t, in, &out);
    t->before = before;
    return out;
}

/* ------------------------------------------------------------ assignments */

/* v op= e for reals, op being one of + - * /; v_d is the shadow of v. */
static Stmt *tangent_of_update(Tangent *t, Expr *e, Expr *v_d)
{
    Expr *v = e->kid[LHS], *d = tangent_value(t, &e->kid[RHS]);
    if (e->op == OP_ADD || e->op == OP_SUB) {
        if (e->kid[RHS]->structural || is_zero(d))
            return NULL;
        return expr_stmt(assign_op(e->op, v_d, d));
    }
    if (e->op != OP_MUL && e->op != OP_DIV) {
        error_at(e->loc, "'%s' cannot be differentiated; write it with + - * /", expr_str(e));
        return NULL;
    }
    if (e->op == OP_MUL && same_expr(v, e->kid[RHS]))
        return expr_stmt(assign(v_d, mul(mul(float_const(2.0, v->type), clone_expr(v, NULL)), d)));
    Expr *u = value_again(t, &e->kid[RHS]);
    if (is_zero(d))
        return expr_stmt(assign_op(e->op, v_d, u));
    Expr *old = clone_expr(v, NULL), *old_d = clone_expr(v_d, NULL);
    if (e->op == OP_MUL)
        return expr_stmt(assign(v_d, add(mul(old_d, u), mul(old, d))));
    Expr *quotient = divide(old, clone_expr(u, NULL));
    return expr_stmt(assign(v_d, divide(sub(old_d, mul(quotient, d)), u)));
}

/* The statement for the shadow of an assignment of any type; NULL if there is none. */
static Stmt *tangent_of_assign(Tangent *t, Expr *e)
{
    Expr *lhs = e->kid[LHS];
    if (!carries(t, lhs))
        return NULL;
    Expr *shadow = tangent_path(t, lhs);
    if (!shadow) {
        error_at(lhs->loc, "'%s' cannot be differentiated; use a variable, an element or a member",
                 expr_str(lhs));
        return NULL;
    }
    if (is_real(lhs->type) && e->op != OP_NONE)
        return tangent_of_update(t, e, shadow);
    if (e->op != OP_NONE && is_character(lhs->type)) {
        error_at(e->loc, "'%s' changes the bits of data that carries derivatives; use the "
                         "operators of its type", expr_str(e));
        return NULL;
    }
    if (e->op != OP_NONE)
        return expr_stmt(assign_op(e->op, shadow, clone_expr(e->kid[RHS], NULL)));
    Expr *value = any_tangent(t, &e->kid[RHS], shadow->type);
    return same_expr(shadow, value) ? NULL : expr_stmt(assign(shadow, value));
}

static Walk find_active_call(Expr *e, void *context)
{
    return e->kind == E_CALL && carries(context, e) ? WALK_STOP : WALK_ON;
}

/* v = c ? a : b  whose branches share values with their tangents: as if (c) v = a; else v = b; */
static Stmt *as_if(Tangent *t, Stmt *s)
{
    Expr *e = s->e[0];
    if (e->kind != E_ASSIGN || e->op != OP_NONE || e->kid[RHS]->kind != E_COND)
        return NULL;
    Expr *choice = e->kid[RHS];
    if (!is_real(e->kid[LHS]->type) || !carries(t, e->kid[LHS]) ||
        walk_expr(choice, find_active_call, t))
        return NULL;
    Stmt *then = expr_stmt(assign(clone_expr(e->kid[LHS], NULL), choice->kid[THEN]));
    Stmt *otherwise = expr_stmt(assign(e->kid[LHS], choice->kid[ELSE]));
    then->loc = otherwise->loc = s->loc;
    return if_stmt(choice->kid[COND], block_of(then), block_of(otherwise));
}

static void tangent_expr_stmt(Tangent *t, Stmt *s, Block *out)
{
    Expr *e = s->e[0];
    bool assigns = e->kind == E_ASSIGN;
    Expr **rhs = assigns ? &e->kid[RHS] : &s->e[0];
    Expr *made = call_of(*rhs);
    Stmt *choice = as_if(t, s);
    if (choice) {
        tangent_stmts(t, block_of(choice), out);
        return;
    }
    if (made && made->kind == E_CALL) {
        tangent_call(t, s, rhs, assigns ? e->kid[LHS] : NULL, out);
        return;
    }
    Stmt *tangent = assigns ? tangent_of_assign(t, e) : NULL;
    if (tangent)
        add_stmt(out, tangent);
    add_stmt(out, s);
}

/* ------------------------------------------------------------ declarations */

static bool is_vla(Type *type)
{
    for (type = strip(type); is_array(type); type = strip(type->base))
        if (type->count == COUNT_VLA)
            return true;
    return false;
}

/* Has the struct no name by which its shadow could be declared separately? */
static bool is_anonymous(Type *type)
{
    Type *t = element_type(type);
    while (is_pointer(t))
        t = element_type(strip(t)->base);
    Tag *tag = is_record(t) && t->kind != T_TYPEDEF ? strip(t)->tag : NULL;
    return tag && !tag->name && !tag->typedef_name;
}

/* The initialiser of the companion of v. */
static Expr *shadow_init(Tangent *t, Sym *v)
{
    Type *type = without_const(unqualified(v->type));
    if (v->init && v->init->kind == E_INIT)
        return tangent_init(t, v->init, type);
    Expr *value =
        v->init && v->init->kind != E_STRING ? any_tangent(t, &v->init, type) : zero_of(type);
    return value->kind == E_COMPOUND && is_zero(value) ? value->kid[0] : value;
}

/* memset(v_d, 0, sizeof v_d); */
static Stmt *clear(Tangent *t, Sym *shadow)
{
    Type *untyped = pointer_to(type_void);
    Sym *set = library_function(t->func->unit, "memset", "string.h", untyped, 3, untyped, type_int,
                                type_ulong);
    return expr_stmt(call_n(set, 3, ref(shadow), int_const(0), unary(OP_SIZEOF, ref(shadow))));
}

/* One variable, which carries derivatives. */
static void tangent_of_variable(Tangent *t, Stmt *s, Sym *v, Block *out)
{
    Sym *shadow = companion(t, v);
    bool together = s->tags.n > 0 || is_anonymous(v->type);
    shadow->init = is_vla(v->type) ? NULL : shadow_init(t, v);
    if (together)
        append(&s->decls, shadow);
    else
        add_stmt(out, decl_stmt(shadow, shadow->init));
    if (is_vla(v->type))
        add_stmt(out, clear(t, shadow));
}

static void tangent_decl(Tangent *t, Stmt *s, Block *out)
{
    int n = s->decls.n;
    Sym *only = n == 1 ? s->decls.at[0] : NULL;
    Expr *made = only && only->init ? call_of(only->init) : NULL;
    if (made && made->kind == E_CALL) {
        tangent_call(t, s, &only->init, ref(only), out);
        return;
    }
    for (int i = 0; i < n; i++)
        if (!s->decls.at[i]->global && may_carry(s->decls.at[i]->type) &&
            has_tangent(t, s->decls.at[i]))
            tangent_of_variable(t, s, s->decls.at[i], out);
    add_stmt(out, s);
}

/* ------------------------------------------------------------ control */

/* return e;  ->  *return_d = e_d; return e; */
static void tangent_return(Tangent *t, Stmt *s, Block *out)
{
    if (t->result && s->e[0]) {
        Expr *target = deref(ref(t->result));
        Expr *value = any_tangent(t, &s->e[0], target->type);
        add_stmt(out, expr_stmt(assign(target, value)));
    }
    add_stmt(out, s);
}

static bool declares_active(Tangent *t, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && carries(t, s->e[0]->kid[LHS]))
            return true;
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            if (has_tangent(t, s->decls.at[i]))
                return true;
    }
    return false;
}

/* A call whose value nobody takes has no place for its tangent in the head of a for. */
static void refuse_bare_calls(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_EXPR && call_of(s->e[0]) && call_of(s->e[0])->kind == E_CALL &&
            callee_sym(call_of(s->e[0])) && callee_sym(call_of(s->e[0]))->func)
            error_at(s->loc, "a call in the head of a for is not differentiated yet; "
                             "move it into the body or before the loop");
}

/* A loop whose variable carries derivatives has its start before it; the step may hold no
 * declarations. */
static void tangent_for(Tangent *t, Stmt *s, Block *out)
{
    if (declares_active(t, s->body[INIT])) {
        tangent_stmts(t, s->body[INIT], out);
        s->body[INIT] = (Block){0};
    }
    Block step = {0}, *before = t->before;
    t->before = NULL;
    refuse_bare_calls(s->body[INIT]);
    refuse_bare_calls(s->body[STEP]);
    for (Stmt *p = s->body[STEP].first, *next; p; p = next) {
        next = p->next;
        p->next = NULL;
        bool assigns = p->kind == S_EXPR && p->e[0]->kind == E_ASSIGN;
        if (assigns && call_of(p->e[0]->kid[RHS]) && carries(t, p->e[0]->kid[LHS]))
            error_at(p->loc, "a call in the step of a loop is not differentiated; move it "
                             "to the end of the body");
        Stmt *tangent = assigns ? tangent_of_assign(t, p->e[0]) : NULL;
        if (tangent)
            add_stmt(&step, tangent);
        add_stmt(&step, p);
    }
    t->before = before;
    s->body[STEP] = step;
    s->body[BODY] = tangent_block(t, s->body[BODY]);
    add_stmt(out, s);
}

static bool is_mark(const Stmt *s)
{
    return s && (s->kind == S_CASE || s->kind == S_DEFAULT || s->kind == S_LABEL);
}

/* What stands in a switch before its first case does not run, and compilers say so. */
static void leave_values_out(Block body)
{
    for (Stmt *s = body.first; s && !is_mark(s); s = s->next)
        for (int i = 0; i < s->decls.n; i++)
            if (s->decls.at[i]->primal && s->decls.at[i]->storage != ST_STATIC)
                s->decls.at[i]->init = NULL;
}

static void tangent_stmt(Tangent *t, Stmt *s, Block *out)
{
    working_on("tangent", s->loc);
    switch (s->kind) {
    case S_EXPR:
        tangent_expr_stmt(t, s, out);
        return;
    case S_DECL:
        tangent_decl(t, s, out);
        return;
    case S_RETURN:
        tangent_return(t, s, out);
        return;
    case S_FOR:
        tangent_for(t, s, out);
        return;
    case S_OPAQUE:
        add_stmt(out, s);
        return;
    default:
        for (int i = 0; i < 3; i++)
            s->body[i] = tangent_block(t, s->body[i]);
        if (s->kind == S_SWITCH)
            leave_values_out(s->body[BODY]);
        add_stmt(out, s);
    }
}

/* Differentiates statement by statement into 'out'. */
static void tangent_stmts(Tangent *t, Block in, Block *out)
{
    for (Stmt *s = in.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Block group = {0};
        Traced of = traced(s);
        start_statement(t, &group);
        tangent_stmt(t, s, &group);
        group = trace_tangent(&of, t->result, group);
        if (is_mark(out->last) && group.first && group.first->kind == S_DECL)
            add_stmt(out, new_stmt(S_NULL, s->loc)); /* no declaration right after a label */
        *out = join(*out, group);
    }
    t->before = NULL;
}

/* ------------------------------------------------------------ functions */

/* Undoes what the normal form did to parameters that are assigned: here  x  and  x_d  may change
 * together. */
typedef struct Merge {
    Sym *local, *parameter;
} Merge;

static Expr *merge_reference(Expr *e, void *context)
{
    Merge *merge = context;
    if (e->kind == E_REF && e->u.sym == merge->local)
        e->u.sym = merge->parameter;
    return e;
}

static void merge_parameters(Func *f)
{
    Block body = {0};
    for (Stmt *s = f->body.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        Sym *p = v && v->init ? ref_sym(v->init) : NULL;
        if (!p || p->kind != SYM_PARAM || !p->source_name || !str_eq(p->source_name, v->name)) {
            add_stmt(&body, s);
            continue;
        }
        Merge merge = {v, p};
        p->name = v->name;
        p->source_name = NULL;
        p->address_taken = v->address_taken;
        Block rest = {next, f->body.last};
        if (next)
            rewrite_block(rest, merge_reference, &merge);
    }
    f->body = body;
}

Func *normal_form_of(Activity *a, Func *f)
{
    Func *made = map_get(a->lowered, f);
    if (made)
        return made;
    drop_pragmas(f);
    made = clone_func(f, f->sym->name, NULL);
    map_set(a->lowered, f, made);
    if (f->opaque) {
        error_at(f->opaque_loc, "'%s' cannot be differentiated: %s", f->sym->name, why_opaque(f));
        return made;
    }
    lower_variable_arguments(made);
    lower_vector_calls(made);
    lower_func(made);
    spread_vectors(made);
    name_array_literals(made);
    lower_searches(made);
    lower_allocators(made);
    find_nonzero_roots(made);
    Loc where = {0};
    const char *violation = normal_form_violation(made, &where);
    if (violation && !refuse_jumps(made))
        error_at(where, "%s, which is not differentiated; make it a statement of its own",
                 violation);
    made->opaque = violation != NULL;
    merge_parameters(made);
    return made;
}

/* Gives the copies of the local variables the ids under which the analysis knows them. */
static Walk keep_ids(Stmt *s, void *context)
{
    Map *copies = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *copy = map_get(copies, s->decls.at[i]);
        if (copy)
            copy->id = s->decls.at[i]->id;
    }
    return WALK_ON;
}

/* The companions among the parameters, and return_d. */
static void make_parameters(Tangent *t)
{
    Func *f = t->func;
    Syms params = {0};
    Types types = {0};
    for (int i = 0; i < f->params.n; i++) {
        append(&params, f->params.at[i]);
        if (bits_has(&t->context->params, i))
            append(&params, companion(t, f->params.at[i]));
    }
    Type *returned = strip(f->sym->type)->base;
    if (t->context->ret) {
        const char *name = free_name(&t->taken, "return_d");
        if (!str_eq(name, "return_d") && t->context->root)
            warn_at(f->loc, "name-conflict",
                    "'return_d' is taken: the tangent of the value is '%s'", name);
        t->result = new_sym(SYM_PARAM, name, pointer_to(without_const(unqualified(returned))));
        t->result->generated = t->result->companion = true;
        append(&params, t->result);
    }
    f->params = params;
    for (int i = 0; i < params.n; i++)
        append(&types, params.at[i]->type);
    f->sym->type = func_type(returned, types);
}

static Walk note_used(Expr *e, void *context)
{
    if (e->kind == E_REF)
        map_set(context, e->u.sym, e);
    return WALK_ON;
}

/* (void)x_d; for companions that nothing needs. */
static void mention_unused(Func *f)
{
    Map used = {0};
    Block all = {0};
    walk_block(f->body, NULL, note_used, &used);
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        if (v->primal && !map_has(&used, v))
            add_stmt(&all, expr_stmt(cast(type_void, ref(v))));
    }
    f->body = join(all, f->body);
}

/* Declares companions for parameters by value that carry derivatives only inside. */
static void declare_inner_companions(Tangent *t, Block *out)
{
    Syms *params = &t->context->func->params;
    int next = 0;
    for (int i = 0; i < params->n; i++) {
        Sym *v = t->func->params.at[next++];
        if (bits_has(&t->context->params, i)) {
            next++;
            continue;
        }
        if (!has_tangent(t, v))
            continue;
        Sym *shadow = companion(t, v);
        shadow->kind = SYM_VAR;
        Expr *zero = zero_of(shadow->type);
        add_stmt(out, decl_stmt(shadow, zero->kind == E_COMPOUND ? zero->kid[0] : zero));
    }
}

static Func *copy_of_normal_form(Context *c, const char *name)
{
    Map copies = {0};
    Func *f = clone_func(c->func, name, &copies);
    for (int i = 0; i < f->params.n; i++)
        f->params.at[i]->id = c->func->params.at[i]->id;
    walk_block(c->func->body, keep_ids, NULL, &copies);
    f->sym->func = f;
    f->sym->custom[TANGENT] = f->sym->custom[ADJOINT] = NULL;
    f->sym->annotations = (Annotations){0};
    f->sym->generated = true;
    f->sym->storage = c->root ? ST_NONE : ST_STATIC;
    f->sym->inlined = false;
    f->sym->primal = c->func->sym;
    f->knr = false;
    return f;
}

/* Has another request got this name? */
static bool is_given(const Activity *a, const char *name)
{
    for (int i = 0; i < a->done->n; i++) {
        const Context *c = a->done->at[i];
        if (c->root && c->made && str_eq(c->made->sym->name, name))
            return true;
    }
    return false;
}

/* f_d for a request, where the source leaves it free; a callee keeps off the names that are
 * promised. */
static const char *function_name(Activity *a, Context *c)
{
    const char *promised = intern(fmt(a->directions ? "%s_dv" : "%s_d", c->func->sym->name));
    if (c->root && !map_has(a->source_names, promised) && !is_given(a, promised)) {
        map_set(a->names, promised, (void *)promised);
        return promised;
    }
    if (map_has(a->promised, promised))
        map_set(a->names, promised, (void *)promised);
    const char *name = free_name(a->names, promised);
    if (c->root)
        warn_at(c->func->loc, "name-conflict", "'%s' is taken: the tangent of '%s' is '%s'",
                promised, c->func->sym->name, name);
    return name;
}

/* The same tangent, made for an earlier request. */
static Func *made_before(Activity *a, Context *c)
{
    for (int i = 0; i < a->done->n; i++) {
        Context *old = a->done->at[i];
        if (old->func == c->func && old->ret == c->ret && bits_equal(&old->params, &c->params) &&
            bits_equal(&old->globals, &a->globals) && (old->root || !c->root) &&
            bits_equal(&old->cleared, &c->cleared))
            return old->made;
    }
    return NULL;
}

static bool is_active_in_union(void *context, const Expr *e)
{
    return carries(context, (Expr *)e);
}

static void check_context_unions(Activity *a, Context *c)
{
    Tangent t = {.activity = a, .context = c};
    a->unions.is_active = is_active_in_union;
    a->unions.context = &t;
    check_unions(&a->unions, c->func->body);
}

static bool value_flows(const Flow *flow, const Expr *e)
{
    return carries(flow->context, (Expr *)e);
}

Func *tangent_in(Activity *a, Context *c)
{
    if (!c->made) {
        check_context_unions(a, c);
        c->made = made_before(a, c);
    }
    if (c->made)
        return c->made;
    bits_copy(&c->globals, &a->globals);
    append(a->done, c);
    c->made = copy_of_normal_form(c, function_name(a, c));
    Tangent t = {.activity = a, .context = c, .func = c->made, .taken = names_in(c->func)};
    Block body = {0};
    make_parameters(&t);
    if (c->made->opaque)
        return c->made;
    refuse_bits(&t, c->made->body);
    refuse_numbers_as_text_in(&t, c->made->body);
    refuse_statics(c->func);
    declare_inner_companions(&t, &body);
    if (options.kinks)
        add_kinks(&(Flow){value_flows, &t}, &c->made->body);
    tangent_stmts(&t, c->made->body, &body);
    c->made->body = join(clear_globals(&t), body);
    mention_unused(c->made);
    unhide_globals(c->made);
    return c->made;
}

/* ------------------------------------------------------------ requests */

/* A parameter without companion: where is it read so that it matters? */
typedef struct Blocked {
    Context *context;
    Sym *v;
    Loc read;
} Blocked;

static bool is_blocked_target(const Blocked *b, Expr *e)
{
    while (e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CONV ||
           (e->kind == E_UNARY && e->op == OP_DEREF))
        e = e->kid[0];
    for (int i = bits_next(&b->context->blocked, 0); i >= 0;
         i = bits_next(&b->context->blocked, i + 1))
        if (ref_sym(e) == b->context->func->params.at[i])
            return true;
    return false;
}

/* Is the value of e put where derivatives are kept? */
static Walk find_read(Stmt *s, void *context)
{
    Blocked *b = context;
    Expr *e = s->e[0];
    bool reads = false;
    if (s->kind == S_EXPR && e->kind == E_ASSIGN) {
        bool matters = call_of(e->kid[RHS]) ||
                       (!is_blocked_target(b, e->kid[LHS]) && may_carry(e->kid[RHS]->type));
        reads = matters && expr_mentions(e->kid[RHS], b->v);
    } else if (s->kind == S_EXPR) {
        Expr *made = call_of(e);
        reads =
            made && made->kind == E_CALL && call_kind(made) != CALL_PASSIVE &&
            expr_mentions(e, b->v);
    } else if (s->kind == S_RETURN) {
        reads = b->context->ret && expr_mentions(e, b->v);
    }
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        reads |= may_carry(s->decls.at[i]->type) && expr_mentions(s->decls.at[i]->init, b->v);
    if (reads)
        b->read = s->loc;
    return reads ? WALK_STOP : WALK_ON;
}

/* A parameter without companion may be written, but nothing that depends on wrt may come back from
 * it. */
static void check_blocked(Context *c)
{
    for (int i = bits_next(&c->blocked, 0); i >= 0; i = bits_next(&c->blocked, i + 1)) {
        Blocked b = {.context = c, .v = c->func->params.at[i]};
        if (walk_block(c->func->body, find_read, NULL, &b))
            continue;
        error_at(b.v->loc,
                 "'%s' carries derivatives between the variables of wrt and of, but is in neither: "
                 "add it to one of them, or say ADCC_INACTIVE",
                 b.v->name);
        note_at(b.read, "it is read here");
    }
}

/* Enters the names of wrt or of. */
static void enter_active(Activity *a, const Request *r, const Actives *names, Bits *params,
                         bool *ret)
{
    for (int i = 0; i < names->n; i++) {
        Sym *v = names->at[i].sym;
        if (!v)
            *ret = true;
        for (int k = 0; v && k < r->func->params.n; k++)
            if (v == r->func->params.at[k] ||
                (v->kind == SYM_PARAM && v->name == r->func->params.at[k]->name))
                bits_add(params, k);
        if (v && v->global)
            bits_add(&a->globals, v->id);
    }
}

static void promise(Map *promised, const char *name)
{
    map_set(promised, intern(fmt("%s_d", name)), promised);
    map_set(promised, intern(fmt("%s_dv", name)), promised);
}

/* Every name of the form f_d that an annotation or option asks for. */
static void promise_names(Units *program, Map *promised)
{
    for (int i = 0; i < program->n; i++) {
        Funcs *funcs = &program->at[i]->funcs;
        for (int k = 0; k < funcs->n; k++) {
            Sym *v = funcs->at[k]->sym;
            for (int j = 0; j < v->annotations.n; j++)
                if (starts_with(v->annotations.at[j].text, "tangent:"))
                    promise(promised, v->name);
        }
    }
    for (int i = 0; i < options.tangents.n; i++) {
        const char *text = options.tangents.at[i].text;
        if (starts_with(text, "tangent:"))
            text += strlen("tangent:");
        text += strspn(text, " \t");
        promise(promised, fmt("%.*s", (int)strcspn(text, " \t("), text));
    }
}

/* "x, y" */
static const char *listed_names(const Actives *names)
{
    const char *text = "";
    for (int i = 0; i < names->n; i++)
        text = fmt("%s%s%s", text, i ? ", " : "",
                   names->at[i].sym ? names->at[i].sym->name : "the value");
    return *text ? text : "nothing";
}

/* Finds what is active.  A root that clears companions cannot be what it calls itself. */
static Context *analyse_request(Activity *a, Func *f, const Bits *params, bool ret)
{
    Bits listed = {0};
    bits_copy(&listed, &a->globals);
    for (;;) {
        Context *root = find_context(a, f, params, ret);
        root->root = true;
        analyse_activity(a);
        bits_copy(&root->cleared, &a->globals);
        for (int i = bits_next(&listed, 0); i >= 0; i = bits_next(&listed, i + 1))
            bits_remove(&root->cleared, i);
        if (!root->called || bits_empty(&root->cleared) || a->own_root)
            return root;
        a->own_root = true;
        a->contexts = (Contexts){0};
        bits_copy(&a->globals, &listed);
    }
}

/* Callers may set and read the companions of what is listed, whether or not f uses it. */
static void define_listed_companions(Activity *a, Context *root, const Actives *listed)
{
    Tangent t = {.activity = a, .context = root, .func = root->made};
    for (int i = 0; i < listed->n; i++) {
        Sym *v = listed->at[i].sym;
        if (v && v->global && v->storage != ST_STATIC)
            companion(&t, v);
    }
}

/* What requests of as many directions share is found by. */
static const void *directions_key(const Request *request)
{
    return intern(fmt("%ld", request->directions));
}

Funcs tangent_of(Request *request, Units *program, Map *taken, Syms *shadows)
{
    static Map lowered, source_names, promised; /* shared by the requests of a run */
    static Map done_by_directions;
    Contexts *done = map_get(&done_by_directions, directions_key(request));
    if (!done) {
        done = new (Contexts);
        map_set(&done_by_directions, directions_key(request), done);
    }
    static Syms pointed;
    Funcs dispatchers = {0};
    if (source_names.n == 0) {
        find_pointed(program, &pointed);
        source_names = names_at_file_scope(program);
        promise_names(program, &promised);
    }
    Activity a = {.program = program,
                  .lowered = &lowered,
                  .names = taken,
                  .source_names = &source_names,
                  .promised = &promised,
                  .done = done,
                  .directions = request->directions,
                  .shadows = shadows,
                  .pointed = &pointed,
                  .dispatchers = &dispatchers};
    Funcs made = {0};
    Bits params = {0};
    bool ret = false;
    int before = done->n;
    Func *f = normal_form_of(&a, request->func);
    if (f->opaque)
        return made;
    enter_active(&a, request, &request->wrt, &params, &ret);
    enter_active(&a, request, &request->of, &params, &ret);
    Context *root = analyse_request(&a, f, &params, ret);
    check_blocked(root);
    check_global_pointers(&a, root);
    check_assembly(&a);
    Func *top = tangent_in(&a, root);
    define_listed_companions(&a, root, &request->wrt);
    define_listed_companions(&a, root, &request->of);
    request->made = top;
    top->comment = fmt("Tangent of %s: derivatives of %s with respect to %s.", f->sym->name,
                       listed_names(&request->of), listed_names(&request->wrt));
    for (int i = 0; i < dispatchers.n; i++)
        append(&made, dispatchers.at[i]);
    for (int i = done->n - 1; i >= before; i--)
        append(&made, done->at[i]->made);
    add_functions_with_arrays(&made, taken);
    return made;
}
