/* abreast.c - sums of several iterations are formed side by side.
 *
 *     for (int j = 0; j < m; j++) {             for (int j = 0; j + 3 < m; j += 4) {
 *         double sum = 0.0;                         double sum[4] = {0};
 *         for (int k = 0; k < n; k++)               for (int k = 0; k < n; k++)
 *             sum += a[j * n + k] * x[k];               for (int r = 0; r < 4; r++)
 *         y[j] = sum;                   ->                  sum[r] += a[(j + r) * n + k] * x[k];
 *     }                                             for (int r = 0; r < 4; r++)
 *                                                       y[j + r] = sum[r];
 *                                               }
 *                                               for (int j = m / 4 * 4; j < m; j++) ...
 *
 * An addition to a sum waits for the one before, and C compilers may not change their order.  Those
 * of other iterations need not wait: each sum stays what it is, to the last bit, and four take the
 * time of one.  The iterations must have loops of the same length, which do nothing but sum, and
 * nothing that an iteration does after its sums may matter to the sums of the next ones.  Unrolling
 * and jamming: John Allen, Ken Kennedy, Optimizing Compilers for Modern Architectures, 2001.
 *
 * The adjoint of a row adds to one that all iterations share; four of them load and store it once:
 *
 *     for (int j = 0; j < m; j++) {             for (int j = 0; j + 3 < m; j += 4) {
 *         double sum_b = y_b[j];                    double sum_b[4];
 *         for (int k = 0; k < n; k++) {             for (int r = 0; r < 4; r++)
 *             x_b[k] += a[j * n + k] * sum_b;           sum_b[r] = y_b[j + r];
 *             a_b[j * n + k] += ...                 for (int k = 0; k < n; k++)
 *         }                             ->              for (int r = 0; r < 4; r++) {
 *     }                                                     x_b[k] += ... * sum_b[r];
 *                                                           a_b[(j + r) * n + k] += ...
 *
 * All that the inner loops change must be adjoints that they only add to, and rows of their own,
 * which do not overlap: then iterations of the inner loop are still independent.
 */
#include "order.h"

#include <stdlib.h>
#include <string.h>

enum { ABREAST = 4, FEW_TRIPS = 8, MOST_SUMS = 2, MOST_KEPT = 4, MOST_STATEMENTS = 16 };

typedef struct Abreast {
    Program *p;
    const char *r; /* a name that is free in the function */
    Map changed;   /* variables that the function sets */
    Map begins;    /* find_begins() */
} Abreast;

/* A loop, and the parts of its body. */
typedef struct Rows {
    Abreast *x;
    Order k;
    Stmt *loop, *inner;
    Block before, after; /* what an iteration does before and after the inner loop */
    Syms sums;           /* declared before it, and changed in it */
    bool adds;           /* ... or, where it adds to elements, declared before it and used later */
} Rows;

/* ------------------------------------------------------------------ parts */

static bool has(const Syms *all, const Sym *v)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i] == v)
            return true;
    return false;
}

static Block list_of(Stmt *first, Stmt *last)
{
    return first ? (Block){first, last} : (Block){0};
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL || e->kind == E_COMPOUND || e->kind == E_OPAQUE ? WALK_STOP : WALK_ON;
}

/* Can e be computed at another time, and more than once? */
static bool is_plain(const Expr *e)
{
    return e && is_pure(e) && walk_expr((Expr *)e, find_call, NULL);
}

static Walk find_text(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_COMPOUND || e->kind == E_OPAQUE ? WALK_STOP : WALK_ON;
}

/* ... but once? */
static bool is_plain_once(const Expr *e)
{
    return e && is_pure(e) && walk_expr((Expr *)e, find_text, NULL);
}

static bool declares(const Stmt *s, bool (*plain)(const Expr *))
{
    for (int i = 0; i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        if (!is_scalar(v->type) || is_volatile(v->type) || v->storage != ST_NONE ||
            v->address_taken || v->on_tape || v->attributes || !plain(v->init))
            return false;
    }
    return s->tags.n == 0;
}

