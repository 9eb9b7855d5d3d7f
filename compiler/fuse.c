/* fuse.c - a loop and its reverse become one loop.
 *
 *     for (i = 0; i < n; i++) { t = g(x[i]);  s += t; }       forward
 *     double s_b = return_b;                                   what stands between
 *     for (i = n - 1; i >= 0; i--) { t = g(x[i]); x_b[i] += ...; }
 * ->  double s_b = return_b;
 *     for (i = 0; i < n; i++) { t = g(x[i]);  s += t;  x_b[i] += ...; }
 *
 * Where iterations run again (rerun.c) and do nothing with derivatives but add to them, they can be
 * reversed in any order: in particular each right after it ran, if the adjoints of what leaves the
 * loop are known before it.  What stands between the two loops goes before them if it has nothing
 * to do with the first one, and stays behind the new loop if the reverse one has nothing to do with
 * it.  The effects of derivative code are those of alias.c, with a second set for shadows: the
 * shadow of a place is touched where the place would be.
 */
#include "effect.h"

/* ------------------------------------------------------------------ effects of derivative code */

static void add_effect(Effect *x, Expr *e);

Sym *path_root(Expr *e)
{
    for (;;) {
        e = skip_conv(e);
        if (e->kind == E_REF)
            return e->u.sym;
        bool down = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CAST ||
                    (e->kind == E_UNARY && (e->op == OP_DEREF || e->op == OP_ADDR)) ||
                    (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB));
        if (!down)
            return NULL;
        e = e->kid[0];
    }
}

/* What a shadow variable leads to. */
typedef struct Reached {
    Bits places;
    bool unknown; /* and somewhere else */
    int of;       /* so many places that there were */
} Reached;

static bool is_shadow(const Sym *v)
{
    return v && v->primal;
}

/* Everything that can be reached from these places. */
static Bits reachable(Program *p, const Bits *from)
{
    Bits seen = {0};
    bits_union(&seen, from);
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = bits_next(&seen, 0); i >= 0; i = bits_next(&seen, i + 1))
            grew |= bits_union(&seen, &p->places.at[i]->points_to);
    }
    return seen;
}

/* The places whose shadows can be touched by way of the shadow variable v. */
static Bits find_shadow_places(Effect *x, const Sym *v)
{
    Place *own = place_of(x->p, v->primal);
    Bits from = {0}, all = {0};
    if (is_pointer(v->primal->type))
        bits_union(&from, &own->points_to);
    else
        bits_add(&from, own->id);
    Bits reach = reachable(x->p, &from);
    if (is_pointer(v->primal->type) && bits_empty(&own->points_to))
        x->unknown = true;
    for (int i = bits_next(&reach, 0); i >= 0; i = bits_next(&reach, i + 1)) {
        const Place *place = x->p->places.at[i];
        bits_add(&all, i);
        bool alone = !place->external && !(place->sym && place->sym->global);
        for (int j = 0; !alone && j < x->p->places.n; j++)
            if (may_alias(place, x->p->places.at[j]))
                bits_add(&all, j);
    }
    return all;
}

/* The same, found once for each variable: there may be thousands of places, and as many loops. */
static Bits shadow_places(Effect *x, const Sym *v)
{
    Program *p = x->p;
    Reached *known = map_get(&p->reached, v);
    if (known && known->of == p->places.n) {
        x->unknown |= known->unknown;
        return known->places;
    }
    bool before = x->unknown;
    x->unknown = false;
    known = new(Reached);
    *known = (Reached){.places = find_shadow_places(x, v), .unknown = x->unknown};
    known->of = p->places.n; /* place_of() may have added one */
    x->unknown |= before;
    map_set(&p->reached, v, known);
    return known->places;
}

/* The place of the shadow variable v itself; none if it is x_b, an address, of a number x. */
static Bits own_place(Effect *x, const Sym *v)
{
    Bits all = {0};
    if (is_pointer(v->type) && !is_pointer(v->primal->type))
        return all;
    if (!is_pointer(v->type))
        return shadow_places(x, v);
    Place *own = place_of(x->p, v->primal);
    bits_add(&all, own->id);
    for (int j = 0; own->sym && own->sym->global && j < x->p->places.n; j++)
        if (may_alias(own, x->p->places.at[j]))
            bits_add(&all, j);
    return all;
}

