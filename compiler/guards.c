/* guards.c - early ends of loop bodies and functions become branches.
 *
 *     if (r > cut) continue;  rest           ->      if (r > cut) { } else { rest }
 *     if (n == 0) return 0.0; rest           ->      if (n == 0) { return 0.0; } else { rest }
 *
 * A jump at the end of the list it would leave anyway needs no bookkeeping in the reverse sweep:
 * this removes most of them.  Lists with labels are left alone.
 */
#include "reverse.h"

static bool has_label(Stmt *s)
{
    for (; s; s = s->next) {
        if (s->kind == S_LABEL || s->kind == S_CASE || s->kind == S_DEFAULT)
            return true;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_SWITCH && has_label(s->body[i].first))
                return true;
    }
    return false;
}

static bool ends_in(Block b, StmtKind kind)
{
    return b.last && b.last->kind == kind;
}

void drop_last(Block *b)
{
    Stmt *before = NULL;
    for (Stmt *s = b->first; s != b->last; s = s->next)
        before = s;
    if (before)
        before->next = NULL;
    else
        b->first = NULL;
    b->last = before;
}

/* Takes the statements after s out of b. */
static Block cut_after(Block *b, Stmt *s)
{
    Block rest = {s->next, s->next ? b->last : NULL};
    s->next = NULL;
    b->last = s;
    return rest;
}

/* If one branch of s ends early, the rest of the list becomes part of the other. */
static void absorb_rest(Block *b, Stmt *s, StmtKind jump)
{
    for (int k = 0; k < 2; k++) {
        Block *ends = &s->body[k], *goes_on = &s->body[1 - k];
        if (!ends_in(*ends, jump) || ends_in(*goes_on, jump))
            continue;
        if (has_label(s->next) || has_label(goes_on->first))
            return;
        *goes_on = join(*goes_on, cut_after(b, s));
        s->has_else = !is_empty(s->body[IF_ELSE]);
        return;
    }
}

/* loop, function: the end of this list is the end of the loop's body, of the function */
static void nest(Block *b, bool loop, bool function)
{
    for (Stmt *s = b->first; s; s = s->next) {
        if (s->kind == S_IF && s->next && loop)
            absorb_rest(b, s, S_CONTINUE);
        if (s->kind == S_IF && s->next && function)
            absorb_rest(b, s, S_RETURN);
        bool last = s == b->last;
        bool is_loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        bool plain = s->kind == S_IF || s->kind == S_BLOCK;
        for (int i = 0; i < 2; i++)
            nest(&s->body[i], is_loop ? i == BODY : last && plain && loop,
                 last && plain && function);
    }
    while (loop && ends_in(*b, S_CONTINUE))
        drop_last(b);
}

/* if (c) { } else { rest }   ->   if (!c) { rest } */
static void turn_empty(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        for (int i = 0; i < 3; i++)
            turn_empty(s->body[i]);
        if (s->kind != S_IF || !is_empty(s->body[IF_THEN]) || is_empty(s->body[IF_ELSE]))
            continue;
        s->e[0] = unary(OP_LNOT, s->e[0]);
        s->body[IF_THEN] = s->body[IF_ELSE];
        s->body[IF_ELSE] = (Block){0};
        s->has_else = false;
    }
}

static bool has_goto(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_GOTO || s->kind == S_GOTO_ADDR)
            return true;
        for (int i = 0; i < 3; i++)
            if (has_goto(s->body[i]))
                return true;
    }
    return false;
}

void nest_guards(Func *f)
{
    if (has_goto(f->body))
        return;
    nest(&f->body, false, true);
    turn_empty(f->body);
}
