/* clang_items.c - cuts a file into its items, so that it can be printed back whole.
 *
 *     #include <math.h>            I_DIRECTIVE
 *     typedef double real;         I_TEXT
 *     real a[3] = {1}, b;          I_VARS
 *     DEFINE(f)                    I_FUNC f, in place of the macro call
 *
 * Definitions of functions and variables are printed from the IR; all else is text as it stands.
 * A definition may hold preprocessor lines.  Those that matter to the lines after it stay behind
 * it:
 *
 *     #if A                        #if A
 *     int f(int a) {               int f(int a) {...}
 *     #else                        #else
 *     int f(long a) {              #endif
 *     #endif
 *     ... }
 *
 * Identifiers of the printed text that are macros are to be hidden around it: macros are expanded
 * in it.
 */
#include "clang_internal.h"

#include <stdlib.h>
#include <string.h>

/* Declarations that share a stretch of the file. */
typedef struct Group {
    int from, to;
    Cursors decls;
} Group;
VEC(Group, Groups);

/* ------------------------------------------------------- preprocessor lines */

/* The end of the preprocessor line at p, its newline included. */
static const char *directive_end(const char *p, const char *end)
{
    while (p < end && *p != '\n') {
        if (*p == '\\' && end - p >= 2)
            p += p[1] == '\r' && end - p >= 3 ? 3 : 2;
        else if (*p == '"' || *p == '\'')
            p = token_end(p, end);
        else {
            const char *after = skip_comment(p, end);
            p = after > p ? after : p + 1;
        }
    }
    return p < end ? p + 1 : end;
}

/* The next preprocessor line in p..end; NULL if there is none.  file: where the text begins. */
static const char *next_directive(const char *file, const char *p, const char *end)
{
    for (p = skip_space(p, end); p < end; p = skip_space(token_end(p, end), end)) {
        const char *q = p;
        while (*p == '#' && q > file && (q[-1] == ' ' || q[-1] == '\t'))
            q--;
        if (*p == '#' && (q == file || q[-1] == '\n'))
            return q;
    }
    return NULL;
}

/* The word after '#'. */
static const char *directive_name(const char *p, const char *end)
{
    while (p < end && *p != '#')
        p++;
    p = skip_space(p + 1, end);
    return intern_n(p, (size_t)(token_end(p, end) - p));
}

/* Adds an item of text. */
static Item *add_item(Reader *r, ItemKind kind, int from, int to)
{
    Item *item = new(Item);
    item->kind = kind;
    item->loc = (Loc){r->unit->file, from, to};
    append(&r->unit->items, item);
    return item;
}

/* Adds a preprocessor line. */
static void add_directive(Reader *r, const char *p, const char *after)
{
    const char *text = r->unit->file->text;
    Item *item = add_item(r, I_DIRECTIVE, (int)(p - text), (int)(after - text));
    item->text = fmt("%.*s", (int)(after - p), p);
    item->is_include = starts_with(directive_name(p, after), "include");
    item->skips = is_skipped(r, (Loc){r->unit->file, item->loc.to, item->loc.to});
}

/* Adds text that is no declaration, its preprocessor lines apart. */
static void add_gap(Reader *r, int from, int to)
{
    const char *text = r->unit->file->text, *p = text + from, *end = text + to;
    while (p < end) {
        const char *line = next_directive(text, p, end);
        const char *stop = line && line >= p ? line : end;
        if (stop > p) {
            Item *item = add_item(r, I_TEXT, (int)(p - text), (int)(stop - text));
            item->text = fmt("%.*s", (int)(stop - p), p);
        }
        p = stop;
        if (p < end) {
            const char *after = directive_end(p, end);
            add_directive(r, p, after);
            p = after;
        }
    }
}

/* Adds the preprocessor lines of a stretch that was replaced, as far as they matter to what
 * follows: definitions of macros, and the branches of conditionals that begin or end outside. */
