/* goto_code.c - the code that blocks become.
 *
 *     0: ... block = 1;            int block = 0;
 *     1: ... block = 1 or -1;      while (block >= 0) { switch (block) { case 0: ... } }
 *
 * Blocks that only lead to another go.  If all jumps lead on in the text there is no loop, and for
 * a single block no switch.  Variables that several blocks use are declared before them.
 */
#include "goto.h"

/* ------------------------------------------------------------ declarations */

/* How often something is mentioned. */
typedef struct Count {
    const Sym *v;
    int n;
} Count;

static Walk count_mention(Expr *e, void *context)
{
    Count *c = context;
    c->n += e->kind == E_REF && e->u.sym == c->v;
    return WALK_ON;
}

static Walk count_in_types(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = strip(s->decls.at[i]->type); t->kind == T_ARRAY; t = strip(t->base))
            if (t->extent)
                walk_expr(t->extent, count_mention, context);
    return WALK_ON;
}

static int mentions(Block b, const Sym *v)
{
    Count c = {v, 0};
    walk_block(b, count_in_types, count_mention, &c);
    return c.n;
}

/* How often the function mentions v, what has become blocks included. */
static int all_mentions(Machine *m, const Sym *v)
{
    int n = mentions(m->f->body, v) + mentions(m->outside[0], v) + mentions(m->outside[1], v);
    for (int i = 0; i < m->cases.n; i++)
        n += mentions(*m->cases.at[i], v);
    return n;
}

/* t without const, also of elements */
static Type *changeable(Type *t)
{
    if (!is_const(t))
        return t;
    Type *plain = strip(t);
    if (plain->kind == T_ARRAY)
        return array_of(changeable(plain->base), plain->count, plain->extent);
    return unqualified(t);
}

static bool is_literal(const Expr *e)
{
    if (e->kind == E_REF && e->u.sym->kind != SYM_FUNC && e->u.sym->kind != SYM_ENUMERATOR)
        return false;
    if (e->kind == E_CALL || e->kind == E_LABEL_ADDR)
        return false;
    for (int i = 0; i < e->nkid; i++)
        if (!is_literal(e->kid[i]))
            return false;
    return true;
}

/* target = 0, element by element */
static void clear(Machine *m, Expr *target, Block *out)
{
    Type *t = strip(target->type);
    if (t->kind == T_ARRAY) {
        Sym *i = new_sym(SYM_VAR, free_name(m->names, "k"), type_int);
        i->generated = true;
        Block body = {0};
        clear(m, index_of(target, ref(i)), &body);
        add_stmt(out, for_stmt(block_of(decl_stmt(i, int_const(0))),
                               binary(OP_LT, ref(i), int_const(t->count)),
                               block_of(expr_stmt(assign_op(OP_ADD, ref(i), int_const(1)))), body));
    } else if (t->kind == T_RECORD) {
        int n = t->tag->kind == TAG_UNION ? 1 : t->tag->fields.n;
        for (int i = 0; i < n && i < t->tag->fields.n; i++)
            if (!is_padding(t->tag->fields.at[i]))
                clear(m, member(clone_expr(target, NULL), t->tag->fields.at[i], false), out);
    } else {
        add_stmt(out, expr_stmt(assign(target, is_pointer(t) ? int_const(0) : zero_of(t))));
    }
}

static bool is_complete_list(const Expr *init)
{
    Type *t = strip(init->type);
    bool plain = t->kind == T_ARRAY && is_scalar(t->base) && init->nkid == t->count;
    for (int i = 0; plain && i < init->nkid; i++)
        plain = init->kid[i]->kind != E_DESIGNATED;
    return plain;
}

/* What the declaration of v does where it stood. */
static Block initialising(Machine *m, Sym *v, Stmt *s)
{
    Block b = {0};
    Expr *init = v->init;
    if (!init)
        return b;
    if (init->kind == E_STRING && is_array(v->type)) {
        error_at(s->loc, "'%s' is in the reach of a goto, so that its initialisation has to be "
                         "repeated; declare it before, or copy the string", v->name);
        return b;
    }
    if (init->kind != E_INIT) {
        Stmt *set = expr_stmt(assign(ref(v), init));
        set->loc = s->loc;
        return block_of(set);
    }
    if (!is_complete_list(init))
        clear(m, ref(v), &b);
    return join(b, spread_initialiser(v));
}

