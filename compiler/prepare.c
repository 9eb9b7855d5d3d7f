/* prepare.c - gives every statement a form that can be run backwards.
 *
 *     if (*p > 0.0) *p = g(*p, &n);      ->      _Bool c = *p > 0.0;
 *                                                if (c) { double t = g(*p, &n);  *p = t; }
 *
 *     while (x > eps) {                  ->      int left = 0;  long trips = 0;
 *         ...; if (n > 9) break; ...             while (x > eps) { trips += 1; ...
 *                                                    if (n > 9) { left = 1; break; } ... }
 *
 * What the reverse sweep asks about the past and cannot find out again becomes a variable:
 * conditions whose operands change, trip counts, which jump left a list of statements.  From then
 * on these are values like any other, and save.c decides whether they are still there, computed
 * again or kept on the tape.
 */
#include "reverse.h"
#include "trace.h"

static Block prepare_block(Adjoint *a, Block b, Stmt *around, bool tail);

Plan *plan_of(Adjoint *a, const Stmt *s)
{
    Plan *plan = map_get(&a->plan, s);
    if (!plan) {
        plan = new (Plan);
        map_set(&a->plan, s, plan);
    }
    return plan;
}

Sym *new_local(Adjoint *a, const char *name, Type *t)
{
    Sym *v = new_sym(SYM_VAR, free_name(&a->names, name), t);
    v->generated = true;
    return v;
}

/* ------------------------------------------------------------------ values that must be kept */

/* A variable that holds e, declared in 'out'. */
Sym *hold_value(Adjoint *a, const char *name, Expr *e, Block *out)
{
    Type *t = named_type(unqualified(decay(e->type)));
    Sym *v = new_local(a, name, t);
    Bits leads = pointers_of_value(a->p, e);
    bits_copy(&place_of(a->p, v)->points_to, &leads);
    if (holds_reals(t) && is_active_expr(a->p, e)) {
        bits_add(&a->p->shadowed, place_of(a->p, v)->id);
    }
    place_of(a->p, v)->inst = a->f;
    Stmt *s = decl_stmt(v, e);
    s->loc = e->loc;
    add_stmt(out, s);
    return v;
}

/* Is the value of e, or the storage it names, changed by these writes? */
static bool changed_by(Adjoint *a, const Expr *e, bool as_lvalue, const Bits *writes)
{
    Bits reads = {0};
    if (as_lvalue)
        add_address_reads(a->p, e, &reads);
    else
        add_reads(a->p, e, &reads);
    return bits_meet(&reads, writes);
}

/* Does e read memory that the program writes somewhere?  Then a flag is cheaper to keep than its
 * operands. */
static bool reads_written_memory(Adjoint *a, const Expr *e)
{
    Bits reads = {0};
    add_reads(a->p, e, &reads);
    for (int i = bits_next(&reads, 0); i >= 0; i = bits_next(&reads, i + 1))
        if (!a->p->places.at[i / CLASSES]->exact && bits_has(&a->p->written, i))
            return true;
    return false;
}

/* Makes sure that the choice e[0] of an if or switch can be made again after the branches ran. */
static void hold_choice(Adjoint *a, Stmt *s, Block *out)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    for (int i = 0; i < 2; i++)
        block_effects(a->p, s->body[i], &reads, &writes, &observable);
    if (!changed_by(a, s->e[0], false, &writes) && !reads_written_memory(a, s->e[0]))
        return;
    Expr *e = s->e[0];
    if (s->kind == S_IF) {
        Sym *c = new_local(a, "c", type_bool);
        place_of(a->p, c)->inst = a->f;
        Stmt *d = decl_stmt(c, e);
        d->loc = e->loc;
        add_stmt(out, d);
        s->e[0] = ref(c);
    } else {
        s->e[0] = ref(hold_value(a, "choice", e, out));
    }
}

/* ------------------------------------------------------------------ calls and assignments */

/* The call that makes up the right side e, below conversions; NULL if there is none. */
Expr *call_in(Program *p, Expr *e)
{
    (void)p;
    e = e ? call_of(e) : NULL;
    return e && e->kind == E_CALL ? e : NULL;
}

