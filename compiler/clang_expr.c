/* clang_expr.c - expressions of clang as ours.
 *
 *     #define N 4
 *     x[i] = sizeof(int[N]) + 1.0f * y;
 *         E_ASSIGN of E_INDEX and E_CONV(E_BINARY(E_OPAQUE "sizeof (int[4])", ...))
 *
 * libclang names operators, calls, members; everything else is 'unexposed' and told apart by
 * its first token and its children: implicit conversions begin where their operand begins.
 * Conversions between equal types (reading an object) are dropped.  An array parameter keeps
 * its array type in every expression of clang; here it has the pointer type it really has.
 */
#include "clang_internal.h"

#include <string.h>

/* Marks a place that cannot be represented; the first one counts. */
void unsupported(Reader *r, Node n, const char *format, ...)
{
    if (r->why)
        return;
    va_list args;
    va_start(args, format);
    r->why = vfmt(format, args);
    va_end(args);
    r->why_loc = loc_of(r, n.a);
}

/* ------------------------------------------------------------------- types */

/* The type clang gives; an array is a pointer unless the expression can designate one. */
static Type *value_type(Reader *r, Node n)
{
    return decay(read_type(r, clang_getCursorType(n.a)));
}

/* The type of an lvalue reached through a pointer or array: clang's, unless it forgot that a
 * parameter is no array. */
static Type *element_of(Reader *r, Node n, const Expr *base)
{
    Type *t = read_type(r, clang_getCursorType(n.a)), *b = strip(base->type);
    if ((b->kind == T_POINTER || b->kind == T_ARRAY) && (is_array(t) || is_function(t)) &&
        !is_array(b->base) && !is_function(b->base))
        return b->base;
    return t;
}

static Expr *make(ExprKind kind, Type *type, Reader *r, Node n, int nkid)
{
    return new_expr(kind, type, loc_of(r, n.a), nkid);
}

/* --------------------------------------------------------------- constants */

/* The value of an integer constant expression. */
bool read_value(CXCursor c, long *value)
{
    CXEvalResult result = clang_Cursor_Evaluate(c);
    if (!result)
        return false;
    bool is_int = clang_EvalResult_getKind(result) == CXEval_Int;
    if (is_int && clang_EvalResult_isUnsignedInt(result))
        *value = (long)clang_EvalResult_getAsUnsigned(result);
    else if (is_int)
        *value = (long)clang_EvalResult_getAsLongLong(result);
    clang_EvalResult_dispose(result);
    return is_int;
}

/* The value as one of type t holds it. */
static long wrap(long value, Type *t)
{
    t = strip(t);
    if (t->kind == T_BOOL)
        return value != 0;
    if (t->size >= 8 || t->size <= 0)
        return value;
    int bits = 64 - 8 * (int)t->size;
    uint64_t high = (uint64_t)value << bits;
    return is_signed_integer(t) ? (long)((int64_t)high >> bits) : (long)(high >> bits);
}

/* a op b in long; false if there is no value. */
static bool fold_binary(Op op, long a, long b, bool is_unsigned, long *value)
{
    unsigned long ua = (unsigned long)a, ub = (unsigned long)b;
    bool less = is_unsigned ? ua < ub : a < b;
    switch (op) {
    case OP_ADD:
        return !__builtin_add_overflow(a, b, value) || is_unsigned;
    case OP_SUB:
        return !__builtin_sub_overflow(a, b, value) || is_unsigned;
    case OP_MUL:
        return !__builtin_mul_overflow(a, b, value) || is_unsigned;
    case OP_DIV:
    case OP_REM:
        if (b == 0 || (!is_unsigned && b == -1))
            return false;
        *value = op == OP_DIV ? (is_unsigned ? (long)(ua / ub) : a / b)
                              : (is_unsigned ? (long)(ua % ub) : a % b);
        return true;
    case OP_SHL:
        *value = (long)(ua << (ub & 63));
        return ub < 64 && (is_unsigned || (a >= 0 && *value >> (ub & 63) == a));
    case OP_SHR:
        *value = is_unsigned ? (long)(ua >> (ub & 63)) : a >> (ub & 63);
        return ub < 64;
    case OP_AND:
        return *value = a & b, true;
    case OP_OR:
        return *value = a | b, true;
    case OP_XOR:
        return *value = a ^ b, true;
    case OP_EQ:
        return *value = a == b, true;
    case OP_NE:
        return *value = a != b, true;
    case OP_LT:
        return *value = less, true;
    case OP_GE:
        return *value = !less, true;
    case OP_GT:
        return *value = !less && a != b, true;
    case OP_LE:
        return *value = less || a == b, true;
    case OP_LAND:
        return *value = a && b, true;
    case OP_LOR:
        return *value = a || b, true;
    default:
        return false;
    }
}

