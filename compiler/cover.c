/* cover.c - is every value of a variable that a piece of code reads written there before?
 *
 *     for (j = 0; j < k; j++) term[j] = logw[j] - sq;      writes term[j] for all j in [0, k)
 *     total += logsumexp(k, term);                         reads term[i] for all i in [0, k)
 *
 * If the loop around this does nothing else with 'term', its iterations do not pass anything on
 * through it: it could be declared in the loop.  A region is an access path with indices that run
 * through ranges.  The code is followed in order with the regions written so far; a read that none
 * of them covers is exposed.  (A range may be covered in parts, its ends one by one: u[0] = 0, then
 * u[i] for all i in [1, n).)  Functions are followed through pointers to the variable, their
 * parameters replaced by the arguments.  Whatever is not understood counts as a read of everything.
 */
#include "reverse.h"

/* low <= i < high */
typedef struct Range {
    Sym *i;
    Expr *low, *high;
} Range;
VEC(Range, Ranges);

/* An access path for all values of the indices in 'over': term[j] over j in [0, k). */
typedef struct Region {
    Expr *path;
    Ranges over;
} Region;
VEC(Region, Regions);

enum { MAX_DEPTH = 8, MAX_COUNT = 64 };

typedef struct Cover {
    Program *p;
    Sym *root;         /* the variable, or a parameter that points to it */
    Regions defined;   /* written on every way to the place at hand */
    Regions exposed;   /* read, perhaps before they are written */
    Ranges loops;      /* counted loops around the place at hand */
    bool unclear;      /* something was not understood */
    bool no_results;   /* a jump may skip what follows: nothing is certain at the end */
    bool from_start;   /* root is, or points to, the beginning of its object */
    int depth;         /* of calls */
    const Stmt *target; /* an assignment, or NULL: is what it overwrites ... */
    bool overwrites;    /* ... written before it? */
} Cover;

/* Where a path is looked at: the ranges of its indices, and the root if its object begins there. */
typedef struct Where {
    Ranges over;
    const Sym *start;
} Where;

static void cover_block(Cover *c, Block b);
static void cover_reads(Cover *c, Expr *e);

/* ------------------------------------------------------------------ access paths */

/* The path as variable, indices and members only: *p is p[0], p->x is p[0].x, (&v)->x is v.x;
 * NULL if it is no such path. */
static Expr *canonical(Expr *e)
{
    e = skip_conv(e);
    switch (e->kind) {
    case E_REF:
        return clone_expr(e, NULL);
    case E_MEMBER: {
        Expr *base = canonical(e->kid[BASE]);
        if (!base)
            return NULL;
        Expr *object = !e->arrow ? base : index_of(base, int_const(0));
        if (e->arrow && base->kind == E_UNARY)
            object = base->kid[0];
        return member(object, e->u.field, false);
    }
    case E_INDEX:
    case E_UNARY: {
        if (e->kind == E_UNARY && e->op == OP_ADDR) {
            Expr *object = canonical(e->kid[0]);
            return object ? unary(OP_ADDR, object) : NULL;
        }
        if (e->kind == E_UNARY && e->op != OP_DEREF)
            return NULL;
        Expr *base = canonical(e->kid[0]);
        Expr *i = e->kind == E_INDEX ? clone_expr(e->kid[INDEX], NULL) : int_const(0);
        if (!base)
            return NULL;
        if (base->kind != E_UNARY)
            return index_of(base, i);
        Expr *object = base->kid[0]; /* (&v)[i] */
        if (object->kind == E_INDEX) {
            bool start = is_int_const(skip_conv(object->kid[INDEX]), 0);
            object->kid[INDEX] = start ? i : add(object->kid[INDEX], i);
            return object;
        }
        return is_int_const(skip_conv(i), 0) ? object : NULL;
    }
    case E_BINARY: {
        if (e->op != OP_ADD || !is_pointer(decay(e->kid[LHS]->type)))
            return NULL;
        Expr *base = canonical(e->kid[LHS]); /* p + i is &p[i] */
        if (!base)
            return NULL;
        if (base->kind == E_UNARY && base->kid[0]->kind == E_INDEX) {
            Expr *object = base->kid[0];
            object->kid[INDEX] = add(object->kid[INDEX], clone_expr(e->kid[RHS], NULL));
            return base;
        }
        if (base->kind == E_UNARY)
            return NULL;
        return unary(OP_ADDR, index_of(base, clone_expr(e->kid[RHS], NULL)));
    }
    default:
        return NULL;
    }
}