static void note_touch(Effect *x, const Expr *path, Access kind, bool shadow, const Bits *bits)
{
    Bits *into[] = {[READS] = shadow ? &x->shadow_reads : &x->reads,
                    [WRITES] = shadow ? &x->shadow_writes : &x->writes,
                    [ADDS] = shadow ? &x->shadow_adds : &x->writes};
    Touch t = {.path = path, .kind = kind, .shadow = shadow};
    if (x->log) {
        bits_copy(&t.bits, bits);
        append(&x->touches, t);
    }
    bits_union(into[kind], bits);
    if (kind == ADDS && !shadow)
        bits_union(&x->reads, bits);
}

/* Reads or writes the storage that a path denotes; its indices are looked at by the caller. */
static void touch(Effect *x, Expr *path, Access kind)
{
    Sym *root = path_root(path);
    if (!root) {
        x->unknown = true;
        return;
    }
    if (is_shadow(root)) {
        Bits places = path->kind == E_REF ? own_place(x, root) : shadow_places(x, root);
        note_touch(x, path, kind, true, &places);
        return;
    }
    if (root->kind == SYM_ENUMERATOR || root->kind == SYM_FUNC)
        return;
    if (root->on_tape && path->kind != E_REF) {
        x->tape = true; /* a block of the tape is nothing else */
        x->only_loads &= kind == READS;
        return;
    }
    Bits access = access_of(x->p, path);
    if (bits_empty(&access))
        x->unknown = true;
    note_touch(x, path, kind, false, &access);
}

static void add_path(Effect *x, Expr *e, Access kind)
{
    if (!is_array(e->type) && !is_function(e->type))
        touch(x, e, kind);
    for (e = skip_conv(e); e->nkid; e = skip_conv(e->kid[0])) {
        for (int i = 1; i < e->nkid; i++)
            add_effect(x, e->kid[i]);
        Expr *base = skip_conv(e->kid[0]);
        bool loads = is_pointer(base->type) && is_path(base) && !is_array(base->type);
        if (loads)
            touch(x, base, READS); /* the pointer itself */
    }
}

static Inst *inst_of_derivative(Program *p, const Sym *f)
{
    for (int i = 0; i < p->insts.n; i++) {
        Inst *inst = p->insts.at[i];
        if ((inst->whole && inst->whole->sym == f) || (inst->fwd && inst->fwd->sym == f) ||
            (inst->rev && inst->rev->sym == f))
            return inst;
    }
    return NULL;
}

/* What a function may do with the storage that an argument leads to.  only_adds: to adjoints; so
 * does the derivative of a function that overwrites nothing. */
static void touch_argument(Effect *x, Expr *arg, bool primal, bool only_adds)
{
    if (!is_pointer(decay(arg->type)))
        return;
    Sym *root = path_root(arg);
    if (!root) {
        x->unknown |= !skip_conv(arg)->has_value;
        return;
    }
    if (is_shadow(root)) {
        Bits places = shadow_places(x, root);
        if (!only_adds)
            note_touch(x, NULL, READS, true, &places);
        note_touch(x, NULL, only_adds ? ADDS : WRITES, true, &places);
    } else if (primal) {
        Bits access = pointed_accesses(x->p, arg);
        x->unknown |= bits_empty(&access);
        note_touch(x, NULL, READS, false, &access);
        note_touch(x, NULL, WRITES, false, &access);
    }
}

/* &arg_b: a variable in which the adjoint of an argument is summed */
static bool is_address_of_sum(Expr *arg)
{
    Expr *e = skip_conv(arg);
    Sym *v = e->kind == E_UNARY && e->op == OP_ADDR ? ref_sym(e->kid[0]) : NULL;
    return v && v->generated && !is_shadow(v);
}

