/* vector.c - operations on GNU vectors, element by element.
 *
 *     v4 a = {x, y}, b = a * 2.0 + *p;      ->      double a[4], b[4];
 *                                                   a[0] = x;  a[1] = y;  a[2] = 0;  a[3] = 0;
 *                                                   b[0] = a[0] * 2.0 + ((double *)p)[0];  ...
 *
 * Local vectors become arrays, others are looked at through a pointer to their elements, so that
 * nothing after this knows of vectors of reals.  In normal form, and leaves it.
 */
#include "reverse.h"

typedef struct Spread {
    const Func *f;
    Map arrays;     /* Sym of a local variable that is an array now */
    Map names;
    Block before;   /* of the statement at hand */
    const Expr *bad; /* what cannot be taken apart */
} Spread;

bool is_real_vector(Type *t)
{
    t = strip(t);
    return t->kind == T_VECTOR && is_real_floating(t->base);
}

bool has_vector_members(Type *t)
{
    t = strip(element_type(t));
    if (t->kind != T_RECORD)
        return is_real_vector(t);
    for (int i = 0; i < t->tag->fields.n; i++)
        if (has_vector_members(t->tag->fields.at[i]->type))
            return true;
    return false;
}

/* An array of vectors is an array of arrays. */
static Type *as_arrays(Type *t)
{
    Type *s = strip(t);
    if (is_real_vector(t))
        return array_of(unqualified(s->base), s->count, NULL);
    return array_of(as_arrays(s->base), s->count, s->extent);
}

static Expr *fail(Spread *s, const Expr *e)
{
    s->bad = s->bad ? s->bad : e;
    return clone_expr(e, NULL);
}

/* The elements of a vector lvalue: an array, or a pointer to the first. */
static Expr *elements(Spread *s, const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_REF && map_has(&s->arrays, e->u.sym))
        return ref(e->u.sym);
    const Expr *base = e->kind == E_INDEX ? skip_conv(e->kid[BASE]) : NULL;
    Sym *v = base ? ref_sym(base) : NULL;
    if (v && map_has(&s->arrays, v))
        return index_of(ref(v), clone_expr(e->kid[INDEX], NULL));
    if (!is_lvalue(e) || (e->kind == E_REF && e->u.sym->kind == SYM_PARAM))
        return fail(s, e);
    Type *t = strip(e->type);
    Type *to = pointer_to(is_const(e->type) ? qualified(t->base, Q_CONST) : t->base);
    return cast(to, address_of(clone_expr(e, NULL)));
}

static Expr *pick(Spread *s, const Expr *vector, Expr *k)
{
    Expr *all = elements(s, vector);
    return s->bad ? k : index_of(all, k);
}

/* Scalars: the elements that they mention. */
static Expr *scalar_node(Expr *e, void *context)
{
    if (e->kind == E_INDEX && is_real_vector(e->kid[BASE]->type))
        return pick(context, e->kid[BASE], e->kid[INDEX]);
    return e;
}

static Expr *scalar(Spread *s, const Expr *e)
{
    return rewrite_expr(clone_expr(e, NULL), scalar_node, s);
}

/* Element k of the value of e. */
static Expr *element(Spread *s, const Expr *e, int k)
{
    if (!is_real_vector(e->type) && e->kind != E_INIT)
        return scalar(s, e);
    switch (e->kind) {
    case E_REF:
    case E_INDEX:
    case E_MEMBER:
        return pick(s, e, int_const(k));
    case E_UNARY:
        if (e->op == OP_DEREF)
            return pick(s, e, int_const(k));
        if (e->op == OP_NEG || e->op == OP_PLUS)
            return unary(e->op, element(s, e->kid[0], k));
        return fail(s, e);
    case E_BINARY:
        if (e->op != OP_ADD && e->op != OP_SUB && e->op != OP_MUL && e->op != OP_DIV)
            return fail(s, e);
        return binary(e->op, element(s, e->kid[LHS], k), element(s, e->kid[RHS], k));
    case E_CONV:
    case E_CAST:
        if (is_real_vector(e->kid[0]->type) && !same_type(e->type, e->kid[0]->type))
            return fail(s, e);
        return is_arithmetic(e->kid[0]->type)
                   ? cast(unqualified(strip(e->type)->base), scalar(s, e->kid[0]))
                   : element(s, e->kid[0], k);
    case E_COMPOUND:
        return element(s, e->kid[0], k);
    case E_INIT:
        if (k < e->nkid && (is_real_vector(e->kid[k]->type) || e->kid[k]->kind == E_DESIGNATED))
            return fail(s, e);
        return k < e->nkid ? scalar(s, e->kid[k]) : int_const(0);
    case E_COND:
        if (!is_scalar(e->kid[COND]->type))
            return fail(s, e);
        return cond(scalar(s, e->kid[COND]), element(s, e->kid[THEN], k),
                    element(s, e->kid[ELSE], k));
    default:
        return fail(s, e);
    }
}

