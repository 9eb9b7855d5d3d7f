/* save.c - what the reverse sweep needs of the past, and how it gets it.
 *
 *     for (i = 0; i < n; i++) { double r = x[i] - m;  s += r * r;  m = s; }
 *     the reverse of  s += r * r  reads r: declared again as x[i] - m, were m not written after it
 * in the block; so r goes on the tape at the end of the block.  m is overwritten and was read by
 * nobody's reverse: nothing is saved.
 *
 * The reverse sweep of a statement runs in the storage as it was before the statement: what the
 * statement overwrites is put back first, if anybody's reverse code will read it (to-be-recorded
 * analysis: Hascoet, Naumann, Pascual 2005).  Variables of a block are declared anew in the block's
 * reverse; their last values are
 *   - computed again, if the initialiser is pure and nothing that it reads is written later in the
 * block;
 *   - else taken from the tape, if the reverse code reads them at all.
 * The sets of accesses that are needed only grow along the text, so jumps need no special care.
 */
#include "reverse.h"
#include "tangent.h"

/* ------------------------------------------------------------------ the reverse code of single
 * statements */

typedef struct Reads {
    Program *p;
    Bits *into;
} Reads;

static Walk reads_of_stmt(Stmt *s, void *context)
{
    Reads *r = context;
    for (int i = 0; i < 2; i++)
        if (s->e[i])
            add_reads(r->p, s->e[i], r->into);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->init)
            add_reads(r->p, s->decls.at[i]->init, r->into);
    return WALK_ON;
}

/* A shadow as the variable it belongs to. */
static Expr *as_primal(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_REF && e->u.sym->kind != SYM_FUNC && e->u.sym->primal)
        e->u.sym = e->u.sym->primal;
    return e;
}

/* A shadow pointer that is read must be what it was: it is kept where the pointer is. */
static Walk add_pointer_reads(Expr *e, void *context)
{
    Reads *r = context;
    bool lvalue = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (lvalue && is_pointer(e->type)) {
        Bits access = access_of(r->p, e);
        bits_union(r->into, &access);
    }
    return WALK_ON;
}

void block_reads(Program *p, Block b, Bits *into)
{
    Reads r = {p, into};
    walk_block(b, reads_of_stmt, NULL, &r);
    Block primal = clone_block(b, NULL);
    rewrite_block(primal, as_primal, NULL);
    walk_block(primal, NULL, add_pointer_reads, &r);
}

/* Drops the indices of the counted loops around s: in the reverse loop they are what they were. */
static void drop_indices(Adjoint *a, const Stmt *s, Bits *reads)
{
    for (const Stmt *t = plan_of(a, s)->outer_loop; t; t = plan_of(a, t)->outer_loop) {
        const Counted *c = plan_of(a, t)->counted;
        Bits index = {0};
        if (c)
            index = access_of(a->p, ref(c->i));
        for (int i = bits_next(&index, 0); i >= 0; i = bits_next(&index, i + 1))
            bits_remove(reads, i);
    }
}

/* What may change while the innermost loop around s runs; without a loop, what anything may. */
static Bits written_around(Adjoint *a, const Stmt *s)
{
    const Stmt *loop = plan_of(a, s)->outer_loop;
    while (loop && loop->kind == S_SWITCH)
        loop = plan_of(a, loop)->outer_loop;
    if (!loop)
        return a->p->written;
    Bits reads = {0}, writes = {0};
    bool observable = false;
    stmt_effects(a->p, loop, &reads, &writes, &observable);
    return writes;
}

/* i += c of a local integer or pointer can be undone by i -= c, and i ^= c by itself. */
static bool can_invert(Adjoint *a, const Stmt *s, const Expr *e)
{
    if (e->op != OP_ADD && e->op != OP_SUB && e->op != OP_XOR)
        return false;
    Sym *v = ref_sym(e->kid[LHS]);
    if (!v || !place_of(a->p, v)->exact || !is_integer(e->kid[RHS]->type))
        return false;
    if (!is_integer(v->type) && !is_pointer(v->type))
        return false;
    if (strip(v->type)->kind == T_BOOL)
        return false;
    Bits reads = {0}, writes = written_around(a, s);
    add_reads(a->p, e->kid[RHS], &reads);
    drop_indices(a, s, &reads);
    return !bits_meet(&reads, &writes);
}

static void plan_assign(Adjoint *a, Stmt *s, Plan *plan)
{
    Expr *e = s->e[0];
    plan->writes = access_of(a->p, e->kid[LHS]);
    Expr *call = call_in(a->p, e->kid[RHS]);
    if (call) {
        add_address_reads(a->p, e->kid[LHS], &plan->rev_reads);
        if (inst_of_call(a->p, call))
            ; /* needed_by_call() */
        else if (custom_adjoint(call))
            plan_custom(a, call, e->kid[LHS], false, plan);
        else if (!a->f->inactive && is_shadowed(a->p, e->kid[LHS]))
            reverse_assign(a, e->kid[LHS], e->op, int_const(0), false, &plan->rev);
    } else if (!a->f->inactive && is_shadowed(a->p, e->kid[LHS])) {
        reverse_assign(a, e->kid[LHS], e->op, e->kid[RHS], false, &plan->rev);
    }
    plan->inverse = can_invert(a, s, e);
}