/* One operand, a, of type t. */
static bool fold_unary(Op op, long a, long *value)
{
    switch (op) {
    case OP_PLUS:
    case OP_EXTENSION:
        return *value = a, true;
    case OP_NEG:
        return !__builtin_sub_overflow(0L, a, value);
    case OP_NOT:
        return *value = ~a, true;
    case OP_LNOT:
        return *value = !a, true;
    default:
        return false;
    }
}

/* Gives e its value if its operands have one and it is an integer that a long can hold. */
static Expr *fold(Expr *e)
{
    if (!is_integer(e->type) || strip(e->type)->size > 8)
        return e;
    for (int i = 0; i < e->nkid; i++)
        if (!e->kid[i]->has_value)
            return e;
    long a = e->kid[0]->value, value = 0;
    bool known = false;
    Type *operand = e->kid[0]->type;
    switch (e->kind) {
    case E_CAST:
    case E_CONV:
        value = a;
        known = is_integer(operand);
        break;
    case E_UNARY:
        known = fold_unary(e->op, a, &value);
        break;
    case E_BINARY:
        known = fold_binary(e->op, a, e->kid[1]->value, !is_signed_integer(operand), &value);
        break;
    case E_COND:
        value = a ? e->kid[1]->value : e->kid[2]->value;
        known = true;
        break;
    default:
        break;
    }
    long wrapped = wrap(value, e->type);
    bool converts = e->kind == E_CAST || e->kind == E_CONV || !is_signed_integer(e->type);
    e->has_value = known && (converts || wrapped == value);
    e->value = e->has_value ? wrapped : 0;
    return e;
}

/* A floating constant without a token of its own (made by ## or on the command line): its value. */
static Expr *read_number(Reader *r, Node n, Expr *e)
{
    TypeKind kind = strip(e->type)->kind;
    CXEvalResult result = kind == T_DOUBLE || kind == T_FLOAT ? clang_Cursor_Evaluate(n.a) : NULL;
    if (result && clang_EvalResult_getKind(result) == CXEval_Float) {
        Expr *number = float_const(clang_EvalResult_getAsDouble(result), e->type);
        e->text = number->text;
    } else {
        unsupported(r, n, "a floating constant whose text is not known");
    }
    if (result)
        clang_EvalResult_dispose(result);
    return e;
}

/* A literal by its token. */
static Expr *read_literal(Reader *r, Node n, ExprKind kind)
{
    Expr *e = make(kind, read_type(r, clang_getCursorType(n.a)), r, n, 0);
    e->text = first_token(r, n.a);
    if (kind == E_INT || kind == E_CHAR)
        e->has_value = read_value(n.a, &e->value);
    char c = e->text[0];
    if (kind == E_INT && !(c >= '0' && c <= '9'))
        e->text = is_signed_integer(e->type) ? fmt("%ld", e->value)
                                             : fmt("%luU", (unsigned long)e->value);
    else if (kind == E_CHAR && !strchr(e->text, '\''))
        e->text = fmt("%ld", e->value);
    else if (kind == E_FLOAT && c != '.' && !(c >= '0' && c <= '9'))
        return read_number(r, n, e);
    return e;
}

/* C text for something that has no form of its own; an integer value will do as well.  Of other
 * types what is computed would be lost; what an integer depends on is looked at in refuse.c. */
static Expr *read_opaque(Reader *r, Node n)
{
    Expr *e = make(E_OPAQUE, value_type(r, n), r, n, 0);
    e->has_value = is_integer(e->type) && read_value(n.a, &e->value);
    e->text = node_text(r, n);
    if (!is_integer(e->type) && children(n).n > 0)
        unsupported(r, n, "what '%s' gives cannot be seen; write the expression that it stands for",
                    e->text ? e->text : first_token(r, n.a));
    if (!e->text && e->has_value)
        e->text = is_signed_integer(e->type) ? fmt("%ld", e->value)
                                             : fmt("%luUL", (unsigned long)e->value);
    if (!e->text) {
        unsupported(r, n, "'%s' in a macro", first_token(r, n.a));
        e->text = "0";
    }
    return e;
}

/* --------------------------------------------------------------- operators */

/* Do both begin at the same place, even inside a macro?  Then one is an implicit conversion of the
 * other. */
static bool same_start(CXCursor a, CXCursor b)
{
    return clang_equalLocations(clang_getRangeStart(clang_getCursorExtent(a)),
                                clang_getRangeStart(clang_getCursorExtent(b)));
}

