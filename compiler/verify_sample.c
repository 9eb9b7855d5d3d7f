/* verify_sample.c - what ADCC_CHECK says of the samples.
 *
 *     ADCC_CHECK(n = 8, x = uniform(-1, 1), idx[2 * n] = (i * 3) % n, b.data[b.n])
 *
 * Each part is a variable or member (-> is as good as a dot), its extents if they are not declared,
 * and a value: uniform(low, high) or a C expression of the other parameters, in which i is the
 * number of the element.  A name that means nothing is an error at that name, since the driver
 * would fail to compile.
 */
#include "verify.h"

#include <ctype.h>
#include <string.h>

typedef struct Reader {
    Units *program;
    const Func *func;
    Words words;
    int next;
    bool failed;
} Reader;

static const char *word(const Reader *r)
{
    return r->next < r->words.n ? r->words.at[r->next].text : "";
}

static bool is_name(const char *text)
{
    return isalpha((unsigned char)*text) || *text == '_' || (unsigned char)*text >= 0x80;
}

static bool skip(Reader *r, const char *text)
{
    bool is_next = str_eq(word(r), text);
    r->next += is_next;
    return is_next;
}

static Loc here(const Reader *r)
{
    return r->words.at[r->next < r->words.n ? r->next : r->words.n - 1].loc;
}

static void fail(Reader *r, const char *wanted)
{
    if (!r->failed)
        error_at(here(r), *word(r) ? "expected %s before '%s'" : "expected %s at the end%s", wanted,
                 word(r));
    r->failed = true;
}

static const Sym *parameter(const Reader *r, const char *name)
{
    for (int i = 0; i < r->func->params.n; i++)
        if (str_eq(r->func->params.at[i]->name, name))
            return r->func->params.at[i];
    return NULL;
}

static bool is_parameter(const Reader *r, const char *name)
{
    return parameter(r, name) != NULL;
}

/* May the driver use this name, the k-th word? */
static bool is_known(const Reader *r, int k)
{
    const char *name = r->words.at[k].text;
    bool member = k > 0 && (str_eq(r->words.at[k - 1].text, ".") ||
                            (k > 1 && str_eq(r->words.at[k - 1].text, ">") &&
                             str_eq(r->words.at[k - 2].text, "-")));
    const Unit *unit = r->func->unit;
    static const char *const words[] = {"sizeof", "int", "long", "float", "double", "char",
                                        "unsigned", "signed", "short", "struct", "const", "void"};
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (str_eq(words[i], name))
            return true;
    return member || str_eq(name, "i") || is_parameter(r, name) || map_has(&unit->names, name) ||
           (map_has(&unit->macros, name) && r->program->n == 1);
}

/* The word after the literal that begins with the k-th, if it is a quote; else k. */
static int after_literal(const Reader *r, int k)
{
    const char *quote = k < r->words.n ? r->words.at[k].text : "";
    if (!str_eq(quote, "\"") && !str_eq(quote, "'"))
        return k;
    for (k++; k < r->words.n && !str_eq(r->words.at[k].text, quote); k++)
        k += str_eq(r->words.at[k].text, "\\");
    return k + 1;
}

/* Says what is wrong with the words from..to of an expression. */
static void check_names(Reader *r, int from, int to)
{
    for (int k = after_literal(r, from); k < to && !r->failed; k = after_literal(r, k + 1)) {
        const char *name = r->words.at[k].text;
        if (!is_name(name) || is_known(r, k))
            continue;
        if (k + 1 < to && str_eq(r->words.at[k + 1].text, "("))
            error_at(r->words.at[k].loc,
                     "there is no distribution or function '%s'; write uniform(low, high)", name);
        else
            error_at(r->words.at[k].loc,
                     "function '%s' has no parameter '%s', and nothing else has that name here; "
                     "write a number, or name a parameter",
                     r->func->sym->name, name);
        r->failed = true;
    }
}

/* The words from..to as C: v.n is v->n if the parameter v is a pointer, and v->n is v.n if not. */
static const char *text_of(const Reader *r, int from, int to)
{
    const char *text = "", *start = r->words.at[from].at;
    for (int k = from; k + 1 < to; k++) {
        const Word *w = &r->words.at[k];
        bool member = k > from && (str_eq(w[-1].text, ".") || str_eq(w[-1].text, ">"));
        int arrow = k + 2 < to && str_eq(w[1].text, "-") && str_eq(w[2].text, ">") ? 2 : 0;
        int length = str_eq(w[1].text, ".") ? 1 : arrow;
        const Sym *v = member || !length ? NULL : parameter(r, w->text);
        if (!v || w[length].at != w[1].at + length - 1)
            continue;
        text = fmt("%s%s%s", text, intern_n(start, (size_t)(w->at - start) + strlen(w->text)),
                   is_pointer(v->type) ? "->" : ".");
        start = w[length].at + 1;
    }
    const Word *last = &r->words.at[to - 1];
    return intern(fmt("%s%s", text,
                      intern_n(start, (size_t)(last->at - start) + strlen(last->text))));
}

/* The text up to one of the closing marks outside brackets, which is not read. */
static const char *read_text(Reader *r, const char *marks)
{
    int depth = 0, from = r->next;
    for (r->next = after_literal(r, from); r->next < r->words.n;
         r->next = after_literal(r, r->next + 1)) {
        char c = *word(r);
        if (depth == 0 && strchr(marks, c))
            break;
        depth += c == '(' || c == '[' || c == '{';
        depth -= c == ')' || c == ']' || c == '}';
    }
    r->next = r->next < r->words.n ? r->next : r->words.n;
    if (from == r->next) {
        fail(r, "an expression");
        return "";
    }
    check_names(r, from, r->next);
    return text_of(r, from, r->next);
}

