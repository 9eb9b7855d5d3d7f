/* emit.c - the text of the derivative file.
 *
 *     header comment
 *     #include <adcc_rt.h>                    if the tape is used
 *     of each source file, in order:          its preprocessor lines, its types and prototypes,
 *                                             extern declarations of variables, and the
 *                                             static functions and constants that are needed
 *     shadows of file-scope variables
 *     derivatives, callees first
 *
 * What the source says about types and macros is carried over as text, so the output
 * reads like its source; only what is needed again is printed from the IR.
 * Macros were expanded in what is printed: a name in it that is a macro, too, is
 * hidden around it.
 */
#include "adcc.h"

#include <ctype.h>
#include <string.h>

/* The file being written. */
typedef struct Emitter {
    Out *out;
    Units *program;
    Needs needs;
    Map needed;            /* every needed Sym */
    Map measured;          /* variables that carried text takes the size of */
    Map made;              /* names of generated functions */
    Map declared;          /* functions that have been declared or defined */
    Map texts;             /* declarations already carried over (interned text) */
    Map included;          /* #include lines -> the Unit that had it first */
    const Unit *unit;      /* the source file being carried over */
    int depth;             /* of conditionals, in it */
    bool has_library;      /* headers that the source does not include are there */
    bool print_prototypes; /* of functions that a text names which is not carried over */
    const Item *item;      /* the text at hand */
} Emitter;

/* ---------------------------------------------------------- looking at text */

/* The length of the white space, comment or string literal at s; 0 if there is none. */
size_t blank_length(const char *s)
{
    size_t n = 0;
    if (s[0] == '/' && s[1] == '*') {
        const char *end = strstr(s + 2, "*/");
        return end ? (size_t)(end + 2 - s) : strlen(s);
    }
    if (s[0] == '/' && s[1] == '/')
        return strcspn(s, "\n");
    while (isspace((unsigned char)s[n]))
        n++;
    return n;
}

/* The length of the string or character literal at s; 0 if there is none. */
static size_t literal_length(const char *s)
{
    if (*s != '"' && *s != '\'')
        return 0;
    size_t n = 1;
    while (s[n] && s[n] != *s)
        n += s[n] == '\\' && s[n + 1] ? 2 : 1;
    return s[n] ? n + 1 : n;
}

/* The length of the identifier or number at s; 0 if there is none. */
size_t name_length(const char *s)
{
    size_t n = 0;
    while (isalnum((unsigned char)s[n]) || s[n] == '_' || (unsigned char)s[n] >= 0x80)
        n++;
    return n;
}

/* Calls visit for every identifier in C text, until it returns false. */
static void each_name(const char *s, bool visit(const char *name, void *context), void *context)
{
    while (*s) {
        size_t n = blank_length(s);
        n = n ? n : literal_length(s);
        size_t length = n ? 0 : name_length(s);
        if (length && !isdigit((unsigned char)*s) && !visit(intern_n(s, length), context))
            return;
        s += n ? n : length ? length : 1;
    }
}

/* Is there anything but white space, comments and semicolons? */
static bool declares_something(const char *s)
{
    while (*s) {
        size_t n = *s == ';' ? 1 : blank_length(s);
        if (n == 0)
            return true;
        s += n;
    }
    return false;
}

/* What a name search looks for. */
typedef struct Search {
    const char *const *names; /* or beginnings of names, that end in '*' */
    bool found;
} Search;

/* Is this name one of those searched for? */
static bool match_name(const char *name, void *context)
{
    Search *search = context;
    for (const char *const *wanted = search->names; *wanted; wanted++) {
        size_t n = strlen(*wanted);
        bool prefix = (*wanted)[n - 1] == '*';
        if (prefix ? strncmp(name, *wanted, n - 1) == 0 : str_eq(name, *wanted))
            search->found = true;
    }
    return !search->found;
}

/* Does the text mention one of the names? */
static bool mentions(const char *text, const char *const *names)
{
    Search search = {names, false};
    each_name(text, match_name, &search);
    return search.found;
}

