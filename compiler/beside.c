/* beside.c - blocks of the tape that a loop takes side by side are one block.
 *
 *     double *r_s = adcc_reserve(n * sizeof *r_s);     double *r_s = adcc_reserve(n * (2 * ...));
 *     double *w_s = adcc_reserve(n * sizeof *w_s);     double *w_s = r_s + n;
 *     for (...) { ... }                                for (...) { ... }
 *     adcc_push_pointer(r_s);                    ->    adcc_push_pointer(r_s);
 *     adcc_push_pointer(w_s);
 *
 *     double *w_s = adcc_pop_pointer();                double *r_s = adcc_pop_pointer();
 *     double *r_s = adcc_pop_pointer();                double *w_s = r_s + n;
 *     for (...) { ... }                                for (...) { ... }
 *     adcc_release(n * sizeof *w_s);                   adcc_release(n * (2 * sizeof *r_s));
 *     adcc_release(n * sizeof *r_s);
 *
 * Loops are often short, and each use of the stacks asks whether the end of a chunk is reached.
 * The two sweeps may be different functions, and there may be several of each: blocks are known
 * by the variable that they were made for, of which all others are copies.  They are joined only
 * if they stand side by side, in the same order, wherever in the program they are taken, kept,
 * fetched and given back; and if all that is taken is known to be given back.
 */
#include "tape.h"

/* What a statement does to a block. */
typedef enum Use { NO_USE, TAKES, KEEPS, FETCHES, RELEASES } Use;

/* Blocks that are taken one after the other. */
typedef struct Group {
    Syms roots;
    bool bad;
    bool released;
} Group;

typedef struct Beside {
    Map group_of; /* root of a block -> Group */
    Syms roots; /* of all blocks */
    Map released; /* roots of blocks that are given back */
    Map mentions; /* variables that are read, other than to keep them or for sizes */
    bool unclear; /* the stack of blocks is used in a way that is not understood */
} Beside;

/* The same for all copies of a variable. */
static Sym *root_of(Sym *v)
{
    return v->block ? v->block : v;
}

/* ------------------------------------------------------------------ single statements */

/* n of n * sizeof *v; NULL if it is something else */
static Expr *count_in(Expr *bytes)
{
    Expr *e = skip_conv(bytes);
    Expr *size = e->kind == E_BINARY && e->op == OP_MUL ? skip_conv(e->kid[RHS]) : NULL;
    bool element = size && size->kind == E_UNARY && size->op == OP_SIZEOF;
    return element ? e->kid[LHS] : NULL;
}

static Expr *call_of_block(const Stmt *s, const char *function)
{
    Expr *e = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0]->init
              : s->kind == S_EXPR                  ? s->e[0]
                                                   : NULL;
    e = e ? skip_conv(e) : NULL;
    return is_call_of(e, function) ? e : NULL;
}

static Walk find_pointer(Expr *e, void *context)
{
    Sym **v = context;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid) {
        Expr *element = skip_conv(e->kid[0]);
        bool behind = element->kind == E_UNARY && element->op == OP_DEREF;
        *v = behind ? ref_sym(element->kid[0]) : NULL;
        return WALK_STOP;
    }
    return WALK_ON;
}

/* What s does to the block that *v leads to. */
static Use use_of(const Stmt *s, Sym **v)
{
    Expr *call = call_of_block(s, "adcc_release");
    *v = NULL;
    if (call)
        walk_expr(call->kid[ARGS], find_pointer, v);
    if (*v)
        return s->kind == S_EXPR ? RELEASES : NO_USE;
    if (s->kind == S_PUSH)
        *v = ref_sym(skip_conv(s->e[0]));
    if (*v)
        return KEEPS;
    if (s->kind != S_DECL || s->decls.n != 1)
        return NO_USE;
    *v = s->decls.at[0];
    return call_of_block(s, "adcc_reserve")       ? TAKES
           : call_of_block(s, "adcc_pop_pointer") ? FETCHES
                                                  : NO_USE;
}

static Expr *call_in_use(const Stmt *s, Use use)
{
    return call_of_block(s, use == TAKES ? "adcc_reserve" : "adcc_release");
}

/* n, if s takes or gives back n elements; else NULL */
static Expr *count_of(const Stmt *s, Use use)
{
    return use == TAKES || use == RELEASES ? count_in(call_in_use(s, use)->kid[ARGS]) : NULL;
}

/* ------------------------------------------------------------------ which are joined */

static bool holds(const Syms *list, const Sym *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i] == v)
            return true;
    return false;
}

static bool is_plain(const Sym *v)
{
    Type *t = strip(v->type);
    return is_pointer(t) && is_scalar(t->base) && !is_volatile(t->base);
}

/* Can what s and the next statement take be one block? */
static bool can_join(const Stmt *s, const Stmt *next)
{
    Sym *v, *w;
    if (!next || use_of(s, &v) != TAKES || use_of(next, &w) != TAKES || !is_plain(v) ||
        !is_plain(w))
        return false;
    Expr *n = count_of(s, TAKES), *m = count_of(next, TAKES);
    return n && m && same_expr(n, m) && !has_side_effects(n) &&
           same_type(unqualified(strip(v->type)->base), unqualified(strip(w->type)->base));
}

