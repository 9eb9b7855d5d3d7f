/* lower.c - brings function bodies into normal form: the driver and the statements.
 *
 *     double a = x * 2, *p = next();          double a = x * 2;
 *     if (a > 0 && (p = find(p)) != NULL)     double *p = next();
 *         return f(*p++);                     if (a > 0) {
 *                                                 p = find(p);
 *                                                 if (p != NULL) {
 *                                                     double t1 = f(*p);
 *                                                     return t1;
 *                                                 }
 *                                             }
 *
 * adcc.h states the form.  First names are made unique and parameters that
 * change become locals (lower_names.c); then every block is rebuilt statement by
 * statement, each putting out what its expressions need before it (lower_expr.c,
 * lower_effect.c).  Loops whose conditions or steps have effects are in
 * lower_loop.c, the verifier in lower_check.c.
 */
#include "lower.h"

/* ------------------------------------------------------------ declarations */

static Walk note_change(Expr *e, void *context)
{
    Map *changed = context;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    Sym *v = address ? root_of(e->kid[0]) : changed_variable(e);
    if (v)
        map_set(changed, v, v);
    return WALK_ON;
}

static Walk find_variable_part(Expr *e, void *context)
{
    const Map *changed = context;
    bool varies = e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (e->kind == E_REF && (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM))
        varies = e->u.sym->global || e->u.sym->storage == ST_STATIC || map_has(changed, e->u.sym);
    return varies ? WALK_STOP : WALK_ON;
}

/* A name for a type of variable length fixes the length where the name is declared. */
static void refuse_sized_name(Type *name, Loc loc)
{
    for (Type *t = array_in(name); t; t = array_in(t->base))
        if (t->extent) {
            error_at(loc, "'%s' is a name for an array type of variable length; write the type out",
                     type_str(name));
            return;
        }
}

/* Lowers the extents of arrays of variable length in a declared type.  What may change later gets a
 * name of its own: the reverse sweep declares such arrays again. */
static void lower_extents(Lower *l, Type *t, Loc loc)
{
    for (; t; t = t->base) {
        bool variable = t->kind == T_ARRAY && t->extent;
        if (variable && !is_pure(t->extent)) {
            int mark = l->pending.n;
            t->extent = lower_value(l, t->extent);
            put_postponed(l);
            l->pending.n = mark;
        }
        if (variable && !walk_expr(t->extent, find_variable_part, &l->changed)) {
            Sym *count = new_temp(l, "count", held_type(t->extent), t->extent->loc);
            put(l, declare(count, t->extent, t->extent->loc));
            t->extent = at(ref(count), t->extent->loc);
        }
        if (t->kind == T_TYPEDEF) {
            refuse_sized_name(t, loc);
            return;
        }
    }
}

/* Puts out T v; and then v = value. */
static void declare_and_assign(Lower *l, Sym *v, Expr *value, Block before, Loc loc)
{
    v->type = unqualified(v->type);
    put(l, declare(v, NULL, loc));
    *l->out = join(*l->out, before);
    if (value->kind == E_INIT) {
        Expr *literal = new_expr(E_COMPOUND, v->type, value->loc, 1);
        literal->kid[0] = value;
        value = literal;
    }
    put_effect(l, at(assign(at(ref(v), loc), value), loc));
}

/* T v = init; where init has effects. */
static void lower_initialiser(Lower *l, Sym *v, Stmt *s)
{
    Expr *init = v->init;
    bool can_split = !is_array(v->type) && !is_const(v->type);
    if (can_assign_branches(init) && can_split) {
        put(l, s);
        v->init = NULL;
        lower_branches(l, init, at(ref(v), s->loc));
        return;
    }
    Expr *original = is_array(v->type) ? clone_expr(init, NULL) : NULL;
    Block before = {0}, *out = l->out;
    l->out = &before;
    v->init = NULL; /* before the statements that lowering it puts out are searched for v */
    Expr *value = lower_source(l, init);
    l->out = out;
    if (!block_mentions(before, v)) {
        *out = join(*out, before);
        v->init = value;
        put(l, s);
    } else if (original) {
        v->init = original;
        put(l, s);
    } else {
        declare_and_assign(l, v, value, before, s->loc);
    }
}

