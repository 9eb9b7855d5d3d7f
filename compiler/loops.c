/* loops.c - loops whose trips are known before they start, and how to run them backwards.
 *
 *     for (int i = a; i < n; i++) body      ->      for (int i = n - 1; i >= a; i--) body reversed
 *
 * The index must be a plain local integer that the body leaves alone, the bound must not change in
 * the body, the step must be a constant, and no jump may leave the loop.  An unsigned index runs
 * down as `for (i = n; i-- > a;)`; other steps count trips: `for (long k = trips; k-- > 0;)` with i
 * = a + k * c.
 */
#include "reverse.h"

#include <limits.h>

bool find_constant(const Expr *e, long *value)
{
    e = skip_conv((Expr *)e);
    const Sym *v = ref_sym(e);
    long l, r;
    bool stays = v && v->kind == SYM_VAR && v->init && is_const(v->type) &&
                 !is_volatile(v->type) && is_integer(v->type);
    if (stays && !e->has_value)
        e = skip_conv(v->init);
    if (e->has_value) {
        *value = e->value;
        return is_integer(e->type) && (!stays || fits_in(e->value, v->type));
    }
    if (e->kind != E_BINARY || e->op != OP_SUB || !find_constant(e->kid[LHS], &l) ||
        !find_constant(e->kid[RHS], &r) || l < r || r < 0)
        return false;
    *value = l - r;
    return true;
}

/* i += c; of an integer variable: its step, 0 if it is something else */
static long constant_step(Block step, Sym **i)
{
    Stmt *s = step.first;
    if (!s || s->next || s->kind != S_EXPR || s->e[0]->kind != E_ASSIGN)
        return 0;
    Expr *e = s->e[0];
    *i = ref_sym(e->kid[LHS]);
    Expr *by = skip_conv(e->kid[RHS]);
    if (!*i || !is_integer((*i)->type) || (e->op != OP_ADD && e->op != OP_SUB))
        return 0;
    bool negative = by->kind == E_UNARY && by->op == OP_NEG;
    if (negative)
        by = skip_conv(by->kid[0]);
    long value;
    if (!find_constant(by, &value))
        return 0;
    return (e->op == OP_SUB) != negative ? -value : value;
}

static Op flipped(Op op)
{
    switch (op) {
    case OP_LT:
        return OP_GT;
    case OP_GT:
        return OP_LT;
    case OP_LE:
        return OP_GE;
    case OP_GE:
        return OP_LE;
    default:
        return op;
    }
}

/* i REL limit or limit REL i */
static bool read_condition(Counted *c, Expr *e)
{
    e = e ? skip_conv(e) : NULL;
    if (!e || e->kind != E_BINARY)
        return false;
    c->rel = e->op;
    c->limit = e->kid[RHS];
    if (ref_sym(e->kid[LHS]) != c->i) {
        if (ref_sym(e->kid[RHS]) != c->i)
            return false;
        c->rel = flipped(e->op);
        c->limit = e->kid[LHS];
    }
    if (!is_integer(skip_conv(c->limit)->type))
        return false;
    c->limit = skip_conv(c->limit);
    Type *i = c->i->type;
    bool wraps = !is_signed_integer(i) || strip(i)->size < 4;
    if (c->rel == OP_NE && wraps)
        return false; /* the index may wrap around on its way */
    if (is_signed_integer(i) && !is_signed_integer(arithmetic_type(i, c->limit->type)) &&
        !(c->first->has_value && c->first->value >= 0 && c->step > 0))
        return false; /* compared as unsigned, so a negative index is a large one */
    if (c->step > 0)
        return c->rel == OP_LT || c->rel == OP_LE || (c->rel == OP_NE && c->step == 1);
    return c->rel == OP_GT || c->rel == OP_GE || (c->rel == OP_NE && c->step == -1);
}

