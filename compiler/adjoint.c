/* adjoint.c - the two sweeps of a function, statement by statement.
 *
 *     s += x[i] * x[i];      ->      fwd: s += x[i] * x[i];      rev: x_b[i] += 2.0 * x[i] * s_b;
 *
 * Differentiating a statement gives a pair of blocks {fwd, rev}; a list of statements joins the
 * first parts in order and the second parts in reverse.  What the reverse part reads is as it was
 * before the statement: save.c has decided how.  A block of the source is a block in both sweeps:
 * in the reverse one its variables are declared again, with the values they had at its end, and
 * their adjoints start at zero.
 */
#include "reverse.h"
#include "trace.h"

/* ------------------------------------------------------------------ tape */

static Stmt *pop_stmt(Expr *lvalue)
{
    Stmt *s = new_stmt(S_POP, lvalue->loc);
    s->e[0] = lvalue;
    return s;
}

static Stmt *push_stmt(Expr *lvalue, Stmt *pop)
{
    Stmt *s = new_stmt(S_PUSH, lvalue->loc);
    s->e[0] = lvalue;
    s->origin = pop;
    return s;
}

/* Puts lvalue on the tape at the end of fwd and takes it back at the start of rev. */
static void save_value(Adjoint *a, Sweep *s, const Expr *lvalue)
{
    Stmt *pop = pop_stmt(copy(lvalue));
    Block before = {0};
    add_keep(a, lvalue, &before);
    add_stmt(&s->fwd, push_stmt(copy(lvalue), pop));
    add_stmt(&before, pop);
    s->rev = join(before, s->rev);
}

/* ------------------------------------------------------------------ single statements */

bool moves_shadow(Adjoint *a, const Expr *lvalue)
{
    if (is_record(lvalue->type))
        return record_has_shadow_pointers(a, lvalue);
    return !a->f->inactive && is_pointer(lvalue->type) && base_needs_shadow(a->p, lvalue);
}

/* p_b moves with p */
static void move_shadow(Adjoint *a, const Expr *e, Block *fwd)
{
    if (is_record(e->kid[LHS]->type)) {
        move_record_pointers(a, e->kid[LHS], e->kid[RHS], fwd);
        return;
    }
    Expr *to = shadow(a, e->kid[LHS]);
    if (e->op != OP_NONE)
        add_stmt(fwd, expr_stmt(assign_op(e->op, to, copy(e->kid[RHS]))));
    else if (leads_to_shadowed(a->p, e->kid[RHS]))
        add_stmt(fwd, expr_stmt(assign(
                          to, as_shadow(shadow_pointer(a, e->kid[RHS]), e->kid[LHS]->type))));
    else
        add_stmt(fwd, expr_stmt(assign(to, int_const(0))));
}

static Expr *undo(const Expr *e, Expr *lvalue)
{
    Op op = e->op == OP_ADD ? OP_SUB : e->op == OP_SUB ? OP_ADD : e->op;
    return assign_op(op, lvalue, copy(e->kid[RHS]));
}

/* Restores what s overwrites, on either side of its adjoint statements: these are already in s. */
static void save_target(Adjoint *a, const Plan *plan, const Expr *e, bool with_shadow, Sweep *s)
{
    if (!plan->save)
        return;
    const Expr *lhs = e->kid[LHS];
    if (plan->inverse) {
        Block back = block_of(expr_stmt(undo(e, copy(lhs))));
        if (with_shadow)
            add_stmt(&back, expr_stmt(undo(e, shadow(a, lhs))));
        s->rev = join(back, s->rev);
        return;
    }
    save_value(a, s, lhs);
    if (with_shadow && is_record(lhs->type)) {
        Exprs pointers = shadow_pointers_in(a, lhs);
        for (int i = 0; i < pointers.n; i++)
            save_value(a, s, pointers.at[i]);
    } else if (with_shadow) {
        save_value(a, s, shadow(a, lhs));
    }
}