static const char *const annotation_names[] = {"ADCC_*", NULL};
static const char *const private_names[] = {"static", "inline", "__inline", "__inline__", NULL};
static const char *const runtime_names[] = {
    "adcc_push_*",  "adcc_pop_*", "adcc_reserve", "adcc_release", "adcc_keep*",
    "adcc_to_tape", "adcc_from_tape", "adcc_rows", "adcc_drop_rows",
    "adcc_hide",    "adcc_unhide",
    "adcc_stack_*", "adcc_unknown_*", "adcc_sort", "adcc_unsort", "adcc_free_*",
    "adcc_unallocate", "adcc_own", "adcc_realloc*", "adcc_frame", "adcc_move_back_*",
    "adcc_grow_back_*", "adcc_largest_*", "adcc_least_*",
    "adcc_run_*",   "adcc_trap_*", "adcc_loop_*", "adcc_kink", NULL};
static const char *const pragma_names[] = {"ADCC_SIMD_SUM", "ADCC_SIMD", "ADCC_ASSUME", NULL};
static const char *const unroll_names[] = {"ADCC_UNROLL", NULL};
static const char *const root_names[][2] = {{"ADCC_SQRT", NULL}, {"ADCC_SQRTF", NULL}};
static const char *const lanes_names[] = {"ADCC_LANES", NULL};
static const char *const vector_names[] = {"ADCC_SIMD_SUM", "ADCC_SIMD", "ADCC_LANES", NULL};

/* ------------------------------------------------------------------- macros */

/* Macros that a printed text must be protected from. */
typedef struct Hidden {
    Units *program;
    Names names;
    Map seen;
} Hidden;

/* Notes the name if it is a macro somewhere in the program. */
static bool note_macro(const char *name, void *context)
{
    Hidden *h = context;
    if (map_has(&h->seen, name) || starts_with(name, "adcc_") || starts_with(name, "ADCC_"))
        return true;
    map_set(&h->seen, name, NULL);
    for (int i = 0; i < h->program->n; i++)
        if (map_has(&h->program->at[i]->macros, name)) {
            append(&h->names, name);
            break;
        }
    return true;
}

/* Appends text printed from the IR, hiding the macros it would run into. */
static void put_hidden(Emitter *em, const char *text)
{
    Hidden h = {.program = em->program};
    each_name(text, note_macro, &h);
    for (int i = 0; i < h.names.n; i++)
        out_fmt(em->out, "#pragma push_macro(\"%s\")\n#undef %s\n", h.names.at[i], h.names.at[i]);
    out_text(em->out, text);
    for (int i = 0; i < h.names.n; i++)
        out_fmt(em->out, "#pragma pop_macro(\"%s\")\n", h.names.at[i]);
}

/* ------------------------------------------------------------ small pieces */

/* Ends the line if one is begun. */
static void end_line(Out *out)
{
    if (out->column > 0)
        out_text(out, "\n");
}

/* Leaves one empty line, if something stands before. */
void blank_line(Out *out)
{
    end_line(out);
    if (out->n >= 2 && out->at[out->n - 2] != '\n')
        out_text(out, "\n");
}

/* Appends source text without the blank lines around it. */
static void put_text(Out *out, const char *text)
{
    while (*text == '\n' || *text == '\r')
        text++;
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        n--;
    out_text_n(out, text, n);
    end_line(out);
}

/* The text of a function's definition. */
static const char *func_text(const Func *f)
{
    Out text = {0};
    print_func(&text, f);
    end_line(&text);
    return text.at;
}

/* The text of a function's prototype. */
static const char *prototype_text(const Func *f)
{
    Out text = {0};
    print_prototype(&text, f);
    end_line(&text);
    return text.at;
}

/* The type with an enum that has no name replaced by the integer type that holds it. */
static Type *nameable_type(Type *t)
{
    if (!t || t->kind == T_TYPEDEF)
        return t;
    if (t->kind == T_ENUM && !t->tag->name && !t->tag->typedef_name)
        return qualified(t->base ? t->base : type_uint, t->quals);
    Type *base = nameable_type(t->base);
    if (base == t->base)
        return t;
    Type *copy = new(Type);
    *copy = *t;
    copy->base = base;
    return copy;
}

/* The text of a declaration of v: with its initialiser if that is wanted, else extern. */
static const char *variable_text(const Sym *v, bool define)
{
    Sym *copy = new(Sym);
    *copy = *v;
    if (!define) {
        copy->init = NULL;
        copy->storage = ST_EXTERN;
        copy->type = nameable_type(v->type);
    }
    Out text = {0};
    print_var(&text, copy);
    end_line(&text);
    return text.at;
}

/* --------------------------------------------------- carrying a source file */

/* How a piece of text is carried over. */
typedef enum Carry {
    CARRY_NOT,   /* nothing in it is needed */
    CARRY_TEXT,  /* as it is */
    CARRY_PROTO, /* not, but prototypes of the needed functions in it are printed */
} Carry;

