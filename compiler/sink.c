/* sink.c - variables are declared where they are used.
 *
 *     double r, term[k];                           for (i = 0; i < n; i++) {
 *     for (i = 0; i < n; i++) {                        double r, term[k];
 *         r = x[i] - m; ... term[j] = r; ...    ->         r = x[i] - m; ... term[j] = r; ...
 *     }                                            }
 *
 * What is declared inside a loop carries nothing from one iteration to the next, and that is what
 * the reverse sweep wants to know: no value has to be saved before it is overwritten, and a whole
 * iteration can be run again.  A declaration moves into the only statement of its list that
 * mentions it, if that is a branch, or a loop whose iterations write the variable before they read
 * it (cover.c).  A variable that serves several statements one after another, each of which writes
 * it first, becomes a variable for each.
 *
 *     double r = sum(n, x);                        double r = sum(n, x);
 *     r /= scale;  ... r ...                 ->    double r1 = r / scale;  ... r1 ...
 *
 * So does one that is divided, if the divisor matters: the derivative of the quotient is in terms
 * of its value, which is still there then, and the value before need not be saved.
 */
#include "reverse.h"

typedef struct Sink {
    Program *p;
    Map names;
} Sink;

/* Pointers may lead to v only as parameters, which do not outlive a call. */
bool is_only_passed(Program *p, const Place *v)
{
    for (int i = 0; i < p->places.n; i++) {
        const Place *place = p->places.at[i];
        bool param = place->sym && place->sym->kind == SYM_PARAM && !place->external;
        if (!param && bits_has(&place->points_to, v->id))
            return false;
    }
    return true;
}

/* Would the size of the array be another one further down? */
bool size_may_change(Program *p, Type *t)
{
    Bits reads = {0};
    for (t = strip(t); t->kind == T_ARRAY; t = strip(t->base)) {
        if (t->count == COUNT_VLA && !t->extent)
            return true;
        if (t->extent)
            add_reads(p, t->extent, &reads);
    }
    return bits_meet(&reads, &p->written);
}

/* Does it declare a variable of which there may be several? */
static bool is_plain_decl(const Stmt *s)
{
    const Sym *v = s->kind == S_DECL && s->decls.n == 1 && !s->tags.n ? s->decls.at[0] : NULL;
    return v && v->kind == SYM_VAR && !v->global && !v->thread_local_ && !is_volatile(v->type) &&
           v->storage != ST_STATIC && v->storage != ST_EXTERN && !v->inactive && !v->attributes;
}

static bool can_move(Sink *k, const Stmt *s)
{
    if (!is_plain_decl(s))
        return false;
    Sym *v = s->decls.at[0];
    if (v->init && !v->init->has_value && v->init->kind != E_FLOAT)
        return false;
    return is_only_passed(k->p, place_of(k->p, v)) && !size_may_change(k->p, v->type);
}

static void put_first(Block *b, Sym *v, Expr *init, Loc loc)
{
    Stmt *d = decl_stmt(v, init);
    d->loc = loc;
    *b = join(block_of(d), *b);
}

/* for (i = 0; ...)   ->   for (int i = 0; ...), if nothing else gives i a value */
static bool declare_in_head(Sym *v, Stmt *s)
{
    Stmt *init = s->kind == S_FOR ? s->body[INIT].first : NULL;
    Expr *e = init && !init->next && init->kind == S_EXPR ? init->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || e->op != OP_NONE || ref_sym(e->kid[LHS]) != v ||
        !is_scalar(v->type) || expr_mentions(e->kid[RHS], v))
        return false;
    Loc loc = init->loc;
    s->body[INIT] = (Block){0};
    put_first(&s->body[INIT], v, e->kid[RHS], loc);
    return true;
}

static bool outside_body(Stmt *s, Sym *v)
{
    if (s->e[0] && expr_mentions(s->e[0], v))
        return true;
    return s->kind == S_FOR &&
           (list_mentions(s->body[INIT], v) || list_mentions(s->body[STEP], v));
}

typedef struct Use {
    const Sym *v;
    bool whole; /* something else than to take an element */
} Use;

