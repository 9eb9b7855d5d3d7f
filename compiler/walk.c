/* walk.c - visit, rewrite, clone and compare trees: each written once.
 *
 *     { double t = x; { double t = 2 * x; y += t; } }
 *     clone_block      the same text with fresh symbols for both t
 *
 * All of it rests on the uniform shape of the nodes: kid[] of expressions, e[]
 * and body[] of statements.  Reached besides: the blocks of statement
 * expressions, the initialisers of declared variables, and the extents of
 * variable length arrays in their types.  Extents belong to types, which are
 * shared and never changed: they are visited, but a rewrite makes a new type.
 */
#include "ir.h"

/* ------------------------------------------------------------------- visit */

/* What the caller of walk_block or walk_expr asked for. */
typedef struct Walker {
    StmtVisitor *on_stmt; /* or NULL */
    ExprVisitor *on_expr; /* or NULL */
    void *context;
} Walker;

static bool walk_stmts(const Walker *w, Block b);

static bool walk_node(const Walker *w, Expr *e)
{
    if (!e)
        return true;
    Walk how = w->on_expr ? w->on_expr(e, w->context) : WALK_ON;
    if (how != WALK_ON)
        return how == WALK_PRUNE;
    for (int i = 0; i < e->nkid; i++)
        if (!walk_node(w, e->kid[i]))
            return false;
    return e->kind != E_STMT || walk_stmts(w, *e->u.block);
}

/* The extents of the variable length arrays in t, as far as they belong to a variable of this type.
 */
static bool walk_extents(const Walker *w, Type *t)
{
    for (; t && t->kind != T_TYPEDEF && t->kind != T_FUNC; t = t->base)
        if (t->kind == T_ARRAY && t->extent && !walk_node(w, t->extent))
            return false;
    return true;
}

static bool visit_stmt(const Walker *w, Stmt *s)
{
    Walk how = w->on_stmt ? w->on_stmt(s, w->context) : WALK_ON;
    if (how != WALK_ON)
        return how == WALK_PRUNE;
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (w->on_expr && (!walk_extents(w, v->type) || !walk_node(w, v->init)))
            return false;
    }
    /* a for statement in the order of execution: init, condition, body, step */
    if (s->kind == S_FOR && !walk_stmts(w, s->body[INIT]))
        return false;
    if (w->on_expr && (!walk_node(w, s->e[0]) || !walk_node(w, s->e[1])))
        return false;
    if (!walk_stmts(w, s->body[0]))
        return false;
    if (s->kind != S_FOR && !walk_stmts(w, s->body[1]))
        return false;
    return walk_stmts(w, s->body[2]);
}

static bool walk_stmts(const Walker *w, Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (!visit_stmt(w, s))
            return false;
    return true;
}

/* Parents first, in the order of the operands. */
bool walk_expr(Expr *e, ExprVisitor *visit, void *context)
{
    Walker w = {NULL, visit, context};
    return walk_node(&w, e);
}

/* Statements, and inside them expressions; those of statement expressions too. */
bool walk_block(Block b, StmtVisitor *on_stmt, ExprVisitor *on_expr, void *context)
{
    Walker w = {on_stmt, on_expr, context};
    return walk_stmts(&w, b);
}

/* A statement, and what is inside it. */
bool walk_stmt(Stmt *s, StmtVisitor *on_stmt, ExprVisitor *on_expr, void *context)
{
    Walker w = {on_stmt, on_expr, context};
    return visit_stmt(&w, s);
}

/* ----------------------------------------------------------------- rewrite */

/* Bottom-up. */
Expr *rewrite_expr(Expr *e, ExprRewriter *f, void *context)
{
    if (!e)
        return NULL;
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = rewrite_expr(e->kid[i], f, context);
    if (e->kind == E_STMT)
        rewrite_block(*e->u.block, f, context);
    return f(e, context);
}

/* t, or a new type if f changes an extent in it. */
static Type *rewrite_extents(Type *t, ExprRewriter *f, void *context)
{
    if (!t || t->kind == T_TYPEDEF || t->kind == T_FUNC)
        return t;
    Type *base = rewrite_extents(t->base, f, context);
    Expr *extent = t->extent ? rewrite_expr(clone_expr(t->extent, NULL), f, context) : NULL;
    if (base == t->base && (!extent || same_expr(extent, t->extent)))
        return t;
    Type *copy = new (Type);
    *copy = *t;
    copy->base = base;
    copy->extent = extent;
    return copy;
}

/* All expressions of b, initialisers and extents included. */
void rewrite_block(Block b, ExprRewriter *f, void *context)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < s->decls.n; i++) {
            Sym *v = s->decls.at[i];
            v->type = rewrite_extents(v->type, f, context);
            v->array = v->array ? rewrite_extents(v->array, f, context) : NULL;
            v->init = rewrite_expr(v->init, f, context);
        }
        for (int i = 0; i < 2; i++)
            s->e[i] = rewrite_expr(s->e[i], f, context);
        for (int i = 0; i < 3; i++)
            rewrite_block(s->body[i], f, context);
    }
}

