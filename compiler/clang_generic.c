/* clang_generic.c - which association of a _Generic is taken.
 *
 *     _Generic((x), float: sinf, double: sin, default: other)(x)        x a double: sin
 *
 * libclang shows the expressions of all associations and hides their types, and which is selected.
 * Where one expression alone has the type of the whole, it is that.  Else the types are read from
 * the text: names of arithmetic types, typedefs and tags, and pointers to them.
 */
#include "clang_internal.h"

#include <string.h>

enum { CONTROL, FIRST }; /* children */

/* ------------------------------------------------------------------ types from text */

/* The words of an arithmetic type's name, counted. */
typedef struct TypeWords {
    int voids, bools, chars, shorts, ints, longs, floats, doubles, signs, unsigneds, complexes;
    int others; /* that were no such word */
} TypeWords;

static int *counter_of(TypeWords *w, const char *word)
{
    const struct {
        const char *word;
        int *counter;
    } known[] = {
        {"void", &w->voids},     {"_Bool", &w->bools},          {"char", &w->chars},
        {"short", &w->shorts},   {"int", &w->ints},             {"long", &w->longs},
        {"float", &w->floats},   {"double", &w->doubles},       {"signed", &w->signs},
        {"unsigned", &w->unsigneds}, {"_Complex", &w->complexes}, {"__complex__", &w->complexes},
        {"__signed__", &w->signs},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(known[i].word, word))
            return known[i].counter;
    return &w->others;
}

static TypeKind kind_of_words(const TypeWords *w)
{
    if (w->voids)
        return T_VOID;
    if (w->bools)
        return T_BOOL;
    if (w->chars)
        return w->unsigneds ? T_UCHAR : w->signs ? T_SCHAR : T_CHAR;
    if (w->shorts)
        return w->unsigneds ? T_USHORT : T_SHORT;
    if (w->floats)
        return T_FLOAT;
    if (w->doubles)
        return w->longs ? T_LDOUBLE : T_DOUBLE;
    if (w->longs > 1)
        return w->unsigneds ? T_ULLONG : T_LLONG;
    if (w->longs)
        return w->unsigneds ? T_ULONG : T_LONG;
    return w->unsigneds ? T_UINT : T_INT;
}

/* A text being read, token by token. */
typedef struct Text {
    Reader *r;
    const char *at, *end;
} Text;

/* The token at hand, interned; NULL at the end. */
static const char *peek(Text *t)
{
    t->at = skip_space(t->at, t->end);
    return t->at < t->end ? intern_n(t->at, (size_t)(token_end(t->at, t->end) - t->at)) : NULL;
}

static void advance(Text *t)
{
    t->at = token_end(t->at, t->end);
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
    return word && (str_eq(word, a) || str_eq(word, b) || str_eq(word, c));
}

static unsigned read_qualifiers(Text *t)
{
    for (unsigned quals = 0;; advance(t)) {
        const char *word = peek(t);
        if (is_one_of(word, "const", "__const", "__const__"))
            quals |= Q_CONST;
        else if (is_one_of(word, "volatile", "__volatile", "__volatile__"))
            quals |= Q_VOLATILE;
        else if (is_one_of(word, "restrict", "__restrict", "__restrict__"))
            quals |= Q_RESTRICT;
        else
            return quals;
    }
}

/* The type that the control has, if it or what it points to is the tag of this name. */
static Type *tagged(const char *name, Type *control)
{
    Type *t = strip(control);
    while (is_pointer(t))
        t = strip(t->base);
    bool same = (t->kind == T_RECORD || t->kind == T_ENUM) && t->tag->name &&
                str_eq(t->tag->name, name);
    return same ? unqualified(t) : NULL;
}

/* A type that no control has. */
static Type *another_type(void)
{
    Type *t = new_type(T_OPAQUE);
    t->name = "another type";
    return t;
}

/* A type of one or several words, as 'unsigned long'; NULL if the text begins with no such word. */
static Type *read_arithmetic(Text *t, unsigned *quals)
{
    TypeWords w = {0};
    int n = 0;
    for (const char *word = peek(t); word; word = peek(t), n++) {
        int *counter = counter_of(&w, word);
        if (counter == &w.others)
            break;
        ++*counter;
        advance(t);
        *quals |= read_qualifiers(t);
    }
    Type *type = n ? basic_type(kind_of_words(&w)) : NULL;
    if (!w.complexes)
        return type;
    Type *whole = new_type(T_COMPLEX);
    whole->base = type;
    return whole;
}

