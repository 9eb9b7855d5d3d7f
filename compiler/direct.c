/* direct.c - functions that are reversed as they run.
 *
 *     for (...) {                                       for (...) {
 *         double t = g(n, x);                               double t_b = c * return_b;
 *         s += c * t;                       ->              double t = g_b(n, x, x_b, t_b);
 *     }                                                     s += c * t;
 *     return s;                                         }
 *                                                       return s;
 *
 * If all that a function does with derivatives is to sum, then the adjoints of its calls are known
 * before them: nothing is recorded, and nothing runs twice.  That is so if
 *   - a variable that carries derivatives is a sum, which is returned, or set once where it is
 *     declared and used in the same list of statements;
 *   - nothing that the reverse code of a list reads is overwritten before the list's last statement
 *     that has to do with derivatives;
 *   - what a call gives is used linearly: then merge.c can make one call of two.
 * Whether the last holds is seen when all is written; if not, all is done again in two sweeps.
 */
#include "effect.h"

typedef struct Direct {
    Adjoint *a;
    Map sums; /* variables that are returned sums */
    bool no;
} Direct;

static bool is_compound(const Stmt *s)
{
    return s->kind == S_IF || s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO ||
           s->kind == S_BLOCK;
}

static bool is_active(Direct *d, const Stmt *s)
{
    Expr *call = call_of_stmt(d->a->p, s);
    return !is_compound(s) && (!is_empty(plan_of(d->a, s)->rev) ||
                               (call && call_is_reversed(d->a->p, call)));
}

/* v of  return v;  where v is a sum that this list declares */
static Sym *returned_sum(Direct *d, Block b)
{
    const Stmt *s = last_of(b);
    Sym *v = s && s->kind == S_RETURN && s->e[0] ? ref_sym(s->e[0]) : NULL;
    if (!v || v->kind != SYM_VAR || !is_real_floating(strip(v->type)) || !d->a->return_b ||
        !same_type(v->type, d->a->return_b->type) || !place_of(d->a->p, v)->exact)
        return NULL;
    for (s = b.first; s; s = s->next)
        if (s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == v)
            return is_active(d, s) ? NULL : v;
    return NULL;
}

/* ------------------------------------------------------------------ may it? */

static void check_call(Direct *d, const Stmt *s, const Expr *call)
{
    Inst *f = inst_of_call(d->a->p, call);
    d->no |= !f || custom_adjoint(call) || s->kind != S_DECL ||
             bits_meet(&f->writes, &plan_of(d->a, s)->rev_reads);
    for (int i = ARGS; i < call->nkid; i++) {
        Bits reads = {0};
        add_reads(d->a->p, call->kid[i], &reads);
        for (int k = 0; k < d->a->p->places.n; k++)
            d->no |= bits_has(&reads, access_bit(k, CLASS_REAL)) &&
                     d->a->p->places.at[k]->sym &&
                     map_has(&d->sums, d->a->p->places.at[k]->sym);
    }
}

/* A statement that carries derivatives: of one of the forms? */
static void check_active(Direct *d, const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    const Sym *v = e && e->kind == E_ASSIGN ? ref_sym(e->kid[LHS]) : NULL;
    bool sums = e && v && (e->op == OP_ADD || e->op == OP_SUB) && map_has(&d->sums, v);
    bool sets = s->kind == S_DECL && s->decls.n == 1 && is_scalar(s->decls.at[0]->type) &&
                is_real_floating(strip(s->decls.at[0]->type)) &&
                place_of(d->a->p, s->decls.at[0])->exact;
    Expr *call = call_of_stmt(d->a->p, s);
    d->no |= !sums && !sets && s->kind != S_RETURN;
    if (call)
        check_call(d, s, call);
}

/* The adjoints that the reverse of s adds to are not those of sums. */
static void check_targets(Direct *d, const Stmt *s)
{
    for (const Stmt *t = plan_of(d->a, s)->rev.first; t; t = t->next) {
        const Effect *x = effect_of_stmt(d->a->p, t);
        d->no |= x->unknown;
        for (int i = bits_next(&x->shadow_adds, 0); i >= 0; i = bits_next(&x->shadow_adds, i + 1))
            d->no |= map_has(&d->sums, d->a->p->places.at[i]->sym);
    }
}

static bool has_active(Direct *d, const Stmt *s)
{
    bool any = is_active(d, s);
    for (int i = 0; is_compound(s) && i < 3; i++)
        for (const Stmt *t = s->body[i].first; t; t = t->next)
            any |= has_active(d, t);
    return any;
}

