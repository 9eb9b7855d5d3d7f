/* The simplifier on small functions of its own: what each rule does, and where it must not act.
 *
 * A function is written as a table of statements; the printed body is compared.
 *
 * RUN: %gcc -D_GNU_SOURCE -I %root/compiler %s %root/compiler/arena.c %root/compiler/str.c %root/compiler/map.c \
 * RUN:   %root/compiler/bits.c %root/compiler/diag.c %root/compiler/type.c %root/compiler/expr.c \
 * RUN:   %root/compiler/stmt.c %root/compiler/walk.c %root/compiler/check.c %root/compiler/print.c \
 * RUN:   %root/compiler/print_type.c %root/compiler/print_stmt.c %root/compiler/print_item.c \
 * RUN:   %root/compiler/simplify.c %root/compiler/simplify_uses.c %root/compiler/simplify_list.c \
 * RUN:   %root/compiler/simplify_expr.c %root/compiler/simplify_dead.c %root/compiler/simplify_share.c \
 * RUN:   %root/compiler/simplify_reach.c \
 * RUN:   -o %t -lm && %t
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "simplify.h"

/* x, w, n: parameters; x_b: an adjoint behind a pointer; t, u, v_b, r_b: made by adcc; y: the user's. */
static Sym *x, *w, *n, *x_b, *w_p, *t, *u, *v_b, *r_b, *y, *i, *sine;
static Block body;

/* ------------------------------------------------- what simplify.c needs of the rest of adcc */

bool is_pure(const Expr *e)
{
    if (e->kind == E_CALL && callee_sym(e) != sine)
        return false;
    for (int k = 0; k < e->nkid; k++)
        if (!is_pure(e->kid[k]))
            return false;
    return e->kind != E_ASSIGN;
}

Map names_in(const Func *f)
{
    (void)f;
    return (Map){0};
}

const char *free_name(Map *taken, const char *wanted)
{
    (void)taken;
    return wanted;
}

/* ---------------------------------------------------------------------- writing functions */

static Sym *variable(const char *name, Type *type, bool generated)
{
    Sym *v = new_sym(SYM_VAR, name, type);
    v->generated = generated;
    return v;
}

static void start(void)
{
    body = (Block){0};
    x = new_sym(SYM_PARAM, "x", type_double);
    w = new_sym(SYM_PARAM, "w", type_double);
    n = new_sym(SYM_PARAM, "n", type_int);
    x_b = new_sym(SYM_PARAM, "x_b", pointer_to(type_double));
    w_p = new_sym(SYM_PARAM, "w_p", pointer_to(type_double));
    x_b->primal = x;
    t = variable("t", type_double, true);
    u = variable("u", type_double, true);
    v_b = variable("v_b", type_double, true);
    r_b = variable("r_b", type_double, true);
    y = variable("y", type_double, false);
    i = variable("i", type_int, true);
}

static void put(Stmt *s)
{
    add_stmt(&body, s);
}

static Stmt *set(Sym *v, Expr *e)
{
    return expr_stmt(assign(ref(v), e));
}

static Stmt *add_to(Sym *v, Expr *e)
{
    return expr_stmt(assign_op(OP_ADD, ref(v), e));
}

static Expr *zero(void)
{
    return zero_of(type_double);
}

/* x_b[n] */
static Expr *adjoint(void)
{
    return index_of(ref(x_b), ref(n));
}

static Stmt *sink(Expr *e)
{
    return expr_stmt(assign_op(OP_ADD, adjoint(), e));
}

/* x_b[0] += e */
static Stmt *other(Expr *e)
{
    return expr_stmt(assign_op(OP_ADD, index_of(ref(x_b), int_const(0)), e));
}

static Stmt *loop(Block inner)
{
    Block init = block_of(decl_stmt(i, int_const(0)));
    Block step = block_of(expr_stmt(assign_op(OP_ADD, ref(i), int_const(1))));
    return for_stmt(init, binary(OP_LT, ref(i), ref(n)), step, inner);
}

/* Simplifies the function written so far and compares its body. */
static void expect(int line, const char *expected)
{
    Func f = {.sym = new_sym(SYM_FUNC, "f", func_type(type_void, (Types){0})), .body = body};
    Sym *params[] = {x, w, n, x_b, w_p};
    for (int k = 0; k < 5; k++)
        append(&f.params, params[k]);
    check_func(&f, "writing");
    simplify_func(&f);
    check_func(&f, "simplify");
    Out out = {0};
    print_block(&out, f.body);
    const char *text = out.at ? out.at : "";
    if (strcmp(text, expected) != 0) {
        fprintf(stderr, "line %d: expected:\n%s\nbut it is:\n%s\n", line, expected, text);
        assert(false);
    }
    start();
}
#define EXPECT(text) expect(__LINE__, text)

