/* trace.c - for --check=statements: derivative code that tells what each statement does.
 *
 *     y_d[i] = 2.0 * x * x_d;      begin(1, "f.c:7:5", "y[i] = x * x", &y_d[i], &x_d);
 *     y[i] = x * x;            ->  y_d[i] = 2.0 * x * x_d;
 *                                  y[i] = x * x;
 *                                  end(1);
 *
 * The driver (runtime/trace.c) sees the tangents before and after the statement, from the adjoint's
 * code the adjoints after and before it, and holds one against the other: their products must be
 * equal.  What a statement touches is read off the derivative code itself; storage that it may
 * touch, as in c ? x[i] : 0, comes with the condition.  Where that is not possible the statement
 * is marked as one that cannot be compared.
 */
#include "trace.h"
#include "reverse.h"
#include "trap.h"

enum { TANGENTS = 1, ADJOINTS = 2, OPAQUE = 4, INSIDE = 8 }; /* the first argument */
enum { RANGE = 1, FRESH = 2, COMPLEX = 4 };             /* of an item; see runtime/trace.c */

/* A piece of storage that a statement touches. */
typedef struct Touch {
    const char *key;  /* as the source calls it */
    Expr *where;      /* its shadow: an lvalue; a pointer if it is a range */
    Expr *guard;      /* true if it is touched; NULL: always */
    Type *real;
    int flags;
    bool declared;    /* by the statement: it is not there before */
    bool unshadowed;  /* has no tangent: where is the primal itself */
} Touch;
VEC(Touch, Touches);

typedef struct Trace {
    Mode mode;
    const Sym *result; /* return_b or return_d */
    const Traced *of;
    Touches items;
    Map declared;      /* by the derivative code of the statement */
    bool opaque;
    bool inside;       /* what it calls was made by adcc too, and is compared itself */
    const Expr *target; /* of the assignment at hand, or NULL */
} Trace;

/* ------------------------------------------------------------------ what is touched */

static bool is_shadow(const Trace *t, const Sym *v)
{
    return v && (v->kind == SYM_VAR || v->kind == SYM_PARAM) && (v->primal || v == t->result);
}

/* The variable that a path of [], ., ->, * and pointer arithmetic starts from, or NULL. */
static Sym *root_of(const Expr *e)
{
    for (;;) {
        bool goes_on = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CONV ||
                       e->kind == E_CAST ||
                       (e->kind == E_UNARY && (e->op == OP_DEREF || e->op == OP_ADDR));
        if (e->kind == E_REF)
            return e->u.sym;
        if (e->kind == E_BINARY && is_pointer(e->type)) {
            const Expr *left = skip_conv(e->kid[LHS]);
            bool points = is_pointer(left->type) || is_array(left->type);
            e = points ? left : e->kid[RHS];
        } else if (goes_on) {
            e = e->kid[0];
        } else {
            return NULL;
        }
    }
}

static Expr *to_primal(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_REF && e->u.sym->primal)
        e->u.sym = e->u.sym->primal;
    return e;
}

/* Is it the pointer x_b to the adjoint of a parameter by value? */
static bool is_companion_of_value(const Sym *v)
{
    return v && v->primal && v->kind == SYM_PARAM && is_pointer(v->type) &&
           !is_pointer(v->primal->type);
}

/* Is it *x_b? */
static bool is_value_companion(const Expr *e)
{
    bool follows = e->kind == E_UNARY && e->op == OP_DEREF;
    return follows && is_companion_of_value(ref_sym(e->kid[0]));
}

static Expr *primal_of(const Expr *e)
{
    return is_value_companion(e) ? ref(ref_sym(e->kid[0])->primal)
                                 : rewrite_expr(clone_expr(e, NULL), to_primal, NULL);
}

typedef struct Renaming {
    const Sym *from;
    Sym *to;
} Renaming;