Expr *call_of_stmt(Program *p, const Stmt *s)
{
    Expr *e = s->kind == S_EXPR                 ? s->e[0]
              : s->kind == S_DECL && s->decls.n ? s->decls.at[0]->init
                                                : NULL;
    return e ? call_in(p, e->kind == E_ASSIGN ? e->kid[RHS] : e) : NULL;
}

static void hold_arguments(Adjoint *a, Expr *call, Block *out)
{
    Inst *callee = inst_of_call(a->p, call);
    Bits writes = {0};
    if (callee)
        bits_copy(&writes, &callee->writes);
    else if (custom_writes(call))
        writes = library_writes(a->p, call);
    for (int i = ARGS; i < call->nkid; i++)
        if (changed_by(a, call->kid[i], false, &writes))
            call->kid[i] = ref(hold_value(a, "arg", call->kid[i], out));
}

static bool args_changed_by(Adjoint *a, const Expr *call, const Bits *writes)
{
    for (int i = ARGS; i < call->nkid; i++)
        if (changed_by(a, call->kid[i], false, writes))
            return true;
    return false;
}

/* x = g(x):  the old x must be known where g is reversed, before x is restored. */
static bool must_split(Adjoint *a, const Expr *lhs, const Expr *call)
{
    Inst *callee = inst_of_call(a->p, call);
    if (!callee && !custom_adjoint(call))
        return false;
    Bits target = access_of(a->p, lhs);
    if (!callee && custom_writes(call))
        return true;
    for (int i = ARGS; !callee && i < call->nkid; i++) {
        Bits reads = pointed_accesses(a->p, call->kid[i]);
        if (bits_meet(&reads, &target))
            return true;
    }
    if (!callee)
        return args_changed_by(a, call, &target);
    if (changed_by(a, lhs, true, &callee->writes) || bits_meet(&target, &callee->reads) ||
        bits_meet(&target, &callee->writes))
        return true;
    return args_changed_by(a, call, &target);
}

/* p = memcpy(q, ...)   ->   memcpy(q, ...);  p = q */
static Expr *block_call_first(Adjoint *a, Expr *value, Block *out)
{
    Expr *call = call_in(a->p, value);
    if (!is_block_call(call))
        return value;
    Stmt *s = expr_stmt(call);
    s->loc = call->loc;
    add_stmt(out, s);
    return cast(unqualified(value->type), clone_expr(call->kid[ARGS], NULL));
}

/* Do pointers in the variable lead to storage with derivatives? */
static bool initialises_shadow(Adjoint *a, Sym *v)
{
    return reaches_shadowed(a->p, place_of(a->p, v)->points_to);
}

static Stmt *assign_stmt(Sym *v, Expr *e)
{
    Stmt *s = expr_stmt(assign(ref(v), e));
    s->loc = e->loc;
    return s;
}

/* A variable that holds what a call returns.  Of a struct with pointers the callee sets the shadow
 * too, which is declared after the variable. */
static Sym *hold_call(Adjoint *a, Expr *value, Block *out)
{
    Sym *t = hold_value(a, "t", value, out);
    if (is_record(t->type) && initialises_shadow(a, t)) {
        t->init = NULL;
        add_stmt(out, assign_stmt(t, value));
    }
    return t;
}

/* The shadow of the pointer that a call gives goes nowhere: as to a piece for integers. */
static void note_ignored(Adjoint *a, Expr *call, const Expr *lhs)
{
    Inst *callee = call ? inst_of_call(a->p, call) : NULL;
    if (callee && is_pointer(lhs->type) && !moves_shadow(a, lhs))
        callee->result_ignored = true;
}

static void prepare_assign(Adjoint *a, Stmt *s, Block *out)
{
    s->e[0]->kid[RHS] = block_call_first(a, s->e[0]->kid[RHS], out);
    Expr *e = s->e[0], *call = call_in(a->p, e->kid[RHS]);
    if (has_two_results(call)) {
        e->kid[RHS] = hold_two_results(a, e->kid[RHS], call, out);
        call = NULL;
    }
    if (call)
        hold_arguments(a, call, out);
    if (call && (e->op != OP_NONE || is_allocation(call) || must_split(a, e->kid[LHS], call)))
        e->kid[RHS] = ref(hold_call(a, e->kid[RHS], out));
    note_ignored(a, call_in(a->p, e->kid[RHS]), e->kid[LHS]);
    if (!call && is_shadowed(a->p, e->kid[LHS]))
        name_costly(a, e->kid[LHS], &e->kid[RHS], out);
    Bits target = access_of(a->p, e->kid[LHS]);
    if (changed_by(a, e->kid[LHS], true, &target))
        e->kid[LHS] = deref(ref(hold_value(a, "at", address_of(e->kid[LHS]), out)));
    add_stmt(out, s);
}

