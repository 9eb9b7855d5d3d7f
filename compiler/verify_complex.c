/* verify_complex.c - for --check: the function once more, with complex numbers for reals.
 *
 *     static double f(double x) { return x > 0 ? x * sin(x) : 0; }
 * ->  static double _Complex f_complex(double _Complex x)
 *     {
 *         return creal(x) > 0 ? x * csin(x) : 0;
 *     }
 *
 * If the operations are analytic, the imaginary part of f(x + i h d) is h times the derivative
 * along d, and no digits cancel: h can be 1e-100 (Squire and Trapp, SIAM Review 40, 1998).
 * Comparisons and conversions to integers look at the real part.  All reals become complex, so
 * that memory stays consistent; what that does not suit, such as fabs, structs with reals or
 * variables of file scope that change, is said, and there is no complex step then.
 */
#include "verify.h"

#include <string.h>

typedef struct Convert {
    Map made;        /* Func -> its complex form */
    Funcs functions; /* of them all, in the order found */
    Map variables;   /* of the program -> of the complex form: converted once */
    const char *why; /* it cannot be done; NULL: it can */
    Loc where;
} Convert;

static Expr *convert(Convert *c, Expr *e);

static void cannot(Convert *c, Loc where, const char *why)
{
    if (!c->why) {
        c->why = why;
        c->where = where;
    }
}

/* ------------------------------------------------------------------ types */

static Type *complex_double(void)
{
    Type *t = new_type(T_COMPLEX);
    t->base = type_double;
    t->size = 2 * type_double->size;
    t->align = type_double->align;
    return t;
}

Type *complex_form_of_type(Type *t)
{
    Type *s = strip(t);
    if (is_real_floating(s))
        return complex_double();
    if (s->kind != T_POINTER && s->kind != T_ARRAY)
        return t;
    Type *copy = new_type(s->kind);
    *copy = *s;
    copy->base = complex_form_of_type(s->base);
    copy->written = NULL;
    copy->size = s->kind == T_POINTER ? s->size : -1;
    return copy;
}

static Type *form_of(Convert *c, Type *t, Loc where)
{
    Type *e = strip(t);
    while (e->kind == T_POINTER || e->kind == T_ARRAY)
        e = strip(e->base);
    bool other = e->kind == T_COMPLEX || e->kind == T_VECTOR || e->kind == T_FLOAT16;
    if (other || (e->kind == T_RECORD && carries_reals(e)))
        cannot(c, where, fmt("'%s' holds reals in a form that is not followed", type_str(t)));
    if (!carries_reals(t))
        return t;
    Type *made = complex_form_of_type(t);
    for (Type *a = made; a->kind == T_POINTER || a->kind == T_ARRAY; a = a->base)
        if (a->extent)
            a->extent = convert(c, clone_expr(a->extent, NULL));
    return made;
}

/* ------------------------------------------------------------------ expressions */

static Expr *real_part(Expr *e)
{
    if (!is_complex(e->type))
        return e;
    Sym *f = library_function(NULL, "__builtin_creal", NULL, type_double, 1, complex_double());
    return call_n(f, 1, e);
}

static Expr *truth(Convert *c, Expr *e)
{
    return real_part(convert(c, e));
}

static bool is_file_scope(const Expr *e)
{
    e = skip_conv((Expr *)e);
    while (e->kind == E_INDEX || (e->kind == E_MEMBER && !e->arrow))
        e = skip_conv(e->kid[BASE]);
    return e->kind == E_REF && e->u.sym->kind == SYM_VAR && e->u.sym->global;
}

static Expr *convert_ref(Convert *c, Expr *e)
{
    Sym *v = e->u.sym;
    if (v->kind != SYM_VAR && v->kind != SYM_PARAM)
        return e;
    if (!v->global)
        e->type = v->type;
    else if (carries_reals(v->type) && !is_scalar(v->type))
        cannot(c, e->loc, fmt("'%s' is handed on, and is not complex", v->name));
    else if (is_pointer(v->type) && carries_reals(v->type))
        cannot(c, e->loc, fmt("'%s' leads to reals that are not complex", v->name));
    return e;
}

