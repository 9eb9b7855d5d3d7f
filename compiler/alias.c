/* alias.c - which storage may an access touch?
 *
 *     void f(double *x, const double *restrict t) { double w[3], *p = c ? w : x; p[i] = t[i]; }
 *     places: x* and t* (memory the caller handed in), w, p, i, c;   p leads to {w, x*};   p[i]
 * writes w or x*
 *
 * A place is a variable, or all the memory behind one pointer parameter of the root.  Which places
 * a pointer may lead to is found by inclusion constraints over the whole program, without regard to
 * the order of statements (Andersen 1994).  An access is a place and a class of type (real,
 * pointer, other): effective types keep reals and integers apart.  Memory the caller handed in
 * through two pointers may be the same unless one is restrict, and may be any file-scope variable.
 */
#include "reverse.h"

int access_bit(int place, Class c)
{
    return place * CLASSES + (int)c;
}

/* The class of a scalar type; records and arrays hold several (add_classes). */
Class class_of(Type *t)
{
    t = strip(element_type(t));
    if (t->kind == T_POINTER)
        return CLASS_POINTER;
    return is_real_floating(t) || is_complex(t) || t->kind == T_VECTOR ? CLASS_REAL : CLASS_OTHER;
}

/* Sets in has[] the classes that an object of type t holds. */
static void add_classes(Type *t, bool has[CLASSES])
{
    t = strip(element_type(t));
    if (t->kind != T_RECORD) {
        has[class_of(t)] = true;
        return;
    }
    for (int i = 0; i < t->tag->fields.n; i++)
        add_classes(t->tag->fields.at[i]->type, has);
}

/* Are its members of several classes? */
static bool is_mixed_union(const Tag *tag)
{
    bool has[CLASSES] = {0};
    for (int i = 0; i < tag->fields.n && tag->kind == TAG_UNION; i++)
        add_classes(tag->fields.at[i]->type, has);
    return has[CLASS_REAL] + has[CLASS_POINTER] + has[CLASS_OTHER] > 1;
}

static bool holds_mixed_union(Type *t)
{
    t = strip(element_type(t));
    for (int i = 0; t->kind == T_RECORD && i < t->tag->fields.n; i++)
        if (is_mixed_union(t->tag) || holds_mixed_union(t->tag->fields.at[i]->type))
            return true;
    return false;
}

static bool holds_class(Type *t, Class c)
{
    bool has[CLASSES] = {0};
    add_classes(t, has);
    return has[c];
}

static bool carries_pointers(Type *t)
{
    return holds_class(t, CLASS_POINTER);
}

/* A type of integers alone, none of which may be a byte of something else. */
static bool is_plain_integers(Type *t)
{
    bool has[CLASSES] = {0};
    add_classes(t, has);
    t = strip(element_type(t));
    return !has[CLASS_REAL] && !has[CLASS_POINTER] && (is_integer(t) || t->kind == T_ENUM) &&
           !is_character(t);
}

bool leads_to_integers(Type *pointer)
{
    pointer = decay(pointer);
    return is_pointer(pointer) && is_plain_integers(strip(pointer)->base);
}

static Place *new_place(Program *p, Sym *sym)
{
    Place *place = new (Place);
    place->id = p->places.n;
    place->sym = sym;
    place->mixed = sym && holds_mixed_union(sym->type);
    place->reals = !sym || place->mixed || holds_class(sym->type, CLASS_REAL);
    append(&p->places, place);
    return place;
}

/* Memory that a pointer which comes from outside leads to; it may hold pointers to more of the
 * same. */
static Place *outside_memory(Program *p, Sym *v)
{
    Place *memory = new_place(p, v);
    memory->external = true;
    memory->reals = !leads_to_integers(v->type);
    memory->restricted = (v->type->quals & Q_RESTRICT) != 0;
    bits_add(&memory->points_to, memory->id);
    map_set(&p->memory_of, v, memory);
    return memory;
}

/* Storage that has no name, such as a pointer of file scope may lead to. */
static Walk find_literal(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_COMPOUND ? WALK_STOP : WALK_ON;
}

