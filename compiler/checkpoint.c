/* checkpoint.c - time loops in runs of iterations, each of which begins with a saved state.
 *
 *     for (n = 0; n < steps; n++) step(u);
 * ->  for (n = 0; n < steps; n++) {                                 forward sweep
 *         if (adcc_run_starts(&run, n)) adcc_push_bytes(u, sizeof u);
 *         if (adcc_run_tapes(&run, n)) step_fwd(u); else step(u);
 *     }
 *     for (at = run.tail; at >= 0; at -= run.span) {                reverse sweep, run by run
 *         if (at < run.tail) { adcc_pop_bytes(u, sizeof u);  its iterations, with step_fwd }
 *         the same iterations in reverse, with step_rev
 *     }
 *
 * The tape holds one run and a state for each of the others; the price is the function once more.
 * How many iterations make a run is decided while it runs, by the bytes that the first one puts on
 * the tape: all of them, if that is little (runtime/checkpoint.c).  Only the last run goes on the
 * tape in the forward sweep, so that nothing runs twice then.
 *
 * The state is what an iteration that runs again, or its reverse, or that of earlier code, reads
 * and the loop changes.  Its storage has to be nameable with its extent before the loop: variables
 * of the function, file-scope variables, blocks it allocated, memory behind parameters whose
 * declaration or annotation says how much it is.  (Snapshots and segments: Griewank 1992, who also
 * says how to place them under a memory budget.)
 */
#include "reverse.h"
#include "tangent.h"

#include <stdlib.h>
#include <string.h>

/* A piece of the state: an object, or bytes behind a pointer. */
typedef struct Piece {
    Expr *object;
    Expr *bytes; /* NULL: the object itself */
} Piece;
VEC(Piece, Pieces);

/* ------------------------------------------------------------------ where the loop stands */

typedef struct Calls {
    Program *p;
    Inst *of;
    bool in_loop, any;
} Calls;

static Walk find_call(Expr *e, void *context)
{
    Calls *c = context;
    if (e->kind == E_CALL && inst_of_call(c->p, e) == c->of)
        c->any = true;
    return WALK_ON;
}

static Walk find_loop_with_call(Stmt *s, void *context)
{
    Calls *c = context;
    if (!is_loop(s))
        return WALK_ON;
    c->any = false;
    walk_stmt(s, NULL, find_call, c);
    c->in_loop |= c->any;
    return WALK_ON;
}

