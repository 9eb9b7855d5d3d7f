/* restrict.c - pointer parameters of derivative functions that lead to storage of their own.
 *
 *     linear(n, x, w, y);  linear(n, y, w, z);        in linear_rev: double *restrict x_b, ...
 *
 * In every call of linear what w leads to is reached through no other argument, nor through a
 * variable of file scope; then this holds for the shadow too.  C compilers may keep values in
 * registers and vectorise loops accordingly.  A pointer that the reverse sweep takes from the tape
 * is not derived from the parameter: parameters that lead to the same storage stay as they are.
 * Where a function calls itself, what it hands on is derived from its own parameter, and other
 * storage stays other storage.
 */
#include "reverse.h"

/* Do these arguments never lead to the same storage, nor to more than one object? */
static bool are_args_apart(Program *p, const Inst *f, int i, int k)
{
    const Syms *params = &f->body->params;
    if (i - ARGS >= params->n || k - ARGS >= params->n)
        return false;
    Type *t = strip(params->at[k - ARGS]->type);
    return t->kind == T_POINTER && !has_pointers(t->base) &&
           lead_apart(p, params->at[i - ARGS], params->at[k - ARGS]);
}

/* Everything that a call of f reaches without this argument, but for what is surely apart. */
static Bits reached_otherwise(Program *p, const Inst *f, const Expr *call, int without)
{
    Bits places = {0};
    for (int i = ARGS; i < call->nkid; i++) {
        if (i == without || are_args_apart(p, f, without, i))
            continue;
        const Expr *arg = skip_conv(call->kid[i]);
        Bits behind = pointers_of_value(p, call->kid[i]);
        bits_union(&places, &behind);
        if (is_lvalue(arg) && !is_array(arg->type)) { /* the address of its shadow is passed */
            Bits own = places_of(p, arg);
            bits_union(&places, &own);
        }
    }
    follow_places(p, &places);
    bits_union(&places, &p->in_every_scope);
    return places;
}

static Walk check_call(Expr *e, void *context)
{
    Program *p = context;
    Inst *f = e->kind == E_CALL ? inst_of_call(p, e) : NULL;
    if (!f)
        return WALK_ON;
    for (int i = bits_next(&f->apart, 0); i >= 0; i = bits_next(&f->apart, i + 1)) {
        Bits mine = {0};
        if (ARGS + i < e->nkid) {
            Bits others = reached_otherwise(p, f, e, ARGS + i);
            mine = pointees(p, e->kid[ARGS + i]);
            if (!bits_meet(&mine, &others) && !bits_empty(&mine))
                continue;
        }
        bits_remove(&f->apart, i);
    }
    return WALK_ON;
}

static void add_contents(Program *p, const Expr *lvalue, Bits *leads)
{
    Bits places = pointers_in(p, lvalue);
    bits_union(leads, &places);
}

/* Where pointers lead that a function takes from the tape. */
typedef struct Popped {
    Adjoint *a;
    Bits leads;
    bool runs; /* a loop in runs takes what it changed */
} Popped;

static Walk find_popped(Stmt *s, void *context)
{
    Popped *popped = context;
    const Plan *plan = plan_of(popped->a, s);
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && plan->save && !plan->inverse)
        add_contents(popped->a->p, s->e[0]->kid[LHS], &popped->leads);
    const Expr *call = s->kind == S_EXPR ? call_in(popped->a->p, s->e[0]) : NULL;
    if (is_block_call(call) && plan->save && call->nkid > ARGS) { /* records, perhaps */
        Bits places = pointees(popped->a->p, call->kid[ARGS]);
        for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
            bits_union(&popped->leads, &popped->a->p->places.at[i]->points_to);
    }
    if (s->kind == S_DECL && s->decls.n == 1 && plan->keep_at_end)
        add_contents(popped->a->p, ref(s->decls.at[0]), &popped->leads);
    popped->runs |= plan->runs;
    return WALK_ON;
}

/* The same of each function, with those that it calls. */
static Popped *popped_by_all(Program *p, Map *adjoints)
{
    Popped *popped = new_array(Popped, p->insts.n);
    for (int i = 0; i < p->insts.n; i++) {
        popped[i].a = map_get(adjoints, p->insts.at[i]);
        walk_block(p->insts.at[i]->body->body, find_popped, NULL, &popped[i]);
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) {
            const Bits *callees = &p->insts.at[i]->callees;
            for (int k = bits_next(callees, 0); k >= 0; k = bits_next(callees, k + 1)) {
                grew |= bits_union(&popped[i].leads, &popped[k].leads);
                grew |= popped[k].runs && !popped[i].runs;
                popped[i].runs |= popped[k].runs;
            }
        }
    }
    return popped;
}

static void drop_popped(Program *p, const Popped *popped)
{
    Inst *f = popped->a->f;
    for (int i = bits_next(&f->apart, 0); i >= 0; i = bits_next(&f->apart, i + 1)) {
        Bits mine = place_of(p, f->body->params.at[i])->points_to;
        if (popped->runs || bits_meet(&mine, &popped->leads))
            bits_remove(&f->apart, i);
    }
}

/* Fills Inst.apart; needs: plans that are final. */
void find_restrict(Program *p, Map *adjoints)
{
    for (int i = 1; i < p->insts.n && !options.no_restrict; i++) {
        const Syms *params = &p->insts.at[i]->body->params;
        for (int k = 0; k < params->n; k++) {
            Type *t = strip(params->at[k]->type);
            if (t->kind == T_POINTER && !has_pointers(t->base) && holds_reals(t->base))
                bits_add(&p->insts.at[i]->apart, k);
        }
    }
    const Popped *popped = popped_by_all(p, adjoints);
    for (int i = 0; i < p->insts.n; i++) {
        walk_block(p->insts.at[i]->body->body, NULL, check_call, p);
        drop_popped(p, &popped[i]);
    }
}

/* Marks the parameters of a derivative of f that lead to storage of their own. */
void mark_restrict(Adjoint *a)
{
    const Bits *apart = &a->f->apart;
    for (int i = bits_next(apart, 0); i >= 0; i = bits_next(apart, i + 1)) {
        Sym *v = a->f->body->params.at[i], *v_b = a->companions.at[i];
        v->type = qualified(v->type, Q_RESTRICT);
        if (v_b && is_pointer(v_b->type))
            v_b->type = qualified(v_b->type, Q_RESTRICT);
    }
}