/* Those that are taken from s on; *end: what follows them. */
static Group *group_from(Stmt *s, Stmt **end)
{
    Group *g = new (Group);
    for (bool more = true; more; s = *end) {
        Sym *v;
        use_of(s, &v);
        append(&g->roots, root_of(v));
        *end = s->next;
        more = can_join(s, *end);
        if (more)
            use_of(*end, &v);
        more = more && !holds(&g->roots, root_of(v));
    }
    return g;
}

static bool same_group(const Group *a, const Group *b)
{
    bool same = a->roots.n == b->roots.n;
    for (int i = 0; same && i < a->roots.n; i++)
        same = a->roots.at[i] == b->roots.at[i];
    return same;
}

static void note_group(Beside *x, Group *g)
{
    for (int i = 0; i < g->roots.n; i++) {
        Group *other = map_get(&x->group_of, g->roots.at[i]);
        if (other && !same_group(g, other))
            g->bad = other->bad = true;
    }
    for (int i = 0; i < g->roots.n; i++) {
        bool known = map_has(&x->group_of, g->roots.at[i]);
        if (!known)
            append(&x->roots, g->roots.at[i]);
        if (!known || g->bad)
            map_set(&x->group_of, g->roots.at[i], g);
    }
}

static void find_groups(Beside *x, Block b)
{
    for (Stmt *s = b.first, *next; s; s = next) {
        Sym *v;
        next = s->next;
        for (int i = 0; i < 3; i++)
            find_groups(x, s->body[i]);
        if (use_of(s, &v) == TAKES)
            note_group(x, group_from(s, &next));
    }
}

/* ------------------------------------------------------------------ where they may not be */

static Walk note_mention(Expr *e, void *context)
{
    Beside *x = context;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    if (e->kind == E_REF)
        map_set(&x->mentions, e->u.sym, e->u.sym);
    Sym *v = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op != OP_DEREF) ? ref_sym(e->kid[0])
                                                                             : NULL;
    Group *g = v ? map_get(&x->group_of, root_of(v)) : NULL;
    if (g) /* it moves */
        g->bad = true;
    return WALK_ON;
}

/* Calls that take and give back must be the statements we know. */
static Walk count_call(Expr *e, void *context)
{
    int *calls = context;
    *calls += is_call_of(e, "adcc_reserve") || is_call_of(e, "adcc_release");
    return WALK_ON;
}

static Walk check_stmt(Stmt *s, void *context)
{
    Beside *x = context;
    Sym *v;
    int calls = 0;
    Stmt head = *s;
    head.next = NULL;
    for (int i = 0; i < 3; i++)
        head.body[i] = (Block){0};
    Use use = use_of(s, &v);
    if (use != KEEPS)
        walk_block((Block){&head, &head}, NULL, note_mention, x);
    walk_block((Block){&head, &head}, NULL, count_call, &calls);
    x->unclear |= calls != (use == TAKES || use == RELEASES);
    x->unclear |= use == RELEASES && !map_has(&x->group_of, root_of(v));
    if (use == RELEASES)
        map_set(&x->released, root_of(v), v);
    if (s->kind == S_POP && ref_sym(s->e[0]) && map_has(&x->group_of, root_of(ref_sym(s->e[0]))))
        x->unclear = true;
    return WALK_ON;
}

/* All of g, from s on, in order or from the last to the first; NULL if they do not stand there,
 * else the last. */
static Stmt *last_of_group(const Group *g, Stmt *s, Use use)
{
    bool up = use == TAKES || use == KEEPS;
    Expr *count = count_of(s, use);
    if (!count && (use == TAKES || use == RELEASES))
        return NULL;
    for (int i = 0;; i++, s = s->next) {
        Sym *v;
        if (!s || use_of(s, &v) != use || root_of(v) != g->roots.at[up ? i : g->roots.n - 1 - i] ||
            (count && (!count_of(s, use) || !same_expr(count, count_of(s, use)))))
            return NULL;
        if (i == g->roots.n - 1)
            return s;
    }
}

typedef struct Fixed {
    Stmt *from, *to; /* of a list */
    bool is;
} Fixed;

static Walk find_change(Stmt *s, void *context)
{
    const Sym *v = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i] == v)
            return WALK_STOP;
    return s->kind == S_POP && ref_sym(s->e[0]) == v ? WALK_STOP : WALK_ON;
}

static Walk find_assignment(Expr *e, void *context)
{
    bool changes = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op != OP_SIZEOF);
    return changes && e->nkid && ref_sym(e->kid[0]) == context ? WALK_STOP : WALK_ON;
}

