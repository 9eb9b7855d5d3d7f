/* lower_expr.c - effects out of expressions.
 *
 *     *p++ = *q++ + f(x);       double t1 = f(x);
 *                               *p = *q + t1;
 *                               p += 1;
 *                               q += 1;
 *     if (a && (b = g(a)))      int c1 = a != 0;
 *                               if (c1) { b = g(a);  c1 = b != 0; }
 *                               if (c1)
 *
 * Pure trees are returned as they are.  Elsewhere operands are lowered from left
 * to right; an assignment is put out as a statement and its value is read back
 * from where it was stored; what is evaluated only sometimes goes into an if
 * statement.  lower.h tells how values that are used later are kept from
 * changing.
 */
#include "lower.h"

#include <ctype.h>
#include <string.h>

Expr *at(Expr *e, Loc loc)
{
    e->loc = loc;
    return e;
}

Stmt *declare(Sym *v, Expr *init, Loc loc)
{
    Stmt *s = decl_stmt(v, init);
    s->loc = loc;
    return s;
}

/* Type t as a variable has it that is no parameter. */
Type *local_type(Type *t)
{
    if (!t->written)
        return t;
    Type *copy = new_type(t->kind);
    *copy = *t;
    copy->written = NULL;
    return copy;
}

/* The type of a variable that holds a value of type t. */
static Type *value_type(Type *t)
{
    t = local_type(unqualified(decay(t)));
    Type *bare = t;
    while (bare->kind == T_TYPEDEF && bare->base)
        bare = bare->base;
    if (bare->kind == T_ATOMIC)
        return value_type(bare->base);
    if (bare->kind == T_ENUM && !bare->tag->name && !bare->tag->typedef_name)
        return bare->tag->enum_base ? bare->tag->enum_base : type_int;
    return t;
}

/* A bit-field's value is cut to its width. */
static bool is_bit_field(const Expr *e)
{
    return e->kind == E_MEMBER && e->u.field->bits >= 0;
}

/* The type that the value of e has in arithmetic: narrow bit-fields are ints there. */
Type *held_type(const Expr *e)
{
    if (!is_bit_field(e) || e->u.field->bits > 8 * type_int->size)
        return e->type;
    bool fits = e->u.field->bits < 8 * type_int->size || is_signed_integer(e->type);
    return fits ? type_int : type_uint;
}

Sym *new_temp(Lower *l, const char *base, Type *t, Loc loc)
{
    Sym *v = new_sym(SYM_VAR, fresh_name(l, base), value_type(t));
    v->loc = loc;
    v->generated = true;
    return v;
}

/* Puts the value of e, pure or one call, into a new temporary. */
static Expr *into_temp(Lower *l, Expr *e, int mark)
{
    Sym *t = new_temp(l, "t", held_type(e), e->loc);
    l->pending.n = mark;
    if (is_pure_lvalue(e))
        put(l, declare(t, e, e->loc));
    else
        put_call_decl(l, t, e);
    return at(ref(t), e->loc);
}

/* ------------------------------------------------------------ conditions */

/* Is the value of e 0 or 1 by construction? */
static bool is_truth(const Lower *l, const Expr *e)
{
    if (e->kind == E_REF)
        return map_has(&l->truths, e->u.sym);
    while (e->kind == E_CONV && is_integer(e->type))
        e = e->kid[0];
    if (e->kind == E_UNARY)
        return e->op == OP_LNOT;
    bool logical = e->op == OP_LOR || e->op == OP_LAND || (e->op >= OP_EQ && e->op <= OP_GE);
    return e->kind == E_BINARY && logical;
}

/* e as 0 or 1. */
static Expr *truth_of(const Lower *l, Expr *e)
{
    if (is_truth(l, e) || is_int_const(e, 0) || is_int_const(e, 1))
        return e;
    return at(binary(OP_NE, e, at(int_const(0), e->loc)), e->loc);
}

/* The comparison that holds when op does not; OP_NONE if there is none or NaN could tell. */
static Op opposite(Op op, bool floating)
{
    switch (op) {
    case OP_EQ:
        return OP_NE;
    case OP_NE:
        return OP_EQ;
    case OP_LT:
        return floating ? OP_NONE : OP_GE;
    case OP_GT:
        return floating ? OP_NONE : OP_LE;
    case OP_LE:
        return floating ? OP_NONE : OP_GT;
    case OP_GE:
        return floating ? OP_NONE : OP_LT;
    default:
        return OP_NONE;
    }
}

