/* tidy.c - what every derivative function needs before it is printed, simplified or not.
 *
 * Shadows and other variables that nothing reads go, with the assignments to them; so do parameters
 * of internal functions; a root's unused parameter is mentioned as (void)x.  Then each function
 * gets symbols of its own.
 */
#include "filled.h"
#include "trap.h"

/* ------------------------------------------------------------------ variables that nothing reads
 */

typedef struct Uses {
    Map read;   /* Sym -> itself */
    bool pops;  /* a pop needs its variable */
    bool calls; /* so does the value of a call */
} Uses;

static void note_reads(Expr *e, Uses *u);

static bool may_be_dropped(const Sym *v)
{
    return v->generated || v->disposable;
}

/* The call of  v = f(...);  else NULL. */
static Expr *value_of_call(const Expr *e)
{
    Expr *call = e->kind == E_ASSIGN && e->op == OP_NONE ? skip_conv(e->kid[RHS]) : NULL;
    return call && call->kind == E_CALL ? call : NULL;
}

/* The array of  memset(v, 0, sizeof v);  which only gives it a value. */
static Sym *cleared(const Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    Sym *v = f && str_eq(f->name, "memset") && e->nkid > ARGS ? ref_sym(e->kid[ARGS]) : NULL;
    return v && is_array(v->type) && v->kind == SYM_VAR && !v->global ? v : NULL;
}

static bool is_size_of(const Expr *e, const Sym *v)
{
    return e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid && ref_sym(e->kid[0]) == v;
}

static Walk note_read(Expr *e, void *context)
{
    Uses *u = context;
    if (cleared(e) && may_be_dropped(cleared(e))) {
        for (int i = ARGS + 1; i < e->nkid; i++)
            if (!is_size_of(e->kid[i], cleared(e)))
                note_reads(e->kid[i], u);
        return WALK_PRUNE;
    }
    if (e->kind == E_ASSIGN && ref_sym(e->kid[LHS]) && may_be_dropped(ref_sym(e->kid[LHS])) &&
        (is_pure(e->kid[RHS]) || (!u->calls && value_of_call(e)))) {
        note_reads(e->kid[RHS], u);
        return WALK_PRUNE;
    }
    if (e->kind == E_REF || e->kind == E_LABEL_ADDR)
        map_set(&u->read, e->u.sym, e->u.sym);
    return WALK_ON;
}

static void note_reads(Expr *e, Uses *u)
{
    walk_expr(e, note_read, u);
}

/* The variable of  v++;  or  v--;  which only gives v a value. */
static Sym *stepped(const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool steps = e && e->kind == E_UNARY && (e->op == OP_POSTINC || e->op == OP_POSTDEC ||
                                             e->op == OP_PREINC || e->op == OP_PREDEC);
    return steps ? ref_sym(e->kid[0]) : NULL;
}

static Walk note_types(Stmt *s, void *context)
{
    Uses *u = context;
    const Sym *target = s->kind == S_POP && !u->pops ? ref_sym(s->e[0]) : stepped(s);
    if (target && target->generated)
        return WALK_PRUNE;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = array_in(s->decls.at[i]->type); t; t = array_in(t->base))
            if (t->extent)
                note_reads(t->extent, context);
    return WALK_ON;
}

/* A statement that only gives a value to a variable nobody reads. */
static bool is_useless(Stmt *s, const Uses *u)
{
    Sym *counter = stepped(s);
    if (counter)
        return counter->generated && !counter->global && counter->kind == SYM_VAR &&
               !map_has(&u->read, counter);
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN) {
        Sym *v = ref_sym(s->e[0]->kid[LHS]);
        return v && may_be_dropped(v) && !v->global && v->kind == SYM_VAR &&
               !map_has(&u->read, v) &&
               is_pure(s->e[0]->kid[RHS]);
    }
    Sym *array = s->kind == S_EXPR ? cleared(s->e[0]) : NULL;
    if (array)
        return may_be_dropped(array) && !map_has(&u->read, array);
    if (s->kind != S_DECL || s->decls.n != 1 || s->tags.n)
        return false;
    Sym *v = s->decls.at[0];
    return may_be_dropped(v) && v->kind == SYM_VAR && !map_has(&u->read, v) &&
           (!v->init || v->init->kind == E_INIT || is_pure(v->init));
}

