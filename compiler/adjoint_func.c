/* adjoint_func.c - the derivative functions of one request.
 *
 *     f  ->  double f_b(double x, double *x_b, double return_b)          the root: both sweeps in
 * one function g  ->  static g_fwd, g_rev       or, for a pure leaf, static g_b, which runs g again
 *
 * Every function reached is planned together with the others (save.c), then each is written out.
 */
#include "kinks.h"
#include "report.h"
#include "reverse.h"

/* ------------------------------------------------------------------ the caller's bytes */

bool has_known_extent(Program *p, const Place *place)
{
    const Actives *lists[] = {&p->request->wrt, &p->request->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++) {
            const Active *active = &lists[k]->at[i];
            if (active->sym && active->extent && place->sym &&
                str_eq(active->sym->name,
                       place->sym->source_name ? place->sym->source_name : place->sym->name))
                return true;
        }
    return false;
}

static Sym *keep_function(const char *name, Type *result, int n)
{
    Type *t = n == 2 ? pointer_to(type_void) : type_ulong;
    return n == 0   ? library_function(NULL, name, "adcc_rt.h", result, 0)
           : n == 1 ? library_function(NULL, name, "adcc_rt.h", result, 1, t)
                    : library_function(NULL, name, "adcc_rt.h", result, 2, t, type_ulong);
}

bool keeps_bytes(Adjoint *a, Bits places)
{
    bool visible = false;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        Place *place = a->p->places.at[i];
        bool global = place->sym && place->sym->global;
        bool escapes = place->heap && may_escape(a->p, place);
        bool constant = !place->external && place->sym && is_const(place->sym->type);
        if ((!place->external && !global && !escapes) || constant)
            continue;
        a->p->keeps = true;
        bits_add(&a->p->snapshots, i);
        visible |= !global && !has_known_extent(a->p, place);
    }
    a->p->logs |= visible;
    return visible;
}

/* Before a restore of storage that the caller sees: its bytes are kept, to be put back at the end,
 * unless the root takes a copy of the whole range. */
void add_keep(Adjoint *a, const Expr *lvalue, Block *before)
{
    if (!keeps_bytes(a, places_of(a->p, lvalue)))
        return;
    Expr *address =
        is_array(lvalue->type) ? clone_expr(lvalue, NULL) : address_of(clone_expr(lvalue, NULL));
    Expr *size = unary(OP_SIZEOF, clone_expr(lvalue, NULL));
    add_stmt(before, expr_stmt(call_n(keep_function("adcc_keep", type_void, 2), 2, address, size)));
}

/* A number is held in a variable and put back: double y_kept = *y;  ...  *y = y_kept; */
static void keep_number(Adjoint *a, const char *name, Expr *lvalue, Block *out, Block *end)
{
    Sym *kept = new_local(a, fmt("%s_kept", name), unqualified(strip(lvalue->type)));
    add_stmt(out, decl_stmt(kept, lvalue));
    add_stmt(end, expr_stmt(assign(clone_expr(lvalue, NULL), ref(kept))));
}

static bool is_number(const Expr *e)
{
    return !options.no_hold && is_scalar(e->type) && !is_volatile(e->type) &&
           !is_const(e->type);
}

/* A few behind a pointer that stays what it is; false if they are many or unknown. */
static bool keep_few(Adjoint *a, Sym *v, const Expr *extent, Block *out, Block *end)
{
    enum { FEW = 4 };
    long n = extent->has_value ? extent->value : 0;
    Map changed = changed_variables(a->f->body->body);
    if (n < 1 || n > FEW || !is_number(deref(ref(v))) || map_has(&changed, v))
        return false;
    for (long i = 0; i < n; i++)
        keep_number(a, v->name, index_of(ref(v), int_const(i)), out, end);
    return true;
}

/* adcc_keep(u, n * sizeof *u) of every range that the reverse sweep changes and whose extent is
 * known; what puts it back without the log goes to end. */
