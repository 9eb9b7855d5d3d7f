/* couple.c - two functions that are called one after the other, of a loop each, become one loop.
 *
 *     slope_fwd(n, x, y, k);                    slope_move_fwd(n, x, y, k, h, moved);
 *     move_fwd(n, y, h, k, moved);
 *                                        ->     k[0] = x[0];
 *     k[0] = x[0];                              if (0 < n)
 *     for (int i = 1; i < n; i++)                   moved[0] = y[0] + h * k[0];
 *         k[i] = x[i] * y[i - 1];               for (int i = 1; i < n; i++) {
 *                                                   k[i] = x[i] * y[i - 1];
 *     for (int i = 0; i < n; i++)                   moved[i] = y[i] + h * k[i];
 *         moved[i] = y[i] + h * k[i];           }
 *
 * What the first loop writes is in a register when the second one wants it, and short loops cost
 * more to begin than to run.  The second function is a loop and nothing else.  Where both have to
 * do with an element and one of them writes it, it is always in the same iteration, or always one
 * earlier in the second loop; that has one iteration more at most, which then comes first, or last.
 * All else that is written is in storage that the other function does not get at: of the two
 * variables that are handed over one is an array of the caller.  So no two statements that have to
 * do with one another change their order.
 */
#include "filled.h"

typedef enum Where { BEFORE, WITHIN, BEHIND } Where; /* of the loop */

/* v[index], v a parameter. */
typedef struct Use {
    int param;
    bool writes;
    Where where;
    long shift; /* within: v[i + shift] */
} Use;
VEC(Use, Uses);

/* A function that does no more than to run a loop over elements of its parameters. */
typedef struct Part {
    Func *f;
    Stmt *loop;
    Span span;
    int end; /* the parameter that ends it */
    Uses uses;
    Where where; /* the statement at hand */
    const Map *changed;
    Expr *call;
} Part;

/* Two that become one. */
typedef struct Couple {
    Part a, b;
    long shift; /* iteration i of a is followed by i + shift of b */
    int *same;  /* for each parameter of b the one of a that is the same, or -1 */
} Couple;

typedef struct Made {
    const Func *a, *b;
    const char *same;
    Func *both;
} Made;
VEC(Made, MadeList);

typedef struct Coupling {
    Program *p;
    Callees *c;
    Func *f;     /* the caller at hand */
    Arrays in; /* what its variables lead to */
    Funcs fresh; /* functions that are new, of this caller */
    Funcs *all, old;
    MadeList made;
} Coupling;

/* ------------------------------------------------------------------ the functions */

static Walk find_odd(Expr *e, void *context);

static bool note_use(Part *k, Expr *e, bool writes)
{
    Sym *v = e->kind == E_INDEX ? ref_sym(e->kid[BASE]) : NULL;
    Use use = {.param = v ? param_number(k->f, v) : -1, .writes = writes, .where = k->where};
    if (use.param < 0 || !is_real_floating(strip(e->type)) || is_volatile(e->type))
        return false;
    if (k->where == WITHIN && !find_shift(e->kid[INDEX], k->span.i, &use.shift))
        return false;
    append(&k->uses, use);
    return walk_expr(e->kid[INDEX], find_odd, k);
}

static Walk find_odd(Expr *e, void *context)
{
    Part *k = context;
    switch (e->kind) {
    case E_INDEX:
        return note_use(k, e, false) ? WALK_PRUNE : WALK_STOP;
    case E_REF: {
        bool known = e->u.sym == k->span.i || param_number(k->f, e->u.sym) >= 0;
        return known && is_arithmetic(e->type) && !is_volatile(e->type) ? WALK_ON : WALK_STOP;
    }
    case E_INT:
    case E_FLOAT:
    case E_CONV:
    case E_COND:
    case E_BINARY:
        return WALK_ON;
    case E_UNARY:
        return e->op == OP_NEG ? WALK_ON : WALK_STOP;
    default:
        return WALK_STOP;
    }
}

static bool note_assignment(Part *k, const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && e->kind == E_ASSIGN && note_use(k, e->kid[LHS], true) &&
           walk_expr(e->kid[RHS], find_odd, k);
}

