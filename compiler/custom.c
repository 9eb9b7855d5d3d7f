/* custom.c - derivatives that the user gave.
 *
 *     ADCC_USE_ADJOINT(axpy, axpy_b, y[n], inactive(a, x), after(), unread(y, x unless a))
 *
 * sets custom[ADJOINT] of axpy, and given[ADJOINT]: in terms of its arguments,
 *
 *     y[n]                    what it overwrites behind y has n elements; a parameter declared
 *                             y[n] says it by itself
 *     inactive(a, x)          these may come without derivatives: their companions are then null
 *     before()                axpy_b changes only adjoints: it is not axpy plus adjoints
 *     after(unless a)         ... and finds memory as axpy left it, unless a is active
 *     unread(y, x unless a)   it does not read y; nor x, unless a is active
 *
 * The names are those of axpy_b's parameters.  The signature of axpy_b must be that of a derivative
 * made by adcc: whatever can carry reals is followed by its companion.
 */
#include "annotate.h"

#include <string.h>

bool is_written_param(Type *param)
{
    Type *t = strip(param);
    if (t->kind != T_POINTER)
        return false;
    Type *to = t->base;
    while (is_array(to))
        to = strip(to)->base;
    Type *object = strip(to);
    bool file = object->kind == T_RECORD && object->tag->system;
    return !is_const(to) && object->kind != T_FUNC && !file;
}

bool may_carry_reals(Type *t)
{
    return carries_reals(t) || (is_pointer(t) && strip(strip(t)->base)->kind == T_VOID);
}

static const char *mode_name(const Use *u)
{
    return u->mode == ADJOINT ? "adjoint" : "tangent";
}

/* ------------------------------------------------------------------ the signature */

/* A companion's type: nothing behind it is const. */
static Type *freely_written(Type *t)
{
    t = unqualified(t);
    if (strip(t)->kind == T_POINTER)
        return pointer_to(freely_written(strip(t)->base));
    if (strip(t)->kind == T_ARRAY)
        return array_of(freely_written(strip(t)->base), strip(t)->count, NULL);
    return t;
}

static Type *companion_type(const Use *u, Type *param)
{
    if (is_pointer(param))
        return freely_written(param);
    return u->mode == ADJOINT ? pointer_to(unqualified(param)) : unqualified(param);
}

static bool wrong(const Use *u, int k, Type *wanted, const char *what)
{
    Type *found = strip(u->derivative->type)->params.at[k];
    if (u->quiet)
        return false;
    error_at(u->loc, "parameter %d of '%s' is '%s', but the %s of '%s' has '%s' there, %s", k + 1,
             u->derivative->name, type_str(unqualified(found)), mode_name(u), u->f->name,
             type_str(unqualified(wanted)), what);
    note_at(u->derivative->loc, "it is declared here");
    return false;
}

static bool check_param(const Use *u, int *k, int i)
{
    const Types *have = &strip(u->derivative->type)->params;
    Type *param = strip(u->f->type)->params.at[i];
    if (!same_type(have->at[*k], param))
        return wrong(u, *k, param, fmt("as its parameter %d", i + 1));
    ++*k;
    if (!carries_reals(param))
        return true;
    Type *wanted = companion_type(u, param);
    bool read_only = u->mode == TANGENT && !is_written_param(param);
    if (!same_type(have->at[*k], wanted) && !(read_only && same_type(have->at[*k], param)))
        return wrong(u, *k, wanted, fmt("the companion of parameter %d", *k));
    ++*k;
    return true;
}