static void prepare_decl(Adjoint *a, Stmt *s, Block *out)
{
    Sym *v = s->decls.n ? s->decls.at[0] : NULL;
    if (v && v->init)
        v->init = block_call_first(a, v->init, out);
    Expr *call = v ? call_in(a->p, v->init) : NULL;
    if (has_two_results(call)) {
        v->init = hold_two_results(a, v->init, call, out);
        call = NULL;
    }
    if (call)
        hold_arguments(a, call, out);
    Block assignments = {0};
    bool is_local = v && v->storage != ST_STATIC && !v->global;
    if (is_local && v->init && v->init->kind == E_INIT &&
        (is_active_expr(a->p, v->init) || initialises_shadow(a, v)))
        assignments = spread_initialiser(v);
    if (is_local && call && is_record(v->type) && initialises_shadow(a, v)) {
        /* the callee sets pointers in the shadow, which is declared after the variable */
        v->type = unqualified(v->type);
        prepare_assign(a, assign_stmt(v, v->init), &assignments);
        v->init = NULL;
    }
    if (v && v->init)
        note_ignored(a, call_in(a->p, v->init), ref(v));
    bool named = is_local && v->init && v->init->kind != E_INIT && is_scalar(v->type);
    if (named && v->wish != WISH_RECOMPUTE && is_shadowed(a->p, ref(v)))
        name_costly_parts(a, v->init, out);
    add_stmt(out, s);
    *out = join(*out, assignments);
}

/* ------------------------------------------------------------------ jumps that leave a list early
 */

/* Where a statement stands. */
typedef struct Position {
    Stmt *around; /* innermost loop or switch, NULL if none */
    bool tail;    /* the function ends with this statement */
    bool direct;  /* it stands in the list of cases itself */
    Stmt *next;   /* in the source */
} Position;

/* The last statement of a group of cases needs no code: the group ends there anyway. */
static bool ends_group(const Stmt *s, Position at)
{
    return s->kind == S_BREAK && at.direct &&
           (!at.next || at.next->kind == S_CASE || at.next->kind == S_DEFAULT);
}

static Stmt *bookkeeping(Adjoint *a, Expr *e)
{
    Stmt *s = expr_stmt(e);
    plan_of(a, s)->bookkeeping = true;
    return s;
}

static Sym *code_sym(Adjoint *a, Sym **code, const char *name)
{
    if (!*code) {
        *code = new_local(a, name, type_int);
        place_of(a->p, *code)->inst = a->f;
    }
    return *code;
}

/* Stores the jump's number in the code variable of every list of statements it leaves. */
static void prepare_jump(Adjoint *a, Stmt *s, Position at, Block *out)
{
    Plan *plan = plan_of(a, s);
    plan->outer_loop = at.around;
    if ((s->kind == S_RETURN && at.tail) || ends_group(s, at)) {
        plan->tail = true;
        add_stmt(out, s);
        return;
    }
    append(&a->exits, ((Exit){s, a->next_code--}));
    int code = a->exits.at[a->exits.n - 1].code;
    for (Stmt *t = at.around; t; t = plan_of(a, t)->outer_loop) {
        Plan *outer = plan_of(a, t);
        bool reached = s->kind == S_BREAK || (s->kind == S_CONTINUE && is_loop(t));
        Sym *v = s->kind == S_CONTINUE && is_loop(t) ? code_sym(a, &outer->continue_code, "skipped")
                                                     : code_sym(a, &outer->break_code, "left");
        add_stmt(out, bookkeeping(a, assign(ref(v), int_const(code))));
        if (reached)
            break;
    }
    if (s->kind == S_RETURN)
        add_stmt(out, bookkeeping(a, assign(ref(code_sym(a, &a->return_code, "returned")),
                                            int_const(code))));
    add_stmt(out, s);
}

