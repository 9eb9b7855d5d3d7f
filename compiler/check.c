/* check.c - the verifier: does a function keep the rules of the IR?
 *
 *     double t = x * y;
 *     use(t), use(t)         the same node for both: 'E_CALL has two parents'
 *     { double u; }  u = 1;  'u is not in scope'
 *
 * Run after every pass in debug builds and in all tests.  A violation is a defect
 * of the pass, so it dies with the pass, the function and the offending node.
 * Checked: trees, not DAGs; a type on every node; operands that fit the operator;
 * lvalues where C wants them; declaration before use, once; jumps that have their
 * target; pushes and pops of the same types.
 */
#include "ir.h"

/* What is known at one point of the walk. */
typedef struct Check {
    const Func *f;
    const char *pass;
    Map seen;     /* nodes met, each may be met once */
    Map scope;    /* variables in scope: to themselves, NULL when out of it again */
    Map declared; /* all variables declared so far */
    Map labels;   /* of the whole function */
    int loops;    /* loops around the statement */
    int switches; /* switch statements around it */
    bool pushed[T_OPAQUE + 1], popped[T_OPAQUE + 1]; /* types on the tape, by kind */
} Check;

static void check_expr(Check *c, const Expr *e);
static void check_block(Check *c, Block b);

NORETURN static void fail_expr(Check *c, const Expr *e, const char *what)
{
    die("after %s: in '%s': %s: '%s' (line %d)", c->pass, c->f->sym->name, what, expr_str(e),
        loc_line(e->loc));
}

NORETURN static void fail_stmt(Check *c, const Stmt *s, const char *what)
{
    Out out = {0};
    print_stmt(&out, s);
    die("after %s: in '%s': %s (line %d):\n%s", c->pass, c->f->sym->name, what, loc_line(s->loc),
        out.at);
}

/* ------------------------------------------------------------- expressions */

static const char *const forms[OP_COUNT] = {
#define OP(name, text, form, prec) [OP_##name] = #form,
#include "ops.def"
#undef OP
};

static void check_arity(Check *c, const Expr *e)
{
    static const struct {
        int least, most;
    } arity[] = {
        [E_UNARY] = {1, 1},  [E_BINARY] = {2, 2},     [E_ASSIGN] = {2, 2},   [E_COND] = {3, 3},
        [E_ELVIS] = {2, 2},  [E_CALL] = {1, 0},       [E_INDEX] = {2, 2},    [E_MEMBER] = {1, 1},
        [E_CAST] = {1, 1},   [E_CONV] = {1, 1},       [E_COMPOUND] = {1, 1}, [E_INIT] = {0, -1},
        [E_VA_ARG] = {1, 1}, [E_DESIGNATED] = {1, 0}, [E_OPAQUE] = {0, 0},
    };
    int least = arity[e->kind].least, most = arity[e->kind].most;
    bool open = most < least; /* any number from least on */
    if (e->nkid < least || (!open && e->nkid > most))
        fail_expr(c, e, "wrong number of operands");
    for (int i = 0; i < e->nkid; i++)
        if (!e->kid[i])
            die("after %s: in '%s': an operand is missing", c->pass, c->f->sym->name);
}

/* op= exists for * / % + - << >> & ^ | */
static bool can_assign(Op op)
{
    return op == OP_NONE || op == OP_OR || op == OP_XOR || op == OP_AND ||
           (op >= OP_SHL && op <= OP_REM);
}

static bool is_number(Type *t)
{
    return is_arithmetic(t) || strip(t)->kind == T_VECTOR || strip(t)->kind == T_OPAQUE;
}

static bool is_value(Type *t)
{
    return is_number(t) || is_pointer(decay(t));
}

