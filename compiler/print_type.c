/* print_type.c - types and declarations as C text.
 *
 *     pointer to array of 3 const double, named p     const double (*p)[3]
 *     function of (double x[n][m]) returning int *    int *f(double x[n][m])
 *
 * C writes a type around the name: the declarator grows from the name outwards
 * while the walk goes from the type inwards (pointer, array, function), and what
 * is left at the end is the specifier before it.  Types in flat text, see print.c.
 */
#include <ctype.h>
#include <string.h>

#include "ir.h"

static const char *quals_text(unsigned quals)
{
    return fmt("%s%s%s", quals & Q_CONST ? "const " : "", quals & Q_VOLATILE ? "volatile " : "",
               quals & Q_RESTRICT ? "restrict " : "");
}

/* ------------------------------------------------------------- declarators */

/* [static const 3]; quals are those of the parameter that the array becomes. */
static const char *bounds_text(Type *t, unsigned quals, bool in_type)
{
    const char *count = "";
    if (t->count >= 0)
        count = fmt("%ld", t->count);
    else if (t->count == COUNT_VLA)
        count = t->extent && !in_type ? expr_text(t->extent, PREC_ASSIGN) : "*";
    const char *before =
        fmt("%s%s", t->array_static ? "static " : "", quals_text(quals | t->quals));
    const char *text = fmt("[%s%s]", before, count);
    size_t n = strlen(before);
    return n && !count[0] ? fmt("[%.*s]", (int)n - 1, before) : text;
}

static const char *declarator(Type *t, const char *inner, unsigned quals, bool in_type);

/* (double x, int n): of a function type, which has no names. */
static const char *params_text(Type *t)
{
    if (t->noproto)
        return "()";
    if (t->params.n == 0 && !t->variadic)
        return "(void)";
    Out out = {.indent = 1};
    out_text(&out, "(");
    for (int i = 0; i < t->params.n; i++) {
        Type *param = t->params.at[i];
        if (i > 0) {
            out_text(&out, ",");
            put_break(&out);
        }
        const char *text = declarator(param, "", 0, true);
        while (param->kind == T_POINTER || param->kind == T_ARRAY || param->kind == T_FUNC)
            param = param->base;
        out_text(&out, decl_text(param, text, NULL));
    }
    if (t->variadic)
        out_text(&out, t->params.n ? ", ..." : "...");
    out_text(&out, ")");
    return out.at;
}

/* The declarator around inner.  quals: of the outermost array of a parameter; in_type: no names,
 * [*] for [n]. */
static const char *declarator(Type *t, const char *inner, unsigned quals, bool in_type)
{
    for (;; t = t->base, quals = 0) {
        switch (t->kind) {
        case T_POINTER: {
            const char *q = quals_text(t->quals);
            int n = (int)strlen(q) - !(inner[0] && inner[0] != '['); /* no space at the end */
            inner = fmt("*%.*s%s", n < 0 ? 0 : n, q, inner);
            if (t->base->kind == T_ARRAY || t->base->kind == T_FUNC)
                inner = fmt("(%s)", inner);
            break;
        }
        case T_ARRAY:
            inner = fmt("%s%s", inner, bounds_text(t, quals, in_type));
            break;
        case T_FUNC:
            inner = fmt("%s%s", inner, params_text(t));
            break;
        default:
            return inner;
        }
    }
}

const char *declarator_text(Type *t, const char *name)
{
    return declarator(t, name, 0, false);
}

/* -------------------------------------------------------------- specifiers */

static const char *const basic_names[] = {
    [T_VOID] = "void",
    [T_BOOL] = "_Bool",
    [T_CHAR] = "char",
    [T_SCHAR] = "signed char",
    [T_UCHAR] = "unsigned char",
    [T_SHORT] = "short",
    [T_USHORT] = "unsigned short",
    [T_INT] = "int",
    [T_UINT] = "unsigned int",
    [T_LONG] = "long",
    [T_ULONG] = "unsigned long",
    [T_LLONG] = "long long",
    [T_ULLONG] = "unsigned long long",
    [T_INT128] = "__int128",
    [T_UINT128] = "unsigned __int128",
    [T_FLOAT16] = "_Float16",
    [T_FLOAT] = "float",
    [T_DOUBLE] = "double",
    [T_LDOUBLE] = "long double",
    [T_FLOAT128] = "__float128",
};

