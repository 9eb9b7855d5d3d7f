/* tangent_global.c - companions of file-scope variables that are in neither wrt nor of.
 *
 *     double sum, *at = w;      ->      double sum_d, *at_d = w_d;      f_d: sum_d = 0.0; ...
 *
 * What such a variable holds when f_d is called is a constant, so its companion starts at zero.  A
 * pointer may by then lead elsewhere than where it began, where no companion follows it.
 */
#include "tangent.h"

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

static Walk find_setting(Expr *e, void *context)
{
    bool sets = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op == OP_ADDR);
    if (!sets)
        return WALK_ON;
    const Expr *at = e->kid[0];
    while (at->kind == E_INDEX || at->kind == E_CONV || (at->kind == E_MEMBER && !at->arrow))
        at = at->kid[0];
    return at->kind == E_REF && at->u.sym == context ? WALK_STOP : WALK_ON;
}

/* Does something that is differentiated set the pointer, or one in the variable? */
static bool is_set(Activity *a, Sym *v)
{
    for (int i = 0; i < a->contexts.n; i++)
        if (!walk_block(a->contexts.at[i]->func->body, NULL, find_setting, v))
            return true;
    return false;
}

static void check_pointer(Activity *a, const Context *root, Sym *v)
{
    if (v->kind != SYM_VAR || !bits_has(&root->cleared, v->id) || !has_pointers(v->type))
        return;
    bool stays = v->storage == ST_STATIC && is_never_written(a->program, v);
    if (!stays && !is_const(v->type) && !is_set(a, v))
        error_at(v->loc, "'%s' leads to storage that carries derivatives, but may have been set "
                         "where its companion was not; add it to wrt or of, or make it const",
                 v->name);
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
