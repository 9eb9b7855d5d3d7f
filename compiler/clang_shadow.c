/* clang_shadow.c - the shadow: the functions of a file once more, without macros.
 *
 *     #define SIZE(t) sizeof(t[4])               the file, unchanged
 *     int f(void) { return SIZE(int); }
 *     #undef f
 *     #undef sizeof                              every identifier of what follows
 *     int __adcc2_0(void) { return sizeof(int[4]); }
 *
 * clang can print a whole definition with everything its cursors hide.  Appended to
 * the file under a new name and parsed again it gives the same tree, cursor by cursor,
 * in which every range is real text.  Where the trees differ (a printer's defect, a
 * later declaration) the readers do without that text and say so if they need it.
 */
#include "clang_internal.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX "__adcc2_"

/* Is p..p+n the whole of an identifier in text? */
static bool is_word(const char *text, const char *p, size_t n)
{
    return (p == text || !is_name_char(p[-1])) && !is_name_char(p[n]);
}

/* Where the name of the function stands in its printed definition; NULL if it is not found. */
static const char *find_name(const char *text, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = strstr(text, name); p; p = strstr(p + 1, name)) {
        bool wrapped = p > text && p[-1] == '(' && p[n] == ')';
        if (is_word(text, p, n) && (p[n] == '(' || wrapped))
            return p;
    }
    return NULL;
}

/* Identifiers the preprocessor does not let one undefine. */
static bool is_reserved(const char *name)
{
    return str_eq(name, "defined") || starts_with(name, "__has_");
}

/* Appends '#undef name' for every identifier of the text. */
static void undefine_names(Out *out, const char *text, Map *seen)
{
    const char *end = text + strlen(text);
    for (const char *p = skip_space(text, end); p < end; p = skip_space(p, end)) {
        const char *next = token_end(p, end);
        if (is_name_start(*p) && next[-1] != '"' && next[-1] != '\'') {
            const char *name = intern_n(p, (size_t)(next - p));
            if (!map_has(seen, name) && !is_reserved(name))
                out_fmt(out, "#undef %s\n", name);
            map_set(seen, name, NULL);
        }
        p = next;
    }
}

/* Does a macro have a part in the definition? */
static bool needs_shadow(Reader *r, CXCursor function)
{
    return !is_macro_free(r, loc_of(r, function));
}

/* The text of the shadow for the main file; NULL if no function needs one. */
static const char *shadow_source(Reader *r, size_t *size)
{
    Out out = {0}, bodies = {0};
    Map seen = {0};
    const File *file = r->unit->file;
    int n = 0;
    out_text_n(&out, file->text, file->size);
    out_text(&out, "\n\n");
    for (int i = 0; i < r->top.n; i++) {
        CXCursor c = r->top.at[i];
        if (c.kind != CXCursor_FunctionDecl || !clang_isCursorDefinition(c) || !needs_shadow(r, c))
            continue;
        const char *text = pretty(c), *name = find_name(text, spelling(c));
        if (!name)
            continue;
        undefine_names(&out, text, &seen);
        out_text_n(&bodies, text, (size_t)(name - text));
        out_fmt(&bodies, PREFIX "%d%s\n", n, name + strlen(spelling(c)));
        map_set(&r->shadows, key_of(c), (void *)(uintptr_t)++n);
    }
    if (n == 0)
        return NULL;
    out_text_n(&out, bodies.at, bodies.n);
    *size = out.n;
    return out.at;
}

/* Collects the definitions of the shadow under their numbers. */
static enum CXChildVisitResult find_shadow(CXCursor c, CXCursor parent, CXClientData data)
{
    (void)parent;
    Reader *r = data;
    if (c.kind != CXCursor_FunctionDecl || !clang_isCursorDefinition(c))
        return CXChildVisit_Continue;
    const char *name = spelling(c);
    if (!starts_with(name, PREFIX))
        return CXChildVisit_Continue;
    int i = atoi(name + strlen(PREFIX));
    while (r->shadow.n <= i)
        append(&r->shadow, null_cursor());
    r->shadow.at[i] = c;
    return CXChildVisit_Continue;
}

/* Makes the shadow of the functions that macros have a part in. */
void make_shadow(Reader *r, Names *flags)
{
    size_t size = 0;
    const char *text = shadow_source(r, &size);
    if (!text)
        return;
    struct CXUnsavedFile unsaved = {r->unit->file->name, text, size};
    Names args = {0};
    for (int i = 0; i < flags->n; i++)
        append(&args, flags->at[i]);
    append(&args, "-w");
    append(&args, "-ferror-limit=0");
    if (clang_parseTranslationUnit2(r->index, r->unit->file->name, args.at, args.n, &unsaved, 1,
                                    CXTranslationUnit_KeepGoing, &r->b))
        r->b = NULL;
    if (!r->b)
        return;
    r->shadow_text = text;
    clang_visitChildren(clang_getTranslationUnitCursor(r->b), find_shadow, r);
}

/* The definition of the shadow that mirrors one of the file; the null cursor if there is none. */
CXCursor shadow_of(Reader *r, CXCursor function)
{
    uintptr_t i = (uintptr_t)map_get(&r->shadows, key_of(function));
    return i > 0 && (int)i <= r->shadow.n ? r->shadow.at[i - 1] : null_cursor();
}
