/* roots.c - roots of what is not negative, as C compilers like them.
 *
 *     r = sqrt(x * x + y * y);    ->    r = ADCC_SQRT(x * x + y * y);
 *
 * sqrt() sets errno where its argument is negative, so gcc makes no vectors of a loop with one, nor
 * keeps numbers in registers around it, unless it is told -fno-math-errno.  Where the argument is
 * seen not to be negative, ADCC_SQRT says that nothing but the value comes of the call.  (clang sees
 * that itself.)  Besides what sign.c knows of expressions, a variable is not negative if nothing that
 * is ever put into it or added to it is.  This is for loops, and for functions that may be in one.
 */
#include "adcc.h"

/* A variable that may be one that is never negative. */
typedef struct Candidate {
    Sym *v;
    Exprs values; /* put into it, added to it, or multiplied with it */
} Candidate;
VEC(Candidate *, Candidates);

typedef struct Roots {
    Candidates all;
    Map known; /* Sym -> its Candidate, as long as nothing else is known */
} Roots;

static Candidate *candidate_of(Roots *r, const Expr *e)
{
    Sym *v = ref_sym(skip_conv((Expr *)e));
    return v ? map_get(&r->known, v) : NULL;
}

static void drop_candidate(Roots *r, const Expr *e)
{
    Candidate *c = candidate_of(r, e);
    if (c)
        map_set(&r->known, c->v, NULL);
}

static Walk note_variables(Stmt *s, void *context)
{
    Roots *r = context;
    if (s->kind == S_OPAQUE)
        return WALK_STOP;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (v->kind != SYM_VAR || v->global || v->storage == ST_STATIC || is_volatile(v->type) ||
            !is_real_floating(v->type))
            continue;
        Candidate *c = new(Candidate);
        c->v = v;
        if (v->init)
            append(&c->values, v->init);
        append(&r->all, c);
        map_set(&r->known, v, c);
    }
    return WALK_ON;
}

static Walk note_writes(Expr *e, void *context)
{
    Roots *r = context;
    if (e->kind == E_ASSIGN) {
        Candidate *c = candidate_of(r, e->kid[LHS]);
        if (c && e->op == OP_SUB)
            drop_candidate(r, e->kid[LHS]);
        else if (c)
            append(&c->values, e->kid[RHS]);
    } else if (e->kind == E_UNARY &&
               (e->op == OP_ADDR || e->op == OP_PREDEC || e->op == OP_POSTDEC)) {
        drop_candidate(r, e->kid[0]);
    }
    return WALK_ON;
}

/* Some value of the candidate may be negative, for all that is known. */
static bool may_be_negative(const Roots *r, const Candidate *c)
{
    for (int i = 0; i < c->values.n; i++)
        if (!never_negative(c->values.at[i], &r->known))
            return true;
    return false;
}

/* All variables are taken to be never negative, until one is found that may be. */
static void find_known(Roots *r)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < r->all.n; i++) {
            Candidate *c = r->all.at[i];
            if (map_get(&r->known, c->v) && may_be_negative(r, c)) {
                map_set(&r->known, c->v, NULL);
                changed = true;
            }
        }
    }
}

/* The function that is called, if it is one of the two. */
static Sym *root_of(const Expr *e)
{
    Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    bool root = f && (str_eq(f->name, "sqrt") || str_eq(f->name, "sqrtf")) && find_rule(f);
    return root ? f : NULL;
}

static Walk find_root(Expr *e, void *context)
{
    (void)context;
    return root_of(e) ? WALK_STOP : WALK_ON;
}

static Walk name_root(Expr *e, void *context)
{
    const Roots *r = context;
    Sym *f = root_of(e);
    if (!f || !never_negative(e->kid[ARGS], &r->known))
        return WALK_ON;
    Sym *named = new(Sym);
    *named = *f;
    named->name = str_eq(f->name, "sqrt") ? "ADCC_SQRT" : "ADCC_SQRTF";
    e->kid[CALLEE] = ref(named);
    return WALK_ON;
}

static Walk find_loop(Stmt *s, void *context)
{
    (void)context;
    return is_loop(s) ? WALK_STOP : WALK_ON;
}

static Walk name_in_loop(Stmt *s, void *context)
{
    if (!is_loop(s))
        return WALK_ON;
    walk_stmt(s, NULL, name_root, context);
    return WALK_PRUNE;
}

/* Elsewhere it is not worth another name.  Needs: the function as it will be. */
void name_roots(Func *f)
{
    Roots r = {.known = {0}};
    if (options.no_roots || walk_block(f->body, NULL, find_root, NULL))
        return;
    if (!walk_block(f->body, note_variables, NULL, &r))
        r = (Roots){.known = {0}}; /* text that may do anything to them */
    walk_block(f->body, NULL, note_writes, &r);
    find_known(&r);
    bool called_in_loops = f->sym->storage == ST_STATIC && walk_block(f->body, find_loop, NULL, NULL);
    if (called_in_loops)
        walk_block(f->body, NULL, name_root, &r);
    else
        walk_block(f->body, name_in_loop, NULL, &r);
}
