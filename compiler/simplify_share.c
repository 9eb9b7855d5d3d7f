/* simplify_share.c - a call of the library that is made twice is made once.
 *
 *     double w = exp(-s);                     double w = exp(-s);
 *     u_b += exp(-s) * t;                     u_b += w * t;
 *
 *     u_b += sin(x) * t;                      double w1 = sin(x);
 *     v_b += sin(x) * r;                      u_b += w1 * t;  v_b += w1 * r;
 *
 * Compilers may not do it themselves, because the call may set errno.  Only
 * statements with a derivative as their target are changed, and only as long as
 * nothing that the call reads changes.
 */
#include "simplify.h"

enum { REACH = 200 }; /* statements to look ahead */

/* What is replaced by what. */
typedef struct Share {
    const Expr *value;
    Sym *name;
    int found; /* occurrences so far */
    bool replace;
} Share;

/* Is s an assignment or declaration that may be rewritten? */
static bool is_ours(const Stmt *s)
{
    bool direct;
    if (s->kind == S_DECL)
        return s->decls.n == 1 && may_change(s->decls.at[0]);
    return s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN &&
           may_change(target_root(s->e[0]->kid[LHS], &direct));
}

static Expr *share_in(Expr *e, void *context)
{
    Share *share = context;
    if (!same_expr(e, share->value))
        return e;
    share->found++;
    return share->replace ? ref(share->name) : e;
}

/* In the statements of b and below, as far as they are ours. */
static void share_block(Simplify *c, Block b, Share *share)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (is_ours(s)) {
            Stmt *next = s->next;
            s->next = NULL;
            count_stmt(c, s, -1);
            rewrite_block((Block){s, s}, share_in, share);
            count_stmt(c, s, 1);
            s->next = next;
        }
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                share_block(c, s->body[i], share);
        map_set(&c->effects, s, NULL);
    }
}

/* Are all variables that the value reads among those of the statement?  Else it is not in it. */
static bool may_contain(const Effect *s, const Effect *value)
{
    for (int i = bits_next(&value->reads, 0); i >= 0; i = bits_next(&value->reads, i + 1))
        if (!bits_has(&s->reads, i))
            return false;
    return true;
}

/* From list->at[from] on, as long as neither the value nor its name (if it has one already)
 * changes. */
static void share_list(Simplify *c, Stmts *list, int from, const Facts *named, Share *share)
{
    Effect value = effect_of_expr(c, share->value);
    for (int i = from; i < list->n && i < from + REACH; i++) {
        Stmt *s = list->at[i];
        if (!s)
            continue;
        Effect *effect = effect_of(c, s);
        bool stop = disturbs(effect, &value) || (named && bits_has(&effect->writes, named->index));
        if (stop && !is_ours(s))
            return;
        Stmt *next = s->next;
        s->next = NULL;
        if (may_contain(effect, &value)) {
            share_block(c, (Block){s, s}, share);
            place_changed(c, i);
        }
        s->next = next;
        if (stop)
            return;
    }
}

/* The first call in e that is evaluated whenever e is. */
static Expr *find_call(Expr *e)
{
    if (!e || e->kind == E_STMT)
        return NULL;
    if (e->kind == E_CALL)
        return is_pure(e) && is_real_floating(e->type) ? e : NULL;
    bool lazy = e->kind == E_COND || e->kind == E_ELVIS || e->op == OP_LAND || e->op == OP_LOR;
    for (int i = 0; i < (lazy ? 1 : e->nkid); i++) {
        Expr *call = find_call(e->kid[i]);
        if (call)
            return call;
    }
    return NULL;
}

static Walk is_call(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_CALL ? WALK_STOP : WALK_ON;
}

/* v = e; with a call in e: later e are v.  An element is none, as it may be a target later. */
bool reuse_value(Simplify *c, Stmts *list, int i)
{
    Stmt *s = list->at[i];
    Expr *value = NULL;
    Sym *v = defined_by(s, &value);
    Facts *facts = v ? private_facts(c, v) : NULL;
    if (!facts || !value || walk_expr(value, is_call, NULL) || !is_pure(value) ||
        is_lvalue(skip_conv(value)) || !same_type(v->type, value->type))
        return false;
    Effect effect = effect_of_expr(c, value);
    if (bits_has(&effect.reads, facts->index))
        return false;
    Share share = {.value = skip_conv(value), .name = v, .replace = true};
    share_list(c, list, i + 1, facts, &share);
    c->changed |= share.found > 0;
    return share.found > 0;
}

/* A call in a statement that occurs again gets a name in a declaration before it. */
bool share_call(Simplify *c, Stmts *list, int i)
{
    Stmt *s = list->at[i];
    if (!is_ours(s))
        return false;
    Expr *value = s->kind == S_DECL ? s->decls.at[0]->init : s->e[0];
    Expr *call = find_call(value);
    if (!call || call == skip_conv(value) ||
        (s->kind == S_EXPR && call == skip_conv(value->kid[RHS])))
        return false;
    Share count = {.value = call};
    share_list(c, list, i, NULL, &count);
    if (count.found < 2)
        return false;
    if (!c->names_known) {
        c->names = names_in(c->f);
        c->names_known = true;
    }
    Sym *w = new_sym(SYM_VAR, free_name(&c->names, "w"), unqualified(call->type));
    w->generated = true;
    Expr *copy = clone_expr(call, NULL);
    Share share = {.value = copy, .name = w, .replace = true};
    share_list(c, list, i, NULL, &share);
    insert_before(c, list, i, decl_stmt(w, copy));
    count_stmt(c, list->at[i], 1);
    c->changed = true;
    return true;
}
