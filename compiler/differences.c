/* differences.c - derivatives of a black box by differences, where the user asks for them.
 *
 *     ADCC_DIFFERENCES(f, central, 1e-6, y[n])
 *
 * gives f a tangent and an adjoint as ADCC_USE_... would: static functions of the output that
 * put the arguments into a table and hand it to the runtime (runtime/differences.c), which
 * calls f on copies of them.  For that the extents of arrays of reals, and of all that f may
 * change, must be known: from the declaration of f, or said behind the step.
 */
#include "annotate.h"

#include <ctype.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

/* What is made for one mode. */
typedef struct Made {
    Use u;
    const Unit *unit;
    const char *formula; /* "central" */
    const char *step;    /* its text */
    double step_value;
    Loc step_loc;
} Made;

/* How the runtime treats an argument. */
typedef enum Treat { AS_IS, REALS, BYTES } Treat;

/* What a parameter or result holds or leads to, if it is an array. */
static Type *held(Type *t)
{
    t = strip(t);
    return t->kind == T_POINTER ? strip(element_type(t->base)) : t;
}

static Type *real_of(Type *t)
{
    Type *e = held(t);
    return e->kind == T_COMPLEX ? strip(e->base) : e;
}

static bool is_plain_real(Type *t)
{
    TypeKind k = real_of(t)->kind;
    return k == T_FLOAT || k == T_DOUBLE || k == T_LDOUBLE;
}

static Treat treatment(Type *t)
{
    if (is_plain_real(t))
        return REALS;
    return is_written_param(t) ? BYTES : AS_IS;
}

/* ------------------------------------------------------------------ what cannot be done */

static const char *param_name(const Made *m, int i)
{
    return m->u.given->params.at[i]->name;
}

static bool check_param(const Made *m, int i)
{
    Type *t = strip(m->u.f->type)->params.at[i];
    Treat treat = treatment(t);
    bool pointer = strip(t)->kind == T_POINTER;
    bool unknown = treat == BYTES && (held(t)->kind == T_VOID || !is_integer(held(t)));
    if ((treat != REALS && carries_reals(t)) || unknown || held(t)->kind == T_POINTER) {
        error_at(m->u.loc, "ADCC_DIFFERENCES takes reals, integers and arrays of them, but '%s' of "
                           "'%s' is '%s'", param_name(m, i), m->u.f->name, type_str(t));
        note_at(m->u.loc, "write a function around '%s' that has such parameters, or give its "
                          "derivatives with ADCC_USE_ADJOINT", m->u.f->name);
        return false;
    }
    if (pointer && treat != AS_IS && !m->u.given->extents.at[i]) {
        error_at(m->u.loc, "how many elements does '%s' of '%s' lead to?", param_name(m, i),
                 m->u.f->name);
        note_at(m->u.loc, "write ADCC_DIFFERENCES(%s, %s, %s, %s[number of elements])",
                m->u.f->name, m->formula, m->step, param_name(m, i));
        return false;
    }
    return true;
}

static bool check_function(const Made *m)
{
    const Sym *f = m->u.f;
    Type *type = strip(f->type), *result = strip(type->base);
    if (type->variadic || type->noproto) {
        error_at(m->u.loc, "'%s' has %s; ADCC_DIFFERENCES takes fixed parameters: write a "
                           "function around it", f->name,
                 type->variadic ? "variable arguments" : "no list of parameters");
        return false;
    }
    if (result->kind == T_POINTER || (result->kind == T_RECORD && carries_reals(result)) ||
        result->kind == T_FLOAT16 || result->kind == T_FLOAT128) {
        error_at(m->u.loc, "'%s' returns '%s'; ADCC_DIFFERENCES takes reals, integers and structs "
                           "without reals: write a function around it", f->name,
                 type_str(type->base));
        return false;
    }
    for (int i = 0; i < f->annotations.n; i++) {
        const char *text = f->annotations.at[i].text;
        if (!starts_with(text, "adjoint:") && !starts_with(text, "tangent:"))
            continue;
        error_at(m->u.loc, "'%s' is differentiated itself, and has differences all the same; "
                           "leave out one of the two",
                 f->name);
        note_at(f->annotations.at[i].loc, "it is asked for here");
        return false;
    }
    return true;
}

/* ------------------------------------------------------------------ the text */

static const char *declared(Type *t, const char *name)
{
    Out out = {0};
    print_decl(&out, t, name);
    return out.at;
}

/* The type of what a companion is or leads to: nothing const. */
static Type *unprotected(Type *t)
{
    t = unqualified(t);
    if (strip(t)->kind == T_POINTER)
        return pointer_to(unprotected(strip(t)->base));
    if (strip(t)->kind == T_ARRAY)
        return array_of(unprotected(strip(t)->base), strip(t)->count, NULL);
    return t;
}

