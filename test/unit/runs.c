/* Which loops go in runs: by their tape, by what an iteration costs, by what anybody says. */
// RUN: %gcc -I %root/runtime -O2 -pthread %root/runtime/stack.c %root/runtime/checkpoint.c %s -o %t
// RUN: %t && env ADCC_RUN_LIMIT=200M %t 200 && env ADCC_STACK_LIMIT=60M %t 8
#include "adcc_rt.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MEGABYTE = 1 << 20 };

/* Does a loop go in runs whose iterations put so many bytes on the tape? */
static int goes_in_runs(struct adcc_run run, adcc_size state, adcc_size bytes)
{
    void *zeros = calloc(1, state);
    for (long k = 0; k < run.trips; k++) {
        if (adcc_run_starts(&run, k))
            adcc_push_bytes(zeros, state);
        if (adcc_run_tapes(&run, k))
            memset(adcc_reserve(bytes), 0, bytes);
    }
    int runs = run.tail > 0;
    for (long at = run.tail; at >= 0; at -= run.span) {
        long end = at + run.span < run.trips ? at + run.span : run.trips;
        for (long k = at; k < end && at < run.tail; k++)
            adcc_reserve(bytes);
        if (at < run.tail)
            adcc_pop_bytes(zeros, state);
        for (long k = at; k < end; k++)
            adcc_release(bytes);
    }
    adcc_run_end(&run);
    assert(adcc_stack_bytes() == 0);
    free(zeros);
    return runs;
}

int main(int argc, char **argv)
{
    long said = argc > 1 ? atol(argv[1]) : 0;
    adcc_size small = MEGABYTE / 16, state = MEGABYTE / 64;
    assert(!goes_in_runs(adcc_run_begin(100), state, small));
    assert(goes_in_runs(adcc_run_begin(400), state, small) == (said != 200));
    assert(goes_in_runs(adcc_run_costly(400), state, small) == (said == 8));
    assert(goes_in_runs(adcc_run_costly(4800), state, small)); /* 300 megabytes */
    /* runs and states that leave the cache */
    assert(goes_in_runs(adcc_run_begin(100), MEGABYTE, MEGABYTE) == (said == 8));
    assert(goes_in_runs(adcc_run_begin(400), MEGABYTE, MEGABYTE));
    adcc_run_limit(8 * MEGABYTE);
    assert(goes_in_runs(adcc_run_costly(400), state, small));
    adcc_run_limit((adcc_size)-1);
    assert(!goes_in_runs(adcc_run_begin(400), state, small));
    return 0;
}
