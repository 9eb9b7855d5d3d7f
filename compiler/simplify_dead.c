/* simplify_dead.c - what nobody needs: stores, variables, branches and loops.
 *
 *     v_b = 0.0; }                     nothing, where v_b is not read before it is set or declared
 * again for (int i = 0; i < n; i++) {}   nothing if (c) {} else { x = 1; }        if (!c) { x = 1;
 * }
 *
 * Liveness is computed backwards over the structured statements: loops until
 * nothing grows, jumps through what is live at their targets.  Only stores to
 * variables that adcc made are removed; the user's statements stay.
 */
#include "simplify.h"

/* The state of the walk; live sets hold Facts.index. */
typedef struct Live {
    Simplify *c;
    bool removing; /* the sets are final: take out what is dead */
    const Bits *at_break, *at_continue;
    Bits *at_cases; /* live at the marks of the innermost switch, so far */
    bool has_default;
    Map labels; /* Sym -> Bits */
    Syms label_syms;
    bool grew; /* what is live at some label has grown */
} Live;

static void live_block(Live *l, Block b, Bits *live);

static Bits copy_of(const Bits *set)
{
    Bits copy = {0};
    bits_copy(&copy, set);
    return copy;
}

/* ----------------------------------------------------------- simple statements */

static void add_reads(Live *l, const Uses *uses, Bits *live)
{
    for (int i = 0; i < uses->n; i++) {
        Facts *facts = uses->at[i].kind == USE_READ ? private_facts(l->c, uses->at[i].sym) : NULL;
        if (facts)
            bits_add(live, facts->index);
    }
}

static void live_expr(Live *l, const Expr *e, Bits *live)
{
    Uses uses = {0};
    uses_of_expr(&uses, e);
    add_reads(l, &uses, live);
}

/* Is an assignment to the variable dead, and may it be removed? */
static bool is_dead(Live *l, const Facts *facts, const Bits *live)
{
    return facts && facts->sym->kind == SYM_VAR && may_change(facts->sym) &&
           !bits_has(live, facts->index) && l->c != NULL;
}

static void live_assignment(Live *l, Stmt *s, Bits *live)
{
    Expr *e = s->e[0], *lhs = e->kid[LHS];
    bool direct;
    Sym *root = target_root(lhs, &direct);
    Facts *facts = direct ? private_facts(l->c, root) : NULL;
    if (is_dead(l, facts, live) && is_pure(e->kid[RHS]) && is_pure(lhs)) {
        if (l->removing) {
            s->kind = S_NULL;
            s->e[0] = NULL;
            l->c->changed = true;
        }
        return;
    }
    if (facts && lhs->kind == E_REF && e->op == OP_NONE)
        bits_remove(live, facts->index);
    Uses uses = {0};
    uses_of_expr(&uses, e);
    add_reads(l, &uses, live);
}

static void live_decl(Live *l, Stmt *s, Bits *live)
{
    for (int i = s->decls.n - 1; i >= 0; i--) {
        Sym *v = s->decls.at[i];
        Facts *facts = private_facts(l->c, v);
        bool dead = v->init && is_dead(l, facts, live) && is_pure(v->init) && s->decls.n == 1;
        if (dead && l->removing) {
            v->init = NULL;
            l->c->changed = true;
        }
        if (facts)
            bits_remove(live, facts->index);
        if (!dead)
            live_expr(l, v->init, live);
        Uses extents = {0};
        uses_of_extents(&extents, v->type);
        add_reads(l, &extents, live);
    }
}

static void live_pop(Live *l, Stmt *s, Bits *live)
{
    Facts *facts = s->e[0]->kind == E_REF ? private_facts(l->c, s->e[0]->u.sym) : NULL;
    if (facts)
        bits_remove(live, facts->index);
    else
        live_expr(l, s->e[0], live);
}

/* --------------------------------------------------------------------- loops */

/* One pass over a loop: from what is live at its head to what is live there coming from the body.
 */
typedef Bits LoopPass(Live *l, Stmt *s, const Bits *head, const Bits *out);