/* Marks the variable that the lvalue is a part of. */
static void mark_address_taken(Expr *e)
{
    while ((e->kind == E_MEMBER && !e->arrow) ||
           (e->kind == E_INDEX && is_array(e->kid[BASE]->type)) ||
           (e->kind == E_UNARY && (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_EXTENSION)))
        e = e->kid[0];
    if (e->kind == E_REF && (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM))
        e->u.sym->address_taken = true;
}

static Op unary_op(CXCursor c)
{
    switch (clang_getCursorUnaryOperatorKind(c)) {
    case CXUnaryOperator_PostInc:
        return OP_POSTINC;
    case CXUnaryOperator_PostDec:
        return OP_POSTDEC;
    case CXUnaryOperator_PreInc:
        return OP_PREINC;
    case CXUnaryOperator_PreDec:
        return OP_PREDEC;
    case CXUnaryOperator_AddrOf:
        return OP_ADDR;
    case CXUnaryOperator_Deref:
        return OP_DEREF;
    case CXUnaryOperator_Plus:
        return OP_PLUS;
    case CXUnaryOperator_Minus:
        return OP_NEG;
    case CXUnaryOperator_Not:
        return OP_NOT;
    case CXUnaryOperator_LNot:
        return OP_LNOT;
    case CXUnaryOperator_Real:
        return OP_REAL;
    case CXUnaryOperator_Imag:
        return OP_IMAG;
    case CXUnaryOperator_Extension:
        return OP_EXTENSION;
    default:
        return OP_NONE;
    }
}

/* The operator; of a compound assignment the one before '='. */
static Op binary_op(CXCursor c)
{
    static const Op ops[] = {
        [CXBinaryOperator_Mul] = OP_MUL,       [CXBinaryOperator_Div] = OP_DIV,
        [CXBinaryOperator_Rem] = OP_REM,       [CXBinaryOperator_Add] = OP_ADD,
        [CXBinaryOperator_Sub] = OP_SUB,       [CXBinaryOperator_Shl] = OP_SHL,
        [CXBinaryOperator_Shr] = OP_SHR,       [CXBinaryOperator_LT] = OP_LT,
        [CXBinaryOperator_GT] = OP_GT,         [CXBinaryOperator_LE] = OP_LE,
        [CXBinaryOperator_GE] = OP_GE,         [CXBinaryOperator_EQ] = OP_EQ,
        [CXBinaryOperator_NE] = OP_NE,         [CXBinaryOperator_And] = OP_AND,
        [CXBinaryOperator_Xor] = OP_XOR,       [CXBinaryOperator_Or] = OP_OR,
        [CXBinaryOperator_LAnd] = OP_LAND,     [CXBinaryOperator_LOr] = OP_LOR,
        [CXBinaryOperator_MulAssign] = OP_MUL, [CXBinaryOperator_DivAssign] = OP_DIV,
        [CXBinaryOperator_RemAssign] = OP_REM, [CXBinaryOperator_AddAssign] = OP_ADD,
        [CXBinaryOperator_SubAssign] = OP_SUB, [CXBinaryOperator_ShlAssign] = OP_SHL,
        [CXBinaryOperator_ShrAssign] = OP_SHR, [CXBinaryOperator_AndAssign] = OP_AND,
        [CXBinaryOperator_XorAssign] = OP_XOR, [CXBinaryOperator_OrAssign] = OP_OR,
        [CXBinaryOperator_Comma] = OP_COMMA,
    };
    return ops[clang_getCursorBinaryOperatorKind(c)];
}

/* -x, *p, &x, x++ and so on. */
static Expr *read_unary(Reader *r, Node n, Node operand)
{
    Expr *a = read_expr(r, operand), *e = make(E_UNARY, type_int, r, n, 1);
    e->op = unary_op(n.a);
    e->kid[0] = a;
    Type *t = read_type(r, clang_getCursorType(n.a));
    switch (e->op) {
    case OP_DEREF:
        t = element_of(r, n, a);
        break;
    case OP_ADDR:
        if (is_pointer(a->type) && is_pointer(t) && !is_pointer(strip(t)->base))
            t = pointer_to(a->type);
        mark_address_taken(a);
        break;
    case OP_EXTENSION:
        t = a->type;
        break;
    case OP_NONE:
        unsupported(r, n, "an unknown operator");
        break;
    default:
        t = decay(t);
        break;
    }
    e->type = t;
    return fold(e);
}

/* The type of an operation on pointers, where clang may say it is an array. */
static Type *binary_type(Reader *r, Node n, Op op, const Expr *a, const Expr *b)
{
    Type *t = value_type(r, n);
    if (op == OP_COMMA)
        return is_array(read_type(r, clang_getCursorType(n.a))) ? b->type : t;
    if ((op == OP_ADD || op == OP_SUB) && is_pointer(t))
        return is_pointer(a->type)   ? unqualified(a->type)
               : is_pointer(b->type) ? unqualified(b->type)
                                     : t;
    return t;
}

