/* str.c - interned names, formatted text, and texts under construction.
 *
 *     intern("x") == intern_n("xy", 1)        // equal names are equal pointers
 *     fmt("%s_b", name)                       // a new text in the arena
 *     out_text(&out, "{"); out.indent++; out_newline(&out);
 *
 * Interned names live in one hash table for the run; comparing them is
 * comparing pointers, and a Map keyed by pointers serves as a symbol table.
 */
#include "base.h"

#include <stdio.h>
#include <string.h>

/* ---------------------------------------------------------- interned names */

static const char **table;    /* open addressing; the size is a power of two */
static size_t table_size, table_used;

/* FNV-1a, which is short and good enough for identifiers. */
static size_t hash_text(const char *s, size_t n)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* Where the text is or belongs in the table. */
static const char **find_slot(const char *s, size_t n)
{
    size_t i = hash_text(s, n) & (table_size - 1);
    while (table[i] && (strncmp(table[i], s, n) != 0 || table[i][n] != '\0'))
        i = (i + 1) & (table_size - 1);
    return &table[i];
}

/* Doubles the table. */
static void grow_table(void)
{
    const char **old = table;
    size_t old_size = table_size;
    table_size = old_size == 0 ? 1024 : old_size * 2;
    table = new_array(const char *, table_size);
    for (size_t i = 0; i < old_size; i++)
        if (old[i])
            *find_slot(old[i], strlen(old[i])) = old[i];
}

/* The one copy of the first n characters of s (which hold no NUL). */
const char *intern_n(const char *s, size_t n)
{
    if (2 * (table_used + 1) > table_size)
        grow_table();
    const char **slot = find_slot(s, n);
    if (!*slot) {
        char *copy = arena_alloc(n + 1);
        memcpy(copy, s, n);
        *slot = copy;
        table_used++;
    }
    return *slot;
}

/* The one copy of s. */
const char *intern(const char *s)
{
    return intern_n(s, strlen(s));
}

/* ---------------------------------------------------------- formatted text */

/* Text as printf makes it, in the arena. */
const char *fmt(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = vfmt(format, args);
    va_end(args);
    return text;
}

/* Text as vprintf makes it, in the arena. */
const char *vfmt(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        die("cannot format '%s'", format);
    char *text = arena_alloc((size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, args);
    return text;
}

/* Are the texts equal?  NULL equals only NULL. */
bool str_eq(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Does s begin with prefix? */
bool starts_with(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Does s end with suffix? */
bool ends_with(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* ------------------------------------------------ texts under construction */

/* Appends n characters, which may hold newlines; the indentation is not applied. */
void out_text_n(Out *out, const char *s, size_t n)
{
    if (out->cap - out->n < n + 1) {
        size_t cap = 2 * out->cap + n + 256;
        out->at = arena_grow(out->at, out->cap, cap);
        out->cap = cap;
    }
    memcpy(out->at + out->n, s, n);
    out->n += n;
    out->at[out->n] = '\0';
    for (size_t i = 0; i < n; i++)
        out->column = s[i] == '\n' ? 0 : out->column + 1;
}

/* Appends s. */
void out_text(Out *out, const char *s)
{
    out_text_n(out, s, strlen(s));
}

/* Appends text as printf makes it. */
void out_fmt(Out *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    out_text(out, vfmt(format, args));
    va_end(args);
}

/* Ends the line and indents the next one; a line of nothing but indentation becomes empty. */
void out_newline(Out *out)
{
    size_t n = out->n;
    while (n > 0 && out->at[n - 1] == ' ')
        n--;
    if (n == 0 || out->at[n - 1] == '\n')
        out->n = n;
    out_text_n(out, "\n", 1);
    for (int i = 0; i < out->indent; i++)
        out_text_n(out, "    ", 4);
}
