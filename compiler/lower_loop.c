/* lower_loop.c - loops whose conditions or steps have effects.
 *
 *     while (n-- > 0) a;            while (n > 0) { n -= 1;  a; }  n -= 1;
 *     while ((c = get()) != 0) a;   while (1) { c = get();  if (c == 0) break;  a; }
 *     do a; while (--n > 0);        do { a;  n -= 1; } while (n > 0);
 *     for (;; i = f(i) + 1) a;      for (;;) { a;  int t1 = f(i);  i = t1 + 1; }
 *
 * The first form needs a body without break.  A continue in the body has to reach
 * what was moved to its end: the body becomes do { } while (0) that it leaves;
 * or, when a break of the body is in the way, what was moved goes to the top,
 * where a flag keeps it from the first round; or, when the body can be jumped
 * into, the continue becomes a goto.
 */
#include "lower.h"

/* ------------------------------------------------------------ break and continue of one loop */

typedef bool JumpVisitor(Stmt *s, bool in_switch, void *context);

/* Calls f for each break or continue (kind) in b that belongs to the loop whose body b is. */
static bool each_jump(Block b, StmtKind kind, bool in_switch, JumpVisitor *f, void *context);

/* The same inside the statement expressions of an expression. */
typedef struct InsideExpr {
    StmtKind kind;
    bool found;
} InsideExpr;

/* Accepts nothing: stops at the first jump. */
static bool refuse(Stmt *s, bool in_switch, void *context)
{
    (void)s;
    (void)in_switch;
    (void)context;
    return false;
}

/* Looks for jumps out of a statement expression. */
static Walk find_in_expr(Expr *e, void *context)
{
    InsideExpr *in = context;
    if (e->kind == E_STMT && !each_jump(*e->u.block, in->kind, false, refuse, NULL))
        in->found = true;
    return in->found ? WALK_STOP : WALK_ON;
}

/* Does e jump out of its statement by break or continue? */
static bool expr_jumps(Expr *e, StmtKind kind)
{
    InsideExpr in = {kind, false};
    if (e)
        walk_expr(e, find_in_expr, &in);
    return in.found;
}

static bool each_jump(Block b, StmtKind kind, bool in_switch, JumpVisitor *f, void *context)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool go_on = true;
        if (s->kind == kind)
            go_on = f(s, in_switch, context);
        else if (s->kind == S_IF)
            go_on = each_jump(s->body[IF_THEN], kind, in_switch, f, context) &&
                    each_jump(s->body[IF_ELSE], kind, in_switch, f, context);
        else if (s->kind == S_BLOCK || (s->kind == S_SWITCH && kind == S_CONTINUE))
            go_on = each_jump(s->body[0], kind, in_switch || s->kind == S_SWITCH, f, context);
        if (!go_on)
            return false;
    }
    return true;
}

/* Does the body of a loop leave the round (or loop) by continue (break)? */
static bool has_jump(Block body, StmtKind kind)
{
    return !each_jump(body, kind, false, refuse, NULL);
}

/* Refuses continues inside a switch. */
static bool accept_outside_switch(Stmt *s, bool in_switch, void *context)
{
    (void)s;
    (void)context;
    return !in_switch;
}

/* continue -> break */
static bool make_break(Stmt *s, bool in_switch, void *context)
{
    (void)in_switch;
    (void)context;
    s->kind = S_BREAK;
    return true;
}

/* continue -> goto label */
static bool make_goto(Stmt *s, bool in_switch, void *context)
{
    (void)in_switch;
    s->kind = S_GOTO;
    s->label = context;
    return true;
}

/* ------------------------------------------------------------ code at the end of each round */

/* if (!c) break; */
static Stmt *leave_unless(Expr *c)
{
    Loc loc = c->loc;
    Stmt *leave = new_stmt(S_BREAK, loc);
    Stmt *s = if_stmt(negation(c), block_of(leave), (Block){0});
    s->loc = loc;
    return s;
}

/* Is this the condition of a loop without end? */
static bool is_always(const Expr *c)
{
    return c->has_value && c->value != 0;
}

/* The condition of a loop without end. */
static Expr *always(Loc loc)
{
    return at(int_const(1), loc);
}

/* { if (!first) tail;  first = 0;  body }, and T first = 1; before the loop. */
static Block with_flag(Lower *l, Block body, Block tail, Loc loc)
{
    Sym *first = new_sym(SYM_VAR, fresh_or_same(l, "first"), type_int);
    first->loc = loc;
    first->generated = true;
    put(l, declare(first, always(loc), loc));
    Block result = {0};
    Stmt *later = if_stmt(at(unary(OP_LNOT, ref(first)), loc), tail, (Block){0});
    later->loc = loc;
    add_stmt(&result, later);
    Stmt *reset = expr_stmt(at(assign(ref(first), int_const(0)), loc));
    reset->loc = loc;
    add_stmt(&result, reset);
    return join(result, body);
}