/* The place of a variable, made on first use. */
Place *place_of(Program *p, Sym *sym)
{
    if (sym->renews)
        sym = sym->renews;
    Place *place = map_get(&p->place_of, sym);
    if (place)
        return place;
    place = new_place(p, sym);
    place->exact =
        !sym->global && !sym->address_taken && sym->storage != ST_STATIC && is_scalar(sym->type);
    place->read_only = is_const(sym->type);
    map_set(&p->place_of, sym, place);
    bool constant = is_const(sym->type) && sym->init && walk_expr(sym->init, find_literal, NULL);
    if (sym->global && sym->kind == SYM_VAR && carries_pointers(sym->type) && !constant)
        bits_add(&place->points_to, outside_memory(p, sym)->id);
    return place;
}

/* ------------------------------------------------------------------ what pointers lead to */

static bool decays(const Expr *e)
{
    return is_array(e->type) && is_lvalue(e);
}

/* What may be stored in any of these places, as pointers. */
static Bits contents(Program *p, Bits places)
{
    Bits result = {0};
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        bits_union(&result, &p->places.at[i]->points_to);
    return result;
}

static Bits both(Bits a, Bits b)
{
    Bits result = {0};
    bits_union(&result, &a);
    bits_union(&result, &b);
    return result;
}

static Bits one_place(Place *place)
{
    Bits set = {0};
    bits_add(&set, place->id);
    return set;
}

/* What a pointer from a function without a body leads to: we know nothing of it. */
static Place *unknown_place(Program *p)
{
    if (!p->unknown) {
        p->unknown = new_place(p, NULL);
        p->unknown->external = p->unknown->unknown = true;
        bits_add(&p->unknown->points_to, p->unknown->id);
    }
    return p->unknown;
}

/* What an allocation gives: one place for each in the source and version of its function. */
static Place *heap_place(Program *p, const Expr *call)
{
    const char *where =
        intern(fmt("%s:%d:%ld", call->loc.file ? call->loc.file->name : "", call->loc.from,
                   call->value));
    Place *place = map_get(&p->heap_of, where);
    if (!place) {
        place = new_place(p, NULL);
        place->heap = true;
        place->waits = str_eq(callee_sym(call)->name, "adcc_frame"); /* frees itself */
        place->reals = place->waits || holds_reals(strip(decay(call->type))->base);
        p->waits |= place->waits;
        map_set(&p->heap_of, where, place);
    }
    return place;
}

/* What a library function returns a pointer to. */
static Bits library_pointees(Program *p, const Expr *e)
{
    Bits none = {0};
    if (!is_pointer(e->type))
        return none;
    if (is_allocation(e))
        return one_place(heap_place(p, e));
    if (is_block_call(e) && e->nkid > ARGS)
        return pointees(p, e->kid[ARGS]); /* memcpy() returns its first argument */
    return one_place(unknown_place(p));
}

/* A pointer and a number lead into the object of the pointer; what is added to none, or to another
 * number, may have been a pointer itself. */
static Bits pointees_of_operands(Program *p, const Expr *e)
{
    bool left = is_pointer(decay(e->kid[LHS]->type)), right = is_pointer(decay(e->kid[RHS]->type));
    if (left && right && e->op == OP_SUB)
        return (Bits){0}; /* a distance */
    if (left != right && (e->op == OP_ADD || e->op == OP_SUB)) {
        Bits of = pointees(p, e->kid[left ? LHS : RHS]);
        if (bits_next(&of, 0) >= 0)
            return of;
    }
    return both(pointees(p, e->kid[LHS]), pointees(p, e->kid[RHS]));
}

Bits pointees(Program *p, const Expr *e)
{
    Bits none = {0};
    switch (e->kind) {
    case E_REF:
    case E_INDEX:
    case E_MEMBER:
    case E_COMPOUND:
        if (is_function(e->type))
            return none;
        return decays(e) ? places_of(p, e) : contents(p, places_of(p, e));
    case E_UNARY:
        if (e->op == OP_ADDR)
            return is_function(e->kid[0]->type) ? none : places_of(p, e->kid[0]);
        if (e->op == OP_DEREF)
            return decays(e) ? places_of(p, e) : contents(p, places_of(p, e));
        return e->nkid ? pointees(p, e->kid[0]) : none;
    case E_BINARY:
        if (e->op == OP_COMMA)
            return pointees(p, e->kid[RHS]);
        return pointees_of_operands(p, e);
    case E_ASSIGN:
        return pointees(p, e->kid[RHS]);
    case E_COND:
        return both(pointees(p, e->kid[THEN]), pointees(p, e->kid[ELSE]));
    case E_CAST:
    case E_CONV:
        return pointees(p, e->kid[0]);
    case E_CALL: {
        Inst *f = inst_of_call(p, e);
        return f ? both(f->result->points_to, none) : library_pointees(p, e);
    }
    default:
        return none;
    }
}