/* An element of an array of file scope stays real. */
static Expr *convert_index(Convert *c, Expr *e)
{
    Expr *index = real_part(convert(c, e->kid[INDEX]));
    if (is_file_scope(e) && is_array(skip_conv(e->kid[BASE])->type)) {
        e->kid[INDEX] = index;
        Expr *base = skip_conv(e->kid[BASE]);
        if (base->kind == E_INDEX)
            e->kid[BASE] = convert_index(c, base);
        return e;
    }
    Expr *base = convert(c, e->kid[BASE]);
    return c->why ? e : index_of(base, index);
}

static Expr *convert_unary(Convert *c, Expr *e)
{
    bool steps = e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    if (e->op == OP_LNOT)
        return unary(OP_LNOT, truth(c, e->kid[0]));
    Expr *kid = convert(c, e->kid[0]);
    if (steps && is_complex(kid->type))
        cannot(c, e->loc, fmt("'%s'", expr_str(e)));
    if (steps && is_file_scope(kid))
        cannot(c, e->loc, fmt("'%s' changes a variable of file scope", expr_str(e)));
    if (c->why)
        return e;
    if (e->op == OP_DEREF)
        return deref(kid);
    return e->op == OP_ADDR ? address_of(kid) : unary(e->op, kid);
}

static bool compares(Op op)
{
    return op == OP_LT || op == OP_LE || op == OP_GT || op == OP_GE || op == OP_EQ || op == OP_NE ||
           op == OP_LAND || op == OP_LOR;
}

static Expr *convert_binary(Convert *c, Expr *e)
{
    Expr *l = convert(c, e->kid[LHS]), *r = convert(c, e->kid[RHS]);
    if (compares(e->op))
        return binary(e->op, real_part(l), real_part(r));
    return binary(e->op, l, r);
}

static Expr *convert_assign(Convert *c, Expr *e)
{
    Expr *l = convert(c, e->kid[LHS]), *r = convert(c, e->kid[RHS]);
    if (is_file_scope(l))
        cannot(c, e->loc, fmt("'%s' changes a variable of file scope", expr_str(e)));
    if (!is_complex(l->type))
        r = real_part(r);
    return e->op == OP_NONE ? assign(l, r) : assign_op(e->op, l, r);
}

static Expr *convert_cast(Convert *c, Expr *e)
{
    Expr *kid = convert(c, e->kid[0]);
    if (is_real_floating(strip(e->type)))
        return is_complex(kid->type) ? kid : cast(type_double, kid);
    if (is_integer(e->type))
        kid = real_part(kid);
    if (e->kind == E_CONV && !is_complex(kid->type) && is_scalar(e->type) && !is_pointer(e->type))
        return is_integer(e->type) && is_real_floating(strip(kid->type)) ? cast(e->type, kid) : kid;
    return e->kind == E_CONV ? kid : cast(form_of(c, e->type, e->loc), kid);
}

static Sym *complex_function(const char *name)
{
    return library_function(NULL, name, NULL, complex_double(), 1, complex_double());
}

/* The name without suffix and marks. */
static const char *plain_name(const Sym *f)
{
    const char *name = f->name;
    if (starts_with(name, "__builtin_"))
        name += strlen("__builtin_");
    size_t n = strlen(name);
    Type *result = strip(strip(f->type)->base);
    bool suffix = n > 1 && ((name[n - 1] == 'f' && result->kind == T_FLOAT) ||
                            (name[n - 1] == 'l' && result->kind == T_LDOUBLE));
    return suffix ? intern_n(name, n - 1) : name;
}

/* A function of the C library, some of whose arguments are complex. */
static Expr *convert_library_call(Convert *c, Expr *e, const Sym *f)
{
    static const char analytic[] = " sin cos tan exp log sqrt sinh cosh tanh asin acos atan asinh"
                                   " acosh atanh ";
    const char *name = plain_name(f);
    Expr **arg = &e->kid[ARGS];
    const Rule *rule = find_rule(f);
    bool flat = (rule && rule_is_flat(rule)) || is_passive_library(f) || f->inactive;
    if (flat) {
        for (int i = ARGS; i < e->nkid; i++)
            e->kid[i] = real_part(e->kid[i]);
        return e;
    }
    if (strstr(analytic, fmt(" %s ", name)))
        return call_n(complex_function(fmt("__builtin_c%s", name)), 1, arg[0]);
    if (str_eq(name, "pow")) {
        Type *t = complex_double();
        Sym *power = library_function(NULL, "adcc_check_power", NULL, t, 2, t, t);
        return call_n(power, 2, arg[0], arg[1]);
    }
    if (str_eq(name, "hypot")) {
        Expr *x = clone_expr(arg[0], NULL), *y = clone_expr(arg[1], NULL);
        Expr *sum = add(mul(x, arg[0]), mul(y, arg[1]));
        return call_n(complex_function("__builtin_csqrt"), 1, sum);
    }
    if (str_eq(name, "fma"))
        return add(mul(arg[0], arg[1]), arg[2]);
    if (str_eq(name, "log2") || str_eq(name, "log10"))
        return divide(call_n(complex_function("__builtin_clog"), 1, arg[0]),
                      float_text(str_eq(name, "log2") ? "0.693147180559945309417"
                                                      : "2.30258509299404568402", type_double));
    cannot(c, e->loc, fmt("'%s' has no complex form", f->name));
    return e;
}

