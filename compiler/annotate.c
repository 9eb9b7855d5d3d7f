/* annotate.c - what the user asks to be differentiated.
 *
 *     ADCC_ADJOINT(wrt(x[n], k), of(return))        adjoint:wrt(x[n], k), of(return)
 *     double f(int n, const double *x, double k)    a Request: f, wrt {x, k}, of {return}
 *
 * The text of an annotation is the argument of the macro as a string.  Its words are
 * matched, one by one, with the words of the macro call in the source, so that
 * an error points at the very name that is wrong; where that does not work
 * (the macro stands inside another) it points at the call.
 *
 * Defaults: wrt is every parameter that carries reals; of is the returned value
 * if that holds reals, and every parameter that points to reals which may change.
 */
#include "annotate.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- words */

/* The length of white space and comments at s, before end. */
static size_t space_length(const char *s, const char *end)
{
    const char *start = s;
    while (s < end) {
        if (isspace((unsigned char)*s) || (*s == '\\' && s + 1 < end && s[1] == '\n')) {
            s++;
        } else if (end - s >= 4 && s[0] == '/' && s[1] == '*') {
            s += 2;
            while (end - s >= 2 && !(s[0] == '*' && s[1] == '/'))
                s++;
            s = end - s >= 2 ? s + 2 : end;
        } else if (end - s >= 2 && s[0] == '/' && s[1] == '/') {
            while (s < end && *s != '\n')
                s++;
        } else {
            break;
        }
    }
    return (size_t)(s - start);
}

/* The length of the word at s, before end. */
static size_t word_length(const char *s, const char *end)
{
    const char *start = s;
    while (s < end && (isalnum((unsigned char)*s) || *s == '_' || (unsigned char)*s >= 0x80))
        s++;
    return s > start ? (size_t)(s - start) : 1;
}

/* The words of a text; file and offset say where it stands, or file is NULL. */
Words split_words(const char *text, size_t n, const File *file, int offset)
{
    Words words = {0};
    const char *s = text, *end = text + n;
    for (s += space_length(s, end); s < end; s += space_length(s, end)) {
        size_t length = word_length(s, end);
        int from = offset + (int)(s - text);
        append(&words, ((Word){intern_n(s, length), {file, from, from + (int)length}, s}));
        s += length;
    }
    return words;
}

/* The words of an annotation, each at its place in the source if that can be found. */
Words annotation_words(const char *text, Loc loc)
{
    Words words = split_words(text, strlen(text), NULL, 0);
    for (int i = 0; i < words.n; i++)
        words.at[i].loc = loc;
    if (!loc.file || loc.from < 0 || loc.to > (int)loc.file->size || loc.from >= loc.to)
        return words;
    const char *source = loc.file->text + loc.from;
    Words there = split_words(source, (size_t)(loc.to - loc.from), loc.file, loc.from);
    int shift = there.n > 1 && str_eq(there.at[1].text, "(") ? 2 : 0; /* ADCC_ADJOINT ( */
    for (int i = 0; i < words.n; i++)
        if (i + shift >= there.n || there.at[i + shift].text != words.at[i].text)
            return words;
    for (int i = 0; i < words.n; i++)
        words.at[i].loc = there.at[i + shift].loc;
    return words;
}

/* The word to read next; an empty one at the end. */
Word peek_word(const Reader *r)
{
    if (r->next < r->words.n)
        return r->words.at[r->next];
    return (Word){"", r->words.n > 0 ? r->words.at[r->words.n - 1].loc : r->whole, ""};
}

/* Skips the word if it is this one. */
bool skip_word(Reader *r, const char *text)
{
    bool is_next = str_eq(peek_word(r).text, text);
    r->next += is_next;
    return is_next;
}

/* Says once that the annotation is not well formed. */
void annotation_error(Reader *r, const char *wanted)
{
    Word w = peek_word(r);
    if (!r->failed)
        error_at(w.loc,
                 *w.text ? "expected %s before '%s'" : "expected %s at the end of the annotation%s",
                 wanted, w.text);
    r->failed = true;
}

/* Skips the word or complains. */
void expect_word(Reader *r, const char *text)
{
    if (!skip_word(r, text))
        annotation_error(r, fmt("'%s'", text));
}

/* Does the word begin like a name? */
bool is_name_word(const char *text)
{
    return isalpha((unsigned char)*text) || *text == '_' || (unsigned char)*text >= 0x80;
}