/* Is f called once only while the root runs, as far as can be seen? */
static bool runs_once(Program *p, Inst *f, Bits *seen)
{
    if (f == p->root)
        return true;
    for (int i = 0; i < p->insts.n; i++) {
        Inst *g = p->insts.at[i];
        if (!calls(p, g, f))
            continue;
        Calls c = {.p = p, .of = f};
        walk_block(g->body->body, find_loop_with_call, NULL, &c);
        if (c.in_loop || !bits_add(seen, i) || !runs_once(p, g, seen))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ what the state is */

static Map body_params(const Inst *f)
{
    Map params = {0};
    for (int i = 0; i < f->body->params.n; i++)
        map_set(&params, f->primal->params.at[i], f->body->params.at[i]);
    return params;
}

static bool reads_written(Adjoint *a, const Expr *e)
{
    Bits reads = {0};
    add_reads(a->p, e, &reads);
    return bits_meet(&reads, &a->p->written);
}

/* What the request says of the extent behind the k-th parameter of its function. */
static Expr *listed_extent(Program *p, const Func *f, int k)
{
    const Actives *lists[] = {&p->request->wrt, &p->request->of};
    for (int i = 0; i < 2; i++)
        for (int j = 0; f == p->request->func && j < lists[i]->n; j++)
            if (lists[i]->at[j].sym == f->params.at[k] && lists[i]->at[j].extent)
                return lists[i]->at[j].extent;
    return NULL;
}

/* Elements behind the k-th parameter; NULL if nothing says how many, or it could have changed. */
static Expr *extent_of_param(Adjoint *a, int k)
{
    Inst *f = a->f;
    Sym *v = f->body->params.at[k];
    const Sym *primal = f->primal->params.at[k];
    const Type *written = primal->type->written;
    Expr *extent = listed_extent(a->p, f->primal, k);
    if (!extent && written && written->kind == T_ARRAY)
        extent = written->count >= 0 ? int_const(written->count)
                 : written->count == COUNT_VLA ? written->extent : NULL;
    if (!extent || !place_of(a->p, v)->exact)
        return NULL;
    Map params = body_params(f);
    Expr *e = clone_expr(extent, &params);
    return reads_written(a, e) || reads_written(a, ref(v)) ? NULL : e;
}

/* The parameters that lead to the place: adds what is behind them; false if some extent is not
 * known, or no parameter does.  What is const may lie in memory that cannot be written: the loop
 * writes it through other pointers, if at all. */
static bool add_behind_params(Adjoint *a, int place, Pieces *state)
{
    bool any = false;
    for (int k = 0; k < a->f->body->params.n; k++) {
        Sym *v = a->f->body->params.at[k];
        if (!is_pointer(v->type) || is_const(element_type(strip(v->type)->base)))
            continue;
        Bits leads = pointees(a->p, ref(v));
        if (!bits_has(&leads, place))
            continue;
        Expr *extent = extent_of_param(a, k);
        if (!extent)
            return false;
        any = true;
        bool known = false;
        for (int i = 0; i < state->n; i++)
            known |= state->at[i].bytes && ref_sym(state->at[i].object) == v;
        Expr *bytes = mul(extent, unary(OP_SIZEOF, deref(ref(v))));
        if (!known)
            append(state, ((Piece){ref(v), bytes}));
    }
    return any;
}

static bool reallocates(const Expr *call)
{
    const Expr *to, *from;
    return copies_block(call, &to, &from);
}

/* The declaration T *v = malloc(n) of the place that runs before the loop; NULL if it may not. */
static Stmt *allocation_before(Adjoint *a, Block b, const Stmt *loop, const Place *place, bool *met)
{
    Stmt *found = NULL;
    for (Stmt *s = b.first; s && !*met; s = s->next) {
        *met = s == loop;
        for (int i = 0; i < 3 && !*met; i++) {
            Stmt *inside = allocation_before(a, s->body[i], loop, place, met);
            found = *met && inside ? inside : found;
        }
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        Expr *call = v && v->init && is_pointer(v->type) ? skip_conv(v->init) : NULL;
        while (call && call->kind == E_CAST)
            call = skip_conv(call->kid[0]);
        if (!call || call->kind != E_CALL || !is_allocation(call) || reallocates(call))
            continue;
        Bits leads = pointees(a->p, call);
        found = bits_has(&leads, place->id) ? s : found;
    }
    return found;
}

static bool add_block(Adjoint *a, const Stmt *loop, Place *place, Pieces *state)
{
    bool met = false;
    if (place->block) { /* the code before the loop is written */
        append(state, ((Piece){ref(place->block), ref(place->bytes)}));
        return true;
    }
    return !may_escape(a->p, place) &&
           allocation_before(a, a->f->body->body, loop, place, &met) != NULL;
}

/* Where the block is and how large it is: v itself may point elsewhere later. */
void name_block(Adjoint *a, Sym *v, const Expr *call, Block *out)
{
    Bits leads = pointees(a->p, call);
    int id = bits_next(&leads, 0);
    Place *place = id < 0 ? NULL : a->p->places.at[id];
    if (!place || !place->in_runs || reallocates(call))
        return;
    Expr *bytes = allocated_bytes(call);
    place->block = new_local(a, fmt("%s_block", v->name), unqualified(v->type));
    place->bytes = new_local(a, fmt("%s_bytes", v->name), type_ulong);
    add_stmt(out, decl_stmt(place->block, ref(v)));
    add_stmt(out, decl_stmt(place->bytes, bytes));
}

/* Is it the variable that the head of the loop declares?  Those of its body are not asked for. */
static bool is_declared_in(const Stmt *loop, const Sym *v)
{
    const Stmt *init = loop->body[INIT].first;
    return init && init->kind == S_DECL && init->decls.n == 1 && init->decls.at[0] == v;
}

static bool keeps_extent(Program *p, const Place *place)
{
    Bits alone = {0};
    bits_add(&alone, place->id);
    return !place->external || has_known_extent(p, place);
}

static void add_declared(const Stmt *s, Syms *alive)
{
    for (int i = 0; s && s->kind == S_DECL && i < s->decls.n; i++)
        append(alive, s->decls.at[i]);
}

/* Looks for the loop in b, and collects the variables that exist where it begins. */
static bool find_loop(Block b, const Stmt *loop, Syms *alive)
{
    int outside = alive->n;
    for (const Stmt *s = b.first; s; s = s->next) {
        add_declared(s, alive);
        if (s == loop)
            return true;
        int here = alive->n;
        for (int i = 0; i < 3; i++) {
            if (s->kind == S_FOR)
                add_declared(s->body[INIT].first, alive);
            if (find_loop(s->body[i], loop, alive))
                return true;
            alive->n = here;
        }
    }
    alive->n = outside;
    return false;
}

/* The variables that a callee of the loop may write, but which do not exist where the loop begins:
 * those of blocks beside it. */
static Bits absent_at(Adjoint *a, const Stmt *loop)
{
    Bits absent = {0};
    Syms alive = {0};
    Map exists = {0};
    if (!find_loop(a->f->body->body, loop, &alive))
        return absent;
    for (int i = 0; i < alive.n; i++)
        map_set(&exists, alive.at[i], alive.at[i]);
    for (int i = 0; i < a->p->places.n; i++) {
        const Place *place = a->p->places.at[i];
        const Sym *v = place->sym;
        bool local = v && place->inst == a->f && v->kind == SYM_VAR && !v->global &&
                     !place->external && !place->heap && v->storage != ST_STATIC;
        if (local && !map_has(&exists, v))
            bits_add(&absent, i);
    }
    return absent;
}

/* Adds a place to the state; false if that cannot be done. */
static bool add_place(Adjoint *a, Stmt *loop, int id, Pieces *state)
{
    Place *place = a->p->places.at[id];
    Sym *v = place->sym;
    if (bits_has(&plan_of(a, loop)->absent, id))
        return true;
    if (v && (v == plan_of(a, loop)->counted->i || is_declared_in(loop, v)))
        return true;
    if (place->unknown || place->mixed || !keeps_extent(a->p, place))
        return false;
    if (place->heap)
        return add_block(a, loop, place, state);
    if (!place->external && v && (place->inst == a->f || v->global)) {
        append(state, ((Piece){ref(v), NULL}));
        if (is_pointer(v->type) && needs_shadow(a->p, v))
            append(state, ((Piece){ref(shadow_sym(a, v)), NULL}));
        return true;
    }
    return add_behind_params(a, id, state);
}

/* The places that code writes by their own names or through pointers to them, as opposed to those
 * that may be the same storage. */
typedef struct Direct {
    Program *p;
    Bits places, seen;
    bool alone; /* callees do not count */
} Direct;

static void add_direct(Direct *d, Inst *f);

static Walk note_direct(Expr *e, void *context)
{
    Direct *d = context;
    Bits to = {0};
    bool step = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                       e->op == OP_POSTINC || e->op == OP_POSTDEC);
    if (e->kind == E_ASSIGN || step)
        to = places_of(d->p, e->kid[0]);
    bits_union(&d->places, &to);
    Inst *f = e->kind == E_CALL ? inst_of_call(d->p, e) : NULL;
    for (int i = ARGS; e->kind == E_CALL && !f && i < e->nkid; i++) {
        to = is_pointer(decay(e->kid[i]->type)) ? pointees(d->p, e->kid[i]) : (Bits){0};
        bits_union(&d->places, &to);
    }
    if (f)
        add_direct(d, f);
    return WALK_ON;
}

static void add_direct(Direct *d, Inst *f)
{
    if (d->p->bodies_noted)
        bits_union(&d->places, &f->direct_writes);
    else if (!d->alone && bits_add(&d->seen, f->index))
        walk_block(f->body->body, NULL, note_direct, d);
}

Bits own_writes(Program *p, Inst *f)
{
    Direct d = {.p = p, .alone = true};
    walk_block(f->body->body, NULL, note_direct, &d);
    return d.places;
}

static Bits direct_writes_of_loop(Adjoint *a, const Stmt *loop)
{
    Direct d = {.p = a->p};
    walk_stmt((Stmt *)loop, NULL, note_direct, &d);
    return d.places;
}

/* The id of a place of the state whose extent is not known; -1 if all are. */
static int find_state(Adjoint *a, Stmt *loop, const Bits *needed_before, Pieces *state)
{
    SliceFacts facts = slice_facts(a, loop, needed_before);
    Bits all = {0}, done = {0}, direct = direct_writes_of_loop(a, loop);
    bits_union(&all, &facts.needed);
    bits_union(&all, &facts.writes);
    for (int i = bits_next(&facts.changed, 0); i >= 0; i = bits_next(&facts.changed, i + 1))
        if (bits_has(&all, i) && bits_has(&direct, i / CLASSES) && bits_add(&done, i / CLASSES) &&
            !add_place(a, loop, i / CLASSES, state))
            return i / CLASSES;
    return -1;
}

/* What the body, and what it calls, does that has to be known. */
typedef struct Body {
    Adjoint *a;
    Bits seen;   /* insts */
    bool heap;   /* allocates or frees memory */
    bool nested; /* has calls that leave something on the tape, or loops of many trips */
    bool moves;  /* pointers to storage with derivatives, other than variables of this function */
} Body;

static bool moves_pointers(Program *p, const Expr *e)
{
    return is_pointer(e->type) ? base_needs_shadow(p, e)
                               : is_record(e->type) && reaches_shadowed(p, pointers_in(p, e));
}

/* Does f write pointers that outlive it? */
static bool moves_outside(Program *p, Inst *f)
{
    Bits outer = {0};
    for (int i = bits_next(&f->writes, 0); i >= 0; i = bits_next(&f->writes, i + 1)) {
        const Place *place = p->places.at[i / CLASSES];
        if (place->inst != f || place->external)
            bits_add(&outer, i);
    }
    return moves_shadows(p, &outer);
}

static Walk look_at(Expr *e, void *context)
{
    Body *b = context;
    Program *p = b->a->p;
    const Sym *g = e->kind == E_CALL ? callee_sym(e) : NULL;
    Inst *f = e->kind == E_CALL ? inst_of_call(p, e) : NULL;
    b->heap |= g && (is_allocation(e) || memory_of_call(e) == MEM_FREE ||
                     str_eq(g->name, "adcc_frame"));
    b->nested |= f && f->pushes && !f->joint;
    if (e->kind == E_ASSIGN && moves_pointers(p, e->kid[LHS])) {
        const Sym *v = ref_sym(e->kid[LHS]);
        b->moves |= !v || v->global || !is_pointer(v->type) || call_in(p, e->kid[RHS]);
    }
    if (f && bits_add(&b->seen, f->index)) {
        b->moves |= moves_outside(p, f);
        walk_block(f->body->body, NULL, look_at, b);
    }
    return WALK_ON;
}

/* Loops of a few trips, in codes of small vectors, count as straight code. */
static bool has_many_trips(Adjoint *a, const Stmt *s)
{
    enum { FEW = 16 };
    const Counted *c = plan_of(a, s)->counted;
    const Expr *first = c ? skip_conv(c->first) : NULL, *limit = c ? skip_conv(c->limit) : NULL;
    return !c || !first->has_value || !limit->has_value ||
           labs(limit->value - first->value) > FEW * labs(c->step);
}

static Walk look_for_loop(Stmt *s, void *context)
{
    Body *b = context;
    Program *p = b->a->p;
    b->nested |= is_loop(s) && has_many_trips(b->a, s);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        bool simple = is_pointer(v->type) && !(v->init && call_in(p, v->init));
        b->moves |= !simple && moves_pointers(p, ref(v));
    }
    return WALK_ON;
}

