/* adjoint_block.c - memcpy, memmove, memset and realloc of arrays of structs.
 *
 *     memcpy(b, a, n * sizeof *a);      struct item { double value, *at; };
 * ->  for (i = 0; i < n; i++) b_b[i].at = a_b[i].at;  memcpy(b, a, n * sizeof *a);
 *     for (i = 0; i < n; i++) { a_b[i].value += b_b[i].value; b_b[i].value = 0.0; }      reverse
 *
 * The shadow of a struct holds adjoints, which move backwards, and shadow pointers, which move
 * forwards with the pointers: so a block of them goes element by element.  memmove() is a sequence
 * of assignments that begins at the end that does not overlap.  A struct with a flexible array
 * member is one element, and the rest of the block elements of its array.
 */
#include "reverse.h"
#include "tangent.h"

/* ------------------------------------------------------------------ what a block holds */

/* The search for the type of the reals in some places. */
typedef struct Held {
    Program *p;
    const Func *f; /* being searched */
    Bits places;
    Type *type;
    bool several;
    bool pointers; /* some of it may be pointers */
    bool uneven;   /* a real begins elsewhere than at a multiple of its size */
    bool doubtful; /* ... or may do so */
    bool measures; /* the second time: looks for that */
} Held;

/* Pointers to bytes of these places move by parts of reals, or a member lies at one. */
static Walk note_distance(Held *h, const Expr *e)
{
    const Expr *at = e->nkid ? e->kid[0] : NULL, *by = e->nkid > 1 ? e->kid[1] : NULL;
    bool adds = e->kind == E_BINARY || (e->kind == E_ASSIGN && e->op != OP_NONE);
    bool steps = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                        e->op == OP_POSTINC || e->op == OP_POSTDEC);
    long size = strip(h->type)->size;
    if (e->kind == E_MEMBER && holds_reals(e->type) && !is_record(e->type)) {
        const Type *whole = strip(e->arrow ? strip(decay(at->type))->base : at->type);
        Bits places = places_of(h->p, e);
        h->uneven |= bits_meet(&places, &h->places) &&
                     (e->u.field->offset % (8 * size) != 0 || whole->size % size != 0);
    }
    if (!(adds && is_pointer(e->type)) && !steps && e->kind != E_INDEX)
        return WALK_ON;
    if (adds && !is_pointer(decay(at->type))) {
        at = e->kid[1];
        by = e->kid[0];
    }
    if (!is_pointer(decay(at->type)) || !leads_to_bytes(at->type))
        return WALK_ON;
    Bits places = pointees(h->p, at);
    Cut cut = steps ? CUTS_ALWAYS : remainder_of(h->f, by, size);
    h->uneven |= bits_meet(&places, &h->places) && cut == CUTS_ALWAYS;
    h->doubtful |= bits_meet(&places, &h->places) && cut == CUTS_SOMETIMES;
    return WALK_ON;
}

static void note_type(Held *h, Type *t)
{
    h->several |= t->kind == T_RECORD || t->kind == T_POINTER ||
                  (h->type && !same_type(t, h->type));
    h->pointers |= has_pointers(t);
    h->type = t;
}

/* What is copied between these places and an array of reals. */
static void note_copied(Held *h, const Expr *bytes, const Expr *array)
{
    Type *t = is_pointer(decay(array->type)) ? strip(element_type(strip(decay(array->type))->base))
                                             : type_char;
    Bits places = pointees(h->p, bytes);
    if ((holds_reals(t) || has_pointers(t)) && bits_meet(&places, &h->places))
        note_type(h, t);
}

static Walk note_held(Expr *e, void *context)
{
    Held *h = context;
    const Expr *to, *from;
    if (h->measures)
        return note_distance(h, e);
    if (copies_block(e, &to, &from)) {
        note_copied(h, to, skip_casts(from));
        note_copied(h, from, skip_casts(to));
    }
    bool object = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_REF ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (!object || is_array(e->type) || (!holds_reals(e->type) && !has_pointers(e->type)))
        return WALK_ON;
    Bits places = places_of(h->p, e);
    if (!bits_meet(&places, &h->places))
        return WALK_ON;
    note_type(h, strip(e->type));
    return WALK_ON;
}

/* Of the caller's memory its type tells. */
static bool holds_some_pointer(const Place *place)
{
    const Type *t = place->external && place->sym ? strip(decay(place->sym->type)) : NULL;
    return t && t->kind == T_POINTER && has_pointers(t->base);
}