/* The symbol of this name in the function's scope: a parameter, or at file scope. */
static Sym *find_name(const Func *f, const char *name)
{
    for (int i = 0; i < f->params.n; i++)
        if (str_eq(f->params.at[i]->name, name))
            return f->params.at[i];
    return f->unit ? map_get(&f->unit->names, name) : NULL;
}

/* ------------------------------------------------------------------ extents
 * An integer expression over parameters, numbers and enumerators: n * (m + 1).  Behind
 * ADCC_USE_... also over functions: span(n, inc). */

/* The call of v, whose name has been read. */
static Expr *read_extent_call(Reader *r, Sym *v, Word w)
{
    Exprs args = {0};
    expect_word(r, "(");
    while (!r->failed && !skip_word(r, ")")) {
        Expr *e = read_extent_sum(r);
        if (!e)
            return NULL;
        append(&args, e);
        if (!str_eq(peek_word(r).text, ")"))
            expect_word(r, ",");
    }
    Type *t = strip(v->type);
    if (!r->failed && (!is_integer(t->base) || t->params.n != args.n))
        error_at(w.loc, is_integer(t->base) ? "'%s' does not take %d arguments; call it as it is "
                                              "declared"
                                            : "'%s' does not return an integer; write the number "
                                              "of elements with integers",
                 v->name, args.n);
    r->failed |= !is_integer(t->base) || t->params.n != args.n;
    return r->failed ? NULL : call(v, args);
}

/* A name in an extent; NULL after an error. */
static Expr *read_extent_name(Reader *r, Word w)
{
    Sym *v = find_name(r->func, w.text);
    if (v && v->kind == SYM_FUNC && r->calls)
        return read_extent_call(r, v, w);
    if (v && v->kind == SYM_ENUMERATOR)
        return ref(v);
    if (v && (v->kind == SYM_PARAM || v->kind == SYM_VAR) && is_integer(v->type))
        return ref(v);
    if (v && v->kind == SYM_PARAM && is_pointer(v->type) && is_integer(strip(v->type)->base))
        return ref(v); /* only with * before it, which read_factor checks */
    if (v) {
        error_at(w.loc, "'%s' is not an integer; write the extent with integers", w.text);
    } else if (r->func->unit && map_has(&r->func->unit->macros, w.text)) {
        error_at(w.loc, "'%s' is a macro, and macros are not expanded in annotations", w.text);
        note_at(w.loc, "use a parameter, an enumeration constant or a number");
    } else {
        error_at(w.loc, "function '%s' has no parameter '%s'; write the extent with its "
                        "parameters", r->func->sym->name, w.text);
    }
    r->failed = true;
    return NULL;
}

/* A number, a name, *name, -factor, or a sum in parentheses. */
static Expr *read_factor(Reader *r)
{
    Word w = peek_word(r);
    bool star = skip_word(r, "*");
    Word inner = peek_word(r);
    Expr *e = NULL;
    if (r->failed)
        return NULL;
    if (is_name_word(inner.text)) {
        r->next++;
        e = read_extent_name(r, inner);
    } else if (!star && skip_word(r, "-")) {
        e = read_factor(r);
        return e ? neg(e) : NULL;
    } else if (!star && skip_word(r, "(")) {
        e = read_extent_sum(r);
        expect_word(r, ")");
        return e;
    } else if (!star && isdigit((unsigned char)*w.text)) {
        char *end;
        errno = 0;
        long value = strtol(w.text, &end, 0);
        if (!*end && errno == 0) {
            r->next++;
            return int_const(value);
        }
    }
    if (e && star == is_pointer(e->type))
        return star ? deref(e) : e;
    if (e)
        error_at(w.loc, star ? "'%s' is not a pointer; leave out the *"
                             : "'%s' is a pointer, not an integer; put a * before it",
                 inner.text);
    else
        annotation_error(r, "a parameter or a number");
    r->failed = true;
    return NULL;
}

/* factor * factor / factor % factor ... */
static Expr *read_product(Reader *r)
{
    Expr *e = read_factor(r);
    for (;;) {
        Op op = skip_word(r, "*")   ? OP_MUL
                : skip_word(r, "/") ? OP_DIV
                : skip_word(r, "%") ? OP_REM
                                    : OP_NONE;
        Expr *right = op == OP_NONE ? NULL : read_factor(r);
        if (!right || !e)
            return op == OP_NONE ? e : NULL;
        e = binary(op, e, right);
    }
}