static Body look_at_body(Adjoint *a, const Stmt *loop)
{
    Body b = {.a = a};
    walk_block(loop->body[BODY], look_for_loop, look_at, &b);
    return b;
}

bool can_run_again(Adjoint *a, Stmt *loop, const Bits *needed_before)
{
    Bits seen = {0};
    Pieces state = {0};
    if (has_jump(loop->body[BODY]) || a->f->inactive || a->f->joint ||
        !runs_once(a->p, a->f, &seen))
        return false;
    Body b = look_at_body(a, loop);
    SliceFacts facts = slice_facts(a, loop, needed_before);
    plan_of(a, loop)->absent = absent_at(a, loop);
    return !b.heap && !b.moves && !facts.observable &&
           find_state(a, loop, needed_before, &state) < 0;
}

const char *unknown_extent_of_state(Adjoint *a, Stmt *loop)
{
    Bits seen = {0};
    Pieces state = {0};
    if (!plan_of(a, loop)->counted || has_jump(loop->body[BODY]) || !runs_once(a->p, a->f, &seen))
        return NULL;
    Body b = look_at_body(a, loop);
    bool worth = b.nested || wanted_span(loop) != 0;
    int id = b.heap || b.moves || !worth ? -1 : find_state(a, loop, NULL, &state);
    const Place *place = id < 0 ? NULL : a->p->places.at[id];
    return place && place->sym && place->external ? place->sym->name : NULL;
}

