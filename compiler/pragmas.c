/* pragmas.c - what a derivative does without: directives about the loops of its source.
 *
 *     #pragma omp parallel for            for (i...) y[i] = x[i] * x[i];
 *     for (i...) y[i] = x[i] * x[i];  =>
 *
 * A derivative has other loops, with a tape and with companions that OpenMP's lists of variables do
 * not know, and its statements come between the directive and the loop.  It runs in one thread,
 * which gives the same values.  Hints to one compiler about a loop go without a word.
 */
#include "adcc.h"
#include <string.h>

/* The words behind '#pragma'; NULL if the statement is none. */
static const char *pragma_of(const Stmt *s)
{
    if (s->kind != S_OPAQUE || !starts_with(s->text, "#"))
        return NULL;
    const char *at = strstr(s->text, "pragma");
    if (!at)
        return NULL;
    at += strlen("pragma");
    return at + strspn(at, " \t");
}

static bool is_kept(const char *pragma)
{
    return starts_with(pragma, "STDC") || starts_with(pragma, "GCC diagnostic") ||
           starts_with(pragma, "clang diagnostic");
}

enum { MAX_BODIES = sizeof ((Stmt *)0)->body / sizeof(Block) };

static void drop_from(Block *b)
{
    Block kept = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        for (int i = 0; i < MAX_BODIES; i++)
            drop_from(&s->body[i]);
        const char *pragma = pragma_of(s);
        if (!pragma || is_kept(pragma))
            add_stmt(&kept, s);
        else if (starts_with(pragma, "omp"))
            warn_at(s->loc, "unsupported", "derivatives are made without this OpenMP directive");
    }
    *b = kept;
}

static Walk drop_in_expression(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_STMT)
        drop_from(e->u.block);
    return WALK_ON;
}

void drop_pragmas(Func *f)
{
    drop_from(&f->body);
    walk_block(f->body, NULL, drop_in_expression, NULL);
}
