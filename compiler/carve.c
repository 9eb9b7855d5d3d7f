/* carve.c - memory that a program cuts into pieces itself.
 *
 *     char *work = malloc(n * (sizeof(double) + sizeof(int)));
 *     double *w = (double *)work;
 *     int *at = (int *)(work + n * sizeof(double));
 *
 * Such memory has no type of its own, and holds reals in one piece and integers in the next.  That
 * is no look at the bits of reals (refuse.c): what tells it from one is that bytes are counted,
 * here and in allocators over a block.  A piece may be used again for the other kind, so that the
 * analyses must not keep reals and integers there apart.
 *
 *     struct matrix *a = malloc(sizeof *a + n * sizeof *a->row + n * m * sizeof *a->data);
 *     a->row = (double **)(a + 1);
 *     a->data = (double *)(a->row + n);
 *
 * Where a struct or a table of pointers stands before the data, either stays what it is.
 */
#include "reverse.h"

static bool points_to_bytes(Type *t)
{
    t = decay(t);
    return is_pointer(t) && leads_to_bytes(t);
}

static bool holds_bytes(Type *t)
{
    if (is_array(t))
        return is_character(element_type(t)) || holds_bytes(element_type(t));
    for (int i = 0; strip(t)->kind == T_RECORD && i < strip(t)->tag->fields.n; i++)
        if (holds_bytes(strip(t)->tag->fields.at[i]->type))
            return true;
    return false;
}

/* Memory from an allocator, or an array of characters, which may be in a struct. */
static bool has_no_type(const Place *place)
{
    const Sym *v = place->sym;
    return place->heap || (v && !place->external && holds_bytes(v->type) && !holds_reals(v->type));
}

static void mark_carved(Program *p, const Expr *bytes)
{
    Bits places = pointees(p, bytes);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        p->places.at[i]->carved |= has_no_type(p->places.at[i]);
}

/* bytes + n, &bytes[n], bytes += n */
static Walk note_counting(Expr *e, void *context)
{
    Program *p = context;
    bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
    bool step = e->kind == E_ASSIGN && (e->op == OP_ADD || e->op == OP_SUB);
    if ((sum || step) && points_to_bytes(e->type))
        mark_carved(p, points_to_bytes(e->kid[0]->type) ? e->kid[0] : e->kid[1]);
    bool address = e->kind == E_UNARY && e->op == OP_ADDR && e->nkid;
    const Expr *at = address ? skip_conv(e->kid[0]) : NULL;
    if (at && at->kind == E_INDEX && is_character(at->type))
        mark_carved(p, at->kid[BASE]);
    return WALK_ON;
}

bool is_piece(Program *p, const Expr *pointer)
{
    Bits places = pointees(p, pointer);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        if (bits_has(&p->shadowed, i) && !p->places.at[i]->carved)
            return false;
    return points_to_bytes(pointer->type);
}

/* rows + n, &rows[n] */
static bool is_further_on(const Expr *e)
{
    if (e->kind == E_BINARY)
        return e->op == OP_ADD;
    return e->kind == E_UNARY && e->op == OP_ADDR && skip_conv(e->kid[0])->kind == E_INDEX;
}

/* (double *)(head + 1) */
static bool steps_behind_head(const Expr *cast)
{
    const Expr *sum = cast->kind == E_CAST ? skip_conv(cast->kid[0]) : NULL;
    if (!sum || !is_pointer(cast->type) || !is_further_on(sum) || !is_pointer(sum->type))
        return false;
    Type *head = strip(sum->type)->base;
    return is_pointer(head) || is_record(head);
}

bool is_behind_head(Program *p, const Expr *cast)
{
    if (!steps_behind_head(cast))
        return false;
    Bits places = pointees(p, cast->kid[0]);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        if (!p->places.at[i]->heap)
            return false;
    return true;
}

