/* adjoint_memory.c - the heap and blocks of memory, forwards and backwards.
 *
 *     double *w = malloc(n);       ->      double *w = malloc(n);  double *w_b = calloc(1, n);
 *     free(w);                             adcc_free_later(w);
 *                                          adcc_unallocate(w, w_b, 1);             reverse sweep
 *
 *     memcpy(w, x, n);             ->      memcpy(w, x, n);
 *                                          adcc_move_back_double(w_b, x_b, n);     reverse sweep
 *
 * What f frees waits if the reverse sweep needs it: until the allocation is reversed, or until the
 * end if the storage may be the caller's.  A block that is overwritten goes on the tape whole.
 * realloc() is an allocation, a copy and a free.  The shadow of memory that holds pointers holds
 * their shadows; it is copied in the forward sweep.
 */
#include "reverse.h"
#include "tangent.h"

#include <string.h>

Memory memory_of_call(const Expr *call)
{
    Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    if (f && str_eq(f->name, "adcc_frame"))
        return MEM_MALLOC;
    return f && !f->inactive && !f->custom[ADJOINT] ? memory_kind(f) : MEM_NONE;
}

bool is_allocation(const Expr *call)
{
    Memory kind = memory_of_call(call);
    return kind == MEM_MALLOC || kind == MEM_ALIGNED || kind == MEM_CALLOC ||
           kind == MEM_REALLOC || kind == MEM_OWN;
}

bool is_block_call(const Expr *call)
{
    Memory kind = memory_of_call(call);
    return kind == MEM_COPY || kind == MEM_SET || kind == MEM_FREE;
}

bool copies_block(const Expr *call, const Expr **to, const Expr **from)
{
    Memory kind = memory_of_call(call);
    if (kind != MEM_COPY && kind != MEM_REALLOC)
        return false;
    *to = kind == MEM_COPY ? call->kid[ARGS] : call;
    *from = kind == MEM_COPY ? call->kid[ARGS + 1] : call->kid[ARGS];
    return true;
}

static Sym *runtime_function(const char *name, Type *result, int n, Type *a, Type *b, Type *c)
{
    return n == 1   ? library_function(NULL, name, "adcc_rt.h", result, 1, a)
           : n == 2 ? library_function(NULL, name, "adcc_rt.h", result, 2, a, b)
                    : library_function(NULL, name, "adcc_rt.h", result, 3, a, b, c);
}

/* ------------------------------------------------------------------ allocations */

static bool has_shadow(Adjoint *a, const Expr *pointer)
{
    return !a->f->inactive && leads_to_shadowed(a->p, pointer);
}

/* Does the reverse sweep need anything of what this pointer leads to after f has freed it? */
static bool waits(Adjoint *a, const Expr *pointer)
{
    Bits places = pointees(a->p, pointer);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        if (a->p->places.at[i]->waits)
            return true;
    return false;
}

/* May the caller see what was allocated when the root returns? */
bool may_escape(Program *p, const Place *heap)
{
    Bits seen = {0};
    for (int i = 0; i < p->places.n; i++) {
        const Place *place = p->places.at[i];
        if (place->external || (place->sym && place->sym->global) || place == p->root->result)
            bits_union(&seen, &place->points_to);
    }
    for (bool grew = true; grew && !bits_has(&seen, heap->id);) {
        grew = false;
        for (int i = bits_next(&seen, 0); i >= 0; i = bits_next(&seen, i + 1))
            grew |= bits_union(&seen, &p->places.at[i]->points_to);
    }
    return bits_has(&seen, heap->id);
}

static bool escapes(Adjoint *a, const Expr *pointer)
{
    Bits places = pointees(a->p, pointer);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        if (a->p->places.at[i]->kept ||
            (a->p->places.at[i]->heap && may_escape(a->p, a->p->places.at[i])))
            return true;
    return false;
}

static bool is_visible(const Place *place)
{
    return place->external || (place->sym && place->sym->global);
}

