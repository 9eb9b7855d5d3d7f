/* needs.c - what a file with derivatives must hold or declare, so that it compiles on its own.
 *
 *     f_b calls g_b, which adcc made, and helper(), which is static in foo.c and reads the static
 *     const table:   generated {g_b, f_b}, functions {helper}, variables {table}
 *
 * A closure over references: derivatives refer to functions and variables of the
 * program, definitions that must be repeated refer to more.
 */
#include "adcc.h"

#include <string.h>

/* The closure while it grows. */
typedef struct Closure {
    Needs *needs;
    Units *program;
    Map own;      /* Sym of a function with a body in the program -> its Func */
    Map by_name;  /* its name -> its Func, if no other has it */
    Map own_made; /* Sym of a derivative -> its Func */
    Map seen;     /* symbols already dealt with */
} Closure;

static void need_function(Closure *c, Sym *v);
static void need_variable(Closure *c, Sym *v);

/* Adds a name to the list unless it is there. */
static void add_name(Names *names, const char *name)
{
    for (int i = 0; i < names->n; i++)
        if (str_eq(names->at[i], name))
            return;
    append(names, name);
}

/* Looks at one expression. */
static Walk visit_expr(Expr *e, void *context)
{
    Closure *c = context;
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (v && v->kind == SYM_FUNC)
        need_function(c, v);
    else if (v && v->kind == SYM_VAR && v->global)
        need_variable(c, v);
    return WALK_ON;
}

/* Looks at a declaration: the extents of variable length arrays are expressions too. */
static Walk visit_stmt(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = s->decls.at[i]->type; t; t = t->base)
            if (t->extent)
                walk_expr(t->extent, visit_expr, context);
    return WALK_ON;
}

/* Must the function's definition be repeated, as another file cannot call it? */
static bool is_private(const Sym *v)
{
    return v->storage == ST_STATIC || v->inlined;
}

/* The program's function that v stands for, which may be a clone's symbol; NULL if adcc made it. */
static Func *program_function(Closure *c, Sym *v)
{
    Func *f = map_get(&c->own, v);
    return f ? f : map_get(&c->by_name, intern(v->name));
}

/* Something uses a function that adcc made. */
static void need_generated(Closure *c, Func *f)
{
    map_set(&c->seen, f->sym, NULL);
    walk_block(f->body, visit_stmt, visit_expr, c);
    append(&c->needs->generated, f); /* after what it calls */
}

/* Something calls v or takes its address. */
static void need_function(Closure *c, Sym *v)
{
    if (map_has(&c->seen, v))
        return;
    map_set(&c->seen, v, NULL);
    for (const char *at = v->header; at && *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        add_name(&c->needs->headers, intern_n(at, n));
        at += n;
    }
    if (v->helper)
        add_name(&c->needs->helpers, v->helper);
    if (v->helper && v->primal)
        need_function(c, v->primal); /* which the text calls */
    Func *made = map_get(&c->own_made, v), *f = made ? NULL : program_function(c, v);
    if (f) {
        if (f->sym != v) {
            need_function(c, f->sym);
            return;
        }
        append(&c->needs->functions, f->sym);
        if (is_private(f->sym))
            walk_block(f->body, visit_stmt, visit_expr, c);
    } else if (made || v->func) {
        need_generated(c, made ? made : v->func);
    }
}

/* Something reads or writes v. */
static void need_variable(Closure *c, Sym *v)
{
    if (map_has(&c->seen, v))
        return;
    map_set(&c->seen, v, NULL);
    if (v->primal) {
        if (v->init) /* of a shadow that holds pointers to others, which stand before it */
            walk_expr(v->init, visit_expr, c);
        append(&c->needs->shadows, v);
        return;
    }
    append(&c->needs->variables, v);
    if (v->storage == ST_STATIC && v->init)
        walk_expr(v->init, visit_expr, c);
}