/* A variable that several blocks use is declared before them. */
static Block hoist(Machine *m, Stmt *s, Block *before)
{
    Sym *v = s->decls.n ? s->decls.at[0] : NULL;
    bool fixed = !v || v->kind != SYM_VAR || v->storage == ST_STATIC || v->storage == ST_EXTERN;
    Block set = {0};
    if (!fixed && is_vla(v->type))
        error_at(s->loc, "the length of '%s' is not constant and it is in the reach of a goto; "
                         "put what uses it into a function of its own", v->name);
    if (!fixed && !(v->init && is_const(v->type) && is_literal(v->init))) {
        v->type = changeable(v->type);
        set = initialising(m, v, s);
        bool scalar = is_scalar(v->type);
        v->init = !scalar ? NULL : is_pointer(v->type) ? int_const(0) : zero_of(v->type);
    }
    s->next = NULL;
    add_stmt(before, s);
    return set;
}

static bool is_type_declaration(const Stmt *s)
{
    return s->kind == S_OPAQUE && !starts_with(s->text, "asm") && !starts_with(s->text, "__asm");
}

/* Finds the declarations that may stay where they are: only what follows in the list uses the
 * variable. */
static void find_staying(Machine *m, Block b, Map *staying)
{
    for (Stmt *s = b.first; s; s = s->next) {
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        bool local = v && v->kind == SYM_VAR && v->storage != ST_STATIC && !v->address_taken;
        if (local && mentions((Block){s, b.last}, v) == all_mentions(m, v))
            map_set(staying, s, v);
        for (int i = 0; s->kind == S_IF && i < 2; i++)
            find_staying(m, s->body[i], staying);
    }
}

/* The other declarations go before the blocks. */
static void hoist_others(Machine *m, Block *b, const Map *staying, Block *before)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        bool moves = s->kind == S_DECL && !map_has(staying, s);
        if (moves || is_type_declaration(s))
            out = join(out, hoist(m, s, before));
        else
            add_stmt(&out, s);
        for (int i = 0; s->kind == S_IF && i < 2; i++)
            hoist_others(m, &s->body[i], staying, before);
        if (s->kind == S_IF)
            s->has_else = !is_empty(s->body[IF_ELSE]);
    }
    *b = out;
}

/* ------------------------------------------------------------ numbers */

/* The number in  block = 3,  block == 3  or  block != 3; NULL if e is something else. */
static Expr **number_used(const Machine *m, Expr *e)
{
    bool fits = (e->kind == E_ASSIGN && e->op == OP_NONE) ||
                (e->kind == E_BINARY && (e->op == OP_EQ || e->op == OP_NE));
    return fits && ref_sym(e->kid[LHS]) == m->block && e->kid[RHS]->kind == E_INT ? &e->kid[RHS]
                                                                                : NULL;
}

/* A new number for each block; DONE and its like stay. */
typedef struct Renumbering {
    Machine *m;
    int *to;
} Renumbering;

static int renumbered(const Renumbering *r, int number)
{
    return number >= 0 ? r->to[number] : number;
}

static Expr *renumber_expr(Expr *e, void *context)
{
    const Renumbering *r = context;
    Expr **number = number_used(r->m, e);
    if (number)
        *number = int_const(renumbered(r, (int)(*number)->value));
    return e;
}

static void renumber(Machine *m, int *to)
{
    Renumbering r = {m, to};
    for (int i = 0; i < m->cases.n; i++)
        rewrite_block(*m->cases.at[i], renumber_expr, &r);
    for (size_t i = 0; i < m->number.cap; i++)
        if (m->number.key[i]) {
            int number = (int)(intptr_t)m->number.value[i] - OFFSET;
            m->number.value[i] = (void *)(intptr_t)(renumbered(&r, number) + OFFSET);
        }
}