/* ---------------------------------------------------------------------------------- rules */

static void test_sums(void)
{
    put(decl_stmt(r_b, zero()));
    put(add_to(r_b, mul(ref(x), ref(w))));
    put(sink(ref(r_b)));
    put(other(ref(r_b)));
    EXPECT("double r_b = x * w;\nx_b[n] += r_b;\nx_b[0] += r_b;");

    put(decl_stmt(r_b, zero())); /* an accumulation in a loop keeps its start */
    put(loop(block_of(add_to(r_b, mul(ref(x), ref(w))))));
    put(sink(ref(r_b)));
    EXPECT("double r_b = 0.0;\nfor (int i = 0; i < n; i++) {\n    r_b += x * w;\n}\nx_b[n] += r_b;");

    put(decl_stmt(r_b, zero()));
    put(add_to(r_b, ref(x)));
    put(expr_stmt(assign_op(OP_SUB, ref(r_b), ref(w))));
    put(sink(ref(r_b)));
    put(other(ref(r_b)));
    EXPECT("double r_b = x - w;\nx_b[n] += r_b;\nx_b[0] += r_b;");
}

static void test_updates(void)
{
    put(expr_stmt(assign_op(OP_SUB, adjoint(), ref(x))));
    put(sink(ref(w)));
    EXPECT("x_b[n] += w - x;");

    put(sink(ref(x))); /* x_b[0] may be x_b[n] */
    put(sink(index_of(ref(x_b), int_const(0))));
    EXPECT("x_b[n] += x;\nx_b[n] += x_b[0];");
}

static void test_signs(void)
{
    put(sink(neg(mul(ref(x), ref(w)))));
    put(other(mul(float_const(2, type_double), neg(ref(x)))));
    put(sink(zero()));
    EXPECT("x_b[n] -= x * w;\nx_b[0] -= 2.0 * x;");

    put(expr_stmt(assign(adjoint(), mul(ref(x), adjoint()))));
    EXPECT("x_b[n] *= x;");
}

/* t = v_b; v_b = 0; u += t * w */
static void test_taken_adjoint(void)
{
    put(decl_stmt(v_b, ref(x)));
    put(decl_stmt(r_b, zero()));
    put(loop(join(block_of(decl_stmt(t, ref(v_b))),
                  join(block_of(set(v_b, zero())), block_of(add_to(r_b, mul(ref(t), ref(w))))))));
    put(sink(ref(r_b)));
    EXPECT("double v_b = x;\ndouble r_b = 0.0;\nfor (int i = 0; i < n; i++) {\n    r_b += v_b * w;\n"
           "    v_b = 0.0;\n}\nx_b[n] += r_b;");

    put(decl_stmt(t, adjoint())); /* memory that the user's pointer cannot reach */
    put(expr_stmt(assign(adjoint(), zero())));
    put(expr_stmt(assign_op(OP_ADD, adjoint(), ref(t))));
    EXPECT("");

    put(decl_stmt(t, adjoint())); /* x_b[0] may be x_b[n] */
    put(expr_stmt(assign(adjoint(), zero())));
    put(expr_stmt(assign_op(OP_ADD, index_of(ref(x_b), int_const(0)), mul(ref(t), ref(w)))));
    EXPECT("double t = x_b[n];\nx_b[n] = 0.0;\nx_b[0] += t * w;");
}

/* m = max(x, w), and neighbours in an array */
static void test_taken_by_branches(void)
{
    put(decl_stmt(v_b, ref(x)));
    put(decl_stmt(t, ref(v_b)));
    put(set(v_b, zero()));
    put(if_stmt(binary(OP_LT, ref(x), ref(w)), block_of(sink(ref(t))), block_of(add_to(v_b, ref(t)))));
    put(sink(ref(v_b)));
    EXPECT("double v_b = x;\nif (x < w) {\n    x_b[n] += v_b;\n    v_b = 0.0;\n}\nx_b[n] += v_b;");

    put(decl_stmt(t, adjoint()));
    put(expr_stmt(assign(adjoint(), zero())));
    put(expr_stmt(assign_op(OP_ADD, index_of(ref(x_b), sub(ref(n), int_const(1))), ref(t))));
    EXPECT("x_b[n - 1] += x_b[n];\nx_b[n] = 0.0;");
}

