/* text.c - numbers that go through text or a file lose their derivatives: an error.
 *
 *     snprintf(line, sizeof line, "%.17g", x * x);
 *     y = strtod(line, NULL);                     // dy/dx would be 0
 *
 * Found where a buffer that is written with a number that varies with the independents is read
 * again, or a file by way of the same variable.  Printing alone, and reading alone, lose nothing.
 */
#include "reverse.h"
#include "tangent.h"

typedef struct Channel {
    const char *name;
    int at;    /* which argument is the buffer or file */
    int first; /* the first of the numbers; -1: argument 0 leads to them */
    bool file;
} Channel;

static const Channel writers[] = {{"sprintf", 0, 2, false}, {"snprintf", 0, 3, false},
                                  {"fprintf", 0, 2, true},  {"fwrite", 3, -1, true}};
static const Channel readers[] = {{"sscanf", 0, 0, false},  {"strtod", 0, 0, false},
                                  {"strtof", 0, 0, false},  {"strtold", 0, 0, false},
                                  {"atof", 0, 0, false},    {"fscanf", 0, 0, true},
                                  {"fread", 3, 0, true}};
enum { WRITERS = sizeof writers / sizeof *writers, READERS = sizeof readers / sizeof *readers };

typedef struct Text {
    Program *p;   /* for adjoints, or */
    Tangent *t;   /* for a tangent */
    Exprs written; /* calls that write numbers that vary */
    bool reading;
    Block body;    /* of the function at hand */
} Text;

static const Channel *channel_of(const Expr *e, const Channel *all, int n)
{
    const Sym *f = e->kind == E_CALL ? callee_sym(e) : NULL;
    for (int i = 0; f && !f->func && i < n; i++)
        if (str_eq(f->name, all[i].name) && e->nkid > ARGS + all[i].at)
            return &all[i];
    return NULL;
}

/* ------------------------------------------------------------ what varies */

static Walk find_varied(Expr *e, void *context)
{
    Text *k = context;
    if (!is_real_floating(e->type) && !is_complex(e->type))
        return WALK_ON;
    if (k->t)
        return carries(k->t, e) ? WALK_STOP : WALK_PRUNE;
    Bits reads = {0};
    add_reads(k->p, e, &reads);
    for (int i = bits_next(&reads, 0); i >= 0; i = bits_next(&reads, i + 1))
        if (bits_has(&k->p->varied, i / CLASSES))
            return WALK_STOP;
    return WALK_PRUNE;
}

static bool leads_to_varied(Text *k, Expr *pointer)
{
    if (k->t)
        return carries(k->t, skip_casts(pointer));
    Bits to = pointees(k->p, pointer);
    return bits_meet(&to, &k->p->varied);
}

static bool writes_varied(Text *k, const Expr *call, const Channel *c)
{
    if (c->first < 0)
        return leads_to_varied(k, call->kid[ARGS]);
    for (int i = ARGS + c->first; i < call->nkid; i++)
        if (!walk_expr(call->kid[i], find_varied, k))
            return true;
    return false;
}

/* ------------------------------------------------------------ what is read again */

static const Sym *root_of(const Expr *e)
{
    for (e = skip_casts(e); e->nkid; e = skip_casts(e->kid[0])) {
        bool down = e->kind == E_INDEX || e->kind == E_MEMBER ||
                    (e->kind == E_UNARY && (e->op == OP_ADDR || e->op == OP_DEREF)) ||
                    (e->kind == E_BINARY && (e->op == OP_ADD || e->op == OP_SUB));
        if (!down)
            return NULL;
    }
    return ref_sym(e);
}

static bool may_be_same(Text *k, const Expr *written, const Expr *read, bool file)
{
    const Sym *v = root_of(written);
    if (v && v == root_of(read))
        return true;
    if (file || k->t)
        return false;
    Bits from = pointees(k->p, written), to = pointees(k->p, read);
    return bits_meet(&from, &to);
}

typedef struct Order {
    const Expr *first, *second;
    bool seen, in_turn; /* the first; it before the second */
    bool repeated;      /* one may come before the other either way */
} Order;

static Walk find_in_turn(Expr *e, void *context)
{
    Order *o = context;
    o->in_turn |= e == o->second && o->seen;
    o->seen |= e == o->first;
    return WALK_ON;
}

static Walk find_repetition(Stmt *s, void *context)
{
    Order *o = context;
    o->repeated |= s->kind == S_LABEL;
    if (!is_loop(s))
        return WALK_ON;
    Order inside = {.first = o->first, .second = o->second};
    Order back = {.first = o->second, .second = o->first};
    walk_stmt(s, NULL, find_in_turn, &inside);
    walk_stmt(s, NULL, find_in_turn, &back);
    o->repeated |= inside.in_turn || back.in_turn;
    return WALK_ON;
}

/* Is it read before it is written, once and for all?  Both in one function. */
static bool comes_before(const Text *k, const Expr *read, const Expr *written)
{
    Order o = {.first = read, .second = written};
    walk_block(k->body, find_repetition, find_in_turn, &o);
    return o.in_turn && !o.repeated;
}

static void check_reading(Text *k, const Expr *call, const Channel *c)
{
    for (int i = 0; i < k->written.n; i++) {
        const Expr *writing = k->written.at[i];
        const Channel *by = channel_of(writing, writers, WRITERS);
        if (by->file != c->file || comes_before(k, call, writing) ||
            !may_be_same(k, writing->kid[ARGS + by->at], call->kid[ARGS + c->at], c->file))
            continue;
        error_at(call->loc, "'%s' may read numbers that '%s' has written and that carry "
                            "derivatives, which are lost on this way; pass the numbers themselves, "
                            "or mark the function ADCC_INACTIVE",
                 expr_str(call), callee_sym(writing)->name);
        note_at(writing->loc, "they are written here");
        return;
    }
}

static Walk find_channel(Expr *e, void *context)
{
    Text *k = context;
    const Channel *c = k->reading ? channel_of(e, readers, READERS)
                                  : channel_of(e, writers, WRITERS);
    if (c && k->reading)
        check_reading(k, e, c);
    else if (c && writes_varied(k, e, c))
        append(&k->written, e);
    return WALK_ON;
}

void refuse_numbers_as_text(Program *p)
{
    Text k = {.p = p};
    for (int pass = 0; pass < 2; pass++) {
        k.reading = pass == 1;
        for (int i = 0; i < p->insts.n; i++) {
            k.body = p->insts.at[i]->body->body;
            if (!p->insts.at[i]->inactive)
                walk_block(k.body, NULL, find_channel, &k);
        }
    }
}

void refuse_numbers_as_text_in(Tangent *t, Block b)
{
    Text k = {.t = t, .body = b};
    walk_block(b, NULL, find_channel, &k);
    k.reading = true;
    walk_block(b, NULL, find_channel, &k);
}
