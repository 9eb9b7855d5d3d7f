/* frame.c - variables that both sweeps of a function must find at one address.
 *
 *     double w[2] = {x, y}, *p = c ? w : u;  ... p = w + 1; ...
 * ->  double (*w)[2] = adcc_frame(sizeof *w);  (*w)[0] = x;  ...  double *p = c ? *w : u; ...
 *
 * The forward and the reverse sweep of a function that calls others are two functions: a local of
 * the one is not there in the other, and a pointer to it on the tape leads nowhere.  Where pin.c
 * finds such a pointer, the variable moves to the heap: it is an allocation whose free waits until
 * it is reversed (adjoint_memory.c).  The request is then planned anew.
 */
#include "reverse.h"
#include "tangent.h"

static Sym *frame_function(void)
{
    return library_function(NULL, "adcc_frame", "adcc_rt.h", pointer_to(type_void), 1, type_ulong);
}

/* alloca() gives storage that is gone when the forward sweep ends. */
static Expr *replace_alloca(Expr *e, void *context)
{
    (void)context;
    Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    if (f && memory_kind(f) == MEM_ALLOCA && e->nkid == ARGS + 1)
        e->kid[CALLEE] = ref(frame_function());
    return e;
}

static const char *key_of(const Func *f, const Sym *v)
{
    return intern(fmt("%p.%s", (const void *)f, v->name));
}

static bool is_wanted(const Program *p, const Inst *inst, const Sym *v)
{
    const char *key = key_of(inst->primal, v);
    for (int i = 0; i < p->request->frames.n; i++)
        if (p->request->frames.at[i] == key)
            return true;
    return false;
}

/* From now on v has storage that outlives its function; false if it has already. */
bool want_frame(Program *p, const Inst *inst, const Sym *v)
{
    if (is_wanted(p, inst, v) || (v->init && v->init->kind == E_STRING))
        return false;
    append(&p->request->frames, key_of(inst->primal, v));
    p->restart = true;
    return true;
}

typedef struct Frames {
    Program *p;
    Inst *inst;
    Map moved; /* variable -> pointer to its storage */
} Frames;

static Expr *through_pointer(Expr *e, void *context)
{
    const Frames *k = context;
    if (e->kind == E_MEMBER && !e->arrow && e->kid[BASE]->kind == E_UNARY)
        return member(e->kid[BASE], e->u.field, false); /* (*w).x is w->x */
    if (e->kind == E_UNARY && e->op == OP_ADDR && e->kid[0]->kind == E_UNARY)
        return address_of(e->kid[0]);
    Sym *at = e->kind == E_REF ? map_get(&k->moved, e->u.sym) : NULL;
    if (!at)
        return e;
    Expr *object = deref(ref(at));
    object->loc = e->loc;
    return object;
}

/* The declarations and assignments that make up the declaration of v. */
static Block allocate(Frames *k, Sym *v)
{
    Block then = {0};
    if (v->init && v->init->kind == E_INIT)
        then = spread_initialiser(v);
    else if (v->init)
        then = block_of(expr_stmt(assign(ref(v), v->init)));
    Sym *at = new_sym(SYM_VAR, v->name, pointer_to(unqualified(v->type)));
    at->loc = v->loc;
    Expr *call = call_n(frame_function(), 1, unary(OP_SIZEOF, deref(ref(at))));
    call->loc = v->loc;
    Stmt *s = decl_stmt(at, call);
    s->loc = v->loc;
    map_set(&k->moved, v, at);
    return join(block_of(s), then);
}

static void frame_block(Frames *k, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            frame_block(k, &s->body[i]);
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        if (v && v->kind == SYM_VAR && is_wanted(k->p, k->inst, v))
            out = join(out, allocate(k, v));
        else
            add_stmt(&out, s);
    }
    *b = out;
}

/* Moves the variables of a function that were found wanting to storage of their own. */
void make_frames(Program *p, Inst *inst)
{
    Frames k = {.p = p, .inst = inst};
    rewrite_block(inst->body->body, replace_alloca, NULL);
    if (!p->request->frames.n)
        return;
    frame_block(&k, &inst->body->body);
    rewrite_block(inst->body->body, through_pointer, &k);
}