static void add_call(Effect *x, Expr *e)
{
    Sym *f = callee_sym(e);
    for (int i = ARGS; i < e->nkid; i++)
        add_effect(x, e->kid[i]);
    Inst *made = f ? inst_of_derivative(x->p, f) : NULL, *primal = inst_of_call(x->p, e);
    Inst *inst = made ? made : primal;
    if (inst) {
        note_touch(x, NULL, READS, false, &inst->reads);
        note_touch(x, NULL, WRITES, false, &inst->writes);
        x->observable |= inst->observable;
        x->only_loads &= !made || !inst->pushes;
        x->only_blocks &= !made || !inst->pushes;
        x->tape |= made && made->pushes && !made->joint;
        for (int i = ARGS; i < e->nkid; i++)
            touch_argument(x, e->kid[i], is_address_of_sum(e->kid[i]), made && made->joint);
        Bits globals = {0};
        for (int i = 0; made && i < x->p->places.n; i++)
            if (x->p->places.at[i]->sym && x->p->places.at[i]->sym->global)
                bits_add(&globals, i);
        note_touch(x, NULL, READS, true, &globals);
        note_touch(x, NULL, WRITES, true, &globals);
        return;
    }
    if (f && is_pure_library(f))
        return;
    bool block = f && (str_eq(f->name, "memset") || str_eq(f->name, "memcpy") ||
                       str_eq(f->name, "memmove"));
    bool known = f && (block || starts_with(f->name, "adcc_"));
    x->tape |= known && starts_with(f->name, "adcc_");
    x->only_loads &= known && !starts_with(f->name, "adcc_");
    x->only_blocks &= known && !starts_with(f->name, "adcc_");
    x->unknown |= !known;
    for (int i = ARGS; i < e->nkid; i++)
        touch_argument(x, e->kid[i], true, false);
}

static void add_effect(Effect *x, Expr *e)
{
    if (e->kind == E_CALL) {
        add_call(x, e);
    } else if (e->kind == E_ASSIGN) {
        bool sum = (e->op == OP_ADD || e->op == OP_SUB) && is_real_floating(strip(e->type));
        if (e->op != OP_NONE && !sum)
            add_path(x, e->kid[LHS], READS);
        add_path(x, e->kid[LHS], sum ? ADDS : WRITES);
        add_effect(x, e->kid[RHS]);
    } else if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF)) {
        return;
    } else if (is_path(e)) {
        add_path(x, e, READS);
    } else if (e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC) {
        add_path(x, e->kid[0], READS);
        add_path(x, e->kid[0], WRITES);
    } else if (e->kind == E_STMT || e->kind == E_VA_ARG) {
        x->unknown = true;
    } else {
        for (int i = 0; i < e->nkid; i++)
            add_effect(x, e->kid[i]);
    }
}

static void add_declaration(Effect *x, Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        Expr *name = ref(v);
        if (v->init)
            add_effect(x, v->init);
        if (is_shadow(v)) {
            Bits place = {0};
            bits_add(&place, place_of(x->p, v->primal)->id);
            note_touch(x, name, WRITES, true, &place);
        }
        Bits access = access_of(x->p, name);
        note_touch(x, name, WRITES, false, &access);
        for (Type *t = array_in(v->type); t; t = array_in(t->base))
            if (t->extent)
                add_effect(x, t->extent);
    }
}

void add_effect_of_block(Effect *x, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (x->slice && s->skipped && s->kind != S_DECL)
            continue;
        if (s->kind == S_DECL)
            add_declaration(x, s);
        for (int i = 0; s->kind != S_PUSH && s->kind != S_POP && i < 2; i++)
            if (s->e[i])
                add_effect(x, s->e[i]);
        if (s->kind == S_PUSH || s->kind == S_POP) {
            x->tape = true;
            x->only_loads = x->only_blocks = false;
            add_path(x, s->e[0], s->kind == S_POP ? WRITES : READS);
        }
        x->unknown |= s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_LABEL ||
                      s->kind == S_GOTO_ADDR || s->kind == S_OPAQUE;
        for (int i = 0; i < 3; i++)
            add_effect_of_block(x, s->body[i]);
    }
}

void add_effect_of_stmt(Effect *x, const Stmt *s)
{
    Stmt alone = *s;
    alone.next = NULL;
    add_effect_of_block(x, (Block){&alone, &alone});
}

Effect *effect_of_stmt(Program *p, const Stmt *s)
{
    Effect *x = new (Effect);
    x->p = p;
    x->only_loads = x->only_blocks = true;
    if (s)
        add_effect_of_stmt(x, s);
    return x;
}

static Walk drop_variable(Stmt *s, void *context)
{
    Effect *x = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        if (v->kind != SYM_VAR || v->global || v->storage == ST_STATIC)
            continue;
        int place = place_of(x->p, (Sym *)v)->id;
        bits_remove(&x->shadow_reads, place);
        bits_remove(&x->shadow_writes, place);
        bits_remove(&x->shadow_adds, place);
        for (int c = 0; c < CLASSES; c++) {
            bits_remove(&x->reads, access_bit(place, c));
            bits_remove(&x->writes, access_bit(place, c));
        }
    }
    return WALK_ON;
}

