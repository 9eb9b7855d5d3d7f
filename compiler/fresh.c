/* fresh.c - the first write of a part of a block that was just allocated.
 *
 *     struct node *p = malloc(sizeof *p);
 *     p->value = value;                        overwrites nothing that anybody could need
 *     p->more[1] = 0.5 * value;                nor does this
 *
 * What such a write overwrites was never written, so it is not saved.  Only what stands between the
 * allocation and the write in one list is looked at: assignments to other parts of the block and
 * to variables of the function, and what ends it if there is no memory.
 */
#include "reverse.h"
#include "tangent.h"

/* The blocks whose parts are still to be written, in a list. */
typedef struct Fresh {
    Adjoint *a;
    Syms blocks;
    Exprs written; /* parts of them */
} Fresh;

/* On the way from the beginning of a block to a part of it: a member, or an element. */
typedef struct Step {
    const Field *field; /* NULL: an element */
    long index;
} Step;
VEC(Step, Steps);

/* The variable p of p->a.b, p[2], p->a[1] or *p, and the way from there; NULL if it is none of
 * these, or one with an index that is no constant. */
static Sym *way_to(const Expr *e, Steps *way)
{
    const Expr *base = skip_conv((Expr *)e->kid[0]);
    Step step = {NULL, 0};
    switch (e->kind) {
    case E_MEMBER:
        step.field = e->u.field;
        if (e->arrow)
            append(way, ((Step){NULL, 0}));
        break;
    case E_INDEX:
        if (!e->kid[INDEX]->has_value)
            return NULL;
        step.index = e->kid[INDEX]->value;
        break;
    case E_UNARY:
        if (e->op != OP_DEREF)
            return NULL;
        break;
    default:
        return NULL;
    }
    bool inside = e->kind == E_MEMBER ? !e->arrow : is_array(base->type);
    Sym *block = inside && base->nkid ? way_to(base, way) : inside ? NULL : ref_sym(base);
    append(way, step);
    return block;
}

static Sym *block_of_part(const Expr *e)
{
    Steps way = {0};
    return e->nkid ? way_to(e, &way) : NULL;
}

static bool has_block(const Fresh *k, const Sym *v)
{
    for (int i = 0; i < k->blocks.n; i++)
        if (k->blocks.at[i] == v)
            return true;
    return false;
}

/* May two parts of one block have bytes in common? */
static bool may_overlap(const Expr *a, const Expr *b)
{
    Steps one = {0}, other = {0};
    way_to(a, &one);
    way_to(b, &other);
    for (int i = 0; i < one.n && i < other.n; i++) {
        Step s = one.at[i], t = other.at[i];
        if (s.field != t.field)
            return !s.field || !t.field || s.field->owner->kind == TAG_UNION;
        if (!s.field && s.index != t.index)
            return false;
    }
    return true;
}

static void forget(Fresh *k)
{
    k->blocks.n = k->written.n = 0;
}

static void note_part(Fresh *k, Stmt *s, const Expr *lhs)
{
    Sym *v = block_of_part(lhs);
    bool first = true;
    for (int i = 0; i < k->written.n; i++)
        if (block_of_part(k->written.at[i]) == v)
            first &= !may_overlap(k->written.at[i], lhs);
    plan_of(k->a, s)->fresh = first && is_scalar(lhs->type);
    append(&k->written, (Expr *)lhs);
}

static void note_assignment(Fresh *k, Stmt *s, const Expr *e)
{
    const Expr *lhs = skip_conv(e->kid[LHS]);
    Sym *whole = ref_sym(lhs);
    bool plain = e->op == OP_NONE && !call_in(k->a->p, e->kid[RHS]);
    if (plain && has_block(k, block_of_part(lhs)))
        note_part(k, s, lhs);
    else if (!plain || !whole || has_block(k, whole) || !place_of(k->a->p, whole)->exact)
        forget(k);
}

static Walk find_change(Expr *e, void *context)
{
    (void)context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    bool harmless = f && !f->func && (is_passive_library(f) || is_pure_library(f));
    return e->kind == E_ASSIGN || (e->kind == E_CALL && !harmless) ? WALK_STOP : WALK_ON;
}

/* Does s change nothing but variables that it declares? */
static bool changes_nothing(Stmt *s)
{
    Stmt *next = s->next;
    s->next = NULL;
    bool ok = walk_block(block_of(s), NULL, find_change, NULL);
    s->next = next;
    return ok;
}

static void mark_list(Fresh *k, Block b)
{
    forget(k);
    for (Stmt *s = b.first; s; s = s->next) {
        Fresh inner = {.a = k->a};
        for (int i = 0; i < 3; i++)
            mark_list(&inner, s->body[i]);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        Expr *call = v && v->init ? call_in(k->a->p, v->init) : NULL;
        Memory kind = call ? memory_of_call(call) : MEM_NONE;
        bool is_new = (kind == MEM_MALLOC || kind == MEM_ALIGNED) && is_pointer(v->type);
        if (is_new && place_of(k->a->p, v)->exact)
            append(&k->blocks, v);
        else if (call || (s->kind != S_DECL && s->kind != S_EXPR && s->kind != S_IF))
            forget(k);
        else if (s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN)
            note_assignment(k, s, s->e[0]);
        else if (s->kind != S_DECL && !changes_nothing(s))
            forget(k);
    }
}

void mark_fresh_writes(Adjoint *a)
{
    Fresh k = {.a = a};
    mark_list(&k, a->f->body->body);
}