static void read_value(Reader *r, Sample *s)
{
    int from = r->next;
    if (skip(r, "uniform")) {
        s->uniform = skip(r, "(");
        s->low = s->uniform ? read_text(r, ",)") : "";
        s->high = s->uniform && skip(r, ",") ? read_text(r, ",)") : "";
        if (!r->failed && (!*s->low || !*s->high || !skip(r, ")"))) {
            error_at(r->words.at[from].loc, "a range has two ends; write uniform(low, high)");
            r->failed = true;
        }
        if (!r->failed && *word(r) && !str_eq(word(r), ","))
            fail(r, "','");
        return;
    }
    s->low = s->high = read_text(r, ",");
    for (int k = from; k < r->next; k++)
        s->by_index |= str_eq(r->words.at[k].text, "i") && !is_parameter(r, "i");
}

/* The first name of a path: a parameter or a variable. */
static bool is_variable(const Reader *r, const char *name)
{
    const Sym *v = map_get(&r->func->unit->names, intern(name));
    return is_parameter(r, name) || (v && v->kind == SYM_VAR);
}

static Sample read_sample(Reader *r)
{
    Sample s = {.loc = here(r)};
    const char *name = word(r);
    if (!is_name(name))
        fail(r, "a name");
    else if (!is_variable(r, name)) {
        error_at(here(r), "'%s' in ADCC_CHECK is no parameter of '%s' and no variable; name one",
                          name,
                 r->func->sym->name);
        r->failed = true;
    }
    s.path = name;
    for (r->next++; !r->failed;) {
        bool arrow = str_eq(word(r), "-") && r->next + 1 < r->words.n &&
                     str_eq(r->words.at[r->next + 1].text, ">");
        r->next += 2 * arrow;
        if (!arrow && !skip(r, "."))
            break;
        if (!is_name(word(r)))
            fail(r, "the name of a member");
        s.path = intern(fmt("%s.%s", s.path, word(r)));
        r->next++;
    }
    while (!r->failed && skip(r, "[")) {
        append(&s.extents, read_text(r, "]"));
        if (!skip(r, "]"))
            fail(r, "']'");
    }
    if (!r->failed && skip(r, "=")) {
        s.value_loc = here(r);
        read_value(r, &s);
    } else if (!r->failed && s.extents.n == 0) {
        fail(r, "'=' and a value");
    }
    return s;
}

/* Whole numbers are set in their order: none can be in terms of a later one. */
static void check_order(const Samples *samples, int i, const Func *f)
{
    const Sample *s = &samples->at[i];
    Words words = annotation_words(s->low, (Loc){0});
    for (int k = 0; k < f->params.n; k++) {
        const Sym *v = f->params.at[k];
        bool later = str_eq(v->name, s->path);
        for (int j = i + 1; j < samples->n; j++)
            later |= str_eq(samples->at[j].path, v->name);
        for (int w = 0; later && is_integer(v->type) && w < words.n; w++)
            if (str_eq(words.at[w].text, v->name)) {
                error_at(s->value_loc, "'%s' in ADCC_CHECK has to be given before '%s', which is "
                         "in terms of it; move it", v->name, s->path);
                return;
            }
    }
}

static bool is_whole_parameter(const Func *f, const char *name)
{
    for (int i = 0; i < f->params.n; i++)
        if (str_eq(f->params.at[i]->name, name) && is_integer(f->params.at[i]->type))
            return true;
    return false;
}

/* Says what would end the driver, or be passed over by it. */
static void check_samples(const Samples *samples, const Func *f)
{
    for (int i = 0; i < samples->n; i++) {
        const Sample *s = &samples->at[i];
        for (int k = 0; k < i; k++)
            if (str_eq(samples->at[k].path, s->path)) {
                error_at(s->loc, "'%s' is given twice in ADCC_CHECK; leave one out", s->path);
                bool extent = samples->at[k].extents.n + s->extents.n > 0;
                note_at(samples->at[k].loc, "it is here too%s", extent ? fmt("; an extent and a "
                        "value are written as '%s[3] = uniform(0, 1)'", s->path) : "");
                break;
            }
        if (s->low && !s->uniform && is_whole_parameter(f, s->path))
            check_order(samples, i, f);
        bool fails = s->low && !s->by_index && (divides_by_zero(samples, f, s->low) ||
                                                divides_by_zero(samples, f, s->high));
        if (fails)
            error_at(s->value_loc, "the value of '%s' in ADCC_CHECK divides by zero; write "
                                   "another", s->path);
        for (int k = 0; k < s->extents.n; k++)
            if (divides_by_zero(samples, f, s->extents.at[k]))
                error_at(s->loc, "the extent of '%s' in ADCC_CHECK divides by zero; write "
                                 "another", s->path);
    }
}

/* All that is said of the function, at its prototype and definition. */
Samples read_samples(Units *program, const Func *f)
{
    Samples samples = {0};
    for (int i = 0; i < f->sym->annotations.n; i++) {
        const Annotation *a = &f->sym->annotations.at[i];
        if (!starts_with(a->text, "check:"))
            continue;
        Reader r = {program, f, annotation_words(a->text + strlen("check:"), a->loc), 0, false};
        while (r.next < r.words.n && !r.failed) {
            Sample s = read_sample(&r);
            append(&samples, s);
            if (!r.failed && r.next < r.words.n && !skip(&r, ","))
                fail(&r, "','");
        }
    }
    check_samples(&samples, f);
    return samples;
}

Sample *sample_of(Driver *d, const char *path)
{
    for (int i = 0; i < d->samples.n; i++)
        if (str_eq(d->samples.at[i].path, path)) {
            d->samples.at[i].used = true;
            return &d->samples.at[i];
        }
    return NULL;
}