static Type *companion_type(const Made *m, Type *t)
{
    bool pointer = strip(t)->kind == T_POINTER;
    if (m->u.mode == TANGENT)
        return pointer && !is_written_param(t) ? t : unprotected(t);
    return pointer ? unprotected(t) : pointer_to(unqualified(t));
}

static const char *suffix(const Made *m)
{
    return m->u.mode == ADJOINT ? "b" : "d";
}

/* *(double *)at[0], or at[1] for a pointer */
static const char *argument_text(Type *t, int i)
{
    if (strip(t)->kind == T_POINTER && !is_function(strip(t)->base))
        return fmt("adcc_at[%d]", i);
    return fmt("*(%s)adcc_at[%d]", type_str(pointer_to(unqualified(t))), i);
}

/* static void run(void **at) { *(double *)at[2] = f(*(int *)at[0], at[1]); } */
static void put_run(const Made *m, Out *out, const char *run)
{
    const Types *types = &strip(m->u.f->type)->params;
    Type *result = strip(m->u.f->type)->base;
    out_fmt(out, "static void %s(void **adcc_at)\n{\n    ", run);
    if (strip(result)->kind != T_VOID)
        out_fmt(out, "%s = ", argument_text(result, types->n));
    out_fmt(out, "%s(", m->u.f->name);
    for (int i = 0; i < types->n; i++)
        out_fmt(out, "%s%s", i ? ", " : "", argument_text(types->at[i], i));
    out_text(out, ");\n}\n\n");
}

/* {x, x_b, (adcc_size)(n), sizeof(double), ADCC_READ}, */
static void put_argument(const Made *m, Out *out, int i)
{
    Type *t = strip(m->u.f->type)->params.at[i];
    bool pointer = strip(t)->kind == T_POINTER && !is_function(strip(t)->base);
    Treat treat = treatment(t);
    const char *name = param_name(m, i), *amp = pointer ? "" : "&";
    const char *n = m->u.given->extents.at[i] ? expr_str(m->u.given->extents.at[i]) : "1";
    n = n[strspn(n, "0123456789")] ? fmt("(adcc_size)(%s)", n) : n;
    if (treat == AS_IS) {
        out_fmt(out, "        {%s%s, 0, 0, 0, 0},\n", amp, name);
        return;
    }
    bool by_pointer = pointer || m->u.mode == ADJOINT;
    bool is_protected = m->u.mode == TANGENT && pointer && !is_written_param(t);
    const char *before = is_protected ? "(void *)" : by_pointer ? "" : "&";
    const char *shadow = treat == BYTES ? "0" : fmt("%s%s_%s", before, name, suffix(m));
    const char *twice = held(t)->kind == T_COMPLEX ? "2 * " : "";
    out_fmt(out, "        {%s%s, %s, %s%s, sizeof(%s), ADCC_READ%s},\n", amp, name,
            shadow, twice, n, type_str(unqualified(real_of(t))),
            is_written_param(t) ? " | ADCC_WRITTEN" : "");
}

static void put_table(const Made *m, Out *out)
{
    const Types *types = &strip(m->u.f->type)->params;
    Type *result = strip(strip(m->u.f->type)->base);
    out_text(out, "    const struct adcc_argument adcc_arguments[] = {\n");
    for (int i = 0; i < types->n; i++)
        put_argument(m, out, i);
    if (result->kind != T_VOID) {
        bool real = is_plain_real(result);
        const char *amp = m->u.mode == ADJOINT ? "&" : "";
        out_fmt(out, "        {&adcc_value, %s, %s, sizeof(%s), ADCC_WRITTEN},\n",
                real ? fmt("%sreturn_%s", amp, suffix(m)) : "0",
                result->kind == T_COMPLEX ? "2" : "1", type_str(unqualified(real_of(result))));
    }
    if (types->n == 0 && result->kind == T_VOID)
        out_text(out, "        {0, 0, 0, 0, 0},\n");
    out_text(out, "    };\n");
}

