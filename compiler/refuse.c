/* refuse.c - what reverse mode cannot do, said at its place.
 *
 *     double *w = malloc(n);      error: where 'w' leads is not known
 *
 * Better no derivative than a wrong one: whatever the analyses have no answer for ends here.
 */
#include "reverse.h"

static bool is_jump_library(const Sym *f)
{
    static const char *const names[] = {"setjmp",      "_setjmp",          "sigsetjmp",
                                        "__sigsetjmp", "longjmp",          "_longjmp",
                                        "siglongjmp",  "__builtin_setjmp", "__builtin_longjmp"};
    for (size_t i = 0; f && i < sizeof names / sizeof names[0]; i++)
        if (str_eq(f->name, names[i]))
            return true;
    return false;
}

/* A call of a function that takes reals from its variable arguments, and could not be changed. */
static bool passes_variable_reals(const Expr *call)
{
    const Sym *f = callee_sym(call);
    if (!f || !f->func || f->inactive || !strip(f->type)->variadic || f->custom[ADJOINT])
        return false;
    return takes_variable_reals(f->func);
}

static Walk refuse_expr(Expr *e, void *context)
{
    (void)context;
    if (e->kind == E_CALL && passes_variable_reals(e))
        error_at(e->loc,
                 "'%s' takes reals from its variable arguments, which is not differentiated: %s; "
                 "pass an array, or mark it ADCC_INACTIVE",
                 callee_sym(e)->name,
                 why_variadic(callee_of(e)) ? why_variadic(callee_of(e))
                                            : "an argument has a side effect");
    return WALK_ON;
}

static Walk refuse_jump(Expr *e, void *context)
{
    bool *any = context;
    if (e->kind != E_CALL || !is_jump_library(callee_sym(e)))
        return WALK_ON;
    *any = true;
    error_at(e->loc, "'%s' jumps between functions, which is not differentiated; return a status "
                     "instead", callee_sym(e)->name);
    return WALK_ON;
}

bool refuse_jumps(Func *f)
{
    bool any = false;
    walk_block(f->body, NULL, refuse_jump, &any);
    return any;
}

static Walk refuse_stmt(Stmt *s, void *context)
{
    (void)context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        for (Type *t = array_in(s->decls.at[i]->type); t; t = array_in(t->base))
            if (t->count == COUNT_VLA && !t->extent)
                error_at(s->loc, "the size of '%s' cannot be seen, as its type is not written as "
                                 "an array; write its number of elements in brackets",
                         s->decls.at[i]->name);
    if (s->kind == S_OPAQUE && (starts_with(s->text, "asm") || starts_with(s->text, "__asm")))
        error_at(
            s->loc,
            "inline assembly in a function that is differentiated; move it to a function of its "
            "own that is ADCC_INACTIVE, or give that function's derivative with ADCC_USE_ADJOINT");
    return WALK_ON;
}

void refuse_unsupported(Func *f)
{
    Loc where;
    const char *why = normal_form_violation(f, &where);
    if (!refuse_jumps(f) && why && !f->opaque)
        error_at(where, "%s, which is not differentiated; make it a statement of its own", why);
    if (f->opaque)
        error_at(f->opaque_loc, "%s", why_opaque(f));
    walk_block(f->body, refuse_stmt, refuse_expr, NULL);
    refuse_statics(f);
}

/* Is the lvalue behind a pointer that has no derivative by decree? */
static bool leads_through_inactive(const Expr *e)
{
    const Expr *base = skip_conv(e->kid[0]);
    bool direct = (e->kind == E_MEMBER && !e->arrow) || (is_array(base->type) && is_lvalue(base));
    bool goes_on = base->kind == E_MEMBER || base->kind == E_INDEX ||
                   (base->kind == E_UNARY && base->op == OP_DEREF);
    return direct ? goes_on && leads_through_inactive(base) : is_decreed(base);
}

/* The calls of one version of a function, and what they give one parameter. */
typedef struct NullCalls {
    Program *p;
    const Inst *callee;
    int param;
    int nulls, others;
} NullCalls;

