/* verify_memory.c - what a function sees, declared, filled and registered for its check.
 *
 *     double f(int n, const double x[n], struct body b)
 * ->  int n = 4;
 *     double *x = adcc_check_memory(n, sizeof *x), *x_d = ..., *x_b = ...;
 *     adcc_check_piece("x", ADCC_IN, sizeof(double), n, &x[0], &x_d[0], &x_b[0], 0.25, 1.0);
 *     struct body b = {0}, ...;
 *     adcc_check_piece("b.mass", ...);
 *
 * Arrays are followed to their elements, structs to their members, pointers to as many elements as
 * ADCC_CHECK, wrt or the declaration say; where nobody says it, that is an error.
 */
#include "verify.h"

#include <ctype.h>
#include <string.h>

/* A part of a variable on the way down. */
typedef struct Object {
    const Sym *sym;             /* NULL: the returned value */
    const char *root, *root_d, *root_b, *rest; /* in C: root followed by rest */
    const char *label, *numbers;/* its name as a format and, ", adcc_1", the numbers in it */
    const char *path;           /* for ADCC_CHECK: members without indices */
    Type *type;
    Names extents;              /* that ADCC_CHECK gave further up for pointers to pointers */
    const Sample *range;        /* the nearest value further up, or NULL */
    bool active;                /* has shadows */
    bool sampled;               /* its values are chosen; else they stay */
    bool in_array, by_value;
    const char *role;           /* of its reals, if active */
} Object;

static void put_object(Driver *d, Object o);

bool is_active(const Driver *d, const Sym *v)
{
    const Actives *lists[] = {&d->request->wrt, &d->request->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++)
            if (lists[k]->at[i].sym == v)
                return true;
    return false;
}

void put_line(Driver *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    out_fmt(d->out, "%*s%s\n", 4 * (1 + d->depth), "", vfmt(format, args));
    va_end(args);
}

const char *plain_type(Type *t)
{
    return type_str(unqualified(strip(t)));
}

const char *shadow_name(Driver *d, const Sym *v, Mode mode)
{
    const char *name = fmt("%s%s", v->name, mode == ADJOINT ? "_b" : "_d");
    for (int i = 0; v->global && i < d->shadows->n; i++)
        if (d->shadows->at[i]->primal == v && starts_with(d->shadows->at[i]->name, name))
            return d->shadows->at[i]->name;
    static const char *const keys[] = {[TANGENT] = "tangent of", [ADJOINT] = "adjoint of"};
    const char *key = intern(fmt("%s %s", keys[mode], v->name)), *known = map_get(&d->taken, key);
    if (!known) {
        known = free_name(&d->taken, name);
        map_set(&d->taken, key, (void *)(uintptr_t)known);
    }
    return known;
}

const char *complex_name(Driver *d, const char *name)
{
    const char *key = intern(fmt("complex %s", name)), *known = map_get(&d->taken, key);
    if (!known) {
        known = free_name(&d->taken, fmt("%s_complex", name));
        map_set(&d->taken, key, (void *)(uintptr_t)known);
    }
    return known;
}

static void cannot_sample(const Driver *d, const Object *o, const char *why)
{
    const Sym *f = d->request->func->sym;
    error_at(o->sym ? o->sym->loc : f->loc, "'%s' of '%s' cannot be sampled: %s", o->path, f->name,
             why);
}

static void ask_for_extent(const Driver *d, const Object *o)
{
    cannot_sample(d, o, "its extent is not known");
    note_at(o->sym->loc, "write ADCC_CHECK(%s[number of elements] = uniform(-1, 1))", o->path);
}

static const char *product(const Names *dims)
{
    const char *text = "1";
    for (int i = 0; i < dims->n; i++)
        text = i == 0   ? dims->at[0]
               : i == 1 ? fmt("(%s) * (%s)", text, dims->at[i])
                        : fmt("%s * (%s)", text, dims->at[i]);
    return text;
}

/* ------------------------------------------------------------------ leaves */