/* The call that the expression or declaration s consists of, NULL if there is none. */
/* What restoring the target of an assignment reads. */
static void add_restore_reads(Adjoint *a, const Stmt *s, Bits *needed)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN)
        return;
    add_address_reads(a->p, e->kid[LHS], needed);
    if (plan_of(a, s)->inverse)
        add_reads(a->p, e->kid[RHS], needed);
}

void add_rev_reads(Adjoint *a, const Stmt *s, Bits *reads)
{
    bits_union(reads, &plan_of(a, s)->rev_reads);
    add_restore_reads(a, s, reads);
    Expr *call = call_of_stmt(a->p, s);
    for (int i = ARGS; call && inst_of_call(a->p, call) && i < call->nkid; i++)
        add_reads(a->p, call->kid[i], reads);
}

static void plan_decl(Adjoint *a, Stmt *s, Plan *plan)
{
    Sym *v = s->decls.n ? s->decls.at[0] : NULL;
    if (!v || v->kind != SYM_VAR)
        return;
    if (!v->init || v->storage == ST_STATIC || v->global)
        return;
    plan->writes = access_of(a->p, ref(v));
    Expr *call = call_in(a->p, v->init);
    if (is_allocation(call)) {
        plan_allocation(a, v, call, plan);
    } else if (call && !inst_of_call(a->p, call) && custom_adjoint(call)) {
        plan_custom(a, call, ref(v), true, plan);
    } else if ((!call || has_two_results(call)) && v->init->kind != E_INIT &&
               !a->f->inactive && is_shadowed(a->p, ref(v))) {
        reverse_assign(a, ref(v), OP_NONE, v->init, true, &plan->rev);
    }
}

static void plan_jump(Adjoint *a, Stmt *s, Plan *plan)
{
    if (s->kind == S_RETURN && s->e[0] && a->return_b && is_active_expr(a->p, s->e[0])) {
        a->value_of = (Map){0};
        if (is_record(s->e[0]->type))
            push_returned(a, s->e[0], &plan->rev);
        else
            push_back(a, s->e[0], ref(a->return_b), &plan->rev);
    }
    for (Stmt *t = plan->outer_loop; t && !plan->tail; t = plan_of(a, t)->outer_loop) {
        Plan *outer = plan_of(a, t);
        if (outer->break_code)
            add_reads(a->p, ref(outer->break_code), &plan->rev_reads);
        if (outer->continue_code)
            add_reads(a->p, ref(outer->continue_code), &plan->rev_reads);
    }
    if (s->kind == S_RETURN && !plan->tail)
        add_reads(a->p, ref(a->return_code), &plan->rev_reads);
}

static void plan_loop(Adjoint *a, Stmt *s, Plan *plan)
{
    if (!plan->counted) {
        add_reads(a->p, ref(plan->trips), &plan->rev_reads);
        return;
    }
    add_reads(a->p, plan->counted->first, &plan->rev_reads);
    add_reads(a->p, plan->counted->limit, &plan->rev_reads);
    if (s->body[INIT].first && s->body[INIT].first->kind == S_EXPR)
        plan->writes = access_of(a->p, ref(plan->counted->i));
}

static bool ends_program(const Stmt *s)
{
    const Sym *f = s->kind == S_EXPR && s->e[0]->kind == E_CALL ? callee_sym(s->e[0]) : NULL;
    return f && f->noreturn;
}

/* Is there nothing in b but jumps and the notes of them?  Then nobody asks on the way back whether
 * it ran: the notes say so. */
static bool only_jumps(Adjoint *a, Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind != S_BREAK && s->kind != S_CONTINUE && !plan_of(a, s)->bookkeeping &&
            !ends_program(s))
            return false;
    return true;
}

static Walk find_settled(Stmt *s, void *context)
{
    Adjoint *a = context;
    if (s->kind == S_FOR)
        plan_of(a, s)->settled = settled_elements(a, s);
    return WALK_ON;
}

static Walk find_independent(Stmt *s, void *context)
{
    if (s->independent)
        plan_of(context, s)->independent = independent_accesses(context, s);
    return WALK_ON;
}