static void put_signature(const Made *m, Out *out, const char *name)
{
    const Types *types = &strip(m->u.f->type)->params;
    Type *result = strip(m->u.f->type)->base;
    const char *text = "", *comma = "";
    for (int i = 0; i < types->n; i++) {
        Type *t = types->at[i];
        text = fmt("%s%s%s", text, comma, declared(t, param_name(m, i)));
        comma = ",\003";
        if (treatment(t) == REALS)
            text = fmt("%s,\003%s", text, declared(companion_type(m, t),
                                                fmt("%s_%s", param_name(m, i), suffix(m))));
    }
    if (carries_reals(result)) {
        Type *t = m->u.mode == ADJOINT ? unqualified(result) : pointer_to(unqualified(result));
        text = fmt("%s%s%s", text, comma, declared(t, fmt("return_%s", suffix(m))));
    }
    const char *head = fmt("%s(%s)", name, *text ? text : "void");
    fill_text(out, fmt("static %s", declared(unqualified(result), head)), 2);
}

/* Both functions. */
static const char *made_text(const Made *m, const char *name)
{
    const Sym *f = m->u.f;
    Type *result = strip(f->type)->base;
    bool returns = strip(result)->kind != T_VOID;
    const char *run = fmt("%s_run", name), *upper = str_eq(m->formula, "central") ? "CENTRAL"
                                                    : str_eq(m->formula, "forward") ? "FORWARD"
                                                                                    : "BACKWARD";
    Out out = {0};
    out_fmt(&out, "/* The %s of %s by %s differences with step %s, as ADCC_DIFFERENCES asks: not "
                  "exact,\n * and %s is called several times. */\n",
            m->u.mode == ADJOINT ? "adjoint" : "tangent", f->name, m->formula, m->step, f->name);
    put_run(m, &out, run);
    put_signature(m, &out, name);
    out_text(&out, "\n{\n");
    if (returns)
        out_fmt(&out, "    %s = %s;\n", declared(unqualified(result), "adcc_value"),
                strip(result)->kind == T_RECORD ? "{0}" : "0");
    put_table(m, &out);
    out_fmt(&out, "    adcc_differences_%s(%s, adcc_arguments, %d, ADCC_%s_STEP, %s);\n",
            m->u.mode == ADJOINT ? "adjoint" : "tangent", run,
            strip(f->type)->params.n + returns, upper, m->step);
    out_fmt(&out, "    %s%s(", returns ? "return " : "", f->name);
    for (int i = 0; i < m->u.given->params.n; i++)
        out_fmt(&out, "%s%s", i ? ", " : "", param_name(m, i));
    out_text(&out, ");\n}");
    return out.at;
}

/* ------------------------------------------------------------------ the functions as symbols */

static void make_derivative(Made *m)
{
    Sym *f = m->u.f, *made = m->u.derivative;
    const Types *types = &strip(f->type)->params;
    Type *result = strip(f->type)->base;
    Types all = {0};
    for (int i = 0; i < types->n; i++) {
        append(&all, types->at[i]);
        if (treatment(types->at[i]) == REALS)
            append(&all, companion_type(m, types->at[i]));
        if (strip(types->at[i])->kind == T_POINTER)
            bits_add(&m->u.given->inactive, i);
    }
    if (carries_reals(result))
        append(&all, m->u.mode == ADJOINT ? unqualified(result) : pointer_to(unqualified(result)));
    made->type = func_type(result, all);
    made->storage = ST_STATIC;
    made->global = made->generated = true;
    made->loc = m->u.loc;
    made->header = "adcc_rt.h";
    made->primal = f;
    made->helper = made_text(m, made->name);
    f->custom[m->u.mode] = made;
    f->given[m->u.mode] = m->u.given;
}

/* Names of f's parameters, and the extents that its declaration says. */
static void read_declaration(Made *m)
{
    const Sym *f = m->u.f;
    const Types *types = &strip(f->type)->params;
    for (int i = 0; i < types->n; i++) {
        const char *name = i < f->param_names.n ? f->param_names.at[i] : "";
        append(&m->u.given->params,
               new_sym(SYM_PARAM, *name ? name : intern(fmt("x%d", i + 1)), types->at[i]));
        append(&m->u.given->extents, NULL);
    }
    for (int i = 0; i < types->n; i++) {
        const char *text = i < f->param_texts.n ? f->param_texts.at[i] : "";
        if (strip(types->at[i])->kind == T_POINTER && strchr(text, '[') && !strchr(text, '('))
            m->u.given->extents.at[i] = declared_elements(&m->u, m->unit, text);
    }
}

static void note_macro(const Made *m, Word w)
{
    if (map_has(&m->unit->macros, w.text))
        note_at(w.loc, "'%s' is a macro, and macros are not expanded in annotations", w.text);
}

