/* contract.c - a product that is added in several places is written in each.
 *
 *     double a_b = s[d] * t;
 *     sum[d] += a_b;                        sum[d] += s[d] * t;
 *     x_b[3 * j + d] -= a_b;        ->      x_b[3 * j + d] -= s[d] * t;
 *
 * C compilers make one instruction of a product and a sum that stand in one expression, and some
 * only of those.  Where there is no such instruction they see that the products are the same, as
 * the factors are variables that nothing but their name leads to.  One place is in memory: sums in
 * variables alone would wait for a longer instruction in each iteration.
 */
#include "effect.h"
#include "reverse.h"

enum { MOST_PLACES = 3, MOST_FACTORS = 4 };

typedef struct Contract {
    Map adjoints, changed;
    Map mentions; /* Sym -> Mentions */
} Contract;

typedef struct Mentions {
    int n, declared;
} Mentions;

static Mentions *mentions_of(Contract *x, Sym *v)
{
    Mentions *m = map_get(&x->mentions, v);
    if (!m) {
        m = new (Mentions);
        map_set(&x->mentions, v, m);
    }
    return m;
}

static Walk note_mention(Expr *e, void *context)
{
    if (e->kind == E_REF)
        mentions_of(context, e->u.sym)->n++;
    return WALK_ON;
}

static Walk note_decls(Stmt *s, void *context)
{
    for (int i = 0; i < s->decls.n; i++)
        mentions_of(context, s->decls.at[i])->declared++;
    return WALK_ON;
}

/* ------------------------------------------------------------ the product */

static bool is_own(const Sym *v)
{
    return (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global && v->storage != ST_STATIC &&
           !v->address_taken && !is_volatile(v->type);
}

/* A number, a variable, or an element of an array that no pointer leads to. */
static bool is_factor(const Expr *e)
{
    if (e->kind == E_FLOAT)
        return true;
    if (e->kind == E_REF)
        return is_own(e->u.sym) && is_real_floating(e->type);
    const Sym *v = e->kind == E_INDEX ? ref_sym(e->kid[BASE]) : NULL;
    const Expr *i = v ? skip_conv(e->kid[INDEX]) : NULL;
    bool element = v && v->kind == SYM_VAR && is_own(v) && is_array(v->type) &&
                   !is_vla(v->type) && is_real_floating(e->type);
    return element && (i->kind == E_INT || (i->kind == E_REF && is_own(i->u.sym)));
}

/* How many factors there are in a product of such; 0 if it is something else. */
static int count_factors(const Expr *e, const Type *t)
{
    if (!same_type(unqualified((Type *)e->type), unqualified((Type *)t)))
        return 0;
    if (e->kind != E_BINARY || e->op != OP_MUL)
        return is_factor(e);
    int a = count_factors(e->kid[LHS], t), b = count_factors(e->kid[RHS], t);
    return a && b ? a + b : 0;
}

static const Expr *product_of(const Expr *e)
{
    return e->kind == E_UNARY && e->op == OP_NEG ? e->kid[0] : e;
}

/* The variable that s declares, if it is an adjoint and such a product. */
static Sym *declared_product(Contract *x, const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (!v || !v->init || v->kind != SYM_VAR || !is_own(v) || !is_real_floating(v->type) ||
        !is_adjoint(&x->adjoints, v) || map_has(&x->changed, v) ||
        mentions_of(x, v)->declared != 1)
        return NULL;
    int n = count_factors(product_of(v->init), v->type);
    return n > 1 && n <= MOST_FACTORS ? v : NULL;
}

/* ------------------------------------------------------------ its places */

/* place += v;  place -= v; */
static Expr *addition_of(const Stmt *s, const Sym *v)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool sum = e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB);
    return sum && ref_sym(e->kid[RHS]) == v && same_type(e->type, v->type) ? e : NULL;
}

static Walk find_store(Expr *e, void *context)
{
    bool step = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                       e->op == OP_POSTINC || e->op == OP_POSTDEC);
    if (e->kind == E_CALL || e->kind == E_STMT || e->kind == E_OPAQUE || e->kind == E_VA_ARG)
        return WALK_STOP;
    if (e->kind != E_ASSIGN && !step)
        return WALK_ON;
    Sym *to = path_root(e->kid[LHS]);
    return to && !expr_mentions((Expr *)context, to) ? WALK_ON : WALK_STOP;
}

/* Does the product have the same value after s? */
static bool keeps_product(Stmt *s, Expr *product)
{
    return s->kind == S_COMMENT ||
           ((s->kind == S_EXPR || s->kind == S_DECL) &&
            walk_stmt(s, NULL, find_store, product));
}

/* Whether all places where v is used follow s in its list; they are added to all. */
static bool find_additions(Contract *x, Stmt *s, Sym *v, Exprs *all)
{
    int n = mentions_of(x, v)->n;
    bool memory = false;
    if (n < 2 || n > MOST_PLACES)
        return false;
    for (Stmt *t = s->next; t && all->n < n; t = t->next) {
        Expr *e = addition_of(t, v);
        if (e) {
            const Sym *to = path_root(e->kid[LHS]);
            memory |= to && is_pointer(to->type);
            append(all, e);
        }
        if (all->n < n && !keeps_product(t, v->init))
            return false;
    }
    return all->n == n && memory;
}

static void write_product(const Sym *v, Expr *e)
{
    const Expr *product = product_of(v->init);
    e->kid[RHS] = clone_expr((Expr *)product, NULL);
    if (product != v->init)
        e->op = e->op == OP_ADD ? OP_SUB : OP_ADD;
}

static void contract_list(Contract *x, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        adjoint_value(&x->adjoints, s);
        Exprs places = {0};
        Sym *v = declared_product(x, s);
        bool goes = v && find_additions(x, s, v, &places);
        for (int i = 0; goes && i < places.n; i++)
            write_product(v, places.at[i]);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                contract_list(x, &s->body[i]);
        s->next = NULL;
        if (!goes)
            add_stmt(&out, s);
    }
    *b = out;
}

void contract_sums(Func *f)
{
    if (options.no_contract)
        return;
    Contract x = {.changed = changed_variables(f->body)};
    walk_block(f->body, note_decls, note_mention, &x);
    contract_list(&x, &f->body);
}