static Walk plan_stmt(Stmt *s, void *context)
{
    Adjoint *a = context;
    Plan *plan = plan_of(a, s);
    plan->rev = plan->checks = (Block){0};
    plan->rev_reads = plan->writes = (Bits){0};
    plan->save = plan->was_saved = plan->recompute = plan->keep_at_end = plan->custom = false;
    plan->puts_back = plan->save_ranges = false;
    switch (s->kind) {
    case S_EXPR:
        if (s->e[0]->kind == E_ASSIGN)
            plan_assign(a, s, plan);
        else if (is_block_call(call_in(a->p, s->e[0])))
            plan_block_call(a, call_in(a->p, s->e[0]), plan);
        else if (is_sort(call_in(a->p, s->e[0])))
            plan_sort(a, call_in(a->p, s->e[0]), plan);
        else if (call_in(a->p, s->e[0]) && custom_adjoint(call_in(a->p, s->e[0])))
            plan_custom(a, call_in(a->p, s->e[0]), NULL, false, plan);
        break;
    case S_DECL:
        plan_decl(a, s, plan);
        break;
    case S_IF:
        if (!only_jumps(a, s->body[IF_THEN]) || !only_jumps(a, s->body[IF_ELSE]))
            add_reads(a->p, s->e[0], &plan->rev_reads);
        break;
    case S_SWITCH:
        add_reads(a->p, s->e[0], &plan->rev_reads);
        break;
    case S_FOR:
    case S_WHILE:
    case S_DO:
        plan_loop(a, s, plan);
        break;
    case S_RETURN:
    case S_BREAK:
    case S_CONTINUE:
        plan_jump(a, s, plan);
        break;
    default:
        break;
    }
    if (a->f->inactive)
        plan->rev = (Block){0};
    block_reads(a->p, plan->rev, &plan->rev_reads);
    return WALK_ON;
}

/* What the reverse code of s reads, now that it is another. */
void read_again(Adjoint *a, Stmt *s)
{
    Plan *plan = plan_of(a, s);
    block_reads(a->p, plan->rev, &plan->rev_reads);
}

/* ------------------------------------------------------------------ values computed again */

static bool leaves_list(Block b, bool in_loop, bool in_switch)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_RETURN || (s->kind == S_BREAK && !in_loop && !in_switch) ||
            (s->kind == S_CONTINUE && !in_loop))
            return true;
        bool loop = in_loop || s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        for (int i = 0; i < 3; i++)
            if (leaves_list(s->body[i], loop, in_switch || s->kind == S_SWITCH))
                return true;
    }
    return false;
}

/* Can the jumps inside s leave the list that s stands in? */
bool leaves(const Stmt *s)
{
    Stmt alone = *s;
    alone.next = NULL;
    return leaves_list((Block){&alone, &alone}, false, false);
}

/* writes: what the rest of the block writes */
static bool can_recompute(Adjoint *a, const Stmt *s, const Bits *writes, bool straight)
{
    Sym *v = s->decls.at[0];
    if (options.no_recompute || !v->init || v->storage == ST_STATIC || v->global)
        return false;
    if (is_array(v->type) || v->init->kind == E_INIT || v->wish == WISH_SAVE)
        return false;
    if (!is_pure(v->init) || (v->wish != WISH_RECOMPUTE && is_costly(v->init, straight)))
        return false;
    Bits reads = {0}, own = access_of(a->p, ref(v));
    add_reads(a->p, v->init, &reads);
    bits_union(&reads, &own);
    return !bits_meet(&reads, writes);
}

static void find_recomputable(Adjoint *a, Block b)
{
    Stmts list = {0};
    Bits reads = {0}, writes = {0};
    bool may_be_skipped = false, observable = false, straight = is_straight(b);
    for (Stmt *s = b.first; s; s = s->next) {
        append(&list, s);
        plan_of(a, s)->recompute = s->kind == S_DECL && s->decls.n == 1 && !may_be_skipped;
        may_be_skipped |= leaves(s);
        for (int i = 0; i < 2; i++)
            find_recomputable(a, s->body[i]);
    }
    for (int i = list.n - 1; i >= 0; i--) {
        Stmt *s = list.at[i];
        Plan *plan = plan_of(a, s);
        plan->recompute = plan->recompute && can_recompute(a, s, &writes, straight);
        stmt_effects(a->p, s, &reads, &writes, &observable);
    }
}

/* ------------------------------------------------------------------ what is needed */

static void needed_by_stmt(Adjoint *a, Stmt *s, Bits *needed);

/* A call has to be reversed if derivatives flow through it or it leaves something on the tape. */
bool call_is_reversed(Program *p, const Expr *call)
{
    Inst *f = inst_of_call(p, call);
    return f && (f->active || f->pushes);
}

static void needed_by_call(Adjoint *a, Expr *e, Bits *needed)
{
    if (!e || !call_is_reversed(a->p, e))
        return;
    Bits narrow = within_call(a->p, e, &inst_of_call(a->p, e)->needed);
    bits_union(needed, &narrow);
    for (int i = ARGS; i < e->nkid; i++)
        add_reads(a->p, e->kid[i], needed);
}

static void drop_local(Adjoint *a, Sym *v, Bits *needed)
{
    Place *place = place_of(a->p, v);
    for (int c = 0; c < CLASSES; c++)
        bits_remove(needed, access_bit(place->id, c));
}

