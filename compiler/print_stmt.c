/* print_stmt.c - statements as C text, one a line.
 *
 *     if (a) {
 *         x = 1;
 *     } else if (b) {
 *         x = 2;
 *     }
 *
 * Bodies always have braces, so no else dangles.  Case marks stand at the level
 * of their switch, labels one level out.  A statement ends without newline;
 * print_block starts each one on a line of its own.
 */
#include <ctype.h>
#include <string.h>

#include "ir.h"

/* ---------------------------------------------------------------- comments */

/* The text with nothing in it that would end or nest a comment. */
static const char *harmless(const char *text)
{
    Out out = {0};
    for (; *text; text++) {
        bool mark = (text[0] == '*' && text[1] == '/') || (text[0] == '/' && text[1] == '*');
        out_text_n(&out, text, 1);
        if (mark)
            out_text(&out, " ");
    }
    return out.at ? out.at : "";
}

/* As a block comment, its lines kept and long ones broken between words. */
void print_comment(Out *out, const char *text)
{
    text = harmless(text);
    bool several = strchr(text, '\n') != NULL;
    out_text(out, "/* ");
    while (*text) {
        size_t n = strcspn(text, " \n");
        if (out->column + (int)n > 97 && n > 0 && out->column > 4 * out->indent + 3) {
            out->n -= out->at[out->n - 1] == ' ';
            out_newline(out);
            out_text(out, " * ");
            several = true;
        }
        out_text_n(out, text, n);
        text += n;
        if (*text == '\n') {
            out_newline(out);
            out_text(out, text[1] == '\n' ? " *" : " * ");
        } else if (*text) {
            out_text(out, " ");
        }
        text += *text != '\0';
    }
    if (several) {
        out_newline(out);
        out_text(out, " ");
    }
    out_text(out, several ? "*/" : " */");
}

/* ------------------------------------------------------------ simple lines */

/* A line of text around an expression: before e after. */
static void print_line(Out *out, const char *before, const Expr *e, const char *after, int more)
{
    Out flat = {0};
    out_text(&flat, before);
    if (e)
        put_expr(&flat, e, PREC_COMMA);
    out_text(&flat, after);
    fill_text(out, flat.at, more);
}

/* A condition; an assignment in it gets parentheses to say that it is meant. */
static void print_head(Out *out, const char *before, const Expr *e, const char *after)
{
    bool assigns = skip_conv((Expr *)e)->kind == E_ASSIGN;
    print_line(out, assigns ? fmt("%s(", before) : before, e, assigns ? fmt(")%s", after) : after,
               2);
}

/* The ... of adcc_push_...() for a value of this type; NULL: as bytes. */
const char *tape_name(Type *type)
{
    static const char *const names[] = {
        [T_BOOL] = "bool",   [T_CHAR] = "char",     [T_SCHAR] = "schar",
        [T_UCHAR] = "uchar", [T_SHORT] = "short",   [T_USHORT] = "ushort",
        [T_INT] = "int",     [T_UINT] = "uint",     [T_LONG] = "long",
        [T_ULONG] = "ulong", [T_LLONG] = "llong",   [T_ULLONG] = "ullong",
        [T_FLOAT] = "float", [T_DOUBLE] = "double", [T_LDOUBLE] = "longdouble",
    };
    Type *t = strip(type);
    if (t->kind == T_ENUM && t->base)
        t = strip(t->base);
    if (t->kind == T_POINTER && !is_function(t->base))
        return "pointer";
    if (t->kind == T_COMPLEX) {
        const char *base = tape_name(t->base);
        return base ? fmt("c%s", base) : NULL;
    }
    return t->kind < (int)(sizeof names / sizeof names[0]) ? names[t->kind] : NULL;
}

/* adcc_push_double(e)   e = adcc_pop_double()   adcc_push_bytes(&e, sizeof e) */
static const char *tape_text(const Stmt *s)
{
    const Expr *e = s->e[0];
    Type *type = e->type;
    const char *verb = s->kind == S_PUSH ? "push" : "pop", *name = tape_name(type);
    if (!name) {
        const char *address = is_array(type) ? "" : "&";
        return fmt("adcc_%s_bytes(%s%s, sizeof %s)", verb, address,
                   expr_text(e, is_array(type) ? PREC_ASSIGN : PREC_UNARY),
                   expr_text(e, PREC_UNARY));
    }
    if (s->kind == S_POP)
        return fmt("%s = adcc_pop_%s()", expr_text(e, PREC_UNARY), name);
    Type *target = is_pointer(type) ? strip(strip(type)->base) : NULL;
    if (target && (is_const(target) || is_volatile(target)))
        return fmt("adcc_push_%s((void *)%s)", name, expr_text(e, PREC_UNARY));
    return fmt("adcc_push_%s(%s)", name, expr_text(e, PREC_ASSIGN));
}

