/* directions_call.c - calls with shadows that hold all directions.
 *
 *     g_b(x, x_b, t)                 g_bv(x, x_b, t)            an array of N
 *     memset(x_b, 0, bytes)    ->    memset(x_b, 0, N * bytes)
 *     calloc(1, bytes)               calloc(N, bytes)           whose value is a shadow
 *
 * Functions that adcc made have got directions as well.  Of others only those may meet shadows that
 * copy, clear, allocate and free them.
 */
#include "directions.h"

#include <string.h>

const Func *made_function(const Lanes *l, const Expr *call)
{
    const Sym *f = callee_sym(call);
    const Func *made = f ? map_get(&l->made_of, f) : NULL;
    bool earlier = !made && f && f->generated && f->func && f->func->sym == f && f->primal;
    return earlier ? f->func : made;
}

/* ------------------------------------------------------------------ arguments by value */

typedef struct Mention {
    const Sym *v;
    int n;
} Mention;

static Walk count_mention(Expr *e, void *context)
{
    Mention *m = context;
    m->n += e->kind == E_REF && e->u.sym == m->v;
    return WALK_ON;
}

/* May the callee read the array of v itself, for it can get at it in no other way? */
static bool is_alone(const Lanes *l, const Sym *v, Expr *call)
{
    Mention m = {v, 0};
    walk_expr(call, count_mention, &m);
    return m.n == 1 && !v->global && v->kind == SYM_VAR && v->storage == ST_NONE &&
           !map_has(&l->addressed, v) && !map_has(&l->inside, v);
}

/* What is passed for a real by value: an array that the callee cannot change otherwise. */
static Expr *value_argument(Lanes *l, Expr *arg, const Sym *param, Expr *call)
{
    Expr *e = skip_conv(arg);
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool same = v && is_lane(v) && same_type(scalar_type(v), scalar_type(param));
    if (same && (is_lane_value(v) || is_alone(l, v, call)))
        return lane_place(l, e);
    if (l->at_head) {
        refuse_directions(l, call->loc, "a call in the head of a loop takes a derivative");
        return arg;
    }
    Sym *t = new_lane(l, param->name, strip(unqualified(scalar_type(param))));
    put_lanes(l, decl_stmt(t, arg));
    return ref(t);
}

static Expr *call_made(Lanes *l, Expr *e, const Func *f)
{
    for (int i = 0; i < f->params.n && ARGS + i < e->nkid; i++) {
        Expr **arg = &e->kid[ARGS + i];
        Sym *param = f->params.at[i];
        if (is_lane_value(param))
            *arg = value_argument(l, *arg, param, e);
        else
            *arg = is_lane(param) ? lane_pointer(l, *arg) : lane_expr(l, *arg);
    }
    return e;
}

/* ------------------------------------------------------------------ blocks of memory */

static Walk find_size(Expr *e, void *context)
{
    (void)context;
    bool size = e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid;
    return size && leads_to_lanes(e->kid[0]) ? WALK_STOP : WALK_ON;
}

/* N times as many, where reals are counted and no shadow says how large they are. */
static Expr *all_bytes(Lanes *l, Expr *bytes, const Type *element)
{
    bool of_shadow = !walk_expr(bytes, find_size, NULL);
    bytes = lane_expr(l, bytes);
    if (element->kind == T_POINTER || of_shadow)
        return bytes;
    return is_int_const(bytes, 1) ? int_const(l->n) : mul(int_const(l->n), bytes);
}

static bool is_named(const Sym *f, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (str_eq(f->name, names[i]))
            return true;
    return false;
}

static const char *const copies[] = {"memcpy", "memmove", "__builtin_memcpy", "__builtin_memmove",
                                     NULL};
static const char *const fills[] = {"memset", "__builtin_memset", NULL};
static const char *const tapes[] = {"adcc_push_bytes", "adcc_pop_bytes", NULL};
static const char *const passes[] = {"free", "adcc_unallocate", NULL};

/* How many of its first arguments lead to what its last one counts in bytes; 0: others. */
static int blocks_of(const Sym *f)
{
    if (is_named(f, copies) || starts_with(f->name, "adcc_move_back_") ||
        starts_with(f->name, "adcc_grow_back_"))
        return 2;
    return is_named(f, fills) || is_named(f, tapes) ? 1 : 0;
}