static const char *label_of(const Object *o)
{
    return *o->numbers ? fmt("adcc_check_text(\"%s\"%s)", o->label, o->numbers)
                       : fmt("\"%s\"", o->label);
}

/* size: what sizeof is taken of */
static void register_piece(Driver *d, const Object *o, const char *role, const char *size,
                           const char *count, const char *rest, const char *range)
{
    const char *head = fmt("ADCC_%s(%s, %s, %s, %s, ", o->active ? "SHADOWED" : "PLAIN",
                           label_of(o), role, size, count);
    const char *rest_of_it =
        o->active ? fmt("%s%s, %s%s, %s%s, %s);", o->root, rest, o->root_d, rest, o->root_b, rest,
                        range)
                  : fmt("%s%s, %s);", o->root, rest, range);
    int indent = 4 * (1 + d->depth);
    if (indent + (int)strlen(head) + (int)strlen(rest_of_it) <= 100)
        put_line(d, "%s%s", head, rest_of_it);
    else
        put_line(d, "%.*s\n%*s%s", (int)strlen(head) - 1, head,
                 indent + (o->active ? 14 : 11), "", rest_of_it);
}

/* n or 4, (size_t)(n + 1): as a number of elements */
static const char *as_size(const char *count)
{
    bool simple = true;
    for (const char *p = count; *p; p++)
        simple &= isalnum((unsigned char)*p) || *p == '_';
    if (simple && isdigit((unsigned char)*count))
        return count;
    return simple ? fmt("(size_t)%s", count) : fmt("(size_t)(%s)", count);
}

/* first[i] = value for all of them */
static void put_values(Driver *d, const char *first, Type *e, const char *count, bool one,
                       const char *value)
{
    if (one && !is_const(e))
        put_line(d, "%s = %s;", first, value);
    else if (one)
        put_line(d, "*(%s *)&%s = %s;", plain_type(e), first, value);
    else
        put_line(d, "for (size_t i = 0; i < %s; i++)\n%*s((%s *)&%s)[i] = %s;", as_size(count),
                 4 * (2 + d->depth), "", plain_type(e), first, value);
}

static void put_reals(Driver *d, const Object *o, Type *e, const Names *dims, const char *rest)
{
    const Sample *own = sample_of(d, o->path), *s = own && own->low ? own : o->range;
    Type *t = strip(e), *real = is_complex(t) ? t->base : t;
    const char *count = product(dims), *role = o->active ? o->role : o->sampled ? "ADCC_REAL" : "0";
    bool by_index = s && s->by_index && o->sampled;
    if (by_index)
        put_values(d, fmt("%s%s", o->root, rest), e, count, dims->n == 0, s->low);
    if (by_index)
        role = fmt("%s | ADCC_SET", role);
    if (dims->n == 0)
        role = fmt("%s | ADCC_ONE", role);
    if (is_complex(t)) {
        role = fmt("%s | ADCC_COMPLEX", role);
        count = fmt("2 * (%s)", count);
    }
    const char *range = s && !by_index ? fmt("%s, %s", s->low, s->high) : "0.25, 1.0";
    register_piece(d, o, role, plain_type(real), count, rest, range);
    for (int k = 0; k + 1 < dims->n; k++)
        put_line(d, "adcc_check_row(%d, %s);", k, as_size(dims->at[dims->n - 1 - k]));
}

/* Numbers that are not said: 4 where it may be a size, 0 where it is more likely an index. */
static const char *integer_value(const Sample *s, Type *t, bool alone)
{
    if (s && s->uniform)
        return fmt("(%s)floor(adcc_check_random(%s, (%s) + 1.0))", plain_type(t), s->low, s->high);
    if (s && s->low)
        return s->low;
    return alone && t->kind != T_ENUM && t->kind != T_BOOL ? "4" : "0";
}