bool is_worth_running_again(Adjoint *a, const Stmt *loop)
{
    return wanted_span(loop) != 0 || look_at_body(a, loop).nested;
}

/* ------------------------------------------------------------------ what the user says */

bool wants_no_runs(const Stmt *loop)
{
    return loop->note && starts_with(loop->note, "ADCC_NO_");
}

long wanted_span(const Stmt *loop)
{
    if (!loop->note || wants_no_runs(loop))
        return 0;
    Words w = annotation_words(loop->note, loop->loc);
    bool every = w.n == 6 && str_eq(w.at[2].text, "every") && str_eq(w.at[3].text, "=");
    long span = every ? strtol(w.at[4].text, NULL, 10) : 0;
    if (w.n == 3 || span > 0) /* ADCC_CHECKPOINT(): the length is chosen while it runs */
        return w.n == 3 ? -1 : span;
    error_at(loop->loc, "'%s' is not of the form ADCC_CHECKPOINT(every = 10); give a number of "
                        "iterations, or nothing", loop->note);
    return 0;
}

static Walk refuse_lack(Stmt *s, void *context)
{
    Adjoint *a = context;
    const Plan *plan = is_loop(s) ? plan_of(a, s) : NULL;
    if (plan && s->independent && !plan->counted)
        warn_at(s->loc, "inactive", "ADCC_INDEPENDENT has no effect: the loop does not count from "
                                    "a first to a last index; write for (i = 0; i < n; i++)");
    if (!plan || !plan->lacks_runs)
        return WALK_ON;
    const char *name = plan->counted ? unknown_extent_of_state(a, s) : NULL;
    const char *why = !plan->counted ? "the number of its iterations is not known when it starts; "
                                       "write a for that counts"
                      : has_jump(s->body[BODY]) ? "'continue' or 'return' ends an iteration "
                                                  "early; use if and else"
                      : name ? fmt("nothing says how large what '%s' leads to is; write %s[its "
                                   "extent] in wrt or of", name, name)
                             : "it is in another loop, allocates, or changes what has no extent; "
                               "move what does to a function of its own";
    error_at(s->loc, "the loop cannot go in runs that begin with a saved state: %s", why);
    return WALK_ON;
}