void replace_stmts(Block *b, StmtReplacer *f, void *context)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                replace_stmts(&s->body[i], f, context);
        out = join(out, f(s, context));
    }
    *b = out;
}

/* ------------------------------------------------------------------- clone */

static Block clone_stmts(Block b, Map *syms);

static Sym *mapped(Sym *v, Map *syms)
{
    Sym *fresh = v && syms ? map_get(syms, v) : NULL;
    return fresh ? fresh : v;
}

static Designators *clone_designators(const Designators *from, Map *syms)
{
    Designators *to = new (Designators);
    for (int i = 0; i < from->n; i++) {
        Designator d = from->at[i];
        d.first = clone_expr(d.first, syms);
        d.last = clone_expr(d.last, syms);
        append(to, d);
    }
    return to;
}

static Walk find_mapped(Expr *e, void *context)
{
    Map *syms = context;
    return e->kind == E_REF && map_has(syms, e->u.sym) ? WALK_STOP : WALK_ON;
}

/* t with the symbols in its extents replaced; t itself where there are none. */
static Type *clone_type(Type *t, Map *syms)
{
    if (!t || !syms || t->kind == T_TYPEDEF || t->kind == T_FUNC)
        return t;
    Type *base = clone_type(t->base, syms), *written = clone_type(t->written, syms);
    bool mentions = t->extent && !walk_expr(t->extent, find_mapped, syms);
    if (base == t->base && written == t->written && !mentions)
        return t;
    Type *copy = new (Type);
    *copy = *t;
    copy->base = base;
    copy->written = written;
    copy->extent = clone_expr(t->extent, syms);
    return copy;
}

static Sym *fresh_sym(Sym *v)
{
    Sym *fresh = new_sym(v->kind, v->name, v->type);
    int id = fresh->id;
    *fresh = *v;
    fresh->id = id;
    return fresh;
}

/* Gives everything that the statement declares a fresh symbol.  What is extern stays what it is. */
static Walk declare_fresh(Stmt *s, void *context)
{
    Map *syms = context;
    for (int i = 0; i < s->decls.n; i++)
        if (!s->decls.at[i]->global)
            map_set(syms, s->decls.at[i], fresh_sym(s->decls.at[i]));
    if (s->kind == S_LABEL)
        map_set(syms, s->label, fresh_sym(s->label));
    return WALK_ON;
}

/* Ties the copies of the symbols declared in the statement to one another. */
static Sym *clone_decl(Sym *v, Map *syms)
{
    Sym *fresh = mapped(v, syms);
    if (fresh != v) {
        fresh->type = clone_type(v->type, syms);
        fresh->array = clone_type(v->array, syms);
        fresh->init = clone_expr(v->init, syms);
        fresh->shadow = mapped(v->shadow, syms);
        fresh->primal = mapped(v->primal, syms);
    }
    return fresh;
}

Expr *clone_expr(const Expr *e, Map *syms)
{
    if (!e)
        return NULL;
    Expr *copy = new_expr(e->kind, e->type, e->loc, e->nkid);
    Expr **kid = copy->kid;
    *copy = *e;
    copy->kid = kid;
    for (int i = 0; i < e->nkid; i++)
        copy->kid[i] = clone_expr(e->kid[i], syms);
    switch (e->kind) {
    case E_REF:
    case E_LABEL_ADDR:
        copy->u.sym = mapped(e->u.sym, syms);
        break;
    case E_DESIGNATED:
        copy->u.designators = clone_designators(e->u.designators, syms);
        break;
    case E_CAST:
    case E_COMPOUND:
    case E_VA_ARG:
        copy->type = clone_type(e->type, syms);
        break;
    case E_STMT:
        copy->u.block = new (Block);
        *copy->u.block = clone_block(*e->u.block, syms);
        break;
    default:
        break;
    }
    return copy;
}

/* s alone, its symbols being in the map already. */
static Stmt *clone_one(const Stmt *s, Map *syms)
{
    Stmt *copy = new (Stmt);
    *copy = *s;
    copy->next = NULL;
    copy->decls = (Syms){0};
    for (int i = 0; i < s->decls.n; i++)
        append(&copy->decls, clone_decl(s->decls.at[i], syms));
    copy->label = mapped(s->label, syms);
    for (int i = 0; i < 2; i++)
        copy->e[i] = clone_expr(s->e[i], syms);
    for (int i = 0; i < 3; i++)
        copy->body[i] = clone_stmts(s->body[i], syms);
    return copy;
}

static Block clone_stmts(Block b, Map *syms)
{
    Block copy = {0};
    for (Stmt *s = b.first; s; s = s->next)
        add_stmt(&copy, clone_one(s, syms));
    return copy;
}

/* With fresh symbols for what s declares: what follows s in its block must be cloned with the same
 * map. */