/* Types and ordinary prototypes go as text; comments and annotations for adcc do not. */
static Carry how_to_carry(const Item *item)
{
    const char *text = item->text;
    if (!declares_something(text))
        return CARRY_NOT;
    bool annotated = mentions(text, annotation_names);
    static const char *const alone[] = {"ADCC_USE_", "ADCC_DIFFERENCES", "ADCC_ALLOCATOR",
                                        "ADCC_DEALLOCATOR"};
    for (size_t i = 0; annotated && i < sizeof alone / sizeof *alone; i++)
        if (starts_with(text + blank_length(text), alone[i]))
            return CARRY_NOT;
    return !item->declares_type && (annotated || mentions(text, private_names)) ? CARRY_PROTO
                                                                                : CARRY_TEXT;
}

/* Declares a needed function by its prototype, once. */
static void emit_prototype(Emitter *em, const Func *f)
{
    if (map_has(&em->declared, f->sym))
        return;
    map_set(&em->declared, f->sym, NULL);
    put_hidden(em, prototype_text(f));
}

/* Is this a function without a body whose declaration is the text at hand? */
static bool is_declared_here(const Emitter *em, const Sym *v)
{
    const Loc at = em->item->loc;
    return !v->func && v->loc.file == at.file && at.from <= v->loc.from && v->loc.to <= at.to;
}

/* double f(double, int);  of a function that is defined elsewhere */
static void emit_declaration(Emitter *em, const Sym *v)
{
    map_set(&em->declared, v, NULL);
    Out text = {0};
    out_text(&text, v->noreturn ? "_Noreturn " : "");
    print_decl(&text, v->type, v->name);
    if (v->attributes)
        out_fmt(&text, " %s", v->attributes);
    out_text(&text, ";\n");
    put_hidden(em, text.at);
}

/* A name in carried text: is it a needed function? */
static bool note_declared(const char *name, void *context)
{
    Emitter *em = context;
    Sym *v = map_get(&em->unit->names, name);
    if (v && v->kind == SYM_FUNC && em->print_prototypes && is_declared_here(em, v) &&
        !map_has(&em->declared, v))
        emit_declaration(em, v);
    if (!v || v->kind != SYM_FUNC || !v->func || !map_has(&em->needed, v))
        return true;
    if (em->print_prototypes)
        emit_prototype(em, v->func);
    map_set(&em->declared, v, NULL);
    return true;
}

/* Does the text declare nothing but functions that adcc made, as the source calls them? */
static bool declares_generated(Emitter *em, const char *text)
{
    const char *last = NULL;
    int depth = 0, functions = 0;
    while (*text) {
        size_t n = blank_length(text), length = n ? 0 : name_length(text);
        if (depth == 0 && *text == '(' && last) {
            if (!map_has(&em->made, last))
                return false;
            functions++;
        }
        depth += (*text == '(') - (*text == ')');
        if (length || n == 0)
            last = length ? intern_n(text, length) : NULL;
        text += n ? n : length ? length : 1;
    }
    return functions > 0;
}

/* Carries text over that stands between functions. */
static void emit_text(Emitter *em, const Item *item)
{
    Carry carry = how_to_carry(item);
    if (carry == CARRY_NOT || (!item->declares_type && declares_generated(em, item->text)))
        return;
    em->print_prototypes = carry == CARRY_PROTO;
    em->item = item;
    if (!item->declares_type)
        each_name(item->text, note_declared, em);
    if (carry == CARRY_PROTO)
        return;
    if (em->program->n > 1) {
        const char *key = intern(item->text);
        if (map_has(&em->texts, key))
            return;
        map_set(&em->texts, key, NULL);
    }
    if (item->declares_type)
        blank_line(em->out);
    put_text(em->out, item->text);
}

/* Is this the line that includes the annotation macros? */
static bool includes_adcc_h(const Item *item)
{
    return item->is_include && (strstr(item->text, "<adcc.h>") || strstr(item->text, "\"adcc.h\""));
}

/* Declares the tags that a declaration of variables defines. */
static void emit_tags(Emitter *em, const Item *item)
{
    for (int i = 0; i < item->tags.n; i++) {
        Tag *tag = item->tags.at[i];
        if (!tag->name && tag->kind != TAG_ENUM)
            continue;
        Out text = {0};
        tag->defined_inline = true;
        print_tag(&text, tag);
        tag->defined_inline = false;
        blank_line(em->out);
        put_hidden(em, fmt("%s;\n", text.at));
    }
}