static void take_snapshots(Adjoint *a, Block *out, Block *end)
{
    const Actives *lists[] = {&a->p->request->wrt, &a->p->request->of};
    Sym *keep = keep_function("adcc_keep", type_void, 2);
    Bits done = {0};
    for (int i = bits_next(&a->p->snapshots, 0); i >= 0; i = bits_next(&a->p->snapshots, i + 1)) {
        Place *place = a->p->places.at[i];
        if (!place->sym)
            continue;
        if (!place->external) {
            Expr *g = ref(place->sym);
            if (is_number(g)) {
                keep_number(a, g->u.sym->name, g, out, end);
                continue;
            }
            Expr *address = is_array(g->type) ? g : address_of(g);
            a->p->logs = true;
            add_stmt(out, expr_stmt(call_n(keep, 2, address, unary(OP_SIZEOF, ref(place->sym)))));
            continue;
        }
        for (int k = 0; k < 2; k++)
            for (int j = 0; j < lists[k]->n; j++) {
                const Active *active = &lists[k]->at[j];
                Sym *v = place->sym;
                const char *name = v->source_name ? v->source_name : v->name;
                if (!active->extent || !active->sym || !str_eq(active->sym->name, name) ||
                    !bits_add(&done, i))
                    continue;
                Map params = {0};
                for (int q = 0; q < a->p->request->func->params.n; q++)
                    map_set(&params, a->p->request->func->params.at[q], a->f->body->params.at[q]);
                Expr *n = clone_expr(active->extent, &params);
                if (keep_few(a, v, n, out, end))
                    continue;
                a->p->logs = true;
                Expr *bytes = mul(n, unary(OP_SIZEOF, deref(ref(v))));
                add_stmt(out, expr_stmt(call_n(keep, 2, ref(v), bytes)));
            }
    }
}

/* Before the reverse sweep of the root; end goes behind it.  What is copied first is put back
 * last: other ranges may overlap with it, and see it changed. */
static void begin_keeping(Adjoint *a, Block *body, Block *end)
{
    Block copies = {0}, last = {0};
    take_snapshots(a, &copies, &last);
    if (a->p->logs) {
        Sym *mark = new_local(a, "mark", type_ulong);
        Sym *begin = keep_function("adcc_keep_begin", type_ulong, 0);
        Sym *replay = keep_function("adcc_keep_replay", type_void, 1);
        add_stmt(body, decl_stmt(mark, call_n(begin, 0)));
        add_stmt(end, expr_stmt(call_n(replay, 1, ref(mark))));
    }
    *body = join(*body, copies);
    *end = join(*end, last);
}

/* ------------------------------------------------------------------ bodies */

static Type *result_type(Adjoint *a)
{
    return a->f->body->sym->type->base;
}

static Stmt *return_stmt(Expr *e)
{
    Stmt *s = new_stmt(S_RETURN, (Loc){0});
    s->e[0] = e;
    return s;
}

/* Sums of by-value parameters start at zero before the reverse sweep and are added to *x_b after
 * it. */
static void add_sums(Adjoint *a, Block *rev)
{
    Block before = {0}, after = {0};
    for (int i = 0; i < a->sums.n; i++) {
        Sym *v = a->sums.at[i];
        if (!list_mentions(*rev, v->shadow))
            continue;
        add_stmt(&before, decl_stmt(v->shadow, zero_of(v->shadow->type)));
        Sym *companion = NULL;
        for (int k = 0; k < a->companions.n; k++)
            if (a->companions.at[k] && a->companions.at[k]->primal == v)
                companion = a->companions.at[k];
        add_stmt(&after, expr_stmt(assign_op(OP_ADD, deref(ref(companion)), ref(v->shadow))));
    }
    *rev = join(join(before, *rev), after);
}

static Stmt *label_stmt(Sym *label)
{
    Stmt *s = new_stmt(S_LABEL, (Loc){0});
    s->label = label;
    return s;
}

