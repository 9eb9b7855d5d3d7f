/* heap.c - memory that a function frees while its reverse sweep still needs it.
 *
 *     adcc_free_later(w);            forward: what f frees waits
 *     adcc_unallocate(w, w_b, 1);    reverse of w = malloc(n): frees w if it waits, and its shadow
 *     adcc_free_rest(mark);          at the end: frees what waits since the mark
 *
 * The blocks that wait are kept in a list; a hash table of their addresses finds them.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The blocks of a thread that wait to be freed. */
struct adcc_waiting {
    void **block;      /* in the order in which they came; NULL if freed since */
    struct adcc_deallocation {
        void (*by)(void *block, void *context); /* NULL: free() */
        void *context;
        int in_use;    /* it was not given back yet */
    } *how;            /* of each block */
    adcc_size n, room;
    adcc_size *slot;   /* hash table: 1 + number of a block, 0 if empty */
    adcc_size slots;   /* a power of two, at least twice n */
};
static ADCC_THREAD_LOCAL struct adcc_waiting adcc_waiting;

static void adcc_no_memory(adcc_size bytes)
{
    fprintf(stderr, "adcc: no memory for %zu bytes\n", (size_t)bytes);
    abort();
}

/* The slot of a block, or the empty one where it belongs. */
static adcc_size *adcc_slot_of(struct adcc_waiting *w, const void *block)
{
    adcc_size i = (adcc_size)((uintptr_t)block >> 4) * (adcc_size)11400714819323198485u;
    for (i >>= 8;; i++) {
        adcc_size *slot = &w->slot[i & (w->slots - 1)];
        if (*slot == 0 || w->block[*slot - 1] == block)
            return slot;
    }
}

static void adcc_grow_waiting(struct adcc_waiting *w)
{
    adcc_size room = w->room ? 2 * w->room : 64;
    void **block = realloc(w->block, room * sizeof *block);
    struct adcc_deallocation *how = realloc(w->how, room * sizeof *how);
    adcc_size *slot = calloc(2 * room, sizeof *slot);
    if (!block || !how || !slot)
        adcc_no_memory(room * sizeof *block);
    free(w->slot);
    w->how = how;
    w->block = block;
    w->room = room;
    w->slot = slot;
    w->slots = 2 * room;
    for (adcc_size i = 0; i < w->n; i++)
        if (block[i])
            *adcc_slot_of(w, block[i]) = i + 1;
}

void adcc_free_later_by(void *block, void *context, void (*by)(void *block, void *context))
{
    struct adcc_waiting *w = &adcc_waiting;
    adcc_size slot;
    if (!block)
        return;
    block = adcc_not_on_tape(block);
    if (w->n == w->room)
        adcc_grow_waiting(w);
    slot = *adcc_slot_of(w, block);
    if (slot == 0) {
        w->block[w->n] = block;
        *adcc_slot_of(w, block) = slot = ++w->n;
    }
    w->how[slot - 1].by = by;
    w->how[slot - 1].context = context;
    w->how[slot - 1].in_use = 0;
}

void adcc_own(void *block, const char *where)
{
    struct adcc_waiting *w = &adcc_waiting;
    if (block && w->n > 0 && *adcc_slot_of(w, block) != 0) {
        fprintf(stderr, "adcc: %s returned a block that the reverse sweep needs; "
                        "name what takes it back with ADCC_DEALLOCATOR\n", where);
        abort();
    }
    adcc_free_later(block);
    if (block)
        w->how[w->n - 1].in_use = 1;
}

void adcc_free_later(void *block)
{
    adcc_free_later_by(block, NULL, NULL);
}

/* What waited at this place. */
static void adcc_free_at(const struct adcc_waiting *w, adcc_size i)
{
    if (!w->block[i] || w->how[i].in_use)
        return;
    if (w->how[i].by)
        w->how[i].by(w->block[i], w->how[i].context);
    else
        free(w->block[i]);
}

adcc_size adcc_free_begin(void)
{
    return adcc_waiting.n;
}

void adcc_free_rest(adcc_size mark)
{
    struct adcc_waiting *w = &adcc_waiting;
    while (w->n > mark)
        adcc_free_at(w, --w->n);
    if (mark > 0) {
        if (w->slot)
            memset(w->slot, 0, w->slots * sizeof *w->slot);
        for (adcc_size i = 0; i < w->n; i++)
            if (w->block[i])
                *adcc_slot_of(w, w->block[i]) = i + 1;
        return;
    }
    free(w->block);
    free(w->how);
    free(w->slot);
    memset(w, 0, sizeof *w);
}

void adcc_unallocate(void *block, void *shadow, int now)
{
    struct adcc_waiting *w = &adcc_waiting;
    free(shadow);
    if (!block || !now || w->n == 0)
        return;
    adcc_size slot = *adcc_slot_of(w, block);
    if (slot == 0)
        return; /* it was not freed: it is the caller's now */
    adcc_free_at(w, slot - 1);
    w->block[slot - 1] = NULL; /* the slot stays in use: others may lie behind it */
}

void *adcc_frame(adcc_size bytes)
{
    void *block = calloc(1, bytes > 0 ? bytes : 1);
    if (!block)
        adcc_no_memory(bytes);
    adcc_free_later(block);
    return block;
}

void *adcc_realloc(void *old, adcc_size bytes)
{
    adcc_size copied = old ? malloc_usable_size(old) : 0;
    void *block = malloc(bytes);
    copied = !block ? 0 : copied < bytes ? copied : bytes;
    if (copied > 0)
        memcpy(block, old, copied);
    adcc_push_ulong((unsigned long)copied);
    if (block)
        adcc_free_later(old);
    return block;
}

void *adcc_realloc_shadow(const void *old, adcc_size bytes)
{
    adcc_size copied = adcc_pop_ulong();
    void *block = calloc(1, bytes > 0 ? bytes : 1);
    adcc_push_ulong((unsigned long)copied);
    if (!block)
        adcc_no_memory(bytes);
    if (old && copied > 0)
        memcpy(block, old, copied);
    return block;
}