/* ------------------------------------------------------------------ loops and the rest */

static void prepare_loop(Adjoint *a, Stmt *s, Stmt *around, Block *out)
{
    Plan *plan = plan_of(a, s);
    plan->outer_loop = around;
    plan->counted = find_counted(a->p, s);
    if (!plan->counted) {
        plan->trips = new_local(a, "trips", type_long);
        place_of(a->p, plan->trips)->inst = a->f;
    }
    plan->joined = plan->counted && may_be_joined(a->p, s) && hold_loads(a, s);
    s->body[BODY] = prepare_block(a, s->body[BODY], s, false);
    for (Stmt *t = s->body[STEP].first; t; t = t->next)
        plan_of(a, t)->outer_loop = s;
    Block before = {0};
    if (!plan->counted) {
        if (s->kind == S_FOR) {
            before = prepare_block(a, s->body[INIT], around, false);
            s->body[INIT] = (Block){0};
        }
        add_stmt(&before, decl_stmt(plan->trips, int_const(0)));
        Stmt *count = bookkeeping(a, assign_op(OP_ADD, ref(plan->trips), int_const(1)));
        s->body[BODY] = join(block_of(count), s->body[BODY]);
    }
    if (plan->continue_code)
        s->body[BODY] = join(block_of(decl_stmt(plan->continue_code, int_const(0))), s->body[BODY]);
    if (plan->break_code)
        add_stmt(&before, decl_stmt(plan->break_code, int_const(0)));
    if (is_empty(before)) {
        add_stmt(out, s);
        return;
    }
    add_stmt(&before, s);
    if (s->kind == S_FOR && before.first->kind == S_DECL && !before.first->decls.at[0]->generated)
        add_stmt(out, block_stmt(before)); /* the loop's own variables end with it */
    else
        *out = join(*out, before);
}

static bool mentioned_elsewhere(Block b, const Stmt *decl, Sym *v)
{
    bool here = false;
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_CASE || s->kind == S_DEFAULT)
            here = false;
        here |= s == decl;
        if (!here && stmt_mentions(s, v))
            return true;
    }
    return false;
}

/* Variables of the switch's own block that several groups of cases use are declared before it. */
static Block hoist_declarations(Block b, Block *out)
{
    Block rest = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        bool hoist = v && v->storage != ST_STATIC && mentioned_elsewhere(b, s, v);
        if (hoist && v->init && !is_scalar(v->type))
            error_at(
                s->loc,
                "'%s' is declared in one case and used in another; declare it before the switch",
                v->name);
        Stmt copy = *s;
        s->next = NULL;
        if (!hoist) {
            Stmt *kept = new_stmt(S_NULL, s->loc);
            *kept = copy;
            kept->next = NULL;
            add_stmt(&rest, kept);
            s->next = next;
            continue;
        }
        s->next = next;
        add_stmt(out, decl_stmt(v, NULL));
        if (copy.decls.at[0]->init)
            add_stmt(&rest, expr_stmt(assign(ref(v), copy.decls.at[0]->init)));
    }
    return rest;
}

static void prepare_switch(Adjoint *a, Stmt *s, Stmt *around, Block *out)
{
    Plan *plan = plan_of(a, s);
    plan->outer_loop = around;
    hold_choice(a, s, out);
    s->body[BODY] = wrap_groups(hoist_declarations(s->body[BODY], out));
    s->body[BODY] = prepare_block(a, s->body[BODY], s, false);
    if (plan->break_code)
        add_stmt(out, decl_stmt(plan->break_code, int_const(0)));
    add_stmt(out, s);
}

static Walk find_declaration(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i] == context)
            return WALK_STOP;
    return WALK_ON;
}

/* v = c ? e : v   ->   if (c) v = e;   where a loop hands v on, as the largest of many: then a
 * flag tells the reverse sweep which it was, where it would need the old v.  Else NULL. */