/* The one type of real that is accessed behind the pointers, char if there is none; NULL if there
 * are several, or pointers too, or if they may begin anywhere.  Between the reals may be integers,
 * whose shadows are zero.  doubtful: that they do not is to be checked at run time. */
Type *held_reals(Program *p, const Expr *to, const Expr *from, bool *doubtful)
{
    Held h = {.p = p, .places = pointees(p, to)};
    Bits more = {0};
    if (from)
        more = pointees(p, from);
    bits_union(&h.places, &more);
    for (int i = bits_next(&h.places, 0); i >= 0; i = bits_next(&h.places, i + 1))
        h.several |= holds_some_pointer(p->places.at[i]) || p->places.at[i]->mixed;
    for (int pass = 0; pass < 2; pass++) {
        h.measures = pass == 1;
        for (int i = 0; i < p->insts.n && !h.several && (h.type || !pass); i++) {
            h.f = p->insts.at[i]->body;
            walk_block(h.f->body, NULL, note_held, &h);
        }
    }
    *doubtful = h.doubtful;
    return h.several || h.uneven ? NULL : h.type ? h.type : type_char;
}

bool may_hold_pointers(Program *p, const Expr *to)
{
    Held h = {.p = p, .places = pointees(p, to)};
    for (int i = bits_next(&h.places, 0); i >= 0; i = bits_next(&h.places, i + 1))
        h.pointers |= holds_some_pointer(p->places.at[i]);
    for (int i = 0; i < p->insts.n && !h.pointers; i++)
        walk_block(p->insts.at[i]->body->body, NULL, note_held, &h);
    return h.pointers;
}

/* ------------------------------------------------------------------ element by element */

/* The value of sizeof, of any spelling; 0 if it is not one. */
static long sizeof_value(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return strip(e->kid[0]->type)->size > 0 ? strip(e->kid[0]->type)->size : 0;
    return e->has_value ? e->value : 0;
}

/* bytes / size, if it is plain that nothing remains; else NULL */
static Expr *plain_count(const Expr *bytes, long size)
{
    bytes = skip_conv((Expr *)bytes);
    if (size <= 0)
        return NULL;
    long all = sizeof_value(bytes);
    if (all > 0)
        return all % size ? NULL : int_const(all / size);
    if (bytes->kind != E_BINARY || bytes->op != OP_MUL)
        return NULL;
    for (int i = 0; i < 2; i++) {
        long factor = sizeof_value(bytes->kid[i]);
        if (factor == size)
            return copy(bytes->kid[1 - i]);
        if (factor > size && factor % size == 0)
            return mul(copy(bytes->kid[1 - i]), int_const(factor / size));
    }
    return NULL;
}

/* The number of elements of type t in a block, which ends behind one (bytes.c). */
static Expr *count_of(const Expr *bytes, Type *t)
{
    if (flexible_member(t))
        return int_const(1);
    Expr *n = plain_count(bytes, strip(t)->size);
    return n ? n : divide(copy(bytes), int_const(strip(t)->size));
}

static Field *last_member(Type *t)
{
    t = strip(t);
    const Fields *all = t->kind == T_RECORD && t->tag->kind == TAG_STRUCT ? &t->tag->fields : NULL;
    return all && all->n ? all->at[all->n - 1] : NULL;
}

/* The array at the end of a struct; NULL if there is none. */
static Field *last_array(Type *t)
{
    Field *last = last_member(t);
    return last && strip(last->type)->kind == T_ARRAY ? last : NULL;
}

/* Is its last member a struct that ends in a flexible array, as GNU C has it? */
static bool is_flexible_within(Type *t)
{
    const Field *last = last_member(t);
    return last && (flexible_member(last->type) || is_flexible_within(last->type));
}

Field *flexible_member(Type *t)
{
    Field *last = last_array(t);
    long count = last ? strip(last->type)->count : 1;
    return count == COUNT_UNKNOWN || count == 0 ? last : NULL;
}

