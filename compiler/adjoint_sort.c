/* adjoint_sort.c - qsort forwards and backwards.
 *
 *     qsort(x, n, sizeof *x, compare);      ->      adcc_sort(x, NULL, n, sizeof *x, compare);
 *                                                   adcc_unsort(x, x_b, 1);       reverse sweep
 *
 * The runtime keeps the permutation on the tape and undoes it: adjoints go back to where their
 * elements came from, and so do the elements if the reverse sweep needs them as they were.  Where
 * the elements are pointers to storage with derivatives, their shadows are sorted along.  The
 * comparison itself has no derivative; it may not change anything.
 */
#include "reverse.h"
#include "targets.h"

bool is_sort(const Expr *call)
{
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    return f && !f->func && !f->defined && str_eq(f->name, "qsort") && call->nkid == ARGS + 4;
}

enum { SORTED = ARGS, COUNT, SIZE, COMPARE }; /* arguments of qsort */

/* ------------------------------------------------------------ what is sorted */

typedef struct Elements {
    bool reals;    /* with derivatives */
    bool pointers; /* to such */
} Elements;

static bool leads_to_reals(Type *t)
{
    t = strip(element_type(t));
    if (t->kind == T_POINTER)
        return strip(t->base)->kind == T_VOID || carries_reals(t->base);
    for (int i = 0; t->kind == T_RECORD && i < t->tag->fields.n; i++)
        if (leads_to_reals(t->tag->fields.at[i]->type))
            return true;
    return false;
}

/* What the pointer says it sorts; NULL if that has another size, as void and bytes have. */
static Type *named_elements(const Expr *call)
{
    Type *t = strip(decay(skip_casts(call->kid[SORTED])->type));
    const Expr *size = skip_conv(call->kid[SIZE]);
    bool whole = t->kind == T_POINTER && size->has_value && size->value > 1 &&
                 strip(t->base)->size == size->value;
    return whole ? t->base : NULL;
}

/* The type of what lies at the place; NULL if it is not known.  Fresh memory has none of its own:
   there the pointer's word counts. */
static Type *stored_type(const Place *place, const Expr *call)
{
    Type *t = place->sym ? strip(decay(place->sym->type)) : NULL;
    if (!t)
        return named_elements(call);
    return !place->external ? place->sym->type : t->kind == T_POINTER ? t->base : NULL;
}

static Elements elements_of(Adjoint *a, const Expr *call)
{
    Elements e = {false, false};
    Bits places = pointees(a->p, call->kid[SORTED]);
    for (int i = bits_next(&places, 0); !a->f->inactive && i >= 0; i = bits_next(&places, i + 1)) {
        const Place *place = a->p->places.at[i];
        Type *t = stored_type(place, call);
        e.reals |= bits_has(&a->p->shadowed, i) && (!t || holds_reals(t));
        e.pointers |= (!t || leads_to_reals(t)) && reaches_shadowed(a->p, place->points_to);
    }
    return e;
}

/* ------------------------------------------------------------ the comparison */

typedef struct Comparison {
    Program *p;
    Map seen; /* functions */
    Loc bad;
} Comparison;

static bool is_own(const Expr *lvalue)
{
    while (lvalue->kind == E_INDEX || (lvalue->kind == E_MEMBER && !lvalue->arrow)) {
        lvalue = skip_conv(lvalue->kid[0]);
        if (is_pointer(lvalue->type))
            return false;
    }
    const Sym *v = ref_sym(lvalue);
    return v && !v->global && v->storage != ST_STATIC;
}

