/* apart.c - pointers that never lead to the same storage, though each may lead to either.
 *
 *     double *u = malloc(n), *next = malloc(n);
 *     for (...) {
 *         step(u, next);                    u and next are apart in the loop and in step()
 *         double *t = u;  u = next;  next = t;
 *     }
 *
 * What places they lead to (alias.c) says nothing of that.  So the pairs of variables that lead to
 * different objects are followed through the statements of a function: an allocation is apart from
 * all others, a copy from what the original is apart from.  Where paths meet, only what holds on
 * all of them is kept.  What counts is the pairs that hold wherever memory is touched, not between
 * the assignments of a swap.  Parameters are apart that are so in every call, be it that only the
 * parts are that are touched (windows.c).
 *
 * Needs places and lowered bodies; gives Place.apart, of variables.
 */
#include "tangent.h"
#include "windows.h"

enum { MOST = 48 }; /* variables of a function; of more nothing is said */

typedef struct State {
    Bits of[MOST]; /* for each variable those that it is apart from */
    bool dead;     /* nothing gets here: all holds */
} State;

/* A function. */
typedef struct Apart {
    Program *p;
    const Inst *f;
    struct Apart *all; /* of all functions */
    Syms vars;         /* pointers to reals, arrays of reals */
    State entry, now;
    State *at_break, *at_continue; /* what holds at those of the innermost loop */
    Bits held[MOST];   /* pairs that held wherever memory was touched */
    const Stmt *loop;  /* the innermost one, if it is a for */
    Block around;      /* the list that it is in */
    Map windows;       /* of parameters: find_window() */
    bool lost;         /* there is something that is not understood: nothing is apart */
    bool *changed;     /* the entry of any function did */
} Apart;

/* ------------------------------------------------------------------ the variables */

static int number_of(const Apart *k, const Sym *v)
{
    for (int i = 0; i < k->vars.n; i++)
        if (k->vars.at[i] == v)
            return i;
    return -1;
}

/* Is v a pointer that only its own function changes, or an array? */
static bool is_followed(Program *p, Sym *v)
{
    Type *t = strip(v->type);
    if (is_array(t))
        return v->kind == SYM_VAR && holds_reals(t) && !has_pointers(t);
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) && t->kind == T_POINTER &&
           holds_reals(t->base) && !has_pointers(t->base) && !is_volatile(v->type) && !v->global &&
           v->storage != ST_STATIC && place_of(p, v)->exact;
}

static void follow(Apart *k, Sym *v)
{
    if (is_followed(k->p, v) && number_of(k, v) < 0)
        append(&k->vars, v);
}

static Walk follow_declared(Stmt *s, void *context)
{
    Apart *k = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        follow(k, s->decls.at[i]);
    k->lost |= s->kind == S_LABEL || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
               (s->kind == S_OPAQUE && !declares_types(s));
    return WALK_ON;
}

static Walk follow_array(Expr *e, void *context)
{
    Apart *k = context;
    if (e->kind == E_REF && is_array(e->type))
        follow(k, e->u.sym);
    k->lost |= e->kind == E_STMT;
    return WALK_ON;
}

/* The variable into whose object the pointer e leads, or whose it is; -1: nobody knows. */
static int root_of(const Apart *k, const Expr *e)
{
    for (bool address = false;;) {
        e = skip_conv((Expr *)e);
        bool array = address || is_array(e->type);
        if (e->kind == E_REF)
            return address && !is_array(e->type) ? -1 : number_of(k, e->u.sym);
        if (e->kind == E_CAST && is_pointer(e->type) && !address)
            e = e->kid[0];
        else if (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB) && !address)
            e = e->kid[is_pointer(decay(e->kid[LHS]->type)) ? LHS : RHS];
        else if (e->kind == E_UNARY && e->op == OP_ADDR && !address)
            e = e->kid[0], address = true;
        else if ((e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF)) && array)
            e = e->kid[0], address = false;
        else
            return -1;
    }
}

/* ------------------------------------------------------------------ states */

static void join_states(State *into, const State *other, int n)
{
    if (other->dead)
        return;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (into->dead && bits_has(&other->of[i], j))
                bits_add(&into->of[i], j);
            else if (!bits_has(&other->of[i], j))
                bits_remove(&into->of[i], j);
    into->dead = false;
}

