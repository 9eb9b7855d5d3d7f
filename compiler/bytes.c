/* bytes.c - do blocks of memory begin and end between reals?
 *
 *     memcpy(y, x, n * sizeof *y);          between
 *     memcpy(y, x, n * sizeof *y - 4);      within: an error
 *     memcpy(y, x, n * sizeof *y / 2);      that depends: adcc_whole(..., "f.c:3: memcpy") stops
 *                                           the program if it does
 *
 * The bytes of a part of a real have no derivative.  What is known of a number of bytes is its
 * rest: it is r modulo m.  Of a variable that is what all of its assignments agree on, whatever
 * their order.  Of a pointer to bytes it is the distance from an element of the array of reals that
 * it points into, if that can be seen; where it cannot, the bytes have no type that they could
 * violate.
 */
#include "reverse.h"
#include "tangent.h"

enum { TO = ARGS, FROM, BYTES }; /* arguments of memcpy, memset, qsort: there the last is a width */

/* A number is 'rest' modulo 'modulus'; 'modulus' 0: it is 'rest'; 1: it may be any. */
typedef struct Rest {
    long modulus, rest;
    Type *in;  /* of a pointer to bytes: the type of the array that it points into, or NULL */
    bool none; /* no value at all: of no assignments */
} Rest;

/* Where numbers are looked up. */
typedef struct Lookup {
    const Func *f;
    Syms busy; /* variables being looked at */
} Lookup;

static const Rest anything = {.modulus = 1};

static long divisor(long a, long b)
{
    while (b) {
        long r = a % b;
        a = b;
        b = r;
    }
    return a < 0 ? -a : a;
}

static Rest rest_from(long modulus, long rest)
{
    Rest r = {.modulus = modulus < 0 ? -modulus : modulus, .rest = rest};
    if (r.modulus)
        r.rest = (rest % r.modulus + r.modulus) % r.modulus;
    return r;
}

/* ------------------------------------------------------------------ arithmetic */

static Rest plus(Rest a, Rest b, int sign)
{
    long sum;
    if (__builtin_add_overflow(a.rest, sign * b.rest, &sum))
        return anything;
    Rest r = rest_from(divisor(a.modulus, b.modulus), sum);
    r.in = a.in;
    return r;
}

static Rest times(Rest a, Rest b)
{
    long mm, mr, rm, rr;
    if (__builtin_mul_overflow(a.modulus, b.modulus, &mm) ||
        __builtin_mul_overflow(a.modulus, b.rest, &mr) ||
        __builtin_mul_overflow(a.rest, b.modulus, &rm) ||
        __builtin_mul_overflow(a.rest, b.rest, &rr))
        return anything;
    return rest_from(divisor(divisor(mm, mr), rm), rr);
}

static Rest divided(Rest a, Rest b)
{
    bool exact = b.modulus == 0 && b.rest > 0 && a.modulus % b.rest == 0 && a.rest % b.rest == 0;
    if (a.modulus == 0 && b.modulus == 0 && b.rest > 0)
        return rest_from(0, a.rest / b.rest);
    return exact ? rest_from(a.modulus / b.rest, a.rest / b.rest) : anything;
}

static Rest masked(Rest a, Rest mask)
{
    if (mask.modulus || !mask.rest)
        return mask.modulus ? anything : mask;
    return a.modulus ? rest_from(mask.rest & -mask.rest, 0) : rest_from(0, a.rest & mask.rest);
}

static Rest shifted(Rest a, Rest by, bool left)
{
    if (by.modulus || by.rest < 0 || by.rest > 30)
        return anything;
    Rest power = rest_from(0, 1L << by.rest);
    return left ? times(a, power) : divided(a, power);
}