Expr *negation(Expr *e)
{
    if (e->kind == E_UNARY && e->op == OP_LNOT)
        return e->kid[0];
    if (e->kind == E_BINARY) {
        bool floating = is_real_floating(e->kid[LHS]->type) || is_real_floating(e->kid[RHS]->type);
        Op op = opposite(e->op, floating);
        if (op != OP_NONE) {
            e->op = op;
            e->value = !e->value;
            return e;
        }
    }
    return at(unary(OP_LNOT, e), e->loc);
}

/* && or || with an effect on the right: a variable that is its value. */
static Sym *lower_chain(Lower *l, Expr *e)
{
    Expr *left = skip_conv(e->kid[LHS]);
    Sym *c;
    if (left->kind == E_BINARY && left->op == e->op && !is_pure(left->kid[RHS])) {
        c = lower_chain(l, left);
    } else {
        int mark = l->pending.n;
        Expr *first = truth_of(l, lower_value(l, e->kid[LHS]));
        l->pending.n = mark;
        c = new_temp(l, "c", type_int, e->loc);
        map_set(&l->truths, c, c);
        put(l, declare(c, first, e->loc));
    }
    settle(l);
    e->kid[RHS] = hoist_literals(l, e->kid[RHS]);
    Block more = {0}, *out = l->out;
    l->out = &more;
    int mark = l->pending.n;
    Expr *second = truth_of(l, lower_value(l, e->kid[RHS]));
    l->pending.n = mark;
    put_effect(l, at(assign(at(ref(c), e->loc), second), e->loc));
    put_postponed(l);
    l->out = out;
    Expr *needed = at(ref(c), e->loc);
    Stmt *s = if_stmt(e->op == OP_LAND ? needed : negation(needed), more, (Block){0});
    s->loc = e->loc;
    put(l, s);
    return c;
}

/* && and ||. */
static Expr *lower_logical(Lower *l, Expr *e)
{
    if (!is_pure(e->kid[RHS]))
        return at(ref(lower_chain(l, e)), e->loc);
    e->kid[LHS] = lower_value(l, e->kid[LHS]);
    put_postponed_before_reads(l, e->kid[RHS]);
    return e;
}

/* Lowers e in a block of its own: into = e, or e for its effects if into is NULL. */
static Block lower_branch(Lower *l, Expr *e, Expr *into)
{
    Block b = {0}, *out = l->out;
    int mark = l->pending.n;
    l->out = &b;
    if (into) {
        Expr *value = lower_source(l, e);
        l->pending.n = mark;
        if (!same_expr(into, value))
            put_effect(l, at(assign(clone_expr(into, NULL), value), e->loc));
    } else {
        lower_effects(l, e);
        l->pending.n = mark;
    }
    put_postponed(l);
    l->out = out;
    return b;
}

void lower_branches(Lower *l, Expr *choice, Expr *into)
{
    int mark = l->pending.n;
    Expr *c = lower_value(l, choice->kid[COND]);
    put_postponed(l);
    l->pending.n = mark;
    settle(l);
    choice->kid[THEN] = hoist_literals(l, choice->kid[THEN]);
    choice->kid[ELSE] = hoist_literals(l, choice->kid[ELSE]);
    Block then = lower_branch(l, choice->kid[THEN], into);
    Block otherwise = lower_branch(l, choice->kid[ELSE], into);
    if (is_empty(then) && is_empty(otherwise))
        return;
    if (is_empty(then)) {
        c = negation(c);
        then = otherwise;
        otherwise = (Block){0};
    }
    Stmt *s = if_stmt(c, then, otherwise);
    s->loc = choice->loc;
    put(l, s);
}

/* c ? a : b */
static Expr *lower_choice(Lower *l, Expr *e)
{
    if (is_pure(e->kid[THEN]) && is_pure(e->kid[ELSE])) {
        e->kid[COND] = lower_value(l, e->kid[COND]);
        put_postponed_before_reads(l, e->kid[THEN]);
        put_postponed_before_reads(l, e->kid[ELSE]);
        return e;
    }
    Sym *t = new_temp(l, "t", e->type, e->loc);
    put(l, declare(t, NULL, e->loc));
    lower_branches(l, e, at(ref(t), e->loc));
    return at(ref(t), e->loc);
}

bool can_assign_branches(const Expr *e)
{
    return e->kind == E_COND && !(is_pure(e->kid[THEN]) && is_pure(e->kid[ELSE]));
}