/* The unnamed struct or union of a variable's type, which cannot be declared again; or NULL. */
static Tag *unnamed_tag(Type *t)
{
    for (; t && t->kind != T_TYPEDEF; t = t->base)
        if (t->kind == T_RECORD && !t->tag->name && !t->tag->typedef_name)
            return t->tag;
    return NULL;
}

/* Declares a needed variable, or defines it if it is a constant of the file's own. */
static void emit_variable(Emitter *em, Sym *v)
{
    bool is_static = v->storage == ST_STATIC;
    if (!is_static && unnamed_tag(v->type)) {
        error_at(v->loc,
                 "a derivative needs '%s', whose type has no name by which it could be declared",
                 v->name);
        note_at(v->loc, "give its struct a tag, or write --whole");
        return;
    }
    if (em->out->n && is_static)
        blank_line(em->out);
    put_hidden(em, variable_text(v, is_static));
}

/* Notes a variable that carried text mentions: enum { N = sizeof table / sizeof *table }; */
static bool note_measured(const char *name, void *context)
{
    Emitter *em = context;
    Sym *v = map_get(&em->unit->names, name);
    if (v && v->kind == SYM_VAR)
        map_set(&em->measured, v, NULL);
    return true;
}

/* Finds the variables that carried declarations take the size or type of. */
static void find_measured(Emitter *em)
{
    static const char *const words[] = {
        "sizeof",         "_Alignof",      "__alignof__", "typeof", "__typeof__", "__typeof",
        "_Static_assert", "static_assert", "offsetof",    NULL};
    for (int i = 0; i < em->unit->items.n; i++) {
        const Item *item = em->unit->items.at[i];
        if (item->kind == I_TEXT && how_to_carry(item) == CARRY_TEXT && mentions(item->text, words))
            each_name(item->text, note_measured, em);
    }
}

/* Carries over a declaration of variables: those that are needed, and the tags it defines. */
static void emit_variables(Emitter *em, const Item *item)
{
    emit_tags(em, item);
    for (int k = 0; k < item->vars.n; k++) {
        Sym *v = item->vars.at[k];
        if (map_has(&em->needed, v))
            emit_variable(em, v);
        else if (map_has(&em->measured, v) && !unnamed_tag(v->type))
            put_hidden(em, variable_text(v, false)); /* has a size, but is never touched */
    }
}

/* Declares a needed function, or repeats its definition if it is the file's own. */
static void emit_function(Emitter *em, const Func *f)
{
    if (f->sym->storage != ST_STATIC && !f->sym->inlined) {
        emit_prototype(em, f);
        return;
    }
    if (f->opaque) {
        error_at(f->opaque_loc, "%s", why_opaque(f));
        note_at(f->sym->loc, "a derivative calls '%s', so it must be repeated in the output",
                f->sym->name);
        return;
    }
    map_set(&em->declared, f->sym, NULL);
    blank_line(em->out);
    put_hidden(em, func_text(f));
    blank_line(em->out);
}

/* The name that a #define line defines; NULL if it is another line. */
static const char *defined_macro(const char *directive)
{
    const char *s = directive + blank_length(directive);
    s += *s == '#';
    s += blank_length(s);
    if (!starts_with(s, "define"))
        return NULL;
    s += strlen("define");
    s += blank_length(s);
    size_t n = name_length(s);
    return n > 0 ? intern_n(s, n) : NULL;
}

/* Forgets the macros of a source file, so that the next one can define its own. */
static void undefine_macros(Emitter *em, const Unit *unit)
{
    Map seen = {0};
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        const char *name = item->kind == I_DIRECTIVE ? defined_macro(item->text) : NULL;
        if (!name || *name == '_' || map_has(&seen, name))
            continue;
        map_set(&seen, name, NULL);
        out_fmt(em->out, "#undef %s\n", name);
    }
}

/* Does the file include static definitions, which the output may not use? */
static bool includes_private_definitions(const Unit *unit)
{
    for (int i = 0; i < unit->globals.n; i++)
        if (unit->globals.at[i]->loc.file != unit->file &&
            unit->globals.at[i]->storage == ST_STATIC)
            return true;
    for (int i = 0; i < unit->funcs.n; i++) {
        const Func *f = unit->funcs.at[i];
        if (f->loc.file != unit->file && f->sym->storage == ST_STATIC && !f->sym->inlined)
            return true;
    }
    return false;
}

