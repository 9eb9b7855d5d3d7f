/* pragmas.c - what a derivative does without: directives about the loops of its source.
 *
 *     #pragma omp parallel for            for (i...) y[i] = x[i] * x[i];
 *     for (i...) y[i] = x[i] * x[i];  =>
 *
 * A derivative has other loops, with a tape and with companions that OpenMP's lists of variables do
 * not know, and its statements come between the directive and the loop.  It runs in one thread,
 * which gives the same values: but for firstprivate variables, which begin anew in each thread, so
 * that they must not change.  Hints to one compiler about a loop go without a word.
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

/* A variable that each thread begins with, and changes. */
typedef struct Private {
    const char *names; /* "firstprivate(a, b) ..." */
    Syms own;          /* declared in the loop */
    Sym *changed;
} Private;

static bool is_named(const char *names, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = strchr(names, '('); at && *at && *at != ')'; at++) {
        const char *word = at + 1 + strspn(at + 1, " \t");
        if ((*at == '(' || *at == ',') && strncmp(word, name, n) == 0 && strchr(" \t,)", word[n]))
            return true;
    }
    return false;
}

static Walk note_own(Stmt *s, void *context)
{
    Private *p = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        append(&p->own, s->decls.at[i]);
    return WALK_ON;
}

static Walk find_changed(Expr *e, void *context)
{
    Private *p = context;
    Sym *v = changed_variable(e);
    bool own = false;
    for (int i = 0; v && i < p->own.n; i++)
        own |= p->own.at[i] == v;
    if (v && !own && is_named(p->names, v->name))
        p->changed = v;
    return p->changed ? WALK_STOP : WALK_ON;
}

/* The loop behind an OpenMP directive. */
static void check_private(const char *pragma, Loc loc, Stmt *loop)
{
    Private p = {.names = strstr(pragma, "firstprivate")};
    if (!p.names || !loop)
        return;
    walk_stmt(loop, note_own, NULL, &p);
    walk_stmt(loop, NULL, find_changed, &p);
    if (p.changed)
        error_at(loc, "'%s' is firstprivate and changes, which differs from thread to thread; copy "
                      "it to a variable declared in the loop", p.changed->name);
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
        else if (starts_with(pragma, "omp")) {
            warn_at(s->loc, "unsupported", "derivatives are made without this OpenMP directive");
            check_private(pragma, s->loc, next);
        }
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