/* a ?: b becomes a ? a : b, a evaluated once. */
static Expr *lower_elvis(Lower *l, Expr *e)
{
    int mark = l->pending.n;
    Expr *a = lower_value(l, e->kid[0]);
    put_postponed(l);
    if (a->kind != E_REF || l->pending.n > mark)
        a = into_temp(l, a, mark);
    Expr *yes = clone_expr(a, NULL);
    if (!same_type(yes->type, e->type)) {
        Expr *conv = new_expr(E_CONV, e->type, e->loc, 1);
        conv->kid[0] = yes;
        yes = conv;
    }
    Expr *choice = new_expr(E_COND, e->type, e->loc, 3);
    choice->kid[COND] = a;
    choice->kid[THEN] = yes;
    choice->kid[ELSE] = e->kid[1];
    return lower_value(l, choice);
}

/* ------------------------------------------------------------ assignments */

/* x++ and the like. */
static Expr *lower_step(Lower *l, Expr *e, bool wanted)
{
    int mark = l->pending.n;
    bool post = e->op == OP_POSTINC || e->op == OP_POSTDEC;
    Op op = e->op == OP_PREINC || e->op == OP_POSTINC ? OP_ADD : OP_SUB;
    Expr *lv = lower_lvalue(l, e->kid[0]);
    Expr *one = at(int_const(1), e->loc);
    if (!wanted) {
        put_postponed_before_write(l, lv);
        l->pending.n = mark;
        put_effect(l, at(assign_op(op, lv, one), e->loc));
        return NULL;
    }
    if (is_atomic(lv->type)) {
        e->kid[0] = lv;
        return e;
    }
    if (reads_volatile(lv)) {
        Expr *old = into_temp(l, lv, mark);
        Expr *t = post ? at(binary(op, clone_expr(old, NULL), one), e->loc) : old;
        if (!post)
            put_effect(l, at(assign_op(op, clone_expr(old, NULL), one), e->loc));
        put_effect(l, at(assign(clone_expr(lv, NULL), post ? t : clone_expr(old, NULL)), e->loc));
        return old;
    }
    if (post) {
        postpone(l, at(assign_op(op, clone_expr(lv, NULL), one), e->loc));
        return pend(l, lv);
    }
    put_postponed_before_write(l, lv);
    l->pending.n = mark;
    put_effect(l, at(assign_op(op, lv, one), e->loc));
    return pend(l, clone_expr(lv, NULL));
}

/* A wanted assignment to a volatile: the value stored, which must not be read back. */
static Expr *lower_volatile_assign(Lower *l, Expr *e, int mark)
{
    Expr *lhs = e->kid[LHS];
    Sym *t = new_temp(l, "t", lhs->type, e->loc);
    if (e->op == OP_NONE) {
        l->pending.n = mark;
        if (stands_alone(e->kid[RHS]))
            put_call_decl(l, t, e->kid[RHS]);
        else
            put(l, declare(t, e->kid[RHS], e->loc));
    } else {
        put(l, declare(t, clone_expr(lhs, NULL), e->loc));
        put_effect(l, at(assign_op(e->op, ref(t), e->kid[RHS]), e->loc));
        l->pending.n = mark;
    }
    put_effect(l, at(assign(lhs, ref(t)), e->loc));
    return at(ref(t), e->loc);
}

/* Stops at what becomes more than an assignment. */
static Walk stop_at_statement(Expr *e, void *context)
{
    (void)context;
    bool choice =
        e->kind == E_COND || (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR));
    bool alone = e->kind == E_CALL || e->kind == E_VA_ARG || e->kind == E_STMT;
    return (choice || alone) && !is_pure(e) ? WALK_STOP : WALK_ON;
}

/* Do the effects in e take more than assignments? */
static bool has_statements(Expr *e)
{
    return !walk_expr(e, stop_at_statement, NULL);
}

/* Assignments, plain and compound.  Gives the value if it is wanted. */
static Expr *lower_assign(Lower *l, Expr *e, bool wanted)
{
    int mark = l->pending.n;
    Expr *rhs = e->kid[RHS];
    if (!wanted && e->op == OP_NONE && is_pure_lvalue(e->kid[LHS]) && can_assign_branches(rhs)) {
        lower_branches(l, rhs, e->kid[LHS]);
        return NULL;
    }
    bool source_first = !is_pure_lvalue(e->kid[LHS]) && !stands_alone(rhs) && has_statements(rhs);
    if (!source_first)
        e->kid[LHS] = lower_lvalue(l, e->kid[LHS]);
    if (e->op == OP_NONE && !source_first)
        e->kid[RHS] = lower_source(l, rhs);
    else
        e->kid[RHS] = lower_value(l, rhs);
    if (source_first)
        e->kid[LHS] = lower_lvalue(l, e->kid[LHS]);
    put_postponed_before_write(l, e->kid[LHS]);
    if (wanted && e->op != OP_NONE && is_atomic(e->kid[LHS]->type))
        return e;
    if (wanted && reads_volatile(e->kid[LHS]) && !is_bit_field(e->kid[LHS]))
        return lower_volatile_assign(l, e, mark);
    l->pending.n = mark;
    put_effect(l, e);
    return wanted ? pend(l, clone_expr(e->kid[LHS], NULL)) : NULL;
}

