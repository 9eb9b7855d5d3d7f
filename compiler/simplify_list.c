/* simplify_list.c - rules over the statements of one block.
 *
 *     double t_b = 0.0;
 *     double w = sin(t);
 *     t_b += w * s_b;                    double t_b = sin(t) * s_b + cos(t) * (t * s_b);
 *     t_b += cos(t) * (t * s_b);
 *
 * Each rule looks at one statement of the list and those after it, and moves
 * nothing across a statement that could notice: one that reads or writes what is
 * moved, into which control may jump, or (for stores) that leaves the list.
 */
#include "simplify.h"

enum { LONG_VALUE = 16, LONG_STATEMENT = 40 }; /* nodes, beyond which values keep a name */

/* ----------------------------------------------------------------- helpers */

/* The variable that s declares, alone; NULL if it does something else. */
static Sym *declared_by(const Stmt *s)
{
    return s->kind == S_DECL && s->decls.n == 1 && s->tags.n == 0 ? s->decls.at[0] : NULL;
}

/* The assignment that s is, or NULL. */
static Expr *assignment(const Stmt *s)
{
    return s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
}

/* Of `T x = e;` and `x = e;` the variable and the value. */
Sym *defined_by(const Stmt *s, Expr **value)
{
    Expr *e = assignment(s);
    Sym *v = declared_by(s);
    if (v) {
        *value = v->init;
        return v;
    }
    if (!e || e->op != OP_NONE || e->kid[LHS]->kind != E_REF)
        return NULL;
    *value = e->kid[RHS];
    return e->kid[LHS]->u.sym;
}

/* A private scalar that adcc made. */
static Facts *our_scalar(Simplify *c, Sym *v)
{
    Facts *facts = v && may_change(v) && v->kind == SYM_VAR ? private_facts(c, v) : NULL;
    return facts && (is_scalar(v->type)) ? facts : NULL;
}

static void drop(Simplify *c, Stmts *list, int i)
{
    count_stmt(c, list->at[i], -1);
    list->at[i] = NULL;
    c->changed = true;
}

void insert_before(Simplify *c, Stmts *list, int i, Stmt *s)
{
    append(list, s);
    for (int j = list->n - 1; j > i; j--)
        list->at[j] = list->at[j - 1];
    list->at[i] = s;
    places_shifted(c, list, i, list->n - 1);
}

/* The statement after list->at[i], or -1. */
static int next_of(const Stmts *list, int i)
{
    for (int j = i + 1; j < list->n; j++)
        if (list->at[j])
            return j;
    return -1;
}

/* Takes list->at[from] to behind list->at[to]. */
static void move_behind(Simplify *c, Stmts *list, int from, int to)
{
    Stmt *s = list->at[from];
    for (int i = from; i < to; i++)
        list->at[i] = list->at[i + 1];
    list->at[to] = s;
    places_shifted(c, list, from, to);
    place_changed(c, to);
}

/* What the two touch together. */
static Effect both_effects(const Effect *a, const Effect *b)
{
    Effect both = {.loads = a->loads | b->loads, .stores = a->stores | b->stores};
    bits_union(&both.reads, &a->reads);
    bits_union(&both.reads, &b->reads);
    bits_union(&both.writes, &a->writes);
    bits_union(&both.writes, &b->writes);
    return both;
}

static Bits with_bit(const Bits *set, int i)
{
    Bits more = {0};
    bits_union(&more, set);
    bits_add(&more, i);
    return more;
}

static bool is_nothing(const Stmt *s)
{
    return !s || s->kind == S_COMMENT;
}

/* ------------------------------------------------------- zero, then increment */

/* T x; x = e;   ->   T x = e;     (where they stand next to one another, but for a comment) */
static bool merge_decl(Simplify *c, Stmts *list, int i)
{
    Stmt *s = list->at[i];
    Sym *x = declared_by(s);
    int next = next_of(list, i);
    if (x && is_record(x->type) && next >= 0 && list->at[next]->kind == S_COMMENT)
        next = next_of(list, next);
    Expr *e = next >= 0 ? assignment(list->at[next]) : NULL;
    Facts *facts = x && !x->init ? private_facts(c, x) : NULL;
    if (!facts || !e || e->op != OP_NONE || e->kid[LHS]->kind != E_REF || e->kid[LHS]->u.sym != x ||
        is_array(x->type))
        return false;
    Effect value = effect_of_expr(c, e->kid[RHS]);
    if (bits_has(&value.reads, facts->index))
        return false;
    x->init = e->kid[RHS];
    list->at[i] = NULL;
    list->at[next] = s;
    stmt_changed(c, s);
    place_changed(c, next);
    return true;
}