static void add_kept_directives(Reader *r, int from, int to)
{
    const char *text = r->unit->file->text, *end = text + to;
    struct {
        const char *at, *after;
        bool matters;
    } *kept = NULL;
    int n = 0, cap = 0, open[256], depth = 0;
    for (const char *p = next_directive(text, text + from, end); p;
         p = next_directive(text, p, end)) {
        const char *after = directive_end(p, text + r->unit->file->size),
                   *name = directive_name(p, after);
        bool matters = str_eq(name, "define") || str_eq(name, "undef");
        bool ends = str_eq(name, "endif");
        bool branch = ends || starts_with(name, "if") || starts_with(name, "el");
        kept = vec_reserve(kept, n, &cap, sizeof *kept);
        if (starts_with(name, "if") && depth < 256)
            open[depth++] = n;
        if (matters || branch) {
            kept[n].at = p;
            kept[n].after = after;
            kept[n++].matters = matters;
        }
        if (ends && depth > 0) {
            bool any = false;
            for (int i = open[--depth]; i < n; i++)
                any |= kept[i].matters;
            n = any ? n : open[depth];
        }
        p = after;
        if (p >= end)
            break;
    }
    for (int i = 0; i < n; i++) {
        if (i == 0)
            add_item(r, I_TEXT, to, to)->text = "\n";
        add_directive(r, kept[i].at, kept[i].after);
    }
}

/* ----------------------------------------------------------------- pragmas */

/* Finds the active '#pragma' lines of the main file. */
static void find_pragmas(Reader *r)
{
    const char *text = r->unit->file->text, *end = text + r->unit->file->size;
    const char *p = text;
    while ((p = next_directive(text, p, end)) != NULL) {
        const char *after = directive_end(p, end);
        Pragma pragma = {.loc = {r->unit->file, (int)(p - text), (int)(after - text)}};
        if (str_eq(directive_name(p, after), "pragma") && !is_skipped(r, pragma.loc)) {
            while (after > p && (after[-1] == '\n' || after[-1] == '\r'))
                after--;
            pragma.text =
                fmt("#%s", tidy(text, (int)(strchr(p, '#') + 1 - text), (int)(after - text)));
            append(&r->pragmas, pragma);
        }
        p = directive_end(p, end);
    }
}

/* Notes on loops, which are macros that expand to nothing: ADCC_CHECKPOINT(every = 10) */
static void find_notes(Reader *r)
{
    const char *text = r->unit->file->text;
    const Locs *calls = map_get(&r->expansions, r->unit->file);
    for (int i = 0; calls && i < calls->n; i++) {
        Loc loc = calls->at[i];
        if (starts_with(text + loc.from, "ADCC_CHECKPOINT") ||
            starts_with(text + loc.from, "ADCC_NO_CHECKPOINT") ||
            starts_with(text + loc.from, "ADCC_INDEPENDENT"))
            append(&r->pragmas, ((Pragma){loc, tidy(text, loc.from, loc.to), false}));
    }
}

static int by_place(const void *a, const void *b)
{
    const Pragma *x = a, *y = b;
    return (x->loc.from > y->loc.from) - (x->loc.from < y->loc.from);
}