bool is_needed(Adjoint *a, Sym *v, const Bits *needed)
{
    Place *place = place_of(a->p, v);
    for (int c = 0; c < CLASSES; c++)
        if (bits_has(needed, access_bit(place->id, c)))
            return true;
    return false;
}

/* What the sizes of an array declared again are read from. */
static void add_extents(Adjoint *a, const Sym *v, Bits *needed)
{
    for (Type *t = array_in(v->type); t; t = array_in(t->base))
        if (t->extent)
            add_reads(a->p, t->extent, needed);
}

/* Declarations from the last to the first: what recomputed ones read is needed too. */
static void needed_by_decls(Adjoint *a, Stmt *s, Bits *needed)
{
    if (!s)
        return;
    needed_by_decls(a, s->next, needed);
    if (s->kind != S_DECL || !s->decls.n)
        return;
    Plan *plan = plan_of(a, s);
    Sym *v = s->decls.at[0];
    bool wanted = is_needed(a, v, needed);
    if (wanted && plan->recompute)
        add_reads(a->p, v->init, needed);
    plan->keep_at_end = wanted && !plan->recompute && !plan->dead_at_end &&
                        v->storage != ST_STATIC && !v->global;
    add_extents(a, v, needed);
}

/* Everything that the reverse code of b reads of storage outside b. */
static void needed_by_block(Adjoint *a, Block b, Bits *needed)
{
    Bits inside = {0};
    bool declares = false;
    for (Stmt *s = b.first; s; s = s->next)
        declares |= s->kind == S_DECL;
    for (Stmt *s = b.first; s; s = s->next)
        needed_by_stmt(a, s, declares ? &inside : needed);
    if (!declares)
        return;
    needed_by_decls(a, b.first, &inside);
    for (Stmt *s = b.first; s; s = s->next)
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            drop_local(a, s->decls.at[i], &inside);
    bits_union(needed, &inside);
}

/* What the iterations of a loop put back for themselves is not needed after it. */
static void drop_settled(Adjoint *a, Stmt *s, Bits *needed)
{
    const Plan *plan = plan_of(a, s);
    if (plan->rerun || plan->runs)
        return;
    for (int i = bits_next(&plan->settled, 0); i >= 0; i = bits_next(&plan->settled, i + 1))
        bits_remove(needed, i);
}

static void needed_by_stmt(Adjoint *a, Stmt *s, Bits *needed)
{
    bits_union(needed, &plan_of(a, s)->rev_reads);
    if (plan_of(a, s)->save || plan_of(a, s)->was_saved)
        add_restore_reads(a, s, needed);
    needed_by_call(a, call_of_stmt(a->p, s), needed);
    if (plan_of(a, s)->rerun && !plan_of(a, s)->joined) /* else its reverse comes before the rest */
        needed_by_rerun(a, s, needed);
    if (plan_of(a, s)->runs)
        needed_by_runs(a, s, needed);
    Bits inside = {0}; /* a set of its own only where something is dropped from it */
    bool drops = !bits_empty(&plan_of(a, s)->settled);
    for (int i = 0; i < 3 && !plan_of(a, s)->rerun; i++)
        if (i != INIT || s->kind == S_IF)
            needed_by_block(a, s->body[i], drops ? &inside : needed);
    drop_settled(a, s, &inside);
    bits_union(needed, &inside);
    if (s->kind == S_FOR && s->body[INIT].first && s->body[INIT].first->kind == S_DECL)
        drop_local(a, s->body[INIT].first->decls.at[0], needed);
}

/* ------------------------------------------------------------------ what is saved */

typedef struct Record {
    Adjoint *a;
    Bits at_jumps; /* what is needed where a jump leaves a list */
    int switches;  /* around the statement at hand */
    bool grew;   /* the needs of some function at its entry did */
    bool pushes; /* something of this function goes on the tape and stays there ... */
    bool many;   /* ... and it may be much: arrays, what calls and inner loops save */
    int outside; /* loops around what is recorded as a trial */
    bool trial;  /* only to see what would be */
    int loops;   /* around the statement at hand */
} Record;

/* How a loop changes a variable. */
typedef struct Changes {
    Adjoint *a;
    const Sym *v;
    bool inverse; /* the statement at hand can be undone */
    bool others;  /* some cannot */
} Changes;

static void record_block(Record *r, Block b, Bits *needed, bool scope);

/* Something is saved, if 'really'. */
static void put_on_tape(Record *r, bool really, bool large)
{
    r->pushes |= really;
    r->many |= really && (large || r->loops > r->outside);
}

/* What a library function overwrites has an extent we do not know: it cannot be saved. */
static void record_library_call(Record *r, const Expr *call, const Bits *needed)
{
    Bits writes = custom_adjoint(call) ? custom_unknown_writes(r->a->p, call)
                                       : library_writes(r->a->p, call);
    if (bits_meet(&writes, needed))
        map_set(&r->a->overwrites, call, (void *)call); /* refuse_overwrites() says so */
}