static bool drop_useless(Block *b, const Uses *u)
{
    bool changed = false;
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            changed |= drop_useless(&s->body[i], u);
        if (is_useless(s, u))
            changed = true;
        else
            add_stmt(&out, s);
    }
    *b = out;
    return changed;
}

/* Adds the variables whose value b uses, be it restored or not. */
void add_read_variables(Block b, Map *read)
{
    Uses u = {*read, false, true};
    walk_block(b, note_types, note_read, &u);
    *read = u.read;
}

/* Drops what gives a value to v, which b does not read. */
void drop_assignments(Block *b, Sym *v)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_assignments(&s->body[i], v);
        bool gives =
            s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && ref_sym(s->e[0]->kid[LHS]) == v;
        gives |= s->kind == S_EXPR && cleared(s->e[0]) == v;
        if (s->kind == S_POP && ref_sym(s->e[0]) == v) {
            s->kind = S_NULL; /* its pushes go too */
            gives = true;
        }
        if (!gives)
            add_stmt(&out, s);
    }
    *b = out;
}

void drop_unread(Func *f)
{
    for (bool changed = true; changed;) {
        Uses u = {{0}, true, true};
        walk_block(f->body, note_types, note_read, &u);
        changed = drop_useless(&f->body, &u);
    }
}

static Walk may_go(Stmt *s, void *context)
{
    (void)context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->storage != ST_STATIC)
            s->decls.at[i]->generated = true;
    return WALK_ON;
}

/* Of a function that runs again for its reverse sweep: primal values that the reverse does not read
 * (adjoint liveness).  It writes nothing but its own variables, so these are all there is to keep.
 */
void drop_dead_primal(Func *f)
{
    walk_block(f->body, may_go, NULL, NULL);
    drop_unread(f);
}

/* ------------------------------------------------------------------ values saved before they are
 * set */

static Walk note_saved(Stmt *s, void *context)
{
    Map *saved = context;
    Expr *e = s->kind == S_PUSH ? s->e[0] : NULL;
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->kid[LHS]->kind == E_INDEX)
        e = s->e[0]->kid[RHS]; /* perhaps a store into a block of the tape */
    bool part = e && e->kind != E_REF;
    while (e && (e->kind == E_INDEX || e->kind == E_CONV || (e->kind == E_MEMBER && !e->arrow)))
        e = e->kid[0];
    Sym *v = e ? ref_sym(e) : NULL;
    if (v)
        map_set(saved, v, v);
    if (v && part)
        v->filled = false; /* this may be saved before it is written */
    return WALK_ON;
}

/* A callee may save what &v leads to. */
static Walk note_address(Expr *e, void *context)
{
    Sym *v = e->kind == E_UNARY && e->op == OP_ADDR ? ref_sym(e->kid[0]) : NULL;
    if (v && is_scalar(v->type))
        map_set(context, v, v);
    return WALK_ON;
}

static Walk start_saved(Stmt *s, void *context)
{
    const Map *saved = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (!v || v->init || v->kind != SYM_VAR || (s->next && s->next->kind == S_POP) ||
        v->storage == ST_STATIC || v->global || v->filled || !map_has(saved, v))
        return WALK_ON;
    Stmt *after = s->next;
    if (is_vla(v->type)) {
        s->next = clear_storage(v);
        s->next->next = after;
    } else if (is_scalar(v->type)) {
        v->init = is_pointer(v->type) ? int_const(0) : zero_of(v->type);
    } else {
        v->init = zero_record(v->type);
    }
    return WALK_ON;
}

/* double t;  ... push(t); t = ...   ->   double t = 0.0; */
static void start_saved_variables(Func *f)
{
    Map saved = {0};
    walk_block(f->body, note_saved, note_address, &saved);
    walk_block(f->body, start_saved, NULL, &saved);
}

/* adcc_pop_int() */
static Expr *pop_call(Type *type)
{
    Type *t = is_pointer(type) ? pointer_to(type_void) : type;
    const char *name = fmt("adcc_pop_%s", tape_name(type));
    return call_n(library_function(NULL, name, "adcc_rt.h", t, 0), 0);
}

