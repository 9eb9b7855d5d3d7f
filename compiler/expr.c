/* expr.c - constructors of expressions, and small questions about them.
 *
 *     mul(one_of(double), ref(x))      x
 *     add(ref(x), neg(ref(y)))         x - y
 *     deref(add(ref(p), ref(i)))       p[i]
 *
 * A constructor takes its operands over and computes C's type of the result.
 * It folds nodes marked 'structural' only: the zeros, ones and minus signs that
 * adcc itself introduced.  The user's arithmetic stays as it is, because 0 * x
 * is not 0 for an infinite x, and x + 0.0 is not x for -0.0.
 */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ir.h"

/* ------------------------------------------------------------ making nodes */

Expr *new_expr(ExprKind kind, Type *type, Loc loc, int nkid)
{
    Expr *e = new (Expr);
    e->kind = kind;
    e->type = type;
    e->loc = loc;
    e->nkid = nkid;
    e->kid = nkid ? new_array(Expr *, nkid) : NULL;
    return e;
}

static const Loc nowhere;

static Expr *node1(ExprKind kind, Op op, Type *type, Expr *a)
{
    Expr *e = new_expr(kind, type, a->loc, 1);
    e->op = op;
    e->kid[0] = a;
    return e;
}

static Expr *node2(ExprKind kind, Op op, Type *type, Expr *a, Expr *b)
{
    Expr *e = new_expr(kind, type, a->loc.file ? a->loc : b->loc, 2);
    e->op = op;
    e->kid[0] = a;
    e->kid[1] = b;
    return e;
}

/* The type of the value that an expression of type t yields. */
static Type *value_type(Type *t)
{
    Type *v = unqualified(decay(t));
    return v->kind == T_ATOMIC ? value_type(v->base) : v;
}

/* --------------------------------------------------------------- constants */

/* int if it fits, else long.  The least of each has no literal in C. */
Expr *int_const(long value)
{
    bool fits = value >= INT_MIN && value <= INT_MAX;
    Expr *e = new_expr(E_INT, fits ? type_int : type_long, nowhere, 0);
    if (value == INT_MIN)
        e->text = fmt("(%d - 1)", -INT_MAX);
    else if (value == LONG_MIN)
        e->text = fmt("(%ldL - 1)", -LONG_MAX);
    else
        e->text = fmt(fits ? "%ld" : "%ldL", value);
    e->has_value = true;
    e->value = value;
    return e;
}

/* The shortest digits that read back as value in the precision of kind. */
static const char *shortest(double value, TypeKind kind)
{
    const char *text = NULL;
    int most = kind == T_LDOUBLE || kind == T_FLOAT128 ? DECIMAL_DIG : 17;
    for (int digits = 1; digits <= most; digits++) {
        text = fmt("%.*g", digits, value);
        if (kind == T_FLOAT || kind == T_FLOAT16 ? strtof(text, NULL) == (float)value
            : most > 17                          ? strtold(text, NULL) == (long double)value
                                                 : strtod(text, NULL) == value)
            break;
    }
    return strpbrk(text, ".e") ? text : fmt("%s.0", text);
}

/* A constant of a floating type (or of a complex type: its real part). */
Expr *float_const(double value, Type *type)
{
    Type *t = strip(type);
    TypeKind kind = t->kind == T_COMPLEX ? strip(t->base)->kind : t->kind;
    const char *suffix = kind == T_FLOAT      ? "f"
                         : kind == T_LDOUBLE  ? "L"
                         : kind == T_FLOAT16  ? "f16"
                         : kind == T_FLOAT128 ? "q"
                                              : "";
    if (isnan(value))
        return float_text("__builtin_nan(\"\")", type);
    if (isinf(value))
        return float_text(value < 0 ? "-__builtin_inf()" : "__builtin_inf()", type);
    return float_text(fmt("%s%s", shortest(value, kind), suffix), type);
}

