/* type.c - C's types: making them, and the questions the rest of adcc asks about them.
 *
 *     typedef const double vec[3];   vec v;
 *     strip(v)         const double[3], with the const on the element
 *     decay(v)         const double *
 *     element_type(v)  const double
 *
 * Sugar (typedef, _Atomic) stays in the tree because it is printed; questions
 * look through it.  Types are values: once made they are never changed, so they
 * may be shared.  Two types are compared with same_type, never by pointer.
 */
#include "ir.h"

#define BASIC(k, c_type) [k] = {.kind = k, .size = sizeof(c_type), .align = _Alignof(c_type)}

/* The unqualified arithmetic types, and void. */
static Type basic[] = {
    [T_VOID] = {.kind = T_VOID, .size = -1, .align = -1},
    BASIC(T_BOOL, _Bool),
    BASIC(T_CHAR, char),
    BASIC(T_SCHAR, signed char),
    BASIC(T_UCHAR, unsigned char),
    BASIC(T_SHORT, short),
    BASIC(T_USHORT, unsigned short),
    BASIC(T_INT, int),
    BASIC(T_UINT, unsigned),
    BASIC(T_LONG, long),
    BASIC(T_ULONG, unsigned long),
    BASIC(T_LLONG, long long),
    BASIC(T_ULLONG, unsigned long long),
    [T_INT128] = {.kind = T_INT128, .size = 16, .align = 16},
    [T_UINT128] = {.kind = T_UINT128, .size = 16, .align = 16},
    [T_FLOAT16] = {.kind = T_FLOAT16, .size = 2, .align = 2},
    BASIC(T_FLOAT, float),
    BASIC(T_DOUBLE, double),
    BASIC(T_LDOUBLE, long double),
    [T_FLOAT128] = {.kind = T_FLOAT128, .size = 16, .align = 16},
};

Type *type_void = &basic[T_VOID], *type_bool = &basic[T_BOOL], *type_char = &basic[T_CHAR];
Type *type_int = &basic[T_INT], *type_uint = &basic[T_UINT];
Type *type_long = &basic[T_LONG], *type_ulong = &basic[T_ULONG];
Type *type_float = &basic[T_FLOAT], *type_double = &basic[T_DOUBLE];
Type *type_ldouble = &basic[T_LDOUBLE];

/* A new type of this kind; its size is not known yet. */
Type *new_type(TypeKind kind)
{
    Type *t = new (Type);
    t->kind = kind;
    t->size = t->align = -1;
    return t;
}

/* The one unqualified type of a kind that needs nothing else. */
Type *basic_type(TypeKind kind)
{
    if (kind > T_FLOAT128)
        die("type kind %d is not basic", kind);
    return &basic[kind];
}

/* base * */
Type *pointer_to(Type *base)
{
    Type *t = new_type(T_POINTER);
    t->base = base;
    t->size = sizeof(void *);
    t->align = _Alignof(void *);
    return t;
}

Type *array_in(Type *t)
{
    for (t = strip(t); t->kind == T_POINTER; t = strip(t->base))
        ;
    return t->kind == T_ARRAY ? t : NULL;
}

/* base [count], or base [extent] with COUNT_VLA. */
Type *array_of(Type *base, long count, Expr *extent)
{
    Type *t = new_type(T_ARRAY);
    t->base = base;
    t->count = count;
    t->extent = extent;
    t->align = base->align;
    if (count >= 0 && base->size >= 0)
        t->size = count * base->size;
    return t;
}

/* result (params) */
Type *func_type(Type *result, Types params)
{
    Type *t = new_type(T_FUNC);
    t->base = result;
    t->params = params;
    return t;
}

static Type *copy_type(Type *t)
{
    Type *copy = new (Type);
    *copy = *t;
    return copy;
}

/* Qualifiers of an array are those of its elements. */
Type *qualified(Type *t, unsigned quals)
{
    if ((t->quals & quals) == quals || t->kind == T_FUNC)
        return t;
    Type *copy = copy_type(t);
    if (t->kind == T_ARRAY)
        copy->base = qualified(t->base, quals);
    else
        copy->quals |= quals;
    return copy;
}

/* Is a qualifier to be found at the top, or in the sugar below it? */
static bool has_quals(Type *t)
{
    for (;; t = t->base) {
        if (t->kind != T_ARRAY && t->quals)
            return true;
        if (t->kind != T_TYPEDEF && t->kind != T_ARRAY)
            return false;
    }
}

Type *named_type(Type *t)
{
    Type *e = strip(t);
    bool nameless = e->kind == T_ENUM && !e->tag->name && !e->tag->typedef_name;
    return nameless && e->base ? e->base : t;
}