/* The place of a left operand.  clang looks for the beginning of a long sum in its leftmost
 * operand: asking at every level would take quadratic time. */
static Loc left_loc(Reader *r, Node left, const Expr *a)
{
    bool is_chain = a->kind == E_BINARY && left.a.kind == CXCursor_BinaryOperator;
    return is_chain ? a->loc : loc_of(r, left.a);
}

/* a + b, a = b, a += b, (a, b) */
static Expr *read_binary(Reader *r, Node n, Node left, Node right)
{
    Op op = binary_op(n.a);
    Expr *a = read_expr(r, left), *b = read_expr(r, right);
    bool plain = clang_getCursorBinaryOperatorKind(n.a) == CXBinaryOperator_Assign;
    bool assigns = plain || n.a.kind == CXCursor_CompoundAssignOperator;
    Loc loc = loc_join(left_loc(r, left, a), loc_of(r, right.a));
    Expr *e = new_expr(assigns ? E_ASSIGN : E_BINARY, type_int, loc, 2);
    e->op = plain ? OP_NONE : op;
    e->kid[LHS] = a;
    e->kid[RHS] = b;
    e->type = assigns ? unqualified(a->type) : binary_type(r, n, op, a, b);
    if (!assigns && op == OP_NONE)
        unsupported(r, n, "an unknown operator");
    return assigns ? e : fold(e);
}

/* The array under its decay to a pointer, else the expression itself: an array indexed directly
 * does not decay. */
static Node indexed(Node n)
{
    Nodes kids = {0};
    if (n.a.kind == CXCursor_UnexposedExpr)
        kids = children(n);
    if (kids.n != 1)
        return n;
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(kids.at[0].a)).kind;
    bool is_array = kind == CXType_ConstantArray || kind == CXType_IncompleteArray ||
                    kind == CXType_VariableArray;
    return is_array && same_start(n.a, kids.at[0].a) ? kids.at[0] : n;
}

/* i[a] as *(i + a), which reads i first as it does. */
static Expr *read_swapped_index(Reader *r, Node n, Expr *i, Expr *a)
{
    Expr *sum = make(E_BINARY, decay(a->type), r, n, 2),
         *e = make(E_UNARY, element_of(r, n, a), r, n, 1);
    sum->op = OP_ADD;
    sum->kid[LHS] = i;
    sum->kid[RHS] = a;
    e->op = OP_DEREF;
    e->kid[0] = sum;
    return e;
}

/* a[i]; also i[a]. */
static Expr *read_index(Reader *r, Node n, Node left, Node right)
{
    Expr *a = read_expr(r, indexed(left)), *b = read_expr(r, indexed(right));
    if (is_integer(a->type) && !a->has_value && !is_array(b->type))
        return read_swapped_index(r, n, a, b);
    if (is_integer(a->type)) {
        Expr *swapped = a;
        a = b, b = swapped;
    }
    Expr *e = make(E_INDEX, element_of(r, n, a), r, n, 2);
    e->kid[BASE] = a;
    e->kid[INDEX] = b;
    return e;
}

/* s.x, p->x; steps through anonymous members do not appear. */
static Expr *read_member(Reader *r, Node n, Nodes kids)
{
    while (kids.n == 1 && kids.at[0].a.kind == CXCursor_MemberRefExpr &&
           is_unnamed(spelling(kids.at[0].a)))
        kids = children(kids.at[0]);
    Expr *e = make(E_MEMBER, read_type(r, clang_getCursorType(n.a)), r, n, 1);
    CXCursor decl = clang_getCursorReferenced(n.a);
    e->u.field = clang_Cursor_isNull(decl) ? NULL : field_of(r, decl);
    if (kids.n != 1 || !e->u.field) {
        unsupported(r, n, "an unknown member");
        return int_const(0);
    }
    e->kid[BASE] = read_expr(r, kids.at[0]);
    e->arrow = is_pointer(e->kid[BASE]->type) || is_array(e->kid[BASE]->type);
    return e;
}

/* f(x, y) */
static Expr *read_call(Reader *r, Node n, Nodes kids)
{
    if (kids.n == 0) {
        unsupported(r, n, "a call without a callee");
        return int_const(0);
    }
    Expr *e = make(E_CALL, value_type(r, n), r, n, kids.n);
    for (int i = 0; i < kids.n; i++)
        e->kid[i] = read_expr(r, kids.at[i]);
    Expr *callee = e->kid[CALLEE];
    if (callee->kind == E_CONV && is_function(callee->kid[0]->type))
        e->kid[CALLEE] = callee->kid[0];
    return e;
}

