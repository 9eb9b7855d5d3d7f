/* first_sums.c - elements that are set to zero and then added to are set to what is added.
 *
 *     if (i < j) {                                 if (i < j) {
 *         double t = x_b[j];                           double t = x_b[j];
 *         x_b[j] = 0.0;
 *         double u = x_b[i];             ->            double u = x_b[i];
 *         x_b[i] = 0.0;
 *         x_b[j] += u;                                 x_b[j] = u;
 *         x_b[i] += t;                                 x_b[i] = t;
 *     }                                            }
 *
 * simplify_list.c does so too, but takes all elements for the same.  Here two of one array are told
 * apart where a condition says that their indices differ, or the loop that they are a whole loop
 * apart (halves.c); and storage is told apart by what is known of pointers.
 */
#include "order.h"

typedef struct FirstSums {
    const Order *k;
    const Expr *apart; /* a condition that holds here: i < j, i > j or i != j; or NULL */
    bool any;
} FirstSums;

/* The assignment that s is, or NULL; and its operator. */
static const Expr *assignment(const Stmt *s, Op *op)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    *op = e ? e->op : OP_NONE;
    return e;
}

static bool is_pair(const Expr *a, const Expr *b, const Expr *i, const Expr *j)
{
    return (same_expr(a, i) && same_expr(b, j)) || (same_expr(a, j) && same_expr(b, i));
}

/* Are two elements of one array different ones? */
static bool differ(const FirstSums *x, const Expr *a, const Expr *b)
{
    a = skip_conv((Expr *)a);
    b = skip_conv((Expr *)b);
    if (are_a_loop_apart(x->k, a, b))
        return true;
    if (!x->apart || a->kind != E_INDEX || b->kind != E_INDEX ||
        !same_expr(a->kid[BASE], b->kid[BASE]))
        return false;
    return is_pair(skip_conv(a->kid[INDEX]), skip_conv(b->kid[INDEX]),
                   skip_conv(x->apart->kid[LHS]), skip_conv(x->apart->kid[RHS]));
}

static const Touch *touch_of(const Effect *x, const Expr *path)
{
    for (int i = 0; i < x->touches.n; i++)
        if (x->touches.at[i].path == path)
            return &x->touches.at[i];
    return NULL;
}

static Effect *effect_of(const FirstSums *x, Stmt *s)
{
    Effect *effect = effect_of_stmt(x->k->effect->p, NULL);
    effect->log = true;
    add_effect_of_stmt(effect, s);
    return effect;
}

static bool is_private(const Sym *v)
{
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global && !v->address_taken &&
           v->storage != ST_STATIC && !is_volatile(v->type);
}

/* May what the statement touches be the element?  itself: by a path that is the same, too. */
static bool touches(const FirstSums *x, Stmt *s, const Touch *element, bool itself)
{
    const Effect *effect = effect_of(x, s);
    if (effect->unknown || effect->observable)
        return true;
    for (int i = 0; i < effect->touches.n; i++) {
        const Touch *t = &effect->touches.at[i];
        const Sym *v = t->path ? ref_sym(t->path) : NULL;
        if (v && t->kind != READS && expr_mentions(element->path, v))
            return true;
        bool apart = (v && is_private(v)) || !may_meet(x->k, element, t) ||
                     (t->path && differ(x, t->path, element->path));
        bool target = !itself && t->kind == ADDS && t->path && same_expr(t->path, element->path);
        if (!apart && !target)
            return true;
    }
    return false;
}

static bool passes_by(const FirstSums *x, Stmt *s, const Touch *element)
{
    if (s->kind != S_EXPR && s->kind != S_DECL)
        return s->kind == S_COMMENT || s->kind == S_NULL;
    return !touches(x, s, element, true);
}

static Walk find_unsteady(Expr *e, void *context)
{
    (void)context;
    bool steady = e->kind == E_INT || e->kind == E_CONV || e->kind == E_BINARY ||
                  (e->kind == E_REF && is_integer(e->type) && is_private(e->u.sym));
    return steady ? WALK_ON : WALK_STOP;
}

/* Of  p[i] = 0.0;  the p[i], if p and what i is made of are variables that nobody else can see. */
static const Expr *zeroed(const Stmt *s)
{
    Op op;
    const Expr *e = assignment(s, &op);
    const Expr *place = e && op == OP_NONE && is_zero(e->kid[RHS]) ? e->kid[LHS] : NULL;
    Sym *v = place && place->kind == E_INDEX ? ref_sym(place->kid[BASE]) : NULL;
    return v && v->primal && is_private(v) && is_real_floating(strip(place->type)) &&
                   !is_volatile(place->type) && walk_expr(place->kid[INDEX], find_unsteady, NULL)
               ? place
               : NULL;
}

/* Takes the zero into the first sum that follows it. */
static bool begin_sum(const FirstSums *x, Stmt *zero)
{
    const Expr *place = zeroed(zero);
    const Touch *element = place ? touch_of(x->k->effect, place) : NULL;
    for (Stmt *s = element ? zero->next : NULL; s; s = s->next) {
        Op op;
        Expr *e = (Expr *)assignment(s, &op);
        if ((op == OP_ADD || op == OP_SUB) && same_expr(e->kid[LHS], place)) {
            if (touches(x, s, element, false) || is_integer(e->kid[RHS]->type))
                return false;
            e->kid[RHS] = op == OP_SUB ? neg(e->kid[RHS]) : e->kid[RHS];
            e->op = OP_NONE;
            return true;
        }
        if (!passes_by(x, s, element))
            return false;
    }
    return false;
}

/* The condition of a branch, if it says that two indices differ, and goes on to do so in it. */
static const Expr *says_apart(const FirstSums *x, Stmt *s)
{
    const Expr *c = skip_conv(s->e[0]);
    if (c->kind != E_BINARY || (c->op != OP_LT && c->op != OP_GT && c->op != OP_NE) ||
        !walk_expr((Expr *)c, find_unsteady, NULL))
        return NULL;
    const Effect *effect = effect_of(x, s);
    for (int i = 0; i < effect->touches.n; i++) {
        const Touch *t = &effect->touches.at[i];
        const Sym *v = t->path ? ref_sym(t->path) : NULL;
        if (v && t->kind != READS && expr_mentions(c, v))
            return NULL;
    }
    return c;
}

static void begin_sums_in(FirstSums *x, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        if (s->kind == S_IF) {
            const Expr *apart = x->apart, *here = says_apart(x, s);
            x->apart = here ? here : apart;
            begin_sums_in(x, &s->body[IF_THEN]);
            x->apart = apart;
            begin_sums_in(x, &s->body[IF_ELSE]);
        }
        bool begins = begin_sum(x, s);
        x->any |= begins;
        if (!begins)
            add_stmt(&out, s);
    }
    *b = out;
}

bool begin_sums(const Order *k, Block *body)
{
    FirstSums x = {.k = k};
    begin_sums_in(&x, body);
    return x.any;
}