static Walk note_use(Expr *e, void *context)
{
    Use *use = context;
    if (e->kind == E_INDEX && ref_sym(e->kid[BASE]) == use->v) {
        walk_expr(e->kid[INDEX], note_use, use);
        return WALK_PRUNE;
    }
    use->whole |= e->kind == E_REF && e->u.sym == use->v;
    return WALK_ON;
}

static Walk find_loop_with(Stmt *s, void *context)
{
    return is_loop(s) && stmt_mentions(s, context) ? WALK_STOP : WALK_ON;
}

/* Does an iteration do more with an array than to look at a few of its elements?  Else an array for
 * each iteration would cost more than the iteration, as its adjoint begins at zero. */
static bool is_worth_an_array(Block body, Sym *v)
{
    enum { FEW = 16 };
    Type *t = strip(v->type);
    Use use = {.v = v};
    if (!is_array(t) || (t->count >= 0 && t->count <= FEW) || is_array(t->base))
        return true;
    walk_block(body, NULL, note_use, &use);
    return use.whole || !walk_block(body, find_loop_with, NULL, v);
}

/* Moves the declaration of v into s, the only statement that mentions it; false if it cannot. */
static bool move_into(Sink *k, Sym *v, Stmt *s, Loc loc)
{
    if (is_loop(s)) {
        if (declare_in_head(v, s))
            return true;
        if (outside_body(s, v) || !is_written_first(k->p, s->body[BODY], v) ||
            !is_worth_an_array(s->body[BODY], v))
            return false;
        put_first(&s->body[BODY], v, NULL, loc);
        return true;
    }
    if (s->kind == S_BLOCK) {
        put_first(&s->body[0], v, v->init, loc);
        return true;
    }
    if (s->kind != S_IF || expr_mentions(s->e[0], v))
        return false;
    bool then = list_mentions(s->body[IF_THEN], v), other = list_mentions(s->body[IF_ELSE], v);
    if (then == other)
        return false;
    put_first(&s->body[then ? IF_THEN : IF_ELSE], v, v->init, loc);
    return true;
}

static Sym *another(Sink *k, Sym *v)
{
    Sym *mine = renewed(v);
    mine->generated = v->generated;
    mine->shadow = mine->renews = NULL; /* storage of its own, not another copy of v's */
    Place *place = place_of(k->p, mine), *old = place_of(k->p, v);
    int id = place->id;
    *place = *old;
    place->id = id;
    place->sym = mine;
    place->points_to = (Bits){0};
    bits_copy(&place->points_to, &old->points_to);
    Bits *sets[] = {&k->p->varied, &k->p->useful, &k->p->shadowed};
    for (int i = 0; i < 3; i++)
        if (bits_has(sets[i], old->id))
            bits_add(sets[i], id);
    return mine;
}

/* Each of several statements that writes v first gets a v of its own; true if all did. */
static bool split(Sink *k, Sym *v, Stmts *users)
{
    if (!place_of(k->p, v)->exact)
        return false;
    for (int i = 0; i < users->n; i++) {
        Stmt alone = *users->at[i];
        alone.next = NULL;
        if (!is_loop(users->at[i]) || !is_written_first(k->p, (Block){&alone, &alone}, v))
            return false;
    }
    return users->n > 1;
}

static void sink_block(Sink *k, Block *b);

/* The statements after s that mention v. */
static Stmts users_of(Sym *v, Stmt *s)
{
    Stmts users = {0};
    for (s = s->next; s; s = s->next)
        if (stmt_mentions(s, v))
            append(&users, s);
    return users;
}

/* True if the declaration s is no longer needed where it stands. */
static bool sink_decl(Sink *k, Stmt *s)
{
    if (!can_move(k, s))
        return false;
    Sym *v = s->decls.at[0];
    Stmts users = users_of(v, s);
    if (users.n == 1)
        return move_into(k, v, users.at[0], s->loc);
    if (!split(k, v, &users))
        return false;
    for (int i = 0; i < users.n; i++) {
        Sym *mine = i == 0 ? v : another(k, v);
        Stmt *after = users.at[i]->next;
        users.at[i]->next = NULL;
        with_sym(block_of(users.at[i]), v, mine);
        users.at[i]->next = after;
        if (!move_into(k, mine, users.at[i], s->loc)) {
            Stmt *user = new_stmt(S_NULL, s->loc);
            *user = *users.at[i];
            user->next = NULL;
            Block both = block_of(decl_stmt(mine, NULL));
            add_stmt(&both, user);
            *users.at[i] = *block_stmt(both);
            users.at[i]->next = after;
        }
    }
    return true;
}