static Bits body_with(Live *l, Stmt *s, const Bits *end, const Bits *out)
{
    const Bits *at_break = l->at_break, *at_continue = l->at_continue;
    l->at_break = out;
    l->at_continue = end;
    Bits live = copy_of(end);
    live_block(l, s->body[BODY], &live);
    l->at_break = at_break;
    l->at_continue = at_continue;
    return live;
}

/* head is before the condition */
static Bits pass_while(Live *l, Stmt *s, const Bits *head, const Bits *out)
{
    return body_with(l, s, head, out);
}

/* head is before the condition too, so the body ends there */
static Bits pass_do(Live *l, Stmt *s, const Bits *head, const Bits *out)
{
    return body_with(l, s, head, out);
}

static Bits pass_for(Live *l, Stmt *s, const Bits *head, const Bits *out)
{
    Bits end = copy_of(head);
    live_block(l, s->body[STEP], &end);
    return body_with(l, s, &end, out);
}

/* Until nothing grows; then once more to remove, if that is wanted.  Gives what is live at the head
 * (of do: at its start). */
static void live_loop(Live *l, Stmt *s, Bits *live, LoopPass *pass)
{
    Bits out = copy_of(live), head = {0}, start = {0};
    if (s->e[0]) {
        bits_copy(&head, &out);
        live_expr(l, s->e[0], &head);
    }
    bool removing = l->removing;
    l->removing = false;
    do
        start = pass(l, s, &head, &out);
    while (bits_union(&head, &start));
    l->removing = removing;
    if (removing)
        start = pass(l, s, &head, &out);
    bits_copy(live, s->kind == S_DO ? &start : &head);
    if (s->kind == S_FOR)
        live_block(l, s->body[INIT], live);
}

/* ------------------------------------------------------------------ branches */

static void live_if(Live *l, Stmt *s, Bits *live)
{
    Bits otherwise = copy_of(live);
    live_block(l, s->body[IF_THEN], live);
    live_block(l, s->body[IF_ELSE], &otherwise);
    bits_union(live, &otherwise);
    live_expr(l, s->e[0], live);
}

static void live_switch(Live *l, Stmt *s, Bits *live)
{
    Bits out = copy_of(live), cases = {0}, *at_cases = l->at_cases;
    const Bits *at_break = l->at_break;
    bool has_default = l->has_default;
    l->at_break = &out;
    l->at_cases = &cases;
    l->has_default = false;
    live_block(l, s->body[BODY], live);
    bits_copy(live, &cases);
    if (!l->has_default)
        bits_union(live, &out);
    live_expr(l, s->e[0], live);
    l->at_break = at_break;
    l->at_cases = at_cases;
    l->has_default = has_default;
}

/* --------------------------------------------------------------------- jumps */

static Bits *at_label(Live *l, Sym *label)
{
    Bits *set = map_get(&l->labels, label);
    if (!set) {
        set = new (Bits);
        map_set(&l->labels, label, set);
        append(&l->label_syms, label);
    }
    return set;
}

static void live_jump(Live *l, Stmt *s, Bits *live)
{
    static const Bits none;
    const Bits *target = s->kind == S_BREAK      ? l->at_break
                         : s->kind == S_CONTINUE ? l->at_continue
                         : s->kind == S_GOTO     ? at_label(l, s->label)
                                                 : &none;
    bits_copy(live, target ? target : &none);
    if (s->kind == S_GOTO_ADDR)
        for (int i = 0; i < l->label_syms.n; i++)
            bits_union(live, at_label(l, l->label_syms.at[i]));
    live_expr(l, s->e[0], live);
}

static void live_mark(Live *l, Stmt *s, const Bits *live)
{
    if (s->kind == S_LABEL)
        l->grew |= bits_union(at_label(l, s->label), live);
    else if (l->at_cases)
        bits_union(l->at_cases, live);
    l->has_default |= s->kind == S_DEFAULT;
}

/* A push reads the whole of its variable, be it an array. */
static void live_push(Live *l, const Stmt *s, Bits *live)
{
    Uses uses = {0};
    uses_of_stmt(&uses, s);
    add_reads(l, &uses, live);
}

