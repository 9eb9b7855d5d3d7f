/* directions.c - derivatives in several directions at once: f_dv and f_bv.
 *
 *     void f_b(const double *x, double *x_b, double return_b)
 *         ...  double t_b = 2.0 * return_b;
 *              x_b[0] += x[1] * t_b;
 *
 *     void f_bv(const double *x, double (*x_b)[N], const double return_b[N])
 *         ...  double c = x[1];
 *              for (int d = 0; d < N; d++) {
 *                  double t_b = 2.0 * return_b[d];
 *                  x_b[0][d] += c * t_b;
 *              }
 *
 * Works on the functions of one request as they would be printed for one direction.  Directions do
 * not meet: a statement that assigns to the real of a shadow is repeated for each, others happen
 * once.  Such statements wait for one another and share a loop: those in between may go first if
 * they change nothing that is read in it, and most that is read has got a name before it
 * (directions_parts.c).  A shadow that is needed in no other loop is a variable of that loop.  What
 * is not understood is an error, never a guess.
 *
 * Rows of directions are the same row or lie apart, as what they stand for does: no direction reads
 * what another one writes, and ADCC_LANES before the loop says so.  clang besides must be kept from
 * unrolling it: without the loop it takes directions one by one, or iterations of the loop around
 * it from places that are far apart.
 */
#include "directions.h"
#include "reverse.h"

#include <string.h>

enum { FEWEST = 4 /* directions that are a vector */ };

/* ------------------------------------------------------------------ statements for each */

static bool is_place(const Expr *e)
{
    return is_real_value(e->type) && leads_to_lanes(e);
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL && !is_pure(e) && !(callee_sym(e) && callee_sym(e)->helper)
               ? WALK_STOP
               : WALK_ON;
}

/* A call that must happen once. */
static bool calls_once(Expr *e)
{
    return !walk_expr(e, find_call, NULL);
}

/* Is it done for each direction? */
static bool is_for_each(const Stmt *s)
{
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        return is_place(s->e[0]->kid[LHS]) && !calls_once(s->e[0]->kid[RHS]);
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    return v && is_lane(v) && is_real_value(scalar_type(v)) && v->storage == ST_NONE &&
           !(v->init && calls_once(v->init));
}

static Walk note_read(Expr *e, void *context)
{
    Lanes *l = context;
    if (e->kind == E_REF) {
        map_set(&l->read, e->u.sym, e);
        return WALK_ON;
    }
    bool memory = e->kind == E_INDEX || e->kind == E_MEMBER ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (memory && !leads_to_lanes(e)) {
        l->reads_memory = true;
        l->reads_reals |= is_real_value(e->type);
    }
    return WALK_ON;
}

/* Puts s out: no declaration follows a label at once. */
void put_out(Lanes *l, Stmt *s)
{
    bool mark = l->out.last && (l->out.last->kind == S_LABEL || l->out.last->kind == S_CASE ||
                                l->out.last->kind == S_DEFAULT);
    if (mark && s->kind == S_DECL)
        add_stmt(&l->out, new_stmt(S_NULL, s->loc));
    add_stmt(&l->out, s);
}

static bool starts_at_zero(const Expr *e)
{
    return e && (is_zero(e) || (e->kind == E_FLOAT && strspn(e->text, "0.fFlL") ==
                                                          strlen(e->text)));
}

/* double t_b[N];  and what remains to be done in the loop, or NULL. */
static Stmt *declare_outside(Lanes *l, Stmt *s)
{
    Sym *v = s->decls.at[0];
    Expr *start = v->init, *zero = starts_at_zero(start) ? zero_of(v->type) : NULL;
    Stmt *declared = decl_stmt(v, zero);
    declared->loc = s->loc;
    put_out(l, declared);
    return start && !zero ? expr_stmt(assign(lane_ref(v), start)) : NULL;
}

static void wait(Lanes *l, Stmt *s)
{
    if (s->kind != S_COMMENT)
        name_parts(l, s);
    if (s->kind == S_DECL && map_has(&l->addressed, s->decls.at[0]))
        s = declare_outside(l, s); /* pointers to it may be made before the loop */
    if (!s)
        return;
    walk_block(block_of(s), NULL, note_read, l);
    for (int i = 0; i < s->decls.n; i++)
        map_set(&l->read, s->decls.at[i], s);
    add_stmt(&l->waiting, s);
}

/* ------------------------------------------------------------------ the loop */

static Walk count_ref(Expr *e, void *context)
{
    if (e->kind == E_REF)
        map_set(context, e->u.sym, (char *)map_get(context, e->u.sym) + 1);
    return WALK_ON;
}

