/* rerun.c - loops whose iterations are run again, one by one, in the reverse sweep.
 *
 *     for (i = 0; i < n; i++) { double t = sin(x[i]); ... s += t * u; }
 * ->  for (i = 0; i < n; i++) { double t = sin(x[i]); ... s += t * u; }     forward sweep
 *     for (i = n - 1; i >= 0; i--) { double t = sin(x[i]); ...  u_b += ... }   reverse sweep
 *
 * If an iteration reads nothing that other iterations write, its values can be had again at any
 * later time from what is still there: nothing of it goes on the tape, but what it needs while it
 * is being reversed itself.  What runs again is a slice of the body: the statements that write
 * something which the reverse code, or the slice itself, reads.  The rest (sums, output) is not
 * repeated.  The conditions, for the accesses of alias.c:
 *   - what the slice and the reverse code read and is no variable of the body, no iteration writes;
 *   - what the slice writes are variables of the body; it has no observable effects;
 *   - the state before the loop that somebody's reverse code needs is not overwritten in the loop.
 * Without these an iteration is reversed from the tape.  Where the user says that iterations are
 * independent, what an iteration writes for the last time before it reads it is left alone: nobody
 * writes it again (independent.c).
 */
#include "reverse.h"

typedef struct Slice {
    Adjoint *a;
    Bits needed;     /* what the slice and the reverse code read */
    Bits writes;     /* what the slice writes */
    Bits own;        /* accesses of variables that live in one iteration */
    const Bits *there; /* written by an iteration, and still there when it runs again */
    Map in;          /* its statements */
    bool observable;
    bool grew;
} Slice;

/* ------------------------------------------------------------------ variables of one iteration */

static bool reaches(Program *p, Inst *from, Inst *to, Bits *seen)
{
    for (int i = 0; i < p->insts.n; i++) {
        if (!calls(p, from, p->insts.at[i]) || !bits_add(seen, i))
            continue;
        if (p->insts.at[i] == to || reaches(p, p->insts.at[i], to, seen))
            return true;
    }
    return false;
}

static void add_own(Slice *k, const Place *place)
{
    for (int c = 0; c < CLASSES; c++)
        bits_add(&k->own, access_bit(place->id, c));
}

static Walk note_own(Stmt *s, void *context)
{
    Slice *k = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC)
            add_own(k, place_of(k->a->p, v));
    }
    return WALK_ON;
}

typedef struct Callees {
    Program *p;
    Bits insts;
} Callees;

static void add_callees(Callees *c, Inst *f)
{
    for (int i = 0; i < c->p->insts.n; i++)
        if (calls(c->p, f, c->p->insts.at[i]) && bits_add(&c->insts, i))
            add_callees(c, c->p->insts.at[i]);
}

static Walk note_callee(Expr *e, void *context)
{
    Callees *c = context;
    Inst *f = e->kind == E_CALL ? inst_of_call(c->p, e) : NULL;
    if (f && bits_add(&c->insts, f->index))
        add_callees(c, f);
    return WALK_ON;
}

/* Locals of functions called in the body, unless these may be among the callers of this one. */
static void add_own_of_callees(Slice *k, Block body)
{
    Program *p = k->a->p;
    Callees c = {p, {0}};
    walk_block(body, NULL, note_callee, &c);
    if (bits_empty(&c.insts))
        return;
    Map local = {0};
    for (int i = bits_next(&c.insts, 0); i >= 0; i = bits_next(&c.insts, i + 1)) {
        Bits seen = {0};
        if (!reaches(p, p->insts.at[i], k->a->f, &seen) && p->insts.at[i] != k->a->f)
            map_set(&local, p->insts.at[i], p->insts.at[i]);
    }
    for (int i = 0; i < p->places.n; i++) {
        const Place *place = p->places.at[i];
        if (!place->external && place->sym && !place->sym->global && place->inst &&
            place->sym->storage != ST_STATIC && map_has(&local, place->inst))
            add_own(k, place);
    }
}

/* ------------------------------------------------------------------ the slice */

/* What the reverse code of s itself reads. */
static void add_reverse_reads_of(Slice *k, const Stmt *s)
{
    add_rev_reads(k->a, s, &k->needed);
    Expr *call = call_of_stmt(k->a->p, s);
    Inst *f = call ? inst_of_call(k->a->p, call) : NULL;
    if (f && call_is_reversed(k->a->p, call)) {
        Bits narrow = within_call(k->a->p, call, &f->needed);
        bits_union(&k->needed, &narrow);
    }
}

/* What the reverse code of b and of all below it reads. */
static void add_reverse_reads(Slice *k, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        add_reverse_reads_of(k, s);
        for (int i = 0; i < 3; i++)
            add_reverse_reads(k, s->body[i]);
    }
}