/* product + product - product ... */
Expr *read_extent_sum(Reader *r)
{
    Expr *e = read_product(r);
    for (;;) {
        Op op = skip_word(r, "+") ? OP_ADD : skip_word(r, "-") ? OP_SUB : OP_NONE;
        Expr *right = op == OP_NONE ? NULL : read_product(r);
        if (!right || !e)
            return op == OP_NONE ? e : NULL;
        e = binary(op, e, right);
    }
}

/* The extent that the declaration of a parameter or variable gives; NULL if it gives none. */
static Expr *declared_extent(const Sym *v)
{
    Type *t = strip(v->type->written ? v->type->written : v->type);
    if (t->kind != T_ARRAY)
        return NULL;
    if (t->count >= 0)
        return int_const(t->count);
    return t->count == COUNT_VLA && t->extent ? clone_expr(t->extent, NULL) : NULL;
}

/* ------------------------------------------------------------------- names */

/* The type that a pointer or array parameter leads to in the end. */
static Type *pointee(Type *t)
{
    for (t = strip(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = strip(t->base))
        if (is_const(t->base) && !is_pointer(t->base))
            return t->base;
    return t;
}

/* Does the parameter lead to reals that the function may change? */
static bool points_to_variable_reals(const Sym *v)
{
    return is_pointer(v->type) && carries_reals(v->type) && !is_const(pointee(v->type));
}

/* Says why v cannot be listed; true if it can. */
static bool check_active(const Reader *r, const Sym *v, Word w, bool in_of)
{
    if (v->kind != SYM_PARAM && v->kind != SYM_VAR)
        error_at(w.loc, "'%s' is neither a parameter of '%s' nor a variable; name one", w.text,
                 r->func->sym->name);
    else if (v->inactive)
        error_at(w.loc, "'%s' is declared ADCC_INACTIVE; leave that out, or the name here", w.text);
    else if (!carries_reals(v->type))
        error_at(w.loc, "'%s' has type '%s', which cannot carry a derivative; name what holds "
                        "reals or leads to some", w.text,
                 type_str(v->type));
    else if (in_of && v->kind == SYM_PARAM && is_arithmetic(v->type))
        error_at(w.loc, "'%s' is passed by value, so the caller does not see what '%s' makes of "
                        "it; pass a pointer to it, or return it",
                 w.text, r->func->sym->name);
    else
        return true;
    return false;
}

/* Says why the returned value cannot be listed; true if it can. */
static bool check_return(const Reader *r, Word w, bool in_of)
{
    Type *result = strip(r->func->sym->type)->base;
    if (!in_of)
        error_at(w.loc, "the returned value cannot be in wrt(); name it in of()");
    else if (!holds_reals(result))
        error_at(w.loc, "'%s' returns '%s', which cannot carry a derivative; name what it writes "
                        "instead", r->func->sym->name,
                 type_str(result));
    else
        return true;
    return false;
}

/* Is the symbol in the list already? */
static bool is_listed(const Actives *list, const Sym *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i].sym == v)
            return true;
    return false;
}

/* The value of a sum of numbers, to about 15 digits; false if there is anything else. */
static bool is_known(const Expr *e, double *value)
{
    double a, b = 0;
    if (e->kind == E_INT) {
        *value = (double)e->value;
        return true;
    }
    bool negative = e->kind == E_UNARY && e->op == OP_NEG;
    bool operation = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB || e->op == OP_MUL);
    if (!(negative || operation) || !is_known(e->kid[0], &a) ||
        (operation && !is_known(e->kid[RHS], &b)))
        return false;
    *value = negative ? -a : e->op == OP_ADD ? a + b : e->op == OP_SUB ? a - b : a * b;
    return true;
}

/* Says if there are no elements, or more than memory holds, whatever the arguments are. */
bool check_extent(Loc loc, const char *name, const Expr *n)
{
    double value;
    if (!n || !is_known(n, &value) || (value >= 1 && value < 0x1p60))
        return true;
    error_at(loc, "'%s' cannot have %.15g elements; write how many it has, a positive number",
             name, value);
    return false;
}

/* Reads [extent] behind the name of v, if it is there. */
static Expr *read_extent(Reader *r, const Sym *v)
{
    if (!skip_word(r, "["))
        return v ? declared_extent(v) : NULL;
    Loc loc = peek_word(r).loc;
    Expr *extent = read_extent_sum(r);
    if (!r->failed)
        expect_word(r, "]");
    if (!r->failed && str_eq(peek_word(r).text, "["))
        error_at(peek_word(r).loc, "an extent is one number of elements, such as a[n * m]; "
                                   "write the product");
    else if (!r->failed && (!v || (!is_pointer(v->type) && !is_array(v->type))))
        error_at(loc, "'%s' is not an array; leave out its extent", v ? v->name : "return");
    else if (r->failed || check_extent(loc, v->name, extent))
        return extent;
    r->failed = true;
    return NULL;
}

