/* seeds.c - reverse code that only passes a seed on goes where the seed is set.
 *
 *     double q_b = 0.0;                               if (c_s[j]) {
 *     if (c_s[j]) {                                       double q_b = y_b;
 *         q_b += y_b;                                     y_b = 0.0;
 *         y_b = 0.0;                      ->              for (l = d - 1; l >= 0; l--)
 *     }                                                       x_b[l] += 2.0 * x[l] * q_b;
 *     for (l = d - 1; l >= 0; l--)                    }
 *         x_b[l] += 2.0 * x[l] * q_b;
 *
 * The least of many, a choice of k: most iterations do not take the branch, and then all that
 * follows adds zeros.  Once y_b is zero all other iterations add zeros too, if they do nothing
 * else: then the branch ends with the loop.  Where a seed is  c ? y_b : 0.0  what follows goes in a
 * branch too.  Code can go if it does nothing but add products with seeds that are zero then, and
 * set variables of its own.  Only code with a loop in it is moved: a branch around a few operations
 * costs more than they do, and keeps loops from being vectorised.
 */
#include "reverse.h"

typedef struct Seeds {
    Map zero; /* variables that are zero where the branch is not taken */
    Map own;  /* declared in the code at hand */
    bool loops; /* there is one in it */
    int depth;  /* of loops around the statement at hand */
    bool lost; /* some variable is not zero any more */
} Seeds;

static bool is_seed(const Seeds *s, const Expr *e)
{
    const Sym *v = ref_sym((Expr *)e);
    return v && map_get(&s->zero, v);
}

/* Is e zero if the seeds are? */
static bool vanishes(const Seeds *s, const Expr *e)
{
    if (is_seed(s, e) || is_zero(e))
        return true;
    switch (e->kind) {
    case E_CONV:
    case E_CAST:
        return vanishes(s, e->kid[0]);
    case E_UNARY:
        return e->op == OP_NEG && vanishes(s, e->kid[0]);
    case E_BINARY:
        if (e->op == OP_MUL)
            return vanishes(s, e->kid[LHS]) || vanishes(s, e->kid[RHS]);
        if (e->op == OP_DIV)
            return vanishes(s, e->kid[LHS]);
        return (e->op == OP_ADD || e->op == OP_SUB) && vanishes(s, e->kid[LHS]) &&
               vanishes(s, e->kid[RHS]);
    case E_COND:
        return vanishes(s, e->kid[THEN]) && vanishes(s, e->kid[ELSE]);
    default:
        return false;
    }
}

static bool is_plain_real(const Sym *v)
{
    return v && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC &&
           is_real_floating(strip(v->type)) && !is_volatile(v->type);
}

/* An assignment that has no effect outside if the seeds are zero; keeps the seeds up to date.  What
 * is not zero once counts as such from then on, as branches and loops join there. */
static bool passes_on(Seeds *s, const Expr *e)
{
    if (e->kind != E_ASSIGN || !is_pure(e->kid[LHS]) || !is_pure(e->kid[RHS]))
        return false;
    Sym *v = ref_sym(e->kid[LHS]);
    bool zero = vanishes(s, e->kid[RHS]), adds = e->op == OP_ADD || e->op == OP_SUB;
    bool own = v && map_has(&s->own, v);
    if (own && is_plain_real(v)) {
        bool scales = e->op == OP_MUL || e->op == OP_DIV;
        bool stays = scales || (zero && (e->op == OP_NONE || adds));
        s->lost |= !stays && map_get(&s->zero, v);
        if (!stays)
            map_set(&s->zero, v, NULL);
        return true;
    }
    return own ? is_scalar(v->type) : adds && zero && is_real_floating(strip(e->type));
}

static bool stmt_passes_on(Seeds *s, const Stmt *st);

static bool list_passes_on(Seeds *s, Block b)
{
    for (const Stmt *st = b.first; st; st = st->next)
        if (!stmt_passes_on(s, st))
            return false;
    return true;
}

static bool declares_own(Seeds *s, const Stmt *st)
{
    for (int i = 0; i < st->decls.n; i++) {
        Sym *v = st->decls.at[i];
        if (v->kind != SYM_VAR || v->storage == ST_STATIC || v->global || !is_scalar(v->type) ||
            is_volatile(v->type) || (v->init && !is_pure(v->init)) || st->tags.n)
            return false;
        bool zero = v->init && is_plain_real(v) && vanishes(s, v->init);
        map_set(&s->own, v, v);
        map_set(&s->zero, v, zero ? v : NULL);
    }
    return true;
}

/* i += 1, i-- of the loop's own index */
static bool steps_own(Seeds *s, Block step)
{
    const Stmt *st = step.first;
    if (!st || st->next || st->kind != S_EXPR)
        return false;
    const Expr *e = st->e[0];
    bool steps = e->kind == E_UNARY && (e->op == OP_POSTINC || e->op == OP_POSTDEC ||
                                        e->op == OP_PREINC || e->op == OP_PREDEC);
    steps |= e->kind == E_ASSIGN && is_pure(e->kid[RHS]);
    Sym *v = steps ? ref_sym(e->kid[0]) : NULL;
    return v && map_has(&s->own, v) && !map_get(&s->zero, v);
}