/* The first pragma at or behind a place. */
static int first_pragma(Reader *r, int from)
{
    if (!r->pragmas_found) {
        find_pragmas(r);
        find_notes(r);
        if (r->pragmas.n)
            qsort(r->pragmas.at, (size_t)r->pragmas.n, sizeof *r->pragmas.at, by_place);
    }
    r->pragmas_found = true;
    int low = 0, high = r->pragmas.n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (r->pragmas.at[middle].loc.from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the pragmas between two statements. */
void add_pragmas(Reader *r, Loc gap, Block *into)
{
    if (gap.file != r->unit->file)
        return;
    for (int i = first_pragma(r, gap.from); i < r->pragmas.n; i++) {
        Pragma *pragma = &r->pragmas.at[i];
        if (pragma->loc.from >= gap.to)
            break;
        Stmt *s = new_stmt(S_OPAQUE, pragma->loc);
        s->text = pragma->text;
        add_stmt(into, s);
        pragma->placed = true;
    }
}

static bool is_note(const Stmt *s)
{
    return s->kind == S_OPAQUE && starts_with(s->text, "ADCC_");
}

static bool is_pragma(const Stmt *s)
{
    return s->kind == S_OPAQUE && starts_with(s->text, "#");
}

static void attach_note(const Stmt *s)
{
    bool independent = starts_with(s->text, "ADCC_INDEPENDENT");
    Stmt *loop = s->next;
    while (loop && (loop->kind == S_NULL || is_note(loop) || is_pragma(loop)))
        loop = loop->next;
    if (!is_loop(loop))
        error_at(s->loc, "'%s' does not stand before a loop; move it there", s->text);
    else if (independent && loop->kind != S_FOR)
        error_at(s->loc, "'%s' stands before a loop whose condition depends on the iterations; "
                         "write a for that counts, or leave it out", s->text);
    else if (independent)
        loop->independent = true;
    else
        loop->note = s->text;
}

/* ADCC_CHECKPOINT(...) is no statement: the loop behind it keeps it. */
void attach_notes(Block *b)
{
    Block kept = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        if (is_note(s)) {
            attach_note(s);
            continue;
        }
        for (int i = 0; i < 3; i++)
            attach_notes(&s->body[i]);
        s->next = NULL;
        add_stmt(&kept, s);
    }
    *b = kept;
}

/* A pragma inside an expression or before a body without braces would be lost. */
void refuse_lost_pragmas(Reader *r, Node function, Loc loc)
{
    if (loc.file != r->unit->file)
        return;
    for (int i = first_pragma(r, loc.from); i < r->pragmas.n; i++) {
        Pragma *pragma = &r->pragmas.at[i];
        if (pragma->loc.from >= loc.to)
            break;
        if (pragma->placed || r->why)
            continue;
        unsupported(r, function, "'%s' beside the statements of a block", pragma->text);
        r->why_loc = pragma->loc;
    }
}

/* ------------------------------------------------------------------ groups */

/* Is it a declaration that takes part in the cutting? */
static bool is_cut(CXCursor c)
{
    switch (c.kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_VarDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
        return true;
    default:
        return false;
    }
}

static bool is_definition(CXCursor c)
{
    return c.kind == CXCursor_FunctionDecl && clang_isCursorDefinition(c);
}

/* Where a declaration without body ends: behind its semicolon, if that is found before 'limit'. */
static int declaration_end(Reader *r, Loc loc, int limit)
{
    const char *text = loc.file->text, *p = text + loc.to, *end = text + limit;
    const Locs *calls = map_get(&r->expansions, loc.file);
    bool made = false; /* by one macro call: its semicolon may be in the macro */
    for (int i = 0; calls && i < calls->n && !made; i++)
        made = calls->at[i].from <= loc.from && calls->at[i].to >= loc.to;
    for (p = skip_space(p, end); p < end && *p != ';' && !made; p = skip_space(p, end)) {
        if (*p == '{' || *p == '}' || *p == '#')
            return loc.to;
        p = strchr("([", *p) ? skip_balanced(p, end) : token_end(p, end);
    }
    return p < end && *p == ';' ? (int)(p + 1 - text) : loc.to;
}

/* Orders groups by place. */
static int compare_groups(const void *a, const void *b)
{
    const Group *g = a, *h = b;
    return g->from != h->from ? (g->from < h->from ? -1 : 1) : (g->to > h->to) - (g->to < h->to);
}

/* Joins groups that overlap; decls keep their order. */
static Groups join_groups(Groups all)
{
    Groups joined = {0};
    for (int i = 0; i < all.n; i++) {
        Group *last = joined.n ? &joined.at[joined.n - 1] : NULL;
        if (last && all.at[i].from < last->to) {
            last->to = all.at[i].to > last->to ? all.at[i].to : last->to;
            append(&last->decls, all.at[i].decls.at[0]);
        } else
            append(&joined, all.at[i]);
    }
    return joined;
}

/* The groups of the main file, in order. */
static Groups find_groups(Reader *r)
{
    Groups all = {0};
    for (int i = 0; i < r->top.n; i++) {
        CXCursor c = r->top.at[i];
        Loc loc = loc_of(r, c);
        if (!is_cut(c) || loc.file != r->unit->file || loc.from >= loc.to)
            continue;
        Group g = {loc.from, loc.to, {0}};
        append(&g.decls, c);
        append(&all, g);
    }
    int *order = new_array(int, all.n + 1);
    for (int i = 0; i < all.n; i++)
        order[i] = i;
    /* clang's order is that of the file, but for what macros made, which shares its place */
    for (int i = 1; i < all.n; i++)
        for (int k = i; k > 0 && compare_groups(&all.at[k - 1], &all.at[k]) > 0 &&
                        all.at[k - 1].from > all.at[k].from;
             k--) {
            Group g = all.at[k];
            all.at[k] = all.at[k - 1], all.at[k - 1] = g;
        }
    all = join_groups(all);
    for (int i = 0; i < all.n; i++) {
        Group *g = &all.at[i];
        int limit = i + 1 < all.n ? all.at[i + 1].from : (int)r->unit->file->size;
        if (!is_definition(g->decls.at[g->decls.n - 1]))
            g->to = declaration_end(r, (Loc){r->unit->file, g->from, g->to}, limit);
    }
    return all;
}

/* ------------------------------------------------------------------- items */

/* Is the macro defined as its own name, or only after the given place? */
static bool is_harmless_macro(Reader *r, const char *name, int to)
{
    const Loc *loc = map_get(&r->macro_places, name);
    if (!loc || !loc->file)
        return false;
    if (loc->file == r->unit->file && loc->from >= to)
        return true;
    const char *text = tidy(loc->file->text, loc->from, loc->to);
    return str_eq(text, fmt("%s %s", name, name));
}

/* Collects the identifiers of a printed text, and those of them that must be hidden as macros. */
static void find_names(Reader *r, const char *text, int to, Names *names, Names *hidden)
{
    Map seen = {0};
    const char *end = text + strlen(text);
    for (const char *p = skip_space(text, end); p < end; p = skip_space(token_end(p, end), end)) {
        const char *next = token_end(p, end);
        if (!is_name_start(*p) || next[-1] == '"' || next[-1] == '\'')
            continue;
        const char *name = intern_n(p, (size_t)(next - p));
        if (map_has(&seen, name))
            continue;
        map_set(&seen, name, NULL);
        if (names)
            append(names, name);
        if (map_has(&r->unit->macros, name) && !is_harmless_macro(r, name, to))
            append(hidden, name);
    }
}

/* The whole group as it stands. */
static void keep_text(Reader *r, const Group *g)
{
    Item *item = add_item(r, I_TEXT, g->from, g->to);
    item->text = fmt("%.*s", g->to - g->from, r->unit->file->text + g->from);
    for (int i = 0; i < g->decls.n; i++)
        item->declares_type |=
            g->decls.at[i].kind != CXCursor_FunctionDecl && g->decls.at[i].kind != CXCursor_VarDecl;
}

/* The function definition as an item. */
static void add_func(Reader *r, const Group *g, CXCursor c)
{
    Item *item = add_item(r, I_FUNC, g->from, g->to);
    item->func = sym_of(r, c)->func;
    Out out = {0};
    print_func(&out, item->func);
    find_names(r, out.at, g->to, &item->func->local_names, &item->undef);
}

/* Is this declaration the one that defines the variable, with an initialiser that could be read? */
static bool is_defining(Reader *r, CXCursor c)
{
    Sym *v = sym_of(r, c);
    Loc loc = loc_of(r, c);
    bool has_init = !clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c));
    return v->defined && !map_has(&r->unprintable, v) && v->loc.from == loc.from &&
           v->loc.to == loc.to && has_init == (v->init != NULL);
}