/* Gives names to the tags without one that a declaration of several variables defines. */
static void name_tags(Lower *l, Tags tags)
{
    for (int i = 0; i < tags.n; i++)
        if (!tags.at[i]->name)
            tags.at[i]->name = fresh_name(l, tags.at[i]->kind == TAG_ENUM ? "kind" : "record");
}

/* T *p = realloc(old, sizeof *p): derivatives have to do with p before they declare it. */
static bool reallocates_by_itself(Sym *v)
{
    const Expr *call = v->init ? skip_casts(v->init) : NULL;
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    return f && str_eq(f->name, "realloc") && !is_const(v->type) &&
           expr_mentions(v->init, v);
}

/* A declaration becomes one for each variable. */
static void lower_decl(Lower *l, Stmt *s)
{
    Syms all = s->decls;
    if (all.n == 0) {
        put(l, s);
        return;
    }
    if (all.n > 1)
        name_tags(l, s->tags);
    for (int i = 0; i < all.n; i++) {
        Sym *v = all.at[i];
        Stmt *one = i == 0 ? s : new_stmt(S_DECL, s->loc);
        one->decls = (Syms){0};
        append(&one->decls, v);
        int mark = l->pending.n;
        bool lasting = v->kind != SYM_VAR || v->storage == ST_STATIC || v->storage == ST_EXTERN;
        if (!lasting)
            lower_extents(l, v->type, s->loc);
        Expr *later = !lasting && reallocates_by_itself(v) ? assign(ref(v), v->init) : NULL;
        if (later)
            v->init = NULL;
        if (lasting || !v->init || is_pure(v->init) || must_stay(v->init))
            put(l, one);
        else
            lower_initialiser(l, v, one);
        if (later) {
            later->loc = s->loc;
            lower_effects(l, later);
        }
        l->pending.n = mark;
        put_postponed(l);
    }
}

/* ------------------------------------------------------------ other statements */

Expr *lower_into(Lower *l, Block *b, Expr *e)
{
    if (must_stay(e))
        return e;
    Block *out = l->out;
    l->out = b;
    e = lower_value(l, e);
    l->out = out;
    return e;
}

/* A value that s uses: everything that comes before its use is put out. */
static Expr *lower_operand(Lower *l, Expr *e)
{
    int mark = l->pending.n;
    e = lower_into(l, l->out, e);
    put_postponed(l);
    l->pending.n = mark;
    return e;
}

/* if (a && b) s  becomes  if (a) if (b) s  when b has effects. */
static void nest_condition(Stmt *s)
{
    Expr *c = s->e[0];
    if (s->has_else || c->kind != E_BINARY || c->op != OP_LAND || is_pure(c->kid[RHS]) ||
        must_stay(c))
        return;
    Stmt *inner = if_stmt(c->kid[RHS], s->body[IF_THEN], (Block){0});
    inner->loc = c->kid[RHS]->loc;
    s->e[0] = c->kid[LHS];
    s->body[IF_THEN] = block_of(inner);
    nest_condition(s);
}

/* if */
static void lower_if(Lower *l, Stmt *s)
{
    nest_condition(s);
    s->e[0] = lower_operand(l, s->e[0]);
    s->body[IF_THEN] = lower_block(l, s->body[IF_THEN]);
    s->body[IF_ELSE] = lower_block(l, s->body[IF_ELSE]);
    if (s->has_else && is_empty(s->body[IF_ELSE]))
        s->has_else = false;
    put(l, s);
}

