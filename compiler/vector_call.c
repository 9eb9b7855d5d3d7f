/* vector_call.c - vectors of reals go to functions and come back through pointers.
 *
 *     c = axpy(2.0, a + b, c);           (v = a + b, axpy(2.0, &v[0], &c[0], &u[0]), c = u);
 *     v4 axpy(double k, v4 x, v4 y)      void axpy(double k, const double *x, ..., double *result)
 *     {                                  {
 *                                            v4 x = {x_elements[0], ...};
 *         return k * x + y;                  v4 value = k * x + y;
 *     }                                      result[0] = value[0]; ...
 *
 * So vector.c finds them only in variables.  The result has a place of its own, which the arguments
 * do not share: the callee may write it while it still reads them.  Before the normal form.
 */
#include "adcc.h"

typedef struct Passing {
    Map names;
    Block before; /* declarations of what holds arguments and results */
    Sym *result;  /* where the elements of this function's value go; NULL if it returns no vector */
} Passing;

/* ------------------------------------------------------------ elements */

static Type *pointer_to_elements(Type *vector, bool is_const)
{
    Type *element = unqualified(strip(vector)->base);
    return pointer_to(is_const ? qualified(element, Q_CONST) : element);
}

static Sym *new_vector(Passing *p, const char *name, Type *t)
{
    Sym *v = new_sym(SYM_VAR, free_name(&p->names, name), unqualified(t));
    v->generated = true;
    return v;
}

/* v[k] */
static Expr *element_of(Sym *v, int k)
{
    Expr *e = new_expr(E_INDEX, unqualified(strip(v->type)->base), v->loc, 2);
    e->kid[BASE] = ref(v);
    e->kid[INDEX] = int_const(k);
    return e;
}

static Expr *comma(Expr *a, Expr *b)
{
    Expr *e = new_expr(E_BINARY, b->type, b->loc, 2);
    e->op = OP_COMMA;
    e->kid[LHS] = a;
    e->kid[RHS] = b;
    return e;
}

/* ------------------------------------------------------------ calls */

static bool passes_vectors(const Func *f)
{
    bool passes = is_real_vector(strip(f->sym->type)->base);
    for (int i = 0; i < f->params.n; i++)
        passes |= is_real_vector(f->params.at[i]->type);
    return passes;
}

static bool can_change(const Func *f, const Expr *call)
{
    return !f->opaque && !f->sym->inactive && !f->sym->custom[ADJOINT] &&
           !f->sym->custom[TANGENT] && !strip(f->sym->type)->variadic &&
           call->nkid - ARGS == f->params.n;
}

/* A variable that nobody can change while the callee reads it; else NULL. */
static Sym *stays_as_it_is(Expr *arg)
{
    Sym *v = ref_sym(arg);
    bool own = v && v->kind == SYM_VAR && !v->global && v->storage != ST_STATIC &&
               !v->address_taken && !is_volatile(v->type);
    return own ? v : NULL;
}

static Expr *pass_elements(Expr *e, void *context)
{
    Passing *p = context;
    Func *f = e->kind == E_CALL ? callee_of(e) : NULL;
    if (!f || !passes_vectors(f) || !can_change(f, e))
        return e;
    Exprs args = {0};
    Expr *first = NULL;
    for (int i = 0; i < f->params.n; i++) {
        Expr *arg = e->kid[ARGS + i];
        if (!is_real_vector(f->params.at[i]->type)) {
            append(&args, arg);
            continue;
        }
        Sym *v = stays_as_it_is(arg);
        if (!v) {
            v = new_vector(p, "v", f->params.at[i]->type);
            add_stmt(&p->before, decl_stmt(v, NULL));
            Expr *set = assign(ref(v), arg);
            first = first ? comma(first, set) : set;
        }
        append(&args, address_of(element_of(v, 0)));
    }
    Sym *result = NULL;
    if (is_real_vector(e->type)) {
        result = new_vector(p, "v", e->type);
        add_stmt(&p->before, decl_stmt(result, NULL));
        append(&args, address_of(element_of(result, 0)));
    }
    Expr *made = call(with_elements(f)->sym, args);
    made->loc = e->loc;
    made = first ? comma(first, made) : made;
    return result ? comma(made, ref(result)) : made;
}

/* ------------------------------------------------------------ functions */

/* return e;  ->  value = e;  result[0] = value[0]; ...  return; */
static Block store_result(Stmt *s, void *context)
{
    Passing *p = context;
    if (s->kind != S_RETURN || !s->e[0])
        return block_of(s);
    Block out = {0};
    Sym *value = new_vector(p, "value", s->e[0]->type);
    Stmt *d = decl_stmt(value, s->e[0]);
    d->loc = s->loc;
    add_stmt(&out, d);
    for (int k = 0; k < strip(value->type)->count; k++) {
        Stmt *set = expr_stmt(assign(index_of(ref(p->result), int_const(k)), element_of(value, k)));
        set->loc = s->loc;
        add_stmt(&out, set);
    }
    s->e[0] = NULL;
    add_stmt(&out, s);
    return block_of(block_stmt(out));
}

/* v4 x = {elements[0], elements[1], ...}; */
static Stmt *gather(Sym *x, Sym *elements)
{
    int n = strip(x->type)->count;
    Expr *list = new_expr(E_INIT, unqualified(x->type), x->loc, n);
    for (int k = 0; k < n; k++)
        list->kid[k] = index_of(ref(elements), int_const(k));
    x->kind = SYM_VAR;
    Stmt *s = decl_stmt(x, list);
    s->loc = x->loc;
    return s;
}

static void take_elements(Func *f)
{
    Passing p = {.names = names_in(f)};
    Syms params = {0};
    Types types = {0};
    Block gathered = {0};
    for (int i = 0; i < f->params.n; i++) {
        Sym *x = f->params.at[i];
        if (is_real_vector(x->type)) {
            Sym *elements = new_sym(SYM_PARAM, free_name(&p.names, fmt("%s_elements", x->name)),
                                    pointer_to_elements(x->type, true));
            add_stmt(&gathered, gather(x, elements));
            x = elements;
        }
        append(&params, x);
    }
    Type *returned = strip(f->sym->type)->base;
    if (is_real_vector(returned)) {
        p.result = new_sym(SYM_PARAM, free_name(&p.names, "result"),
                           pointer_to_elements(returned, false));
        append(&params, p.result);
        replace_stmts(&f->body, store_result, &p);
        returned = type_void;
    }
    f->body = join(gathered, f->body);
    f->params = params;
    for (int i = 0; i < params.n; i++)
        append(&types, params.at[i]->type);
    f->sym->type = func_type(returned, types);
}

Func *with_elements(Func *f)
{
    bool is_new = false;
    Func *made = changed_copy(f, &is_new);
    if (is_new) {
        take_elements(made);
        lower_vector_calls(made);
    }
    return made;
}

void lower_vector_calls(Func *f)
{
    Passing p = {.names = names_in(f)};
    rewrite_block(f->body, pass_elements, &p);
    f->body = join(p.before, f->body);
}