/* The literal that spells this text, on one line. */
Expr *string(const char *text)
{
    Out out = {0};
    out_text(&out, "\"");
    for (const char *p = text; *p; p++)
        if (*p == '\n')
            out_text(&out, " ");
        else
            out_fmt(&out, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
    out_text(&out, "\"");
    Expr *e = new_expr(E_STRING, pointer_to(type_char), (Loc){0}, 0);
    e->text = out.at;
    return e;
}

Expr *float_text(const char *text, Type *type)
{
    Expr *e = new_expr(E_FLOAT, unqualified(type), nowhere, 0);
    e->text = text;
    return e;
}

/* A number of an arithmetic type, marked as ours. */
static Expr *structural(long value, Type *type)
{
    Expr *e = is_integer(type) ? int_const(value) : float_const((double)value, type);
    if (!is_integer(type)) /* for is_zero and is_one; it is no integer constant expression */
        e->value = value;
    e->structural = true;
    return e;
}

/* Structural 0: a number, a null pointer, {0} for an array, (T){0} for a struct. */
Expr *zero_of(Type *type)
{
    bool vector = strip(type)->kind == T_VECTOR;
    if (!is_array(type) && !is_record(type) && !vector) {
        Expr *e = structural(0, is_pointer(type) ? type_int : type);
        if (is_pointer(type))
            e->type = unqualified(type);
        return e;
    }
    Expr *list = new_expr(E_INIT, unqualified(type), nowhere, 1);
    list->kid[0] = int_const(0);
    list->structural = true;
    if (is_array(type))
        return list;
    Expr *e = node1(E_COMPOUND, OP_NONE, list->type, list);
    e->structural = true;
    return e;
}

/* Structural 1. */
Expr *one_of(Type *type)
{
    return structural(1, type);
}

static bool is_number(const Expr *e, long value)
{
    return e->structural && (e->kind == E_INT || e->kind == E_FLOAT) && e->value == value;
}

bool is_zero(const Expr *e)
{
    return is_number(e, 0) || (e->structural && (e->kind == E_INIT || e->kind == E_COMPOUND));
}

bool is_one(const Expr *e)
{
    return is_number(e, 1);
}

bool is_int_const(const Expr *e, long value)
{
    return e->has_value && e->value == value;
}

Expr *ref(Sym *sym)
{
    Expr *e = new_expr(E_REF, sym->type, nowhere, 0);
    e->u.sym = sym;
    if (sym->kind == SYM_ENUMERATOR) {
        e->has_value = true;
        e->value = sym->value;
    }
    return e;
}

/* ----------------------------------------------------------------- folding */

static Walk refuses_to_go(Expr *e, void *context)
{
    (void)context;
    bool step = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                       e->op == OP_POSTINC || e->op == OP_POSTDEC);
    bool call = e->kind == E_CALL && callee_of(e);
    bool stays = e->kind == E_ASSIGN || e->kind == E_STMT || e->kind == E_VA_ARG || step || call ||
                 is_volatile(e->type);
    return stays ? WALK_STOP : WALK_ON;
}

/* May e vanish when it is multiplied by a structural 0?  (In normal form only pure calls stand in
 * operands.) */
static bool can_vanish(Expr *e)
{
    return walk_expr(e, refuses_to_go, NULL);
}

/* e where a value of type t was due: written out where leaving it to C would change later
 * arithmetic. */
static Expr *as_type(Expr *e, Type *t)
{
    return same_type(e->type, t) ? e : cast(t, e);
}

static bool is_our_neg(const Expr *e)
{
    return e->kind == E_UNARY && e->op == OP_NEG && e->structural;
}

/* a op b with a structural zero or one, or a sign of ours; NULL if there is nothing to fold. */
static Expr *fold(Op op, Type *t, Expr *a, Expr *b)
{
    switch (op) {
    case OP_ADD:
        if (is_zero(a))
            return as_type(b, t);
        if (is_zero(b))
            return as_type(a, t);
        if (is_our_neg(a) && !is_our_neg(b))
            return binary(OP_SUB, b, a->kid[0]);
        return is_our_neg(b) ? binary(OP_SUB, a, b->kid[0]) : NULL;
    case OP_SUB:
        if (is_zero(b))
            return as_type(a, t);
        if (is_zero(a))
            return as_type(neg(b), t);
        return is_our_neg(b) ? binary(OP_ADD, a, b->kid[0]) : NULL;
    case OP_MUL:
        if ((is_zero(a) && can_vanish(b)) || (is_zero(b) && can_vanish(a)))
            return zero_of(t);
        return is_one(a) ? as_type(b, t) : is_one(b) ? as_type(a, t) : NULL;
    case OP_DIV:
        if (is_zero(a) && can_vanish(b))
            return zero_of(t);
        return is_one(b) ? as_type(a, t) : NULL;
    default:
        return NULL;
    }
}

/* --------------------------------------------------------------- operators */

/* C's type of a op b. */
static Type *binary_type(Op op, Expr *a, Expr *b)
{
    Type *p = value_type(a->type), *q = value_type(b->type);
    switch (op) {
    case OP_COMMA:
        return q;
    case OP_LOR:
    case OP_LAND:
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_GT:
    case OP_LE:
    case OP_GE:
        return type_int;
    case OP_SHL:
    case OP_SHR:
        return promote(p);
    default:
        if (is_pointer(p) && is_pointer(q))
            return type_long;
        return is_pointer(p) ? p : is_pointer(q) ? q : arithmetic_type(p, q);
    }
}

