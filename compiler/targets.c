/* targets.c - which functions may a pointer hold?
 *
 *     static unary *const table[] = {square, wave};      table[i](x) calls square or wave
 *
 * For every variable, member and function result the functions that the program stores there, found
 * without regard to order, elements and objects.  A variable that is changed through its address,
 * and what comes from outside, is open: then it may be any function whose address is taken and
 * whose type fits.  What is found only chooses among candidates: at run time a pointer to none of
 * them stops the program.
 */
#include "targets.h"

/* What one variable, member or result may hold. */
typedef struct Held {
    Syms functions;
    bool open;
} Held;

struct Targets {
    Units *units;
    const Func *root; /* its parameters come from outside */
    Syms pointed;     /* all functions whose address is taken */
    Map held;         /* Sym or Field -> Held */
    const Func *in;   /* the function being looked at */
    bool grew;
};

bool is_function_pointer(Type *t)
{
    t = strip(t);
    return t->kind == T_POINTER && is_function(t->base);
}

Sym *function_name(Expr *e)
{
    e = skip_conv(e);
    while (e->kind == E_UNARY && (e->op == OP_ADDR || e->op == OP_DEREF))
        e = skip_conv(e->kid[0]);
    return e->kind == E_REF && e->u.sym->kind == SYM_FUNC ? e->u.sym : NULL;
}

static Held *held_by(Targets *t, const void *key)
{
    Held *h = map_get(&t->held, key);
    if (!h)
        map_set(&t->held, key, h = new (Held));
    return h;
}

static void add_function(Targets *t, Held *to, Sym *f)
{
    for (int i = 0; i < to->functions.n; i++)
        if (to->functions.at[i] == f)
            return;
    append(&to->functions, f);
    t->grew = true;
}

static void add_held(Targets *t, Held *to, const Held *from)
{
    for (int i = 0; i < from->functions.n; i++)
        add_function(t, to, from->functions.at[i]);
    t->grew |= from->open && !to->open;
    to->open |= from->open;
}

static Held *open_held(void)
{
    Held *h = new (Held);
    h->open = true;
    return h;
}

/* Where a pointer stored in e is noted; NULL: somewhere. */
static Held *place_of_pointer(Targets *t, const Expr *e)
{
    for (e = skip_conv((Expr *)e);;) {
        if (e->kind == E_MEMBER)
            return held_by(t, e->u.field);
        if (e->kind == E_REF)
            return is_function_pointer(element_type(e->u.sym->type)) ? held_by(t, e->u.sym) : NULL;
        if (e->kind != E_INDEX)
            return NULL;
        e = skip_conv(e->kid[BASE]);
        if (!is_array(e->type))
            return NULL;
    }
}

static const Held *values_of(Targets *t, Expr *e)
{
    e = skip_conv(e);
    while (e->kind == E_CAST)
        e = skip_conv(e->kid[0]);
    if (function_name(e)) {
        Held *h = new (Held);
        append(&h->functions, function_name(e));
        return h;
    }
    while (e->kind == E_UNARY && e->op == OP_DEREF && is_function(e->type)) /* (*p)(x) */
        e = skip_conv(e->kid[0]);
    if (e->has_value)
        return new (Held);
    if (e->kind == E_COND) {
        Held *h = new (Held);
        bool grew = t->grew;
        add_held(t, h, values_of(t, e->kid[THEN]));
        add_held(t, h, values_of(t, e->kid[ELSE]));
        t->grew = grew;
        return h;
    }
    if (e->kind == E_CALL && callee_of(e))
        return held_by(t, callee_sym(e));
    const Held *h = place_of_pointer(t, e);
    return h ? h : open_held();
}

static void store(Targets *t, Held *to, Expr *value)
{
    if (to && is_function_pointer(decay(skip_conv(value)->type)))
        add_held(t, to, values_of(t, value));
}

/* Every member of the struct that may hold it: braces may be left out of initialisers. */
static void store_in_members(Targets *t, Type *record, Expr *value)
{
    Fields *fields = &strip(record)->tag->fields;
    for (int i = 0; i < fields->n; i++) {
        Type *type = element_type(fields->at[i]->type);
        if (is_record(type))
            store_in_members(t, type, value);
        else if (is_function_pointer(type) &&
                 same_type(strip(type)->base, strip(decay(skip_conv(value)->type))->base))
            store(t, held_by(t, fields->at[i]), value);
    }
}

static void store_init(Targets *t, Held *var, Type *type, Expr *init)
{
    Type *inner = element_type(type);
    if (init->kind != E_INIT) {
        if (!is_record(inner))
            store(t, var, init);
        else if (is_function_pointer(decay(skip_conv(init)->type)))
            store_in_members(t, inner, init);
        return;
    }
    for (int i = 0; i < init->nkid; i++) {
        Expr *kid = init->kid[i];
        Field *field = NULL;
        if (kid->kind == E_DESIGNATED) {
            Designators *d = kid->u.designators;
            field = d->at[d->n - 1].field;
            kid = kid->kid[kid->nkid - 1];
        } else if (is_record(type) && i < strip(type)->tag->fields.n &&
                   init->nkid <= strip(type)->tag->fields.n) {
            field = strip(type)->tag->fields.at[i];
        }
        if (field && is_function_pointer(element_type(field->type)))
            store_init(t, held_by(t, field), field->type, kid);
        else
            store_init(t, var,
                       field ? field->type : is_array(type) ? strip(type)->base : type, kid);
    }
}

static void open_array(Targets *t, Expr *e)
{
    Held *h = is_array(e->type) && is_function_pointer(element_type(e->type)) && !is_const(e->type)
                  ? place_of_pointer(t, e)
                  : NULL;
    if (h && !h->open)
        h->open = t->grew = true;
}

