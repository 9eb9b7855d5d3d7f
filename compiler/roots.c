/* roots.c - roots of what is not negative, as C compilers like them.
 *
 *     r = sqrt(x * x + y * y);    ->    r = ADCC_SQRT(x * x + y * y);
 *
 * sqrt() sets errno where its argument is negative, so gcc makes no vectors of a loop with one, nor
 * keeps numbers in registers around it, unless it is told -fno-math-errno.  Where the argument is
 * seen not to be negative, ADCC_SQRT says that nothing but the value comes of the call.  (clang
 * sees that itself.)  Besides what sign.c knows of expressions, a variable is not negative if
 * nothing that is ever put into it or added to it is.  This is for loops, and for functions that
 * may be in one.
 */
#include "adcc.h"

static const char *const root_names[] = {"ADCC_SQRT", "ADCC_SQRTF"};

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

/* What is written in another way than by a sum or product; __real__ v = x writes to v. */
static void drop_candidate(Roots *r, const Expr *e)
{
    e = skip_conv((Expr *)e);
    while (e->kind == E_UNARY && e->op != OP_DEREF)
        e = skip_conv(e->kid[0]);
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
        Candidate *c = new (Candidate);
        c->v = v;
        if (v->init)
            append(&c->values, v->init);
        append(&r->all, c);
        map_set(&r->known, v, c);
    }
    return WALK_ON;
}

static Walk note_pops(Stmt *s, void *context)
{
    if (s->kind == S_POP)
        drop_candidate(context, s->e[0]);
    return WALK_ON;
}

static Walk note_writes(Expr *e, void *context)
{
    Roots *r = context;
    if (e->kind == E_ASSIGN) {
        Candidate *c = candidate_of(r, e->kid[LHS]);
        bool kept = e->op == OP_NONE || e->op == OP_ADD || e->op == OP_MUL ||
                    (e->op == OP_DIV && is_positive(e->kid[RHS]));
        if (c && kept)
            append(&c->values, e->kid[RHS]);
        else
            drop_candidate(r, e->kid[LHS]);
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

Sym *called_root(const Expr *e)
{
    Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    bool root = f && (str_eq(f->name, "sqrt") || str_eq(f->name, "sqrtf")) && find_rule(f);
    return root ? f : NULL;
}

static Walk find_root(Expr *e, void *context)
{
    (void)context;
    return called_root(e) ? WALK_STOP : WALK_ON;
}

static Walk name_root(Expr *e, void *context)
{
    const Roots *r = context;
    Sym *f = called_root(e);
    if (!f || !never_negative(e->kid[ARGS], &r->known))
        return WALK_ON;
    Sym *named = new (Sym);
    *named = *f;
    named->name = intern(root_names[!str_eq(f->name, "sqrt")]);
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

/* Has the program one of the names for something else? */
bool are_root_names_taken(Units *program)
{
    Map taken = names_at_file_scope(program);
    for (int k = 0; k < 2; k++) {
        const char *name = intern(root_names[k]);
        if (map_has(&taken, name))
            return true;
        for (int i = 0; i < program->n; i++)
            if (map_has(&program->at[i]->macros, name))
                return true;
    }
    return false;
}

static bool is_root_name(const Sym *v)
{
    return v->name && (str_eq(v->name, root_names[0]) || str_eq(v->name, root_names[1]));
}

static Walk find_name(Stmt *s, void *context)
{
    (void)context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        if (is_root_name(s->decls.at[i]))
            return WALK_STOP;
    return WALK_ON;
}

static bool hides_names(const Func *f)
{
    for (int i = 0; i < f->params.n; i++)
        if (is_root_name(f->params.at[i]))
            return true;
    return !walk_block(f->body, find_name, NULL, NULL);
}

/* Elsewhere it is not worth another name.  Needs: the function as it will be. */
void name_roots(Units *program, Func *f)
{
    Roots r = {.known = {0}};
    if (options.no_roots || walk_block(f->body, NULL, find_root, NULL) ||
        are_root_names_taken(program) || hides_names(f))
        return;
    if (!walk_block(f->body, note_variables, NULL, &r))
        r = (Roots){.known = {0}}; /* text that may do anything to them */
    walk_block(f->body, note_pops, note_writes, &r);
    find_known(&r);
    bool called = f->sym->storage == ST_STATIC && walk_block(f->body, find_loop, NULL, NULL);
    if (called)
        walk_block(f->body, NULL, name_root, &r);
    else
        walk_block(f->body, name_in_loop, NULL, &r);
}
