/* directions_find.c - which variables hold derivatives, or lead to some.
 *
 *     t = 2.0 * x_b[i];        x_b is a companion, hence t holds a derivative
 *     p_b = &t;                and p_b leads to one
 *
 * What passes made does not say so everywhere.  But what gets a derivative is found by following
 * assignments, arguments and initialisers from the companions on; what gets none has the same value
 * in all directions, and need not be known.  Each variable that is found changes its type: every
 * real of it becomes an array, with the direction as its last index.
 */
#include "directions.h"

#include <string.h>

static Map lanes;   /* variable -> its type for one direction; of all requests of the run */
static Map values;  /* parameters among them that are reals by value */
static Map globals; /* shadow of file scope, for one direction -> the one that is declared */

void refuse_directions(Lanes *l, Loc loc, const char *what)
{
    if (!l->failed) {
        error_at(loc.file ? loc : l->at.file ? l->at : l->request->loc,
                 "'%s' cannot be differentiated in several directions at once: %s; "
                 "leave out directions(), and call the derivative for each",
                 l->request->func->sym->name, what);
        if (loc.file || l->at.file)
            note_at(l->request->loc, "they are asked for here");
    }
    l->failed = true;
}

bool is_lane(const Sym *v)
{
    return map_has(&lanes, v);
}

bool is_lane_value(const Sym *v)
{
    return map_has(&values, v);
}

Type *scalar_type(const Sym *v)
{
    return is_lane(v) ? map_get(&lanes, v) : v->type;
}

Sym *lane_global(const Sym *v)
{
    return map_get(&globals, v);
}

bool is_real_value(Type *t)
{
    return is_real_floating(strip(t)) || is_complex(t);
}

/* ------------------------------------------------------------------ types */

static Type *bare(Type *t)
{
    while (t->kind == T_TYPEDEF)
        t = qualified(t->base, t->quals);
    return t;
}

Type *lane_type(Lanes *l, Type *t)
{
    if (is_real_value(t))
        return array_of(t, l->n, NULL);
    Type *s = bare(t);
    if (s->kind == T_VOID)
        return s;
    if (s->kind != T_POINTER && s->kind != T_ARRAY)
        return NULL;
    Type *copy = new (Type), *base = lane_type(l, s->base);
    *copy = *s;
    copy->base = base;
    if (s->kind == T_ARRAY && s->size > 0)
        copy->size = s->size * l->n;
    if (s->written)
        copy->written = lane_type(l, s->written);
    return base ? copy : NULL;
}

/* const double x_d[N] */
static Type *value_type(Lanes *l, Type *t)
{
    Type *element = qualified(t, Q_CONST), *pointer = new (Type);
    *pointer = *pointer_to(element);
    pointer->written = array_of(element, l->n, NULL);
    return pointer;
}

/* ------------------------------------------------------------------ expressions */

bool leads_to_lanes(const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return is_lane(e->u.sym);
    case E_INDEX:
    case E_MEMBER:
    case E_CONV:
    case E_CAST:
        return leads_to_lanes(e->kid[0]);
    case E_UNARY:
        return (e->op == OP_DEREF || e->op == OP_ADDR || e->op == OP_REAL || e->op == OP_IMAG) &&
               leads_to_lanes(e->kid[0]);
    case E_BINARY:
        return is_pointer(e->type) && (leads_to_lanes(e->kid[LHS]) || leads_to_lanes(e->kid[RHS]));
    case E_COND:
        return leads_to_lanes(e->kid[THEN]) || leads_to_lanes(e->kid[ELSE]);
    default:
        return false;
    }
}

/* Does the value of the call depend on its arguments only?  Of others it is the primal's. */
static bool is_value_call(const Expr *e)
{
    const Sym *f = callee_sym(e);
    return f && (f->helper || is_pure_library(f));
}

static bool reads(const Expr *e, bool value)
{
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return false;
    if (value && is_path(e) && is_real_value(e->type) && leads_to_lanes(e))
        return true;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    if (e->kind == E_CALL && !is_value_call(e))
        return false;
    for (int i = 0; i < e->nkid; i++)
        if (reads(e->kid[i], !address))
            return true;
    return false;
}