/* Sugar that hides a qualifier is replaced by what it stands for. */
Type *unqualified(Type *t)
{
    while (has_quals(t)) {
        if (t->kind == T_ARRAY) {
            Type *copy = copy_type(t);
            copy->base = unqualified(t->base);
            return copy;
        }
        if (t->quals) {
            t = copy_type(t);
            t->quals = 0;
        } else {
            t = t->base;
        }
    }
    return t;
}

/* Below the sugar, its qualifiers ignored: for questions about the kind. */
static Type *bare(Type *t)
{
    while (t->kind == T_TYPEDEF || t->kind == T_ATOMIC)
        t = t->base;
    return t;
}

/* The type below typedefs and _Atomic, with the qualifiers met on the way. */
Type *strip(Type *t)
{
    unsigned quals = 0;
    for (; t->kind == T_TYPEDEF || t->kind == T_ATOMIC; t = t->base)
        quals |= t->quals;
    return qualified(t, quals);
}

/* What a value of this type becomes in an expression. */
Type *decay(Type *t)
{
    Type *c = bare(t);
    if (c->kind == T_ARRAY)
        return pointer_to(strip(t)->base);
    return c->kind == T_FUNC ? pointer_to(t) : t;
}

/* Integers below int become int; all others stay. */
Type *promote(Type *t)
{
    Type *c = bare(t);
    if (c->kind == T_ENUM)
        c = c->base ? bare(c->base) : type_uint;
    if (c->kind >= T_BOOL && c->kind <= T_USHORT)
        return type_int;
    if (c->kind <= T_FLOAT128)
        return basic_type(c->kind);
    return unqualified(t);
}

/* C11 6.3.1.8 for two promoted integer kinds; the enum is in the order of rank. */
static Type *integer_type(TypeKind a, TypeKind b)
{
    TypeKind high = a > b ? a : b, low = a > b ? b : a;
    if (a == b || !is_signed_integer(&basic[high]) || is_signed_integer(&basic[low]))
        return &basic[high];
    bool fits = basic[high].size > basic[low].size;
    return fits ? &basic[high] : &basic[high + 1];
}

/* C's usual arithmetic conversions, vectors and complex included. */
Type *arithmetic_type(Type *a, Type *b)
{
    Type *p = promote(a), *q = promote(b);
    if (bare(p)->kind == T_VECTOR)
        return p;
    if (bare(q)->kind == T_VECTOR)
        return q;
    if (is_complex(p) || is_complex(q)) {
        Type *t = new_type(T_COMPLEX);
        t->base =
            arithmetic_type(is_complex(p) ? bare(p)->base : p, is_complex(q) ? bare(q)->base : q);
        t->size = 2 * t->base->size;
        t->align = t->base->align;
        return t;
    }
    if (p->kind > T_FLOAT128 || q->kind > T_FLOAT128)
        return p;
    if (is_real_floating(p) || is_real_floating(q))
        return p->kind > q->kind ? p : q;
    return integer_type(p->kind, q->kind);
}

bool is_real_floating(Type *t)
{
    TypeKind k = bare(t)->kind;
    return k >= T_FLOAT16 && k <= T_FLOAT128;
}

bool is_complex(Type *t)
{
    return bare(t)->kind == T_COMPLEX;
}

bool is_integer(Type *t)
{
    TypeKind k = bare(t)->kind;
    return (k >= T_BOOL && k <= T_UINT128) || k == T_ENUM;
}

bool is_arithmetic(Type *t)
{
    return is_integer(t) || is_real_floating(t) || is_complex(t);
}

bool is_scalar(Type *t)
{
    return is_arithmetic(t) || is_pointer(t);
}

bool is_pointer(Type *t)
{
    return bare(t)->kind == T_POINTER;
}

bool is_array(Type *t)
{
    return bare(t)->kind == T_ARRAY;
}

bool is_record(Type *t)
{
    return bare(t)->kind == T_RECORD;
}

bool is_function(Type *t)
{
    return bare(t)->kind == T_FUNC;
}

/* Plain char counts as signed, as on every target adcc knows. */
bool is_signed_integer(Type *t)
{
    switch (bare(t)->kind) {
    case T_CHAR:
    case T_SCHAR:
    case T_SHORT:
    case T_INT:
    case T_LONG:
    case T_LLONG:
    case T_INT128:
        return true;
    case T_ENUM:
        return bare(t)->base && is_signed_integer(bare(t)->base);
    default:
        return false;
    }
}

/* Is the qualifier on t, in its sugar, or on the elements of an array? */
static bool is_qualified_with(Type *t, unsigned qual)
{
    for (;; t = t->base) {
        if (t->kind != T_ARRAY && (t->quals & qual))
            return true;
        if (t->kind != T_TYPEDEF && t->kind != T_ATOMIC && t->kind != T_ARRAY)
            return false;
    }
}