/* What the statement sets to zero (or only declares), in which e += is = : the place, or NULL. */
static Expr *zeroed_by(Simplify *c, const Stmt *s)
{
    Sym *v = declared_by(s);
    Expr *e = assignment(s);
    bool direct;
    if (v)
        return our_scalar(c, v) && !facts_of(c, v)->fixed && (!v->init || is_zero(v->init)) ? ref(v)
                                                                                            : NULL;
    if (!e || e->op != OP_NONE || !is_zero(e->kid[RHS]) || !is_pure(e->kid[LHS]) ||
        !is_scalar(e->type))
        return NULL;
    return may_change(target_root(e->kid[LHS], &direct)) ? e->kid[LHS] : NULL;
}

/* May a jump in the statement at j leave what stands before it behind?  Variables that are declared
 * there end with the list, unless the jump leads to a label further on in it. */
static bool jumps_past(Simplify *c, const Stmts *list, int j, const Stmt *moved)
{
    bool jumps = effect_of(c, list->at[j])->jumps, enters = moved->kind != S_DECL;
    for (int k = next_of(list, j); jumps && !enters && k >= 0; k = next_of(list, k))
        enters = effect_of(c, list->at[k])->marked;
    return jumps && enters;
}

/* May the zeroing come after s? */
static bool can_sink(const Effect *s, const Effect *place, const Effect *store)
{
    if (s->marked)
        return false;
    return !bits_meet(&s->writes, &place->reads) && !bits_meet(&s->writes, &store->writes) &&
           !bits_meet(&s->reads, &store->writes) && !((s->loads | s->stores) & store->stores);
}

/* Turns `x += e` into `x = e`, or into the declaration of x. */
static void absorb_zero(Simplify *c, Stmt *zero, Stmt *s)
{
    Expr *e = s->e[0];
    count_stmt(c, zero, -1);
    count_stmt(c, s, -1);
    Expr *value = e->op == OP_SUB ? neg(e->kid[RHS]) : e->kid[RHS];
    if (zero->kind == S_DECL) {
        zero->decls.at[0]->init = value;
        s->kind = S_DECL;
        s->e[0] = NULL;
        append(&s->decls, zero->decls.at[0]);
    } else {
        e->op = OP_NONE;
        e->kid[RHS] = value;
    }
    count_stmt(c, s, 1);
    stmt_changed(c, s);
}

/* x = 0; ... x += e;   ->   ... x = e;       T x = 0; ... x += e;   ->   ... T x = e; */
static bool merge_zero(Simplify *c, Stmts *list, int i)
{
    Stmt *z = list->at[i];
    Expr *lv = zeroed_by(c, z);
    if (!lv)
        return false;
    bool known = z->kind != S_DECL || z->decls.at[0]->init;
    Effect place = {0}, store = effect_of_expr(c, assign(lv, int_const(0)));
    if (lv->kind != E_REF)
        place = effect_of_expr(c, lv);
    Effect watched = both_effects(&place, &store);
    for (int j = next_that_matters(c, list, i, &watched); j >= 0;
         j = next_that_matters(c, list, j, &watched)) {
        Stmt *s = list->at[j];
        Expr *e = assignment(s);
        if (e && same_expr(e->kid[LHS], lv)) {
            Effect value = effect_of_expr(c, e->kid[RHS]);
            bool sum = known && (e->op == OP_ADD || e->op == OP_SUB);
            if ((!sum && e->op != OP_NONE) || bits_meet(&value.reads, &store.writes) ||
                (value.loads & store.stores))
                return false;
            absorb_zero(c, z, s);
            place_changed(c, j);
            list->at[i] = NULL;
            return true;
        }
        if (jumps_past(c, list, j, z) || !can_sink(effect_of(c, s), &place, &store))
            return false;
    }
    return false;
}