/* double r;  ... r = e;   ->   double r = e; */
static bool declare_at_assignment(Sink *k, Stmt *s)
{
    if (!can_move(k, s) || !is_scalar(s->decls.at[0]->type))
        return false;
    Sym *v = s->decls.at[0];
    Stmt *user = s->next;
    while (user && !stmt_mentions(user, v))
        user = user->next;
    Expr *e = user && user->kind == S_EXPR ? user->e[0] : NULL;
    if (!e || e->kind != E_ASSIGN || e->op != OP_NONE || ref_sym(e->kid[LHS]) != v ||
        expr_mentions(e->kid[RHS], v) || is_const(v->type))
        return false;
    Stmt *d = decl_stmt(v, e->kid[RHS]);
    d->loc = user->loc;
    d->next = user->next;
    *user = *d;
    return true;
}

/* double r = e;  r /= scale;  ... r ...   ->   double r = e;  double r1 = r / scale;  ... r1 ... */
static void name_quotients(Sink *k, Stmt *decl)
{
    if (!is_plain_decl(decl) || !is_real_floating(decl->decls.at[0]->type))
        return;
    Sym *v = decl->decls.at[0];
    for (Stmt *s = decl->next; s; s = s->next) {
        Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
        if (!e || e->op != OP_DIV || ref_sym(e->kid[LHS]) != v || expr_mentions(e->kid[RHS], v) ||
            !is_active_expr(k->p, e->kid[RHS]))
            continue;
        if (!place_of(k->p, v)->exact)
            return;
        Sym *quotient = another(k, v);
        quotient->name = free_name(&k->names, v->name);
        with_sym((Block){s->next, NULL}, v, quotient);
        Stmt *d = decl_stmt(quotient, binary(OP_DIV, ref(v), e->kid[RHS]));
        d->loc = s->loc;
        d->next = s->next;
        *s = *d;
        v = quotient;
    }
}

static void sink_block(Sink *k, Block *b)
{
    Block out = {0};
    Stmts list = {0};
    bool labels = false;
    for (Stmt *s = b->first; s; s = s->next) {
        append(&list, s);
        labels |= s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT;
    }
    const Stmt *gone = new_stmt(S_NULL, (Loc){0}); /* mentions nothing */
    for (int i = list.n - 1; i >= 0 && !labels; i--)
        if (sink_decl(k, list.at[i]) || declare_at_assignment(k, list.at[i])) {
            Stmt *next = list.at[i]->next;
            *list.at[i] = *gone;
            list.at[i]->next = next;
            list.at[i] = NULL;
        }
    for (int i = 0; i < list.n; i++)
        if (list.at[i]) {
            list.at[i]->next = NULL;
            add_stmt(&out, list.at[i]);
        }
    *b = out;
    for (Stmt *s = b->first; s && !labels; s = s->next)
        name_quotients(k, s);
    for (Stmt *s = b->first; s; s = s->next)
        for (int i = 0; i < 3; i++)
            sink_block(k, &s->body[i]);
}

static Walk find_irregular(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_GOTO || s->kind == S_GOTO_ADDR || s->kind == S_OPAQUE ? WALK_STOP : WALK_ON;
}

/* After analyse_program(), which stays as it is: only scopes change. */
void sink_declarations(Program *p)
{
    for (int i = 0; i < p->insts.n && !options.no_sink; i++) {
        Sink k = {p, names_in(p->insts.at[i]->body)};
        Block *body = &p->insts.at[i]->body->body;
        if (walk_block(*body, find_irregular, NULL, NULL))
            sink_block(&k, body);
    }
}
