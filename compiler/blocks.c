/* blocks.c - blocks of the tape that each iteration takes and gives back.
 *
 *     for (p = 0; p < paths; p++) {                  double *price_s = adcc_reserve(steps * ...);
 *         double *price_s =                          for (p = 0; p < paths; p++) {
 *             adcc_reserve(steps * ...);      ->         ... price_s[t] ...
 *         ... price_s[t] ...                         }
 *         adcc_release(steps * ...);                 adcc_release(steps * ...);
 *     }
 *
 * One that always has the same size is taken once, before the loop.  A few numbers, whose count is
 * a constant, are a local array instead, which compilers keep in registers.  As long as the loop's
 * iterations leave the stack of blocks as they find it, the order of the others does not change.
 * Blocks that nobody reads go.
 */
#include "reverse.h"

enum { SMALL = 16 }; /* elements of a local array */

typedef struct Blocks {
    Program *p;
    Func *f;
    Map names;    /* taken in the function */
    Map declared; /* names of its variables, to the first of them */
    Map twice;    /* those of which there are several */
    Map taken;    /* blocks that the function itself takes */
    bool changed;
} Blocks;

/* v of T *v = adcc_reserve(bytes); */
static Sym *reserved_by(const Stmt *s, Expr **bytes)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    Expr *e = v && v->on_tape && v->init ? skip_conv(v->init) : NULL;
    const Sym *f = e && e->kind == E_CALL ? callee_sym(e) : NULL;
    if (!f || !str_eq(f->name, "adcc_reserve"))
        return NULL;
    *bytes = e->kid[ARGS];
    return v;
}

static Walk find_block(Expr *e, void *context)
{
    Sym **v = context;
    if (e->kind == E_REF && e->u.sym->on_tape)
        *v = e->u.sym;
    return *v ? WALK_STOP : WALK_ON;
}

/* v of adcc_release(trips * sizeof *v); */
static Sym *released_by(const Stmt *s)
{
    Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_CALL ? s->e[0] : NULL;
    const Sym *f = e ? callee_sym(e) : NULL;
    Sym *v = NULL;
    if (f && str_eq(f->name, "adcc_release"))
        walk_expr(e->kid[ARGS], find_block, &v);
    return v;
}

/* ------------------------------------------------------------------ blocks that nobody reads */

/* A block of the tape, or the local array that took its place. */
static bool is_block(const Sym *v)
{
    return v->on_tape || (v->generated && v->disposable && is_array(v->type));
}

/* v of  T v[n];  which is one */
static Sym *array_of_block(const Stmt *s)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    return v && is_block(v) && is_array(v->type) && !v->init ? v : NULL;
}

/* v of  v[i] = e; */
static Sym *stored_in(const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->op == OP_NONE
                        ? skip_conv(s->e[0]->kid[LHS])
                        : NULL;
    Sym *v = e && e->kind == E_INDEX ? ref_sym(e->kid[BASE]) : NULL;
    return v && is_block(v) ? v : NULL;
}

static Walk note_block(Expr *e, void *context)
{
    if (e->kind == E_REF && is_block(e->u.sym))
        map_set(context, e->u.sym, e->u.sym);
    return WALK_ON;
}

/* All blocks that b does anything else with than to take, fill and give back. */
static void note_read_blocks(Block b, Map *read)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Expr *bytes;
        Stmt head = *s;
        head.next = NULL;
        for (int i = 0; i < 3; i++) {
            note_read_blocks(s->body[i], read);
            head.body[i] = (Block){0};
        }
        if (stored_in(s)) {
            walk_expr(s->e[0]->kid[RHS], note_block, read);
            walk_expr(skip_conv(s->e[0]->kid[LHS])->kid[INDEX], note_block, read);
        } else if (!reserved_by(s, &bytes) && !released_by(s)) {
            walk_block((Block){&head, &head}, NULL, note_block, read);
        }
    }
}

static Walk note_taken(Stmt *s, void *context)
{
    Blocks *k = context;
    Expr *bytes;
    Sym *v = reserved_by(s, &bytes);
    v = v ? v : array_of_block(s);
    if (v)
        map_set(&k->taken, v, v);
    return WALK_ON;
}