/* A name.  Builtin functions are called as the source spells them: clang renames some. */
/* clang's <tgmath.h> calls overloads of __tg_sqrt and the like, which no other compiler has: the
 * function of <math.h> or <complex.h> that v stands for. */
static Sym *behind_tgmath(Reader *r, Sym *v)
{
    if (!starts_with(v->name, "__tg_") || !is_function(v->type) || v->type->params.n == 0)
        return v;
    Type *type = strip(v->type->params.at[v->type->params.n - 1]);
    bool complex = is_complex(type);
    TypeKind kind = complex ? strip(type->base)->kind : type->kind;
    const char *name = v->name + strlen("__tg_");
    const char *suffix = kind == T_FLOAT ? "f" : kind == T_LDOUBLE ? "l" : "";
    Sym *there = NULL;
    if (complex) /* ccos for cos, but creal for creal */
        there = map_get(&r->unit->names,
                        intern(fmt("c%s%s", str_eq(name, "fabs") ? "abs" : name, suffix)));
    if (!there)
        there = map_get(&r->unit->names, intern(fmt("%s%s", name, suffix)));
    return there && there->kind == SYM_FUNC ? there : v;
}

static Expr *read_reference(Reader *r, Node n)
{
    CXCursor decl = clang_getCursorReferenced(n.a);
    if (clang_Cursor_isNull(decl) || decl.kind == CXCursor_NoDeclFound) {
        unsupported(r, n, "an unknown name");
        return int_const(0);
    }
    Sym *v = sym_of(r, decl);
    if (v->kind == SYM_FUNC && (!v->loc.file || starts_with(v->name, "__sync_"))) {
        const char *token = first_token(r, n.a);
        if (is_name_start(token[0]))
            v->name = token;
    }
    if (v->kind == SYM_FUNC)
        v = behind_tgmath(r, v);
    Expr *e = make(E_REF, v->type, r, n, 0);
    e->u.sym = v;
    if (v->kind == SYM_ENUMERATOR) {
        e->type = read_type(r, clang_getCursorType(n.a));
        e->has_value = true;
        e->value = v->value;
    }
    return e;
}

/* ------------------------------------------------------- unexposed constructs */

/* Are they the same but for qualifiers? */
static bool same_unqualified(CXType a, CXType b)
{
    a = clang_getUnqualifiedType(clang_getCanonicalType(a));
    b = clang_getUnqualifiedType(clang_getCanonicalType(b));
    return clang_equalTypes(a, b);
}

/* Do both end at the same place of their text? */
static bool same_end(Reader *r, Node n, Node kid)
{
    int from, to, kid_to;
    if (is_macro_free(r, loc_of(r, n.a)) || !shadow_range(r, n.b, &from, &to) ||
        !shadow_range(r, kid.b, &from, &kid_to))
        return loc_of(r, n.a).to == loc_of(r, kid.a).to;
    return to == kid_to;
}

/* An implicit conversion; dropped where it does not change the type. */
static Expr *read_conversion(Reader *r, Node n, Node operand)
{
    Expr *a = read_expr(r, operand);
    CXType to = clang_getCursorType(n.a), from = clang_getCursorType(operand.a);
    Type *t = read_type(r, to);
    if (clang_getCanonicalType(from).kind == CXType_ExtVector && !same_end(r, n, operand))
        unsupported(r, n, "a part of a vector");
    if (same_unqualified(to, from) || is_array(t) || (is_function(t) && is_pointer(a->type)))
        return a;
    if (is_array(a->type))
        mark_address_taken(a);
    Expr *e = make(E_CONV, t, r, n, 1);
    e->kid[0] = a;
    return fold(e);
}

/* a ?: b, of which clang shows a three times. */
static Expr *read_elvis(Reader *r, Node n, Nodes kids)
{
    Expr *e = make(E_ELVIS, value_type(r, n), r, n, 2);
    e->kid[0] = read_expr(r, kids.at[0]);
    e->kid[1] = read_expr(r, kids.at[3]);
    return e;
}

/* Sorts the operands by their places in text; false if they have none. */
static bool sort_by_place(Reader *r, Node n, Nodes kids)
{
    bool in_source = is_macro_free(r, loc_of(r, n.a));
    int *at = new_array(int, kids.n + 1), to;
    for (int i = 0; i < kids.n; i++)
        if (in_source)
            at[i] = loc_of(r, kids.at[i].a).from;
        else if (!shadow_range(r, kids.at[i].b, &at[i], &to))
            return false;
    for (int i = 1; i < kids.n; i++)
        for (int k = i; k > 0 && at[k] < at[k - 1]; k--) {
            Node node = kids.at[k];
            kids.at[k] = kids.at[k - 1], kids.at[k - 1] = node;
            int place = at[k];
            at[k] = at[k - 1], at[k - 1] = place;
        }
    return true;
}