/* One level deeper: after every newline four spaces. */
static const char *indented(const char *text)
{
    Out out = {0};
    for (; *text; text++)
        out_text(&out, *text == '\n' ? "\n    " : fmt("%c", *text));
    return out.at ? out.at : "";
}

static void put_enumerators(Out *out, const Tag *tag)
{
    out->indent = 1;
    out_text(out, " { ");
    for (int i = 0; i < tag->enumerators.n; i++) {
        const Sym *v = tag->enumerators.at[i];
        long expected = i ? tag->enumerators.at[i - 1]->value + 1 : 0;
        if (i) {
            out_text(out, ",");
            put_break(out);
        }
        out_text(out, v->name);
        bool big = v->value < 0 && tag->enum_base && !is_signed_integer(tag->enum_base);
        if (v->value != expected && big)
            out_fmt(out, " = %luUL", (unsigned long)v->value);
        else if (v->value != expected)
            out_fmt(out, " = %s", int_const(v->value)->text);
    }
    out_text(out, " }");
}

/* Was the field's tag written inside the definition of its owner? */
static void define_nested(const Tag *owner, Type *t, Tags *define)
{
    while (t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNC)
        t = t->base;
    Tag *tag = t->kind == T_RECORD || t->kind == T_ENUM ? t->tag : NULL;
    if (tag && tag != owner && tag->defined_inline && tag->loc.file == owner->loc.file &&
        tag->loc.from > owner->loc.from && tag->loc.to <= owner->loc.to)
        append(define, tag);
}

/* _Alignas stands before the specifier, __attribute__ can follow the declarator. */
static bool leads(const char *attributes)
{
    return attributes && starts_with(attributes, "_Alignas");
}

static void put_field(Out *out, const Tag *tag, const Field *field, Tags *define)
{
    define_nested(tag, field->type, define);
    const char *name = field->name ? field->name : "";
    out_fmt(out, "\n    %s", leads(field->attributes) ? fmt("%s ", field->attributes) : "");
    out_text(out, indented(decl_text(field->type, name, define)));
    if (field->bits >= 0)
        out_fmt(out, " : %d", field->bits);
    if (field->attributes && !leads(field->attributes))
        out_fmt(out, " %s", field->attributes);
    out_text(out, ";");
}

/* struct name { ... } with the definitions of 'define' that belong into it. */
static const char *definition(const Tag *tag, Tags *define)
{
    static const char *const keyword[] = {"struct", "union", "enum"};
    Out out = {0};
    out_text(&out, keyword[tag->kind]);
    if (tag->attributes)
        out_fmt(&out, " %s", tag->attributes);
    if (tag->name)
        out_fmt(&out, " %s", tag->name);
    if (tag->kind == TAG_ENUM) {
        put_enumerators(&out, tag);
        return out.at;
    }
    out_text(&out, " {");
    for (int i = 0; i < tag->fields.n; i++)
        put_field(&out, tag, tag->fields.at[i], define);
    out_text(&out, tag->fields.n ? "\n}" : "}");
    return out.at;
}

/* Is the tag to be defined here?  Then never again. */
static bool take(Tags *define, const Tag *tag)
{
    bool found = false;
    for (int i = 0; define && i < define->n; i++) {
        if (define->at[i] == tag) {
            define->at[i] = NULL;
            found = true;
        }
    }
    return found;
}

static const char *tag_text(const Tag *tag, Tags *define)
{
    static const char *const keyword[] = {"struct", "union", "enum"};
    Tags none = {0};
    if (take(define, tag) || (!tag->name && !tag->typedef_name))
        return definition(tag, define ? define : &none);
    return tag->name ? fmt("%s %s", keyword[tag->kind], tag->name) : tag->typedef_name;
}