/* for (int i = 1; i < n; i++) */
static bool note_loop(Part *k, Stmt *loop)
{
    if (k->loop || !find_span(k->changed, loop, &k->span) || loop->note || loop->e[1] ||
        loop->e[0]->op != OP_LT || k->span.first.base || !k->span.end.base || k->span.end.more)
        return false;
    k->loop = loop;
    k->end = param_number(k->f, ref_sym(k->span.end.base));
    k->where = WITHIN;
    for (Stmt *s = loop->body[BODY].first; s; s = s->next)
        if (!is_comment(s) && !note_assignment(k, s))
            return false;
    k->where = BEHIND;
    k->span.i = NULL;
    return k->end >= 0;
}

static bool has_plain_params(const Part *k)
{
    for (int i = 0; i < k->f->params.n; i++) {
        const Sym *v = k->f->params.at[i];
        Type *t = strip(v->type);
        bool elements = t->kind == T_POINTER && is_real_floating(strip(t->base));
        if (v->address_taken || map_has(k->changed, v) || (!elements && !is_arithmetic(t)))
            return false;
    }
    return true;
}

/* The function that s calls, if it is such a one. */
static bool find_part(const Coupling *x, const Stmt *s, Part *k)
{
    const Callee *g = s->kind == S_EXPR ? callee_of_call(x->c, s->e[0]) : NULL;
    if (!g || g->open || strip(g->f->sym->type->base)->kind != T_VOID ||
        s->e[0]->nkid - ARGS != g->f->params.n)
        return false;
    *k = (Part){.f = g->f, .changed = &g->changed, .call = s->e[0]};
    for (Stmt *t = g->f->body.first; t; t = t->next)
        if (!is_comment(t) && !(t->kind == S_FOR ? note_loop(k, t) : note_assignment(k, t)))
            return false;
    return k->loop && has_plain_params(k);
}

/* ------------------------------------------------------------------ what calls hand over */

static Sym *argument(const Part *k, int i)
{
    return ref_sym(k->call->kid[ARGS + i]);
}

static bool is_pointer_param(const Part *k, int i)
{
    return is_pointer(k->f->params.at[i]->type);
}

