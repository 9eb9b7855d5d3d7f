/* restart.c - variables that the reverse of a loop only steps back are saved before the loop.
 *
 *     row = x + i * n;                              row = x + i * n;
 *     for (c = 0; c < n; c++) {                     row_s[i] = row;
 *         ...                                       for (c = 0; c < n; c++) {
 *         row += n - c;                                 ...
 *     }                                                 row += n - c;
 *     row_s[i] = row;                       ->      }
 *     ...                                           ...
 *     row = row_s[i];                               row = row_s[i];
 *     for (c = n - 1; c >= 0; c--)
 *         row -= n - c;
 *     for (c = 0; c < n; c++) {                     for (c = 0; c < n; c++) {
 *
 * order.c steps back all the way what it then steps forward again.  If a declaration gives the
 * variable a value, then one statement alone changes it, and then it goes to the tape: that
 * statement is the loop whose reverse takes it from there, and what all the steps back lead to is
 * the value before.  Where that is computed of what does not change and the index alone, it is
 * computed again, and nothing is saved: row = x + i * n.
 */
#include "order.h"

typedef struct Saved {
    const Sym *block; /* row_s */
    Block *list;      /* that the store is in */
    Stmt *store;
    int stores;
    int elements; /* mentions of its elements */
} Saved;

static const Expr *stored_to(const Stmt *s, const Sym *block)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
    bool stores = e && e->op == OP_NONE && e->kid[LHS]->kind == E_INDEX &&
                  ref_sym(e->kid[LHS]->kid[BASE]) == block;
    return stores ? e : NULL;
}

static Walk count_element(Expr *e, void *context)
{
    Saved *k = context;
    k->elements += e->kind == E_INDEX && ref_sym(e->kid[BASE]) == k->block;
    return WALK_ON;
}

/* Finds the store to the block, and the list it is in. */
static void find_store(Saved *k, Block *b)
{
    for (Stmt *s = b->first; s; s = s->next) {
        if (stored_to(s, k->block)) {
            k->store = s;
            k->list = b;
            k->stores++;
        }
        for (int i = 0; i < 3; i++)
            find_store(k, &s->body[i]);
    }
}

typedef struct Writes {
    const Sym *v;
    bool any, jumps;
} Writes;

static Walk note_write(Expr *e, void *context)
{
    Writes *w = context;
    bool steps =
        e->kind == E_UNARY && (e->op == OP_ADDR || (e->op >= OP_PREINC && e->op <= OP_POSTDEC));
    w->any |= (steps || e->kind == E_ASSIGN) && ref_sym(e->kid[0]) == w->v;
    return WALK_ON;
}

static Walk note_pop(Stmt *s, void *context)
{
    Writes *w = context;
    w->any |= s->kind == S_POP && ref_sym(s->e[0]) == w->v;
    w->jumps |= s->kind != S_EXPR && s->kind != S_DECL && s->kind != S_FOR && s->kind != S_IF &&
                s->kind != S_COMMENT && s->kind != S_NULL && s->kind != S_POP &&
                s->kind != S_PUSH && s->kind != S_BLOCK;
    return WALK_ON;
}

static Writes writes_in(Stmt *s, const Sym *v)
{
    Writes w = {.v = v};
    walk_stmt(s, note_pop, note_write, &w);
    return w;
}

/* The declaration of v in the list of the store, if one statement between them writes v, none the
 * index of the store, and nothing jumps. */
static Stmt *declared_before(const Saved *k, const Sym *v, const Sym *index)
{
    Stmt *decl = NULL;
    int writers = 0;
    for (Stmt *s = k->list->first; s && s != k->store; s = s->next) {
        bool declares = s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == v;
        if (declares && v->init) {
            decl = s;
            writers = 0;
            continue;
        }
        Writes w = writes_in(s, v), of_index = writes_in(s, index);
        if (w.jumps || (decl && of_index.any))
            return NULL;
        writers += w.any;
    }
    return writers == 1 ? decl : NULL;
}

static void unlink_from(Block *b, const Stmt *s)
{
    Block out = {0};
    for (Stmt *t = b->first, *next; t; t = next) {
        next = t->next;
        if (t != s)
            add_stmt(&out, t);
    }
    *b = out;
}