/* Is the variable mentioned in what waits only? */
static bool is_inner(const Lanes *l, const Map *here, const Sym *v)
{
    return map_get(here, v) == map_get(&l->counts, v) && !map_has(&l->shared, v) &&
           !map_has(&l->addressed, v);
}

static Stmt *in_loop(Lanes *l, Stmt *s)
{
    l->at = s->loc.file ? s->loc : l->at;
    if (s->kind == S_EXPR) {
        Expr *e = s->e[0];
        e->kid[LHS] = lane_expr(l, e->kid[LHS]);
        e->kid[RHS] = lane_expr(l, e->kid[RHS]);
    } else if (s->kind == S_DECL && s->decls.at[0]->init) {
        s->decls.at[0]->init = lane_expr(l, s->decls.at[0]->init);
    }
    return s;
}

static void forget_waiting(Lanes *l)
{
    l->waiting = (Block){0};
    l->read = (Map){0};
    l->reads_memory = l->reads_reals = false;
}

/* Variables of the loop go back to one real. */
static Block settle_variables(Lanes *l)
{
    Map here = {0};
    Block kept = {0};
    walk_block(l->waiting, NULL, count_ref, &here);
    for (Stmt *s = l->waiting.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Sym *v = s->kind == S_DECL ? s->decls.at[0] : NULL;
        Stmt *rest = s;
        if (v && is_inner(l, &here, v)) {
            map_set(&l->inside, v, v);
            v->type = unqualified(scalar_type(v));
        } else if (v) {
            rest = declare_outside(l, s);
        }
        if (rest)
            add_stmt(&kept, rest);
    }
    return kept;
}

/* Comments at the end of b belong to what follows. */
static Block trailing_comments(Block *b)
{
    Block kept = {0}, comments = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (s->kind != S_COMMENT) {
            kept = join(kept, comments);
            comments = (Block){0};
        }
        add_stmt(s->kind == S_COMMENT ? &comments : &kept, s);
    }
    *b = kept;
    return comments;
}

/* Puts out what waits. */
static void flush(Lanes *l)
{
    if (is_empty(l->waiting))
        return;
    Block kept = settle_variables(l), body = {0};
    forget_waiting(l);
    Block after = trailing_comments(&kept);
    if (is_empty(kept)) {
        l->out = join(l->out, after);
        return;
    }
    l->d = new_sym(SYM_VAR, map_get(&l->names, l), type_int);
    l->d->generated = true;
    for (Stmt *s = kept.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        add_stmt(&body, in_loop(l, s));
    }
    Block step = block_of(expr_stmt(unary(OP_POSTINC, ref(l->d))));
    Expr *more = binary(OP_LT, ref(l->d), int_const(l->n));
    Stmt *loop = for_stmt(block_of(decl_stmt(l->d, int_const(0))), more, step, body);
    loop->text = l->n >= FEWEST ? "ADCC_LANES" : NULL;
    map_set(&l->loops, loop, l->d);
    put_out(l, loop);
    l->out = join(l->out, after);
    l->d = NULL;
}

void put_lanes(Lanes *l, Stmt *s)
{
    wait(l, s);
    flush(l);
}

Sym *new_lane(Lanes *l, const char *name, Type *t)
{
    Sym *v = new_sym(SYM_VAR, free_name(&l->names, name), t);
    v->generated = true;
    note_lane(l, v);
    map_set(&l->shared, v, v);
    return v;
}

/* ------------------------------------------------------------------ statements that happen once */

static bool is_memory(const Expr *e)
{
    return e->kind != E_REF || e->u.sym->global;
}

/* A value that is taken from the tape. */
static bool is_pop(const Expr *e)
{
    const Expr *call = skip_casts(e);
    const Sym *f = call->kind == E_CALL ? callee_sym(call) : NULL;
    return f && starts_with(f->name, "adcc_pop_");
}

/* May what s does happen before what waits? */
static bool may_pass(const Lanes *l, const Stmt *s)
{
    const Expr *to = NULL, *from = NULL;
    if (s->kind == S_PUSH)
        return !is_place(s->e[0]);
    if (s->kind == S_DECL && s->decls.n == 1) {
        const Sym *v = s->decls.at[0];
        return v->storage == ST_NONE && (!v->init || is_pop(v->init) || is_pure(v->init));
    }
    if (s->kind == S_POP)
        to = s->e[0];
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN) {
        to = s->e[0]->kid[LHS];
        from = s->e[0]->kid[RHS];
    }
    if (!to || (from && !is_pure(from)) || is_volatile(to->type))
        return false;
    if (is_memory(to) || map_has(&l->addressed, to->u.sym))
        return is_real_value(to->type) && !leads_to_lanes(to) && !l->reads_reals;
    return !map_has(&l->read, to->u.sym);
}

