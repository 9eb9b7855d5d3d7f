/* program.c - the functions that one request reaches, each as a private clone in normal form.
 *
 *     f calls g and sin, g calls itself:   insts f (the root) and g; sin is a library function
 *
 * Calls inside the clones refer to the symbols of the clones, so that a function can later be had
 * in several versions without touching its callers' source.
 */
#include "reverse.h"

Inst *inst_of_call(const Program *p, const Expr *call)
{
    const Sym *callee = callee_sym(call);
    return callee ? map_get(&p->inst_of, callee) : NULL;
}

/* The program's only clone of f in normal form, from which every Inst is cloned again. */
Func *lowered_function(Program *p, Func *f)
{
    Func *g = map_get(&p->lowered, f);
    if (g)
        return g;
    drop_pragmas(f);
    g = clone_func(f, f->sym->name, NULL);
    lower_variable_arguments(g);
    lower_vector_calls(g);
    lower_func(g);
    spread_vectors(g);
    name_array_literals(g);
    separate_local_types(g);
    lower_goto(g);
    lower_searches(g);
    lower_allocators(g);
    find_nonzero_roots(g);
    resolve_pointer_calls(p, g, f);
    map_set(&p->lowered, f, g);
    return g;
}

/* The root is not found by its symbol: a recursive call is one of another, internal version. */
static Inst *new_inst(Program *p, Func *f)
{
    Inst *inst = new (Inst);
    inst->index = p->insts.n;
    inst->primal = f;
    inst->body = clone_func(lowered_function(p, f), f->sym->name, NULL);
    inst->sym = inst->body->sym;
    inst->inactive = f->sym->inactive;
    append(&p->insts, inst);
    inline_values(p, inst->body);
    nest_guards(inst->body);
    make_frames(p, inst);
    return inst;
}

/* Points each call at the callee's clone, made on demand. */
static Walk link_call(Expr *e, void *context)
{
    Program *p = context;
    if (e->kind != E_CALL)
        return WALK_ON;
    Sym *callee = callee_sym(e);
    if (!callee || !callee->func || map_has(&p->inst_of, callee))
        return WALK_ON;
    if (callee->custom[ADJOINT] || callee->allocator || find_rule(callee))
        return WALK_ON;
    Inst *inst = new_inst(p, callee->func);
    map_set(&p->inst_of, inst->sym, inst);
    map_set(&p->inst_of, callee, inst);
    return WALK_ON;
}

typedef struct Search {
    const Program *p;
    const Inst *wanted;
} Search;

static Walk find_inst_call(Expr *e, void *context)
{
    const Search *s = context;
    return e->kind == E_CALL && inst_of_call(s->p, e) == s->wanted ? WALK_STOP : WALK_ON;
}

const Sym *custom_adjoint(const Expr *call)
{
    const Sym *callee = callee_sym(call);
    return callee ? callee->custom[ADJOINT] : NULL;
}

bool calls(Program *p, Inst *f, Inst *g)
{
    if (p->bodies_noted)
        return bits_has(&f->callees, g->index);
    Search s = {p, g};
    return !walk_block(f->body->body, NULL, find_inst_call, &s);
}

typedef struct Callees {
    const Program *p;
    Bits found;
} Callees;

static Walk note_callee(Expr *e, void *context)
{
    Callees *c = context;
    const Inst *f = e->kind == E_CALL ? inst_of_call(c->p, e) : NULL;
    if (f)
        bits_add(&c->found, f->index);
    return WALK_ON;
}

void note_bodies(Program *p)
{
    for (int i = 0; i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        Callees c = {.p = p};
        walk_block(f->body->body, NULL, note_callee, &c);
        f->callees = c.found;
        f->direct_writes = own_writes(p, f);
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = p->insts.n - 1; i >= 0; i--) { /* callees first, mostly */
            Inst *f = p->insts.at[i];
            for (int k = bits_next(&f->callees, 0); k >= 0; k = bits_next(&f->callees, k + 1))
                grew |= bits_union(&f->direct_writes, &p->insts.at[k]->direct_writes);
        }
    }
    p->bodies_noted = true;
}

Expr *call_sym(Sym *function, Exprs args)
{
    return call(function, args);
}

/* Memory that one version of a function allocates is not that of another. */
static Walk mark_call(Expr *e, void *context)
{
    const Inst *version = context;
    if (e->kind == E_CALL)
        e->value = version->sym->id;
    return WALK_ON;
}

Inst *add_version(Program *p, Func *f, const Syms *functions)
{
    Inst *inst = new_inst(p, f);
    use_known_functions(inst->body, functions);
    walk_block(inst->body->body, NULL, mark_call, inst);
    map_set(&p->inst_of, inst->sym, inst);
    walk_block(inst->body->body, NULL, link_call, p);
    return inst;
}

Program *make_program(Request *request, Units *units)
{
    Program *p = new (Program);
    p->units = units;
    p->request = request;
    p->root = new_inst(p, request->func);
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, link_call, p);
    warn_about_static(p);
    return p;
}
