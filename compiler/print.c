/* print.c - expressions as C text, and the breaking of long lines.
 *
 *     (a + b) * c,  a && b || c      (a + b) * c,  (a && b) || c
 *
 * The IR has no parentheses: an operand whose operator binds less than its place
 * asks for gets them (ops.def has the precedences), and so do the few that
 * compilers warn about.  An expression is first put together as flat text in
 * which every space that may become a line break is a small character, counting
 * how deep in the expression it stands.  fill_text() then chooses the breaks:
 * late in the line and shallow in the tree.
 */
#include <ctype.h>
#include <string.h>

#include "ir.h"

enum { LINE_WIDTH = 100, DEEPEST = 7 };

/* --------------------------------------------------------------- flat text */

void put_break(Out *flat)
{
    char mark = (char)(1 + (flat->indent < DEEPEST - 1 ? flat->indent : DEEPEST - 1));
    out_text_n(flat, &mark, 1);
}

static bool is_break(char c)
{
    return c >= 1 && c <= DEEPEST;
}

/* Writes n characters of flat text with its breaks as spaces. */
static void write_flat(Out *out, const char *flat, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out_text_n(out, is_break(flat[i]) ? " " : flat + i, 1);
}

/* Where to break a line of n characters that has room for some: the cheapest break that fits, else
 * the first. */
static size_t choose_break(const char *flat, size_t n, size_t room)
{
    size_t best = n;
    long least = 0;
    for (size_t i = 0; i < n && (i <= room || best == n); i++) {
        long cost = (long)room - (long)i + 12 * flat[i];
        if (is_break(flat[i]) && (best == n || cost <= least)) {
            best = i;
            least = cost;
        }
    }
    return best;
}

/* One line of flat text (no newline in it), continued as often as needed. */
static void fill_line(Out *out, const char *flat, size_t n, int more)
{
    out->indent += more;
    for (;;) {
        size_t room = out->column < LINE_WIDTH ? (size_t)(LINE_WIDTH - out->column) : 0;
        size_t stop = n <= room ? n : choose_break(flat, n, room);
        write_flat(out, flat, stop);
        if (stop == n)
            break;
        out_newline(out);
        flat += stop + 1;
        n -= stop + 1;
    }
    out->indent -= more;
}

/* Newlines in the text (of statement expressions, struct definitions) stay. */
void fill_text(Out *out, const char *flat, int more)
{
    for (;;) {
        size_t n = strcspn(flat, "\n");
        fill_line(out, flat, n, more);
        if (!flat[n])
            return;
        out_newline(out);
        flat += n + 1;
    }
}

void fresh_line(Out *out)
{
    size_t n = out->n;
    while (n > 0 && out->at[n - 1] == ' ')
        n--;
    if (n > 0 && out->at[n - 1] != '\n') {
        out_newline(out);
        return;
    }
    out->n = n;
    out->column = 0;
    for (int i = 0; i < out->indent; i++)
        out_text(out, "    ");
}

/* ------------------------------------------------------------- precedences */

static const struct {
    const char *text;
    char form;
    int prec;
} ops[OP_COUNT] = {
    [OP_NONE] = {"", 'R', PREC_ASSIGN},
#define U                          'U'
#define P                          'P'
#define L                          'L'
#define R                          'R'
#define OP(name, text, form, prec) [OP_##name] = {text, form, prec},
#include "ops.def"
#undef OP
#undef U
#undef P
#undef L
#undef R
};

/* Of source text kept as it is: primary if it is one token or one call, prefix after sizeof, else
 * the least. */
static int text_prec(const char *text)
{
    if (starts_with(text, "sizeof") || starts_with(text, "_Alignof") || text[0] == '-')
        return PREC_UNARY;
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '.')
        n++;
    if (!text[n])
        return PREC_PRIMARY;
    while (text[n] == ' ')
        n++;
    int depth = 0;
    for (; text[n]; n++) {
        if (text[n] == '"' || text[n] == '\'')
            return PREC_COMMA;
        depth += text[n] == '(' ? 1 : text[n] == ')' ? -1 : 0;
        if (depth == 0)
            return text[n] == ')' && !text[n + 1] ? PREC_POSTFIX : PREC_COMMA;
    }
    return PREC_COMMA;
}

