/* adjoint_record.c - whole structs: assigned, passed and returned by value.
 *
 *     a = b;      ->      b_b.x += a_b.x;  a_b.x = 0.0;   for each real x in them, arrays in loops
 *                         a_b.p = b_b.p;     forward, for each pointer that has a shadow
 *
 * The primal is copied as a whole, so that padding is what it was; its adjoint goes member by
 * member, since the shadow of a struct holds integers and pointers too, which are not added.
 * Of a union that holds reals, the member that covers all others stands for them.
 */
#include "reverse.h"

/* ------------------------------------------------------------------ the leaves of a struct */

/* What is done for corresponding leaves of two objects of one type; from may be NULL. */
typedef void LeafAction(Adjoint *a, Expr *to, Expr *from, Block *out);

typedef struct Leaves {
    Adjoint *a;
    LeafAction *action;
    bool pointers; /* pointers that have shadows, else reals */
} Leaves;

static void each_leaf(const Leaves *k, Expr *to, Expr *from, Block *out);

static bool has_leaves(const Leaves *k, Type *t)
{
    t = strip(element_type(t));
    if (t->kind != T_RECORD)
        return k->pointers ? t->kind == T_POINTER : holds_reals(t);
    for (int i = 0; i < t->tag->fields.n; i++)
        if (has_leaves(k, t->tag->fields.at[i]->type))
            return true;
    return false;
}

static void each_element(const Leaves *k, Expr *to, Expr *from, Block *out)
{
    Type *t = strip(to->type);
    if (t->count < 0)
        return; /* a flexible array member is no part of what is copied */
    Sym *i = new_local(k->a, "i", type_int);
    Block body = {0};
    each_leaf(k, index_of(to, ref(i)), from ? index_of(from, ref(i)) : NULL, &body);
    if (is_empty(body))
        return;
    Expr *more = binary(OP_LT, ref(i), int_const(t->count));
    Block step = block_of(expr_stmt(unary(OP_POSTINC, ref(i))));
    add_stmt(out, for_stmt(block_of(decl_stmt(i, int_const(0))), more, step, body));
}

/* Are all reals of a among those of b, at the same places? */
static bool reals_within(Type *a, long at, Type *b, long from)
{
    a = strip(a);
    if (a->kind == T_ARRAY) {
        for (long i = 0; i < a->count; i++)
            if (!reals_within(a->base, at + i * 8 * strip(a->base)->size, b, from))
                return false;
        return true;
    }
    if (a->kind == T_RECORD) {
        for (int i = 0; i < a->tag->fields.n; i++) {
            Field *f = a->tag->fields.at[i];
            if (holds_reals(f->type) && !reals_within(f->type, at + f->offset, b, from))
                return false;
        }
        return true;
    }
    if (!holds_reals(a))
        return true;
    b = strip(b);
    if (b->kind == T_ARRAY) {
        long size = 8 * strip(b->base)->size, i = size ? (at - from) / size : 0;
        return at >= from && i < b->count && reals_within(a, at, b->base, from + i * size);
    }
    if (b->kind != T_RECORD)
        return at == from && same_type(a, b);
    for (int i = 0; i < b->tag->fields.n; i++)
        if (reals_within(a, at, b->tag->fields.at[i]->type, from + b->tag->fields.at[i]->offset))
            return true;
    return false;
}

/* The member of a union whose reals are those of all members; NULL if there is none. */
Field *widest_member(const Tag *tag)
{
    for (int i = 0; i < tag->fields.n; i++) {
        bool covers = true;
        for (int j = 0; j < tag->fields.n && covers; j++)
            covers = reals_within(tag->fields.at[j]->type, 0, tag->fields.at[i]->type, 0);
        if (covers)
            return tag->fields.at[i];
    }
    return NULL;
}

static void each_member(const Leaves *k, Expr *to, Expr *from, Block *out)
{
    Tag *tag = strip(to->type)->tag;
    Field *only = tag->kind == TAG_UNION ? widest_member(tag) : NULL;
    if (tag->kind == TAG_UNION && !only && has_leaves(k, to->type)) {
        error_at(to->loc, "'%s' holds a union of different reals, whose adjoint cannot be copied; "
                          "assign the members that are in use", expr_str(to));
        return;
    }
    for (int i = 0; i < tag->fields.n; i++) {
        Field *f = tag->fields.at[i];
        if (f->inactive || (only && f != only) || !has_leaves(k, f->type))
            continue;
        Expr *source = from ? member(clone_expr(from, NULL), f, false) : NULL;
        each_leaf(k, member(clone_expr(to, NULL), f, false), source, out);
    }
}

static void each_leaf(const Leaves *k, Expr *to, Expr *from, Block *out)
{
    Type *t = strip(to->type);
    if (t->kind == T_ARRAY && has_leaves(k, t))
        each_element(k, to, from, out);
    else if (t->kind == T_RECORD)
        each_member(k, to, from, out);
    else if (has_leaves(k, t))
        k->action(k->a, to, from, out);
}

