/* filled.c - adjoints that a loop fills need not be cleared before, nor ones that end after.
 *
 *     double y_b[n];                                   double y_b[n];
 *     memset(y_b, 0, sizeof y_b);
 *     for (int i = 0; i < n; i++)                      for (int i = 0; i < n; i++)
 *         y_b[i] += 2.0 * y[i] * s_b;         ->           y_b[i] = 2.0 * y[i] * s_b;
 *     for (int i = 0; i < n; i++) {                    for (int i = 0; i < n; i++)
 *         x_b[i] += a * y_b[i];                            x_b[i] += a * y_b[i];
 *         y_b[i] = 0.0;
 *     }
 * }                                                }
 *
 * Of an array that adcc made all mentions are in the list of statements that declares it, so its
 * life can be read off there; of any other local array its beginning can.  Where the first
 * statement after its clearing is a loop over all of its elements, each iteration of which has to
 * do with its own element alone and first adds to that, the sum is what is added; if it sets the
 * element, the clearing goes too.  Where the last statement is such a loop and an iteration ends by
 * setting its element to zero, nobody sees that.  Nor does anybody see an array cleared that is
 * cleared again at once, or that ends there.  A function with labels or a switch is left alone:
 * control could come into the list from elsewhere.
 */
#include "filled.h"

typedef struct Filled {
    Map changed; /* variables that are written other than by their declaration */
    bool jumps;
    bool any;    /* something is different now */
} Filled;

/* ------------------------------------------------------------------ the function */

static Walk note_mark(Stmt *s, void *context)
{
    Filled *k = context;
    k->jumps |= s->kind == S_LABEL || s->kind == S_SWITCH || s->kind == S_GOTO_ADDR;
    return WALK_ON;
}

static Walk find_unsteady(Expr *e, void *context)
{
    const Filled *k = context;
    bool steady = e->kind == E_INT || e->kind == E_CONV || e->kind == E_BINARY ||
                  (e->kind == E_REF && !e->u.sym->global && !e->u.sym->address_taken &&
                   is_integer(e->type) && !is_volatile(e->type) &&
                   !map_has(&k->changed, e->u.sym));
    return steady ? WALK_ON : WALK_STOP;
}

/* ------------------------------------------------------------------ an array and a loop */

static bool is_local_array(const Sym *v)
{
    return v->kind == SYM_VAR && !v->global && v->storage == ST_NONE && is_array(v->type) &&
           is_real_floating(strip(v->type)->base) && !is_volatile(strip(v->type)->base) &&
           strip(v->type)->count != COUNT_UNKNOWN;
}

/* memset(v, 0, sizeof v); */
bool clears(const Stmt *s, const Sym *v)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_CALL ? s->e[0] : NULL;
    const Sym *f = e ? callee_sym(e) : NULL;
    if (!f || !f->system || !str_eq(f->name, "memset") || e->nkid != ARGS + 3 ||
        ref_sym(e->kid[ARGS]) != v || !is_int_const(skip_conv(e->kid[ARGS + 1]), 0))
        return false;
    const Expr *size = skip_conv(e->kid[ARGS + 2]);
    return size->kind == E_UNARY && size->op == OP_SIZEOF && size->nkid &&
           ref_sym(size->kid[0]) == v;
}

/* Is e the number of elements of v, from its declaration on? */
static bool is_extent(const Filled *k, const Expr *e, const Sym *v)
{
    Type *array = strip(v->type);
    e = skip_conv((Expr *)e);
    if (array->count != COUNT_VLA)
        return is_int_const(e, array->count);
    return array->extent && same_expr(e, skip_conv(array->extent)) &&
           walk_expr((Expr *)e, find_unsteady, (void *)k);
}

/* Is e the index of the last element of v? */
static bool is_last_index(const Filled *k, const Expr *e, const Sym *v)
{
    e = skip_conv((Expr *)e);
    if (strip(v->type)->count != COUNT_VLA)
        return is_int_const(e, strip(v->type)->count - 1);
    return e->kind == E_BINARY && e->op == OP_SUB && is_int_const(skip_conv(e->kid[RHS]), 1) &&
           is_extent(k, e->kid[LHS], v);
}

/* The index of a loop over all elements of v, up or down; else NULL. */
static Sym *runs_over(const Filled *k, const Stmt *s, const Sym *v)
{
    const Stmt *init = s->kind == S_FOR ? s->body[INIT].first : NULL;
    const Stmt *step = init ? s->body[STEP].first : NULL;
    if (!init || init->kind != S_DECL || init->decls.n != 1 || !step || step->next ||
        step->kind != S_EXPR || step->e[0]->kind != E_UNARY)
        return NULL;
    Sym *i = init->decls.at[0];
    const Expr *more = s->e[0], *e = step->e[0];
    if (!is_signed_integer(i->type) || i->address_taken || !i->init || !more ||
        more->kind != E_BINARY || ref_sym(more->kid[LHS]) != i || ref_sym(e->kid[0]) != i)
        return NULL;
    bool up = (e->op == OP_POSTINC || e->op == OP_PREINC) && more->op == OP_LT &&
              is_int_const(skip_conv(i->init), 0) && is_extent(k, more->kid[RHS], v);
    bool down = (e->op == OP_POSTDEC || e->op == OP_PREDEC) && more->op == OP_GE &&
                is_int_const(skip_conv(more->kid[RHS]), 0) && is_last_index(k, i->init, v);
    return up || down ? i : NULL;
}