/* t = lv; ... lv = t;   the second does nothing if neither changes in between */
static bool drop_copy_back(Simplify *c, Stmts *list, int i)
{
    Expr *value = NULL;
    Facts *t = our_scalar(c, defined_by(list->at[i], &value));
    Expr *lv = value ? skip_conv(value) : NULL;
    if (!t || !lv || !is_lvalue(lv) || !is_pure(lv) || !same_type(t->sym->type, lv->type))
        return false;
    Effect place = effect_of_expr(c, lv), watched = place;
    watched.reads = with_bit(&place.reads, t->index);
    for (int j = next_that_matters(c, list, i, &watched); j >= 0;
         j = next_that_matters(c, list, j, &watched)) {
        Expr *e = assignment(list->at[j]);
        bool direct;
        if (e && e->op == OP_NONE && same_expr(e->kid[LHS], lv) && ref_sym(e->kid[RHS]) == t->sym &&
            may_change(target_root(lv, &direct))) {
            drop(c, list, j);
            return true;
        }
        Effect *effect = effect_of(c, list->at[j]);
        if (disturbs(effect, &place) || bits_has(&effect->writes, t->index))
            return false;
    }
    return false;
}

/* Where `x = a;` at i finds its `x += b;` if it can go there; -1 if not.  Comments say what belongs
 * together, so it does not pass them. */
static int find_update(Simplify *c, const Stmts *list, int i, const Facts *x, const Expr *a)
{
    Effect value = effect_of_expr(c, a);
    for (int j = next_of(list, i); j >= 0; j = next_of(list, j)) {
        Stmt *s = list->at[j];
        Expr *e = assignment(s);
        if (e && (e->op == OP_ADD || e->op == OP_SUB) && e->kid[LHS]->kind == E_REF &&
            e->kid[LHS]->u.sym == x->sym)
            return j;
        Effect *effect = effect_of(c, s);
        bool touched = bits_has(&effect->reads, x->index) || bits_has(&effect->writes, x->index);
        if (touched || disturbs(effect, &value) || s->kind == S_COMMENT ||
            jumps_past(c, list, j, list->at[i]))
            return -1;
    }
    return -1;
}

/* x = a; ... x += b;   ->   ... x = a + b;    (short) */
static bool merge_sum(Simplify *c, Stmts *list, int i)
{
    Expr *a = NULL;
    Stmt *s = list->at[i];
    Facts *facts = our_scalar(c, defined_by(s, &a));
    int next = facts && a && is_pure(a) && !facts->fixed ? find_update(c, list, i, facts, a) : -1;
    if (next < 0)
        return false;
    Stmt *t = list->at[next];
    Expr *e = assignment(t), *b = e->kid[RHS];
    Effect value = effect_of_expr(c, b);
    if (bits_has(&value.reads, facts->index) || !is_pure(b) ||
        size_of_expr(a) + size_of_expr(b) > LONG_STATEMENT ||
        !same_type(facts->sym->type, a->type) || !same_type(a->type, b->type))
        return false;
    count_stmt(c, s, -1);
    count_stmt(c, t, -1);
    Expr *sum = binary(e->op, a, b);
    if (s->kind == S_DECL)
        facts->sym->init = sum;
    else
        s->e[0]->kid[RHS] = sum;
    list->at[i] = NULL;
    list->at[next] = s;
    count_stmt(c, s, 1);
    stmt_changed(c, s);
    place_changed(c, next);
    return true;
}

/* lv += a; lv -= b;   ->   lv += a - b;     (next to one another, and short) */
static bool merge_updates(Simplify *c, Stmts *list, int i)
{
    int next = next_of(list, i);
    Expr *a = assignment(list->at[i]), *b = next >= 0 ? assignment(list->at[next]) : NULL;
    bool direct;
    if (!a || !b || (a->op != OP_ADD && a->op != OP_SUB) || (b->op != OP_ADD && b->op != OP_SUB) ||
        !is_real_floating(a->type) || !same_expr(a->kid[LHS], b->kid[LHS]) ||
        !may_change(target_root(a->kid[LHS], &direct)))
        return false;
    Expr *p = a->kid[RHS], *q = b->kid[RHS];
    Effect first = *effect_of(c, list->at[i]), second = effect_of_expr(c, q);
    if (disturbs(&first, &second) || !is_pure(a->kid[LHS]) || !is_pure(p) || !is_pure(q) ||
        !same_type(p->type, q->type) || !same_type(p->type, a->type) ||
        size_of_expr(p) + size_of_expr(q) > LONG_STATEMENT / 2)
        return false;
    count_stmt(c, list->at[i], -1);
    drop(c, list, next);
    bool swap = a->op == OP_SUB && b->op == OP_ADD;
    a->kid[RHS] = binary(a->op == b->op ? OP_ADD : OP_SUB, swap ? q : p, swap ? p : q);
    a->op = swap ? OP_ADD : a->op;
    count_stmt(c, list->at[i], 1);
    stmt_changed(c, list->at[i]);
    return true;
}