static Walk find_change(Expr *e, void *context)
{
    (void)context;
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (v) {
        bool own = (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
                   v->storage != ST_STATIC && !v->address_taken && !is_volatile(v->type) &&
                   is_arithmetic(v->type);
        return own ? WALK_ON : WALK_STOP;
    }
    bool steady = e->kind == E_INT || e->kind == E_FLOAT || e->kind == E_CONV ||
                  e->kind == E_BINARY || (e->kind == E_UNARY && e->op == OP_NEG);
    return steady ? WALK_ON : WALK_STOP;
}

/* Is what the call hands over the same before and after another one, and each array only once?
 * Pointers are variables that never change. */
static bool has_steady_arguments(const Coupling *x, const Part *k)
{
    for (int i = 0; i < k->f->params.n; i++) {
        if (!is_pointer_param(k, i)) {
            if (!walk_expr(k->call->kid[ARGS + i], find_change, NULL))
                return false;
            continue;
        }
        const Sym *v = argument(k, i);
        if (!v || !is_steady_array(&x->in, v))
            return false;
        for (int j = 0; j < i; j++)
            if (is_pointer_param(k, j) && argument(k, j) == v)
                return false;
    }
    return true;
}

/* Which parameters of b are handed the same as one of a. */
static void find_same(Couple *k)
{
    k->same = new_array(int, k->b.f->params.n);
    for (int j = 0; j < k->b.f->params.n; j++) {
        k->same[j] = -1;
        for (int i = 0; i < k->a.f->params.n && k->same[j] < 0; i++) {
            Type *t = k->a.f->params.at[i]->type, *u = k->b.f->params.at[j]->type;
            bool alike = is_pointer(t) && is_pointer(u)
                             ? argument(&k->a, i) == argument(&k->b, j)
                             : same_type(t, u) && same_expr(skip_conv(k->a.call->kid[ARGS + i]),
                                                            skip_conv(k->b.call->kid[ARGS + j]));
            k->same[j] = alike ? i : -1;
        }
    }
}

/* ------------------------------------------------------------------ may they? */

/* Finds by how much the iterations are apart in which both have to do with the same element. */
static bool find_distance(Coupling *x, Couple *k)
{
    bool any = false;
    for (int i = 0; i < k->a.uses.n; i++) {
        const Use *u = &k->a.uses.at[i];
        for (int j = 0; j < k->b.uses.n; j++) {
            const Use *w = &k->b.uses.at[j];
            if ((!u->writes && !w->writes) ||
                arrays_apart(&x->in, argument(&k->a, u->param), argument(&k->b, w->param)))
                continue;
            bool same = k->same[w->param] == u->param;
            if (same && u->where == BEFORE)
                continue;
            long shift = u->shift - w->shift;
            if (!same || u->where == BEHIND || (any && shift != k->shift))
                return false;
            k->shift = shift;
            any = true;
        }
    }
    return any;
}

/* C compilers make vectors of both loops without looking at addresses, so they do of one. */
static bool are_loops_alike(const Couple *k)
{
    const char *text = k->a.loop->text;
    if (text)
        return k->b.loop->text && str_eq(text, "ADCC_SIMD") && str_eq(k->b.loop->text, text);
    for (int m = 0; m < 2; m++) {
        const Part *part = m ? &k->b : &k->a;
        for (int i = 0; i < part->uses.n; i++) {
            const Use *u = &part->uses.at[i];
            if (u->writes && !(part->f->params.at[u->param]->type->quals & Q_RESTRICT))
                return false;
        }
    }
    return !k->b.loop->text;
}

static Sym *index_of_loop(const Stmt *loop)
{
    return loop->body[INIT].first->decls.at[0];
}

static bool may_join(Coupling *x, Couple *k)
{
    if (!has_steady_arguments(x, &k->a) || !has_steady_arguments(x, &k->b) || !are_loops_alike(k) ||
        !same_type(index_of_loop(k->a.loop)->type, index_of_loop(k->b.loop)->type))
        return false;
    for (int j = 0; j < k->b.uses.n; j++)
        if (k->b.uses.at[j].where != WITHIN)
            return false;
    find_same(k);
    long more = k->a.span.first.more - k->b.span.first.more;
    return k->same[k->b.end] == k->a.end && find_distance(x, k) &&
           ((k->shift == 0 && (more == 0 || more == 1)) || (k->shift == -1 && more == 1));
}

/* ------------------------------------------------------------------ the function of both */

typedef struct Put {
    const Sym *i;
    Expr *value;
} Put;

static Expr *put_index(Expr *e, void *context)
{
    const Put *put = context;
    Map none = {0};
    Bound b;
    if (e->kind == E_INDEX && find_bound(&none, e->kid[INDEX], &b))
        e->kid[INDEX] = bound_value(b); /* i, not i - 1 + 1 */
    return e->kind == E_REF && e->u.sym == put->i ? copy(put->value) : e;
}

/* What b does in one iteration. */
static Block iteration(const Couple *k, const Map *to, Expr *i)
{
    Map syms = {0};
    map_add_all(&syms, to);
    Put put = {index_of_loop(k->b.loop), i};
    Block b = clone_block(k->b.loop->body[BODY], &syms);
    rewrite_block(b, put_index, &put);
    return b;
}

/* if (0 < n) ..., without comments */
static Stmt *extra_iteration(const Couple *k, const Map *to, Expr *end, Expr *i)
{
    Block b = iteration(k, to, i), kept = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        if (!is_comment(s))
            add_stmt(&kept, s);
    }
    return if_stmt(binary(OP_LT, int_const(k->b.span.first.more), copy(end)), kept, (Block){0});
}

/* The loop of a, followed by b's iterations. */
static Block joined_loop(const Couple *k, const Map *to, Stmt *loop)
{
    Expr *i = ref(index_of_loop(loop)), *end = loop->e[0]->kid[RHS];
    bool first = k->shift == 0 && k->a.span.first.more > k->b.span.first.more;
    Block b = {0};
    if (first)
        add_stmt(&b, extra_iteration(k, to, end, int_const(k->b.span.first.more)));
    i = k->shift ? binary(OP_SUB, i, int_const(1)) : i;
    loop->body[BODY] = join(loop->body[BODY], iteration(k, to, i));
    add_stmt(&b, loop);
    if (k->shift)
        add_stmt(&b, extra_iteration(k, to, end, binary(OP_SUB, copy(end), int_const(1))));
    return b;
}