/* Where a pointer to type t leads: to nothing that holds integers alone, if t has reals. */
static Bits places_behind(Program *p, const Expr *pointer, Type *t)
{
    Bits all = pointees(p, pointer), result = {0};
    if (p->retyped || !holds_class(t, CLASS_REAL))
        return all;
    for (int i = bits_next(&all, 0); i >= 0; i = bits_next(&all, i + 1))
        if (p->places.at[i]->reals)
            bits_add(&result, i);
    return result;
}

const Expr *typed_pointer(const Expr *e)
{
    while ((e->kind == E_CONV || e->kind == E_CAST) && is_pointer(e->kid[0]->type))
        e = e->kid[0];
    return e;
}

/* Where the elements of a block are, by the type that it has below casts. */
Bits places_of_block(Program *p, const Expr *block)
{
    const Expr *e = typed_pointer(block);
    return is_pointer(e->type) ? places_behind(p, e, strip(e->type)->base) : pointees(p, block);
}

Bits places_of(Program *p, const Expr *e)
{
    Bits result = {0};
    switch (e->kind) {
    case E_REF:
        bits_add(&result, place_of(p, e->u.sym)->id);
        return result;
    case E_INDEX:
        return places_behind(p, e->kid[BASE], e->type);
    case E_MEMBER:
        return e->arrow ? places_behind(p, e->kid[BASE], e->type) : places_of(p, e->kid[BASE]);
    case E_UNARY:
        if (e->op == OP_DEREF)
            return places_behind(p, e->kid[0], e->type);
        return e->nkid ? places_of(p, e->kid[0]) : result;
    case E_CONV:
    case E_CAST:
        return places_of(p, e->kid[0]);
    case E_CALL: { /* a struct returned by value */
        Inst *f = inst_of_call(p, e);
        if (f)
            bits_add(&result, f->result->id);
        return result;
    }
    case E_COND:
        return both(places_of(p, e->kid[THEN]), places_of(p, e->kid[ELSE]));
    default:
        return result;
    }
}

/* Where the pointers in a value lead: a pointer, a struct, an initialiser. */
Bits pointers_of_value(Program *p, const Expr *e)
{
    Bits leads = {0};
    if (e->kind == E_INIT || e->kind == E_COMPOUND) {
        for (int i = 0; i < e->nkid; i++) {
            Bits inner = pointers_of_value(p, e->kid[i]);
            bits_union(&leads, &inner);
        }
        return leads;
    }
    if (e->kind == E_DESIGNATED)
        return pointers_of_value(p, e->kid[e->nkid - 1]);
    if (!carries_pointers(e->type) && !is_array(e->type))
        return leads;
    return is_record(e->type) ? contents(p, places_of(p, e)) : pointees(p, e);
}

/* A pointer (or a struct with pointers) from 'from' is stored in the places 'into'. True if that is
 * news. */
static bool store(Program *p, Bits into, const Expr *from)
{
    Bits leads = pointers_of_value(p, from);
    bool grew = false;
    for (int i = bits_next(&into, 0); i >= 0; i = bits_next(&into, i + 1))
        grew |= bits_union(&p->places.at[i]->points_to, &leads);
    return grew;
}

static bool store_init(Program *p, Sym *var, const Expr *init)
{
    if (init->kind != E_INIT)
        return init->kind != E_STRING && store(p, one_place(place_of(p, var)), init);
    bool grew = false;
    for (int i = 0; i < init->nkid; i++) {
        const Expr *value = init->kid[i];
        if (value->kind == E_DESIGNATED)
            value = value->kid[value->nkid - 1];
        grew |= store_init(p, var, value);
    }
    return grew;
}

typedef struct Constraints {
    Program *p;
    Inst *inst;
    bool grew;
} Constraints;

static void mark(Program *p, Bits places, bool mixed, bool decreed)
{
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        p->places.at[i]->mixed |= mixed;
        p->places.at[i]->decreed |= decreed;
    }
}