/* One of them. */
static Rest either(Rest a, Rest b)
{
    if (a.none || b.none)
        return a.none ? b : a;
    long apart;
    Rest r = anything;
    if (!__builtin_sub_overflow(a.rest, b.rest, &apart))
        r = rest_from(divisor(divisor(a.modulus, b.modulus), apart), a.rest);
    r.in = a.in ? a.in : b.in;
    return r;
}

/* ------------------------------------------------------------------ expressions */

static Rest rest_of(Lookup *l, const Expr *e);

bool leads_to_bytes(Type *pointer)
{
    Type *t = strip(element_type(strip(decay(pointer))->base));
    return t->kind == T_VOID || is_character(t);
}

static long pointed_size(Type *pointer)
{
    Type *t = strip(strip(decay(pointer))->base);
    return t->kind == T_VOID ? 1 : t->size;
}

typedef struct Assignments {
    Lookup *l;
    const Sym *v;
    Rest all;
} Assignments;

static Walk note_declared(Stmt *s, void *context)
{
    Assignments *a = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i] == a->v && a->v->init)
            a->all = either(a->all, rest_of(a->l, a->v->init));
    return WALK_ON;
}

static Walk note_assigned(Expr *e, void *context)
{
    Assignments *a = context;
    bool steps = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                        e->op == OP_POSTINC || e->op == OP_POSTDEC);
    if ((e->kind != E_ASSIGN && !steps) || ref_sym(e->kid[0]) != a->v)
        return WALK_ON;
    bool pointer = is_pointer(a->v->type);
    long unit = pointer ? pointed_size(a->v->type) : 1;
    if (e->kind == E_ASSIGN && e->op == OP_NONE) {
        a->all = either(a->all, rest_of(a->l, e->kid[RHS]));
        return WALK_ON;
    }
    Rest by = steps ? rest_from(0, 1) : e->op == OP_ADD || e->op == OP_SUB
                                        ? rest_of(a->l, e->kid[RHS]) : anything;
    by = times(by, rest_from(0, unit));
    Rest loose = rest_from(divisor(by.modulus, by.rest), 0); /* any number of times */
    a->all = a->all.none ? loose : plus(a->all, loose, 1);
    return WALK_ON;
}

static Rest rest_of_variable(Lookup *l, const Sym *v)
{
    bool local = v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC && !v->address_taken;
    for (int i = 0; i < l->busy.n; i++)
        local &= l->busy.at[i] != v;
    if (!local || l->busy.n > 8)
        return is_pointer(v->type) ? rest_from(0, 0) : anything;
    append(&l->busy, (Sym *)v);
    Assignments a = {l, v, {.none = true}};
    walk_block(l->f->body, note_declared, note_assigned, &a);
    l->busy.n--;
    return a.all.none ? anything : a.all;
}

static Rest rest_of_binary(Lookup *l, const Expr *e)
{
    Rest a = rest_of(l, e->kid[LHS]), b = rest_of(l, e->kid[RHS]);
    bool moves = is_pointer(e->type);
    switch (e->op) {
    case OP_ADD:
    case OP_SUB:
        if (moves && !is_pointer(decay(e->kid[LHS]->type)))
            return plus(b, times(a, rest_from(0, pointed_size(e->type))), 1);
        if (moves)
            b = times(b, rest_from(0, pointed_size(e->type)));
        return plus(a, b, e->op == OP_ADD ? 1 : -1);
    case OP_MUL:
        return times(a, b);
    case OP_DIV:
        return divided(a, b);
    case OP_AND:
        return masked(b.modulus ? b : a, b.modulus ? a : b);
    case OP_SHL:
    case OP_SHR:
        return shifted(a, b, e->op == OP_SHL);
    default:
        return anything;
    }
}

