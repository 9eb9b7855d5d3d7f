/* varargs.c - variable arguments become arrays, one for each kind of value.
 *
 *     sum(2, x, 3)                          sum(2, (double[]){x}, (long long[]){3})
 *     double sum(int n, ...)                double sum(int n, const double *reals, ...ints)
 *     {                                     {
 *         va_list ap;                           const double *ap_reals;  const long long *ap_ints;
 *         va_start(ap, n);                      ap_reals = reals, ap_ints = ints;
 *         ... va_arg(ap, double)                ... *ap_reals++
 *
 * C demands that an argument is taken as what it was passed as: so each kind can be counted for
 * itself.  Only char * and void * may stand for each other: where strings are taken besides other
 * pointers, there is a list of each, with a null pointer for what is in the other one, and both go
 * on together.  So nobody must think that a string may be a pointer to reals.  After this there are
 * pointers that move, and nothing that derivatives need to know of.  A function that takes structs
 * or complex numbers this way, or hands its va_list to code that is not seen, stays what it is.
 */
#include "adcc.h"

typedef enum Kind { REALS, LONG_REALS, INTS, POINTERS, STRINGS, KINDS, NO_KIND } Kind;

/* The variables that stand for a va_list or the variable arguments; NULL where nobody looks. */
typedef struct Lists {
    Sym *at[KINDS];
} Lists;

/* What a function does with variable arguments and va_lists, by itself and by what it calls. */
typedef struct Use {
    bool kind[KINDS];
    bool reals;       /* may take one, or a pointer to some */
    const char *why;  /* it cannot be changed; NULL: it can */
    Map seen;         /* functions looked at */
    int known, total; /* mentions of va_lists */
} Use;

typedef struct Rewriting {
    Lists arguments; /* of the function itself */
    Map lists;       /* va_list (Sym) -> Lists */
    Map names;
} Rewriting;

/* ------------------------------------------------------------ what a function does */

