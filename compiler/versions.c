/* versions.c - one version of a function for each pattern of active arguments.
 *
 *     dot(n, x, table) + dot(n, y, x)      ->      two versions of dot: with x active, with both
 *     euler(decay, y) + euler(growth, y)   ->      two versions of euler: one calls decay
 *     double *x = get(n); int *k = get(n)  ->      two versions of void *get(size_t)
 *     dot(n, x, x) + dot(n, x, y)          ->      two versions of dot: with one array, with two
 *
 * An analysis of dot for both calls at once would give 'table' a derivative it does not have.  So
 * calls of a function are compared: where different pointer arguments lead to storage with
 * derivatives, or two of them are the same, or the void pointer it returns becomes one to reals or
 * to something else, the call goes to a version of its own.  Where no call has two of them the
 * same, both may be restrict, and so may their adjoints.  A new version may show new patterns in
 * what it calls; this is repeated until it settles.
 */
#include "reverse.h"
#include "targets.h"

#include <string.h>

enum { MAX_ROUNDS = 12 };

static void forget_analysis(Program *p)
{
    p->places = (Places){0};
    p->unknown = NULL;
    p->place_of = p->memory_of = p->heap_of = (Map){0};
    p->varied = p->useful = p->shadowed = p->written = (Bits){0};
    p->indexed = 0;
    p->retyped = false;
    memset(p->open, 0, sizeof p->open);
    memset(p->global_accesses, 0, sizeof p->global_accesses);
    for (int i = 0; i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        f->reads = f->writes = (Bits){0};
        f->observable = false;
    }
}

bool is_null_pointer(const Expr *e)
{
    for (e = skip_conv((Expr *)e); e->kind == E_CAST; e = skip_conv(e->kid[0]))
        ;
    return e->has_value && e->value == 0;
}

/* The function that the argument for this parameter is by name, or NULL. */
static Sym *named_function(const Sym *param, Expr *arg)
{
    return is_function_pointer(param->type) ? function_name(arg) : NULL;
}

typedef struct Split {
    Program *p;
    const Inst *caller;
    const Expr *converted; /* an operand of a conversion, ... */
    Type *to;              /* ... and its type */
    bool changed;
} Split;

static bool gives_void_pointer(const Inst *f)
{
    Type *t = strip(f->sym->type->base);
    return t->kind == T_POINTER && strip(t->base)->kind == T_VOID;
}

/* What the void pointer that a call gives is used for: r reals, o others, v not known; '-' if it
 * gives none. */
static char use_of_result(const Split *s, const Inst *callee, const Expr *call)
{
    if (!gives_void_pointer(callee))
        return '-';
    Type *to = s->converted == call && is_pointer(s->to) ? strip(s->to)->base : NULL;
    if (to && strip(to)->kind != T_VOID)
        return carries_reals(to) ? 'r' : 'o';
    const char *caller = s->caller->pattern;
    return caller && gives_void_pointer(s->caller) ? caller[s->caller->body->params.n] : 'v';
}

/* The argument before argument i that is the same variable, -1 if there is none. */
static int twin_of(const Expr *call, int i)
{
    enum { LETTERS = 26 };
    const Sym *v = ref_sym(skip_conv(call->kid[ARGS + i]));
    bool steady = v && !is_volatile(v->type) && !options.no_twins;
    for (int k = 0; steady && k < i && k < LETTERS; k++)
        if (ref_sym(skip_conv(call->kid[ARGS + k])) == v)
            return k;
    return -1;
}

/* Of a pointer argument: 1 if it leads to storage with derivatives, 0 if not; A if it does and is
 * what the first argument is, B the second, and so on.  A null pointer fits 0 and 1. */
static char letter_of(const Split *s, const Inst *callee, const Expr *call, int i)
{
    const Expr *arg = call->kid[ARGS + i];
    if (!is_pointer(callee->body->params.at[i]->type))
        return '-';
    if (is_null_pointer(arg)) {
        bool known = callee->pattern && (size_t)i < strlen(callee->pattern);
        return known && callee->pattern[i] == '0' ? '0' : '1';
    }
    if (!leads_to_shadowed(s->p, arg))
        return '0';
    int twin = twin_of(call, i);
    return twin < 0 ? '1' : (char)('A' + twin);
}

/* "10-r": a letter a parameter, and one for the result.  After a colon the functions that are
 * passed by name. */
static const char *pattern_of(const Split *s, const Inst *callee, const Expr *call)
{
    Out out = {0};
    const char *functions = "";
    for (int i = 0; i < callee->body->params.n && ARGS + i < call->nkid; i++) {
        const Expr *arg = call->kid[ARGS + i];
        const Sym *f = named_function(callee->body->params.at[i], (Expr *)arg);
        if (f)
            functions = fmt("%s:%d=%d", functions, i, f->id);
        const char letter[2] = {letter_of(s, callee, call, i), 0};
        out_text(&out, letter);
    }
    for (int i = call->nkid - ARGS; i < callee->body->params.n; i++)
        out_text(&out, "-"); /* called with too few */
    out_fmt(&out, "%c%s", use_of_result(s, callee, call), functions);
    return intern(out.at ? out.at : "");
}