static const char *read_formula(Reader *r, const Made *m)
{
    Word w = peek_word(r);
    r->failed |= !*w.text;
    if (!*w.text) {
        error_at(m->u.loc, "a formula and a step are missing: "
                           "write ADCC_DIFFERENCES(%s, central, 1e-6)",
                 m->u.f->name);
        return "";
    }
    if (str_eq(w.text, "central") || str_eq(w.text, "forward") || str_eq(w.text, "backward")) {
        r->next++;
        return w.text;
    }
    error_at(w.loc, "there is no formula '%s'; write central, forward or backward", w.text);
    note_macro(m, w);
    r->failed = true;
    return "";
}

/* A constant of C, alone. */
static const char *read_step(Reader *r, Made *m)
{
    Word w = peek_word(r);
    char *end = NULL;
    m->step_loc = w.loc;
    m->step_value = w.at ? strtod(w.at, &end) : 0;
    bool digits = w.at && (isdigit((unsigned char)*w.at) || *w.at == '.');
    if (digits && *end && strchr("fFlL", *end))
        end++;
    while (digits && r->next < r->words.n && r->words.at[r->next].at < end)
        r->next++;
    const char *next = peek_word(r).text;
    bool joined = digits && (isalnum((unsigned char)*end) || *end == '_' || *end == '.');
    if (!digits || joined || (*next && !str_eq(next, ",")) ||
        !(m->step_value > 0 && m->step_value < 1)) {
        error_at(w.loc, "the step is a number between 0 and 1; write it out: "
                        "ADCC_DIFFERENCES(%s, %s, 1e-6)", m->u.f->name, m->formula);
        note_macro(m, w);
        r->failed = true;
        return "";
    }
    return intern_n(w.at, (size_t)(end - w.at));
}

/* x + step must be another number than x, also where x is 1. */
static void check_step(const Made *m)
{
    const Types *types = &strip(m->u.f->type)->params;
    for (int i = 0; i < types->n; i++) {
        TypeKind k = real_of(types->at[i])->kind;
        double least = k == T_FLOAT ? FLT_EPSILON : k == T_LDOUBLE ? 0x1p-63 : DBL_EPSILON;
        if (treatment(types->at[i]) != REALS || m->step_value >= least)
            continue;
        error_at(m->step_loc, "'%s' is of type '%s', in which a step of %s is lost; write "
                              "%.2g or more, and is best near %s",
                 param_name(m, i), type_str(real_of(types->at[i])), m->step, least,
                 str_eq(m->formula, "central") ? (k == T_FLOAT ? "5e-3" : "1e-5")
                                               : (k == T_FLOAT ? "3e-4" : "1e-8"));
        return;
    }
}

static void read_mode(const Unit *unit, const Annotation *a, Mode mode)
{
    Reader r = {.words = annotation_words(strchr(a->text, ':') + 1, a->loc), .whole = a->loc,
                .calls = true};
    Made m = {.u = {.mode = mode, .given = new (Given)}, .unit = unit};
    m.u.loc = peek_word(&r).loc;
    m.u.f = read_function_name(&r, unit);
    if (!r.failed && *peek_word(&r).text)
        expect_word(&r, ",");
    m.formula = r.failed ? "" : read_formula(&r, &m);
    if (!r.failed && *peek_word(&r).text)
        expect_word(&r, ",");
    m.step = r.failed ? "" : read_step(&r, &m);
    if (r.failed)
        return;
    const char *name = fmt("%s_by_differences_%s", m.u.f->name, suffix(&m));
    while (map_has(&unit->names, intern(name)))
        name = fmt("%s_", name);
    m.u.derivative = new_sym(SYM_FUNC, intern(name), m.u.f->type);
    m.u.derivative->generated = true;
    if (!check_conflicts(&m.u) || !check_function(&m))
        return;
    read_declaration(&m);
    r.func = scope_of(&m.u, unit);
    while (!r.failed && *peek_word(&r).text) {
        expect_word(&r, ",");
        if (!r.failed)
            read_given_extent(&r, &m.u);
    }
    int errors = error_count();
    for (int i = 0; i < m.u.given->params.n && !r.failed; i++)
        if (!check_param(&m, i))
            return;
    if (!r.failed)
        check_step(&m);
    if (m.u.f->func)
        walk_block(m.u.f->func->body, NULL, find_change, &m.u);
    if (!r.failed && error_count() == errors)
        make_derivative(&m);
    if (mode == ADJOINT)
        warn_at(m.u.loc, "differences",
                "derivatives of '%s' are %s differences with step %s, as asked for", m.u.f->name,
                m.formula, m.step);
}

void read_differences(const Unit *unit, const Annotation *a)
{
    if (!starts_with(a->text, "use_differences:"))
        return;
    int errors = error_count();
    read_mode(unit, a, TANGENT);
    if (error_count() == errors)
        read_mode(unit, a, ADJOINT);
}