/* The variable that a path or a pointer starts from; NULL if that is not plain. */
static Sym *root_of(Expr *e)
{
    for (;;) {
        e = skip_casts(e);
        if (e->kind == E_REF)
            return e->u.sym;
        bool down = e->kind == E_INDEX || e->kind == E_MEMBER ||
                    (e->kind == E_UNARY && (e->op == OP_DEREF || e->op == OP_ADDR)) ||
                    (e->kind == E_BINARY && e->op == OP_ADD && is_pointer(decay(e->kid[0]->type)));
        if (!down)
            return NULL;
        e = e->kid[0];
    }
}

static const Range *range_of(const Ranges *over, const Sym *i)
{
    for (int k = over->n - 1; i && k >= 0; k--)
        if (over->at[k].i == i)
            return &over->at[k];
    return NULL;
}

/* ------------------------------------------------------------------ comparing indices */

/* e as base + constant; base is NULL for a constant */
static Expr *split_sum(Expr *e, long *constant)
{
    *constant = 0;
    e = skip_conv(e);
    while (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB)) {
        Expr *by = skip_conv(e->kid[RHS]);
        if (!by->has_value)
            break;
        *constant += e->op == OP_ADD ? by->value : -by->value;
        e = skip_conv(e->kid[LHS]);
    }
    if (!e->has_value)
        return e;
    *constant += e->value;
    return NULL;
}

/* Is a + extra <= b for certain? */
static bool at_most(Expr *a, long extra, Expr *b, const Ranges *over, int depth)
{
    long x, y;
    Expr *l = split_sum(a, &x), *r = split_sum(b, &y);
    x += extra;
    if (!l && !r)
        return x <= y;
    if (l && r && same_expr(l, r))
        return x <= y;
    if (depth == 0)
        return false;
    const Range *range = l ? range_of(over, ref_sym(l)) : NULL;
    if (range && at_most(range->high, x - 1 - y, r ? r : int_const(0), over, depth - 1))
        return true;
    range = r ? range_of(over, ref_sym(r)) : NULL;
    return range && at_most(l ? l : int_const(0), x - y, range->low, over, depth - 1);
}

static bool mentions_any(Expr *e, const Ranges *over)
{
    for (int i = 0; i < over->n; i++)
        if (expr_mentions(e, over->at[i].i))
            return true;
    return false;
}

/* Is r, an index somewhere in 'where', among the values that d takes?  It is not negative if
 * 'counts', or the access would be out of bounds. */
static bool index_in(const Region *d, Expr *de, Expr *re, const Ranges *where, bool counts)
{
    de = skip_conv(de);
    re = skip_conv(re);
    const Range *range = range_of(&d->over, ref_sym(de));
    if (range)
        return ((counts && is_int_const(skip_conv(range->low), 0)) ||
                at_most(range->low, 0, re, where, 4)) &&
               at_most(re, 1, range->high, where, 4);
    if (!mentions_any(de, &d->over))
        return same_expr(de, re) || (at_most(de, 0, re, where, 2) && at_most(re, 0, de, where, 2));
    if (de->kind != E_BINARY || re->kind != E_BINARY || de->op != re->op)
        return false;
    return index_in(d, de->kid[LHS], re->kid[LHS], where, false) &&
           index_in(d, de->kid[RHS], re->kid[RHS], where, false);
}