/* Source text kept as it is, with its ';' if it has none (a preprocessor line has none). */
static void print_opaque(Out *out, const char *text)
{
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        n--;
    out_text_n(out, text, n);
    if (n > 0 && text[0] != '#' && text[n - 1] != ';')
        out_text(out, ";");
}

/* One declaration if it must be one, else a line for each variable. */
static void print_decls(Out *out, const Stmt *s)
{
    if (needs_one_declaration(&s->decls, &s->tags)) {
        fill_text(out, vars_text(&s->decls, &s->tags), 1);
        return;
    }
    for (int i = 0; i < s->decls.n; i++) {
        if (i > 0)
            out_newline(out);
        print_var(out, s->decls.at[i]);
    }
}

/* ------------------------------------------------------ compound statements */

/* { b }, and first what holds there, unless that is NULL */
static void print_body(Out *out, const Expr *fact, Block b)
{
    out_text(out, "{");
    out->indent++;
    if (fact) {
        out_newline(out);
        print_head(out, "ADCC_ASSUME(", fact, ");");
    }
    print_block(out, b);
    out->indent--;
    out_newline(out);
    out_text(out, "}");
}

static void print_braced(Out *out, Block b)
{
    print_body(out, NULL, b);
}

/* Is b one if statement, so that 'else if' can be written? */
static bool is_else_if(Block b)
{
    return b.first && b.first == b.last && b.first->kind == S_IF && !b.first->text;
}

static void print_if(Out *out, const Stmt *s)
{
    for (;;) {
        print_head(out, "if (", s->e[0], ") ");
        print_braced(out, s->body[IF_THEN]);
        if (!s->has_else)
            return;
        out_text(out, " else ");
        if (!is_else_if(s->body[IF_ELSE])) {
            print_braced(out, s->body[IF_ELSE]);
            return;
        }
        s = s->body[IF_ELSE].first;
    }
}

/* Expression statements joined by commas, as a for statement has them. */
static void put_for_part(Out *flat, Block b)
{
    for (const Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_EXPR)
            put_expr(flat, s->e[0], s->next || s != b.first ? PREC_ASSIGN : PREC_COMMA);
        else if (s->kind == S_PUSH || s->kind == S_POP)
            out_text(flat, tape_text(s));
        else if (s->kind != S_NULL && s->kind != S_COMMENT)
            die("statement of kind %d in the head of a for statement", s->kind);
        if (s->next) {
            out_text(flat, ",");
            put_break(flat);
        }
    }
}

static void print_for(Out *out, const Stmt *s)
{
    Out flat = {.indent = 1};
    Stmt *init = s->body[INIT].first;
    out_text(&flat, "for (");
    if (init && init->kind == S_DECL) {
        if (init->next)
            die("two declarations in the head of a for statement");
        out_text(&flat, vars_text(&init->decls, &init->tags));
    } else {
        put_for_part(&flat, s->body[INIT]);
        out_text(&flat, ";");
    }
    flat.indent = 0;
    if (s->e[0]) {
        put_break(&flat);
        bool assigns = skip_conv(s->e[0])->kind == E_ASSIGN;
        flat.indent = 1;
        put_expr(&flat, s->e[0], assigns ? PREC_PRIMARY : PREC_COMMA);
        flat.indent = 0;
    }
    out_text(&flat, ";");
    if (!is_empty(s->body[STEP])) {
        put_break(&flat);
        flat.indent = 1;
        put_for_part(&flat, s->body[STEP]);
    }
    out_text(&flat, ") ");
    fill_text(out, flat.at, 2);
    print_body(out, s->e[1], s->body[BODY]);
}

static void print_do(Out *out, const Stmt *s)
{
    out_text(out, "do ");
    print_braced(out, s->body[BODY]);
    print_head(out, " while (", s->e[0], ");");
}

/* ---------------------------------------------------- marks and blocks of them */

static bool is_mark(const Stmt *s)
{
    return s->kind == S_CASE || s->kind == S_DEFAULT || s->kind == S_LABEL;
}

static void print_case(Out *out, const Stmt *s)
{
    const char *last = s->e[1] ? fmt(" ... %s", expr_text(s->e[1], PREC_COND)) : "";
    fill_text(out, fmt("case %s%s:", expr_text(s->e[0], PREC_COND), last), 1);
}

