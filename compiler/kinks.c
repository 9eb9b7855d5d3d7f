/* kinks.c - for --kinks: counting where a run hits points at which mathematics leaves a choice.
 *
 *     y = fabs(x);     ->      adcc_kink("f.c:7: fabs(x) at 0", x == 0.0);
 *                              y = fabs(x);
 *
 * This happens to the program before it is differentiated: the calls are like output, which must
 * happen once, so that both modes count the same.  Only values that depend on the independents are
 * looked at, and what is evaluated only sometimes (c ? fabs(x) : y) is looked at only then.
 * Conditions of loops are not: how often a loop runs is differentiated as it was.
 */
#include "kinks.h"
#include "trace.h"

#include <string.h>

typedef enum Where {
    AT_ZERO,    /* x = 0 */
    AT_ORIGIN,  /* x = y = 0 */
    AT_TIE,     /* x = y */
    AT_VALUE,   /* f(x) = x */
    AT_STEP,    /* the same, but not at 0 */
    AT_HALF,    /* half way between two integers */
    AT_POWER,   /* x is a power of 2 */
    AT_WHOLE,   /* x is a multiple of y, but not 0 */
    AT_OTHER,   /* ... or half way between two */
    AT_POW      /* see below */
} Where;

typedef struct Kink {
    const char *name;
    Where where;
    const char *says;
} Kink;

static const Kink table[] = {
    {"fabs", AT_ZERO, "at 0"},         {"sqrt", AT_ZERO, "at 0"},
    {"cbrt", AT_ZERO, "at 0"},         {"copysign", AT_ZERO, "at 0"},
    {"csqrt", AT_ZERO, "at 0"},        {"cabs", AT_ZERO, "at 0"},
    {"carg", AT_ZERO, "at 0"},         {"hypot", AT_ORIGIN, "at 0"},
    {"atan2", AT_ORIGIN, "at 0"},      {"pow", AT_POW, "at 0"},
    {"fmax", AT_TIE, "at a tie"},      {"fmin", AT_TIE, "at a tie"},
    {"fdim", AT_TIE, "at a tie"},      {"fmaximum", AT_TIE, "at a tie"},
    {"fminimum", AT_TIE, "at a tie"},  {"fmaximum_num", AT_TIE, "at a tie"},
    {"fminimum_num", AT_TIE, "at a tie"}, {"floor", AT_VALUE, "at a jump"},
    {"ceil", AT_VALUE, "at a jump"},   {"trunc", AT_STEP, "at a jump"},
    {"round", AT_HALF, "at a jump"},   {"rint", AT_HALF, "at a jump"},
    {"nearbyint", AT_HALF, "at a jump"}, {"roundeven", AT_HALF, "at a jump"},
    {"lround", AT_HALF, "at a jump"},  {"llround", AT_HALF, "at a jump"},
    {"lrint", AT_HALF, "at a jump"},   {"llrint", AT_HALF, "at a jump"},
    {"logb", AT_POWER, "at a jump"},   {"ilogb", AT_POWER, "at a jump"},
    {"llogb", AT_POWER, "at a jump"},  {"fmod", AT_WHOLE, "at a jump"},
    {"remainder", AT_OTHER, "at a jump"}, {"drem", AT_OTHER, "at a jump"},
};

static const Kink *kink_of(const Sym *f)
{
    bool built_in = starts_with(f->name, "__builtin_");
    const char *name = f->name + (built_in ? strlen("__builtin_") : 0);
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t m = strlen(table[i].name);
        bool exact = n == m, suffixed = n == m + 1 && (name[m] == 'f' || name[m] == 'l');
        if ((exact || suffixed) && strncmp(name, table[i].name, m) == 0)
            return &table[i];
    }
    return NULL;
}

/* ------------------------------------------------------------------ conditions */

static Expr *core_copy(const Expr *e)
{
    return clone_expr(skip_conv((Expr *)e), NULL);
}

static Expr *equal(Expr *a, Expr *b)
{
    return binary(OP_EQ, a, b);
}

static Expr *number(double value, const Expr *like)
{
    Type *t = strip(like->type);
    t = t->kind == T_COMPLEX ? strip(t->base) : t;
    return float_const(value, is_real_floating(t) ? basic_type(t->kind) : type_double);
}

static Expr *is_null(const Expr *x)
{
    return equal(core_copy(x), number(0.0, skip_conv((Expr *)x)));
}

static Expr *both(Expr *a, Expr *b)
{
    return a ? binary(OP_LAND, a, b) : b;
}

