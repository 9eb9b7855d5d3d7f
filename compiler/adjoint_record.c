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
    bool pointers;    /* pointers that have shadows, else reals */
    const Expr *what; /* in the source, for messages; NULL: not known */
} Leaves;

static void each_leaf(const Leaves *k, Expr *to, Expr *from, Block *out);

static bool has_leaves(const Leaves *k, Type *t)
{
    t = strip(element_type(t));
    if (t->kind != T_RECORD)
        return k->pointers ? t->kind == T_POINTER : holds_reals(t);
    for (int i = 0; i < t->tag->fields.n; i++)
        if (!t->tag->fields.at[i]->inactive && has_leaves(k, t->tag->fields.at[i]->type))
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

/* Are all leaves of a among those of b, at the same places? */
static bool leaves_within(const Leaves *k, Type *a, long at, Type *b, long from)
{
    a = strip(a);
    for (long i = 0; a->kind == T_ARRAY && i < a->count; i++)
        if (!leaves_within(k, a->base, at + i * 8 * strip(a->base)->size, b, from))
            return false;
    for (int i = 0; a->kind == T_RECORD && i < a->tag->fields.n; i++) {
        Field *f = a->tag->fields.at[i];
        if (!f->inactive && !leaves_within(k, f->type, at + f->offset, b, from))
            return false;
    }
    if (a->kind == T_ARRAY || a->kind == T_RECORD || !has_leaves(k, a))
        return true;
    b = strip(b);
    if (b->kind == T_ARRAY) {
        long size = 8 * strip(b->base)->size, i = size ? (at - from) / size : 0;
        return at >= from && i < b->count && leaves_within(k, a, at, b->base, from + i * size);
    }
    for (int i = 0; b->kind == T_RECORD && i < b->tag->fields.n; i++) {
        Field *f = b->tag->fields.at[i];
        if (!f->inactive && leaves_within(k, a, at, f->type, from + f->offset))
            return true;
    }
    return at == from && (same_type(a, b) || (k->pointers && b->kind == T_POINTER));
}

/* The member of a union whose leaves are those of all members; NULL if there is none. */
static Field *widest_member(const Leaves *k, const Tag *tag)
{
    for (int i = 0; i < tag->fields.n; i++) {
        bool covers = !tag->fields.at[i]->inactive;
        for (int j = 0; j < tag->fields.n && covers; j++)
            covers = tag->fields.at[j]->inactive ||
                     leaves_within(k, tag->fields.at[j]->type, 0, tag->fields.at[i]->type, 0);
        if (covers)
            return tag->fields.at[i];
    }
    return NULL;
}

/* Does the union hold reals and pointers, so that a copy cannot know which are meant? */
static bool holds_both(const Leaves *k, Type *t)
{
    Leaves other = {k->a, NULL, !k->pointers, NULL};
    return has_leaves(k, t) && has_leaves(&other, t);
}

/* What is copied of a union; NULL after an error, or if there is nothing. */
static Field *copied_member(const Leaves *k, const Expr *e)
{
    Type *t = strip(e->type);
    Field *only = holds_both(k, t) ? NULL : widest_member(k, t->tag);
    const Expr *what = k->what ? k->what : e;
    if (!only && has_leaves(k, t))
        error_at(what->loc,
                 "'%s' holds a union of different reals, or of reals and pointers, whose "
                 "adjoint cannot be copied; assign the members that are in use",
                 expr_str(what));
    return only;
}

static void each_member(const Leaves *k, Expr *to, Expr *from, Block *out)
{
    Tag *tag = strip(to->type)->tag;
    Field *only = tag->kind == TAG_UNION ? copied_member(k, to) : NULL;
    if (tag->kind == TAG_UNION && !only)
        return;
    for (int i = 0; i < tag->fields.n; i++) {
        Field *f = tag->fields.at[i];
        if (f->inactive || (only && f != only) || !has_leaves(k, f->type))
            continue;
        const Expr *what = k->what ? k->what : to;
        if (!k->pointers && is_const(element_type(f->type)))
            error_at(what->loc, "'%s' has a const member '%s', whose adjoint cannot be stored; "
                                "leave out the const",
                     type_str(strip(to->type)), f->name ? f->name : "");
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

/* Does a value of type t hold reals and nothing that has a shadow pointer? */
bool is_plain_record(Adjoint *a, Type *t)
{
    Leaves k = {a, NULL, true, NULL};
    return is_record(t) && !has_leaves(&k, t);
}

/* The adjoint of (T){x, y}: each value gets its part of the seed. */
static void push_literal(Adjoint *a, const Expr *e, const Expr *seed, Block *out)
{
    Block parts = spread_list(copy(seed), copy(e->kid[0]));
    for (Stmt *s = parts.first; s; s = s->next)
        push_back(a, s->e[0]->kid[RHS], s->e[0]->kid[LHS], out);
}

/* The adjoint of 'return v', which is the first thing that is reversed: v_b = return_b */
static bool starts_adjoint(Adjoint *a, const Expr *e)
{
    const Sym *v = ref_sym(e);
    return v && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC && a->single_return &&
           is_plain_record(a, v->type);
}

/* The adjoint of a struct that is returned. */
void push_returned(Adjoint *a, const Expr *e, Block *out)
{
    const Expr *core = skip_conv((Expr *)e), *seed = ref(a->return_b);
    if (starts_adjoint(a, core))
        add_stmt(out, expr_stmt(assign(shadow(a, core), copy(seed))));
    else if (core->kind == E_COMPOUND)
        push_literal(a, core, seed, out);
    else
        push_record(a, e, seed, out);
}

/* Adds the adjoint 'seed' of a struct, an object, to the shadow of e. */
void push_record(Adjoint *a, const Expr *e, const Expr *seed, Block *out)
{
    Leaves k = {a, add_leaf, false, e};
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
    Leaves k = {a, move_leaf, false, NULL};
    each_leaf(&k, to_b, from_b, out);
}

/* Sets the reals of an adjoint to zero. */
void clear_record(Adjoint *a, Expr *shadow, Block *out)
{
    Leaves k = {a, clear_leaf, false, NULL};
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
    Leaves k = {a, move_leaf, false, lhs};
    if (!is_lvalue(core))
        push_record(a, rhs, lhs, out); /* says what is wrong */
    else
        each_leaf(&k, shadow(a, lhs), shadow(a, core), out);
}

/* ------------------------------------------------------------------ shadow pointers */

/* Do pointers in this struct or array lead to storage with derivatives? */
static bool has_shadow_pointers(Adjoint *a, const Expr *e)
{
    Leaves k = {a, NULL, true, e};
    return !a->f->inactive && has_leaves(&k, e->type) &&
           reaches_shadowed(a->p, pointers_in(a->p, e));
}

bool record_has_shadow_pointers(Adjoint *a, const Expr *e)
{
    return is_record(e->type) && has_shadow_pointers(a, e);
}

static void set_leaf(Adjoint *a, Expr *to, Expr *from, Block *out)
{
    (void)a;
    add_stmt(out, expr_stmt(assign(to, from)));
}

/* to.p = b_b.p for the pointers in a struct b */
void copy_shadow_pointers(Adjoint *a, Expr *to, const Expr *e, Block *out)
{
    Leaves k = {a, set_leaf, true, e};
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

enum { MOST = 16 }; /* elements that are saved one by one */

static Loc place_of_expr(const Expr *e)
{
    return e->loc.file || !ref_sym(e) ? e->loc : ref_sym(e)->loc;
}

static void list_pointers(const Leaves *k, Expr *e, Exprs *list)
{
    Type *t = strip(e->type);
    bool lists = has_leaves(k, t);
    if (lists && (t->kind == T_POINTER || (t->kind == T_ARRAY && !holds_reals(t))))
        append(list, e);
    else if (lists && t->kind == T_ARRAY && t->count > MOST)
        error_at(place_of_expr(k->what),
                 "'%s' holds pointers to storage that carries derivatives beside reals, in a long "
                 "array, and is overwritten; assign its members", expr_str(k->what));
    for (int i = 0; lists && t->kind == T_ARRAY && holds_reals(t) && i < t->count; i++)
        list_pointers(k, index_of(copy(e), int_const(i)), list);
    Field *only = t->kind == T_RECORD && t->tag->kind == TAG_UNION ? copied_member(k, e) : NULL;
    for (int i = 0; lists && t->kind == T_RECORD && i < t->tag->fields.n; i++) {
        Field *f = t->tag->fields.at[i];
        if (!f->inactive && (t->tag->kind == TAG_STRUCT || f == only))
            list_pointers(k, member(copy(e), f, false), list);
    }
}

/* The shadow pointers in the shadow of a struct, to be saved: one by one, or as arrays. */
Exprs shadow_pointers_in(Adjoint *a, const Expr *lhs)
{
    Leaves k = {a, NULL, true, lhs};
    Exprs list = {0};
    list_pointers(&k, shadow(a, lhs), &list);
    return list;
}

/* Where the shadow pointers of a variable are that is kept at the end of its block.  The reals of
 * its shadow are still zero then, and may be saved with them. */
Exprs kept_pointers_in(Adjoint *a, Sym *v)
{
    Exprs whole = {0};
    Type *t = strip(v->type);
    if (is_pointer(t) || !has_shadow_pointers(a, ref(v)))
        return whole;
    bool few = t->kind != T_ARRAY || (t->count >= 0 && t->count <= MOST);
    if (few)
        return shadow_pointers_in(a, ref(v));
    append(&whole, ref(shadow_sym(a, v)));
    return whole;
}