static Rest rest_of_unary(Lookup *l, const Expr *e)
{
    if (e->op == OP_SIZEOF) {
        long size = strip(element_type(e->kid[0]->type))->size;
        return size > 0 ? rest_from(size, 0) : anything;
    }
    const Expr *at = skip_conv(e->kid[0]);
    if (e->op == OP_ADDR && at->kind == E_INDEX && leads_to_bytes(e->type))
        return plus(rest_of(l, at->kid[BASE]), rest_of(l, at->kid[INDEX]), 1);
    if (e->op == OP_NEG)
        return plus(rest_from(0, 0), rest_of(l, at), -1);
    return e->op == OP_PLUS ? rest_of(l, at) : is_pointer(e->type) ? rest_from(0, 0) : anything;
}

/* A conversion to fewer bits keeps these. */
static Rest converted(Rest r, const Expr *e)
{
    Type *to = strip(e->type), *from = strip(e->kid[0]->type);
    if (is_pointer(to))
        return is_pointer(decay(from)) ? r : rest_from(0, 0);
    if (!is_integer(to) || !is_integer(from) || to->kind == T_BOOL)
        return anything;
    bool narrows = to->size < from->size && to->size < (long)sizeof(long);
    return narrows ? rest_from(divisor(r.modulus, 1L << 8 * to->size), r.rest) : r;
}

static Rest rest_of(Lookup *l, const Expr *e)
{
    if (is_pointer(decay(e->type)) && !leads_to_bytes(e->type)) {
        Rest r = rest_from(0, 0);
        r.in = strip(element_type(strip(decay(e->type))->base));
        return r;
    }
    if (e->has_value && e->kind != E_CALL)
        return rest_from(0, e->value);
    switch (e->kind) {
    case E_REF:
        return rest_of_variable(l, e->u.sym);
    case E_CONV:
    case E_CAST:
        return converted(rest_of(l, e->kid[0]), e);
    case E_UNARY:
        return rest_of_unary(l, e);
    case E_BINARY:
        return rest_of_binary(l, e);
    case E_COND:
        return either(rest_of(l, e->kid[THEN]), rest_of(l, e->kid[ELSE]));
    default:
        return is_pointer(decay(e->type)) ? rest_from(0, 0) : anything;
    }
}

/* ------------------------------------------------------------------ types */

/* Does the place 'at' bytes into an array of t lie within a real or a pointer? */
static bool is_within(Type *t, long at)
{
    t = strip(t);
    if (t->size <= 0 || at % t->size == 0)
        return false;
    at %= t->size;
    if (t->kind == T_ARRAY || t->kind == T_VECTOR || t->kind == T_COMPLEX)
        return is_within(t->base, at);
    if (t->kind != T_RECORD)
        return t->kind == T_POINTER || is_real_floating(t);
    for (int i = 0; i < t->tag->fields.n; i++) {
        const Field *f = t->tag->fields.at[i];
        long from = f->offset / 8, size = strip(f->type)->size;
        if (f->bits < 0 && from < at && at < from + size && is_within(f->type, at - from))
            return true;
    }
    return false;
}

/* whole: places between the members of a struct do not count as between its reals. */
static Cut cuts(Type *t, Rest r, bool whole)
{
    enum { MOST = 4096 };
    long size = strip(t)->size, step = size > 0 ? divisor(r.modulus, size) : 0;
    if (size <= 0 || size / step > MOST)
        return CUTS_SOMETIMES;
    bool never = true, always = true;
    for (long at = rest_from(step, r.rest).rest; at < size; at += step) {
        bool within = whole ? at % size != 0 : is_within(t, at);
        never &= !within;
        always &= within;
    }
    return never ? CUTS_NEVER : always ? CUTS_ALWAYS : CUTS_SOMETIMES;
}

/* ------------------------------------------------------------------ calls */

static const char whole_helper[] =
    "/* Stops where a block of memory begins or ends within an element. */\n"
    "static void adcc_whole(size_t bytes, size_t size, const char *where)\n"
    "{\n"
    "    if (bytes % size != 0) {\n"
    "        fprintf(stderr, \"adcc: %s moves a part of an element; move whole elements\\n\", "
    "where);\n"
    "        abort();\n"
    "    }\n"
    "}";