static const char *specifier(Type *t, Tags *define)
{
    const char *quals = quals_text(t->quals);
    switch (t->kind) {
    case T_COMPLEX:
        return fmt("%s%s _Complex", quals, specifier(t->base, define));
    case T_VECTOR:
        return fmt("%s%s __attribute__((vector_size(%ld)))", quals, specifier(t->base, define),
                   t->size > 0 ? t->size : t->count * t->base->size);
    case T_RECORD:
    case T_ENUM:
        return fmt("%s%s", quals, tag_text(t->tag, define));
    case T_TYPEDEF:
    case T_OPAQUE:
        return fmt("%s%s", quals, t->name);
    case T_ATOMIC:
        return fmt("%s_Atomic(%s)", quals, decl_text(t->base, "", define));
    default:
        return fmt("%s%s", quals, basic_names[t->kind]);
    }
}

/* Specifier and declarator. */
static const char *joined(const char *spec, const char *declarator)
{
    return fmt("%s%s%s", spec, declarator[0] && declarator[0] != '[' ? " " : "", declarator);
}

static Type *innermost(Type *t)
{
    while (t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNC)
        t = t->base;
    return t;
}

/* The declaration of a name (or of nothing: a type name). */
const char *decl_text(Type *t, const char *name, Tags *define)
{
    return joined(specifier(innermost(t), define), declarator(t, name, 0, false));
}

void print_decl(Out *out, Type *t, const char *name)
{
    fill_text(out, decl_text(t, name, NULL), 1);
}

void print_tag(Out *out, const Tag *tag)
{
    Tags define = {0};
    fill_text(out, definition(tag, &define), 1);
}

/* ------------------------------------------------------------ declarations */

/* As the source wrote it: double x[static n][m]. */
const char *param_text(const Sym *v)
{
    Type *t = v->type->written ? v->type->written : v->type;
    const char *name = v->name ? v->name : "";
    unsigned quals = t->kind == T_ARRAY ? v->type->quals : 0;
    const char *text = joined(specifier(innermost(t), NULL), declarator(t, name, quals, false));
    return fmt("%s%s%s%s", v->storage == ST_REGISTER ? "register " : "", text,
               v->attributes ? " " : "", v->attributes ? v->attributes : "");
}

static const char *storage_text(const Sym *v)
{
    const char *storage = v->kind == SYM_TYPEDEF      ? "typedef "
                          : v->storage == ST_EXTERN   ? "extern "
                          : v->storage == ST_STATIC   ? "static "
                          : v->storage == ST_REGISTER ? "register "
                                                      : "";
    return fmt("%s%s%s", leads(v->attributes) ? fmt("%s ", v->attributes) : "", storage,
               v->thread_local_ ? "_Thread_local " : "");
}

/* int a = 1, *b; the specifier is that of the first. */
const char *vars_text(const Syms *vars, const Tags *tags)
{
    Tags define = {0};
    for (int i = 0; tags && i < tags->n; i++)
        append(&define, tags->at[i]);
    Out out = {0};
    for (int i = 0; i < vars->n; i++) {
        const Sym *v = vars->at[i];
        if (i == 0) {
            const char *text = decl_text(v->type, v->name, &define);
            out_fmt(&out, "%s%s", storage_text(v), text);
        } else {
            out_text(&out, ",");
            put_break(&out);
            out_text(&out, declarator_text(v->type, v->name));
        }
        if (v->asm_label)
            out_fmt(&out, " %s", v->asm_label);
        if (v->attributes && !leads(v->attributes))
            out_fmt(&out, " %s", v->attributes);
        if (v->init) {
            out_text(&out, " =");
            out.indent += 2;
            put_break(&out);
            out.indent--;
            put_expr(&out, v->init, PREC_ASSIGN);
            out.indent--;
        }
    }
    out_text(&out, ";");
    return out.at;
}

/* True if the declaration defines a tag, or names one that has no name to repeat. */
bool needs_one_declaration(const Syms *vars, const Tags *tags)
{
    Type *t = vars->n ? innermost(vars->at[0]->type) : type_int;
    bool tagged = t->kind == T_RECORD || t->kind == T_ENUM;
    return tags->n > 0 || (tagged && !t->tag->name && !t->tag->typedef_name);
}

void print_var(Out *out, const Sym *var)
{
    Sym *v = (Sym *)var;
    Syms one = {&v, 1, 1};
    fill_text(out, vars_text(&one, NULL), 1);
}