/* ------------------------------------------------------------- substitution */

/* Replaces the references to a variable by an expression. */
typedef struct Substitution {
    Sym *from;
    Expr *to;
    bool used; /* 'to' itself stands somewhere: clones from then on */
    bool casts; /* somewhere with a cast */
} Substitution;

/* What a declaration converted is cast where it stands instead. */
static Expr *with_cast(Substitution *sub, Expr *e)
{
    Expr *from = e->kind == E_CONV ? e->kid[0] : e;
    bool moves = e != from && is_pointer(e->type) && is_pointer(decay(from->type)) &&
                 !same_type(strip(e->type)->base, strip(decay(from->type))->base);
    moves |= e != from && is_arithmetic(e->type) && is_arithmetic(from->type) &&
             !same_type(unqualified(strip(e->type)), unqualified(strip(from->type)));
    if (!moves)
        return e;
    Expr *made = cast(e->type, from);
    sub->casts |= is_arithmetic(e->type);
    return made;
}

static Expr *substitute(Expr *e, void *context)
{
    Substitution *sub = context;
    if (e->kind != E_REF || e->u.sym != sub->from)
        return e;
    Expr *to = sub->used ? clone_expr(sub->to, NULL) : sub->to;
    sub->used = true;
    return with_cast(sub, to);
}

/* A cast that the operator next to it, or the assignment around it, makes anyway: (double)n * x */
static Expr *drop_cast(Expr *e, Type *t, bool assigned)
{
    if (!e || e->kind != E_CAST || !same_type(unqualified(strip(e->type)), unqualified(strip(t))))
        return e;
    Type *from = e->kid[0]->type;
    bool widens = is_real_floating(t) && (is_integer(from) || strip(from)->size < strip(t)->size);
    if (assigned || (widens && is_arithmetic(from)))
        e->kind = E_CONV;
    return e;
}

static Expr *drop_casts(Expr *e, void *context)
{
    (void)context;
    bool shifts = e->op == OP_SHL || e->op == OP_SHR;
    if (e->kind == E_BINARY && !shifts && e->op != OP_COMMA) {
        e->kid[RHS] = drop_cast(e->kid[RHS], skip_conv(e->kid[LHS])->type, false);
        e->kid[LHS] = drop_cast(e->kid[LHS], skip_conv(e->kid[RHS])->type, false);
    }
    if (e->kind == E_ASSIGN && !shifts)
        e->kid[RHS] = drop_cast(e->kid[RHS], e->kid[LHS]->type, e->op == OP_NONE);
    return e;
}

static void substitute_in(Simplify *c, Stmts *list, int j, Substitution *sub)
{
    Stmt *s = list->at[j], *next = s->next;
    s->next = NULL;
    count_stmt(c, s, -1);
    rewrite_block((Block){s, s}, substitute, sub);
    if (sub->casts)
        rewrite_block((Block){s, s}, drop_casts, NULL);
    for (int i = 0; i < s->decls.n && sub->casts; i++)
        s->decls.at[i]->init = drop_cast(s->decls.at[i]->init, s->decls.at[i]->type, true);
    count_stmt(c, s, 1);
    s->next = next;
    stmt_changed(c, s);
    place_changed(c, j);
}

static bool mentions(Simplify *c, const Expr *e, const Facts *facts)
{
    if (!e)
        return false;
    Effect effect = effect_of_expr(c, e);
    return bits_has(&effect.reads, facts->index) || bits_has(&effect.writes, facts->index);
}