/* Arguments reach the parameters of every function that may be called. */
static void store_arguments(Targets *t, Expr *call)
{
    const Func *direct = callee_of(call);
    Type *type = strip(skip_conv(call->kid[CALLEE])->type);
    type = type->kind == T_POINTER ? strip(type->base) : type;
    for (int k = 0; k < (direct ? 1 : t->pointed.n); k++) {
        const Func *f = direct ? direct : t->pointed.at[k]->func;
        if (!f || (!direct && !same_type(f->sym->type, type)))
            continue;
        for (int i = 0; i < f->params.n && ARGS + i < call->nkid; i++)
            if (is_function_pointer(f->params.at[i]->type))
                store(t, held_by(t, f->params.at[i]), call->kid[ARGS + i]);
    }
}

static Walk visit_expr(Expr *e, void *context)
{
    Targets *t = context;
    if (e->kind == E_ASSIGN && is_function_pointer(e->type))
        store(t, place_of_pointer(t, e->kid[LHS]), e->kid[RHS]);
    if (e->kind == E_COMPOUND)
        store_init(t, NULL, e->type, e->kid[0]);
    if (e->kind == E_CONV)
        open_array(t, e->kid[0]);
    if (e->kind == E_UNARY && e->op == OP_ADDR && is_function_pointer(e->kid[0]->type)) {
        Held *h = place_of_pointer(t, e->kid[0]);
        t->grew |= h && !h->open;
        if (h)
            h->open = true;
    }
    if (e->kind == E_CALL)
        store_arguments(t, e);
    return WALK_ON;
}

static void store_variable(Targets *t, Sym *v)
{
    if (v->init)
        store_init(t, is_function_pointer(element_type(v->type)) ? held_by(t, v) : NULL, v->type,
                   v->init);
}

static Walk visit_stmt(Stmt *s, void *context)
{
    Targets *t = context;
    if (s->kind == S_RETURN && s->e[0])
        store(t, held_by(t, t->in->sym), s->e[0]);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        store_variable(t, s->decls.at[i]);
    return WALK_ON;
}

static void visit_unit(Targets *t, Unit *unit)
{
    for (int k = 0; k < unit->globals.n; k++) {
        Sym *v = unit->globals.at[k];
        bool outside = v->storage != ST_STATIC && !is_const(v->type);
        if (outside && is_function_pointer(element_type(v->type)))
            held_by(t, v)->open = true;
        store_variable(t, v);
        if (v->init)
            walk_expr(v->init, visit_expr, t);
    }
    for (int k = 0; k < unit->funcs.n; k++) {
        t->in = unit->funcs.at[k];
        walk_block(t->in->body, visit_stmt, visit_expr, t);
    }
}

Targets *find_targets(Units *units, const Func *root)
{
    Targets *t = new (Targets);
    t->units = units;
    t->root = root;
    find_pointed(units, &t->pointed);
    for (int i = 0; i < root->params.n; i++)
        held_by(t, root->params.at[i])->open = true;
    do {
        t->grew = false;
        for (int i = 0; i < units->n; i++)
            visit_unit(t, units->at[i]);
    } while (t->grew);
    return t;
}

void add_clone(Targets *t, Func *clone, const Func *original)
{
    for (int i = 0; i < clone->params.n; i++)
        add_held(t, held_by(t, clone->params.at[i]), held_by(t, original->params.at[i]));
    t->in = original;
    do {
        t->grew = false;
        walk_block(clone->body, visit_stmt, visit_expr, t);
    } while (t->grew);
}

/* Can a pointer to a function of this type be called with these arguments as if it were f? */
static bool fits(const Sym *f, Type *type, const Expr *call)
{
    if (!type->noproto)
        return same_type(f->type, type);
    Type *own = strip(f->type);
    if (own->variadic || own->params.n != call->nkid - ARGS || !same_type(own->base, type->base))
        return false;
    for (int i = 0; i < own->params.n; i++)
        if (!same_type(own->params.at[i], call->kid[ARGS + i]->type))
            return false;
    return true;
}

static bool is_known(const Sym *f)
{
    return f->func || f->inactive || f->custom[ADJOINT] || is_pure_library(f) ||
           is_passive_library(f);
}

Syms targets_of(Targets *t, Expr *call)
{
    Syms result = {0};
    Type *type = strip(decay(skip_conv(call->kid[CALLEE])->type));
    type = strip(type->kind == T_POINTER ? type->base : type);
    const Held *held = values_of(t, call->kid[CALLEE]);
    bool all = held->open || held->functions.n == 0;
    const Syms *from = all ? &t->pointed : &held->functions;
    for (int i = 0; i < from->n; i++)
        if (fits(from->at[i], type, call) && (!all || is_known(from->at[i])))
            append(&result, from->at[i]);
    return result;
}

/* ------------------------------------------------------------ static functions */

bool may_come_from_outside(Targets *t, Expr *call)
{
    Expr *e = skip_conv(call->kid[CALLEE]);
    while (e->kind == E_UNARY && e->op == OP_DEREF)
        e = skip_conv(e->kid[0]);
    return e->kind == E_MEMBER || values_of(t, e)->open;
}

bool is_taken_outside(Units *units, Sym *f, const Map *inside)
{
    for (int i = 0; i < units->n; i++) {
        const Unit *unit = units->at[i];
        for (int k = 0; k < unit->globals.n; k++) {
            const Sym *v = unit->globals.at[k];
            if (v->init && v->storage != ST_STATIC && expr_mentions(v->init, f))
                return true;
        }
        for (int k = 0; k < unit->funcs.n; k++)
            if (!map_has(inside, unit->funcs.at[k]) &&
                list_mentions(unit->funcs.at[k]->body, f))
                return true;
    }
    return false;
}
