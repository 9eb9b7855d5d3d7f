/* clang_text.c - places in the source, and the text found there.
 *
 *     #define SIZE(t) sizeof(t[N])
 *     n = SIZE(int) + sizeof(double[3]);
 *         ^~~~~~~~~ one place for everything the macro made; no text of its parts
 *                     ^~~~~~~~~~~~~~~~~ macro-free: text as it stands
 *
 * A place is always where the user wrote it: of what a macro made, the macro call.
 * Text is taken from the file where no macro call lies in it, else from the shadow
 * (clang_shadow.c), which has no macros.  The scanner knows tokens, not grammar.
 */
#include "clang_internal.h"

#include <string.h>

/* ------------------------------------------------------------------ files */

/* The file of a parse; NULL for what has no file. */
File *file_of(Reader *r, CXTranslationUnit tu, CXFile cx)
{
    if (!cx)
        return NULL;
    File *file = map_get(&r->files, cx);
    if (file)
        return file;
    const char *name = take_string(clang_getFileName(cx));
    file = map_get(&r->files, name);
    if (!file) {
        file = new(File);
        file->name = name;
        file->text = clang_getFileContents(tu, cx, &file->size);
        map_set(&r->files, name, file);
    }
    map_set(&r->files, cx, file);
    return file;
}

/* The first place in 'places', sorted and disjoint, that ends after 'at'; NULL if none does. */
static const Loc *first_after(const Locs *places, int at)
{
    if (!places)
        return NULL;
    int low = 0, high = places->n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (places->at[middle].to > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low < places->n ? &places->at[low] : NULL;
}

/* The place of a range of the file.  An end inside a macro argument is known only as the
 * beginning of the call: such a place reaches to the end of the call. */
Loc range_loc(Reader *r, CXSourceRange range)
{
    CXFile from_file = NULL, to_file = NULL;
    unsigned from = 0, to = 0;
    clang_getExpansionLocation(clang_getRangeStart(range), &from_file, NULL, NULL, &from);
    clang_getExpansionLocation(clang_getRangeEnd(range), &to_file, NULL, NULL, &to);
    Loc loc = {file_of(r, r->a, from_file), (int)from, (int)to};
    if (!loc.file)
        return loc;
    if (file_of(r, r->a, to_file) != loc.file || loc.to < loc.from)
        loc.to = loc.from;
    const Loc *call = first_after(map_get(&r->expansions, loc.file), loc.to);
    if (call && call->from <= loc.to)
        loc.to = call->to;
    return loc;
}

/* The place of a cursor of a. */
Loc loc_of(Reader *r, CXCursor c)
{
    return range_loc(r, clang_getCursorExtent(c));
}

/* The text of a place, as it is. */
const char *loc_text(Loc loc)
{
    return loc.file ? fmt("%.*s", loc.to - loc.from, loc.file->text + loc.from) : "";
}

/* Is the place inside an inactive #if branch? */
bool is_skipped(Reader *r, Loc loc)
{
    const Loc *range = first_after(map_get(&r->skipped, loc.file), loc.from);
    return range && range->from <= loc.from;
}

/* Does '#' at p begin a preprocessor line of the text? */
static bool is_directive(const char *text, const char *p)
{
    while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    return p == text || p[-1] == '\n';
}

/* Is there no macro call, directive or _Pragma in the place? */
bool is_macro_free(Reader *r, Loc loc)
{
    if (!loc.file || !loc.file->text || loc.from >= loc.to)
        return false;
    const Loc *call = first_after(map_get(&r->expansions, loc.file), loc.from);
    if (call && call->from < loc.to)
        return false;
    const char *p = loc.file->text + loc.from, *end = loc.file->text + loc.to;
    for (p = skip_space(p, end); p < end; p = skip_space(p, end)) {
        const char *next = token_end(p, end);
        if (*p == '#' && is_directive(loc.file->text, p))
            return false;
        if (next - p == 7 && strncmp(p, "_Pragma", 7) == 0)
            return false;
        p = next;
    }
    return true;
}

/* The range of a cursor of b in the shadow's text. */
bool shadow_range(Reader *r, CXCursor b, int *from, int *to)
{
    if (!r->b || clang_Cursor_isNull(b))
        return false;
    CXSourceRange range = clang_getCursorExtent(b);
    unsigned first = 0, last = 0;
    clang_getExpansionLocation(clang_getRangeStart(range), NULL, NULL, NULL, &first);
    clang_getExpansionLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &last);
    *from = (int)first, *to = (int)last;
    return first > 0 && first < last;
}

/* C text of a node, without macros, comments and newlines; NULL if there is none. */
const char *node_text(Reader *r, Node n)
{
    Loc loc = loc_of(r, n.a);
    if (is_macro_free(r, loc))
        return tidy(loc.file->text, loc.from, loc.to);
    int from, to;
    if (shadow_range(r, n.b, &from, &to))
        return tidy(r->shadow_text, from, to);
    return NULL;
}

/* The token of a that begins at a location, exact even in macros; "" if none does.  It is read
 * where it is spelled; clang_getToken, which cannot do this everywhere, finds what ## made or the
 * command line defines. */