/* Variables of the loop's body are nothing to the code around it. */
static void drop_variables(Effect *x, const Stmt *loop)
{
    walk_block(loop->body[BODY], drop_variable, NULL, x);
}

/* Code that reads any of these values or shadows gives them to all that it writes.  False if nobody
 * knows what it does. */
bool add_dependent(const Effect *x, Bits *values, Bits *shadows, bool *grew)
{
    if (x->unknown)
        return false;
    if (bits_meet(&x->reads, values) || bits_meet(&x->shadow_reads, shadows)) {
        *grew |= bits_union(values, &x->writes);
        *grew |= bits_union(shadows, &x->shadow_writes);
        *grew |= bits_union(shadows, &x->shadow_adds);
    }
    return true;
}

Effect *effect_of_reverse(Adjoint *a, const Stmt *loop, Block rev)
{
    Effect *x = effect_of_stmt(a->p, NULL);
    x->slice = true;
    add_effect_of_block(x, rev);
    drop_variables(x, loop);
    x->tape = false; /* an iteration leaves the tape as it found it */
    return x;
}

static bool meets(const Bits *w, const Bits *r, const Bits *w2)
{
    return bits_meet(w, r) || bits_meet(w, w2);
}

/* Do shadows change in the one that the other reads or changes, other than by sums in both? */
static bool shadows_meet(const Effect *a, const Effect *b)
{
    return meets(&a->shadow_writes, &b->shadow_reads, &b->shadow_writes) ||
           bits_meet(&a->shadow_writes, &b->shadow_adds) ||
           meets(&a->shadow_adds, &b->shadow_reads, &b->shadow_writes);
}

bool must_keep_order(const Effect *a, const Effect *b)
{
    return a->unknown || b->unknown || (a->tape && b->tape) || (a->observable && b->observable) ||
           meets(&a->writes, &b->reads, &b->writes) || bits_meet(&a->reads, &b->writes) ||
           shadows_meet(a, b) || meets(&a->shadow_reads, &b->shadow_writes, &b->shadow_adds);
}

/* May what a loop of this effect adds to the shadow be summed elsewhere, and be added after it?
 * Then the loop does nothing else with it, and finds it at the same place all the time. */
bool can_sum_apart(Program *p, const Effect *loop, Expr *shadow)
{
    Effect *x = effect_of_stmt(p, NULL);
    add_path(x, shadow, ADDS);
    return !x->unknown && !loop->unknown && !bits_empty(&x->shadow_adds) &&
           !bits_meet(&x->reads, &loop->writes) &&
           !bits_meet(&x->shadow_reads, &loop->shadow_writes) &&
           !bits_meet(&x->shadow_reads, &loop->shadow_adds) &&
           !meets(&x->shadow_adds, &loop->shadow_reads, &loop->shadow_writes);
}

/* ------------------------------------------------------------------ the order of iterations */

typedef struct Sums {
    Adjoint *a;
    Bits changed; /* accesses that outlive an iteration and that iterations write */
    bool only;    /* they are only added to */
} Sums;

static void look_for_reads(Sums *k, Expr *e)
{
    Bits reads = {0};
    add_reads(k->a->p, e, &reads);
    k->only &= !bits_meet(&reads, &k->changed);
}

static Walk look_at_stmt(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    Bits reads = {0}, writes = {0};
    bool observable = false;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->init)
            look_for_reads(k, s->decls.at[i]->init);
    if (e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB)) {
        add_address_reads(k->a->p, e->kid[LHS], &reads);
        k->only &= !bits_meet(&reads, &k->changed);
        look_for_reads(k, e->kid[RHS]);
        return WALK_ON;
    }
    for (int i = 0; i < 2; i++)
        if (s->e[i])
            look_for_reads(k, s->e[i]);
    if (s->kind == S_EXPR || s->kind == S_DECL) {
        stmt_effects(k->a->p, s, &reads, &writes, &observable);
        k->only &= !bits_meet(&writes, &k->changed);
    }
    return k->only ? WALK_ON : WALK_STOP;
}

