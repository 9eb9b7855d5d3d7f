/* simplify_uses.c - what statements and expressions do with storage.
 *
 *     x_b[i] += r * w;      reads x_b, i, r, w; loads and stores through x_b
 *     p->v = s.a;           reads p and s; stores through p
 *     h(&r, a);             r and the array a escape; a call
 *
 * A private variable is a local one whose address goes nowhere: it changes only
 * where it is named.  Everything else is memory, of which two kinds are told
 * apart: what is reached from shadows, and what is reached from primal variables.
 */
#include "simplify.h"

#include <ctype.h>

static void add_use(Uses *uses, UseKind kind, Sym *v)
{
    Use use = {kind, v};
    append(uses, use);
}

/* ------------------------------------------------------------------ places */

/* Is the operand of an lvalue an array in place, so that the lvalue lies in it? */
static bool is_in_place(const Expr *base)
{
    const Expr *e = skip_conv((Expr *)base);
    return is_array(e->type) && is_lvalue(e);
}

/* One step from an lvalue towards what it lies in; NULL at the variable or where a pointer is
 * followed. */
static Expr *enclosing(const Expr *lv)
{
    switch (lv->kind) {
    case E_MEMBER:
        return !lv->arrow || is_in_place(lv->kid[BASE]) ? skip_conv(lv->kid[BASE]) : NULL;
    case E_INDEX:
        return is_in_place(lv->kid[BASE]) ? skip_conv(lv->kid[BASE]) : NULL;
    case E_UNARY:
        if (lv->op == OP_DEREF)
            return is_in_place(lv->kid[0]) ? skip_conv(lv->kid[0]) : NULL;
        return lv->op == OP_REAL || lv->op == OP_IMAG || lv->op == OP_EXTENSION ? lv->kid[0] : NULL;
    default:
        return NULL;
    }
}

/* The pointer variable that a pointer value starts from; NULL if it is not known. */
static Sym *pointer_root(const Expr *p)
{
    p = skip_conv((Expr *)p);
    switch (p->kind) {
    case E_REF:
        return p->u.sym;
    case E_CAST:
        return pointer_root(p->kid[0]);
    case E_BINARY:
        return pointer_root(p->kid[is_pointer(decay(p->kid[LHS]->type)) ? LHS : RHS]);
    case E_INDEX:
    case E_MEMBER:
    case E_UNARY: {
        bool direct;
        bool address = p->kind == E_UNARY && p->op == OP_ADDR;
        return address || is_lvalue(p) ? target_root(address ? p->kid[0] : p, &direct) : NULL;
    }
    default:
        return NULL;
    }
}

Sym *target_root(const Expr *lv, bool *direct)
{
    for (const Expr *outer; (outer = enclosing(lv)); lv = outer)
        ;
    *direct = lv->kind == E_REF;
    if (*direct)
        return lv->u.sym;
    return is_lvalue(lv) && lv->nkid > 0 && lv->kind != E_COMPOUND ? pointer_root(lv->kid[0])
                                                                   : NULL;
}

/* -------------------------------------------------------------------- uses */

void uses_of_place(Uses *uses, const Expr *lv)
{
    const Expr *outer = enclosing(lv);
    if (outer)
        uses_of_place(uses, outer);
    else if (lv->kind != E_REF)
        for (int i = 0; i < lv->nkid; i++)
            uses_of_expr(uses, lv->kid[i]);
    if (outer && lv->kind == E_INDEX)
        uses_of_expr(uses, lv->kid[INDEX]);
}

/* An access to an lvalue: kind is USE_READ, USE_WRITE or USE_ESCAPE. */
static void access_to(Uses *uses, const Expr *lv, UseKind kind)
{
    bool direct;
    Sym *root = target_root(lv, &direct);
    uses_of_place(uses, lv);
    if (direct)
        add_use(uses, kind == USE_WRITE && lv->kind != E_REF ? USE_PART : kind, root);
    else if (kind != USE_ESCAPE)
        add_use(uses, kind == USE_WRITE ? USE_STORE : USE_LOAD, root);
}

static void uses_of_kids(Uses *uses, const Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        uses_of_expr(uses, e->kid[i]);
}

static void uses_of_block(Uses *uses, Block b)
{
    for (const Stmt *s = b.first; s; s = s->next)
        uses_of_stmt(uses, s);
}

static bool is_variable(const Expr *e)
{
    return e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM;
}

static void uses_of_unary(Uses *uses, const Expr *e)
{
    bool step = e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    if (e->op == OP_ADDR && is_lvalue(e->kid[0])) {
        access_to(uses, e->kid[0], USE_ESCAPE);
    } else if (step) {
        access_to(uses, e->kid[0], USE_READ);
        access_to(uses, e->kid[0], USE_WRITE);
    } else if (e->op == OP_DEREF) {
        access_to(uses, e, is_array(e->type) ? USE_ESCAPE : USE_READ);
    } else {
        bool measured = (e->op == OP_SIZEOF || e->op == OP_ALIGNOF) && is_lvalue(e->kid[0]);
        if (measured)
            access_to(uses, e->kid[0], USE_READ);
        else
            uses_of_kids(uses, e);
    }
}

