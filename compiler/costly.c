/* costly.c - values that cost much and that the reverse code uses get a name.
 *
 *     s += exp(a[i] - m);     ->      double w = exp(a[i] - m);  s += w;
 *
 * The derivative of exp is its value, that of y * sin(x) for y is sin(x): the reverse sweep reads
 * the variable instead of calling the function again.  Whether the variable is still there then or
 * goes on the tape, save.c decides like that of any other variable.  So do quotients, which are in
 * the derivative of what they are divided by: they are computed again rather than saved, and so are
 * roots of what is never negative where no branches are: those are vectors too (roots.c).
 */
#include "reverse.h"

typedef struct Costly {
    Adjoint *a;
    Block *out;
    Bits target; /* what the assignment overwrites */
} Costly;

static void name_needed(Costly *k, Expr **slot, bool needed);

static bool active(Costly *k, const Expr *e)
{
    return is_active_expr(k->a->p, e);
}

/* Can the value be computed again where the statement is reversed? */
static bool outlasts(Costly *k, const Expr *e)
{
    Bits reads = {0};
    add_reads(k->a->p, e, &reads);
    return !bits_meet(&reads, &k->target);
}

static void name_in_call(Costly *k, Expr **slot, bool needed)
{
    Expr *e = *slot;
    const Sym *f = callee_sym(e);
    const Rule *rule = f ? find_rule(f) : NULL;
    if (!rule || custom_adjoint(e) || inst_of_call(k->a->p, e) || !is_real_floating(e->type))
        return;
    int n = rule_arity(rule);
    unsigned used = 0;
    bool differentiated = false;
    for (int i = 0; i < n && !rule_is_flat(rule); i++)
        if (active(k, e->kid[ARGS + i])) {
            differentiated = true;
            used |= rule_uses_args(rule, i);
            needed |= rule_uses_result(rule, i);
        }
    for (int i = ARGS; i < e->nkid; i++)
        name_needed(k, &e->kid[i], (used >> (i - ARGS) & 1) && differentiated);
    if (needed)
        *slot = ref(hold_value(k->a, "w", e, k->out));
}

/* Names the calls below *slot whose values the adjoint of the whole uses; needed: *slot's too. */
static void name_needed(Costly *k, Expr **slot, bool needed)
{
    Expr *e = *slot;
    switch (e->kind) {
    case E_CALL:
        name_in_call(k, slot, needed);
        break;
    case E_CONV:
    case E_CAST:
        name_needed(k, &e->kid[0], needed && is_real_floating(e->kid[0]->type));
        break;
    case E_UNARY:
        if (e->op == OP_NEG || e->op == OP_PLUS)
            name_needed(k, &e->kid[0], needed);
        break;
    case E_BINARY: {
        if (e->op != OP_ADD && e->op != OP_SUB && e->op != OP_MUL && e->op != OP_DIV)
            break;
        bool l = active(k, e->kid[LHS]), r = active(k, e->kid[RHS]);
        bool product = e->op == OP_MUL, quotient = e->op == OP_DIV;
        name_needed(k, &e->kid[LHS], needed || ((product || quotient) && r));
        name_needed(k, &e->kid[RHS], needed || (product && l) || (quotient && (l || r)));
        if (quotient && r && is_real_floating(e->type) && outlasts(k, e))
            *slot = ref(hold_value(k->a, "w", e, k->out));
        break;
    }
    default:
        break;
    }
}

/* Names what is costly in *rhs, a part of the assignment of an active value to lhs (or NULL);
 * declared in out. */
void name_costly(Adjoint *a, const Expr *lhs, Expr **rhs, Block *out)
{
    Costly k = {a, out, lhs ? access_of(a->p, lhs) : (Bits){0}};
    if (!options.no_costly && !a->f->inactive && is_active_expr(a->p, *rhs))
        name_needed(&k, rhs, false);
}

/* The same for the initialiser of a variable, whose own name serves for the value as a whole. */
void name_costly_parts(Adjoint *a, Expr *init, Block *out)
{
    Costly k = {.a = a, .out = out};
    Expr *e = skip_conv(init);
    if (e->kind == E_BINARY && e->op == OP_DIV) {
        bool l = active(&k, e->kid[LHS]), r = active(&k, e->kid[RHS]);
        for (int i = 0; (l || r) && !options.no_costly && !a->f->inactive && i < 2; i++)
            name_needed(&k, &e->kid[i], i == RHS || r);
        return;
    }
    if (e->kind != E_CALL) {
        name_costly(a, NULL, &init, out);
        return;
    }
    const Sym *f = callee_sym(e);
    if (!f || !find_rule(f) || inst_of_call(a->p, e))
        return;
    for (int i = ARGS; i < e->nkid; i++)
        name_costly(a, NULL, &e->kid[i], out);
}

/* A root that processors have an instruction for, which C compilers use. */
static bool is_quick_root(const Expr *call)
{
    return called_root(call) && never_negative(call->kid[ARGS], NULL);
}

static Walk find_costly(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL && !is_quick_root(e) ? WALK_STOP : WALK_ON;
}

static Walk find_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL ? WALK_STOP : WALK_ON;
}

/* Does evaluating e cost more than to put it on the tape and take it back?  vectors: where that may
 * be done to several numbers at once, as processors do with roots. */
bool is_costly(const Expr *e, bool vectors)
{
    return !options.no_costly && !walk_expr((Expr *)e, vectors ? find_costly : find_call, NULL);
}

static Walk find_branch(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_DECL || s->kind == S_EXPR || s->kind == S_NULL ? WALK_ON : WALK_STOP;
}

static Walk find_choice(Expr *e, void *context)
{
    (void)context;
    bool choice = e->kind == E_COND || e->kind == E_ELVIS;
    choice |= e->kind == E_CALL && !is_quick_root(e);
    for (int i = 0; i < e->nkid; i++)
        choice |= !is_real_floating(e->type) && is_real_floating(e->kid[i]->type);
    return choice ? WALK_STOP : WALK_ON;
}

/* No real number decides anything in the block.  Of such ones C compilers make vectors; and they
 * may round in another way where a value is computed again: with -ffp-contract=fast, gcc's
 * default. */
bool is_straight(Block b)
{
    return walk_block(b, find_branch, find_choice, NULL);
}
