/* union.c - derivatives and unions.
 *
 *     union { double real; long bits; } u;
 *     u.real = x;  u.bits >>= 1;  return u.real;      error: 'u.bits' lies over 'u.real'
 *
 * The shadow of a union has its type.  It is right as long as nothing with a derivative is looked
 * at as another type: every byte of a union through which derivatives pass must always be accessed
 * as the same real, or the same pointer, at the same place.  Which member was stored last is known
 * when the program runs only, so members that differ are refused, unless ADCC_INACTIVE says that
 * one is not a way to look at the other.  Members that nobody accesses do not matter.
 */
#include "adcc.h"

/* What a byte of a union is accessed as. */
typedef struct Byte {
    Type *type; /* of the scalar it belongs to, NULL: not accessed */
    long start; /* where that begins */
    const Expr *who;
} Byte;

VEC(long, Offsets);

enum { MOST = 65536 }; /* bytes of a union, elements on the way to a member */

static bool weighs(Type *t)
{
    return holds_reals(t) || (t->kind == T_POINTER && !is_function(t->base) &&
                              (carries_reals(t) || strip(t->base)->kind == T_VOID));
}

static bool alike(Type *a, Type *b)
{
    return same_type(a, b) || (is_pointer(a) && is_pointer(b));
}

static Byte *bytes_of(Unions *u, const Tag *tag, long size)
{
    Byte *bytes = map_get(&u->bytes, tag);
    if (!bytes) {
        bytes = new_array(Byte, size);
        map_set(&u->bytes, tag, bytes);
    }
    return bytes;
}

static void refuse_overlap(const Expr *who, const Byte *other)
{
    error_at(who->loc, "'%s' lies over '%s' of another type, and derivatives pass through them; "
                       "use a struct, or say ADCC_INACTIVE at a member that is never read as the "
                       "other", expr_str(who), expr_str(other->who));
}

/* A scalar of type t at an offset of the union is accessed.  False: it may not be. */
static bool note_scalar(Byte *bytes, long size, Type *t, long at, const Expr *who)
{
    for (long i = at; i < at + (t->size > 0 ? t->size : 1) && i < size; i++) {
        Byte *b = &bytes[i];
        if (!b->type)
            *b = (Byte){t, at, who};
        else if ((b->start != at || !alike(b->type, t)) && (weighs(b->type) || weighs(t))) {
            refuse_overlap(who, b);
            return false;
        }
    }
    return true;
}

/* Everything in an object of type t is accessed, but for what is declared inactive. */
static bool note_object(Byte *bytes, long size, Type *t, long at, const Expr *who)
{
    t = strip(t);
    bool parts = t->kind == T_ARRAY || t->kind == T_COMPLEX || t->kind == T_VECTOR;
    long n = t->kind == T_COMPLEX ? 2 : parts ? t->count : 0;
    for (long i = 0; i < n; i++)
        if (!note_object(bytes, size, t->base, at + i * strip(t->base)->size, who))
            return false;
    for (int i = 0; t->kind == T_RECORD && i < t->tag->fields.n; i++) {
        const Field *f = t->tag->fields.at[i];
        if (!f->inactive && !note_object(bytes, size, f->type, at + f->offset / 8, who))
            return false;
    }
    return parts || t->kind == T_RECORD || note_scalar(bytes, size, t, at, who);
}

static bool note_in_union(Unions *u, const Field *f, Type *t, const Offsets *at, const Expr *who)
{
    Type whole = {.kind = T_RECORD, .tag = f->owner};
    long size = 0;
    for (int i = 0; i < f->owner->fields.n; i++) {
        long bytes = strip(f->owner->fields.at[i]->type)->size;
        size = bytes > size ? bytes : size;
    }
    if (!carries_reals(&whole))
        return true;
    if (size > MOST || at->n > MOST) {
        error_at(who->loc, "'%s' is in a union too large to be followed; use a struct",
                 expr_str(who));
        return false;
    }
    Byte *bytes = bytes_of(u, f->owner, size);
    for (int i = 0; i < at->n; i++)
        if (!note_object(bytes, size, t, at->at[i], who))
            return false;
    return true;
}

/* The array whose element e is, as an lvalue; NULL if e is behind a pointer. */
static Expr *array_of_element(const Expr *e)
{
    Expr *base = skip_conv(e->kid[BASE]);
    return is_array(base->type) && is_lvalue(base) ? base : NULL;
}