/* v is declared in the list, and written by nothing before 'end'. */
static bool begins_in(Block list, const Stmt *end, const Sym *v)
{
    bool declared = false;
    for (Stmt *s = list.first; s && s != end; s = s->next) {
        if (declared && writes_in(s, v).any)
            return false;
        declared |= s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == v;
    }
    return declared;
}

typedef struct Steady {
    Block top;         /* of the function */
    Map changed;       /* variables */
    const Sym *index;
} Steady;

static bool is_declared_in(Block b, const Sym *v)
{
    for (const Stmt *s = b.first; s; s = s->next)
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            if (s->decls.at[i] == v)
                return v->init != NULL;
    return false;
}

static Walk find_unsteady(Expr *e, void *context)
{
    const Steady *k = context;
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool keeps = v && v != k->index && !v->global && !v->address_taken && is_scalar(v->type) &&
                 v->storage != ST_STATIC && !is_volatile(v->type) && !map_has(&k->changed, v) &&
                 (v->kind == SYM_PARAM || is_declared_in(k->top, v));
    bool sums = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB || e->op == OP_MUL);
    bool steady = keeps || sums || (v && v == k->index) || e->kind == E_INT || e->kind == E_CONV;
    return steady ? WALK_ON : WALK_STOP;
}

/* Has w's initialiser the same value wherever the index has? */
static bool is_steady(Func *f, const Sym *w, const Sym *index)
{
    Steady k = {f->body, changed_variables(f->body), index};
    return walk_expr(w->init, find_unsteady, &k);
}

/* v, which is taken from slot i of the tape, is computed as w was: of the index and what stays. */
static void compute_again(Saved *k, Sym *v, const Sym *w, Sym *index)
{
    Map syms = {0};
    map_set(&syms, index, ref_sym(skip_conv(v->init)->kid[INDEX]));
    v->init = clone_expr(w->init, &syms);
    unlink_from(k->list, k->store);
}

/* Saves v, which is taken from the tape in 'list' and stepped back by the loop 'back', as it was
 * before the loop that 'back' reverses; false if that cannot be. */
static bool save_earlier(Func *f, Block list, const Stmt *back, Sym *v, bool really)
{
    const Expr *from = v->init ? skip_conv(v->init) : NULL;
    if (!from || from->kind != E_INDEX || !begins_in(list, back, v))
        return false;
    Saved k = {.block = ref_sym(from->kid[BASE])};
    if (!k.block || !k.block->on_tape)
        return false;
    find_store(&k, &f->body);
    walk_block(f->body, NULL, count_element, &k);
    const Expr *store = k.stores == 1 && k.elements == 2 ? stored_to(k.store, k.block) : NULL;
    Sym *index = store ? ref_sym(store->kid[LHS]->kid[INDEX]) : NULL;
    Sym *w = index ? ref_sym(store->kid[RHS]) : NULL;
    if (!w || w->address_taken || w->global || w->kind != SYM_VAR || index->address_taken)
        return false;
    Stmt *decl = declared_before(&k, w, index);
    if (decl && really && ref_sym(from->kid[INDEX]) && is_steady(f, w, index)) {
        compute_again(&k, v, w, index);
    } else if (decl && really) {
        unlink_from(k.list, k.store);
        k.store->next = decl->next;
        decl->next = k.store;
    }
    return decl != NULL;
}

static Sym *stepped_by(const Stmt *s)
{
    return s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? ref_sym(s->e[0]->kid[LHS]) : NULL;
}

static bool save_all(Func *f, Block list, const Stmt *back, bool really)
{
    for (Stmt *s = back->body[BODY].first; s; s = s->next)
        if (!stepped_by(s) || !save_earlier(f, list, back, stepped_by(s), really))
            return false;
    return true;
}

/* The list that s is in; NULL if it is not below b. */
static Block *list_of(Block *b, const Stmt *s)
{
    for (Stmt *t = b->first; t; t = t->next) {
        if (t == s)
            return b;
        for (int i = 0; i < 3; i++) {
            Block *found = list_of(&t->body[i], s);
            if (found)
                return found;
        }
    }
    return NULL;
}

bool restart(Func *f, const Stmts *backs)
{
    bool any = false;
    for (int i = 0; i < backs->n; i++) {
        const Stmt *back = backs->at[i];
        Block *list = list_of(&f->body, back);
        if (list && save_all(f, *list, back, false)) {
            save_all(f, *list, back, true);
            unlink_from(list, back);
            any = true;
        }
    }
    return any;
}
