/* lower_names.c - one name for each variable, and parameters that never change.
 *
 *     double f(double x, int n)               double f(double x_in, int n)
 *     {                                       {
 *                                                 double x = x_in;
 *         for (int i = 0; i < n; i++)             for (int i = 0; i < n; i++)
 *             x *= 2;                                 x *= 2;
 *         for (long i = n; i; i--)                for (long i1 = n; i1; i1--)
 *
 * A variable that C text kept as it is mentions (E_OPAQUE, S_OPAQUE) keeps its
 * name, the others make way.  New names avoid every identifier of the function,
 * of the file scope and every macro.
 */
#include "lower.h"

#include <ctype.h>
#include <string.h>

/* ------------------------------------------------------------ fresh names */

/* May no new variable have this name? */
static bool is_taken(const Lower *l, const char *name)
{
    const Unit *u = l->func->unit;
    bool outside = u && (map_has(&u->names, name) || map_has(&u->macros, name));
    return outside || map_has(&l->taken, name);
}

/* Nobody else gets it from now on. */
static const char *take(Lower *l, const char *name)
{
    map_set(&l->taken, name, (void *)name);
    return name;
}

const char *fresh_name(Lower *l, const char *base)
{
    size_t n = strlen(base);
    while (n > 1 && isdigit((unsigned char)base[n - 1]))
        n--;
    /* under a key that is no name: the suffixes before this one are taken */
    const char *key = intern(fmt("%.*s ", (int)n, base)), *name;
    intptr_t suffix = (intptr_t)map_get(&l->taken, key);
    do
        name = intern(fmt("%.*s%ld", (int)n, base, (long)++suffix));
    while (is_taken(l, name));
    map_set(&l->taken, key, (void *)suffix);
    return take(l, name);
}

const char *fresh_or_same(Lower *l, const char *name)
{
    name = intern(name);
    return is_taken(l, name) ? fresh_name(l, name) : take(l, name);
}

/* ------------------------------------------------------------ which variable a text means */

/* A name that is visible. */
typedef struct Scope Scope;
struct Scope {
    Scope *outer;
    Sym *v;
};

/* All variables of a function, in order, and those that texts mention. */
typedef struct Locals {
    Syms all;
    Map pinned;  /* Sym -> itself */
    Map outside; /* names of file-scope things that the function uses */
} Locals;

/* Calls that walk expressions need the scope beside the table. */
typedef struct Place {
    Locals *locals;
    Scope *scope;
} Place;

static Scope *find_locals(Locals *locals, Block b, Scope *scope);

/* Pins the variables that C text at this place mentions. */
static void pin_mentioned(Locals *locals, const char *text, Scope *scope)
{
    while (text && *text) {
        if (!isalpha((unsigned char)*text) && *text != '_') {
            bool number = isdigit((unsigned char)*text);
            text++;
            while (number && (isalnum((unsigned char)*text) || *text == '_' || *text == '.'))
                text++;
            continue;
        }
        size_t n = 0;
        while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '$')
            n++;
        const char *name = intern_n(text, n);
        text += n;
        Scope *s = scope;
        while (s && s->v->name != name)
            s = s->outer;
        if (s)
            map_set(&locals->pinned, s->v, s->v);
    }
}

/* Notes a file-scope name that is in use. */
static void note_outside(Locals *locals, const char *name)
{
    map_set(&locals->outside, name, (void *)name);
}

static void find_in_expr(Locals *locals, const Expr *e, Scope *scope);

/* The names that writing this type takes. */
static void find_in_type(Locals *locals, Type *t, Scope *scope)
{
    for (; t; t = t->base) {
        if (t->extent)
            find_in_expr(locals, t->extent, scope);
        if (t->kind == T_OPAQUE)
            pin_mentioned(locals, t->name, scope);
        for (int i = 0; i < t->params.n; i++)
            find_in_type(locals, t->params.at[i], scope);
        if (t->kind == T_TYPEDEF) {
            note_outside(locals, t->name);
            return;
        }
    }
}

