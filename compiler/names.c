/* names.c - names for what derivative code adds, which nothing in the source uses.
 *
 *   x_d   where the function mentions no x_d, else   x_d1, x_d2, ...
 *
 * A scope is a map of the names that are taken.  For a function that is every identifier its
 * text mentions, for the file everything declared or defined as a macro in any unit.  What a
 * function does not mention it may hide; that derivative code then calls a function whose name
 * a local has (log, say) is seen to at the end, by unhide_globals.
 */
#include "adcc.h"

#include <string.h>

static const char keywords[] =
    "auto break case char const continue default do double else enum extern float for goto if "
    "inline int long register restrict return short signed sizeof static struct switch typedef "
    "union unsigned void volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic "
    "_Imaginary _Noreturn _Static_assert _Thread_local asm typeof alignas alignof bool true false "
    "nullptr constexpr thread_local static_assert class namespace new delete template this try "
    "catch operator private protected public friend virtual using typename and or not xor";

/* Every keyword of C and the common ones of C++. */
static const Map *keyword_names(void)
{
    static Map names;
    bool is_known = names.n > 0;
    for (const char *at = keywords; *at && !is_known;) {
        size_t n = strcspn(at, " ");
        const char *name = intern_n(at, n);
        map_set(&names, name, (void *)name);
        at += n + (at[n] == ' ');
    }
    return &names;
}

/* Takes every key of a map that is keyed by names. */
static void take_keys(Map *taken, const Map *names)
{
    for (size_t i = 0; i < names->cap; i++)
        if (names->key[i])
            map_set(taken, names->key[i], (void *)names->key[i]);
}

const char *free_name(Map *taken, const char *wanted)
{
    const char *name = intern(wanted);
    if (map_has(taken, name)) {
        /* under a key that is no name: the suffixes before this one are taken */
        const char *key = intern(fmt("%s ", wanted));
        intptr_t suffix = (intptr_t)map_get(taken, key);
        do
            name = intern(fmt("%s%ld", wanted, (long)++suffix));
        while (map_has(taken, name));
        map_set(taken, key, (void *)suffix);
    }
    map_set(taken, name, (void *)name);
    return name;
}

static char reserved; /* the value of a name that is kept for who claims it */

void reserve_name(Map *taken, const char *name)
{
    if (!map_has(taken, intern(name)))
        map_set(taken, intern(name), &reserved);
}

const char *claim_name(Map *taken, const char *wanted)
{
    const char *name = intern(wanted);
    if (map_get(taken, name) != &reserved)
        return free_name(taken, wanted);
    map_set(taken, name, (void *)name);
    return name;
}

static Walk take_local(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->name)
            map_set(context, intern(s->decls.at[i]->name), s->decls.at[i]);
    return WALK_ON;
}

Map names_in(const Func *f)
{
    Map *never = new(Map); /* free, and the same for all functions */
    if (f->unit)
        *never = f->unit->macros;
    never->below = keyword_names();
    Map taken = map_over(never);
    for (int i = 0; i < f->local_names.n; i++)
        map_set(&taken, intern(f->local_names.at[i]), (void *)f->local_names.at[i]);
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->name)
            map_set(&taken, intern(f->params.at[i]->name), f->params.at[i]);
    walk_block(f->body, take_local, NULL, &taken);
    return taken;
}

/* Is this the user's own declaration of what is to come: f_b, f_d, f_bv or f_b1, beside f? */
static bool announces_derivative(const Sym *v, const Map *names)
{
    size_t n = strlen(v->name);
    if ((v->kind != SYM_FUNC && v->kind != SYM_VAR) || v->defined || v->system)
        return false;
    while (n > 0 && v->name[n - 1] >= '0' && v->name[n - 1] <= '9')
        n--;
    n -= n > 0 && v->name[n - 1] == 'v';
    if (n < 3 || v->name[n - 2] != '_' || (v->name[n - 1] != 'b' && v->name[n - 1] != 'd'))
        return false;
    const Sym *f = map_get(names, intern_n(v->name, n - 2));
    return f && f->kind == v->kind && f->defined;
}

Map names_at_file_scope(Units *program)
{
    Map taken = map_over(keyword_names());
    for (int i = 0; i < program->n; i++) {
        const Map *names = &program->at[i]->names;
        take_keys(&taken, &program->at[i]->macros);
        for (size_t k = 0; k < names->cap; k++)
            if (names->key[k] && !announces_derivative(names->value[k], names))
                map_set(&taken, names->key[k], (void *)names->key[k]);
    }
    return taken;
}

/* What unhide_globals finds in a function. */
typedef struct Scopes {
    Map global; /* names of file scope that it uses */
    Map taken;  /* every name it uses */
    Syms local; /* its parameters and variables */
} Scopes;

static Walk note_use(Expr *e, void *context)
{
    Scopes *scopes = context;
    if (e->kind != E_REF)
        return WALK_ON;
    Sym *v = e->u.sym;
    map_set(&scopes->taken, v->name, (void *)v->name);
    if (v->kind == SYM_FUNC || v->kind == SYM_ENUMERATOR || v->global)
        map_set(&scopes->global, v->name, v);
    return WALK_ON;
}

static Walk note_local(Stmt *s, void *context)
{
    Scopes *scopes = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        append(&scopes->local, s->decls.at[i]);
        map_set(&scopes->taken, s->decls.at[i]->name, (void *)s->decls.at[i]->name);
    }
    return WALK_ON;
}

void unhide_globals(Func *f)
{
    Scopes scopes = {0};
    scopes.taken = names_in(f);
    for (int i = 0; i < f->params.n; i++)
        append(&scopes.local, f->params.at[i]);
    walk_block(f->body, note_local, note_use, &scopes);
    for (int i = 0; i < scopes.local.n; i++) {
        Sym *v = scopes.local.at[i];
        Sym *hidden = v->name ? map_get(&scopes.global, v->name) : NULL;
        if (hidden && hidden != v && !v->global && v->storage != ST_EXTERN)
            v->name = free_name(&scopes.taken, v->name);
    }
}