typedef enum Way { WAY_OPEN, WAY_THERE, WAY_BLOCKED } Way;

static Way way_through(Simplify *c, Block b, const Facts *t, const Effect *value);

/* Statement expressions may loop. */
static Walk stop_at_block(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_STMT ? WALK_STOP : WALK_ON;
}

static bool has_block(Stmt *s)
{
    return !walk_stmt(s, NULL, stop_at_block, NULL);
}

/* Can a value be computed in s instead of before it?  THERE if s is where t is used. */
static Way way_past(Simplify *c, Stmt *s, const Facts *t, const Effect *value)
{
    Effect *effect = effect_of(c, s);
    if (effect->marked)
        return WAY_BLOCKED;
    if (!bits_has(&effect->reads, t->index))
        return disturbs(effect, value) ? WAY_BLOCKED : WAY_OPEN;
    switch (s->kind) {
    case S_EXPR:
    case S_DECL:
    case S_RETURN:
    case S_PUSH:
        return has_block(s) ? WAY_BLOCKED : WAY_THERE;
    case S_SWITCH: /* of a constant compilers say that no case is meant */
        return mentions(c, s->e[0], t) && !bits_empty(&value->reads) ? WAY_THERE : WAY_BLOCKED;
    case S_IF: {
        if (mentions(c, s->e[0], t))
            return WAY_THERE;
        Way then = way_through(c, s->body[IF_THEN], t, value);
        return then == WAY_THERE ? then : way_through(c, s->body[IF_ELSE], t, value);
    }
    case S_BLOCK:
        return way_through(c, s->body[BODY], t, value);
    case S_FOR:
        for (Stmt *k = s->body[INIT].first; k; k = k->next)
            if (bits_has(&effect_of(c, k)->reads, t->index))
                return WAY_THERE;
        return WAY_BLOCKED;
    default:
        return WAY_BLOCKED;
    }
}

static Way way_through(Simplify *c, Block b, const Facts *t, const Effect *value)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Way way = way_past(c, s, t, value);
        if (way != WAY_OPEN)
            return way;
    }
    return WAY_OPEN;
}

/* Would the value make its new statement hard to read? */
static bool is_too_long(const Expr *value, const Sym *t, const Stmt *user)
{
    int size = size_of_expr(value);
    if (size <= 3)
        return false;
    int room = user->e[0] ? size_of_expr(user->e[0]) : 0;
    if (user->kind == S_DECL && user->decls.n && user->decls.at[0]->init)
        room = size_of_expr(user->decls.at[0]->init);
    return size > (t->primal ? LONG_VALUE / 2 : LONG_VALUE) || size + room > LONG_STATEMENT;
}

/* T t = e; ... f(t) ...   ->   ... f(e) ...     where t is used once and e means the same there */
static bool inline_once(Simplify *c, Stmts *list, int i)
{
    Expr *value = NULL;
    Facts *t = our_scalar(c, defined_by(list->at[i], &value));
    if (!t || t->fixed || !value || t->reads != 1 || t->writes != 1 || !is_pure(value) ||
        !same_type(t->sym->type, value->type))
        return false;
    Effect effect = effect_of_expr(c, value), watched = effect;
    watched.reads = with_bit(&effect.reads, t->index);
    for (int j = next_that_matters(c, list, i, &watched); j >= 0;
         j = next_that_matters(c, list, j, &watched)) {
        if (is_nothing(list->at[j]))
            continue;
        Way way = way_past(c, list->at[j], t, &effect);
        if (way == WAY_OPEN)
            continue;
        if (way == WAY_BLOCKED || is_too_long(value, t->sym, list->at[j]))
            return false;
        Substitution sub = {.from = t->sym, .to = value};
        drop(c, list, i);
        substitute_in(c, list, j, &sub);
        return true;
    }
    return false;
}