/* fabs(e), in the precision of e */
static Expr *magnitude(Expr *e)
{
    Type *t = strip(e->type);
    const char *name = t->kind == T_FLOAT ? "fabsf" : t->kind == T_LDOUBLE ? "fabsl" : "fabs";
    t = is_real_floating(t) ? basic_type(t->kind) : type_double;
    return call_n(library_function(NULL, name, "math.h", t, 1, t), 1, e);
}

/* pow(x, y): singular at x = 0 for exponents below 1; in y (if that is active) for all x <= 0. */
static Expr *at_pow(const Expr *x, const Expr *y, bool x_flows, bool y_flows)
{
    if (y_flows)
        return binary(OP_LE, core_copy(x), number(0.0, skip_conv((Expr *)x)));
    if (!x_flows)
        return NULL;
    const Expr *core = skip_conv((Expr *)y);
    bool literal = core->kind == E_INT || core->kind == E_FLOAT;
    if (literal && *core->text >= '1' && *core->text <= '9')
        return NULL;
    return both(is_null(x), both(binary(OP_LT, core_copy(y), number(1.0, core)),
                                 binary(OP_NE, core_copy(y), number(0.0, core))));
}

/* True at run time where the call is at its kink; NULL if it cannot be. */
static Expr *condition_of(const Kink *k, const Expr *call, bool x_flows, bool y_flows)
{
    const Expr *x = call->kid[ARGS], *y = call->nkid > ARGS + 1 ? call->kid[ARGS + 1] : NULL;
    Expr *not_null = binary(OP_NE, core_copy(x), number(0.0, skip_conv((Expr *)x)));
    switch (k->where) {
    case AT_ZERO:
        return x_flows ? is_null(x) : NULL;
    case AT_ORIGIN:
        return both(is_null(x), is_null(y));
    case AT_TIE:
        return equal(core_copy(x), core_copy(y));
    case AT_VALUE:
        return equal(clone_expr(call, NULL), core_copy(x));
    case AT_STEP:
        return both(equal(clone_expr(call, NULL), core_copy(x)), not_null);
    case AT_HALF:
        return equal(magnitude(sub(core_copy(x), clone_expr(call, NULL))), number(0.5, x));
    case AT_POWER: {
        Sym *log = library_function(NULL, "ilogb", "math.h", type_int, 1, type_double);
        Sym *exp = library_function(NULL, "ldexp", "math.h", type_double, 2, type_double, type_int);
        return equal(magnitude(core_copy(x)),
                     call_n(exp, 2, float_const(1.0, type_double), call_n(log, 1, core_copy(x))));
    }
    case AT_WHOLE:
        return both(equal(clone_expr(call, NULL), number(0.0, call)), not_null);
    case AT_OTHER:
        return equal(magnitude(clone_expr(call, NULL)),
                     mul(number(0.5, call), magnitude(core_copy(y))));
    case AT_POW:
        return at_pow(x, y, x_flows, y_flows);
    }
    return NULL;
}

/* ------------------------------------------------------------------ the search */

typedef struct Search {
    const Flow *flow;
    Loc loc;
    Block found;
} Search;

static Expr *guarded(const Expr *guard, Expr *e)
{
    return guard ? both(clone_expr(guard, NULL), e) : e;
}

/* As the source says it, if that is on one line. */
static const char *text_of(const Expr *e)
{
    const char *from = e->loc.file ? e->loc.file->text + e->loc.from : "";
    size_t n = e->loc.file && e->loc.to > e->loc.from ? (size_t)(e->loc.to - e->loc.from) : 0;
    bool one_line = n > 0 && !memchr(from, '\n', n);
    return one_line ? intern_n(from, n) : expr_str(e);
}

/* adcc_kink("f.c:7: fabs(x) at 0", condition); */
static void count(Search *s, const Expr *e, const char *says, Expr *condition)
{
    Loc loc = s->loc.file ? s->loc : e->loc;
    if (!condition || !is_pure(condition) || !loc.file)
        return;
    const char *text = fmt("%s: %s %s", loc_short(loc), text_of(e), says);
    Types params = {0};
    append(&params, pointer_to(qualified(type_char, Q_CONST)));
    append(&params, type_int);
    Sym *f = new_sym(SYM_FUNC, intern("adcc_kink"), func_type(type_void, params));
    f->global = f->system = true;
    f->header = "adcc_rt.h";
    Stmt *st = expr_stmt(call_n(f, 2, string(text), condition));
    st->loc = loc;
    add_stmt(&s->found, st);
}

static bool flows_real(const Search *s, const Expr *e)
{
    e = skip_conv((Expr *)e);
    return (is_real_floating(strip(e->type)) || is_complex(e->type)) && s->flow->flows(s->flow, e);
}