/* The value i starts from, as the init part or declaration gives it. */
static Expr *start_of(Block init, Sym *i)
{
    Stmt *s = init.first;
    if (!s || s->next)
        return NULL;
    if (s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == i)
        return i->init;
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && s->e[0]->op == OP_NONE &&
        ref_sym(s->e[0]->kid[LHS]) == i)
        return s->e[0]->kid[RHS];
    return NULL;
}

/* Does a jump inside b leave the loop whose body it is? */
static bool has_exit(Block b, bool in_switch, bool in_loop)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
            s->kind == S_LABEL)
            return true;
        if (s->kind == S_BREAK && !in_switch && !in_loop)
            return true;
        bool loop = in_loop || s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        for (int i = 0; i < 3; i++)
            if (has_exit(s->body[i], in_switch || s->kind == S_SWITCH, loop))
                return true;
    }
    return false;
}

bool fits_in(long long value, Type *t)
{
    int bits = 8 * (int)strip(t)->size - (is_signed_integer(t) ? 1 : 0);
    if (value < 0)
        return is_signed_integer(t) && (bits >= 63 || value >= -(1LL << bits));
    return bits >= 63 || value < 1LL << bits;
}

/* Unsigned ones that are so many times an even number wrap around to the same value: what a step
 * of the loop adds in all must be small.  *times: that, but for the factor; then with it. */
bool keeps_apart(Type *t, long long factor, long *times, long step)
{
    enum { LARGEST_EVEN = 1024 }; /* elements that far apart come again after millions */
    if (factor == 0)
        return false;
    if (factor % 2 != 0 || (is_signed_integer(t) && *times == 1))
        return true;
    long most = step == LONG_MIN ? 0 : LARGEST_EVEN / *times / (step < 0 ? -step : step);
    if (factor < 0 || factor > most)
        return false;
    *times *= (long)factor;
    return true;
}

static bool holds_all_of(Type *t, Type *from)
{
    bool is_signed = is_signed_integer(t);
    if (is_signed == is_signed_integer(from))
        return strip(t)->size >= strip(from)->size;
    return is_signed && strip(t)->size > strip(from)->size;
}

/* The number that an index of type t begins at: unsigned char i = n may be another than n. */
static Expr *in_type(Type *t, Expr *first)
{
    bool same = is_integer(first->type) &&
                (first->has_value ? fits_in(first->value, t) : holds_all_of(t, first->type));
    return same ? first : cast(unqualified(t), first);
}

Counted *find_counted(Program *p, Stmt *s)
{
    if (s->kind != S_FOR)
        return NULL;
    Counted *c = new (Counted);
    c->step = constant_step(s->body[STEP], &c->i);
    if (!c->step || !place_of(p, c->i)->exact || is_volatile(c->i->type))
        return NULL;
    c->first = start_of(s->body[INIT], c->i);
    c->first = c->first ? in_type(c->i->type, skip_conv(c->first)) : NULL;
    if (!c->first || !read_condition(c, s->e[0]) || has_exit(s->body[BODY], false, false))
        return NULL;
    Bits reads = {0}, writes = {0}, used = {0}, i = access_of(p, ref(c->i));
    bool observable = false;
    block_effects(p, s->body[BODY], &reads, &writes, &observable);
    if (bits_meet(&writes, &i))
        return NULL;
    bits_union(&writes, &i);
    add_reads(p, c->first, &used);
    add_reads(p, c->limit, &used);
    return bits_meet(&used, &writes) ? NULL : c;
}

static Expr *as_long(const Expr *e)
{
    return is_signed_integer(e->type) ? copy(e) : cast(type_long, copy(e));
}

/* Distance from the first value to one past the last, in steps of +1 or -1; may be negative. */
static Expr *distance(const Counted *c)
{
    const Expr *from = c->step > 0 ? c->first : c->limit, *to = c->step > 0 ? c->limit : c->first;
    Expr *d =
        is_int_const(skip_conv((Expr *)from), 0) ? as_long(to) : sub(as_long(to), as_long(from));
    return c->rel == OP_LE || c->rel == OP_GE ? add(d, int_const(1)) : d;
}