/* Does the index run through the whole array? */
static bool is_whole_index(const Region *d, Type *array, Expr *index)
{
    const Range *range = range_of(&d->over, ref_sym(index));
    Type *t = strip(array);
    if (!range || t->kind != T_ARRAY || !is_int_const(skip_conv(range->low), 0))
        return false;
    if (t->count >= 0)
        return skip_conv(range->high)->has_value && skip_conv(range->high)->value >= t->count;
    return t->extent && same_expr(skip_conv(t->extent), skip_conv(range->high));
}

static bool path_in(const Region *d, Expr *de, Expr *re, const Where *where)
{
    if (de->kind != re->kind)
        return false;
    if (de->kind == E_REF)
        return de->u.sym == re->u.sym;
    if (de->kind == E_MEMBER)
        return de->u.field == re->u.field && path_in(d, de->kid[BASE], re->kid[BASE], where);
    if (de->kind != E_INDEX || !path_in(d, de->kid[BASE], re->kid[BASE], where))
        return false;
    Expr *base = de->kid[BASE];
    Type *array = base->kind == E_REF ? base->u.sym->type : base->type;
    return is_whole_index(d, array, de->kid[INDEX]) ||
           index_in(d, de->kid[INDEX], re->kid[INDEX], &where->over,
                    is_array(array) || (base->kind == E_REF && base->u.sym == where->start));
}

/* Is the object at this path, or one that it is part of, written by d? */
static bool region_covers(const Region *d, Expr *path, const Where *where)
{
    for (;; path = path->kid[BASE]) {
        if (path_in(d, d->path, path, where))
            return true;
        if (path->kind != E_INDEX && path->kind != E_MEMBER)
            return false;
    }
}

typedef struct Fixed {
    Sym *i;
    Expr *value;
} Fixed;

static Expr *fix_index(Expr *e, void *context)
{
    const Fixed *f = context;
    return ref_sym(e) == f->i && e->kind == E_REF ? clone_expr(f->value, NULL) : e;
}

/* The path where the index has this value. */
static Expr *path_at(Expr *path, Sym *i, Expr *value)
{
    Fixed f = {i, value};
    return rewrite_expr(clone_expr(path, NULL), fix_index, &f);
}

static bool is_covered(const Regions *defined, Expr *path, const Where *where, int depth);

/* The path for each value of an index with few of them. */
static bool each_is_covered(const Regions *defined, Expr *path, const Where *where, int depth)
{
    for (int k = where->over.n - 1; k >= 0; k--) {
        const Range *r = &where->over.at[k];
        Expr *low = skip_conv(r->low), *high = skip_conv(r->high);
        if (!expr_mentions(path, r->i) || !low->has_value || !high->has_value ||
            high->value - low->value > MAX_COUNT || range_of(&where->over, r->i) != r)
            continue;
        for (long v = low->value; v < high->value; v++) {
            if (!is_covered(defined, path_at(path, r->i, int_const(v)), where, depth - 1))
                return false;
        }
        return true;
    }
    return false;
}

/* All elements or members, one by one. */
static bool parts_are_covered(const Regions *defined, Expr *path, const Where *where, int depth)
{
    Type *t = strip(path->type);
    if (t->kind == T_ARRAY && t->count > 0 && t->count <= MAX_COUNT) {
        for (long i = 0; i < t->count; i++)
            if (!is_covered(defined, index_of(clone_expr(path, NULL), int_const(i)), where,
                            depth - 1))
                return false;
        return true;
    }
    if (t->kind != T_RECORD || t->tag->kind != TAG_STRUCT)
        return false;
    for (int i = 0; i < t->tag->fields.n; i++)
        if (!is_covered(defined, member(clone_expr(path, NULL), t->tag->fields.at[i], false),
                        where, depth - 1))
            return false;
    return t->tag->fields.n > 0;
}

static bool is_covered_at_once(const Regions *defined, Expr *path, const Where *where)
{
    for (int i = 0; i < defined->n; i++)
        if (region_covers(&defined->at[i], path, where))
            return true;
    return false;
}

