/* sums.c - what a loop adds to one place of memory is summed in a variable.
 *
 *     for (...) {                                 double rate_sum = 0.0;
 *         ...                                     for (...) {
 *         model_b->rate += t;           ->            ...
 *     }                                               rate_sum += t;
 *                                                 }
 *                                                 if (rate_sum != 0.0)
 *                                                     model_b->rate += rate_sum;
 *
 * C compilers cannot keep model_b->rate in a register, as other stores of the loop might change it.
 * The shadows that adcc knows to be other storage, or are only added to as well, do not.  A loop
 * that never gets to the place must not touch it: then the sum is zero.
 */
#include "reverse.h"

enum { MOST_SUMS = 8 }; /* of a loop: there are so many registers */

typedef struct Sums {
    Program *p;
    const Func *f;
    Map *names;
    const Effect *effect; /* of the loop */
    Exprs places;         /* found in it */
    Syms sums;            /* in place of them */
} Sums;

static bool is_shadow_in_memory(Expr *e)
{
    for (; e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CONV; e = e->kid[0])
        if (e->kind == E_MEMBER && e->u.field->bits >= 0)
            return false;
    if (e->kind == E_UNARY && e->op == OP_DEREF)
        e = skip_conv(e->kid[0]);
    Sym *v = ref_sym(e);
    return v && v->primal;
}

/* place += e; */
static Expr *sum_in(const Stmt *s)
{
    Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    bool sum = e && e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB);
    return sum && is_real_floating(strip(e->type)) && !is_volatile(e->kid[LHS]->type) &&
                   e->kid[LHS]->kind != E_REF && is_shadow_in_memory(e->kid[LHS])
               ? e
               : NULL;
}

static int find_place(const Exprs *all, const Expr *e)
{
    for (int i = 0; i < all->n; i++)
        if (same_expr(all->at[i], e))
            return i;
    return -1;
}

static Walk note_sum(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = sum_in(s);
    if (e && find_place(&k->places, e->kid[LHS]) < 0 &&
        can_sum_apart(k->p, k->effect, e->kid[LHS]))
        append(&k->places, e->kid[LHS]);
    return WALK_ON;
}

static Walk replace_sum(Stmt *s, void *context)
{
    Sums *k = context;
    Expr *e = sum_in(s);
    int i = e ? find_place(&k->places, e->kid[LHS]) : -1;
    if (i >= 0)
        e->kid[LHS] = ref(k->sums.at[i]);
    return WALK_ON;
}

static const char *name_of(const Expr *e)
{
    e = skip_conv((Expr *)e);
    if (e->kind == E_MEMBER && e->u.field->name)
        return e->u.field->name;
    if (e->kind == E_REF)
        return e->u.sym->primal->source_name ? e->u.sym->primal->source_name
                                             : e->u.sym->primal->name;
    return name_of(e->kid[0]);
}

typedef struct Search {
    Program *p;
    const Place *pointer;
} Search;

/* p->x, evaluated whenever the whole expression is */
static Walk find_member(Expr *e, void *context)
{
    Search *s = context;
    if (e->kind == E_COND || e->kind == E_ELVIS || e->kind == E_STMT || e->op == OP_LAND ||
        e->op == OP_LOR || (e->kind == E_UNARY && e->op == OP_SIZEOF))
        return WALK_PRUNE;
    Sym *v = e->kind == E_MEMBER && e->arrow ? ref_sym(e->kid[BASE]) : NULL;
    return v && !v->primal && place_of(s->p, v) == s->pointer ? WALK_STOP : WALK_ON;
}

/* Is the place x_b->member of a parameter x that the function follows before it does anything else?
 * Then it is there, whatever the loop does. */
static bool is_there(Sums *k, const Expr *place)
{
    Sym *v = place->kind == E_MEMBER && place->arrow ? ref_sym(place->kid[BASE]) : NULL;
    if (!v || v->kind != SYM_PARAM || !v->primal || !is_pointer(v->primal->type))
        return false;
    Search s = {k->p, place_of(k->p, v->primal)};
    for (Stmt *t = k->f->body.first; t; t = t->next) {
        Stmt alone = *t;
        alone.next = NULL;
        if (t->kind != S_DECL && t->kind != S_EXPR && t->kind != S_COMMENT)
            return false;
        if (!walk_block((Block){&alone, &alone}, NULL, find_member, &s))
            return true;
    }
    return false;
}

/* What stands before the loop, and after it in *after. */
static Block declare_sums(Sums *k, Block *after)
{
    Block before = {0};
    for (int i = 0; i < k->places.n; i++) {
        Expr *place = clone_expr(k->places.at[i], NULL);
        Type *t = unqualified(strip(place->type));
        Sym *sum = new_sym(SYM_VAR, free_name(k->names, fmt("%s_sum", name_of(place))), t);
        sum->generated = true;
        append(&k->sums, sum);
        add_stmt(&before, decl_stmt(sum, zero_of(t)));
        bool there = is_there(k, place);
        Stmt *add = expr_stmt(assign_op(OP_ADD, place, ref(sum)));
        Expr *any = binary(OP_NE, ref(sum), zero_of(t));
        add_stmt(after, there ? add : if_stmt(any, block_of(add), (Block){0}));
    }
    return before;
}

static bool sum_in_list(Program *p, const Func *f, Map *names, Block *b)
{
    Block out = {0};
    bool changed = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Sums k = {.p = p, .f = f, .names = names};
        Block after = {0};
        if (s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO) {
            k.effect = effect_of_stmt(p, s);
            walk_block(s->body[BODY], note_sum, NULL, &k);
        }
        if (k.places.n && k.places.n <= MOST_SUMS) {
            out = join(out, declare_sums(&k, &after));
            walk_block(s->body[BODY], replace_sum, NULL, &k);
            changed = true;
        }
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                changed |= sum_in_list(p, f, names, &s->body[i]);
        add_stmt(&out, s);
        out = join(out, after);
    }
    *b = out;
    return changed;
}

/* True if anything was changed. */
bool sum_in_variables(Program *p, Func *f)
{
    if (options.no_sums)
        return false;
    Map names = names_in(f);
    return sum_in_list(p, f, &names, &f->body);
}