/* double a_b[2] = {x_b, 0.0};  ->  the values are assigned in loops */
static void lane_list(Lanes *l, Sym *v, Stmt *s)
{
    bool zero = v->init->nkid == 1 && (is_zero(v->init->kid[0]) || v->init->structural ||
                                       is_int_const(v->init->kid[0], 0));
    if (zero || !is_real_value(element_type(scalar_type(v)))) {
        for (int i = 0; i < v->init->nkid; i++)
            v->init->kid[i] = lane_expr(l, v->init->kid[i]);
        put_out(l, s);
        return;
    }
    if (v->storage != ST_NONE) {
        refuse_directions(l, s->loc, fmt("'%s' is static", v->name));
        return;
    }
    Type *all = v->type;
    v->type = scalar_type(v);
    Block values = spread_list(ref(v), v->init);
    v->type = all;
    v->init = zero_of(all);
    put_out(l, s);
    for (Stmt *p = values.first, *next; p; p = next) {
        next = p->next;
        p->next = NULL;
        wait(l, p);
    }
}

static void lane_decl(Lanes *l, Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        bool lane = is_lane(v);
        if (lane && s->decls.n > 1)
            refuse_directions(l, s->loc, fmt("'%s' shares a declaration", v->name));
        else if (lane && v->init && v->init->kind == E_INIT) {
            lane_list(l, v, s);
            return;
        } else if (lane && v->init && is_pointer(v->type))
            v->init = lane_allocation(l, v->init, scalar_type(v));
        else if (lane && v->storage != ST_NONE && v->init && !starts_at_zero(v->init))
            refuse_directions(l, s->loc, fmt("'%s' is static", v->name));
        else if (lane && v->init && v->storage != ST_NONE)
            v->init = zero_of(v->type);
        else if (lane && v->init)
            refuse_directions(l, s->loc, fmt("a call gives '%s' its value", v->name));
        else if (v->init)
            v->init = lane_expr(l, v->init);
    }
    put_out(l, s);
}

static void lane_expr_stmt(Lanes *l, Stmt *s)
{
    Expr *e = s->e[0];
    bool ignored = e->kind == E_CAST && strip(e->type)->kind == T_VOID;
    if (ignored && e->kid[0]->kind != E_CALL) {
        e->kid[0] = lane_place(l, e->kid[0]);
    } else if (e->kind == E_ASSIGN && is_pointer(e->kid[LHS]->type) &&
               leads_to_lanes(e->kid[LHS])) {
        Type *pointer = e->kid[LHS]->type;
        e->kid[LHS] = lane_expr(l, e->kid[LHS]);
        e->kid[RHS] = e->op == OP_NONE ? lane_allocation(l, e->kid[RHS], pointer)
                                       : lane_expr(l, e->kid[RHS]);
    } else {
        s->e[0] = lane_expr(l, e);
    }
    put_out(l, s);
}

static Walk find_continue(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_CONTINUE ? WALK_STOP : is_loop(s) ? WALK_PRUNE : WALK_ON;
}

static bool has_lanes(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (is_for_each(s))
            return true;
    return false;
}

/* What the head of a loop does with shadows goes before the loop, and to the end of its body. */
static void lane_for(Lanes *l, Stmt *s)
{
    if (has_lanes(s->body[INIT])) {
        l->out = join(l->out, lane_block(l, s->body[INIT]));
        s->body[INIT] = (Block){0};
    }
    if (has_lanes(s->body[STEP])) {
        if (!walk_block(s->body[BODY], find_continue, NULL, NULL))
            refuse_directions(l, s->loc, "a loop with continue steps a derivative");
        s->body[BODY] = join(s->body[BODY], s->body[STEP]);
        s->body[STEP] = (Block){0};
    }
    l->at_head = true;
    Block before = l->out;
    for (int i = INIT; i <= STEP; i++) {
        l->out = (Block){0};
        for (Stmt *p = s->body[i].first, *next; p; p = next) {
            next = p->next;
            p->next = NULL;
            if (p->kind == S_DECL)
                lane_decl(l, p);
            else if (p->kind == S_EXPR)
                lane_expr_stmt(l, p);
            else
                put_out(l, p);
        }
        s->body[i] = l->out;
    }
    l->out = before;
    s->e[0] = s->e[0] ? lane_expr(l, s->e[0]) : NULL;
    l->at_head = false;
    if (s->text && starts_with(s->text, "ADCC_SIMD"))
        s->text = NULL;
    s->body[BODY] = lane_block(l, s->body[BODY]);
    put_out(l, s);
}