static void test_temporaries(void)
{
    put(decl_stmt(t, mul(ref(x), ref(w)))); /* used once */
    put(sink(ref(t)));
    EXPECT("x_b[n] += x * w;");

    put(decl_stmt(t, mul(ref(x), ref(w)))); /* not into a loop */
    put(loop(block_of(sink(ref(t)))));
    EXPECT("double t = x * w;\nfor (int i = 0; i < n; i++) {\n    x_b[n] += t;\n}");

    put(decl_stmt(y, ref(w))); /* not across a change of what it reads */
    put(decl_stmt(t, mul(ref(x), ref(y))));
    put(set(y, ref(x)));
    put(sink(add(ref(t), ref(y))));
    EXPECT("double y = w;\ndouble t = x * y;\ny = x;\nx_b[n] += t + y;");

    put(decl_stmt(t, deref(ref(w_p)))); /* shadows and primal memory do not overlap */
    put(sink(ref(x)));
    put(other(ref(t)));
    EXPECT("x_b[n] += x;\nx_b[0] += *w_p;");

    put(decl_stmt(t, ref(x))); /* a copy */
    put(sink(mul(ref(t), ref(t))));
    EXPECT("x_b[n] += x * x;");

    put(decl_stmt(v_b, ref(x)));
    put(decl_stmt(t, mul(float_const(0.5, type_double), ref(v_b))));
    put(set(v_b, ref(t)));
    put(sink(divide(ref(t), ref(w))));
    put(other(ref(v_b)));
    EXPECT("double v_b = x;\nv_b *= 0.5;\nx_b[n] += v_b / w;\nx_b[0] += v_b;");
}

static void test_calls(void)
{
    put(sink(mul(call_n(sine, 1, ref(x)), ref(w))));
    put(other(mul(call_n(sine, 1, ref(x)), ref(x))));
    EXPECT("double w = sin(x);\nx_b[n] += w * w;\nx_b[0] += w * x;"); /* free_name is a stub */

    put(decl_stmt(y, call_n(sine, 1, ref(x))));
    put(sink(mul(call_n(sine, 1, ref(x)), ref(y))));
    EXPECT("double y = sin(x);\nx_b[n] += y * y;");
}

static void test_dead(void)
{
    put(decl_stmt(v_b, zero()));
    put(sink(ref(v_b)));
    put(set(v_b, zero()));
    EXPECT("");

    put(decl_stmt(v_b, zero())); /* nobody reads it */
    put(loop(block_of(add_to(v_b, ref(x)))));
    EXPECT("");

    put(decl_stmt(y, zero())); /* the user's assignments stay */
    put(set(y, ref(x)));
    put(sink(ref(w)));
    EXPECT("double y = 0.0;\ny = x;\nx_b[n] += w;");

    put(if_stmt(binary(OP_LT, ref(x), ref(w)), (Block){0}, block_of(sink(ref(x)))));
    EXPECT("if (!(x < w)) {\n    x_b[n] += x;\n}");

    put(block_stmt(join(block_of(decl_stmt(t, ref(x))), block_of(loop(block_of(sink(ref(t))))))));
    EXPECT("for (int i = 0; i < n; i++) {\n    x_b[n] += x;\n}");
}

/* What is live is found across the back edge and through jumps. */
static void test_liveness(void)
{
    Block inner = {0};
    add_stmt(&inner, sink(ref(v_b)));
    add_stmt(&inner, if_stmt(binary(OP_LT, ref(x), ref(w)), block_of(new_stmt(S_CONTINUE, x->loc)), (Block){0}));
    add_stmt(&inner, set(v_b, ref(w)));
    put(decl_stmt(v_b, ref(x)));
    put(loop(inner));
    EXPECT("double v_b = x;\nfor (int i = 0; i < n; i++) {\n    x_b[n] += v_b;\n    if (x < w) {\n"
           "        continue;\n    }\n    v_b = w;\n}");

    Sym *again = new_sym(SYM_LABEL, "again", type_void);
    Stmt *label = new_stmt(S_LABEL, x->loc), *jump = new_stmt(S_GOTO, x->loc);
    label->label = jump->label = again;
    put(decl_stmt(v_b, ref(x)));
    put(label);
    put(sink(ref(v_b)));
    put(set(v_b, ref(w)));
    put(if_stmt(binary(OP_LT, deref(ref(w_p)), ref(w)), block_of(jump), (Block){0}));
    EXPECT("double v_b = x;\nagain:\nx_b[n] += v_b;\nv_b = w;\nif (*w_p < w) {\n    goto again;\n}");
}

int main(void)
{
    Types params = {0};
    append(&params, type_double);
    sine = new_sym(SYM_FUNC, "sin", func_type(type_double, params));
    sine->global = true;
    start();
    test_sums();
    test_updates();
    test_signs();
    test_taken_adjoint();
    test_taken_by_branches();
    test_temporaries();
    test_calls();
    test_dead();
    test_liveness();
    return 0;
}