/* What is restored where the caller may see it is put back at the end: it must still be there. */
static Walk note_kept(Stmt *s, void *context)
{
    Adjoint *a = context;
    bool declares = s->kind == S_DECL && s->decls.n && s->decls.at[0]->init;
    if (s->kind != S_EXPR && !declares)
        return WALK_ON;
    Expr *e = declares ? s->decls.at[0]->init : s->e[0];
    Expr *call = call_in(a->p, e->kind == E_ASSIGN ? e->kid[RHS] : e);
    bool custom = call && custom_adjoint(call);
    Bits places = {0};
    if (custom)
        places = custom_restored(a, call, plan_of(a, s));
    else if (!plan_of(a, s)->save || declares)
        return WALK_ON;
    else if (e->kind == E_ASSIGN)
        places = places_of(a->p, e->kid[LHS]);
    else if (call && call->nkid > ARGS)
        places = pointees(a->p, call->kid[ARGS]);
    bool visible = false;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        visible |= is_visible(a->p->places.at[i]);
    for (int i = bits_next(&places, 0); visible && i >= 0; i = bits_next(&places, i + 1)) {
        Place *place = a->p->places.at[i];
        place->kept |= place->heap;
        place->hidden |= place->inst && place->sym && !place->exact;
        if (place->hidden && place->sym->kind == SYM_PARAM)
            error_at(s->loc, "'%s' may be the parameter '%s' of another function, or storage of "
                             "the caller; copy the parameter to a variable",
                     expr_str(e), place->sym->name);
    }
    return WALK_ON;
}

/* After planning: which allocations must last until the end. */
void find_kept_memory(Adjoint *a)
{
    walk_block(a->f->body->body, note_kept, NULL, a);
}

static Stmt *unallocate(Adjoint *a, Sym *v)
{
    Type *p = pointer_to(type_void);
    Sym *f = runtime_function("adcc_unallocate", type_void, 3, p, p, type_int);
    Expr *shadow = has_shadow(a, ref(v)) ? ref(shadow_sym(a, v)) : int_const(0);
    return expr_stmt(call_n(f, 3, ref(v), shadow, int_const(!escapes(a, ref(v)))));
}

static Expr *old_block(const Expr *call)
{
    return call->kid[ARGS];
}

/* The type of the elements behind the pointers; NULL, after an error, if that cannot be told.
 * checks: what that rests on, NULL if it is known. */
static Type *element_of(Adjoint *a, const Expr *call, const Expr *one, const Expr *other,
                        Block *checks)
{
    Type *t = strip(strip(decay(one->type))->base);
    bool doubtful = false;
    if (other && (t->kind == T_VOID || class_of(t) == CLASS_OTHER))
        t = strip(strip(decay(other->type))->base);
    t = strip(element_type(t));
    bool unknown = t->kind == T_VOID || (class_of(t) == CLASS_OTHER && t->kind != T_RECORD);
    if (unknown)
        t = held_reals(a->p, one, other, &doubtful);
    if (!t)
        error_at(call->loc, "'%s' moves storage that carries derivatives, and adcc cannot tell of "
                            "what type; use pointers to that type", expr_str(call->kid[CALLEE]));
    if (t && doubtful && checks)
        check_buffers(call, t, checks);
    return t;
}

/* A shadow that is a pointer to bytes or rows, as what it leads to is used. */
static Expr *as_pointer_to(Type *t, Expr *shadow)
{
    Type *to = strip(strip(decay(shadow->type))->base), *base = strip(element_type(to));
    bool other = (class_of(base) == CLASS_OTHER && base->kind != T_VOID) || to->kind == T_ARRAY;
    return other ? cast(pointer_to(unqualified(t)), shadow) : shadow;
}

static bool may_overlap(const Expr *copy)
{
    return !strstr(callee_sym(copy)->name, "memcpy");
}

/* from_b += to_b;  to_b = 0;  for the reals in 'bytes' bytes */
static void move_back(Adjoint *a, const Expr *call, Type *t, Expr *to_b, Expr *from_b, Expr *bytes,
                      Block *out)
{
    if (t->kind == T_RECORD) {
        bool overlap = memory_of_call(call) == MEM_COPY && may_overlap(call);
        to_b->loc = from_b->loc = call->loc;
        move_records_back(a, t, to_b, from_b, bytes, overlap, out);
        return;
    }
    if (is_complex(t)) { /* pairs of reals */
        t = strip(t->base);
        to_b = cast(pointer_to(t), to_b);
        from_b = cast(pointer_to(t), from_b);
    }
    const char *name = tape_name(t);
    if (!name || !is_real_floating(t)) {
        error_at(call->loc, "'%s' moves '%s', which is not differentiated yet; use a loop",
                 expr_str(call->kid[CALLEE]), type_str(t));
        return;
    }
    Type *p = pointer_to(t);
    to_b = as_pointer_to(t, to_b);
    from_b = as_pointer_to(t, from_b);
    const char *verb = memory_of_call(call) == MEM_REALLOC ? "grow" : "move";
    Sym *f = runtime_function(fmt("adcc_%s_back_%s", verb, name), type_void, 3, p, p, type_ulong);
    add_stmt(out, expr_stmt(call_n(f, 3, to_b, from_b, bytes)));
}

