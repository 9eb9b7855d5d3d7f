/* along.c - a sum is formed along with what it is a sum of.
 *
 *     for (int i = 0; i < n; i++)               double square = 0.0;
 *         r[i] -= alpha * q[i];           ->    for (int i = 0; i < n; i++) {
 *     double square = dot(n, r, r);                 r[i] -= alpha * q[i];
 *                                                   square += r[i] * r[i];
 *                                               }
 *
 *     multiply(n, a, p, q);               ->    double pq = multiply_dot(n, a, p, q);
 *     double pq = dot(n, p, q);
 *
 * C compilers may not add in another order, so that each addition waits for the one before, and
 * the processor with it: other work costs nothing there.  The function does nothing but to sum,
 * over the range of the loop in front of it.  What it reads of an array that this loop writes is
 * the element of the same iteration; all else that the loop writes is in other storage.  A loop of
 * which vectors could be made takes longer without them, so it must be short.
 */
#include "filled.h"
#include "order.h"

enum { MOST_STEPS = 30 }; /* of a straight body */

/* v[i + shift], or some element of v. */
typedef struct Use {
    const Sym *v;
    Type *type;
    bool somewhere;
    long shift;
} Use;
VEC(Use, Uses);

/* A call of a function that sums elements of its parameters and returns the sum. */
typedef struct Sum {
    const Func *f;
    Expr *call;
    Map changed;
    Stmt *loop, *ret;
    Span span;
    Sym *v;     /* the sum */
    Map own;    /* variables of an iteration */
    Uses reads; /* of what is handed over */
} Sum;

/* A loop in front of it, in place or at the end of a function that is called. */
typedef struct Front {
    Stmt *loop;
    Span span;
    const Func *f;   /* NULL: in place */
    Expr *call;
    Uses writes;
    Map scalars;     /* variables that it changes */
    Map changed;     /* of its function */
    int steps;       /* how long its body is: elements, operations with reals */
    bool nested;     /* with a loop, a branch or a call in it */
} Front;

/* A function that was made of two. */
typedef struct Made {
    const Func *front, *sum;
    const char *params; /* which of the sum's are which of its own */
    Sym *both;
} Made;
VEC(Made, MadeList);

typedef struct Along {
    Program *p;
    Callees *c;
    Func *f;
    Arrays in;
    Map names;
    Funcs fresh, old;
    MadeList made;
} Along;

/* A number that nothing but assignments changes. */
static bool is_own_number(const Sym *v)
{
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
           v->storage != ST_STATIC && !v->address_taken && is_arithmetic(v->type) &&
           !is_complex(v->type) && !is_volatile(v->type);
}

/* The function that is called, if its text is all that there is to it. */
static const Func *function_of_call(const Along *x, const Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    const Callee *g = callee_of_call(x->c, e);
    const Func *found = g ? g->f : f ? f->func : NULL;
    bool plain = found && !found->opaque && !found->knr && !found->statics &&
                 !found->sym->attributes && !found->sym->asm_label &&
                 !found->sym->type->variadic && e->nkid - ARGS == found->params.n;
    return plain ? found : NULL;
}

/* ------------------------------------------------------------------ the sum */

