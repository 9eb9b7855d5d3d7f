/* The IR by itself: types, folding constructors, copies, the verifier's view, and the printed text of declarations,
 * expressions and statements.
 *
 * RUN: %gcc -D_GNU_SOURCE -I %root/compiler %s %root/compiler/arena.c %root/compiler/str.c %root/compiler/map.c \
 * RUN:   %root/compiler/bits.c %root/compiler/diag.c %root/compiler/type.c %root/compiler/expr.c \
 * RUN:   %root/compiler/stmt.c %root/compiler/walk.c %root/compiler/check.c %root/compiler/dump.c \
 * RUN:   %root/compiler/print.c %root/compiler/print_type.c %root/compiler/print_stmt.c \
 * RUN:   %root/compiler/print_item.c -o %t -lm && %t
 */
#include <assert.h>
#include <float.h>
#include <stdio.h>
#include <string.h>

#include "ir.h"

static Sym *x, *y, *n, *p;

/* Compares, and shows both when they differ. */
static void expect(const char *text, const char *expected)
{
    if (!text || strcmp(text, expected) != 0) {
        printf("expected:\n%s\nbut it is:\n%s\n", expected, text ? text : "NULL");
        assert(false);
    }
}

static Expr *X(void)
{
    return ref(x);
}

static Expr *Y(void)
{
    return ref(y);
}

static void test_types(void)
{
    assert(same_type(arithmetic_type(type_int, type_uint), type_uint));
    assert(same_type(arithmetic_type(type_long, type_uint), type_long));
    assert(same_type(arithmetic_type(type_ulong, basic_type(T_LLONG)), basic_type(T_ULLONG)));
    assert(same_type(arithmetic_type(type_char, basic_type(T_USHORT)), type_int));
    assert(same_type(arithmetic_type(type_float, type_long), type_float));
    Type *matrix = array_of(array_of(type_double, 3, NULL), 2, NULL);
    assert(matrix->size == 48 && element_type(matrix) == type_double && is_const(qualified(matrix, Q_CONST)));
    expect(type_str(decay(qualified(matrix, Q_CONST))), "const double (*)[3]");
    Type *name = new_type(T_TYPEDEF);
    name->name = "matrix";
    name->base = matrix;
    expect(type_str(qualified(name, Q_CONST)), "const matrix");
    expect(type_str(strip(qualified(name, Q_CONST))), "const double[2][3]");
    expect(type_str(unqualified(qualified(name, Q_CONST))), "matrix");
    assert(carries_reals(pointer_to(name)) && !holds_reals(pointer_to(name)));
    Types params = {0};
    append(&params, type_int);
    append(&params, qualified(pointer_to(type_double), Q_RESTRICT));
    Type *f = func_type(pointer_to(array_of(type_double, 3, NULL)), params);
    expect(type_str(array_of(pointer_to(f), 4, NULL)), "double (*(*[4])(int, double *restrict))[3]");
    expect(type_str(qualified(pointer_to(pointer_to(type_void)), Q_CONST)), "void **const");
}

/* double x[restrict static n][m] */
static void test_params(void)
{
    Sym *v = new_sym(SYM_PARAM, "a", NULL);
    Type *row = array_of(type_double, COUNT_VLA, add(ref(n), int_const(1)));
    Type *written = array_of(row, COUNT_VLA, ref(n));
    written->array_static = true;
    v->type = qualified(pointer_to(row), Q_RESTRICT);
    v->type->written = written;
    Out out = {0};
    fill_text(&out, param_text(v), 1);
    expect(out.at, "double a[static restrict n][n + 1]");
}

static void test_folding(void)
{
    expect(expr_str(mul(one_of(type_double), X())), "x");
    expect(expr_str(mul(one_of(type_double), ref(n))), "(double)n");
    expect(expr_str(mul(float_const(1.0, type_double), X())), "1.0 * x");
    expect(expr_str(add(X(), neg(Y()))), "x - y");
    expect(expr_str(sub(zero_of(type_double), X())), "-x");
    expect(expr_str(neg(neg(X()))), "x");
    expect(expr_str(mul(zero_of(type_double), X())), "0.0");
    expect(expr_str(assign_op(OP_ADD, X(), neg(mul(X(), Y())))), "x -= x * y");
    expect(expr_str(deref(add(ref(p), ref(n)))), "p[n]");
    expect(expr_str(deref(address_of(X()))), "x");
    expect(expr_str(address_of(deref(ref(p)))), "p");
    assert(is_zero(zero_of(type_float)) && is_one(one_of(type_int)) && !is_zero(int_const(0)));
    assert(same_type(binary(OP_LT, X(), Y())->type, type_int));
    assert(same_type(sub(ref(p), ref(p))->type, type_long));
}

static void test_constants(void)
{
    expect(float_const(0.1, type_double)->text, "0.1");
    expect(float_const(0.1f, type_float)->text, "0.1f");
    expect(float_const(2, type_double)->text, "2.0");
    expect(float_const(1e300, type_double)->text, "1e+300");
    expect(float_const(-0.5, type_ldouble)->text, "-0.5L");
    expect(float_const(DBL_MAX, type_double)->text, "1.7976931348623157e+308");
    expect(expr_str(sub(X(), float_const(-2, type_double))), "x - -2.0");
    expect(expr_str(unary(OP_NOT, int_const(-5))), "~-5");
}

