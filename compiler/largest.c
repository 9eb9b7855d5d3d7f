/* largest.c - which element is the largest is looked for by the runtime, with vectors.
 *
 *     int c_last = -1;                             int c_last = adcc_largest_double(x, 1, n, most);
 *     for (int i = 1; i < n; i++) {                if (c_last >= 0) {
 *         _Bool c = x[i] > most;           ->          most = x[c_last];
 *         if (c)                                   }
 *             most = x[i];
 *         c_last = c ? i : c_last;
 *     }
 *
 * No C compiler forms the largest of elements side by side unless it may forget about NaN and the
 * sign of zero, so each comparison waits for the one before.  The runtime may: it looks for the
 * first element that is as large as the largest, which is the one that the loop ends with, bit by
 * bit.  The same for the least.
 */
#include "tape.h"

enum { FEWEST = 16 }; /* elements: below that the loop is as good */

/* What is known of such a loop. */
typedef struct Largest {
    Sym *i, *c, *value, *last;
    Expr *place; /* x[i] */
    Op than; /* OP_GT: the largest */
} Largest;

/* Is it the same in every iteration? */
static bool is_same(const Largest *x, const Expr *e)
{
    return is_pure(e) && !expr_mentions(e, x->i) && !expr_mentions(e, x->c) &&
           !expr_mentions(e, x->value) && !expr_mentions(e, x->last);
}

/* What is added to i in an index: NULL in *offset if nothing is. */
static bool split_index(const Largest *x, Expr *index, Expr **offset)
{
    index = skip_conv(index);
    *offset = NULL;
    if (ref_sym(index) == x->i)
        return true;
    if (index->kind != E_BINARY || index->op != OP_ADD || !is_signed_integer(index->type))
        return false;
    int k = ref_sym(skip_conv(index->kid[LHS])) == x->i ? RHS : LHS;
    *offset = index->kid[k];
    return ref_sym(skip_conv(index->kid[LHS + RHS - k])) == x->i && is_same(x, *offset);
}

/* Are the elements where their type wants them, in whatever structs the array is? */
static bool is_aligned(const Expr *e)
{
    long wanted = strip(e->type)->align;
    if (e->type->align != wanted)
        return false;
    for (e = skip_conv(e->kid[BASE]); is_array(e->type); e = skip_conv(e->kid[0])) {
        if (e->kind != E_MEMBER && e->kind != E_INDEX)
            return e->kind == E_REF;
        Type *record = strip(e->kid[0]->type);
        record = is_pointer(record) ? strip(record->base) : record;
        if (e->kind == E_MEMBER && (record->align < wanted || record->tag->attributes))
            return false;
        if (e->kind == E_MEMBER && e->arrow)
            break;
    }
    return true;
}

/* x[i], x[j * n + i], of the variable's type?  A pointer before the array would be none. */
static bool is_element(const Largest *x)
{
    Expr *e = x->place, *offset;
    long first = skip_conv(x->i->init)->value;
    if (e->kind != E_INDEX || !split_index(x, e->kid[INDEX], &offset) ||
        (offset && (first > 1 || (offset->has_value && offset->value < 0))))
        return false;
    return is_pure(e) && !is_volatile(e->type) && is_same(x, e->kid[BASE]) && is_aligned(e) &&
           (same_type(unqualified(e->type), type_double) ||
            same_type(unqualified(e->type), type_float)) &&
           same_type(unqualified(e->type), unqualified(x->value->type));
}

/* _Bool c = x[i] > value; */
static bool is_choice(Largest *x, const Stmt *s)
{
    x->c = s && s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    const Expr *e = x->c && x->c->init ? skip_conv(x->c->init) : NULL;
    if (!e || e->kind != E_BINARY || (e->op != OP_GT && e->op != OP_LT))
        return false;
    bool turned = plain_variable(e->kid[LHS], false) && e->kid[LHS]->kind == E_REF;
    x->value = plain_variable(e->kid[turned ? LHS : RHS], false);
    x->place = e->kid[turned ? RHS : LHS];
    x->than = turned == (e->op == OP_LT) ? OP_GT : OP_LT;
    return x->value && ref_sym(e->kid[turned ? LHS : RHS]) == x->value;
}

/* if (c) value = x[i]; */
static bool is_taking(const Largest *x, const Stmt *s)
{
    if (!s || s->kind != S_IF || ref_sym(skip_conv(s->e[0])) != x->c ||
        !is_empty(s->body[IF_ELSE]))
        return false;
    const Stmt *only = next_real(s->body[IF_THEN].first);
    const Expr *e = only && only->kind == S_EXPR && !next_real(only->next) ? only->e[0] : NULL;
    return e && e->kind == E_ASSIGN && e->op == OP_NONE && ref_sym(e->kid[LHS]) == x->value &&
           same_expr(e->kid[RHS], x->place);
}