/* T v;  v = pop();   ->   T v = pop(); */
static void join_pops(Block *b)
{
    for (Stmt *s = b->first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            join_pops(&s->body[i]);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        Stmt *pop = s->next;
        if (!v || v->init || !pop || pop->kind != S_POP || ref_sym(pop->e[0]) != v)
            continue;
        if (!tape_name(v->type))
            continue;
        v->init = pop_call(v->type);
        s->next = pop->next;
        if (b->last == pop)
            b->last = s;
    }
}

/* ------------------------------------------------------------------ shadows whose address the
 * forward sweep takes */

typedef struct Early {
    Map declared;  /* shadows of variables that the list at hand has declared */
    Map known;     /* shadows declared so far */
    Map wanted;    /* shadows mentioned before they are declared */
    bool any;
    Stmt *at;      /* the statement at hand */
} Early;

/* A shadow that is not declared yet, of a variable of this list. */
static Walk note_early(Expr *e, void *context)
{
    Early *early = context;
    Sym *v_b = e->kind == E_REF ? e->u.sym : NULL;
    if (!v_b || !map_has(&early->declared, v_b) || map_has(&early->known, v_b))
        return WALK_ON;
    map_set(&early->wanted, v_b, v_b);
    early->any = true;
    return WALK_ON;
}

static Sym *declared_by(const Stmt *s)
{
    return s && s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
}

/* memset(v_b, 0, sizeof v_b); */
static bool is_clearing(const Stmt *s, const Sym *v_b)
{
    return s && s->kind == S_EXPR && cleared(s->e[0]) == v_b;
}

/* Declares the shadow of s's variable right after s; what declares it later in the list goes. */
static void declare_shadow_early(Stmt *s, Block *list)
{
    Sym *v_b = declared_by(s)->shadow;
    Stmt *late = s->next, *before = s;
    for (; late && declared_by(late) != v_b; before = late, late = late->next)
        ;
    if (late) {
        before->next = is_clearing(late->next, v_b) ? late->next->next : late->next;
        list->last = before->next ? list->last : before;
    } else { /* the reverse block has one of its own */
        Sym *mine = renewed(v_b), *v = declared_by(s);
        if (is_vla(v_b->type))
            mine->type = v->array ? v->array : v->type; /* of this function's variables */
        with_sym((Block){s->next, list->last}, v_b, mine);
        v_b = mine;
    }
    Block early = declare_adjoint(v_b);
    early.last->next = s->next;
    list->last = list->last == s ? early.last : list->last;
    s->next = early.first;
}

static bool needs_early_shadow(const Sym *v)
{
    return v->shadow && !v->global && v->shadow->kind == SYM_VAR &&
           (v->array || !is_pointer(v->type));
}

static Walk note_first(Expr *e, void *context)
{
    Early *early = context;
    if (e->kind == E_REF && !map_has(&early->known, e->u.sym))
        map_set(&early->known, e->u.sym, early->at);
    return WALK_ON;
}

/* Shadows that are mentioned before their declaration, when that of the variable is gone, are
 * declared before they are. */
static void raise_shadows(Block *b)
{
    Early early = {.any = false};
    for (Stmt *s = b->first, *before = NULL; s; before = s, s = s->next) {
        early.at = s;
        Sym *v_b = declared_by(s);
        bool shadow = v_b && v_b->primal && !is_pointer(v_b->type) && !is_vla(v_b->type);
        Stmt *first = shadow ? map_get(&early.known, v_b) : NULL;
        walk_stmt(s, NULL, note_first, &early);
        if (!first)
            continue;
        Stmt *last = is_clearing(s->next, v_b) ? s->next : s;
        before->next = last->next;
        b->last = b->last == last ? before : b->last;
        last->next = NULL;
        Block out = {0};
        for (Stmt *t = b->first, *next; t; t = next) {
            next = t->next;
            t->next = NULL;
            out = t == first ? join(out, (Block){s, last}) : out;
            add_stmt(&out, t);
        }
        *b = out;
        s = before;
    }
}