/* Notes what one node mentions. */
static Walk find_in_node(Expr *e, void *context)
{
    Place *place = context;
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (v && (v->global || (v->kind != SYM_VAR && v->kind != SYM_PARAM)))
        note_outside(place->locals, v->name);
    if (e->kind == E_OPAQUE)
        pin_mentioned(place->locals, e->text, place->scope);
    if (e->kind == E_CAST || e->kind == E_COMPOUND || e->kind == E_VA_ARG)
        find_in_type(place->locals, e->type, place->scope);
    if (e->kind != E_STMT)
        return WALK_ON;
    find_locals(place->locals, *e->u.block, place->scope);
    return WALK_PRUNE;
}

/* Notes what an expression mentions or declares. */
static void find_in_expr(Locals *locals, const Expr *e, Scope *scope)
{
    Place place = {locals, scope};
    if (e)
        walk_expr((Expr *)e, find_in_node, &place);
}

/* Adds one variable to the table and the scope. */
static Scope *add_local(Locals *locals, Sym *v, Scope *scope)
{
    find_in_type(locals, v->type, scope);
    bool own = !v->global && (v->kind == SYM_VAR || v->kind == SYM_PARAM);
    if (own && v->name && *v->name)
        append(&locals->all, v);
    else if (v->name && *v->name)
        note_outside(locals, v->name);
    if (!v->name || !*v->name)
        return scope;
    Scope *inner = new (Scope);
    *inner = (Scope){scope, v};
    return inner;
}

/* Goes through a block; gives the scope at its end. */
static Scope *find_locals(Locals *locals, Block b, Scope *scope)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_OPAQUE)
            pin_mentioned(locals, s->text, scope);
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
            scope = add_local(locals, s->decls.at[i], scope);
            find_in_expr(locals, s->decls.at[i]->init, scope);
        }
        Scope *inner = scope;
        if (s->kind == S_FOR)
            inner = find_locals(locals, s->body[INIT], scope);
        find_in_expr(locals, s->e[0], inner);
        find_in_expr(locals, s->e[1], inner);
        find_locals(locals, s->body[0], inner);
        if (s->kind == S_FOR)
            find_locals(locals, s->body[STEP], inner);
        else if (s->kind == S_IF)
            find_locals(locals, s->body[IF_ELSE], inner);
    }
    return scope;
}

/* ------------------------------------------------------------ renaming */

/* Gives each variable of the wanted sort its name or a new one. */
static void settle_names(Lower *l, Locals *locals, bool pinned)
{
    for (int i = 0; i < locals->all.n; i++) {
        Sym *v = locals->all.at[i];
        const char *name = intern(v->name);
        if (map_has(&locals->pinned, v) != pinned)
            continue;
        bool clash = map_has(&locals->outside, name) || map_get(&l->taken, name) == (void *)l;
        if (clash && !pinned)
            v->name = fresh_name(l, name);
        map_set(&l->taken, v->name, l); /* l itself: a variable has it */
    }
}

void make_names_unique(Lower *l)
{
    Func *f = l->func;
    Locals locals = {0};
    Scope *scope = NULL;
    for (int i = 0; i < f->params.n; i++)
        scope = add_local(&locals, f->params.at[i], scope);
    find_locals(&locals, f->body, scope);
    for (int i = 0; i < f->local_names.n; i++)
        take(l, intern(f->local_names.at[i]));
    settle_names(l, &locals, true);
    settle_names(l, &locals, false);
    for (int i = 0; i < f->params.n; i++) { /* C23: int f(double x, int) { ... } */
        Sym *v = f->params.at[i];
        if (!v->name || !*v->name)
            v->name = fresh_or_same(l, "unused");
    }
}

/* ------------------------------------------------------------ parameters */

/* The variable an lvalue or an operand of & belongs to, if it is a parameter. */
static Sym *parameter_in(const Expr *e)
{
    while (e->kind == E_CONV)
        e = e->kid[0];
    Sym *v = root_of(e);
    return v && v->kind == SYM_PARAM ? v : NULL;
}