/* Reads one name and its extent into the list. */
static void read_active(Reader *r, Actives *list, bool in_of)
{
    Word w = peek_word(r);
    if (!is_name_word(w.text)) {
        annotation_error(r, "a name");
        return;
    }
    r->next++;
    bool is_return = str_eq(w.text, "return");
    Sym *v = is_return ? NULL : find_name(r->func, w.text);
    bool ok = false;
    if (is_return)
        ok = check_return(r, w, in_of);
    else if (v)
        ok = check_active(r, v, w, in_of);
    else
        error_at(w.loc,
                 "function '%s' has no parameter '%s', and there is no variable of that name; "
                 "name one that is there",
                 r->func->sym->name, w.text);
    if (ok && is_listed(list, v)) {
        error_at(w.loc, "'%s' is listed twice; leave one out", w.text);
        ok = false;
    }
    Expr *extent = ok ? read_extent(r, v) : NULL;
    if (ok && !r->failed)
        append(list, ((Active){v, extent, w.loc}));
    r->failed |= !ok;
}

/* Reads (name, name, ...). */
static void read_list(Reader *r, Actives *list, bool in_of)
{
    expect_word(r, "(");
    do {
        if (!r->failed)
            read_active(r, list, in_of);
    } while (!r->failed && skip_word(r, ","));
    if (!r->failed)
        expect_word(r, ")");
}

/* The value of a sum of numbers and enumerators; false if there is anything else. */
static bool constant_value(const Expr *e, long *value)
{
    long a, b = 0;
    bool number = e->kind == E_INT || (e->kind == E_REF && e->u.sym->kind == SYM_ENUMERATOR);
    if (number)
        *value = e->kind == E_INT ? e->value : e->u.sym->value;
    if (number || (e->kind != E_UNARY && e->kind != E_BINARY) || !constant_value(e->kid[0], &a) ||
        (e->kind == E_BINARY && !constant_value(e->kid[RHS], &b)))
        return number;
    switch (e->op) {
    case OP_NEG:
        *value = -a;
        return true;
    case OP_ADD:
        return !__builtin_add_overflow(a, b, value);
    case OP_SUB:
        return !__builtin_sub_overflow(a, b, value);
    case OP_MUL:
        return !__builtin_mul_overflow(a, b, value);
    default:
        *value = b > 0 ? (e->op == OP_DIV ? a / b : a % b) : 0;
        return b > 0 && (e->op == OP_DIV || e->op == OP_REM);
    }
}

/* Puts what macros stand for in their place, up to the parenthesis that closes. */
static void expand_macros(Reader *r)
{
    int depth = 0;
    for (int i = r->next, most = r->words.n + 64; i < r->words.n && depth >= 0; i++) {
        Word w = r->words.at[i];
        depth += str_eq(w.text, "(") - str_eq(w.text, ")");
        const char *text = r->func->unit ? map_get(&r->func->unit->macros, w.text) : NULL;
        if (!text || text == w.text || r->words.n > most || find_name(r->func, w.text))
            continue;
        Words inner = split_words(text, strlen(text), NULL, 0), all = {0};
        for (int k = 0; k < i; k++)
            append(&all, r->words.at[k]);
        for (int k = 0; k < inner.n; k++)
            append(&all, ((Word){inner.at[k].text, w.loc, w.at}));
        for (int k = i + 1; k < r->words.n; k++)
            append(&all, r->words.at[k]);
        r->words = all;
        i--;
    }
}

enum { MOST_DIRECTIONS = 4096 };

/* Reads (8), behind directions. */
static long read_directions(Reader *r)
{
    expect_word(r, "(");
    if (!r->failed)
        expand_macros(r);
    Loc loc = peek_word(r).loc;
    Expr *n = r->failed ? NULL : read_extent_sum(r);
    if (!r->failed)
        expect_word(r, ")");
    long value = 0;
    if (r->failed || !n)
        return 1;
    if (constant_value(n, &value) && value >= 1 && value <= MOST_DIRECTIONS)
        return value;
    error_at(loc, "'%s' is not a number of directions; write a constant from 1 to %d", expr_str(n),
             MOST_DIRECTIONS);
    r->failed = true;
    return 1;
}