static Expr *plus(Expr *e, long c)
{
    Expr *core = skip_conv(e);
    return core->has_value ? int_const(core->value + c)
           : c < 0         ? sub(clone_expr(e, NULL), int_const(-c))
                           : add(clone_expr(e, NULL), int_const(c));
}

static bool do_bounds_mention(const Ranges *over, const Sym *i)
{
    for (int k = 0; k < over->n; k++)
        if (expr_mentions(over->at[k].low, i) || expr_mentions(over->at[k].high, i))
            return true;
    return false;
}

/* The path at one end of a range, at once, and for the rest of the range. */
static bool ends_are_covered(const Regions *defined, Expr *path, const Where *where, int depth)
{
    for (int k = 0; k < 2 * where->over.n; k++) {
        const Range *r = &where->over.at[k / 2];
        Expr *end = k % 2 ? plus(r->high, -1) : r->low;
        if (!expr_mentions(path, r->i) || range_of(&where->over, r->i) != r ||
            do_bounds_mention(&where->over, r->i) ||
            !is_covered_at_once(defined, path_at(path, r->i, end), where))
            continue;
        Where rest = {.start = where->start};
        for (int j = 0; j < where->over.n; j++)
            append(&rest.over, where->over.at[j]);
        if (k % 2)
            rest.over.at[k / 2].high = end;
        else
            rest.over.at[k / 2].low = plus(r->low, 1);
        if (is_covered(defined, path, &rest, depth - 1))
            return true;
    }
    return false;
}

static bool is_covered(const Regions *defined, Expr *path, const Where *where, int depth)
{
    if (is_covered_at_once(defined, path, where))
        return true;
    if (depth == 0)
        return false;
    return each_is_covered(defined, path, where, depth) ||
           parts_are_covered(defined, path, where, depth) ||
           ends_are_covered(defined, path, where, depth);
}

/* ------------------------------------------------------------------ reads and writes */

static Where here(const Cover *c, const Ranges *own)
{
    Where where = {.start = c->from_start ? c->root : NULL};
    for (int i = 0; i < c->loops.n; i++)
        append(&where.over, c->loops.at[i]);
    for (int i = 0; i < own->n; i++)
        append(&where.over, own->at[i]);
    return where;
}

static void read_region(Cover *c, Expr *path, const Ranges *own)
{
    Where where = here(c, own);
    if (is_covered(&c->defined, path, &where, 4))
        return;
    Region r = {path, *own};
    append(&c->exposed, r);
}

static void define(Cover *c, Expr *lvalue)
{
    Expr *path = canonical(lvalue);
    if (path && path->kind != E_UNARY)
        append(&c->defined, ((Region){path, {0}}));
}

static void cover_indices(Cover *c, Expr *e)
{
    for (;;) {
        e = skip_casts(e);
        if (e->kind == E_INDEX || (e->kind == E_BINARY && e->op == OP_ADD))
            cover_reads(c, e->kid[1]);
        if (e->kind == E_REF || e->nkid == 0)
            return;
        e = e->kid[0];
    }
}

/* Is e a pointer into the variable? */
static bool points_into(const Cover *c, Expr *e)
{
    e = skip_casts(e);
    bool pointer = is_array(e->type) || (is_pointer(e->type) && !is_path(e)) ||
                   (e->kind == E_REF && c->root->kind == SYM_PARAM && is_pointer(e->type));
    return pointer && root_of(e) == c->root;
}

static void cover_call(Cover *c, Expr *call);

static void cover_reads(Cover *c, Expr *e)
{
    e = skip_conv(e);
    if (e->kind == E_CALL) {
        cover_call(c, e);
        return;
    }
    if (e->kind == E_UNARY && (e->op == OP_SIZEOF || e->op == OP_ALIGNOF))
        return;
    bool path = is_path(e);
    if (path && root_of(e) == c->root) {
        Expr *form = canonical(e);
        if (!form || points_into(c, e)) {
            c->unclear = true;
            return;
        }
        cover_indices(c, e);
        read_region(c, form, &(Ranges){0});
        return;
    }
    if (e->kind == E_ASSIGN || e->kind == E_STMT || points_into(c, e)) {
        c->unclear = true;
        return;
    }
    for (int i = 0; i < e->nkid; i++)
        cover_reads(c, e->kid[i]);
}