static bool names_functions(const char *pattern)
{
    return strchr(pattern, ':') != NULL;
}

static bool is_twin(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/* Does what the version is for show in its body? */
static bool has_own_body(const Inst *callee, const char *pattern)
{
    bool own = names_functions(pattern);
    for (int i = 0; i < callee->body->params.n; i++)
        own |= is_twin(pattern[i]);
    return own;
}

typedef struct Twins {
    const Sym *later;
    Sym *first;
} Twins;

static Expr *use_first(Expr *e, void *context)
{
    const Twins *t = context;
    if (e->kind == E_REF && e->u.sym == t->later)
        e->u.sym = t->first;
    return e;
}

/* Parameters of a version that are always given what an earlier one is: its body has that alone,
 * if they are of one type, not rows of lengths that may differ, and stay what they are. */
static void merge_twins(const Inst *f, const char *pattern)
{
    const Syms *params = &f->body->params;
    Map changed = changed_variables(f->body->body);
    for (int i = 0; i < params->n; i++) {
        if (!is_twin(pattern[i]))
            continue;
        Twins t = {params->at[i], params->at[pattern[i] - 'A']};
        if (same_type(t.later->type, t.first->type) && !is_array(strip(t.first->type)->base) &&
            !map_has(&changed, t.later) && !map_has(&changed, t.first))
            rewrite_block(f->body->body, use_first, &t);
    }
}

/* The version of this function for this pattern, made if there is none. */
static Inst *version_for(Split *s, Inst *callee, const char *pattern, const Expr *call)
{
    for (int i = 1; i < s->p->insts.n; i++) {
        Inst *f = s->p->insts.at[i];
        if (f->primal == callee->primal && f->pattern == pattern)
            return f;
    }
    s->changed = true;
    Syms functions = {0}; /* those that the call names */
    for (int i = 0; i < callee->body->params.n; i++) {
        bool given = names_functions(pattern) && ARGS + i < call->nkid;
        append(&functions,
               given ? named_function(callee->body->params.at[i], call->kid[ARGS + i]) : NULL);
    }
    Inst *f = add_version(s->p, callee->primal, &functions);
    f->pattern = pattern;
    merge_twins(f, pattern);
    return f;
}

static Walk split_call(Expr *e, void *context)
{
    Split *s = context;
    if ((e->kind == E_CAST || e->kind == E_CONV) && s->converted != e) {
        s->converted = e->kid[0];
        s->to = e->type;
    }
    Inst *callee = e->kind == E_CALL ? inst_of_call(s->p, e) : NULL;
    if (!callee || callee->inactive)
        return WALK_ON;
    const char *pattern = pattern_of(s, callee, e);
    if (!callee->pattern && !has_own_body(callee, pattern))
        callee->pattern = pattern;
    if (callee->pattern == pattern)
        return WALK_ON;
    Inst *version = version_for(s, callee, pattern, e);
    if (version != callee) {
        e->kid[CALLEE] = ref(version->sym);
        s->changed = true;
    }
    return WALK_ON;
}

/* What a program's root calls, directly or not. */
typedef struct Reached {
    Program *p;
    Map seen;
    Insts insts;
} Reached;

static Walk note_reached(Expr *e, void *context)
{
    Reached *r = context;
    Inst *f = e->kind == E_CALL ? inst_of_call(r->p, e) : NULL;
    if (f && !map_has(&r->seen, f)) {
        map_set(&r->seen, f, f);
        append(&r->insts, f);
    }
    return WALK_ON;
}

/* Versions that no call leads to any more go. */
static void drop_uncalled(Program *p)
{
    Reached r = {.p = p};
    Insts kept = {0};
    map_set(&r.seen, p->root, p->root);
    append(&r.insts, p->root);
    for (int i = 0; i < r.insts.n; i++)
        walk_block(r.insts.at[i]->body->body, NULL, note_reached, &r);
    for (int k = 0; k < p->insts.n; k++)
        if (map_has(&r.seen, p->insts.at[k])) {
            p->insts.at[k]->index = kept.n;
            append(&kept, p->insts.at[k]);
        }
    p->insts = kept;
}

/* Points-to, effects and activity of a program in which every function has the versions it needs.
 */
static void analyse_once(Program *p)
{
    forget_analysis(p);
    find_places(p);
    find_effects(p);
    find_flow(p);
}

void analyse_program(Program *p)
{
    Split s = {.p = p, .changed = true};
    for (int round = 0; s.changed && round < MAX_ROUNDS; round++) {
        s.changed = false;
        analyse_once(p);
        for (int i = 0; i < p->insts.n; i++) {
            s.caller = p->insts.at[i];
            walk_block(s.caller->body->body, NULL, split_call, &s);
        }
        if (s.changed)
            drop_uncalled(p);
    }
    if (s.changed) /* the last versions are not known yet */
        analyse_once(p);
    settle_activity(p);
}
