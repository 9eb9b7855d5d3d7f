/* verify.c - the driver that checks derivatives: adcc --check, --emit=check.
 *
 *     ADCC_CHECK(n = 3, x = uniform(0, 1)) double f(int n, const double x[n]);
 * ->  static void check_f(void)
 *     {
 *         int n = 3;
 *         size_t x_n = n;
 *         double *x = adcc_check_memory(x_n, sizeof *x), *x_d = ..., *x_b = ...;
 *         adcc_check_piece("x", ADCC_IN, sizeof *x, x_n, x, x_d, x_b, 0, 1);
 *         for (int call; (call = adcc_check_next()) != 0;) ...
 *     }
 *
 * Scalars and arrays whose extent is known are sampled, structs member by member; of what cannot be
 * sampled the user is told how to say it.  runtime/check.c makes the comparisons.
 */
#include "verify.h"

#include <ctype.h>
#include <string.h>

/* What ADCC_CHECK says of one name. */
typedef struct Sample {
    const char *name, *extent; /* extent: text in brackets, NULL if there is none */
    const char *low, *high;    /* of uniform(low, high), or the value twice */
    bool uniform, used;
    Loc loc;
} Sample;
VEC(Sample, Samples);

typedef struct Driver {
    Out *out;
    const Request *request;
    Samples samples;
} Driver;

/* ------------------------------------------------------------------ ADCC_CHECK */

static const char *trimmed(const char *from, const char *to)
{
    while (from < to && isspace((unsigned char)*from))
        from++;
    while (to > from && isspace((unsigned char)to[-1]))
        to--;
    return intern_n(from, (size_t)(to - from));
}

/* The end of the piece of text before a comma (or c) outside brackets. */
static const char *piece_end(const char *p, char c)
{
    int depth = 0;
    for (; *p && (depth > 0 || (*p != ',' && *p != c)); p++) {
        depth += *p == '(' || *p == '[' || *p == '{';
        depth -= *p == ')' || *p == ']' || *p == '}';
    }
    return p;
}

static void read_value(Sample *s, const char *text)
{
    s->low = s->high = text;
    if (!starts_with(text, "uniform(") || !ends_with(text, ")"))
        return;
    const char *from = text + strlen("uniform("), *comma = piece_end(from, ',');
    s->uniform = true;
    s->low = trimmed(from, comma);
    s->high = *comma ? trimmed(comma + 1, text + strlen(text) - 1) : "";
    if (!*s->low || !*s->high)
        error_at(s->loc, "uniform(low, high) takes two numbers");
}

static void read_samples(Driver *d, const char *text, Loc loc)
{
    for (const char *p = text; *p;) {
        const char *end = piece_end(p, ','), *equals = piece_end(p, '=');
        Sample s = {.loc = loc};
        const char *bracket = memchr(p, '[', (size_t)(equals - p));
        s.name = trimmed(p, bracket ? bracket : equals);
        if (bracket)
            s.extent = trimmed(bracket + 1, strrchr(intern_n(p, (size_t)(equals - p)), ']')
                                                ? piece_end(bracket + 1, ']')
                                                : equals);
        if (*s.name && (equals < end || bracket)) {
            read_value(&s, equals < end ? trimmed(equals + 1, end) : "");
            append(&d->samples, s);
        } else if (*trimmed(p, end)) {
            error_at(loc, "'%s' is no sample; write n = 8, x = uniform(-1, 1) or x[2 * n] = 0.5",
                     trimmed(p, end));
        }
        p = *end ? end + 1 : end;
    }
}

static Sample *sample_of(Driver *d, const char *name)
{
    for (int i = 0; i < d->samples.n; i++)
        if (str_eq(d->samples.at[i].name, name)) {
            d->samples.at[i].used = true;
            return &d->samples.at[i];
        }
    return NULL;
}

/* ------------------------------------------------------------------ what is listed */

static const Active *listed(const Actives *list, const Sym *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i].sym == v)
            return &list->at[i];
    return NULL;
}

static bool is_active(const Driver *d, const Sym *v)
{
    return listed(&d->request->wrt, v) || listed(&d->request->of, v);
}

static const char *role_of(Type *t)
{
    t = strip(t);
    bool changes = t->kind == T_POINTER && !is_const(t->base);
    return changes ? "ADCC_IN | ADCC_OUT" : "ADCC_IN";
}

/* ------------------------------------------------------------------ memory */

static Type *real_of(Type *t)
{
    t = strip(element_type(t));
    return is_complex(t) ? t->base : t;
}

static const char *range_text(const Sample *s)
{
    return s ? fmt("%s, %s", s->low, s->high) : "0.25, 1.0";
}