/* Is realloc(q, n) taken apart? */
static bool is_taken_apart(Adjoint *a, const Expr *call)
{
    return memory_of_call(call) == MEM_REALLOC &&
           (has_shadow(a, call) || has_shadow(a, old_block(call)) || waits(a, old_block(call)));
}

/* Has the reverse sweep anything to do with what v = call allocates?  If not, v may be long
 * freed where the sweep could save it. */
static bool is_reversed(Adjoint *a, Sym *v, const Expr *call)
{
    return has_shadow(a, ref(v)) || waits(a, ref(v)) || is_taken_apart(a, call);
}

/* T *v = malloc(n);  again whenever more of what f frees is known to wait. */
void plan_allocation(Adjoint *a, Sym *v, const Expr *call, Plan *plan)
{
    if (!is_reversed(a, v, call))
        return;
    for (int i = ARGS; is_taken_apart(a, call) && i < call->nkid; i++)
        add_reads(a->p, call->kid[i], &plan->rev_reads);
    if (!a->f->inactive)
        add_reads(a->p, ref(v), &plan->rev_reads);
}

/* Reverse: what was copied goes back to the adjoints of the old block. */
static void reverse_realloc(Adjoint *a, Sym *v, const Expr *call, Sweep *s)
{
    Expr *old = old_block(call);
    Sym *pop = library_function(NULL, "adcc_realloc_size", "adcc_rt.h", type_ulong, 0);
    Expr *bytes = call_n(pop, 0);
    Type *t = has_shadow(a, call) ? element_of(a, call, ref(v), skip_casts(old), NULL) : NULL;
    Block back = {0};
    if (!t || !holds_reals(t) || !has_shadow(a, old)) {
        add_stmt(&back, expr_stmt(bytes));
    } else {
        if (t->kind == T_RECORD) {
            refuse_stretched(call, t, call->kid[ARGS + 1]);
            Sym *copied = new_local(a, "copied", type_ulong);
            add_stmt(&back, decl_stmt(copied, bytes));
            bytes = flexible_member(t) ? ref(copied)
                    : mul(divide(ref(copied), int_const(t->size)), int_const(t->size));
        }
        move_back(a, call, t, ref(shadow_sym(a, v)), shadow_pointer(a, old), bytes, &back);
    }
    s->rev = join(back, s->rev);
}

static void sweep_realloc(Adjoint *a, Sym *v, Expr *call, Sweep *s)
{
    Type *p = pointer_to(type_void);
    if (!is_taken_apart(a, call))
        return;
    a->p->waits = true;
    reverse_realloc(a, v, call, s);
    Expr *old = old_block(call), *bytes = call->kid[ARGS + 1];
    *call = *call_n(runtime_function("adcc_realloc", p, 2, p, type_ulong, NULL), 2, old, bytes);
}

/* The zeroed shadow of an allocation; realloc() moves shadow pointers into it. */
static Expr *shadow_allocation(Adjoint *a, const Sym *v, const Expr *call, Memory kind)
{
    if (kind == MEM_CALLOC)
        return copy(call);
    Type *p = pointer_to(type_void);
    if (kind == MEM_REALLOC && has_shadow(a, old_block(call)) &&
        has_pointers(strip(decay(v->type))->base))
        return call_n(runtime_function("adcc_realloc_shadow", p, 2, p, type_ulong, NULL), 2,
                      shadow_pointer(a, old_block(call)), copy(call->kid[ARGS + 1]));
    Expr *bytes = allocated_bytes(call);
    Sym *zeroed = library_function(NULL, "calloc", "stdlib.h", pointer_to(type_void), 2, type_ulong,
                                   type_ulong);
    return call_n(zeroed, 2, int_const(1), bytes);
}

/* The declaration of v with an allocation as its value. */
Sweep sweep_allocation(Adjoint *a, Stmt *st, Expr *call)
{
    Sym *v = st->decls.at[0];
    Memory kind = memory_of_call(call);
    Sweep s = {{0}, {0}};
    bool shadowed = has_shadow(a, ref(v));
    if (is_reversed(a, v, call) && !a->f->inactive)
        add_stmt(&s.rev, unallocate(a, v));
    Expr *shadow = shadowed ? shadow_allocation(a, v, call, kind) : NULL;
    if (kind == MEM_REALLOC)
        sweep_realloc(a, v, call, &s);
    add_stmt(&s.fwd, st);
    if (kind == MEM_OWN && !is_empty(s.rev)) {
        a->p->waits = true;
        add_stmt(&s.fwd, note_own_block(v, call));
    }
    name_block(a, v, call, &s.fwd);
    if (shadowed)
        add_stmt(&s.fwd, decl_stmt(shadow_sym(a, v), shadow));
    return s;
}