static bool is_leaf(const Stmt *s)
{
    return s->kind == S_EXPR || s->kind == S_DECL;
}

/* Puts the statement into the slice. */
static void take(Slice *k, Stmt *s)
{
    Bits reads = {0}, writes = {0};
    if (map_has(&k->in, s))
        return;
    map_set(&k->in, s, s);
    k->grew = true;
    if (is_leaf(s)) {
        stmt_effects(k->a->p, s, &reads, &writes, &k->observable);
        bits_union(&k->writes, &writes);
    } else if (s->e[0]) {
        add_reads(k->a->p, s->e[0], &reads);
    }
    bits_union(&k->needed, &reads);
}

/* Does the reverse code take from the tape what a function overwrites whose adjoint was given? */
static bool saves_ranges(Slice *k, Stmt *s, const Expr *call)
{
    return call && plan_of(k->a, s)->custom && custom_writes(call);
}

static Bits without(const Bits *set, const Bits *other)
{
    Bits rest = {0};
    bits_copy(&rest, set);
    for (int i = bits_next(other, 0); i >= 0; i = bits_next(other, i + 1))
        bits_remove(&rest, i);
    return rest;
}

static bool wants(Slice *k, Stmt *s)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    Expr *call = call_of_stmt(k->a->p, s);
    Inst *f = call ? inst_of_call(k->a->p, call) : NULL;
    if ((f && f->pushes && !f->joint) || is_sort(call) || saves_ranges(k, s, call))
        return true;
    stmt_effects(k->a->p, s, &reads, &writes, &observable);
    writes = without(&writes, k->there);
    return bits_meet(&writes, &k->needed);
}

static void add_extents(Slice *k, const Stmt *s)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = array_in(s->decls.at[i]->type); t; t = array_in(t->base))
            if (t->extent)
                add_reads(k->a->p, t->extent, &k->needed);
}

/* True if anything of b is in the slice. */
static bool slice_block(Slice *k, Block b)
{
    bool any = false;
    for (Stmt *s = b.first; s; s = s->next) {
        bool inside = false;
        for (int i = 0; i < 3; i++)
            inside |= slice_block(k, s->body[i]);
        bool jump = s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN;
        if (is_leaf(s) && !map_has(&k->in, s) && wants(k, s))
            take(k, s);
        if (!is_leaf(s) && (inside || jump))
            take(k, s);
        add_extents(k, s);
        any |= map_has(&k->in, s);
    }
    return any;
}

/* also: needed besides, NULL if nothing is; there: see Slice */
static Slice slice_of(Adjoint *a, Stmt *loop, const Bits *also, const Bits *there)
{
    Slice k = {.a = a, .grew = true, .there = there};
    if (also)
        bits_union(&k.needed, also);
    walk_block(loop->body[BODY], note_own, NULL, &k);
    add_own_of_callees(&k, loop->body[BODY]);
    add_reverse_reads(&k, loop->body[BODY]);
    while (k.grew) {
        k.grew = false;
        slice_block(&k, loop->body[BODY]);
    }
    return k;
}

/* What an iteration reads at s when it runs again, or its reverse. */
static void add_needed_reads(const Stmt *s, void *context, Bits *into)
{
    const Slice *k = context;
    Slice alone = {.a = k->a};
    if (map_has(&k->in, s)) {
        Bits writes = {0};
        bool observable = false;
        if (is_leaf(s))
            stmt_effects(k->a->p, s, into, &writes, &observable);
        else if (s->e[0])
            add_reads(k->a->p, s->e[0], into);
    }
    add_reverse_reads_of(&alone, s);
    add_extents(&alone, s);
    bits_union(into, &alone.needed);
}

static Slice rerun_slice(Adjoint *a, Stmt *loop)
{
    return slice_of(a, loop, NULL, &plan_of(a, loop)->independent);
}

/* ------------------------------------------------------------------ may it, and is it worth it? */

bool has_jump(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_CONTINUE || s->kind == S_RETURN)
            return true;
        for (int i = 0; !is_loop(s) && i < 2; i++)
            if (has_jump(s->body[i]))
                return true;
    }
    return false;
}

/* Are pointers to storage with derivatives among what is written?  Their shadows are not set where
 * only the primal runs. */
bool moves_shadows(Program *p, const Bits *writes)
{
    for (int i = 0; i < p->places.n; i++)
        if (bits_has(writes, access_bit(i, CLASS_POINTER)) &&
            reaches_shadowed(p, p->places.at[i]->points_to))
            return true;
    return false;
}

