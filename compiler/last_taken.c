/* last_taken.c - of a branch that only counts the last time it was taken, that time is kept.
 *
 *     _Bool *c_s = adcc_reserve(n);                   int c_last = -1;
 *     for (i = 0; i < n; i++) {                       for (i = 0; i < n; i++) {
 *         if (c) y = x[i];                                if (c) y = x[i];
 *         c_s[i] = c;                                     c_last = c ? i : c_last;
 *     }                                       ->      }
 *     for (i = n - 1; i >= 0; i--)                    if (c_last >= 0) {
 *         if (c_s[i]) {                                   int i = c_last;
 *             x_b[i] += y_b;                              x_b[i] += y_b;
 *             break;                                  }
 *         }
 *     adcc_release(n);
 *
 * The loops are those that seeds.c made leave: the greatest, the nearest, the last that fits.
 */
#include "tape.h"

#include <string.h>

/* What there is of the block 'saved' in a list. */
typedef struct Taken {
    Sym *saved;
    Stmt *decl, *forward, *store, *reverse, *release;
    int mentions; /* in the whole function */
} Taken;

static Walk count_mention(Expr *e, void *context)
{
    Taken *t = context;
    t->mentions += e->kind == E_REF && e->u.sym == t->saved;
    return WALK_ON;
}

/* i, if e is saved[i] or saved[i - c] */
static Sym *index_in_block(const Expr *e, const Sym *saved)
{
    e = skip_conv((Expr *)e);
    if (e->kind != E_INDEX || ref_sym(e->kid[BASE]) != saved)
        return NULL;
    Expr *i = skip_conv(e->kid[INDEX]);
    if (i->kind == E_BINARY && i->op == OP_SUB && skip_conv(i->kid[RHS])->has_value)
        i = skip_conv(i->kid[LHS]);
    return ref_sym(i);
}

/* The index of a loop that counts up from a constant that is not negative. */
Sym *index_counting_up(const Stmt *loop)
{
    Stmt *init = loop->body[INIT].first, *step = loop->body[STEP].first;
    Sym *i = init && init->kind == S_DECL && init->decls.n == 1 ? init->decls.at[0] : NULL;
    if (!i || !is_signed_integer(i->type) || !i->init || !skip_conv(i->init)->has_value ||
        skip_conv(i->init)->value < 0 || !step || step->next || step->kind != S_EXPR)
        return NULL;
    const Expr *e = step->e[0];
    bool up = e->kind == E_UNARY && (e->op == OP_POSTINC || e->op == OP_PREINC);
    up |= e->kind == E_ASSIGN && e->op == OP_ADD && skip_conv(e->kid[RHS])->has_value &&
          skip_conv(e->kid[RHS])->value > 0;
    return up && ref_sym(e->kid[0]) == i ? i : NULL;
}

static void look_at_loop(Taken *t, Stmt *loop)
{
    Sym *i = index_counting_up(loop);
    for (Stmt *s = loop->body[BODY].first; i && s; s = s->next) {
        const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
        if (e && e->kind == E_ASSIGN && e->op == OP_NONE &&
            index_in_block(e->kid[LHS], t->saved) == i && is_pure(e->kid[RHS])) {
            t->forward = loop;
            t->store = s;
        }
    }
    Stmt *only = next_real(loop->body[BODY].first);
    Stmt *init = loop->body[INIT].first;
    bool last = only && only == last_of(loop->body[BODY]) && only->kind == S_IF &&
                is_empty(only->body[IF_ELSE]) && last_of(only->body[IF_THEN]) &&
                last_of(only->body[IF_THEN])->kind == S_BREAK;
    if (last && init && init->kind == S_DECL &&
        index_in_block(only->e[0], t->saved) == init->decls.at[0])
        t->reverse = loop;
}

static Taken find_parts(Func *f, Stmt *decl)
{
    Taken t = {.saved = decl->decls.at[0], .decl = decl};
    walk_block(f->body, NULL, count_mention, &t);
    for (Stmt *s = decl->next; s; s = s->next) {
        if (s->kind == S_FOR)
            look_at_loop(&t, s);
        if (s->kind == S_EXPR && is_call_of(s->e[0], "adcc_release")) {
            Taken own = {.saved = t.saved};
            walk_expr(s->e[0], count_mention, &own);
            t.release = own.mentions ? s : t.release;
        }
    }
    return t;
}

typedef struct Name {
    const char *name;
    bool taken;
} Name;

static Walk find_name(Expr *e, void *context)
{
    Name *n = context;
    n->taken |= (e->kind == E_REF || e->kind == E_LABEL_ADDR) && str_eq(e->u.sym->name, n->name);
    return WALK_ON;
}

static Walk find_declared_name(Stmt *s, void *context)
{
    Name *n = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        n->taken |= str_eq(s->decls.at[i]->name, n->name);
    return WALK_ON;
}

/* c_s becomes c_last, if nothing in the function is called so. */
static void rename_block(Func *f, Sym *v)
{
    size_t length = strlen(v->name);
    if (length < 3 || !str_eq(v->name + length - 2, "_s"))
        return;
    Name n = {intern(fmt("%.*s_last", (int)length - 2, v->name)), false};
    walk_block(f->body, find_declared_name, find_name, &n);
    for (int i = 0; i < f->params.n; i++)
        n.taken |= str_eq(f->params.at[i]->name, n.name);
    if (!n.taken)
        v->name = n.name;
}

static void rewrite(Taken *t)
{
    Sym *i = t->forward->body[INIT].first->decls.at[0];
    Sym *last = t->saved;
    Expr *taken = t->store->e[0]->kid[RHS];
    last->type = unqualified(i->type);
    last->on_tape = false;
    t->decl->decls.at[0]->init = int_const(-1);
    t->store->e[0] = assign(ref(last), cond(taken, ref(i), ref(last)));
    Stmt *branch = last_of(t->reverse->body[BODY]);
    Block then = branch->body[IF_THEN];
    last_of(then)->kind = S_NULL;
    Sym *back = t->reverse->body[INIT].first->decls.at[0];
    Block body = join(block_of(decl_stmt(back, ref(last))), then);
    Stmt *next = t->reverse->next;
    *t->reverse = *if_stmt(binary(OP_GE, ref(last), int_const(0)), body, (Block){0});
    t->reverse->next = next;
    t->release->kind = S_NULL;
}

static bool keep_in_list(Func *f, Block *b)
{
    bool changed = false;
    for (Stmt *s = b->first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            changed |= keep_in_list(f, &s->body[i]);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (!v || !v->on_tape || !v->init || !is_call_of(skip_conv(v->init), "adcc_reserve"))
            continue;
        Taken t = find_parts(f, s);
        if (t.forward && t.reverse && t.release && t.mentions == 4) {
            rename_block(f, t.saved);
            rewrite(&t);
            changed = true;
        }
    }
    return changed;
}

/* Needs: guard_by_seeds(). */
bool keep_last_taken(Func *f)
{
    return keep_in_list(f, &f->body);
}