static void test_operands(void)
{
    expect(expr_str(unary(OP_SIZEOF, add(X(), Y()))), "sizeof(x + y)");
    expect(expr_str(unary(OP_SIZEOF, X())), "sizeof x");
    expect(expr_str(unary(OP_SIZEOF, cast(type_float, X()))), "sizeof((float)x)");
    expect(expr_str(cast(type_int, mul(X(), Y()))), "(int)(x * y)");
    expect(expr_str(index_of(cast(pointer_to(type_int), ref(p)), ref(n))), "((int *)p)[n]");
    expect(expr_str(mul(text_expr("sizeof (int)", type_ulong), ref(n))), "sizeof (int) * n");
    expect(expr_str(binary(OP_COMMA, assign(X(), Y()), Y())), "x = y, y");
    expect(expr_str(cond(add(X(), Y()), X(), assign(X(), Y()))), "(x + y) ? x : (x = y)");
    expect(expr_str(unary(OP_LNOT, unary(OP_LNOT, X()))), "!!x");
    expect(expr_str(unary(OP_PLUS, unary(OP_PREINC, ref(n)))), "+ ++n");
}

/* A loop with everything in its head, else-if, labels, a switch that falls through. */
static Block make_body(void)
{
    Block b = {0}, body = {0}, step = {0}, init = {0};
    Sym *i = new_sym(SYM_VAR, "i", type_int), *end = new_sym(SYM_LABEL, "end", type_void);
    add_stmt(&init, decl_stmt(i, int_const(0)));
    add_stmt(&step, expr_stmt(unary(OP_POSTINC, ref(i))));
    add_stmt(&step, expr_stmt(unary(OP_POSTDEC, ref(n))));
    Stmt *inner = if_stmt(Y(), block_of(expr_stmt(assign(X(), Y()))), block_of(new_stmt(S_BREAK, x->loc)));
    add_stmt(&body, if_stmt(assign(X(), Y()), (Block){0}, block_of(inner)));
    add_stmt(&b, for_stmt(init, binary(OP_LT, ref(i), ref(n)), step, body));
    Stmt *choose = new_stmt(S_SWITCH, x->loc), *one = new_stmt(S_CASE, x->loc);
    choose->e[0] = ref(n);
    one->e[0] = int_const(1);
    add_stmt(&choose->body[0], one);
    add_stmt(&choose->body[0], expr_stmt(assign(X(), Y())));
    add_stmt(&choose->body[0], new_stmt(S_DEFAULT, x->loc));
    add_stmt(&b, choose);
    Stmt *label = new_stmt(S_LABEL, x->loc), *push = new_stmt(S_PUSH, x->loc), *pop = new_stmt(S_POP, x->loc);
    label->label = end;
    push->e[0] = X();
    pop->e[0] = Y();
    add_stmt(&b, push);
    add_stmt(&b, pop);
    add_stmt(&b, label);
    return b;
}

static const char body_text[] = "for (int i = 0; i < n; i++, n--) {\n"
                                "    if ((x = y)) {\n"
                                "    } else if (y) {\n"
                                "        x = y;\n"
                                "    } else {\n"
                                "        break;\n"
                                "    }\n"
                                "}\n"
                                "switch (n) {\n"
                                "case 1:\n"
                                "    x = y;\n"
                                "    /* fall through */\n"
                                "default:;\n"
                                "}\n"
                                "adcc_push_double(x);\n"
                                "y = adcc_pop_double();\n"
                                "end:;";

static Walk find_i(Expr *e, void *context)
{
    if (e->kind == E_REF && strcmp(e->u.sym->name, "i") == 0)
        *(Sym **)context = e->u.sym;
    return WALK_ON;
}

static void test_statements(void)
{
    Out out = {0}, copied = {0};
    Block b = make_body();
    print_block(&out, b);
    expect(out.at, body_text);
    Map syms = {0};
    map_set(&syms, y, x);
    Block copy = clone_block(b, &syms);
    Sym *old = NULL, *fresh = NULL;
    walk_block(b, NULL, find_i, &old);
    walk_block(copy, NULL, find_i, &fresh);
    assert(old && fresh && old != fresh && map_get(&syms, old) == fresh);
    print_block(&copied, copy);
    assert(strstr(copied.at, "x = x;") && !strstr(copied.at, "y"));
    Func f = {.sym = new_sym(SYM_FUNC, "f", func_type(type_void, (Types){0})), .body = b};
    append(&f.params, x);
    append(&f.params, y);
    append(&f.params, n);
    check_func(&f, "test");
    Func *g = clone_func(&f, "g", NULL);
    check_func(g, "test");
    assert(g->params.at[0] != x);
}

/* Long lines are broken after commas and operators, the outermost ones first. */
static void test_wrapping(void)
{
    Expr *sum = X();
    for (int i = 0; i < 12; i++)
        sum = add(sum, mul(X(), index_of(ref(p), add(ref(n), int_const(i)))));
    Out out = {0};
    print_stmt(&out, expr_stmt(assign(Y(), sum)));
    for (const char *line = out.at; line; line = strchr(line + 1, '\n'))
        assert(strcspn(line + 1, "\n") <= 99);
    assert(strstr(out.at, "+\n    x * p["));
}

int main(void)
{
    x = new_sym(SYM_PARAM, "x", type_double);
    y = new_sym(SYM_PARAM, "y", type_double);
    n = new_sym(SYM_PARAM, "n", type_int);
    p = new_sym(SYM_VAR, "p", pointer_to(type_double));
    test_types();
    test_params();
    test_folding();
    test_constants();
    test_operands();
    test_statements();
    test_wrapping();
    return 0;
}