/* return_b.a and return_d->a are return.a */
static Expr *to_result(Expr *e, void *context)
{
    const Renaming *r = context;
    bool pointer = is_pointer(r->from->type);
    if (e->kind == E_REF && e->u.sym == r->from)
        e->u.sym = r->to;
    if (pointer && e->kind == E_UNARY && e->op == OP_DEREF && ref_sym(e->kid[0]) == r->to)
        return e->kid[0];
    if (pointer && e->kind == E_MEMBER && ref_sym(e->kid[BASE]) == r->to)
        e->arrow = false;
    return e;
}

static const char *key_of(const Trace *t, const Expr *e)
{
    while (e->kind == E_CAST || e->kind == E_CONV)
        e = e->kid[0];
    if (root_of(e) != t->result)
        return expr_str(primal_of(e));
    Renaming r = {t->result, new_sym(SYM_VAR, "return", t->result->type)};
    return expr_str(rewrite_expr(clone_expr(e, NULL), to_result, &r));
}

static Walk find_declared(Expr *e, void *context)
{
    Trace *t = context;
    return e->kind == E_CALL || (e->kind == E_REF && map_has(&t->declared, e->u.sym)) ? WALK_STOP
                                                                                      : WALK_ON;
}

static bool same_guard(const Expr *a, const Expr *b)
{
    return !a || (b && same_expr(a, b));
}

/* Is it a variable, or a member of one? */
static bool is_part(const Expr *e)
{
    while (e->kind == E_MEMBER && !e->arrow)
        e = e->kid[BASE];
    return e->kind == E_REF;
}

static void add_item(Trace *t, Expr *e, Expr *guard, Type *real, int flags)
{
    const Sym *root = root_of(e);
    Type *r = strip(real);
    if (r->kind == T_COMPLEX) {
        flags |= COMPLEX;
        r = strip(r->base);
    }
    if (r->kind != T_FLOAT && r->kind != T_DOUBLE && r->kind != T_LDOUBLE) {
        t->opaque |= carries_reals(real);
        return;
    }
    bool in_register = root->storage == ST_REGISTER ||
                       (root->primal && root->primal->storage == ST_REGISTER);
    bool declared = map_has(&t->declared, root) && is_part(e);
    if (in_register || (!declared && !walk_expr(e, find_declared, t)) ||
        (guard && !walk_expr(guard, find_declared, t))) {
        t->opaque = true;
        return;
    }
    if (root == t->result || (t->of->variable && root->primal == t->of->variable) || declared)
        flags |= FRESH;
    const char *key = fmt("%s%s", key_of(t, e), flags & RANGE ? "[]" : "");
    for (int i = 0; i < t->items.n; i++)
        if (str_eq(t->items.at[i].key, key) && same_guard(t->items.at[i].guard, guard))
            return;
    append(&t->items, ((Touch){key, e, guard, r, flags, declared, false}));
}

static void add_path(Trace *t, Expr *e, Expr *guard);

/* The members of a struct, each for itself. */
static void add_members(Trace *t, Expr *e, Expr *guard, const Tag *tag)
{
    t->opaque |= tag->kind == TAG_UNION;
    for (int i = 0; i < tag->fields.n && !t->opaque; i++) {
        Field *f = tag->fields.at[i];
        if (f->name && holds_reals(f->type))
            add_path(t, member(clone_expr(e, NULL), f, false), guard);
        else
            t->opaque |= !f->name && holds_reals(f->type);
    }
}

/* A shadow, or what a pointer to shadows leads to. */
static void add_path(Trace *t, Expr *e, Expr *guard)
{
    Sym *root = root_of(e);
    Type *type = strip(e->type);
    bool pointer = type->kind == T_POINTER || type->kind == T_ARRAY;
    bool result = root == t->result && is_pointer(root->type);
    /* &x_b of a parameter x, handed on */
    if (e->kind == E_REF && (result || is_companion_of_value(root))) {
        add_path(t, deref(ref(root)), guard);
        return;
    }
    if (!pointer && type->kind == T_RECORD) {
        add_members(t, e, guard, type->tag);
        return;
    }
    if (!pointer) {
        if (holds_reals(type))
            add_item(t, e, guard, type, 0);
        return;
    }
    if (is_array(root->type) && holds_reals(element_type(root->type)) &&
        !is_record(element_type(root->type)))
        add_item(t, ref(root), guard, element_type(root->type), RANGE);
    else if (carries_reals(type))
        add_item(t, e, guard, element_type(type->base), RANGE);
}