/* A call on the right side: the callee's own restores come first in the reverse sweep. */
static Sweep sweep_call_assign(Adjoint *a, Stmt *st, Expr *call, const Plan *plan)
{
    Expr *e = st->e[0];
    Sweep s = {{0}, {0}}, restore = {{0}, {0}};
    bool with_shadow = moves_shadow(a, e->kid[LHS]);
    save_target(a, plan, e, with_shadow, &restore);
    s.fwd = restore.fwd;
    if (inst_of_call(a->p, call))
        reverse_call(a, call, e->kid[LHS], false, &s.rev);
    else
        s.rev = plan->rev;
    if (custom_adjoint(call)) {
        check_custom(a, call, plan->custom);
        save_ranges(a, call, plan, &s);
    }
    s.rev = join(s.rev, restore.rev);
    Block after = {0};
    replace_call(a, &e->kid[RHS], call, with_shadow ? e->kid[LHS] : NULL, &s.fwd, &after);
    add_stmt(&s.fwd, st);
    s.fwd = join(s.fwd, after);
    return s;
}

static Sweep sweep_expr(Adjoint *a, Stmt *st)
{
    Plan *plan = plan_of(a, st);
    Expr *e = st->e[0];
    Sweep s = {{0}, {0}};
    if (e->kind != E_ASSIGN) {
        Expr *call = call_in(a->p, e);
        if (is_sort(call))
            return sweep_sort(a, st, call);
        if (is_block_call(call))
            return sweep_block_call(a, st, call);
        if (call && custom_adjoint(call))
            return sweep_custom(a, st, call);
        if (call && inst_of_call(a->p, call)) {
            reverse_call(a, call, NULL, false, &s.rev);
            replace_call(a, &st->e[0], call, NULL, NULL, NULL);
            add_stmt(&s.fwd, st);
            move_fields(plan, &s);
            return s;
        } else if (call) {
            check_library_call(a, call);
        }
        add_stmt(&s.fwd, st);
        return s;
    }
    Expr *call = call_in(a->p, e->kid[RHS]);
    if (call)
        check_library_call(a, call);
    if (call)
        return sweep_call_assign(a, st, call, plan);
    s.rev = plan->rev;
    bool with_shadow = moves_shadow(a, e->kid[LHS]);
    save_target(a, plan, e, with_shadow, &s);
    if (with_shadow)
        move_shadow(a, e, &s.fwd);
    add_stmt(&s.fwd, st);
    return s;
}

/* ------------------------------------------------------------------ declarations */

static Sweep sweep_decl(Adjoint *a, Stmt *st)
{
    Sweep s = {{0}, {0}};
    Sym *v = st->decls.n ? st->decls.at[0] : NULL;
    Expr *call = v && v->init ? call_in(a->p, v->init) : NULL;
    Plan *plan = plan_of(a, st);
    s.rev = plan->rev;
    if (is_allocation(call))
        return sweep_allocation(a, st, call);
    if (call) {
        check_library_call(a, call);
        if (inst_of_call(a->p, call))
            reverse_call(a, call, ref(v), true, &s.rev);
        if (custom_adjoint(call)) {
            check_custom(a, call, plan->custom);
            save_ranges(a, call, plan, &s);
        }
    }
    Block after = {0};
    bool copied = v && v->init && !call && v->init->kind != E_INIT && v->storage != ST_STATIC;
    if (copied && record_has_shadow_pointers(a, ref(v)))
        move_record_pointers(a, ref(v), v->init, &after);
    if (v && is_pointer(v->type) && v->storage != ST_STATIC && needs_shadow(a->p, v)) {
        Sym *v_b = shadow_sym(a, v);
        Expr *start = NULL;
        if (v->init && !call)
            start = leads_to_shadowed(a->p, v->init)
                        ? as_shadow(shadow_pointer(a, v->init), v->type)
                        : int_const(0);
        add_stmt(call ? &s.fwd : &after, decl_stmt(v_b, call ? int_const(0) : start));
    }
    bool takes_shadow = v && v->shadow && is_pointer(v->type);
    if (call)
        replace_call(a, &v->init, call, takes_shadow ? ref(v) : NULL, &s.fwd, &after);
    add_stmt(&s.fwd, st);
    s.fwd = join(s.fwd, after);
    return s;
}

/* Code that only runs forward, with the shadow pointers that move along. */
Block with_shadow_moves(Adjoint *a, Block b)
{
    Block out = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            s->body[i] = i == STEP && s->kind == S_FOR ? s->body[i]
                                                       : with_shadow_moves(a, s->body[i]);
        Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        if (e && e->kind == E_ASSIGN && is_pointer(e->kid[LHS]->type) &&
            moves_shadow(a, e->kid[LHS]))
            move_shadow(a, e, &out);
        add_stmt(&out, s);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (!v || !is_pointer(v->type) || v->storage == ST_STATIC || !needs_shadow(a->p, v))
            continue;
        bool leads = v->init && leads_to_shadowed(a->p, v->init);
        Expr *start = leads ? as_shadow(shadow_pointer(a, v->init), v->type)
                            : v->init ? int_const(0) : NULL;
        add_stmt(&out, decl_stmt(shadow_sym(a, v), start));
    }
    return out;
}

