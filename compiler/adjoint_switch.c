/* adjoint_switch.c - switch statements in both directions.
 *
 *     switch (k) { case 0: x *= 2.0; break;  case 1: x += y;  case 2: x *= x; }
 * ->  switch (k) { case 0: rev of x *= 2.0; break; ... }            where no group of cases falls
 * into the next entry = k == 0 ? 1 : ...;  if (entry <= 3) rev(group 3);  if (entry <= 2) rev(group
 * 2);     where some do
 *
 * A group is what stands between two sets of case labels.  prepare.c has put its statements in a
 * block of their own, followed by the break that ends it, if one does.
 */
#include "reverse.h"

typedef struct Group {
    Block marks; /* case and default */
    Block body;  /* its statements, without the break that ends it */
    Stmt *end;   /* that break, or NULL */
    bool falls;  /* runs into the next group */
    Sweep sweep;
    Expr *went_on; /* no jump inside left the switch; NULL if none can */
} Group;
VEC(Group, Groups);

static bool is_mark(const Stmt *s)
{
    return s->kind == S_CASE || s->kind == S_DEFAULT;
}

static Groups split_groups(Block b)
{
    Groups groups = {0};
    for (Stmt *s = b.first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Group *g = groups.n ? &groups.at[groups.n - 1] : NULL;
        if (!g || (is_mark(s) && (g->end || !is_empty(g->body)))) {
            append(&groups, (Group){0});
            g = &groups.at[groups.n - 1];
        }
        if (is_mark(s))
            add_stmt(&g->marks, s);
        else if (s->kind == S_BREAK && (!next || is_mark(next)))
            g->end = s;
        else
            add_stmt(&g->body, s);
    }
    return groups;
}

/* Before prepare: each group's statements become a block, an ending break is taken out of it. */
Block wrap_groups(Block b)
{
    Block out = {0};
    Groups groups = split_groups(b);
    for (int i = 0; i < groups.n; i++) {
        Group *g = &groups.at[i];
        out = join(out, g->marks);
        Block *inner = &g->body;
        while (inner->first && inner->first == inner->last && inner->first->kind == S_BLOCK)
            inner = &inner->first->body[0];
        if (!g->end && inner != &g->body && inner->last && inner->last->kind == S_BREAK) {
            g->end = inner->last;
            drop_last(inner);
        }
        if (!is_empty(*inner))
            add_stmt(&out, block_stmt(*inner));
        if (g->end)
            add_stmt(&out, g->end);
    }
    return out;
}

/* entry: the number, from 1, of the group that the switch entered; n + 1 if none */
static Sym *make_entry(Adjoint *a, Stmt *st, const Groups *groups, Block *rev)
{
    Sym *entry = new_local(a, "entry", type_int);
    Block cases = {0};
    for (int i = 0; i < groups->n; i++) {
        cases = join(cases, clone_block(groups->at[i].marks, NULL));
        add_stmt(&cases, expr_stmt(assign(ref(entry), int_const(i + 1))));
        add_stmt(&cases, new_stmt(S_BREAK, st->loc));
    }
    Stmt *choose = new_stmt(S_SWITCH, st->loc);
    choose->e[0] = clone_expr(st->e[0], NULL);
    choose->body[BODY] = cases;
    add_stmt(rev, decl_stmt(entry, int_const(groups->n + 1)));
    add_stmt(rev, choose);
    return entry;
}

/* Groups first..last, each but the last falling into the next. */
static Block reverse_chain(Groups *groups, int first, int last, Sym *entry)
{
    Block rev = {0};
    for (int i = last; i >= first; i--) {
        Group *g = &groups->at[i];
        if (g->went_on && !is_empty(rev))
            rev = block_of(if_stmt(g->went_on, rev, (Block){0}));
        if (is_empty(g->sweep.rev))
            continue;
        Expr *ran = binary(OP_LE, ref(entry), int_const(i + 1));
        if (first > 0)
            ran = binary(OP_LAND, binary(OP_GE, ref(entry), int_const(first + 1)), ran);
        add_stmt(&rev, if_stmt(ran, g->sweep.rev, (Block){0}));
    }
    return rev;
}

static Block reverse_falling(Adjoint *a, Stmt *st, Groups *groups)
{
    Block rev = {0};
    Sym *entry = make_entry(a, st, groups, &rev);
    for (int last = groups->n - 1, first; last >= 0; last = first - 1) {
        first = last;
        while (first > 0 && groups->at[first - 1].falls)
            first--;
        rev = join(rev, reverse_chain(groups, first, last, entry));
    }
    return rev;
}

static Block reverse_plain_switch(Stmt *st, const Groups *groups)
{
    Block cases = {0};
    bool any = false;
    for (int i = 0; i < groups->n; i++) {
        cases = join(cases, clone_block(groups->at[i].marks, NULL));
        any |= !is_empty(groups->at[i].sweep.rev);
        cases = join(cases, groups->at[i].sweep.rev);
        add_stmt(&cases, new_stmt(S_BREAK, st->loc));
    }
    if (!any)
        return (Block){0};
    Stmt *rev = new_stmt(S_SWITCH, st->loc);
    rev->e[0] = clone_expr(st->e[0], NULL);
    rev->body[BODY] = cases;
    return block_of(rev);
}

static Sweep sweep_group(Adjoint *a, Group *g, Stmt *st)
{
    Kepts kept = {0};
    a->left = false;
    Stmt *inner = g->body.first;
    if (inner)
        g->went_on = went_on_after(a, inner, st);
    Sweep s = sweep_list(a, g->body, st, &kept);
    s.rev = with_declarations(a, &kept, s.rev, true);
    g->falls = !g->end && !a->left;
    return s;
}

Sweep sweep_switch(Adjoint *a, Stmt *st)
{
    Sweep s = {{0}, {0}};
    Scope here = {.outer = a->scope, .owner = st};
    a->scope = &here;
    Groups groups = split_groups(st->body[BODY]);
    bool falling = false;
    Block fwd = {0};
    for (int i = 0; i < groups.n; i++) {
        Group *g = &groups.at[i];
        g->sweep = sweep_group(a, g, st);
        falling |= g->falls && i + 1 < groups.n;
        Block marks = falling ? clone_block(g->marks, NULL) : clone_block(g->marks, NULL);
        fwd = join(join(fwd, marks), g->sweep.fwd);
        if (g->end)
            add_stmt(&fwd, g->end);
    }
    a->scope = here.outer;
    a->left = false;
    st->body[BODY] = fwd;
    add_stmt(&s.fwd, st);
    s.rev = falling ? reverse_falling(a, st, &groups) : reverse_plain_switch(st, &groups);
    return s;
}
