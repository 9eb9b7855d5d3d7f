/* last_zeros.c - parts of adjoints that are set to zero and never looked at again.
 *
 *     x_b += v_b.x;
 *     v_b.x = 0.0;        goes, where all that follows is about v_b.y and v_b.z
 *     y_b += v_b.y;
 *
 * Of structs and arrays that adcc made and whose address nobody takes; a part is a path of members
 * and constant indices.  What follows is what comes later in the text, and the whole of the
 * outermost loop around the statement that the variable is declared before.  A function with labels
 * is left alone: any goto may be a loop.
 */
#include "reverse.h"

VEC(int, Numbers);

typedef struct Mentions {
    Exprs paths;  /* v_b, v_b.x, v_b.m[1][i]: as far as they go */
    Numbers when; /* the numbers of their statements */
    bool exposed; /* its address is taken */
    int depth;    /* loops around its declaration */
} Mentions;

typedef struct Zero {
    Stmt *s;
    int when, loop; /* its number in the text; that of the outermost loop since the declaration */
} Zero;
VEC(Zero, Zeros);

typedef struct LastZeros {
    Map mentions; /* Sym -> Mentions */
    Zeros zeros;
    int when;
    bool jumps;
    Numbers loops; /* around the statement at hand, outermost first */
} LastZeros;

static bool is_step(const Expr *e)
{
    Expr *base = e->nkid ? skip_conv(e->kid[BASE]) : NULL;
    return (e->kind == E_MEMBER && !e->arrow) || (e->kind == E_INDEX && is_array(base->type));
}

/* The variable that a path starts at, NULL if it is none. */
static Sym *root(const Expr *path)
{
    while (is_step(path))
        path = skip_conv(path->kid[BASE]);
    return ref_sym(path);
}

static Mentions *mentions_of(LastZeros *z, const Sym *v)
{
    Mentions *m = map_get(&z->mentions, v);
    if (!m) {
        m = new (Mentions);
        map_set(&z->mentions, v, m);
    }
    return m;
}

static Walk note_mention(Expr *e, void *context);

static void note_indices(LastZeros *z, Expr *path)
{
    for (; is_step(path); path = skip_conv(path->kid[BASE]))
        if (path->kind == E_INDEX)
            walk_expr(path->kid[INDEX], note_mention, z);
}

static Walk note_mention(Expr *e, void *context)
{
    LastZeros *z = context;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    Expr *path = address ? skip_conv(e->kid[0]) : e;
    Sym *v = root(path);
    if (!v)
        return WALK_ON;
    Mentions *m = mentions_of(z, v);
    append(&m->paths, path);
    append(&m->when, z->when);
    m->exposed |= address || is_array(path->type);
    note_indices(z, path);
    return WALK_PRUNE;
}

static bool is_zero_of_part(const Stmt *s)
{
    if (s->kind != S_EXPR || s->e[0]->kind != E_ASSIGN || s->e[0]->op != OP_NONE)
        return false;
    const Expr *lhs = s->e[0]->kid[LHS];
    const Sym *v = root(lhs);
    return is_step(lhs) && v && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC &&
           v->primal && is_zero(s->e[0]->kid[RHS]);
}

static void note_zero(LastZeros *z, Stmt *s, int when)
{
    if (!is_zero_of_part(s))
        return;
    int depth = mentions_of(z, root(s->e[0]->kid[LHS]))->depth;
    append(&z->zeros, ((Zero){s, when, depth < z->loops.n ? z->loops.at[depth] : when}));
}

static void number(LastZeros *z, Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool loops = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        int when = ++z->when;
        z->jumps |= s->kind == S_LABEL;
        if (loops)
            append(&z->loops, when);
        for (int i = 0; i < 3; i++)
            number(z, s->body[i]);
        for (int i = 0; i < 2; i++)
            if (s->e[i])
                walk_expr(s->e[i], note_mention, z);
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
            mentions_of(z, s->decls.at[i])->depth = z->loops.n;
            if (s->decls.at[i]->init)
                walk_expr(s->decls.at[i]->init, note_mention, z);
        }
        note_zero(z, s, when);
        z->loops.n -= loops;
    }
}

/* Do the two, below the same variable, lead to different parts? */
static bool are_apart(const Expr *a, const Expr *b)
{
    Exprs steps[2] = {{0}, {0}};
    for (; is_step(a); a = skip_conv(a->kid[BASE]))
        append(&steps[0], (Expr *)a);
    for (; is_step(b); b = skip_conv(b->kid[BASE]))
        append(&steps[1], (Expr *)b);
    for (int i = steps[0].n - 1, j = steps[1].n - 1; i >= 0 && j >= 0; i--, j--) {
        const Expr *p = steps[0].at[i], *q = steps[1].at[j];
        if (p->kind == E_MEMBER && p->u.field != q->u.field)
            return p->u.field->owner->kind == TAG_STRUCT;
        if (p->kind == E_INDEX && p->kid[INDEX]->has_value && q->kid[INDEX]->has_value &&
            p->kid[INDEX]->value != q->kid[INDEX]->value)
            return true;
    }
    return false;
}

static bool is_last(const LastZeros *z, const Zero *zero)
{
    const Expr *lhs = zero->s->e[0]->kid[LHS];
    const Mentions *m = map_get(&z->mentions, root(lhs));
    if (m->exposed)
        return false;
    for (int i = m->paths.n - 1; i >= 0; i--) {
        bool later = m->when.at[i] > zero->when || m->when.at[i] >= zero->loop;
        if (later && m->paths.at[i] != lhs && !are_apart(lhs, m->paths.at[i]))
            return false;
    }
    return true;
}

void drop_last_zeros(Func *f)
{
    LastZeros z = {.when = 0};
    number(&z, f->body);
    for (int i = 0; i < z.zeros.n && !z.jumps; i++)
        if (is_last(&z, &z.zeros.at[i]))
            z.zeros.at[i].s->kind = S_NULL;
}