static int prec_of(const Expr *e)
{
    switch (e->kind) {
    case E_INT:
    case E_FLOAT:
        return e->text[0] == '-' ? PREC_UNARY : PREC_PRIMARY;
    case E_UNARY:
    case E_BINARY:
        return ops[e->op].prec;
    case E_ASSIGN:
        return PREC_ASSIGN;
    case E_COND:
    case E_ELVIS:
        return PREC_COND;
    case E_CALL:
    case E_INDEX:
    case E_MEMBER:
    case E_COMPOUND:
        return PREC_POSTFIX;
    case E_CAST:
    case E_LABEL_ADDR:
        return PREC_UNARY;
    case E_CONV:
        return prec_of(e->kid[0]);
    case E_OPAQUE:
        return text_prec(e->text);
    default:
        return PREC_PRIMARY;
    }
}

static bool is_bitwise(Op op)
{
    return op == OP_AND || op == OP_OR || op == OP_XOR;
}

static bool is_comparison(Op op)
{
    return op >= OP_EQ && op <= OP_GE;
}

/* Would a compiler ask for parentheses around the operand, or a reader thank for them? */
static bool wants_parens(Op op, const Expr *operand, int which)
{
    operand = skip_conv((Expr *)operand);
    if (operand->kind == E_UNARY && operand->op == OP_LNOT)
        return which == LHS && (is_comparison(op) || is_bitwise(op));
    if (operand->kind != E_BINARY)
        return false;
    Op inner = operand->op;
    switch (op) {
    case OP_LOR:
        return inner == OP_LAND;
    case OP_SHL:
    case OP_SHR:
        return inner == OP_ADD || inner == OP_SUB;
    default:
        return is_bitwise(op) ? inner != op : is_comparison(op) && is_comparison(inner);
    }
}

/* ------------------------------------------------------------- expressions */

/* a op b; operands deeper than the operator, except that a chain a + b + c is one level. */
static void put_binary(Out *out, const Expr *e)
{
    int prec = ops[e->op].prec;
    for (int i = LHS; i <= RHS; i++) {
        const Expr *kid = e->kid[i];
        bool chain = i == LHS && prec_of(kid) == prec;
        out->indent += !chain;
        put_expr(out, kid, wants_parens(e->op, kid, i) ? PREC_PRIMARY : prec + i);
        out->indent -= !chain;
        if (i == LHS) {
            out_fmt(out, "%s%s", e->op == OP_COMMA ? "" : " ", ops[e->op].text);
            put_break(out);
        }
    }
}

/* op a: '- -a' and '+ ++a' need their space, and so do the operators that are words. */
static void put_unary(Out *out, const Expr *e)
{
    const Expr *a = e->kid[0];
    const char *op = ops[e->op].text;
    if (ops[e->op].form == 'P') {
        put_expr(out, a, PREC_POSTFIX);
        out_text(out, op);
        return;
    }
    bool is_sizeof = e->op == OP_SIZEOF || e->op == OP_ALIGNOF;
    bool cast = skip_conv((Expr *)a)->kind == E_CAST;
    int prec = is_sizeof && cast ? PREC_POSTFIX : PREC_UNARY;
    Out operand = {.indent = out->indent};
    put_expr(&operand, a, prec);
    bool word = isalpha((unsigned char)op[0]) || op[0] == '_';
    bool parens = prec_of(a) < prec;
    bool space = word ? !parens : operand.at[0] == op[strlen(op) - 1] && strchr("+-&", op[0]);
    out_text(out, op);
    out_text(out, space ? " " : "");
    out_text_n(out, operand.at, operand.n);
}

static void put_assign(Out *out, const Expr *e)
{
    put_expr(out, e->kid[LHS], PREC_UNARY);
    out_fmt(out, " %s=", ops[e->op].text);
    out->indent++;
    put_break(out);
    out->indent--;
    put_expr(out, e->kid[RHS], PREC_ASSIGN);
}

/* Arithmetic as a condition gets parentheses: 'a + b ? c : d' looks like something else. */
static void put_cond(Out *out, const Expr *e)
{
    const Expr *c = skip_conv(e->kid[COND]);
    bool plain = c->kind != E_BINARY || c->op == OP_LAND || c->op == OP_LOR || is_comparison(c->op);
    out->indent++;
    put_expr(out, c, plain ? PREC_COND + 1 : PREC_PRIMARY);
    out->indent--;
    put_break(out);
    out_text(out, "?");
    if (e->kind == E_COND) {
        out_text(out, " ");
        out->indent++;
        put_expr(out, e->kid[THEN], PREC_ASSIGN);
        out->indent--;
        put_break(out);
    }
    out_text(out, ": ");
    put_expr(out, e->kid[e->nkid - 1], PREC_COND);
}

