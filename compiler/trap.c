/* trap.c - for --trap: derivative code that stops at the first derivative that is not finite.
 *
 *     x_b += 0.5 / sqrt(x) * y_b;
 * ->  x_b += 0.5 / sqrt(x) * y_b;
 *     adcc_trap_adjoint(x_b, "f.c:7", "y = sqrt(x)", "x_b = %g; y_b = %g | x = %g", x_b, y_b, x);
 *
 * Each assignment to a derivative is followed by a call that looks at it.  The text names what was
 * computed and, behind the bar, the values of the function itself that went into it.  Operands
 * that are evaluated only sometimes, as in c ? x[i] : 0, are left out.  At the entry of the
 * functions that were asked for, what the caller hands in is looked at first.  Derivatives are
 * otherwise as they are without: this runs when they are made, before they are simplified.
 */
#include "trap.h"
#include "trace.h"

#include <string.h>

typedef struct Trap {
    Mode mode;
    const Func *func;
    Loc entry; /* of the function in the source */
} Trap;

/* What a call shows: names with conversions, and their values. */
typedef struct Shown {
    Out text[2]; /* derivatives; values of the function */
    Exprs values[2];
    Names names;
} Shown;

/* ------------------------------------------------------------------ whose statement it is */

typedef struct Mark {
    Loc loc;
    const char *text;
} Mark;

static Walk mark_stmt(Stmt *s, void *context)
{
    const Mark *mark = context;
    if (!s->primal_text) {
        s->loc = mark->loc;
        s->primal_text = mark->text;
    }
    return WALK_ON;
}

void note_statement(const Traced *of, Block derivative)
{
    Mark mark = {of->loc, of->text};
    if (options.trap && of->text)
        walk_block(derivative, mark_stmt, NULL, &mark);
}

/* ------------------------------------------------------------------ what is shown */

static bool is_derivative(const Sym *v)
{
    bool seed = v && v->kind == SYM_PARAM && !v->loc.file; /* return_b */
    return v && (v->kind == SYM_VAR || v->kind == SYM_PARAM) && (v->primal || seed) &&
           v->storage != ST_STATIC;
}

static Sym *root_of(const Expr *e)
{
    for (;; e = e->kid[0]) {
        if (e->kind == E_REF)
            return e->u.sym;
        bool down = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CONV ||
                    e->kind == E_CAST || e->kind == E_UNARY;
        if (e->kind == E_BINARY && is_pointer(e->type) && !is_pointer(decay(e->kid[LHS]->type)))
            return root_of(e->kid[RHS]);
        if (!down && e->kind != E_BINARY)
            return NULL;
    }
}

/* The name as part of a format. */
static const char *as_format(const char *name)
{
    Out out = {0};
    for (const char *p = name; *p; p++)
        out_text(&out, *p == '%' ? "%%" : fmt("%c", *p));
    return out.at ? out.at : "";
}

static void show_as(Shown *shown, bool primal, const char *name, const char *conversion, Expr *e)
{
    Out *out = &shown->text[primal];
    out_fmt(out, "%s%s = %s", out->n ? "; " : "", as_format(name), conversion);
    append(&shown->values[primal], e);
}

/* The real or imaginary part of a complex value. */
static Expr *part_of(Expr *e, bool imaginary)
{
    Type *real = strip(strip(e->type)->base);
    const char *suffix = real->kind == T_FLOAT ? "f" : real->kind == T_LDOUBLE ? "l" : "";
    const char *name = fmt("%s%s", imaginary ? "cimag" : "creal", suffix);
    return call_n(library_function(NULL, name, "complex.h", real, 1, strip(e->type)), 1, e);
}

static bool is_shown(const Type *t)
{
    return t->kind == T_FLOAT || t->kind == T_DOUBLE || t->kind == T_LDOUBLE;
}

static Walk find_runtime(Expr *e, void *context)
{
    (void)context;
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    return f && starts_with(f->name, "adcc_") ? WALK_STOP : WALK_ON;
}

/* A name that adcc gave to a part of a statement? */
static bool is_named_value(const Sym *v)
{
    return v && v->generated && v->kind == SYM_VAR && !v->primal && !v->renews && v->init &&
           walk_expr(v->init, find_runtime, NULL);
}

static Walk find_derivative(Expr *e, void *context)
{
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    bool named = v && v->generated && v->kind == SYM_VAR && !v->primal && v->init;
    bool found = is_derivative(v) || (named && !walk_expr(v->init, find_derivative, context));
    return found ? WALK_STOP : WALK_ON;
}