/* One level of #if. */
typedef struct Level {
    bool about_adcc; /* the condition is about __ADCC__, which nobody defines for the output */
    bool drop;       /* this branch is not for the output */
} Level;
VEC(Level, Levels);

/* Is the item to be left out, as adcc alone, or all but adcc, should see it?  Conditions about
 * __ADCC__ are decided as adcc found them; others are carried over. */
static bool is_dropped(Levels *levels, const Item *item)
{
    static const char *const adcc[] = {"__ADCC__", NULL};
    bool outer = levels->n > 0 && levels->at[levels->n - 1].drop;
    if (item->kind != I_DIRECTIVE)
        return outer;
    const char *s = item->text + strspn(item->text, " \t");
    s += *s == '#';
    s += blank_length(s);
    if (starts_with(s, "if")) {
        bool about_adcc = mentions(s, adcc);
        append(levels, ((Level){about_adcc, outer || (about_adcc && item->skips)}));
        return outer || about_adcc;
    }
    bool ends = starts_with(s, "endif"), turns = starts_with(s, "el");
    if ((!ends && !turns) || levels->n == 0)
        return outer;
    Level *level = &levels->at[levels->n - 1];
    outer = levels->n > 1 && levels->at[levels->n - 2].drop;
    bool dropped = outer || level->about_adcc;
    level->drop = outer || (level->about_adcc && item->skips);
    levels->n -= ends;
    return dropped;
}

/* Did an earlier file include the same header?  It need not be made for being included twice. */
static bool is_included_again(Emitter *em, const Item *item)
{
    const char *s = item->text + strspn(item->text, " \t#");
    em->depth += starts_with(s, "if") - starts_with(s, "endif");
    if (!item->is_include || em->depth > 0)
        return false;
    const char *line = intern_n(item->text, strcspn(item->text, "\r\n"));
    const Unit *first = map_get(&em->included, line);
    if (!first)
        map_set(&em->included, line, (void *)(uintptr_t)em->unit);
    return first && first != em->unit && strstr(line, ".h");
}

/* Does the file include the header, on a line that the preprocessor does not skip? */
static bool includes_header(const Unit *unit, const char *header)
{
    int depth = 0, skipped = 0; /* of #if; the outermost that is skipped, or 0 */
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        if (item->kind != I_DIRECTIVE)
            continue;
        const char *s = item->text + strspn(item->text, " \t#");
        bool opens = starts_with(s, "if"), turns = starts_with(s, "el");
        depth += opens;
        if ((opens && !skipped) || (turns && (!skipped || skipped == depth)))
            skipped = item->skips ? depth : 0;
        if (starts_with(s, "endif")) {
            skipped = skipped == depth ? 0 : skipped;
            depth--;
        }
        if (item->is_include && !skipped && strstr(item->text, header))
            return true;
    }
    return false;
}

/* Headers of library functions that the source did not use. */
static void emit_library(Emitter *em)
{
    em->has_library = true;
    for (int i = 0; i < em->needs.headers.n; i++) {
        const char *wanted = fmt("<%s>", em->needs.headers.at[i]);
        bool there = str_eq(wanted, "<adcc_rt.h>"); /* it comes first, or not at all */
        for (int u = 0; u < em->program->n; u++)
            there = there || includes_header(em->program->at[u], wanted);
        if (!there)
            out_fmt(em->out, "#include %s\n", wanted);
    }
}

/* Carries over a preprocessor line; quiet: what it includes may not be used. */
static void emit_directive(Emitter *em, const Item *item, bool quiet)
{
    if (is_included_again(em, item))
        return;
    quiet &= item->is_include && !strchr(item->text, '<');
    end_line(em->out);
    if (quiet)
        out_text(em->out, "#pragma GCC diagnostic push\n"
                          "#pragma GCC diagnostic ignored \"-Wunused-function\"\n"
                          "#pragma GCC diagnostic ignored \"-Wunused-variable\"\n");
    put_text(em->out, item->text);
    if (quiet)
        out_text(em->out, "#pragma GCC diagnostic pop\n");
    bool of_system = item->is_include && strchr(item->text, '<') && !includes_adcc_h(item);
    if (of_system && em->depth == 0 && !em->has_library)
        emit_library(em); /* here, before macros that do not suit it */
}

