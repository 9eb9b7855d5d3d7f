/* own_memory.c - memory of allocators that the program names.
 *
 *     ADCC_ALLOCATOR(pool_get, return[n])          double *pool_get(pool *p, size_t n);
 *     ADCC_DEALLOCATOR(pool_put, block)            void pool_put(pool *p, void *block);
 *
 * The functions are called as they are; adcc only knows what malloc and free are known for: that
 * what they return is new storage of so many bytes, and that it is gone afterwards.  The shadow of
 * such a block comes from calloc().  With shadow(same), tangents take it from the allocator and
 * give it back there: for blocks that go with their arena and are never given back alone.
 */
#include "annotate.h"
#include "tangent.h"

#include <string.h>

/* ------------------------------------------------------------------ the annotations */

/* The parameters under their names in the declaration, for extents. */
static Func *scope_of_allocator(Sym *f, Allocator *a, const Unit *unit)
{
    const Types *types = &strip(f->type)->params;
    for (int i = 0; i < types->n; i++) {
        const char *name = i < f->param_names.n ? f->param_names.at[i] : "";
        append(&a->params, new_sym(SYM_PARAM, name, types->at[i]));
    }
    Func *scope = new (Func);
    scope->sym = f;
    scope->unit = (Unit *)unit;
    scope->params = a->params;
    return scope;
}

/* return[n] */
static void read_size(Reader *r, Allocator *a, Loc loc)
{
    Type *result = strip(strip(r->func->sym->type)->base);
    if (result->kind != T_POINTER) {
        error_at(loc, "'%s' returns '%s'; name a function that returns a pointer to new memory",
                 r->func->sym->name, type_str(result));
        r->failed = true;
        return;
    }
    if (!skip_word(r, "return") || !skip_word(r, "[")) {
        annotation_error(r, "return[number of elements]");
        return;
    }
    a->count = read_extent_sum(r);
    if (a->count)
        expect_word(r, "]");
}

/* block: a parameter; besides it there may be one more pointer, so that the call can wait. */
static void read_block(Reader *r, Allocator *a)
{
    Word w = peek_word(r);
    int pointers = 0;
    a->block = -1;
    for (int i = 0; i < a->params.n; i++) {
        if (is_name_word(w.text) && str_eq(a->params.at[i]->name, w.text))
            a->block = i;
        pointers += is_pointer(a->params.at[i]->type);
    }
    bool nothing = strip(strip(r->func->sym->type)->base)->kind == T_VOID;
    if (!is_name_word(w.text)) {
        annotation_error(r, "the parameter that is given back");
        return;
    }
    r->next++;
    r->failed = true;
    if (a->block < 0)
        error_at(w.loc, "function '%s' has no parameter '%s'; name the one that is given back",
                 r->func->sym->name, w.text);
    else if (!is_pointer(a->params.at[a->block]->type))
        error_at(w.loc, "'%s' is not a pointer; name the one that is given back", w.text);
    else if (a->params.n > 2 || pointers < a->params.n || !nothing)
        error_at(w.loc, "'%s' takes more than the block and one pointer, or returns something; "
                        "write a function around it that does not", r->func->sym->name);
    else
        r->failed = false;
}

static bool has_another_meaning(const Sym *f, Loc loc)
{
    const char *what = f->inactive             ? "is declared ADCC_INACTIVE"
                       : f->custom[ADJOINT]    ? "has an adjoint"
                       : f->custom[TANGENT]    ? "has a tangent"
                       : f->allocator          ? "has been named before"
                                               : NULL;
    if (what)
        error_at(loc, "'%s' %s, and is named as an allocator or deallocator all the same; leave "
                      "one out", f->name, what);
    return what != NULL;
}