/* The variables of a group as one item. */
static void add_vars(Reader *r, const Group *g)
{
    Item *item = new(Item);
    item->kind = I_VARS;
    item->loc = (Loc){r->unit->file, g->from, g->to};
    for (int i = 0; i < g->decls.n; i++) {
        CXCursor c = g->decls.at[i];
        if (c.kind == CXCursor_VarDecl)
            append(&item->vars, sym_of(r, c));
        if (is_tag_decl(c) && clang_isCursorDefinition(c)) {
            define_inline(r, c);
            append(&item->tags, tag_of(r, c));
        }
    }
    Out out = {0};
    for (int i = 0; i < item->vars.n; i++)
        print_var(&out, item->vars.at[i]);
    find_names(r, out.at, g->to, NULL, &item->undef);
    append(&r->unit->items, item);
}

/* A declaration of a replaced group that is no definition, as clang prints it. */
static void add_printed(Reader *r, const Group *g, CXCursor c)
{
    Item *item = add_item(r, I_TEXT, g->from, g->from);
    item->text = fmt("%s;\n", pretty(c));
    item->declares_type = c.kind != CXCursor_FunctionDecl;
}

/* Can the group be rebuilt from its declarations? */
static bool is_printable(Reader *r, const Group *g)
{
    bool any = false;
    for (int i = 0; i < g->decls.n; i++) {
        CXCursor c = g->decls.at[i];
        if (is_definition(c)) {
            Func *f = sym_of(r, c)->func;
            if (!f)
                return false;
            if (f->opaque && options.emit == EMIT_PRIMAL)
                warn_at(f->opaque_loc, "unsupported", "'%s' is kept as it is: %s", f->sym->name,
                        f->opaque_why);
            if (f->opaque)
                return false;
            any = true;
        } else if (c.kind == CXCursor_VarDecl) {
            if (!is_defining(r, c))
                return false;
            any = true;
        } else if (is_tag_decl(c) && is_unnamed(spelling(c)) && clang_isCursorDefinition(c)) {
            if (is_definition(g->decls.at[g->decls.n - 1]))
                return false; /* a nameless type in the head of a function */
        } else if (c.kind == CXCursor_TypedefDecl && i > 0 && is_tag_decl(g->decls.at[i - 1]))
            return false;
    }
    return any;
}