/* Is the end of the line in a comment?  open: so is its beginning. */
static bool ends_in_comment(const char *line, size_t n, bool open)
{
    for (size_t i = 0; i < n; i++) {
        char quote = line[i];
        if (open && starts_with(line + i, "*/")) {
            open = false;
            i++;
        } else if (!open && starts_with(line + i, "/*")) {
            open = true;
            i++;
        } else if (!open && starts_with(line + i, "//")) {
            return false;
        } else if (!open && (quote == '"' || quote == '\'')) {
            for (i++; i < n && line[i] != quote; i++)
                i += line[i] == '\\';
        }
    }
    return open;
}

/* Directives in a declaration that does not go as text, as between an annotation and the function,
 * belong to others outside of it. */
static void emit_inner_directives(Emitter *em, Levels *levels, const Item *item)
{
    bool goes_as_text = how_to_carry(item) == CARRY_TEXT &&
                        (item->declares_type || !declares_generated(em, item->text));
    bool comment = false;
    for (const char *line = item->text; !goes_as_text && line;) {
        const char *end = strchr(line, '\n');
        size_t n = end ? (size_t)(end - line) + 1 : strlen(line);
        Item inner = {.kind = I_DIRECTIVE, .text = fmt("%.*s", (int)n, line)};
        if (!comment && line[strspn(line, " \t")] == '#' && !is_dropped(levels, &inner))
            emit_directive(em, &inner, false);
        comment = ends_in_comment(line, n, comment);
        line = end ? end + 1 : NULL;
    }
}

/* Goes through a source file and carries over what is needed. */
static void emit_unit(Emitter *em, const Unit *unit)
{
    em->unit = unit;
    em->depth = 0;
    find_measured(em);
    bool keep_adcc_h = false, quiet = includes_private_definitions(unit);
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        keep_adcc_h |= item->kind == I_TEXT && how_to_carry(item) == CARRY_TEXT &&
                       mentions(item->text, annotation_names);
    }
    Levels levels = {0};
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        if (is_dropped(&levels, item))
            continue;
        if (item->kind == I_TEXT) {
            emit_inner_directives(em, &levels, item);
            emit_text(em, item);
        } else if (item->kind == I_DIRECTIVE && (keep_adcc_h || !includes_adcc_h(item)))
            emit_directive(em, item, quiet);
        else if (item->kind == I_FUNC && map_has(&em->needed, item->func->sym))
            emit_function(em, item->func);
        else if (item->kind == I_VARS)
            emit_variables(em, item);
    }
    if (unit != em->program->at[em->program->n - 1])
        undefine_macros(em, unit);
}

/* Two files may have static functions or constants of one name: gives the later ones another. */
static void rename_clashes(Emitter *em)
{
    Map first = {0}, taken = names_at_file_scope(em->program);
    Syms all = {0};
    for (int i = 0; i < em->needs.functions.n; i++)
        append(&all, em->needs.functions.at[i]);
    for (int i = 0; i < em->needs.variables.n; i++)
        append(&all, em->needs.variables.at[i]);
    for (int i = 0; i < all.n; i++) {
        Sym *v = all.at[i], *other = map_get(&first, intern(v->name));
        if (!other)
            map_set(&first, intern(v->name), v);
        else if (v->storage == ST_STATIC)
            v->name = free_name(&taken, v->name);
        else if (other->storage == ST_STATIC)
            other->name = free_name(&taken, other->name);
    }
}

/* ------------------------------------------------------------- derivatives */

/* The generated functions printed so far, while looking for uses before the definition. */
typedef struct Order {
    Map defined, wanted; /* Sym */
    Map generated;
} Order;

/* Notes a generated function that is used before it is defined. */
static Walk note_forward_use(Expr *e, void *context)
{
    Order *order = context;
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (v && map_has(&order->generated, v) && !map_has(&order->defined, v))
        map_set(&order->wanted, v, v);
    return WALK_ON;
}

/* Prototypes of the generated functions that need one. */
static void emit_forward_declarations(Emitter *em)
{
    Order order = {0};
    Funcs *made = &em->needs.generated;
    for (int i = 0; i < made->n; i++)
        map_set(&order.generated, made->at[i]->sym, made->at[i]);
    for (int i = 0; i < made->n; i++) {
        map_set(&order.defined, made->at[i]->sym, made->at[i]);
        walk_block(made->at[i]->body, NULL, note_forward_use, &order);
    }
    blank_line(em->out);
    for (int i = 0; i < made->n; i++)
        if (map_has(&order.wanted, made->at[i]->sym))
            out_text(em->out, prototype_text(made->at[i]));
}