typedef struct Elements {
    const Sym *v, *i;
    bool ends; /* an iteration may end before the end of its text */
} Elements;

static bool is_element_at(const Expr *e, const Sym *v, const Sym *i)
{
    return e->kind == E_INDEX && ref_sym(e->kid[BASE]) == v && ref_sym(e->kid[INDEX]) == i;
}

static Walk find_other(Expr *e, void *context)
{
    const Elements *x = context;
    if (is_element_at(e, x->v, x->i))
        return WALK_PRUNE;
    bool steps = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    bool moves = (e->kind == E_ASSIGN || steps) && ref_sym(e->kid[0]) == x->i;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR && expr_mentions(e, x->v);
    return moves || address || (e->kind == E_REF && e->u.sym == x->v) ? WALK_STOP : WALK_ON;
}

static Walk find_end(Stmt *s, void *context)
{
    Elements *x = context;
    x->ends |= s->kind == S_BREAK || s->kind == S_CONTINUE || s->kind == S_RETURN ||
               s->kind == S_GOTO || s->kind == S_OPAQUE;
    return s->kind == S_POP && ref_sym(s->e[0]) == x->i ? WALK_STOP : WALK_ON;
}

/* Is v in the body of the loop over i only v[i], and do all iterations run to their end? */
static bool has_own_elements(const Stmt *loop, const Sym *v, const Sym *i)
{
    Elements x = {v, i, false};
    return walk_block(loop->body[BODY], find_end, find_other, &x) && !x.ends;
}

static void drop(Filled *k, Stmt *s)
{
    s->kind = S_NULL;
    s->e[0] = NULL;
    k->any = true;
}

/* ------------------------------------------------------------------ first sums, last zeros */

/* v[i] += e; or -=, where e does not mention v, and v begins at zero: of a shadow, as 0.0 + e is e
 * but for the sign of zero, which the values of the program must keep */
static Expr *sum_in_element(const Stmt *s, const Sym *v, const Sym *i)
{
    Expr *e = s && s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    bool zeros = v->primal && (!v->init || is_zero(v->init));
    bool sum = e && zeros && (e->op == OP_ADD || e->op == OP_SUB) &&
               is_element_at(e->kid[LHS], v, i) && !is_integer(e->kid[RHS]->type);
    return sum && !expr_mentions(e->kid[RHS], v) ? e : NULL;
}

/* v[i] = e; where e does not mention v */
static bool sets_element(const Stmt *s, const Sym *v, const Sym *i)
{
    const Expr *e = s && s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    return e && e->op == OP_NONE && is_element_at(e->kid[LHS], v, i) &&
           !expr_mentions(e->kid[RHS], v);
}

/* if (sum != 0.0) v[i] += sum;  as sums.c writes it: the element is there anyway */
static Expr *guarded_sum(const Stmt *s, const Sym *v, const Sym *i)
{
    const Expr *c = s->kind == S_IF && !s->has_else ? s->e[0] : NULL;
    Expr *e = c ? sum_in_element(s->body[IF_THEN].first, v, i) : NULL;
    Sym *sum = e && s->body[IF_THEN].first == s->body[IF_THEN].last ? ref_sym(e->kid[RHS]) : NULL;
    bool guards = sum && c->kind == E_BINARY && c->op == OP_NE && ref_sym(c->kid[LHS]) == sum &&
                  is_zero(c->kid[RHS]);
    return guards ? e : NULL;
}

/* The loop gives each element its first value; false if it does not, and is left as it is. */
static bool fill(const Filled *k, Stmt *loop, const Sym *v)
{
    Sym *i = runs_over(k, loop, v);
    if (!i || !has_own_elements(loop, v, i))
        return false;
    Stmt *first = loop->body[BODY].first;
    while (first && !stmt_mentions(first, v))
        first = first->next;
    if (sets_element(first, v, i))
        return true;
    Expr *e = first ? sum_in_element(first, v, i) : NULL, *guarded = NULL;
    if (first && !e)
        e = guarded = guarded_sum(first, v, i);
    if (!e)
        return false;
    if (e->op == OP_SUB)
        e->kid[RHS] = neg(e->kid[RHS]);
    e->op = OP_NONE;
    if (guarded) {
        first->kind = S_EXPR;
        first->e[0] = e;
        first->body[IF_THEN] = (Block){0};
    }
    return true;
}