/* Shadows of file-scope variables that were not asked for start at zero. */
static Block clear_globals(Adjoint *a)
{
    Block b = {0};
    Program *p = a->p;
    for (int i = 0; a->f == p->root && i < p->places.n; i++) {
        Place *place = p->places.at[i];
        Sym *v_b = place->sym && place->sym->global ? map_get(&p->global_shadow, place->sym) : NULL;
        if (!v_b || place->listed || is_pointer(v_b->type))
            continue;
        clear_shadow(ref(v_b), &b);
    }
    return b;
}

/* Both sweeps at once: f_b. */
static void write_direct(Adjoint *a)
{
    Block body = direct_body(a);
    add_sums(a, &body);
    if (a->result && !a->single_return)
        body = join(block_of(decl_stmt(a->result, NULL)), body);
    if (a->result)
        add_stmt(&body, return_stmt(ref(a->result)));
    merge_calls(a->p, &body);
    go_on_first(a->p, &body);
    a->f->whole->body = body;
}

/* Both sweeps in one function: f_b. */
static void write_whole(Adjoint *a)
{
    Block body = {0};
    bool has_result = a->result != NULL;
    if (a->direct) {
        write_direct(a);
        return;
    }
    Sweep s = sweep_body(a, a->f->body->body);
    drop_dead_pushes(&s.fwd);
    drop_dead_pushes(&s.rev);
    add_sums(a, &s.rev);
    s.rev = join(clear_globals(a), s.rev);
    if (has_result && !a->single_return)
        add_stmt(&body, decl_stmt(a->result, NULL));
    body = join(body, a->nested ? block_of(block_stmt(s.fwd)) : s.fwd);
    if (a->nested)
        add_stmt(&body, label_stmt(a->reverse_label));
    Block end = {0};
    if (a->p->keeps && a->f == a->p->root)
        begin_keeping(a, &body, &end);
    if (a->nested && !is_empty(s.rev))
        add_stmt(&body, block_stmt(s.rev));
    else
        body = join(body, s.rev);
    body = join(body, end);
    free_rest(a, &body, &body);
    if (has_result)
        add_stmt(&body, return_stmt(ref(a->result)));
    if (!a->nested)
        fuse_loops(a, &body);
    settle_pairs(a);
    if (!options.no_joint)
        merge_calls(a->p, &body);
    a->f->whole->body = body;
}

static void write_pair(Adjoint *a)
{
    Sweep s = sweep_body(a, a->f->body->body);
    drop_dead_pushes(&s.fwd);
    drop_dead_pushes(&s.rev);
    a->f->fwd->body = s.fwd;
    add_sums(a, &s.rev);
    settle_pairs(a);
    a->f->rev->body = s.rev;
}

/* ------------------------------------------------------------------ setting up */

typedef struct Returns {
    Adjoint *a;
    int tail, other;
} Returns;

static void count_returns(Adjoint *a, Block b, Returns *r)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_RETURN && plan_of(a, s)->tail)
            r->tail++;
        else if (s->kind == S_RETURN)
            r->other++;
        for (int i = 0; i < 3; i++)
            count_returns(a, s->body[i], r);
    }
}

static Walk find_saved(Stmt *s, void *context)
{
    (void)context;
    if (is_loop(s) && s->note && starts_with(s->note, "ADCC_CHECKPOINT"))
        return WALK_STOP; /* it is to go in runs */
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i]->wish == WISH_SAVE)
            return WALK_STOP;
    return WALK_ON;
}

/* A function that may run again in the reverse sweep: it writes nothing but its own variables and
 * calls nobody. */
static bool is_pure_leaf(Program *p, Inst *f)
{
    if (options.no_joint || f == p->root || f->observable || returns_shadow(p, f) ||
        !walk_block(f->body->body, find_saved, NULL, NULL))
        return false;
    for (int i = bits_next(&f->writes, 0); i >= 0; i = bits_next(&f->writes, i + 1)) {
        const Place *place = p->places.at[i / CLASSES];
        if (place->inst != f || place->external)
            return false;
    }
    for (int i = 0; i < p->insts.n; i++)
        if (calls(p, f, p->insts.at[i]))
            return false;
    return true;
}