void uses_of_expr(Uses *uses, const Expr *e)
{
    if (!e)
        return;
    switch (e->kind) {
    case E_REF:
        if (is_variable(e))
            access_to(uses, e, is_array(e->type) ? USE_ESCAPE : USE_READ);
        break;
    case E_INDEX:
    case E_MEMBER:
        if (is_lvalue(e))
            access_to(uses, e, is_array(e->type) ? USE_ESCAPE : USE_READ);
        else
            uses_of_kids(uses, e);
        break;
    case E_UNARY:
        uses_of_unary(uses, e);
        break;
    case E_ASSIGN:
        uses_of_expr(uses, e->kid[RHS]);
        if (e->op != OP_NONE)
            access_to(uses, e->kid[LHS], USE_READ);
        access_to(uses, e->kid[LHS], USE_WRITE);
        break;
    case E_CALL:
    case E_VA_ARG:
        uses_of_kids(uses, e);
        if (!is_pure(e))
            add_use(uses, USE_CALL, NULL);
        break;
    case E_STMT:
        uses_of_block(uses, *e->u.block);
        break;
    default:
        uses_of_kids(uses, e);
        break;
    }
}

void uses_of_extents(Uses *uses, Type *t)
{
    for (; t && t->kind != T_TYPEDEF && t->kind != T_FUNC; t = t->base)
        if (t->kind == T_ARRAY && t->extent)
            uses_of_expr(uses, t->extent);
}

void uses_of_stmt(Uses *uses, const Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        uses_of_extents(uses, v->type);
        if (v->init && v->kind == SYM_VAR) {
            uses_of_expr(uses, v->init);
            add_use(uses, USE_WRITE, v);
        }
    }
    if (s->kind == S_POP)
        access_to(uses, s->e[0], USE_WRITE);
    else if (s->kind == S_PUSH && is_lvalue(s->e[0]))
        access_to(uses, s->e[0], USE_READ);
    else
        uses_of_expr(uses, s->e[0]);
    uses_of_expr(uses, s->e[1]);
    for (int i = 0; i < 3; i++)
        uses_of_block(uses, s->body[i]);
    if (s->kind == S_OPAQUE)
        add_use(uses, USE_CALL, NULL);
}

/* ------------------------------------------------------------------- facts */

Facts *facts_of(Simplify *c, const Sym *v)
{
    return v ? map_get(&c->facts, v) : NULL;
}

Facts *private_facts(Simplify *c, const Sym *v)
{
    Facts *facts = facts_of(c, v);
    return facts && !facts->shared ? facts : NULL;
}

bool may_change(const Sym *v)
{
    return v && (v->primal || v->generated);
}

/* The uses of s, until they are asked for again: a list for each statement that others are nested
 * in would take space that grows with the square of their depth. */
static const Uses *all_uses(Simplify *c, const Stmt *s)
{
    c->uses.n = 0;
    uses_of_stmt(&c->uses, s);
    return &c->uses;
}

void count_stmt(Simplify *c, const Stmt *s, int sign)
{
    const Uses *uses = all_uses(c, s);
    for (int i = 0; i < uses->n; i++) {
        Facts *facts = facts_of(c, uses->at[i].sym);
        if (!facts)
            continue;
        UseKind kind = uses->at[i].kind;
        facts->reads += kind == USE_READ ? sign : 0;
        facts->writes += kind == USE_WRITE || kind == USE_PART ? sign : 0;
        facts->shared |= kind == USE_ESCAPE;
    }
}

static unsigned memory_of(const Sym *root)
{
    if (!root)
        return MEMORY_ANY;
    if (root->primal)
        return MEMORY_SHADOW;
    return root->generated ? MEMORY_ANY : MEMORY_PRIMAL;
}

/* Adds one use to an effect. */
static void add_effect(Simplify *c, Effect *effect, Use use)
{
    Facts *facts = private_facts(c, use.sym);
    bool constant = use.sym && use.sym->global && is_const(use.sym->type);
    switch (use.kind) {
    case USE_READ:
        if (facts)
            bits_add(&effect->reads, facts->index);
        else if (!constant)
            effect->loads |= memory_of(use.sym);
        break;
    case USE_WRITE:
    case USE_PART:
        if (facts)
            bits_add(&effect->writes, facts->index);
        else
            effect->stores |= memory_of(use.sym);
        break;
    case USE_LOAD:
        effect->loads |= memory_of(use.sym);
        break;
    case USE_STORE:
        effect->stores |= memory_of(use.sym);
        break;
    case USE_CALL:
        effect->loads = effect->stores = MEMORY_ANY;
        break;
    case USE_ESCAPE:
        break;
    }
}

/* Does s lead out of the list it stands in, given the loops and switches inside it around the jump?
 */