/* ------------------------------------------------------------ calls */

/* Lowers the operands of a call or va_arg, which then may be put out. */
static void lower_operands(Lower *l, Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = lower_value(l, e->kid[i]);
    put_postponed_before_call(l);
}

/* setjmp may stand only where C allows it: such calls are left alone. */
static Walk stop_at_setjmp(Expr *e, void *context)
{
    (void)context;
    Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    bool is_setjmp = f && (ends_with(f->name, "setjmp") || str_eq(f->name, "vfork"));
    return is_setjmp ? WALK_STOP : WALK_ON;
}

bool must_stay(Expr *e)
{
    return !walk_expr(e, stop_at_setjmp, NULL);
}

Expr *lower_source(Lower *l, Expr *e)
{
    if (!stands_alone(e))
        return lower_value(l, e);
    Expr *core = e;
    while (core->kind == E_CONV || core->kind == E_CAST)
        core = core->kid[0];
    if (core->kind == E_CALL || core->kind == E_VA_ARG)
        lower_operands(l, core);
    else
        lower_lvalue(l, core);
    return e;
}

/* ------------------------------------------------------------ statement expressions */

/* Can these statements stand in an enclosing block?  Types and arrays of variable length cannot. */
static bool can_flatten(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_OPAQUE || s->tags.n)
            return false;
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            if (s->decls.at[i]->kind != SYM_VAR || strip(s->decls.at[i]->type)->count == COUNT_VLA)
                return false;
    }
    return true;
}

/* ({ ...; value; }) */
static Expr *lower_statement_expr(Lower *l, Expr *e, bool wanted)
{
    settle(l);
    Block inner = {0}, *out = l->out;
    bool local_value = is_record(e->type) && strip(e->type)->tag->local;
    bool flat = can_flatten(*e->u.block) || local_value;
    Sym *t = NULL;
    Expr *value = NULL;
    wanted = wanted && strip(e->type)->kind != T_VOID;
    if (wanted && !flat) {
        t = new_temp(l, "t", e->type, e->loc);
        put(l, declare(t, NULL, e->loc));
    }
    if (!flat)
        l->out = &inner;
    for (Stmt *s = e->u.block->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (next || s->kind != S_EXPR || !wanted) {
            lower_stmt(l, s);
            continue;
        }
        int mark = l->pending.n;
        value = t ? lower_source(l, s->e[0]) : lower_value(l, s->e[0]);
        if (t) {
            l->pending.n = mark;
            put_effect(l, at(assign(ref(t), value), s->loc));
        }
        put_postponed(l);
    }
    if (!flat) {
        l->out = out;
        put(l, block_stmt(inner));
    }
    if (t || !wanted)
        return t ? at(ref(t), e->loc) : NULL;
    if (!value)
        die("statement expression without a value");
    return value->kind != E_INT ? pend(l, value) : value;
}

/* ------------------------------------------------------------ any expression */

Expr *lower_lvalue(Lower *l, Expr *e)
{
    if (is_pure_lvalue(e))
        return e;
    switch (e->kind) {
    case E_INDEX:
        e->kid[BASE] = lower_value(l, e->kid[BASE]);
        e->kid[INDEX] = lower_value(l, e->kid[INDEX]);
        return e;
    case E_MEMBER:
        e->kid[BASE] = e->arrow ? lower_value(l, e->kid[BASE]) : lower_lvalue(l, e->kid[BASE]);
        return e;
    case E_UNARY:
        if (e->op == OP_DEREF)
            e->kid[0] = lower_value(l, e->kid[0]);
        else if (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_EXTENSION)
            e->kid[0] = lower_lvalue(l, e->kid[0]);
        else
            return lower_value(l, e);
        return e;
    default:
        return lower_value(l, e);
    }
}