static const char *plain_type(Type *t)
{
    return type_str(unqualified(strip(t)));
}

/* adcc_check_piece() for reals at 'path', elements of which there are 'count' */
static void put_piece(Driver *d, const char *name, const char *path, Type *t, const char *count,
                      const char *role, const Sample *s, const char *root)
{
    const char *rest = path + strlen(root);
    const char *elements = is_complex(strip(element_type(t))) ? fmt("2 * (%s)", count) : count;
    if (str_eq(root, "adcc_r"))
        name = fmt("return%s", name + strlen(root));
    out_fmt(d->out, "    adcc_check_piece(\"%s\", %s, sizeof(%s), %s, (void *)&%s", name, role,
            plain_type(real_of(t)), elements, path);
    out_fmt(d->out, ", (void *)&%s_d%s, (void *)&%s_b%s, %s);\n", root, rest, root, rest,
            range_text(s));
}

static void cannot_sample(Loc loc, const char *name, const Driver *d, const char *why)
{
    error_at(loc, "'%s' of '%s' cannot be sampled: %s", name, d->request->func->sym->name, why);
}

/* The real members of a struct at path, which starts with the variable root. */
static void put_members(Driver *d, Sym *v, const char *path, const char *root, Type *t,
                        const char *role, const Sample *s)
{
    Type *whole = strip(t), *e = strip(element_type(t));
    long n = 1;
    for (Type *a = whole; a->kind == T_ARRAY; a = strip(a->base))
        n *= a->count > 0 ? a->count : 0;
    const char *first = whole->kind == T_ARRAY ? "[0]" : "";
    for (Type *a = whole->kind == T_ARRAY ? strip(whole->base) : whole; a->kind == T_ARRAY;
         a = strip(a->base))
        first = fmt("%s[0]", first);
    if (e->kind == T_RECORD) {
        if (e->tag->kind == TAG_UNION || (whole->kind == T_ARRAY && holds_reals(t))) {
            cannot_sample(v->loc, v->name, d, "it holds a union or an array of structs");
            return;
        }
        for (int i = 0; i < e->tag->fields.n; i++) {
            Field *f = e->tag->fields.at[i];
            if (f->inactive || (!holds_reals(f->type) && !carries_reals(f->type)))
                continue;
            put_members(d, v, f->name ? fmt("%s.%s", path, f->name) : path, root, f->type, role, s);
        }
    } else if (e->kind == T_POINTER) {
        cannot_sample(v->loc, v->name, d, "it holds pointers; write a function that sets it up");
    } else if (holds_reals(e)) {
        put_piece(d, path, fmt("%s%s", path, first), e, fmt("%ld", n), role, s, root);
    }
}

static Expr *extent_of(const Driver *d, const Sym *v)
{
    const Active *a = listed(&d->request->wrt, v);
    a = a && a->extent ? a : listed(&d->request->of, v);
    if (a && a->extent)
        return a->extent;
    Type *written = v->type->written;
    return written && written->kind == T_ARRAY ? written->extent : NULL;
}

/* The number of elements of an array parameter as C text; NULL, after an error, if unknown. */
static const char *count_text(Driver *d, const Sym *v, const Sample *s)
{
    Expr *extent = extent_of(d, v);
    Type *written = v->type->written;
    if (s && s->extent)
        return s->extent;
    const char *text = extent ? expr_str(extent)
                       : written && written->count > 0 ? fmt("%ld", written->count) : NULL;
    if (!text) {
        cannot_sample(v->loc, v->name, d, "its extent is not known");
        note_at(v->loc, "write ADCC_CHECK(%s[number of elements] = uniform(-1, 1))", v->name);
        return NULL;
    }
    bool rows = !extent || (written && written->extent && same_expr(extent, written->extent));
    for (Type *t = strip(strip(v->type)->base); rows && t->kind == T_ARRAY; t = strip(t->base))
        text = fmt("(%s) * (%s)", text, t->extent ? expr_str(t->extent) : fmt("%ld", t->count));
    return text;
}

