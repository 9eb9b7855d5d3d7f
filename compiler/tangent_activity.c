/* tangent_activity.c - which variables carry derivatives, for tangent mode.
 *
 *   double f(double x, int n) { double s = 0; double c = n; s += c * x; return s; }
 *       with x active: s is (assigned from x), c is not.
 *
 * Flow-insensitive and over the whole program: a variable that holds or leads to reals is active if
 * it is ever assigned from something active; pointers that are assigned to one another are active
 * together.  A function is analysed once for each pattern of active arguments (Context), until
 * nothing changes.  ADCC_INACTIVE on a variable, field or function stops it.
 */
#include "tangent.h"

#include <string.h>

/* ------------------------------------------------------------ types */

bool is_real(Type *t)
{
    return is_real_floating(t) || is_complex(t);
}

static bool may_carry_within(Type *t, int depth)
{
    t = strip(t);
    if (is_real(t) || is_character(t) || t->kind == T_VECTOR)
        return true;
    if (depth == 0)
        return false;
    if (is_pointer(t))
        return strip(t->base)->kind == T_VOID ||
               is_record(t->base) || /* it may be the first member of more */
               may_carry_within(t->base, depth - 1);
    if (is_array(t))
        return may_carry_within(t->base, depth);
    if (!is_record(t))
        return false;
    for (int i = 0; i < t->tag->fields.n; i++)
        if (may_carry_within(t->tag->fields.at[i]->type, depth - 1))
            return true;
    return false;
}

bool may_carry(Type *t)
{
    enum { DEPTH = 6 }; /* of pointers and structs, as types may contain themselves */
    return may_carry_within(t, DEPTH);
}

/* Does a value of the type hold a pointer through which reals are reached? */
static bool holds_pointers(Type *t)
{
    t = strip(t);
    if (is_pointer(t))
        return may_carry(t);
    if (is_array(t))
        return holds_pointers(t->base);
    if (!is_record(t))
        return false;
    for (int i = 0; i < t->tag->fields.n; i++)
        if (holds_pointers(t->tag->fields.at[i]->type))
            return true;
    return false;
}

/* ------------------------------------------------------------ kinds of calls */

Memory memory_kind(Sym *function)
{
    static const struct {
        const char *name;
        Memory kind;
    } known[] = {
        {"malloc", MEM_MALLOC},      {"aligned_alloc", MEM_ALIGNED},
        {"memalign", MEM_ALIGNED},   {"adcc_memalign", MEM_ALIGNED},
        {"alloca", MEM_ALLOCA},
        {"calloc", MEM_CALLOC},      {"realloc", MEM_REALLOC},
        {"free", MEM_FREE},          {"memcpy", MEM_COPY},
        {"memmove", MEM_COPY},       {"memset", MEM_SET},
        {"qsort", MEM_SORT},         {"__memcpy_chk", MEM_COPY},
        {"__memmove_chk", MEM_COPY}, {"__memset_chk", MEM_SET},
    };
    if (function->allocator)
        return function->allocator->releases ? MEM_FREE : MEM_OWN;
    if (function->func || function->defined)
        return MEM_NONE;
    const char *name = function->name;
    if (starts_with(name, "__builtin_"))
        name += strlen("__builtin_");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(known[i].name, name))
            return known[i].kind;
    return MEM_NONE;
}

const Rule *rule_of_call(Expr *call)
{
    Sym *v = callee_sym(call);
    const Rule *rule = find_rule(v);
    return rule ? rule : find_complex_rule(v);
}

/* modf, which sets its integral part; sincos, which sets both. */
static bool splits(const Sym *function)
{
    static const char *const names[] = {"modf", "modff", "modfl", "sincos", "sincosf", "sincosl"};
    const char *name = function->name;
    if (starts_with(name, "__builtin_"))
        name += strlen("__builtin_");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!function->func && !function->defined && str_eq(name, names[i]))
            return true;
    return false;
}