static void live_stmt(Live *l, Stmt *s, Bits *live)
{
    switch (s->kind) {
    case S_PUSH:
        live_push(l, s, live);
        break;
    case S_EXPR:
        if (s->e[0]->kind == E_ASSIGN)
            live_assignment(l, s, live);
        else
            live_expr(l, s->e[0], live);
        break;
    case S_DECL:
        live_decl(l, s, live);
        break;
    case S_IF:
        live_if(l, s, live);
        break;
    case S_WHILE:
        live_loop(l, s, live, pass_while);
        break;
    case S_DO:
        live_loop(l, s, live, pass_do);
        break;
    case S_FOR:
        live_loop(l, s, live, pass_for);
        break;
    case S_SWITCH:
        live_switch(l, s, live);
        break;
    case S_CASE:
    case S_DEFAULT:
    case S_LABEL:
        live_mark(l, s, live);
        break;
    case S_BLOCK:
        live_block(l, s->body[BODY], live);
        break;
    case S_BREAK:
    case S_CONTINUE:
    case S_GOTO:
    case S_GOTO_ADDR:
    case S_RETURN:
        live_jump(l, s, live);
        break;
    case S_POP:
        live_pop(l, s, live);
        break;
    default:
        live_expr(l, s->e[0], live);
        break;
    }
}

/* Backwards, from what is live at the end to what is live at the start. */
/* ------------------------------------------------------------------ restored variables */

/* The variable of the source in  v = v_s[i];  that is put back from a block of the tape. */
static Facts *restored_by(Simplify *c, const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    const Expr *from = e && e->op == OP_NONE ? skip_conv(e->kid[RHS]) : NULL;
    const Sym *block = from && from->kind == E_INDEX ? ref_sym(from->kid[BASE]) : NULL;
    Sym *v = block && block->on_tape ? ref_sym(e->kid[LHS]) : NULL;
    Facts *facts = v && v->kind == SYM_VAR ? private_facts(c, v) : NULL;
    return facts && is_scalar(v->type) && !facts->fixed ? facts : NULL;
}

static Walk find_jump(Stmt *s, void *context)
{
    (void)context;
    bool stays = s->kind == S_EXPR || s->kind == S_DECL || s->kind == S_COMMENT ||
                 s->kind == S_NULL || s->kind == S_IF || s->kind == S_FOR || s->kind == S_BLOCK;
    return stays ? WALK_ON : WALK_STOP;
}

/* Does anything from s on write v, or leave the list? */
static bool is_left_alone(Simplify *c, const Facts *v, Stmt *s, Stmt *last)
{
    if (!s)
        return true;
    for (Stmt *t = s; t; t = t->next)
        if (bits_has(&effect_of(c, t)->writes, v->index))
            return false;
    return walk_block((Block){s, last}, find_jump, NULL, NULL);
}

typedef struct Renaming {
    const Sym *from;
    Sym *to;
} Renaming;

static Expr *rename_ref(Expr *e, void *context)
{
    const Renaming *r = context;
    return e->kind == E_REF && e->u.sym == r->from ? ref(r->to) : e;
}

/* v = v_s[i]; ... v ...   ->   T v1 = v_s[i]; ... v1 ...   where v is not read after the list */
static void restore_locally(Live *l, Stmt *s, Block list, const Facts *facts)
{
    Simplify *c = l->c;
    if (!c->names_known) {
        c->names = names_in(c->f);
        c->names_known = true;
    }
    Sym *v = facts->sym;
    Renaming r = {v, new_sym(SYM_VAR, free_name(&c->names, v->name), unqualified(v->type))};
    r.to->generated = true;
    r.to->renews = v->renews ? v->renews : v; /* the same storage to the analyses */
    r.to->primal = v->primal;
    r.to->on_tape = v->on_tape;
    if (s->next)
        rewrite_block((Block){s->next, list.last}, rename_ref, &r);
    r.to->init = s->e[0]->kid[RHS];
    s->kind = S_DECL;
    s->e[0] = NULL;
    append(&s->decls, r.to);
    c->changed = true;
}