static void drop_unread_blocks(Blocks *k, Block *b, const Map *read)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        Expr *bytes;
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                drop_unread_blocks(k, &s->body[i], read);
        Sym *v = reserved_by(s, &bytes);
        v = v ? v : released_by(s);
        v = v ? v : stored_in(s);
        v = v ? v : array_of_block(s);
        if (v && map_has(&k->taken, v) && !map_has(read, v) &&
            (!stored_in(s) || is_pure(s->e[0]->kid[RHS])))
            k->changed = true;
        else
            add_stmt(&out, s);
    }
    *b = out;
}

/* ------------------------------------------------------------------ the stack of blocks */

static bool is_derivative(Program *p, const Sym *f)
{
    for (int i = 0; i < p->insts.n; i++) {
        const Inst *inst = p->insts.at[i];
        if ((inst->fwd && inst->fwd->sym == f) || (inst->rev && inst->rev->sym == f))
            return true;
    }
    return false;
}

static Walk find_taker(Expr *e, void *context)
{
    Program *p = context;
    if (e->kind != E_CALL)
        return e->kind == E_STMT ? WALK_STOP : WALK_ON;
    const Sym *f = callee_sym(e);
    if (!f || is_derivative(p, f))
        return WALK_STOP;
    bool ours = starts_with(f->name, "adcc_");
    bool harmless = starts_with(f->name, "adcc_push_") || starts_with(f->name, "adcc_pop_") ||
                    starts_with(f->name, "adcc_keep") || starts_with(f->name, "adcc_kink");
    return ours && !harmless ? WALK_STOP : WALK_ON;
}

static bool is_jump(const Stmt *s)
{
    return s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
           s->kind == S_LABEL || s->kind == S_OPAQUE;
}

/* Does the list leave the stack of blocks as it finds it, however it is left? */
static bool is_balanced(Program *p, Block b)
{
    Syms open = {0};
    for (const Stmt *s = b.first; s; s = s->next) {
        Expr *bytes;
        Sym *v = reserved_by(s, &bytes), *w = released_by(s);
        bool jump = s->kind == S_BREAK || s->kind == S_CONTINUE;
        if (is_jump(s) || (jump && open.n) || (w && (!open.n || open.at[--open.n] != w)))
            return false;
        if (v)
            append(&open, v);
        Stmt head = *s;
        head.next = NULL;
        for (int i = 0; i < 3; i++) {
            if (open.n && has_jump(s->body[i]))
                return false;
            if (!is_balanced(p, s->body[i]))
                return false;
            head.body[i] = (Block){0};
        }
        if (!v && !w && !walk_block((Block){&head, &head}, NULL, find_taker, p))
            return false;
    }
    return open.n == 0;
}

/* ------------------------------------------------------------------ the size */

typedef struct Fixed {
    const Blocks *k;
    const Stmt *loop;
    bool is;
} Fixed;

static Walk find_change(Stmt *s, void *context)
{
    Sym *v = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (s->decls.at[i] == v)
            return WALK_STOP;
    const Expr *e = s->kind == S_EXPR || s->kind == S_POP ? s->e[0] : NULL;
    bool changes = e && (s->kind == S_POP ? ref_sym(e) == v
                                          : e->nkid && ref_sym(e->kid[0]) == v);
    return changes ? WALK_STOP : WALK_ON;
}

/* Of variables that have a value before the loop, and that it leaves alone? */
static Walk check_fixed(Expr *e, void *context)
{
    Fixed *x = context;
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return WALK_PRUNE;
    bool memory = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CALL ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    if (e->kind == E_REF && e->u.sym->kind != SYM_ENUMERATOR) {
        Sym *v = e->u.sym;
        x->is = !v->global && !v->address_taken && is_integer(v->type) && !is_volatile(v->type) &&
                v->storage != ST_STATIC && (v->kind == SYM_PARAM || v->init) &&
                walk_stmt((Stmt *)x->loop, find_change, NULL, v);
    }
    x->is &= !memory;
    return x->is ? WALK_ON : WALK_STOP;
}

static bool is_fixed(const Blocks *k, const Stmt *loop, Expr *bytes)
{
    Fixed x = {k, loop, true};
    walk_expr(bytes, check_fixed, &x);
    return x.is;
}