static bool is_va_list(Type *t)
{
    for (; t->kind == T_TYPEDEF; t = t->base)
        if (ends_with(t->name, "va_list"))
            return true;
    if (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = strip(t->base);
    return (t->kind == T_RECORD && t->tag->name && str_eq(t->tag->name, "__va_list_tag")) ||
           (t->kind == T_OPAQUE && t->name && ends_with(t->name, "va_list"));
}

static Kind kind_of(Type *t)
{
    t = strip(decay(t));
    return t->kind == T_DOUBLE                        ? REALS
           : t->kind == T_LDOUBLE                     ? LONG_REALS
           : is_integer(t) && t->size <= (long)sizeof(long long) ? INTS
           : t->kind != T_POINTER                     ? NO_KIND
           : leads_to_bytes(t) && strip(t->base)->kind != T_VOID ? STRINGS
                                                                 : POINTERS;
}

static bool is_builtin(const Expr *call, const char *name)
{
    const Sym *f = callee_sym(call);
    return f && str_eq(f->name, name);
}

static Walk note_use(Expr *e, void *context);

static void look_at(Use *u, Func *f)
{
    if (map_has(&u->seen, f))
        return;
    map_set(&u->seen, f, f);
    walk_block(f->body, NULL, note_use, u);
}

static void note_call(Use *u, Expr *e)
{
    bool builtin = is_builtin(e, "__builtin_va_start") || is_builtin(e, "__builtin_va_end") ||
                   is_builtin(e, "__builtin_va_copy");
    Func *f = callee_of(e);
    for (int i = ARGS; i < e->nkid; i++) {
        const Sym *v = ref_sym(skip_conv(e->kid[i]));
        if (!v || !is_va_list(v->type))
            continue;
        u->known++;
        if (builtin)
            continue;
        if (f && i - ARGS < f->params.n)
            look_at(u, f);
        else
            u->why = fmt("it hands its va_list to '%s'", expr_str(e->kid[CALLEE]));
    }
}

static Walk note_use(Expr *e, void *context)
{
    Use *u = context;
    if (e->kind == E_REF && e->u.sym->kind != SYM_FUNC && is_va_list(e->u.sym->type))
        u->total++;
    if (e->kind == E_CALL)
        note_call(u, e);
    if (e->kind != E_VA_ARG)
        return WALK_ON;
    Kind kind = kind_of(e->type);
    u->known += ref_sym(skip_conv(e->kid[0])) != NULL;
    Type *t = strip(e->type);
    u->reals |= carries_reals(t) || (t->kind == T_POINTER && strip(t->base)->kind == T_VOID);
    if (kind == NO_KIND)
        u->why = fmt("it takes a '%s' from its variable arguments", type_str(e->type));
    else
        u->kind[kind] = true;
    return WALK_ON;
}

static Use use_of(Func *f)
{
    Use u = {.why = NULL};
    look_at(&u, f);
    if (!u.why && u.known != u.total)
        u.why = "it stores a va_list or takes its address";
    return u;
}

static bool takes_lists(const Func *f)
{
    if (strip(f->sym->type)->variadic)
        return true;
    for (int i = 0; i < f->params.n; i++)
        if (is_va_list(f->params.at[i]->type))
            return true;
    return false;
}

const char *why_variadic(Func *f)
{
    return takes_lists(f) ? use_of(f).why : NULL;
}

bool takes_variable_reals(Func *f)
{
    return takes_lists(f) && use_of(f).reals;
}

/* ------------------------------------------------------------ expressions */

static Type *list_type(Kind kind)
{
    Type *element = kind == REALS        ? type_double
                    : kind == LONG_REALS ? basic_type(T_LDOUBLE)
                    : kind == INTS       ? basic_type(T_LLONG)
                    : kind == STRINGS    ? pointer_to(qualified(basic_type(T_CHAR), Q_CONST))
                                         : pointer_to(type_void);
    return pointer_to(qualified(element, Q_CONST));
}

static Lists make_lists(Rewriting *r, const char *prefix, const Use *u, SymKind what)
{
    static const char *const names[KINDS] = {"reals", "long_reals", "ints", "pointers", "strings"};
    Lists lists = {{NULL}};
    for (int k = 0; k < KINDS; k++) {
        if (!u->kind[k])
            continue;
        const char *name = *prefix ? fmt("%s_%s", prefix, names[k]) : names[k];
        lists.at[k] = new_sym(what, free_name(&r->names, name), list_type(k));
    }
    return lists;
}

static const Lists *lists_of(const Rewriting *r, Expr *e)
{
    const Sym *v = ref_sym(skip_conv(e));
    return v ? map_get(&r->lists, v) : NULL;
}

static Expr *nothing(void)
{
    return cast(type_void, int_const(0));
}

/* to = from, for each list */
static Expr *copy_lists(const Lists *to, const Lists *from)
{
    Expr *all = NULL;
    for (int k = 0; k < KINDS; k++) {
        if (!to->at[k] || !from->at[k])
            continue;
        Expr *one = assign(ref(to->at[k]), ref(from->at[k]));
        all = all ? binary(OP_COMMA, all, one) : one;
    }
    return all ? all : nothing();
}

static Kind other_kind(Kind kind)
{
    return kind == POINTERS ? STRINGS : kind == STRINGS ? POINTERS : NO_KIND;
}

/* *ap_reals++, *(ap_strings++, ap_pointers++) */
static Expr *next_argument(const Rewriting *r, Expr *e)
{
    const Lists *lists = lists_of(r, e->kid[0]);
    Kind kind = kind_of(e->type), other = other_kind(kind);
    Expr *at = unary(OP_POSTINC, ref(lists->at[kind]));
    if (other != NO_KIND && lists->at[other])
        at = binary(OP_COMMA, unary(OP_POSTINC, ref(lists->at[other])), at);
    Expr *value = deref(at);
    value->loc = e->loc;
    return kind == REALS || kind == LONG_REALS ? value : cast(e->type, value);
}

/* Is the argument in the list of a kind? */
static bool is_listed(const Expr *arg, Kind kind, const Use *u)
{
    Kind own = kind_of(arg->type);
    if (own == kind || own == NO_KIND)
        return own == kind && u->kind[kind];
    bool either = own == POINTERS && leads_to_bytes(arg->type); /* void * */
    return own == other_kind(kind) && u->kind[kind] && (either || !u->kind[own]);
}

/* What stands for an argument in the list of a kind, NULL if it has no place there. */
static Expr *listed_argument(Expr *arg, Kind kind, const Use *u)
{
    Kind own = kind_of(arg->type);
    Type *element = unqualified(strip(list_type(kind))->base);
    if (own == kind && other_kind(kind) == NO_KIND)
        return arg;
    if (own == NO_KIND || (own != kind && own != other_kind(kind)))
        return NULL;
    return cast(element, is_listed(arg, kind, u) ? copy(arg) : int_const(0));
}

/* (double[2]){x, y}, or a null pointer if there is no argument of this kind */
static Expr *array_of_arguments(const Expr *call, int first, Kind kind, const Use *u)
{
    Type *element = unqualified(strip(list_type(kind))->base);
    Expr *list = new_expr(E_INIT, element, call->loc, call->nkid);
    list->nkid = 0;
    for (int i = first; i < call->nkid; i++) {
        Expr *listed = listed_argument(call->kid[i], kind, u);
        if (listed)
            list->kid[list->nkid++] = listed;
    }
    if (list->nkid == 0)
        return int_const(0);
    list->type = array_of(element, list->nkid, NULL);
    Expr *array = new_expr(E_COMPOUND, list->type, call->loc, 1);
    array->kid[0] = list;
    return array;
}

/* Arguments that nobody looks at may be left out, and others be in two lists, if nothing happens in
 * them. */
static bool can_rewrite_call(const Expr *call, const Func *f, const Use *u)
{
    for (int i = ARGS + f->params.n; i < call->nkid; i++) {
        int places = 0;
        for (int k = 0; k < KINDS; k++)
            places += is_listed(call->kid[i], k, u);
        if (places != 1 && has_side_effects(call->kid[i]))
            return false;
    }
    return call->nkid - ARGS >= f->params.n;
}

static Expr *rewrite_call(const Rewriting *r, Expr *e)
{
    Func *f = callee_of(e);
    if (!f || f->opaque || f->sym->inactive || f->sym->custom[ADJOINT] ||
        f->sym->custom[TANGENT] || !takes_lists(f))
        return e;
    Use u = use_of(f);
    Exprs args = {0};
    if (u.why || !can_rewrite_call(e, f, &u))
        return e;
    for (int i = 0; i < f->params.n; i++) {
        const Lists *lists =
            is_va_list(f->params.at[i]->type) ? lists_of(r, e->kid[ARGS + i]) : NULL;
        for (int k = 0; lists && k < KINDS; k++)
            if (u.kind[k])
                append(&args, ref(lists->at[k]));
        if (!lists)
            append(&args, e->kid[ARGS + i]);
    }
    for (int k = 0; strip(f->sym->type)->variadic && k < KINDS; k++)
        if (u.kind[k])
            append(&args, array_of_arguments(e, ARGS + f->params.n, k, &u));
    Expr *made = call(with_arrays(f)->sym, args);
    made->loc = e->loc;
    return made;
}

static Expr *rewrite(Expr *e, void *context)
{
    Rewriting *r = context;
    if (e->kind == E_VA_ARG && lists_of(r, e->kid[0]))
        return next_argument(r, e);
    if (e->kind != E_CALL)
        return e;
    const Lists *to = e->nkid > ARGS ? lists_of(r, e->kid[ARGS]) : NULL;
    if (is_builtin(e, "__builtin_va_start") && to)
        return copy_lists(to, &r->arguments);
    if (is_builtin(e, "__builtin_va_copy") && to)
        return copy_lists(to, lists_of(r, e->kid[ARGS + 1]));
    if (is_builtin(e, "__builtin_va_end") && to)
        return nothing();
    return rewrite_call(r, e);
}

void lower_variable_arguments(Func *f)
{
    Rewriting r = {.lists = {0}};
    rewrite_block(f->body, rewrite, &r);
}

/* ------------------------------------------------------------ functions */

/* va_list ap;  ->  const double *ap_reals; ... */
static void replace_lists(Rewriting *r, const Use *u, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            replace_lists(r, u, &s->body[i]);
        Syms kept = {0};
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
            Sym *v = s->decls.at[i];
            if (!is_va_list(v->type)) {
                append(&kept, v);
                continue;
            }
            Lists *lists = new (Lists);
            *lists = make_lists(r, v->name, u, SYM_VAR);
            map_set(&r->lists, v, lists);
            for (int k = 0; k < KINDS; k++)
                if (lists->at[k])
                    add_stmt(&out, decl_stmt(lists->at[k], NULL));
        }
        if (s->kind != S_DECL || kept.n || s->tags.n) {
            s->decls = kept;
            add_stmt(&out, s);
        }
    }
    *b = out;
}