/* A pointer becomes one to type 'to': what it leads to may hold the reals of that. */
static void convert(Constraints *c, Type *to, const Expr *from)
{
    if (!is_pointer(to) || !is_pointer(decay(from->type)))
        return;
    Type *now = strip(strip(to)->base), *was = strip(strip(decay(from->type))->base);
    if (same_type(unqualified(now), unqualified(was)))
        return;
    if (was->kind != T_VOID && carries_pointers(now))
        c->p->retyped = true;
    if (!holds_class(now, CLASS_REAL) && !holds_mixed_union(now))
        return;
    Bits places = pointees(c->p, from);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        c->grew |= !c->p->places.at[i]->reals;
        c->p->places.at[i]->reals = true;
    }
}

/* memcpy() moves reals without looking at them. */
static void copy_reals(Constraints *c, Bits to, Bits from)
{
    bool reals = false;
    for (int i = bits_next(&from, 0); i >= 0; i = bits_next(&from, i + 1))
        reals |= c->p->places.at[i]->reals;
    for (int i = bits_next(&to, 0); i >= 0 && reals; i = bits_next(&to, i + 1)) {
        c->grew |= !c->p->places.at[i]->reals;
        c->p->places.at[i]->reals = true;
    }
}

/* Are its members pointers of several types? */
static bool is_union_of_pointers(const Tag *tag)
{
    int n = 0;
    for (int i = 0; i < tag->fields.n && tag->kind == TAG_UNION; i++)
        n += carries_pointers(tag->fields.at[i]->type);
    return n > 1;
}

/* Arguments are stored in the callee's parameters. */
static Walk constrain_expr(Expr *e, void *context)
{
    Constraints *c = context;
    if (e->kind == E_MEMBER && is_mixed_union(e->u.field->owner))
        mark(c->p, places_of(c->p, e), true, false);
    if (e->kind == E_MEMBER && is_union_of_pointers(e->u.field->owner))
        c->p->retyped = true;
    if (e->kind == E_CAST || e->kind == E_CONV)
        convert(c, e->type, e->kid[0]);
    if (e->kind == E_REF && e->u.sym->kind == SYM_VAR && !map_has(&c->p->place_of, e->u.sym)) {
        place_of(c->p, e->u.sym); /* of file scope: what it begins with comes next */
        c->grew = true;
    }
    if (is_pointer(e->type) && is_decreed(e))
        mark(c->p, pointees(c->p, e), false, true);
    if (e->kind == E_ASSIGN && e->op == OP_NONE)
        convert(c, e->kid[LHS]->type, e->kid[RHS]);
    if (e->kind == E_ASSIGN && e->op == OP_NONE)
        c->grew |= store(c->p, places_of(c->p, e->kid[LHS]), e->kid[RHS]);
    const Expr *to_block, *from_block;
    if (copies_block(e, &to_block, &from_block)) {
        Bits leads = contents(c->p, pointees(c->p, from_block)), to = pointees(c->p, to_block);
        for (int i = bits_next(&to, 0); i >= 0; i = bits_next(&to, i + 1))
            c->grew |= bits_union(&c->p->places.at[i]->points_to, &leads);
        if (!leads_to_integers(skip_casts(from_block)->type))
            copy_reals(c, to, pointees(c->p, from_block));
    }
    if (e->kind == E_CALL) {
        Inst *callee = inst_of_call(c->p, e);
        for (int i = 0; callee && i < callee->body->params.n && ARGS + i < e->nkid; i++) {
            Sym *param = callee->body->params.at[i];
            convert(c, param->type, e->kid[ARGS + i]);
            c->grew |= store(c->p, one_place(place_of(c->p, param)), e->kid[ARGS + i]);
        }
    }
    return WALK_ON;
}

static Walk constrain_stmt(Stmt *s, void *context)
{
    Constraints *c = context;
    if (s->kind == S_RETURN && s->e[0])
        convert(c, c->inst->sym->type->base, s->e[0]);
    if (s->kind == S_RETURN && s->e[0])
        c->grew |= store(c->p, one_place(c->inst->result), s->e[0]);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        Sym *v = s->decls.at[i];
        if (v->storage != ST_STATIC && !v->global)
            place_of(c->p, v)->inst = c->inst;
        if (v->init)
            convert(c, v->type, v->init);
        if (v->init)
            c->grew |= store_init(c->p, v, v->init);
    }
    return WALK_ON;
}

/* The memory behind the root's pointer parameters: one place each, leading to itself where it holds
 * pointers. */