enum { REAL = 1, IMAGINARY = 2, BOTH = REAL | IMAGINARY }; /* parts of a complex number */

static void show(Shown *shown, const Expr *e, int parts)
{
    Type *t = strip(e->type);
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    const char *name = is_named_value(v) ? expr_str(v->init) : expr_str(e);
    bool primal = !is_derivative(root_of(e)) && walk_expr((Expr *)e, find_derivative, NULL);
    for (int i = 0; i < shown->names.n; i++)
        if (str_eq(shown->names.at[i], name))
            return;
    append(&shown->names, name);
    if (is_shown(t)) {
        show_as(shown, primal, name, t->kind == T_LDOUBLE ? "%Lg" : "%g", clone_expr(e, NULL));
    } else if (t->kind == T_COMPLEX && is_shown(strip(t->base))) {
        const char *conversion = strip(t->base)->kind == T_LDOUBLE ? "%Lg" : "%g";
        for (int i = 0; i < 2; i++)
            if (parts & (i ? IMAGINARY : REAL))
                show_as(shown, primal, fmt("%s(%s)", i ? "cimag" : "creal", name), conversion,
                        part_of(clone_expr(e, NULL), i));
    } else if (is_integer(t) && t->kind != T_INT128 && t->kind != T_UINT128) {
        bool fits = t->kind == T_INT;
        Expr *value = clone_expr(e, NULL);
        show_as(shown, true, name, fits ? "%d" : "%ld", fits ? value : cast(type_long, value));
    }
}

/* Shows the variables and elements that are read whenever e is evaluated. */
static void show_operands(Shown *shown, const Expr *e)
{
    bool path = e->kind == E_REF || e->kind == E_INDEX || e->kind == E_MEMBER ||
                (e->kind == E_UNARY && e->op == OP_DEREF);
    bool variable = e->kind != E_REF || e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM;
    if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF || e->op == OP_ADDR))
        return;
    if (path && variable && !is_volatile(e->type))
        show(shown, e, BOTH);
    bool partly = e->kind == E_COND ||
                  (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR));
    int n = e->kind == E_STMT || e->kind == E_COMPOUND ? 0 : partly ? 1 : e->nkid;
    for (int i = 0; i < n; i++)
        show_operands(shown, e->kid[i]);
}

/* ------------------------------------------------------------------ the calls */

static const char *place_of_stmt(const Trap *t, const Stmt *s)
{
    Loc loc = s ? s->loc : t->entry;
    return loc.file ? loc_short(loc) : t->func->sym->name;
}

static Sym *trap_function(const char *name)
{
    Sym *f = new_sym(SYM_FUNC, name, func_type(type_void, (Types){0}));
    f->type->variadic = true;
    f->global = true;
    f->generated = true;
    f->header = "adcc_rt.h";
    return f;
}

/* adcc_trap_adjoint(value, place, statement, format, values ...) */
static void look_at(const Trap *t, const Stmt *s, Expr *value, const char *text, Shown shown,
                    Block *out)
{
    Exprs args = {0};
    const char *derivatives = shown.text[0].at, *values = shown.text[1].at;
    const char *format = !values        ? derivatives
                         : !derivatives ? fmt("| %s", values)
                                        : fmt("%s | %s", derivatives, values);
    append(&args, value);
    append(&args, string(place_of_stmt(t, s)));
    append(&args, string(text));
    append(&args, string(format));
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < shown.values[k].n; i++)
            append(&args, shown.values[k].at[i]);
    const char *name = t->mode == ADJOINT ? "adcc_trap_adjoint" : "adcc_trap_tangent";
    add_stmt(out, expr_stmt(call(trap_function(name), args)));
}

/* adcc_trap_array("f.c:3", "text", "x_b", x_b, sizeof x_b, sizeof(double)) */
static void look_at_array(const Trap *t, const Stmt *s, Expr *first, Expr *bytes, const char *text,
                          Block *out)
{
    Type *real = element_type(strip(decay(first->type))->base);
    Type *r = strip(real)->kind == T_COMPLEX ? strip(strip(real)->base) : strip(real);
    if (!is_shown(r))
        return;
    Exprs args = {0};
    append(&args, string(place_of_stmt(t, s)));
    append(&args, string(text));
    append(&args, string(expr_str(first)));
    append(&args, first);
    append(&args, bytes);
    append(&args, text_expr(fmt("sizeof(%s)", type_str(unqualified(r))), type_ulong));
    add_stmt(out, expr_stmt(call(trap_function("adcc_trap_array"), args)));
}