/* A parameter that is a pointer: an array of its own. */
static void put_array(Driver *d, Sym *v, const Sample *s)
{
    Type *element = strip(element_type(strip(v->type)->base));
    const char *count = count_text(d, v, s), *type = plain_type(element);
    if (!count)
        return;
    bool reals = holds_reals(element), active = is_active(d, v);
    if (element->kind == T_VOID || element->kind == T_FUNC || element->kind == T_POINTER) {
        cannot_sample(v->loc, v->name, d, "adcc cannot tell what it leads to");
        return;
    }
    out_fmt(d->out, "    size_t %s_n = (size_t)(%s);\n", v->name, count);
    out_fmt(d->out, "    %s *%s = adcc_check_memory(%s_n, sizeof *%s)", type, v->name, v->name,
            v->name);
    if (active)
        out_fmt(d->out, ", *%s_d = adcc_check_memory(%s_n, sizeof *%s), "
                        "*%s_b = adcc_check_memory(%s_n, sizeof *%s)",
                v->name, v->name, v->name, v->name, v->name, v->name);
    out_text(d->out, ";\n");
    if (active && element->kind == T_RECORD) {
        out_fmt(d->out, "    for (size_t i = 0; i < %s_n; i++) {\n", v->name);
        put_members(d, v, fmt("%s[i]", v->name), v->name, element, role_of(v->type), s);
        out_text(d->out, "    }\n");
    } else if (active) {
        put_piece(d, v->name, fmt("%s[0]", v->name), element, fmt("%s_n", v->name),
                  role_of(v->type), s, v->name);
    } else {
        out_fmt(d->out, "    for (size_t i = 0; i < %s_n; i++)\n        ", v->name);
        if (reals)
            out_fmt(d->out, "%s[i] = (%s)adcc_check_random(%s);\n", v->name, type, range_text(s));
        else
            out_fmt(d->out, "%s[i] = %s;\n", v->name,
                    element->kind == T_RECORD ? fmt("(%s){0}", type) : s && *s->low ? s->low : "0");
        out_fmt(d->out, "    adcc_check_piece(\"%s\", 0, sizeof *%s, %s_n, (void *)%s, NULL, NULL, "
                        "0, 0);\n", v->name, v->name, v->name, v->name);
    }
}

static void put_scalar(Driver *d, Sym *v, const Sample *s)
{
    Type *t = strip(v->type);
    const char *type = plain_type(t);
    if (is_active(d, v)) {
        out_fmt(d->out, "    %s %s = {0}, %s_d = {0}, %s_b = {0};\n", type, v->name, v->name,
                v->name);
        put_members(d, v, v->name, v->name, t, "ADCC_IN", s);
    } else if (s && *s->low && s->uniform) {
        out_fmt(d->out, "    %s %s = (%s)adcc_check_random(%s);\n", type, v->name, type,
                range_text(s));
    } else {
        const char *value = s && *s->low          ? s->low
                            : t->kind == T_RECORD ? "{0}"
                            : holds_reals(t)      ? "0.5"
                                                  : "4";
        out_fmt(d->out, "    %s %s = %s;\n", type, v->name, value);
    }
}

static void put_parameter(Driver *d, Sym *v)
{
    const Sample *s = sample_of(d, v->name);
    Type *t = strip(v->type);
    if (t->kind == T_POINTER)
        put_array(d, v, s);
    else if (is_scalar(t) || t->kind == T_RECORD)
        put_scalar(d, v, s);
    else
        cannot_sample(v->loc, v->name, d, "its type is not known here");
}

static void put_globals(Driver *d)
{
    const Actives *lists[] = {&d->request->wrt, &d->request->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++) {
            Sym *v = lists[k]->at[i].sym;
            if (!v || !v->global || (k == 1 && listed(&d->request->wrt, v)))
                continue;
            put_members(d, v, v->name, v->name, v->type, "ADCC_IN | ADCC_OUT",
                        sample_of(d, v->name));
        }
}

/* ------------------------------------------------------------------ calls */

/* kind: "", "_d" or "_b" */
static void put_call(Driver *d, const char *function, const char *kind, bool returns)
{
    Func *f = d->request->func;
    bool tangent = str_eq(kind, "_d"), adjoint = str_eq(kind, "_b"), first = true;
    bool of_return = listed(&d->request->of, NULL) != NULL;
    out_fmt(d->out, "%s%s(", returns ? "adcc_r = " : "", function);
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        bool pointer = is_pointer(v->type);
        out_fmt(d->out, "%s%s%s", first ? "" : ", ", pointer ? "(void *)" : "", v->name);
        first = false;
        if (*kind && is_active(d, v))
            out_fmt(d->out, ", %s%s%s",
                    pointer ? "(void *)" : adjoint ? "&" : "", v->name, kind);
    }
    if (of_return && (tangent || adjoint))
        out_fmt(d->out, "%s%sadcc_r%s", first ? "" : ", ", tangent ? "&" : "", kind);
    out_text(d->out, ");\n");
}