static void put_integers(Driver *d, const Object *o, Type *e, const Names *dims, const char *rest)
{
    Type *t = strip(e);
    const char *type = plain_type(t), *count = product(dims);
    const char *value = integer_value(sample_of(d, o->path), t, !o->in_array && dims->n == 0);
    if (o->sampled)
        put_values(d, fmt("%s%s", o->root, rest), e, count, dims->n == 0, value);
    Object bytes = *o;
    bytes.active = false;
    if (!o->by_value)
        register_piece(d, &bytes, dims->n ? "0" : "ADCC_ONE", type, count, rest, "0, 0");
}

/* ------------------------------------------------------------------ what holds them */

static Object part(const Object *o, const char *rest, const char *label, Type *type)
{
    Object p = *o;
    p.rest = fmt("%s%s", o->rest, rest);
    p.label = fmt("%s%s", o->label, label);
    p.type = type;
    return p;
}

/* Elements of type e in these dimensions; flat: behind one index. */
static void put_elements(Driver *d, const Object *o, Type *e, const Names *dims, bool flat)
{
    Type *t = strip(e);
    const char *rest = o->rest;
    for (int k = 0; k < (flat ? 1 : dims->n); k++)
        rest = fmt("%s[0]", rest);
    bool plain = t->kind == T_FLOAT || t->kind == T_DOUBLE || t->kind == T_LDOUBLE ||
                 (t->kind == T_COMPLEX && t->base->kind != T_FLOAT128);
    if (plain)
        put_reals(d, o, e, dims, rest);
    else if (is_integer(t))
        put_integers(d, o, e, dims, rest);
    if (plain || is_integer(t))
        return;
    Object p = *o;
    int loops = flat && dims->n ? 1 : dims->n;
    if (loops == 1 && str_eq(product(dims), "1")) {
        p = part(&p, "[0]", "", e);
        put_object(d, p);
        return;
    }
    for (int k = 0; k < loops; k++) {
        const char *i = fmt("adcc_%d", ++d->loops);
        put_line(d, "for (size_t %s = 0; %s < %s; %s++) {", i, i,
                 as_size(flat ? product(dims) : dims->at[k]), i);
        d->depth++;
        p = part(&p, fmt("[%s]", i), "[%zu]", e);
        p.numbers = fmt("%s, %s", p.numbers, i);
        p.in_array = true;
    }
    p.type = e;
    put_object(d, p);
    for (int k = 0; k < loops; k++) {
        d->depth--;
        put_line(d, "}");
    }
}

static void put_member(Driver *d, const Object *o, Field *f)
{
    const char *name = f->name ? fmt(".%s", f->name) : "";
    Object p = part(o, name, name, f->type);
    p.path = intern(fmt("%s%s", o->path, name));
    p.extents = (Names){0};
    p.active = o->active && !f->inactive && carries_reals(f->type);
    const Sample *s = sample_of(d, p.path);
    if (s && s->low && !is_integer(strip(f->type)))
        p.range = s;
    if (f->bits < 0) {
        if (f->name || is_record(f->type))
            put_object(d, p);
    } else if (f->name && o->sampled) {
        put_line(d, "%s%s = %s;", p.root, p.rest, s && s->low ? s->low : "0");
    }
}

static void put_record(Driver *d, const Object *o, Type *t)
{
    if (t->tag->kind == TAG_UNION) {
        Object bytes = *o;
        bytes.active = false;
        if (o->active)
            cannot_sample(d, o, "it is a union");
        else if (!o->by_value)
            register_piece(d, &bytes, "ADCC_ONE", plain_type(t), "1", o->rest, "0, 0");
        return;
    }
    for (int i = 0; i < t->tag->fields.n; i++)
        put_member(d, o, t->tag->fields.at[i]);
}

/* ------------------------------------------------------------------ pointers */

static void keep_pointer(Driver *d, const Object *o)
{
    register_piece(d, o, "ADCC_KEEP | ADCC_ONE", "void *", "1", o->rest, "0, 0");
}