/* ------------------------------------------------------------------ calls */

typedef struct Arguments {
    const Syms *params;
    const Expr *call;
    bool local; /* something of the callee that the caller does not know was seen */
    const Ranges *over;
} Arguments;

static Expr *put_argument(Expr *e, void *context)
{
    Arguments *a = context;
    if (e->kind != E_REF || e->u.sym->kind == SYM_ENUMERATOR || e->u.sym->kind == SYM_FUNC)
        return e;
    for (int i = 0; i < a->params->n; i++)
        if (a->params->at[i] == e->u.sym)
            return clone_expr(a->call->kid[ARGS + i], NULL);
    if (!range_of(a->over, e->u.sym))
        a->local |= !e->u.sym->global || !is_const(e->u.sym->type);
    return e;
}

/* The callee's region in terms of the caller; false if there is no such. */
static bool in_caller(const Region *r, const Syms *params, const Expr *call, Region *out)
{
    Arguments a = {params, call, false, &r->over};
    Expr *path = rewrite_expr(clone_expr(r->path, NULL), put_argument, &a);
    out->path = canonical(path);
    out->over = (Ranges){0};
    for (int i = 0; i < r->over.n; i++) {
        Range range = r->over.at[i];
        range.low = rewrite_expr(clone_expr(range.low, NULL), put_argument, &a);
        range.high = rewrite_expr(clone_expr(range.high, NULL), put_argument, &a);
        append(&out->over, range);
    }
    return !a.local && out->path && out->path->kind != E_UNARY;
}

static void follow_call(Cover *c, Expr *call, Inst *callee, int k)
{
    Sym *param = callee->body->params.at[k];
    const Expr *arg = skip_casts(call->kid[ARGS + k]);
    bool start = c->from_start && (ref_sym(arg) == c->root ||
                                   (arg->kind == E_UNARY && ref_sym(arg->kid[0]) == c->root));
    Cover inner = {.p = c->p, .root = param, .from_start = start, .depth = c->depth + 1};
    cover_block(&inner, callee->body->body);
    c->unclear |= inner.unclear;
    for (int i = 0; i < inner.exposed.n && !c->unclear; i++) {
        Region r;
        if (in_caller(&inner.exposed.at[i], &callee->body->params, call, &r))
            read_region(c, r.path, &r.over);
        else
            c->unclear = true;
    }
    for (int i = 0; i < inner.defined.n && !inner.no_results; i++) {
        Region r;
        if (in_caller(&inner.defined.at[i], &callee->body->params, call, &r))
            append(&c->defined, r);
    }
}

/* memset(v, 0, sizeof v) writes all of v, and memcpy(v, from, sizeof v). */
static bool covers_all(const Cover *c, Expr *call)
{
    const Sym *f = callee_sym(call);
    bool sets = f && (str_eq(f->name, "memset") || str_eq(f->name, "memcpy") ||
                      str_eq(f->name, "memmove"));
    if (!sets || inst_of_call(c->p, call) || call->nkid != ARGS + 3)
        return false;
    Expr *size = skip_conv(call->kid[ARGS + 2]);
    return ref_sym(skip_casts(call->kid[ARGS])) == c->root && c->root->kind == SYM_VAR &&
           !points_into(c, call->kid[ARGS + 1]) &&
           size->kind == E_UNARY && size->op == OP_SIZEOF && ref_sym(size->kid[0]) == c->root;
}