static State copy_of(const State *s, int n)
{
    State copy = {.dead = s->dead};
    for (int i = 0; i < n; i++)
        bits_copy(&copy.of[i], &s->of[i]);
    return copy;
}

static State nowhere(void)
{
    State s = {.dead = true};
    return s;
}

static bool same_state(const State *a, const State *b, int n)
{
    bool same = a->dead == b->dead;
    for (int i = 0; i < n && same; i++)
        same = bits_equal(&a->of[i], &b->of[i]);
    return same;
}

static Bits all_of(const Apart *k)
{
    Bits all = {0};
    for (int i = 0; i < k->vars.n && !k->lost; i++)
        bits_add(&all, i);
    return all;
}

/* What a pointer of this value is apart from. */
static Bits apart_from_value(const Apart *k, const Expr *e)
{
    Bits result = {0};
    e = skip_casts(e);
    Memory kind = e->kind == E_CALL ? memory_of_call(e) : MEM_NONE;
    if (kind == MEM_MALLOC || kind == MEM_ALIGNED || kind == MEM_CALLOC || is_int_const(e, 0))
        return all_of(k);
    if (e->kind == E_COND) {
        Bits one = apart_from_value(k, e->kid[THEN]), two = apart_from_value(k, e->kid[ELSE]);
        for (int i = bits_next(&one, 0); i >= 0; i = bits_next(&one, i + 1))
            if (bits_has(&two, i))
                bits_add(&result, i);
        return result;
    }
    int root = root_of(k, e);
    if (root >= 0)
        bits_copy(&result, &k->now.of[root]);
    return result;
}

static void set_apart(Apart *k, int v, Bits from)
{
    bits_remove(&from, v);
    bits_copy(&k->now.of[v], &from);
    for (int i = 0; i < k->vars.n; i++)
        if (bits_has(&from, i))
            bits_add(&k->now.of[i], v);
        else
            bits_remove(&k->now.of[i], v);
}

static void assign_pointer(Apart *k, const Sym *v, const Expr *value)
{
    int i = number_of(k, v);
    if (i < 0 || is_array(v->type) || (value && root_of(k, value) == i))
        return;
    set_apart(k, i, value ? apart_from_value(k, value) : all_of(k));
}

/* ------------------------------------------------------------------ statements */

static bool do_accesses_meet(Program *p, const Expr *a, const Expr *b)
{
    Bits one = pointed_accesses(p, a), two = pointed_accesses(p, b);
    return bits_empty(&one) || bits_empty(&two) || bits_meet(&one, &two);
}

static bool are_args_apart(const Apart *k, const Expr *a, const Expr *b)
{
    int i = root_of(k, a), j = root_of(k, b);
    return (i >= 0 && j >= 0 && bits_has(&k->now.of[i], j)) || !do_accesses_meet(k->p, a, b);
}

static bool are_objects_apart(void *context, const Sym *v, const Sym *w)
{
    const Apart *k = context;
    int i = number_of(k, v), j = number_of(k, w);
    return i >= 0 && j >= 0 && bits_has(&k->now.of[i], j);
}

/* How many elements behind a parameter the function touches: another parameter's number, or -1. */
static int window_of(Apart *callee, Sym *v)
{
    if (!map_has(&callee->windows, v))
        map_set(&callee->windows, v, find_window(callee->p, callee->f, v));
    const Sym *n = map_get(&callee->windows, v);
    for (int i = 0; n && i < callee->f->body->params.n; i++)
        if (callee->f->body->params.at[i] == n)
            return i;
    return -1;
}

/* Do the parts share nothing that the call touches behind its i-th and j-th argument? */
static bool are_parts_apart(Apart *k, const Expr *e, Apart *callee, int i, int j)
{
    const Syms *params = &callee->f->body->params;
    int n = window_of(callee, params->at[i]);
    Call call = {k->f, e, k->loop, k->around, are_objects_apart, k};
    return n >= 0 && n == window_of(callee, params->at[j]) && ARGS + n < e->nkid &&
           are_windows_apart(&call, i, j, n);
}

