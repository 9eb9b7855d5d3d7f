/* allocators.c - posix_memalign, reallocarray and strdup in terms of what the passes know.
 *
 *     r = posix_memalign((void **)&w, 64, n);
 * ->  void *memory = adcc_memalign(64, n);  w = memory;  r = adcc_memalign_status(memory, 64);
 *
 *     w = reallocarray(w, n, sizeof *w);    ->    w = realloc(w, n * sizeof *w);
 *     s = strdup(t);
 * ->  char *memory = malloc(strlen(t) + 1);  memcpy(memory, t, ...);  s = memory;
 */
#include "adcc.h"

typedef struct Allocators {
    Func *f;
    Map names; /* filled when one is wanted */
} Allocators;

static Sym *new_pointer(Allocators *l, Type *to)
{
    if (!l->names.n)
        l->names = names_in(l->f);
    Sym *v = new_sym(SYM_VAR, free_name(&l->names, "memory"), pointer_to(to));
    v->generated = true;
    return v;
}

static Stmt *placed(Stmt *s, Loc loc)
{
    s->loc = loc;
    return s;
}

/* void *adcc_memalign(alignment, bytes), which is aligned_alloc() for any number of bytes */
static const char memalign_helper[] =
    "/* posix_memalign that returns the block. */\n"
    "static void *adcc_memalign(size_t alignment, size_t bytes)\n"
    "{\n"
    "    void *block = 0;\n"
    "    return posix_memalign(&block, alignment, bytes) == 0 ? block : 0;\n"
    "}";
static const char status_helper[] =
    "/* What posix_memalign returned, as there is a block or not. */\n"
    "static int adcc_memalign_status(const void *block, size_t alignment)\n"
    "{\n"
    "    enum { NO_MEMORY = 12, INVALID = 22 };\n"
    "    int valid = alignment >= sizeof block && (alignment & (alignment - 1)) == 0;\n"
    "    return block ? 0 : valid ? NO_MEMORY : INVALID;\n"
    "}";

/* *value is the call in the statement s; NULL: nobody takes the status. */
static Block aligned(Allocators *l, Stmt *s, Expr **value, Expr *call)
{
    Expr *to = skip_conv(call->kid[ARGS]);
    while (to->kind == E_CAST)
        to = skip_conv(to->kid[0]);
    Sym *memory = new_pointer(l, type_void);
    Sym *f = library_function(l->f->unit, "adcc_memalign", "stdlib.h", pointer_to(type_void), 2,
                              type_ulong, type_ulong);
    f->helper = memalign_helper;
    Expr *made = call_n(f, 2, call->kid[ARGS + 1], call->kid[ARGS + 2]);
    made->loc = call->loc;
    Block b = block_of(placed(decl_stmt(memory, made), s->loc));
    Expr *target = deref(to);
    add_stmt(&b, placed(expr_stmt(assign(target, ref(memory))), s->loc));
    if (!value)
        return b;
    Sym *status = library_function(l->f->unit, "adcc_memalign_status", "stdlib.h", type_int, 2,
                                   pointer_to(type_void), type_ulong);
    status->helper = status_helper;
    *value = call_n(status, 2, ref(memory), clone_expr(call->kid[ARGS + 1], NULL));
    add_stmt(&b, s);
    return b;
}

/* n * size, or too much if that is more than there is */
static Expr *product(Expr *n, Expr *size)
{
    Expr *core = skip_conv(size);
    bool fits = strip(skip_conv(n)->type)->size <= 4 &&
                (core->has_value || (core->kind == E_UNARY && core->op == OP_SIZEOF));
    Expr *all = mul(cast(type_ulong, n), size);
    if (fits)
        return all;
    Expr *most = unary(OP_NOT, cast(type_ulong, int_const(0)));
    Expr *over = binary(OP_GT, cast(type_ulong, clone_expr(n, NULL)),
                        divide(clone_expr(most, NULL), clone_expr(size, NULL)));
    Expr *nonzero = binary(OP_NE, clone_expr(size, NULL), int_const(0));
    return cond(binary(OP_LAND, nonzero, over), most, all);
}

static void resize(Allocators *l, Expr *call)
{
    Type *p = pointer_to(type_void);
    Sym *f = library_function(l->f->unit, "realloc", "stdlib.h", p, 2, p, type_ulong);
    Loc loc = call->loc;
    *call = *call_n(f, 2, call->kid[ARGS], product(call->kid[ARGS + 1], call->kid[ARGS + 2]));
    call->loc = loc;
}

static Expr *length(Allocators *l, const Expr *text)
{
    Type *p = pointer_to(qualified(type_char, Q_CONST));
    Sym *f = library_function(l->f->unit, "strlen", "string.h", type_ulong, 1, p);
    return call_n(f, 1, clone_expr(text, NULL));
}

/* s = strdup(t)  ->  length = strlen(t); memory = malloc(length + 1); memcpy(...); s = memory; */
static Block duplicated(Allocators *l, Stmt *s, Expr **value, Expr *call)
{
    Type *p = pointer_to(type_void);
    Sym *memory = new_pointer(l, type_char);
    Sym *last = new_sym(SYM_VAR, free_name(&l->names, "length"), type_ulong);
    last->generated = true;
    Sym *get = library_function(l->f->unit, "malloc", "stdlib.h", p, 1, type_ulong);
    Sym *move = library_function(l->f->unit, "memcpy", "string.h", p, 3, p, p, type_ulong);
    Expr *got = call_n(get, 1, add(ref(last), int_const(1)));
    got->loc = call->loc;
    Block b = block_of(placed(decl_stmt(last, length(l, call->kid[ARGS])), s->loc));
    add_stmt(&b, placed(decl_stmt(memory, got), s->loc));
    Expr *moved = call_n(move, 3, ref(memory), call->kid[ARGS],
                         add(ref(last), int_const(1)));
    moved->loc = call->loc;
    add_stmt(&b, placed(if_stmt(ref(memory), block_of(placed(expr_stmt(moved), s->loc)),
                                (Block){0}), s->loc));
    *value = ref(memory);
    add_stmt(&b, s);
    return b;
}

static bool is_library(const Expr *call, const char *name, int args)
{
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    return f && !f->func && !f->defined && !f->inactive && str_eq(f->name, name) &&
           call->nkid == ARGS + args;
}

static Block lower_allocation(Stmt *s, void *context)
{
    Allocators *l = context;
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    bool assigns = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN;
    Expr **value = v ? &v->init : assigns ? &s->e[0]->kid[RHS] : NULL;
    Expr *whole = value ? *value : s->kind == S_EXPR ? s->e[0] : NULL;
    Expr *call = whole ? call_of(whole) : NULL;
    if (is_library(call, "posix_memalign", 3))
        return aligned(l, s, value, call);
    if (is_library(call, "reallocarray", 3) && value)
        resize(l, call);
    if (is_library(call, "strdup", 1) && value && is_pure(call->kid[ARGS]))
        return duplicated(l, s, value, call);
    return block_of(s);
}

void lower_allocators(Func *f)
{
    Allocators l = {.f = f};
    replace_stmts(&f->body, lower_allocation, &l);
}