/* last = c ? i : last; */
static bool is_noting(Largest *x, const Stmt *s)
{
    const Expr *e = s && s->kind == S_EXPR ? s->e[0] : NULL;
    bool assigns = e && e->kind == E_ASSIGN && e->op == OP_NONE;
    x->last = assigns ? plain_variable(e->kid[LHS], false) : NULL;
    e = x->last ? skip_conv(e->kid[RHS]) : NULL;
    return e && e->kind == E_COND && ref_sym(skip_conv(e->kid[COND])) == x->c &&
           ref_sym(skip_conv(e->kid[THEN])) == x->i && ref_sym(skip_conv(e->kid[ELSE])) == x->last;
}

/* for (i = 1; i < n; i++), with the two indices of one type. */
static bool runs_up(const Largest *x, const Stmt *loop)
{
    const Expr *more = loop->e[0] ? skip_conv(loop->e[0]) : NULL, *first = skip_conv(x->i->init);
    if (!more || more->kind != E_BINARY || more->op != OP_LT ||
        ref_sym(skip_conv(more->kid[LHS])) != x->i || !is_integer(more->kid[RHS]->type) ||
        !is_same(x, more->kid[RHS]) || !same_type(x->last->type, unqualified(x->i->type)))
        return false;
    const Expr *limit = skip_conv(more->kid[RHS]), *step = loop->body[STEP].first->e[0];
    return step->kind == E_UNARY && !(limit->has_value && limit->value - first->value < FEWEST);
}

static bool is_largest(Largest *x, const Stmt *loop)
{
    x->i = loop->text ? NULL : index_counting_up(loop);
    Stmt *choice = x->i ? next_real(loop->body[BODY].first) : NULL;
    if (!choice || !is_choice(x, choice))
        return false;
    Stmt *taking = next_real(choice->next), *noting = taking ? next_real(taking->next) : NULL;
    return is_taking(x, taking) && is_noting(x, noting) && !next_real(noting->next) &&
           is_element(x) && runs_up(x, loop);
}

/* `int c_last = -1;` of the list, if nothing before the loop mentions it; else NULL. */
static Stmt *declaration(Block list, const Stmt *loop, Sym *last)
{
    Stmt *decl = NULL;
    for (Stmt *s = list.first; s != loop; s = s->next) {
        if (s->kind == S_DECL && s->decls.n == 1 && s->decls.at[0] == last)
            decl = s;
        else if (decl && stmt_mentions(s, last))
            return NULL;
    }
    const Expr *init = decl && last->init ? skip_conv(last->init) : NULL;
    return init && init->has_value && init->value == -1 ? decl : NULL;
}

/* x, x + j * n */
static Expr *row_of(const Largest *x)
{
    Expr *offset, *base = copy(x->place->kid[BASE]);
    split_index(x, x->place->kid[INDEX], &offset);
    return offset ? binary(OP_ADD, base, copy(offset)) : base;
}

/* x[last] */
static Expr *place_at(const Largest *x)
{
    Expr *e = copy(x->place), *offset, *at = ref(x->last);
    split_index(x, x->place->kid[INDEX], &offset);
    e->kid[INDEX] = offset ? binary(OP_ADD, copy(offset), at) : at;
    return e;
}

static Expr *search(const Largest *x, const Stmt *loop)
{
    bool single = same_type(unqualified(x->value->type), type_float);
    const char *name = fmt("adcc_%s_%s", x->than == OP_GT ? "largest" : "least",
                           single ? "float" : "double");
    Sym *f = library_function(NULL, intern(name), "adcc_rt.h", type_long, 4,
                              pointer_to(x->value->type), type_long, type_long, x->value->type);
    return call_n(f, 4, row_of(x), copy(x->i->init), copy(loop->e[0]->kid[RHS]),
                  ref(x->value));
}

/* Takes a statement out of its list, in which it is not the last. */
static void take_out(Block *list, const Stmt *s)
{
    Stmt **at = &list->first;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
}

/* The declaration moves to where the loop was, behind the variables that it reads. */
static void rewrite(const Largest *x, Stmt *loop)
{
    Stmt *next = loop->next;
    Expr *last = search(x, loop);
    if (!ref_sym(last->kid[ARGS])) /* a row that may not be there, nor what leads to it */
        last = cond(binary(OP_LT, copy(x->i->init), copy(loop->e[0]->kid[RHS])), last,
                    int_const(-1));
    Stmt *found = decl_stmt(x->last, last);
    Stmt *take = if_stmt(binary(OP_GE, ref(x->last), int_const(0)),
                         block_of(expr_stmt(assign(ref(x->value), place_at(x)))), (Block){0});
    *loop = *found;
    loop->next = take;
    take->next = next;
}

static void search_in_list(Block *b)
{
    for (Stmt *s = b->first; s; s = s->next) {
        Largest x = {0};
        for (int k = 0; k < 3; k++)
            search_in_list(&s->body[k]);
        Stmt *decl = s->kind == S_FOR && is_largest(&x, s) ? declaration(*b, s, x.last) : NULL;
        if (!decl)
            continue;
        take_out(b, decl);
        rewrite(&x, s);
        if (b->last == s)
            b->last = s->next;
    }
}

/* Needs: keep_last_taken(). */
void search_largest(Func *f)
{
    if (!options.no_largest)
        search_in_list(&f->body);
}
