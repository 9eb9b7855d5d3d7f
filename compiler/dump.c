/* dump.c - the IR as an indented tree, for --emit=ir and for tests.
 *
 *     double f(double x, int n) { return n > 0 ? x * n : 0; }
 *
 *     func f: double (double x, int n)
 *       return (?: (> n 0) (* x (double n)) (double 0))
 *
 * A statement is a line, its bodies are indented below it; an expression is in
 * prefix form, operator first.  (double n) is an implicit conversion, (cast
 * double n) a written one; a structural zero or one ends in '.  Nothing in it
 * depends on addresses or on the order of tables.
 */
#include "ir.h"

static void dump_block(Out *out, Block b);

/* ------------------------------------------------------------- expressions */

static const char *const ops[OP_COUNT] = {
    [OP_NONE] = "",
#define OP(name, text, form, prec) [OP_##name] = text,
#include "ops.def"
#undef OP
};

/* What stands behind the opening parenthesis; NULL for nodes that are one word. */
static const char *head_of(const Expr *e)
{
    switch (e->kind) {
    case E_UNARY:
    case E_BINARY:
        return fmt("%s%s", e->op == OP_POSTINC || e->op == OP_POSTDEC ? "post" : "", ops[e->op]);
    case E_ASSIGN:
        return fmt("%s=", ops[e->op]);
    case E_COND:
        return "?:";
    case E_ELVIS:
        return "elvis";
    case E_CALL:
        return "call";
    case E_INDEX:
        return "[]";
    case E_MEMBER:
        return fmt("%s%s", e->arrow ? "->" : ".", e->u.field->name);
    case E_CAST:
        return fmt("cast %s", type_str(e->type));
    case E_CONV:
        return type_str(e->type);
    case E_COMPOUND:
        return fmt("literal %s", type_str(e->type));
    case E_INIT:
        return "init";
    case E_DESIGNATED:
        return "designated";
    case E_STMT:
        return "statements";
    case E_VA_ARG:
        return fmt("va_arg %s", type_str(e->type));
    default:
        return NULL;
    }
}

static void dump_designators(Out *out, const Designators *steps)
{
    for (int i = 0; i < steps->n; i++) {
        const Designator *d = &steps->at[i];
        if (d->field)
            out_fmt(out, " .%s", d->field->name);
        else
            out_fmt(out, " [%s%s%s]", expr_str(d->first), d->last ? " ... " : "",
                    d->last ? expr_str(d->last) : "");
    }
}

static void dump_expr(Out *out, const Expr *e)
{
    const char *head = head_of(e);
    if (!head) {
        if (e->kind == E_LABEL_ADDR)
            out_text(out, "&&");
        bool named = e->kind == E_REF || e->kind == E_LABEL_ADDR;
        out_text(out, named ? e->u.sym->name : e->text);
        out_text(out, e->structural ? "'" : "");
        return;
    }
    out_fmt(out, "(%s", head);
    if (e->kind == E_DESIGNATED)
        dump_designators(out, e->u.designators);
    for (int i = 0; i < e->nkid; i++) {
        out_text(out, " ");
        dump_expr(out, e->kid[i]);
    }
    if (e->kind == E_STMT) {
        dump_block(out, *e->u.block);
        out_newline(out);
    }
    out_text(out, ")");
}

/* -------------------------------------------------------------- statements */

static const char *const names[] = {
    [S_EXPR] = "expr",       [S_DECL] = "decl",     [S_BLOCK] = "block",
    [S_IF] = "if",           [S_WHILE] = "while",   [S_DO] = "do",
    [S_FOR] = "for",         [S_SWITCH] = "switch", [S_CASE] = "case",
    [S_DEFAULT] = "default", [S_LABEL] = "label",   [S_GOTO] = "goto",
    [S_GOTO_ADDR] = "goto*", [S_BREAK] = "break",   [S_CONTINUE] = "continue",
    [S_RETURN] = "return",   [S_NULL] = "null",     [S_OPAQUE] = "opaque",
    [S_COMMENT] = "comment", [S_PUSH] = "push",     [S_POP] = "pop",
};

static void dump_decls(Out *out, const Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        out_fmt(out, "%s %s: %s%s", i ? "," : "", v->name, v->storage == ST_STATIC ? "static " : "",
                type_str(v->type));
        if (v->init) {
            out_text(out, " = ");
            dump_expr(out, v->init);
        }
    }
}

/* A body under a title of its own. */
static void dump_part(Out *out, const char *title, Block b)
{
    out->indent++;
    out_newline(out);
    out_text(out, title);
    dump_block(out, b);
    out->indent--;
}

static void dump_stmt(Out *out, const Stmt *s)
{
    out_text(out, names[s->kind]);
    if (s->kind == S_DECL)
        dump_decls(out, s);
    if (s->label)
        out_fmt(out, " %s", s->label->name);
    for (int i = 0; i < 2; i++) {
        if (s->e[i]) {
            out_text(out, " ");
            dump_expr(out, s->e[i]);
        }
    }
    if (s->text)
        out_fmt(out, " %s", s->text);
    if (s->kind == S_FOR) {
        dump_part(out, "init", s->body[INIT]);
        dump_part(out, "step", s->body[STEP]);
        dump_part(out, "body", s->body[BODY]);
        return;
    }
    dump_block(out, s->body[0]);
    if (s->has_else) {
        out_newline(out);
        out_text(out, "else");
        dump_block(out, s->body[IF_ELSE]);
    }
}

static void dump_block(Out *out, Block b)
{
    out->indent++;
    for (const Stmt *s = b.first; s; s = s->next) {
        out_newline(out);
        dump_stmt(out, s);
    }
    out->indent--;
}

/* --------------------------------------------------------- functions, units */

void dump_func(Out *out, const Func *f)
{
    out_fmt(out, "func %s: %s (", f->sym->name, type_str(strip(f->sym->type)->base));
    for (int i = 0; i < f->params.n; i++) {
        out_text(out, i ? ", " : "");
        print_decl(out, f->params.at[i]->type, f->params.at[i]->name);
    }
    out_text(out, ")");
    if (f->opaque)
        out_fmt(out, " opaque: %s", f->opaque_why ? f->opaque_why : "");
    dump_block(out, f->body);
    out_newline(out);
}

void dump_unit(Out *out, const Unit *u)
{
    for (int i = 0; i < u->globals.n; i++) {
        const Sym *v = u->globals.at[i];
        out_fmt(out, "var %s: %s", v->name, type_str(v->type));
        if (v->init) {
            out_text(out, " = ");
            dump_expr(out, v->init);
        }
        out_newline(out);
    }
    for (int i = 0; i < u->funcs.n; i++)
        dump_func(out, u->funcs.at[i]);
}