/* A mark needs a statement after it: not a declaration, not the end of the block. */
static bool needs_null(const Stmt *s)
{
    const Stmt *next = s->next;
    while (next && next->kind == S_COMMENT)
        next = next->next;
    return !next || next->kind == S_DECL || next->kind == S_OPAQUE;
}

static void print_mark(Out *out, const Stmt *s)
{
    if (s->kind == S_CASE)
        print_case(out, s);
    else if (s->kind == S_DEFAULT)
        out_text(out, "default:");
    else
        out_fmt(out, "%s:", s->label->name);
    if (needs_null(s))
        out_text(out, ";");
}

static bool ends_with_jump(Block b);

/* Does control never come to the statement after s? */
static bool is_jump(const Stmt *s)
{
    switch (s->kind) {
    case S_BREAK:
    case S_CONTINUE:
    case S_RETURN:
    case S_GOTO:
    case S_GOTO_ADDR:
        return true;
    case S_BLOCK:
        return ends_with_jump(s->body[BODY]);
    case S_IF:
        return s->has_else && ends_with_jump(s->body[IF_THEN]) && ends_with_jump(s->body[IF_ELSE]);
    default:
        return false;
    }
}

static bool ends_with_jump(Block b)
{
    const Stmt *last = NULL;
    for (const Stmt *s = b.first; s; s = s->next)
        last = s->kind == S_COMMENT ? last : s;
    return last && is_jump(last);
}

/* Runs the statement before s on into the case mark s?  Then compilers want to read that it is
 * meant. */
static bool falls_through(const Stmt *before, const Stmt *s)
{
    bool mark = s->kind == S_CASE || s->kind == S_DEFAULT;
    if (before && before->kind == S_OPAQUE && strstr(before->text, "fallthrough"))
        return false; /* the source says so itself */
    return mark && before && !is_mark(before) && before->kind != S_DECL &&
           before->kind != S_COMMENT && !is_jump(before);
}

void print_block(Out *out, Block b)
{
    const Stmt *before = NULL;
    for (const Stmt *s = b.first; s; s = s->next) {
        if (falls_through(before, s)) {
            fresh_line(out);
            out_text(out, "/* fall through */");
        }
        int outdent = is_mark(s) && out->indent > 0;
        out->indent -= outdent;
        fresh_line(out);
        print_stmt(out, s);
        out->indent += outdent;
        before = s;
    }
}

/* Jumps, and the empty statement. */
static void print_jump(Out *out, const Stmt *s)
{
    switch (s->kind) {
    case S_GOTO:
        out_fmt(out, "goto %s;", s->label->name);
        break;
    case S_GOTO_ADDR:
        print_line(out, "goto *", s->e[0], ";", 1);
        break;
    case S_RETURN:
        print_line(out, s->e[0] ? "return " : "return", s->e[0], ";", 1);
        break;
    default:
        out_text(out, s->kind == S_BREAK ? "break;" : s->kind == S_CONTINUE ? "continue;" : ";");
        break;
    }
}

void print_stmt(Out *out, const Stmt *s)
{
    if (s->text && s->kind != S_OPAQUE && s->kind != S_COMMENT) {
        out_text(out, s->text); /* an attribute or pragma before the statement */
        fresh_line(out);
    }
    switch (s->kind) {
    case S_EXPR:
        print_line(out, "", s->e[0], ";", 1);
        break;
    case S_DECL:
        print_decls(out, s);
        break;
    case S_BLOCK:
        print_braced(out, s->body[BODY]);
        break;
    case S_IF:
        print_if(out, s);
        break;
    case S_WHILE:
        print_head(out, "while (", s->e[0], ") ");
        print_braced(out, s->body[BODY]);
        break;
    case S_DO:
        print_do(out, s);
        break;
    case S_FOR:
        print_for(out, s);
        break;
    case S_SWITCH:
        print_head(out, "switch (", s->e[0], ") ");
        print_braced(out, s->body[BODY]);
        break;
    case S_CASE:
    case S_DEFAULT:
    case S_LABEL:
        print_mark(out, s);
        break;
    case S_OPAQUE:
        print_opaque(out, s->text);
        break;
    case S_COMMENT:
        print_comment(out, s->text);
        break;
    case S_PUSH:
    case S_POP:
        fill_text(out, fmt("%s;", tape_text(s)), 1);
        break;
    default:
        print_jump(out, s);
        break;
    }
}
