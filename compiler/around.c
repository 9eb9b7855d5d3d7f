/* around.c - loops around short ones that are for the vectors of C compilers.
 *
 *     for (int i = 0; i < n; i++) {                        ADCC_SIMD
 *         float w_b = 0.0f;                                for (int i = 0; i < n; i++) {
 *         for (int r = 0; r < 8; r++) {                        float w_b = 0.0f;
 *             x_b[(at + r) * n + i] += w[i] * y_b[r];          for (int r = 0; r < 8; r++) {
 *             w_b += x[(at + r) * n + i] * y_b[r];   ->            ...
 *         }                                                    }
 *         weight_b[i] += w_b;                                  weight_b[i] += w_b;
 *     }                                                    }
 *
 * Compilers write the short loop out, and what is left is a loop like any other.  It pays where all
 * elements are neighbours of those of the next iteration, or the same: vectors of others are
 * gathered one by one, for which the loop inside is as good.
 */
#include "order.h"

enum { LONGEST = 600 }; /* nodes, once the short loops are written out */

typedef struct Around {
    const Order *k;
    Map rows;     /* indices of the short loops */
    long times;   /* how often the statement at hand is done in an iteration */
    long nodes;
    bool next;    /* something moves to its neighbour */
    bool unfit;
} Around;

/* ------------------------------------------------------------------ elements */

static Walk find_moved(Expr *e, void *context)
{
    const Around *x = context;
    if (e->kind != E_REF || map_has(&x->rows, e->u.sym))
        return WALK_ON;
    Expr *value = map_get(&x->k->value_of, e->u.sym);
    if (value)
        return walk_expr(value, find_moved, context) ? WALK_ON : WALK_STOP;
    return e->u.sym == x->k->i || map_has(&x->k->own, e->u.sym) ? WALK_STOP : WALK_ON;
}

/* The same in all iterations, but for the row? */
static bool stays(const Around *x, Expr *e)
{
    return walk_expr(e, find_moved, (void *)x);
}

/* i + what stays? */
static bool moves_on(const Around *x, Expr *e)
{
    e = skip_conv(e);
    Expr *value = e->kind == E_REF ? map_get(&x->k->value_of, e->u.sym) : NULL;
    if (value)
        return moves_on(x, value);
    if (e->kind == E_REF)
        return e->u.sym == x->k->i;
    if (e->kind != E_BINARY || (e->op != OP_ADD && e->op != OP_SUB))
        return false;
    Expr *l = e->kid[LHS], *r = e->kid[RHS];
    return (moves_on(x, l) && stays(x, r)) || (e->op == OP_ADD && stays(x, l) && moves_on(x, r));
}

static Walk look_at_expr(Expr *e, void *context)
{
    Around *x = context;
    bool plain = e->kind == E_INT || e->kind == E_FLOAT || e->kind == E_REF ||
                 e->kind == E_UNARY || e->kind == E_ASSIGN || e->kind == E_CONV ||
                 e->kind == E_CAST || e->kind == E_INDEX || e->kind == E_MEMBER ||
                 (e->kind == E_BINARY && e->op != OP_LAND && e->op != OP_LOR);
    x->nodes += x->times;
    x->unfit |= !plain || is_volatile(e->type);
    if (e->kind == E_INDEX && is_real_floating(strip(e->type)) && stays(x, e->kid[BASE])) {
        bool next = moves_on(x, e->kid[INDEX]);
        x->next |= next;
        x->unfit |= !next && !stays(x, e->kid[INDEX]);
    } else if (is_path(e) && e->kind != E_REF) {
        x->unfit |= !stays(x, e);
    }
    return x->unfit ? WALK_STOP : WALK_ON;
}

/* ------------------------------------------------------------------ statements */

static void look_at_list(Around *x, Block b);

static void look_at_stmt(Around *x, Stmt *s)
{
    Sym *r = NULL;
    long trips = s->kind == S_FOR && x->times == 1 ? short_trips(s, &r) : 0;
    bool plain = s->kind == S_DECL || s->kind == S_EXPR || s->kind == S_COMMENT;
    x->unfit |= !plain && !trips;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        x->unfit |= !is_scalar(v->type) || v->storage == ST_STATIC || v->address_taken;
    }
    if (plain)
        walk_stmt(s, NULL, look_at_expr, x);
    if (!trips)
        return;
    map_set(&x->rows, r, s);
    x->times = trips;
    look_at_list(x, s->body[BODY]);
    x->times = 1;
}

static void look_at_list(Around *x, Block b)
{
    for (Stmt *s = b.first; s && !x->unfit; s = s->next)
        look_at_stmt(x, s);
}

bool is_around_short_loops(const Order *k, const Stmt *loop)
{
    Around x = {.k = k, .times = 1};
    look_at_list(&x, loop->body[BODY]);
    return !x.unfit && x.next && x.nodes <= LONGEST;
}