/* Operators that change or choose nothing: operands first, then a volatile read if it is one. */
static Expr *lower_others(Lower *l, Expr *e)
{
    int mark = l->pending.n;
    if (e->kind == E_INDEX || e->kind == E_MEMBER || (e->kind == E_UNARY && e->op == OP_DEREF)) {
        e = lower_lvalue(l, e);
    } else if (e->kind == E_UNARY && e->op == OP_ADDR) {
        e->kid[0] = lower_lvalue(l, e->kid[0]);
    } else {
        for (int i = 0; i < e->nkid; i++)
            e->kid[i] = lower_value(l, e->kid[i]);
    }
    return reads_volatile(e) ? into_temp(l, e, mark) : e;
}

Expr *lower_value(Lower *l, Expr *e)
{
    if (is_pure(e))
        return e;
    switch (e->kind) {
    case E_UNARY:
        if (e->op >= OP_PREINC)
            return lower_step(l, e, true);
        if (e->op == OP_EXTENSION)
            return lower_value(l, e->kid[0]);
        return lower_others(l, e);
    case E_BINARY:
        if (e->op == OP_LAND || e->op == OP_LOR)
            return lower_logical(l, e);
        if (e->op == OP_COMMA) {
            lower_effects(l, e->kid[LHS]);
            put_postponed(l);
            return lower_value(l, e->kid[RHS]);
        }
        return lower_others(l, e);
    case E_ASSIGN:
        return lower_assign(l, e, true);
    case E_COND:
        return lower_choice(l, e);
    case E_ELVIS:
        return lower_elvis(l, e);
    case E_STMT:
        return lower_statement_expr(l, e, true);
    case E_CALL:
    case E_VA_ARG: {
        int mark = l->pending.n;
        bool alone = stands_alone(e);
        lower_operands(l, e);
        return alone ? into_temp(l, e, mark) : e;
    }
    default:
        return lower_others(l, e);
    }
}

/* ------------------------------------------------------------ for effects only */

/* && or || whose value is not used. */
static void lower_logical_effects(Lower *l, Expr *e)
{
    if (is_pure(e->kid[RHS])) {
        lower_effects(l, e->kid[LHS]);
        return;
    }
    int mark = l->pending.n;
    Expr *c = lower_value(l, e->kid[LHS]);
    put_postponed(l);
    l->pending.n = mark;
    settle(l);
    Block then = lower_branch(l, hoist_literals(l, e->kid[RHS]), NULL);
    Stmt *s = if_stmt(e->op == OP_LAND ? c : negation(c), then, (Block){0});
    s->loc = e->loc;
    put(l, s);
}

/* Is this (void)x, which silences a warning? */
static bool is_void_use(const Expr *e)
{
    return e->kind == E_CAST && strip(e->type)->kind == T_VOID && ref_sym(e->kid[0]);
}

/* A call, a va_arg or a volatile read, its value unused. */
static void lower_alone(Lower *l, Expr *e)
{
    int mark = l->pending.n;
    lower_source(l, skip_conv(e));
    l->pending.n = mark;
    put_effect(l, e);
}

void lower_effects(Lower *l, Expr *e)
{
    if (is_void_use(e) && is_pure_lvalue(e->kid[0])) {
        put(l, expr_stmt(e));
    } else if (is_pure(e)) {
        return;
    } else if (must_stay(e)) {
        put_effect(l, e);
    } else if (e->kind == E_ASSIGN) {
        lower_assign(l, e, false);
    } else if (e->kind == E_UNARY && e->op >= OP_PREINC) {
        lower_step(l, e, false);
    } else if (e->kind == E_COND) {
        lower_branches(l, e, NULL);
    } else if (e->kind == E_STMT) {
        lower_statement_expr(l, e, false);
    } else if (e->kind == E_BINARY && e->op == OP_COMMA) {
        lower_effects(l, e->kid[LHS]);
        put_postponed(l);
        lower_effects(l, e->kid[RHS]);
    } else if (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR)) {
        lower_logical_effects(l, e);
    } else if (stands_alone(e)) {
        lower_alone(l, e->kind == E_CONV ? skip_conv(e) : e);
    } else if (e->kind == E_CAST && call_of(e)) {
        lower_source(l, e->kid[0]);
        put_effect(l, e);
    } else if (e->kind == E_CALL) {
        for (int i = ARGS; i < e->nkid; i++)
            lower_effects(l, e->kid[i]);
    } else {
        for (int i = 0; i < e->nkid; i++)
            lower_effects(l, e->kid[i]);
    }
}
