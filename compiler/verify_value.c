/* verify_value.c - whole numbers in ADCC_CHECK that can be told without running anything.
 *
 *     ADCC_CHECK(n = 3, m = 2 * n - 7, x[m] = 1)     m is -1: no extent
 *     ADCC_CHECK(n = 4 / (3 - 3))                    no number at all
 *
 * Such a driver would end by a signal, or ask for all the memory there is.  What holds something
 * else than literals, parameters and arithmetic is not known, and left to the run.
 */
#include "verify.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 20 }; /* n = m, m = n */
static const long largest = 1000000000;

/* What is known of a text. */
typedef struct Value {
    bool known, by_zero; /* by_zero: there is a division by zero in it */
    long number;
} Value;

typedef struct Text {
    const Samples *samples;
    const Func *func;
    Words words;
    int next, depth;
} Text;

static Value value_of(const Samples *samples, const Func *f, const char *text, int depth);
static Value read_sum(Text *t);

static const char *next_word(const Text *t)
{
    return t->next < t->words.n ? t->words.at[t->next].text : "";
}

static bool take(Text *t, const char *word)
{
    bool there = str_eq(next_word(t), word);
    t->next += there;
    return there;
}

static Value number(long n)
{
    return (Value){n <= largest && n >= -largest, false, n};
}

/* A parameter: what ADCC_CHECK says of it; 4, if that is nothing. */
static Value read_name(Text *t, const char *name)
{
    for (int i = 0; i < t->samples->n; i++) {
        const Sample *s = &t->samples->at[i];
        if (str_eq(s->path, name))
            return !s->low || s->uniform || s->by_index || t->depth > DEEPEST
                       ? (Value){0}
                       : value_of(t->samples, t->func, s->low, t->depth + 1);
    }
    for (int i = 0; i < t->func->params.n; i++) {
        Type *type = strip(t->func->params.at[i]->type);
        bool plain = is_integer(type) && type->kind != T_ENUM && type->kind != T_BOOL;
        if (str_eq(t->func->params.at[i]->name, name) && plain)
            return number(4);
    }
    return (Value){0};
}

static Value read_primary(Text *t)
{
    const char *word = next_word(t);
    char *end;
    if (take(t, "(")) {
        Value v = read_sum(t);
        v.known &= take(t, ")");
        return v;
    }
    if (take(t, "-")) {
        Value v = read_primary(t);
        v.number = -v.number;
        return v;
    }
    if (take(t, "+"))
        return read_primary(t);
    t->next++;
    if (!isdigit((unsigned char)*word))
        return read_name(t, word);
    long n = strtol(word, &end, 0);
    return *end ? (Value){0} : number(n);
}

static Value read_product(Text *t)
{
    Value v = read_primary(t);
    while (strchr("*/%", *next_word(t)) && *next_word(t)) {
        char op = *next_word(t);
        t->next++;
        Value w = read_primary(t);
        bool by_zero = v.by_zero || w.by_zero;
        if (op != '*' && w.known && w.number == 0)
            by_zero = true;
        else if (v.known && w.known)
            v = number(op == '*' ? v.number * w.number
                       : op == '/' ? v.number / w.number : v.number % w.number);
        v.known &= w.known && !by_zero;
        v.by_zero = by_zero;
    }
    return v;
}

static Value read_sum(Text *t)
{
    Value v = read_product(t);
    while (str_eq(next_word(t), "+") || str_eq(next_word(t), "-")) {
        bool minus = *next_word(t) == '-';
        t->next++;
        Value w = read_product(t);
        Value sum = number(v.number + (minus ? -w.number : w.number));
        v = (Value){v.known && w.known && sum.known, v.by_zero || w.by_zero, sum.number};
    }
    return v;
}

static Value value_of(const Samples *samples, const Func *f, const char *text, int depth)
{
    Text t = {samples, f, annotation_words(text, (Loc){0}), 0, depth};
    Value v = read_sum(&t);
    v.known &= t.next == t.words.n;
    return v;
}

bool known_number(const Samples *samples, const Func *f, const char *text, long *n)
{
    Value v = value_of(samples, f, text, 0);
    *n = v.number;
    return v.known;
}

bool divides_by_zero(const Samples *samples, const Func *f, const char *text)
{
    return value_of(samples, f, text, 0).by_zero;
}