/* A builtin that looks like a call but is none to clang: its operands in source order. */
static Expr *read_builtin(Reader *r, Node n, Nodes kids, const char *name)
{
    if (!sort_by_place(r, n, kids))
        unsupported(r, n, "'%s' in a macro", name);
    Type *result = value_type(r, n);
    Sym *v = map_get(&r->builtins, name);
    if (!v) {
        Type *t = func_type(result, (Types){0});
        t->variadic = true;
        v = new_sym(SYM_FUNC, name, t);
        v->system = v->global = true;
        v->unit = r->unit;
        map_set(&r->builtins, name, v);
    }
    Expr *e = make(E_CALL, result, r, n, kids.n + 1);
    e->kid[CALLEE] = make(E_REF, v->type, r, n, 0);
    e->kid[CALLEE]->u.sym = v;
    for (int i = 0; i < kids.n; i++)
        e->kid[ARGS + i] = read_expr(r, kids.at[i]);
    return e;
}

/* __builtin_choose_expr(c, a, b) is a or b. */
static Expr *read_choice(Reader *r, Node n, Nodes kids)
{
    long value = 0;
    if (kids.n != 3 || !read_value(kids.at[0].a, &value))
        return read_opaque(r, n);
    return read_expr(r, kids.at[value ? 1 : 2]);
}

/* Is it __func__ or one of its kin? */
static bool is_function_name(const char *token)
{
    return str_eq(token, "__func__") || str_eq(token, "__FUNCTION__") ||
           str_eq(token, "__PRETTY_FUNCTION__");
}

/* __func__: kept by name, with the array type it has. */
static Expr *read_function_name(Reader *r, Node n, const char *token)
{
    Expr *e = make(E_OPAQUE, read_type(r, clang_getCursorType(n.a)), r, n, 0);
    e->text = token;
    return e;
}

/* What libclang does not name. */
static Expr *read_unexposed(Reader *r, Node n, Nodes kids)
{
    const char *token = first_token(r, n.a);
    if (kids.n == 1 && kids.at[0].a.kind == CXCursor_StringLiteral && is_function_name(token) &&
        is_array(read_type(r, clang_getCursorType(n.a))))
        return read_function_name(r, n, token);
    if (kids.n == 1 && same_start(n.a, kids.at[0].a))
        return read_conversion(r, n, kids.at[0]);
    if (kids.n == 4 && same_start(n.a, kids.at[0].a))
        return read_elvis(r, n, kids);
    if (str_eq(token, "__builtin_choose_expr"))
        return read_choice(r, n, kids);
    if (str_eq(token, "__builtin_va_arg") && kids.n >= 1) {
        Expr *e = make(E_VA_ARG, value_type(r, n), r, n, 1);
        e->kid[0] = read_expr(r, kids.at[kids.n - 1]);
        return e;
    }
    if (starts_with(token, "__atomic_") || starts_with(token, "__c11_atomic_") ||
        starts_with(token, "__scoped_atomic_") || str_eq(token, "__builtin_shufflevector"))
        return read_builtin(r, n, kids, token);
    return read_opaque(r, n);
}

/* Does the operand begin right behind the keyword?  Else it is an array size in a type. */
static bool is_operand(Reader *r, Node n, Node kid)
{
    if (kid.a.kind == CXCursor_ParenExpr)
        return true;
    Loc loc = loc_of(r, n.a);
    const char *text = NULL;
    int from, to, at, kid_to;
    if (is_macro_free(r, loc)) {
        text = loc.file->text;
        from = loc.from, to = loc.to, at = loc_of(r, kid.a).from;
    } else if (shadow_range(r, n.b, &from, &to) && shadow_range(r, kid.b, &at, &kid_to))
        text = r->shadow_text;
    return text && skip_space(token_end(text + from, text + to), text + to) == text + at;
}

/* sizeof and _Alignof, of an expression or a type. */
static Expr *read_sizeof(Reader *r, Node n, Nodes kids)
{
    bool is_expr =
        kids.n == 1 && clang_isExpression(kids.at[0].a.kind) && is_operand(r, n, kids.at[0]);
    if (!is_expr || !str_eq(first_token(r, n.a), "sizeof"))
        return read_opaque(r, n);
    Expr *e = make(E_UNARY, read_type(r, clang_getCursorType(n.a)), r, n, 1);
    e->op = OP_SIZEOF;
    e->kid[0] = read_expr(r, kids.at[0]);
    e->has_value = read_value(n.a, &e->value);
    return e;
}

static Expr *read_generic(Reader *r, Node n, Nodes kids)
{
    int selected = selected_association(r, n, kids);
    return selected >= 0 ? read_expr(r, kids.at[selected]) : read_opaque(r, n);
}