/* Notes parameters that this node changes or gives the address of. */
static Walk find_assigned(Expr *e, void *context)
{
    Sym *v = NULL;
    if (e->kind == E_ASSIGN)
        v = parameter_in(e->kid[LHS]);
    else if (e->kind == E_UNARY && (e->op == OP_ADDR || e->op >= OP_PREINC))
        v = parameter_in(e->kid[0]);
    else if (e->kind == E_CONV && is_array(e->kid[0]->type))
        v = parameter_in(e->kid[0]); /* an array inside a struct: its elements may change */
    else if (e->kind == E_INDEX && e->kid[BASE]->kind == E_CONV &&
             is_array(e->kid[BASE]->kid[0]->type)) {
        walk_expr(e->kid[INDEX], find_assigned, context); /* but reading one element is not that */
        if (!root_of(e->kid[BASE]->kid[0]))
            walk_expr(e->kid[BASE]->kid[0], find_assigned, context);
        return WALK_PRUNE;
    }
    if (v)
        map_set(context, v, e);
    return WALK_ON;
}

/* Passes by. */
static Walk go_on(Stmt *s, void *context)
{
    (void)s;
    (void)context;
    return WALK_ON;
}

void find_assigned_parameters(const Func *f, Map *assigned)
{
    walk_block(f->body, go_on, find_assigned, assigned);
}

/* From a parameter to the local variable that replaces it. */
typedef struct Replacement {
    Sym *param, *local;
} Replacement;

static Type *replace_in_type(Type *t, Replacement *r);

/* Redirects one reference. */
static Walk replace_in_node(Expr *e, void *context)
{
    Replacement *r = context;
    if (e->kind == E_REF && e->u.sym == r->param)
        e->u.sym = r->local;
    if (e->kind == E_CAST || e->kind == E_COMPOUND)
        e->type = replace_in_type(e->type, r);
    if (e->kind == E_CALL && callee_sym(e) && ends_with(callee_sym(e)->name, "va_start")) {
        walk_expr(e->kid[ARGS], replace_in_node, context); /* the last parameter is still that */
        return WALK_PRUNE;
    }
    return WALK_ON;
}

/* A copy of type t if an extent in it reads the parameter, else t. */
static Type *replace_in_type(Type *t, Replacement *r)
{
    if (!t || t->kind == T_TYPEDEF)
        return t;
    Type *base = replace_in_type(t->base, r);
    bool reads = t->kind == T_ARRAY && t->extent && mentions(t->extent, r->param);
    if (base == t->base && !reads)
        return t;
    Type *copy = new_type(t->kind);
    *copy = *t;
    copy->base = base;
    if (reads) {
        copy->extent = clone_expr(t->extent, NULL);
        walk_expr(copy->extent, replace_in_node, r);
    }
    return copy;
}

/* Redirects the types of declared variables. */
static Walk replace_in_stmt(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        s->decls.at[i]->type = replace_in_type(s->decls.at[i]->type, context);
    return WALK_ON;
}

/* Renames parameter v and gives its name to a new local variable, whose declaration is returned. */
static Stmt *copy_parameter(Lower *l, Sym *v)
{
    Sym *local = new_sym(SYM_VAR, v->name, local_type(v->type));
    if (v->type->quals & Q_RESTRICT)
        local->type = qualified(unqualified(local->type), v->type->quals & ~(unsigned)Q_RESTRICT);
    local->loc = v->loc;
    local->storage = v->storage;
    local->address_taken = v->address_taken;
    local->inactive = v->inactive;
    if (!v->source_name)
        v->source_name = v->name;
    v->name = fresh_or_same(l, fmt("%s_in", v->name));
    Replacement r = {v, local};
    walk_block(l->func->body, replace_in_stmt, replace_in_node, &r);
    Stmt *s = decl_stmt(local, ref(v));
    s->loc = v->loc;
    return s;
}

void copy_assigned_parameters(Lower *l)
{
    Func *f = l->func;
    Map assigned = {0};
    find_assigned_parameters(f, &assigned);
    Block copies = {0};
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        bool pointed_to = is_record(v->type) && has_vector_members(v->type); /* vector.c */
        if ((map_has(&assigned, v) || pointed_to) && v->name)
            add_stmt(&copies, copy_parameter(l, v));
    }
    f->body = join(copies, f->body);
}
