/* goto_blocks.c - cuts statements into blocks that say which comes next.
 *
 *     if (c)                            if (c) {
 *         goto far;                         block = 4;
 *     s *= 2.0;                         } else { s *= 2.0; ...
 *
 * Code has one or several ends, to which the next statement is appended.  A jump ends an end; a
 * label starts a block, to which all ends go on.
 */
#include "goto.h"

/* Where break and continue lead in flattened code; numbers given when they are needed. */
typedef struct Around {
    int *after, *next; /* NULL: outside of what is flattened */
} Around;

static void flatten_list(Machine *m, Block b, Around around);

/* ------------------------------------------------------------ blocks */

int new_block(Machine *m)
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
void close_ends(Machine *m, int number)
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
void start_block(Machine *m, int number)
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

bool is_mark(const Stmt *s)
{
    return s->kind == S_CASE || s->kind == S_DEFAULT;
}

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

Contents contents_of(const Stmt *s)
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
    bits_add(&m->kept, k.current);
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
    Ends all = {0};
    bool reached = m->ends.n > 0; /* if not, something inside may be a target all the same */
    int block = reached ? m->ends.at[0].block : 0;
    for (int i = 0; i < 2; i++) {
        Block branch = s->body[i];
        s->body[i] = (Block){0};
        m->ends = (Ends){0};
        if (reached)
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

void flatten_range(Machine *m, Block range)
{
    flatten_list(m, range, (Around){NULL, NULL});
}