static bool declares_plainly(const Stmt *s)
{
    return declares(s, is_plain);
}

/* The variable that a statement of the inner loop changes; NULL if it does anything else. */
static Sym *summed_in(const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool sets = e && e->kind == E_ASSIGN && e->kid[LHS]->kind == E_REF;
    return sets && is_plain(e->kid[RHS]) ? e->kid[LHS]->u.sym : NULL;
}

static bool is_declared_in(Block b, const Sym *v)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_DECL && has(&s->decls, v))
            return true;
    return false;
}

/* Only declarations, of plain values? */
static bool prepares(Block b)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind != S_COMMENT && (s->kind != S_DECL || !declares_plainly(s)))
            return false;
    return true;
}

/* Does the inner loop nothing but change variables of the iteration?  Finds these. */
static bool find_sums(Rows *r)
{
    Block body = r->inner->body[BODY];
    bool real = false;
    for (Stmt *s = body.first; s; s = s->next) {
        Sym *v = summed_in(s);
        if (s->kind == S_COMMENT || (s->kind == S_DECL && declares_plainly(s)) ||
            (v && is_declared_in(body, v)))
            continue;
        if (!v || !is_declared_in(r->before, v))
            return false;
        real |= is_real_floating(strip(v->type));
        if (!has(&r->sums, v))
            append(&r->sums, v);
    }
    return real && r->sums.n <= MOST_SUMS;
}