/* ------------------------------------------------------------------ statements */

/* A scalar in a vector operation is read before any element is written. */
static Expr *hold_scalar(Expr *e, void *context)
{
    Spread *s = context;
    bool operand = e->kind == E_BINARY || e->kind == E_CONV || e->kind == E_CAST;
    for (int i = 0; operand && is_real_vector(e->type) && i < e->nkid; i++) {
        Expr *kid = e->kid[i];
        if (!is_arithmetic(kid->type) || kid->kind == E_FLOAT || kid->kind == E_INT)
            continue;
        Sym *t = new_sym(SYM_VAR, free_name(&s->names, "t"), unqualified(kid->type));
        t->generated = true;
        Stmt *d = decl_stmt(t, scalar(s, kid));
        d->loc = kid->loc;
        add_stmt(&s->before, d);
        e->kid[i] = ref(t);
    }
    return e;
}

/* lhs op= rhs, element by element */
static void assign_elements(Spread *s, Type *t, const Expr *lhs, Op op, Expr *rhs, Loc loc,
                            Block *out)
{
    if (rhs->kind != E_INIT && rhs->kind != E_COMPOUND)
        rhs = rewrite_expr(rhs, hold_scalar, s);
    *out = join(*out, s->before);
    s->before = (Block){0};
    for (int k = 0; k < strip(t)->count && !s->bad; k++) {
        Expr *to = pick(s, lhs, int_const(k)), *value = element(s, rhs, k);
        Stmt *st = expr_stmt(op == OP_NONE ? assign(to, value) : assign_op(op, to, value));
        st->loc = loc;
        add_stmt(out, st);
    }
}

/* {{1, x}, {2}} does for an array of arrays what it did for one of vectors. */
static bool init_of_arrays(Expr *init, Type *t)
{
    if (init->kind != E_INIT || !is_array(t))
        return !is_real_vector(init->type) && !is_array(t);
    init->type = t;
    for (int i = 0; i < init->nkid; i++)
        if (!init_of_arrays(init->kid[i], strip(t)->base))
            return false;
    return true;
}

static void spread_block(Spread *s, Block *b);

static Walk find_whole_vector(Expr *e, void *context)
{
    (void)context;
    return is_real_vector(e->type) ? WALK_STOP : WALK_ON;
}

/* struct s v = {a, k};  ->  struct s v = {0};  v.a = a;  v.k = k;  where a is a vector */
static bool initialises_members(const Sym *v)
{
    bool list = is_record(element_type(v->type)) || is_array(v->type);
    return v->init && list && v->init->kind == E_INIT && v->storage != ST_STATIC && !v->global &&
           (!walk_expr(v->init, find_whole_vector, NULL) || is_real_vector(element_type(v->type)));
}

/* 'type' is what the variable becomes. */
static void set_members(Spread *s, Stmt *st, Type *type, Block *out)
{
    Sym *v = st->decls.at[0];
    Block members = spread_initialiser(v);
    v->init->type = v->type = type;
    spread_block(s, &members);
    add_stmt(out, st);
    *out = join(*out, members);
}

/* The declaration of an array that was one of vectors. */
static void spread_array(Spread *s, Stmt *st, Type *vectors, Block *out)
{
    Sym *v = st->decls.at[0];
    Type *arrays = v->type;
    if (!v->init || init_of_arrays(v->init, arrays)) {
        v->init = v->init ? rewrite_expr(v->init, scalar_node, s) : NULL;
        add_stmt(out, st);
        return;
    }
    v->type = vectors;
    set_members(s, st, arrays, out);
}