/* Shadows of file-scope variables: defined here. */
static void emit_shadows(Emitter *em)
{
    blank_line(em->out);
    for (int i = 0; i < em->needs.shadows.n; i++)
        out_text(em->out, variable_text(em->needs.shadows.at[i], true));
}

/* Takes what an expression mentions out of the parameters that nothing uses. */
static Walk note_use(Expr *e, void *context)
{
    if (e->kind == E_REF)
        map_set(context, e->u.sym, NULL);
    return WALK_ON;
}

/* Lets compilers know that parameters are unused on purpose: (void)x_b; */
static void mention_unused_parameters(Func *f)
{
    Map used = {0};
    Block mentions = {0};
    walk_block(f->body, NULL, note_use, &used);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->name && !map_has(&used, f->params.at[i]))
            add_stmt(&mentions, expr_stmt(cast(type_void, ref(f->params.at[i]))));
    f->body = join(mentions, f->body);
}

/* A prototype of the source may write a parameter as a pointer that the definition writes as an
 * array; compilers want it the same way. */
static void follow_prototype(Emitter *em, Func *f)
{
    for (int i = 0; i < em->program->n; i++) {
        const Sym *v = map_get(&em->program->at[i]->names, intern(f->sym->name));
        Type *t = v && v->kind == SYM_FUNC && v != f->sym ? strip(v->type) : NULL;
        for (int k = 0; t && k < f->params.n && k < t->params.n; k++) {
            const Type *there = t->params.at[k]->written;
            Sym *param = f->params.at[k];
            if (!param->type->written || (there && there->count == param->type->written->count))
                continue;
            Type *copy = new(Type);
            *copy = *param->type;
            copy->written = there && there->count >= 0 ? t->params.at[k]->written : NULL;
            param->type = copy;
        }
    }
}

/* Shadows, prototypes, derivatives: everything that adcc made. */
static void emit_generated(Emitter *em)
{
    for (int i = 0; i < em->needs.generated.n; i++) {
        mention_unused_parameters(em->needs.generated.at[i]);
        follow_prototype(em, em->needs.generated.at[i]);
    }
    emit_shadows(em);
    emit_forward_declarations(em);
    for (int i = 0; i < em->needs.generated.n; i++) {
        blank_line(em->out);
        out_text(em->out, func_text(em->needs.generated.at[i]));
    }
}

/* Texts of adcc's own that derivatives call. */
static void emit_helpers(Emitter *em)
{
    for (int i = 0; i < em->needs.helpers.n; i++) {
        blank_line(em->out);
        put_hidden(em, fmt("%s\n", em->needs.helpers.at[i]));
    }
}

/* Is a local array without initialiser handed to a function of the output? */
static Walk find_handed_array(Expr *e, void *context)
{
    const Emitter *em = context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    if (!f || !map_has(&em->made, intern(f->name)))
        return WALK_ON;
    for (int i = ARGS; i < e->nkid; i++) {
        const Sym *v = ref_sym(skip_conv(e->kid[i]));
        if (v && v->kind == SYM_VAR && !v->global && is_array(v->type) && !v->init)
            return WALK_STOP;
    }
    return WALK_ON;
}

/* Where gcc inlines the callee it takes a loop that fills the array for one that may not run. */
static void emit_warning_pragma(Emitter *em)
{
    bool found = false;
    for (int i = 0; i < em->needs.generated.n && !found; i++)
        found = !walk_block(em->needs.generated.at[i]->body, NULL, find_handed_array, em);
    if (!found)
        return;
    blank_line(em->out);
    out_text(em->out, "#if defined(__GNUC__) && !defined(__clang__)\n"
                      "#pragma GCC diagnostic ignored \"-Wmaybe-uninitialized\"\n"
                      "#endif\n");
}

/* The source of the runtime; before it the macros of the source files are undone. */
static void emit_embedded_runtime(Emitter *em)
{
    undefine_macros(em, em->program->at[em->program->n - 1]);
    blank_line(em->out);
    out_text(em->out, "#define ADCC_EMBEDDED\n");
    put_text(em->out, runtime_source);
    blank_line(em->out);
}