static Walk find_change(Expr *e, void *context)
{
    Comparison *c = context;
    bool steps = e->kind == E_UNARY && (e->op == OP_PREINC || e->op == OP_PREDEC ||
                                        e->op == OP_POSTINC || e->op == OP_POSTDEC);
    bool changes = (steps || e->kind == E_ASSIGN) && !is_own(skip_conv(e->kid[0]));
    Func *f = e->kind == E_CALL ? callee_of(e) : NULL;
    if (f && !map_has(&c->seen, f)) {
        map_set(&c->seen, f, f);
        changes |= !walk_block(f->body, NULL, find_change, c);
    }
    if (changes && !c->bad.file)
        c->bad = e->loc;
    return changes ? WALK_STOP : WALK_ON;
}

void check_comparison(Adjoint *a, const Expr *call)
{
    Comparison c = {.p = a->p};
    Expr *compare = call->kid[call->nkid - 1];
    Sym *named = function_name(compare);
    Syms all = {0};
    find_pointed(a->p->units, &all);
    for (int i = 0; i < all.n; i++) {
        Sym *f = all.at[i];
        bool may_be = named ? f == named
                            : same_type(f->type, strip(decay(compare->type))->base);
        if (!may_be || !f->func || walk_block(f->func->body, NULL, find_change, &c))
            continue;
        error_at(call->loc, "'%s' changes more than its own variables while '%s' runs, which is "
                            "not differentiated; let it compare and no more",
                 f->name, callee_sym(call)->name);
        note_at(c.bad, "it is changed here");
        return;
    }
}

/* ------------------------------------------------------------ both sweeps */

/* adcc_unsort(x, x_b, keep) */
static Stmt *unsort(Adjoint *a, const Expr *call, bool restore, bool keep, bool with_shadow)
{
    Type *p = pointer_to(type_void);
    Sym *f = library_function(NULL, "adcc_unsort", "adcc_rt.h", type_void, 3, p, p, type_int);
    Expr *x = restore ? clone_expr(skip_conv(call->kid[SORTED]), NULL) : int_const(0);
    Expr *x_b = with_shadow ? shadow_pointer(a, call->kid[SORTED]) : int_const(0);
    return expr_stmt(call_n(f, 3, x, x_b, int_const(keep)));
}

void plan_sort(Adjoint *a, Expr *call, Plan *plan)
{
    Elements e = elements_of(a, call);
    check_comparison(a, call);
    if (e.reals && e.pointers)
        error_at(call->loc, "'%s' sorts elements that hold reals with derivatives as well as "
                            "pointers to some; sort an array of indices or pointers",
                 expr_str(call));
    Type *t = strip(decay(skip_casts(call->kid[SORTED])->type));
    if (e.reals && t->kind == T_POINTER)
        check_block(a->f->body, call, t->base, false, &plan->checks);
    add_reads(a->p, call->kid[SORTED], &plan->rev_reads);
    plan->writes = library_writes(a->p, call);
    if (e.reals || e.pointers)
        add_stmt(&plan->rev, unsort(a, call, false, false, true));
}

Sweep sweep_sort(Adjoint *a, Stmt *st, Expr *call)
{
    Plan *plan = plan_of(a, st);
    Sweep s = {plan->checks, {0}};
    Elements e = elements_of(a, call);
    bool with_shadow = e.reals || e.pointers;
    if (plan->save || with_shadow) {
        Type *p = pointer_to(type_void);
        Sym *f = library_function(NULL, "adcc_sort", "adcc_rt.h", type_void, 5, p, p, type_ulong,
                                  type_ulong, decay(call->kid[COMPARE]->type));
        Expr *x = clone_expr(skip_conv(call->kid[SORTED]), NULL);
        Expr *x_b = e.pointers ? shadow_pointer(a, call->kid[SORTED]) : int_const(0);
        bool keep = plan->save && keeps_bytes(a, pointees(a->p, call->kid[SORTED]));
        s.rev = block_of(unsort(a, call, plan->save, keep, with_shadow));
        st->e[0] = call_n(f, 5, x, x_b, call->kid[COUNT], call->kid[SIZE], call->kid[COMPARE]);
    }
    add_stmt(&s.fwd, st);
    return s;
}