/* Where a block leads that does nothing but go on to another; else its own number.  A loop that
 * jumps out keeps its block to itself: a jump to it would not look like one. */
static int leads_to(const Machine *m, int number)
{
    for (int i = 0; number >= 0 && i < m->cases.n; i++) {
        const Block *b = m->cases.at[number];
        bool jump = b->first && b->first == b->last && b->first->kind == S_EXPR;
        Expr **next = jump ? number_used(m, b->first->e[0]) : NULL;
        if (!next || ((*next)->value >= 0 && bits_has(&m->kept, (int)(*next)->value)))
            return number;
        number = (int)(*next)->value;
    }
    return number;
}

/* Numbers the blocks in the order of the source, without those that only lead to another. */
static void put_in_order(Machine *m)
{
    int *to = new_array(int, m->cases.n + 1);
    Cases ordered = {0};
    for (int i = 0; i < m->cases.n; i++)
        to[i] = leads_to(m, i);
    m->first = to[m->first];
    renumber(m, to);
    for (int i = 0; i < m->order.n; i++) {
        int number = m->order.at[i];
        if (to[number] == number) {
            append(&ordered, m->cases.at[number]);
            to[number] = ordered.n - 1;
        }
    }
    m->first = m->first >= 0 ? to[m->first] : m->first;
    renumber(m, to);
    m->cases = ordered;
}

/* ------------------------------------------------------------ the code made of blocks */

/* switch (block) { case 0: ... break; ... } */
static Stmt *dispatch(Machine *m)
{
    Stmt *s = new_stmt(S_SWITCH, (Loc){0});
    s->e[0] = ref(m->block);
    for (int i = 0; i < m->cases.n; i++) {
        Stmt *mark = new_stmt(S_CASE, (Loc){0});
        mark->e[0] = int_const(i);
        add_stmt(&s->body[BODY], mark);
        s->body[BODY] = join(s->body[BODY], *m->cases.at[i]);
        add_stmt(&s->body[BODY], new_stmt(S_BREAK, (Loc){0}));
    }
    return s;
}

/* What is known of the jumps of one block. */
typedef struct Jumps {
    const Machine *m;
    int block;
    bool back;     /* some lead to itself or to an earlier block */
    bool computed; /* some lead anywhere */
    bool asks;     /* it compares block */
} Jumps;

static Walk look_at_jump(Expr *e, void *context)
{
    Jumps *j = context;
    bool assigns = e->kind == E_ASSIGN && ref_sym(e->kid[LHS]) == j->m->block;
    Expr **number = number_used(j->m, e);
    j->asks |= number && !assigns;
    j->computed |= assigns && !number;
    j->back |= assigns && number && (*number)->value >= 0 && (*number)->value <= j->block;
    return WALK_ON;
}

static Jumps jumps_of(const Machine *m)
{
    Jumps j = {.m = m};
    for (j.block = 0; j.block < m->cases.n; j.block++)
        walk_block(*m->cases.at[j.block], NULL, look_at_jump, &j);
    return j;
}

/* Drops  block = number;  everywhere, or only where it is the last thing that b does. */
static void drop_jumps(const Machine *m, Block *b, int number, bool everywhere)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3 && (everywhere || (!next && s->kind == S_IF)); i++)
            drop_jumps(m, &s->body[i], number, everywhere);
        if (s->kind == S_IF)
            s->has_else = !is_empty(s->body[IF_ELSE]);
        Expr **to = s->kind == S_EXPR ? number_used(m, s->e[0]) : NULL;
        if (!to || (*to)->value != number || (!everywhere && next))
            add_stmt(&out, s);
    }
    *b = out;
}

/* block = -1  is  out = 1,  block == 0  is  !out. */
static Expr *as_flag(Expr *e, void *context)
{
    const Machine *m = context;
    if (!number_used(m, e))
        return e;
    if (e->kind == E_ASSIGN)
        return assign(ref(m->block), int_const(1));
    return e->op == OP_NE ? ref(m->block) : unary(OP_LNOT, ref(m->block));
}

