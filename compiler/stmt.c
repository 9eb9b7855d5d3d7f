/* stmt.c - constructors of symbols, statements and blocks.
 *
 *     Block b = {0};
 *     add_stmt(&b, decl_stmt(t, mul(ref(x), ref(y))));     double t = x * y;
 *     add_stmt(&b, expr_stmt(assign(ref(x), zero_of(x->type))));    x = 0.0;
 *
 * A Block is a value: two pointers into a list linked by Stmt.next.  join()
 * and add_stmt() relink, so a statement stands in one block only.
 */
#include "ir.h"

/* Ids are dense over the whole run, so that bit sets of symbols stay small. */
static int sym_count;

Sym *new_sym(SymKind kind, const char *name, Type *type)
{
    Sym *v = new (Sym);
    v->kind = kind;
    v->name = name ? intern(name) : NULL;
    v->type = type;
    v->id = sym_count++;
    return v;
}

Stmt *new_stmt(StmtKind kind, Loc loc)
{
    Stmt *s = new (Stmt);
    s->kind = kind;
    s->loc = loc;
    return s;
}

static const Loc nowhere;

/* e; */
Stmt *expr_stmt(Expr *e)
{
    Stmt *s = new_stmt(S_EXPR, e->loc);
    s->e[0] = e;
    return s;
}

/* var = init; with its type before.  (T){0} is written {0} here. */
Stmt *decl_stmt(Sym *var, Expr *init)
{
    Stmt *s = new_stmt(S_DECL, init ? init->loc : nowhere);
    if (init && init->kind == E_COMPOUND && init->structural)
        init = init->kid[0];
    var->init = init;
    append(&s->decls, var);
    return s;
}

/* if (c) { then } else { otherwise } */
Stmt *if_stmt(Expr *c, Block then, Block otherwise)
{
    Stmt *s = new_stmt(S_IF, c->loc);
    s->e[0] = c;
    s->body[IF_THEN] = then;
    s->body[IF_ELSE] = otherwise;
    s->has_else = !is_empty(otherwise);
    return s;
}

/* while (c) { body } */
Stmt *while_stmt(Expr *c, Block body)
{
    Stmt *s = new_stmt(S_WHILE, c->loc);
    s->e[0] = c;
    s->body[BODY] = body;
    return s;
}

/* for (init; c; step) { body }; c may be NULL */
Stmt *for_stmt(Block init, Expr *c, Block step, Block body)
{
    Stmt *s = new_stmt(S_FOR, c ? c->loc : nowhere);
    s->e[0] = c;
    s->body[BODY] = body;
    s->body[INIT] = init;
    s->body[STEP] = step;
    return s;
}

/* { body } */
Stmt *block_stmt(Block body)
{
    Stmt *s = new_stmt(S_BLOCK, body.first ? body.first->loc : nowhere);
    s->body[BODY] = body;
    return s;
}

Stmt *comment_stmt(const char *text)
{
    Stmt *s = new_stmt(S_COMMENT, nowhere);
    s->text = text;
    return s;
}

Block block_of(Stmt *s)
{
    Block b = {s, s};
    if (s)
        s->next = NULL;
    return b;
}

Block join(Block a, Block b)
{
    if (!a.first)
        return b;
    if (b.first) {
        a.last->next = b.first;
        a.last = b.last;
    }
    return a;
}

void add_stmt(Block *b, Stmt *s)
{
    *b = join(*b, block_of(s));
}

bool is_empty(Block b)
{
    return !b.first;
}

bool is_loop(const Stmt *s)
{
    return s && (s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO);
}

bool is_comment(const Stmt *s)
{
    return s->kind == S_COMMENT || s->kind == S_NULL;
}

Stmt *next_real(Stmt *s)
{
    while (s && is_comment(s))
        s = s->next;
    return s;
}

Stmt *take_stmt(Block *b, Stmt *s)
{
    Block out = {0};
    for (Stmt *t = b->first, *next; t; t = next) {
        next = t->next;
        t->next = NULL;
        if (t != s)
            add_stmt(&out, t);
    }
    *b = out;
    return s;
}
