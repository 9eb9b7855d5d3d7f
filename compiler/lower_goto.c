/* lower_goto.c - goto, and case labels inside nested statements, become a loop around a switch.
 *
 *     again:                                int block = 0;
 *         if (i >= n)                       while (block >= 0) {
 *             goto done;                        switch (block) {
 *         s += x[i];                            case 0:
 *         if (s > 4.0)                              if (i >= n) {
 *             goto large;                               block = -1;
 *         i++;                                      } else { s += x[i]; ...
 *         goto again;                               break;
 *     large:                                    case 1:
 *         s *= 0.5;                                 s *= 0.5;
 *     done:                                         block = -1;
 *         return s;                                 break;
 *                                               }
 *                                           }
 *                                           return s;
 *
 * The smallest list of statements that holds a label and everything that jumps to it is cut into
 * blocks; each ends with the number of the next.  Statements without labels or jumps in or out stay
 * whole; loops that are only left by a jump stay loops.  What then remains is structured, and the
 * reverse sweep knows how to run it backwards: `block` is a value like any other.  goto_simple.c
 * has taken care of jumps for which C has a better form.
 */
#include "reverse.h"

enum { DONE = -1, LEFT = -2, SKIPPED = -3 }; /* blocks that end the loop: at its end, break,
                                                continue of the loop or switch around it */

/* Where statements are appended: an end of the code so far.  Several after a branch. */
typedef struct End {
    Block *at;
    int block; /* the number of the block it is in */
} End;
VEC(End, Ends);
VEC(Block *, Cases);
VEC(int, Numbers);

typedef struct Machine {
    Func *f;
    Map *names;   /* taken in f */
    Sym *block;   /* the number of the block to run */
    Cases cases;  /* the blocks, by number */
    Numbers order;/* their numbers as they follow in the source */
    Map number;   /* label (Sym) or case mark (Stmt) -> its block's number + OFFSET */
    Ends ends;    /* none: what follows cannot be reached */
    int first;    /* where it begins */
    Bits named;   /* blocks that jumps may lead to */
    bool left, skipped; /* some jump leads to these */
    Block unreachable;
    Block outside[2]; /* of the list that is cut up: before and after the blocks */
} Machine;

enum { OFFSET = 16 }; /* numbers in maps are never 0 */

/* Where break and continue lead in flattened code; numbers given when they are needed. */
typedef struct Around {
    int *after, *next; /* NULL: outside of what is flattened */
} Around;

static void flatten_list(Machine *m, Block b, Around around);

/* ------------------------------------------------------------ blocks */

static int new_block(Machine *m)
{
    append(&m->cases, new (Block));
    return m->cases.n - 1;
}

static int new_target(Machine *m)
{
    int number = new_block(m);
    bits_add(&m->named, number);
    return number;
}

static int number_of(Machine *m, const void *mark)
{
    void *known = map_get(&m->number, mark);
    if (!known) {
        known = (void *)(intptr_t)(new_target(m) + OFFSET);
        map_set(&m->number, mark, known);
    }
    return (int)(intptr_t)known - OFFSET;
}

static Stmt *go_to(Machine *m, int number)
{
    m->left |= number == LEFT;
    m->skipped |= number == SKIPPED;
    return expr_stmt(assign(ref(m->block), int_const(number)));
}

/* Every end of the code so far goes on there. */
static void close_ends(Machine *m, int number)
{
    for (int i = 0; i < m->ends.n; i++)
        add_stmt(m->ends.at[i].at, go_to(m, number));
    m->ends.n = 0;
}

static void one_end(Machine *m, End end)
{
    m->ends = (Ends){0};
    append(&m->ends, end);
}

/* What follows is that block. */
static void start_block(Machine *m, int number)
{
    close_ends(m, number);
    append(&m->order, number);
    one_end(m, (End){m->cases.at[number], number});
}

/* The place where the next statement goes. */
static Block *here(Machine *m)
{
    if (m->ends.n == 0)
        return &m->unreachable;
    if (m->ends.n > 1)
        start_block(m, new_block(m));
    return m->ends.at[0].at;
}

static int number_at(Machine *m, int *slot)
{
    if (*slot < 0)
        *slot = new_target(m);
    return *slot;
}

/* ------------------------------------------------------------ what can stay whole */

static bool is_loop(const Stmt *s)
{
    return s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
}

static bool is_mark(const Stmt *s)
{
    return s->kind == S_CASE || s->kind == S_DEFAULT;
}