/* ------------------------------------------------------------------ jumps */

/* Values of a block's variables that go on the tape where the block is left, in order of
 * declaration. */
static void push_scope(const Scope *scope, Block *out)
{
    for (int i = scope->kept.n - 1; i >= 0; i--) {
        const Stmt *pop = scope->kept.at[i];
        add_stmt(out, push_stmt(copy(pop->e[0]), (Stmt *)pop));
    }
}

/* *result_b = the shadow of the returned pointer */
static Block give_shadow(Adjoint *a, const Expr *e)
{
    Block give = {0};
    Expr *to = deref(ref(a->result_b));
    if (is_record(e->type))
        copy_shadow_pointers(a, to, e, &give);
    else if (leads_to_shadowed(a->p, e))
        add_stmt(&give, expr_stmt(assign(to, shadow_pointer(a, e))));
    else
        add_stmt(&give, expr_stmt(assign(to, int_const(0))));
    return a->f->result_ignored ? block_of(if_stmt(ref(a->result_b), give, (Block){0})) : give;
}

static Sweep sweep_return(Adjoint *a, Stmt *st, const Plan *plan)
{
    Sweep s = {{0}, plan->rev};
    if (!a->result)
        ; /* nobody asks a function that runs again for its value */
    else if (a->whole && st->e[0] && a->single_return)
        add_stmt(&s.fwd, decl_stmt(a->result, st->e[0]));
    else if (a->whole && st->e[0])
        add_stmt(&s.fwd, expr_stmt(assign(ref(a->result), st->e[0])));
    if (a->whole && plan->tail)
        return s; /* the forward sweep ends here anyway */
    if (a->result_b && !a->whole && st->e[0])
        s.fwd = join(s.fwd, give_shadow(a, st->e[0]));
    for (Scope *scope = a->scope; scope; scope = scope->outer)
        push_scope(scope, &s.fwd);
    Stmt *jump = st;
    if (a->whole) {
        jump = new_stmt(S_GOTO, st->loc);
        jump->label = a->reverse_label;
    }
    add_stmt(&s.fwd, jump);
    a->left = true;
    return s;
}

static Sweep sweep_jump(Adjoint *a, Stmt *st)
{
    Plan *plan = plan_of(a, st);
    if (st->kind == S_RETURN)
        return sweep_return(a, st, plan);
    Sweep s = {{0}, {0}};
    for (Scope *scope = a->scope; scope; scope = scope->outer) {
        push_scope(scope, &s.fwd);
        if (scope->owner && (is_loop(scope->owner) || st->kind == S_BREAK))
            break;
    }
    add_stmt(&s.fwd, st);
    a->left = true;
    return s;
}

/* ------------------------------------------------------------------ which part of a list ran */

/* Codes of the jumps inside s that leave the list s stands in, as a range; by kind of code
 * variable. */
typedef struct Range {
    int low, high; /* 0: none */
} Range;

static void find_leaving(Adjoint *a, Stmt *s, bool in_loop, bool in_switch, bool of_continue,
                         Range *r)
{
    bool leaves_it = s->kind == S_RETURN || (s->kind == S_BREAK && !in_loop && !in_switch) ||
                     (s->kind == S_CONTINUE && !in_loop);
    if (leaves_it && !plan_of(a, s)->tail && (s->kind == S_CONTINUE) == of_continue) {
        int code = 0;
        for (int i = 0; i < a->exits.n; i++)
            if (a->exits.at[i].jump == s)
                code = a->exits.at[i].code;
        r->low = r->low && r->low < code ? r->low : code;
        r->high = r->high > code ? r->high : code;
    }
    bool loop = in_loop || is_loop(s);
    for (int i = 0; i < 3; i++)
        for (Stmt *t = s->body[i].first; t; t = t->next)
            find_leaving(a, t, loop, in_switch || s->kind == S_SWITCH, of_continue, r);
}

