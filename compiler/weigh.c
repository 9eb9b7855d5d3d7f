/* weigh.c - do the iterations of a loop in runs cost more than what they put on the tape?
 *
 *     for (t = 0; t < steps; t++)                     8 operations for each number on the tape:
 *         for (i = 1; i < n - 1; i++) u[i] += ...         struct adcc_run run = adcc_run_begin(n);
 *     for (t = 0; t < steps; t++)                     100 of them:
 *         for (i = 0; i < n; i++) u[i] = exp(...);        struct adcc_run run = adcc_run_costly(n);
 *
 * A tape that leaves the cache costs what memory takes to write and read it, runs cost the function
 * once more: which is less depends on what an iteration computes for each byte that it saves.  The
 * bytes are known while it runs (runtime/checkpoint.c); the operations are estimated here, from the
 * code: a sum over the statements, times the trips of the loops around them.  Trips that are not
 * known are taken to be many, alike for both, so that what counts is the ratio in the innermost
 * loops.  It decides between two ways to the same derivative, nothing else.
 */
#include "reverse.h"

#include <string.h>

/* An operation is an addition of one number; several are one in loops that compilers vectorise. */
enum {
    MANY = 64,     /* trips of a loop, unless something says how many */
    FEW = 8,       /* ... if the bounds are read from memory, as for a row of a sparse matrix */
    VECTOR = 4,    /* numbers at once */
    WAIT = 3,      /* a sum waits for the one before it */
    DIVISION = 8,  /* and square roots */
    FUNCTION = 40, /* of the mathematical library, or one of which nothing is known */
    DEEP = 8,      /* values of variables in values of variables */
    CHEAP = 8      /* for each number on the tape: as much as to write and read it */
};

typedef struct Weight {
    double operations, bytes; /* of tape */
} Weight;

typedef struct Weighing {
    Weight sum;
    bool rough; /* it has what is not vectorised */
    Map *known; /* Func -> its Weighing; of what is being weighed, nothing */
} Weighing;

static void add_block_weight(Weighing *w, Block b);

/* ------------------------------------------------------------------ trips and sizes */

static Walk find_load(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ? WALK_STOP : WALK_ON;
}

static bool has_load(const Expr *e)
{
    return !walk_expr((Expr *)e, find_load, NULL);
}

static double size_of_value(const Expr *e)
{
    long size = strip(e->type)->size;
    return size > 0 ? (double)size : 8.0 * MANY;
}

/* About how large a number of elements or bytes is. */
static double about(const Expr *e, int depth)
{
    const Sym *v;
    if (e->has_value)
        return (double)e->value;
    switch (e->kind) {
    case E_CONV:
    case E_CAST:
        return about(e->kid[0], depth);
    case E_COND:
        return about(e->kid[THEN], depth);
    case E_UNARY:
        return e->op == OP_SIZEOF ? size_of_value(e->kid[0]) : MANY;
    case E_BINARY: {
        double x = about(e->kid[LHS], depth), y = about(e->kid[RHS], depth);
        return e->op == OP_MUL                       ? x * y
               : e->op == OP_ADD                     ? x + y
               : e->op == OP_SUB && x > y            ? x - y
               : e->op == OP_DIV && y > 0.0 && x > y ? x / y
                                                     : MANY;
    }
    case E_REF: /* int cells = n * m; */
        v = e->u.sym;
        return depth > 0 && v->kind == SYM_VAR && !v->global && v->init && !v->init->has_value
                   ? about(v->init, depth - 1)
                   : MANY;
    default:
        return MANY;
    }
}

static const Expr *first_value(const Stmt *loop)
{
    const Stmt *init = loop->kind == S_FOR ? loop->body[INIT].first : NULL;
    if (init && init->kind == S_DECL && init->decls.n == 1)
        return init->decls.at[0]->init;
    if (init && init->kind == S_EXPR && init->e[0]->kind == E_ASSIGN)
        return init->e[0]->kid[RHS];
    return NULL;
}

static double trips_of(const Stmt *loop)
{
    const Expr *first = first_value(loop), *test = loop->e[0] ? skip_conv(loop->e[0]) : NULL;
    if (!first || !test || test->kind != E_BINARY)
        return MANY;
    const Expr *limit = test->kid[RHS];
    if (has_load(first) || has_load(limit))
        return FEW;
    bool down = test->op == OP_GE || test->op == OP_GT;
    double n = about(down ? first : limit, DEEP);
    return n > 1.0 ? n : 1.0;
}

/* ------------------------------------------------------------------ what it takes */

static const Weighing *weigh_function(Map *known, Func *f)
{
    Weighing *w = map_get(known, f);
    if (w)
        return w;
    w = new (Weighing);
    w->known = known;
    map_set(known, f, w);
    add_block_weight(w, f->body);
    return w;
}