/* Does the function that is to be the derivative have the parameters of one? */
static bool check_signature(const Use *u)
{
    Type *f = strip(u->f->type), *d = strip(u->derivative->type);
    bool returns = carries_reals(f->base);
    int n = f->params.n + (returns ? 1 : 0), k = 0;
    if (u->quiet && (f->noproto || f->variadic))
        return false;
    for (int i = 0; i < f->params.n; i++)
        n += carries_reals(f->params.at[i]);
    if (f->variadic || f->noproto || d->noproto || d->variadic) {
        const Sym *bad = f->variadic || f->noproto ? u->f : u->derivative;
        error_at(u->loc, "'%s' has %s; a derivative is given for fixed ones: write a function "
                         "around it", bad->name,
                 strip(bad->type)->variadic ? "variable arguments" : "no list of parameters");
        return false;
    }
    if (d->params.n != n && u->quiet)
        return false;
    if (d->params.n != n) {
        error_at(u->loc,
                 "'%s' has %d parameters, but the %s of '%s' has %d: each parameter that "
                 "carries reals is followed by its companion, 'return_%s' is last",
                 u->derivative->name, d->params.n, mode_name(u), u->f->name, n,
                 u->mode == ADJOINT ? "b" : "d");
        note_at(u->derivative->loc, "it is declared here");
        return false;
    }
    for (int i = 0; i < f->params.n; i++)
        if (!check_param(u, &k, i))
            return false;
    Type *seed = u->mode == ADJOINT ? unqualified(f->base) : pointer_to(unqualified(f->base));
    if (returns && !same_type(d->params.at[k], seed))
        return wrong(u, k, seed, u->mode == ADJOINT ? "the adjoint of the returned value"
                                                    : "where the tangent of the value goes");
    if (same_type(d->base, f->base) ||
        (u->mode == ADJOINT && strip(d->base)->kind == T_VOID))
        return true;
    if (u->quiet)
        return false;
    error_at(u->loc, "'%s' returns '%s', but '%s' returns '%s'", u->derivative->name,
             type_str(d->base), u->f->name, type_str(f->base));
    return false;
}

/* ------------------------------------------------------------------ the body, if it is there */

Sym *changed_variable(const Expr *e)
{
    bool steps = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                        e->op == OP_POSTINC || e->op == OP_POSTDEC);
    if (!steps && e->kind != E_ASSIGN)
        return NULL;
    for (e = skip_conv(e->kid[0]); e->kind == E_INDEX || (e->kind == E_MEMBER && !e->arrow);) {
        e = skip_conv(e->kid[0]);
        if (is_pointer(e->type))
            return NULL;
    }
    return e->kind == E_REF ? e->u.sym : NULL;
}

Walk find_change(Expr *e, void *context)
{
    const Use *u = context;
    Sym *v = changed_variable(e);
    if (!v || v->kind != SYM_VAR || v->inactive || (!v->global && v->storage != ST_STATIC))
        return WALK_ON;
    error_at(u->loc, "'%s' changes the variable '%s', which adcc could not put back for the %s "
                     "given here; pass it as a parameter", u->f->name, v->name, mode_name(u));
    note_at(e->loc, "it is changed here");
    return WALK_STOP;
}

/* ------------------------------------------------------------------ extents */

/* f's parameters under the names that its derivative gives them. */
void name_params(const Use *u)
{
    const Types *types = &strip(u->f->type)->params;
    for (int i = 0, k = 0; i < types->n; i++, k++) {
        const Names *names = &u->derivative->param_names;
        append(&u->given->params,
               new_sym(SYM_PARAM, k < names->n ? names->at[k] : "", types->at[i]));
        append(&u->given->extents, NULL);
        k += carries_reals(types->at[i]);
    }
}

/* A function with these parameters, for the names in extents. */
Func *scope_of(const Use *u, const Unit *unit)
{
    Func *f = new (Func);
    f->sym = u->derivative->generated ? u->f : u->derivative;
    f->unit = (Unit *)unit;
    f->params = u->given->params;
    return f;
}

/* The elements of "double[n][3]", as one product; NULL if it is no array with an extent. */
Expr *declared_elements(const Use *u, const Unit *unit, const char *text)
{
    Expr *all = NULL;
    for (const char *at = strchr(text, '['); at; at = strchr(at, '[')) {
        const char *end = strchr(++at, ']');
        while (strncmp(at, "static ", 7) == 0 || strncmp(at, "const ", 6) == 0 ||
               strncmp(at, "restrict ", 9) == 0)
            at = strchr(at, ' ') + 1;
        if (!end || end <= at || *at == '*')
            return NULL;
        Reader r = {.words = split_words(at, (size_t)(end - at), NULL, 0), .whole = u->loc,
                    .func = scope_of(u, unit), .calls = true};
        for (int i = 0; i < r.words.n; i++)
            r.words.at[i].loc = u->loc;
        Expr *n = read_extent_sum(&r);
        if (!n || r.next < r.words.n)
            return NULL;
        all = all ? mul(all, n) : n;
    }
    return all;
}

