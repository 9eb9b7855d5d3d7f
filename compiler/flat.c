/* flat.c - blocks of the tape in a nest of loops are one block.
 *
 *     double **u_s_s = adcc_reserve(n * ...);       double *u_s_s = adcc_reserve(n * (9 * ...));
 *     for (i = 0; i < n; i++) {                     for (i = 0; i < n; i++) {
 *         double *u_s = adcc_reserve(9 * ...);          double *u_s = u_s_s + (long)i * 9;
 *         for (j = 0; j < 9; j++)           ->          for (j = 0; j < 9; j++)
 *             u_s[j] = u[9 * i + j];                        u_s[j] = u[9 * i + j];
 *         u_s_s[i] = u_s;                           }
 *     }
 *
 * A row whose length is a number needs no place on the stack of blocks, nor one for its pointer: it
 * is a part of the block of the loop around it.  The stack stays in order, as an iteration took and
 * gave back its row on top of everything else.  Rows of other lengths stay: long ones are better
 * fetched into the cache when they are given back (adcc_release), and large blocks leave chunks
 * half empty.
 */
#include "tape.h"

#include <limits.h>

/* T *v = adcc_reserve(bytes); at the top of the list; NULL if there is none. */
static Stmt *find_reserve(Block b, const Sym *v)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == v)
            return v->init && is_call_of(skip_conv(v->init), "adcc_reserve") ? s : NULL;
    return NULL;
}

/* A search for the statements that give a block back. */
typedef struct Release {
    const Sym *v;
    Stmt *s;
    int count;
} Release;

static Walk find_release(Stmt *s, void *context)
{
    Release *r = context;
    bool release = s->kind == S_EXPR && is_call_of(s->e[0], "adcc_release");
    if (release && expr_mentions(s->e[0], r->v)) {
        r->s = s;
        r->count++;
    }
    return WALK_ON;
}

/* ------------------------------------------------------------------ the length */

static bool has(const Syms *all, const Sym *v)
{
    for (int i = 0; i < all->n; i++)
        if (all->at[i] == v)
            return true;
    return false;
}

static Walk find_change(Stmt *s, void *context)
{
    Sym *v = context;
    for (int i = 0; i < s->tags.n; i++)
        if (has(&s->tags.at[i]->enumerators, v))
            return WALK_STOP;
    if (s->kind == S_DECL && has(&s->decls, v))
        return WALK_STOP;
    return s->kind == S_POP && ref_sym(s->e[0]) == v ? WALK_STOP : WALK_ON;
}

static Walk find_assignment(Expr *e, void *context)
{
    bool steps = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    bool sets = steps || e->kind == E_ASSIGN;
    return sets && ref_sym(e->kid[0]) == context ? WALK_STOP : WALK_ON;
}

typedef struct Length {
    Stmt *loop;
    bool fixed;
} Length;

/* Of numbers, and of variables that have a value before the loop, which it leaves alone? */
static Walk check_fixed(Expr *e, void *context)
{
    Length *x = context;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    bool number = e->kind == E_INT || e->kind == E_CHAR || e->kind == E_CONV || e->kind == E_CAST ||
                  e->kind == E_BINARY || e->kind == E_COND ||
                  (e->kind == E_UNARY && e->op == OP_NEG);
    if (e->kind == E_REF) {
        Sym *v = e->u.sym;
        bool local = !v->global && v->storage == ST_NONE && !v->address_taken &&
                     !is_volatile(v->type) && is_integer(v->type);
        number = (v->kind == SYM_ENUMERATOR ||
                  (local && (v->kind == SYM_PARAM || (v->kind == SYM_VAR && v->init)))) &&
                 walk_block((Block){x->loop, x->loop}, find_change, find_assignment, v);
    }
    x->fixed &= number;
    return number ? WALK_ON : WALK_STOP;
}

static bool is_fixed(Expr *bytes, const Stmt *loop)
{
    Stmt alone = *loop;
    alone.next = NULL;
    Length x = {&alone, true};
    walk_expr(bytes, check_fixed, &x);
    return x.fixed;
}

static bool is_known(const Expr *e, long *value)
{
    e = skip_conv((Expr *)e);
    long l, r;
    *value = e->value;
    if (e->has_value && is_integer(e->type))
        return true;
    if (e->kind != E_BINARY || !is_known(e->kid[LHS], &l) || !is_known(e->kid[RHS], &r))
        return false;
    return (e->op == OP_ADD && !__builtin_add_overflow(l, r, value)) ||
           (e->op == OP_SUB && !__builtin_sub_overflow(l, r, value)) ||
           (e->op == OP_MUL && !__builtin_mul_overflow(l, r, value));
}

/* n of  n * sizeof *v,  n * m of  n * (m * sizeof *v), if they are numbers; 0 if not */
static long elements_of(const Expr *bytes)
{
    const Expr *e = skip_conv((Expr *)bytes);
    const Expr *n = skip_conv(e->kid[LHS]), *unit = skip_conv(e->kid[RHS]);
    if (n->kind == E_COND && is_int_const(skip_conv(n->kid[ELSE]), 0))
        n = n->kid[THEN]; /* else nobody uses the row */
    bool rows = unit->kind == E_BINARY && unit->op == OP_MUL;
    long count, row = rows ? elements_of(unit) : 1;
    bool known = is_known(n, &count) && count > 0 && !__builtin_mul_overflow(count, row, &count);
    return known && count <= INT_MAX ? count : 0;
}

/* ------------------------------------------------------------------ rows */

typedef struct Renaming {
    const Sym *from;
    Sym *to;
} Renaming;

static Expr *rename_block(Expr *e, void *context)
{
    const Renaming *r = context;
    return e->kind == E_REF && e->u.sym == r->from ? ref(r->to) : e;
}

static int count_pushes_of(const Stmts *pushes, const Stmt *pop)
{
    int count = 0;
    for (int i = 0; i < pushes->n; i++)
        count += pushes->at[i]->origin == pop;
    return count;
}

Row *find_row(const Stmts *pushes, const Stmt *push, const Stmt *loop, const Stmt *rev)
{
    Sym *v = push->e[0]->kind == E_REF ? push->e[0]->u.sym : NULL;
    Sym *again = ref_sym(push->origin->e[0]);
    bool block = v && again && (v->on_tape || v->array) && !is_array(strip(v->type)->base);
    if (options.no_flat || !block || count_pushes_of(pushes, push->origin) != 1)
        return NULL;
    Row row = {.push = push, .reserve = find_reserve(loop->body[BODY], v)};
    Release r = {.v = again};
    walk_block(rev->body[BODY], find_release, NULL, &r);
    if (!row.reserve || r.count != 1)
        return NULL;
    row.release = r.s;
    row.bytes = skip_conv(v->init)->kid[ARGS];
    bool fixed = is_fixed(row.bytes, loop) && is_fixed(r.s->e[0]->kid[ARGS], rev);
    if (!fixed || !elements_of(row.bytes))
        return NULL;
    Row *found = new (Row);
    *found = row;
    return found;
}

Expr *bytes_of_row(const Row *row, Sym *block)
{
    Stmt *s = expr_stmt(copy(row->bytes));
    Renaming r = {row->reserve->decls.at[0], block};
    rewrite_block(block_of(s), rename_block, &r);
    return s->e[0];
}

Expr *place_of_row(const Row *row, Sym *block, Expr *iteration)
{
    Expr *elements = int_const(elements_of(row->bytes));
    return add(ref(block), mul(cast(type_long, iteration), elements));
}