static Expr *both(Expr *a, Expr *b)
{
    return a ? binary(OP_LAND, clone_expr(a, NULL), b) : b;
}

/* The one value that the k-th argument leads to, not an element with others behind it: the adjoint
 * of the argument by value before it, or the tangent of what the call is assigned to; else NULL. */
static Expr *single_value(const Trace *t, const Expr *call, int k)
{
    const Expr *e = call->kid[k];
    if (!is_pointer(e->type) || !is_shadow(t, root_of(e)))
        return NULL;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    Expr *of = address ? skip_conv(e->kid[0]) : deref(clone_expr(e, NULL));
    Type *before = k > ARGS ? strip(call->kid[k - 1]->type) : NULL;
    bool value = before && before->kind != T_POINTER && before->kind != T_ARRAY &&
                 holds_reals(before) && t->mode == ADJOINT;
    bool last = t->target && k == call->nkid - 1;
    return value || (last && same_expr(primal_of(of), t->target)) ? of : NULL;
}

/* Does it call a derivative that adcc made of a function of the source? */
bool calls_made(const Expr *e)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    return f && f->func && (f->generated || !f->loc.file);
}

static void collect(Trace *t, Expr *e, Expr *guard)
{
    t->inside |= calls_made(e);
    if (e->kind == E_COND) {
        collect(t, e->kid[COND], guard);
        collect(t, e->kid[THEN], both(guard, clone_expr(e->kid[COND], NULL)));
        collect(t, e->kid[ELSE], both(guard, unary(OP_LNOT, clone_expr(e->kid[COND], NULL))));
        return;
    }
    if (e->kind == E_BINARY && (e->op == OP_LAND || e->op == OP_LOR)) {
        Expr *left = clone_expr(e->kid[LHS], NULL);
        collect(t, e->kid[LHS], guard);
        collect(t, e->kid[RHS], both(guard, e->op == OP_LAND ? left : unary(OP_LNOT, left)));
        return;
    }
    if (e->kind == E_UNARY && e->op == OP_SIZEOF)
        return;
    bool address = e->kind == E_UNARY && e->op == OP_ADDR;
    Expr *of = address ? skip_conv(e->kid[0]) : NULL;
    if (of && of->kind != E_INDEX) { /* a variable, not an element of an array */
        collect(t, of, guard);
        return;
    }
    if ((e->kind == E_CAST || e->kind == E_CONV) && !is_pointer(e->type)) {
        collect(t, e->kid[0], guard);
        return;
    }
    if (is_shadow(t, root_of(e))) {
        add_path(t, skip_conv(e), guard);
        return;
    }
    if (e->kind == E_ASSIGN)
        t->target = skip_conv(e->kid[LHS]);
    for (int i = e->kind == E_CALL ? ARGS : 0; i < e->nkid; i++) {
        Expr *value = e->kind == E_CALL ? single_value(t, e, i) : NULL;
        if (value)
            add_path(t, value, guard);
        else
            collect(t, e->kid[i], guard);
    }
}

static Walk find_shadow(Expr *e, void *context)
{
    return e->kind == E_REF && is_shadow(context, e->u.sym) ? WALK_STOP : WALK_ON;
}