static void search(Search *s, const Expr *e, const Expr *guard);

/* A value that decides something. */
static void search_truth(Search *s, const Expr *e, const Expr *guard)
{
    const Expr *core = skip_conv((Expr *)e);
    if (flows_real(s, core))
        count(s, core, "at 0", guarded(guard, is_null(core)));
}

static void search_conversion(Search *s, const Expr *e, const Expr *guard)
{
    const Expr *x = skip_conv(e->kid[0]);
    if (!is_integer(e->type) || !flows_real(s, x) || is_complex(x->type))
        return;
    if (strip(e->type)->kind == T_BOOL) {
        search_truth(s, x, guard);
        return;
    }
    Type *t = named_type(unqualified(e->type));
    Expr *step = both(equal(core_copy(x), cast(t, core_copy(x))),
                      binary(OP_NE, core_copy(x), number(0.0, x)));
    const Expr *shown = e->kind == E_CAST ? e : cast(t, core_copy(x));
    count(s, shown, "at a jump", guarded(guard, step));
}

static void search_binary(Search *s, const Expr *e, const Expr *guard)
{
    const Expr *l = e->kid[LHS], *r = e->kid[RHS];
    bool compares = e->op == OP_LT || e->op == OP_LE || e->op == OP_GT || e->op == OP_GE ||
                    e->op == OP_EQ || e->op == OP_NE;
    if (e->op == OP_LAND || e->op == OP_LOR) {
        Expr *left = e->op == OP_LAND ? clone_expr(l, NULL) : unary(OP_LNOT, clone_expr(l, NULL));
        Expr *more = guard ? both(clone_expr(guard, NULL), left) : left;
        search_truth(s, l, guard);
        search_truth(s, r, more);
        search(s, l, guard);
        search(s, r, more);
        return;
    }
    if (compares && (flows_real(s, l) || flows_real(s, r)))
        count(s, e, "at equality", guarded(guard, equal(core_copy(l), core_copy(r))));
    search(s, l, guard);
    search(s, r, guard);
}

static void search(Search *s, const Expr *e, const Expr *guard)
{
    if (e->kind == E_BINARY) {
        search_binary(s, e, guard);
        return;
    }
    if (e->kind == E_COND) {
        Expr *then = clone_expr(e->kid[COND], NULL), *not = unary(OP_LNOT, clone_expr(then, NULL));
        search_truth(s, e->kid[COND], guard);
        search(s, e->kid[COND], guard);
        search(s, e->kid[THEN], guard ? both(clone_expr(guard, NULL), then) : then);
        search(s, e->kid[ELSE], guard ? both(clone_expr(guard, NULL), not) : not);
        return;
    }
    if (e->kind == E_STMT || (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF)))
        return;
    if (e->kind == E_CAST || e->kind == E_CONV)
        search_conversion(s, e, guard);
    if (e->kind == E_UNARY && e->op == OP_LNOT)
        search_truth(s, e->kid[0], guard);
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    const Kink *k = f && is_pure_library(f) ? kink_of(f) : NULL;
    if (k) {
        bool x = flows_real(s, e->kid[ARGS]);
        bool y = e->nkid > ARGS + 1 && flows_real(s, e->kid[ARGS + 1]);
        if (x || y) {
            Expr *condition = condition_of(k, e, x, y);
            count(s, e, k->says, condition ? guarded(guard, condition) : NULL);
        }
    }
    for (int i = e->kind == E_CALL ? ARGS : 0; i < e->nkid; i++)
        search(s, e->kid[i], guard);
}

/* ------------------------------------------------------------------ statements */

static Block counts_for(const Flow *flow, const Stmt *st)
{
    Search s = {flow, st->loc, {0}};
    bool looked_at = st->kind == S_EXPR || st->kind == S_RETURN || st->kind == S_IF ||
                     st->kind == S_SWITCH;
    if (looked_at && st->e[0])
        search(&s, st->e[0], NULL);
    if (st->kind == S_IF)
        search_truth(&s, st->e[0], NULL);
    for (int i = 0; st->kind == S_DECL && i < st->decls.n; i++) {
        const Sym *v = st->decls.at[i];
        if (v->init && v->storage != ST_STATIC)
            search(&s, v->init, NULL);
    }
    return s.found;
}

bool add_kinks(const Flow *flow, Block *b)
{
    Block out = {0};
    bool any = false;
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Block before = counts_for(flow, s);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                any |= add_kinks(flow, &s->body[i]);
        any |= !is_empty(before);
        out = join(out, before);
        add_stmt(&out, s);
    }
    *b = out;
    return any;
}