/* What is in a list that concerns the code around it. */
typedef struct Contents {
    bool labels;  /* a label, or a case of a switch further out */
    bool jumps;   /* goto */
    bool escapes; /* break or continue of a loop or switch further out */
} Contents;

/* ends, goes_on: a loop or switch (a loop) inside what is looked at takes break (continue). */
static void look_into(Block b, bool ends, bool goes_on, bool top_of_switch, Contents *c)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool loop = is_loop(s), sw = s->kind == S_SWITCH;
        c->labels |= s->kind == S_LABEL || (is_mark(s) && !top_of_switch);
        c->jumps |= s->kind == S_GOTO || s->kind == S_GOTO_ADDR;
        c->escapes |= (s->kind == S_BREAK && !ends) || (s->kind == S_CONTINUE && !goes_on);
        for (int i = 0; i < 3; i++)
            look_into(s->body[i], ends || loop || sw, goes_on || loop, sw, c);
    }
}

static Contents contents_of(const Stmt *s)
{
    Contents c = {false, false, false};
    Stmt alone = *s;
    alone.next = NULL;
    look_into((Block){&alone, &alone}, false, false, false, &c);
    return c;
}

/* ------------------------------------------------------------ jumps out of loops that stay */

/* Rewrites the jumps inside a statement that stays a loop or a switch. */
typedef struct Staying {
    Machine *m;
    Around around;
    int current;
} Staying;

static Stmt *stop_unless_current(Staying *k)
{
    Expr *gone = binary(OP_NE, ref(k->m->block), int_const(k->current));
    return if_stmt(gone, block_of(new_stmt(S_BREAK, (Loc){0})), (Block){0});
}

static Expr *number_in(Expr *address)
{
    return cast(type_int, cast(type_long, address));
}

/* block = ...; of a jump that leaves the statement; NULL if it does not leave */
static Stmt *jump_in_kept(Staying *k, Stmt *s, bool in_loop)
{
    if (s->kind == S_GOTO)
        return go_to(k->m, number_of(k->m, s->label));
    if (s->kind == S_GOTO_ADDR)
        return expr_stmt(assign(ref(k->m->block), number_in(s->e[0])));
    if (s->kind == S_CONTINUE && !in_loop)
        return go_to(k->m, k->around.next ? number_at(k->m, k->around.next) : SKIPPED);
    return NULL;
}

/* True if some jump leaves b. */
static bool rewrite_kept(Staying *k, Block *b, bool in_loop)
{
    Block out = {0};
    bool any = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Stmt *jump = jump_in_kept(k, s, in_loop);
        if (jump) {
            add_stmt(&out, jump);
            add_stmt(&out, new_stmt(S_BREAK, s->loc));
            any = true;
            continue;
        }
        bool inside = false, breaks = is_loop(s) || s->kind == S_SWITCH;
        for (int i = 0; i < 3; i++)
            if (!is_loop(s) || i == BODY)
                inside |= rewrite_kept(k, &s->body[i], in_loop || is_loop(s));
        add_stmt(&out, s);
        if (inside && breaks)
            add_stmt(&out, stop_unless_current(k));
        any |= inside;
    }
    *b = out;
    return any;
}

/* A loop or switch that jumps leave, but nothing enters. */
static void flatten_kept(Machine *m, Stmt *s, Around around)
{
    if (m->ends.n == 0)
        return;
    if (m->ends.n > 1 || bits_has(&m->named, m->ends.at[0].block))
        start_block(m, new_block(m)); /* which no jump can mean */
    Staying k = {m, around, m->ends.at[0].block};
    rewrite_kept(&k, &s->body[BODY], is_loop(s));
    add_stmt(here(m), s);
    Stmt *stays = if_stmt(binary(OP_EQ, ref(m->block), int_const(k.current)), (Block){0},
                          (Block){0});
    add_stmt(here(m), stays);
    one_end(m, (End){&stays->body[IF_THEN], k.current});
}

/* ------------------------------------------------------------ statements */

static void flatten_if(Machine *m, Stmt *s, Around around)
{
    add_stmt(here(m), s);
    if (m->ends.n == 0) { /* unreachable, but something inside may be a target */
        Block branches[2] = {s->body[IF_THEN], s->body[IF_ELSE]};
        for (int i = 0; i < 2; i++) {
            m->ends.n = 0;
            flatten_list(m, branches[i], around);
        }
        return;
    }
    Ends all = {0};
    int block = m->ends.at[0].block;
    for (int i = 0; i < 2; i++) {
        Block branch = s->body[i];
        s->body[i] = (Block){0};
        one_end(m, (End){&s->body[i], block});
        flatten_list(m, branch, around);
        for (int k = 0; k < m->ends.n; k++)
            append(&all, m->ends.at[k]);
    }
    s->has_else = true; /* until tidy_branches */
    m->ends = all;
}