void read_allocator(const Unit *unit, const Annotation *note)
{
    bool releases = starts_with(note->text, "use_deallocator:");
    if (!releases && !starts_with(note->text, "use_allocator:"))
        return;
    Reader r = {.words = annotation_words(strchr(note->text, ':') + 1, note->loc),
                .whole = note->loc, .calls = true};
    Allocator *a = new (Allocator);
    Loc loc = peek_word(&r).loc;
    Sym *f = read_function_name(&r, unit);
    if (r.failed || has_another_meaning(f, loc))
        return;
    a->releases = releases;
    r.func = scope_of_allocator(f, a, unit);
    expect_word(&r, ",");
    if (!r.failed && releases)
        read_block(&r, a);
    else if (!r.failed)
        read_size(&r, a, loc);
    if (!r.failed && skip_word(&r, ",")) {
        static const char *const words[] = {"shadow", "(", "same", ")"};
        for (int i = 0; i < 4 && !r.failed; i++)
            if (!skip_word(&r, words[i]))
                annotation_error(&r, "shadow(same)");
        a->same = true;
    }
    if (!r.failed && *peek_word(&r).text)
        annotation_error(&r, "')'");
    if (!r.failed)
        f->allocator = a;
}

/* ------------------------------------------------------------------ calls */

typedef struct Arguments {
    const Expr *call;
    const Syms *params;
} Arguments;

static Expr *put_argument(Expr *e, void *context)
{
    const Arguments *a = context;
    for (int i = 0; e->kind == E_REF && i < a->params->n; i++)
        if (e->u.sym == a->params->at[i])
            return clone_expr(a->call->kid[ARGS + i], NULL);
    return e;
}

Expr *allocated_bytes(const Expr *call)
{
    Sym *f = callee_sym(call);
    Memory kind = memory_kind(f);
    if (kind == MEM_CALLOC)
        return mul(clone_expr(call->kid[ARGS], NULL), clone_expr(call->kid[ARGS + 1], NULL));
    if (kind != MEM_OWN)
        return clone_expr(call->kid[call->nkid - 1], NULL);
    Arguments a = {call, &f->allocator->params};
    Expr *n = rewrite_expr(clone_expr(f->allocator->count, NULL), put_argument, &a);
    Type *element = strip(strip(f->type)->base)->base;
    if (strip(element)->kind == T_VOID || strip(element)->size == 1)
        return cast(type_ulong, n);
    Expr *size = text_expr(fmt("sizeof(%s)", type_str(unqualified(element))), type_ulong);
    size->has_value = strip(element)->size > 0;
    size->value = strip(element)->size;
    return mul(cast(type_ulong, n), size);
}

Expr **freed_block(Expr *call)
{
    const Sym *f = callee_sym(call);
    return &call->kid[ARGS + (f->allocator ? f->allocator->block : 0)];
}

/* adcc_own(v, "f.c:7: pool_get"), after v = pool_get(...) */
Stmt *note_own_block(Sym *v, const Expr *call)
{
    Type *p = pointer_to(type_void), *text = pointer_to(qualified(type_char, Q_CONST));
    Sym *own = library_function(NULL, "adcc_own", "adcc_rt.h", type_void, 2, p, text);
    const char *where = fmt("%s: %s", loc_short(call->loc), callee_sym(call)->name);
    return expr_stmt(call_n(own, 2, ref(v), string(where)));
}

/* The call of a deallocator at a later time, from heap.c:
 * adcc_free_later_by(block, context, adcc_pool_put) */
Expr *freed_later(Expr *call)
{
    Sym *f = callee_sym(call);
    Type *p = pointer_to(type_void);
    Expr *block = *freed_block(call);
    if (!f->allocator)
        return call_n(library_function(NULL, "adcc_free_later", "adcc_rt.h", type_void, 1, p), 1,
                      block);
    bool alone = f->allocator->params.n < 2;
    Expr *context = alone ? int_const(0) : call->kid[ARGS + 1 - f->allocator->block];
    const char *name = fmt("adcc_%s", f->name);
    const char *order = alone ? "block" : f->allocator->block ? "context, block" : "block, context";
    Sym *by = library_function(NULL, name, NULL, type_void, 2, p, p);
    by->primal = f;
    by->helper = fmt("/* %s() of what waited for the reverse sweep. */\n"
                     "static void %s(void *block, void *context)\n"
                     "{\n%s    %s(%s);\n}",
                     f->name, name, alone ? "    (void)context;\n" : "", f->name, order);
    Sym *later = library_function(NULL, "adcc_free_later_by", "adcc_rt.h", type_void, 3, p, p,
                                  decay(by->type));
    return call_n(later, 3, block, context, ref(by));
}