/* Operands of a op b: pointers only where C adds or compares them. */
static void check_binary(Check *c, const Expr *e)
{
    Type *a = e->kid[LHS]->type, *b = e->kid[RHS]->type;
    if (e->kind == E_ASSIGN ? !can_assign(e->op) : forms[e->op][0] != 'L')
        fail_expr(c, e, "not a binary operator");
    if (e->op == OP_NONE || e->op == OP_COMMA)
        return;
    bool pointers = e->op == OP_ADD || e->op == OP_SUB || (e->op >= OP_EQ && e->op <= OP_GE) ||
                    e->op == OP_LAND || e->op == OP_LOR;
    if (!(pointers ? is_value(a) && is_value(b) : is_number(a) && is_number(b)))
        fail_expr(c, e, "operands do not fit the operator");
}

static void check_unary(Check *c, const Expr *e)
{
    const Expr *a = e->kid[0];
    if (e->op == OP_NONE || forms[e->op][0] == 'L')
        fail_expr(c, e, "not a unary operator");
    bool step = e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    if (step && !is_lvalue(a))
        fail_expr(c, e, "the operand is not an lvalue");
    if (e->op == OP_ADDR && !is_lvalue(a) && !is_function(a->type))
        fail_expr(c, e, "the address of what is not an lvalue");
    if (e->op == OP_DEREF && !is_pointer(decay(a->type)))
        fail_expr(c, e, "the operand is not a pointer");
    if ((e->op == OP_NEG || e->op == OP_PLUS || e->op == OP_NOT) && !is_number(a->type))
        fail_expr(c, e, "the operand is not a number");
}

static void check_member(Check *c, const Expr *e)
{
    Type *t = e->kid[BASE]->type;
    if (e->arrow && !is_pointer(decay(t)))
        fail_expr(c, e, "the operand of -> is not a pointer");
    if (!is_record(e->arrow ? strip(decay(t))->base : t))
        fail_expr(c, e, "member of what is not a struct or union");
    if (!e->u.field || !e->u.field->name)
        die("after %s: in '%s': a member without field", c->pass, c->f->sym->name);
}

/* Variables must be in scope; functions, enumerators and globals always are. */
static void check_ref(Check *c, const Expr *e)
{
    Sym *v = e->u.sym;
    if (!v || !v->name)
        die("after %s: in '%s': a reference to nothing", c->pass, c->f->sym->name);
    bool local = (v->kind == SYM_VAR || v->kind == SYM_PARAM) && !v->global;
    if (local && !map_get(&c->scope, v))
        fail_expr(c, e, fmt("'%s' is not in scope", v->name));
}

/* The type's place in pushed[] and popped[]. */
static TypeKind tape_kind(Type *t)
{
    t = strip(t);
    return t->kind == T_ENUM && t->base ? strip(t->base)->kind : t->kind;
}

/* T v = adcc_pop_double(); pops too. */
static void check_call(Check *c, const Expr *e)
{
    Sym *callee = callee_sym(e);
    if (callee && starts_with(callee->name, "adcc_pop_") && !str_eq(callee->name, "adcc_pop_bytes"))
        c->popped[tape_kind(e->type)] = true;
}

static void check_kind(Check *c, const Expr *e)
{
    switch (e->kind) {
    case E_INT:
    case E_FLOAT:
    case E_CHAR:
    case E_STRING:
    case E_IMAGINARY:
    case E_OPAQUE:
        if (!e->text)
            die("after %s: in '%s': a constant without text", c->pass, c->f->sym->name);
        break;
    case E_REF:
        check_ref(c, e);
        break;
    case E_UNARY:
        check_unary(c, e);
        break;
    case E_ASSIGN:
        if (!is_lvalue(e->kid[LHS]))
            fail_expr(c, e, "the left side is not an lvalue");
        check_binary(c, e);
        break;
    case E_BINARY:
        check_binary(c, e);
        break;
    case E_INDEX:
        if (!is_pointer(decay(e->kid[BASE]->type)) && strip(e->kid[BASE]->type)->kind != T_VECTOR)
            fail_expr(c, e, "what is indexed is neither pointer nor array");
        if (!is_integer(e->kid[INDEX]->type))
            fail_expr(c, e, "the index is not an integer");
        break;
    case E_MEMBER:
        check_member(c, e);
        break;
    case E_CALL:
        check_call(c, e);
        break;
    case E_STMT:
        check_block(c, *e->u.block);
        break;
    case E_LABEL_ADDR:
        if (!map_has(&c->labels, e->u.sym))
            fail_expr(c, e, "no such label");
        break;
    default:
        break;
    }
}