const char *token_at(Reader *r, CXSourceLocation at)
{
    CXFile cx = NULL;
    unsigned offset = 0;
    clang_getSpellingLocation(at, &cx, NULL, NULL, &offset);
    const File *file = file_of(r, r->a, cx);
    if (file && file->text && offset < file->size) {
        const char *p = file->text + offset;
        return tidy(p, 0, (int)(token_end(p, file->text + file->size) - p));
    }
    CXToken *token = clang_getToken(r->a, at);
    if (!token)
        return "";
    const char *text = take_string(clang_getTokenSpelling(r->a, *token));
    clang_disposeTokens(r->a, token, 1);
    return text;
}

/* The first token of a cursor of a. */
const char *first_token(Reader *r, CXCursor c)
{
    return token_at(r, clang_getRangeStart(clang_getCursorExtent(c)));
}

/* --------------------------------------------------------------- scanning */

/* Can the character begin an identifier? */
bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80);
}

/* Can the character stand inside an identifier? */
bool is_name_char(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9');
}

/* Past a comment that begins at p; p if none does. */
const char *skip_comment(const char *p, const char *end)
{
    if (end - p < 2 || p[0] != '/')
        return p;
    if (p[1] == '*') {
        for (p += 2; p < end; p++)
            if (end - p >= 2 && p[0] == '*' && p[1] == '/')
                return p + 2;
        return end;
    }
    if (p[1] == '/')
        for (p += 2; p < end && *p != '\n'; p++)
            if (*p == '\\' && end - p >= 2)
                p++;
    return p;
}

/* Past white space, comments and joined lines. */
const char *skip_space(const char *p, const char *end)
{
    while (p < end) {
        if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
            p++;
        else if (*p == '\\' && end - p >= 2 && p[1] == '\n')
            p += 2;
        else if (*p == '\\' && end - p >= 3 && p[1] == '\r' && p[2] == '\n')
            p += 3;
        else {
            const char *after = skip_comment(p, end);
            if (after == p)
                break;
            p = after;
        }
    }
    return p;
}

/* Past a string or character constant whose quote is at p; a line ends it, too. */
static const char *skip_quoted(const char *p, const char *end)
{
    char quote = *p;
    for (p++; p < end && *p != quote && *p != '\n'; p++)
        if (*p == '\\' && end - p >= 2)
            p++;
    return p < end && *p == quote ? p + 1 : p;
}

/* Past a number, as the preprocessor sees it. */
static const char *skip_number(const char *p, const char *end)
{
    for (p++; p < end; p++) {
        bool sign = *p == '+' || *p == '-';
        if (!is_name_char(*p) && *p != '.' && !(sign && strchr("eEpP", p[-1])))
            break;
    }
    return p;
}

/* The end of the token at p. */
const char *token_end(const char *p, const char *end)
{
    static const char *const longer[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>",
                                         "<=",  ">=",  "==",  "!=", "&&", "||", "+=", "-=",
                                         "*=",  "/=",  "%=",  "&=", "|=", "^=", "##", "::"};
    if (p >= end)
        return end;
    if (*p == '"' || *p == '\'')
        return skip_quoted(p, end);
    if (*p >= '0' && *p <= '9')
        return skip_number(p, end);
    if (*p == '.' && end - p >= 2 && p[1] >= '0' && p[1] <= '9')
        return skip_number(p, end);
    if (is_name_start(*p)) {
        const char *q = p;
        while (q < end && is_name_char(*q))
            q++;
        bool prefix = q - p == 1 ? strchr("LuU", *p) != NULL : q - p == 2 && !strncmp(p, "u8", 2);
        return prefix && q < end && (*q == '"' || *q == '\'') ? skip_quoted(q, end) : q;
    }
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
        size_t n = strlen(longer[i]);
        if (*p == longer[i][0] && (size_t)(end - p) >= n && strncmp(p, longer[i], n) == 0)
            return p + n;
    }
    return p + 1;
}

/* Past the partner of the bracket at p. */
const char *skip_balanced(const char *p, const char *end)
{
    int depth = 0;
    for (p = skip_space(p, end); p < end; p = skip_space(p, end)) {
        if (strchr("([{", *p))
            depth++;
        else if (strchr(")]}", *p) && --depth <= 0)
            return p + 1;
        p = token_end(p, end);
    }
    return end;
}

/* The tokens of a stretch of text, on one line, a space where there was white space. */
const char *tidy(const char *text, int from, int to)
{
    Out out = {0};
    const char *p = text + from, *end = text + to;
    for (p = skip_space(p, end); p < end;) {
        const char *next = token_end(p, end), *after = skip_space(next, end);
        for (const char *q = p; q < next; q++) /* a token may hold joined lines */
            if (*q == '\\' && next - q >= 2 && q[1] == '\n')
                q++;
            else if (*q)
                out_text_n(&out, q, 1);
        if (after > next && after < end)
            out_text(&out, " ");
        p = after;
    }
    return out.at ? out.at : "";
}
