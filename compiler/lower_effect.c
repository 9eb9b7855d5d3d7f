/* lower_effect.c - what expressions do, and when it happens.
 *
 *     y = x++ * 2;      y = x * 2;  x += 1;              x += 1 was postponed
 *     y = f(x++);       int x1 = x;  x += 1;  y = f(x1); if f might look at x: the
 *                                                        pending x was saved
 *
 * Two questions are answered here conservatively: may this assignment or call
 * change what that expression reads, and may a call see this variable.  A
 * variable is exposed if it is static, not a scalar, or its address is taken
 * somewhere in the function; memory behind pointers is exposed always.  Types
 * tell accesses apart as C allows, except that types of one size and class count
 * as one.
 */
#include "lower.h"

#include <string.h>

/* Builtins, without __builtin_, that look at their arguments only, or not even that. */
static const char pure_builtins[] =
    " expect constant_p choose_expr types_compatible_p object_size offsetof assume_aligned abs"
    " labs llabs clz clzl clzll ctz ctzl ctzll popcount popcountl popcountll parity parityl"
    " parityll ffs ffsl ffsll clrsb clrsbl clrsbll bswap16 bswap32 bswap64 isnan isinf"
    " isinf_sign isfinite isnormal signbit signbitf signbitl fpclassify isgreater"
    " isgreaterequal isless islessequal islessgreater isunordered inf inff infl huge_val"
    " huge_valf huge_vall nan nanf nanl fabs fabsf fabsl copysign copysignf copysignl"
    " return_address frame_address apply_args va_arg_pack va_arg_pack_len ";

/* Is it one of those? */
static bool is_pure_builtin(const char *name)
{
    bool builtin = starts_with(name, "__builtin_");
    return builtin && strstr(pure_builtins, fmt(" %s ", name + strlen("__builtin_")));
}

/* Does this call leave the world as it is and depend on its arguments alone? */
static bool is_pure_call(const Expr *e)
{
    Sym *f = callee_sym(e);
    return f && !f->func && (is_pure_builtin(f->name) || is_pure_library(f));
}

bool is_atomic(const Type *t)
{
    while (t->kind == T_TYPEDEF && t->base)
        t = t->base;
    return t->kind == T_ATOMIC;
}

bool reads_volatile(const Expr *e)
{
    if (is_array(e->type) || is_function(e->type) || !is_lvalue(e))
        return false;
    return is_volatile(e->type) || is_atomic(e->type);
}

/* Is this a builtin that does not evaluate its arguments? */
static bool is_unevaluated(const Expr *call)
{
    const Sym *f = callee_sym(call);
    return f &&
           (str_eq(f->name, "__builtin_constant_p") || str_eq(f->name, "__builtin_object_size"));
}

static bool is_pure_as(const Expr *e, bool value);

/* Are the operands of e pure, each for the use that e makes of it? */
static bool has_pure_operands(const Expr *e, bool value)
{
    for (int i = 0; i < e->nkid; i++) {
        const Expr *kid = e->kid[i];
        bool read = true;
        if (e->kind == E_UNARY && e->op == OP_ADDR)
            read = false;
        else if (e->kind == E_MEMBER && !e->arrow)
            read = false;
        else if (e->kind == E_UNARY &&
                 (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_EXTENSION))
            read = value;
        if (!is_pure_as(kid, read))
            return false;
    }
    return true;
}

/* is_pure for a value or for a place. */
static bool is_pure_as(const Expr *e, bool value)
{
    switch (e->kind) {
    case E_ASSIGN:
    case E_STMT:
    case E_VA_ARG:
    case E_ELVIS:
        return false;
    case E_CALL:
        if (is_unevaluated(e))
            return true;
        if (!is_pure_call(e))
            return false;
        break;
    case E_UNARY:
        if (e->op == OP_SIZEOF || e->op == OP_ALIGNOF)
            return true;
        if (e->op == OP_PREINC || e->op == OP_PREDEC || e->op == OP_POSTINC || e->op == OP_POSTDEC)
            return false;
        break;
    case E_BINARY:
        if (e->op == OP_COMMA)
            return false;
        break;
    default:
        break;
    }
    return !(value && reads_volatile(e)) && has_pure_operands(e, value);
}

bool is_pure(const Expr *e)
{
    return is_pure_as(e, true);
}

bool is_pure_lvalue(const Expr *e)
{
    return is_pure_as(e, false);
}

/* What is below implicit conversions and casts to pointers. */
static Expr *skip_wrapping(Expr *e)
{
    while (e->kind == E_CONV || (e->kind == E_CAST && is_pointer(e->type)))
        e = e->kid[0];
    return e;
}