CallKind call_kind(Expr *call)
{
    Sym *v = callee_sym(call);
    if (!v)
        return CALL_POINTER;
    if (v->custom[TANGENT])
        return CALL_CUSTOM;
    if (v->inactive)
        return CALL_PASSIVE;
    if (v->allocator)
        return CALL_MEMORY;
    if (v->func)
        return CALL_BODY;
    if (rule_of_call(call))
        return CALL_RULE;
    if (memory_kind(v) != MEM_NONE)
        return CALL_MEMORY;
    if (complex_part(v) != COMPLEX_NONE)
        return CALL_COMPLEX;
    if (splits(v))
        return CALL_SPLIT;
    return is_passive_library(v) ? CALL_PASSIVE : CALL_UNKNOWN;
}

/* ------------------------------------------------------------ what flows */

static bool is_active(Activity *a, Context *c, Sym *v)
{
    if (v->inactive || (v->kind != SYM_VAR && v->kind != SYM_PARAM))
        return false;
    return bits_has(v->global ? &a->globals : &c->active, v->id);
}

/* Does a call of a library function with a rule yield a value with a derivative? */
static bool rule_flows(Activity *a, Context *c, Expr *call)
{
    const Rule *rule = rule_of_call(call);
    for (int k = 0; k < rule_arity(rule) && ARGS + k < call->nkid; k++)
        if (is_real(call->kid[ARGS + k]->type) && flows(a, c, call->kid[ARGS + k]))
            return true;
    return false;
}

static bool any_kid_flows(Activity *a, Context *c, Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        if (flows(a, c, e->kid[i]))
            return true;
    return false;
}

/* A real that becomes a character is a number still, and no byte of one. */
static bool counts(Type *to, Type *from)
{
    return is_character(to) && is_real(from);
}

bool flows(Activity *a, Context *c, Expr *e)
{
    if (e->kind != E_INIT && e->kind != E_DESIGNATED && !may_carry(e->type))
        return false;
    switch (e->kind) {
    case E_REF:
        return is_active(a, c, e->u.sym);
    case E_INDEX:
        if (is_character(e->type) && !may_be_byte(e) && skip_conv(e->kid[BASE])->kind == E_MEMBER)
            return false;
        return flows(a, c, e->kid[BASE]);
    case E_MEMBER: /* a character beside reals holds no bytes of reals */
        if (is_character(e->type) && e->u.field->owner->kind == TAG_STRUCT)
            return false;
        return !e->u.field->inactive && flows(a, c, e->kid[BASE]);
    case E_UNARY:
        return e->op != OP_SIZEOF && e->op != OP_ALIGNOF && flows(a, c, e->kid[0]);
    case E_COND:
        return flows(a, c, e->kid[THEN]) || flows(a, c, e->kid[ELSE]);
    case E_CALL:
        if (call_kind(e) == CALL_RULE)
            return rule_flows(a, c, e);
        if (call_kind(e) == CALL_COMPLEX)
            return any_kid_flows(a, c, e);
        return call_kind(e) == CALL_SPLIT && flows(a, c, e->kid[ARGS]);
    case E_CAST:
    case E_CONV:
        return !counts(e->type, e->kid[0]->type) && flows(a, c, e->kid[0]);
    case E_BINARY:
    case E_ELVIS:
    case E_COMPOUND:
    case E_INIT:
    case E_DESIGNATED:
        return any_kid_flows(a, c, e);
    default:
        return false;
    }
}

/* ------------------------------------------------------------ marking */

static bool is_root_parameter(Context *c, Sym *v, int *position)
{
    for (int i = 0; c->root && i < c->func->params.n; i++)
        if (c->func->params.at[i] == v) {
            *position = i;
            return true;
        }
    return false;
}

static void mark(Activity *a, Context *c, Sym *v)
{
    int i;
    if (v->inactive || (v->kind != SYM_VAR && v->kind != SYM_PARAM))
        return;
    Type *t = strip(v->type);
    bool scalar = is_real(t) || is_character(t) || t->kind == T_VECTOR;
    if (!scalar && !is_pointer(t) && !is_array(t) && !is_record(t))
        return;
    if (is_root_parameter(c, v, &i) && !bits_has(&c->params, i) && is_pointer(t)) {
        bits_add(&c->blocked, i);
        return;
    }
    a->changed |= bits_add(v->global ? &a->globals : &c->active, v->id);
}