/* free(p), realloc(p, n): is p itself needed?  Then it must lead somewhere. */
static bool needs_pointer(Record *r, const Expr *call, const Bits *needed)
{
    Bits reads = {0};
    add_reads(r->a->p, call->kid[ARGS], &reads);
    return bits_meet(&reads, needed);
}

static void record_call(Record *r, Expr *e, const Bits *needed)
{
    Inst *f = e ? inst_of_call(r->a->p, e) : NULL;
    if (e && !f && !r->trial && !is_sort(e) && !is_block_call(e) &&
        (!is_allocation(e) || callee_sym(e)->allocator))
        record_library_call(r, e, needed);
    const Expr *to, *from;
    if (is_allocation(e) && copies_block(e, &to, &from)) {
        Bits old = library_writes(r->a->p, e);
        r->grew |= settle_free(r->a, e, options.no_tbr || bits_meet(&old, needed) ||
                                            needs_pointer(r, e, needed));
        put_on_tape(r, true, true); /* the size that is copied */
    }
    if (!f)
        return;
    if (!f->joint && !r->trial) {
        Bits narrow = within_call(r->a->p, e, needed);
        r->grew |= bits_union(&f->needed_at_entry, &narrow);
    }
    put_on_tape(r, f->pushes && !f->joint, true);
}

/* What a function overwrites whose adjoint was given. */
static void record_ranges(Record *r, const Expr *call, Plan *plan, const Bits *needed)
{
    if (!call || !custom_adjoint(call))
        return;
    bool news = record_custom(r->a, call, plan, needed);
    r->grew |= news && !r->trial;
    put_on_tape(r, custom_writes(call) && (plan->save_ranges || plan->puts_back), true);
}

/* What goes on the tape need not be there any more: a write later in the list saves nothing. */
static void forget_saved(Record *r, const Stmt *s, Bits *needed)
{
    const Plan *plan = plan_of(r->a, s);
    Sym *v = s->e[0]->kind == E_ASSIGN ? ref_sym(s->e[0]->kid[LHS]) : NULL;
    if (v && plan->save && !plan->inverse && place_of(r->a->p, v)->exact && r->switches == 0 &&
        !options.no_tbr)
        drop_local(r->a, v, needed);
}

typedef struct Between {
    Adjoint *a;
    Bits all;
} Between;

static Walk add_needs(Stmt *s, void *context)
{
    Between *n = context;
    const Plan *plan = plan_of(n->a, s);
    add_rev_reads(n->a, s, &n->all);
    needed_by_call(n->a, call_of_stmt(n->a->p, s), &n->all);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        add_extents(n->a, s->decls.at[i], &n->all);
        if (plan->recompute)
            add_reads(n->a->p, s->decls.at[i]->init, &n->all);
    }
    if (plan->rerun)
        needed_by_rerun(n->a, s, &n->all);
    if (plan->runs)
        needed_by_runs(n->a, s, &n->all);
    return WALK_ON;
}

/* Does nobody read what s overwrites before it is put back by the reverse of what wrote it? */
static bool only_passes(Adjoint *a, const Stmt *s)
{
    const Plan *plan = plan_of(a, s);
    Between n = {.a = a};
    for (Stmt *t = plan->passing.first; t; t = t == plan->passing.last ? NULL : t->next) {
        Stmt *next = t->next;
        t->next = NULL;
        walk_block((Block){t, t}, add_needs, NULL, &n);
        t->next = next;
    }
    return plan->passing.first && !bits_meet(&n.all, &plan->writes);
}

static void record_write(Record *r, Stmt *s, Bits *needed)
{
    Plan *plan = plan_of(r->a, s);
    Expr *call = call_in(r->a->p, s->e[0]->kind == E_ASSIGN ? s->e[0]->kid[RHS] : s->e[0]);
    record_ranges(r, call, plan, needed);
    bits_union(needed, &plan->rev_reads);
    record_call(r, call, needed);
    bool block = is_sort(call) || is_block_call(call);
    if ((s->e[0]->kind == E_ASSIGN && !plan->bookkeeping) || block)
        plan->save = !plan->fresh && (options.no_tbr || (bits_meet(&plan->writes, needed) &&
                                                         !only_passes(r->a, s)));
    r->grew |= plan->save && !plan->was_saved && !r->trial;
    plan->was_saved |= plan->save && !r->trial;
    put_on_tape(r, plan->save && !plan->inverse, block || !is_scalar(s->e[0]->type));
    put_on_tape(r, is_sort(call) && !is_empty(plan->rev), true);
    if (block && !r->trial)
        r->grew |= settle_free(r->a, call, plan->save || needs_pointer(r, call, needed));
    put_on_tape(r, block && waits_to_be_freed(r->a, call), false);
    needed_by_stmt(r->a, s, needed);
    forget_saved(r, s, needed);
}