static Walk count_nulls(Expr *e, void *context)
{
    NullCalls *calls = context;
    if (e->kind != E_CALL || inst_of_call(calls->p, e) != calls->callee)
        return WALK_ON;
    int arg = ARGS + calls->param;
    if (arg < e->nkid && is_null_pointer(e->kid[arg]))
        calls->nulls++;
    else
        calls->others++;
    return WALK_ON;
}

/* Is this parameter null in all calls of its function? */
static bool is_null_param(Program *p, const Inst *f, int param)
{
    NullCalls calls = {.p = p, .callee = f, .param = param};
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, count_nulls, &calls);
    return calls.nulls > 0 && calls.others == 0;
}

/* Is this lvalue behind a parameter that is always null?  Then no run gets there. */
static bool is_behind_null(Program *p, const Expr *e)
{
    while (e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_UNARY || e->kind == E_CONV ||
           e->kind == E_CAST)
        e = e->kid[0];
    const Inst *f = e->kind == E_REF ? place_of(p, e->u.sym)->inst : NULL;
    for (int i = 0; f && is_pointer(e->u.sym->type) && i < f->body->params.n; i++)
        if (f->body->params.at[i] == e->u.sym)
            return is_null_param(p, f, i);
    return false;
}

/* Real storage behind a pointer that may lead nowhere we know of. */
static Walk refuse_unknown(Expr *e, void *context)
{
    Program *p = context;
    bool through_pointer = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF) ||
                           (e->kind == E_MEMBER && e->arrow);
    if (!through_pointer || !holds_reals(e->type) || is_array(e->type))
        return WALK_ON;
    Bits places = places_of(p, e);
    if (leads_through_inactive(e) && bits_meet(&places, &p->shadowed))
        error_at(e->loc,
                 "'%s' leads through a pointer that is ADCC_INACTIVE to storage that carries "
                 "derivatives; leave out ADCC_INACTIVE there", expr_str(e));
    if (bits_empty(&places) && is_behind_null(p, e))
        return WALK_ON;
    if (bits_empty(&places) || (p->unknown && bits_has(&places, p->unknown->id)))
        error_at(e->loc, "adcc cannot tell what storage '%s' is; "
                     "allocate it with malloc, or pass it as a parameter", expr_str(e));
    return WALK_ON;
}

void refuse_unknown_storage(Program *p)
{
    for (int i = 0; i < p->insts.n; i++)
        if (!p->insts.at[i]->inactive)
            walk_block(p->insts.at[i]->body->body, NULL, refuse_unknown, p);
}

/* Places in which single bytes are read or written. */
typedef struct ByteAccess {
    Program *p;
    Bits places;
} ByteAccess;

static Walk note_byte(Expr *e, void *context)
{
    ByteAccess *b = context;
    bool through_pointer = e->kind == E_INDEX || (e->kind == E_UNARY && e->op == OP_DEREF);
    if (through_pointer && is_character(e->type)) {
        Bits places = places_of(b->p, e);
        bits_union(&b->places, &places);
    }
    return WALK_ON;
}

/* A pointer to bytes that is only counted with, as offsets are, and never followed? */
static bool only_counts(Program *p, const Expr *pointer)
{
    ByteAccess b = {.p = p};
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, note_byte, &b);
    Bits places = pointees(p, pointer);
    return !bits_meet(&b.places, &places);
}

/* Storage with derivatives looked at as another type: what is read or written that way would be
 * lost. */