/* Extents that the declaration of the derivative gives; a pointer to an array gives none. */
static void read_declared(const Use *u, const Unit *unit)
{
    const Types *types = &strip(u->f->type)->params;
    const Names *texts = &u->derivative->param_texts;
    for (int i = 0, k = 0; i < types->n; i++, k++) {
        const char *text = k < texts->n ? texts->at[k] : "";
        if (is_written_param(types->at[i]) && strchr(text, '[') && !strchr(text, '('))
            u->given->extents.at[i] = declared_elements(u, unit, text);
        k += carries_reals(types->at[i]);
    }
}

/* The number of the parameter whose name is next; -1 after an error. */
static int read_param(Reader *r, const Use *u)
{
    Word w = peek_word(r);
    for (int i = 0; is_name_word(w.text) && i < u->given->params.n; i++)
        if (str_eq(u->given->params.at[i]->name, w.text)) {
            r->next++;
            return i;
        }
    if (is_name_word(w.text) && u->derivative->generated)
        error_at(w.loc, "'%s' has no parameter '%s'; name one that it has", u->f->name, w.text);
    else if (is_name_word(w.text))
        error_at(w.loc, "'%s' has no parameter '%s' that it shares with '%s'; name one that both "
                        "have",
                 u->derivative->name, w.text, u->f->name);
    else
        annotation_error(r, "the name of a parameter");
    r->failed = true;
    return -1;
}

/* inactive(x, y) */
static void read_inactive(Reader *r, const Use *u)
{
    do {
        Word w = peek_word(r);
        int i = read_param(r, u);
        if (i >= 0 && !may_carry_reals(u->given->params.at[i]->type)) {
            error_at(w.loc, "'%s' holds no reals and has no companion; leave it out", w.text);
            r->failed = true;
        }
        if (i >= 0)
            bits_add(&u->given->inactive, i);
    } while (!r->failed && skip_word(r, ","));
}

/* a or b, of which f_b must see whether they are active */
static void read_unless(Reader *r, const Use *u, Bits *into)
{
    do {
        Word w = peek_word(r);
        int i = read_param(r, u);
        if (i >= 0 && !bits_has(&u->given->inactive, i)) {
            error_at(w.loc, "'%s' is not among inactive(...) before: '%s' could not tell; name it "
                            "there first", w.text,
                     u->derivative->name);
            r->failed = true;
        }
        if (i >= 0)
            bits_add(into, i);
    } while (!r->failed && skip_word(r, "or"));
}

/* unread(y, x unless a or b) */
static void read_unread(Reader *r, const Use *u)
{
    do {
        int i = read_param(r, u);
        if (i < 0)
            return;
        bits_add(&u->given->unread, i);
        if (skip_word(r, "unless"))
            read_unless(r, u, &u->given->read_for[i]);
    } while (!r->failed && skip_word(r, ","));
}

/* y[n] */
void read_given_extent(Reader *r, const Use *u)
{
    Word w = peek_word(r);
    int i = read_param(r, u);
    if (i < 0)
        return;
    if (!is_pointer(u->given->params.at[i]->type)) {
        error_at(w.loc, "'%s' is not an array; leave out its extent", w.text);
        r->failed = true;
        return;
    }
    if (bits_has(&u->given->sized, i)) {
        error_at(w.loc, "the elements of '%s' are given twice; leave one out", w.text);
        r->failed = true;
        return;
    }
    bits_add(&u->given->sized, i);
    expect_word(r, "[");
    Loc loc = peek_word(r).loc;
    Expr *n = r->failed ? NULL : read_extent_sum(r);
    if (n)
        expect_word(r, "]");
    r->failed |= !r->failed && !check_extent(loc, w.text, n);
    u->given->extents.at[i] = n;
}

/* The memory that the adjoint finds. */
static void read_state(Reader *r, const Use *u, bool after)
{
    u->given->alone = true;
    u->given->finds_old = !after;
    if (after && skip_word(r, "unless"))
        read_unless(r, u, &u->given->old_for);
}

