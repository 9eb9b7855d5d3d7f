/* trap_independent.c - tangents that stop where ADCC_INDEPENDENT does not hold.
 *
 *     ADCC_INDEPENDENT                    adcc_loop_begin("f.c:9");
 *     for (int i = 0; i < n; i++) {       for (int i = 0; i < n; i++) {
 *         int j = p[i];                       adcc_loop_next();
 *                                   ->        adcc_loop_read(&p[i], sizeof p[i], "f.c:11", "p[i]");
 *                                             int j = p[i];
 *                                             adcc_loop_write(&y[j], sizeof y[j], ...);
 *         y[j] = 2.0;                         y[j] = 2.0;
 *     }                                   }
 *                                         adcc_loop_end();
 *
 * The tangent does all that the function does, in its order, so it is there that accesses are told
 * to the runtime (runtime/independent.c), which knows what iterations may do.  Told is what
 * independent.c takes the word for: elements and what pointers lead to; not variables, nor elements
 * of them with a constant index.  Functions that are called tell theirs as well, in their tangents.
 * What a call of a function without a tangent touches is not told, but for memcpy and the like; nor
 * what the step of a for loop reads.
 * Memory that begins to live is new, wherever it lies.
 */
#include "trap.h"

#include <string.h>

/* ------------------------------------------------------------------ the calls */

static Expr *place_of(const Func *f, Loc loc)
{
    return string(loc.file ? loc_short(loc) : f->sym->name);
}

static Stmt *tell(const char *what, Exprs args)
{
    Sym *f = new_sym(SYM_FUNC, what, func_type(type_void, (Types){0}));
    f->type->variadic = true;
    f->global = true;
    f->generated = true;
    f->header = "adcc_rt.h";
    return expr_stmt(call(f, args));
}

/* adcc_loop_read(p, bytes, place, name); p and bytes are used up */
static void tell_access(const Func *f, const Stmt *s, const char *what, Expr *p, Expr *bytes,
                        const char *name, Block *out)
{
    Exprs args = {0};
    append(&args, p);
    append(&args, bytes);
    append(&args, place_of(f, s->loc));
    append(&args, string(name));
    add_stmt(out, tell(what, args));
}

static void tell_fresh(Expr *p, Expr *bytes, Block *out)
{
    Exprs args = {0};
    append(&args, p);
    append(&args, bytes);
    add_stmt(out, tell("adcc_loop_fresh", args));
}

static void tell_loop(const char *what, Expr *place, Block *out)
{
    Exprs args = {0};
    if (place)
        append(&args, place);
    add_stmt(out, tell(what, args));
}

/* ------------------------------------------------------------------ which accesses */

typedef struct Watch {
    const Func *f;
    const Stmt *s; /* at hand */
} Watch;

/* The variable whose storage it is, or a part of it at a place that is the same for all iterations;
 * NULL if pointers or indices lead there. */
static Sym *fixed_variable(const Expr *e)
{
    for (;; e = skip_conv(e->kid[0])) {
        if (e->kind == E_REF)
            return e->u.sym;
        bool arrow = e->kind == E_MEMBER && is_pointer(decay(e->kid[0]->type)) &&
                     !is_array(e->kid[0]->type);
        bool fixed = (e->kind == E_MEMBER && !arrow) ||
                     (e->kind == E_INDEX && is_array(skip_conv(e->kid[BASE])->type) &&
                      e->kid[INDEX]->has_value);
        if (!fixed)
            return NULL;
    }
}

/* Of a shadow, or of where the tangent of a return value goes. */
static Walk find_shadow(Expr *e, void *context)
{
    const Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    (void)context;
    return v && (v->primal || (v->kind == SYM_PARAM && !v->loc.file)) ? WALK_STOP : WALK_ON;
}

/* Is it memory of the function itself, and has it an address? */
static bool is_told(const Expr *e)
{
    bool path = e->kind == E_INDEX || e->kind == E_MEMBER ||
                (e->kind == E_UNARY && e->op == OP_DEREF);
    bool bits = e->kind == E_MEMBER && e->u.field->bits >= 0;
    return path && !bits && !is_volatile(e->type) && !is_function(e->type) &&
           !fixed_variable(e) && walk_expr((Expr *)e, find_shadow, NULL);
}

static void add_reads(const Watch *w, const Expr *e, Block *out);

/* What is read to find out where it is. */
static void add_path_reads(const Watch *w, const Expr *e, Block *out)
{
    for (int i = 0; i < e->nkid; i++) {
        const Expr *kid = skip_conv(e->kid[i]);
        bool inside = i == 0 && is_path(kid) &&
                      (is_array(kid->type) || (e->kind == E_MEMBER && is_record(kid->type)));
        if (inside)
            add_path_reads(w, kid, out);
        else
            add_reads(w, kid, out);
    }
}