static Walk refuse_pun(Expr *e, void *context)
{
    Program *p = context;
    if (e->kind == E_MEMBER && is_const(element_type(e->u.field->type)) &&
        holds_reals(e->u.field->type) && is_shadowed(p, e))
        error_at(e->loc, "'%s' is a const member, so that its adjoint cannot be stored in a struct "
                         "of this type; leave out the const", expr_str(e));
    if (e->kind != E_CAST && e->kind != E_CONV)
        return WALK_ON;
    if ((is_pointer(e->kid[0]->type) || is_array(e->kid[0]->type)) && is_integer(e->type) &&
        strip(e->type)->kind != T_BOOL && may_lead_to_shadowed(p, e->kid[0]))
        error_at(e->loc, "'%s' hides a pointer to storage that carries derivatives in an integer; "
                         "keep it as a pointer",
                 expr_str(e));
    if (!is_pointer(e->type) || !is_pointer(e->kid[0]->type))
        return WALK_ON;
    Type *to = strip(strip(e->type)->base), *from = strip(strip(e->kid[0]->type)->base);
    if (to->kind == T_VOID || same_type(to, from) || is_function(to))
        return WALK_ON;
    if (from->kind == T_VECTOR && same_type(to, from->base))
        return WALK_ON;
    bool other = !carries_reals(to) || (from->kind != T_VOID && class_of(to) != class_of(from)) ||
                 (is_real_floating(to) && is_real_floating(from));
    bool bytes = is_character(to) || (is_character(from) && carries_reals(to));
    bool piece = !carries_reals(to) && !is_character(to) && is_piece(p, e->kid[0]);
    piece |= is_behind_head(p, e);
    if (other && !piece && may_lead_to_shadowed(p, e->kid[0]) &&
        !(bytes && only_counts(p, e->kid[0])))
        error_at(
            e->loc,
            "'%s' looks at storage that carries derivatives as '%s'; use its own type, or memcpy",
            expr_str(e), type_str(to));
    return WALK_ON;
}

/* ------------------------------------------------------------------ what is kept as C text */

/* The variables that a text in a function may mean, and those that the function changes. */
typedef struct Variables {
    Syms all;
    Map named; /* name -> Sym */
    Map changed;
} Variables;

static void add_variable(Variables *v, Sym *s)
{
    if (!s->name || map_has(&v->named, s->name))
        return;
    append(&v->all, s);
    map_set(&v->named, s->name, s);
}

static Walk note_variables(Stmt *s, void *context)
{
    Variables *v = context;
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        if (!map_has(&v->named, s->decls.at[i]->name)) /* of an inner block */
            map_set(&v->changed, s->decls.at[i], s->decls.at[i]);
        add_variable(v, s->decls.at[i]);
    }
    return WALK_ON;
}

static bool stays(const Variables *v, const Sym *s)
{
    return is_integer(s->type) && !map_has(&v->changed, s) && (!s->global || is_const(s->type));
}

/* sizeof(double[n]): the reverse sweep does not see that it needs n as it was. */
static Walk refuse_text(Expr *e, void *context)
{
    const Variables *v = context;
    if (e->kind != E_OPAQUE || e->has_value || !e->text || !e->loc.file)
        return WALK_ON;
    for (int i = 0; i < v->all.n; i++) {
        const Sym *s = v->all.at[i];
        if (stays(v, s) || !text_mentions(e->text, s->name))
            continue;
        error_at(e->loc, "the adjoint cannot follow '%s' in '%s', which may change; write it "
                         "with the sizes of types that do not vary", s->name, e->text);
        return WALK_PRUNE;
    }
    return WALK_ON;
}

static void refuse_texts(const Func *f)
{
    Variables v = {.changed = changed_variables(f->body)};
    for (int i = 0; i < f->params.n; i++)
        add_variable(&v, f->params.at[i]);
    for (const Stmt *s = f->body.first; s; s = s->next)
        for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
            add_variable(&v, s->decls.at[i]);
    walk_block(f->body, note_variables, NULL, &v);
    for (int i = 0; f->unit && i < f->unit->globals.n; i++)
        add_variable(&v, f->unit->globals.at[i]);
    walk_block(f->body, NULL, refuse_text, &v);
}

/* ------------------------------------------------------------------ unions */

static bool is_active_in_union(void *context, const Expr *e)
{
    Program *p = context;
    if (e->kind == E_INIT && is_active_expr(p, e))
        return true;
    bool pointer = is_pointer(decay(e->type)) || e->kind == E_INIT;
    return reaches_shadowed(p, pointer ? pointers_of_value(p, e) : places_of(p, e));
}

/* Reals whose bits become integers, and integers whose bits become reals again. */
typedef struct Bitwise {
    Program *p;
    const Expr *into, *back;
} Bitwise;

static bool leads_to_reals(Type *pointer)
{
    pointer = decay(pointer);
    return is_pointer(pointer) && holds_reals(strip(pointer)->base);
}

