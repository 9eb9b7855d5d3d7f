/* context.c - what one call may touch, of all that its callee touches in some call.
 *
 *     transform(n, xr, xi);  transform(n, fr, fi);      of transform we know: it writes xr, xi, fr
 *                                                       and fi; its first call leaves fr and fi
 *
 * The analyses look at a function once for all its calls.  Where a call meets its caller, the sets
 * are narrowed to what the callee can get at: through its arguments, through variables of file
 * scope, and the memory that it allocates itself.
 */
#include "reverse.h"

/* The memory that a function allocates, or one that it calls. */
typedef struct Allocations {
    Program *p;
    Bits places, callees;
} Allocations;

static Walk find_allocation(Expr *e, void *context)
{
    Allocations *found = context;
    const Inst *f = e->kind == E_CALL ? inst_of_call(found->p, e) : NULL;
    if (is_allocation(e)) {
        Bits places = pointees(found->p, e);
        bits_union(&found->places, &places);
    }
    if (f)
        bits_add(&found->callees, f->index);
    return WALK_ON;
}

/* Storage that a function cannot get at unless a pointer leads there. */
static bool is_private(const Place *place)
{
    bool local = place->sym && place->inst && !place->sym->global &&
                 place->sym->storage != ST_STATIC;
    return !place->unknown && (local || place->heap || place->external);
}

/* Adds what the pointers in these places lead to, and what may be the same. */
void follow_places(Program *p, Bits *places)
{
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = bits_next(places, 0); i >= 0; i = bits_next(places, i + 1)) {
            grew |= bits_union(places, &p->places.at[i]->points_to);
            for (int k = 0; k < p->places.n && p->places.at[i]->external; k++)
                grew |= may_alias(p->places.at[i], p->places.at[k]) && bits_add(places, k);
        }
    }
}

/* What any function may get at. */
static void find_open_places(Program *p)
{
    p->scopes = (Map){0};
    p->in_every_scope = (Bits){0};
    for (int i = 0; i < p->places.n; i++)
        if (!is_private(p->places.at[i]))
            bits_add(&p->in_every_scope, i);
    follow_places(p, &p->in_every_scope);
}

/* Fills Inst.callees and allocates; what was found of calls is forgotten. */
void find_scopes(Program *p)
{
    for (int i = 0; i < p->insts.n; i++) {
        Allocations found = {.p = p};
        walk_block(p->insts.at[i]->body->body, NULL, find_allocation, &found);
        p->insts.at[i]->allocates = found.places;
        p->insts.at[i]->callees = found.callees;
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) {
            const Bits *callees = &p->insts.at[i]->callees;
            for (int k = bits_next(callees, 0); k >= 0; k = bits_next(callees, k + 1))
                grew |= bits_union(&p->insts.at[i]->allocates, &p->insts.at[k]->allocates);
        }
    }
    find_open_places(p);
}

/* The private places that the arguments of a call lead to. */
static const Bits *behind_arguments(Program *p, const Expr *call)
{
    Bits *places = map_get(&p->scopes, call);
    if (places)
        return places;
    places = new (Bits);
    for (int i = ARGS; i < call->nkid; i++) {
        Bits behind = pointers_of_value(p, call->kid[i]);
        bits_union(places, &behind);
    }
    follow_places(p, places);
    map_set(&p->scopes, call, places);
    return places;
}

/* Of these accesses those that a call of a function with a body may make. */
Bits within_call(Program *p, const Expr *call, const Bits *accesses)
{
    Bits result = {0};
    const Inst *f = inst_of_call(p, call);
    const Bits *behind = behind_arguments(p, call);
    for (int i = bits_next(accesses, 0); i >= 0; i = bits_next(accesses, i + 1)) {
        int place = i / CLASSES;
        if (options.no_tbr || bits_has(behind, place) || bits_has(&f->allocates, place) ||
            bits_has(&p->in_every_scope, place) || !is_private(p->places.at[place]))
            bits_add(&result, i);
    }
    return result;
}