/* The lvalue 'who' is read, written or has its address taken: notes it in the unions around it. */
static void note_access(Unions *u, const Expr *who)
{
    Offsets at = {0};
    append(&at, 0);
    for (const Expr *e = who; e;) {
        if (e->kind == E_MEMBER) {
            const Field *f = e->u.field;
            if (f->inactive)
                return;
            for (int i = 0; i < at.n; i++)
                at.at[i] += f->offset / 8;
            if (f->owner->kind == TAG_UNION && u->is_active(u->context, e->kid[BASE]) &&
                !note_in_union(u, f, who->type, &at, who))
                return;
            e = e->arrow ? NULL : skip_conv(e->kid[BASE]);
        } else if (e->kind == E_INDEX && array_of_element(e)) {
            Offsets all = {0};
            long n = strip(array_of_element(e)->type)->count, size = strip(e->type)->size;
            for (long i = 0; i < n && all.n <= MOST; i++)
                for (int k = 0; k < at.n; k++)
                    append(&all, at.at[k] + i * size);
            at = all;
            e = array_of_element(e);
        } else {
            return;
        }
    }
}

/* ------------------------------------------------------------------ initialisers */

/* Values without designators may go to the first member of any union in t. */
static void note_first_members(Unions *u, Type *t, const Expr *who)
{
    t = strip(element_type(t));
    if (t->kind != T_RECORD)
        return;
    Offsets start = {0};
    append(&start, 0);
    for (int i = 0; i < t->tag->fields.n; i++) {
        const Field *f = t->tag->fields.at[i];
        if (t->tag->kind == TAG_UNION && i > 0)
            return;
        if (t->tag->kind == TAG_UNION && !f->inactive && !note_in_union(u, f, f->type, &start, who))
            return;
        note_first_members(u, f->type, who);
    }
}

static void note_list(Unions *u, const Expr *list, Type *t)
{
    Offsets start = {0};
    append(&start, 0);
    for (int i = 0; i < list->nkid; i++) {
        const Expr *item = list->kid[i];
        bool zero = item->kind == E_INT && item->value == 0;
        if (item->kind != E_DESIGNATED && !zero)
            note_first_members(u, t, list);
        for (int k = 0; item->kind == E_DESIGNATED && k < item->u.designators->n; k++) {
            const Field *f = item->u.designators->at[k].field;
            if (f && f->owner->kind == TAG_UNION && !f->inactive &&
                !note_in_union(u, f, f->type, &start, item))
                return;
        }
        const Expr *value = item->kind == E_DESIGNATED ? item->kid[item->nkid - 1] : item;
        if (value->kind == E_INIT)
            note_list(u, value, value->type);
    }
}

/* ------------------------------------------------------------------ whole functions */

static void visit(Unions *u, Expr *e);

/* The expressions that say where an lvalue is. */
static void visit_path(Unions *u, Expr *e)
{
    e = skip_conv(e);
    if (e->kind == E_MEMBER && !e->arrow) {
        visit_path(u, e->kid[BASE]);
    } else if (e->kind == E_INDEX && array_of_element(e)) {
        visit_path(u, array_of_element(e));
        visit(u, e->kid[INDEX]);
    } else if (e->kind != E_REF) {
        for (int i = 0; i < e->nkid; i++)
            visit(u, e->kid[i]);
    }
}

static void visit(Unions *u, Expr *e)
{
    if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF))
        return;
    if (e->kind == E_COMPOUND && u->is_active(u->context, e->kid[0]))
        note_list(u, e->kid[0], e->type);
    if (e->kind == E_MEMBER || e->kind == E_INDEX) {
        note_access(u, e);
        visit_path(u, e);
        return;
    }
    for (int i = 0; i < e->nkid; i++)
        visit(u, e->kid[i]);
}

static Walk visit_top(Expr *e, void *context)
{
    visit(context, e);
    return WALK_PRUNE;
}

static Walk visit_decl(Stmt *s, void *context)
{
    Unions *u = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        if (v->init && v->init->kind == E_INIT && u->is_active(u->context, v->init))
            note_list(u, v->init, v->type);
    }
    return WALK_ON;
}

void check_unions(Unions *u, Block b)
{
    walk_block(b, visit_decl, visit_top, u);
}