/* Reads that take place only if c holds, and others if not. */
static void add_guarded(const Expr *c, Block then, Block otherwise, Block *out)
{
    if (!is_empty(then) || !is_empty(otherwise))
        add_stmt(out, if_stmt(clone_expr(c, NULL), then, otherwise));
}

static void add_choice_reads(const Watch *w, const Expr *e, Block *out)
{
    Block then = {0}, otherwise = {0};
    bool cond = e->kind == E_COND;
    add_reads(w, e->kid[0], out);
    add_reads(w, e->kid[1], cond || e->op == OP_LAND ? &then : &otherwise);
    if (cond)
        add_reads(w, e->kid[2], &otherwise);
    add_guarded(e->kid[0], then, otherwise, out);
}

static void add_reads(const Watch *w, const Expr *e, Block *out)
{
    bool size = e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF);
    bool choice = e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR);
    if (size || e->kind == E_STMT || e->kind == E_COMPOUND)
        return;
    if (e->kind == E_COND || choice) {
        add_choice_reads(w, e, out);
    } else if (e->kind == E_UNARY && e->op == OP_ADDR) {
        add_path_reads(w, skip_conv(e->kid[0]), out);
    } else if (is_path(e) && e->kind != E_REF) {
        add_path_reads(w, e, out);
        if (is_told(e) && !is_array(e->type))
            tell_access(w->f, w->s, "adcc_loop_read", address_of(clone_expr(e, NULL)),
                        unary(OP_SIZEOF, clone_expr(e, NULL)), expr_str(e), out);
    } else {
        for (int i = e->kind == E_CALL ? ARGS : 0; i < e->nkid; i++)
            add_reads(w, e->kid[i], out);
    }
}

/* ------------------------------------------------------------------ what is written */

static void add_write(const Watch *w, const char *what, const Expr *e, Block *out)
{
    add_path_reads(w, e, out);
    if (is_told(e))
        tell_access(w->f, w->s, what, address_of(clone_expr(e, NULL)),
                    unary(OP_SIZEOF, clone_expr(e, NULL)), expr_str(e), out);
}

/* x + e or x - e, where x is what it is assigned to */
static const Expr *added_to(const Expr *assign)
{
    const Expr *sum = skip_conv(assign->kid[RHS]);
    bool is_sum = assign->op == OP_NONE && sum->kind == E_BINARY &&
                  (sum->op == OP_ADD || sum->op == OP_SUB);
    return is_sum && same_expr(skip_conv(sum->kid[LHS]), assign->kid[LHS]) ? sum->kid[RHS] : NULL;
}

static void add_assignment(const Watch *w, const Expr *e, Block *out)
{
    const Expr *left = skip_conv(e->kid[LHS]), *more = added_to(e);
    bool adds = e->op == OP_ADD || e->op == OP_SUB || more;
    add_reads(w, more ? more : e->kid[RHS], out);
    if (e->op != OP_NONE && !adds)
        add_reads(w, left, out);
    add_write(w, adds ? "adcc_loop_add" : "adcc_loop_write", left, out);
}

static const char *what_lies_at(const Expr *pointer)
{
    return expr_str(deref(clone_expr(skip_casts(pointer), NULL)));
}

/* memcpy(a, b, n) reads and writes as many bytes, memset(a, c, n) writes them. */
static void add_block_call(const Watch *w, const Expr *call, Block *out)
{
    const Sym *f = callee_sym(call);
    bool copies = f && (str_eq(f->name, "memcpy") || str_eq(f->name, "memmove"));
    if (!f || !f->system || call->nkid != ARGS + 3 || (!copies && !str_eq(f->name, "memset")) ||
        !walk_expr((Expr *)call, find_shadow, NULL))
        return;
    const Expr *to = call->kid[ARGS], *from = call->kid[ARGS + 1], *bytes = call->kid[ARGS + 2];
    if (copies)
        tell_access(w->f, w->s, "adcc_loop_read", clone_expr(from, NULL), clone_expr(bytes, NULL),
                    what_lies_at(from), out);
    tell_access(w->f, w->s, "adcc_loop_write", clone_expr(to, NULL), clone_expr(bytes, NULL),
                what_lies_at(to), out);
}

static void add_expr(const Watch *w, const Expr *e, Block *out)
{
    bool step = e->kind == E_UNARY && e->op >= OP_PREINC && e->op <= OP_POSTDEC;
    if (e->kind == E_ASSIGN)
        add_assignment(w, e, out);
    else if (step)
        add_write(w, "adcc_loop_add", skip_conv(e->kid[0]), out);
    else
        add_reads(w, e, out);
    if (e->kind == E_CALL)
        add_block_call(w, e, out);
}

/* ------------------------------------------------------------------ what begins to live */