static void cover_call(Cover *c, Expr *call)
{
    Inst *callee = inst_of_call(c->p, call);
    int into = -1;
    if (covers_all(c, call)) {
        cover_reads(c, call->kid[ARGS + 1]);
        append(&c->defined, ((Region){ref(c->root), {0}}));
        return;
    }
    for (int i = ARGS; i < call->nkid; i++) {
        if (!points_into(c, call->kid[i])) {
            cover_reads(c, call->kid[i]);
            continue;
        }
        cover_indices(c, skip_casts(call->kid[i]));
        if (into >= 0 || !callee || i - ARGS >= callee->body->params.n || c->depth >= MAX_DEPTH ||
            !is_pointer(callee->body->params.at[i - ARGS]->type))
            c->unclear = true;
        into = i - ARGS;
    }
    if (into >= 0 && !c->unclear)
        follow_call(c, call, callee, into);
}

/* ------------------------------------------------------------------ statements */

/* What decides which storage a region is: its indices, but for those that run, and their bounds. */
static Bits region_reads(Cover *c, const Region *r)
{
    Bits reads = {0};
    add_address_reads(c->p, r->path, &reads);
    for (int i = 0; i < r->over.n; i++) {
        Bits index = access_of(c->p, ref(r->over.at[i].i));
        for (int b = bits_next(&index, 0); b >= 0; b = bits_next(&index, b + 1))
            bits_remove(&reads, b);
    }
    for (int i = 0; i < r->over.n; i++) {
        add_reads(c->p, r->over.at[i].low, &reads);
        add_reads(c->p, r->over.at[i].high, &reads);
    }
    return reads;
}

/* Forgets regions that are other storage after these writes. */
static void drop_changed(Cover *c, Regions *regions, const Bits *writes)
{
    Regions kept = {0};
    for (int i = 0; i < regions->n; i++) {
        Bits reads = region_reads(c, &regions->at[i]);
        if (!bits_meet(&reads, writes))
            append(&kept, regions->at[i]);
    }
    *regions = kept;
}

static Regions copy_regions(const Regions *regions)
{
    Regions copy = {0};
    for (int i = 0; i < regions->n; i++)
        append(&copy, regions->at[i]);
    return copy;
}

static bool ends_in_jump(Block b)
{
    return b.last && (b.last->kind == S_BREAK || b.last->kind == S_CONTINUE);
}

static void cover_if(Cover *c, Stmt *s)
{
    cover_reads(c, s->e[0]);
    Regions before = copy_regions(&c->defined);
    cover_block(c, s->body[IF_THEN]);
    Regions then = c->defined, both = {0};
    c->defined = before;
    cover_block(c, s->body[IF_ELSE]);
    if (ends_in_jump(s->body[IF_THEN]))
        return;
    if (ends_in_jump(s->body[IF_ELSE])) {
        c->defined = then;
        return;
    }
    for (int i = 0; i < then.n; i++) {
        Where where = here(c, &then.at[i].over);
        if (is_covered(&c->defined, then.at[i].path, &where, 2))
            append(&both, then.at[i]);
    }
    c->defined = both;
}

/* The values of the index of a loop with step 1 or -1. */
static bool range_of_loop(const Counted *n, Range *r)
{
    r->i = n->i;
    if (n->step == 1) {
        r->low = n->first;
        r->high = n->rel == OP_LE ? plus(n->limit, 1) : n->limit;
        return n->rel != OP_NE;
    }
    if (n->step != -1)
        return false;
    r->low = n->rel == OP_GT ? plus(n->limit, 1) : n->limit;
    r->high = plus(n->first, 1);
    return n->rel != OP_NE;
}

static int occurrences(Expr *e, const Sym *i)
{
    int n = ref_sym(e) == i && e->kind == E_REF;
    for (int k = 0; k < e->nkid; k++)
        n += occurrences(e->kid[k], i);
    return n;
}

static bool bounds_mention(const Region *r, Sym *i)
{
    for (int k = 0; k < r->over.n; k++)
        if (expr_mentions(r->over.at[k].low, i) || expr_mentions(r->over.at[k].high, i))
            return true;
    return false;
}