static Expr *copy(const Expr *e)
{
    return clone_expr(e, NULL);
}

/* ------------------------------------------------------------------ adjoints */

static void add_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    (void)a;
    add_stmt(out, expr_stmt(assign_op(OP_ADD, to, from)));
}

static void clear_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    (void)a;
    (void)from;
    add_stmt(out, expr_stmt(assign(to, zero_of(to->type))));
}

/* t = to; to = 0; from += t: the two may be one object */
static void move_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    Sym *t = new_local(a, "t", unqualified(strip(to->type)));
    add_stmt(out, decl_stmt(t, copy(to)));
    clear_leaf(a, to, NULL, out);
    add_leaf(a, from, ref(t), out);
}

/* Adds the adjoint 'seed' of a struct, an object, to the shadow of e. */
void push_record(Adjoint *a, const Expr *e, const Expr *seed, Block *out)
{
    Leaves k = {a, add_leaf, false};
    const Expr *core = skip_conv((Expr *)e);
    if (!is_lvalue(core)) {
        error_at(e->loc, "'%s' is a struct that carries derivatives, and no variable; "
                         "assign it to one first", expr_str(e));
        return;
    }
    each_leaf(&k, shadow(a, core), copy(seed), out);
}

/* from_b += to_b;  to_b = 0;  for structs or arrays given by their shadows */
void reverse_elements(Adjoint *a, Expr *to_b, Expr *from_b, Block *out)
{
    Leaves k = {a, move_leaf, false};
    each_leaf(&k, to_b, from_b, out);
}

/* Sets the reals of an adjoint to zero. */
void clear_record(Adjoint *a, Expr *shadow, Block *out)
{
    Leaves k = {a, clear_leaf, false};
    each_leaf(&k, shadow, NULL, out);
}

/* The adjoint of the assignment of a struct that is an object.  fresh: lhs is a new variable. */
void reverse_record(Adjoint *a, const Expr *lhs, const Expr *rhs, bool fresh, Block *out)
{
    if (!is_active_expr(a->p, rhs)) {
        if (!fresh)
            clear_record(a, shadow(a, lhs), out);
        return;
    }
    if (fresh) {
        push_record(a, rhs, shadow(a, lhs), out);
        return;
    }
    const Expr *core = skip_conv((Expr *)rhs);
    Leaves k = {a, move_leaf, false};
    if (!is_lvalue(core))
        push_record(a, rhs, lhs, out); /* says what is wrong */
    else
        each_leaf(&k, shadow(a, lhs), shadow(a, core), out);
}

/* ------------------------------------------------------------------ shadow pointers */

/* Do pointers in this struct lead to storage with derivatives? */
bool record_has_shadow_pointers(Adjoint *a, const Expr *e)
{
    Leaves k = {a, NULL, true};
    return !a->f->inactive && is_record(e->type) && has_leaves(&k, e->type) &&
           reaches_shadowed(a->p, pointers_in(a->p, e));
}

static void set_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    (void)a;
    add_stmt(out, expr_stmt(assign(to, from)));
}

/* to.p = b_b.p for the pointers in a struct b */
void copy_shadow_pointers(Adjoint *a, Expr *to, const Expr *e, Block *out)
{
    Leaves k = {a, set_leaf, true};
    const Expr *core = skip_conv((Expr *)e);
    if (!is_lvalue(core))
        error_at(e->loc, "'%s' is a struct with pointers to storage that carries derivatives, "
                         "and no variable; assign it to one first", expr_str(e));
    else if (reaches_shadowed(a->p, pointers_in(a->p, core)))
        each_leaf(&k, to, shadow(a, core), out);
}

/* a_b.p = b_b.p, forward */
void move_record_pointers(Adjoint *a, const Expr *lhs, const Expr *rhs, Block *out)
{
    copy_shadow_pointers(a, shadow(a, lhs), rhs, out);
}

static void list_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    (void)a;
    (void)from;
    add_stmt(out, expr_stmt(to));
}

/* The shadow pointers in the shadow of a struct, to be saved one by one; arrays of them are not. */
Exprs shadow_pointers_in(Adjoint *a, const Expr *lhs)
{
    Leaves k = {a, list_leaf, true};
    Exprs list = {0};
    Block out = {0};
    each_leaf(&k, shadow(a, lhs), NULL, &out);
    for (Stmt *s = out.first; s; s = s->next) {
        if (s->kind != S_EXPR)
            error_at(lhs->loc, "'%s' holds an array of pointers to storage that carries "
                               "derivatives, and is overwritten; assign its members",
                     expr_str(lhs));
        else
            append(&list, s->e[0]);
    }
    return list;
}