static Adjoint *new_adjoint(Program *p, Inst *f)
{
    Adjoint *a = new (Adjoint);
    a->p = p;
    a->f = f;
    a->names = names_in(f->body);
    f->joint = is_pure_leaf(p, f);
    a->whole = f == p->root || f->joint;
    make_companions(a);
    return a;
}

static void finish_setup(Adjoint *a)
{
    Returns r = {a, 0, 0};
    count_returns(a, a->f->body->body, &r);
    a->nested = a->whole && r.other > 0;
    Stmt *last = a->f->body->body.last;
    a->single_return = r.tail == 1 && r.other == 0 && last && last->kind == S_RETURN;
    Type *t = result_type(a);
    a->runs_again = a->f->joint && !options.no_liveness;
    if (strip(t)->kind != T_VOID)
        a->result = new_local(a, "result", unqualified(t));
    if (a->nested) {
        a->reverse_label = new_local(a, "reverse", type_void);
        a->reverse_label->kind = SYM_LABEL;
    }
}

static void make_functions(Adjoint *a)
{
    Inst *f = a->f;
    const char *name = f->primal->sym->name;
    Map *taken = a->p->taken;
    Type *t = result_type(a);
    bool root = f == a->p->root;
    if (a->whole) {
        const char *wanted = fmt(a->p->request->directions ? "%s_bv" : "%s_b", name);
        f->whole = make_signature(a, wanted, false, t, !root);
        Sym *v = f->whole->sym;
        v->name = root ? claim_name(taken, wanted) : free_name(taken, wanted);
        if (root && !str_eq(wanted, v->name))
            warn_at(f->primal->sym->loc, "name-conflict",
                    "'%s' is taken: the adjoint of '%s' is '%s'", wanted, name, v->name);
        return;
    }
    f->fwd = make_signature(a, free_name(taken, fmt("%s_fwd", name)), true, t, true);
    f->rev = make_signature(a, free_name(taken, fmt("%s_rev", name)), false, type_void, true);
}

static bool is_used(const Inst *f)
{
    return f->active || f->pushes;
}

typedef struct Search {
    Program *p;
    bool found;
} Search;

static Walk find_varied(Expr *e, void *context)
{
    Search *s = context;
    bool path = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                (e->kind == E_UNARY && e->op == OP_DEREF);
    bool value = path && (is_real_floating(strip(e->type)) || is_complex(e->type));
    Bits places = value ? places_of(s->p, e) : (Bits){0};
    s->found |= bits_meet(&places, &s->p->varied);
    return s->found ? WALK_STOP : WALK_ON;
}

static bool value_varies(const Flow *flow, const Expr *e)
{
    Search s = {flow->context, false};
    walk_expr((Expr *)e, find_varied, &s);
    return s.found;
}

/* For --kinks, before anything is planned.  A function that counts has a forward sweep of its own:
 * the function of the source does not count. */
static void count_kinks(Program *p)
{
    if (!options.kinks)
        return;
    for (int i = 0; i < p->insts.n; i++)
        if (!p->insts.at[i]->inactive)
            p->insts.at[i]->pushes =
                add_kinks(&(Flow){value_varies, p}, &p->insts.at[i]->body->body);
    find_effects(p);
}

/* Analyses and plans all functions that the request reaches; NULL after errors. */
static Program *plan_request(Request *request, Units *units, Map *taken, Syms *shadows,
                             Map *adjoints)
{
    Program *p = make_program(request, units);
    p->taken = taken;
    p->shadows = shadows;
    for (int i = 0; i < p->insts.n; i++)
        if (!p->insts.at[i]->inactive)
            refuse_unsupported(p->insts.at[i]->body);
    if (error_count())
        return NULL;
    working_on("analyse", p->root->body->loc);
    analyse_program(p);
    count_kinks(p);
    refuse_unknown_storage(p);
    refuse_puns(p);
    refuse_numbers_as_text(p);
    if (error_count())
        return NULL;
    sink_declarations(p);
    if (!options.kinks && part_arrays(p))
        analyse_program(p);
    for (int i = 0; i < p->insts.n; i++)
        map_set(adjoints, p->insts.at[i], new_adjoint(p, p->insts.at[i]));
    for (int i = 0; i < p->insts.n && !error_count(); i++) {
        Adjoint *a = map_get(adjoints, p->insts.at[i]);
        working_on("prepare", a->f->body->loc);
        note_positive(a);
        prepare(a);
        finish_setup(a);
    }
    if (error_count())
        return NULL;
    working_on("save", p->root->body->loc);
    do
        plan_program(p, adjoints);
    while (pin_variables(p, adjoints));
    refuse_lack_of_runs(p, adjoints);
    return error_count() ? NULL : p;
}