static Stmt *choice_of_many(const Stmt *s, const Stmt *loop)
{
    const Expr *e = s->e[0];
    Sym *v = e->kind == E_ASSIGN && e->op == OP_NONE ? ref_sym(e->kid[LHS]) : NULL;
    Expr *value = v ? skip_conv(e->kid[RHS]) : NULL;
    if (!v || v->kind != SYM_VAR || v->global || v->storage == ST_STATIC || v->address_taken ||
        is_volatile(v->type) || !is_real_floating(strip(v->type)) || value->kind != E_COND ||
        !same_type(value->type, v->type) || !loop || !is_loop(loop) ||
        !walk_block(loop->body[BODY], find_declaration, NULL, v))
        return NULL;
    bool kept = ref_sym(value->kid[ELSE]) == v && same_type(value->kid[THEN]->type, v->type);
    if (!kept)
        return NULL;
    Stmt *taken = expr_stmt(assign(ref(v), value->kid[THEN])), *branch;
    branch = if_stmt(value->kid[COND], block_of(taken), (Block){0});
    taken->loc = branch->loc = s->loc;
    return branch;
}

static void prepare_stmt(Adjoint *a, Stmt *s, Position at, Block *out)
{
    Stmt *branch = s->kind == S_EXPR ? choice_of_many(s, at.around) : NULL;
    if (branch) {
        prepare_stmt(a, branch, at, out);
        return;
    }
    switch (s->kind) {
    case S_EXPR:
        plan_of(a, s)->outer_loop = at.around;
        if (s->e[0]->kind == E_ASSIGN) {
            prepare_assign(a, s, out);
            return;
        }
        if (has_two_results(call_in(a->p, s->e[0]))) {
            hold_two_results(a, s->e[0], call_in(a->p, s->e[0]), out);
            return;
        }
        if (call_in(a->p, s->e[0])) {
            Inst *callee = inst_of_call(a->p, call_in(a->p, s->e[0]));
            hold_arguments(a, call_in(a->p, s->e[0]), out);
            if (callee)
                callee->result_ignored = true;
        }
        break;
    case S_DECL:
        prepare_decl(a, s, out);
        return;
    case S_IF:
        hold_choice(a, s, out);
        s->body[IF_THEN] = prepare_block(a, s->body[IF_THEN], at.around, at.tail);
        s->body[IF_ELSE] = prepare_block(a, s->body[IF_ELSE], at.around, at.tail);
        break;
    case S_BLOCK:
        s->body[0] = prepare_block(a, s->body[0], at.around, at.tail);
        break;
    case S_FOR:
    case S_WHILE:
    case S_DO:
        prepare_loop(a, s, at.around, out);
        return;
    case S_SWITCH:
        prepare_switch(a, s, at.around, out);
        return;
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
        prepare_jump(a, s, at, out);
        return;
    case S_GOTO:
    case S_GOTO_ADDR:
        die("a goto that lower_goto() left");
    default:
        break;
    }
    add_stmt(out, s);
}

/* around: the innermost loop or switch; tail: the function ends with this list */
static Block prepare_block(Adjoint *a, Block b, Stmt *around, bool tail)
{
    Block out = {0};
    bool direct =
        around && around->kind == S_SWITCH && b.first && around->body[BODY].first == b.first;
    for (Stmt *s = b.first, *next; s; s = next) {
        const Stmt *before = out.last;
        Loc loc = s->loc;
        next = s->next;
        s->next = NULL;
        hold_record_choices(a, s, &out);
        prepare_stmt(a, s, (Position){around, tail && !next, direct, next}, &out);
        trace_as_one(before ? before->next : out.first, loc);
    }
    return out;
}

/* Prepares a statement without jumps and puts it at the end of out. */
void prepare_list(Adjoint *a, Stmt *s, Block *out)
{
    *out = join(*out, prepare_block(a, block_of(s), NULL, false));
}

static int count_jumps(Block b)
{
    int n = 0;
    for (Stmt *s = b.first; s; s = s->next) {
        n += s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN;
        for (int i = 0; i < 3; i++)
            n += count_jumps(s->body[i]);
    }
    return n;
}

void prepare(Adjoint *a)
{
    a->next_code = count_jumps(a->f->body->body);
    a->f->body->body = prepare_block(a, a->f->body->body, NULL, true);
    if (a->return_code)
        a->f->body->body =
            join(block_of(decl_stmt(a->return_code, int_const(0))), a->f->body->body);
}
