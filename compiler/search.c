/* search.c - what bsearch returns is an element of the array it searches.
 *
 *     p = bsearch(&k, a, n, sizeof *a, order);
 * ->  void *found = bsearch(&k, a, n, sizeof *a, order);
 *     p = found ? a + ((struct item *)found - a) : 0;
 *
 * Said that way, everybody knows where p leads, and where its shadow does: as far into the shadow
 * of the array.  The search itself has no derivative.
 */
#include "adcc.h"

typedef struct Search {
    Map names;
    bool named; /* names is filled */
    Func *f;
} Search;

enum { BASE_ARG = ARGS + 1 };

bool is_search(const Expr *call)
{
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    return f && !f->func && !f->defined && str_eq(f->name, "bsearch") && call->nkid == ARGS + 5;
}

/* The array that is searched, as a pointer to its elements; NULL if their type is not known. */
static Expr *searched(const Expr *call)
{
    Expr *e = skip_conv(call->kid[BASE_ARG]);
    while (e->kind == E_CAST && strip(e->type)->kind == T_POINTER &&
           strip(strip(e->type)->base)->kind == T_VOID)
        e = skip_conv(e->kid[0]);
    Type *t = strip(decay(e->type));
    return t->kind == T_POINTER && strip(t->base)->kind != T_VOID && is_pure(e) ? e : NULL;
}

/* found ? a + ((T *)found - a) : 0, as a pointer of this type */
static Expr *element_found(Sym *found, Expr *array, Type *type)
{
    Type *own = unqualified(decay(array->type));
    Expr *offset = sub(cast(own, ref(found)), clone_expr(array, NULL));
    Expr *at = add(clone_expr(array, NULL), offset);
    if (!same_type(own, type) || is_const(strip(own)->base) != is_const(strip(type)->base))
        at = cast(type, at);
    return cond(ref(found), at, int_const(0));
}

/* The search that makes up the right side, and its replacement. */
static Block resolve_search(Stmt *s, void *context)
{
    Search *r = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    bool assigns = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN;
    Expr **value = v ? &v->init : assigns ? &s->e[0]->kid[RHS] : NULL;
    Expr *call = value && *value ? call_of(*value) : NULL, *array;
    if (!is_search(call) || !(array = searched(call)))
        return block_of(s);
    if (!r->named)
        r->names = names_in(r->f);
    r->named = true;
    Sym *found = new_sym(SYM_VAR, free_name(&r->names, "found"), pointer_to(type_void));
    found->generated = true;
    Stmt *decl = decl_stmt(found, call);
    decl->loc = s->loc;
    *value = element_found(found, array, unqualified(v ? v->type : s->e[0]->type));
    return join(block_of(decl), block_of(s));
}

void lower_searches(Func *f)
{
    Search r = {.f = f};
    replace_stmts(&f->body, resolve_search, &r);
}