/* What stands before the stars; NULL if it is not known. */
static Type *read_base(Text *t, Type *control)
{
    unsigned quals = read_qualifiers(t);
    Type *base = read_arithmetic(t, &quals);
    const char *word = base ? NULL : peek(t);
    if (is_one_of(word, "struct", "union", "enum")) {
        advance(t);
        word = peek(t);
        if (!word || !is_name_start(*word))
            return NULL;
        base = tagged(word, control);
        base = base ? base : another_type();
        advance(t);
    } else if (word && is_name_start(*word)) {
        const Sym *name = map_get(&t->r->unit->names, word);
        base = name && name->kind == SYM_TYPEDEF ? name->type : NULL;
        advance(t);
    }
    quals |= read_qualifiers(t);
    return base ? qualified(base, quals) : NULL;
}

/* The type of an association; NULL if it cannot be told. */
static Type *read_label(Text *t, Type *control)
{
    Type *type = read_base(t, control);
    for (; type && peek(t) && str_eq(peek(t), "*");) {
        advance(t);
        type = pointer_to(type);
        type = qualified(type, read_qualifiers(t));
    }
    return peek(t) ? NULL : type;
}

/* ------------------------------------------------------------------ the associations */

/* Where a node begins and ends, in the source or in the shadow. */
typedef struct Span {
    const char *text;
    int from, to;
} Span;

static bool find_span(Reader *r, Node whole, Node n, Span *span)
{
    Loc all = loc_of(r, whole.a), loc = loc_of(r, n.a);
    if (is_macro_free(r, all)) {
        *span = (Span){loc.file->text, loc.from, loc.to};
        return loc.file == all.file && loc.from < loc.to;
    }
    span->text = r->shadow_text;
    return shadow_range(r, n.b, &span->from, &span->to);
}

/* The text of the type before kid i: ", double:" without the marks. */
static bool find_label(Reader *r, Node n, Nodes kids, int i, Text *label)
{
    Span before, at;
    if (!find_span(r, n, kids.at[i - 1], &before) || !find_span(r, n, kids.at[i], &at))
        return false;
    const char *from = before.text + before.to, *to = at.text + at.from;
    while (from < to && *from != ',')
        from = *from == ')' || *from == ' ' || *from == '\n' || *from == '\t' ? from + 1 : to;
    while (to > from && to[-1] != ':')
        to = to[-1] == '(' || to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\t' ? to - 1 : from;
    *label = (Text){r, from + 1, to - 1};
    return from + 1 < to - 1;
}

/* The child that has the type of the whole, if there is just one, else -1. */
static int only_of_type(Node n, Nodes kids)
{
    CXType t = clang_getCanonicalType(clang_getCursorType(n.a));
    int found = -1, matches = 0;
    for (int i = FIRST; i < kids.n; i++)
        if (clang_equalTypes(t, clang_getCanonicalType(clang_getCursorType(kids.at[i].a)))) {
            found = i;
            matches++;
        }
    return matches == 1 ? found : -1;
}

/* same_type() does not look at restrict. */
static bool has_restrict(Type *t)
{
    for (t = strip(t); is_pointer(t); t = strip(t->base))
        if (strip(t->base)->quals & Q_RESTRICT || t->base->quals & Q_RESTRICT)
            return true;
    return false;
}

int selected_association(Reader *r, Node n, Nodes kids)
{
    int found = only_of_type(n, kids), other = -1;
    if (found >= 0 || kids.n == 0)
        return found;
    CXType given = clang_getCursorType(kids.at[CONTROL].a);
    Type *control = unqualified(strip(decay(read_type(r, given))));
    if (has_restrict(control))
        return -1;
    for (int i = FIRST; i < kids.n; i++) {
        Text label;
        if (!find_label(r, n, kids, i, &label))
            return -1;
        if (peek(&label) && str_eq(peek(&label), "default")) {
            other = i;
            continue;
        }
        Type *t = read_label(&label, control);
        if (!t || has_restrict(t))
            return -1;
        if (!t->quals && same_type(t, control))
            return i;
    }
    return other;
}