static void collect_block(Trace *t, Block b, Expr *guard)
{
    for (Stmt *s = b.first; s; s = s->next) {
        if (s->kind == S_IF) {
            collect(t, s->e[0], guard);
            collect_block(t, s->body[IF_THEN], both(guard, clone_expr(s->e[0], NULL)));
            collect_block(t, s->body[IF_ELSE],
                          both(guard, unary(OP_LNOT, clone_expr(s->e[0], NULL))));
        } else if (s->kind == S_BLOCK) {
            collect_block(t, s->body[0], guard);
        } else if (s->kind == S_DECL) {
            for (int i = 0; i < s->decls.n; i++)
                map_set(&t->declared, s->decls.at[i], s);
            for (int i = 0; i < s->decls.n; i++) {
                Sym *v = s->decls.at[i];
                if (v->init)
                    collect(t, v->init, guard);
                if (is_shadow(t, v) && !is_pointer(v->type))
                    add_path(t, ref(v), guard);
            }
        } else if (s->kind == S_EXPR || s->kind == S_RETURN) {
            if (s->e[0])
                collect(t, s->e[0], guard);
        } else if (s->kind != S_PUSH && s->kind != S_POP && s->kind != S_COMMENT) {
            Block alone = {s, s};
            Stmt *next = s->next;
            s->next = NULL;
            t->opaque |= !walk_block(alone, NULL, find_shadow, t);
            s->next = next;
        }
    }
}

/* ------------------------------------------------------------------ what is told of it */

static const char prototypes[] =
    "void adcc_trace_begin(int mode, const char *place, const char *text, int n, ...);\n"
    "void adcc_trace_end(int mode, int n, ...);\n";

static Sym *trace_function(const char *name)
{
    Sym *f = new_sym(SYM_FUNC, name, func_type(type_void, (Types){0}));
    f->type->variadic = true;
    f->global = true;
    f->generated = true;
    f->helper = prototypes;
    return f;
}

static Expr *null(void)
{
    return cast(pointer_to(type_void), int_const(0));
}

static Expr *address(const Touch *item, Expr *e)
{
    Type *untyped = pointer_to(type_void);
    Expr *p = cast(untyped, item->flags & RANGE ? e : address_of(e));
    return item->guard ? cond(clone_expr(item->guard, NULL), p, null()) : p;
}

/* The variable that holds it, if that is not reached through a pointer; else NULL. */
static Expr *holder_of(const Trace *t, const Expr *e)
{
    Sym *root = root_of(e);
    if (root == t->result && is_pointer(root->type))
        return ref(root);
    for (; !is_value_companion(e); e = e->kid[0]) {
        const Sym *v = e->kind == E_MEMBER && e->arrow ? ref_sym(e->kid[0]) : NULL;
        if (is_companion_of_value(v))
            return ref(root);
        if (e->kind != E_INDEX && (e->kind != E_MEMBER || e->arrow) && e->kind != E_CONV)
            break;
    }
    if (is_value_companion(e))
        return ref(root);
    bool object = e->kind == E_REF && !is_pointer(e->type);
    return object ? address_of(ref(root)) : NULL;
}

/* An array of which C knows the size: not the last member of a struct, [] */
static bool has_size(Type *t)
{
    t = strip(t);
    return t->kind == T_ARRAY && (t->count >= 0 || t->extent);
}

/* key; the variable and its address; addresses of shadow and primal; size of a real, how many
 * (0: unknown), flags */
static void add_arguments(const Trace *t, const Touch *item, Exprs *args)
{
    bool array = item->flags & RANGE && has_size(item->where->type);
    bool primal = t->mode == TANGENT && root_of(item->where) != t->result;
    Expr *size = text_expr(fmt("(int)sizeof(%s)", type_str(item->real)), type_int);
    const char *all = array ? fmt("(long)(sizeof(%s) / sizeof(%s))", expr_str(item->where),
                                  type_str(item->real))
                      : item->flags & RANGE   ? "0L"
                      : item->flags & COMPLEX ? "2L"
                                              : "1L";
    Expr *holder = holder_of(t, item->where);
    const Sym *root = root_of(item->where);
    const Sym *variable = root->primal ? root->primal : root;
    append(args, string(holder ? root == t->result ? "return" : variable->name : item->key));
    append(args, holder ? cast(pointer_to(type_void), holder) : null());
    append(args, item->unshadowed ? null() : address(item, clone_expr(item->where, NULL)));
    append(args, primal ? address(item, primal_of(item->where)) : null());
    append(args, size);
    append(args, text_expr(all, type_long));
    append(args, int_const(item->flags));
}