static void add_parameters(Syms *params, const Lists *lists)
{
    for (int k = 0; k < KINDS; k++)
        if (lists->at[k])
            append(params, lists->at[k]);
}

static bool is_nothing(const Stmt *s)
{
    const Expr *e = s->kind == S_EXPR ? s->e[0] : NULL;
    return e && !s->tags.n && e->kind == E_CAST && strip(e->type)->kind == T_VOID &&
           is_int_const(e->kid[0], 0);
}

/* What is left of va_end(ap); */
static void drop_nothing(Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_nothing(&s->body[i]);
        if (!is_nothing(s))
            add_stmt(&out, s);
    }
    *b = out;
}

static void change(Func *f, const Use *u)
{
    Rewriting r = {.names = names_in(f)};
    Syms params = {0};
    Types types = {0};
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        if (!is_va_list(v->type)) {
            append(&params, v);
            continue;
        }
        Lists *lists = new (Lists);
        *lists = make_lists(&r, v->name, u, SYM_PARAM);
        map_set(&r.lists, v, lists);
        add_parameters(&params, lists);
    }
    if (strip(f->sym->type)->variadic)
        r.arguments = make_lists(&r, "", u, SYM_PARAM);
    add_parameters(&params, &r.arguments);
    f->params = params;
    for (int i = 0; i < params.n; i++)
        append(&types, params.at[i]->type);
    f->sym->type = func_type(strip(f->sym->type)->base, types);
    replace_lists(&r, u, &f->body);
    rewrite_block(f->body, rewrite, &r);
    drop_nothing(&f->body);
}

