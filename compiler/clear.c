/* clear.c - the shadow of a file-scope variable starts at zero.
 *
 *     s_b, { double sum, w[3]; double *at; }    ->   s_b.sum = 0.0; memset(s_b.w, 0, sizeof s_b.w);
 *
 * What it holds from an earlier call is no derivative of this one.  Shadow pointers in it stay:
 * they lead to the shadows of what the pointers lead to.
 */
#include "adcc.h"

static Stmt *clear_all(Expr *lvalue)
{
    Type *p = pointer_to(type_void);
    Sym *set = library_function(NULL, "memset", "string.h", p, 3, p, type_int, type_ulong);
    Expr *at = is_array(lvalue->type) ? lvalue : address_of(lvalue);
    Expr *size = unary(OP_SIZEOF, clone_expr(lvalue, NULL));
    return expr_stmt(call_n(set, 3, at, int_const(0), size));
}

/* The variable of the source whose shadow it is, or is in. */
static const Sym *variable_of(const Expr *shadow)
{
    while (shadow->kind != E_REF)
        shadow = shadow->kid[0];
    return shadow->u.sym->primal ? shadow->u.sym->primal : shadow->u.sym;
}

/* The reals of an array of structs that hold pointers, too. */
static void clear_elements(Expr *lvalue, Block *out)
{
    enum { MOST = 64 };
    Type *t = strip(lvalue->type);
    if (t->count < 0 || t->count > MOST)
        error_at(variable_of(lvalue)->loc,
                 "'%s' has too many elements that hold both reals and pointers for their shadow to "
                 "start at zero; add it to wrt or of", variable_of(lvalue)->name);
    for (long i = 0; i < t->count && i <= MOST; i++)
        clear_shadow(index_of(clone_expr(lvalue, NULL), int_const(i)), out);
}

void clear_shadow(Expr *lvalue, Block *out)
{
    Type *t = strip(lvalue->type);
    if (!holds_reals(t))
        return;
    if (is_scalar(t)) {
        add_stmt(out, expr_stmt(assign(lvalue, zero_of(t))));
    } else if (!has_pointers(t)) {
        add_stmt(out, clear_all(lvalue));
    } else if (t->kind == T_ARRAY) {
        clear_elements(lvalue, out);
    } else {
        for (int i = 0; t->kind == T_RECORD && i < t->tag->fields.n; i++)
            if (t->tag->fields.at[i]->bits < 0)
                clear_shadow(member(clone_expr(lvalue, NULL), t->tag->fields.at[i], false), out);
    }
}
