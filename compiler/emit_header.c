/* emit_header.c - the header with the prototypes of what was generated.
 *
 *     #ifndef FOO_GRAD_H
 *     #define FOO_GRAD_H
 *     #include "foo.h"                        if the prototypes use its types
 *     #ifdef __cplusplus
 *     extern "C" {
 *     #endif
 *     double f_b(int n, const double *x, double *x_b, double return_b);
 *
 * Written for C and for C++: there is no restrict, and what points to arrays of
 * variable length is declared to C++ by its elements.
 */
#include "adcc.h"

#include <ctype.h>
#include <string.h>

/* What the types of the prototypes ask for. */
typedef struct Wants {
    bool includes; /* a type comes from a header */
    bool bool_h;   /* _Bool is among them */
    Tags forward;  /* structs to be declared before */
    Map seen;
} Wants;

/* FOO_GRAD_H for out/foo-grad.h. */
static const char *guard_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *guard = arena_alloc(strlen(name) + 3);
    size_t n = 0;
    if (isdigit((unsigned char)*name) || *name == '-' || *name == '.')
        guard[n++] = 'H';
    for (const char *s = name; *s; s++)
        guard[n++] = (char)(isalnum((unsigned char)*s) ? toupper((unsigned char)*s) : '_');
    return guard;
}

/* Is the place in a source file itself, and not in a header? */
static bool is_in_source(const Units *program, Loc loc)
{
    for (int i = 0; i < program->n; i++)
        if (loc.file == program->at[i]->file)
            return true;
    return false;
}

/* Notes what a type needs to be declared. */
static void note_type(Wants *w, const Units *program, Type *t)
{
    for (; t; t = t->base) {
        for (int i = 0; t->kind == T_FUNC && i < t->params.n; i++)
            note_type(w, program, t->params.at[i]);
        if (t->kind == T_BOOL)
            w->bool_h = true;
        bool is_tag = t->kind == T_RECORD || t->kind == T_ENUM;
        if (!is_tag && (t->kind != T_TYPEDEF || !t->sym))
            continue;
        if (!is_in_source(program, is_tag ? t->tag->loc : t->sym->loc)) {
            w->includes = true;
            if (!is_tag)
                return;
        } else if (is_tag && !map_has(&w->seen, t->tag)) {
            map_set(&w->seen, t->tag, NULL);
            if (t->kind == T_RECORD && t->tag->name)
                append(&w->forward, t->tag);
            else if (t->kind == T_RECORD) {
                error_at(t->tag->loc, "the header needs this struct, which has no tag");
                note_at(t->tag->loc,
                        "give it a tag, or define it in a header that the source includes");
            }
        }
    }
}

/* Does the type hold the length of an array that is an expression? */
static bool is_variable_length(Type *t)
{
    for (; t; t = t->base)
        if (t->kind == T_ARRAY && t->count == COUNT_VLA)
            return true;
    return false;
}

/* A copy of the type with what it leads to brought to a form that headers may have. */
static Type *header_type(const Units *program, Type *t, bool cplusplus)
{
    if (!t)
        return NULL;
    if (t->kind == T_TYPEDEF && t->sym && is_in_source(program, t->sym->loc))
        return qualified(header_type(program, t->base, cplusplus), t->quals);
    if (t->kind == T_ENUM && is_in_source(program, t->tag->loc))
        return header_type(program, t->base ? t->base : type_int, cplusplus);
    Type *copy = new(Type);
    *copy = *t;
    copy->quals &= ~(unsigned)Q_RESTRICT;
    copy->written = NULL;
    copy->array_static = false;
    if (t->kind == T_TYPEDEF || t->kind == T_RECORD || t->kind == T_ENUM)
        return copy;
    if (t->kind == T_BOOL) {
        copy->kind = T_OPAQUE;
        copy->name = "bool";
        return copy;
    }
    if (cplusplus && t->kind == T_POINTER && t->base && is_array(t->base) &&
        is_variable_length(t->base)) {
        Type *element = element_type(t->base);
        copy->base = header_type(program, element, true);
        return copy;
    }
    copy->base = header_type(program, t->base, cplusplus);
    copy->params = (Types){0};
    for (int i = 0; t->kind == T_FUNC && i < t->params.n; i++)
        append(&copy->params, header_type(program, t->params.at[i], cplusplus));
    return copy;
}

/* A parameter's name that C++ accepts as well. */
static const char *header_name(const char *name)
{
    static const char *const words[] = {
        "and",     "asm",       "bool",    "catch",     "class", "delete",  "explicit", "export",
        "false",   "friend",    "mutable", "namespace", "new",   "not",     "operator", "or",
        "private", "protected", "public",  "template",  "this",  "throw",   "true",     "try",
        "typeid",  "typename",  "using",   "virtual",   "xor",   "wchar_t", "nullptr",  NULL};
    for (int i = 0; name && words[i]; i++)
        if (str_eq(words[i], name))
            return fmt("%s_", name);
    return name ? name : "";
}