/* The functions made in this run. */
static Map *made_functions(void)
{
    static Map made; /* original (Func) -> changed copy */
    return &made;
}

Func *changed_copy(Func *f, bool *is_new)
{
    Map *made = made_functions();
    Func *copy = map_get(made, f);
    *is_new = !copy;
    if (copy)
        return copy;
    copy = clone_func(f, f->sym->name, NULL);
    map_set(made, f, copy);
    copy->sym->storage = ST_STATIC;
    copy->sym->inlined = copy->knr = false;
    copy->sym->annotations = (Annotations){0};
    copy->sym->primal = f->sym;
    return copy;
}

Func *with_arrays(Func *f)
{
    bool is_new = false;
    Use u = use_of(f);
    Func *copy = changed_copy(f, &is_new);
    if (is_new)
        change(copy, &u);
    return copy;
}

/* ------------------------------------------------------------ array literals */

typedef struct Literals {
    Map names;
    Block outermost; /* declarations of those in loops: one object that is set anew */
    Block before;    /* what comes before the statement at hand */
    bool in_loop;
} Literals;

static bool is_plain_list(const Expr *list)
{
    bool plain = is_scalar(strip(list->type)->base) && list->nkid == strip(list->type)->count;
    for (int i = 0; plain && i < list->nkid; i++)
        plain = list->kid[i]->kind != E_DESIGNATED && list->kid[i]->kind != E_INIT;
    return plain;
}