/* Forgets postponed assignments to variables that end with the function. */
static void drop_dead(Lower *l)
{
    for (int i = 0; i < l->postponed.n; i++) {
        Expr *e = l->postponed.at[i];
        Sym *v = e && e->kid[LHS]->kind == E_REF ? e->kid[LHS]->u.sym : NULL;
        if (v && !v->global && v->storage != ST_STATIC && v->storage != ST_EXTERN)
            l->postponed.at[i] = NULL;
    }
}

/* return */
static void lower_return(Lower *l, Stmt *s)
{
    Expr *e = s->e[0];
    if (e && strip(e->type)->kind == T_VOID) {
        lower_effects(l, e);
        put_postponed(l);
        s->e[0] = NULL;
    } else if (e) {
        int mark = l->pending.n;
        s->e[0] = lower_into(l, l->out, e);
        drop_dead(l);
        put_postponed(l);
        l->pending.n = mark;
    }
    put(l, s);
}

void lower_stmt(Lower *l, Stmt *s)
{
    int mark = l->pending.n;
    working_on("lower", s->loc);
    switch (s->kind) {
    case S_EXPR:
        lower_effects(l, s->e[0]);
        put_postponed(l);
        l->pending.n = mark;
        break;
    case S_DECL:
        lower_decl(l, s);
        break;
    case S_BLOCK:
        s->body[0] = lower_block(l, s->body[0]);
        put(l, s);
        break;
    case S_IF:
        lower_if(l, s);
        break;
    case S_WHILE:
    case S_DO:
    case S_FOR:
        lower_loop(l, s);
        break;
    case S_SWITCH:
        s->e[0] = lower_operand(l, s->e[0]);
        s->body[0] = lower_block(l, s->body[0]);
        put(l, s);
        break;
    case S_GOTO_ADDR:
        s->e[0] = lower_operand(l, s->e[0]);
        put(l, s);
        break;
    case S_RETURN:
        lower_return(l, s);
        break;
    case S_NULL:
        if (s->text)
            put(l, s);
        break;
    default:
        put(l, s);
        break;
    }
}

/* Stops at a label. */
static Walk stop_at_label(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_LABEL ? WALK_STOP : WALK_ON;
}

/* Stops at a label, or a case of a switch further out. */
static Walk stop_at_mark(Stmt *s, void *context)
{
    if (s->kind == S_SWITCH)
        return walk_block(s->body[0], stop_at_label, NULL, context) ? WALK_PRUNE : WALK_STOP;
    return s->kind == S_CASE || s->kind == S_DEFAULT || s->kind == S_LABEL ? WALK_STOP : WALK_ON;
}

bool has_marks(Block b)
{
    return !walk_block(b, stop_at_mark, NULL, NULL);
}

Block lower_block(Lower *l, Block b)
{
    Block result = {0}, *out = l->out;
    l->out = &result;
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        lower_stmt(l, s);
    }
    l->out = out;
    return result;
}

/* __func__ -> "f": it must say so in a derivative too */
static Expr *spell_function_name(Expr *e, void *context)
{
    const Func *f = context;
    bool name = e->kind == E_OPAQUE && e->text &&
                (str_eq(e->text, "__func__") || str_eq(e->text, "__FUNCTION__") ||
                 str_eq(e->text, "__PRETTY_FUNCTION__"));
    if (!name || !f->sym->name || str_eq(e->text, "__PRETTY_FUNCTION__"))
        return e;
    e->kind = E_STRING;
    e->text = fmt("\"%s\"", f->sym->name);
    return e;
}

void lower_func(Func *f)
{
    if (f->opaque)
        return;
    working_on("lower", f->loc);
    rewrite_block(f->body, spell_function_name, f);
    Lower l = {.func = f};
    make_names_unique(&l);
    copy_assigned_parameters(&l);
    walk_block(f->body, NULL, note_change, &l.changed);
    f->body = lower_block(&l, f->body);
}