/* Fills the tables of the program's functions. */
static void list_functions(Closure *c)
{
    for (int i = 0; i < c->program->n; i++)
        for (int k = 0; k < c->program->at[i]->funcs.n; k++) {
            Func *f = c->program->at[i]->funcs.at[k];
            const char *name = intern(f->sym->name);
            Func *other = map_get(&c->by_name, name);
            map_set(&c->own, f->sym, f);
            map_set(&c->by_name, name, other && other->sym != f->sym ? NULL : f);
        }
}

/* All that the derivatives need. */
Needs collect_needs(Units *program, Funcs *derivatives, Syms *shadows)
{
    Needs needs = {0};
    Closure c = {.needs = &needs, .program = program};
    list_functions(&c);
    for (int i = 0; i < derivatives->n; i++)
        map_set(&c.own_made, derivatives->at[i]->sym, derivatives->at[i]);
    for (int i = 0; i < derivatives->n; i++)
        if (derivatives->at[i]->sym->storage != ST_STATIC)
            need_generated(&c, derivatives->at[i]);
    for (int i = 0; i < shadows->n; i++)
        need_variable(&c, shadows->at[i]);
    return needs;
}

/* --------------------------------------- static variables that never change */

/* The variable that an lvalue is a part of, not through a pointer; NULL if there is none. */
static const Sym *whole_of(const Expr *e)
{
    for (;; e = e->kid[BASE]) {
        e = skip_conv((Expr *)(uintptr_t)e);
        if (e->kind == E_REF)
            return e->u.sym;
        bool is_part = (e->kind == E_INDEX && is_array(skip_conv(e->kid[BASE])->type)) ||
                       (e->kind == E_MEMBER && !e->arrow);
        if (!is_part)
            return NULL;
    }
}

/* The search for something that might write a variable. */
typedef struct Writes {
    const Sym *v;
    bool found;
} Writes;

/* Looks for writes, addresses taken and arrays handed on. */
static Walk find_write(Expr *e, void *context)
{
    Writes *w = context;
    bool writes = e->kind == E_ASSIGN;
    if (e->kind == E_UNARY)
        writes = e->op == OP_PREINC || e->op == OP_PREDEC || e->op == OP_POSTINC ||
                 e->op == OP_POSTDEC || e->op == OP_ADDR;
    bool is_part = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER;
    if ((writes && whole_of(e->kid[LHS]) == w->v) ||
        (is_part && is_array(e->type) && whole_of(e) == w->v)) {
        w->found = true;
        return WALK_STOP;
    }
    if (!is_part || e->kind == E_REF || whole_of(e) != w->v)
        return WALK_ON;
    for (; e->kind == E_INDEX || e->kind == E_MEMBER; e = skip_conv(e->kid[BASE]))
        if (e->kind == E_INDEX && !walk_expr(e->kid[INDEX], find_write, w))
            return WALK_STOP;
    return WALK_PRUNE; /* an element is read: that its array is mentioned does no harm */
}

/* Does a function whose text adcc does not understand mention the variable? */
static bool is_mentioned_in_opaque(const Func *f, const Sym *v)
{
    for (int i = 0; f->opaque && i < f->local_names.n; i++)
        if (str_eq(f->local_names.at[i], v->name))
            return true;
    return f->opaque && f->local_names.n == 0;
}

/* Does the static variable keep its initial value for ever? */
bool is_never_written(Units *program, const Sym *v)
{
    if (is_const(v->type))
        return true;
    Writes w = {v, false};
    for (int i = 0; i < program->n && !w.found && !is_volatile(v->type); i++) {
        const Unit *unit = program->at[i];
        for (int k = 0; k < unit->funcs.n; k++) {
            walk_block(unit->funcs.at[k]->body, NULL, find_write, &w);
            w.found |= is_mentioned_in_opaque(unit->funcs.at[k], v);
        }
        for (int k = 0; k < unit->globals.n; k++)
            if (unit->globals.at[k]->init)
                walk_expr(unit->globals.at[k]->init, find_write, &w);
    }
    return !w.found && !is_volatile(v->type);
}