bool refuse_stretched(const Expr *call, Type *t, const Expr *bytes)
{
    const Field *last = last_array(t), *tail = flexible_member(t);
    if (tail && has_pointers(tail->type))
        error_at(call->loc, "'%s' moves structs whose flexible array member '%s' holds pointers; "
                            "assign the members", expr_str(call->kid[CALLEE]), tail->name);
    else if (is_flexible_within(t))
        error_at(call->loc, "'%s' moves structs whose last member has a flexible array; make that "
                            "array their own last member, or assign the members",
                 expr_str(call->kid[CALLEE]));
    else if (last && strip(last->type)->count == 1 && holds_reals(last->type) &&
             !plain_count(bytes, strip(t)->size))
        error_at(call->loc, "'%s' may move more elements of '%s' than it is declared with; declare "
                            "it without a size, or say how many structs there are with sizeof",
                 expr_str(call->kid[CALLEE]), last->name);
    else
        return false;
    return true;
}

/* A loop over a block; body is made for the element number that at() gives. */
typedef struct Loop {
    Sym *i;
    Expr *n;    /* of elements */
    Expr *at;   /* the number of the element at hand */
    Block head; /* at the beginning of the body */
} Loop;

static bool is_single(const Expr *n)
{
    return is_int_const(n, 1);
}

static Loop start_loop(Adjoint *a, Expr *n)
{
    Loop l = {.n = n, .at = int_const(0)};
    if (is_single(n))
        return l;
    l.i = new_local(a, "i", type_ulong);
    l.at = ref(l.i);
    return l;
}

/* Where the blocks may overlap: from the end if 'up' is false as memmove() goes, else the other
 * way. */
static Loop start_moving(Adjoint *a, Expr *n, const Expr *to, const Expr *from, bool forward)
{
    Loop l = start_loop(a, n);
    if (is_single(n))
        return l;
    Sym *k = new_local(a, "k", type_ulong);
    Expr *up = binary(forward ? OP_LE : OP_GT, copy(to), copy(from));
    Expr *down = sub(sub(copy(n), int_const(1)), ref(l.i));
    add_stmt(&l.head, decl_stmt(k, cond(up, ref(l.i), down)));
    l.at = ref(k);
    return l;
}

static void end_loop(Loop *l, Block body, Block *out)
{
    if (is_empty(body))
        return;
    if (is_single(l->n))
        *out = join(*out, body);
    else
        add_stmt(out, for_stmt(block_of(decl_stmt(l->i, int_const(0))),
                               binary(OP_LT, ref(l->i), l->n),
                               block_of(expr_stmt(unary(OP_POSTINC, ref(l->i)))),
                               join(l->head, body)));
}

/* Element 'at' behind a pointer to structs of type t, whatever the pointer's type. */
static Expr *element(const Expr *pointer, Type *t, const Expr *at)
{
    Type *base = strip(strip(decay(pointer->type))->base);
    Expr *p = copy(pointer);
    if (!same_type(base, t) || is_const(base))
        p = cast(pointer_to(t), p);
    Expr *e = is_int_const(at, 0) ? deref(p) : index_of(p, copy(at));
    e->loc = pointer->loc;
    return e;
}

/* The elements of the flexible array member in a block that one struct begins. */
static Loop start_tail(Adjoint *a, Field *tail, const Expr *bytes)
{
    Expr *rest = sub(copy(bytes), int_const(tail->offset / 8));
    return start_loop(a, divide(rest, int_const(strip(strip(tail->type)->base)->size)));
}

static Expr *in_tail(const Expr *pointer, Type *t, Field *tail, const Expr *at)
{
    Expr *e = index_of(member(element(pointer, t, int_const(0)), tail, false), copy(at));
    e->loc = pointer->loc;
    return e;
}

/* Is it plain that a block holds the struct, as in sizeof *p + n * sizeof *p->d? */
static bool holds_head(const Expr *bytes, const Field *tail)
{
    bytes = skip_conv((Expr *)bytes);
    if (bytes->kind == E_BINARY && bytes->op == OP_ADD)
        return holds_head(bytes->kid[LHS], tail) || holds_head(bytes->kid[RHS], tail);
    return sizeof_value(bytes) >= tail->offset / 8 && sizeof_value(bytes) > 0;
}

/* A block that may be empty, as of realloc(NULL, n), has no struct either. */
static void unless_empty(Type *t, const Expr *bytes, Block body, Block *out)
{
    const Field *tail = flexible_member(t);
    if (!tail || holds_head(bytes, tail) || is_empty(body))
        *out = join(*out, body);
    else
        add_stmt(out, if_stmt(binary(OP_GE, copy(bytes), int_const(tail->offset / 8)), body,
                              (Block){0}));
}