static double weight_of_call(Weighing *w, const Expr *call)
{
    const Sym *f = callee_sym(call);
    const Rule *rule = f ? find_rule(f) : NULL;
    if (f && str_eq(f->name, "adcc_reserve"))
        w->sum.bytes += about(call->kid[ARGS], DEEP);
    if (f && (str_eq(f->name, "adcc_push_bytes") || str_eq(f->name, "adcc_to_tape")))
        w->sum.bytes += about(call->kid[ARGS + 1], DEEP);
    if (f && starts_with(f->name, "adcc_"))
        return 0.0;
    if (f && f->func) {
        const Weighing *inside = weigh_function(w->known, f->func);
        w->sum.bytes += inside->sum.bytes;
        w->rough |= inside->rough;
        return inside->sum.operations;
    }
    if (rule && rule_is_flat(rule))
        return 1.0;
    bool root = f && (starts_with(f->name, "sqrt") || starts_with(f->name, "fabs"));
    w->rough |= !root;
    return root ? DIVISION : FUNCTION;
}

static Walk add_operation(Expr *e, void *context)
{
    Weighing *w = context;
    bool real = is_real_floating(e->type) || is_complex(e->type);
    double more = 0.0;
    if (e->kind == E_CALL)
        more = weight_of_call(w, e);
    else if (e->kind == E_BINARY || e->kind == E_ASSIGN)
        more = !real ? 0.0 : e->op == OP_DIV ? DIVISION : e->op != OP_NONE;
    else if (e->kind == E_INDEX && real)
        more = 1.0;
    w->rough |= e->kind == E_INDEX && has_load(e->kid[INDEX]);
    w->sum.operations += more;
    return e->kind == E_UNARY && e->op == OP_SIZEOF ? WALK_PRUNE : WALK_ON;
}

static void add_expr(Weighing *w, Expr *e)
{
    if (e)
        walk_expr(e, add_operation, w);
}

/* s += ...; of a variable: the next waits for it */
static bool sums_up(const Stmt *s)
{
    const Expr *e = s->e[0];
    return s->kind == S_EXPR && e->kind == E_ASSIGN && e->op != OP_NONE && ref_sym(e->kid[LHS]) &&
           is_real_floating(e->type);
}

static void add_loop(Weighing *w, const Stmt *s)
{
    Weighing once = {.known = w->known};
    double trips = trips_of(s);
    add_block_weight(&once, s->body[BODY]);
    w->sum.operations += trips * once.sum.operations / (once.rough ? 1.0 : VECTOR);
    w->sum.bytes += trips * once.sum.bytes;
    w->rough = true;
}

static void add_stmt_weight(Weighing *w, const Stmt *s)
{
    if (is_loop(s)) {
        add_loop(w, s);
        return;
    }
    if (s->kind == S_PUSH)
        w->sum.bytes += size_of_value(s->e[0]);
    else
        add_expr(w, s->e[0]);
    if (sums_up(s)) {
        w->sum.operations += WAIT;
        w->rough = true;
    }
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        add_expr(w, s->decls.at[i]->init);
    for (int i = 0; i < 3; i++)
        add_block_weight(w, s->body[i]);
}

static void add_block_weight(Weighing *w, Block b)
{
    for (const Stmt *s = b.first; s; s = s->next)
        add_stmt_weight(w, s);
}

/* ------------------------------------------------------------------ the choice */

/* if (adcc_run_tapes(&run, k)) forward sweep else the function: the variable, NULL if s is no such
 * choice. */
static Sym *run_of_choice(const Stmt *s)
{
    const Expr *call = s->kind == S_IF ? skip_conv(s->e[0]) : NULL;
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    if (!f || !str_eq(f->name, "adcc_run_tapes"))
        return NULL;
    return ref_sym(call->kid[ARGS]->kid[0]);
}

static Walk weigh(Stmt *s, void *context)
{
    Sym *run = run_of_choice(s);
    Expr *begin = run ? run->init : NULL;
    Weighing forward = {.known = context}, again = {.known = context};
    if (!begin || begin->kind != E_CALL || !str_eq(callee_sym(begin)->name, "adcc_run_begin"))
        return WALK_ON;
    add_block_weight(&forward, s->body[IF_THEN]);
    add_block_weight(&again, s->body[IF_ELSE]);
    if (again.sum.operations > CHEAP * forward.sum.bytes / 8.0)
        begin->kid[CALLEE] =
            ref(library_function(NULL, "adcc_run_costly", "adcc_rt.h", begin->type, 1, type_long));
    return WALK_ON;
}

void weigh_runs(Funcs *made)
{
    Map known = {0};
    for (int i = 0; i < made->n; i++)
        walk_block(made->at[i]->body, weigh, NULL, &known);
}