/* What is needed as it is when an iteration of s begins: what is needed before the loop, and what
 * the reverse of other iterations reads. */
static Bits needed_in_body(Record *r, Stmt *s, const Bits *before)
{
    Bits all = {0};
    needed_by_stmt(r->a, s, &all);
    if (!options.no_elements) {
        Bits own = own_elements(r->a, s);
        for (int i = bits_next(&own, 0); i >= 0; i = bits_next(&own, i + 1))
            bits_remove(&all, i);
    }
    const Bits *apart = &plan_of(r->a, s)->independent;
    for (int i = bits_next(apart, 0); i >= 0; i = bits_next(apart, i + 1))
        bits_remove(&all, i);
    bits_union(&all, before);
    return all;
}

/* What an iteration, reversed from the tape, would put on it. */
static Record try_iteration(Record *r, Stmt *s, const Bits *needed)
{
    Record trial = {.a = r->a, .trial = true, .loops = r->loops + 1, .outside = r->loops + 1};
    Bits before = needed_in_body(r, s, needed);
    record_block(&trial, s->body[BODY], &before, true);
    return trial;
}

/* Does an iteration, reversed from the tape, put anything on it? */
static bool pushes_in(Record *r, Stmt *s, const Bits *needed)
{
    return try_iteration(r, s, needed).pushes;
}

/* Would the loop, reversed from the tape, put anything on it that running again saves? */
static bool wants_rerun(Record *r, Stmt *s, const Bits *needed)
{
    bool outermost = r->a->f == r->a->p->root && r->loops == 0;
    if (!pushes_in(r, s, needed))
        return false;
    return is_rerun_cheap(r->a, s) || will_be_joined(r->a, s) ||
           (outermost && !(is_tape_small(r->a, s) && stands_apart(r->a, s)));
}

/* Decides whether the iterations of s run again; a decision against it is final. */
static void decide_rerun(Record *r, Stmt *s, const Bits *needed)
{
    Plan *plan = plan_of(r->a, s);
    if (r->trial || options.no_rerun || plan->never_rerun || !plan->counted)
        return;
    bool possible = can_rerun(r->a, s, needed) && (plan->joined || !saved_by_wish(r->a, s));
    bits_union(&plan->kept_state, needed);
    if (plan->joined && !possible)
        split_joined(r->a->p, s);
    if (plan->rerun && !possible) {
        plan->rerun = false;
        plan->never_rerun = true;
        r->grew = true;
    } else if (!plan->rerun && possible && (plan->joined || wants_rerun(r, s, needed))) {
        plan->rerun = true;
        r->grew = true;
    }
}

/* Decides whether the loop goes in runs that begin at saved states. */
static void decide_runs(Record *r, Stmt *s, const Bits *needed)
{
    Plan *plan = plan_of(r->a, s);
    bool open = !r->trial && r->loops == 0 && plan->counted && !plan->rerun;
    plan->runs = plan->runs && !plan->rerun;
    if (options.no_checkpoint || !open || plan->never_runs || wants_no_runs(s))
        return;
    bool possible = can_run_again(r->a, s, needed);
    if (plan->runs && !possible) {
        plan->runs = false;
        plan->never_runs = true;
        r->grew = true;
    } else if (!plan->runs && possible && is_worth_running_again(r->a, s)) {
        Record trial = try_iteration(r, s, needed);
        plan->runs = trial.many || (trial.pushes && wanted_span(s) != 0);
        r->grew |= plan->runs;
    }
    r->grew |= plan->runs && bits_union(&plan->kept_state, needed);
}

/* Does the user want runs that cannot be had? */
static void note_lack_of_runs(Record *r, Stmt *s, const Bits *needed)
{
    Plan *plan = plan_of(r->a, s);
    if (!r->trial)
        plan->lacks_runs = wanted_span(s) != 0 && !options.no_checkpoint && !plan->runs &&
                           !plan->rerun && pushes_in(r, s, needed);
}

/* The tape of an iteration that runs again is empty when it ends. */
static void record_rerun(Record *r, Stmt *s, Bits *needed)
{
    Record inner = {.a = r->a, .trial = r->trial, .loops = r->loops + 1};
    Bits inside = {0};
    record_block(&inner, s->body[BODY], &inside, false);
    for (Stmt *t = s->body[BODY].first; t; t = t->next)
        plan_of(r->a, t)->keep_at_end = false;
    r->grew |= inner.grew;
    needed_by_stmt(r->a, s, needed);
}

static Walk find_other_change(Expr *e, void *context)
{
    Changes *c = context;
    if (e->kind == E_ASSIGN && ref_sym(e->kid[LHS]) == c->v)
        c->others |= !c->inverse;
    return WALK_ON;
}

static Walk find_change(Stmt *s, void *context)
{
    Changes *c = context;
    c->inverse = plan_of(c->a, s)->inverse;
    if (s->kind == S_EXPR)
        walk_expr(s->e[0], find_other_change, c);
    return WALK_ON;
}