static Walk check_fixed(Expr *e, void *context)
{
    Fixed *x = context;
    bool operation = e->kind == E_BINARY || e->kind == E_COND || e->kind == E_CAST ||
                     e->kind == E_CONV || e->kind == E_INT;
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (v && v->kind != SYM_ENUMERATOR) {
        x->is = (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global && !v->address_taken &&
                v->storage != ST_STATIC && is_integer(v->type) && !is_volatile(v->type);
        for (Stmt *s = x->from; x->is && s != x->to; s = s->next)
            x->is = walk_stmt(s, find_change, find_assignment, (void *)v);
    } else if (!v) {
        x->is = operation;
    }
    return x->is ? WALK_ON : WALK_STOP;
}

/* The statement with which the list of s gives back what s and the statements up to 'last' fetch,
 * if the count there is that before the loop too. */
static Stmt *release_after(const Group *g, Stmt *last)
{
    Sym *v;
    Use use;
    for (Stmt *s = last->next; s; s = s->next) {
        use = use_of(s, &v);
        if (use != RELEASES || root_of(v) != g->roots.at[g->roots.n - 1])
            continue;
        if (!count_of(s, RELEASES))
            return NULL;
        Fixed fixed = {last, s, true};
        walk_expr(count_of(s, RELEASES), check_fixed, &fixed);
        return fixed.is && last_of_group(g, s, RELEASES) ? s : NULL;
    }
    return NULL;
}

static void check_group(Beside *x, Group *g, Stmt *s, Use use, Stmt **next)
{
    Stmt *last = last_of_group(g, s, use);
    g->bad |= !last || (use == FETCHES && !release_after(g, last));
    g->released |= use == RELEASES;
    if (g->bad)
        return;
    *next = last->next;
    for (Sym *v; (use == TAKES || use == FETCHES) && s != last->next; s = s->next) {
        use_of(s, &v);
        g->bad |= !map_has(&x->mentions, v);
    }
}

static void check_groups(Beside *x, Block b)
{
    for (Stmt *s = b.first, *next; s; s = next) {
        Sym *v;
        Use use = use_of(s, &v);
        next = s->next;
        for (int i = 0; i < 3; i++)
            check_groups(x, s->body[i]);
        Group *g = use ? map_get(&x->group_of, root_of(v)) : NULL;
        if (g && g->roots.n > 1)
            check_group(x, g, s, use, &next);
    }
}

/* ------------------------------------------------------------------ joined */

static Expr *bytes_of_all(const Group *g, Expr *count, Sym *v)
{
    Expr *size = unary(OP_SIZEOF, deref(ref(v)));
    return mul(clone_expr(count, NULL), mul(int_const(g->roots.n), size));
}

/* The others lie behind the first, one behind the other. */
static Stmt *behind(Sym *v, Sym *before, Expr *count)
{
    return decl_stmt(v, add(ref(before), clone_expr(count, NULL)));
}

/* What does the same to all of g as the statements from s to 'last' do to each. */
static Block joined(const Group *g, Stmt *s, Stmt *last, Use use)
{
    Block out = {0};
    Stmt *release = use == FETCHES ? release_after(g, last) : NULL;
    Expr *count = use == TAKES ? count_of(s, use) : release ? count_of(release, RELEASES) : NULL;
    Sym *v, *before = NULL;
    Stmts all = {0};
    for (Stmt *t = s; t != last->next; t = t->next)
        append(&all, t);
    for (int i = 0; i < all.n; i++) {
        Stmt *t = all.at[use == FETCHES ? all.n - 1 - i : i];
        t->next = NULL;
        use_of(t, &v);
        bool first = root_of(v) == g->roots.at[0];
        Expr *n = count_of(t, use);
        if (first && n)
            call_in_use(t, use)->kid[ARGS] = bytes_of_all(g, n, v);
        if (first)
            add_stmt(&out, t);
        else if (count)
            add_stmt(&out, behind(v, before, count));
        before = v;
    }
    return out;
}

static void join_groups(Beside *x, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        Sym *v;
        Use use = use_of(s, &v);
        next = s->next;
        for (int i = 0; i < 3; i++)
            join_groups(x, &s->body[i]);
        Group *g = use ? map_get(&x->group_of, root_of(v)) : NULL;
        bool joins = g && g->roots.n > 1 && !g->bad && g->released;
        Stmt *last = joins ? last_of_group(g, s, use) : s;
        next = last->next;
        if (joins) {
            out = join(out, joined(g, s, last, use));
        } else {
            s->next = NULL;
            add_stmt(&out, s);
        }
    }
    *b = out;
}

void take_blocks_together(const Funcs *all)
{
    Beside x = {.unclear = options.no_blocks};
    for (int i = 0; i < all->n; i++)
        find_groups(&x, all->at[i]->body);
    for (int i = 0; i < all->n; i++)
        walk_block(all->at[i]->body, check_stmt, NULL, &x);
    for (int i = 0; i < x.roots.n; i++)
        x.unclear |= !map_has(&x.released, x.roots.at[i]);
    for (int i = 0; i < all->n && !x.unclear; i++)
        check_groups(&x, all->at[i]->body);
    for (int i = 0; i < all->n && !x.unclear; i++)
        join_groups(&x, &all->at[i]->body);
}