/* The items of a group of declarations. */
static void add_group(Reader *r, const Group *g)
{
    bool functions = false, others = false, vars = false;
    for (int i = 0; i < g->decls.n; i++) {
        CXCursor c = g->decls.at[i];
        functions |= is_definition(c);
        others |= !is_definition(c) && c.kind != CXCursor_VarDecl && !is_tag_decl(c);
        vars |= c.kind == CXCursor_VarDecl;
    }
    if (!is_printable(r, g) || (!functions && others)) {
        keep_text(r, g);
        return;
    }
    if (!functions && vars)
        add_vars(r, g);
    for (int i = 0; functions && i < g->decls.n; i++) {
        CXCursor c = g->decls.at[i];
        Group one = {g->from, g->to, {0}};
        append(&one.decls, c);
        if (i > 0)
            add_item(r, I_TEXT, g->from, g->from)->text = "\n";
        if (is_definition(c))
            add_func(r, g, c);
        else if (c.kind == CXCursor_VarDecl)
            add_vars(r, &one);
        else
            add_printed(r, g, c);
    }
    add_kept_directives(r, g->from, g->to);
}

/* Collects the names of a function that is no item: of a header, or kept as it is. */
static void name_other(Reader *r, Func *f)
{
    Out out = {0};
    Names ignored = {0};
    if (f->opaque)
        out_text(&out, loc_text(f->loc));
    else
        print_func(&out, f);
    find_names(r, out.at, f->loc.to, &f->local_names, &ignored);
}

/* Cuts the main file; all of its declarations have been read. */
void cut_items(Reader *r)
{
    Groups groups = find_groups(r);
    int at = 0;
    for (int i = 0; i < groups.n; i++) {
        add_gap(r, at, groups.at[i].from);
        add_group(r, &groups.at[i]);
        at = groups.at[i].to;
    }
    add_gap(r, at, (int)r->unit->file->size);
    for (int i = 0; i < r->unit->funcs.n; i++)
        if (r->unit->funcs.at[i]->local_names.n == 0)
            name_other(r, r->unit->funcs.at[i]);
}