/* &(T){...}, &(T){...}.member: the struct, which becomes a variable. */
static Expr *name_addressed(Literals *l, Expr *e)
{
    Expr **at = &e->kid[0];
    while ((*at)->kind == E_MEMBER && !(*at)->arrow)
        at = &(*at)->kid[BASE];
    if ((*at)->kind != E_COMPOUND || !is_record((*at)->type))
        return e;
    Expr *literal = *at;
    Sym *v = new_sym(SYM_VAR, free_name(&l->names, "record"), unqualified(literal->type));
    v->address_taken = true;
    *at = ref(v);
    bool outermost = l->in_loop && !strip(v->type)->tag->local;
    Stmt *s = decl_stmt(v, literal->kid[0]);
    if (outermost) {
        add_stmt(&l->outermost, decl_stmt(v, NULL));
        s = expr_stmt(assign(ref(v), literal));
    }
    s->loc = literal->loc;
    add_stmt(&l->before, s);
    return e;
}

/* The array type with elements that are not const. */
static Type *of_variables(Type *t)
{
    Type *a = strip(t);
    return is_array(a) ? array_of(of_variables(a->base), a->count, a->extent) : unqualified(t);
}

static Expr *name_literal(Expr *e, void *context)
{
    Literals *l = context;
    if (e->kind == E_UNARY && e->op == OP_ADDR)
        return name_addressed(l, e);
    if (e->kind != E_COMPOUND || !is_array(e->type))
        return e;
    Sym *v = new_sym(SYM_VAR, free_name(&l->names, "list"), of_variables(e->type));
    v->address_taken = true;
    Expr *list = e->kid[0];
    if (!l->in_loop || !is_plain_list(list)) {
        Stmt *s = decl_stmt(v, list);
        s->loc = e->loc;
        add_stmt(&l->before, s);
        return ref(v);
    }
    add_stmt(&l->outermost, decl_stmt(v, NULL));
    for (int i = 0; i < list->nkid; i++) {
        Stmt *s = expr_stmt(assign(index_of(ref(v), int_const(i)), list->kid[i]));
        s->loc = e->loc;
        add_stmt(&l->before, s);
    }
    return ref(v);
}

static void name_literals(Literals *l, Block *b)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        bool outside = !l->in_loop;
        l->in_loop |= s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        for (int i = 0; i < 3; i++)
            if (s->kind != S_FOR || i == BODY)
                name_literals(l, &s->body[i]);
        l->in_loop = !outside;
        Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
        bool once = s->kind == S_EXPR || s->kind == S_RETURN || s->kind == S_IF ||
                    s->kind == S_SWITCH;
        if (once)
            s->e[0] = s->e[0] ? rewrite_expr(s->e[0], name_literal, l) : NULL;
        if (v && v->init && v->storage != ST_STATIC && !v->global && v->init->kind != E_COMPOUND)
            v->init = rewrite_expr(v->init, name_literal, l);
        out = join(out, l->before);
        l->before = (Block){0};
        add_stmt(&out, s);
    }
    *b = out;
}

static Walk find_literal(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_COMPOUND ? WALK_STOP : WALK_ON;
}

void name_array_literals(Func *f)
{
    if (walk_block(f->body, NULL, find_literal, NULL))
        return;
    Literals l = {.names = names_in(f)};
    name_literals(&l, &f->body);
    f->body = join(l.outermost, f->body);
}

/* ------------------------------------------------------------ the output */

typedef struct Wanted {
    Map *emitted, *taken;
    Funcs list;
} Wanted;

static Walk note_wanted(Expr *e, void *context)
{
    Wanted *w = context;
    Sym *v = e->kind == E_REF && e->u.sym->kind == SYM_FUNC ? e->u.sym : NULL;
    bool ours = v && v->func && v->primal && v->primal->func &&
                map_get(made_functions(), v->primal->func) == v->func;
    if (!ours || map_has(w->emitted, v->func))
        return WALK_ON;
    map_set(w->emitted, v->func, v);
    v->name = free_name(w->taken, fmt("%s_list", v->name));
    walk_block(v->func->body, NULL, note_wanted, w);
    append(&w->list, v->func);
    return WALK_ON;
}

void add_functions_with_arrays(Funcs *made, Map *taken)
{
    static Map emitted; /* in this run */
    Wanted w = {&emitted, taken, {0}};
    for (int i = 0; i < made->n; i++)
        if (made->at[i])
            walk_block(made->at[i]->body, NULL, note_wanted, &w);
    for (int i = 0; i < made->n; i++)
        append(&w.list, made->at[i]);
    *made = w.list;
}