/* The items that are there before the statement, or those that it declares. */
static Stmt *tell(const Trace *t, bool begin)
{
    Exprs args = {0}, items = {0};
    int n = 0, mode = (t->mode == TANGENT ? TANGENTS : ADJOINTS) | (t->opaque ? OPAQUE : 0) |
                      (t->inside ? INSIDE : 0);
    for (int i = 0; i < t->items.n; i++)
        if (t->items.at[i].declared != begin) {
            add_arguments(t, &t->items.at[i], &items);
            n++;
        }
    append(&args, int_const(mode));
    if (begin) {
        append(&args, string(fmt("%s:%d:%d", t->of->loc.file->name, loc_line(t->of->loc),
                                 loc_column(t->of->loc))));
        append(&args, string(t->of->text));
    }
    append(&args, int_const(n));
    for (int i = 0; i < items.n; i++)
        append(&args, items.at[i]);
    return expr_stmt(call(trace_function(begin ? "adcc_trace_begin" : "adcc_trace_end"), args));
}

Traced traced(const Stmt *s)
{
    const Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    Traced t = {.loc = s->loc, .variable = v};
    if ((!options.statements && !options.trap) || !s->loc.file || (v && v->storage == ST_STATIC))
        return t;
    if (v && v->init)
        t.text = fmt("%s = %s", v->name, expr_str(v->init));
    else if (s->kind == S_EXPR || (s->kind == S_RETURN && s->e[0]))
        t.text = fmt("%s%s", s->kind == S_RETURN ? "return " : "", expr_str(s->e[0]));
    return t;
}

void trace_as_one(Stmt *parts, Loc loc)
{
    for (Stmt *s = parts; options.statements && s; s = s->next)
        if (s->kind == S_EXPR || s->kind == S_DECL)
            s->loc = loc;
}

static Block around(const Trace *t, Block before, Block b)
{
    Block end = {0};
    add_stmt(&before, tell(t, true));
    if (b.last && b.last->kind == S_RETURN) {
        Stmt *jump = b.last;
        drop_last(&b);
        add_stmt(&end, tell(t, false));
        add_stmt(&end, jump);
    } else {
        add_stmt(&end, tell(t, false));
    }
    return join(before, join(b, end));
}

/* A real that is assigned and has no tangent: differences may tell that it should. */
static void add_target(Trace *t, Block group)
{
    Stmt *s = group.last;
    Sym *v = s && s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    Expr *e = v && v->init ? ref(v)
              : s && s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0]->kid[LHS]
                                                                    : NULL;
    if (t->items.n || t->opaque || !e || !is_real_floating(strip(e->type)) ||
        strip(e->type)->kind == T_FLOAT128 || strip(e->type)->kind == T_FLOAT16)
        return;
    Touch touch = {.key = expr_str(e), .where = clone_expr(e, NULL), .real = strip(e->type)};
    touch.declared = v != NULL;
    touch.unshadowed = true;
    append(&t->items, touch);
}

Block trace_tangent(const Traced *of, const Sym *result, Block group)
{
    Trace t = {.mode = TANGENT, .result = result, .of = of};
    note_statement(of, group);
    if (!options.statements || !of->text || (group.last && group.last->kind == S_IF))
        return group; /* a choice became an if, whose branches are traced */
    collect_block(&t, group, NULL);
    add_target(&t, group);
    return t.items.n || t.opaque || t.inside ? around(&t, (Block){0}, group) : group;
}

Block trace_adjoint(const Traced *of, const Sym *result, Block rev)
{
    Trace t = {.mode = ADJOINT, .result = result, .of = of};
    Block before = {0};
    note_statement(of, rev);
    if (!options.statements || !of->text || is_empty(rev))
        return rev;
    collect_block(&t, rev, NULL);
    if (!t.items.n && !t.opaque && !t.inside)
        return rev;
    while (rev.first && (rev.first->kind == S_POP || rev.first->kind == S_COMMENT)) {
        Stmt *first = rev.first;
        rev.first = first->next;
        rev.last = rev.first ? rev.last : NULL;
        first->next = NULL;
        add_stmt(&before, first);
    }
    return around(&t, before, rev);
}