/* What is zero before an iteration must be so after it: looks again while something is not. */
static bool loop_passes_on(Seeds *s, const Stmt *st)
{
    s->loops = true;
    if (!list_passes_on(s, st->body[INIT]) || !st->e[0] || !is_pure(st->e[0]) ||
        !steps_own(s, st->body[STEP]))
        return false;
    bool before = s->lost, idle = true;
    s->depth++;
    do {
        s->lost = false;
        idle = list_passes_on(s, st->body[BODY]);
    } while (idle && s->lost);
    s->lost |= before;
    s->depth--;
    return idle;
}

static bool stmt_passes_on(Seeds *s, const Stmt *st)
{
    switch (st->kind) {
    case S_COMMENT:
    case S_NULL:
        return true;
    case S_EXPR:
        return passes_on(s, st->e[0]);
    case S_DECL:
        return declares_own(s, st);
    case S_FOR:
        return loop_passes_on(s, st);
    case S_IF:
        return is_pure(st->e[0]) && list_passes_on(s, st->body[IF_THEN]) &&
               list_passes_on(s, st->body[IF_ELSE]);
    case S_BLOCK:
        return list_passes_on(s, st->body[0]);
    case S_BREAK:
        return s->depth > 0; /* all that is left out would add zeros */
    default:
        return false;
    }
}

/* ------------------------------------------------------------------ lists of statements */

static Sym *declared_zero(const Stmt *st)
{
    Sym *v = st->kind == S_DECL && st->decls.n == 1 ? st->decls.at[0] : NULL;
    return is_plain_real(v) && v->init && is_zero(v->init) ? v : NULL;
}

static bool mentioned(const Stmts *list, int from, int to, Sym *v)
{
    for (int i = from; i < to; i++)
        if (stmt_mentions(list->at[i], v))
            return true;
    return false;
}

/* Does anything in the list from 'from' on mention what is declared in its part before? */
static bool outlives(const Stmts *list, int first, int from)
{
    for (int i = first; i < from; i++)
        for (int k = 0; k < list->at[i]->decls.n; k++)
            if (mentioned(list, from, list->n, list->at[i]->decls.at[k]))
                return true;
    return false;
}

/* How many statements after the one at 'at', an if, do nothing where it is not taken? */
static int count_idle(const Stmts *list, int at, Syms *seeds)
{
    Seeds s = {.loops = false};
    int idle = 0;
    for (int i = 0; i < at; i++) {
        Sym *v = declared_zero(list->at[i]);
        if (v && !mentioned(list, i + 1, at, v) && mentioned(list, at, at + 1, v)) {
            map_set(&s.zero, v, v);
            map_set(&s.own, v, v);
            append(seeds, v);
        }
    }
    for (int i = at + 1; seeds->n && i < list->n && stmt_passes_on(&s, list->at[i]); i++) {
        bool ends = s.loops && !outlives(list, at + 1, i + 1);
        for (int k = 0; ends && k < seeds->n; k++)
            ends = !mentioned(list, i + 1, list->n, seeds->at[k]);
        idle = ends ? i - at : idle;
    }
    return idle;
}

/* Is e zero by choice?  c ? t : 0.0, or a product with that; not  u != 0.0 ? t / u : 0.0 */
static bool is_chosen(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_COND)
        return (is_zero(e->kid[THEN]) || is_zero(e->kid[ELSE])) &&
               skip_conv(e->kid[COND])->op != OP_NE;
    if (e->kind == E_UNARY && e->op == OP_NEG)
        return is_chosen(e->kid[0]);
    if (e->kind == E_BINARY && e->op == OP_MUL)
        return is_chosen(e->kid[LHS]) || is_chosen(e->kid[RHS]);
    return e->kind == E_BINARY && e->op == OP_DIV && is_chosen(e->kid[LHS]);
}

/* The seed that the statement declares, zero where the choice was another one; or NULL. */
static Sym *chosen_by(const Stmt *st)
{
    Sym *v = st->kind == S_DECL && st->decls.n == 1 ? st->decls.at[0] : NULL;
    return is_plain_real(v) && v->init && is_chosen(v->init) ? v : NULL;
}

/* How many statements after the declaration of v at 'at' do nothing where v is zero? */
static int count_idle_without(const Stmts *list, int at, Sym *v)
{
    Seeds s = {.loops = false};
    int idle = 0;
    map_set(&s.zero, v, v);
    map_set(&s.own, v, v);
    for (int i = 0; i < at; i++) {
        Sym *zero = declared_zero(list->at[i]);
        if (zero && !mentioned(list, i + 1, at + 1, zero)) {
            map_set(&s.zero, zero, zero);
            map_set(&s.own, zero, zero);
        }
    }
    for (int i = at + 1; i < list->n && stmt_passes_on(&s, list->at[i]); i++) {
        bool whole = true; /* what was zero before still is */
        for (int k = 0; k < at; k++) {
            Sym *zero = declared_zero(list->at[k]);
            whole &= !zero || map_get(&s.zero, zero) || !mentioned(list, i + 1, list->n, zero);
        }
        if (s.loops && whole && map_get(&s.zero, v) && !outlives(list, at + 1, i + 1))
            idle = i - at;
    }
    return idle;
}