Expr *binary(Op op, Expr *a, Expr *b)
{
    Type *t = binary_type(op, a, b);
    Expr *folded = is_arithmetic(t) ? fold(op, t, a, b) : NULL;
    return folded ? folded : node2(E_BINARY, op, t, a, b);
}

Expr *add(Expr *a, Expr *b)
{
    return binary(OP_ADD, a, b);
}

Expr *sub(Expr *a, Expr *b)
{
    return binary(OP_SUB, a, b);
}

Expr *mul(Expr *a, Expr *b)
{
    return binary(OP_MUL, a, b);
}

Expr *divide(Expr *a, Expr *b)
{
    return binary(OP_DIV, a, b);
}

/* -a; the sign is ours and may be folded later. */
Expr *neg(Expr *a)
{
    if (is_zero(a))
        return a;
    if (is_our_neg(a))
        return a->kid[0];
    Expr *e = node1(E_UNARY, OP_NEG, promote(value_type(a->type)), a);
    e->structural = true;
    return e;
}

/* C's type of op a. */
static Type *unary_type(Op op, Expr *a)
{
    Type *t = value_type(a->type);
    switch (op) {
    case OP_LNOT:
        return type_int;
    case OP_SIZEOF:
    case OP_ALIGNOF:
        return type_ulong;
    case OP_REAL:
    case OP_IMAG:
        return is_complex(t) ? strip(t)->base : t;
    case OP_PLUS:
    case OP_NEG:
    case OP_NOT:
        return promote(t);
    default:
        return t;
    }
}

Expr *unary(Op op, Expr *e)
{
    switch (op) {
    case OP_DEREF:
        return deref(e);
    case OP_ADDR:
        return address_of(e);
    case OP_NEG:
        return neg(e);
    default:
        return node1(E_UNARY, op, unary_type(op, e), e);
    }
}

static bool is_unary(const Expr *e, Op op)
{
    return e->kind == E_UNARY && e->op == op;
}

/* *&x is x, *(p + i) is p[i] */
Expr *deref(Expr *p)
{
    Expr *q = skip_conv(p);
    if (is_unary(q, OP_ADDR))
        return q->kid[0];
    if (q->kind == E_BINARY && q->op == OP_ADD) {
        if (is_pointer(decay(q->kid[LHS]->type)))
            return index_of(q->kid[LHS], q->kid[RHS]);
        return index_of(q->kid[RHS], q->kid[LHS]);
    }
    Type *t = decay(p->type);
    if (!is_pointer(t))
        die("'%s' is not a pointer", expr_str(p));
    return node1(E_UNARY, OP_DEREF, strip(t)->base, p);
}

/* &*p is p */
Expr *address_of(Expr *lv)
{
    if (is_unary(lv, OP_DEREF))
        return lv->kid[0];
    return node1(E_UNARY, OP_ADDR, pointer_to(lv->type), lv);
}

/* Compilers warn of a char as an index. */
Expr *index_of(Expr *base, Expr *i)
{
    Type *t = decay(base->type);
    if (!is_pointer(t))
        die("'%s' cannot be indexed", expr_str(base));
    if (strip(i->type)->kind == T_CHAR)
        i = cast(type_int, i);
    return node2(E_INDEX, OP_NONE, strip(t)->base, base, i);
}

/* base.field or base->field; (*p).field is p->field and (&x)->field is x.field. */
Expr *member(Expr *base, Field *field, bool arrow)
{
    Expr *b = skip_conv(base);
    if (!arrow && b->kind == E_MEMBER && !b->u.field->name) /* of an anonymous member */
        return member(b->kid[BASE], field, b->arrow);
    if (is_unary(b, arrow ? OP_ADDR : OP_DEREF)) {
        base = b->kid[0];
        arrow = !arrow;
    }
    Type *record = arrow ? strip(decay(base->type))->base : base->type;
    Expr *e = node1(E_MEMBER, OP_NONE, qualified(field->type, strip(record)->quals), base);
    e->u.field = field;
    e->arrow = arrow;
    return e;
}

/* Nothing to do where the value has the type already. */
Expr *cast(Type *type, Expr *e)
{
    if (is_scalar(type) && same_type(type, e->type) && !is_pointer(type))
        return e;
    if (is_arithmetic(type) && (is_number(e, 0) || is_number(e, 1)))
        return structural(e->value, type);
    return node1(E_CAST, OP_NONE, unqualified(type), e);
}