static Expr *outside(Sym *code, Range r)
{
    if (r.low == r.high)
        return binary(OP_NE, ref(code), int_const(r.low));
    return binary(OP_LOR, binary(OP_LT, ref(code), int_const(r.low)),
                  binary(OP_GT, ref(code), int_const(r.high)));
}

static Expr *both(Expr *a, Expr *b)
{
    return !a ? b : !b ? a : binary(OP_LAND, a, b);
}

/* True at run time if no jump inside s left the list; NULL if none can. */
Expr *went_on_after(Adjoint *a, Stmt *s, Stmt *around)
{
    Range breaks = {0, 0}, continues = {0, 0};
    find_leaving(a, s, false, false, false, &breaks);
    find_leaving(a, s, false, false, true, &continues);
    Sym *break_code = around ? plan_of(a, around)->break_code : a->return_code;
    Sym *continue_code = is_loop(around) ? plan_of(a, around)->continue_code : break_code;
    Expr *e = breaks.low ? outside(break_code, breaks) : NULL;
    return continues.low ? both(outside(continue_code, continues), e) : e;
}

/* ------------------------------------------------------------------ branches and loops */

static Sweep sweep_if(Adjoint *a, Stmt *st, Stmt *around)
{
    Sweep s = {{0}, {0}};
    Expr *c = copy(st->e[0]);
    Sweep then = sweep_block(a, st->body[IF_THEN], around, true);
    bool then_left = a->left;
    a->left = false;
    Sweep other = sweep_block(a, st->body[IF_ELSE], around, true);
    a->left = a->left && then_left;
    st->body[IF_THEN] = then.fwd;
    st->body[IF_ELSE] = other.fwd;
    st->has_else = !is_empty(other.fwd);
    add_stmt(&s.fwd, st);
    if (is_empty(then.rev) && !is_empty(other.rev))
        add_stmt(&s.rev, if_stmt(unary(OP_LNOT, c), other.rev, then.rev));
    else if (!is_empty(then.rev))
        add_stmt(&s.rev, if_stmt(c, then.rev, other.rev));
    return s;
}

/* The body of a loop whose iterations run again: forward as it was, in reverse both sweeps. */
static Sweep sweep_rerun(Adjoint *a, Stmt *st, Pair *pair)
{
    Kepts kept = {0};
    Scope *outer = a->scope;
    Block primal = prepare_rerun(a, st, &pair->commutes);
    Stmt whole = *st;
    whole.body[BODY] = primal; /* the variables of an iteration */
    a->scope = NULL; /* nothing of an iteration leaves it on the tape */
    Sweep s = sweep_list(a, st->body[BODY], st, &kept);
    a->scope = outer;
    s.rev = with_declarations(a, &kept, s.rev, false);
    if (!is_empty(s.rev)) {
        pair->effect = effect_of_reverse(a, &whole, s.rev);
        s.rev = join(s.fwd, s.rev);
        fuse_loops(a, &s.rev);
    }
    s.fwd = primal;
    return s;
}

static Sweep sweep_iterations(Adjoint *a, Stmt *st, Plan *plan)
{
    Sweep s = {{0}, {0}};
    Counted *c = plan->counted;
    bool declares = st->body[INIT].first->kind == S_DECL;
    Pair pair = {.forward = st, .index = c->i, .joined = plan->joined};
    bool apart = !bits_empty(&plan->independent) && do_iterations_commute(a, st);
    Sweep body = plan->rerun ? sweep_rerun(a, st, &pair)
                             : sweep_block(a, st->body[BODY], st, true);
    a->left = false;
    st->body[BODY] = body.fwd;
    Stmt *rev = NULL;
    if (!is_empty(body.rev)) {
        Counted mine = *c;
        if (declares) {
            mine.i = renewed(c->i);
            body.rev = with_sym(body.rev, c->i, mine.i);
        }
        rev = reversed_loop(&mine, declares, new_local(a, "k", type_long), body.rev);
        rev->loc = st->loc;
        rev->independent = apart;
        pair.reverse = rev;
        pair.reverse_index = mine.i;
        if (plan->rerun)
            append(&a->pairs, pair);
    }
    s.fwd = block_of(st);
    if (rev) {
        Block after_loop = {0}, after_rev = {0};
        Sweep around = block_tape(a, c, st, rev, &after_loop, &after_rev);
        s.fwd = join(join(around.fwd, s.fwd), after_loop);
        bool own_scope = around.rev.first != NULL;
        s.rev = join(join(around.rev, block_of(rev)), after_rev);
        if (own_scope)
            s.rev = block_of(block_stmt(s.rev));
    }
    return s;
}

