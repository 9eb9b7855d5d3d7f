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
 * reverse sweep knows how to run it backwards: `block` is a value like any other.
 */
#include "goto.h"

/* ------------------------------------------------------------ which lists */

/* What a list has of labels and of jumps to them. */
typedef struct Tally {
    Map labels, uses; /* Sym -> how many of them, as a pointer */
    int computed;     /* goto *p */
} Tally;

static int count_in(const Map *map, const Sym *label)
{
    return (int)(intptr_t)map_get(map, label);
}

static void count_one(Map *map, const Sym *label)
{
    map_set(map, label, (void *)(intptr_t)(count_in(map, label) + 1));
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
    Stmt *end = range->first;
    for (Stmt *s = range->first; s; s = s->next)
        if (s->kind != S_LABEL)
            end = s->next;
    if (!end)
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
    start_block(&m, m.first = new_block(&m));
    flatten_range(&m, range);
    close_ends(&m, DONE);
    Block made = code_of_blocks(&m);
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

/* __label__ a; of labels that become numbers, or whose names are free in the whole function. */
static Block drop_label_declaration(Stmt *s, void *context)
{
    (void)context;
    bool declares = s->kind == S_OPAQUE && s->text && starts_with(s->text, "__label__ ");
    return declares ? (Block){0} : block_of(s);
}

void lower_goto(Func *f)
{
    Stmt whole = {.kind = S_BLOCK, .body = {f->body}};
    Contents c = contents_of(&whole);
    if (f->opaque || (!c.labels && !c.jumps))
        return;
    replace_stmts(&f->body, drop_label_declaration, NULL);
    Lowering l = {.f = f};
    l.names = names_in(f);
    l.all = tally(f->body);
    walk_block(f->body, NULL, note_address, &l.addressed);
    drop_unused_labels(&l, &f->body);
    l.all = tally(f->body);
    lower_list(&l, &f->body, false);
    rewrite_block(f->body, number_address, &l);
}