/* ADCC_CHECKPOINT where it cannot be. */
void refuse_lack_of_runs(Program *p, Map *adjoints)
{
    for (int i = 0; i < p->insts.n; i++)
        if (i == 0 || p->insts.at[i]->active || p->insts.at[i]->pushes)
            walk_block(p->insts.at[i]->body->body, refuse_lack, NULL,
                       map_get(adjoints, p->insts.at[i]));
}

/* What must still be there in the reverse sweep; blocks of the state must not be freed before. */
void needed_by_runs(Adjoint *a, Stmt *loop, Bits *needed)
{
    const Bits *kept = &plan_of(a, loop)->kept_state;
    SliceFacts facts = slice_facts(a, loop, kept);
    Bits all = {0}; /* as in find_state() */
    bits_union(&all, &facts.needed);
    bits_union(&all, &facts.writes);
    for (int i = bits_next(&all, 0); i >= 0; i = bits_next(&all, i + 1)) {
        Place *place = a->p->places.at[i / CLASSES];
        bool changed = bits_has(&facts.changed, i);
        place->in_runs |= changed && place->heap;
        if (!changed || place->heap)
            bits_add(needed, i);
    }
}

/* ------------------------------------------------------------------ the code */

static Field *add_field(Tag *tag, const char *name)
{
    Field *f = new (Field);
    f->name = name;
    f->type = type_long;
    f->bits = -1;
    f->offset = -1;
    f->owner = tag;
    append(&tag->fields, f);
    return f;
}

