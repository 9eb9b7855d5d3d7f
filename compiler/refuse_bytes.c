/* refuse_bytes.c - moves of bytes whose derivatives would stay behind.
 *
 *     head = realloc(head, sizeof *head + 2 * n * sizeof(double));   and what is behind the head?
 *     *pool = *other;                                                and what is in its bytes?
 *
 * What memcpy, memset and realloc do with derivatives goes by the types that the pointers lead to,
 * and an assignment of a struct by its members.  Where these do not show the reals that are there,
 * the adjoint would leave them where they were.
 */
#include "reverse.h"
#include "tangent.h"

static Type *elements_of(const Expr *pointer)
{
    const Expr *e = typed_pointer(pointer);
    return is_pointer(e->type) ? strip(element_type(strip(e->type)->base)) : type_void;
}

/* Is there data with derivatives behind the head of this block, which the pointer does not show? */
static bool hides_data(Program *p, const Expr *pointer)
{
    Bits places = pointees(p, pointer);
    bool headed = false;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        headed |= bits_has(&p->shadowed, i) && p->places.at[i]->headed;
    Type *t = elements_of(pointer);
    return headed && (is_record(t) || !holds_reals(t));
}

static bool leads_to_bytes_with_derivatives(Program *p, const Expr *pointer)
{
    Bits places = pointees(p, pointer);
    return is_struct_of_bytes(elements_of(pointer)) && bits_meet(&places, &p->shadowed);
}

/* memcpy, memset and realloc by way of a pointer that does not say what is there. */
static void refuse_block(Program *p, const Expr *call)
{
    const Expr *to = NULL, *from = NULL;
    bool copies = copies_block(call, &to, &from), clears = memory_of_call(call) == MEM_SET;
    if (!copies && !clears)
        return;
    to = clears ? call->kid[ARGS] : to == call ? from : to;
    from = from ? from : to;
    bool typed = !clears && to != from &&
                 (holds_reals(elements_of(to)) || holds_reals(elements_of(from)));
    if (hides_data(p, to) || hides_data(p, from))
        error_at(call->loc, "'%s' takes a struct or table and the data behind it for one block; "
                            "allocate the data on its own, or copy the parts one by one",
                 expr_str(call));
    else if (!typed && (leads_to_bytes_with_derivatives(p, to) ||
                        leads_to_bytes_with_derivatives(p, from)))
        error_at(call->loc, "'%s' moves bytes in a struct that hold data with derivatives; use "
                            "pointers to the type of the data", expr_str(call));
}

/* value: a struct of bytes, from places to which derivatives go or to places from which they come.
 * What they pass between is not known, as no derivative goes with a struct without reals. */
static void refuse_struct(Program *p, const Expr *value, Bits to)
{
    value = value ? skip_conv((Expr *)value) : NULL;
    if (!value || value->kind == E_INIT || !is_struct_of_bytes(value->type))
        return;
    Bits places = places_of(p, value);
    if (bits_meet(&places, &p->varied) || bits_meet(&to, &p->useful))
        error_at(value->loc, "'%s' is a struct of bytes that hold data with derivatives; use "
                             "memcpy with pointers to the type of the data", expr_str(value));
}

static Bits only(const Place *place)
{
    Bits set = {0};
    bits_add(&set, place->id);
    return set;
}

static Walk find_varied_byte(Expr *e, void *context)
{
    Program *p = context;
    if (!is_lvalue(e) || !is_character(e->type) || !may_be_byte(e))
        return WALK_ON;
    Bits places = places_of(p, e);
    return bits_meet(&places, &p->varied) ? WALK_STOP : WALK_ON;
}

/* A byte that is made of bytes of data with derivatives. */
static void refuse_byte(Program *p, Expr *assignment)
{
    const Expr *to = assignment->kid[LHS];
    if (!is_character(to->type) || !may_be_byte(to))
        return;
    Bits target = places_of(p, to);
    Expr *from = assignment->op == OP_NONE ? assignment->kid[RHS] : assignment;
    if (bits_meet(&target, &p->useful) && !walk_expr(from, find_varied_byte, p))
        error_at(assignment->loc, "'%s' makes a byte of bytes of data with derivatives; use memcpy "
                                  "for all of it, or the operators of its type",
                 expr_str(assignment));
}

static Walk refuse_bytes(Expr *e, void *context)
{
    Program *p = context;
    if (e->kind == E_CALL)
        refuse_block(p, e);
    const Inst *f = e->kind == E_CALL ? inst_of_call(p, e) : NULL;
    for (int i = 0; f && i < f->body->params.n && ARGS + i < e->nkid; i++)
        refuse_struct(p, e->kid[ARGS + i], only(place_of(p, f->body->params.at[i])));
    if (e->kind == E_ASSIGN) {
        refuse_struct(p, e->kid[RHS], places_of(p, e->kid[LHS]));
        refuse_byte(p, e);
    }
    return WALK_ON;
}

typedef struct Moves {
    Program *p;
    Inst *f;
} Moves;

static Walk refuse_bytes_in_stmt(Stmt *s, void *context)
{
    const Moves *m = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        refuse_struct(m->p, s->decls.at[i]->init, only(place_of(m->p, s->decls.at[i])));
    if (s->kind == S_RETURN)
        refuse_struct(m->p, s->e[0], only(m->f->result));
    return WALK_ON;
}

void refuse_moved_bytes(Program *p, Inst *f)
{
    Moves m = {p, f};
    walk_block(f->body->body, refuse_bytes_in_stmt, NULL, &m);
    walk_block(f->body->body, NULL, refuse_bytes, p);
}
