/* checkpoint.c - how many iterations of a loop make a run.
 *
 *     iteration   0 1 2 3 4 5 6 7 8 9      span 4, tail 8
 *     state       s       s                saved before the runs but the last
 *     on the tape                 = =      in the forward sweep; then 4 to 7, then 0 to 3
 *
 * The first iteration goes on the tape for trial, after its state.  If all of them would stay below
 * the limit, it stays there and the others follow: one run, which begins and ends the loop.  Else
 * it is taken off again, and the runs are as long as keeps the total small: of a run of n
 * iterations of b bytes and trips / n states of s bytes that is the square root of s * trips / b;
 * but not shorter than fills a cache.
 *
 * To compute an iteration again pays off in time if its tape then stays in the cache, and if it
 * computes little for each byte that it saves (weigh.c).  Where it does not, and nobody set the
 * limit, all goes on the tape as long as that does not take much memory.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <stdatomic.h>
#include <stdint.h>

enum {
    ADCC_RUN_CACHE = 16,       /* a run takes at least this part of the limit */
    ADCC_RUN_LIMIT = 8 << 20,  /* unless somebody says another */
    ADCC_RUN_ROOM = 256 << 20, /* for tapes that save time, unless somebody says a limit ... */
    ADCC_RUN_PART = 4          /* ... or this part of that of the whole tape */
};

ADCC_STATIC adcc_size adcc_environment_bytes(const char *name, adcc_size otherwise);
ADCC_STATIC adcc_size adcc_current_limit(void);
ADCC_STATIC adcc_size adcc_height(const struct adcc_stack *stack);
ADCC_STATIC void adcc_drop_to(struct adcc_stack *stack, adcc_size height);

/* 0 before anybody asked for it; SIZE_MAX - 1: nobody says one */
static _Atomic adcc_size adcc_loop_limit;

void adcc_run_limit(adcc_size bytes)
{
    atomic_store(&adcc_loop_limit, bytes == 0 ? 1 : bytes);
}

static adcc_size adcc_current_loop_limit(void)
{
    if (atomic_load(&adcc_loop_limit) == 0)
        atomic_store(&adcc_loop_limit, adcc_environment_bytes("ADCC_RUN_LIMIT", SIZE_MAX - 1));
    return atomic_load(&adcc_loop_limit);
}

struct adcc_run adcc_run_begin(long trips)
{
    struct adcc_run run = {trips, trips > 0 ? trips : 1, 0, 0, 0, 0, 0, 0, 0, 0};
    run.values = adcc_height(&adcc_tape.values);
    run.blocks = adcc_height(&adcc_tape.blocks);
    return run;
}

struct adcc_run adcc_run_costly(long trips)
{
    struct adcc_run run = adcc_run_begin(trips);
    run.costly = 1;
    return run;
}

/* The square root, up to a few percent; the mathematical library need not be there. */
static double adcc_root(double x)
{
    double r = 1.0;
    while (r * r < x)
        r *= 2.0;
    for (int i = 0; i < 3; i++)
        r = 0.5 * (r + x / r);
    return r;
}

struct adcc_run adcc_run_every(long trips, long span)
{
    struct adcc_run run = adcc_run_begin(trips);
    run.span = span;
    run.tail = trips > 0 ? (trips - 1) / span * span : 0;
    run.settled = 1;
    return run;
}

/* Is there memory for so many bytes that need not be on the tape? */
static int adcc_has_room(double bytes)
{
    adcc_size all = adcc_current_limit();
    return bytes <= ADCC_RUN_ROOM && (all == SIZE_MAX || bytes <= (double)all / ADCC_RUN_PART);
}

/* After the first iteration: takes it off the tape if the loop is to go in runs. */
static void adcc_decide(struct adcc_run *run)
{
    adcc_size said = adcc_current_loop_limit();
    double limit = said == SIZE_MAX - 1 ? (double)ADCC_RUN_LIMIT : (double)said;
    double trips = (double)run->trips, state = (double)(run->first - run->values);
    double bytes = (double)(adcc_height(&adcc_tape.values) - run->first) +
                   (double)(adcc_height(&adcc_tape.blocks) - run->first_blocks);
    if (said == SIZE_MAX || bytes * trips <= limit)
        return;
    double span = adcc_root(state * trips / bytes), least = limit / ADCC_RUN_CACHE / bytes;
    span = span > least ? span : least;
    span = span > 1.0 ? span : 1.0;
    double in_runs = span * bytes + trips / span * state;
    int slower = said == SIZE_MAX - 1 && (run->costly || in_runs > limit);
    if (said == 1) /* for tests: whatever it gains */
        span = span < trips / 2.0 ? span : trips / 2.0 > 1.0 ? trips / 2.0 : 1.0;
    else if (span > trips / 2.0 || in_runs > 0.75 * trips * bytes)
        return; /* little would be gained */
    else if (slower && adcc_has_room(trips * bytes))
        return;
    run->span = (long)span;
    run->tail = (run->trips - 1) / run->span * run->span;
    adcc_drop_to(&adcc_tape.values, run->first);
    adcc_drop_to(&adcc_tape.blocks, run->first_blocks);
}

int adcc_run_first(struct adcc_run *run, long k)
{
    if (run->settled)
        return k == 1 || run->tail > 0;
    if (k == 1)
        adcc_tape.trial = run->trial;
    if (k == 1 && run->trips > 2)
        adcc_decide(run);
    return k == 1 || run->trips > 2;
}

void adcc_run_end(struct adcc_run *run)
{
    adcc_drop_to(&adcc_tape.values, run->values);
}