static void add_external_places(Program *p)
{
    Syms *params = &p->root->body->params;
    for (int i = 0; i < params->n; i++) {
        Sym *v = params->at[i];
        if (!carries_pointers(v->type))
            continue;
        Place *memory = outside_memory(p, v);
        bits_add(&place_of(p, v)->points_to, memory->id);
    }
}

void find_places(Program *p)
{
    for (int i = 0; i < p->insts.n; i++) {
        Inst *f = p->insts.at[i];
        f->result = new_place(p, NULL);
        f->result->exact = true;
        f->result->inst = f;
        for (int k = 0; k < f->body->params.n; k++)
            place_of(p, f->body->params.at[k])->inst = f;
    }
    add_external_places(p);
    Constraints c = {.p = p, .grew = true};
    for (bool forward = true; c.grew; forward = !forward) { /* to callees, back to callers */
        c.grew = false;
        for (int i = 0; i < p->places.n; i++) {
            Sym *v = p->places.at[i]->sym;
            if (v && v->global && v->init && !p->places.at[i]->external)
                c.grew |= store_init(p, v, v->init);
        }
        for (int i = 0; i < p->insts.n; i++) {
            c.inst = p->insts.at[forward ? i : p->insts.n - 1 - i];
            walk_block(c.inst->body->body, constrain_stmt, constrain_expr, &c);
        }
    }
    find_pieces(p);
}

/* ------------------------------------------------------------------ accesses */

/* May a and b, two different places, be the same storage? */
bool may_alias(const Place *a, const Place *b)
{
    if (a->external && b->external)
        return !a->restricted && !b->restricted;
    const Place *memory = a->external ? a : b, *other = a->external ? b : a;
    return memory->external && !memory->restricted && other->sym && other->sym->global;
}

static void add_place(Program *p, int place, const bool has[CLASSES], Bits *into)
{
    for (int c = 0; c < CLASSES; c++)
        if (has[c] || p->places.at[place]->mixed || p->places.at[place]->several)
            bits_add(into, access_bit(place, c));
}

/* Brings p->open and p->global_accesses up to date with the places that were made since. */
static void index_places(Program *p)
{
    for (; p->indexed < p->places.n; p->indexed++) {
        const Place *place = p->places.at[p->indexed];
        bool open = place->external && !place->restricted;
        if (!open && (place->external || !place->sym || !place->sym->global))
            continue;
        for (int mask = 0; mask < 1 << CLASSES; mask++) {
            bool has[CLASSES];
            for (int c = 0; c < CLASSES; c++)
                has[c] = mask >> c & 1;
            add_place(p, p->indexed, has, open ? &p->open[mask] : &p->global_accesses[mask]);
        }
    }
}

/* What may_alias() says of all places at once: memory that the caller handed in may be any other
 * such memory or any file-scope variable. */
static void add_access(Program *p, Bits places, const bool has[CLASSES], Bits *into)
{
    bool open = false, global = false;
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        const Place *place = p->places.at[i];
        add_place(p, i, has, into);
        open |= place->external && !place->restricted;
        global |= !place->external && place->sym && place->sym->global;
    }
    if (!open && !global)
        return;
    int mask = 0;
    for (int c = 0; c < CLASSES; c++)
        mask |= has[c] << c;
    index_places(p);
    bits_union(into, &p->open[mask]);
    if (open)
        bits_union(into, &p->global_accesses[mask]);
}

/* The primal variable in place of its shadow; of a by-value parameter its address. */
static Expr *put_primal(Expr *e, void *context)
{
    bool *any = context;
    Sym *v = e->kind == E_REF ? e->u.sym->primal : NULL;
    if (!v)
        return e;
    *any = true;
    bool by_address = is_pointer(e->u.sym->type) && !is_pointer(v->type) && !is_array(v->type);
    return by_address ? address_of(ref(v)) : ref(v);
}

/* A shadow pointer is kept and restored together with the pointer it belongs to: who reads the one
 * needs the other. */
static Bits access_of_shadow_pointer(Program *p, const Expr *lvalue)
{
    bool any = false;
    Bits result = {0};
    const bool has[CLASSES] = {[CLASS_POINTER] = true};
    Expr *primal = rewrite_expr(clone_expr(lvalue, NULL), put_primal, &any);
    if (any && (is_lvalue(primal) || is_pointer(decay(primal->type))))
        add_access(p, places_of(p, primal), has, &result);
    return result;
}