Expr *call_of(Expr *e)
{
    if (e && e->kind == E_CAST && strip(e->type)->kind == T_VOID)
        e = e->kid[0];
    e = e ? skip_wrapping(e) : NULL;
    return e && e->kind == E_CALL && !is_pure_call(e) ? e : NULL;
}

bool stands_alone(Expr *e)
{
    e = skip_wrapping(e);
    return e->kind == E_VA_ARG || (e->kind == E_CALL && !is_pure_call(e)) || reads_volatile(e);
}

Sym *root_of(const Expr *e)
{
    switch (e->kind) {
    case E_REF:
        return e->u.sym;
    case E_MEMBER:
        return e->arrow ? NULL : root_of(e->kid[BASE]);
    case E_INDEX: {
        const Expr *base = e->kid[BASE];
        while (base->kind == E_CONV)
            base = base->kid[0];
        return is_array(base->type) ? root_of(base) : NULL;
    }
    case E_UNARY:
        if (e->op == OP_REAL || e->op == OP_IMAG || e->op == OP_EXTENSION)
            return root_of(e->kid[0]);
        return NULL;
    default:
        return NULL;
    }
}

/* ------------------------------------------------------------ conflicts */

bool is_exposed(const Sym *v)
{
    return v->kind != SYM_ENUMERATOR && v->kind != SYM_FUNC &&
           (v->global || v->storage == ST_STATIC || v->storage == ST_EXTERN || v->address_taken ||
            !is_scalar(v->type));
}

/* Could objects of types a and b be the same one? */
static bool may_be_same_object(Type *a, Type *b)
{
    a = strip(a);
    b = strip(b);
    if (!is_scalar(a) || !is_scalar(b))
        return true;
    if ((is_integer(a) && a->size == 1) || (is_integer(b) && b->size == 1))
        return true;
    if (is_pointer(a) || is_pointer(b))
        return is_pointer(a) && is_pointer(b);
    return is_integer(a) == is_integer(b) && a->size == b->size;
}

/* An effect: the lvalue it writes, or NULL for a call, which may write all that is exposed. */
typedef struct Effect {
    const Expr *lvalue;
} Effect;

/* Stops at a part of an expression that reads what the effect may write. */
static Walk stop_at_conflict(Expr *e, void *context)
{
    const Expr *written = ((Effect *)context)->lvalue;
    bool is_place = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                    (e->kind == E_UNARY && e->op == OP_DEREF);
    if (!is_place)
        return WALK_ON;
    Sym *root = root_of(e);
    if (root && root->kind != SYM_VAR && root->kind != SYM_PARAM)
        return WALK_ON;
    Sym *target = written ? root_of(written) : NULL;
    if (root && target)
        return root == target ? WALK_STOP : WALK_ON;
    if (!written)
        return !root || is_exposed(root) ? WALK_STOP : WALK_ON;
    bool reachable = (!root || is_exposed(root)) && (!target || is_exposed(target));
    return reachable && may_be_same_object(e->type, written->type) ? WALK_STOP : WALK_ON;
}

/* May an assignment to lvalue (NULL: a call) change the value of e? */
static bool may_change(const Expr *lvalue, const Expr *e)
{
    Effect effect = {lvalue};
    return !walk_expr((Expr *)e, stop_at_conflict, &effect);
}

bool text_mentions(const char *text, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = text; (at = strstr(at, name)); at += n) {
        const char *word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$";
        bool starts = at == text || !strchr(word, at[-1]);
        bool ends = !at[n] || !strchr(word, at[n]);
        if (starts && ends)
            return true;
    }
    return false;
}

/* Stops at a mention of the variable. */
static Walk stop_at_mention(Expr *e, void *context)
{
    const Sym *v = context;
    if (e->kind == E_REF && e->u.sym == v)
        return WALK_STOP;
    return e->kind == E_OPAQUE && e->text && text_mentions(e->text, v->name) ? WALK_STOP : WALK_ON;
}

bool mentions(const Expr *e, const Sym *v)
{
    return !walk_expr((Expr *)e, stop_at_mention, (void *)v);
}

/* Passes by. */
static Walk go_on(Stmt *s, void *context)
{
    (void)s;
    (void)context;
    return WALK_ON;
}

bool block_mentions(Block b, const Sym *v)
{
    return !walk_block(b, go_on, stop_at_mention, (void *)v);
}

/* ------------------------------------------------------------ pending values */

Expr *pend(Lower *l, Expr *value)
{
    append(&l->pending, value);
    return value;
}

/* Stops at the very node. */
static Walk stop_at_node(Expr *e, void *context)
{
    return e == context ? WALK_STOP : WALK_ON;
}