static void declare_shadows_early(Block *b)
{
    Early early = {.any = false};
    for (Stmt *s = b->first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            declare_shadows_early(&s->body[i]);
        walk_stmt(s, NULL, note_early, &early);
        Sym *v = declared_by(s);
        if (v && needs_early_shadow(v))
            map_set(&early.declared, v->shadow, s);
        if (v)
            map_set(&early.known, v, v);
    }
    for (Stmt *s = b->first; s && early.any; s = s->next)
        if (declared_by(s) && needs_early_shadow(declared_by(s)) &&
            map_has(&early.wanted, declared_by(s)->shadow))
            declare_shadow_early(s, b);
    raise_shadows(b);
}

/* ------------------------------------------------------------------ functions and parameters */

static Expr *primal_name(Expr *e, void *context)
{
    Program *p = context;
    Inst *f = e->kind == E_REF ? map_get(&p->inst_of, e->u.sym) : NULL;
    if (f)
        e->u.sym = f->primal->sym;
    return e;
}

static bool param_is_used(const Func *f, Sym *param)
{
    if (list_mentions(f->body, param))
        return true;
    for (int i = 0; i < f->params.n; i++)
        for (Type *t = f->params.at[i]->type; t; t = t->base) {
            const Type *w = t->written ? t->written : t;
            if (w->extent && expr_mentions(w->extent, param))
                return true;
        }
    return false;
}

typedef struct Drop {
    Sym *function;
    int index;
} Drop;

static Expr *drop_arg(Expr *e, void *context)
{
    const Drop *d = context;
    if (e->kind != E_CALL || callee_sym(e) != d->function)
        return e;
    for (int i = ARGS + d->index; i + 1 < e->nkid; i++)
        e->kid[i] = e->kid[i + 1];
    e->nkid--;
    return e;
}

/* Function -> Funcs *: those that mention it. */
typedef struct Callers {
    Map of;
    Func *f; /* at hand */
} Callers;

static Walk note_caller(Expr *e, void *context)
{
    Callers *c = context;
    if (e->kind != E_REF || e->u.sym->kind != SYM_FUNC)
        return WALK_ON;
    Funcs *callers = map_get(&c->of, e->u.sym);
    if (!callers)
        map_set(&c->of, e->u.sym, callers = new (Funcs));
    if (!callers->n || callers->at[callers->n - 1] != c->f)
        append(callers, c->f);
    return WALK_ON;
}

static void drop_param(const Callers *callers, Func *f, int k)
{
    for (int i = k; i + 1 < f->params.n; i++)
        f->params.at[i] = f->params.at[i + 1];
    f->params.n--;
    Types types = {0};
    for (int i = 0; i < f->params.n; i++)
        append(&types, f->params.at[i]->type);
    f->sym->type = func_type(f->sym->type->base, types);
    Drop d = {f->sym, k};
    const Funcs *all = map_get(&callers->of, f->sym);
    for (int i = 0; all && i < all->n; i++)
        rewrite_block(all->at[i]->body, drop_arg, &d);
}

static void drop_unused_params(Program *p, Funcs *all)
{
    Callers callers = {.f = NULL};
    for (int i = 0; i < all->n; i++) {
        callers.f = all->at[i];
        walk_block(all->at[i]->body, NULL, note_caller, &callers);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < all->n; i++) {
            Func *f = all->at[i];
            for (int k = f->params.n - 1; k >= 0 && f != p->root->whole; k--) {
                if (param_is_used(f, f->params.at[k]))
                    continue;
                drop_param(&callers, f, k);
                drop_unread(f);
                changed = true;
            }
        }
        for (int i = 0; i < all->n; i++)
            drop_unread(all->at[i]);
    }
}

/* T v = pop();  or  v = pop();  that nothing reads   ->   pop(); */
static Walk unname_pop(Stmt *s, void *context)
{
    const Uses *u = context;
    bool declares = s->kind == S_DECL && s->decls.n == 1;
    Sym *v = declares ? s->decls.at[0] : s->kind == S_POP ? ref_sym(s->e[0]) : NULL;
    if (!v || !v->generated || v->kind != SYM_VAR || map_has(&u->read, v))
        return WALK_ON;
    if (declares && (!v->init || v->init->kind != E_CALL))
        return WALK_ON;
    if (!declares && !tape_name(v->type))
        return WALK_ON;
    s->e[0] = declares ? v->init : pop_call(v->type);
    s->kind = S_EXPR;
    s->decls = (Syms){0};
    return WALK_ON;
}