/* T t = x;  with x and t unchanged below: x for t. */
static bool propagate_copy(Simplify *c, Stmts *list, int i)
{
    Sym *v = declared_by(list->at[i]);
    Facts *t = our_scalar(c, v);
    Expr *value = t && v->init ? skip_conv(v->init) : NULL;
    if (!value || value->kind != E_REF || t->fixed || t->writes != 1 ||
        !same_type(v->type, value->type))
        return false;
    Facts *x = private_facts(c, value->u.sym);
    if (!x || x == t)
        return false;
    Effect watched = {.writes = with_bit(&(Bits){0}, x->index)};
    for (int j = next_that_matters(c, list, i, &watched); j >= 0;
         j = next_that_matters(c, list, j, &watched)) {
        Effect *effect = effect_of(c, list->at[j]);
        if (effect->marked || bits_has(&effect->writes, x->index))
            return false;
    }
    drop(c, list, i);
    Substitution sub = {.from = v, .to = value};
    watched.writes = with_bit(&(Bits){0}, t->index);
    for (int j = next_that_matters(c, list, i, &watched); j >= 0;
         j = next_that_matters(c, list, j, &watched))
        if (bits_has(&effect_of(c, list->at[j])->reads, t->index))
            substitute_in(c, list, j, &sub);
    return true;
}

/* The last statement that uses t, if v can stand for t in all of them after `v = t`; -1 if it
 * cannot. */
static int last_use(Simplify *c, const Stmts *list, int from, const Facts *t, const Facts *v,
                    int left)
{
    Effect watched = {.reads = with_bit(&(Bits){0}, t->index),
                      .writes = with_bit(&(Bits){0}, v->index)};
    for (int j = from; j >= 0; j = next_that_matters(c, list, j, &watched)) {
        Stmt *s = list->at[j];
        Effect *effect = effect_of(c, s);
        if (effect->marked)
            return -1;
        bool writes = bits_has(&effect->writes, v->index);
        if (writes && s->kind != S_EXPR && s->kind != S_DECL)
            return -1;
        if (bits_has(&effect->reads, t->index)) {
            int before = t->reads;
            count_stmt(c, s, -1);
            left -= before - t->reads;
            count_stmt(c, s, 1);
        }
        if (left == 0)
            return j;
        if (writes)
            return -1;
    }
    return -1;
}

/* T t = e; v = t; ... f(t)   ->   v = e; ... f(v)      where v stays what it is as long as t is
 * used */
static bool rename_to_target(Simplify *c, Stmts *list, int i)
{
    Sym *sym = declared_by(list->at[i]);
    Facts *t = our_scalar(c, sym);
    int next = next_of(list, i);
    Expr *e = next >= 0 ? assignment(list->at[next]) : NULL;
    if (!t || !sym->init || t->fixed || t->writes != 1 || t->reads < 2 || !e || e->op != OP_NONE ||
        ref_sym(e->kid[RHS]) != sym || e->kid[LHS]->kind != E_REF)
        return false;
    Facts *v = our_scalar(c, e->kid[LHS]->u.sym);
    if (!v || v == t || !same_type(v->sym->type, sym->type))
        return false;
    int last = last_use(c, list, next_of(list, next), t, v, t->reads - 1);
    if (last < 0)
        return false;
    count_stmt(c, list->at[i], -1);
    Expr *value = sym->init;
    drop(c, list, next);
    list->at[i] = expr_stmt(assign(ref(v->sym), value));
    count_stmt(c, list->at[i], 1);
    Substitution sub = {.from = sym, .to = ref(v->sym)};
    for (int j = next_of(list, i); j >= 0 && j <= last; j = next_of(list, j))
        substitute_in(c, list, j, &sub);
    return true;
}

/* ------------------------------------------------- take the adjoint, zero it */

/* Is s `lv = 0;`? */
static bool zeroes(const Stmt *s, const Expr *lv)
{
    Expr *e = s ? assignment(s) : NULL;
    return e && e->op == OP_NONE && is_zero(e->kid[RHS]) && same_expr(e->kid[LHS], lv);
}