/* A piece for something else than reals, or data behind a head. */
static Walk note_piece(Expr *e, void *context)
{
    Program *p = context;
    if (steps_behind_head(e)) {
        Bits behind = pointees(p, e->kid[0]);
        for (int i = bits_next(&behind, 0); i >= 0; i = bits_next(&behind, i + 1))
            p->places.at[i]->headed = true;
    }
    if ((e->kind != E_CAST && e->kind != E_CONV) || !is_pointer(e->type) ||
        !points_to_bytes(e->kid[0]->type) || points_to_bytes(e->type) || carries_reals(e->type))
        return WALK_ON;
    Bits places = pointees(p, e->kid[0]);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1))
        p->places.at[i]->several |= p->places.at[i]->carved;
    return WALK_ON;
}

bool is_struct_of_bytes(Type *t)
{
    return strip(t)->kind == T_RECORD && holds_bytes(t) && !holds_reals(t);
}

void find_pieces(Program *p)
{
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, note_counting, p);
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, note_piece, p);
}

/* ------------------------------------------------------------------ memory that is used again */

/* What bytes are counted with in memory that holds pointers and reals, and where it is set back. */
typedef struct Counting {
    Program *p;
    Map counters; /* variables and members: Sym or Field */
    int loops;    /* around what is looked at */
    int sets;     /* assignments that do not count on; one in a loop is two */
    const Expr *last;
} Counting;

static const void *counter_in(const Expr *e)
{
    e = skip_casts(e);
    return e->kind == E_MEMBER ? (const void *)e->u.field : (const void *)ref_sym(e);
}

/* Memory that is cut into pieces for pointers to data with derivatives, and for such data. */
static bool holds_both(Program *p, const Expr *bytes)
{
    Bits places = pointees(p, bytes);
    for (int i = bits_next(&places, 0); i >= 0; i = bits_next(&places, i + 1)) {
        const Place *place = p->places.at[i];
        if (place->carved && bits_has(&p->shadowed, i) && reaches_shadowed(p, place->points_to))
            return true;
    }
    return false;
}

static Walk note_counters(Expr *e, void *context)
{
    Counting *k = context;
    bool sum = e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB);
    bool address = e->kind == E_UNARY && e->op == OP_ADDR && e->nkid;
    const Expr *at = address ? skip_conv(e->kid[0]) : NULL;
    bool element = at && at->kind == E_INDEX && is_character(at->type);
    const Expr *pair = element ? at : sum && points_to_bytes(e->type) ? e : NULL;
    if (!pair)
        return WALK_ON;
    if (!holds_both(k->p, points_to_bytes(pair->kid[0]->type) ? pair->kid[0] : pair->kid[1]))
        return WALK_ON;
    for (int i = 0; i < 2; i++)
        if (counter_in(pair->kid[i]))
            map_set(&k->counters, counter_in(pair->kid[i]), (void *)pair);
    return WALK_ON;
}

static void count_sets(Counting *k, Block b)
{
    for (const Stmt *s = b.first; s; s = s->next) {
        const Expr *e = s->kind == S_EXPR && s->e[0]->kind == E_ASSIGN ? s->e[0] : NULL;
        const Expr *value = e && e->op == OP_NONE ? skip_casts(e->kid[RHS]) : NULL;
        bool set = value && value->kind != E_BINARY && !is_allocation(value);
        const void *counter = set ? counter_in(e->kid[LHS]) : NULL;
        if (counter && map_has(&k->counters, counter)) {
            k->sets += k->loops ? 2 : 1;
            k->last = e;
        }
        k->loops += is_loop(s);
        for (int i = 0; i < 3; i++)
            count_sets(k, s->body[i]);
        k->loops -= is_loop(s);
    }
}

/* Where reals come where pointers were, neither these nor their shadows would be there again in the
 * reverse sweep. */
void refuse_used_again(Program *p)
{
    Counting k = {.p = p};
    for (int i = 0; i < p->insts.n; i++)
        walk_block(p->insts.at[i]->body->body, NULL, note_counters, &k);
    for (int i = 0; i < p->insts.n; i++)
        count_sets(&k, p->insts.at[i]->body->body);
    if (k.sets > 1)
        error_at(k.last->loc, "'%s' lets memory be used again that holds pointers to data with "
                              "derivatives and such data; use memory of its own for either",
                 expr_str(k.last));
}