/* Is what is no pointer in e added to one? */
static bool is_offset(const Expr *e)
{
    return e->kind == E_BINARY && is_pointer(decay(e->type));
}

/* The variables from which an lvalue or pointer is reached. */
static void collect_roots(Expr *e, Syms *roots)
{
    switch (e->kind) {
    case E_REF:
        append(roots, e->u.sym);
        return;
    case E_MEMBER:
        if (!e->u.field->inactive)
            collect_roots(e->kid[BASE], roots);
        return;
    case E_INDEX:
        collect_roots(e->kid[BASE], roots);
        return;
    case E_COND:
        collect_roots(e->kid[THEN], roots);
        collect_roots(e->kid[ELSE], roots);
        return;
    case E_BINARY:
    case E_UNARY:
    case E_CAST:
    case E_CONV:
    case E_COMPOUND:
    case E_INIT:
    case E_DESIGNATED:
        for (int i = 0; i < e->nkid; i++)
            if (e->kind == E_INIT || e->kind == E_DESIGNATED ||
                holds_pointers(decay(e->kid[i]->type)) ||
                (is_lvalue(e->kid[i]) && !is_offset(e)))
                collect_roots(e->kid[i], roots);
        return;
    default:
        return;
    }
}

static void mark_roots(Activity *a, Context *c, Expr *e)
{
    Syms roots = {0};
    collect_roots(e, &roots);
    for (int i = 0; i < roots.n; i++)
        mark(a, c, roots.at[i]);
}

/* Pointers that meet in an assignment are active together. */
static void unify(Activity *a, Context *c, Expr *p, Expr *q)
{
    if (flows(a, c, p) || flows(a, c, q)) {
        mark_roots(a, c, p);
        mark_roots(a, c, q);
    }
}

/* lhs = rhs, of any type; initialiser lists element by element. */
static void analyse_assign(Activity *a, Context *c, Expr *lhs, Expr *rhs)
{
    if (rhs->kind == E_INIT || rhs->kind == E_COMPOUND) {
        for (int i = 0; i < rhs->nkid; i++)
            analyse_assign(a, c, lhs, rhs->kid[i]);
        return;
    }
    if (rhs->kind == E_DESIGNATED) {
        analyse_assign(a, c, lhs, rhs->kid[rhs->nkid - 1]);
        return;
    }
    if (holds_pointers(decay(rhs->type)))
        unify(a, c, lhs, rhs);
    if (!counts(lhs->type, rhs->type) && flows(a, c, rhs))
        mark_roots(a, c, lhs);
}

/* ------------------------------------------------------------ calls */

/* Drops the root's marks of parameters that are no pointers, keeps what the caller must know. */
static bool wants_companion(Context *sub, int i)
{
    Sym *v = sub->func->params.at[i];
    return !bits_has(&sub->params, i) && bits_has(&sub->active, v->id) && holds_pointers(v->type);
}

Context *find_context(Activity *a, Func *f, const Bits *params, bool ret)
{
    for (int i = 0; i < a->contexts.n; i++) {
        Context *c = a->contexts.at[i];
        if (c->func != f || c->ret != ret || !bits_equal(&c->params, params) ||
            (c->root && a->own_root))
            continue;
        c->called |= c->root;
        return c;
    }
    Context *c = new (Context);
    c->func = f;
    c->ret = ret;
    bits_copy(&c->params, params);
    for (int i = 0; i < f->params.n; i++)
        if (bits_has(params, i))
            bits_add(&c->active, f->params.at[i]->id);
    append(&a->contexts, c);
    a->changed = true;
    return c;
}

/* As they are defined: the type of an old-style function does not have them. */
Types parameter_types(Func *f)
{
    Types types = {0};
    for (int i = 0; i < f->params.n; i++)
        append(&types, f->params.at[i]->type);
    return types;
}