/* Is what is said a value for the pointer itself: a string, &x, NULL or the name of something? */
static bool is_pointer_value(const Sample *s)
{
    if (!s || !s->low || s->uniform || s->extents.n)
        return false;
    const char *p = s->low;
    while (isalnum((unsigned char)*p) || *p == '_')
        p++;
    return *s->low == '"' || *s->low == '&' || str_eq(s->low, "0") ||
           (!*p && !isdigit((unsigned char)*s->low));
}

/* No array has fewer elements than none. */
static void check_extents(Driver *d, const Object *o, const Names *extents)
{
    const Func *f = d->request->func;
    long n;
    for (int i = 0; i < extents->n; i++) {
        if (!known_number(&d->samples, f, extents->at[i], &n) || n >= 0)
            continue;
        Loc where = o->sym ? o->sym->loc : f->sym->loc;
        for (int k = 0; k < d->samples.n; k++) {
            const Sample *s = &d->samples.at[k];
            if (str_eq(s->path, o->path) && s->extents.n)
                where = s->loc;
            else if (str_eq(s->path, extents->at[i]))
                where = s->value_loc;
        }
        error_at(where, "the extent of '%s' is negative: %s is %ld", o->path, extents->at[i], n);
    }
}

/* A pointer nobody says anything of. */
static void put_unknown_pointer(Driver *d, const Object *o, Type *to)
{
    bool blind = to->kind == T_VOID || to->kind == T_FUNC ||
                 (to->kind == T_RECORD && (to->tag->system || !to->tag->complete));
    if (o->sym && o->sym->global && !o->active && (o->sym->init || blind || !*o->path)) {
        keep_pointer(d, o);
    } else if (blind) {
        cannot_sample(d, o, "adcc cannot tell what it leads to");
        note_at(o->sym->loc, "say it as ADCC_CHECK(%s = something)", o->path);
    } else {
        ask_for_extent(d, o);
    }
}

static void put_pointer(Driver *d, Object o, Type *t)
{
    const Sample *s = sample_of(d, o.path);
    Type *to = strip(t->base);
    Names extents = o.extents;
    if (extents.n == 0 && s)
        extents = s->extents;
    if (!o.sym) {
        if (o.active)
            cannot_sample(d, &o, "it is a pointer");
        return;
    }
    if (extents.n == 0 && is_pointer_value(s)) {
        put_line(d, "%s%s = %s;", o.root, o.rest, s->low);
        keep_pointer(d, &o);
        return;
    }
    if (extents.n == 0 || to->kind == T_VOID || to->kind == T_FUNC) {
        put_unknown_pointer(d, &o, to);
        return;
    }
    check_extents(d, &o, &extents);
    const char *roots[] = {o.root, o.root_d, o.root_b};
    const char *count = to->kind == T_POINTER ? extents.at[0] : product(&extents);
    for (int k = 0; k < (o.active ? 3 : 1); k++)
        put_line(d, "%s%s = adcc_check_memory(%s, sizeof *%s%s);", roots[k], o.rest, as_size(count),
                 roots[k], o.rest);
    keep_pointer(d, &o);
    Names dims = {0};
    o.extents = (Names){0};
    o.sampled = true;
    o.by_value = false;
    o.range = s && s->low ? s : o.range;
    o.role = is_const(t->base) ? "ADCC_IN" : "ADCC_IN | ADCC_OUT";
    for (int i = 0; i < extents.n; i++)
        append(to->kind == T_POINTER && i > 0 ? &o.extents : &dims, extents.at[i]);
    bool flat = dims.n > 1;
    Type *e = t->base;
    for (; is_array(e) && !flat; e = strip(e)->base)
        append(&dims, fmt("%ld", strip(e)->count));
    if (is_array(e))
        cannot_sample(d, &o, "it takes one extent, of its rows");
    else
        put_elements(d, &o, e, &dims, flat);
}