static Walk find_odd(Expr *e, void *context)
{
    Sum *s = context;
    switch (e->kind) {
    case E_INDEX: {
        const Sym *v = ref_sym(e->kid[BASE]);
        int k = v ? param_number(s->f, v) : -1;
        Use use = {.v = k < 0 ? NULL : ref_sym(s->call->kid[ARGS + k]), .type = e->type};
        if (!use.v || !is_real_floating(strip(e->type)) || is_volatile(e->type) ||
            map_has(&s->changed, v) || v->address_taken ||
            !find_shift(e->kid[INDEX], s->span.i, &use.shift))
            return WALK_STOP;
        append(&s->reads, use);
        return WALK_PRUNE;
    }
    case E_REF: {
        const Sym *v = e->u.sym;
        bool known = v == s->span.i || v == s->v || map_has(&s->own, v) ||
                     (param_number(s->f, v) >= 0 && !map_has(&s->changed, v));
        return known && is_own_number(v) ? WALK_ON : WALK_STOP;
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

/* double d = x[i] - y[i];    sum += d * d; */
static bool is_part_of_sum(Sum *s, Stmt *t)
{
    if (t->kind == S_DECL) {
        for (int i = 0; i < t->decls.n; i++) {
            Sym *v = t->decls.at[i];
            map_set(&s->own, v, v);
            if (!is_own_number(v) || !v->init || !walk_expr(v->init, find_odd, s))
                return false;
        }
        return true;
    }
    const Expr *e = t->kind == S_EXPR && t->e[0]->kind == E_ASSIGN ? t->e[0] : NULL;
    Sym *v = e ? ref_sym(e->kid[LHS]) : NULL;
    return v && (v == s->v || map_has(&s->own, v)) && walk_expr(e->kid[RHS], find_odd, s);
}

static bool is_summing(Sum *s, Stmt *loop)
{
    if (s->loop || !s->v || loop->note || loop->e[1] || !runs_up_to(loop, OP_LT) ||
        !find_span(&s->changed, loop, &s->span))
        return false;
    s->loop = loop;
    for (Stmt *t = loop->body[BODY].first; t; t = t->next)
        if (!is_comment(t) && !is_part_of_sum(s, t))
            return false;
    return true;
}

static bool is_number(const Expr *e)
{
    const Expr *core = skip_conv((Expr *)e);
    return core->kind == E_FLOAT || core->kind == E_INT;
}

/* double sum = 0.0;    for ...    return sum; */
static bool find_sum(const Along *x, Expr *call, Sum *s)
{
    *s = (Sum){.f = function_of_call(x, call), .call = call};
    if (!s->f)
        return false;
    s->changed = changed_variables(s->f->body);
    for (Stmt *t = s->f->body.first; t; t = t->next) {
        if (is_comment(t))
            continue;
        if (t->kind == S_DECL && !s->v && t->decls.n == 1 && t->decls.at[0]->init)
            s->v = t->decls.at[0];
        else if (t->kind == S_RETURN && t->e[0])
            s->ret = t;
        else if (t->kind != S_FOR || s->ret || !is_summing(s, t))
            return false;
    }
    return s->loop && s->ret && is_own_number(s->v) && is_real_floating(strip(s->v->type)) &&
           is_number(s->v->init) && ref_sym(s->ret->e[0]) == s->v &&
           same_type(s->v->type, s->f->sym->type->base) && same_type(call->type, s->v->type);
}

/* ------------------------------------------------------------------ the loop in front of it */

typedef struct Body {
    Front *front;
    const Sym *i;
} Body;

static Walk look_at_stmt(Stmt *s, void *context)
{
    Body *b = context;
    switch (s->kind) {
    case S_FOR:
    case S_WHILE:
    case S_DO:
    case S_IF:
        b->front->nested = true;
        return WALK_ON;
    case S_DECL:
        for (int i = 0; i < s->decls.n; i++)
            if (str_eq(s->decls.at[i]->name, b->i->name) || is_volatile(s->decls.at[i]->type))
                return WALK_STOP;
        return WALK_ON;
    case S_EXPR:
    case S_BLOCK:
    case S_NULL:
    case S_COMMENT:
        return WALK_ON;
    default:
        return WALK_STOP;
    }
}

/* What is assigned: a number of one's own, or an element. */
static bool note_change(Body *b, const Expr *to)
{
    Sym *v = ref_sym(to);
    if (v) {
        map_set(&b->front->scalars, v, v);
        return is_own_number(v);
    }
    Use use = {.v = to->kind == E_INDEX ? ref_sym(to->kid[BASE]) : NULL, .type = to->type};
    if (!use.v || !is_arithmetic(to->type))
        return false;
    use.somewhere = !find_shift(to->kid[INDEX], b->i, &use.shift);
    append(&b->front->writes, use);
    return true;
}

static Walk look_at_expr(Expr *e, void *context)
{
    Body *b = context;
    bool adds = e->kind == E_BINARY || (e->kind == E_ASSIGN && e->op != OP_NONE);
    b->front->steps += e->kind == E_INDEX || (adds && is_real_floating(strip(e->type)));
    switch (e->kind) {
    case E_ASSIGN:
        return note_change(b, e->kid[LHS]) ? WALK_ON : WALK_STOP;
    case E_UNARY: {
        bool steps = e->op >= OP_PREINC && e->op <= OP_POSTDEC;
        return !steps || note_change(b, e->kid[0]) ? WALK_ON : WALK_STOP;
    }
    case E_CALL:
        b->front->nested = true;
        return callee_sym(e) && is_pure_library(callee_sym(e)) ? WALK_ON : WALK_STOP;
    case E_COND:
        b->front->nested = true;
        break;
    case E_STMT:
    case E_COMPOUND:
    case E_LABEL_ADDR:
    case E_VA_ARG:
        return WALK_STOP;
    default:
        break;
    }
    return is_volatile(e->type) ? WALK_STOP : WALK_ON;
}

static bool look_at_front(Front *k, const Map *changed)
{
    Body b = {k, NULL};
    if (k->loop->note || k->loop->e[1] || !runs_up_to(k->loop, OP_LT) ||
        !find_span(changed, k->loop, &k->span))
        return false;
    b.i = k->span.i;
    return walk_block(k->loop->body[BODY], look_at_stmt, look_at_expr, &b) &&
           (k->nested || k->steps <= MOST_STEPS);
}

/* Does it leave the function, hide a parameter, or is one of it not as good as another? */
static Walk find_way_out(Stmt *s, void *context)
{
    const Func *f = context;
    for (int i = 0; i < s->decls.n; i++) {
        if (s->decls.at[i]->storage != ST_NONE)
            return WALK_STOP;
        for (int k = 0; k < f->params.n; k++)
            if (f->params.at[k]->name && str_eq(s->decls.at[i]->name, f->params.at[k]->name))
                return WALK_STOP;
    }
    bool out = s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
               s->kind == S_LABEL || s->kind == S_OPAQUE;
    return out ? WALK_STOP : WALK_ON;
}

/* A function that ends in a loop.  What it writes is seen from the caller then. */
static bool look_at_call(const Along *x, Front *k)
{
    k->f = function_of_call(x, k->call);
    if (!k->f || strip(k->f->sym->type->base)->kind != T_VOID ||
        !walk_block(k->f->body, find_way_out, NULL, (void *)k->f))
        return false;
    for (Stmt *s = k->f->body.first; s; s = s->next)
        if (!is_comment(s))
            k->loop = s;
    k->changed = changed_variables(k->f->body);
    if (!k->loop || k->loop->kind != S_FOR || !look_at_front(k, &k->changed))
        return false;
    for (int i = 0; i < k->writes.n; i++) {
        Use *use = &k->writes.at[i];
        int n = param_number(k->f, use->v);
        const Sym *v = n < 0 ? NULL : ref_sym(k->call->kid[ARGS + n]);
        if (!v || map_has(&k->changed, use->v))
            return false;
        use->v = v;
    }
    return true;
}

static bool find_front(const Along *x, Stmt *s, Front *k)
{
    *k = (Front){0};
    if (s->kind == S_FOR) {
        k->loop = s;
        return look_at_front(k, &x->in.changed);
    }
    k->call = s->kind == S_EXPR && s->e[0]->kind == E_CALL ? s->e[0] : NULL;
    return k->call && look_at_call(x, k);
}

/* ------------------------------------------------------------------ may they be one? */

/* A bound of a called function's loop, as the caller says it. */
static bool bound_in_caller(const Along *x, const Func *f, const Expr *call, Bound b, Bound *out)
{
    if (!f || !b.base) {
        *out = b;
        return true;
    }
    Sym *v = ref_sym(b.base);
    int k = v ? param_number(f, v) : -1;
    Expr *arg = k < 0 ? NULL : call->kid[ARGS + k];
    if (!arg || strip(skip_conv(arg)->type)->size > strip(v->type)->size ||
        !find_bound(&x->in.changed, arg, out))
        return false;
    out->more += b.more;
    return true;
}

static bool have_one_range(const Along *x, const Front *k, const Sum *s)
{
    Bound a, b;
    long more;
    if (!bound_in_caller(x, k->f, k->call, k->span.first, &a) ||
        !bound_in_caller(x, s->f, s->call, s->span.first, &b) || !bound_difference(a, b, &more) ||
        more)
        return false;
    return bound_in_caller(x, k->f, k->call, k->span.end, &a) &&
           bound_in_caller(x, s->f, s->call, s->span.end, &b) && bound_difference(a, b, &more) &&
           !more && same_type(k->span.i->type, s->span.i->type);
}

static Walk find_changing(Expr *e, void *context)
{
    const Front *k = context;
    if (e->kind == E_REF)
        return is_own_number(e->u.sym) && !map_has(&k->scalars, e->u.sym) ? WALK_ON : WALK_STOP;
    bool steady = e->kind == E_INT || e->kind == E_FLOAT || e->kind == E_CONV ||
                  e->kind == E_BINARY || (e->kind == E_UNARY && e->op == OP_NEG);
    return steady ? WALK_ON : WALK_STOP;
}

/* Is what the sum gets the same before the loop in front of it? */
static bool has_steady_arguments(const Along *x, Front *k, const Sum *s)
{
    for (int i = 0; i < s->f->params.n; i++) {
        Expr *arg = s->call->kid[ARGS + i];
        if (!is_pointer(s->f->params.at[i]->type)) {
            if (!walk_expr(arg, find_changing, k))
                return false;
            continue;
        }
        const Sym *v = ref_sym(arg), *param = s->f->params.at[i];
        if (!v || !is_steady_array(&x->in, v) ||
            !same_type(strip(v->type)->base, strip(param->type)->base))
            return false;
    }
    return true;
}

/* Does the sum read what the loop leaves, and only where it has just been? */
static bool meet_in_iterations(Along *x, const Front *k, const Sum *s)
{
    bool any = false;
    for (int i = 0; i < k->writes.n; i++) {
        const Use *w = &k->writes.at[i];
        bool steady = is_steady_array(&x->in, w->v);
        for (int j = 0; j < s->reads.n; j++) {
            const Use *r = &s->reads.at[j];
            if (r->v == w->v && !w->somewhere && w->shift == r->shift &&
                same_type(r->type, w->type))
                any = true;
            else if (!steady || !arrays_apart(&x->in, w->v, r->v))
                return false;
        }
    }
    return any;
}

static bool may_join(Along *x, Front *k, const Sum *s)
{
    return have_one_range(x, k, s) && has_steady_arguments(x, k, s) && meet_in_iterations(x, k, s);
}

/* ------------------------------------------------------------------ one loop */

typedef struct Put {
    const Sum *s;
    const Map *with; /* its parameters -> expressions */
    Sym *i, *sum;
} Put;

static Expr *put_value(Expr *e, void *context)
{
    const Put *put = context;
    if (e->kind != E_REF)
        return e;
    const Expr *value = map_get(put->with, e->u.sym);
    return e->u.sym == put->s->span.i ? ref(put->i)
           : e->u.sym == put->s->v    ? ref(put->sum)
           : value                    ? copy(value)
                                      : e;
}

static Walk take_name(Expr *e, void *context)
{
    if (e->kind == E_REF)
        map_set(context, intern(e->u.sym->name), e->u.sym);
    return WALK_ON;
}

/* All that a variable that is new in f could hide. */
static Map names_seen_in(const Func *f)
{
    Map names = names_in(f);
    walk_block(f->body, NULL, take_name, &names);
    return names;
}

/* What the sum does in an iteration; variables of its own get names that are free. */
static Block iteration(const Sum *s, const Map *with, Sym *i, Sym *sum, Map *names)
{
    Block b = clone_block(s->loop->body[BODY], NULL);
    Put put = {s, with, i, sum};
    rewrite_block(b, put_value, &put);
    for (Stmt *t = b.first; t; t = t->next)
        for (int k = 0; k < t->decls.n; k++)
            t->decls.at[k]->name = free_name(names, t->decls.at[k]->name);
    return b;
}

static void add_to_loop(Stmt *loop, Block b)
{
    loop->independent = false; /* the sum depends on the iteration before */
    loop->body[BODY] = join(loop->body[BODY], b);
}

/* Arguments, as they stand for parameters. */
static Map arguments(const Sum *s)
{
    Map with = {0};
    for (int i = 0; i < s->f->params.n; i++) {
        Sym *v = s->f->params.at[i];
        Expr *arg = skip_conv(s->call->kid[ARGS + i]);
        bool same = is_pointer(v->type) || same_type(arg->type, v->type);
        map_set(&with, v, same ? arg : cast(unqualified(v->type), copy(arg)));
    }
    return with;
}

static void join_in_place(Along *x, Front *k, const Sum *s, Sym *sum)
{
    Map with = arguments(s);
    add_to_loop(k->loop, iteration(s, &with, k->span.i, sum, &x->names));
}

/* Which parameter of both stands for number n of the sum: of the loop's those that are handed the
 * same, then new ones.  args: what both are handed. */
static int param_for(const Front *k, const Sum *s, int n, Exprs *args)
{
    const Sym *v = s->f->params.at[n];
    Expr *arg = s->call->kid[ARGS + n];
    for (int i = 0; i < args->n; i++) {
        const Sym *w = i < k->f->params.n ? k->f->params.at[i] : v;
        if (map_has(&k->changed, w))
            continue;
        bool same = is_pointer(v->type) && is_pointer(w->type)
                        ? ref_sym(args->at[i]) == ref_sym(arg) &&
                              same_type(strip(v->type)->base, strip(w->type)->base)
                        : same_type(v->type, w->type) &&
                              same_expr(skip_conv(args->at[i]), skip_conv(arg));
        if (same)
            return i;
    }
    append(args, arg);
    return args->n - 1;
}

static void add_param(Func *g, Map *names, const Sym *v)
{
    Sym *mine = new_sym(SYM_PARAM, free_name(names, v->name), unqualified(v->type));
    mine->primal = v->primal;
    mine->companion = v->companion;
    append(&g->params, mine);
}

/* The loop of a function that runs it and returns the sum. */
static Func *function_of_both(Along *x, const Front *k, const Sum *s, const int *params)
{
    const char *wanted = fmt("%s_%s", k->f->sym->name, s->f->sym->name), *name;
    do
        name = free_name(x->p->taken, wanted);
    while (map_has(&x->names, name));
    Func *g = clone_func(k->f, name, NULL);
    Map names = names_seen_in(g), with = {0};
    Types types = {0};
    for (int i = 0; i < s->f->params.n; i++) {
        if (params[i] == g->params.n)
            add_param(g, &names, s->f->params.at[i]);
        map_set(&with, s->f->params.at[i], ref(g->params.at[params[i]]));
    }
    for (int i = 0; i < g->params.n; i++)
        append(&types, g->params.at[i]->type);
    Stmt *loop = NULL;
    for (Stmt *t = g->body.first; t; t = t->next)
        loop = t->kind == S_FOR ? t : loop;
    Sym *sum = new_sym(SYM_VAR, free_name(&names, s->v->name), unqualified(s->v->type));
    sum->generated = true;
    Stmt *ret = new_stmt(S_RETURN, loop->loc);
    ret->e[0] = ref(sum);
    add_to_loop(loop, iteration(s, &with, loop->body[INIT].first->decls.at[0], sum, &names));
    g->body = join(block_of(decl_stmt(sum, copy(s->v->init))), join(g->body, block_of(ret)));
    g->sym->type = func_type(s->v->type, types);
    g->sym->storage = ST_STATIC;
    g->sym->inlined = false;
    g->comment = fmt("%s(), then %s(), in one loop.", k->f->sym->name, s->f->sym->name);
    append(&x->fresh, g);
    append(&x->old, (Func *)k->f);
    return g;
}

static Expr *call_of_both(Along *x, const Front *k, const Sum *s)
{
    Exprs args = {0};
    int *params = new_array(int, s->f->params.n);
    const char *pattern = "";
    for (int i = ARGS; i < k->call->nkid; i++)
        append(&args, k->call->kid[i]);
    for (int i = 0; i < s->f->params.n; i++) {
        params[i] = param_for(k, s, i, &args);
        pattern = fmt("%s %d", pattern, params[i]);
    }
    for (int i = 0; i < x->made.n; i++) {
        const Made *m = &x->made.at[i];
        if (m->front == k->f && m->sum == s->f && str_eq(m->params, pattern) &&
            !map_has(&x->names, intern(m->both->name)))
            return call(m->both, args);
    }
    Made m = {k->f, s->f, pattern, function_of_both(x, k, s, params)->sym};
    append(&x->made, m);
    return call(m.both, args);
}

/* ------------------------------------------------------------------ all of them */

/* Where the value of a call is put into a number of the function's own; *v is that. */
static Expr **place_of_call(Stmt *s, Sym **v)
{
    Expr **e = NULL;
    *v = NULL;
    if (s->kind == S_DECL && s->decls.n == 1) {
        *v = s->decls.at[0];
        e = &(*v)->init;
    } else if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->op == OP_NONE) {
        *v = ref_sym(s->e[0]->kid[LHS]);
        e = &s->e[0]->kid[RHS];
    }
    return *v && *e && (*e)->kind == E_CALL && is_own_number(*v) &&
                   same_type((*v)->type, (*e)->type)
               ? e
               : NULL;
}

/* What only puts something on the tape. */
static bool may_be_passed(const Stmt *s)
{
    return is_comment(s) ||
           (s->kind == S_PUSH && ref_sym(s->e[0]) && is_scalar(s->e[0]->type));
}

/* The statement before s that it may go to. */
static Stmt *stmt_in_front(Block *b, Stmt *s)
{
    Stmt *found = NULL;
    for (Stmt *t = b->first; t != s; t = t->next)
        if (!may_be_passed(t))
            found = t;
    return found;
}

static void put_before(Block *b, Stmt *s, Stmt *here)
{
    Block all = {0};
    for (Stmt *t = b->first, *next; t; t = next) {
        next = t->next;
        t->next = NULL;
        if (t == here)
            add_stmt(&all, s);
        add_stmt(&all, t);
    }
    *b = all;
}

/* From 'before' on what is put into v is another variable, until s gives it to v: where v is of use
 * in between. */
static Sym *sum_apart(Along *x, Block *b, Stmt *before, Expr **place, const Sum *sum)
{
    Sym *t = new_sym(SYM_VAR, free_name(&x->names, sum->v->name), unqualified(sum->v->type));
    t->generated = true;
    put_before(b, decl_stmt(t, *place), before);
    *place = ref(t);
    return t;
}

/* Does s become a part of what is in front of it? */
static bool join_sum(Along *x, Block *b, Stmt *s)
{
    Sym *v;
    Sum sum;
    Front front;
    Expr **place = place_of_call(s, &v);
    Stmt *before = place && find_sum(x, *place, &sum) ? stmt_in_front(b, s) : NULL;
    if (!before || !find_front(x, before, &front) || !may_join(x, &front, &sum))
        return false;
    bool of_use = false;
    for (const Stmt *t = before; t != s; t = t->next)
        of_use |= stmt_mentions(t, v);
    if (of_use) {
        v = sum_apart(x, b, before, place, &sum);
        place = &v->init;
    } else {
        take_stmt(b, s);
        put_before(b, s, before);
        v->type = unqualified(v->type);
    }
    if (front.f) {
        *place = call_of_both(x, &front, &sum);
        take_stmt(b, before);
    } else {
        *place = copy(sum.v->init);
        join_in_place(x, &front, &sum, v);
    }
    return true;
}

static void join_in_list(Along *x, Block *b)
{
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        for (int i = 0; i < 3; i++)
            join_in_list(x, &s->body[i]);
        join_sum(x, b, s);
    }
}

void sum_along(Program *p, Funcs *all)
{
    Funcs with = {0};
    Along x = {.p = p, .c = find_callees(p, all)};
    if (options.no_couple || options.trap || options.kinks)
        return;
    for (int i = 0; i < all->n; i++) {
        x.f = all->at[i];
        x.in = look_at_arrays(x.c, x.f);
        x.names = names_seen_in(x.f);
        x.fresh = (Funcs){0};
        join_in_list(&x, &x.f->body);
        for (int k = 0; k < x.fresh.n; k++)
            append(&with, x.fresh.at[k]);
        append(&with, x.f);
    }
    *all = with;
    drop_unmentioned(all, &x.old);
}