static void live_block(Live *l, Block b, Bits *live)
{
    Bits end = {0};
    if (l->removing)
        end = copy_of(live);
    Stmts list = {0};
    for (Stmt *s = b.first; s; s = s->next)
        append(&list, s);
    for (int i = list.n - 1; i >= 0; i--) {
        Stmt *s = list.at[i];
        const Facts *v = l->removing ? restored_by(l->c, s) : NULL;
        if (v && !bits_has(&end, v->index) && is_left_alone(l->c, v, s->next, b.last)) {
            bits_remove(live, v->index);
            restore_locally(l, s, b, v);
        }
        live_stmt(l, s, live);
    }
}

static void remove_dead_stores(Simplify *c)
{
    Live l = {.c = c};
    do {
        Bits live = {0};
        l.grew = false;
        live_block(&l, c->f->body, &live);
    } while (l.grew);
    l.removing = true;
    Bits live = {0};
    live_block(&l, c->f->body, &live);
}

/* ------------------------------------------------------ variables and control */

/* Does the declaration only make a variable that nothing else mentions? */
static bool is_unused(Simplify *c, const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 && s->tags.n == 0 ? s->decls.at[0] : NULL;
    Facts *facts = v && v->kind == SYM_VAR ? private_facts(c, v) : NULL;
    return facts && !facts->fixed && facts->reads == 0 && facts->writes == (v->init != NULL) &&
           (!v->init || is_pure(v->init));
}

/* Nothing but comments? */
static bool is_idle(Block b)
{
    for (const Stmt *s = b.first; s; s = s->next)
        if (s->kind != S_COMMENT && s->kind != S_NULL)
            return false;
    return true;
}

/* A loop that only counts its own variable. */
static bool is_idle_for(Simplify *c, const Stmt *s)
{
    const Stmt *init = s->body[INIT].first;
    if (!is_idle(s->body[BODY]) || !s->e[0] || s->e[0]->has_value || !is_pure(s->e[0]) || !init ||
        init->kind != S_DECL || init->decls.n != 1 || !private_facts(c, init->decls.at[0]))
        return false;
    Sym *v = init->decls.at[0];
    if (v->init && !is_pure(v->init))
        return false;
    for (const Stmt *k = s->body[STEP].first; k; k = k->next) {
        const Expr *e = k->kind == S_EXPR ? k->e[0] : NULL;
        if (!e || e->kind != E_ASSIGN || ref_sym(e->kid[LHS]) != v || !is_pure(e->kid[RHS]))
            return false;
    }
    return true;
}