static void put_object(Driver *d, Object o)
{
    Type *t = strip(o.type);
    Names dims = {0};
    Type *e = o.type;
    for (; is_array(e); e = strip(e)->base) {
        Type *a = strip(e);
        if (a->count < 0) {
            cannot_sample(d, &o, "the extent of this array is not known");
            return;
        }
        append(&dims, fmt("%ld", a->count));
    }
    t = strip(e);
    if (dims.n > 0 || is_integer(t) || is_real_floating(t) || t->kind == T_COMPLEX) {
        if (dims.n > 0 || (t->kind != T_FLOAT16 && t->kind != T_FLOAT128))
            put_elements(d, &o, e, &dims, false);
        else
            cannot_sample(d, &o, "adcc does not sample this type");
    } else if (t->kind == T_RECORD && t->tag->complete) {
        put_record(d, &o, t);
    } else if (t->kind == T_POINTER) {
        put_pointer(d, o, t);
    } else {
        cannot_sample(d, &o, "adcc does not sample this type");
    }
}

/* ------------------------------------------------------------------ variables */

static Object whole_object(Driver *d, const Sym *v, Type *type)
{
    bool active = is_active(d, v);
    Object o = {.sym = v,
                .root = v->name,
                .root_d = active ? shadow_name(d, v, TANGENT) : NULL,
                .root_b = active ? shadow_name(d, v, ADJOINT) : NULL,
                .rest = "",
                .label = v->name,
                .numbers = "",
                .path = v->name,
                .type = type,
                .active = active,
                .sampled = true,
                .role = "ADCC_IN"};
    return o;
}

static void declare(Driver *d, Type *t, const char *name, const char *value)
{
    Out text = {0};
    print_decl(&text, t, name);
    put_line(d, "%s = %s;", text.at, value);
}

static const Expr *listed_extent(const Driver *d, const Sym *v)
{
    const Actives *lists[] = {&d->request->wrt, &d->request->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++)
            if (lists[k]->at[i].sym == v && lists[k]->at[i].extent)
                return lists[k]->at[i].extent;
    return NULL;
}

/* The dimensions of what a parameter points to; none, after an error, if they are not known. */
static Names dimensions(Driver *d, const Object *o, const Sample *s)
{
    const Sym *v = o->sym;
    Type *written = v->type->written ? strip(v->type->written) : NULL;
    written = written && written->kind == T_ARRAY ? written : NULL;
    const Expr *extent = listed_extent(d, v), *declared = written ? written->extent : NULL;
    Names dims = {0};
    if (s && s->extents.n) {
        dims = s->extents;
        if (dims.n > 1)
            return dims;
    } else if (extent && !(declared && same_expr(extent, declared)) &&
               !(written && is_int_const(extent, written->count))) {
        append(&dims, expr_str(extent)); /* of all elements */
        return dims;
    } else if (declared) {
        append(&dims, expr_str(declared));
    } else if (written && written->count > 0) {
        append(&dims, fmt("%ld", written->count));
    } else {
        ask_for_extent(d, o);
        return dims;
    }
    for (Type *t = strip(strip(v->type)->base); t->kind == T_ARRAY; t = strip(t->base))
        append(&dims, t->extent ? expr_str(t->extent) : fmt("%ld", t->count));
    return dims;
}

/* Is the extent of what the parameter points to known without ADCC_CHECK? */
static bool has_extent(const Driver *d, const Sym *v)
{
    const Type *written = v->type->written ? strip(v->type->written) : NULL;
    return listed_extent(d, v) ||
           (written && written->kind == T_ARRAY && (written->extent || written->count > 0));
}

/* The complex copy of reals that were just registered; count: NULL for one by value. */
static void put_complex(Driver *d, const char *name, const char *count)
{
    const char *copy = complex_name(d, name);
    if (count)
        put_line(d, "double _Complex *%s = adcc_check_memory(%s, sizeof *%s);", copy,
                 as_size(count), copy);
    else
        put_line(d, "double _Complex %s = 0;", copy);
    put_line(d, "adcc_check_complex(%s%s);", count ? "" : "&", copy);
}