static void put_check(Driver *d, const Funcs *derivatives)
{
    Func *f = d->request->func;
    Type *result = strip(f->sym->type->base);
    const char *name = f->sym->name, *made[2] = {NULL, NULL};
    for (int i = 0; i < derivatives->n; i++) {
        const Sym *g = derivatives->at[i]->sym;
        if (g->storage != ST_STATIC || f->sym->storage == ST_STATIC)
            for (int k = 0; k < 2; k++)
                if (str_eq(g->name, fmt("%s%s", name, k ? "_b" : "_d")))
                    made[k] = g->name;
    }
    if (!made[0] || !made[1]) {
        error_at(f->sym->loc, "the derivatives of '%s' do not have the names '%s_d', '%s_b'", name,
                 name, name);
        return;
    }
    for (int i = 0; i < f->sym->annotations.n; i++)
        if (starts_with(f->sym->annotations.at[i].text, "check:"))
            read_samples(d, f->sym->annotations.at[i].text + strlen("check:"),
                         f->sym->annotations.at[i].loc);
    out_fmt(d->out, "\nstatic void check_%s(void)\n{\n    adcc_check_begin(\"%s\");\n", name, name);
    for (int i = 0; i < f->params.n; i++)
        put_parameter(d, f->params.at[i]);
    put_globals(d);
    bool returns = result->kind != T_VOID;
    if (returns)
        out_fmt(d->out, "    %s adcc_r = {0};\n", plain_type(result));
    if (returns && listed(&d->request->of, NULL)) {
        out_fmt(d->out, "    %s adcc_r_d = {0}, adcc_r_b = {0};\n", plain_type(result));
        Sym *r = new_sym(SYM_VAR, "adcc_r", result);
        put_members(d, r, "adcc_r", "adcc_r", result, "ADCC_OUT", NULL);
    }
    out_text(d->out, "    for (int call; (call = adcc_check_next()) != 0;) {\n"
                     "        if (call == ADCC_PRIMAL)\n            ");
    put_call(d, name, "", returns);
    out_text(d->out, "        else if (call == ADCC_TANGENT)\n            ");
    put_call(d, made[0], "_d", returns);
    out_text(d->out, "        else\n            ");
    put_call(d, made[1], "_b", returns);
    out_fmt(d->out, "    }\n    failures += adcc_check.failures;\n}\n");
    for (int i = 0; i < d->samples.n; i++)
        if (!d->samples.at[i].used)
            error_at(d->samples.at[i].loc, "'%s' in ADCC_CHECK is no parameter of '%s'",
                     d->samples.at[i].name, name);
}

/* ------------------------------------------------------------------ the driver */

/* Both modes of each function that is asked for in one. */
Requests with_both_modes(Requests requests)
{
    int n = requests.n;
    for (int i = 0; i < n; i++) {
        bool both = false;
        for (int k = 0; k < n; k++)
            both |= requests.at[k].func == requests.at[i].func &&
                    requests.at[k].mode != requests.at[i].mode;
        Request other = requests.at[i];
        other.mode = other.mode == ADJOINT ? TANGENT : ADJOINT;
        if (!both)
            append(&requests, other);
    }
    return requests;
}

Names emit_check(Out *out, const Requests *requests, const Funcs *derivatives)
{
    Names names = {0};
    out_text(out, "\n#undef main\n\n#include <stddef.h>\ntypedef size_t adcc_check_size;\n");
    out_text(out, check_source);
    out_text(out, "\nstatic int failures;\n");
    for (int i = 0; i < requests->n; i++) {
        bool first = true;
        for (int k = 0; k < i; k++)
            first &= requests->at[k].func != requests->at[i].func;
        Driver d = {.out = out, .request = &requests->at[i]};
        if (first)
            put_check(&d, derivatives);
    }
    out_text(out, "\n/* Arguments: a seed, how many samples, a tolerance, a file for the plot. "
                  "*/\n"
                  "int main(int argc, char **argv)\n{\n"
                  "    if (argc > 1 && atoi(argv[1]))\n"
                  "        adcc_check_random_state += (uint64_t)atoi(argv[1]) * 2654435761u;\n"
                  "    if (argc > 2 && atoi(argv[2]) > 0)\n"
                  "        adcc_check_samples = atoi(argv[2]);\n"
                  "    if (argc > 3)\n        adcc_check_tolerance = atof(argv[3]);\n"
                  "    if (argc > 4)\n        adcc_check_plot = fopen(argv[4], \"w\");\n");
    for (int i = 0; i < requests->n; i++) {
        bool first = true;
        for (int k = 0; k < i; k++)
            first &= requests->at[k].func != requests->at[i].func;
        const char *name = requests->at[i].func->sym->name;
        if (first) {
            out_fmt(out, "    check_%s();\n", name);
            append(&names, name);
        }
    }
    out_text(out, "    if (adcc_check_plot)\n        fclose(adcc_check_plot);\n"
                  "    return failures > 0;\n}\n");
    return names;
}