/* Undoes the macros that the generated text would run into; nothing after it needs them. */
static void emit_undefs(Emitter *em, const char *generated)
{
    Hidden h = {.program = em->program};
    each_name(generated, note_macro, &h);
    blank_line(em->out);
    for (int i = 0; i < h.names.n; i++)
        out_fmt(em->out, "#undef %s\n", h.names.at[i]);
}

/* What the file is, of what, by what; without folders, as it must not depend on where. */
static void emit_heading(Emitter *em)
{
    out_text(em->out, "/* Derivatives of ");
    for (int i = 0; i < em->program->n; i++)
        out_fmt(em->out, "%s%s", i > 0 ? ", " : "", shown_name(em->program->at[i]->file->name));
    out_fmt(em->out, ", made by adcc %s: ", ADCC_VERSION);
    bool first = true;
    for (int i = 0; i < em->needs.generated.n; i++) {
        const Sym *v = em->needs.generated.at[i]->sym;
        if (v->storage == ST_STATIC)
            continue;
        if (!first)
            out_text(em->out, em->out->column > 80 ? ",\n * " : ", ");
        out_text(em->out, v->name);
        first = false;
    }
    out_fmt(em->out, ".\n%s", command_record());
    out_text(em->out, " * Generated code is free of any obligation: use it as you like. */\n");
}

/* The symbols among what is needed, for quick look-up. */
static void index_needs(Emitter *em)
{
    for (int i = 0; i < em->needs.functions.n; i++)
        map_set(&em->needed, em->needs.functions.at[i], NULL);
    for (int i = 0; i < em->needs.variables.n; i++)
        map_set(&em->needed, em->needs.variables.at[i], NULL);
    for (int i = 0; i < em->needs.generated.n; i++)
        map_set(&em->made, intern(em->needs.generated.at[i]->sym->name), NULL);
}

/* Reports state that the output cannot share with the source. */
static void check_sharing(Emitter *em)
{
    Needs *needs = &em->needs;
    for (int i = 0; i < needs->functions.n && !options.whole; i++) {
        Sym *v = needs->functions.at[i];
        if (v->func && (v->storage == ST_STATIC || v->inlined))
            refuse_statics(v->func);
    }
    for (int i = 0; i < needs->variables.n && !options.whole; i++) {
        const Sym *v = needs->variables.at[i];
        if (v->storage != ST_STATIC || is_never_written(em->program, v))
            continue;
        error_at(v->loc, "a derivative needs %s, which is static and may change",
                 v->moved_from ? v->moved_from : fmt("'%s'", v->name));
        note_at(v->loc, "have source and derivatives in one file with --whole, or make it %s",
                v->moved_from ? "const, or a variable of file scope that is not static"
                              : "extern or const");
    }
}

/* Writes the derivative file. */
void emit_grad(Out *out, Units *program, Funcs *derivatives, Syms *shadows)
{
    Emitter em = {
        .out = out, .program = program, .needs = collect_needs(program, derivatives, shadows)};
    index_needs(&em);
    check_sharing(&em);
    if (!options.whole)
        refuse_clashes(program);
    rename_clashes(&em);
    Out generated = {0};
    em.out = &generated;
    emit_generated(&em);
    em.out = out;
    const char *text = generated.at ? generated.at : "";
    bool runtime = mentions(text, runtime_names);
    for (int i = 0; i < em.needs.helpers.n; i++)
        runtime |= strstr(em.needs.helpers.at[i], "adcc_differences_") != NULL;
    emit_heading(&em);
    blank_line(out);
    if (runtime && !options.embed_runtime)
        out_text(out, "#include <adcc_rt.h>\n\n");
    if (options.whole)
        print_source(out, program->at[0]);
    for (int i = 0; i < program->n && !options.whole; i++)
        emit_unit(&em, program->at[i]);
    if (!em.has_library)
        emit_library(&em);
    if (runtime && options.embed_runtime)
        emit_embedded_runtime(&em);
    else if (!runtime && mentions(text, pragma_names))
        emit_loop_macros(out);
    if (!runtime && mentions(text, unroll_names))
        emit_unroll_macro(out);
    if (!runtime && mentions(text, lanes_names))
        emit_lanes_macro(out);
    for (int i = 0; i < 2; i++)
        if (mentions(text, root_names[i]) && !are_root_names_taken(program))
            emit_root_macro(out, i == 0 ? "" : "F");
    if (mentions(text, vector_names))
        emit_vector_warning(out);
    emit_helpers(&em);
    emit_undefs(&em, text);
    emit_warning_pragma(&em);
    blank_line(out);
    put_text(out, text);
}
