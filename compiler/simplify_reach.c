/* simplify_reach.c - far along a list of statements, without a look at each.
 *
 *     double t_b = 0.0;       declared for the whole reverse sweep
 *     ...                     thousands of statements that have nothing to do with t
 *     t_b += w * s_b;
 *
 * What the statements of a stretch touch together is kept.  A rule that looks for the next one that
 * matters for a few variables passes a stretch at once if it touches none of them, reaches no
 * memory that the rule cares for, and neither jumps nor is entered: on each of its statements the
 * rule would have gone on.  What is kept may be too much, after a statement went, never too little.
 */
#include "simplify.h"

enum { STRETCH = 64 }; /* statements */

struct Stretch {
    bool known;
    bool passes_control; /* some statement jumps or is entered */
    Bits touched;        /* private variables */
    unsigned memory;
};

static void gain(Simplify *c, Stretch *stretch, Stmt *s)
{
    if (!s)
        return;
    const Effect *effect = effect_of(c, s);
    stretch->passes_control |= effect->jumps || effect->marked;
    stretch->memory |= effect->loads | effect->stores;
    bits_union(&stretch->touched, &effect->reads);
    bits_union(&stretch->touched, &effect->writes);
}

void begin_reach(Simplify *c, const Stmts *list)
{
    c->stretch_count = list->n / STRETCH;
    c->stretches = c->stretch_count > 1 ? new_array(Stretch, c->stretch_count) : NULL;
}

/* The statement at j is another, or does something else. */
void place_changed(Simplify *c, int j)
{
    if (c->stretches && j / STRETCH < c->stretch_count)
        c->stretches[j / STRETCH].known = false;
}

/* From 'from' on, up to 'to', each statement is where the one before it or behind it was. */
void places_shifted(Simplify *c, const Stmts *list, int from, int to)
{
    for (int k = from / STRETCH; c->stretches && k < c->stretch_count && k * STRETCH <= to; k++)
        if (c->stretches[k].known) {
            gain(c, &c->stretches[k], list->at[k * STRETCH]);
            gain(c, &c->stretches[k], list->at[k * STRETCH + STRETCH - 1]);
        }
}

static bool is_quiet(Simplify *c, const Stmts *list, int k, const Effect *watched)
{
    Stretch *stretch = &c->stretches[k];
    if (!stretch->known) {
        *stretch = (Stretch){.known = true};
        for (int j = 0; j < STRETCH; j++)
            gain(c, stretch, list->at[k * STRETCH + j]);
    }
    return !stretch->passes_control && !(stretch->memory & (watched->loads | watched->stores)) &&
           !bits_meet(&stretch->touched, &watched->reads) &&
           !bits_meet(&stretch->touched, &watched->writes);
}

int next_that_matters(Simplify *c, const Stmts *list, int i, const Effect *watched)
{
    for (int j = i + 1; j < list->n; j++) {
        while (c->stretches && j % STRETCH == 0 && j / STRETCH < c->stretch_count &&
               is_quiet(c, list, j / STRETCH, watched))
            j += STRETCH;
        if (j < list->n && list->at[j])
            return j;
    }
    return -1;
}