/* Writes the derivative functions, callees first. */
static Funcs write_functions(Program *p, Map *adjoints)
{
    Funcs made = {0};
    for (int i = 0; i < p->insts.n && !error_count(); i++)
        if (i == 0 || is_used(p->insts.at[i]))
            make_functions(map_get(adjoints, p->insts.at[i]));
    note_bodies(p);
    for (int i = p->insts.n - 1; i >= 0 && !error_count(); i--) {
        Adjoint *a = map_get(adjoints, p->insts.at[i]);
        if (i > 0 && !is_used(a->f))
            continue;
        if (a->whole)
            write_whole(a);
        else
            write_pair(a);
        if (!a->whole)
            append(&made, a->f->fwd);
        append(&made, a->whole ? a->f->whole : a->f->rev);
    }
    for (int i = 1; i < p->insts.n && !error_count(); i++) {
        Adjoint *a = map_get(adjoints, p->insts.at[i]);
        if (!a->runs_again || !is_used(a->f))
            continue;
        drop_unwanted_value(a->f);
        drop_dead_primal(a->f->whole);
    }
    return made;
}

/* Callers may set and read the shadows of what is listed, whether or not f uses it. */
static void define_listed_shadows(Adjoint *root, const Actives *listed)
{
    for (int i = 0; i < listed->n; i++) {
        Sym *v = listed->at[i].sym;
        if (v && v->global && v->storage != ST_STATIC)
            shadow_sym(root, v);
    }
}

Funcs adjoint_of(Request *request, Units *units, Map *taken, Syms *shadows)
{
    Funcs made = {0};
    Map adjoints = {0}, names = map_over(taken); /* of this attempt */
    int before = shadows->n, facts = request->facts ? request->facts->n : 0;
    Program *p = plan_request(request, units, &names, shadows, &adjoints);
    while (p && p->restart) { /* a variable needs storage of its own, a loop stays apart */
        adjoints = (Map){0};
        shadows->n = before;
        p = plan_request(request, units, &names, shadows, &adjoints);
    }
    if (!p)
        return made;
    bool direct = is_program_direct(p, &adjoints);
    if (direct)
        make_direct(p, &adjoints);
    for (int i = 0; i < p->insts.n; i++) {
        find_kept_memory(map_get(&adjoints, p->insts.at[i]));
        refuse_overwrites(map_get(&adjoints, p->insts.at[i]));
    }
    refuse_lost_wishes(p, &adjoints);
    if (error_count())
        return made;
    find_apart(p);
    find_restrict(p, &adjoints);
    if (!direct)
        find_fields(p, &adjoints);
    if (request->facts)
        note_plan(p, &adjoints, request->facts);
    made = write_functions(p, &adjoints);
    bool in_two = direct && !are_calls_merged(p, &made);
    if (in_two || p->restart) {
        request->no_direct |= in_two; /* in two sweeps, then; or with a loop apart (joined.c) */
        shadows->n = before;
        if (request->facts)
            request->facts->n = facts;
        return adjoint_of(request, units, taken, shadows);
    }
    define_listed_shadows(map_get(&adjoints, p->root), &request->wrt);
    define_listed_shadows(map_get(&adjoints, p->root), &request->of);
    request->made = p->root->whole;
    if (!error_count())
        tidy_functions(p, &made);
    weigh_runs(&made);
    add_functions_with_arrays(&made, &names);
    map_add_all(taken, &names);
    return made;
}