/* What one iteration does is done for all values of the index. */
static void leave_loop(Cover *c, const Range *range, int defined, int exposed, bool whole)
{
    Regions kept = {0};
    for (int i = 0; i < c->defined.n; i++) {
        Region r = c->defined.at[i];
        int n = occurrences(r.path, range->i);
        bool once = n == 1 && !bounds_mention(&r, range->i) && !range_of(&r.over, range->i);
        if (i >= defined && (!whole || !once))
            continue;
        if (i >= defined)
            append(&r.over, *range);
        append(&kept, r);
    }
    c->defined = kept;
    for (int i = exposed; i < c->exposed.n; i++)
        append(&c->exposed.at[i].over, *range);
}

static bool has_continue(Block b)
{
    for (Stmt *s = b.first; s; s = s->next) {
        bool loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        if (s->kind == S_CONTINUE)
            return true;
        if (!loop && (has_continue(s->body[0]) || has_continue(s->body[1])))
            return true;
    }
    return false;
}

static void cover_counted(Cover *c, Stmt *s, const Range *range)
{
    cover_reads(c, range->low);
    cover_reads(c, range->high);
    int defined = c->defined.n, exposed = c->exposed.n;
    append(&c->loops, *range);
    cover_block(c, s->body[BODY]);
    c->loops.n--;
    leave_loop(c, range, defined, exposed, !has_continue(s->body[BODY]));
}

static void cover_loop(Cover *c, Stmt *s)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    if (s->kind == S_FOR)
        cover_block(c, s->body[INIT]);
    for (int i = 0; i < 3; i += 2)
        block_effects(c->p, s->body[i], &reads, &writes, &observable);
    drop_changed(c, &c->defined, &writes);
    int exposed = c->exposed.n, defined = c->defined.n;
    Counted *n = find_counted(c->p, s);
    Range range;
    if (n && range_of_loop(n, &range)) {
        cover_counted(c, s, &range);
    } else {
        if (s->e[0] && s->kind != S_DO)
            cover_reads(c, s->e[0]);
        cover_block(c, s->body[BODY]);
        cover_block(c, s->body[STEP]);
        if (s->kind == S_DO)
            cover_reads(c, s->e[0]);
        c->defined.n = c->defined.n < defined ? c->defined.n : defined;
    }
    Regions seen = {0};
    for (int i = exposed; i < c->exposed.n; i++)
        append(&seen, c->exposed.at[i]);
    int before = seen.n;
    drop_changed(c, &seen, &writes);
    c->unclear |= seen.n < before;
}

static void cover_switch(Cover *c, Stmt *s)
{
    cover_reads(c, s->e[0]);
    Regions before = copy_regions(&c->defined);
    for (Stmt *t = s->body[BODY].first; t; t = t->next) {
        if (t->kind == S_CASE || t->kind == S_DEFAULT)
            c->defined = copy_regions(&before);
        Stmt alone = *t;
        alone.next = NULL;
        cover_block(c, (Block){&alone, &alone});
    }
    c->defined = before;
}

static void cover_assign(Cover *c, Expr *e)
{
    Expr *lhs = e->kid[LHS];
    cover_reads(c, e->kid[RHS]);
    bool own = root_of(lhs) == c->root && is_path(skip_conv(lhs));
    if (own && e->op != OP_NONE)
        cover_reads(c, lhs);
    if (own && c->root->kind == SYM_PARAM && ref_sym(lhs) == c->root)
        c->unclear = true;
    cover_indices(c, lhs);
    Bits writes = {0};
    if (is_path(skip_conv(lhs)))
        writes = access_of(c->p, lhs);
    drop_changed(c, &c->defined, &writes);
    if (own)
        define(c, lhs);
    else if (!root_of(lhs))
        cover_reads(c, lhs);
}

static void drop_written_by_calls(Cover *c, Stmt *s)
{
    Bits reads = {0}, writes = {0};
    bool observable = false;
    Expr *e = s->kind == S_EXPR ? s->e[0] : s->decls.n ? s->decls.at[0]->init : NULL;
    if (c->defined.n == 0 || !e || !call_in(c->p, e->kind == E_ASSIGN ? e->kid[RHS] : e))
        return;
    stmt_effects(c->p, s, &reads, &writes, &observable);
    drop_changed(c, &c->defined, &writes);
}