/* The opposite of a condition. */
static Expr *negated(Expr *e)
{
    static const Op opposite[OP_COUNT] = {[OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
                                          [OP_GE] = OP_LT, [OP_GT] = OP_LE, [OP_LE] = OP_GT};
    Expr *bare = skip_conv(e);
    if (bare->kind == E_UNARY && bare->op == OP_LNOT)
        return bare->kid[0];
    if (bare->kind == E_BINARY && opposite[bare->op]) {
        bool ordered = bare->op == OP_EQ || bare->op == OP_NE || is_integer(bare->kid[LHS]->type);
        if (ordered) { /* a < b is not !(a >= b) where one may be NaN */
            bare->op = opposite[bare->op];
            return bare;
        }
    }
    return unary(OP_LNOT, e);
}

/* Branches that do nothing. */
static bool tidy_if(Simplify *c, Stmt *s)
{
    bool idle_else = !s->has_else || is_idle(s->body[IF_ELSE]);
    if (s->has_else && idle_else) {
        s->has_else = false;
        s->body[IF_ELSE] = (Block){0};
        c->changed = true;
    }
    if (!is_idle(s->body[IF_THEN]))
        return false;
    if (idle_else)
        return is_pure(s->e[0]);
    s->e[0] = negated(s->e[0]);
    s->body[IF_THEN] = s->body[IF_ELSE];
    s->body[IF_ELSE] = (Block){0};
    s->has_else = false;
    c->changed = true;
    return false;
}

static bool is_useless(Simplify *c, Stmt *s)
{
    switch (s->kind) {
    case S_NULL:
        return true;
    case S_DECL:
        return is_unused(c, s);
    case S_IF:
        return tidy_if(c, s);
    case S_FOR:
        return is_idle_for(c, s);
    case S_BLOCK:
        return is_idle(s->body[BODY]);
    default:
        return false;
    }
}

/* Names in a list, for what an inner block declares and the list is to declare itself. */
typedef struct ListNames {
    bool known;
    int place;    /* of the statement at hand, from 1 */
    Map declared; /* names that the list declares */
    Map inner;    /* variables that are declared within its statements */
    Map last;     /* name -> place of the last statement that means something else by it */
} ListNames;

static Walk note_inner(Stmt *s, void *context)
{
    ListNames *names = context;
    for (int i = 0; i < s->decls.n; i++)
        map_set(&names->inner, s->decls.at[i], s->decls.at[i]);
    return WALK_ON;
}

static Walk note_outer(Expr *e, void *context)
{
    ListNames *names = context;
    if (e->kind == E_REF && !map_has(&names->inner, e->u.sym))
        map_set(&names->last, intern(e->u.sym->name), (void *)(intptr_t)names->place);
    return WALK_ON;
}

static void note_declared(ListNames *names, const Stmt *list)
{
    for (const Stmt *s = list; s; s = s->next)
        for (int i = 0; i < s->decls.n; i++)
            map_set(&names->declared, intern(s->decls.at[i]->name), s->decls.at[i]);
}

/* Looks at a list once for all its blocks: 'before' is done with, 'after' is to come. */
static void look_at_names(ListNames *names, const Stmt *before, Stmt *after)
{
    int here = names->place;
    note_declared(names, before);
    note_declared(names, after);
    walk_block((Block){after, after}, note_inner, NULL, names);
    for (Stmt *s = after; s; s = s->next) {
        names->place++;
        walk_stmt(s, NULL, note_outer, names);
    }
    names->place = here;
    names->known = true;
}

/* May v be declared in the list around its block? */
static bool can_grow(const Simplify *c, const ListNames *names, const Sym *v)
{
    for (int i = 0; i < c->f->params.n; i++)
        if (str_eq(c->f->params.at[i]->name, v->name))
            return false;
    const char *name = intern(v->name);
    return !v->global && !map_has(&names->declared, name) &&
           (intptr_t)map_get(&names->last, name) <= names->place;
}

static bool is_label(const Stmt *s)
{
    return s && (s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT);
}

/* Can { ... } be dropped around the statements?  What they declare is then seen after them. */
static bool can_open(const Simplify *c, ListNames *names, const Stmt *s, Block before, Stmt *after)
{
    if (s->kind != S_BLOCK || s->text)
        return false;
    for (const Stmt *k = s->body[BODY].first; k; k = k->next) {
        if (k->kind == S_OPAQUE || is_label(k) || k->tags.n > 0)
            return false;
        if (k->decls.n > 0 && !names->known)
            look_at_names(names, before.first, after);
        for (int i = 0; i < k->decls.n; i++) {
            Type *t = k->decls.at[i]->type;
            if (!can_grow(c, names, k->decls.at[i]) || !is_scalar(t) || t->kind == T_OPAQUE)
                return false;
        }
    }
    return true;
}

static void sweep(Simplify *c, Block *b)
{
    Block out = {0};
    ListNames names = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        names.place++;
        for (int i = 0; i < 3; i++)
            sweep(c, &s->body[i]);
        bool null_after_label = s->kind == S_NULL && is_label(out.last);
        if (is_useless(c, s) && !null_after_label) {
            c->changed |= s->kind != S_NULL;
        } else if (can_open(c, &names, s, out, next)) {
            note_declared(&names, s->body[BODY].first);
            out = join(out, s->body[BODY]);
            c->changed = true;
        } else {
            add_stmt(&out, s);
        }
    }
    *b = out;
}

void remove_dead(Simplify *c)
{
    remove_dead_stores(c);
    bool changed = c->changed;
    *c = gather_facts(c->f);
    c->changed = changed;
    sweep(c, &c->f->body);
}