static Walk find_name(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (str_eq(s->decls.at[i]->name, context))
            return WALK_STOP;
    return WALK_ON;
}

/* The name of a label that has gone, for a variable. */
static const char *name_of_label(Machine *m, const char *name)
{
    Func *f = m->f;
    bool taken = !f->unit || map_has(&f->unit->names, intern(name)) ||
                 !walk_block(f->body, find_name, NULL, (void *)name);
    for (int i = 0; i < 2; i++)
        taken |= !walk_block(m->outside[i], find_name, NULL, (void *)name);
    for (int i = 0; i < f->params.n; i++)
        taken |= str_eq(f->params.at[i]->name, name);
    taken |= !walk_block(*m->cases.at[0], find_name, NULL, (void *)name);
    return taken ? free_name(m->names, name) : name;
}

/* A single block: has the jump to its end been taken? */
static Block with_flag(Machine *m)
{
    const char *name = "done";
    for (size_t i = 0; i < m->number.cap; i++)
        if (m->number.key[i] && (int)(intptr_t)m->number.value[i] - OFFSET == DONE)
            name = ((const Sym *)m->number.key[i])->name;
    m->block->name = name_of_label(m, name);
    m->block->type = type_bool;
    rewrite_block(*m->cases.at[0], as_flag, m);
    return join(block_of(decl_stmt(m->block, int_const(0))), *m->cases.at[0]);
}

/* Jumps only lead on: each block is run if it is its turn. */
static Block in_sequence(Machine *m, bool asks)
{
    Block out = {0};
    int last = m->cases.n - 1;
    bool escapes = m->left || m->skipped;
    if (last < 0)
        return out;
    drop_jumps(m, m->cases.at[last], DONE, last == 0 && !asks && !escapes);
    if (last == 0 && !escapes)
        return asks ? with_flag(m) : *m->cases.at[0];
    add_stmt(&out, decl_stmt(m->block, int_const(0)));
    for (int i = 0; i <= last; i++) {
        if (i == 0)
            out = join(out, *m->cases.at[i]);
        else
            add_stmt(&out, if_stmt(binary(OP_EQ, ref(m->block), int_const(i)), *m->cases.at[i],
                                   (Block){0}));
    }
    return out;
}

/* while (block >= 0) { ... } */
static Block in_loop(Machine *m)
{
    Block body = {0}, out = {0};
    if (m->cases.n == 1) {
        drop_jumps(m, m->cases.at[0], 0, true);
        body = *m->cases.at[0];
    } else {
        add_stmt(&body, dispatch(m));
    }
    add_stmt(&out, decl_stmt(m->block, int_const(m->first)));
    add_stmt(&out, while_stmt(binary(OP_GE, ref(m->block), int_const(0)), body));
    return out;
}

static void add_escape(Machine *m, bool used, int number, StmtKind kind, Block *out)
{
    if (used)
        add_stmt(out, if_stmt(binary(OP_EQ, ref(m->block), int_const(number)),
                              block_of(new_stmt(kind, (Loc){0})), (Block){0}));
}

/* Structured code that runs the blocks. */
Block code_of_blocks(Machine *m)
{
    Block before = {0};
    Map staying = {0};
    put_in_order(m);
    hoist_others(m, &m->unreachable, &staying, &before);
    for (int i = 0; i < m->cases.n; i++)
        find_staying(m, *m->cases.at[i], &staying);
    for (int i = 0; i < m->cases.n; i++)
        hoist_others(m, m->cases.at[i], &staying, &before);
    Jumps j = jumps_of(m);
    bool loops = j.back || j.computed || m->first != 0;
    before = join(before, loops ? in_loop(m) : in_sequence(m, j.asks));
    add_escape(m, m->left, LEFT, S_BREAK, &before);
    add_escape(m, m->skipped, SKIPPED, S_CONTINUE, &before);
    return before;
}
