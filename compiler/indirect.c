/* indirect.c - a call through a pointer becomes a choice among the functions it may reach.
 *
 *     y = table[i](x);     ->     unary *function = table[i];
 *                                 if (function == square)
 *                                     y = square(x);
 *                                 else {
 *                                     if (function != wave)
 *                                         adcc_unknown_function("f.c:12", "table[i](x)");
 *                                     y = wave(x);
 *                                 }
 *
 * After this, functions are called by name: all that follows knows what they do.  The pointers
 * themselves stay what they were.  If no function fits, the call stays too, and refuse.c says what
 * can be done if a derivative flows through it.
 */
#include "reverse.h"
#include "targets.h"

#include <string.h>

typedef struct Indirect {
    Program *p;
    Func *f;
    Map names; /* taken in f */
} Indirect;

/* A statement with a call through a pointer in it. */
typedef struct Site {
    Stmt *stmt;
    Expr *call;
    Syms targets;
} Site;

/* The call through a pointer that makes up e, below conversions; NULL if there is none. */
static Expr *pointer_call_in(Expr *e)
{
    if (e && e->kind == E_ASSIGN)
        e = e->kid[RHS];
    e = e ? call_of(e) : NULL;
    return e && e->kind == E_CALL && !callee_sym(e) ? e : NULL;
}

static bool is_inactive_pointer(const Expr *e)
{
    e = skip_conv((Expr *)e);
    return (e->kind == E_REF && e->u.sym->inactive) ||
           (e->kind == E_MEMBER && e->u.field->inactive);
}

/* The pointer in  (*p)(x)  or  p(x). */
static Expr *pointer_of(Expr *call)
{
    Expr *e = skip_conv(call->kid[CALLEE]);
    while (e->kind == E_UNARY && e->op == OP_DEREF)
        e = skip_conv(e->kid[0]);
    return e;
}

/* ------------------------------------------------------------ the choice */

/* Replaces the callee of the copied call in a copy of the statement's expression. */
static Walk call_by_name(Expr *e, void *context)
{
    if (e->kind != E_CALL || callee_sym(e))
        return WALK_ON;
    e->kid[CALLEE] = ref(context);
    return WALK_STOP;
}

/* The statement with this function. */
static Block call_of_target(const Site *site, Sym *target)
{
    Expr *e = clone_expr(site->stmt->e[0], NULL);
    walk_expr(e, call_by_name, target);
    if (is_pure(e))
        return (Block){0}; /* a library function whose value is not used */
    Stmt *s = expr_stmt(e);
    s->loc = site->stmt->loc;
    return block_of(s);
}

/* adcc_unknown_function("f.c:12", "g(x)") */
static Stmt *stop(const Site *site)
{
    Type *text = pointer_to(qualified(type_char, Q_CONST));
    Sym *f = library_function(NULL, "adcc_unknown_function", "adcc_rt.h", type_void, 2, text, text);
    f->noreturn = true;
    const Expr *e = site->call;
    return expr_stmt(call_n(f, 2, string(loc_short(e->loc)), string(expr_str(e))));
}

/* A name for the pointer, unless it is one already or is chosen between two names. */
static Expr *named_pointer(Indirect *in, const Site *site, Block *out)
{
    Expr *pointer = pointer_of(site->call);
    if (pointer->kind == E_REF)
        return pointer;
    Sym *v = new_sym(SYM_VAR, free_name(&in->names, "function"), unqualified(pointer->type));
    v->generated = true;
    Stmt *s = decl_stmt(v, clone_expr(site->call->kid[CALLEE], NULL));
    if (is_function(v->init->type))
        v->init = clone_expr(pointer, NULL);
    s->loc = site->call->loc;
    add_stmt(out, s);
    return ref(v);
}

/* Notes the static functions among the targets of a pointer that the caller may have set: it has
 * other addresses for them than the derivative file, unless that holds the source too. */
static void note_static(Indirect *in, const Site *site)
{
    bool outside = !options.whole && may_come_from_outside(in->p->targets, site->call);
    for (int i = 0; outside && i < site->targets.n; i++)
        if (site->targets.at[i]->storage == ST_STATIC)
            map_set(&in->p->doubtful, site->targets.at[i], site->call);
}

void warn_about_static(Program *p)
{
    for (int i = 0; p->targets && i < p->units->n; i++)
        for (int k = 0; k < p->units->at[i]->funcs.n; k++) {
            Sym *f = p->units->at[i]->funcs.at[k]->sym;
            const Expr *call = map_get(&p->doubtful, f);
            if (!call || !is_taken_outside(p->units, f, &p->lowered))
                continue;
            warn_at(call->loc, "static-function",
                    "'%s' is static: a pointer to it that comes from outside the derivative file "
                    "is not known there, and ends the program", f->name);
            note_at(f->loc, "use --whole, or make '%s' a function with external linkage", f->name);
        }
}