/* v = f(x);  where nothing reads v   ->   f(x); */
static Walk unname_value(Stmt *s, void *context)
{
    const Uses *u = context;
    Expr *call = s->kind == S_EXPR ? value_of_call(s->e[0]) : NULL;
    Sym *v = call ? ref_sym(s->e[0]->kid[LHS]) : NULL;
    if (v && may_be_dropped(v) && !v->global && v->kind == SYM_VAR && !map_has(&u->read, v))
        s->e[0] = call;
    return WALK_ON;
}

static void unname_unread_values(Func *f)
{
    Uses u = {{0}, false, false};
    walk_block(f->body, note_types, note_read, &u);
    walk_block(f->body, unname_pop, NULL, &u);
    walk_block(f->body, unname_value, NULL, &u);
    drop_unread(f);
}

static void mention_unused(Func *f)
{
    Block b = {0};
    for (int i = 0; i < f->params.n; i++)
        if (f->params.at[i]->name && *f->params.at[i]->name &&
            !list_mentions(f->body, f->params.at[i]))
            add_stmt(&b, expr_stmt(cast(type_void, ref(f->params.at[i]))));
    f->body = join(b, f->body);
}

static Expr *rename_function(Expr *e, void *context)
{
    Sym *to = e->kind == E_REF ? map_get(context, e->u.sym) : NULL;
    if (to)
        e->u.sym = to;
    return e;
}

typedef struct Clones {
    Program *p;
    Map syms;
} Clones;

/* To the analyses the clone of a variable is what the variable is. */
static void note_clone(Clones *c, Sym *v)
{
    Sym *w = map_get(&c->syms, v);
    if (w && w != v && (w->kind == SYM_VAR || w->kind == SYM_PARAM))
        map_set(&c->p->place_of, w, place_of(c->p, v));
}

static Walk note_clones(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        note_clone(context, s->decls.at[i]);
    return WALK_ON;
}

static Func *renewed_function(Program *p, Func *f)
{
    Clones c = {.p = p};
    Func *g = clone_func(f, f->sym->name, &c.syms);
    for (int i = 0; i < f->params.n; i++)
        note_clone(&c, f->params.at[i]);
    walk_block(f->body, note_clones, NULL, &c);
    return g;
}

/* Derivatives refer to one another: the clones must too. */
static void renew_functions(Program *p, Funcs *all)
{
    Map syms = {0};
    Funcs clones = {0};
    for (int i = 0; i < all->n; i++) {
        Func *f = all->at[i], *g = renewed_function(p, f);
        g->comment = f->comment;
        if (f == p->root->whole)
            p->root->whole = g;
        for (int k = 0; k < p->insts.n; k++) { /* they know what it does */
            Inst *inst = p->insts.at[k];
            inst->fwd = inst->fwd == f ? g : inst->fwd;
            inst->rev = inst->rev == f ? g : inst->rev;
            inst->whole = inst->whole == f ? g : inst->whole;
        }
        map_set(&syms, f->sym, g->sym);
        append(&clones, g);
    }
    for (int i = 0; i < clones.n; i++)
        rewrite_block(clones.at[i]->body, rename_function, &syms);
    *all = clones;
}

/* ------------------------------------------------------------------ shadows without a place */

typedef struct Missing {
    Map in_scope; /* shadows */
    Map fresh;    /* shadow -> the variable that stands for it where it is not */
    Syms all;     /* these variables */
} Missing;

static Walk note_missing(Expr *e, void *context)
{
    Missing *m = context;
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool shadow = v && v->kind == SYM_VAR && v->primal && !v->global &&
                  v->storage != ST_STATIC && is_record(v->type);
    if (!shadow || map_get(&m->in_scope, v))
        return WALK_ON;
    Sym *fresh = map_get(&m->fresh, v);
    if (!fresh) {
        fresh = renewed(v);
        map_set(&m->fresh, v, fresh);
        append(&m->all, fresh);
    }
    map_set(&m->in_scope, fresh, fresh);
    e->u.sym = fresh;
    return WALK_ON;
}

static void find_missing(Missing *m, Block b);