/* The last statement of the list that has to do with derivatives. */
static const Stmt *last_active(Direct *d, Block b)
{
    const Stmt *last = NULL;
    for (const Stmt *s = b.first; s; s = s->next)
        last = has_active(d, s) ? s : last;
    return last;
}

/* Does a break or continue in s leave the list that s stands in? */
static bool breaks_out(const Stmt *s)
{
    bool loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO, out = false;
    for (int i = 0; !loop && i < 3; i++)
        for (const Stmt *t = s->body[i].first; t; t = t->next)
            out |= breaks_out(t);
    return out || s->kind == S_BREAK || s->kind == S_CONTINUE;
}

static bool is_plain(const Stmt *s)
{
    return s->kind == S_EXPR || s->kind == S_DECL || s->kind == S_NULL || s->kind == S_COMMENT ||
           s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN || is_compound(s);
}

static bool moves_pointers(Direct *d, const Stmt *s)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    if (is_compound(s))
        return false;
    stmt_effects(d->a->p, s, &reads, &writes, &observable);
    Expr *call = call_of_stmt(d->a->p, s);
    return moves_shadows(d->a->p, &writes) || is_allocation(call) || is_block_call(call) ||
           is_sort(call) || (call && custom_adjoint(call));
}

static void check_list(Direct *d, Block b)
{
    const Stmt *last = last_active(d, b);
    Sym *sum = returned_sum(d, b);
    Bits pending = {0};
    bool open = false;
    if (sum)
        map_set(&d->sums, sum, sum);
    for (const Stmt *s = b.first; s && !d->no; s = s->next) {
        Bits reads = {0}, writes = {0};
        bool observable = false;
        stmt_effects(d->a->p, s, &reads, &writes, &observable);
        d->no |= !is_plain(s) || moves_pointers(d, s) ||
                 (open && (bits_meet(&writes, &pending) || breaks_out(s))) ||
                 (s->kind == S_RETURN && !plan_of(d->a, s)->tail);
        for (int i = 0; i < 3 && is_compound(s); i++)
            check_list(d, s->body[i]);
        if (is_active(d, s)) {
            check_active(d, s);
            if (s->kind != S_RETURN || !sum || ref_sym(s->e[0]) != sum)
                check_targets(d, s);
            bits_union(&pending, &plan_of(d->a, s)->rev_reads);
            open = true;
        }
        open = open && s != last;
    }
}

static bool is_function_direct(Adjoint *a)
{
    Direct d = {.a = a};
    Type *t = strip(a->f->body->sym->type->base);
    d.no = a->f->inactive || returns_shadow(a->p, a->f) || a->f->observable ||
           (t->kind != T_VOID && !is_real_floating(t)) || a->nested;
    check_list(&d, a->f->body->body);
    return !d.no;
}

/* Needs: the plan for two sweeps.  Only where these would put something on the tape in a callee. */
bool is_program_direct(Program *p, Map *adjoints)
{
    bool wanted = false, direct = true;
    if (options.no_direct || options.no_joint || options.no_simplify || options.trap ||
        options.kinks || p->request->no_direct || p->waits)
        return false;
    for (int i = 1; i < p->insts.n; i++)
        wanted |= p->insts.at[i]->active && p->insts.at[i]->pushes && !p->insts.at[i]->joint;
    for (int i = 0; i < p->places.n; i++) {
        const Sym *v = p->places.at[i]->sym;
        direct &= !(v && v->global && bits_has(&p->shadowed, i));
    }
    for (int i = 0; wanted && direct && i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        direct = (!f->active && !f->pushes) || is_function_direct(map_get(adjoints, f));
    }
    return wanted && direct;
}

/* From here on all functions with derivatives are one sweep each. */
void make_direct(Program *p, Map *adjoints)
{
    for (int i = 0; i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        Adjoint *a = map_get(adjoints, f);
        if (!f->active && !f->pushes)
            continue;
        a->direct = a->whole = true;
        a->runs_again = false;
        f->joint = f != p->root;
        f->pushes = false;
    }
}

/* ------------------------------------------------------------------ the sweep */