/* What the reverse of s reads, which comes when the whole iteration has run. */
static void add_reads_at_end(const Stmt *s, void *context, Bits *into)
{
    const Slice *k = context;
    Slice alone = {.a = k->a};
    add_reverse_reads_of(&alone, s);
    add_extents(&alone, s);
    if (s->kind == S_DECL && plan_of(k->a, s)->recompute)
        add_reads(k->a->p, s->decls.at[0]->init, &alone.needed);
    bits_union(into, &alone.needed);
}

/* What independent iterations change after they have read it. */
static Bits lost_in_iteration(Adjoint *a, Stmt *loop, Slice *k, const Bits *changed)
{
    Bits none = {0};
    if (plan_of(a, loop)->joined)
        return overwritten_after_reads(a, loop, changed, add_reads_at_end, k);
    return bits_empty(k->there) ? none
                                : overwritten_after_reads(a, loop, k->there, add_needed_reads, k);
}

/* Are other functions reversed in an iteration that write what outlives it?  They may put that
 * back. */
static bool reverses_writing_calls(Slice *k, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Expr *call = call_of_stmt(k->a->p, s);
        Inst *f = call ? inst_of_call(k->a->p, call) : NULL;
        Bits writes = {0};
        if (f)
            writes = without(&f->writes, &k->own);
        if (f && call_is_reversed(k->a->p, call) && !bits_empty(&writes))
            return true;
        for (int i = 0; i < 3; i++)
            if (reverses_writing_calls(k, s->body[i]))
                return true;
    }
    return false;
}

/* Can the loop's iterations run again, where these accesses are needed as they are before it? */
bool can_rerun(Adjoint *a, Stmt *loop, const Bits *needed_before)
{
    if (!plan_of(a, loop)->counted || has_jump(loop->body[BODY]))
        return false;
    Slice k = rerun_slice(a, loop);
    Bits reads = {0}, writes = {0};
    bool observable = false;
    block_effects(a->p, loop->body[BODY], &reads, &writes, &observable);
    Bits from_outside = without(&k.needed, &k.own), out = without(&k.writes, &k.own);
    Bits changed = without(&writes, &k.own), unsteady = without(&changed, k.there);
    Bits lost = lost_in_iteration(a, loop, &k, &changed);
    bits_union(&unsteady, &lost);
    if (plan_of(a, loop)->joined && (!do_iterations_commute(a, loop) ||
                                     reverses_writing_calls(&k, loop->body[BODY])))
        return false;
    return !k.observable && bits_empty(&out) && !bits_meet(&from_outside, &unsteady) &&
           !bits_meet(&changed, needed_before) && !moves_shadows(a->p, &changed);
}

Bits overwritten_in_iteration(Adjoint *a, Stmt *loop)
{
    Slice k = rerun_slice(a, loop);
    return overwritten_after_reads(a, loop, k.there, add_needed_reads, &k);
}

/* What the reverse of an iteration reads. */
Bits reverse_reads_in(Adjoint *a, Stmt *loop)
{
    Slice k = {.a = a};
    add_reverse_reads(&k, loop->body[BODY]);
    return k.needed;
}

/* What running the iterations again reads of storage that outlives them. */
void needed_by_rerun(Adjoint *a, Stmt *loop, Bits *needed)
{
    Slice k = rerun_slice(a, loop);
    Bits from_outside = without(&k.needed, &k.own);
    bits_union(needed, &from_outside);
}

typedef struct Cost {
    Adjoint *a;
    double work, tape; /* nanoseconds of an iteration, roughly: slice; pushes and pops */
    double times;      /* that the statement at hand runs */
} Cost;

static Walk add_work(Expr *e, void *context)
{
    Cost *c = context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    if (f && inst_of_call(c->a->p, e))
        c->work += 20 * c->times;
    else if (f)
        c->work += 10 * c->times;
    else if (e->kind == E_BINARY && e->op == OP_DIV)
        c->work += 2 * c->times;
    else if (e->kind == E_BINARY || e->kind == E_INDEX)
        c->work += 0.3 * c->times;
    return WALK_ON;
}

static double trips_of(Adjoint *a, const Stmt *s)
{
    const Counted *n = plan_of(a, s)->counted;
    if (!n || !skip_conv(n->first)->has_value || !skip_conv(n->limit)->has_value)
        return 16;
    long trips = skip_conv(n->limit)->value - skip_conv(n->first)->value;
    return trips < 0 ? -trips : trips;
}

static void add_cost(Cost *c, const Slice *k, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Plan *plan = plan_of(c->a, s);
        if (is_leaf(s) && map_has(&k->in, s))
            walk_stmt(s, NULL, add_work, c);
        bool pushes = (plan->save && !plan->inverse) || plan->keep_at_end;
        c->tape += pushes ? 3 * c->times : 0;
        double times = c->times;
        c->times *= is_loop(s) ? trips_of(c->a, s) : 1;
        for (int i = 0; i < 3; i++)
            add_cost(c, k, s->body[i]);
        c->times = times;
    }
}