static void find_missing_in(Missing *m, Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        map_set(&m->in_scope, s->decls.at[i], s);
        if (s->decls.at[i]->init)
            walk_expr(s->decls.at[i]->init, note_missing, m);
    }
    for (int i = 0; i < 2; i++)
        if (s->e[i])
            walk_expr(s->e[i], note_missing, m);
    for (int i = 0; i < 3; i++)
        find_missing(m, s->body[i]);
}

static void find_missing(Missing *m, Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        find_missing_in(m, s);
    for (Stmt *s = b.first; s; s = s->next)
        for (int i = 0; i < s->decls.n; i++)
            map_set(&m->in_scope, s->decls.at[i], NULL);
}

/* Where nothing but the shadow pointers in a struct is of use, its variable has gone, and with it
 * the place where its shadow is declared. */
static void declare_missing_shadows(Func *f)
{
    Missing m = {.in_scope = {0}};
    find_missing(&m, f->body);
    for (int i = 0; i < m.all.n; i++)
        f->body = join(declare_adjoint(m.all.at[i]), f->body);
}

/* ------------------------------------------------------------------ all of it */

/* Adjoints of arrays that loops fill, or that nobody reads any more. */
static void fill_and_end(Program *p, Funcs *all)
{
    for (int i = 0; i < all->n; i++)
        if (fill_arrays(all->at[i]))
            simplify_func(all->at[i]);
    Funcs ended = end_in_calls(p, all);
    for (int i = 0; i < ended.n; i++)
        simplify_func(ended.at[i]);
    if (ended.n)
        drop_unused_params(p, all);
}

/* What is said before loops. */
static void tell_compilers(Func *f)
{
    unroll_tables(f);
    drop_lost_marks(f);
}

/* Calls one after the other, and what they hand over. */
static void look_across_calls(Program *p, Funcs *all, bool one)
{
    fill_in_calls(p, all);
    if (!one)
        return;
    couple_calls(p, all);
    sum_along(p, all);
}

/* tape: the program has one. */
static void shape_loops(Program *p, Func *f, bool tape)
{
    if (run_up(p, f, tape) && !options.no_simplify)
        simplify_func(f);
    if (p->request->directions)
        return;
    lift_reads(p, f);
    form_sums_abreast(p, f);
    search_largest(f);
}

void tidy_functions(Program *p, Funcs *all)
{
    bool one = !p->request->directions; /* or seeds are zero in some directions only */
    for (int i = 0; i < all->n; i++) {
        rewrite_block(all->at[i]->body, primal_name, p);
        start_saved_variables(all->at[i]);
        drop_unread(all->at[i]);
        hold_in_variables(all->at[i]);
        join_pops(&all->at[i]->body);
    }
    renew_functions(p, all);
    const Callees *calls = find_callees(p, all);
    for (int i = 0; i < all->n; i++) {
        declare_shadows_early(&all->at[i]->body);
        declare_missing_shadows(all->at[i]);
        add_traps(p->request, all->at[i], all->at[i] == p->root->whole);
        if (!options.no_simplify) {
            drop_last_zeros(all->at[i]);
            drop_zeros_of_own(p, calls, all->at[i]);
            simplify_func(all->at[i]);
        }
        if (one && !options.no_simplify && guard_by_seeds(all->at[i])) {
            keep_last_taken(all->at[i]);
            simplify_func(all->at[i]);
        }
        if (place_blocks(p, all->at[i]) && !options.no_simplify) {
            if (one)
                guard_by_seeds(all->at[i]); /* past what has moved */
            simplify_func(all->at[i]);
        }
        if (one)
            sum_in_variables(p, all->at[i]);
    }
    drop_unused_params(p, all);
    if (!options.no_simplify)
        fill_and_end(p, all);
    bool tape = uses_tape(all);
    for (int i = 0; i < all->n; i++) {
        shape_loops(p, all->at[i], tape);
        drop_unused_types(all->at[i]);
        unname_unread_values(all->at[i]);
        drop_idle_blocks(all->at[i]);
        unhide_globals(all->at[i]);
        shorten_products(all->at[i], p->request->directions > 0);
        contract_sums(all->at[i]);
        share_reciprocals(all->at[i]);
        if (one)
            skip_sums(all->at[i]);
        tell_compilers(all->at[i]);
    }
    if (one)
        take_blocks_together(all);
    if (!options.no_simplify)
        look_across_calls(p, all, one);
    mention_unused(p->root->whole);
}