/* struct adcc_run of the runtime, as far as derivative code looks into it */
typedef struct RunType {
    Type *type;
    Field *trips, *span, *tail;
} RunType;

static RunType run_type(void)
{
    static RunType run;
    if (run.type)
        return run;
    Tag *tag = new (Tag);
    tag->kind = TAG_STRUCT;
    tag->name = "adcc_run";
    tag->complete = tag->system = true;
    run.trips = add_field(tag, "trips");
    run.span = add_field(tag, "span");
    run.tail = add_field(tag, "tail");
    run.type = new (Type);
    run.type->kind = T_RECORD;
    run.type->tag = tag;
    return run;
}

static Stmt *save_piece(const Piece *piece, bool push)
{
    if (piece->bytes)
        return tape_bytes(push ? "adcc_push_bytes" : "adcc_pop_bytes",
                          clone_expr(piece->object, NULL), clone_expr(piece->bytes, NULL));
    Stmt *s = new_stmt(push ? S_PUSH : S_POP, (Loc){0});
    s->e[0] = clone_expr(piece->object, NULL);
    if (push)
        s->origin = new_stmt(S_POP, (Loc){0}); /* some pop always belongs to it */
    return s;
}

static Block save_state(const Pieces *state)
{
    Block b = {0};
    for (int i = 0; i < state->n; i++)
        add_stmt(&b, save_piece(&state->at[i], true));
    return b;
}

/* Back from the tape; the bytes of the caller are kept until the end. */
static Block restore_state(Adjoint *a, const Pieces *state)
{
    Block b = {0};
    for (int i = state->n - 1; i >= 0; i--) {
        const Piece *piece = &state->at[i];
        keeps_bytes(a, piece->bytes ? pointees(a->p, piece->object)
                                    : places_of(a->p, piece->object));
        add_stmt(&b, save_piece(piece, false));
    }
    return b;
}

static Expr *call_run(const char *name, Sym *run, Expr *more)
{
    Type *result = str_eq(name, "adcc_run_end") ? type_void : type_int;
    Type *p = pointer_to(run_type().type);
    Expr *address = address_of(ref(run));
    if (!more)
        return call_n(library_function(NULL, name, "adcc_rt.h", result, 1, p), 1, address);
    return call_n(library_function(NULL, name, "adcc_rt.h", result, 2, p, type_long), 2, address,
                  more);
}

static Expr *begin_runs(const Stmt *loop, Expr *trips)
{
    Type *t = run_type().type;
    long span = wanted_span(loop);
    if (span > 0)
        return call_n(library_function(NULL, "adcc_run_every", "adcc_rt.h", t, 2, type_long,
                                       type_long), 2, trips, int_const(span));
    return call_n(library_function(NULL, "adcc_run_begin", "adcc_rt.h", t, 1, type_long), 1, trips);
}

/* A copy of a piece of the forward sweep, with variables of its own. */
static Block copy_sweep(Block b)
{
    Map copies = {0};
    Block copy = clone_block(b, &copies);
    for (size_t i = 0; i < copies.cap; i++) {
        Sym *v = copies.key[i] ? copies.value[i] : NULL;
        if (v && v->shadow && map_has(&copies, v->shadow))
            v->shadow = map_get(&copies, v->shadow);
    }
    return copy;
}

/* for (long k = from; ...) { i = first + k * step; body } */
static Stmt *iterations(const Counted *c, bool declares, Block init, Expr *more, Block step,
                        Sym *k, Block body)
{
    Expr *by = c->step == 1 ? ref(k) : mul(ref(k), int_const(c->step));
    Expr *value = is_int_const(skip_conv(c->first), 0) ? by : add(clone_expr(c->first, NULL), by);
    Block start;
    if (declares) {
        Sym *mine = renewed(c->i);
        body = with_sym(body, c->i, mine);
        start = block_of(decl_stmt(mine, value));
    } else {
        start = block_of(expr_stmt(assign(ref(c->i), value)));
    }
    return for_stmt(init, more, step, join(start, body));
}