static void spread_decl(Spread *s, Stmt *st, Block *out)
{
    Sym *v = st->decls.n == 1 ? st->decls.at[0] : NULL;
    Type *t = v ? map_get(&s->arrays, v) : NULL;
    if (t && !is_real_vector(t)) {
        spread_array(s, st, t, out);
        return;
    }
    bool vector = v && (t || (is_real_vector(v->type) && v->storage != ST_STATIC && !v->global));
    if (v && !vector && initialises_members(v)) {
        set_members(s, st, unqualified(v->type), out);
        return;
    }
    Expr *init = vector ? v->init : NULL;
    for (int i = 0; !vector && i < st->decls.n; i++)
        if (st->decls.at[i]->init)
            st->decls.at[i]->init = rewrite_expr(st->decls.at[i]->init, scalar_node, s);
    if (init) {
        v->init = NULL;
        v->type = unqualified(v->type);
    }
    add_stmt(out, st);
    if (init)
        assign_elements(s, t ? t : v->type, ref(v), OP_NONE, init, st->loc, out);
}

static void spread_block(Spread *s, Block *b)
{
    Block out = {0};
    for (Stmt *st = b->first, *next; st; st = next) {
        next = st->next;
        st->next = NULL;
        for (int i = 0; i < 3; i++)
            spread_block(s, &st->body[i]);
        Expr *e = st->e[0];
        if (st->kind == S_DECL) {
            spread_decl(s, st, &out);
            continue;
        }
        if (st->kind == S_EXPR && e->kind == E_ASSIGN && is_real_vector(e->kid[LHS]->type)) {
            assign_elements(s, e->kid[LHS]->type, e->kid[LHS], e->op, e->kid[RHS], st->loc, &out);
            continue;
        }
        for (int i = 0; i < 2; i++)
            st->e[i] = st->e[i] ? rewrite_expr(st->e[i], scalar_node, s) : NULL;
        add_stmt(&out, st);
    }
    *b = out;
}

/* ------------------------------------------------------------------ functions */

/* An array of vectors that is mentioned without an index. */
static Walk find_whole_array(Expr *e, void *context)
{
    if (e->kind != E_INDEX || ref_sym(skip_conv(e->kid[BASE])) != context)
        return e->kind == E_REF && e->u.sym == context ? WALK_STOP : WALK_ON;
    return walk_expr(e->kid[INDEX], find_whole_array, context) ? WALK_PRUNE : WALK_STOP;
}

/* Does a pointer to vectors lead to it?  Then it must stay one, for its type and alignment. */
static bool is_pointed_to(const Func *f, Sym *v)
{
    return v->address_taken ||
           (is_array(v->type) && !walk_block(f->body, NULL, find_whole_array, v));
}

static Walk note_vector(Stmt *st, void *context)
{
    Spread *s = context;
    for (int i = 0; st->kind == S_DECL && i < st->decls.n; i++) {
        Sym *v = st->decls.at[i];
        if (is_real_vector(element_type(v->type)) && v->storage != ST_STATIC && !v->global &&
            !is_pointed_to(s->f, v)) {
            map_set(&s->arrays, v, v->type);
            v->type = as_arrays(v->type);
        }
    }
    return WALK_ON;
}

static Walk is_vector_decl(Stmt *st, void *context)
{
    (void)context;
    for (int i = 0; st->kind == S_DECL && i < st->decls.n; i++)
        if (is_real_vector(element_type(st->decls.at[i]->type)))
            return WALK_STOP;
    return WALK_ON;
}

static Walk find_vector(Expr *e, void *context)
{
    (void)context;
    return is_real_vector(element_type(e->type)) ? WALK_STOP : WALK_ON;
}

/* What is left of vectors, but for their addresses. */
static Walk find_left(Expr *e, void *context)
{
    Spread *s = context;
    if (e->kind == E_UNARY && (e->op == OP_ADDR || e->op == OP_SIZEOF)) {
        for (int i = 0; i < e->kid[0]->nkid; i++)
            walk_expr(e->kid[0]->kid[i], find_left, s);
        return WALK_PRUNE;
    }
    if (is_real_vector(e->type))
        fail(s, e);
    return WALK_ON;
}

void spread_vectors(Func *f)
{
    if (walk_block(f->body, is_vector_decl, find_vector, NULL))
        return;
    Spread s = {.f = f, .names = names_in(f)};
    Block before = clone_block(f->body, NULL);
    walk_block(f->body, note_vector, NULL, &s);
    spread_block(&s, &f->body);
    walk_block(f->body, NULL, find_left, &s);
    if (!s.bad)
        return;
    f->body = f->sym->inactive ? before : (Block){0};
    if (!f->sym->inactive)
        error_at(s.bad->loc, "'%s' works on vectors other than element by element; write it with "
                             "their elements, or in a function that is ADCC_INACTIVE",
                 expr_str(s.bad));
}