static Sweep sweep_counted(Adjoint *a, Stmt *st, Plan *plan)
{
    Sweep s = plan->runs ? sweep_runs(a, st) : sweep_iterations(a, st, plan);
    if (plan->save && st->body[INIT].first->kind != S_DECL) {
        Sweep restore = {{0}, {0}};
        save_value(a, &restore, ref(plan->counted->i));
        s.fwd = join(restore.fwd, s.fwd);
        s.rev = join(s.rev, restore.rev);
    }
    return s;
}

/* for (; trips > 0; trips--) { the step and the body, from where the iteration ended } */
static Sweep sweep_uncounted(Adjoint *a, Stmt *st, Plan *plan)
{
    Sweep s = {{0}, {0}};
    Sweep body = sweep_block(a, st->body[BODY], st, true);
    Sweep step = sweep_block(a, st->body[STEP], st, false);
    a->left = false;
    st->body[BODY] = body.fwd;
    st->body[STEP] = as_step(step.fwd);
    add_stmt(&s.fwd, st);
    Expr *complete = plan->break_code ? binary(OP_EQ, ref(plan->break_code), int_const(0)) : NULL;
    Block rev = step.rev;
    if (complete && !is_empty(rev))
        rev = block_of(if_stmt(complete, rev, (Block){0}));
    rev = join(rev, body.rev);
    if (is_empty(rev))
        return s;
    if (plan->break_code)
        add_stmt(&rev, expr_stmt(assign(ref(plan->break_code), int_const(0))));
    Stmt *loop = for_stmt((Block){0}, binary(OP_GT, ref(plan->trips), int_const(0)),
                          block_of(expr_stmt(unary(OP_POSTDEC, ref(plan->trips)))), rev);
    loop->loc = st->loc;
    loop->e[1] = assumption(plan, rev);
    add_stmt(&s.rev, loop);
    return s;
}

static Sweep sweep_loop(Adjoint *a, Stmt *st)
{
    Plan *plan = plan_of(a, st);
    Sweep s = plan->counted ? sweep_counted(a, st, plan) : sweep_uncounted(a, st, plan);
    Sweep restore = {{0}, {0}};
    for (int i = 0; i < plan->at_entry.n; i++)
        save_value(a, &restore, ref(plan->at_entry.at[i]));
    return (Sweep){join(restore.fwd, s.fwd), join(s.rev, restore.rev)};
}

static Sweep sweep_stmt(Adjoint *a, Stmt *st, Stmt *around)
{
    a->left = false;
    working_on("adjoint", st->loc);
    switch (st->kind) {
    case S_EXPR:
        return sweep_expr(a, st);
    case S_DECL:
        return sweep_decl(a, st);
    case S_IF:
        return sweep_if(a, st, around);
    case S_FOR:
    case S_WHILE:
    case S_DO:
        return sweep_loop(a, st);
    case S_SWITCH:
        return sweep_switch(a, st);
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
        return sweep_jump(a, st);
    case S_BLOCK: {
        Sweep s = sweep_block(a, st->body[0], around, true);
        if (is_empty(s.fwd))
            return s;
        st->body[0] = s.fwd;
        Stmt *rev = is_empty(s.rev) ? NULL : block_stmt(s.rev);
        return (Sweep){block_of(st), block_of(rev)};
    }
    case S_OPAQUE:
        if (!st->tags.n && starts_with(st->text, "asm"))
            error_at(st->loc, "inline assembly in a function that is differentiated; move it to a "
                                "function of its own that is ADCC_INACTIVE");
        return (Sweep){block_of(st), {0}};
    case S_NULL:
    case S_COMMENT:
    case S_CASE:
    case S_DEFAULT:
    case S_LABEL:
        return (Sweep){block_of(st), {0}};
    default:
        error_at(st->loc, "this statement is not differentiated; write it in "
                           "another way, or in a function whose derivative you give");
        return (Sweep){{0}, {0}};
    }
}

Sweep sweep_simple(Adjoint *a, Stmt *s)
{
    return sweep_stmt(a, s, NULL);
}

/* ------------------------------------------------------------------ lists of statements */

/* Variables of a block that go on the tape at its end: the pops are made here, where the name is
 * known. */