/* Operands from the given one on, with commas. */
static void put_list(Out *out, const Expr *e, int from)
{
    out->indent++;
    for (int i = from; i < e->nkid; i++) {
        if (i > from) {
            out_text(out, ",");
            put_break(out);
        }
        put_expr(out, e->kid[i], PREC_ASSIGN);
    }
    out->indent--;
}

/* .field[first ... last] = value */
static void put_designated(Out *out, const Expr *e)
{
    const Designators *steps = e->u.designators;
    for (int i = 0; i < steps->n; i++) {
        const Designator *d = &steps->at[i];
        if (d->field)
            out_fmt(out, ".%s", d->field->name);
        else if (d->last)
            out_fmt(out, "[%s ... %s]", expr_text(d->first, PREC_COND),
                    expr_text(d->last, PREC_COND));
        else
            out_fmt(out, "[%s]", expr_text(d->first, PREC_COND));
    }
    out_text(out, " = ");
    put_expr(out, e->kid[e->nkid - 1], PREC_ASSIGN);
}

/* ({ ... }), its statements on lines of their own. */
static void put_stmt_expr(Out *out, const Expr *e)
{
    Out block = {.indent = 1};
    print_block(&block, *e->u.block);
    out_text(out, "({\n");
    out_text(out, block.at ? block.at : "");
    out_text(out, "\n})");
}

/* f(a, b)   a[i]   a.b   a->b */
static void put_postfix(Out *out, const Expr *e)
{
    put_expr(out, e->kid[0], PREC_POSTFIX);
    if (e->kind == E_CALL) {
        out_text(out, "(");
        put_list(out, e, ARGS);
        out_text(out, ")");
    } else if (e->kind == E_MEMBER) {
        out_fmt(out, "%s%s", e->arrow ? "->" : ".", e->u.field->name);
    } else {
        out_text(out, "[");
        out->indent += 2;
        put_expr(out, e->kid[INDEX], PREC_ASSIGN);
        out->indent -= 2;
        out_text(out, "]");
    }
}

/* e without parentheses around it. */
static void put_bare(Out *out, const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        out_text(out, e->u.sym->name);
        break;
    case E_UNARY:
        put_unary(out, e);
        break;
    case E_BINARY:
        put_binary(out, e);
        break;
    case E_ASSIGN:
        put_assign(out, e);
        break;
    case E_COND:
    case E_ELVIS:
        put_cond(out, e);
        break;
    case E_CALL:
    case E_INDEX:
    case E_MEMBER:
        put_postfix(out, e);
        break;
    case E_CAST:
        out_fmt(out, "(%s)", decl_text(e->type, "", NULL));
        put_expr(out, e->kid[0], PREC_UNARY);
        break;
    case E_CONV:
        put_bare(out, e->kid[0]);
        break;
    case E_COMPOUND:
        out_fmt(out, "(%s)", decl_text(e->type, "", NULL));
        put_bare(out, e->kid[0]);
        break;
    case E_INIT:
        out_text(out, "{");
        put_list(out, e, 0);
        out_text(out, "}");
        break;
    case E_DESIGNATED:
        put_designated(out, e);
        break;
    case E_STMT:
        put_stmt_expr(out, e);
        break;
    case E_LABEL_ADDR:
        out_fmt(out, "&&%s", e->u.sym->name);
        break;
    case E_VA_ARG:
        out_fmt(out, "__builtin_va_arg(%s, %s)", expr_text(e->kid[0], PREC_ASSIGN),
                decl_text(e->type, "", NULL));
        break;
    default: /* literals, E_OPAQUE */
        out_text(out, e->text);
        break;
    }
}

/* e as an operand in a place that asks for this precedence. */
void put_expr(Out *out, const Expr *e, int min_precedence)
{
    bool parens = prec_of(e) < min_precedence;
    if (parens)
        out_text(out, "(");
    out->indent += parens;
    put_bare(out, e);
    out->indent -= parens;
    if (parens)
        out_text(out, ")");
}

const char *expr_text(const Expr *e, int min_precedence)
{
    Out flat = {0};
    put_expr(&flat, e, min_precedence);
    return flat.at;
}

void print_expr(Out *out, const Expr *e, int min_precedence)
{
    fill_text(out, expr_text(e, min_precedence), 1);
}

/* On one line. */
const char *expr_str(const Expr *e)
{
    Out line = {0};
    for (const char *p = expr_text(e, 0); *p; p++) {
        bool space = is_break(*p) || *p == '\n' || *p == ' ';
        if (!space || (line.n && line.at[line.n - 1] != ' '))
            out_text_n(&line, space ? " " : p, 1);
    }
    return line.at;
}