/* ------------------------------------------------------------- initialisers */

/* The letters of a designator list, '.' for a field, '[' for an index, '-' for a range; NULL if the
 * text is not known. */
static const char *designator_shape(Reader *r, Node n, Node value)
{
    Loc loc = loc_of(r, n.a);
    const char *text;
    int from, to, end_of_value;
    loc.to = loc_of(r, value.a).from;
    if (is_macro_free(r, loc))
        text = tidy(loc.file->text, loc.from, loc.to);
    else if (shadow_range(r, n.b, &from, &to) && shadow_range(r, value.b, &to, &end_of_value))
        text = tidy(r->shadow_text, from, to);
    else
        return NULL;
    Out out = {0};
    const char *end = text + strlen(text), *p = skip_space(text, end);
    if (p < end && is_name_start(*p))
        return "."; /* field: value */
    while (p < end && *p != '=' && (*p == '.' || *p == '[')) {
        if (*p == '.') {
            out_text(&out, ".");
            p = token_end(skip_space(p + 1, end), end);
        } else {
            const char *close = skip_balanced(p, end);
            bool range = false;
            for (const char *q = p + 1; q < close; q = skip_space(token_end(q, close), close))
                if (strchr("([{", *q))
                    q = skip_balanced(q, close) - 1;
                else
                    range |= close - q > 3 && strncmp(q, "...", 3) == 0;
            out_text(&out, range ? "-" : "[");
            p = close;
        }
        p = skip_space(p, end);
    }
    return out.at;
}

/* The shape as far as the children tell it: two indices in a row could be a range. */
static const char *guess_shape(Nodes kids)
{
    Out out = {0};
    for (int i = 0; i < kids.n - 1; i++) {
        bool field = kids.at[i].a.kind == CXCursor_MemberRef;
        if (!field && out.n && out.at[out.n - 1] == '[')
            return NULL;
        out_text(&out, field ? "." : "[");
    }
    return out.at;
}

/* .a[1].b = value */
static Expr *read_designated(Reader *r, Node n, Nodes all)
{
    Nodes kids = {0};
    for (int i = 0; i < all.n; i++) /* steps into anonymous members */
        if (all.at[i].a.kind != CXCursor_MemberRef || !is_unnamed(spelling(all.at[i].a)))
            append(&kids, all.at[i]);
    const char *shape = guess_shape(kids);
    if (!shape && kids.n > 0)
        shape = designator_shape(r, n, kids.at[kids.n - 1]);
    Expr *e = make(E_DESIGNATED, type_void, r, n, 1);
    e->u.designators = new(Designators);
    int k = 0;
    for (const char *p = shape ? shape : ""; *p; p++) {
        Designator d = {0};
        if (k >= kids.n - 1 - (*p == '-'))
            break;
        if (*p == '.')
            d.field = field_of(r, clang_getCursorReferenced(kids.at[k++].a));
        else
            d.first = read_expr(r, kids.at[k++]);
        if (*p == '-')
            d.last = read_expr(r, kids.at[k++]);
        append(e->u.designators, d);
    }
    if (k != kids.n - 1)
        unsupported(r, n, "a designator in a macro");
    e->kid[0] = kids.n > 0 ? read_init(r, kids.at[kids.n - 1], type_void) : int_const(0);
    e->type = e->kid[0]->type;
    return e;
}

/* An initialiser: a list, a designated element, or a value. */
Expr *read_init(Reader *r, Node n, Type *type)
{
    if (n.a.kind == CXCursor_UnexposedExpr && clang_getCursorType(n.a).kind == CXType_Void)
        return read_designated(r, n, children(n));
    if (n.a.kind != CXCursor_InitListExpr)
        return read_expr(r, n);
    Nodes kids = children(n);
    CXType t = clang_getCursorType(n.a);
    bool typed = t.kind != CXType_Void && t.kind != CXType_Invalid;
    Expr *e = make(E_INIT, typed ? read_type(r, t) : type, r, n, kids.n);
    for (int i = 0; i < kids.n; i++)
        e->kid[i] = read_init(r, kids.at[i], type_void);
    return e;
}

/* (T){...} */
static Expr *read_compound(Reader *r, Node n, Nodes kids)
{
    Type *t = read_node_type(r, n, clang_getCursorType(n.a), true);
    Expr *e = make(E_COMPOUND, t, r, n, 1);
    if (kids.n == 0)
        unsupported(r, n, "a compound literal without its list");
    e->kid[0] = kids.n ? read_init(r, kids.at[kids.n - 1], t) : int_const(0);
    return e;
}

/* --------------------------------------------------------------- all of them */