/* x[i + 1] and x[i], a[0][j] and a[2][k]: elements of one array, and surely different ones? */
static bool are_different(const Expr *a, const Expr *b)
{
    if (a->kind != E_INDEX || b->kind != E_INDEX)
        return false;
    const Expr *rows[2] = {skip_conv(a->kid[BASE]), skip_conv(b->kid[BASE])};
    if (!same_expr(rows[0], rows[1]))
        return is_array(rows[0]->type) && is_array(rows[1]->type) &&
               are_different(rows[0], rows[1]);
    const Expr *at[2] = {skip_conv(a->kid[INDEX]), skip_conv(b->kid[INDEX])};
    long offset[2] = {0, 0};
    for (int k = 0; k < 2; k++) {
        const Expr *e = at[k];
        bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB) &&
                   e->kid[RHS]->kind == E_INT && is_signed_integer(e->type);
        if (sum) {
            offset[k] = e->op == OP_ADD ? e->kid[RHS]->value : -e->kid[RHS]->value;
            at[k] = skip_conv(e->kid[LHS]);
        } else if (e->kind == E_INT) {
            offset[k] = e->value;
            at[k] = NULL;
        }
    }
    return offset[0] != offset[1] && (at[0] == at[1] || same_expr(at[0], at[1]));
}

/* Does s reach the memory of lv, or may it?  Not if it only updates another element of the same
 * array. */
static bool reaches(Simplify *c, Stmt *s, const Expr *lv, unsigned memory)
{
    Effect *effect = effect_of(c, s);
    if (!((effect->loads | effect->stores) & memory))
        return false;
    Expr *e = assignment(s);
    if (!e || !are_different(e->kid[LHS], lv))
        return true;
    Effect value = effect_of_expr(c, e->kid[RHS]),
           index = effect_of_expr(c, e->kid[LHS]->kid[INDEX]);
    return (value.loads | index.loads) & memory;
}

/* May s, which comes between `t = lv; lv = 0;` and the last use of t, run before the zeroing? */
static bool can_pass_zero(Simplify *c, Stmt *s, const Expr *lv, const Effect *place,
                          const Effect *zero)
{
    Effect *effect = effect_of(c, s);
    return !effect->marked && !effect->jumps && !bits_meet(&effect->writes, &place->reads) &&
           !bits_meet(&effect->reads, &zero->writes) &&
           !bits_meet(&effect->writes, &zero->writes) && !reaches(c, s, lv, zero->stores);
}

/* t = x_b; x_b = 0; ... u_b += t * w;   ->   ... u_b += x_b * w; x_b = 0; */
static bool use_in_place(Simplify *c, Stmts *list, int i)
{
    Expr *value = NULL;
    Facts *t = our_scalar(c, defined_by(list->at[i], &value));
    Expr *lv = value ? skip_conv(value) : NULL;
    int z = next_of(list, i);
    if (!t || t->fixed || !lv || !is_lvalue(lv) || !is_pure(lv) || t->writes != 1 || t->reads < 1 ||
        z < 0 || !zeroes(list->at[z], lv) || !same_type(t->sym->type, lv->type))
        return false;
    Effect place = effect_of_expr(c, lv), zero = *effect_of(c, list->at[z]);
    if (t->reads > 1 && (zero.stores || place.loads))
        return false;
    int last = -1, left = t->reads;
    Effect watched = both_effects(&place, &zero);
    bits_add(&watched.reads, t->index);
    for (int j = next_that_matters(c, list, z, &watched); j >= 0 && left > 0;
         j = next_that_matters(c, list, j, &watched)) {
        Stmt *s = list->at[j];
        if (is_nothing(s))
            continue;
        Effect *effect = effect_of(c, s);
        if (!can_pass_zero(c, s, lv, &place, &zero))
            return false;
        if (!bits_has(&effect->reads, t->index))
            continue;
        if (s->kind != S_EXPR && s->kind != S_DECL)
            return false;
        int before = t->reads;
        count_stmt(c, s, -1);
        left -= before - t->reads;
        count_stmt(c, s, 1);
        last = j;
    }
    if (left != 0 || last < 0)
        return false;
    Substitution sub = {.from = t->sym, .to = clone_expr(lv, NULL)};
    for (int j = z + 1; j <= last; j++)
        if (list->at[j] && bits_has(&effect_of(c, list->at[j])->reads, t->index))
            substitute_in(c, list, j, &sub);
    drop(c, list, i);
    move_behind(c, list, z, last);
    return true;
}

/* How often the statements read t. */
static int reads_in(Simplify *c, Block b, Facts *t)
{
    int before = t->reads;
    for (Stmt *s = b.first; s; s = s->next)
        count_stmt(c, s, -1);
    int reads = before - t->reads;
    for (Stmt *s = b.first; s; s = s->next)
        count_stmt(c, s, 1);
    return reads;
}

