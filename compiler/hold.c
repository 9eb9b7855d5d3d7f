/* hold.c - what is saved and restored in one list of statements is held in a variable.
 *
 *     adcc_push_double(y[0]);                      double y_was = y[0];
 *     y[0] = x[0] * x[1];                          y[0] = x[0] * x[1];
 *     ...                                   ->     ...
 *     y[0] = adcc_pop_double();                    y[0] = y_was;
 *
 * The tape is for values of which there are many.  A value that is saved once each time the list
 * runs, and restored further down in it, needs no more than a register or a place in the frame,
 * without the test whether the tape has room.  Only numbers and pointers are held: what is large
 * would make the frame so.  A list with labels is left alone: control could come into it between
 * the two.
 */
#include "reverse.h"

typedef struct Hold {
    Map names;
    Map pushes; /* pop -> its only push, or NULL if it has several */
} Hold;

static Walk note_push(Stmt *s, void *context)
{
    Hold *h = context;
    if (s->kind == S_PUSH && s->origin)
        map_set(&h->pushes, s->origin, map_has(&h->pushes, s->origin) ? NULL : s);
    return WALK_ON;
}

static bool has_label(Block b)
{
    for (const Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT)
            return true;
    return false;
}

/* An array in the type of a pointer may have a size that is not what it was. */
static bool is_held(Type *t)
{
    if (!is_scalar(t) || is_volatile(t))
        return false;
    for (t = strip(t); is_pointer(t) || is_array(t); t = strip(t->base))
        if (is_array(t) && t->extent)
            return false;
    return true;
}

static const char *base_name(const Expr *e)
{
    e = skip_conv((Expr *)e);
    while (e->kind == E_INDEX || e->kind == E_UNARY)
        e = skip_conv(e->kid[0]);
    if (e->kind == E_MEMBER && e->u.field->name)
        return e->u.field->name;
    return e->kind == E_REF ? e->u.sym->name : "value";
}

static void hold(Hold *h, Stmt *push, Stmt *pop)
{
    Sym *was = new_sym(SYM_VAR, free_name(&h->names, fmt("%s_was", base_name(push->e[0]))),
                       unqualified(strip(named_type(push->e[0]->type))));
    was->generated = true;
    was->init = push->e[0];
    push->kind = S_DECL;
    push->e[0] = NULL;
    push->origin = NULL;
    append(&push->decls, was);
    pop->kind = S_EXPR;
    pop->e[0] = assign(pop->e[0], ref(was));
}

/* Those of the list that are restored further down in it. */
static void hold_in_list(Hold *h, Block b)
{
    Stmts pushes = {0};
    Map seen = {0}, pops = {0}; /* push -> itself, its pop */
    bool labels = has_label(b);
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            hold_in_list(h, s->body[i]);
        if (labels)
            continue;
        if (s->kind == S_PUSH && is_held(s->e[0]->type)) {
            map_set(&seen, s, s);
            append(&pushes, s);
        }
        Stmt *push = s->kind == S_POP ? map_get(&h->pushes, s) : NULL;
        if (push && map_has(&seen, push))
            map_set(&pops, push, s);
    }
    for (int i = 0; i < pushes.n; i++)
        if (map_has(&pops, pushes.at[i]))
            hold(h, pushes.at[i], map_get(&pops, pushes.at[i]));
}

void hold_in_variables(Func *f)
{
    Hold h = {.names = names_in(f)};
    if (options.no_hold)
        return;
    walk_block(f->body, note_push, NULL, &h);
    hold_in_list(&h, f->body);
}