/* (T)x */
static Expr *read_cast(Reader *r, Node n, Nodes kids)
{
    Type *t = read_node_type(r, n, clang_getCursorType(n.a), true);
    Expr *e = make(E_CAST, t, r, n, 1);
    e->kid[0] = read_expr(r, kids.at[kids.n - 1]);
    return fold(e);
}

/* c ? a : b */
static Expr *read_conditional(Reader *r, Node n, Nodes kids)
{
    Expr *e = make(E_COND, value_type(r, n), r, n, 3);
    for (int i = 0; i < 3; i++)
        e->kid[i] = read_expr(r, kids.at[i]);
    return fold(e);
}

/* ({ ... }) */
static Expr *read_statement_expression(Reader *r, Node n, Node body)
{
    Expr *e = make(E_STMT, value_type(r, n), r, n, 0);
    e->u.block = new(Block);
    *e->u.block = read_body(r, body);
    return e;
}

/* "text" as it stands; in macros as clang escapes it. */
static Expr *read_string(Reader *r, Node n)
{
    Expr *e = make(E_STRING, read_type(r, clang_getCursorType(n.a)), r, n, 0);
    bool plain = is_macro_free(r, e->loc) && strchr("\"LuU", e->loc.file->text[e->loc.from]);
    e->text = plain ? node_text(r, n) : spelling(n.a);
    return e;
}

/* &&label */
static Expr *read_label_address(Reader *r, Node n, Nodes kids)
{
    Expr *e = make(E_LABEL_ADDR, value_type(r, n), r, n, 0);
    e->u.sym = kids.n ? label_of(r, clang_getCursorReferenced(kids.at[0].a)) : NULL;
    if (!e->u.sym)
        unsupported(r, n, "the address of an unknown label");
    return e;
}

/* How many children a kind must have for its reader; 0 if any number will do. */
static int least_children(enum CXCursorKind kind)
{
    switch (kind) {
    case CXCursor_ParenExpr:
    case CXCursor_UnaryOperator:
    case CXCursor_CStyleCastExpr:
    case CXCursor_StmtExpr:
        return 1;
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        return 2;
    case CXCursor_ConditionalOperator:
        return 3;
    default:
        return 0;
    }
}

/* Literals and names; NULL for anything else. */
static Expr *read_leaf(Reader *r, Node n)
{
    switch (n.a.kind) {
    case CXCursor_IntegerLiteral:
        return read_literal(r, n, E_INT);
    case CXCursor_FloatingLiteral:
        return read_literal(r, n, E_FLOAT);
    case CXCursor_CharacterLiteral:
        return read_literal(r, n, E_CHAR);
    case CXCursor_ImaginaryLiteral:
        return read_literal(r, n, E_IMAGINARY);
    case CXCursor_StringLiteral:
        return read_string(r, n);
    case CXCursor_DeclRefExpr:
        return read_reference(r, n);
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
        return read_opaque(r, n);
    default:
        return NULL;
    }
}

/* Any expression. */
Expr *read_expr(Reader *r, Node n)
{
    Expr *leaf = read_leaf(r, n);
    if (leaf)
        return leaf;
    Nodes kids = children(n);
    if (kids.n < least_children(n.a.kind)) {
        unsupported(r, n, "an incomplete expression");
        return int_const(0);
    }
    switch (n.a.kind) {
    case CXCursor_ParenExpr:
        return read_expr(r, kids.at[0]);
    case CXCursor_UnaryOperator:
        return read_unary(r, n, kids.at[0]);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        return read_binary(r, n, kids.at[0], kids.at[1]);
    case CXCursor_ArraySubscriptExpr:
        return read_index(r, n, kids.at[0], kids.at[1]);
    case CXCursor_MemberRefExpr:
        return read_member(r, n, kids);
    case CXCursor_CallExpr:
        return read_call(r, n, kids);
    case CXCursor_CStyleCastExpr:
        return read_cast(r, n, kids);
    case CXCursor_ConditionalOperator:
        return read_conditional(r, n, kids);
    case CXCursor_StmtExpr:
        return read_statement_expression(r, n, kids.at[0]);
    case CXCursor_CompoundLiteralExpr:
        return read_compound(r, n, kids);
    case CXCursor_InitListExpr:
        return read_init(r, n, value_type(r, n));
    case CXCursor_AddrLabelExpr:
        return read_label_address(r, n, kids);
    case CXCursor_GenericSelectionExpr:
        return read_generic(r, n, kids);
    case CXCursor_UnaryExpr:
        return read_sizeof(r, n, kids);
    case CXCursor_UnexposedExpr:
        return read_unexposed(r, n, kids);
    default:
        unsupported(r, n, "an expression of kind '%s'",
                    take_string(clang_getCursorKindSpelling(n.a.kind)));
        return int_const(0);
    }
}