/* The parameters whose arguments carry derivatives. */
static Bits active_arguments(Activity *a, Context *c, Expr *call, Types *params)
{
    Bits active = {0};
    for (int i = 0; i < params->n && ARGS + i < call->nkid; i++)
        if (may_carry(params->at[i]) && flows(a, c, call->kid[ARGS + i]))
            bits_add(&active, i);
    return active;
}

/* Adds the pointers that become active inside and so must come with a companion. */
static bool add_wanted(Context *sub, Bits *params)
{
    bool more = false;
    for (int i = 0; i < sub->func->params.n; i++)
        if (wants_companion(sub, i))
            more |= bits_add(params, i);
    return more;
}

Context *context_of_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    Func *f = normal_form_of(a, callee_of(call));
    Types types = parameter_types(f);
    Bits params = active_arguments(a, c, call, &types);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->inactive)
            bits_remove(&params, i);
    bool wanted = result && flows(a, c, result) && may_carry(strip(f->sym->type)->base);
    Context *sub;
    do
        sub = find_context(a, f, &params, wanted);
    while (add_wanted(sub, &params));
    return sub;
}

/* What the caller learns of a function it calls. */
static void take_over(Activity *a, Context *c, Context *sub, Expr *call, Expr *result)
{
    for (int i = 0; i < sub->func->params.n && ARGS + i < call->nkid; i++) {
        Sym *v = sub->func->params.at[i];
        if (holds_pointers(v->type) && bits_has(&sub->active, v->id))
            mark_roots(a, c, call->kid[ARGS + i]);
    }
    if (result && sub->ret_flows)
        mark_roots(a, c, result);
}

/* Without a body, or with a tangent by the user: it may do anything with its arguments. */
static bool is_black_box(const Sym *f)
{
    return !f->inactive &&
           (f->custom[TANGENT] || (!f->func && !find_rule(f) && !is_passive_library(f)));
}

PointerCall pointer_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    Type *type = strip(decay(skip_conv(call->kid[CALLEE])->type));
    PointerCall p = {.type = strip(is_pointer(type) ? type->base : type)};
    p.params = active_arguments(a, c, call, &p.type->params);
    p.ret = result && flows(a, c, result) && may_carry(p.type->base);
    bool more;
    do {
        more = p.touched = false;
        p.candidates.n = p.contexts.n = 0;
        for (int i = 0; i < a->pointed->n; i++) {
            Sym *f = a->pointed->at[i];
            if (!same_type(f->type, p.type))
                continue;
            Context *sub =
                f->func && !f->inactive && !f->custom[TANGENT]
                    ? find_context(a, normal_form_of(a, f->func), &p.params, p.ret)
                    : NULL;
            append(&p.candidates, f);
            append(&p.contexts, sub);
            more |= sub && add_wanted(sub, &p.params);
            p.touched |= p.ret || (sub && sub->touched) ||
                         (is_black_box(f) && !bits_empty(&p.params));
        }
    } while (more);
    return p;
}

/* A derivative written by the user may write through every pointer it is given. */
static void analyse_black_box(Activity *a, Context *c, const Sym *f, Expr *call, Expr *result)
{
    bool active = false;
    for (int i = ARGS; i < call->nkid; i++)
        active |= flows(a, c, call->kid[i]);
    if (!active)
        return;
    const Types *params = &strip(f->type)->params;
    for (int i = ARGS, k = 0; i < call->nkid; i++, k++) {
        bool may_lack = f->given[TANGENT] && bits_has(&f->given[TANGENT]->inactive, k) &&
                        k < params->n && !is_written_param(params->at[k]);
        if (holds_pointers(decay(call->kid[i]->type)) && !may_lack)
            mark_roots(a, c, call->kid[i]);
    }
    if (result)
        mark_roots(a, c, result);
}