/* Parameters that some call takes to the same storage. */
static void note_call(Apart *k, const Expr *call)
{
    const Inst *f = inst_of_call(k->p, call);
    Apart *callee = f ? &k->all[f->index] : NULL;
    for (int i = 0; f && i < f->body->params.n; i++)
        for (int j = 0; j < i; j++) {
            int v = number_of(callee, f->body->params.at[i]);
            int w = number_of(callee, f->body->params.at[j]);
            if (v < 0 || w < 0 || !bits_has(&callee->entry.of[v], w) ||
                (ARGS + i < call->nkid &&
                 (are_args_apart(k, call->kid[ARGS + i], call->kid[ARGS + j]) ||
                  are_parts_apart(k, call, callee, i, j))))
                continue;
            bits_remove(&callee->entry.of[v], w);
            bits_remove(&callee->entry.of[w], v);
            *k->changed = true;
        }
}

typedef struct Look {
    Apart *k;
    bool memory;
} Look;

static Walk look_at_node(Expr *e, void *context)
{
    Look *look = context;
    look->memory |= e->kind == E_INDEX || e->kind == E_CALL || (e->kind == E_MEMBER && e->arrow) ||
                    (e->kind == E_UNARY && e->op == OP_DEREF);
    if (e->kind == E_CALL && !look->k->now.dead)
        note_call(look->k, e);
    return WALK_ON;
}

/* Where e is evaluated. */
static void look_at(Apart *k, Expr *e)
{
    Look look = {k, false};
    if (e)
        walk_expr(e, look_at_node, &look);
    for (int i = 0; look.memory && !k->now.dead && i < k->vars.n; i++)
        for (int j = 0; j < k->vars.n; j++)
            if (!bits_has(&k->now.of[i], j))
                bits_remove(&k->held[i], j);
}

static void run_list(Apart *k, Block b);

static void run_if(Apart *k, const Stmt *s)
{
    look_at(k, s->e[0]);
    State before = copy_of(&k->now, k->vars.n);
    run_list(k, s->body[0]);
    State after = k->now;
    k->now = before;
    run_list(k, s->body[1]);
    join_states(&k->now, &after, k->vars.n);
}

/* Again and again, until its beginning is what all ways to it leave. */
static void run_loop(Apart *k, const Stmt *s, Block around)
{
    State *outer_break = k->at_break, *outer_continue = k->at_continue, head, left;
    const Stmt *outer_loop = k->loop;
    Block outer_around = k->around;
    if (s->kind == S_FOR)
        run_list(k, s->body[INIT]);
    k->loop = s->kind == S_FOR ? s : NULL;
    k->around = around;
    for (bool more = true; more;) {
        State ends = left = nowhere();
        head = copy_of(&k->now, k->vars.n);
        k->at_break = &left;
        k->at_continue = &ends;
        if (s->kind != S_DO)
            look_at(k, s->e[0]);
        run_list(k, s->body[BODY]);
        join_states(&k->now, &ends, k->vars.n);
        if (s->kind == S_DO)
            look_at(k, s->e[0]);
        if (s->kind == S_FOR)
            run_list(k, s->body[STEP]);
        join_states(&k->now, &head, k->vars.n);
        more = !same_state(&k->now, &head, k->vars.n);
    }
    join_states(&k->now, &left, k->vars.n);
    k->at_break = outer_break;
    k->at_continue = outer_continue;
    k->loop = outer_loop;
    k->around = outer_around;
}

static Walk find_assigned(Stmt *s, void *context)
{
    const Apart *k = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (number_of(k, s->decls.at[i]) >= 0)
            return WALK_STOP;
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && e->nkid && number_of(k, ref_sym(e->kid[0])) >= 0 ? WALK_STOP : WALK_ON;
}

/* Any statement of it may come first. */
static void run_switch(Apart *k, const Stmt *s)
{
    State before = copy_of(&k->now, k->vars.n), left = nowhere(), *outer = k->at_break;
    look_at(k, s->e[0]);
    if (!walk_block(s->body[0], find_assigned, NULL, k))
        for (int i = 0; i < k->vars.n; i++)
            k->now.of[i] = before.of[i] = (Bits){0};
    k->at_break = &left;
    for (Block b = s->body[0]; b.first; b.first = b.first->next) {
        Stmt alone = *b.first;
        alone.next = NULL;
        k->now = copy_of(&before, k->vars.n);
        run_list(k, (Block){&alone, &alone});
    }
    k->now = before;
    k->at_break = outer;
}

