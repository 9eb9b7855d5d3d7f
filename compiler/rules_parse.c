/* rules_parse.c - reads the partials of rules.def.
 *
 *   "x > 0.0 ? r * log(x) : 0.0"  ->  E_COND(E_BINARY(GT, x, 0.0), E_BINARY(MUL, r, log(x)), 0.0)
 *
 * Precedence climbing over ops.def: an operand, then as many binary operators as bind at
 * least as tightly as asked for.  Operands are numbers, placeholders, calls, parentheses and
 * their negations.  The result is a template: everything is double until rules.c instantiates it.
 */
#include "adcc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where the parser stands. */
typedef struct Reader {
    const char *text;         /* the whole partial, for messages */
    const char *at;           /* the next character */
    Sym *const *placeholders; /* x, y, z, n, r */
} Reader;

static Expr *parse_cond(Reader *r);

static void skip_space(Reader *r)
{
    while (isspace((unsigned char)*r->at))
        r->at++;
}

/* Takes the punctuation if it is next. */
static bool take(Reader *r, const char *punctuation)
{
    skip_space(r);
    if (!starts_with(r->at, punctuation))
        return false;
    r->at += strlen(punctuation);
    return true;
}

static void expect(Reader *r, const char *punctuation)
{
    if (!take(r, punctuation))
        die("rules.def: '%s' expected before '%s' in '%s'", punctuation, r->at, r->text);
}

/* A node built as it stands: the constructors of expr.c would fold. */
static Expr *node(ExprKind kind, Op op, int nkid)
{
    Loc nowhere = {0};
    Expr *e = new_expr(kind, type_double, nowhere, nkid);
    e->op = op;
    return e;
}

/* 2 or 0.5 */
static Expr *parse_number(Reader *r)
{
    const char *from = r->at;
    bool real = false;
    while (isdigit((unsigned char)*r->at) || *r->at == '.')
        real |= *r->at++ == '.';
    const char *text = intern_n(from, (size_t)(r->at - from));
    if (!real)
        return int_const(atol(text));
    Expr *e = node(E_FLOAT, OP_NONE, 0);
    e->text = text;
    return e;
}

/* A placeholder, or a call of a library function: its symbol has the name, the types come later. */
static Expr *parse_name(Reader *r)
{
    const char *from = r->at;
    while (isalnum((unsigned char)*r->at) || *r->at == '_')
        r->at++;
    const char *name = intern_n(from, (size_t)(r->at - from));
    if (!take(r, "(")) {
        for (int i = 0; i < RULE_SYMS; i++)
            if (r->placeholders[i]->name == name)
                return ref(r->placeholders[i]);
        die("rules.def: unknown name '%s' in '%s'", name, r->text);
    }
    Exprs args = {0};
    do
        append(&args, parse_cond(r));
    while (take(r, ","));
    expect(r, ")");
    Expr *e = node(E_CALL, OP_NONE, 1 + args.n);
    Types none = {0};
    e->kid[CALLEE] = ref(new_sym(SYM_FUNC, name, func_type(type_double, none)));
    for (int i = 0; i < args.n; i++)
        e->kid[ARGS + i] = args.at[i];
    return e;
}

static Expr *parse_operand(Reader *r)
{
    if (take(r, "-")) {
        Expr *e = node(E_UNARY, OP_NEG, 1);
        e->kid[0] = parse_operand(r);
        return e;
    }
    if (take(r, "(")) {
        Expr *e = parse_cond(r);
        expect(r, ")");
        return e;
    }
    skip_space(r);
    if (isdigit((unsigned char)*r->at))
        return parse_number(r);
    if (isalpha((unsigned char)*r->at) || *r->at == '_')
        return parse_name(r);
    die("rules.def: operand expected before '%s' in '%s'", r->at, r->text);
}

/* The binary operator that comes next, the longest spelling that fits; OP_NONE if there is none. */
static Op peek_binary(Reader *r, int *precedence, size_t *length)
{
    enum { U, P, L };
    static const struct {
        const char *text;
        int form, precedence;
    } ops[OP_COUNT] = {
#define OP(name, text, form, prec) [OP_##name] = {text, form, prec},
#include "ops.def"
#undef OP
    };
    Op best = OP_NONE;
    skip_space(r);
    *length = 0;
    for (int i = OP_NONE + 1; i < OP_COUNT; i++) {
        size_t n = strlen(ops[i].text);
        if (ops[i].form == L && i != OP_COMMA && n > *length && starts_with(r->at, ops[i].text)) {
            best = (Op)i;
            *length = n;
            *precedence = ops[i].precedence;
        }
    }
    return best;
}

/* Operators that bind at least as tightly as 'least', grouping to the left. */
static Expr *parse_binary(Reader *r, int least)
{
    Expr *left = parse_operand(r);
    int precedence = 0;
    size_t length;
    for (;;) {
        Op op = peek_binary(r, &precedence, &length);
        if (op == OP_NONE || precedence < least)
            return left;
        r->at += length;
        Expr *e = node(E_BINARY, op, 2);
        e->kid[LHS] = left;
        e->kid[RHS] = parse_binary(r, precedence + 1);
        left = e;
    }
}

/* a ? b : c */
static Expr *parse_cond(Reader *r)
{
    Expr *condition = parse_binary(r, 0);
    if (!take(r, "?"))
        return condition;
    Expr *e = node(E_COND, OP_NONE, 3);
    e->kid[COND] = condition;
    e->kid[THEN] = parse_cond(r);
    expect(r, ":");
    e->kid[ELSE] = parse_cond(r);
    return e;
}

Expr *parse_partial(const char *text, Sym *const placeholders[RULE_SYMS])
{
    Reader r = {text, text, placeholders};
    Expr *e = parse_cond(&r);
    skip_space(&r);
    if (*r.at)
        die("rules.def: '%s' is left over in '%s'", r.at, text);
    return e;
}