/* { body;  label: ;  tail } with the continues of the body going to the label. */
static Block with_goto(Lower *l, Block body, Block tail, Loc loc)
{
    Sym *label = new_sym(SYM_LABEL, fresh_name(l, "next"), type_void);
    label->loc = loc;
    label->generated = true;
    each_jump(body, S_CONTINUE, false, make_goto, label);
    Stmt *mark = new_stmt(S_LABEL, loc);
    mark->label = label;
    add_stmt(&body, mark);
    return join(body, tail);
}

/* How statements are put at the end of a body so that its continues reach them. */
typedef enum TailForm { APPEND, NEST, FLAG, JUMP } TailForm;

/* The plainest form that is right. */
static TailForm tail_form(Block body, Block tail)
{
    if (is_empty(tail) || !has_jump(body, S_CONTINUE))
        return APPEND;
    if (!has_jump(body, S_BREAK) && each_jump(body, S_CONTINUE, false, accept_outside_switch, NULL))
        return NEST;
    return has_marks(body) ? JUMP : FLAG;
}

/* The body of a loop followed by 'tail', which every continue reaches too. */
static Block with_tail(Lower *l, TailForm form, Block body, Block tail, Loc loc)
{
    if (form == FLAG)
        return with_flag(l, body, tail, loc);
    if (form == JUMP)
        return with_goto(l, body, tail, loc);
    if (form == NEST) {
        each_jump(body, S_CONTINUE, false, make_break, NULL);
        Stmt *once = new_stmt(S_DO, loc);
        once->body[BODY] = body;
        once->e[0] = at(int_const(0), loc);
        body = block_of(once);
    }
    return join(body, tail);
}

/* Finds calls of functions of the program, and of those that are not known. */
static Walk find_call(Expr *e, void *context)
{
    (void)context;
    bool known = e->kind == E_CALL && callee_sym(e) && is_pure_library(callee_sym(e));
    return e->kind == E_CALL && !known ? WALK_STOP : WALK_ON;
}

/* Are these statements assignments of scalars only, fit for the step of a for?  What derivatives
 * make of calls and of whole structs has no place there. */
static bool is_plain(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind != S_EXPR || is_record(s->e[0]->type) || !walk_expr(s->e[0], find_call, NULL))
            return false;
    return true;
}

/* ------------------------------------------------------------ conditions */

/* A condition taken apart: what comes before it, its value, what comes after. */
typedef struct Condition {
    Block before;
    Expr *value;
    Block after;
} Condition;

/* Lowers a loop condition; 'after' is used only if the caller can put it on both ways out. */
static Condition lower_condition(Lower *l, Expr *e, bool can_split)
{
    Condition c = {0};
    int mark = l->pending.n;
    c.value = lower_into(l, &c.before, e);
    bool split = can_split && is_empty(c.before);
    if (split)
        l->pending.n = mark;
    Block *out = l->out;
    l->out = split ? &c.after : &c.before;
    put_postponed(l);
    l->out = out;
    l->pending.n = mark;
    return c;
}

/* The assignments of 'after' again, behind the loop, but for variables that only the loop sees. */
static void put_after_loop(Lower *l, Block after, Block init)
{
    for (Stmt *s = after.first; s; s = s->next) {
        Sym *v = root_of(s->e[0]->kid[LHS]);
        bool gone = false;
        for (Stmt *d = init.first; d; d = d->next)
            gone |= d->kind == S_DECL && d->decls.n && d->decls.at[0] == v;
        if (!gone)
            put(l, clone_stmt(s, NULL));
    }
}

/* Top of the body: what the condition became, with the test if it cannot stay. */
static Block tests(Condition *c, bool inside)
{
    Block b = c->before;
    if (c->value && (inside || !is_empty(c->before))) {
        if (!is_always(c->value))
            add_stmt(&b, leave_unless(c->value));
        c->value = NULL;
    }
    return join(b, c->after);
}

/* Stops at a statement expression. */
static Walk stop_at_statement(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_STMT ? WALK_STOP : WALK_ON;
}

/* Might the body of a loop, not lowered yet, leave the loop by a break? */
static bool may_break(Block body)
{
    return has_jump(body, S_BREAK) || !walk_block(body, NULL, stop_at_statement, NULL);
}

/* ------------------------------------------------------------ the loops */

/* while */
static void lower_while(Lower *l, Stmt *s)
{
    Condition c = lower_condition(l, s->e[0], !may_break(s->body[BODY]));
    Block after = clone_block(c.after, NULL);
    Block top = tests(&c, false);
    s->e[0] = c.value ? c.value : always(s->loc);
    s->body[BODY] = join(top, lower_block(l, s->body[BODY]));
    put(l, s);
    put_after_loop(l, after, (Block){0});
}

