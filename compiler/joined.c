/* joined.c - independent iterations that are reversed as they run, each with what it overwrites.
 *
 *     ADCC_INDEPENDENT                       for (i = 0; i < n; i++) {
 *     for (i = 0; i < n; i++) {                  double v = x[i];
 *         y[i] = x[i] * x[i];       ->           y[i] = v * v;
 *     }                                          t = y_b[i];  y_b[i] = 0;  x_b[i] += 2 * v * t;
 *                                            }
 *
 * x may be y: then an iteration overwrites what its reverse reads, and cannot run again later.  But
 * it can be reversed at once, if fuse.c can do that, and if what it reads and may overwrite later
 * is in variables of the iteration.  Conditions:
 *   - iterations commute, as far as adjoints go: the user's word (independent.c) and only_sums();
 *   - the reverse of an iteration reads nothing that the iteration overwrites after that, so that
 *     nothing has to be put back;
 *   - what those before the loop need it does not overwrite.
 * It is known only when the derivative is written whether the two loops become one.  Where they do
 * not, the request is made anew, and the loop is like any other.
 */
#include "reverse.h"

#include "tangent.h"

typedef struct Loads {
    Adjoint *a;
    Bits later;     /* accesses that the iteration may write after the load at hand */
    Exprs held;     /* in the statement at hand ... */
    Syms in;        /* ... and where */
    Block *out;
    bool found;
} Loads;

/* ------------------------------------------------------------------ which loops */

static const char *key_of(const Stmt *loop)
{
    return intern(fmt("%s:%d", loop->loc.file ? loop->loc.file->name : "", loop->loc.from));
}

bool may_be_joined(const Program *p, const Stmt *loop)
{
    const Names *split = &p->request->split;
    for (int i = 0; i < split->n; i++)
        if (split->at[i] == key_of(loop))
            return false;
    return loop->independent && loop->loc.file && !options.no_fuse && !options.no_rerun &&
           !options.no_independent;
}

/* From now on the loop is like any other. */
void split_joined(Program *p, const Stmt *loop)
{
    append(&p->request->split, key_of(loop));
    p->restart = true;
}

/* ------------------------------------------------------------------ loads */

static void hold_in(Loads *k, Expr **slot);

/* What the storage is found by. */
static void hold_in_path(Loads *k, Expr *e)
{
    if (e->kind == E_INDEX) {
        hold_in_path(k, e->kid[BASE]);
        hold_in(k, &e->kid[INDEX]);
    } else if (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB)) {
        hold_in_path(k, e->kid[LHS]);
        hold_in(k, &e->kid[RHS]);
    } else if (e->kind == E_MEMBER || e->kind == E_CONV || e->kind == E_CAST ||
               (e->kind == E_UNARY && (e->op == OP_DEREF || e->op == OP_ADDR))) {
        hold_in_path(k, e->kid[0]);
    }
}

static bool is_overwritten_load(Loads *k, const Expr *e)
{
    if (!is_path(e) || e->kind == E_REF || !is_arithmetic(e->type) || is_volatile(e->type))
        return false;
    Bits access = access_of(k->a->p, e);
    return bits_meet(&access, &k->later);
}

static Expr *held_load(Loads *k, Expr *e)
{
    for (int i = 0; i < k->held.n; i++)
        if (same_expr(k->held.at[i], e))
            return ref(k->in.at[i]);
    append(&k->held, copy(e));
    append(&k->in, hold_value(k->a, "v", e, k->out));
    k->found = true;
    return ref(k->in.at[k->in.n - 1]);
}

/* Holds the loads in *slot that are made whatever the values are. */
static void hold_in(Loads *k, Expr **slot)
{
    Expr *e = *slot;
    bool logical = e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR);
    bool choice = e->kind == E_COND || logical;
    if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF))
        return;
    if (is_pointer(decay(e->type)) || is_path(e)) {
        hold_in_path(k, e);
        if (is_overwritten_load(k, e))
            *slot = held_load(k, e);
    } else if (choice) {
        hold_in(k, &e->kid[0]);
    } else {
        for (int i = e->kind == E_CALL ? ARGS : 0; i < e->nkid; i++)
            hold_in(k, &e->kid[i]);
    }
}

/* y[i] *= c reads y[i]:  v = y[i];  y[i] = v * c */
static void hold_in_assign(Loads *k, Expr *e)
{
    hold_in_path(k, e->kid[LHS]);
    hold_in(k, &e->kid[RHS]);
    bool product = e->op == OP_MUL || e->op == OP_DIV;
    if (!product || !is_overwritten_load(k, e->kid[LHS]) || !is_real_floating(e->kid[LHS]->type))
        return;
    e->kid[RHS] = binary(e->op, held_load(k, copy(e->kid[LHS])), e->kid[RHS]);
    e->kid[RHS]->loc = e->loc;
    e->op = OP_NONE;
}

static void hold_in_stmt(Loads *k, Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    k->held = (Exprs){0};
    k->in = (Syms){0};
    if (v && v->init && is_overwritten_load(k, skip_conv(v->init)))
        k->found = true; /* it is one */
    else if (v && v->init && v->storage != ST_STATIC)
        hold_in(k, &v->init);
    else if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
        hold_in_assign(k, s->e[0]);
    else if ((s->kind == S_EXPR && s->e[0]->kind == E_CALL) || s->kind == S_IF ||
             s->kind == S_SWITCH)
        hold_in(k, &s->e[0]);
}

static Bits writes_of(Loads *k, const Stmt *s)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    stmt_effects(k->a->p, s, &reads, &writes, &observable);
    return writes;
}

/* after: what the iteration may write after the list */
static void hold_in_list(Loads *k, Block *b, const Bits *after)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        Bits rest = {0}, now = {0};
        next = s->next;
        bits_union(&rest, after);
        for (Stmt *t = next; t; t = t->next) {
            Bits writes = writes_of(k, t);
            bits_union(&rest, &writes);
        }
        now = writes_of(k, s);
        bits_union(&now, &rest);
        bits_copy(&k->later, &now);
        k->out = &out;
        s->next = NULL;
        hold_in_stmt(k, s);
        for (int i = 0; i < 2; i++)
            if (!is_loop(s) || i == BODY)
                hold_in_list(k, &s->body[i], is_loop(s) ? &now : &rest);
        add_stmt(&out, s);
    }
    *b = out;
}

/* Puts what the iterations of an independent loop read before they may overwrite it into variables
 * of theirs.  True if there is anything. */
bool hold_loads(Adjoint *a, Stmt *loop)
{
    Bits none = {0}, apart = independent_accesses(a, loop);
    Loads k = {.a = a};
    if (bits_empty(&apart))
        return false;
    hold_in_list(&k, &loop->body[BODY], &none);
    return k.found;
}