static Func *complex_func(Convert *c, Func *f);

/* Functions that memory may be handed to whatever lies in it. */
static const char of_bytes[] = " memcpy memmove memset malloc calloc realloc free ";

static bool takes_reals(const Sym *f)
{
    const Type *t = strip(f->type);
    bool any = carries_reals(t->base);
    for (int i = 0; i < t->params.n; i++)
        any |= carries_reals(t->params.at[i]);
    return any;
}

static Expr *convert_call(Convert *c, Expr *e)
{
    Sym *f = callee_sym(e);
    bool any = false, pointers = false;
    if (!f || (!f->func && (f->custom[TANGENT] || f->custom[ADJOINT]))) {
        cannot(c, e->loc, fmt("what '%s' calls is not seen", expr_str(e)));
        return e;
    }
    for (int i = ARGS; i < e->nkid; i++) {
        e->kid[i] = convert(c, e->kid[i]);
        any |= is_complex(e->kid[i]->type);
        pointers |= !is_complex(e->kid[i]->type) && !is_real_floating(strip(e->kid[i]->type)) &&
                    carries_reals(decay(e->kid[i]->type));
    }
    if (f->func && (any || pointers || takes_reals(f))) {
        Func *made = complex_func(c, f->func);
        for (int i = ARGS; i < e->nkid && i - ARGS < made->params.n; i++)
            if (!is_complex(made->params.at[i - ARGS]->type))
                e->kid[i] = real_part(e->kid[i]);
        e->kid[CALLEE] = ref(made->sym);
        e->type = strip(made->sym->type)->base;
        return e;
    }
    if (pointers && !strstr(of_bytes, fmt(" %s ", plain_name(f))))
        cannot(c, e->loc, fmt("'%s' is not seen", f->name));
    if (any)
        return convert_library_call(c, e, f);
    bool known = f->func || is_pure_library(f) || is_passive_library(f) || f->inactive;
    if (!known && takes_reals(f))
        cannot(c, e->loc, fmt("'%s' is not seen", f->name));
    return e;
}

static Expr *convert_kids(Convert *c, Expr *e)
{
    for (int i = 0; i < e->nkid; i++)
        e->kid[i] = convert(c, e->kid[i]);
    if (e->kind == E_INIT || e->kind == E_COMPOUND || e->kind == E_DESIGNATED)
        e->type = form_of(c, e->type, e->loc);
    return e;
}

static Expr *convert(Convert *c, Expr *e)
{
    if (c->why)
        return e; /* half converted expressions may not fit */
    switch (e->kind) {
    case E_INT:
    case E_FLOAT:
    case E_CHAR:
    case E_STRING:
        return e;
    case E_OPAQUE:
        if (e->text && (strstr(e->text, "double") || strstr(e->text, "float")))
            cannot(c, e->loc, fmt("'%s' is another size", e->text));
        if (e->text && starts_with(e->text, "__"))
            cannot(c, e->loc, fmt("'%s' is not followed", e->text));
        return e;
    case E_REF:
        return convert_ref(c, e);
    case E_UNARY:
        return convert_unary(c, e);
    case E_BINARY:
        return convert_binary(c, e);
    case E_ASSIGN:
        return convert_assign(c, e);
    case E_COND: {
        Expr *condition = truth(c, e->kid[COND]);
        return cond(condition, convert(c, e->kid[THEN]), convert(c, e->kid[ELSE]));
    }
    case E_CALL:
        return convert_call(c, e);
    case E_INDEX:
        return convert_index(c, e);
    case E_CAST:
    case E_CONV:
        return convert_cast(c, e);
    case E_MEMBER:
    case E_INIT:
    case E_COMPOUND:
    case E_DESIGNATED:
        return convert_kids(c, e);
    default:
        cannot(c, e->loc, fmt("'%s' is not followed", expr_str(e)));
        return e;
    }
}