/* What a parameter of both leads to is written if either writes it; the type is not as in the
 * source, where it may mention other parameters. */
static Type *type_of_both(Type *t, Type *u)
{
    if (!is_pointer(t))
        return t;
    Type *both = pointer_to(strip(is_const(strip(t)->base) ? u : t)->base);
    return t->quals & u->quals & Q_RESTRICT ? qualified(both, Q_RESTRICT) : both;
}

static void add_params(const Couple *k, Func *g, Map *to)
{
    Map names = names_in(g);
    Types types = {0};
    for (int j = 0; j < k->b.f->params.n; j++) {
        Sym *v = k->b.f->params.at[j], *mine;
        if (k->same[j] >= 0) {
            mine = g->params.at[k->same[j]];
            mine->type = type_of_both(mine->type, v->type);
        } else {
            Type *t = type_of_both(v->type, v->type);
            mine = new_sym(SYM_PARAM, free_name(&names, v->name), t);
            mine->primal = v->primal;
            mine->companion = v->companion;
            append(&g->params, mine);
        }
        map_set(to, v, mine);
    }
    for (int i = 0; i < g->params.n; i++)
        append(&types, g->params.at[i]->type);
    g->sym->type = func_type(g->sym->type->base, types);
}

static Func *function_of_both(Coupling *x, const Couple *k)
{
    const char *name = fmt("%s_%s", k->a.f->sym->name, k->b.f->sym->name);
    Func *g = clone_func(k->a.f, free_name(x->p->taken, name), NULL);
    Map to = {0};
    add_params(k, g, &to);
    Block b = {0};
    for (Stmt *s = g->body.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        b = join(b, s->kind == S_FOR ? joined_loop(k, &to, s) : block_of(s));
    }
    g->body = b;
    g->comment = fmt("%s(), then %s(), in one loop.", k->a.f->sym->name, k->b.f->sym->name);
    map_set(&x->c->of, g->sym, new_callee(x->p, g)); /* keeps no pointer either */
    append(&x->fresh, g);
    append(&x->old, k->a.f);
    append(&x->old, k->b.f);
    return g;
}

static Func *find_function(Coupling *x, const Couple *k)
{
    const char *same = "";
    for (int j = 0; j < k->b.f->params.n; j++)
        same = fmt("%s %d", same, k->same[j]);
    for (int i = 0; i < x->made.n; i++) {
        const Made *m = &x->made.at[i];
        if (m->a == k->a.f && m->b == k->b.f && str_eq(m->same, same))
            return m->both;
    }
    Made m = {k->a.f, k->b.f, same, function_of_both(x, k)};
    append(&x->made, m);
    return m.both;
}

/* ------------------------------------------------------------------ all of them */

static Expr *call_of_both(Coupling *x, const Couple *k)
{
    Exprs args = {0};
    for (int i = ARGS; i < k->a.call->nkid; i++)
        append(&args, k->a.call->kid[i]);
    for (int j = 0; j < k->b.f->params.n; j++)
        if (k->same[j] < 0)
            append(&args, k->b.call->kid[ARGS + j]);
    return call(find_function(x, k)->sym, args);
}

static void couple_in_list(Coupling *x, Block *b)
{
    for (Stmt *s = b->first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            couple_in_list(x, &s->body[i]);
        Couple k = {0};
        if (!s->next || !find_part(x, s, &k.a) || !find_part(x, s->next, &k.b) ||
            !may_join(x, &k))
            continue;
        s->e[0] = call_of_both(x, &k);
        b->last = b->last == s->next ? s : b->last;
        s->next = s->next->next;
    }
}

void couple_calls(Program *p, Funcs *all)
{
    if (options.no_couple)
        return;
    Funcs with = {0};
    Coupling x = {.p = p, .c = find_callees(p, all), .all = all};
    for (int i = 0; i < all->n; i++) {
        x.f = all->at[i];
        x.in = look_at_arrays(x.c, x.f);
        x.fresh = (Funcs){0};
        couple_in_list(&x, &x.f->body);
        for (int k = 0; k < x.fresh.n; k++)
            append(&with, x.fresh.at[k]);
        append(&with, x.f);
    }
    *all = with;
    drop_unmentioned(all, &x.old);
}
