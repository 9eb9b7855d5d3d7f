/* characters.c - arrays of characters in structs that hold characters and nothing else.
 *
 *     struct leg { double x[3]; char name[8]; };       leg->name[i] |= 1;     a character
 *     struct pool { char memory[4096]; };              pool->memory[i] |= 1;  a byte of what?
 *
 * A character may be a byte of anything, reals among them.  One of an array in a struct is not, if
 * the array is nowhere used but by its elements and in functions of the library that print and
 * compare: then no pointer to anything else leads there.  Structs of several files are told by the
 * names of their members, so that a name stands for all members that have it.
 */
#include "adcc.h"

typedef struct Arrays {
    Map plain;   /* expressions that name an array only to get at an element, or to print it */
    Map pointed; /* elements whose address is taken */
    Map escaped; /* names of members to which a pointer is made */
} Arrays;

/* A struct of characters alone may be filled with anything by memcpy. */
static bool has_real_member(const Tag *tag)
{
    for (int i = 0; i < tag->fields.n; i++)
        if (holds_reals(tag->fields.at[i]->type))
            return true;
    return false;
}

static Expr *character_array(Expr *e)
{
    e = skip_conv(e);
    bool found = e->kind == E_MEMBER && is_array(e->type) && is_character(strip(e->type)->base) &&
                 e->u.field->owner->kind == TAG_STRUCT && has_real_member(e->u.field->owner);
    return found ? e : NULL;
}

static void allow(Arrays *a, Expr *e)
{
    Expr *array = character_array(e);
    if (array)
        map_set(&a->plain, array, array);
}

static Walk note_uses(Expr *e, void *context)
{
    Arrays *a = context;
    if (e->kind == E_INDEX && !map_has(&a->pointed, e))
        allow(a, e->kid[BASE]);
    if (e->kind == E_UNARY && e->op == OP_SIZEOF && e->nkid)
        allow(a, e->kid[0]);
    if (e->kind == E_UNARY && e->op == OP_ADDR && e->nkid)
        map_set(&a->pointed, skip_conv(e->kid[0]), e);
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    for (int i = ARGS; f && is_passive_library(f) && i < e->nkid; i++)
        allow(a, e->kid[i]);
    if (character_array(e) == e && !map_has(&a->plain, e) && e->u.field->name)
        map_set(&a->escaped, e->u.field->name, e);
    return WALK_ON;
}

static Walk settle(Expr *e, void *context)
{
    const Arrays *a = context;
    if (character_array(e) == e)
        e->u.field->characters = e->u.field->name && !map_has(&a->escaped, e->u.field->name);
    return WALK_ON;
}

static void walk_program(Units *program, ExprVisitor *visit, Arrays *a)
{
    for (int i = 0; i < program->n; i++) {
        const Unit *u = program->at[i];
        for (int k = 0; k < u->funcs.n; k++)
            walk_block(u->funcs.at[k]->body, NULL, visit, a);
        for (int k = 0; k < u->globals.n; k++)
            if (u->globals.at[k]->init)
                walk_expr(u->globals.at[k]->init, visit, a);
    }
}

void find_characters(Units *program)
{
    Arrays a = {0};
    walk_program(program, note_uses, &a);
    walk_program(program, settle, &a);
}

/* May this lvalue of a character type be a byte of something else? */
bool may_be_byte(const Expr *lvalue)
{
    const Expr *array = lvalue->kind == E_INDEX ? character_array(lvalue->kid[BASE]) : NULL;
    if (array)
        return !array->u.field->characters;
    if (lvalue->kind == E_MEMBER)
        return lvalue->arrow && lvalue->u.field->owner->kind != TAG_STRUCT;
    return lvalue->kind != E_REF;
}