/* ------------------------------------------------------------------ blocks */

enum { TO = ARGS, FROM, BYTES }; /* arguments of memcpy; FROM of memset is the byte */

/* The bytes of memset(v, 0, sizeof v) as sizeof v_b: the reverse sweep may have no v. */
static Expr *bytes_of_shadow(Adjoint *a, const Expr *to, const Expr *call)
{
    Expr *bytes = skip_conv(call->kid[BYTES]);
    Sym *v = ref_sym(to);
    bool whole = v && is_array(v->type) && bytes->kind == E_UNARY && bytes->op == OP_SIZEOF &&
                 bytes->nkid && ref_sym(bytes->kid[0]) == v;
    return whole && is_array(shadow_sym(a, v)->type) ? unary(OP_SIZEOF, ref(shadow_sym(a, v)))
                                                     : copy(call->kid[BYTES]);
}

/* The adjoints of what is overwritten by a block without any become zero. */
static void clear_adjoints(Adjoint *a, Type *t, const Expr *to, const Expr *call, Block *out)
{
    if (t->kind == T_RECORD && has_pointers(t))
        clear_records(a, t, shadow_pointer(a, to), copy(call->kid[BYTES]), out);
    else
        add_stmt(out, clear_bytes(shadow_pointer(a, to), bytes_of_shadow(a, to, call)));
}

static void plan_copy(Adjoint *a, Expr *call, Plan *plan)
{
    Expr *to = skip_casts(call->kid[TO]), *from = skip_casts(call->kid[FROM]);
    if (!has_shadow(a, to))
        return;
    bool integers = leads_to_integers(from->type) && !leads_to_bytes(from->type);
    if (integers && leads_to_bytes(to->type) && !may_hold_pointers(a->p, to)) {
        if (check_block(a->f->body, call, type_char, false, &plan->checks))
            clear_adjoints(a, type_char, to, call, &plan->rev);
        return;
    }
    Type *t = element_of(a, call, to, from, &plan->checks);
    if (!t)
        return;
    Type *other = strip(element_type(strip(decay(from->type))->base));
    if (other->kind != T_VOID && class_of(other) != CLASS_OTHER && !same_type(t, other)) {
        error_at(call->loc, "'%s' copies '%s' to '%s', which is not differentiated; use a loop",
                 expr_str(call->kid[CALLEE]), type_str(unqualified(other)),
                 type_str(unqualified(t)));
        return;
    }
    if (!check_block(a->f->body, call, t, t->kind == T_RECORD, &plan->checks) || !holds_reals(t))
        return; /* pointers: their shadows move forward */
    if (has_shadow(a, from))
        move_back(a, call, t, shadow_pointer(a, to), shadow_pointer(a, from),
                  copy(call->kid[BYTES]), &plan->rev);
    else
        clear_adjoints(a, t, to, call, &plan->rev);
}

/* memset(p, 0, bytes) */
Stmt *clear_bytes(Expr *p, Expr *bytes)
{
    Type *t = pointer_to(type_void);
    Sym *f = library_function(NULL, "memset", "string.h", t, 3, t, type_int, type_ulong);
    return expr_stmt(call_n(f, 3, p, int_const(0), bytes));
}

static void plan_set(Adjoint *a, Expr *call, Plan *plan)
{
    Expr *to = skip_casts(call->kid[TO]);
    if (!has_shadow(a, to))
        return;
    Expr *byte = skip_conv(call->kid[FROM]);
    Type *t = element_of(a, call, to, NULL, &plan->checks);
    if (!byte->has_value || byte->value != 0)
        error_at(call->loc, "'%s' of storage that carries derivatives to bytes other than zero; "
                            "assign the elements", expr_str(call->kid[CALLEE]));
    else if (t && check_block(a->f->body, call, t, has_pointers(t), &plan->checks) &&
             holds_reals(t))
        clear_adjoints(a, t, to, call, &plan->rev);
}

/* memcpy(...), memset(...), free(p) as a statement */
void plan_block_call(Adjoint *a, Expr *call, Plan *plan)
{
    Memory kind = memory_of_call(call);
    plan->writes = library_writes(a->p, call);
    if (kind == MEM_FREE)
        return;
    for (int i = ARGS; i < call->nkid; i++)
        add_reads(a->p, call->kid[i], &plan->rev_reads);
    if (kind == MEM_COPY)
        plan_copy(a, call, plan);
    else
        plan_set(a, call, plan);
}