/* A parameter that is a pointer: to memory of its own, in one row. */
static void put_pointer_parameter(Driver *d, Object o)
{
    const Sample *s = sample_of(d, o.path);
    Type *pointee = strip(o.type)->base, *e = pointee, *t = strip(element_type(pointee));
    while (is_array(e))
        e = strip(e)->base;
    bool is_array_of_zeros = s && s->low && str_eq(s->low, "0") && has_extent(d, o.sym);
    if ((is_pointer_value(s) && !is_array_of_zeros) ||
        (s && s->low && !s->extents.n && t->kind == T_VOID)) {
        if (o.active)
            cannot_sample(d, &o, "it is differentiated, and has to be sampled by its elements");
        declare(d, o.type, o.root, s->low);
        return;
    }
    if (t->kind == T_VOID || t->kind == T_FUNC || (t->kind == T_RECORD && !t->tag->complete)) {
        put_unknown_pointer(d, &o, t);
        return;
    }
    Names dims = dimensions(d, &o, s);
    if (dims.n == 0)
        return;
    check_extents(d, &o, &dims);
    const char *names[] = {o.root, o.root_d, o.root_b};
    bool nested = t->kind == T_POINTER && dims.n > 1 && s && s->extents.n > 1;
    const char *count = nested ? dims.at[0] : product(&dims);
    for (int k = 0; k < (o.active ? 3 : 1); k++)
        declare(d, pointer_to(unqualified(e)), names[k],
                fmt("adcc_check_memory(%s, sizeof *%s)", as_size(count), names[k]));
    o.range = s && s->low ? s : NULL;
    o.role = is_const(pointee) ? "ADCC_IN" : "ADCC_IN | ADCC_OUT";
    Names outer = dims;
    outer.n = nested ? 1 : dims.n;
    for (int i = 1; nested && i < dims.n; i++)
        append(&o.extents, dims.at[i]);
    put_elements(d, &o, unqualified(e), &outer, true);
    if (d->complex && is_real_floating(t))
        put_complex(d, o.root, count);
}

void put_parameter(Driver *d, Sym *v)
{
    Object o = whole_object(d, v, v->type);
    Type *t = strip(v->type);
    if (t->kind == T_POINTER) {
        put_pointer_parameter(d, o);
        return;
    }
    const Sample *s = sample_of(d, v->name);
    if (is_integer(t)) {
        declare(d, unqualified(t), o.root, integer_value(s, t, true));
        return;
    }
    const char *names[] = {o.root, o.root_d, o.root_b};
    for (int k = 0; k < (o.active ? 3 : 1); k++)
        declare(d, unqualified(t), names[k], is_scalar(t) ? "0" : "{0}");
    o.type = unqualified(t);
    o.by_value = true;
    o.range = s && s->low ? s : NULL;
    put_object(d, o);
    if (d->complex && is_real_floating(t))
        put_complex(d, o.root, NULL);
}

/* A file-scope variable that the function uses. */
void put_global(Driver *d, Sym *v)
{
    Object o = whole_object(d, v, v->type);
    const Sample *s = sample_of(d, v->name);
    o.role = "ADCC_IN | ADCC_OUT";
    o.range = s && s->low ? s : NULL;
    o.sampled = o.active || s;
    put_object(d, o);
}

void put_result(Driver *d, Type *t)
{
    bool active = is_active(d, NULL);
    static const char *const names[] = {"adcc_r", "adcc_r_d", "adcc_r_b"};
    for (int k = 0; k < (active ? 3 : 1); k++)
        declare(d, unqualified(strip(t)), names[k], is_scalar(t) ? "0" : "{0}");
    Object o = {.root = names[0],
                .root_d = names[1],
                .root_b = names[2],
                .rest = "",
                .label = "return",
                .numbers = "",
                .path = "return",
                .type = unqualified(strip(t)),
                .active = active,
                .role = "ADCC_OUT"};
    if (active || !is_pointer(t))
        put_object(d, o);
    if (d->complex && is_real_floating(strip(t)))
        put_complex(d, o.root, NULL);
}
