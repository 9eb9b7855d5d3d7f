/* unroll.c - short loops that read tables are written out by the C compiler.
 *
 *     for (k = 8; k >= 0; k--) {                     ADCC_UNROLL(9)
 *         int to = (i + cx[k]) % n;                  for (k = 8; k >= 0; k--) {
 *         x_b[k] += weight[k] * y_b[to];     ->          ...
 *     }
 *
 * Written out, an iteration has numbers in place of elements of constant tables: products with 0
 * and 1 disappear, and what does not depend on the index any more is worked out once, before the
 * loop around.  C compilers do that of themselves with the short loops of a function, but not with
 * those of its adjoint, which are twice as long.  The macro is a hint: it changes no value.
 */
#include "reverse.h"

enum { MOST_TRIPS = 16, LONGEST = 400 };

typedef struct Unroll {
    const Sym *i;
    bool table, loop;
    int nodes;
} Unroll;

/* A constant with which one can reckon. */
static bool constant(const Expr *e, long *value)
{
    return e && find_constant(e, value) && *value > -(1L << 40) && *value < 1L << 40;
}

long step_added(const Stmt *loop, const Sym *i)
{
    const Stmt *s = loop->body[STEP].first;
    const Expr *e = s && !s->next && s->kind == S_EXPR ? s->e[0] : NULL;
    long by = 1;
    if (!e || (e->kind != E_UNARY && e->kind != E_ASSIGN) || ref_sym(e->kid[0]) != i)
        return 0;
    if (e->kind == E_UNARY)
        return e->op == OP_PREINC || e->op == OP_POSTINC ? 1 : -1;
    if ((e->op != OP_ADD && e->op != OP_SUB) || !constant(e->kid[RHS], &by))
        return 0;
    return e->op == OP_ADD ? by : -by;
}

long short_trips(const Stmt *loop, Sym **index)
{
    const Stmt *init = loop->body[INIT].first;
    Sym *i = init && init->kind == S_DECL && init->decls.n == 1 ? init->decls.at[0] : NULL;
    const Expr *more = loop->e[0];
    long first, limit, step = i ? step_added(loop, i) : 0;
    if (step == 0 || !constant(i->init, &first) || !more || more->kind != E_BINARY ||
        ref_sym(skip_conv(more->kid[LHS])) != i || !constant(more->kid[RHS], &limit))
        return 0;
    *index = i;
    bool up = more->op == OP_LT || more->op == OP_LE, down = more->op == OP_GT || more->op == OP_GE;
    if (step > 0 ? !up : !down)
        return 0;
    long far = step > 0 ? limit - first : first - limit, by = step > 0 ? step : -step;
    far += more->op == OP_LE || more->op == OP_GE;
    return far > 0 && far <= MOST_TRIPS * by ? (far + by - 1) / by : 0;
}

static Walk find_index(Expr *e, void *context)
{
    return e->kind == E_REF && e->u.sym == ((Unroll *)context)->i ? WALK_STOP : WALK_ON;
}

static Walk look_at_expr(Expr *e, void *context)
{
    Unroll *x = context;
    const Sym *v = e->kind == E_INDEX ? ref_sym(e->kid[BASE]) : NULL;
    x->nodes++;
    x->table |= v && is_array(v->type) && is_const(v->type) &&
                (v->global || v->storage == ST_STATIC) &&
                !walk_expr(e->kid[INDEX], find_index, x);
    return WALK_ON;
}

static Walk look_at_stmt(Stmt *s, void *context)
{
    Unroll *x = context;
    x->loop |= is_loop(s) || s->kind == S_LABEL || s->kind == S_OPAQUE;
    return x->loop ? WALK_STOP : WALK_ON;
}

static void unroll_in_list(Block b, bool in_loop)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Sym *i = NULL;
        long trips = in_loop && s->kind == S_FOR && !s->text ? short_trips(s, &i) : 0;
        Unroll x = {.i = i};
        if (trips > 1)
            walk_block(s->body[BODY], look_at_stmt, look_at_expr, &x);
        if (x.table && !x.loop && x.nodes <= LONGEST)
            s->text = fmt("ADCC_UNROLL(%ld)", trips);
        for (int k = 0; k < 3; k++)
            unroll_in_list(s->body[k], in_loop || is_loop(s));
    }
}

/* Needs: loops as they will be. */
void unroll_tables(Func *f)
{
    if (!options.no_unroll)
        unroll_in_list(f->body, false);
}