/* ------------------------------------------------------------------ statements, functions */

static void convert_block(Convert *c, Block b, Type *result);

static void convert_stmt(Convert *c, Stmt *s, Type *result)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (v->global || v->storage == ST_STATIC || s->tags.n)
            cannot(c, s->loc, "a declaration that is not a variable's of the function");
        v->type = form_of(c, v->type, s->loc);
        if (v->init && !c->why)
            v->init = is_complex(v->type) || !is_arithmetic(v->type)
                          ? convert(c, v->init)
                          : real_part(convert(c, v->init));
    }
    if (s->kind == S_OPAQUE || s->kind == S_GOTO_ADDR)
        cannot(c, s->loc, "a statement that is not followed");
    for (int i = 0; i < 2; i++) {
        if (!s->e[i])
            continue;
        s->e[i] = convert(c, s->e[i]);
        bool value = s->kind == S_EXPR || (s->kind == S_RETURN && is_complex(result));
        if (!value)
            s->e[i] = real_part(s->e[i]);
    }
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i != INIT)
            convert_block(c, s->body[i], result);
}

static void convert_block(Convert *c, Block b, Type *result)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_FOR) /* before what uses its variables */
            convert_block(c, s->body[INIT], result);
        convert_stmt(c, s, result);
    }
}

static Func *complex_func(Convert *c, Func *f)
{
    Func *made = map_get(&c->made, f);
    if (made)
        return made;
    made = clone_func(f, fmt("adcc_complex_%s", f->sym->name), NULL);
    map_set(&c->made, f, made);
    append(&c->functions, made);
    if (f->opaque || f->knr || strip(f->sym->type)->variadic)
        cannot(c, f->loc, fmt("'%s' is not of a form that is followed", f->sym->name));
    Types types = {0};
    for (int i = 0; i < made->params.n; i++) {
        Sym *v = made->params.at[i];
        v->type = form_of(c, v->type, v->loc);
        append(&types, v->type);
    }
    Type *result = form_of(c, strip(f->sym->type)->base, f->loc);
    made->sym->type = func_type(result, types);
    made->sym->func = made;
    made->sym->storage = ST_STATIC;
    made->sym->inlined = false;
    made->sym->annotations = (Annotations){0};
    made->comment = NULL;
    if (!c->why)
        convert_block(c, made->body, result);
    return made;
}

/* ------------------------------------------------------------------ for the driver */

/* Whatever the complex numbers were given in, f's derivatives must reach them by its parameters. */
static void check_lists(Convert *c, const Request *r)
{
    const Actives *lists[] = {&r->wrt, &r->of};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++)
            if (lists[k]->at[i].sym && lists[k]->at[i].sym->global)
                cannot(c, lists[k]->at[i].loc,
                       fmt("'%s' is of file scope", lists[k]->at[i].sym->name));
    for (int i = 0; i < r->func->params.n; i++) {
        Type *t = strip(r->func->params.at[i]->type);
        Type *e = t->kind == T_POINTER ? strip(element_type(t->base)) : t;
        if (e->kind == T_POINTER || e->kind == T_VOID || e->kind == T_FUNC)
            cannot(c, r->func->params.at[i]->loc,
                   fmt("'%s' is a pointer that is not followed", r->func->params.at[i]->name));
    }
}

const char *put_complex_form(Driver *d)
{
    Convert c = {0};
    if (d->program->n > 1)
        return "not for several files";
    check_lists(&c, d->request);
    Func *made = complex_func(&c, d->request->func);
    if (c.why) {
        const char *name = c.where.file ? c.where.file->name : "", *slash = strrchr(name, '/');
        d->complex = NULL;
        return c.where.file ? fmt("%s, %s:%d", c.why, slash ? slash + 1 : name, loc_line(c.where))
                            : c.why;
    }
    for (int i = 0; i < c.functions.n; i++) {
        const char *wanted = c.functions.at[i]->sym->name;
        c.functions.at[i]->sym->name = intern(fmt("%s_%d", wanted, d->number));
        out_text(d->out, "\n");
        print_prototype(d->out, c.functions.at[i]);
    }
    for (int i = 0; i < c.functions.n; i++) {
        out_text(d->out, "\n");
        print_func(d->out, c.functions.at[i]);
    }
    d->complex = made;
    return NULL;
}