/* Is running again cheaper than what the body puts on the tape now? */
bool is_rerun_cheap(Adjoint *a, Stmt *loop)
{
    Slice k = rerun_slice(a, loop);
    Cost c = {a, 0, 0, 1};
    add_cost(&c, &k, loop->body[BODY]);
    return c.work < c.tape;
}

static Walk find_taping_call(Stmt *s, void *context)
{
    Slice *k = context;
    Expr *call = call_of_stmt(k->a->p, s);
    Inst *f = call ? inst_of_call(k->a->p, call) : NULL;
    bool tapes = (f && f->pushes && !f->joint) || is_sort(call) || saves_ranges(k, s, call);
    return tapes ? WALK_STOP : WALK_ON;
}

/* Is what an iteration would put on the tape a few numbers at known places? */
bool is_tape_small(Adjoint *a, Stmt *loop)
{
    Slice k = {.a = a};
    Cost c = {a, 0, 0, 1};
    add_cost(&c, &k, loop->body[BODY]);
    return c.tape <= 4 * 3 && walk_block(loop->body[BODY], find_taping_call, NULL, &k);
}

/* ------------------------------------------------------------------ the two sweeps */

/* Labels stay in a switch that stays.  What the loops around need is more: what is skipped here may
 * be in their slices, what is not is in all of them. */
static Walk note_skip(Stmt *s, void *context)
{
    Slice *k = context;
    Plan *plan = plan_of(k->a, s);
    bool label = s->kind == S_CASE || s->kind == S_DEFAULT || s->kind == S_LABEL;
    bool stays = map_has(&k->in, s) || declares_types(s) || label;
    plan->skip = stays ? 0 : plan->skip + 1;
    if (plan->skip && is_leaf(s))
        plan->save = false;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        s->decls.at[i]->disposable = true;
    return WALK_ON;
}

/* The variables' copies for the forward sweep: the same storage for the analyses, no shadow. */
static Walk note_copy(Stmt *s, void *context)
{
    const Map *copies = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i], *mine = map_get(copies, v);
        if (mine && mine != v) {
            mine->shadow = NULL;
            mine->renews = v->renews ? v->renews : v;
        }
    }
    return WALK_ON;
}

/* What is not in the slice of a loop around is not in the copy either. */
static void keep_skips(Adjoint *a, Block from, Block to)
{
    for (Stmt *s = from.first, *t = to.first; s && t; s = s->next, t = t->next) {
        t->skipped = plan_of(a, s)->skip;
        for (int i = 0; i < 3; i++)
            keep_skips(a, s->body[i], t->body[i]);
    }
}

/* A copy of the body for the forward sweep. */
static Block primal_body(Adjoint *a, const Stmt *loop)
{
    Map copies = {0};
    Block primal = clone_block(loop->body[BODY], &copies);
    walk_block(loop->body[BODY], note_copy, NULL, &copies);
    keep_skips(a, loop->body[BODY], primal);
    return primal;
}

/* What no two iterations have to do with, but that they read, or add to it. */
static Bits own_or_apart(const Slice *k)
{
    Bits all = {0};
    bits_copy(&all, &k->own);
    bits_union(&all, k->there);
    return all;
}

bool do_iterations_commute(Adjoint *a, Stmt *loop)
{
    Slice k = rerun_slice(a, loop);
    Bits own = own_or_apart(&k);
    return only_sums(a, loop, &own);
}

/* Marks what is not in the slice; gives the body for the forward sweep. */
Block prepare_rerun(Adjoint *a, Stmt *loop, bool *commutes)
{
    Slice k = rerun_slice(a, loop);
    Bits own = own_or_apart(&k);
    *commutes = only_sums(a, loop, &own);
    Block primal = primal_body(a, loop);
    walk_block(loop->body[BODY], note_skip, NULL, &k);
    return primal;
}

/* ------------------------------------------------------------------ for checkpoint.c */

SliceFacts slice_facts(Adjoint *a, Stmt *loop, const Bits *also)
{
    const Bits none = {0};
    Slice k = slice_of(a, loop, also, &none);
    Bits reads = {0}, writes = {0};
    bool observable = false;
    block_effects(a->p, loop->body[BODY], &reads, &writes, &observable);
    return (SliceFacts){.needed = without(&k.needed, &k.own),
                        .writes = without(&k.writes, &k.own),
                        .changed = without(&writes, &k.own),
                        .observable = k.observable};
}

Block prepare_runs(Adjoint *a, Stmt *loop, const Bits *also)
{
    const Bits none = {0};
    Slice k = slice_of(a, loop, also, &none);
    Block primal = primal_body(a, loop);
    walk_block(loop->body[BODY], note_skip, NULL, &k);
    return primal;
}