/* if (c) { goes on here } else { the ends returned }; c NULL: always */
static Ends branch_on(Machine *m, Expr *c)
{
    Ends other = {0};
    Stmt *s = c ? if_stmt(c, (Block){0}, (Block){0}) : NULL;
    if (!c)
        return other;
    add_stmt(here(m), s);
    if (m->ends.n == 0)
        return other;
    int block = m->ends.at[0].block;
    one_end(m, (End){&s->body[IF_THEN], block});
    append(&other, ((End){&s->body[IF_ELSE], block}));
    return other;
}

/* Where breaks or continues lead, if there are any. */
static void land(Machine *m, int number)
{
    if (number >= 0)
        start_block(m, number);
}

/* From the end of a loop's body back to its head; then what comes after the loop. */
static void end_loop(Machine *m, int head, Ends other, int after)
{
    close_ends(m, head);
    m->ends = other;
    land(m, after);
}

static void flatten_while(Machine *m, Stmt *s)
{
    int head = new_target(m), after = -1;
    start_block(m, head);
    Ends other = branch_on(m, s->e[0]);
    flatten_list(m, s->body[BODY], (Around){&after, &head});
    end_loop(m, head, other, after);
}

static void flatten_do(Machine *m, Stmt *s)
{
    int head = new_target(m), test = -1, after = -1;
    start_block(m, head);
    flatten_list(m, s->body[BODY], (Around){&after, &test});
    land(m, test);
    Ends other = branch_on(m, s->e[0]);
    end_loop(m, head, other, after);
}

static void flatten_for(Machine *m, Stmt *s)
{
    int head = new_target(m), step = -1, after = -1;
    flatten_list(m, s->body[INIT], (Around){NULL, NULL});
    start_block(m, head);
    Ends other = branch_on(m, s->e[0]);
    flatten_list(m, s->body[BODY], (Around){&after, &step});
    land(m, step);
    flatten_list(m, s->body[STEP], (Around){NULL, NULL});
    end_loop(m, head, other, after);
}

/* case v: block = ...; break; for every mark of the switch, wherever it stands */
static void choose_marks(Machine *m, Block b, Block *choice, bool *has_default)
{
    int number = -1;
    for (Stmt *s = b.first; s; s = s->next) {
        if (!is_mark(s)) {
            number = -1;
            for (int i = 0; s->kind != S_SWITCH && i < 3; i++)
                choose_marks(m, s->body[i], choice, has_default);
            continue;
        }
        if (number < 0)
            number = number_of(m, s);
        map_set(&m->number, s, (void *)(intptr_t)(number + OFFSET));
        *has_default |= s->kind == S_DEFAULT;
        Stmt *mark = new_stmt(s->kind, s->loc);
        mark->e[0] = s->e[0] ? clone_expr(s->e[0], NULL) : NULL;
        mark->e[1] = s->e[1] ? clone_expr(s->e[1], NULL) : NULL;
        add_stmt(choice, mark);
        add_stmt(choice, go_to(m, number));
        add_stmt(choice, new_stmt(S_BREAK, s->loc));
    }
}

static void flatten_switch(Machine *m, Stmt *s, Around around)
{
    Block choice = {0};
    int after = -1;
    bool has_default = false;
    choose_marks(m, s->body[BODY], &choice, &has_default);
    if (!has_default) {
        add_stmt(&choice, new_stmt(S_DEFAULT, s->loc));
        add_stmt(&choice, go_to(m, number_at(m, &after)));
    }
    Stmt *jump = new_stmt(S_SWITCH, s->loc);
    jump->e[0] = s->e[0];
    jump->body[BODY] = choice;
    add_stmt(here(m), jump);
    m->ends.n = 0;
    flatten_list(m, s->body[BODY], (Around){&after, around.next});
    if (after >= 0)
        start_block(m, after);
}

static void flatten_jump(Machine *m, Stmt *s, Around around)
{
    int number = DONE;
    if (s->kind == S_GOTO)
        number = number_of(m, s->label);
    else if (s->kind == S_BREAK)
        number = around.after ? number_at(m, around.after) : LEFT;
    else
        number = around.next ? number_at(m, around.next) : SKIPPED;
    close_ends(m, number);
}