/* do */
static void lower_do(Lower *l, Stmt *s)
{
    Block body = lower_block(l, s->body[BODY]);
    Condition c = lower_condition(l, s->e[0], false);
    TailForm form = tail_form(body, c.before);
    if (!is_plain(c.before) || form == FLAG) {
        add_stmt(&c.before, leave_unless(c.value));
        s->kind = S_WHILE;
        c.value = always(s->loc);
    }
    s->e[0] = c.value;
    s->body[BODY] = with_tail(l, form, body, c.before, s->loc);
    put(l, s);
}

/* The variable that a simple statement of an init sets, or NULL. */
static Sym *variable_set(const Stmt *s)
{
    if (s->kind == S_DECL) {
        Sym *v = s->decls.n == 1 ? s->decls.at[0] : NULL;
        return v && v->init && is_pure(v->init) ? v : NULL;
    }
    if (s->kind != S_EXPR || s->e[0]->kind != E_ASSIGN || !is_pure(s->e[0]->kid[RHS]))
        return NULL;
    const Expr *lhs = s->e[0]->kid[LHS];
    bool plain = lhs->kind == E_REF && !reads_volatile(lhs) && !is_exposed(lhs->u.sym);
    return plain ? lhs->u.sym : NULL;
}

/* Can a, which comes first, go behind all that follows it? */
static bool can_go_last(const Stmt *a)
{
    Sym *v = variable_set(a);
    for (const Stmt *s = a->next; v && s; s = s->next) {
        Sym *w = variable_set(s);
        const Expr *value = a->kind == S_DECL ? v->init : a->e[0]->kid[RHS];
        const Expr *other = s->kind == S_DECL && w ? w->init : s->e[0];
        if (!w || w == v || mentions(value, w) || mentions(other, v))
            return false;
    }
    return v != NULL;
}

/* The statement of init that should stay there: one that sets what the condition looks at. */
static Stmt *best_init(Block init, const Expr *condition)
{
    for (Stmt *s = init.first; s; s = s->next) {
        Sym *v = variable_set(s);
        if (v && condition && mentions(condition, v) && can_go_last(s))
            return s;
    }
    return init.last && (init.last->kind == S_DECL || init.last->kind == S_EXPR) ? init.last : NULL;
}

/* Keeps in 'init' the one statement that a for may have there; the others go before the loop. */
static Block split_init(Block *init, const Expr *condition)
{
    Block before = {0};
    Stmt *keep = best_init(*init, condition);
    for (Stmt *s = init->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (s != keep)
            add_stmt(&before, s);
    }
    *init = block_of(keep);
    return before;
}

/* Is there a declaration? */
static bool declares(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_DECL)
            return true;
    return false;
}

/* for, its parts in the right places, put out */
static void put_for(Lower *l, Stmt *s, Condition c, Block step)
{
    Block after = clone_block(c.after, NULL);
    Block body = s->body[BODY];
    if (is_plain(step)) {
        s->body[BODY] = join(tests(&c, false), body);
        s->body[STEP] = step;
    } else {
        TailForm form = tail_form(body, step);
        Block top = tests(&c, form == FLAG);
        s->body[STEP] = (Block){0};
        if (form == FLAG)
            s->body[BODY] = with_tail(l, form, join(top, body), step, s->loc);
        else
            s->body[BODY] = join(top, with_tail(l, form, body, step, s->loc));
    }
    s->e[0] = c.value;
    put(l, s);
    put_after_loop(l, after, s->body[INIT]);
}

/* for */
static void lower_for(Lower *l, Stmt *s)
{
    Block init = lower_block(l, s->body[INIT]);
    Condition c = {0};
    if (s->e[0])
        c = lower_condition(l, s->e[0], !may_break(s->body[BODY]));
    s->body[BODY] = lower_block(l, s->body[BODY]);
    Block step = lower_block(l, s->body[STEP]);
    bool in_block = declares(init) && init.first->next;
    Block before = split_init(&init, c.value);
    s->body[INIT] = init;
    Block *out = l->out, enclosing = before;
    if (in_block)
        l->out = &enclosing;
    else
        *l->out = join(*l->out, before);
    put_for(l, s, c, step);
    l->out = out;
    if (in_block)
        put(l, block_stmt(enclosing));
}

void lower_loop(Lower *l, Stmt *s)
{
    if (s->e[0] && (expr_jumps(s->e[0], S_BREAK) || expr_jumps(s->e[0], S_CONTINUE))) {
        /* which loop those jumps mean is not clear */
        s->body[BODY] = lower_block(l, s->body[BODY]);
        put(l, s);
        return;
    }
    if (s->kind == S_WHILE)
        lower_while(l, s);
    else if (s->kind == S_DO)
        lower_do(l, s);
    else
        lower_for(l, s);
}