static void analyse_pointer_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    PointerCall p = pointer_call(a, c, call, result);
    for (int i = 0; i < p.candidates.n; i++) {
        if (p.contexts.at[i])
            take_over(a, c, p.contexts.at[i], call, result);
        else if (is_black_box(p.candidates.at[i]))
            analyse_black_box(a, c, p.candidates.at[i], call, result);
        else if (result && !bits_empty(&p.params) && !p.candidates.at[i]->inactive &&
                 find_rule(p.candidates.at[i]))
            mark_roots(a, c, result);
    }
}

/* What find_pointed collects. */
typedef struct Pointed {
    Map called; /* nodes that are the function of a call, and functions already found */
    Syms *all;
} Pointed;

static Walk note_pointed(Expr *e, void *context)
{
    Pointed *p = context;
    if (e->kind == E_CALL)
        map_set(&p->called, skip_conv(e->kid[CALLEE]), e);
    bool taken = e->kind == E_REF && e->u.sym->kind == SYM_FUNC;
    if (taken && !map_has(&p->called, e) && !map_has(&p->called, e->u.sym)) {
        map_set(&p->called, e->u.sym, e);
        append(p->all, e->u.sym);
    }
    return WALK_ON;
}

void find_pointed(Units *program, Syms *all)
{
    Pointed p = {{0}, all};
    for (int i = 0; i < program->n; i++) {
        Unit *unit = program->at[i];
        for (int k = 0; k < unit->funcs.n; k++)
            walk_block(unit->funcs.at[k]->body, NULL, note_pointed, &p);
        for (int k = 0; k < unit->globals.n; k++)
            if (unit->globals.at[k]->init)
                walk_expr(unit->globals.at[k]->init, note_pointed, &p);
    }
}

static void analyse_body_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    take_over(a, c, context_of_call(a, c, call, result), call, result);
}

static void analyse_memory_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    Memory kind = memory_kind(callee_sym(call));
    Expr *first = call->nkid > ARGS ? call->kid[ARGS] : NULL;
    if (kind == MEM_COPY && call->nkid > ARGS + 1) {
        Expr *source = call->kid[ARGS + 1];
        Type *t = decay(skip_conv(source)->type);
        if (flows(a, c, source))
            mark_roots(a, c, first);
        if (is_pointer(t) &&
            (holds_pointers(strip(t)->base) || strip(strip(t)->base)->kind == T_VOID))
            unify(a, c, first, source);
    }
    if (result && first && (kind == MEM_COPY || kind == MEM_SET || kind == MEM_REALLOC))
        unify(a, c, result, first);
}

static void analyse_custom_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    analyse_black_box(a, c, callee_sym(call), call, result);
}

static void analyse_call(Activity *a, Context *c, Expr *call, Expr *result)
{
    switch (call_kind(call)) {
    case CALL_BODY:
        analyse_body_call(a, c, call, result);
        return;
    case CALL_CUSTOM:
        analyse_custom_call(a, c, call, result);
        return;
    case CALL_MEMORY:
        analyse_memory_call(a, c, call, result);
        return;
    case CALL_POINTER:
        analyse_pointer_call(a, c, call, result);
        return;
    case CALL_SPLIT:
        for (int i = ARGS + 1; i < call->nkid && call->nkid > ARGS + 2; i++)
            if (flows(a, c, call->kid[ARGS])) /* sincos */
                mark_roots(a, c, call->kid[i]);
        break;
    default:
        break;
    }
    if (result && flows(a, c, call))
        mark_roots(a, c, result);
}

/* ------------------------------------------------------------ statements */

/* What a visitor of statements needs. */
typedef struct Visit {
    Activity *activity;
    Context *context;
} Visit;

static void analyse_value(Visit *v, Expr *lhs, Expr *rhs)
{
    Expr *made = call_of(rhs);
    if (made && made->kind == E_CALL)
        analyse_call(v->activity, v->context, made, lhs);
    else
        analyse_assign(v->activity, v->context, lhs, rhs);
}