Stmt *clone_stmt(const Stmt *s, Map *syms)
{
    Stmt alone = *s;
    alone.next = NULL;
    return clone_block((Block){&alone, &alone}, syms).first;
}

/* Jumps may lead forward, so all symbols are made before anything is copied.  Expressions are
 * walked too, but statement expressions see to themselves when clone_expr comes to them. */
Block clone_block(Block b, Map *syms)
{
    Map own = {0};
    if (!syms)
        syms = &own;
    walk_block(b, declare_fresh, NULL, syms);
    return clone_stmts(b, syms);
}

/* A function of another name with parameters and locals of its own. */
Func *clone_func(const Func *f, const char *name, Map *syms)
{
    Map own = {0};
    if (!syms)
        syms = &own;
    Func *copy = new (Func);
    *copy = *f;
    copy->sym = fresh_sym(f->sym);
    copy->sym->name = intern(name);
    copy->sym->func = copy;
    copy->params = (Syms){0};
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = fresh_sym(f->params.at[i]);
        map_set(syms, f->params.at[i], v);
        append(&copy->params, v);
    }
    for (int i = 0; i < f->params.n; i++)
        clone_decl(f->params.at[i], syms);
    copy->body = clone_block(f->body, syms);
    return copy;
}

/* ----------------------------------------------------------------- compare */

static bool same_payload(const Expr *a, const Expr *b)
{
    switch (a->kind) {
    case E_INT:
    case E_FLOAT:
    case E_CHAR:
    case E_STRING:
    case E_IMAGINARY:
    case E_OPAQUE:
        return str_eq(a->text, b->text);
    case E_REF:
    case E_LABEL_ADDR:
        return a->u.sym == b->u.sym;
    case E_MEMBER:
        return a->u.field == b->u.field && a->arrow == b->arrow;
    case E_CAST:
    case E_CONV:
    case E_COMPOUND:
    case E_VA_ARG:
        return same_type(a->type, b->type);
    case E_STMT:
    case E_DESIGNATED:
        return false;
    default:
        return true;
    }
}

/* Equal trees, types of casts included.  Statement expressions are equal to nothing but themselves.
 */
bool same_expr(const Expr *a, const Expr *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->kind != b->kind || a->op != b->op || a->nkid != b->nkid)
        return false;
    if (!same_payload(a, b))
        return false;
    for (int i = 0; i < a->nkid; i++)
        if (!same_expr(a->kid[i], b->kid[i]))
            return false;
    return true;
}

static bool is_step(const Expr *e)
{
    return e->kind == E_UNARY &&
           (e->op == OP_PREINC || e->op == OP_PREDEC || e->op == OP_POSTINC || e->op == OP_POSTDEC);
}

static Walk find_effect(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF))
        return WALK_PRUNE;
    bool effect = e->kind == E_ASSIGN || e->kind == E_CALL || e->kind == E_STMT ||
                  e->kind == E_VA_ARG || is_step(e) || (is_lvalue(e) && is_volatile(e->type));
    return effect ? WALK_STOP : WALK_ON;
}

bool has_side_effects(const Expr *e)
{
    return e && !walk_expr((Expr *)e, find_effect, NULL);
}

bool is_path(const Expr *e)
{
    return e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
           (e->kind == E_UNARY && e->op == OP_DEREF);
}

static Walk find_mention(Expr *e, void *context)
{
    return (e->kind == E_REF || e->kind == E_LABEL_ADDR) && e->u.sym == context ? WALK_STOP
                                                                                : WALK_ON;
}

static Walk find_mention_in_type(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = array_in(s->decls.at[i]->type); t; t = array_in(t->base))
            if (t->extent && !walk_expr(t->extent, find_mention, context))
                return WALK_STOP;
    return WALK_ON;
}

bool list_mentions(Block b, const Sym *sym)
{
    return !walk_block(b, find_mention_in_type, find_mention, (Sym *)sym);
}

bool stmt_mentions(const Stmt *s, const Sym *sym)
{
    return !walk_stmt((Stmt *)s, find_mention_in_type, find_mention, (Sym *)sym);
}

bool expr_mentions(const Expr *e, const Sym *sym)
{
    return e && !walk_expr((Expr *)e, find_mention, (Sym *)sym);
}

static void note_target(Map *changed, const Expr *lvalue)
{
    Sym *v = ref_sym(lvalue);
    if (v)
        map_set(changed, v, v);
}

static Walk note_change(Expr *e, void *context)
{
    if (e->kind == E_ASSIGN || is_step(e) || (e->kind == E_UNARY && e->op == OP_ADDR))
        note_target(context, e->kid[0]);
    return WALK_ON;
}

static Walk note_pop(Stmt *s, void *context)
{
    if (s->kind == S_POP)
        note_target(context, s->e[0]);
    return WALK_ON;
}

Map changed_variables(Block b)
{
    Map changed = {0};
    walk_block(b, note_pop, note_change, &changed);
    return changed;
}