/* v[i] = 0.0; at the end of what iterations do with v[i] */
static void drop_last_zero(Filled *k, Stmt *loop, const Sym *v)
{
    Sym *i = runs_over(k, loop, v);
    if (!i || !has_own_elements(loop, v, i))
        return;
    Stmt *last = NULL;
    for (Stmt *s = loop->body[BODY].first; s; s = s->next)
        last = stmt_mentions(s, v) ? s : last;
    const Expr *e = last && last->kind == S_EXPR ? last->e[0] : NULL;
    if (e && e->kind == E_ASSIGN && e->op == OP_NONE && is_element_at(e->kid[LHS], v, i) &&
        is_zero(e->kid[RHS]))
        drop(k, last);
}

/* ------------------------------------------------------------------ lists */

/* What gives v zeros is not needed: its initialiser, or a later statement. */
static void drop_clearing(Filled *k, Stmt *clearing, Sym *v)
{
    if (clearing->kind == S_DECL)
        v->init = NULL;
    else
        drop(k, clearing);
    k->any = true;
}

/* From where v is declared to the first statement that does more than clear it. */
static void begin_array(Filled *k, Stmt *decl, const Stmts *mentions, Sym *v)
{
    Stmt *clearing = v->init ? decl : NULL;
    for (int i = 0; i < mentions->n; i++) {
        Stmt *s = mentions->at[i];
        bool clear = clears(s, v);
        if (clearing && (clear || fill(k, s, v)))
            drop_clearing(k, clearing, v);
        clearing = clear ? s : NULL;
        if (!clear)
            return;
    }
}

static Walk find_exposed(Expr *e, void *context)
{
    const Sym *v = context;
    if (e->kind == E_INDEX && ref_sym(e->kid[BASE]) == v)
        return walk_expr(e->kid[INDEX], find_exposed, context) ? WALK_PRUNE : WALK_STOP;
    if (e->kind == E_UNARY && e->op == OP_ADDR && expr_mentions(e, v))
        return WALK_STOP;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    return e->kind == E_REF && e->u.sym == v ? WALK_STOP : WALK_ON;
}

/* Is v of no use but by its elements, and as what is cleared? */
static bool is_private(const Stmts *mentions, const Sym *v)
{
    for (int i = 0; i < mentions->n; i++) {
        Stmt *s = mentions->at[i];
        if (!clears(s, v) && !walk_stmt(s, NULL, find_exposed, (void *)v))
            return false;
    }
    return true;
}

static Walk find_memory(Expr *e, void *context)
{
    (void)context;
    bool plain = e->kind == E_INT || e->kind == E_FLOAT || e->kind == E_CONV ||
                 e->kind == E_BINARY || e->kind == E_COND ||
                 (e->kind == E_REF && is_scalar(e->type)) ||
                 (e->kind == E_UNARY && (e->op == OP_NEG || e->op == OP_LNOT));
    return plain ? WALK_ON : WALK_STOP;
}

static void end_array(Filled *k, Block list, const Stmts *mentions, const Sym *v)
{
    Stmt *last = mentions->n > 0 ? mentions->at[mentions->n - 1] : NULL;
    if (!last || !stmt_mentions(last, v))
        return;
    Block rest = {last->next, list.last};
    bool private = is_private(mentions, v);
    if (clears(last, v) && (private || !last->next || walk_block(rest, NULL, find_memory, NULL)))
        drop(k, last);
    else if (private)
        drop_last_zero(k, last, v);
}

/* For each local array the statements of a list that mention it, but for its declaration. */
typedef struct Mentions {
    Map of; /* Sym -> Stmts */
    Stmt *s;
} Mentions;

static Walk note_mention(Expr *e, void *context)
{
    Mentions *m = context;
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (!v || !is_local_array(v))
        return WALK_ON;
    Stmts *list = map_get(&m->of, v);
    if (!list)
        map_set(&m->of, v, list = new(Stmts));
    if (list->n == 0 || list->at[list->n - 1] != m->s)
        append(list, m->s);
    return WALK_ON;
}

static Mentions mentions_in(Block list)
{
    Mentions m = {0};
    for (m.s = list.first; m.s; m.s = m.s->next)
        walk_stmt(m.s, NULL, note_mention, &m);
    return m;
}

static Sym *local_array_in(const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    return v && is_local_array(v) ? v : NULL;
}

static void fill_list(Filled *k, Block *b)
{
    Mentions m = {0};
    for (Stmt *s = b->first; s; s = s->next) {
        Sym *v = local_array_in(s);
        if (v && !m.of.n)
            m = mentions_in(*b);
        const Stmts *mentions = v ? map_get(&m.of, v) : NULL;
        if (mentions) {
            begin_array(k, s, mentions, v);
            if (v->primal)
                end_array(k, *b, mentions, v);
        }
        for (int i = 0; i < 3; i++)
            fill_list(k, &s->body[i]);
    }
}

/* True if something is different now. */
bool fill_arrays(Func *f)
{
    Filled k = {.changed = changed_variables(f->body)};
    walk_block(f->body, note_mark, NULL, &k);
    if (!options.no_filled && !k.jumps)
        fill_list(&k, &f->body);
    return k.any;
}