/* After planning a free: must it wait?  True if that is news. */
bool settle_free(Adjoint *a, Expr *call, bool needed)
{
    bool news = false;
    Memory kind = memory_of_call(call);
    if (kind != MEM_FREE && kind != MEM_REALLOC)
        return false;
    Expr *block = *freed_block(call);
    if (!needed && !has_shadow(a, block))
        return false;
    Bits places = pointees(a->p, block);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        news |= !a->p->places.at[i]->waits;
        a->p->places.at[i]->waits = true;
    }
    return news;
}

/* A free() that the function cannot leave to its primal. */
bool waits_to_be_freed(Adjoint *a, const Expr *call)
{
    return memory_of_call(call) == MEM_FREE && waits(a, *freed_block((Expr *)call));
}

static Sweep sweep_free(Adjoint *a, Stmt *st, Expr *call)
{
    Sweep s = {{0}, {0}};
    if (waits(a, *freed_block(call))) {
        a->p->waits = true;
        st->e[0] = freed_later(call);
    }
    add_stmt(&s.fwd, st);
    return s;
}

Stmt *tape_bytes(const char *name, Expr *p, Expr *bytes)
{
    Type *t = pointer_to(type_void);
    Sym *f = runtime_function(name, type_void, 2, t, type_ulong, NULL);
    return expr_stmt(call_n(f, 2, p, bytes));
}

/* Pointers in what is copied or cleared: their shadows move, and are saved with them. */
static void move_shadow_block(Adjoint *a, Expr *call, bool save, Sweep *s)
{
    Expr *to = skip_casts(call->kid[TO]), *from = skip_casts(call->kid[FROM]);
    bool copies = memory_of_call(call) == MEM_COPY;
    if (!has_shadow(a, to))
        return;
    Type *t = element_of(a, call, to, copies ? from : NULL, NULL);
    if (t && t->kind == T_RECORD && has_pointers(t)) {
        bool overlap = copies && may_overlap(call);
        move_pointers_in_records(a, t, to, copies && has_shadow(a, from) ? from : NULL,
                                 call->kid[BYTES], overlap, save, s);
        return;
    }
    if (!t || t->kind != T_POINTER)
        return;
    Expr *to_b = shadow_pointer(a, to);
    if (save) {
        add_stmt(&s->fwd, tape_bytes("adcc_push_bytes", copy(to_b), copy(call->kid[BYTES])));
        s->rev = join(block_of(tape_bytes("adcc_pop_bytes", copy(to_b), copy(call->kid[BYTES]))),
                      s->rev);
    }
    Expr *moved = copy(call);
    moved->kid[TO] = to_b;
    if (memory_of_call(call) == MEM_COPY && has_shadow(a, from))
        moved->kid[FROM] = shadow_pointer(a, from);
    add_stmt(&s->fwd, memory_of_call(call) == MEM_COPY && !has_shadow(a, from)
                          ? clear_bytes(to_b, copy(call->kid[BYTES]))
                          : expr_stmt(moved));
}

Sweep sweep_block_call(Adjoint *a, Stmt *st, Expr *call)
{
    Plan *plan = plan_of(a, st);
    if (memory_of_call(call) == MEM_FREE)
        return sweep_free(a, st, call);
    Sweep s = {plan->checks, plan->rev};
    if (plan->save) {
        Expr *to = call->kid[TO], *bytes = call->kid[BYTES];
        Block back = {0};
        if (keeps_bytes(a, pointees(a->p, to)))
            add_stmt(&back, tape_bytes("adcc_keep", copy(to), copy(bytes)));
        add_stmt(&s.fwd, tape_bytes("adcc_push_bytes", copy(to), copy(bytes)));
        add_stmt(&back, tape_bytes("adcc_pop_bytes", copy(to), copy(bytes)));
        s.rev = join(back, s.rev);
    }
    move_shadow_block(a, call, plan->save, &s);
    add_stmt(&s.fwd, st);
    return s;
}

/* ------------------------------------------------------------------ the root */

/* Frees at the end of body what waits then; 'mark' is declared at its beginning. */
void free_rest(Adjoint *a, Block *body, Block *end)
{
    if (!a->p->waits || a->f != a->p->root)
        return;
    Sym *mark = new_local(a, "waiting", type_ulong);
    Sym *begin = library_function(NULL, "adcc_free_begin", "adcc_rt.h", type_ulong, 0);
    *body = join(block_of(decl_stmt(mark, call_n(begin, 0))), *body);
    add_stmt(end, expr_stmt(call_n(
                      runtime_function("adcc_free_rest", type_void, 1, type_ulong, NULL, NULL), 1,
                      ref(mark))));
}