/* A statement that happens once. */
static void lane_stmt(Lanes *l, Stmt *s)
{
    bool tape = s->kind == S_PUSH || s->kind == S_POP;
    switch (s->kind) {
    case S_DECL:
        lane_decl(l, s);
        return;
    case S_EXPR:
        lane_expr_stmt(l, s);
        return;
    case S_FOR:
        lane_for(l, s);
        return;
    default:
        l->at_head = is_loop(s);
        for (int i = 0; i < 2; i++)
            if (s->e[i])
                s->e[i] = tape ? lane_place(l, s->e[i]) : lane_expr(l, s->e[i]);
        l->at_head = false;
        for (int i = 0; i < 3; i++)
            if (!is_empty(s->body[i]))
                s->body[i] = lane_block(l, s->body[i]);
        put_out(l, s);
    }
}

/* Names of parts hold on past these. */
static bool keeps_parts(const Stmt *s)
{
    return s->kind == S_COMMENT || s->kind == S_PUSH ||
           (s->kind == S_DECL && s->decls.n == 1 &&
            (!s->decls.at[0]->init || is_pure(s->decls.at[0]->init)));
}

static void lane_one(Lanes *l, Stmt *s)
{
    if (s->loc.file)
        l->at = s->loc;
    if (is_for_each(s)) {
        wait(l, s);
        return;
    }
    if (s->kind == S_COMMENT && !is_empty(l->waiting)) {
        wait(l, s);
        return;
    }
    if (!is_empty(l->waiting) && s->kind != S_COMMENT && !may_pass(l, s))
        flush(l);
    if (!keeps_parts(s))
        l->parts = (Parts){0};
    lane_stmt(l, s);
}

/* A list of statements with its variables. */
Block lane_block(Lanes *l, Block in)
{
    Block before = l->out;
    Parts parts = l->parts;
    if (!is_empty(l->waiting))
        die("statements still wait for their direction");
    l->out = (Block){0};
    l->parts = (Parts){0};
    for (Stmt *s = in.first, *next; s && !l->failed; s = next) {
        next = s->next;
        s->next = NULL;
        lane_one(l, s);
    }
    if (!l->failed)
        flush(l);
    Block made = l->out;
    l->out = before;
    l->parts = parts;
    return made;
}

/* ------------------------------------------------------------------ functions */

static Walk note_address(Expr *e, void *context)
{
    Lanes *l = context;
    if (e->kind == E_UNARY && e->op == OP_ADDR && ref_sym(e->kid[0]))
        map_set(&l->addressed, ref_sym(e->kid[0]), e);
    return WALK_ON;
}

/* Parameters by value that the function changes, or whose address it takes. */
static Walk find_change(Expr *e, void *context)
{
    bool changes = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op == OP_ADDR);
    Sym *v = changes ? ref_sym(e->kid[0]) : NULL;
    if (v && is_lane_value(v))
        map_set(context, v, v);
    return WALK_ON;
}

static Expr *replace_param(Expr *e, void *context)
{
    Sym *v = e->kind == E_REF ? map_get(context, e->u.sym) : NULL;
    if (v)
        e->u.sym = v;
    return e;
}

/* double x_d1[N] = what the caller gave, for a parameter that changes */
static void copy_values(Lanes *l)
{
    Map changed = {0}, copies = {0};
    Block start = {0};
    walk_block(l->f->body, NULL, find_change, &changed);
    for (int i = 0; i < l->f->params.n; i++) {
        Sym *v = l->f->params.at[i];
        if (!map_has(&changed, v))
            continue;
        Sym *own = new_lane(l, v->name, unqualified(scalar_type(v)));
        map_set(&copies, v, own);
        add_stmt(&start, decl_stmt(own, lane_ref(v)));
    }
    rewrite_block(l->f->body, replace_param, &copies);
    l->f->body = join(start, l->f->body);
}

static void spread_function(Lanes *l, Func *f)
{
    working_on("directions", f->loc);
    l->f = f;
    l->names = names_in(f);
    map_set(&l->names, l, (void *)free_name(&l->names, "d"));
    l->counts = l->addressed = l->shared = l->inside = (Map){0};
    copy_values(l);
    walk_block(f->body, NULL, count_ref, &l->counts);
    walk_block(f->body, NULL, note_address, l);
    f->body = lane_block(l, f->body);
    if (!l->failed)
        narrow_directions(l);
    share_reciprocals(f);
    unhide_globals(f);
#ifdef CHECK_IR
    if (!l->failed)
        check_func(f, "directions");
#endif
}

void spread_directions(const Request *request, Funcs *made, const Syms *own, Syms *shadows)
{
    Lanes l = {.request = request, .n = request->directions, .made = made};
    for (int i = 0; i < made->n; i++) {
        map_set(&l.made_of, made->at[i]->sym, made->at[i]);
        separate_variables(made->at[i]);
    }
    find_lanes(&l);
    declare_lanes(&l, own, shadows);
    for (int i = 0; i < made->n && !l.failed; i++)
        spread_function(&l, made->at[i]);
}
