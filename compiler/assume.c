/* assume.c - what held in the forward sweep, and C compilers cannot see in the reverse one.
 *
 *     for (int half = 1; half < n; half *= 2)
 *         ... c[k * (n / (2 * half))] ...
 * ->  forward:  as it was
 *     reverse:  for (; trips > 0; trips--) {
 *                   ADCC_ASSUME(n > 0);
 *                   half = adcc_pop_int();  ... c[k * (n / (2 * half))] ...
 *
 * Of an index that steps by a quotient whose sign is unknown clang makes vector code for steps of
 * one element alone.  An iteration can only have begun if the limit is above what the variable
 * began with: where that is a constant and the limit a parameter that never changes, the limit is
 * positive.  A function with labels or a switch is left alone: control could come into the loop
 * from elsewhere.
 */
#include "reverse.h"

typedef struct Assume {
    Adjoint *a;
    Map changed; /* in the function */
    const Sym *v;
    int writes;  /* of v, in what is searched */
    bool jumps;
} Assume;

static Walk note_jump(Stmt *s, void *context)
{
    Assume *k = context;
    k->jumps |= s->kind == S_LABEL || s->kind == S_SWITCH || s->kind == S_GOTO_ADDR ||
                s->kind == S_OPAQUE;
    return WALK_ON;
}

static Walk count_write(Expr *e, void *context)
{
    Assume *k = context;
    bool steps = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    k->writes += (e->kind == E_ASSIGN || steps) && ref_sym(e->kid[0]) == k->v;
    return WALK_ON;
}

static int writes_in(Assume *k, Block b, const Sym *v)
{
    k->v = v;
    k->writes = 0;
    walk_block(b, NULL, count_write, k);
    return k->writes;
}

/* A constant from zero up that v can hold? */
static bool is_natural(const Sym *v, const Expr *e)
{
    e = e ? skip_conv((Expr *)e) : NULL;
    return e && e->kind == E_INT && e->has_value && e->value >= 0 && fits_in(e->value, v->type);
}

/* Is v a constant from zero up whenever control comes to the loop for the first time, and is it
 * changed by nothing but the loop? */
static bool begins_from_constant(Assume *k, const Stmt *loop, const Sym *v)
{
    Block init = loop->kind == S_FOR ? loop->body[INIT] : (Block){0};
    const Expr *e = init.first && init.first == init.last && init.first->kind == S_EXPR
                        ? init.first->e[0] : NULL;
    bool sets = e && e->kind == E_ASSIGN && e->op == OP_NONE && ref_sym(e->kid[LHS]) == v &&
                is_natural(v, e->kid[RHS]);
    int inside = writes_in(k, loop->body[BODY], v);
    if (loop->kind == S_FOR)
        inside += writes_in(k, loop->body[STEP], v);
    return sets || (is_natural(v, v->init) &&
                    inside == writes_in(k, k->a->f->body->body, v));
}

static bool is_plain(const Sym *v)
{
    return v && !v->global && v->storage == ST_NONE && !v->address_taken &&
           is_signed_integer(v->type) && !is_volatile(v->type);
}

static Walk note_limit(Stmt *s, void *context)
{
    Assume *k = context;
    const Expr *more = s->kind == S_FOR || s->kind == S_WHILE ? s->e[0] : NULL;
    if (!more || more->kind != E_BINARY || more->op != OP_LT)
        return WALK_ON;
    Sym *v = ref_sym(skip_conv(more->kid[LHS])), *limit = ref_sym(skip_conv(more->kid[RHS]));
    if (is_plain(v) && v->kind == SYM_VAR && is_plain(limit) && limit->kind == SYM_PARAM &&
        !map_has(&k->changed, limit) && begins_from_constant(k, s, v))
        plan_of(k->a, s)->positive = limit;
    return WALK_ON;
}

/* Notes of loops that are not counted which parameter is positive in them. */
void note_positive(Adjoint *a)
{
    Block all = a->f->body->body;
    Assume k = {.a = a, .changed = changed_variables(all)};
    walk_block(all, note_jump, NULL, &k);
    if (!options.no_assume && !k.jumps)
        walk_block(all, note_limit, NULL, &k);
}

static Walk find_quotient(Expr *e, void *context)
{
    bool divides = e->kind == E_BINARY && e->op == OP_DIV &&
                   ref_sym(skip_conv(e->kid[LHS])) == context;
    return divides ? WALK_STOP : WALK_ON;
}

static Walk find_stride(Expr *e, void *context)
{
    bool found = e->kind == E_INDEX && !walk_expr(e->kid[INDEX], find_quotient, context);
    return found ? WALK_STOP : WALK_ON;
}

static Walk find_fact(Stmt *s, void *context)
{
    const Expr *fact = s->kind == S_FOR ? s->e[1] : NULL;
    return fact && ref_sym(fact->kid[LHS]) == context ? WALK_STOP : WALK_ON;
}

/* What the reverse loop is told, NULL if nobody would make use of it, or an inner one is told. */
Expr *assumption(const Plan *plan, Block rev)
{
    bool used = plan->positive && !walk_block(rev, NULL, find_stride, plan->positive) &&
                walk_block(rev, find_fact, NULL, plan->positive);
    return used ? binary(OP_GT, ref(plan->positive), int_const(0)) : NULL;
}