/* t = lv; lv = 0; b, with a t of its own */
static Block with_taken(Sym *t, Stmt *zero, Block b)
{
    Map syms = {0};
    Sym *own = new_sym(t->kind, t->name, t->type);
    own->generated = t->generated;
    own->primal = t->primal;
    map_set(&syms, t, own);
    Block taken = block_of(decl_stmt(own, clone_expr(t->init, NULL)));
    add_stmt(&taken, clone_stmt(zero, NULL));
    return join(taken, clone_block(b, &syms));
}

/* t = v_b; v_b = 0; if (c) ... t ... else ... t ...   ->   the first two in each branch: they may
 * vanish there */
static bool take_in_branches(Simplify *c, Stmts *list, int i)
{
    Sym *sym = declared_by(list->at[i]);
    Facts *t = our_scalar(c, sym);
    Expr *lv = t && sym->init ? skip_conv(sym->init) : NULL;
    int z = next_of(list, i), next = z >= 0 ? next_of(list, z) : -1;
    if (!lv || !is_lvalue(lv) || !is_pure(lv) || t->fixed || t->writes != 1 || next < 0 ||
        !zeroes(list->at[z], lv) || list->at[next]->kind != S_IF ||
        effect_of(c, list->at[next])->marked)
        return false;
    Stmt *branch = list->at[next];
    Effect condition = effect_of_expr(c, branch->e[0]), *zero = effect_of(c, list->at[z]);
    int inside = reads_in(c, branch->body[IF_THEN], t) + reads_in(c, branch->body[IF_ELSE], t);
    if (inside == 0 || inside != t->reads || bits_meet(&condition.reads, &zero->writes) ||
        (condition.loads & zero->stores) || branch->text)
        return false;
    count_stmt(c, branch, -1);
    for (int k = IF_THEN; k <= IF_ELSE; k++)
        branch->body[k] = with_taken(sym, list->at[z], branch->body[k]);
    branch->has_else = true;
    count_stmt(c, branch, 1);
    drop(c, list, z);
    drop(c, list, i);
    stmt_changed(c, branch);
    place_changed(c, next);
    return true;
}

/* --------------------------------------------------------------- small things */

/* memset(v_b, 0, sizeof v_b); twice */
static bool drop_repetition(Simplify *c, Stmts *list, int i)
{
    Stmt *s = list->at[i];
    int next = next_of(list, i);
    if (s->kind != S_EXPR || s->e[0]->kind != E_CALL || next < 0 ||
        list->at[next]->kind != S_EXPR || !same_expr(s->e[0], list->at[next]->e[0]))
        return false;
    Sym *callee = callee_sym(s->e[0]);
    if (!callee || !callee->system || !str_eq(callee->name, "memset"))
        return false;
    drop(c, list, next);
    return true;
}

/* { a; b; } without declarations  ->  a; b;    and a comment that is followed by nothing of its own
 * goes. */
static bool flatten(Simplify *c, Stmts *list, int i)
{
    Stmt *s = list->at[i];
    if (s->kind == S_NULL) {
        list->at[i] = NULL;
        c->changed = true;
        return true;
    }
    if (s->kind != S_COMMENT)
        return false;
    int next = i + 1;
    while (next < list->n && !list->at[next])
        next++;
    if (next < list->n && list->at[next]->kind != S_COMMENT)
        return false;
    list->at[i] = NULL;
    c->changed = true;
    return true;
}

typedef bool ListRule(Simplify *c, Stmts *list, int i);

/* The rules on every statement, until none applies. */
bool simplify_list(Simplify *c, Stmts *list)
{
    static ListRule *const rules[] = {
        merge_decl,   merge_zero,       merge_sum,       merge_updates,    drop_copy_back,
        use_in_place, take_in_branches, reuse_value,     rename_to_target, share_call,
        inline_once,  propagate_copy,   drop_repetition, flatten,
    };
    bool any = false;
    begin_reach(c, list);
    for (int i = list->n - 1; i >= 0; i--) {
        for (size_t k = 0; list->at[i] && k < sizeof rules / sizeof rules[0]; k++) {
            if (k == 0)
                any |= tidy_expr(c, list->at[i]);
            any |= rules[k](c, list, i);
        }
    }
    return any;
}