Stmt *last_of(Block b)
{
    Stmt *last = NULL;
    for (Stmt *s = b.first; s; s = s->next)
        last = s->kind == S_COMMENT || s->kind == S_NULL ? last : s;
    return last;
}

/* Adds a statement to those of a branch; if it is such a branch and the first, what is in it. */
static void add_to_branch(Block *then, Stmt *s, const Expr *chosen)
{
    bool same = s->kind == S_IF && is_empty(s->body[IF_ELSE]) && same_expr(s->e[0], chosen);
    if (same && !last_of(*then))
        *then = join(*then, s->body[IF_THEN]);
    else
        add_stmt(then, s);
}

/* if (v != 0.0) { the statements that do nothing else } */
static bool guard_by_choice(Stmts *list)
{
    for (int at = 0; at < list->n; at++) {
        Sym *v = chosen_by(list->at[at]);
        int idle = v ? count_idle_without(list, at, v) : 0;
        if (!idle)
            continue;
        Block then = {0};
        Expr *chosen = binary(OP_NE, ref(v), zero_of(v->type));
        for (int i = at + 1; i <= at + idle; i++)
            add_to_branch(&then, list->at[i], chosen);
        list->at[at + 1] = if_stmt(chosen, then, (Block){0});
        for (int i = at + 2; i + idle - 1 < list->n; i++)
            list->at[i] = list->at[i + idle - 1];
        list->n -= idle - 1;
        return true;
    }
    return false;
}

static bool ends_in_jump(Block b)
{
    StmtKind kind = b.last ? b.last->kind : S_NULL;
    return kind == S_BREAK || kind == S_CONTINUE || kind == S_RETURN || kind == S_GOTO ||
           kind == S_GOTO_ADDR;
}

/* The declaration of a seed goes to the front of the branch. */
static void move_declaration(Stmts *list, Stmt *branch, const Sym *v)
{
    for (int i = 0; i < list->n; i++) {
        Stmt *st = list->at[i];
        if (!st || st->kind != S_DECL || st->decls.n != 1 || st->decls.at[0] != v)
            continue;
        list->at[i] = NULL;
        branch->body[IF_THEN] = join(block_of(st), branch->body[IF_THEN]);
    }
}

/* v of the first v = 0.0 in the list, which nothing after it mentions; NULL if there is none. */
static Sym *cleared_in(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        Sym *v = e && e->kind == E_ASSIGN && e->op == OP_NONE ? ref_sym(e->kid[LHS]) : NULL;
        if (is_plain_real(v) && is_zero(e->kid[RHS]))
            return s->next && list_mentions((Block){s->next, b.last}, v) ? NULL : v;
    }
    return NULL;
}

/* A loop that has passed on the only seed it has is left. */
static bool leave_when_passed(Stmt *loop)
{
    Stmt *branch = last_of(loop->body[BODY]);
    if (!branch || branch->kind != S_IF || ends_in_jump(branch->body[IF_THEN]))
        return false;
    Sym *v = cleared_in(branch->body[IF_THEN]);
    Seeds s = {.loops = false};
    if (!v || !loop->body[INIT].first || loop->body[INIT].first->kind != S_DECL)
        return false;
    map_set(&s.zero, v, v);
    map_set(&s.own, v, v);
    if (!loop_passes_on(&s, loop) || !map_get(&s.zero, v))
        return false;
    add_stmt(&branch->body[IF_THEN], new_stmt(S_BREAK, loop->loc));
    return true;
}

static bool guard_list(Block *b)
{
    Stmts list = {0};
    bool changed = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            changed |= guard_list(&s->body[i]);
        if (s->kind == S_FOR)
            changed |= leave_when_passed(s);
        append(&list, s);
    }
    changed |= guard_by_choice(&list);
    for (int at = 0; at < list.n; at++) {
        Stmt *s = list.at[at];
        Syms seeds = {0};
        if (!s || s->kind != S_IF || !is_empty(s->body[IF_ELSE]) || ends_in_jump(s->body[IF_THEN]))
            continue;
        int idle = count_idle(&list, at, &seeds);
        for (int k = 0; idle && k < seeds.n; k++)
            move_declaration(&list, s, seeds.at[k]);
        for (int i = at + 1; i <= at + idle; i++) {
            s->body[IF_THEN] = join(s->body[IF_THEN], block_of(list.at[i]));
            list.at[i] = NULL;
        }
        changed |= idle > 0;
        if (idle > 0)
            break; /* the list has holes now; one branch is what there is in practice */
    }
    *b = (Block){0};
    for (int i = 0; i < list.n; i++)
        if (list.at[i])
            add_stmt(b, list.at[i]);
    return changed;
}

/* True if anything moved. */
bool guard_by_seeds(Func *f)
{
    return guard_list(&f->body);
}