/* The pointers are to what the function takes. */
static Expr *block_argument(Lanes *l, Expr *arg, const Sym *f, int i)
{
    const Types *params = &strip(f->type)->params;
    Type *to = i < params->n ? params->at[i] : NULL, *element = elements_behind_pointer(arg);
    bool real = to && is_pointer(to) && is_real_value(strip(to)->base);
    Expr *e = lane_expr(l, arg);
    if (real && is_real_value(element))
        e = cast(pointer_to(unqualified(strip(to)->base)), e);
    return e;
}

static Expr *call_block(Lanes *l, Expr *e, const Sym *f, int blocks)
{
    int last = e->nkid - 1;
    Type *element = elements_behind_pointer(e->kid[ARGS]);
    bool all = true;
    for (int i = 0; i < blocks; i++) {
        all &= leads_to_lanes(e->kid[ARGS + i]);
        Type *t = elements_behind_pointer(e->kid[ARGS + i]);
        if (is_real_value(t) || t->kind == T_POINTER)
            element = t;
    }
    if (!all || (!is_real_value(element) && element->kind != T_POINTER)) {
        refuse_directions(l, e->loc, fmt("'%s' moves a shadow that adcc knows no type of",
                                         f->name));
        return e;
    }
    for (int i = 0; i < blocks; i++)
        e->kid[ARGS + i] = block_argument(l, e->kid[ARGS + i], f, i);
    e->kid[last] = all_bytes(l, e->kid[last], element);
    return e;
}

/* ------------------------------------------------------------------ any call */

static void refuse_call(Lanes *l, const Expr *e)
{
    const Sym *f = callee_sym(e);
    refuse_directions(l, e->loc, fmt("'%s' takes one derivative", f ? f->name : "a call"));
}

Expr *lane_call(Lanes *l, Expr *e)
{
    const Sym *f = callee_sym(e);
    const Func *made = made_function(l, e);
    bool shadows = false;
    for (int i = ARGS; i < e->nkid; i++)
        shadows |= leads_to_lanes(e->kid[i]) && is_pointer(decay(e->kid[i]->type));
    if (made)
        return call_made(l, e, made);
    if (f && shadows && blocks_of(f))
        return call_block(l, e, f, blocks_of(f));
    if (shadows && (!f || !is_named(f, passes)))
        refuse_call(l, e);
    for (int i = CALLEE; i < e->nkid; i++)
        e->kid[i] = lane_expr(l, e->kid[i]);
    return e;
}

/* e, which is or holds a call, as the value of a pointer of this type. */
Expr *lane_allocation(Lanes *l, Expr *e, Type *pointer)
{
    static const char *const first[] = {"malloc", "calloc", "__builtin_malloc", "__builtin_calloc",
                                        "alloca", "__builtin_alloca", NULL};
    static const char *const second[] = {"realloc", "__builtin_realloc", "aligned_alloc", NULL};
    Expr *call = (Expr *)skip_casts(e);
    const Sym *f = call->kind == E_CALL ? callee_sym(call) : NULL;
    if (!f || made_function(l, call))
        return lane_pointer(l, e);
    Type *element = strip(element_type(strip(decay(pointer))->base));
    int k = is_named(f, first) ? 0 : is_named(f, second) ? 1 : -1;
    bool popped = str_eq(f->name, "adcc_pop_pointer") ||
                  (str_eq(f->name, "adcc_reserve") && element->kind == T_POINTER);
    if (!popped && (k < 0 || (!is_real_value(element) && element->kind != T_POINTER))) {
        refuse_directions(l, call->loc, fmt("'%s' gives storage for one derivative", f->name));
        return e;
    }
    for (int i = 0; i < call->nkid - ARGS; i++)
        call->kid[ARGS + i] = i == k ? all_bytes(l, call->kid[ARGS + i], element)
                                     : lane_expr(l, call->kid[ARGS + i]);
    for (; e->kind == E_CONV || e->kind == E_CAST; e = e->kid[0])
        ;
    return e;
}