/* n of n * sizeof *v, n * m of n * (m * sizeof *v), a small constant; 0 if it is something else */
static long small_count(Expr *bytes)
{
    Expr *e = skip_conv(bytes);
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return 1;
    Expr *n = e->kind == E_BINARY && e->op == OP_MUL ? skip_conv(e->kid[LHS]) : NULL;
    long count = n && n->kind == E_INT && n->value > 0 && n->value <= SMALL ? n->value : 0;
    count = count ? count * small_count(e->kid[RHS]) : 0;
    return count <= SMALL ? count : 0;
}

/* ------------------------------------------------------------------ local arrays */

static Expr *retype(Expr *e, void *context)
{
    const Sym *v = context;
    if (e->kind == E_REF && e->u.sym == v)
        e->type = v->type;
    return e;
}

static Stmt *find_release(Block b, const Sym *v)
{
    for (Stmt *s = b.first; s; s = s->next)
        if (released_by(s) == v)
            return s;
    return NULL;
}

/* Blocks that this list takes and gives back, of a few elements. */
static void make_arrays(Blocks *k, Block *b)
{
    for (Stmt *s = b->first; s; s = s->next) {
        Expr *bytes = NULL;
        for (int i = 0; i < 3; i++)
            make_arrays(k, &s->body[i]);
        Sym *v = reserved_by(s, &bytes);
        long count = v ? small_count(bytes) : 0;
        Stmt *end = count ? find_release((Block){s, b->last}, v) : NULL;
        if (!end)
            continue;
        v->type = array_of(strip(v->type)->base, count, NULL);
        v->init = NULL;
        v->on_tape = false;
        v->disposable = true;
        place_of(k->p, v)->exact = false;
        place_of(k->p, v)->reals = holds_reals(v->type);
        rewrite_block(*b, retype, v);
        end->kind = S_NULL;
        end->e[0] = NULL;
        k->changed = true;
    }
}

/* ------------------------------------------------------------------ out of loops */

/* Moves what it can of the loop's body; gives what stands before the loop, and after it in *after.
 */
static Block move_blocks(Blocks *k, Stmt *loop, Block *after)
{
    Block before = {0};
    Block *body = &loop->body[BODY];
    if (!is_balanced(k->p, *body))
        return before;
    for (Stmt *s = body->first, *next; s; s = next) {
        Expr *bytes = NULL;
        next = s->next;
        Sym *v = reserved_by(s, &bytes);
        Stmt *end = v ? find_release((Block){s, body->last}, v) : NULL;
        if (!end || !is_fixed(k, loop, bytes))
            continue;
        next = next == end ? end->next : next;
        add_stmt(&before, take_stmt(body, s));
        *after = join(block_of(take_stmt(body, end)), *after);
        if (map_has(&k->twice, v->name))
            v->name = free_name(&k->names, v->name);
        k->changed = true;
    }
    return before;
}

static Block move_out(Stmt *s, void *context)
{
    Block before = {0}, after = {0};
    if (is_loop(s))
        before = move_blocks(context, s, &after);
    return join(before, join(block_of(s), after));
}

static Walk note_name(Stmt *s, void *context)
{
    Blocks *k = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        const char *name = s->decls.at[i]->name;
        if (map_has(&k->declared, name))
            map_set(&k->twice, name, s);
        map_set(&k->declared, name, s);
    }
    return WALK_ON;
}

/* Those that nobody reads go. */
static void drop_blocks(Blocks *k)
{
    Map read = {0};
    walk_block(k->f->body, note_taken, NULL, k);
    note_read_blocks(k->f->body, &read);
    drop_unread_blocks(k, &k->f->body, &read);
}

/* True if anything changed. */
bool place_blocks(Program *p, Func *f)
{
    Blocks k = {.p = p, .f = f};
    if (options.no_blocks)
        return false;
    k.names = names_in(f);
    drop_blocks(&k);
    walk_block(f->body, note_name, NULL, &k);
    make_arrays(&k, &f->body);
    replace_stmts(&f->body, move_out, &k);
    return k.changed;
}

void drop_idle_blocks(Func *f)
{
    Blocks k = {.f = f};
    if (!options.no_blocks)
        drop_blocks(&k);
}