/* wrt() was not given: every parameter that carries reals. */
static void default_wrt(Request *q)
{
    for (int i = 0; i < q->func->params.n; i++) {
        Sym *v = q->func->params.at[i];
        if (carries_reals(v->type) && !v->inactive)
            append(&q->wrt, ((Active){v, declared_extent(v), q->loc}));
    }
    if (q->wrt.n == 0)
        error_at(q->loc, "no parameter of '%s' carries reals; name variables in wrt()",
                 q->func->sym->name);
}

/* of() was not given: the returned value and what pointers lead to. */
static void default_of(Request *q)
{
    if (holds_reals(strip(q->func->sym->type)->base))
        append(&q->of, ((Active){NULL, NULL, q->loc}));
    for (int i = 0; i < q->func->params.n; i++) {
        Sym *v = q->func->params.at[i];
        if (points_to_variable_reals(v) && !v->inactive)
            append(&q->of, ((Active){v, declared_extent(v), q->loc}));
    }
    if (q->of.n == 0)
        error_at(q->loc,
                 "'%s' neither returns reals nor takes a pointer to reals it may change; "
                 "name variables in of()",
                 q->func->sym->name);
}

/* Reads wrt(...), of(...) and directions(...), in any order, and adds the request if there was no
 * error. */
static void read_request(Reader *r, Mode mode, Requests *requests)
{
    Request q = {.mode = mode, .func = r->func, .loc = r->whole};
    bool has_wrt = false, has_of = false;
    while (!r->failed && *peek_word(r).text) {
        Word w = peek_word(r);
        bool is_wrt = str_eq(w.text, "wrt"), is_of = str_eq(w.text, "of");
        bool is_number = str_eq(w.text, "directions");
        if ((is_wrt && has_wrt) || (is_of && has_of) || (is_number && q.directions)) {
            error_at(w.loc, is_number ? "%s() is given twice; leave one out"
                                      : "%s() is given twice; put all names into one", w.text);
            return;
        }
        if (!is_wrt && !is_of && !is_number) {
            annotation_error(r, "wrt(...), of(...) or directions(...)");
            return;
        }
        has_wrt |= is_wrt;
        has_of |= is_of;
        r->next++;
        if (is_number)
            q.directions = read_directions(r);
        else
            read_list(r, is_wrt ? &q.wrt : &q.of, is_of);
        skip_word(r, ",");
    }
    if (r->failed)
        return;
    int before = error_count();
    if (!has_wrt)
        default_wrt(&q);
    if (!has_of)
        default_of(&q);
    if (error_count() == before)
        append(requests, q);
}

/* ---------------------------------------------------------------- requests */

/* Can f be differentiated at all, as far as its head tells? */
static bool check_function(const Func *f, Loc loc)
{
    if (strip(f->sym->type)->variadic)
        error_at(loc, "cannot differentiate the variadic function '%s'; name a function that "
                      "calls it", f->sym->name);
    else if (f->sym->inactive)
        error_at(loc, "'%s' is declared ADCC_INACTIVE; leave that out, or this request",
                 f->sym->name);
    else if (f->opaque) {
        error_at(f->opaque_loc, "%s", why_opaque(f));
        note_at(loc, "the derivative of '%s' needs it", f->sym->name);
    } else
        return true;
    return false;
}

/* Do the lists name the same? */
static bool same_actives(const Actives *a, const Actives *b)
{
    for (int i = 0; i < a->n; i++)
        if (!is_listed(b, a->at[i].sym))
            return false;
    return a->n == b->n;
}

/* A function may be annotated at its prototype and its definition: drops a repetition. */
static void drop_repeated(Requests *requests)
{
    Request last = requests->at[requests->n - 1];
    for (int i = 0; i < requests->n - 1; i++) {
        const Request *q = &requests->at[i];
        if (q->func != last.func || q->mode != last.mode || !q->directions != !last.directions)
            continue;
        requests->n--;
        if (same_actives(&q->wrt, &last.wrt) && same_actives(&q->of, &last.of) &&
            q->directions == last.directions)
            return;
        error_at(last.loc, "the %s of '%s' is asked for in two ways; leave one out",
                 last.mode == ADJOINT ? "adjoint" : "tangent", last.func->sym->name);
        note_at(q->loc, "the other is here");
        return;
    }
}