static void read_clause(Reader *r, const Use *u)
{
    Word w = peek_word(r);
    if (r->next + 1 >= r->words.n || !str_eq(r->words.at[r->next + 1].text, "(")) {
        read_given_extent(r, u);
        return;
    }
    r->next += 2;
    bool after = str_eq(w.text, "after"), inactive = str_eq(w.text, "inactive");
    if (inactive)
        read_inactive(r, u);
    else if (u->mode == ADJOINT && str_eq(w.text, "unread"))
        read_unread(r, u);
    else if (u->mode == ADJOINT && (after || str_eq(w.text, "before")))
        read_state(r, u, after);
    else
        error_at(w.loc, "'%s(...)' says nothing of an %s; leave it out", w.text, mode_name(u));
    if (!r->failed)
        expect_word(r, ")");
}

/* ------------------------------------------------------------------ the macro */

/* A function by name at file scope; says if there is none. */
Sym *read_function_name(Reader *r, const Unit *unit)
{
    Word w = peek_word(r);
    if (!is_name_word(w.text)) {
        annotation_error(r, "the name of a function");
        return NULL;
    }
    r->next++;
    Sym *v = map_get(&unit->names, w.text);
    if (v && v->kind == SYM_FUNC)
        return v;
    error_at(w.loc, v ? "'%s' is not a function" : "there is no function '%s'", w.text);
    if (!v)
        note_at(w.loc, "declare it before this line");
    r->failed = true;
    return NULL;
}

/* ADCC_INACTIVE or another derivative contradicts it. */
bool check_conflicts(const Use *u)
{
    const Sym *other = u->f->custom[u->mode];
    if (u->f->inactive) {
        error_at(u->loc, "'%s' is declared ADCC_INACTIVE, and has an %s all the same; leave out "
                         "one of the two", u->f->name,
                 u->mode == ADJOINT ? "adjoint" : "tangent");
        note_at(u->f->loc, "it is declared here");
    } else if (other && other->generated && u->derivative->generated) {
        error_at(u->loc, "'%s' has ADCC_DIFFERENCES twice; leave one", u->f->name);
        note_at(other->loc, "it is given here first");
    } else if (other && other != u->derivative) {
        error_at(u->loc, "'%s' has two %ss, '%s' and '%s'; leave one out", u->f->name,
                 mode_name(u), other->name,
                 u->derivative->name);
    } else {
        return true;
    }
    return false;
}

void read_use(const Unit *unit, const Annotation *a, bool quiet)
{
    bool adjoint = starts_with(a->text, "use_adjoint:");
    if (!adjoint && !starts_with(a->text, "use_tangent:"))
        return;
    Reader r = {.words = annotation_words(a->text + strlen("use_adjoint:"), a->loc),
                .whole = a->loc, .calls = true};
    Use u = {.mode = adjoint ? ADJOINT : TANGENT, .given = new (Given), .quiet = quiet};
    u.f = read_function_name(&r, unit);
    if (!r.failed)
        expect_word(&r, ",");
    u.loc = peek_word(&r).loc;
    u.derivative = r.failed ? NULL : read_function_name(&r, unit);
    if (quiet && (r.failed || u.f->custom[u.mode] || u.f->inactive))
        return; /* the user's word counts */
    if (r.failed || !check_conflicts(&u))
        return;
    if (!check_signature(&u))
        return;
    u.f->custom[u.mode] = u.derivative;
    if (strip(u.f->type)->params.n > MAX_GIVEN) {
        error_at(u.loc, "'%s' has more than %d parameters; pass some in a struct", u.f->name,
                 MAX_GIVEN);
        return;
    }
    if (u.mode == ADJOINT && u.f->func)
        walk_block(u.f->func->body, NULL, find_change, &u);
    name_params(&u);
    r.func = scope_of(&u, unit);
    read_declared(&u, unit);
    while (!r.failed && *peek_word(&r).text) {
        expect_word(&r, ",");
        if (!r.failed)
            read_clause(&r, &u);
    }
    u.f->given[u.mode] = u.given;
}