static Walk find_bits(Expr *e, void *context)
{
    Bitwise *b = context;
    const Expr *to = e, *from = e;
    if (e->kind == E_CAST || e->kind == E_CONV)
        from = e->kid[0];
    else if (!copies_block(e, &to, &from))
        return WALK_ON;
    Bits source = pointees(b->p, from), target = pointees(b->p, to);
    to = to == e ? to : skip_casts(to);
    from = skip_casts(from);
    if (leads_to_reals(from->type) && leads_to_integers(to->type) &&
        bits_meet(&source, &b->p->varied))
        b->into = e;
    if (leads_to_integers(from->type) && leads_to_reals(to->type) &&
        bits_meet(&target, &b->p->useful))
        b->back = e;
    return WALK_ON;
}

/* Neither way alone loses a derivative: bits are looked at to tell signs and sizes. */
static void refuse_bits(Program *p)
{
    Bitwise b = {.p = p};
    for (int i = 0; i < p->insts.n; i++)
        if (!p->insts.at[i]->inactive)
            walk_block(p->insts.at[i]->body->body, NULL, find_bits, &b);
    if (!b.into || !b.back || error_count())
        return;
    error_at(b.into->loc, "'%s' makes integers of the bits of reals that carry derivatives, which "
                          "come back as reals elsewhere; copy them as reals, or mark the function "
                          "ADCC_INACTIVE", expr_str(b.into));
    note_at(b.back->loc, "'%s' makes reals of integers", expr_str(b.back));
}

void refuse_puns(Program *p)
{
    refuse_bits(p);
    refuse_used_again(p);
    Unions unions = {.is_active = is_active_in_union, .context = p};
    for (int i = 0; i < p->insts.n; i++) {
        if (p->insts.at[i]->inactive)
            continue;
        walk_block(p->insts.at[i]->body->body, NULL, refuse_pun, p);
        refuse_texts(p->insts.at[i]->body);
        refuse_moved_bytes(p, p->insts.at[i]);
        check_unions(&unions, p->insts.at[i]->body->body);
    }
}

static Walk refuse_overwrite(Expr *e, void *context)
{
    Adjoint *a = context;
    if (map_has(&a->overwrites, e))
        error_at(e->loc,
                 "'%s' may overwrite values that the reverse sweep needs, and adcc does not know "
                 "how many; "
                 "let it write to a variable of its own and copy",
                 expr_str(e->kid[CALLEE]));
    return WALK_ON;
}

void refuse_overwrites(Adjoint *a)
{
    walk_block(a->f->body->body, NULL, refuse_overwrite, a);
}

/* A call of a function without a body: nothing that carries a derivative may go in. */
void check_library_call(Adjoint *a, const Expr *call)
{
    if (inst_of_call(a->p, call))
        return;
    const Sym *f = callee_sym(call);
    if (f && f->custom[ADJOINT])
        return;
    if (is_search(call))
        check_comparison(a, call);
    if (f && (f->inactive || is_passive_library(f) || is_pure_library(f)))
        return;
    if (is_allocation(call) || is_block_call(call) || has_two_results(call))
        return;
    for (int i = ARGS; i < call->nkid; i++) {
        const Expr *arg = call->kid[i];
        bool active = holds_reals(arg->type) && is_active_expr(a->p, arg);
        active |= (is_pointer(arg->type) || is_array(arg->type)) && leads_to_shadowed(a->p, arg);
        if (!active)
            continue;
        if (f && is_input_library(f)) {
            error_at(arg->loc, "'%s' may overwrite '%s', which carries a derivative; let it read "
                               "into a variable that is ADCC_INACTIVE, and assign that", f->name,
                     expr_str(arg));
            return;
        }
        error_at(call->loc,
                 "'%s' is called with '%s', which carries a derivative, and adcc cannot see its "
                 "body",
                 expr_str(call->kid[CALLEE]), expr_str(arg));
        if (f)
            note_at(call->loc,
                    "add its source file to the command, give its derivative with "
                    "ADCC_USE_ADJOINT, or mark it ADCC_INACTIVE");
        else
            note_at(call->loc,
                    "no function of the input fits whose address is taken: add the source file of "
                    "those it may be to the command, or mark the pointer ADCC_INACTIVE");
        return;
    }
}