/* The bytes that a call allocates; NULL if it does not. */
static Expr *bytes_of_allocation(const Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    int n = e->nkid - ARGS;
    if (!f || !f->system)
        return NULL;
    if ((str_eq(f->name, "malloc") || str_eq(f->name, "alloca")) && n == 1)
        return clone_expr(e->kid[ARGS], NULL);
    if (str_eq(f->name, "calloc") && n == 2)
        return mul(clone_expr(e->kid[ARGS], NULL), clone_expr(e->kid[ARGS + 1], NULL));
    return str_eq(f->name, "aligned_alloc") && n == 2 ? clone_expr(e->kid[ARGS + 1], NULL) : NULL;
}

static void add_allocation(const Expr *pointer, const Expr *value, Block *out)
{
    Expr *bytes = bytes_of_allocation(skip_casts(value));
    if (bytes)
        tell_fresh(clone_expr(pointer, NULL), bytes, out);
}

static void add_fresh_variable(Sym *v, Block *out)
{
    bool has_address = is_array(v->type) || is_record(v->type) || v->address_taken;
    if (has_address && v->kind != SYM_FUNC && v->storage != ST_STATIC && v->storage != ST_EXTERN &&
        !v->primal)
        tell_fresh(is_array(v->type) ? ref(v) : address_of(ref(v)), unary(OP_SIZEOF, ref(v)), out);
}

/* ------------------------------------------------------------------ statements */

static void add_before(const Watch *w, const Stmt *s, Block *out)
{
    for (int i = 0; i < s->decls.n && s->decls.n == 1; i++)
        if (s->decls.at[i]->init && s->decls.at[i]->storage != ST_STATIC)
            add_reads(w, s->decls.at[i]->init, out);
    if (s->kind == S_EXPR)
        add_expr(w, skip_conv(s->e[0]), out);
    else if (s->e[0] && !is_loop(s))
        add_reads(w, s->e[0], out);
}

static void add_behind(const Stmt *s, Block *out)
{
    const Expr *e = s->kind == S_EXPR ? skip_conv(s->e[0]) : NULL;
    if (e && e->kind == E_ASSIGN && e->op == OP_NONE)
        add_allocation(e->kid[LHS], e->kid[RHS], out);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        add_fresh_variable(v, out);
        if (v->init && !v->primal && is_pointer(v->type))
            add_allocation(ref(v), v->init, out);
    }
}

static Walk find_way_out(Stmt *s, void *context)
{
    (void)context;
    return s->kind == S_RETURN || s->kind == S_GOTO || s->kind == S_GOTO_ADDR ||
                   s->kind == S_LABEL
               ? WALK_STOP
               : WALK_ON;
}

/* Is the loop one for which the word counts, and left where it ends? */
static bool is_watched(const Stmt *s)
{
    return s->kind == S_FOR && s->independent &&
           walk_block(s->body[BODY], find_way_out, NULL, NULL);
}

static void watch_block(const Func *f, Block *b);

static void watch_inside(const Func *f, Stmt *s, Block *out)
{
    Watch w = {f, s};
    Block head = {0}, tail = {0};
    if (s->kind == S_FOR)
        for (Stmt *init = s->body[INIT].first; init; init = init->next)
            add_before(&w, init, out);
    for (int i = 0; i < 3; i++)
        if (s->kind != S_FOR || i == BODY)
            watch_block(f, &s->body[i]);
    if (is_watched(s)) {
        tell_loop("adcc_loop_begin", place_of(f, s->loc), out);
        tell_loop("adcc_loop_next", NULL, &head);
    }
    if (is_loop(s) && s->e[0])
        add_reads(&w, s->e[0], s->kind == S_DO ? &tail : &head);
    if (is_loop(s))
        s->body[BODY] = join(head, join(s->body[BODY], tail));
}

static void watch_block(const Func *f, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Watch w = {f, s};
        add_before(&w, s, &out);
        watch_inside(f, s, &out);
        add_stmt(&out, s);
        add_behind(s, &out);
        if (is_watched(s))
            tell_loop("adcc_loop_end", NULL, &out);
    }
    *b = out;
}

static Walk find_watched(Stmt *s, void *context)
{
    (void)context;
    return is_watched(s) ? WALK_STOP : WALK_ON;
}

void watch_iterations(Funcs *tangents)
{
    bool any = false, wanted = options.trap_independent || options.emit == EMIT_CHECK;
    for (int i = 0; wanted && i < tangents->n; i++)
        any |= tangents->at[i] && !walk_block(tangents->at[i]->body, find_watched, NULL, NULL);
    for (int i = 0; any && i < tangents->n; i++) {
        Func *f = tangents->at[i];
        if (!f || f->opaque)
            continue;
        Block entry = {0};
        for (int k = 0; k < f->params.n; k++)
            if (!is_array(f->params.at[k]->type))
                add_fresh_variable(f->params.at[k], &entry);
        watch_block(f, &f->body);
        f->body = join(entry, f->body);
    }
}
