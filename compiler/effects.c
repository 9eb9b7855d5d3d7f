/* effects.c - what statements and functions read and write.
 *
 *     *y = g(x[i]);     reads y, x, i, x* and what g reads; writes y* and what g writes
 *
 * Accesses are those of alias.c, so "may read", "may write".  A call into the C library reads what
 * its pointer arguments lead to, and writes it too unless the prototype says const or the function
 * is known to be passive.  Local variables that nobody else can see do not count among a function's
 * own effects.
 */
#include "reverse.h"
#include "tangent.h"

typedef struct Effects {
    Program *p;
    Bits *reads, *writes;
    bool *observable;
} Effects;

static void add_all_classes(Effects *fx, Bits places, Bits *into)
{
    (void)fx;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        for (int c = 0; c < CLASSES; c++)
            bits_add(into, access_bit(i, c));
}

/* File-scope variables that code we do not see may change. */
static void add_open_globals(Effects *fx)
{
    for (int i = 0; i < fx->p->places.n; i++) {
        const Place *place = fx->p->places.at[i];
        const Sym *v = place->sym;
        if (place->external || !v || !v->global || v->storage == ST_STATIC || is_const(v->type))
            continue;
        for (int c = 0; c < CLASSES; c++)
            bits_add(fx->writes, access_bit(i, c));
    }
}

/* Does this library function write through its k-th argument?  Printing functions do not through
 * what they print. */
static bool writes_argument(const Sym *f, const Expr *call, int k)
{
    Type *t = strip(call->kid[k]->type);
    int fixed = f ? strip(f->type)->params.n : 0;
    bool passive = f && is_passive_library(f);
    if (passive && k - ARGS >= fixed)
        return false;
    Type *object = t->base ? strip(t->base) : t;
    if (passive && object->kind == T_RECORD && object->tag->system)
        return false; /* a FILE */
    Type *param = f && k - ARGS < fixed ? strip(strip(f->type)->params.at[k - ARGS]) : t;
    return !is_const(param->kind == T_POINTER || param->kind == T_ARRAY ? param->base : param);
}

/* An allocator that the user named changes its own state, which holds no reals. */
static void own_effects(Effects *fx, const Expr *call)
{
    if (!callee_sym(call)->system)
        add_open_globals(fx);
    for (int i = ARGS; i < call->nkid; i++) {
        if (!is_pointer(decay(call->kid[i]->type)))
            continue;
        Bits places = pointees(fx->p, call->kid[i]);
        for (int k = bits_next(&places, 0); k >= 0; k = bits_next(&places, k + 1))
            for (int c = 0; c < CLASSES; c++) {
                bits_add(fx->reads, access_bit(k, c));
                if (c != CLASS_REAL)
                    bits_add(fx->writes, access_bit(k, c));
            }
    }
}

/* Fresh memory holds nothing; realloc() copies and frees.  It must not happen twice. */
static void allocation_effects(Effects *fx, const Expr *call)
{
    const Expr *to, *from;
    *fx->observable = true;
    if (memory_of_call(call) == MEM_OWN)
        own_effects(fx, call);
    if (!copies_block(call, &to, &from))
        return;
    Bits old = pointees(fx->p, from), all = pointees(fx->p, to);
    add_all_classes(fx, old, fx->reads);
    bits_union(&all, &old);
    add_all_classes(fx, all, fx->writes);
}

/* A call of a function without a body. */
static void library_effects(Effects *fx, const Expr *call)
{
    const Sym *f = callee_sym(call);
    if (f && (is_pure_library(f) || f->noreturn || starts_with(f->name, "__builtin_va_")))
        return;
    if (is_allocation(call)) {
        allocation_effects(fx, call);
        return;
    }
    *fx->observable |= !is_block_call(call) || memory_of_call(call) == MEM_FREE;
    bool only_arguments = f && (is_passive_library(f) || f->system || f->custom[ADJOINT]);
    if (!is_block_call(call) && !only_arguments)
        add_open_globals(fx);
    if (f && f->custom[ADJOINT])
        add_custom_globals(fx->p, call, fx->writes);
    for (int i = ARGS; i < call->nkid; i++) {
        Type *t = strip(call->kid[i]->type);
        if (t->kind != T_POINTER && t->kind != T_ARRAY)
            continue;
        Bits places = pointees(fx->p, call->kid[i]);
        add_all_classes(fx, places, fx->reads);
        if (writes_argument(f, call, i))
            add_all_classes(fx, places, fx->writes);
    }
}

Bits library_writes(Program *p, const Expr *call)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    Effects fx = {p, &reads, &writes, &observable};
    library_effects(&fx, call);
    return writes;
}

static Walk expr_effects(Expr *e, void *context)
{
    Effects *fx = context;
    if (e->kind == E_CALL) {
        Inst *f = inst_of_call(fx->p, e);
        if (f) {
            bits_union(fx->reads, &f->reads);
            bits_union(fx->writes, &f->writes);
            *fx->observable |= f->observable;
        } else {
            library_effects(fx, e);
        }
    }
    if (e->kind == E_ASSIGN) {
        Bits access = access_of(fx->p, e->kid[LHS]);
        bits_union(fx->writes, &access);
    }
    return WALK_ON;
}

static Walk stmt_effect(Stmt *s, void *context)
{
    Effects *fx = context;
    for (int i = 0; i < 2; i++)
        if (s->e[i])
            add_reads(fx->p, s->e[i], fx->reads);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (!v->init)
            continue;
        add_reads(fx->p, v->init, fx->reads);
        Bits access = access_of(fx->p, ref(v));
        bits_union(fx->writes, &access);
    }
    return WALK_ON;
}

void block_effects(Program *p, Block b, Bits *reads, Bits *writes, bool *observable)
{
    Effects fx = {p, reads, writes, observable};
    walk_block(b, stmt_effect, expr_effects, &fx);
}

void stmt_effects(Program *p, const Stmt *s, Bits *reads, Bits *writes, bool *observable)
{
    Stmt alone = *s;
    alone.next = NULL;
    block_effects(p, (Block){&alone, &alone}, reads, writes, observable);
}

/* Accesses of f's own variables that no pointer leads to are nobody else's business. */
static void drop_private(Program *p, const Inst *f, Bits *set)
{
    for (int i = bits_next(set, 0); i >= 0; i = bits_next(set, i + 1)) {
        const Place *place = p->places.at[i / CLASSES];
        if (place->exact && place->inst == f)
            bits_remove(set, i);
    }
}

void find_effects(Program *p)
{
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) { /* callees first, mostly */
            Inst *f = p->insts.at[i];
            Bits reads = {0}, writes = {0};
            bool observable = false;
            block_effects(p, f->body->body, &reads, &writes, &observable);
            bits_union(&p->written, &writes);
            drop_private(p, f, &reads);
            drop_private(p, f, &writes);
            grew |= bits_union(&f->reads, &reads) | bits_union(&f->writes, &writes);
            grew |= observable && !f->observable;
            f->observable |= observable;
        }
    }
}