/* The type of a parameter as it is written: compilers compare that with the definition. */
static Type *written_type(const Sym *v)
{
    return v->type->written && is_array(v->type->written) ? v->type->written : decay(v->type);
}

/* Does any parameter lead to variable length arrays? */
static bool has_variable_length(const Func *f)
{
    for (int i = 0; i < f->params.n; i++)
        if (is_variable_length(written_type(f->params.at[i])))
            return true;
    return false;
}

/* One prototype, for C or for C++. */
static void put_prototype(Out *out, const Units *program, const Func *f, bool cplusplus)
{
    Type *result = header_type(program, strip(f->sym->type)->base, cplusplus);
    bool keep_names = !cplusplus && has_variable_length(f);
    Out head = {0}, params = {0};
    print_decl(&head, result, f->sym->name);
    params.column = head.column + 1;
    for (int i = 0; i < f->params.n; i++) {
        const Sym *v = f->params.at[i];
        Out param = {0};
        Type *type = written_type(v);
        if (cplusplus && is_variable_length(type))
            type = decay(v->type);
        type = header_type(program, type, cplusplus);
        type = is_array(type) ? type : unqualified(type); /* an array's const is its elements' */
        print_decl(&param, type, keep_names && v->name ? v->name : header_name(v->name));
        if (i > 0)
            out_text(&params, params.column + (int)param.n > 88 ? ",\n    " : ", ");
        out_text(&params, param.at);
    }
    print_decl(out, result, fmt("%s(%s)", f->sym->name, f->params.n ? params.at : "void"));
    out_text(out, ";\n");
}

/* The #include lines of the sources that are outside of conditionals, each once. */
static void put_includes(Out *out, const Units *program)
{
    Map seen = {0};
    for (int u = 0; u < program->n; u++) {
        int depth = 0;
        for (int i = 0; i < program->at[u]->items.n; i++) {
            const Item *item = program->at[u]->items.at[i];
            if (item->kind != I_DIRECTIVE)
                continue;
            const char *s = item->text + strspn(item->text, " \t#");
            depth += starts_with(s, "if") - starts_with(s, "endif");
            const char *line = intern_n(item->text, strcspn(item->text, "\r\n"));
            if (!item->is_include || depth > 0 || map_has(&seen, line) || strstr(line, "adcc.h"))
                continue;
            map_set(&seen, line, NULL);
            out_fmt(out, "%s\n", line);
        }
    }
}

/* What must stand before the prototypes. */
static void put_preamble(Out *out, const Units *program, const Funcs *derivatives,
                         const Syms *shadows)
{
    Wants w = {0};
    for (int i = 0; i < derivatives->n; i++) {
        const Func *f = derivatives->at[i];
        if (f->sym->storage == ST_STATIC)
            continue;
        note_type(&w, program, strip(f->sym->type)->base);
        for (int k = 0; k < f->params.n; k++)
            note_type(&w, program, f->params.at[k]->type);
    }
    for (int i = 0; i < shadows->n; i++)
        note_type(&w, program, shadows->at[i]->type);
    if (w.bool_h)
        out_text(out, "#include <stdbool.h>\n");
    if (w.includes)
        put_includes(out, program);
    if (w.bool_h || w.includes)
        out_text(out, "\n");
    out_text(out, "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
    for (int i = 0; i < w.forward.n; i++)
        out_fmt(out, "%s %s;\n", w.forward.at[i]->kind == TAG_UNION ? "union" : "struct",
                w.forward.at[i]->name);
}

/* Writes the header. */
void emit_header(Out *out, Units *program, Funcs *derivatives, Syms *shadows)
{
    const char *guard = guard_name(options.header);
    Needs needs = collect_needs(program, derivatives, shadows);
    out_fmt(out, "/* Prototypes of derivatives, made by adcc %s.\n", ADCC_VERSION);
    out_text(out, " * Generated code is free of any obligation: use it as you like. */\n");
    out_fmt(out, "#ifndef %s\n#define %s\n\n", guard, guard);
    put_preamble(out, program, &needs.generated, &needs.shadows);
    for (int i = 0; i < needs.generated.n; i++) {
        const Func *f = needs.generated.at[i];
        if (f->sym->storage == ST_STATIC)
            continue;
        if (has_variable_length(f)) {
            out_text(out, "#ifdef __cplusplus\n");
            put_prototype(out, program, f, true);
            out_text(out, "#else\n");
        }
        put_prototype(out, program, f, false);
        if (has_variable_length(f))
            out_text(out, "#endif\n");
    }
    for (int i = 0; i < needs.shadows.n; i++) {
        const Sym *v = needs.shadows.at[i];
        if (v->storage == ST_STATIC)
            continue;
        /* C++ does not know _Thread_local, and its thread_local wants a constructor looked for */
        out_text(out, v->thread_local_ ? "extern __thread " : "extern ");
        print_decl(out, header_type(program, v->type, false), v->name);
        out_text(out, ";\n");
    }
    out_text(out, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
}