/* Reads one annotation of a function, if it asks for a derivative. */
static void read_annotation(Func *f, const Annotation *a, Requests *requests)
{
    bool adjoint = starts_with(a->text, "adjoint:");
    if (!adjoint && !starts_with(a->text, "tangent:"))
        return;
    if (!check_function(f, a->loc))
        return;
    int n = requests->n;
    Reader r = {.words = annotation_words(a->text + strlen("adjoint:"), a->loc),
                .whole = a->loc,
                .func = f};
    read_request(&r, adjoint ? ADJOINT : TANGENT, requests);
    if (requests->n > n)
        drop_repeated(requests);
}

/* The functions of this name that have a body; several if they are static. */
static Funcs find_functions(Units *program, const char *name)
{
    Funcs found = {0};
    for (int i = 0; i < program->n; i++)
        for (int k = 0; k < program->at[i]->funcs.n; k++) {
            Func *f = program->at[i]->funcs.at[k];
            bool known = false;
            for (int j = 0; j < found.n; j++)
                known |= found.at[j] == f || found.at[j]->sym == f->sym;
            if (str_eq(f->sym->name, name) && !known)
                append(&found, f);
        }
    return found;
}

/* Reads 'f wrt(x) of(return)' of the command line. */
static void read_option(Units *program, const Annotation *a, Mode mode, Requests *requests)
{
    Reader r = {.words = split_words(a->text, strlen(a->text), a->loc.file, a->loc.from),
                .whole = a->loc};
    Word w = peek_word(&r);
    if (!is_name_word(w.text)) {
        annotation_error(&r, "the name of a function");
        return;
    }
    r.next++;
    skip_word(&r, ",");
    Funcs found = find_functions(program, w.text);
    if (found.n == 0)
        error_at(w.loc, "there is no function '%s' with a body; give the file that defines it",
                 w.text);
    for (int i = 1; i < found.n; i++) {
        error_at(w.loc, "there are several functions '%s'; give one of their files alone", w.text);
        note_at(found.at[0]->sym->loc, "one is here");
        note_at(found.at[i]->sym->loc, "another is here");
        return;
    }
    if (found.n == 0 || !check_function(found.at[0], w.loc))
        return;
    int n = requests->n;
    r.func = found.at[0];
    read_request(&r, mode, requests);
    if (requests->n > n)
        drop_repeated(requests);
}

/* An annotated function that has no body here; in a header it may have one elsewhere. */
static void complain_about_body(const Unit *unit, const Sym *v)
{
    for (int i = 0; i < v->annotations.n; i++) {
        const Annotation *a = &v->annotations.at[i];
        bool asks = starts_with(a->text, "adjoint:") || starts_with(a->text, "tangent:");
        if (asks && a->loc.file == unit->file) {
            error_at(a->loc, "cannot differentiate '%s', which has no body here", v->name);
            note_at(
                v->loc,
                "give the file that defines it as well, or name its derivative with ADCC_USE_%s",
                starts_with(a->text, "adjoint:") ? "ADJOINT" : "TANGENT");
        }
    }
}

/* All requests of the program, in source order, then those of the command line. */
Requests collect_requests(Units *program)
{
    Requests requests = {0};
    Map seen = {0};
    for (int i = 0; i < program->n; i++) {
        Unit *unit = program->at[i];
        for (int k = 0; k < unit->uses.n; k++)
            read_use(unit, &unit->uses.at[k], false);
        for (int k = 0; k < unit->uses.n; k++) {
            read_differences(unit, &unit->uses.at[k]);
            read_allocator(unit, &unit->uses.at[k]);
        }
        for (int k = 0; k < unit->funcs.n; k++) {
            Sym *v = unit->funcs.at[k]->sym;
            if (map_has(&seen, v))
                continue;
            map_set(&seen, v, NULL);
            for (int j = 0; j < v->annotations.n; j++)
                read_annotation(unit->funcs.at[k], &v->annotations.at[j], &requests);
        }
        for (int k = 0; k < unit->externals.n; k++) {
            Sym *v = unit->externals.at[k], *known = map_get(&unit->names, v->name);
            if (v->kind == SYM_FUNC && !v->func && known && !known->func)
                complain_about_body(unit, v);
        }
    }
    for (int i = 0; i < options.tangents.n; i++)
        read_option(program, &options.tangents.at[i], TANGENT, &requests);
    for (int i = 0; i < options.adjoints.n; i++)
        read_option(program, &options.adjoints.at[i], ADJOINT, &requests);
    return requests;
}