/* Does the loop change v in other ways than v += c? */
static bool changes_for_good(Adjoint *a, const Stmt *s, const Sym *v)
{
    Changes c = {.a = a, .v = v};
    walk_block(s->body[BODY], find_change, NULL, &c);
    walk_block(s->body[STEP], find_change, NULL, &c);
    return c.others;
}

/* A number that those before the loop need, that its iterations change, and that their reverse does
 * not read: it is saved once, before the loop. */
static void save_at_entry(Record *r, Stmt *s, Bits *inside)
{
    Plan *plan = plan_of(r->a, s);
    Bits own = {0}, reads = {0}, writes = {0};
    bool observable = false;
    plan->at_entry = (Syms){0};
    if (options.no_tbr)
        return;
    needed_by_stmt(r->a, s, &own);
    block_effects(r->a->p, s->body[BODY], &reads, &writes, &observable);
    block_effects(r->a->p, s->body[STEP], &reads, &writes, &observable);
    for (int i = bits_next(&writes, 0); i >= 0; i = bits_next(&writes, i + 1)) {
        const Place *place = r->a->p->places.at[i / CLASSES];
        bool counts = plan->counted && plan->counted->i == place->sym;
        if (!bits_has(inside, i) || bits_has(&own, i) || !place->exact || !place->sym || counts ||
            is_pointer(place->sym->type) || !changes_for_good(r->a, s, place->sym))
            continue;
        append(&plan->at_entry, place->sym);
        drop_local(r->a, place->sym, inside);
    }
}

static void record_loop(Record *r, Stmt *s, Bits *needed)
{
    Plan *plan = plan_of(r->a, s);
    plan->save = plan->counted && bits_meet(&plan->writes, needed);
    decide_rerun(r, s, needed);
    decide_runs(r, s, needed);
    note_lack_of_runs(r, s, needed);
    put_on_tape(r, plan->save, false);
    put_on_tape(r, plan->runs, true);
    if (plan->rerun) {
        record_rerun(r, s, needed);
        return;
    }
    r->loops++;
    Bits inside = needed_in_body(r, s, needed);
    save_at_entry(r, s, &inside);
    record_block(r, s->body[BODY], &inside, true);
    bits_union(&inside, &r->at_jumps);
    record_block(r, s->body[STEP], &inside, true);
    drop_settled(r->a, s, &inside);
    for (int i = 0; i < plan->at_entry.n && r->switches == 0; i++) /* else it may be passed by */
        drop_local(r->a, plan->at_entry.at[i], needed);
    bits_union(needed, &inside);
    needed_by_stmt(r->a, s, needed);
    r->loops--;
    put_on_tape(r, plan->at_entry.n > 0, false);
}

static void record_decl(Record *r, Stmt *s, Bits *needed)
{
    Expr *call = s->decls.n ? call_in(r->a->p, s->decls.at[0]->init) : NULL;
    record_ranges(r, call, plan_of(r->a, s), needed);
    record_call(r, call, needed);
    if (is_allocation(call))
        plan_allocation(r->a, s->decls.at[0], call, plan_of(r->a, s));
    needed_by_stmt(r->a, s, needed);
}

/* A jump in s passes by its condition, which its reverse asks again. */
static void note_way_out(Record *r, Stmt *s)
{
    bool nested = s->kind != S_EXPR && s->kind != S_DECL;
    if (nested && leaves(s))
        needed_by_stmt(r->a, s, &r->at_jumps);
}

static void record_stmt(Record *r, Stmt *s, Bits *needed)
{
    switch (s->kind) {
    case S_EXPR:
        record_write(r, s, needed);
        break;
    case S_DECL:
        record_decl(r, s, needed);
        break;
    case S_IF: {
        Bits other = {0};
        bits_copy(&other, needed);
        record_block(r, s->body[IF_THEN], needed, true);
        record_block(r, s->body[IF_ELSE], &other, true);
        bits_union(needed, &other);
        needed_by_stmt(r->a, s, needed);
        break;
    }
    case S_FOR:
    case S_WHILE:
    case S_DO:
        record_loop(r, s, needed);
        break;
    default:
        if (s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN)
            bits_union(&r->at_jumps, needed);
        r->switches += s->kind == S_SWITCH;
        record_block(r, s->body[BODY], needed, true);
        r->switches -= s->kind == S_SWITCH;
        needed_by_stmt(r->a, s, needed);
    }
    note_way_out(r, s);
}

/* Numbers of b that its reverse reads, but not as they are at its end. */
static void find_dead_at_end(Record *r, Block b, const Bits *needed)
{
    Bits again = {0}; /* read by declarations of the reverse sweep */
    for (Stmt *s = b.first; s; s = s->next) {
        if (plan_of(r->a, s)->recompute)
            add_reads(r->a->p, s->decls.at[0]->init, &again);
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            add_extents(r->a, s->decls.at[i], &again);
    }
    for (Stmt *s = b.first; s; s = s->next) {
        Plan *plan = plan_of(r->a, s);
        Sym *v = plan->keep_at_end ? s->decls.at[0] : NULL;
        plan->dead_at_end = v && place_of(r->a->p, v)->exact && !is_needed(r->a, v, needed) &&
                            !is_needed(r->a, v, &r->at_jumps) && !is_needed(r->a, v, &again);
        plan->keep_at_end = plan->keep_at_end && !plan->dead_at_end;
    }
}