static Block again_and_back(Adjoint *a, const Counted *c, bool declares, Sym *run,
                            const Pieces *state, Block again, Block rev)
{
    const RunType t = run_type();
    Sym *at = new_local(a, "at", type_long), *end = new_local(a, "end", type_long);
    Sym *k = new_local(a, "k", type_long), *k2 = new_local(a, "k", type_long);
    Expr *next = add(ref(at), member(ref(run), t.span, false));
    Expr *trips = member(ref(run), t.trips, false), *tail = member(ref(run), t.tail, false);
    Block body = block_of(decl_stmt(end, cond(binary(OP_LT, next, trips), clone_expr(next, NULL),
                                              clone_expr(trips, NULL))));
    Block first = restore_state(a, state);
    add_stmt(&first, iterations(c, declares, block_of(decl_stmt(k, ref(at))),
                                binary(OP_LT, ref(k), ref(end)),
                                block_of(expr_stmt(unary(OP_POSTINC, ref(k)))), k, again));
    add_stmt(&body, if_stmt(binary(OP_LT, ref(at), tail), first, (Block){0}));
    add_stmt(&body, iterations(c, declares, block_of(decl_stmt(k2, sub(ref(end), int_const(1)))),
                               binary(OP_GE, ref(k2), ref(at)),
                               block_of(expr_stmt(unary(OP_POSTDEC, ref(k2)))), k2, rev));
    Expr *back = assign_op(OP_SUB, ref(at), member(ref(run), t.span, false));
    Stmt *runs = for_stmt(block_of(decl_stmt(at, clone_expr(tail, NULL))),
                          binary(OP_GE, ref(at), int_const(0)), block_of(expr_stmt(back)), body);
    Block b = block_of(runs);
    add_stmt(&b, expr_stmt(call_run("adcc_run_end", run, NULL)));
    return b;
}

/* The reverse code with the variables that it shares with the forward sweep: the same ones, or
 * others that are taken from the tape. */
static Block carry(Adjoint *a, const Syms *shared, Block *fwd, Block rev)
{
    if (!a->scope)
        return rev;
    Block before = {0};
    for (int i = 0; i < shared->n; i++) {
        Sym *again = renewed(shared->at[i]);
        Stmt *pop = new_stmt(S_POP, (Loc){0}), *push = new_stmt(S_PUSH, (Loc){0});
        pop->e[0] = ref(again);
        push->e[0] = ref(shared->at[i]);
        push->origin = pop;
        add_stmt(fwd, push);
        before = join(join(block_of(decl_stmt(again, NULL)), block_of(pop)), before);
        rev = with_sym(rev, shared->at[i], again);
    }
    return block_of(block_stmt(join(before, rev)));
}

Sweep sweep_runs(Adjoint *a, Stmt *st)
{
    const Counted *c = plan_of(a, st)->counted;
    const Bits *kept = &plan_of(a, st)->kept_state;
    bool declares = st->body[INIT].first->kind == S_DECL;
    Sweep s = {{0}, {0}};
    Pieces state = {0};
    if (find_state(a, st, kept, &state) >= 0)
        die("the state of a loop in runs is not known any more");
    Block primal = with_shadow_moves(a, prepare_runs(a, st, kept));
    Sweep body = sweep_block(a, st->body[BODY], st, true);
    a->left = false;
    if (is_empty(body.rev)) {
        st->body[BODY] = body.fwd;
        s.fwd = block_of(st);
        return s;
    }
    Block again = copy_sweep(body.fwd);
    drop_skipped(&again);
    Sym *run = new_local(a, "run", run_type().type);
    Block iteration = {0};
    add_stmt(&iteration, if_stmt(call_run("adcc_run_starts", run, iteration_number(c)),
                                 save_state(&state), (Block){0}));
    add_stmt(&iteration, if_stmt(call_run("adcc_run_tapes", run, iteration_number(c)), body.fwd,
                                 primal));
    st->body[BODY] = iteration;
    add_stmt(&s.fwd, decl_stmt(run, begin_runs(st, trip_count(c))));
    add_stmt(&s.fwd, st);
    s.rev = again_and_back(a, c, declares, run, &state, again, body.rev);
    Syms shared = {0};
    append(&shared, run);
    for (int i = 0; i < state.n; i++)
        for (int k = 0; k < a->p->places.n && state.at[i].bytes; k++) {
            const Place *place = a->p->places.at[k];
            if (place->block && place->block == ref_sym(state.at[i].object)) {
                append(&shared, place->block);
                append(&shared, place->bytes);
            }
        }
    s.rev = carry(a, &shared, &s.fwd, s.rev);
    return s;
}