static bool leads_out(const Stmt *s, bool in_loop, bool in_switch)
{
    switch (s->kind) {
    case S_BREAK:
        return !in_loop && !in_switch;
    case S_CONTINUE:
        return !in_loop;
    case S_RETURN:
    case S_GOTO:
    case S_GOTO_ADDR:
        return true;
    default:
        break;
    }
    bool loop = s->kind == S_WHILE || s->kind == S_DO || s->kind == S_FOR;
    for (int i = 0; i < 3; i++)
        for (const Stmt *k = s->body[i].first; k; k = k->next)
            if (leads_out(k, in_loop || loop, (in_switch && !loop) || s->kind == S_SWITCH))
                return true;
    return false;
}

/* Is there a mark in s that control reaches from outside? */
static bool can_be_entered(const Stmt *s, bool in_switch)
{
    if (s->kind == S_LABEL || ((s->kind == S_CASE || s->kind == S_DEFAULT) && !in_switch))
        return true;
    for (int i = 0; i < 3; i++)
        for (const Stmt *k = s->body[i].first; k; k = k->next)
            if (can_be_entered(k, in_switch || s->kind == S_SWITCH))
                return true;
    return false;
}

Effect *effect_of(Simplify *c, Stmt *s)
{
    Effect *effect = map_get(&c->effects, s);
    if (effect)
        return effect;
    effect = new (Effect);
    const Uses *uses = all_uses(c, s);
    for (int i = 0; i < uses->n; i++)
        add_effect(c, effect, uses->at[i]);
    effect->jumps = leads_out(s, false, false);
    effect->marked = can_be_entered(s, false);
    map_set(&c->effects, s, effect);
    return effect;
}

Effect effect_of_uses(Simplify *c, const Uses *uses)
{
    Effect effect = {0};
    for (int i = 0; i < uses->n; i++)
        add_effect(c, &effect, uses->at[i]);
    return effect;
}

Effect effect_of_expr(Simplify *c, const Expr *e)
{
    Uses uses = {0};
    uses_of_expr(&uses, e);
    return effect_of_uses(c, &uses);
}

bool disturbs(const Effect *s, const Effect *value)
{
    return bits_meet(&s->writes, &value->reads) || (s->stores & value->loads) || s->marked;
}

void stmt_changed(Simplify *c, Stmt *s)
{
    map_set(&c->effects, s, NULL);
    c->changed = true;
}

int size_of_expr(const Expr *e)
{
    int size = e->kind != E_CONV;
    for (int i = 0; i < e->nkid; i++)
        size += size_of_expr(e->kid[i]);
    return size;
}

/* ---------------------------------------------------------------- gathering */

static void add_local(Simplify *c, Sym *v)
{
    if (v->global || (v->kind != SYM_VAR && v->kind != SYM_PARAM) || facts_of(c, v))
        return;
    Facts *facts = new (Facts);
    facts->sym = v;
    facts->index = c->locals.n;
    facts->shared = v->storage == ST_STATIC || v->storage == ST_EXTERN || is_volatile(v->type) ||
                    strip(v->type)->kind == T_OPAQUE || map_has(&c->texts, intern(v->name));
    append(&c->locals, v);
    map_set(&c->facts, v, facts);
}

static void add_names(Simplify *c, const char *text)
{
    while (*text) {
        const char *end = text;
        while (isalnum((unsigned char)*end) || *end == '_')
            end++;
        if (end > text)
            map_set(&c->texts, intern_n(text, (size_t)(end - text)), c);
        text = *end ? end + 1 : end;
    }
}

static Walk find_text(Expr *e, void *context)
{
    if (e->kind == E_OPAQUE)
        add_names(context, e->text);
    return WALK_ON;
}

static Walk find_stmt_text(Stmt *s, void *context)
{
    if (s->text && s->kind != S_COMMENT)
        add_names(context, s->text);
    return WALK_ON;
}

static Walk find_locals(Stmt *s, void *context)
{
    for (int i = 0; i < s->decls.n; i++)
        add_local(context, s->decls.at[i]);
    return WALK_ON;
}

static Walk look_inside(Expr *e, void *context)
{
    (void)e;
    (void)context;
    return WALK_ON;
}

/* Variables that extents mention stay as they are. */
static Walk fix_extents(Stmt *s, void *context)
{
    for (int i = 0; i < s->decls.n; i++) {
        Uses uses = {0};
        uses_of_extents(&uses, s->decls.at[i]->type);
        for (int k = 0; k < uses.n; k++) {
            Facts *facts = facts_of(context, uses.at[k].sym);
            if (facts)
                facts->fixed = true;
        }
    }
    return WALK_ON;
}

/* Everything there is to know before the rules start. */
Simplify gather_facts(Func *f)
{
    Simplify c = {.f = f};
    walk_block(f->body, find_stmt_text, find_text, &c);
    for (int i = 0; i < f->params.n; i++)
        add_local(&c, f->params.at[i]);
    walk_block(f->body, find_locals, look_inside, &c);
    walk_block(f->body, fix_extents, look_inside, &c);
    for (const Stmt *s = f->body.first; s; s = s->next)
        count_stmt(&c, s, 1);
    return c;
}