/* The statement with its call through a pointer replaced. */
static Block choose(Indirect *in, const Site *site)
{
    Block out = {0};
    Expr *pointer = pointer_of(site->call);
    bool chosen = pointer->kind == E_COND;
    Sym *first = chosen ? function_name(pointer->kid[THEN]) : NULL,
        *second = chosen ? function_name(pointer->kid[ELSE]) : NULL;
    if (first && second)
        return block_of(if_stmt(clone_expr(pointer->kid[COND], NULL), call_of_target(site, first),
                                call_of_target(site, second)));
    note_static(in, site);
    pointer = named_pointer(in, site, &out);
    Block choice = {0};
    for (int i = site->targets.n - 1; i >= 0; i--) {
        Sym *target = site->targets.at[i];
        bool last = i + 1 == site->targets.n;
        Expr *compare = binary(last ? OP_NE : OP_EQ, clone_expr(pointer, NULL), ref(target));
        compare->loc = site->call->loc;
        Block call = call_of_target(site, target);
        if (last)
            choice = join(block_of(if_stmt(compare, block_of(stop(site)), (Block){0})), call);
        else
            choice = block_of(if_stmt(compare, call, choice));
    }
    return join(out, choice);
}

/* ------------------------------------------------------------ statements */

static Block resolve_stmt(Indirect *in, Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    Expr *call = pointer_call_in(s->kind == S_EXPR ? s->e[0] : v ? v->init : NULL);
    if (!call || is_inactive_pointer(pointer_of(call)))
        return block_of(s);
    Site site = {s, call, targets_of(in->p->targets, call)};
    if (site.targets.n == 0)
        return block_of(s);
    if (!v)
        return choose(in, &site);
    v->type = unqualified(v->type);
    Expr *set = assign(ref(v), v->init);
    v->init = NULL;
    site.stmt = expr_stmt(set);
    site.stmt->loc = s->loc;
    return join(block_of(s), choose(in, &site));
}

static Block resolve_with_head(Stmt *s, void *context)
{
    Indirect *in = context;
    for (Stmt *step = s->kind == S_FOR ? s->body[STEP].first : NULL; step; step = step->next)
        if (pointer_call_in(step->e[0]))
            error_at(step->loc, "a call through a pointer in the step of a loop; move it to "
                                "the end of the body");
    Stmt *init = s->kind == S_FOR ? s->body[INIT].first : NULL;
    bool calls = init && pointer_call_in(init->kind == S_EXPR ? init->e[0]
                                         : init->decls.n      ? init->decls.at[0]->init
                                                              : NULL);
    if (!calls)
        return resolve_stmt(in, s);
    s->body[INIT] = (Block){0};
    return block_of(block_stmt(join(resolve_stmt(in, init), block_of(s))));
}

static Walk find_pointer_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL && !callee_sym(e) ? WALK_STOP : WALK_ON;
}

void resolve_pointer_calls(Program *p, Func *f, const Func *original)
{
    if (walk_block(f->body, NULL, find_pointer_call, NULL))
        return;
    Indirect in = {p, f, names_in(f)};
    if (!p->targets)
        p->targets = find_targets(p->units, p->request->func);
    add_clone(p->targets, f, original);
    replace_stmts(&f->body, resolve_with_head, &in);
}

/* ------------------------------------------------------------ parameters that are known */

typedef struct Known {
    Sym *param, *function;
} Known;

static Expr *use_name(Expr *e, void *context)
{
    const Known *k = context;
    if (e->kind != E_REF || e->u.sym != k->param)
        return e;
    Expr *name = ref(k->function);
    return is_function(name->type) ? address_of(name) : name;
}

/* 1 if the condition compares a function with itself, 0 with another; else -1 */
static int decided(Expr *c)
{
    bool compares = c->kind == E_BINARY && (c->op == OP_EQ || c->op == OP_NE);
    Sym *a = compares ? function_name(c->kid[LHS]) : NULL,
        *b = compares ? function_name(c->kid[RHS]) : NULL;
    return a && b ? (a == b) == (c->op == OP_EQ) : -1;
}

static void drop_other_branches(Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_other_branches(&s->body[i]);
        int taken = s->kind == S_IF ? decided(s->e[0]) : -1;
        Block branch = s->body[taken == 1 ? IF_THEN : IF_ELSE];
        bool declares = false;
        for (Stmt *k = branch.first; k; k = k->next)
            declares |= k->kind == S_DECL;
        if (taken < 0)
            add_stmt(&out, s);
        else if (declares)
            add_stmt(&out, block_stmt(branch));
        else
            out = join(out, branch);
    }
    *b = out;
}

void use_known_functions(Func *f, const Syms *functions)
{
    bool any = false;
    for (int i = 0; i < functions->n; i++) {
        Known k = {f->params.at[i], functions->at[i]};
        if (k.function)
            rewrite_block(f->body, use_name, &k);
        any |= k.function != NULL;
    }
    if (any)
        drop_other_branches(&f->body);
}
