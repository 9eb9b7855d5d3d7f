/* adjoint_complex.c - adjoints of complex values.
 *
 *     w = z * cexp(v);      ->      z_b += conj(cexp(v)) * w_b;  v_b += conj(z * cexp(v)) * w_b;
 *
 * The adjoint of z = x + i y is x_b + i y_b: for a real result, the gradient with respect to the
 * real and the imaginary part.  With the real pairing Re(conj(a) b) of adjoints and tangents, the
 * adjoint of a product by p is one by conj(p), and the adjoint of a real quantity is the real part
 * of what arrives.
 */
#include "reverse.h"

/* name(z), in the precision of z */
static Expr *complex_call(const char *name, Expr *z)
{
    Type *t = unqualified(strip(z->type));
    TypeKind kind = strip(t->base)->kind;
    const char *suffix = kind == T_FLOAT ? "f" : kind == T_LDOUBLE ? "l" : "";
    Type *result = str_eq(name, "conj") ? t : unqualified(t->base);
    Sym *f = library_function(NULL, fmt("%s%s", name, suffix), "complex.h", result, 1, t);
    return call_n(f, 1, z);
}

/* The factor by which an adjoint is multiplied where the tangent is by e. */
Expr *adjoint_factor(Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    if (f && complex_part(f) == COMPLEX_CONJ)
        return e->kid[ARGS];
    return is_complex(e->type) ? complex_call("conj", e) : e;
}

/* What arrives at a real quantity. */
Expr *real_seed(Expr *seed)
{
    return is_complex(seed->type) ? complex_call("creal", seed) : seed;
}

/* i * e, for a real e */
static Expr *times_i(Expr *e, Type *complex)
{
    Type *real = unqualified(strip(complex)->base);
    Sym *f = library_function(NULL, "__builtin_complex", NULL, unqualified(strip(complex)), 2, real,
                              real);
    Type *wide = arithmetic_type(real, strip(e->type)); /* it takes two of one type */
    bool same = strip(e->type)->kind == strip(wide)->kind;
    return call_n(f, 2, float_const(0.0, wide), same ? e : cast(wide, e));
}

/* d|z| = Re(conj(z) dz) / |z|;  d arg z = Im(dz / z) */
static void push_polar(Adjoint *a, const Expr *e, Expr *seed, ComplexPart part, Block *out)
{
    const Expr *z = e->kid[ARGS];
    Expr *v = value_of_node(a, z, out), *r = value_of_node(a, e, out), *turn = NULL;
    if (part == COMPLEX_ABS)
        turn = divide(mul(seed, copy(v)), copy(r));
    else
        turn = divide(times_i(seed, z->type), adjoint_factor(copy(v)));
    Expr *known = part == COMPLEX_ABS ? r : copy(v);
    push_back(a, z, cond(binary(OP_NE, known, zero_of(known->type)), turn, zero_of(z->type)), out);
}

static void push_part(Adjoint *a, const Expr *e, Expr *seed, ComplexPart part, Block *out)
{
    const Expr *z = e->kid[ARGS];
    switch (part) {
    case COMPLEX_REAL:
        push_back(a, z, seed, out);
        break;
    case COMPLEX_IMAG:
        push_back(a, z, times_i(seed, z->type), out);
        break;
    case COMPLEX_CONJ:
        push_back(a, z, adjoint_factor(seed), out);
        break;
    case COMPLEX_MAKE:
        seed = is_complex(seed->type) ? name_seed(a, seed, out) : seed;
        push_back(a, z, real_seed(copy(seed)), out);
        if (is_complex(seed->type))
            push_back(a, e->kid[ARGS + 1], complex_call("cimag", seed), out);
        break;
    default:
        push_polar(a, e, seed, part, out);
    }
}

/* conj(partial) * seed; what is not chosen is not multiplied */
static Expr *adjoint_of_factor(Expr *partial, Expr *seed)
{
    if (partial->kind != E_COND)
        return mul(adjoint_factor(partial), seed);
    Expr *other = copy(seed);
    return cond(partial->kid[COND], mul(adjoint_factor(partial->kid[THEN]), seed),
                mul(adjoint_factor(partial->kid[ELSE]), other));
}

static void push_rule(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    const Sym *f = callee_sym(e);
    const Rule *rule = find_complex_rule(f);
    int n = rule_arity(rule);
    unsigned active = 0;
    Expr *args[8] = {0};
    for (int k = 0; k < n; k++)
        active |= is_active_expr(a->p, e->kid[ARGS + k]) ? 1u << k : 0;
    for (int k = 0; k < e->nkid - ARGS && k < 8; k++)
        args[k] = value_of_node(a, e->kid[ARGS + k], out);
    if (active & (active - 1))
        seed = name_seed(a, seed, out);
    for (int k = 0; k < n; k++) {
        if (!(active >> k & 1))
            continue;
        Expr *result = rule_uses_result(rule, k) ? value_of_node(a, e, out) : NULL;
        Expr *partial = rule_partial(rule, f, k, args, result, active);
        push_back(a, e->kid[ARGS + k], adjoint_of_factor(partial, copy(seed)), out);
    }
}

/* A call of a function of complex numbers or their parts; false if it is none. */
bool push_complex_call(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    const Sym *f = callee_sym(e);
    ComplexPart part = f ? complex_part(f) : COMPLEX_NONE;
    if (part != COMPLEX_NONE)
        push_part(a, e, seed, part, out);
    else if (f && find_complex_rule(f))
        push_rule(a, e, seed, out);
    else
        return false;
    return true;
}

/* __real__ z, __imag__ z, ~z */
void push_complex_unary(Adjoint *a, const Expr *e, Expr *seed, Block *out)
{
    const Expr *z = e->kid[0];
    if (e->op == OP_NOT)
        push_back(a, z, adjoint_factor(seed), out);
    else if (e->op == OP_REAL || !is_complex(z->type))
        push_back(a, z, seed, out);
    else
        push_back(a, z, times_i(seed, z->type), out);
}