/* Do the iterations of the loop only add to what outlives them?  own: variables of an iteration. */
bool only_sums(Adjoint *a, Stmt *loop, const Bits *own)
{
    Sums k = {.a = a, .only = true};
    Bits reads = {0};
    bool observable = false;
    block_effects(a->p, loop->body[BODY], &reads, &k.changed, &observable);
    for (int i = bits_next(own, 0); i >= 0; i = bits_next(own, i + 1))
        bits_remove(&k.changed, i);
    for (int i = bits_next(&k.changed, 0); i >= 0; i = bits_next(&k.changed, i + 1))
        if (!bits_has(&a->p->shadowed, i / CLASSES) || i % CLASSES != CLASS_REAL)
            bits_remove(&k.changed, i); /* no adjoint depends on the order */
    walk_block(loop->body[BODY], look_at_stmt, NULL, &k);
    return k.only && !observable;
}

/* ------------------------------------------------------------------ the transformation */

void drop_skipped(Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_skipped(&s->body[i]);
        for (int i = 0; s->skipped && s->kind == S_DECL && i < s->decls.n; i++)
            if (s->decls.at[i]->storage != ST_STATIC)
                s->decls.at[i]->init = NULL;
        if (!s->skipped || s->kind == S_DECL)
            add_stmt(&out, s);
    }
    *b = out;
}

static Walk keep_in_loop(Stmt *s, void *context)
{
    (void)context;
    s->skipped -= s->skipped > 0;
    return WALK_ON;
}

static Stmt *without_next(Stmt *s)
{
    s->next = NULL;
    return s;
}

/* Tries to make one loop of the pair, whose loops stand in this list. */
static bool fuse_pair(Adjoint *a, Stmts *list, const Pair *pair, int from, int to)
{
    Effect *first = effect_of_stmt(a->p, list->at[from]), *behind = effect_of_stmt(a->p, NULL);
    const Effect *second = pair->effect;
    first->tape = false;
    drop_variables(first, list->at[from]);
    Stmts before = {0}, after = {0};
    for (int i = from + 1; i < to; i++) {
        Effect *x = effect_of_stmt(a->p, list->at[i]);
        if (x->unknown)
            return false;
        if (!must_keep_order(first, x) && !must_keep_order(behind, x)) {
            append(&before, list->at[i]);
            continue;
        }
        if (must_keep_order(x, second))
            return false;
        append(&after, list->at[i]);
        add_effect_of_stmt(behind, list->at[i]);
    }
    if (first->unknown || second->unknown)
        return false;
    Stmts all = {0};
    for (int i = 0; i < from; i++)
        append(&all, list->at[i]);
    for (int i = 0; i < before.n; i++)
        append(&all, before.at[i]);
    Stmt *loop = list->at[from];
    loop->body[BODY] = with_sym(list->at[to]->body[BODY], pair->reverse_index, pair->index);
    walk_block(loop->body[BODY], keep_in_loop, NULL, NULL); /* but the loops around may skip it */
    append(&all, loop);
    for (int i = 0; i < after.n; i++)
        append(&all, after.at[i]);
    for (int i = to + 1; i < list->n; i++)
        append(&all, list->at[i]);
    *list = all;
    return true;
}

/* Two loops it is. */
static void leave_apart(Adjoint *a, Pair *pair)
{
    drop_skipped(&pair->reverse->body[BODY]);
    if (pair->joined)
        split_joined(a->p, pair->forward);
}

static int index_in(const Stmts *list, const Stmt *s)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == s)
            return i;
    return -1;
}

/* Fuses what can be fused of the pairs whose loops stand in b; the others keep only their slice. */
void fuse_loops(Adjoint *a, Block *b)
{
    Stmts list = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        append(&list, without_next(s));
    }
    for (int k = a->pairs.n - 1; k >= 0; k--) {
        Pair *pair = &a->pairs.at[k];
        int from = index_in(&list, pair->forward), to = index_in(&list, pair->reverse);
        if (pair->done || from < 0 || to < 0)
            continue;
        pair->done = true;
        if (options.no_fuse || !pair->commutes || !fuse_pair(a, &list, pair, from, to))
            leave_apart(a, pair);
    }
    *b = (Block){0};
    for (int i = 0; i < list.n; i++)
        add_stmt(b, list.at[i]);
}

/* The pairs that were in no list: their forward and reverse loops are in different functions. */
void settle_pairs(Adjoint *a)
{
    for (int k = 0; k < a->pairs.n; k++)
        if (!a->pairs.at[k].done)
            leave_apart(a, &a->pairs.at[k]);
}
