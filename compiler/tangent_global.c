/* tangent_global.c - companions of file-scope variables that are in neither wrt nor of; assembly.
 *
 *     double sum, *at = w;      ->      double sum_d, *at_d = w_d;      f_d: sum_d = 0.0; ...
 *
 * What such a variable holds when f_d is called is a constant, so its companion starts at zero.  A
 * pointer may by then lead elsewhere than where it began, where no companion follows it.
 */
#include "tangent.h"

#include <ctype.h>
#include <string.h>

Block clear_globals(Tangent *t)
{
    Block b = {0};
    for (int i = 0; i < t->activity->shadows->n; i++) {
        Sym *v_d = t->activity->shadows->at[i];
        if (v_d->primal && bits_has(&t->context->cleared, v_d->primal->id) &&
            companion(t, v_d->primal) == v_d && !is_const(v_d->type))
            clear_shadow(ref(v_d), &b);
    }
    return b;
}

/* May it read the variable, or call what does? */
static Walk find_reading(Expr *e, void *context)
{
    bool calls = e->kind == E_CALL && (!callee_sym(e) || callee_sym(e)->func);
    return calls || (e->kind == E_REF && e->u.sym == context) ? WALK_STOP : WALK_ON;
}

/* Does the root set the pointer before anything reads it? */
static bool is_set_first(const Context *root, Sym *v)
{
    for (Stmt *s = root->func->body.first, *next; s; s = next) {
        Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        if (e && e->kind == E_ASSIGN && e->op == OP_NONE && ref_sym(e->kid[LHS]) == v)
            return walk_expr(e->kid[RHS], find_reading, v);
        next = s->next;
        s->next = NULL;
        bool harmless = walk_block(block_of(s), NULL, find_reading, v);
        s->next = next;
        if (!harmless)
            return false;
    }
    return false;
}

static void check_pointer(Activity *a, const Context *root, Sym *v)
{
    if (v->kind != SYM_VAR || !bits_has(&root->cleared, v->id) || !has_pointers(v->type))
        return;
    bool stays = v->storage == ST_STATIC && is_never_written(a->program, v);
    if (!stays && !is_const(v->type) && !is_set_first(root, v))
        error_at(v->loc, "%s leads to storage that carries derivatives, but may have been set "
                         "where its companion was not; %s",
                 v->moved_from ? v->moved_from : fmt("'%s'", v->name),
                 v->moved_from ? "pass the storage as a parameter, or allocate it in each call"
                               : "add it to wrt or of, or make it const");
}

/* Says which pointers of the program may have been set by what is not differentiated. */
void check_global_pointers(Activity *a, const Context *root)
{
    Map seen = {0};
    for (int i = 0; i < a->program->n; i++) {
        const Unit *unit = a->program->at[i];
        const Syms *lists[] = {&unit->globals, &unit->externals};
        for (int k = 0; k < 2; k++)
            for (int j = 0; j < lists[k]->n; j++) {
                Sym *v = lists[k]->at[j];
                if (!map_has(&seen, v))
                    check_pointer(a, root, v);
                map_set(&seen, v, v);
            }
    }
}

/* ------------------------------------------------------------ assembly */

/* Does the text mention the name, outside of strings? */
static bool has_word(const char *text, const char *name)
{
    bool quoted = false;
    for (const char *at = text; *at;) {
        size_t n = 0;
        while (isalnum((unsigned char)at[n]) || at[n] == '_')
            n++;
        if (!quoted && n == strlen(name) && strncmp(at, name, n) == 0)
            return true;
        quoted ^= n == 0 && *at == '"';
        at += n ? n : 1;
    }
    return false;
}

/* The variables of a function that may carry derivatives, and its assembly. */
typedef struct Assembly {
    Activity *activity;
    Context *context;
    Syms active;
} Assembly;

static void note_variable(Assembly *k, Sym *v)
{
    if (bits_has(v->global ? &k->activity->globals : &k->context->active, v->id))
        append(&k->active, v);
}

static Walk note_reference(Expr *e, void *context)
{
    if (e->kind == E_REF && e->u.sym->global)
        note_variable(context, e->u.sym);
    return WALK_ON;
}

static Walk note_declared(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        note_variable(context, s->decls.at[i]);
    return WALK_ON;
}

static Walk check_text(Stmt *s, void *context)
{
    const Assembly *k = context;
    bool assembly = s->kind == S_OPAQUE && s->text && strstr(s->text, "asm");
    for (int i = 0; assembly && i < k->active.n; i++) {
        if (!has_word(s->text, k->active.at[i]->name))
            continue;
        error_at(s->loc, "this assembly uses '%s', which carries derivatives; move it to a "
                         "function of its own and give that function's derivative with "
                         "ADCC_USE_TANGENT, or mark it ADCC_INACTIVE", k->active.at[i]->name);
        return WALK_STOP;
    }
    return WALK_ON;
}

/* What assembly does to a variable with derivatives is not seen. */
void check_assembly(Activity *a)
{
    for (int i = 0; i < a->contexts.n; i++) {
        Assembly k = {.activity = a, .context = a->contexts.at[i]};
        const Func *f = k.context->func;
        for (int j = 0; j < f->params.n; j++)
            note_variable(&k, f->params.at[j]);
        walk_block(f->body, note_declared, note_reference, &k);
        if (k.active.n)
            walk_block(f->body, check_text, NULL, &k);
    }
}