static Walk analyse_stmt(Stmt *s, void *context)
{
    Visit *v = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->init)
            analyse_value(v, ref(s->decls.at[i]), s->decls.at[i]->init);
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN) {
        analyse_value(v, s->e[0]->kid[LHS], s->e[0]->kid[RHS]);
    } else if (s->kind == S_EXPR) {
        Expr *made = call_of(s->e[0]);
        if (made && made->kind == E_CALL)
            analyse_call(v->activity, v->context, made, NULL);
    }
    if (s->kind == S_RETURN && s->e[0]) {
        Context *c = v->context;
        if (c->ret && holds_pointers(decay(s->e[0]->type)))
            mark_roots(v->activity, c, s->e[0]);
        if (!c->ret_flows && flows(v->activity, c, s->e[0]))
            c->ret_flows = v->activity->changed = true;
    }
    return WALK_ON;
}

/* Does e mention a file-scope variable with derivatives? */
static Walk note_touch(Expr *e, void *context)
{
    Visit *v = context;
    bool touches =
        e->kind == E_REF && e->u.sym->global && is_active(v->activity, v->context, e->u.sym);
    return touches ? WALK_STOP : WALK_ON;
}

/* Does the context have a parameter through which derivatives come out? */
static bool has_active_pointer(Context *c)
{
    for (int i = 0; i < c->func->params.n; i++)
        if (bits_has(&c->active, c->func->params.at[i]->id) &&
            holds_pointers(c->func->params.at[i]->type))
            return true;
    return false;
}

/* Does a call of unknown code take something with a derivative?  What it gives back is not known.
 */
static bool feeds_unknown(Visit *v, Expr *call)
{
    for (int i = ARGS; i < call->nkid; i++)
        if (flows(v->activity, v->context, call->kid[i]))
            return true;
    return false;
}

/* Does a function that the context calls carry derivatives, or may it? */
static Walk note_touched_call(Stmt *s, void *context)
{
    Visit *v = context;
    Expr *lhs = NULL, *rhs = NULL;
    if (s->kind == S_EXPR)
        rhs = s->e[0]->kind == E_ASSIGN ? s->e[0]->kid[RHS] : s->e[0];
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        lhs = s->e[0]->kid[LHS];
    if (s->kind == S_DECL && s->decls.n && s->decls.at[0]->init) {
        rhs = s->decls.at[0]->init;
        lhs = ref(s->decls.at[0]);
    }
    Expr *made = rhs ? call_of(rhs) : NULL;
    if (!made || made->kind != E_CALL)
        return WALK_ON;
    if (call_kind(made) == CALL_POINTER)
        return pointer_call(v->activity, v->context, made, lhs).touched ? WALK_STOP : WALK_ON;
    if (call_kind(made) == CALL_UNKNOWN)
        return feeds_unknown(v, made) ? WALK_STOP : WALK_ON;
    if (call_kind(made) != CALL_BODY)
        return WALK_ON;
    return context_of_call(v->activity, v->context, made, lhs)->touched ? WALK_STOP : WALK_ON;
}

/* Pointers that file-scope variables begin with. */
static void analyse_globals(Activity *a)
{
    for (int i = 0; i < a->program->n; i++) {
        const Syms *globals = &a->program->at[i]->globals;
        for (int k = 0; k < globals->n; k++) {
            Sym *v = globals->at[k];
            if (v->init && has_pointers(v->type))
                analyse_assign(a, a->contexts.at[0], ref(v), v->init);
        }
    }
}

void analyse_activity(Activity *a)
{
    do {
        a->changed = false;
        analyse_globals(a);
        for (int i = 0; i < a->contexts.n; i++) {
            Context *c = a->contexts.at[i];
            Visit v = {a, c};
            walk_block(c->func->body, analyse_stmt, NULL, &v);
            bool touched = c->touched || c->ret || c->root || has_active_pointer(c) ||
                           !walk_block(c->func->body, NULL, note_touch, &v) ||
                           !walk_block(c->func->body, note_touched_call, NULL, &v);
            a->changed |= touched != c->touched;
            c->touched = touched;
        }
    } while (a->changed);
}