bool reads_lanes(const Expr *e)
{
    return reads(e, true);
}

/* ------------------------------------------------------------------ flow */

static bool is_companion(const Sym *v)
{
    return v->primal || v->companion;
}

static void mark(Lanes *l, Sym *v)
{
    if (is_lane(v) || v->kind == SYM_FUNC || v->kind == SYM_ENUMERATOR)
        return;
    bool given = v->kind == SYM_PARAM || v->global;
    if (given && !is_companion(v)) {
        refuse_directions(l, l->at, fmt("'%s' gets a derivative", v->name));
        return;
    }
    if (!lane_type(l, v->type)) {
        refuse_directions(l, v->primal ? v->primal->loc : v->loc,
                          fmt("'%s' has type '%s', and only reals, arrays of reals and pointers to "
                              "them can", v->name, type_str(v->type)));
        return;
    }
    map_set(&lanes, v, v->type);
    l->changed = true;
}

/* The variables that a path or pointer starts from. */
static void mark_path(Lanes *l, const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        mark(l, e->u.sym);
        break;
    case E_BINARY:
        mark_path(l, e->kid[is_pointer(decay(e->kid[LHS]->type)) ? LHS : RHS]);
        break;
    case E_COND:
        mark_path(l, e->kid[THEN]);
        mark_path(l, e->kid[ELSE]);
        break;
    case E_INDEX:
    case E_MEMBER:
    case E_CONV:
    case E_CAST:
    case E_UNARY:
        mark_path(l, e->kid[0]);
        break;
    default:
        break;
    }
}

static void flow(Lanes *l, Expr *to, Expr *from)
{
    if (reads_lanes(from) && !is_pointer(decay(from->type)))
        mark_path(l, to);
    if (!is_pointer(decay(to->type)))
        return;
    if (leads_to_lanes(from))
        mark_path(l, to);
    if (leads_to_lanes(to))
        mark_path(l, from);
}

static void flow_into(Lanes *l, Sym *v, Expr *from)
{
    for (int i = 0; from->kind == E_INIT && i < from->nkid; i++)
        flow_into(l, v, from->kid[i]);
    if (from->kind == E_DESIGNATED)
        flow_into(l, v, from->kid[from->nkid - 1]);
    else if (from->kind != E_INIT && (reads_lanes(from) || leads_to_lanes(from)))
        mark(l, v);
    else if (from->kind != E_INIT && is_lane(v) && is_pointer(decay(from->type)))
        mark_path(l, from);
}

static bool copies_memory(const Expr *call)
{
    const Sym *f = callee_sym(call);
    return f && call->nkid == ARGS + 3 &&
           (strstr(f->name, "memcpy") || strstr(f->name, "memmove"));
}

static Walk follow_call(Expr *e, void *context)
{
    Lanes *l = context;
    const Func *f = e->kind == E_CALL ? made_function(l, e) : NULL;
    if (e->kind == E_CALL && copies_memory(e))
        flow(l, e->kid[ARGS], e->kid[ARGS + 1]);
    for (int i = 0; f && i < f->params.n && ARGS + i < e->nkid; i++) {
        Sym *v = f->params.at[i];
        Expr *arg = e->kid[ARGS + i];
        bool pointer = is_pointer(decay(arg->type));
        if (pointer ? leads_to_lanes(arg) : reads_lanes(arg))
            mark(l, v);
        else if (pointer && is_lane(v))
            mark_path(l, arg);
    }
    return WALK_ON;
}

static Walk follow_stmt(Stmt *s, void *context)
{
    Lanes *l = context;
    if (s->loc.file)
        l->at = s->loc;
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (e && e->kind == E_ASSIGN)
        flow(l, e->kid[LHS], e->kid[RHS]);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (v->init)
            flow_into(l, v, v->init);
    }
    if (s->kind == S_RETURN && s->e[0] && (leads_to_lanes(s->e[0]) || reads_lanes(s->e[0])))
        refuse_directions(l, s->loc, "a derivative is returned");
    return l->failed ? WALK_STOP : WALK_ON;
}