static void flatten_stmt(Machine *m, Stmt *s, Around around)
{
    Contents c = contents_of(s);
    bool whole = !c.labels && !c.jumps && !c.escapes;
    if (s->kind == S_RETURN || (whole && s->kind != S_DECL)) {
        add_stmt(here(m), s);
        if (s->kind == S_RETURN)
            m->ends.n = 0;
        return;
    }
    switch (s->kind) {
    case S_DECL: /* keep_or_hoist() */
        add_stmt(m->ends.n ? here(m) : &m->unreachable, s);
        break;
    case S_LABEL:
        start_block(m, number_of(m, s->label));
        break;
    case S_CASE:
    case S_DEFAULT:
        if (m->ends.n != 1 || m->ends.at[0].block != number_of(m, s) || m->ends.at[0].at->first)
            start_block(m, number_of(m, s)); /* not at the second mark of two */
        break;
    case S_GOTO:
    case S_BREAK:
    case S_CONTINUE:
        flatten_jump(m, s, around);
        break;
    case S_GOTO_ADDR:
        add_stmt(here(m), expr_stmt(assign(ref(m->block), number_in(s->e[0]))));
        m->ends.n = 0;
        break;
    case S_BLOCK:
        flatten_list(m, s->body[0], around);
        break;
    case S_IF:
        flatten_if(m, s, around);
        break;
    case S_SWITCH:
        if (c.labels)
            flatten_switch(m, s, around);
        else
            flatten_kept(m, s, around);
        break;
    default:
        if (!c.labels)
            flatten_kept(m, s, around);
        else if (s->kind == S_WHILE)
            flatten_while(m, s);
        else if (s->kind == S_DO)
            flatten_do(m, s);
        else
            flatten_for(m, s);
    }
}

static void flatten_list(Machine *m, Block b, Around around)
{
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        flatten_stmt(m, s, around);
    }
}

/* ------------------------------------------------------------ declarations */

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
        for (Type *t = strip(s->decls.at[i]->type); t->base && t->kind != T_FUNC; t = strip(t->base))
            if (t->kind == T_ARRAY && t->extent)
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
        bool local = v && v->kind == SYM_VAR && v->storage != ST_STATIC;
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