static void record_block(Record *r, Block b, Bits *needed, bool scope)
{
    Bits inside = {0}; /* settles keep_at_end of b's declarations */
    for (Stmt *s = b.first; s && !r->trial; s = s->next)
        plan_of(r->a, s)->dead_at_end = false;
    needed_by_block(r->a, b, &inside);
    for (Stmt *s = b.first; s; s = s->next)
        record_stmt(r, s, needed);
    if (!r->trial)
        find_dead_at_end(r, b, needed);
    for (Stmt *s = b.first; s && scope; s = s->next)
        if (plan_of(r->a, s)->keep_at_end)
            put_on_tape(r, true, !is_scalar(s->decls.at[0]->type));
}

/* ------------------------------------------------------------------ the whole program */

/* Does f move pointers to storage with derivatives that others can see?  Then their shadows have to
 * move along, though no derivative flows. */
static bool moves_pointers(Program *p, const Inst *f)
{
    Bits writes = {0};
    bits_copy(&writes, &f->writes);
    for (int i = 0; i < p->places.n; i++) {
        const Place *place = p->places.at[i];
        bool own = place->inst && place->sym && !place->external && !place->sym->address_taken;
        for (int c = 0; own && c < CLASSES; c++)
            bits_remove(&writes, access_bit(i, c));
    }
    return !f->inactive && moves_shadows(p, &writes);
}

/* Does anything that f does itself have to do with derivatives? */
static Walk find_activity_in(Stmt *s, void *context)
{
    Adjoint *a = context;
    Plan *plan = plan_of(a, s);
    Expr *e = s->kind == S_EXPR                 ? s->e[0]
              : s->kind == S_DECL && s->decls.n ? s->decls.at[0]->init
                                                : NULL;
    Expr *call = e ? call_in(a->p, e->kind == E_ASSIGN ? e->kid[RHS] : e) : NULL;
    Inst *callee = call ? inst_of_call(a->p, call) : NULL;
    a->f->active |= !is_empty(plan->rev) || (callee && callee->active);
    return a->f->active ? WALK_STOP : WALK_ON;
}

static void find_active_insts(Program *p, Map *adjoints)
{
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) { /* callees first, mostly */
            Inst *f = p->insts.at[i];
            if (f->active)
                continue;
            Adjoint *a = map_get(adjoints, f);
            f->active = (a->returns_active && !f->inactive) || moves_pointers(p, f);
            walk_block(f->body->body, find_activity_in, NULL, a);
            grew |= f->active;
        }
    }
}

/* True if anything changed; pushed: if it is now known to leave something on the tape. */
static bool record_inst(Adjoint *a, bool *pushed)
{
    Record r = {.a = a};
    Bits needed = {0};
    bits_copy(&needed, &a->f->needed_at_entry);
    record_block(&r, a->f->body->body, &needed, !a->whole || a->nested);
    *pushed |= r.pushes && !a->f->pushes;
    a->f->pushes |= r.pushes;
    return r.grew;
}

void plan_program(Program *p, Map *adjoints)
{
    find_scopes(p);
    for (int i = 0; i < p->insts.n; i++) {
        Adjoint *a = map_get(adjoints, p->insts.at[i]);
        walk_block(a->f->body->body, plan_stmt, NULL, a);
        use_partners(a, a->f->body->body);
        find_recomputable(a, a->f->body->body);
        mark_fresh_writes(a);
        find_passing(a);
        walk_block(a->f->body->body, find_settled, NULL, a);
    }
    for (int i = 0; i < p->insts.n; i++) /* all storage is known by now */
        walk_block(p->insts.at[i]->body->body, find_independent, NULL,
                   map_get(adjoints, p->insts.at[i]));
    find_active_insts(p, adjoints);
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) {
            Inst *f = p->insts.at[i];
            Adjoint *a = map_get(adjoints, f);
            Bits needed = {0};
            needed_by_block(a, f->body->body, &needed);
            if (f->joint) /* it runs again */
                bits_union(&needed, &f->reads);
            grew |= bits_union(&f->needed, &needed);
        }
        bool pushed = false;
        for (int i = 0; i < p->insts.n; i++) /* callers first */
            grew |= record_inst(map_get(adjoints, p->insts.at[i]), &pushed);
        for (int i = p->insts.n - 1; pushed && i >= 0; i--) /* what pushes is known of callees */
            grew |= record_inst(map_get(adjoints, p->insts.at[i]), &pushed);
        grew |= pushed;
    }
}