/* ------------------------------------------------------------------ new types */

static void retype(Lanes *l, Sym *v)
{
    Type *was = scalar_type(v);
    if (v->kind == SYM_PARAM && is_real_value(was)) {
        map_set(&values, v, v);
        v->type = value_type(l, was);
    } else {
        v->type = lane_type(l, was);
    }
    v->array = v->array ? lane_type(l, v->array) : NULL;
}

static Walk retype_locals(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (is_lane(s->decls.at[i]) && !s->decls.at[i]->global)
            retype(context, s->decls.at[i]);
    return WALK_ON;
}

static Walk note_companion(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (is_companion(s->decls.at[i]) && !s->decls.at[i]->global)
            mark(context, s->decls.at[i]);
    return WALK_ON;
}

static Walk note_global(Expr *e, void *context)
{
    if (e->kind == E_REF && e->u.sym->global && e->u.sym->kind == SYM_VAR && e->u.sym->primal)
        mark(context, e->u.sym);
    return WALK_ON;
}

static void retype_function(Lanes *l, Func *f)
{
    Types types = {0};
    for (int i = 0; i < f->params.n; i++) {
        if (is_lane(f->params.at[i]))
            retype(l, f->params.at[i]);
        append(&types, f->params.at[i]->type);
    }
    f->sym->type = func_type(strip(f->sym->type)->base, types);
    walk_block(f->body, retype_locals, NULL, l);
}

/* A shadow of file scope with all directions, made on first use. */
static Sym *declared_global(Lanes *l, Sym *v)
{
    static Map counts; /* variable -> the request that gave it directions */
    Sym *all = lane_global(v);
    const Request *first = map_get(&counts, v);
    if (first && first->directions != l->n) {
        refuse_directions(l, l->request->loc,
                          fmt("'%s' has %ld of them elsewhere", v->name, first->directions));
        return NULL;
    }
    if (all)
        return NULL;
    all = new_sym(SYM_VAR, v->name, lane_type(l, scalar_type(v)));
    int id = all->id;
    Type *t = all->type;
    *all = *v;
    all->id = id;
    all->type = t;
    map_set(&globals, v, all);
    map_set(&counts, v, (void *)l->request);
    return all;
}

/* Declares the shadows of file scope in 'own'. */
void declare_lanes(Lanes *l, const Syms *own, Syms *shadows)
{
    Syms fresh = {0};
    for (int i = 0; i < own->n && !l->failed; i++) {
        mark(l, own->at[i]);
        Sym *all = l->failed ? NULL : declared_global(l, own->at[i]);
        if (all)
            append(&fresh, all);
    }
    for (int i = 0; i < fresh.n && !l->failed; i++) {
        Sym *v = fresh.at[i];
        if (v->init)
            v->init = lane_expr(l, clone_expr(v->init, NULL));
        append(shadows, v);
    }
}

void note_lane(Lanes *l, Sym *v)
{
    mark(l, v);
    if (!l->failed)
        retype(l, v);
}

Expr *lane_ref(Sym *v)
{
    Expr *e = ref(v);
    e->type = scalar_type(v);
    return e;
}

/* Fills what is_lane() and its like know, and gives all that is found its type; of file scope
 * afterwards. */
void find_lanes(Lanes *l)
{
    for (int i = 0; i < l->made->n; i++) {
        Func *f = l->made->at[i];
        for (int k = 0; k < f->params.n; k++)
            if (is_companion(f->params.at[k]))
                mark(l, f->params.at[k]);
        walk_block(f->body, note_companion, note_global, l);
    }
    do {
        l->changed = false;
        for (int i = 0; i < l->made->n && !l->failed; i++)
            walk_block(l->made->at[i]->body, follow_stmt, follow_call, l);
    } while (l->changed && !l->failed);
    for (int i = 0; i < l->made->n && !l->failed; i++)
        retype_function(l, l->made->at[i]);
}
