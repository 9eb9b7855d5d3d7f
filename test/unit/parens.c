/* Parentheses: every pair of operators prints as C that compiles without a warning and has the value of the tree.
 *
 * This program builds each tree (x op1 y) op2 z and x op1 (y op2 z), with prefix operators too, computes its value
 * itself and prints a C program that compares.
 *
 * RUN: %gcc -D_GNU_SOURCE -I %root/compiler %s %root/compiler/arena.c %root/compiler/str.c %root/compiler/map.c \
 * RUN:   %root/compiler/bits.c %root/compiler/diag.c %root/compiler/type.c %root/compiler/expr.c \
 * RUN:   %root/compiler/stmt.c %root/compiler/walk.c %root/compiler/print.c %root/compiler/print_type.c \
 * RUN:   %root/compiler/print_stmt.c -o %t -lm
 * RUN: %t > %t.printed.c
 * RUN: %gcc -Wno-int-in-bool-context -Wno-bool-operation %t.printed.c -o %t.gcc && %t.gcc
 * RUN: %clang -Wno-int-in-bool-context -Wno-bool-operation -Wno-constant-logical-operand %t.printed.c -o %t.clang && %t.clang
 */
#include <stdio.h>

#include "ir.h"

static Sym *x, *y, *z;
static const long vx = 5, vy = 3, vz = 2;

/* The value of a tree over x, y and z. */
static long value(const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return e->u.sym == x ? vx : e->u.sym == y ? vy : vz;
    case E_INT:
        return e->value;
    case E_COND:
        return value(e->kid[COND]) ? value(e->kid[THEN]) : value(e->kid[ELSE]);
    case E_UNARY: {
        long a = value(e->kid[0]);
        return e->op == OP_NEG ? -a : e->op == OP_NOT ? ~a : e->op == OP_LNOT ? !a : a;
    }
    default:
        break;
    }
    long a = value(e->kid[LHS]), b = value(e->kid[RHS]);
    switch (e->op) {
    case OP_COMMA: return b;
    case OP_LOR: return a || b;
    case OP_LAND: return a && b;
    case OP_OR: return a | b;
    case OP_XOR: return a ^ b;
    case OP_AND: return a & b;
    case OP_EQ: return a == b;
    case OP_NE: return a != b;
    case OP_LT: return a < b;
    case OP_GT: return a > b;
    case OP_LE: return a <= b;
    case OP_GE: return a >= b;
    case OP_SHL: return (long)((unsigned long)a << b);
    case OP_SHR: return a >> b;
    case OP_ADD: return a + b;
    case OP_SUB: return a - b;
    case OP_MUL: return a * b;
    case OP_DIV: return a / b;
    case OP_REM: return a % b;
    default: return 0;
    }
}

/* Would computing e divide by zero or shift too far? */
static bool is_undefined(const Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        if (is_undefined(e->kid[i]))
            return true;
    if (e->kind != E_BINARY)
        return false;
    long a = value(e->kid[LHS]), b = value(e->kid[RHS]);
    bool shift = e->op == OP_SHL || e->op == OP_SHR;
    return ((e->op == OP_DIV || e->op == OP_REM) && b == 0) || (shift && (b < 0 || b > 20 || a < 0));
}

static Expr *plain(Op op, Expr *a, Expr *b)
{
    Expr *e = new_expr(E_BINARY, type_long, a->loc, 2);
    e->op = op;
    e->kid[0] = a;
    e->kid[1] = b;
    return e;
}

static Expr *prefix(Op op, Expr *a)
{
    Expr *e = new_expr(E_UNARY, type_long, a->loc, 1);
    e->op = op;
    e->kid[0] = a;
    return e;
}

static int count;

/* One line of the test. */
static void test(Out *out, Expr *e)
{
    if (is_undefined(e))
        return;
    out_fmt(out, "    r = ");
    print_expr(out, e, PREC_ASSIGN);
    out_fmt(out, ";\n    bad += r != %ld;\n", value(e));
    count++;
}

int main(void)
{
    x = new_sym(SYM_VAR, "x", type_long);
    y = new_sym(SYM_VAR, "y", type_long);
    z = new_sym(SYM_VAR, "z", type_long);
    Out out = {0};
    out_fmt(&out, "int main(void)\n{\n    long x = %ld, y = %ld, z = %ld, r;\n    int bad = 0;\n", vx, vy, vz);
    static const Op prefixes[] = {OP_NEG, OP_PLUS, OP_NOT, OP_LNOT};
    for (int p = OP_LOR; p <= OP_REM; p++) {
        for (int q = OP_LOR; q <= OP_REM; q++) {
            test(&out, plain((Op)q, plain((Op)p, ref(x), ref(y)), ref(z)));
            test(&out, plain((Op)p, ref(x), plain((Op)q, ref(y), ref(z))));
            test(&out, plain((Op)p, plain((Op)q, ref(x), ref(y)), plain((Op)q, ref(z), ref(y))));
        }
        for (int i = 0; i < 4; i++) {
            test(&out, prefix(prefixes[i], plain((Op)p, ref(x), ref(y))));
            test(&out, plain((Op)p, prefix(prefixes[i], ref(x)), ref(y)));
            test(&out, plain((Op)p, ref(x), prefix(prefixes[i], ref(y))));
            for (int k = 0; k < 4; k++)
                test(&out, prefix(prefixes[k], prefix(prefixes[i], ref(x))));
        }
        test(&out, cond(plain((Op)p, ref(x), ref(y)), ref(y), ref(z)));
        test(&out, cond(ref(x), plain((Op)p, ref(x), ref(y)), plain((Op)p, ref(y), ref(z))));
        test(&out, plain((Op)p, cond(ref(x), ref(y), ref(z)), ref(y)));
        test(&out, plain((Op)p, ref(x), cond(ref(x), ref(y), ref(z))));
        test(&out, plain((Op)p, int_const(-7), int_const(-1)));
    }
    test(&out, cond(cond(ref(x), ref(y), ref(z)), cond(ref(x), ref(y), ref(z)), cond(ref(z), ref(z), ref(x))));
    out_fmt(&out, "    return bad != 0 || %d < 1000;\n}\n", count);
    fputs(out.at, stdout);
    return 0;
}