static void keep_variable(Adjoint *a, Stmt *st, Expr *declared, Kept *kept)
{
    Sym *v = st->decls.at[0];
    *kept = (Kept){.decl = st, .declared = declared};
    if (!a->scope || !plan_of(a, st)->keep_at_end || v->global)
        return;
    kept->pop = pop_stmt(ref(v));
    append(&a->scope->kept, kept->pop);
    kept->release = can_live_on_tape(a, st) ? release_from_tape() : NULL;
    if (is_pointer(v->type) && needs_shadow(a->p, v)) {
        kept->shadow_pop = pop_stmt(ref(shadow_sym(a, v)));
        append(&a->scope->kept, kept->shadow_pop);
    }
    Exprs pointers = kept_pointers_in(a, v);
    for (int i = 0; i < pointers.n; i++) {
        append(&kept->leaf_pops, pop_stmt(pointers.at[i]));
        append(&a->scope->kept, kept->leaf_pops.at[i]);
    }
}

static void mark_skipped(Block fwd, int skipped)
{
    for (Stmt *s = fwd.first; s; s = s->next)
        s->skipped = skipped;
}

/* The list in both directions; 'kept' receives what its declarations need in the reverse block. */
Sweep sweep_list(Adjoint *a, Block b, Stmt *around, Kepts *kept)
{
    Sweep all = {{0}, {0}};
    Sweeps parts = {0};
    Exprs guards = {0};
    Expr *declared = NULL;
    for (Stmt *st = b.first, *next; st; st = next) {
        next = st->next;
        Expr *guard = went_on_after(a, st, around);
        Block note = origin_comment(a, st);
        bool is_decl = st->kind == S_DECL && st->decls.n == 1;
        if (is_decl && plan_of(a, st)->keep_at_end && is_array(st->decls.at[0]->type))
            st->decls.at[0]->filled =
                next && is_written_whole(a->p, (Block){next, b.last}, st->decls.at[0]);
        Traced of = traced(st);
        st->next = NULL;
        Sweep part = sweep_stmt(a, st, around);
        part.rev = trace_adjoint(&of, a->return_b, part.rev);
        if (plan_of(a, st)->skip)
            mark_skipped(part.fwd, plan_of(a, st)->skip);
        if (is_decl) {
            Kept k;
            keep_variable(a, st, declared ? copy(declared) : NULL, &k);
            append(kept, k);
            if (k.release)
                add_stmt(&part.rev, k.release);
        }
        if (guard)
            declared = both(declared, copy(guard));
        if (!is_empty(part.rev))
            part.rev = join(note, part.rev);
        append(&parts, part);
        append(&guards, guard);
    }
    for (int i = 0; i < parts.n; i++)
        all.fwd = join(all.fwd, parts.at[i].fwd);
    for (int i = parts.n - 1; i >= 0; i--) {
        if (guards.at[i] && !is_empty(all.rev))
            all.rev = block_of(if_stmt(guards.at[i], all.rev, (Block){0}));
        all.rev = join(all.rev, parts.at[i].rev);
    }
    return all;
}

/* The statements of a list that only sweep_list() does not take apart. */
static Block clone_types(Block b)
{
    Block out = {0};
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_OPAQUE)
            add_stmt(&out, clone_stmt(s, NULL));
    return out;
}

/* A block of the source: scope says that its variables are declared again in the reverse sweep. */
Sweep sweep_block(Adjoint *a, Block b, Stmt *around, bool scope)
{
    Scope here = {.outer = a->scope,
                  .owner = around && around->body[BODY].first == b.first ? around : NULL};
    Kepts kept = {0};
    if (!scope)
        return sweep_list(a, b, around, &kept);
    a->scope = &here;
    a->left = false;
    Block list = clone_types(b);
    Sweep s = sweep_list(a, b, around, &kept);
    if (!a->left)
        push_scope(&here, &s.fwd);
    a->scope = here.outer;
    s.rev = with_declarations(a, &kept, s.rev, true);
    move_to_tape(a, &kept, &s);
    s.rev = join(local_types_for(list, s.rev), s.rev);
    return s;
}

Sweep sweep_body(Adjoint *a, Block b)
{
    if (!a->whole || a->nested)
        return sweep_block(a, b, NULL, true);
    Kepts kept = {0};
    Sweep s = sweep_list(a, b, NULL, &kept);
    s.rev = with_declarations(a, &kept, s.rev, false);
    return s;
}
