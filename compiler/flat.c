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
    row.elements = elements_of(skip_conv(v->init)->kid[ARGS]);
    if (!row.elements)
        return NULL;
    Row *found = new (Row);
    *found = row;
    return found;
}

Expr *bytes_of_row(const Row *row, Sym *block)
{
    return mul(int_const(row->elements), unary(OP_SIZEOF, deref(ref(block))));
}

Expr *place_of_row(const Row *row, Sym *block, Expr *iteration)
{
    return add(ref(block), mul(cast(type_long, iteration), int_const(row->elements)));
}