static void check_expr(Check *c, const Expr *e)
{
    if (!e)
        return;
    if (!e->type)
        die("after %s: in '%s': an expression of kind %d without type", c->pass, c->f->sym->name,
            (int)e->kind);
    check_arity(c, e);
    if (map_has(&c->seen, e))
        fail_expr(c, e, "the expression has two parents");
    map_set(&c->seen, e, (void *)e);
    for (int i = 0; i < e->nkid; i++)
        check_expr(c, e->kid[i]);
    check_kind(c, e);
}

/* -------------------------------------------------------------- statements */

static Walk check_extent_node(Expr *e, void *context)
{
    if (e->kind == E_REF)
        check_ref(context, e);
    return WALK_ON;
}

/* Extents are shared between types: only what they mention is checked. */
static void check_type(Check *c, Type *t)
{
    for (; t && t->kind != T_TYPEDEF && t->kind != T_FUNC; t = t->base)
        if (t->kind == T_ARRAY && t->extent)
            walk_expr(t->extent, check_extent_node, c);
}

static void check_decl(Check *c, const Stmt *s)
{
    for (int i = 0; i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (!v->type)
            fail_stmt(c, s, fmt("'%s' has no type", v->name));
        if (map_has(&c->declared, v))
            fail_stmt(c, s, fmt("'%s' is declared twice", v->name));
        check_type(c, v->type);
        map_set(&c->declared, v, v);
        map_set(&c->scope, v, v);
        check_expr(c, v->init);
    }
}

/* Conditions of loops and branches. */
static void check_cond(Check *c, const Stmt *s)
{
    if (s->kind != S_FOR && !s->e[0])
        fail_stmt(c, s, "the condition is missing");
    check_expr(c, s->e[0]);
    if (s->e[0] && !is_value(s->e[0]->type))
        fail_stmt(c, s, "the condition is not a scalar");
}

static void check_for(Check *c, const Stmt *s)
{
    for (const Stmt *i = s->body[INIT].first; i; i = i->next)
        if (i->kind != S_EXPR && (i->kind != S_DECL || i->next))
            fail_stmt(c, s, "the first part of for is neither expressions nor one declaration");
    for (const Stmt *i = s->body[STEP].first; i; i = i->next)
        if (i->kind != S_EXPR && i->kind != S_PUSH && i->kind != S_POP)
            fail_stmt(c, s, "the last part of for is not expressions");
    Block whole = s->body[INIT];
    for (const Stmt *i = whole.first; i; i = i->next) {
        if (i->kind == S_DECL)
            check_decl(c, i);
        else
            check_expr(c, i->e[0]);
    }
    check_cond(c, s);
    check_block(c, s->body[STEP]);
    c->loops++;
    check_block(c, s->body[BODY]);
    c->loops--;
    for (const Stmt *i = whole.first; i; i = i->next)
        for (int k = 0; k < i->decls.n; k++)
            map_set(&c->scope, i->decls.at[k], NULL);
}

static void check_jump(Check *c, const Stmt *s)
{
    if (s->kind == S_BREAK && !c->loops && !c->switches)
        fail_stmt(c, s, "break outside of loop and switch");
    if (s->kind == S_CONTINUE && !c->loops)
        fail_stmt(c, s, "continue outside of a loop");
    if ((s->kind == S_CASE || s->kind == S_DEFAULT) && !c->switches)
        fail_stmt(c, s, "case outside of switch");
    if (s->kind == S_GOTO && !map_has(&c->labels, s->label))
        fail_stmt(c, s, "no such label");
    check_expr(c, s->e[0]);
    check_expr(c, s->e[1]);
}