/* C's type of c ? a : b, as far as well-formed programs need. */
static Type *cond_type(Expr *a, Expr *b)
{
    Type *p = value_type(a->type), *q = value_type(b->type);
    if (is_arithmetic(p) && is_arithmetic(q))
        return arithmetic_type(p, q);
    if (is_pointer(p) && is_pointer(q))
        return strip(strip(p)->base)->kind == T_VOID ? q : p;
    return is_pointer(q) ? q : p;
}

Expr *cond(Expr *c, Expr *a, Expr *b)
{
    Type *t = cond_type(a, b);
    if (is_zero(a) && is_zero(b) && can_vanish(c))
        return as_type(a, t);
    Expr *e = new_expr(E_COND, t, c->loc, 3);
    e->kid[COND] = c;
    e->kid[THEN] = a;
    e->kid[ELSE] = b;
    return e;
}

Expr *assign(Expr *lhs, Expr *rhs)
{
    return node2(E_ASSIGN, OP_NONE, value_type(lhs->type), lhs, rhs);
}

/* lhs op= rhs; x += -y is x -= y where the sign is ours. */
Expr *assign_op(Op op, Expr *lhs, Expr *rhs)
{
    if ((op == OP_ADD || op == OP_SUB) && is_our_neg(rhs)) {
        op = op == OP_ADD ? OP_SUB : OP_ADD;
        rhs = rhs->kid[0];
    }
    return node2(E_ASSIGN, op, value_type(lhs->type), lhs, rhs);
}

Expr *call(Sym *function, Exprs args)
{
    Type *t = strip(function->type);
    if (t->kind == T_POINTER)
        t = strip(t->base);
    if (t->kind != T_FUNC)
        die("'%s' is not a function", function->name);
    Expr *e = new_expr(E_CALL, unqualified(t->base), nowhere, args.n + 1);
    e->kid[CALLEE] = ref(function);
    for (int i = 0; i < args.n; i++) {
        e->kid[ARGS + i] = args.at[i];
        if (!e->loc.file)
            e->loc = args.at[i]->loc;
    }
    return e;
}

Expr *call_n(Sym *function, int n, ...)
{
    Exprs args = {0};
    va_list list;
    va_start(list, n);
    for (int i = 0; i < n; i++) {
        Expr *arg = va_arg(list, Expr *);
        append(&args, arg);
    }
    va_end(list);
    return call(function, args);
}

Expr *text_expr(const char *text, Type *type)
{
    Expr *e = new_expr(E_OPAQUE, type, nowhere, 0);
    e->text = text;
    return e;
}

/* --------------------------------------------------------------- questions */

Expr *skip_conv(Expr *e)
{
    while (e->kind == E_CONV)
        e = e->kid[0];
    return e;
}

Expr *skip_casts(const Expr *e)
{
    while (e->kind == E_CONV || e->kind == E_CAST)
        e = e->kid[0];
    return (Expr *)e;
}

bool is_lvalue(const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM;
    case E_INDEX:
    case E_STRING:
    case E_COMPOUND:
        return true;
    case E_MEMBER:
        return e->arrow || is_lvalue(e->kid[BASE]);
    case E_UNARY:
        if (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_EXTENSION)
            return is_lvalue(e->kid[0]);
        return e->op == OP_DEREF;
    default:
        return false;
    }
}

Sym *ref_sym(const Expr *e)
{
    e = skip_conv((Expr *)e);
    return e->kind == E_REF ? e->u.sym : NULL;
}

/* A local variable or parameter, real if asked for. */
Sym *plain_variable(const Expr *e, bool real)
{
    Sym *v = ref_sym(e);
    bool own = v && (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global &&
               v->storage != ST_STATIC && !v->address_taken && !is_volatile(v->type);
    return own && (!real || is_real_floating(strip(v->type))) ? v : NULL;
}

/* f(), (*f)() and (&f)() all call f. */
Sym *callee_sym(const Expr *call)
{
    Expr *e = skip_conv(call->kid[CALLEE]);
    while (is_unary(e, OP_DEREF) || is_unary(e, OP_ADDR))
        e = skip_conv(e->kid[0]);
    return e->kind == E_REF && e->u.sym->kind == SYM_FUNC ? e->u.sym : NULL;
}

Func *callee_of(const Expr *call)
{
    Sym *sym = callee_sym(call);
    return sym ? sym->func : NULL;
}

Expr *copy(const Expr *e)
{
    return clone_expr(e, NULL);
}