/* Looks at every real that lies in the object; e is used up. */
static void look_at_object(const Trap *t, const Stmt *s, Expr *e, const char *text, Block *out)
{
    Type *type = strip(e->type);
    if (is_shown(type) || type->kind == T_COMPLEX) {
        for (int i = 0; i < (type->kind == T_COMPLEX ? 2 : 1); i++) {
            Shown shown = {0};
            show(&shown, e, i ? IMAGINARY : REAL);
            Expr *value = clone_expr(e, NULL);
            look_at(t, s, type->kind == T_COMPLEX ? part_of(value, i) : value, text, shown, out);
        }
    } else if (type->kind == T_ARRAY && holds_reals(element_type(type))) {
        look_at_array(t, s, e, unary(OP_SIZEOF, clone_expr(e, NULL)), text, out);
    } else if (type->kind == T_RECORD && type->tag->kind == TAG_STRUCT) {
        for (int i = 0; i < type->tag->fields.n; i++) {
            Field *f = type->tag->fields.at[i];
            if (f->name && !f->inactive && holds_reals(f->type))
                look_at_object(t, s, member(clone_expr(e, NULL), f, false), text, out);
        }
    }
}

/* ------------------------------------------------------------------ statements */

/* Behind s, which computes the derivative target from value. */
static void look_behind(const Trap *t, const Stmt *s, const Expr *target, const Expr *value,
                        Block *out)
{
    Type *type = strip(target->type);
    const char *text = s->primal_text ? s->primal_text : "";
    if (type->kind == T_RECORD && skip_conv((Expr *)value)->kind != E_CALL)
        return; /* copied: it was looked at before */
    if (!is_shown(type) && type->kind != T_COMPLEX) {
        look_at_object(t, s, clone_expr(target, NULL), text, out);
        return;
    }
    for (int i = 0; i < (type->kind == T_COMPLEX ? 2 : 1); i++) {
        Shown shown = {0};
        show(&shown, target, i ? IMAGINARY : REAL);
        show_operands(&shown, value);
        for (int k = 1; k < target->nkid; k++)
            show_operands(&shown, target->kid[k]);
        Expr *copy = clone_expr(target, NULL);
        look_at(t, s, type->kind == T_COMPLEX ? part_of(copy, i) : copy, text, shown, out);
    }
}

/* The object that an argument lets a derivative of the user's set: v of &v_b, x of x_b for a
 * parameter x by value; NULL if it is not known. */
static Expr *object_of_argument(const Expr *e)
{
    const Sym *root = is_pointer(decay(e->type)) ? root_of(e) : NULL;
    if (!is_derivative(root))
        return NULL;
    if (e->kind == E_UNARY && e->op == OP_ADDR)
        return clone_expr(e->kid[0], NULL);
    bool value = root->primal ? !is_pointer(decay(root->primal->type)) : root->kind == SYM_PARAM;
    if (e->kind == E_REF && is_pointer(e->type) && value)
        return deref(clone_expr(e, NULL));
    return e->kind == E_REF && is_array(e->type) ? clone_expr(e, NULL) : NULL;
}

/* Behind s, which calls a derivative that adcc has not made. */
static void look_behind_call(const Trap *t, const Stmt *s, const Expr *call, Block *out)
{
    const Sym *f = call && call->kind == E_CALL ? callee_sym(call) : NULL;
    if (!f || calls_made(call) || starts_with(f->name, "adcc_") || is_pure_library(f))
        return;
    for (int i = ARGS; i < call->nkid; i++) {
        Expr *object = object_of_argument(skip_conv(call->kid[i]));
        if (object && holds_reals(object->type))
            look_at_object(t, s, object, s->primal_text ? s->primal_text : "", out);
    }
}

static void look_behind_stmt(const Trap *t, const Stmt *s, Block *out)
{
    const Expr *e = s->kind == S_EXPR ? skip_conv(s->e[0]) : NULL;
    const Sym *declared = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    const Expr *value = e && e->kind == E_ASSIGN ? e->kid[RHS] : declared ? declared->init : e;
    look_behind_call(t, s, value ? skip_conv((Expr *)value) : NULL, out);
    if (e && e->kind == E_ASSIGN && is_derivative(root_of(e->kid[LHS])) &&
        holds_reals(e->kid[LHS]->type) && !is_zero(skip_conv(e->kid[RHS])))
        look_behind(t, s, skip_conv(e->kid[LHS]), e->kid[RHS], out);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (is_derivative(v) && v->init && holds_reals(v->type) && !is_zero(skip_conv(v->init)))
            look_behind(t, s, ref(v), v->init, out);
    }
}