static Walk find_shadow(Expr *e, void *context)
{
    (void)context;
    return e->kind == E_REF && e->u.sym->primal ? WALK_STOP : WALK_ON;
}

Bits access_of(Program *p, const Expr *lvalue)
{
    Bits result = {0};
    if (is_pointer(lvalue->type) && !walk_expr((Expr *)lvalue, find_shadow, NULL))
        return access_of_shadow_pointer(p, lvalue);
    bool has[CLASSES] = {0};
    add_classes(lvalue->type, has);
    /* a character pointer may look at anything */
    if (is_character(lvalue->type) && may_be_byte(lvalue))
        has[CLASS_REAL] = has[CLASS_POINTER] = has[CLASS_OTHER] = true;
    add_access(p, places_of(p, lvalue), has, &result);
    return result;
}

void add_address_reads(Program *p, const Expr *lv, Bits *into)
{
    lv = skip_conv((Expr *)lv);
    switch (lv->kind) {
    case E_INDEX:
        if (decays(skip_conv(lv->kid[BASE])))
            add_address_reads(p, lv->kid[BASE], into);
        else
            add_reads(p, lv->kid[BASE], into);
        add_reads(p, lv->kid[INDEX], into);
        break;
    case E_MEMBER:
        if (lv->arrow)
            add_reads(p, lv->kid[BASE], into);
        else
            add_address_reads(p, lv->kid[BASE], into);
        break;
    case E_UNARY:
        if (lv->op == OP_DEREF)
            add_reads(p, lv->kid[0], into);
        else if (lv->nkid)
            add_address_reads(p, lv->kid[0], into);
        break;
    case E_CALL:
    case E_COND:
        add_reads(p, lv, into);
        break;
    default:
        break;
    }
}

static void add_lvalue_reads(Program *p, const Expr *e, Bits *into)
{
    if (!is_array(e->type) && !is_function(e->type)) {
        Bits access = access_of(p, e);
        bits_union(into, &access);
    }
    add_address_reads(p, e, into);
}

Bits pointers_in(Program *p, const Expr *lvalue)
{
    return contents(p, places_of(p, lvalue));
}

Bits pointed_accesses(Program *p, const Expr *pointer)
{
    Bits places = {0}, result = {0};
    if (is_pointer(pointer->type) || is_array(pointer->type))
        places = pointees(p, pointer);
    const bool all[CLASSES] = {true, true, true};
    add_access(p, places, all, &result);
    return result;
}

Bits reachable_places(Program *p, const Expr *e)
{
    Bits places = pointers_of_value(p, e);
    for (bool grew = true; grew;) {
        grew = false;
        for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
            grew |= bits_union(&places, &p->places.at[i]->points_to);
    }
    return places;
}

Bits reachable_accesses(Program *p, const Expr *e)
{
    Bits result = {0};
    const bool all[CLASSES] = {true, true, true};
    add_access(p, reachable_places(p, e), all, &result);
    return result;
}

void add_reads(Program *p, const Expr *e, Bits *into)
{
    switch (e->kind) {
    case E_REF:
        if (e->u.sym->kind == SYM_VAR || e->u.sym->kind == SYM_PARAM)
            add_lvalue_reads(p, e, into);
        break;
    case E_INDEX:
    case E_MEMBER:
        add_lvalue_reads(p, e, into);
        break;
    case E_UNARY:
        if (e->op == OP_DEREF)
            add_lvalue_reads(p, e, into);
        else if (e->op == OP_ADDR)
            add_address_reads(p, e->kid[0], into);
        else if (e->op != OP_SIZEOF && e->op != OP_ALIGNOF)
            add_reads(p, e->kid[0], into);
        break;
    case E_CALL: {
        const Inst *f = inst_of_call(p, e);
        if (f)
            bits_union(into, &f->reads);
        for (int i = ARGS; custom_adjoint(e) && i < e->nkid; i++) {
            Bits seen = reachable_accesses(p, e->kid[i]);
            bits_union(into, &seen);
        }
        for (int i = 0; i < e->nkid; i++)
            add_reads(p, e->kid[i], into);
        break;
    }
    case E_ASSIGN:
        add_address_reads(p, e->kid[LHS], into);
        if (e->op != OP_NONE)
            add_lvalue_reads(p, e->kid[LHS], into);
        add_reads(p, e->kid[RHS], into);
        break;
    default:
        for (int i = 0; i < e->nkid; i++)
            add_reads(p, e->kid[i], into);
    }
}