Expr *trip_count(const Counted *c)
{
    long size = c->step > 0 ? c->step : -c->step;
    Op inside = c->rel;
    if (same_expr(c->first, c->limit)) /* compilers warn of i < i */
        return int_const(inside == OP_LE || inside == OP_GE);
    Expr *d = distance(c);
    bool always = inside == OP_LE && is_int_const(skip_conv(c->first), 0) &&
                  !is_signed_integer(promote(c->limit->type));
    if (always && size == 1) /* compilers warn of 0 <= n as well */
        return d;
    if (size > 1)
        d = divide(add(d, int_const(size - 1)), int_const(size));
    return cond(binary(inside, copy(c->first), copy(c->limit)), d, int_const(0));
}

Expr *iteration_number(const Counted *c)
{
    Expr *i = ref(c->i);
    bool from_zero = is_int_const(skip_conv(c->first), 0);
    Expr *n = c->step < 0 ? sub(copy(c->first), i) : from_zero ? i : sub(i, copy(c->first));
    long size = c->step > 0 ? c->step : -c->step;
    return size == 1 ? n : divide(n, int_const(size));
}

/* i = value as the loop's first part, declaring i where the source did. */
static Block start_at(const Counted *c, bool declares, Expr *value)
{
    return block_of(declares ? decl_stmt(c->i, value) : expr_stmt(assign(ref(c->i), value)));
}

/* for (long k = trips; k-- > 0;) { i = first + k * step; body } */
static Stmt *by_trips(const Counted *c, bool declares, Sym *k, Block body)
{
    Expr *far = mul(ref(k), int_const(c->step));
    Expr *i = is_int_const(skip_conv(c->first), 0) ? far : add(copy(c->first), far);
    Block all = join(start_at(c, declares, i), body);
    Expr *more = binary(OP_GT, unary(OP_POSTDEC, ref(k)), int_const(0));
    return for_stmt(block_of(decl_stmt(k, trip_count(c))), more, (Block){0}, all);
}

/* The limit, to step from it by one: 0u - 1 would be a large index. */
static Expr *limit_to_step(const Counted *c)
{
    Type *t = promote(c->limit->type), *i = c->i->type;
    bool wraps = !is_signed_integer(t) && strip(t)->size < strip(i)->size;
    return wraps ? cast(unqualified(i), copy(c->limit)) : copy(c->limit);
}

Stmt *reversed_loop(const Counted *c, bool declares, Sym *k, Block body)
{
    bool is_signed = is_signed_integer(c->i->type);
    bool closed = c->rel == OP_LE || c->rel == OP_GE;
    if (c->step == 1 && is_signed) {
        Expr *last = closed ? copy(c->limit) : sub(limit_to_step(c), int_const(1));
        Stmt *loop = for_stmt(start_at(c, declares, last), binary(OP_GE, ref(c->i), copy(c->first)),
                              block_of(expr_stmt(unary(OP_POSTDEC, ref(c->i)))), body);
        loop->reversed = declares;
        return loop;
    }
    if (c->step == -1 && is_signed) {
        Expr *last = closed ? copy(c->limit) : add(limit_to_step(c), int_const(1));
        return for_stmt(start_at(c, declares, last), binary(OP_LE, ref(c->i), copy(c->first)),
                        block_of(expr_stmt(unary(OP_POSTINC, ref(c->i)))), body);
    }
    if (c->step == 1 && !closed) {
        Expr *more = binary(OP_GT, unary(OP_POSTDEC, ref(c->i)), copy(c->first));
        return for_stmt(start_at(c, declares, copy(c->limit)), more, (Block){0}, body);
    }
    return by_trips(c, declares, k, body);
}