/* A name that says what a saved value was. */
static const char *name_for(const Expr *e)
{
    if (e->kind == E_REF)
        return e->u.sym->name;
    if (e->kind == E_MEMBER && e->u.field->name)
        return e->u.field->name;
    return "t";
}

/* Puts the value of a pending node into a temporary, which takes the node's place. */
static void save(Lower *l, int i)
{
    Expr *node = l->pending.at[i];
    Expr *copy = new_expr(node->kind, node->type, node->loc, 0);
    *copy = *node;
    Sym *t = new_temp(l, name_for(node), held_type(node), node->loc);
    put(l, declare(t, copy, node->loc));
    *node = *at(ref(t), copy->loc);
    l->pending.at[i] = NULL;
    for (int k = 0; k < l->pending.n; k++)
        if (l->pending.at[k] && !walk_expr(copy, stop_at_node, l->pending.at[k]))
            l->pending.at[k] = NULL; /* used by the declaration */
}

/* Saves the pending values that an assignment to lvalue (NULL: a call) may change. */
static void protect(Lower *l, const Expr *lvalue)
{
    for (int i = l->pending.n - 1; i >= 0; i--)
        if (l->pending.at[i] && may_change(lvalue, l->pending.at[i]))
            save(l, i);
}

void put(Lower *l, Stmt *s)
{
    add_stmt(l->out, s);
}

void put_effect(Lower *l, Expr *e)
{
    if (e->kind == E_ASSIGN) {
        protect(l, e->kid[LHS]);
        if (!is_pure(e->kid[RHS]))
            protect(l, NULL);
    } else {
        protect(l, NULL);
    }
    Stmt *s = expr_stmt(e);
    s->loc = e->loc;
    put(l, s);
}

void put_call_decl(Lower *l, Sym *v, Expr *init)
{
    protect(l, NULL);
    put(l, declare(v, init, init->loc));
}

void settle(Lower *l)
{
    put_postponed(l);
    for (int i = 0; i < l->pending.n; i++) {
        Expr *e = l->pending.at[i];
        bool lasting = !e || e->kind == E_INT || (e->kind == E_REF && e->u.sym->generated);
        if (!lasting)
            save(l, i);
    }
}

/* ------------------------------------------------------------ postponed assignments */

void postpone(Lower *l, Expr *assignment)
{
    append(&l->postponed, assignment);
}

/* Puts out the i-th postponed assignment, those first whose lvalues it would change. */
static void put_one_postponed(Lower *l, int i)
{
    Expr *e = l->postponed.at[i];
    if (!e)
        return;
    l->postponed.at[i] = NULL;
    for (int k = i + 1; k < l->postponed.n; k++) {
        Expr *later = l->postponed.at[k];
        if (later && may_change(e->kid[LHS], later))
            put_one_postponed(l, k);
    }
    put_effect(l, e);
}

void put_postponed(Lower *l)
{
    for (int i = 0; i < l->postponed.n; i++)
        put_one_postponed(l, i);
    l->postponed.n = 0;
}

void put_postponed_before_call(Lower *l)
{
    for (int i = 0; i < l->postponed.n; i++) {
        Expr *e = l->postponed.at[i];
        Sym *v = e ? root_of(e->kid[LHS]) : NULL;
        if (e && (!v || is_exposed(v)))
            put_one_postponed(l, i);
    }
}

void put_postponed_before_reads(Lower *l, const Expr *e)
{
    for (int i = 0; i < l->postponed.n; i++)
        if (l->postponed.at[i] && may_change(l->postponed.at[i]->kid[LHS], e))
            put_one_postponed(l, i);
}

/* May writing to lvalue change which object 'place' is? */
static bool may_move(const Expr *lvalue, const Expr *place)
{
    if (place->nkid == 0)
        return false;
    const Expr *base = place->kid[0];
    bool inside = is_array(base->type) || (place->kind == E_MEMBER && !place->arrow);
    if (inside ? may_move(lvalue, base) : may_change(lvalue, base))
        return true;
    return place->kind == E_INDEX && may_change(lvalue, place->kid[INDEX]);
}

/* As in d = t[d]++ and x = f(x++). */
void put_postponed_before_write(Lower *l, const Expr *lvalue)
{
    Sym *target = root_of(lvalue);
    for (int i = 0; i < l->postponed.n; i++) {
        Expr *e = l->postponed.at[i];
        bool same = e && target && root_of(e->kid[LHS]) == target && is_scalar(target->type);
        if (same || (e && may_move(lvalue, e->kid[LHS])))
            put_one_postponed(l, i);
    }
}