static void look_in_block(const Trap *t, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        Block behind = {0};
        look_behind_stmt(t, s, &behind);
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i != INIT)
                look_in_block(t, &s->body[i]);
        add_stmt(&out, s);
        out = join(out, behind);
    }
    *b = out;
}

/* ------------------------------------------------------------------ at the entry */

static const char *source_name(const Sym *v)
{
    return v->source_name ? v->source_name : v->name;
}

/* The bytes behind the companion of a parameter, as wrt or of say it; NULL if they do not. */
static Expr *bytes_behind(const Request *r, const Func *f, Sym *companion)
{
    const Actives *lists[] = {&r->wrt, &r->of};
    Map params = {0};
    for (int i = 0; i < f->params.n; i++)
        for (int k = 0; k < r->func->params.n; k++)
            if (str_eq(source_name(f->params.at[i]), r->func->params.at[k]->name))
                map_set(&params, r->func->params.at[k], f->params.at[i]);
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++) {
            const Active *a = &lists[k]->at[i];
            if (a->sym && a->extent && str_eq(a->sym->name, source_name(companion->primal)))
                return mul(clone_expr(a->extent, &params), unary(OP_SIZEOF, deref(ref(companion))));
        }
    return NULL;
}

static bool is_listed(const Actives *list, const Sym *v)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i].sym && str_eq(list->at[i].sym->name, source_name(v)))
            return true;
    return false;
}

/* Tangents of what may be only computed, in of, may hold anything before. */
static bool is_handed_in(const Request *r, const Sym *companion)
{
    const Sym *v = companion->primal;
    return r->mode == ADJOINT || !v || (is_listed(&r->wrt, v) && !is_listed(&r->of, v));
}

static Block look_at_entry(const Trap *t, const Request *r)
{
    Block out = {0};
    const char *text = fmt("on entry to %s", t->func->sym->name);
    for (int i = 0; i < t->func->params.n; i++) {
        Sym *v = t->func->params.at[i];
        if (!is_derivative(v) || (!v->primal && is_pointer(v->type)) || !is_handed_in(r, v))
            continue;
        bool by_pointer = v->primal && is_pointer(v->type) && !is_pointer(v->primal->type);
        Expr *bytes = is_pointer(v->type) && !by_pointer ? bytes_behind(r, t->func, v) : NULL;
        if (bytes)
            look_at_array(t, NULL, ref(v), bytes, text, &out);
        else if (by_pointer)
            look_at_object(t, NULL, deref(ref(v)), text, &out);
        else if (!is_pointer(v->type))
            look_at_object(t, NULL, ref(v), text, &out);
    }
    return out;
}

/* Arrays that the caller gets back: derivatives by the user may have set any element. */
static Block look_at_exit(const Trap *t, const Request *r)
{
    Block out = {0};
    const char *text = fmt("on return from %s", t->func->sym->name);
    for (int i = 0; i < t->func->params.n; i++) {
        Sym *v = t->func->params.at[i];
        bool array = is_derivative(v) && v->primal && is_pointer(v->primal->type);
        Expr *bytes = array ? bytes_behind(r, t->func, v) : NULL;
        if (bytes && (r->mode == ADJOINT || is_listed(&r->wrt, v->primal)))
            look_at_array(t, NULL, ref(v), bytes, text, &out);
    }
    return out;
}

static void look_before_returns(const Trap *t, const Request *r, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i != INIT)
                look_before_returns(t, r, &s->body[i]);
        if (s->kind == S_RETURN)
            out = join(out, look_at_exit(t, r));
        add_stmt(&out, s);
    }
    *b = out;
}

void add_traps(const Request *r, Func *f, bool root)
{
    Trap t = {r->mode, f, r->func->sym->loc};
    if (!options.trap || f->opaque)
        return;
    look_in_block(&t, &f->body);
    if (!root)
        return;
    look_before_returns(&t, r, &f->body);
    if (!f->body.last || f->body.last->kind != S_RETURN)
        f->body = join(f->body, look_at_exit(&t, r));
    f->body = join(look_at_entry(&t, r), f->body);
}
