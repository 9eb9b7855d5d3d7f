/* pin.c - pointers that the reverse sweep gets back must not lead to variables that have moved.
 *
 *     for (...) { double w[3], *p = c ? w : u;  ...  p = w + 1; ... }      p goes on the tape and
 * may lead to w
 *
 * A variable of a block is another object in the reverse sweep, and so is every local of a function
 * whose two sweeps are two functions.  Where a saved pointer may lead to such a variable, a
 * variable of an inner block is declared at the top of its function instead; what cannot be moved
 * gets storage of its own (frame.c).
 */
#include "reverse.h"

typedef struct Pin {
    Adjoint *a;
    Bits leads; /* places that saved pointers may lead to */
} Pin;

/* Both sweeps of a function that runs again are in one call: only its own variables move. */
static void add_targets(Pin *pin, Bits places)
{
    const Adjoint *a = pin->a;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        const Bits *to = &a->p->places.at[i]->points_to;
        for (int k = bits_next(to, 0); k >= 0; k = bits_next(to, k + 1))
            if (!a->f->joint || a->p->places.at[k]->inst == a->f)
                bits_add(&pin->leads, k);
    }
}

/* What a saved pointer leads to may itself hold pointers, which the reverse sweep finds there. */
static void add_what_they_hold(Program *p, Bits *leads)
{
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = bits_next(leads, 0); i >= 0; i = bits_next(leads, i + 1))
            grew |= bits_union(leads, &p->places.at[i]->points_to);
    }
}

static Walk note_saved_pointer(Stmt *s, void *context)
{
    Pin *pin = context;
    Adjoint *a = pin->a;
    Plan *plan = plan_of(a, s);
    if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN && plan->save && !plan->inverse)
        add_targets(pin, places_of(a->p, s->e[0]->kid[LHS]));
    if (s->kind == S_DECL && s->decls.n && plan->keep_at_end)
        add_targets(pin, places_of(a->p, ref(s->decls.at[0])));
    return WALK_ON;
}

static void refuse_pin(Adjoint *a, const Sym *v)
{
    error_at(v->loc, "the reverse sweep of '%s' needs a pointer that may lead to its local '%s'",
             a->f->primal->sym->name, v->name);
    note_at(v->loc, "pass the storage of '%s' as a parameter, or do without the pointer", v->name);
}

/* Is its type declared in the function, so that it cannot move out of the block? */
static bool is_of_local_type(const Sym *v)
{
    Type *t = strip(element_type(v->type));
    return (t->kind == T_RECORD || t->kind == T_ENUM) && t->tag->local;
}

static void pin_block(Pin *pin, Block *b, bool inner, bool whole, Block *top);

/* The body of a loop whose iterations run again has both sweeps in one block. */
static void pin_rerun_body(Pin *pin, Stmt *loop)
{
    Block top = {0};
    pin_block(pin, &loop->body[BODY], false, true, &top);
    loop->body[BODY] = join(top, loop->body[BODY]);
}

/* Moves the declarations of b that saved pointers lead to into 'top'; says which cannot be moved.
 * whole: both sweeps are in the function, or the block, that 'top' is the beginning of.
 */
static void pin_block(Pin *pin, Block *b, bool inner, bool whole, Block *top)
{
    Adjoint *a = pin->a;
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (plan_of(a, s)->rerun)
            pin_rerun_body(pin, s);
        for (int i = 0; i < 3 && !plan_of(a, s)->rerun; i++)
            pin_block(pin, &s->body[i], true, whole, top);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        bool moves = v && v->storage != ST_STATIC && !v->global && (inner || !whole) &&
                     bits_has(&pin->leads, place_of(a->p, v)->id);
        if (!moves) {
            add_stmt(&out, s);
            continue;
        }
        if (!whole || is_vla(v->type) || is_of_local_type(v) || (v->init && !is_scalar(v->type))) {
            if (!want_frame(a->p, a->f, v) && !a->p->restart)
                refuse_pin(a, v);
            add_stmt(&out, s);
            continue;
        }
        Expr *init = v->init;
        add_stmt(top, decl_stmt(v, NULL));
        if (init)
            add_stmt(&out, expr_stmt(assign(ref(v), init)));
        a->p->repeat = true;
    }
    *b = out;
}

/* After planning.  True if declarations moved and the program must be planned again. */
bool pin_variables(Program *p, Map *adjoints)
{
    Pin pin = {0};
    p->repeat = false;
    for (int i = 0; i < p->insts.n; i++) {
        pin.a = map_get(adjoints, p->insts.at[i]);
        walk_block(pin.a->f->body->body, note_saved_pointer, NULL, &pin);
    }
    add_what_they_hold(p, &pin.leads);
    for (int i = 0; i < p->insts.n; i++) {
        pin.a = map_get(adjoints, p->insts.at[i]);
        Block top = {0}, *body = &pin.a->f->body->body;
        pin_block(&pin, body, false, pin.a->whole && !pin.a->nested, &top);
        *body = join(top, *body);
    }
    return p->repeat && !p->restart && !error_count();
}