bool is_character(Type *t)
{
    TypeKind kind = strip(t)->kind;
    return kind == T_CHAR || kind == T_SCHAR || kind == T_UCHAR;
}

bool is_const(Type *t)
{
    return is_qualified_with(t, Q_CONST);
}

bool is_volatile(Type *t)
{
    return is_qualified_with(t, Q_VOLATILE);
}

/* Looks for reals in t; through pointers too if asked.  seen: the tags on the way, for lists and
 * trees. */
static bool find_reals(Type *t, bool through_pointers, Map *seen)
{
    t = bare(t);
    switch (t->kind) {
    case T_COMPLEX:
        return true;
    case T_VECTOR:
    case T_ARRAY:
        return find_reals(t->base, through_pointers, seen);
    case T_POINTER:
        return through_pointers && find_reals(t->base, through_pointers, seen);
    case T_RECORD:
        if (map_has(seen, t->tag))
            return false;
        map_set(seen, t->tag, t->tag);
        for (int i = 0; i < t->tag->fields.n; i++)
            if (find_reals(t->tag->fields.at[i]->type, through_pointers, seen))
                return true;
        return false;
    default:
        return is_real_floating(t);
    }
}

bool carries_reals(Type *t)
{
    Map seen = {0};
    return find_reals(t, true, &seen);
}

bool holds_reals(Type *t)
{
    Map seen = {0};
    return find_reals(t, false, &seen);
}

bool has_pointers(Type *t)
{
    t = strip(element_type(t));
    if (t->kind == T_POINTER)
        return true;
    for (int i = 0; t->kind == T_RECORD && i < t->tag->fields.n; i++)
        if (has_pointers(t->tag->fields.at[i]->type))
            return true;
    return false;
}

/* The innermost type of a (multi-dimensional) array, with its qualifiers. */
Type *element_type(Type *t)
{
    while (is_array(t))
        t = strip(t)->base;
    return t;
}

/* Tags of one header read in two units are the same by name. */
static bool same_tag(const Tag *a, const Tag *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->local || b->local || !a->name != !b->name)
        return false;
    if (a->name)
        return str_eq(a->name, b->name);
    return a->typedef_name && b->typedef_name && str_eq(a->typedef_name, b->typedef_name);
}

static bool same_below(Type *a, Type *b);

static bool same_function(Type *a, Type *b)
{
    if (!same_type(a->base, b->base))
        return false;
    if (a->noproto || b->noproto)
        return true;
    if (a->variadic != b->variadic || a->params.n != b->params.n)
        return false;
    for (int i = 0; i < a->params.n; i++)
        if (!same_type(decay(a->params.at[i]), decay(b->params.at[i])))
            return false;
    return true;
}

/* Compatible types, as C means it; qualifiers at the top ignored. */
bool same_type(Type *a, Type *b)
{
    bool atomic_a = a->kind == T_ATOMIC, atomic_b = b->kind == T_ATOMIC;
    a = bare(a);
    b = bare(b);
    if (a == b)
        return true;
    if (a->kind == T_ENUM && b->kind != T_ENUM && a->base)
        return same_type(a->base, b);
    if (b->kind == T_ENUM && a->kind != T_ENUM && b->base)
        return same_type(a, b->base);
    if (a->kind != b->kind || atomic_a != atomic_b)
        return false;
    switch (a->kind) {
    case T_COMPLEX:
        return same_type(a->base, b->base);
    case T_VECTOR:
        return a->count == b->count && same_type(a->base, b->base);
    case T_POINTER:
        return same_below(a->base, b->base);
    case T_ARRAY:
        return (a->count == b->count || a->count < 0 || b->count < 0) &&
               same_below(a->base, b->base);
    case T_FUNC:
        return same_function(a, b);
    case T_RECORD:
    case T_ENUM:
        return same_tag(a->tag, b->tag);
    case T_OPAQUE:
        return str_eq(a->name, b->name);
    default:
        return true;
    }
}

/* Below a pointer or in an array the qualifiers count. */
static bool same_below(Type *a, Type *b)
{
    return is_const(a) == is_const(b) && is_volatile(a) == is_volatile(b) && same_type(a, b);
}

/* As C text, for messages. */
const char *type_str(Type *t)
{
    Out out = {0};
    print_decl(&out, t, "");
    return out.at;
}

/* The member of this name, also inside anonymous members; NULL if there is none. */
Field *find_field(Tag *tag, const char *name)
{
    for (int i = 0; i < tag->fields.n; i++) {
        Field *field = tag->fields.at[i];
        if (field->name && str_eq(field->name, name))
            return field;
        if (!field->name && field->bits < 0 && is_record(field->type)) {
            Field *inner = find_field(bare(field->type)->tag, name);
            if (inner)
                return inner;
        }
    }
    return NULL;
}

bool is_padding(const Field *f)
{
    return f->bits >= 0 && !f->name;
}