/* What a statement becomes; its reverse code goes before what is pending. */
static Block direct_stmt(Direct *d, Stmt *s, const Sym *sum, Block *pending)
{
    bool active = is_active(d, s);
    Block note = origin_comment(d->a, s);
    Sym *v = active && s->kind == S_DECL ? s->decls.at[0] : NULL;
    bool returns_sum = s->kind == S_RETURN && sum && ref_sym(s->e[0]) == sum;
    plan_of(d->a, s)->save = plan_of(d->a, s)->keep_at_end = false;
    Sweep part = sweep_simple(d->a, s);
    if (v)
        part.fwd = join(part.fwd, declare_adjoint(shadow_sym(d->a, v)));
    if (active && !returns_sum)
        *pending = join(join(note, part.rev), *pending);
    return part.fwd;
}

static Block direct_list(Direct *d, Block b)
{
    const Stmt *last = last_active(d, b);
    const Sym *sum = returned_sum(d, b);
    Block out = {0}, pending = {0};
    if (sum)
        map_set(&d->sums, sum, (void *)sum);
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        bool ends = s == last;
        if (is_compound(s)) {
            for (int i = 0; i < 2; i++)
                if (i == BODY || s->kind == S_IF)
                    s->body[i] = direct_list(d, s->body[i]);
            add_stmt(&out, s);
        } else {
            out = join(out, direct_stmt(d, s, sum, &pending));
        }
        if (ends)
            out = join(out, pending);
    }
    return out;
}

/* The adjoints of sums are that of the value. */
static Block name_sums(Direct *d, Block b, Block list)
{
    for (Stmt *s = list.first; s; s = s->next) {
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (v && map_has(&d->sums, v) && v->shadow)
            b = with_sym(b, v->shadow, d->a->return_b);
        for (int i = 0; i < 3; i++)
            b = name_sums(d, b, s->body[i]);
    }
    return b;
}

Block direct_body(Adjoint *a)
{
    Direct d = {.a = a};
    Block b = direct_list(&d, a->f->body->body);
    return name_sums(&d, b, b);
}

/* ------------------------------------------------------------------ what comes first */

static bool is_assignment(const Stmt *s)
{
    return s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && is_pure(s->e[0]->kid[RHS]);
}

static bool is_of_adjoints(const Stmt *s)
{
    Sym *v = path_root(s->e[0]->kid[LHS]);
    return v && (v->primal || v->companion);
}

/* Moves what the statement adds to adjoints below what f does next. */
static void move_down(Program *p, Stmts *list, int at)
{
    Stmt *s = list->at[at];
    Op op = is_assignment(s) ? s->e[0]->op : OP_NONE;
    if ((op != OP_ADD && op != OP_SUB) || !is_of_adjoints(s))
        return;
    Effect *x = effect_of_stmt(p, s);
    for (int i = at + 1; i < list->n; i++) {
        Stmt *next = list->at[i];
        if (!is_assignment(next) || is_of_adjoints(next) ||
            must_keep_order(x, effect_of_stmt(p, next)))
            return;
        list->at[i - 1] = next;
        list->at[i] = s;
    }
}

/* After a call f goes on first: what it stores its next call waits for.
 *
 *     t = g_b(n, next, x, x_b, t_b);               t = g_b(n, next, x, x_b, t_b);
 *     x_b[c] += w * t;                     ->      next[c] = n;
 *     next[c] = n;                                 x_b[c] += w * t;
 */
void go_on_first(Program *p, Block *b)
{
    Stmts list = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            go_on_first(p, &s->body[i]);
        append(&list, s);
    }
    int call = list.n;
    for (int i = list.n - 1; i >= 0; i--)
        call = call_of_stmt(p, list.at[i]) ? i : call;
    for (int i = list.n - 1; i > call; i--)
        if (list.at[i - 1]->kind != S_COMMENT) /* which says what it reverses */
            move_down(p, &list, i);
    *b = (Block){0};
    for (int i = 0; i < list.n; i++)
        add_stmt(b, list.at[i]);
}

typedef struct Search {
    Program *p;
} Search;

static Walk find_primal_call(Expr *e, void *context)
{
    Search *s = context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    for (int i = 1; f && i < s->p->insts.n; i++)
        if (s->p->insts.at[i]->joint && s->p->insts.at[i]->whole &&
            s->p->insts.at[i]->primal->sym == f)
            return WALK_STOP;
    return WALK_ON;
}

/* Has every call been merged with its reverse? */
bool are_calls_merged(Program *p, Funcs *made)
{
    Search s = {p};
    for (int i = 0; i < made->n; i++)
        if (!walk_block(made->at[i]->body, NULL, find_primal_call, &s))
            return false;
    return true;
}