static Walk find_sum(Expr *e, void *context)
{
    return e->kind == E_REF && has(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static bool mentions_any(Block b, const Syms *all)
{
    return !walk_block(b, NULL, find_sum, (void *)all);
}

/* Do the declarations before the inner loop not read what it sums? */
static bool are_independent(const Rows *r)
{
    for (Stmt *s = r->before.first; s; s = s->next)
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            if (!walk_expr(s->decls.at[i]->init, find_sum, (void *)&r->sums))
                return false;
    return true;
}

/* Jumps and declarations of types; and more statements than should stand there twice. */
static Walk find_more(Stmt *s, void *context)
{
    int *count = context;
    *count += s->kind != S_COMMENT;
    bool more = *count > MOST_STATEMENTS || s->kind == S_SWITCH || s->kind == S_LABEL ||
                s->kind == S_OPAQUE || s->kind == S_BREAK || s->kind == S_CONTINUE ||
                s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
                s->kind == S_CASE || s->kind == S_DEFAULT || s->tags.n > 0;
    return more ? WALK_STOP : WALK_ON;
}

/* A loop that runs up, maybe one whose iterations are known to be independent. */
static bool is_inner(const Stmt *s)
{
    Stmt plain = *s;
    if (plain.text && strcmp(plain.text, "ADCC_SIMD") == 0)
        plain.text = NULL;
    return runs_up_to(&plain, OP_LT) || runs_up_to(&plain, OP_LE);
}

static bool find_parts(Rows *r)
{
    Stmt *first = r->loop->body[BODY].first, *last = NULL, *s = first;
    for (; s && s->kind != S_FOR; s = s->next)
        last = s;
    if (!s || s == first || !is_inner(s))
        return false;
    r->inner = s;
    last->next = NULL; /* until the parts are joined again */
    r->before = list_of(first, last);
    r->after = list_of(s->next, s->next ? r->loop->body[BODY].last : NULL);
    s->next = NULL;
    return true;
}

static void join_parts(Rows *r)
{
    r->loop->body[BODY] = join(join(r->before, block_of(r->inner)), r->after);
}

/* ------------------------------------------------------------------ conditions */

static Effect *effect_of(const Rows *r, Block b)
{
    Effect *x = effect_of_stmt(r->x->p, NULL);
    x->log = true;
    add_effect_of_block(x, b);
    return x;
}

/* The parameter, not set by the function, of which the path is an element. */
static const Sym *parameter_of(const Rows *r, const Expr *path)
{
    const Sym *v = path && path->kind == E_INDEX ? ref_sym(path->kid[BASE]) : NULL;
    bool kept = v && v->kind == SYM_PARAM && !v->address_taken && !map_has(&r->x->changed, v);
    return kept && is_pointer(v->type) ? v : NULL;
}

/* Elements of two parameters of which one leads to storage of its own? */
static bool are_restricted(const Rows *r, const Touch *t, const Touch *u)
{
    const Sym *v = parameter_of(r, t->path), *w = parameter_of(r, u->path);
    return v && w && v != w && ((v->type->quals | w->type->quals) & Q_RESTRICT);
}

/* May a later iteration come to u before an earlier one has come to t? */
static bool may_cross(const Rows *r, const Touch *t, const Touch *u)
{
    if (is_own(&r->k, u->path) || !may_meet(&r->k, t, u) || are_restricted(r, t, u))
        return true;
    return t->path && u->path && same_expr(t->path, u->path) && is_element(&r->k, t->path);
}

static Walk note_block(Expr *e, void *context)
{
    if (e->kind == E_REF && e->u.sym->on_tape)
        append((Syms *)context, e->u.sym);
    return WALK_ON;
}

static Walk find_block(Expr *e, void *context)
{
    return e->kind == E_REF && e->u.sym->on_tape && has(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

/* Do both parts get at the same block of the tape? */
static bool share_blocks(Block a, Block b)
{
    Syms blocks = {0};
    walk_block(a, NULL, note_block, &blocks);
    return !walk_block(b, NULL, find_block, &blocks);
}

/* May the sums of the next iterations come before what an iteration does with its own? */
static bool can_go_ahead(Rows *r)
{
    const Effect *ahead = effect_of(r, r->before), *behind = effect_of(r, r->after);
    const Effect *inner = effect_of(r, block_of(r->inner));
    if (ahead->unknown || behind->unknown || inner->unknown || ahead->observable ||
        behind->observable || inner->observable || share_blocks(r->before, r->after) ||
        share_blocks(block_of(r->inner), r->after))
        return false;
    for (int i = 0; i < behind->touches.n; i++) {
        const Touch *t = &behind->touches.at[i];
        if (t->kind == READS || is_own(&r->k, t->path))
            continue;
        for (int j = 0; j < ahead->touches.n + inner->touches.n; j++)
            if (!may_cross(r, t,
                           j < ahead->touches.n ? &ahead->touches.at[j]
                                                : &inner->touches.at[j - ahead->touches.n]))
                return false;
    }
    return true;
}

static bool is_set(const Effect *x, const Sym *v)
{
    for (int i = 0; i < x->touches.n; i++)
        if (x->touches.at[i].kind != READS && x->touches.at[i].path &&
            ref_sym(x->touches.at[i].path) == v)
            return true;
    return false;
}

/* From a number that is not negative; with an index that does not wrap around before the end. */
static bool begins_plainly(const Stmt *loop)
{
    const Sym *i = loop->body[INIT].first->decls.at[0];
    const Expr *first = skip_conv(i->init), *limit = skip_conv(loop->e[0]->kid[RHS]);
    return first->has_value && first->value >= 0 && strip(i->type)->size >= 4 &&
           is_integer(limit->type) && (first->value == 0 || is_signed_integer(limit->type));
}

/* So few iterations that C compilers unroll the loop? */
static bool is_short(const Stmt *loop)
{
    const Expr *first = skip_conv(loop->body[INIT].first->decls.at[0]->init);
    const Expr *limit = skip_conv(loop->e[0]->kid[RHS]);
    return first->has_value && limit->has_value && limit->value - first->value <= FEW_TRIPS;
}

/* Do the inner loops of all iterations run through the same? */
static bool is_even(Rows *r)
{
    Stmt *inner = r->inner;
    Sym *i = inner->body[INIT].first->decls.at[0];
    return is_fixed(&r->k, i->init) && is_fixed(&r->k, inner->e[0]->kid[RHS]) &&
           !is_set(effect_of(r, inner->body[BODY]), i) && !is_short(inner);
}

/* The loop is taken apart, and must be put together again. */
static bool can_be_abreast(Rows *r)
{
    int count = 0;
    return prepares(r->before) && find_sums(r) && are_independent(r) && is_even(r) &&
           walk_block(r->after, find_more, NULL, &count) && can_go_ahead(r);
}

/* ------------------------------------------------------------------ rows that add */

/* Only declarations and assignments, of plain values? */
static bool does_plainly(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        bool sets = e && e->kind == E_ASSIGN && is_plain_once(e->kid[LHS]) &&
                    is_plain_once(e->kid[RHS]);
        if (s->kind != S_COMMENT && !sets && (s->kind != S_DECL || !declares(s, is_plain_once)))
            return false;
    }
    return true;
}

/* Finds the variables declared before the inner loop that it, or what comes after it, reads. */
static bool find_kept(Rows *r)
{
    r->sums.n = 0;
    for (Stmt *s = r->before.first; s; s = s->next)
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
            Sym *v = s->decls.at[i];
            if (!stmt_mentions(r->inner, v) && !list_mentions(r->after, v))
                continue;
            if (!is_real_floating(strip(v->type)))
                return false;
            append(&r->sums, v);
        }
    return r->sums.n <= MOST_KEPT;
}

/* Below conversions of integers that keep the value; NULL: a sum may wrap around in it. */
static const Expr *index_value(const Expr *e)
{
    while (e->kind == E_CONV && is_integer(e->type) && is_integer(e->kid[0]->type) &&
           strip(e->type)->size >= strip(e->kid[0]->type)->size)
        e = e->kid[0];
    return is_integer(e->type) && (is_signed_integer(e->type) || strip(e->type)->size >= 8) ? e
                                                                                            : NULL;
}

/* Terms of an index: how often the inner index, and a multiple of the outer one, as large as the
 * inner loop is long at least. */
typedef struct Terms {
    const Rows *r;
    int inner, rows;
} Terms;

/* e is i * n, for an inner loop to n: the begin of a row */
static bool begins_row(const Rows *r, const Expr *e)
{
    const Expr *n = skip_conv(r->inner->e[0]->kid[RHS]);
    const Expr *first = skip_conv(r->inner->body[INIT].first->decls.at[0]->init);
    if (e->kind != E_BINARY || e->op != OP_MUL || r->inner->e[0]->op != OP_LT ||
        !first->has_value || first->value < 0)
        return false;
    const Expr *a = index_value(e->kid[LHS]), *b = index_value(e->kid[RHS]);
    return a && b && ((ref_sym(a) == r->k.i && same_expr(b, n)) ||
                      (ref_sym(b) == r->k.i && same_expr(a, n)));
}

static bool find_terms(Terms *t, const Expr *e)
{
    e = index_value(e);
    if (!e)
        return false;
    if (e->kind == E_BINARY && e->op == OP_ADD && !is_fixed(&t->r->k, e))
        return find_terms(t, e->kid[LHS]) && find_terms(t, e->kid[RHS]);
    bool inner = ref_sym(e) == t->r->inner->body[INIT].first->decls.at[0];
    bool row = begins_row(t->r, e);
    t->inner += inner;
    t->rows += row;
    return inner || row || is_fixed(&t->r->k, e);
}

/* Is the element in a row that all iterations share, or in one of their own?  *shared: which. */
static bool is_in_row(const Rows *r, const Expr *path, bool *shared)
{
    Terms t = {.r = r};
    const Expr *base = path->kind == E_INDEX ? skip_conv(path->kid[BASE]) : NULL;
    if (!base || !find_terms(&t, path->kid[INDEX]) || t.inner != 1)
        return false;
    bool in_array = is_array(base->type) && is_element(&r->k, base); /* a_b[j][k] */
    *shared = t.rows == 0 && !in_array;
    return in_array ? t.rows == 0 : t.rows <= 1 && is_fixed_place(&r->k, base);
}

/* Does the inner loop nothing else with what it adds to at t but to add to the same element? */
static bool is_only_added_to(const Rows *r, const Effect *x, const Touch *t)
{
    for (int i = 0; i < x->touches.n; i++) {
        const Touch *u = &x->touches.at[i];
        bool same = u->kind == ADDS && u->path && same_expr(u->path, t->path);
        if (u != t && !same && !is_own(&r->k, u->path) && may_meet(&r->k, t, u) &&
            !are_restricted(r, t, u))
            return false;
    }
    return true;
}

/* Does the inner loop only add to adjoints, among them a row that all iterations share, and will
 * its iterations be independent with several rows in each? */
static bool adds_rows(const Rows *r)
{
    Order in = look_at_loop(r->x->p, r->inner);
    in.begins = &r->x->begins;
    if (!does_plainly(r->inner->body[BODY]) || in.jumps || !are_sums(&in) || in.sums.n)
        return false;
    const Effect *x = effect_of(r, block_of(r->inner));
    int shared = 0;
    for (int i = 0; i < x->touches.n; i++) {
        const Touch *t = &x->touches.at[i];
        bool common = false;
        if (t->kind == READS || is_own(&r->k, t->path))
            continue;
        if (t->kind != ADDS || !t->shadow || !t->path || !is_in_row(r, t->path, &common) ||
            !is_only_added_to(r, x, t))
            return false;
        shared += common;
    }
    return shared > 0;
}

/* May the second part of an iteration come after the first part of the next ones?  What both only
 * add to may be summed in any order. */
static bool may_pass(const Rows *r, Block second, Block first)
{
    const Effect *behind = effect_of(r, second), *ahead = effect_of(r, first);
    for (int i = 0; i < behind->touches.n; i++) {
        const Touch *t = &behind->touches.at[i];
        for (int j = 0; j < ahead->touches.n && !is_own(&r->k, t->path); j++) {
            const Touch *u = &ahead->touches.at[j];
            bool add = t->kind == ADDS && u->kind == ADDS && t->shadow && u->shadow;
            if (!add && (t->kind != READS || u->kind != READS) && !may_cross(r, t, u))
                return false;
        }
    }
    return true;
}

/* The same for a loop of which the inner one adds to rows. */
static bool can_add_abreast(Rows *r)
{
    const Effect *x = r->k.effect;
    Block inner = block_of(r->inner);
    int count = 0;
    if (r->x->p->request->directions || x->unknown || x->observable || !x->only_loads ||
        !walk_block(r->before, find_more, NULL, &count) ||
        !walk_block(inner, find_more, NULL, &count) ||
        !walk_block(r->after, find_more, NULL, &count))
        return false;
    r->adds = does_plainly(r->before) && does_plainly(r->after) && find_kept(r) && is_even(r) &&
              adds_rows(r) && may_pass(r, inner, r->before) && may_pass(r, r->after, r->before) &&
              may_pass(r, r->after, inner);
    return r->adds;
}

/* ------------------------------------------------------------------ the new loop */

/* What stands for the variables of one iteration among several. */
typedef struct Version {
    const Rows *rows;
    Sym *j, *r; /* iteration j + r */
    Syms sums;  /* arrays, in place of rows->sums */
} Version;

/* a + (j + r)  ->  a + j + r */
static Expr *without_parentheses(const Version *v, Expr *e)
{
    if (e->kind != E_BINARY || e->op != OP_ADD || !is_integer(e->type))
        return e;
    Expr *jr = e->kid[RHS];
    bool ours = jr->kind == E_BINARY && jr->op == OP_ADD && jr->kid[LHS]->kind == E_REF &&
                jr->kid[LHS]->u.sym == v->j;
    return ours ? add(add(e->kid[LHS], jr->kid[LHS]), jr->kid[RHS]) : e;
}

static Expr *name_version(Expr *e, void *context)
{
    const Version *v = context;
    if (e->kind != E_REF)
        return without_parentheses(v, e);
    if (e->u.sym == v->rows->k.i)
        return add(ref(v->j), ref(v->r));
    for (int i = 0; i < v->sums.n; i++)
        if (e->u.sym == v->rows->sums.at[i])
            return index_of(ref(v->sums.at[i]), ref(v->r));
    return e;
}

/* The declarations before the inner loop that a part needs, but for those of sums; then the part.
 */
static Block with_declarations_of(const Rows *r, Block part)
{
    Block all = part;
    Stmts before = {0};
    for (Stmt *s = r->before.first; s; s = s->next)
        if (s->kind == S_DECL)
            append(&before, s);
    for (int i = before.n - 1; i >= 0; i--)
        for (int j = before.at[i]->decls.n - 1; j >= 0; j--) {
            Sym *v = before.at[i]->decls.at[j];
            Syms alone = {0};
            append(&alone, v);
            if (!has(&r->sums, v) && mentions_any(all, &alone))
                all = join(block_of(decl_stmt(v, v->init)), all);
        }
    return all;
}

/* for (int r = 0; r < 4; r++) { part } */
static Stmt *for_all(Version *v, Block part)
{
    v->r = new_sym(SYM_VAR, v->rows->x->r, type_int);
    Block body = clone_block(part, NULL);
    rewrite_block(body, name_version, v);
    return for_stmt(block_of(decl_stmt(v->r, int_const(0))),
                    binary(OP_LT, ref(v->r), int_const(ABREAST)),
                    block_of(expr_stmt(unary(OP_POSTINC, ref(v->r)))), body);
}

static Stmt *for_each(Version *v, Block part)
{
    return for_all(v, with_declarations_of(v->rows, clone_block(part, NULL)));
}

static bool is_nought(Expr *e)
{
    e = skip_conv(e);
    return is_int_const(e, 0) || (e->kind == E_FLOAT && e->text && strtod(e->text, NULL) == 0.0);
}

/* Declares an array for the variable. */
static Stmt *declare_all(Version *v, const Sym *sum, bool zero)
{
    Type *t = array_of(unqualified(sum->type), ABREAST, NULL);
    Sym *all = new_sym(SYM_VAR, sum->name, t);
    all->generated = true;
    append(&v->sums, all);
    return decl_stmt(all, zero ? zero_of(t) : NULL);
}

/* All that comes before the inner loop; what is declared there and used later is in arrays. */
static Block begin_rows(Version *v)
{
    const Rows *r = v->rows;
    Block out = {0}, begin = {0};
    for (int i = 0; i < r->sums.n; i++)
        add_stmt(&out, declare_all(v, r->sums.at[i], false));
    for (Stmt *s = r->before.first; s; s = s->next) {
        if (s->kind != S_DECL)
            add_stmt(&begin, clone_stmt(s, NULL));
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
            Sym *w = s->decls.at[i];
            add_stmt(&begin, has(&r->sums, w) ? expr_stmt(assign(ref(w), copy(w->init)))
                                              : decl_stmt(w, w->init));
        }
    }
    add_stmt(&out, for_all(v, begin));
    return out;
}

/* Declares the arrays of sums; sets those that do not begin at zero. */
static Block begin_all(Version *v)
{
    const Rows *r = v->rows;
    Block out = {0}, begin = {0};
    for (int i = 0; i < r->sums.n; i++) {
        Sym *sum = r->sums.at[i];
        bool zero = is_nought(sum->init);
        add_stmt(&out, declare_all(v, sum, zero));
        if (!zero)
            add_stmt(&begin, expr_stmt(assign(ref(sum), copy(sum->init))));
    }
    if (!is_empty(begin))
        add_stmt(&out, for_each(v, begin));
    return out;
}

/* How far the loop runs: the value after the last one. */
static Expr *end_of(const Stmt *loop)
{
    Expr *limit = copy(loop->e[0]->kid[RHS]);
    return loop->e[0]->op == OP_LE ? add(limit, int_const(1)) : limit;
}

static Stmt *loop_of_several(const Rows *r)
{
    Version v = {.rows = r, .j = new_sym(SYM_VAR, r->k.i->name, r->k.i->type)};
    Block body = r->adds ? begin_rows(&v) : begin_all(&v);
    Stmt *inner = clone_stmt(r->inner, NULL);
    if (r->adds)
        inner->text = "ADCC_SIMD";
    Map syms = {0};
    map_set(&syms, r->inner->body[INIT].first->decls.at[0], inner->body[INIT].first->decls.at[0]);
    inner->body[BODY] = block_of(for_each(&v, clone_block(r->inner->body[BODY], &syms)));
    body = join(body, clone_block(with_declarations_of(r, block_of(inner)), NULL));
    if (!is_empty(r->after))
        add_stmt(&body, for_each(&v, r->after));
    Expr *more = binary(r->loop->e[0]->op, add(ref(v.j), int_const(ABREAST - 1)),
                        copy(r->loop->e[0]->kid[RHS]));
    return for_stmt(block_of(decl_stmt(v.j, copy(r->k.i->init))), more,
                    block_of(expr_stmt(assign_op(OP_ADD, ref(v.j), int_const(ABREAST)))), body);
}

/* Where the rest begins: first + (end - first) / 4 * 4 */
static Expr *begin_of_rest(const Stmt *loop)
{
    Expr *first = loop->body[INIT].first->decls.at[0]->init, *four = int_const(ABREAST);
    bool zero = is_int_const(skip_conv(first), 0);
    Expr *trips = zero ? end_of(loop) : sub(end_of(loop), copy(first));
    Expr *whole = binary(OP_MUL, binary(OP_DIV, trips, four), int_const(ABREAST));
    return zero ? whole : add(copy(first), whole);
}

/* ------------------------------------------------------------------ all loops */

/* The loop for most iterations, if there is one.  The loop itself then does the rest. */
static Block put_abreast(Abreast *x, Stmt *loop)
{
    bool up = loop->kind == S_FOR && (runs_up_to(loop, OP_LT) || runs_up_to(loop, OP_LE));
    if (!up || !begins_plainly(loop) || is_short(loop))
        return (Block){0};
    Rows r = {.x = x, .loop = loop, .k = look_at_loop(x->p, loop)};
    const Expr *limit = loop->e[0]->kid[RHS];
    if (!is_fixed(&r.k, limit) || is_set(r.k.effect, r.k.i) || r.k.jumps || !find_parts(&r))
        return (Block){0};
    bool can = can_be_abreast(&r) || can_add_abreast(&r);
    Stmt *several = can ? loop_of_several(&r) : NULL;
    join_parts(&r);
    if (!several)
        return (Block){0};
    r.k.i->init = begin_of_rest(loop);
    const char *what = r.adds ? "four iterations" : "sums of four iterations";
    Stmt *comment = comment_stmt(fmt("%s side by side, then the rest", what));
    return join(block_of(comment), block_of(several));
}

static bool put_list_abreast(Abreast *x, Block *b)
{
    Block out = {0};
    bool any = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Block several = put_abreast(x, s);
        bool alone = is_empty(several);
        any |= !alone;
        out = join(out, several);
        for (int i = 0; alone && i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                any |= put_list_abreast(x, &s->body[i]);
        add_stmt(&out, s);
    }
    *b = out;
    return any;
}

/* True if any loop is another now. */
bool form_sums_abreast(Program *p, Func *f)
{
    if (options.no_abreast)
        return false;
    Map names = names_in(f);
    Abreast x = {.p = p, .r = free_name(&names, "r"), .changed = changed_variables(f->body),
                 .begins = find_begins(f)};
    return put_list_abreast(&x, &f->body);
}
