/* call_life.c - arrays that nobody reads any more after the calls they are handed to.
 *
 *     double k_b[n];
 *     for (int i = 0; i < n; i++)
 *         k_b[i] = h * y_b[i];
 *     slope_rev(n, x, x_b, moved, moved_b, k_b);     the last that is said of k_b
 *
 * A parameter is dead if this is so in every call of its function: of an array that adcc made, all
 * of whose mentions are known (callees.c), handed over once and as a whole; or of a parameter that
 * is dead itself.  Whether an array is read later is found as usual, backwards through the
 * statements of its function: what mentions it reads it, but for what clears the whole of it, and
 * it begins at its declaration.  Functions call one another in circles: a parameter is dead unless
 * something says that it is not, and so long as nothing does the calls in the circle agree.
 */
#include "filled.h"

typedef struct Life {
    Callees *c;
    const Callee *f;
    Sym *v;
    bool at_return, at_break, at_continue; /* is it read after these? */
    bool changed;                          /* something is not dead */
} Life;

static void revive(Life *l, Callee *g, int k)
{
    l->changed |= bits_has(&g->dead, k);
    bits_remove(&g->dead, k);
}

/* ------------------------------------------------------------------ one array */

typedef struct Passing {
    Life *life;
    bool after; /* it is read after the statement */
} Passing;

static Walk judge_call(Expr *e, void *context)
{
    Passing *x = context;
    Callee *g = callee_of_call(x->life->c, e);
    for (int k = ARGS; g && k < e->nkid; k++)
        if (ref_sym(e->kid[k]) == x->life->v && (x->after || !mentions_once(e, x->life->v)))
            revive(x->life, g, k - ARGS);
    return WALK_ON;
}

static bool is_read_before_list(Life *l, Block b, bool after);

/* What is in a statement itself, not in the lists of it: is the array read before it? */
static bool is_read_before_parts(Life *l, Stmt *s, bool after)
{
    Stmt alone = *s;
    alone.next = NULL;
    for (int i = 0; i < 3; i++)
        alone.body[i] = (Block){0};
    Block b = {&alone, &alone};
    Passing x = {l, after};
    walk_block(b, NULL, judge_call, &x);
    for (int i = 0; i < s->decls.n; i++)
        if (s->decls.at[i] == l->v)
            return false;
    return !clears(s, l->v) && (after || list_mentions(b, l->v));
}

static bool is_read_before_loop(Life *l, Stmt *s, bool after)
{
    bool was_break = l->at_break, was_continue = l->at_continue;
    bool head = after, start = after;
    l->at_break = after;
    for (int i = 0; i < 2; i++) { /* twice: what one iteration leaves the next one may read */
        head |= is_read_before_parts(l, s, head);
        l->at_continue = is_read_before_list(l, s->body[STEP], head);
        start = is_read_before_list(l, s->body[BODY], l->at_continue);
        head |= start;
    }
    l->at_break = was_break;
    l->at_continue = was_continue;
    return s->kind == S_FOR ? is_read_before_list(l, s->body[INIT], head) : head || start;
}

static bool is_read_before(Life *l, Stmt *s, bool after)
{
    bool then;
    switch (s->kind) {
    case S_FOR:
    case S_WHILE:
    case S_DO:
        return is_read_before_loop(l, s, after);
    case S_IF:
        then = is_read_before_list(l, s->body[IF_THEN], after);
        then |= is_read_before_list(l, s->body[IF_ELSE], after);
        return is_read_before_parts(l, s, then);
    case S_BLOCK:
        return is_read_before_list(l, s->body[0], after);
    case S_BREAK:
        return l->at_break;
    case S_CONTINUE:
        return l->at_continue;
    case S_RETURN:
        return is_read_before_parts(l, s, l->at_return);
    default:
        return is_read_before_parts(l, s, after);
    }
}

static bool is_read_before_list(Life *l, Block b, bool after)
{
    Stmts list = {0};
    for (Stmt *s = b.first; s; s = s->next)
        append(&list, s);
    for (int i = list.n - 1; i >= 0; i--)
        after = is_read_before(l, list.at[i], after);
    return after;
}

/* ------------------------------------------------------------------ all calls of a function */

typedef struct Passed {
    Life *life;
    Map found; /* Sym -> itself: handed to a call, and looked at */
} Passed;

int param_number(const Func *f, const Sym *v)
{
    for (int k = 0; k < f->params.n; k++)
        if (f->params.at[k] == v)
            return k;
    return -1;
}

/* Ends the hope for what is handed over but by name, and follows the rest. */
static Walk note_passed(Expr *e, void *context)
{
    Passed *x = context;
    Life *l = x->life;
    Callee *g = callee_of_call(l->c, e);
    for (int k = 0; g && k < g->f->params.n; k++) {
        Sym *v = bits_has(&g->dead, k) && ARGS + k < e->nkid ? ref_sym(e->kid[ARGS + k]) : NULL;
        int param = v ? param_number(l->f->f, v) : -1;
        bool ours = v && !l->f->jumps &&
                    (param >= 0 ? bits_has(&l->f->dead, param)
                                : is_confined_array(l->c, l->f->f, v));
        if (!ours)
            revive(l, g, k);
        else if (!map_has(&x->found, v))
            map_set(&x->found, v, v);
    }
    return WALK_ON;
}

static bool revive_in(Callees *c, Func *f)
{
    Life l = {.c = c, .f = map_get(&c->of, f->sym)};
    Passed passed = {.life = &l};
    walk_block(f->body, NULL, note_passed, &passed);
    for (size_t i = 0; i < passed.found.cap; i++) {
        l.v = (Sym *)passed.found.key[i];
        if (l.v) {
            l.at_return = false; /* then the parameter is dead, or the array ends */
            is_read_before_list(&l, f->body, false);
        }
    }
    return l.changed;
}

void find_dead_params(Callees *c)
{
    for (int i = 0; i < c->all->n; i++) {
        Callee *g = map_get(&c->of, c->all->at[i]->sym);
        if (!g->open)
            bits_copy(&g->dead, &g->confined);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < c->all->n; i++)
            changed |= revive_in(c, c->all->at[i]);
    }
}