static void check_at_run_time(const Expr *call, Expr *bytes, long size, Block *out)
{
    Type *text = pointer_to(qualified(type_char, Q_CONST));
    Sym *f = library_function(NULL, "adcc_whole", "stdio.h stdlib.h", type_void, 3, type_ulong,
                              type_ulong, text);
    f->helper = whole_helper;
    const char *where = fmt("%s: %s", loc_short(call->loc), callee_sym(call)->name);
    Stmt *s = expr_stmt(call_n(f, 3, clone_expr(bytes, NULL), int_const(size), string(where)));
    s->loc = call->loc;
    add_stmt(out, s);
}

Cut remainder_of(const Func *f, const Expr *bytes, long size)
{
    Lookup l = {.f = f};
    Rest r = rest_of(&l, bytes);
    long step = divisor(r.modulus, size);
    return r.rest % step != 0 ? CUTS_ALWAYS : step == size ? CUTS_NEVER : CUTS_SOMETIMES;
}

/* 'pointer' is where a block begins. */
static bool check_begin(Rest r, const Expr *call, Expr *pointer, Block *out)
{
    if (!r.in || !holds_reals(r.in))
        return true;
    Cut cut = cuts(r.in, r, false);
    if (cut == CUTS_ALWAYS)
        error_at(call->loc, "'%s' begins within a '%s' that carries a derivative, at '%s'; move "
                            "whole elements", expr_str(call->kid[CALLEE]), type_str(r.in),
                 expr_str(pointer));
    if (cut == CUTS_SOMETIMES)
        check_at_run_time(call, cast(type_ulong, clone_expr(skip_conv(pointer), NULL)),
                          strip(r.in)->align, out);
    return cut != CUTS_ALWAYS;
}

void check_buffers(const Expr *call, Type *t, Block *out)
{
    Expr *at = cast(type_ulong, clone_expr(skip_conv(call->kid[TO]), NULL));
    if (memory_kind(callee_sym(call)) == MEM_COPY)
        at = binary(OP_OR, at, cast(type_ulong, clone_expr(skip_conv(call->kid[FROM]), NULL)));
    check_at_run_time(call, at, strip(t)->align, out);
}

bool check_block(const Func *f, const Expr *call, Type *t, bool whole, Block *out)
{
    Lookup l = {.f = f};
    bool copies = memory_kind(callee_sym(call)) == MEM_COPY;
    Rest to = rest_of(&l, call->kid[TO]);
    t = strip(element_type(t));
    if (!check_begin(to, call, call->kid[TO], out) ||
        (copies && !check_begin(rest_of(&l, call->kid[FROM]), call, call->kid[FROM], out)))
        return false;
    if (to.in && is_character(t))
        t = to.in;
    if (t->kind == T_VOID || is_character(t))
        return true;
    if (whole && refuse_stretched(call, t, call->kid[BYTES]))
        return false;
    Rest rest = rest_of(&l, call->kid[BYTES]);
    Expr *bytes = call->kid[BYTES];
    Field *tail = flexible_member(t);
    if (tail) { /* one struct, and elements of its array */
        rest = plus(rest, rest_from(0, tail->offset / 8), -1);
        bytes = sub(bytes, int_const(tail->offset / 8));
        t = strip(strip(tail->type)->base);
    }
    Cut cut = cuts(t, rest, whole);
    if (cut == CUTS_ALWAYS)
        error_at(call->loc, "'%s' ends within a '%s' that carries a derivative, after '%s' bytes; "
                            "%s", expr_str(call->kid[CALLEE]), type_str(t),
                 expr_str(call->kid[BYTES]),
                 whole && t->kind == T_RECORD ? "move whole structs, or assign the members"
                                              : "move whole elements");
    if (cut == CUTS_SOMETIMES)
        check_at_run_time(call, bytes, t->size, out);
    return cut != CUTS_ALWAYS;
}