static void jump(Apart *k, State *to)
{
    if (to)
        join_states(to, &k->now, k->vars.n);
    k->now = nowhere();
}

static void run_declaration(Apart *k, const Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        look_at(k, s->decls.at[i]->init);
        assign_pointer(k, s->decls.at[i], s->decls.at[i]->init);
    }
}

static void run_expression(Apart *k, Expr *e)
{
    look_at(k, e);
    Sym *v = e->kind == E_ASSIGN && e->op == OP_NONE ? ref_sym(e->kid[LHS]) : NULL;
    if (v)
        assign_pointer(k, v, e->kid[RHS]);
}

static void run_list(Apart *k, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_DECL)
            run_declaration(k, s);
        else if (s->kind == S_EXPR)
            run_expression(k, s->e[0]);
        else if (s->kind == S_IF)
            run_if(k, s);
        else if (is_loop(s))
            run_loop(k, s, b);
        else if (s->kind == S_SWITCH)
            run_switch(k, s);
        else if (s->kind == S_BREAK)
            jump(k, k->at_break);
        else if (s->kind == S_CONTINUE)
            jump(k, k->at_continue);
        else
            look_at(k, s->e[0]);
        if (s->kind == S_RETURN)
            jump(k, NULL);
        if (s->kind == S_BLOCK)
            run_list(k, s->body[0]);
    }
}

/* ------------------------------------------------------------------ the program */

static void begin(Apart *k)
{
    const Syms *params = &k->f->body->params;
    for (int i = 0; i < params->n; i++)
        follow(k, params->at[i]);
    walk_block(k->f->body->body, follow_declared, follow_array, k);
    if (k->vars.n > MOST) {
        k->vars.n = MOST;
        k->lost = true;
    }
    for (int i = 0; i < k->vars.n && !k->lost; i++)
        for (int j = 0; j < k->vars.n; j++) {
            const Sym *v = k->vars.at[i], *w = k->vars.at[j];
            bool given = v->kind == SYM_PARAM || w->kind == SYM_PARAM;
            bool both = v->kind == SYM_PARAM && w->kind == SYM_PARAM;
            bool known = both && k->f != k->p->root; /* by the calls */
            bool later = (v->kind == SYM_VAR && !is_array(v->type)) ||
                         (w->kind == SYM_VAR && !is_array(w->type));
            if (i != j && (!given || known || later ||
                           !do_accesses_meet(k->p, ref((Sym *)v), ref((Sym *)w))))
                bits_add(&k->entry.of[i], j);
        }
}

static void run(Apart *k)
{
    for (int i = 0; i < k->vars.n; i++) {
        Bits all = all_of(k);
        bits_remove(&all, i);
        bits_copy(&k->held[i], &all);
    }
    k->now = copy_of(&k->entry, k->vars.n);
    k->at_break = k->at_continue = NULL;
    run_list(k, k->f->body->body);
}

void find_apart(Program *p)
{
    if (options.no_apart)
        return;
    bool changed = true;
    Apart *all = new_array(Apart, p->insts.n);
    for (int i = 0; i < p->insts.n; i++) {
        all[i] = (Apart){.p = p, .f = p->insts.at[i], .all = all, .changed = &changed};
        begin(&all[i]);
    }
    while (changed) {
        changed = false;
        for (int i = 0; i < p->insts.n; i++)
            run(&all[i]);
    }
    for (int i = 0; i < p->insts.n; i++)
        for (int v = 0; v < all[i].vars.n; v++)
            for (int w = 0; w < all[i].vars.n; w++)
                if (bits_has(&all[i].held[v], w))
                    bits_add(&place_of(p, all[i].vars.at[v])->apart,
                             place_of(p, all[i].vars.at[w])->id);
}

/* Do v and w, variables of one function, never lead to the same storage where memory is touched? */
bool lead_apart(Program *p, Sym *v, Sym *w)
{
    return bits_has(&place_of(p, v)->apart, place_of(p, w)->id);
}