/* Where a block leads that does nothing but go on to another; else its own number. */
static int leads_to(const Machine *m, int number)
{
    for (int i = 0; number >= 0 && i < m->cases.n; i++) {
        const Block *b = m->cases.at[number];
        bool jump = b->first && b->first == b->last && b->first->kind == S_EXPR;
        Expr **next = jump ? number_used(m, b->first->e[0]) : NULL;
        if (!next)
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

/* The statements of 'range', which hold labels and all jumps to them, as structured code. */
static Block flatten(Machine *m, Block range)
{
    Block before = {0};
    Map staying = {0};
    start_block(m, m->first = new_block(m));
    flatten_list(m, range, (Around){NULL, NULL});
    close_ends(m, DONE);
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

/* ------------------------------------------------------------ which lists */

/* What a list has of labels and of jumps to them. */
typedef struct Tally {
    Map labels, uses; /* Sym -> Count */
    int computed;     /* goto *p */
} Tally;

static void count_one(Map *map, const Sym *label)
{
    Count *c = map_get(map, label);
    if (!c)
        map_set(map, label, c = new (Count));
    c->n++;
}

static int count_in(const Map *map, const Sym *label)
{
    const Count *c = map_get(map, label);
    return c ? c->n : 0;
}

static Walk tally_stmt(Stmt *s, void *context)
{
    Tally *t = context;
    if (s->kind == S_LABEL)
        count_one(&t->labels, s->label);
    if (s->kind == S_GOTO)
        count_one(&t->uses, s->label);
    t->computed += s->kind == S_GOTO_ADDR;
    return WALK_ON;
}

static Tally tally(Block b)
{
    Tally t = {{0}, {0}, 0};
    walk_block(b, tally_stmt, NULL, &t);
    return t;
}

typedef struct Lowering {
    Func *f;
    Map names;
    Tally all;     /* of the whole function */
    Map addressed; /* labels whose address is taken */
    Map numbers;   /* label -> number of its block + OFFSET */
} Lowering;

/* A case of a switch further out. */
static bool has_outer_mark(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (is_mark(s))
            return true;
        for (int i = 0; s->kind != S_SWITCH && i < 3; i++)
            if (has_outer_mark(s->body[i]))
                return true;
    }
    return false;
}

/* Are all jumps to labels in b, and all labels of jumps in b, in b? */
static bool is_closed(const Lowering *l, Block b)
{
    Tally t = tally(b);
    for (size_t i = 0; i < l->all.labels.cap; i++) {
        const Sym *label = l->all.labels.key[i];
        if (!label)
            continue;
        bool inside = map_has(&t.labels, label);
        int uses = count_in(&t.uses, label);
        if (inside ? uses != count_in(&l->all.uses, label) : uses > 0)
            return false;
        if (map_has(&l->addressed, label) && (inside ? t.computed != l->all.computed : t.computed))
            return false;
    }
    return !has_outer_mark(b);
}

/* Takes the statements before 'end' off the list. */
static Block take_until(Block *b, const Stmt *end)
{
    Block taken = {0};
    for (Stmt *s = b->first, *next; s && s != end; s = next) {
        next = s->next;
        s->next = NULL;
        add_stmt(&taken, s);
        b->first = next;
    }
    if (!b->first)
        b->last = NULL;
    return taken;
}

/* Labels that end the range are where its code is done. */
static void end_at_labels(Machine *m, Block *range)
{
    Stmt *end = range->last;
    for (Stmt *s = range->first; s != range->last; s = s->next)
        if (s->kind != S_LABEL)
            end = s->next;
    if (end->kind != S_LABEL)
        return;
    Block body = take_until(range, end);
    for (Stmt *s = range->first; s; s = s->next)
        map_set(&m->number, s->label, (void *)(intptr_t)(DONE + OFFSET));
    *range = body;
}

/* Makes blocks of the part of b that needs it. */
static void flatten_in(Lowering *l, Block *b)
{
    Stmt *first = NULL, *last = NULL;
    for (Stmt *s = b->first; s; s = s->next) {
        Contents c = contents_of(s);
        if (!c.labels && !c.jumps)
            continue;
        first = first ? first : s;
        last = s;
    }
    if (!first)
        return;
    Machine m = {.f = l->f, .names = &l->names};
    Stmt *after = last->next;
    m.block = new_sym(SYM_VAR, free_name(&l->names, "block"), type_int);
    m.block->generated = true;
    m.outside[0] = take_until(b, first);
    Block range = take_until(b, after);
    m.outside[1] = *b;
    *b = (Block){0};
    end_at_labels(&m, &range);
    Block made = flatten(&m, range);
    *b = join(join(m.outside[0], made), m.outside[1]);
    for (size_t i = 0; i < m.number.cap; i++)
        if (m.number.key[i])
            map_set(&l->numbers, m.number.key[i], m.number.value[i]);
}

static void lower_list(Lowering *l, Block *b, bool of_switch)
{
    for (Stmt *s = b->first; s; s = s->next)
        for (int i = 0; i < 3; i++)
            if (!is_loop(s) || i == BODY)
                lower_list(l, &s->body[i], s->kind == S_SWITCH);
    if (!of_switch && is_closed(l, *b))
        flatten_in(l, b);
}

/* ------------------------------------------------------------ the function */

static Walk note_address(Expr *e, void *context)
{
    if (e->kind == E_LABEL_ADDR)
        map_set(context, e->u.sym, e);
    return WALK_ON;
}

/* &&label is the number of its block. */
static Expr *number_address(Expr *e, void *context)
{
    const Lowering *l = context;
    if (e->kind != E_LABEL_ADDR)
        return e;
    void *number = map_get(&l->numbers, e->u.sym);
    return cast(e->type, int_const(number ? (int)(intptr_t)number - OFFSET : DONE));
}

/* Labels that nothing jumps to go. */
static void drop_unused_labels(const Lowering *l, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_unused_labels(l, &s->body[i]);
        if (s->kind != S_LABEL || count_in(&l->all.uses, s->label) ||
            map_has(&l->addressed, s->label))
            add_stmt(&out, s);
    }
    *b = out;
}

void lower_goto(Func *f)
{
    Stmt whole = {.kind = S_BLOCK, .body = {f->body}};
    Contents c = contents_of(&whole);
    if (f->opaque || (!c.labels && !c.jumps))
        return;
    Lowering l = {.f = f};
    l.names = names_in(f);
    l.all = tally(f->body);
    walk_block(f->body, NULL, note_address, &l.addressed);
    drop_unused_labels(&l, &f->body);
    l.all = tally(f->body);
    lower_list(&l, &f->body, false);
    rewrite_block(f->body, number_address, &l);
}