static void check_compound(Check *c, const Stmt *s)
{
    bool loop = s->kind == S_WHILE || s->kind == S_DO;
    if (s->kind != S_BLOCK)
        check_cond(c, s);
    c->loops += loop;
    c->switches += s->kind == S_SWITCH;
    check_block(c, s->body[0]);
    check_block(c, s->body[1]);
    c->loops -= loop;
    c->switches -= s->kind == S_SWITCH;
    if (s->kind == S_IF && !s->has_else && !is_empty(s->body[IF_ELSE]))
        fail_stmt(c, s, "statements in an else that is not there");
}

static void check_stmt(Check *c, const Stmt *s)
{
    if (map_has(&c->seen, s))
        fail_stmt(c, s, "the statement stands in two blocks");
    map_set(&c->seen, s, (void *)s);
    switch (s->kind) {
    case S_DECL:
        check_decl(c, s);
        break;
    case S_FOR:
        check_for(c, s);
        break;
    case S_BLOCK:
    case S_IF:
    case S_WHILE:
    case S_DO:
    case S_SWITCH:
        check_compound(c, s);
        break;
    case S_PUSH:
    case S_POP:
        check_expr(c, s->e[0]);
        if (s->kind == S_POP && !is_lvalue(s->e[0]))
            fail_stmt(c, s, "what is popped into is not an lvalue");
        (s->kind == S_PUSH ? c->pushed : c->popped)[tape_kind(s->e[0]->type)] = true;
        break;
    case S_EXPR:
    case S_GOTO_ADDR:
        if (!s->e[0])
            die("after %s: in '%s': a statement without expression", c->pass, c->f->sym->name);
        check_expr(c, s->e[0]);
        break;
    default:
        check_jump(c, s);
        break;
    }
}

static void check_block(Check *c, Block b)
{
    const Stmt *last = NULL;
    for (const Stmt *s = b.first; s; s = s->next) {
        check_stmt(c, s);
        last = s;
    }
    if (last != b.last)
        die("after %s: in '%s': a block with a wrong end", c->pass, c->f->sym->name);
    for (const Stmt *s = b.first; s; s = s->next)
        for (int i = 0; i < s->decls.n; i++)
            map_set(&c->scope, s->decls.at[i], NULL);
}

/* ---------------------------------------------------------------- functions */

static Walk find_label(Stmt *s, void *context)
{
    Check *c = context;
    if (s->kind == S_LABEL)
        map_set(&c->labels, s->label, s);
    return WALK_ON;
}

/* Only here so that walk_block looks into statement expressions. */
static Walk look_inside(Expr *e, void *context)
{
    (void)e;
    (void)context;
    return WALK_ON;
}

/* A function that pops must pop what it pushes.  It may pop more, as the reverse half of a pair, in
 * which a loop whose iterations run again may push and pop too. */
static void check_tape(Check *c)
{
    bool pushes = false, pops = false;
    for (int k = 0; k <= T_OPAQUE; k++) {
        pushes |= c->pushed[k];
        pops |= c->popped[k];
    }
    for (int k = 0; pushes && pops && k <= T_OPAQUE; k++)
        if (c->pushed[k] && !c->popped[k])
            die("after %s: in '%s': the tape is not balanced: %s is only pushed", c->pass,
                c->f->sym->name, k <= T_FLOAT128 ? type_str(basic_type((TypeKind)k)) : "an object");
}

void check_func(const Func *f, const char *pass)
{
    if (f->opaque)
        return;
    Check c = {.f = f, .pass = pass};
    for (int i = 0; i < f->params.n; i++)
        map_set(&c.scope, f->params.at[i], f->params.at[i]);
    for (int i = 0; i < f->params.n; i++) {
        check_type(&c, f->params.at[i]->type);
        map_set(&c.declared, f->params.at[i], f->params.at[i]);
    }
    walk_block(f->body, find_label, look_inside, &c);
    check_block(&c, f->body);
    check_tape(&c);
}

void check_unit(const Unit *u, const char *pass)
{
    for (int i = 0; i < u->funcs.n; i++)
        check_func(u->funcs.at[i], pass);
}