/* The end: what comes later does not matter. */
static void reach_target(Cover *c, const Stmt *s)
{
    Expr *path = canonical(s->e[0]->kid[LHS]);
    Where where = here(c, &(Ranges){0});
    c->overwrites = path && path->kind != E_UNARY && is_covered(&c->defined, path, &where, 4);
    c->unclear = true;
}

static void cover_stmt(Cover *c, Stmt *s)
{
    switch (s->kind) {
    case S_EXPR:
        if (s == c->target)
            reach_target(c, s);
        else if (s->e[0]->kind == E_ASSIGN)
            cover_assign(c, s->e[0]);
        else
            cover_reads(c, s->e[0]);
        drop_written_by_calls(c, s);
        break;
    case S_DECL:
        for (int i = 0; i < s->decls.n; i++) {
            Expr *init = s->decls.at[i]->init;
            if (init)
                cover_reads(c, init);
            if (s->decls.at[i] == c->root)
                c->unclear = true;
        }
        drop_written_by_calls(c, s);
        break;
    case S_BLOCK:
        cover_block(c, s->body[0]);
        break;
    case S_IF:
        cover_if(c, s);
        break;
    case S_FOR:
    case S_WHILE:
    case S_DO:
        cover_loop(c, s);
        break;
    case S_SWITCH:
        cover_switch(c, s);
        break;
    case S_RETURN:
        if (s->e[0])
            cover_reads(c, s->e[0]);
        break;
    case S_BREAK:
    case S_CONTINUE:
    case S_NULL:
    case S_COMMENT:
    case S_CASE:
    case S_DEFAULT:
        break;
    default:
        c->unclear = true;
    }
}

static bool has_return(const Stmt *s)
{
    if (s->kind == S_RETURN)
        return true;
    for (int i = 0; i < 3; i++)
        for (Stmt *t = s->body[i].first; t; t = t->next)
            if (has_return(t))
                return true;
    return false;
}

static void cover_block(Cover *c, Block b)
{
    for (Stmt *s = b.first; s && !c->unclear; s = s->next) {
        bool loop = s->kind == S_FOR || s->kind == S_WHILE || s->kind == S_DO;
        c->no_results |= has_return(s) && (s->next || loop || s->kind == S_SWITCH);
        cover_stmt(c, s);
    }
}

/* Is each value of v that b reads written in b before?  v is only ever accessed by its name, or
 * through parameters that lead to it. */
bool is_written_first(Program *p, Block b, Sym *v)
{
    Cover c = {.p = p, .root = v, .from_start = true};
    cover_block(&c, b);
    return !c.unclear && c.exposed.n == 0;
}

/* Is every element of the array written when b, the rest of its block, ends? */
bool is_written_whole(Program *p, Block b, Sym *v)
{
    Cover c = {.p = p, .root = v, .from_start = true};
    Type *t = strip(v->type);
    if (t->kind != T_ARRAY || (t->count == COUNT_VLA && !t->extent) || t->count == COUNT_UNKNOWN)
        return false;
    cover_block(&c, b);
    Expr *n = t->count == COUNT_VLA ? t->extent : int_const(t->count);
    Range all = {new_sym(SYM_VAR, "i", type_int), int_const(0), n};
    Ranges over = {0};
    append(&over, all);
    Where where = here(&c, &over);
    return !c.unclear && !c.no_results &&
           is_covered(&c.defined, index_of(ref(v), ref(all.i)), &where, MAX_DEPTH);
}

/* Is what an assignment in b overwrites surely written in b before it? */
bool overwrites_written(Program *p, Block b, const Stmt *assignment)
{
    Cover c = {.p = p, .root = root_of(assignment->e[0]->kid[LHS]), .target = assignment};
    if (c.root)
        cover_block(&c, b);
    return c.overwrites;
}