static void move_tail_back(Adjoint *a, Type *t, const Expr *to_b, const Expr *from_b,
                           const Expr *bytes, Block *out)
{
    Field *tail = flexible_member(t);
    if (!tail || !holds_reals(tail->type))
        return;
    Loop l = start_tail(a, tail, bytes);
    Block body = {0};
    reverse_elements(a, in_tail(to_b, t, tail, l.at), in_tail(from_b, t, tail, l.at), &body);
    end_loop(&l, body, out);
}

void move_records_back(Adjoint *a, Type *t, Expr *to_b, Expr *from_b, Expr *bytes, bool overlap,
                       Block *out)
{
    Expr *n = count_of(bytes, t);
    Loop l = overlap ? start_moving(a, n, to_b, from_b, false) : start_loop(a, n);
    Block body = {0}, all = {0};
    reverse_elements(a, element(to_b, t, l.at), element(from_b, t, l.at), &body);
    end_loop(&l, body, &all);
    move_tail_back(a, t, to_b, from_b, bytes, &all);
    unless_empty(t, bytes, all, out);
}

void clear_records(Adjoint *a, Type *t, Expr *to_b, Expr *bytes, Block *out)
{
    Loop l = start_loop(a, count_of(bytes, t));
    Block body = {0}, all = {0};
    clear_record(a, element(to_b, t, l.at), &body);
    end_loop(&l, body, &all);
    Field *tail = flexible_member(t);
    if (tail && holds_reals(tail->type))
        add_stmt(&all, clear_bytes(member(element(to_b, t, int_const(0)), tail, false),
                                   sub(copy(bytes), int_const(tail->offset / 8))));
    unless_empty(t, bytes, all, out);
}

static Stmt *tape_leaf(const char *name, const Expr *leaf)
{
    Type *p = pointer_to(type_void);
    Sym *f = library_function(NULL, name, "adcc_rt.h", type_void, 2, p, type_ulong);
    Expr *at = is_array(leaf->type) ? copy(leaf) : address_of(copy(leaf));
    return expr_stmt(call_n(f, 2, at, unary(OP_SIZEOF, copy(leaf))));
}

/* Puts the shadow pointers of a block of structs on the tape, and takes them back. */
static void save_pointers(Adjoint *a, Type *t, const Expr *to, Expr *n, Sweep *s)
{
    Loop push = start_loop(a, n), pop = start_loop(a, copy(n));
    Block pushes = {0}, pops = {0}, back = {0};
    Exprs there = shadow_pointers_in(a, element(to, t, push.at));
    for (int i = 0; i < there.n; i++)
        add_stmt(&pushes, tape_leaf("adcc_push_bytes", there.at[i]));
    Expr *last = pop.i ? sub(sub(copy(n), int_const(1)), ref(pop.i)) : pop.at;
    there = shadow_pointers_in(a, element(to, t, last));
    for (int i = there.n - 1; i >= 0; i--)
        add_stmt(&pops, tape_leaf("adcc_pop_bytes", there.at[i]));
    end_loop(&push, pushes, &s->fwd);
    end_loop(&pop, pops, &back);
    s->rev = join(back, s->rev);
}

/* Forward: the shadow pointers in the structs at 'to' become those at 'from', or NULL. */
static void set_pointers(Adjoint *a, Type *t, const Expr *to, const Expr *from, Expr *n,
                         bool overlap, Block *out)
{
    Loop l = overlap && from ? start_moving(a, copy(n), to, from, true) : start_loop(a, copy(n));
    Block body = {0};
    if (from) {
        move_record_pointers(a, element(to, t, l.at), element(from, t, l.at), &body);
    } else {
        Exprs there = shadow_pointers_in(a, element(to, t, l.at));
        for (int i = 0; i < there.n; i++)
            add_stmt(&body, is_array(there.at[i]->type)
                                ? clear_bytes(there.at[i], unary(OP_SIZEOF, copy(there.at[i])))
                                : expr_stmt(assign(there.at[i], int_const(0))));
    }
    end_loop(&l, body, out);
}

/* from: NULL if it has no shadow, or what is copied is zero */
void move_pointers_in_records(Adjoint *a, Type *t, const Expr *to, const Expr *from, Expr *bytes,
                              bool overlap, bool save, Sweep *s)
{
    Expr *probe = element(to, t, int_const(0));
    if (!record_has_shadow_pointers(a, probe))
        return;
    Expr *n = count_of(bytes, t);
    if (save)
        save_pointers(a, t, to, n, s);
    set_pointers(a, t, to, from, n, overlap, &s->fwd);
}
