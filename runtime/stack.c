/* stack.c - the tape behind adcc_rt.h: what happens when a chunk is full or empty.
 *
 *     chunk 0           chunk 1      chunk 2
 *     [=======.....] <-> [====] <-> [..........]      "=" used, "." free
 *      fill: 7 of 12      full       kept for later
 *
 * The chunks of a stack form a chain.  Rising past the end of one, the stack goes on
 * in the next that is large enough, or in a new one; the fill it had is
 * stored in the chunk it left, so that the way back is exact.  Chunks after
 * the current one are empty; they are freed only when they turn out to be too small
 * or when a limit is near, never while popping: what was popped stays readable.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ADCC_ALIGN = 64 }; /* of every chunk's memory, which begins this far into the chunk */
#ifdef ADCC_STACK_CHUNK   /* for tests: chunks of this many bytes, which do not grow */
enum { ADCC_FIRST_CHUNK = ADCC_STACK_CHUNK, ADCC_LARGEST_CHUNK = ADCC_STACK_CHUNK };
#else
enum { ADCC_FIRST_CHUNK = 1 << 16, ADCC_LARGEST_CHUNK = 1 << 26 };
#endif

/* One piece of a stack; the bytes follow at ADCC_ALIGN. */
struct adcc_chunk {
    struct adcc_chunk *previous, *next;
    adcc_size size; /* of its memory */
    adcc_size fill; /* of its memory, when the stack went on to the next chunk */
};
_Static_assert(sizeof(struct adcc_chunk) <= ADCC_ALIGN, "the memory begins behind the header");

/* Where a stack without chunks begins and ends. */
static _Alignas(16) char adcc_nothing[16];
#define ADCC_EMPTY_STACK {adcc_nothing, adcc_nothing, adcc_nothing, adcc_nothing, NULL, 0, 0}
ADCC_STATIC ADCC_THREAD_LOCAL struct adcc_tape adcc_tape = {
    ADCC_EMPTY_STACK, ADCC_EMPTY_STACK, ADCC_EMPTY_STACK, 0, 0, 0, NULL, NULL, 0, 0};

/* ---------------------------------------------------------------- failures */

/* Ends the program: a wrong derivative would be worse. */
static _Noreturn void adcc_fail(const char *what, adcc_size bytes)
{
    fprintf(stderr, "adcc: ");
    fprintf(stderr, what, bytes);
    fprintf(stderr, "\n");
    abort();
}

void adcc_unknown_function(const char *place, const char *call)
{
    fprintf(stderr,
            "adcc: %s: '%s' leads to a function that the derivative does not know\n"
            "(a pointer to a static function is only known to a derivative made with --whole)\n",
            place, call);
    abort();
}

/* The limit of each thread; 0 before anybody asked for it. */
static _Atomic adcc_size adcc_limit;

/* The number of bytes that an environment variable says; otherwise if it says none. */
ADCC_STATIC adcc_size adcc_environment_bytes(const char *name, adcc_size otherwise)
{
    const char *text = getenv(name);
    if (!text || !*text)
        return otherwise;
    char *end;
    unsigned long long n = strtoull(text, &end, 10);
    const char *units = "KMGT", *unit = *end ? strchr(units, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    if (end == text || *text == '-' || end[unit != NULL] != '\0' || n > SIZE_MAX >> shift) {
        fprintf(stderr, "adcc: %s is not a number of bytes, such as 500M\n", name);
        abort();
    }
    return n == 0 ? 1 : (adcc_size)n << shift;
}

/* The limit in force. */
ADCC_STATIC adcc_size adcc_current_limit(void)
{
    if (atomic_load(&adcc_limit) == 0)
        atomic_store(&adcc_limit, adcc_environment_bytes("ADCC_STACK_LIMIT", SIZE_MAX));
    return atomic_load(&adcc_limit);
}

void adcc_stack_limit(adcc_size bytes)
{
    atomic_store(&adcc_limit, bytes == 0 ? 1 : bytes);
}

/* ------------------------------------------------------------- thread ends */

static pthread_key_t adcc_key;
static pthread_once_t adcc_key_once = PTHREAD_ONCE_INIT;

/* Called when a thread ends that had a tape. */
static void adcc_thread_ends(void *unused)
{
    (void)unused;
    adcc_stack_free();
}

/* Makes the key whose destructor frees tapes. */
static void adcc_make_key(void)
{
    if (pthread_key_create(&adcc_key, adcc_thread_ends) != 0)
        adcc_fail("no thread-specific key is left", 0);
}

/* Has the tape freed when the thread ends. */
static void adcc_register_thread(void)
{
    pthread_once(&adcc_key_once, adcc_make_key);
    pthread_setspecific(adcc_key, &adcc_tape);
    adcc_tape.registered = 1;
}

/* ------------------------------------------------------------------ chunks */

/* The memory of a chunk. */
static char *adcc_chunk_bytes(struct adcc_chunk *chunk)
{
    return (char *)chunk + ADCC_ALIGN;
}

/* Frees the chunks from this one on, which are empty. */
static void adcc_free_chunks(struct adcc_chunk *chunk)
{
    if (chunk && chunk->previous)
        chunk->previous->next = NULL;
    while (chunk) {
        struct adcc_chunk *next = chunk->next;
        adcc_tape.memory -= chunk->size;
        free(chunk);
        chunk = next;
    }
}

/* Frees what may be freed of the chunks kept for later; released blocks may still be read. */
static void adcc_free_unused(void)
{
    if (adcc_tape.values.chunk)
        adcc_free_chunks(adcc_tape.values.chunk->next);
    if (adcc_tape.kept.chunk)
        adcc_free_chunks(adcc_tape.kept.chunk->next);
}

/* A new chunk after 'previous' with room for n bytes. */
static struct adcc_chunk *adcc_new_chunk(struct adcc_chunk *previous, adcc_size n)
{
    adcc_size limit = adcc_current_limit();
    adcc_size size = previous ? previous->size : 0;
    size = size < ADCC_FIRST_CHUNK     ? ADCC_FIRST_CHUNK
           : size < ADCC_LARGEST_CHUNK ? 2 * size
                                       : ADCC_LARGEST_CHUNK;
    if (limit != SIZE_MAX && (adcc_tape.memory >= limit || size > limit - adcc_tape.memory)) {
        adcc_free_unused();
        size = n; /* no more than needed */
    }
    if (size < n)
        size = n;
    int over = adcc_tape.memory > limit || size > limit - adcc_tape.memory;
    if (limit != SIZE_MAX && over)
        adcc_fail("the tape needs more memory than its limit of %zu bytes", limit);
    struct adcc_chunk *chunk = NULL;
    if (size <= SIZE_MAX / 2)
        chunk = aligned_alloc(ADCC_ALIGN, ADCC_ALIGN + ADCC_ROUND_UP(size, (adcc_size)ADCC_ALIGN));
    if (!chunk)
        adcc_fail("no memory for %zu bytes of tape", size);
    if (!adcc_tape.registered)
        adcc_register_thread();
    adcc_tape.memory += size;
    chunk->previous = previous;
    chunk->next = NULL;
    chunk->size = size;
    chunk->fill = 0;
    if (previous)
        previous->next = chunk;
    return chunk;
}

/* Brings the stack's peak up to date. */
static void adcc_count_peak(struct adcc_stack *stack)
{
    char *high = stack->top > stack->high ? stack->top : stack->high;
    adcc_size bytes = stack->below + (adcc_size)(high - stack->base);
    if (bytes > stack->peak)
        stack->peak = bytes;
}

/* Makes the chunk the current one, filled so far. */
static void adcc_enter_chunk(struct adcc_stack *stack, struct adcc_chunk *chunk, adcc_size fill)
{
    stack->chunk = chunk;
    stack->base = adcc_chunk_bytes(chunk);
    stack->end = stack->base + chunk->size;
    stack->top = stack->high = stack->base + fill;
}

/* The current chunk has no room for n bytes: goes on in another. */
void adcc_next_chunk(struct adcc_stack *stack, adcc_size n)
{
    adcc_count_peak(stack);
    struct adcc_chunk *current = stack->chunk, *next = current ? current->next : NULL;
    adcc_size fill = (adcc_size)(stack->top - stack->base);
    if (next && next->size < n) {
        adcc_free_chunks(next);
        next = NULL;
    }
    if (!next)
        next = adcc_new_chunk(current, n);
    if (current)
        current->fill = fill;
    stack->below += fill;
    adcc_enter_chunk(stack, next, 0);
}

/* The current chunk does not hold the topmost n bytes: goes back to the one that does. */
void adcc_previous_chunk(struct adcc_stack *stack, adcc_size n)
{
    adcc_count_peak(stack);
    while (stack->top == stack->base && stack->chunk && stack->chunk->previous) {
        struct adcc_chunk *previous = stack->chunk->previous;
        stack->below -= previous->fill;
        adcc_enter_chunk(stack, previous, previous->fill);
    }
    if ((adcc_size)(stack->top - stack->base) < n)
        adcc_fail("%zu bytes are taken from the tape that are not there", n);
}

static int adcc_is_on_tape(const void *block)
{
    struct adcc_chunk *chunk = adcc_tape.blocks.chunk;
    while (chunk && (uintptr_t)block - (uintptr_t)adcc_chunk_bytes(chunk) > chunk->size)
        chunk = chunk->previous;
    return chunk != NULL;
}

void *adcc_not_on_tape(void *block)
{
    const struct adcc_moved *moved = adcc_is_on_tape(block) ? adcc_tape.moved : NULL;
    for (; moved; moved = moved->before)
        if (moved->copy == block)
            block = moved->block;
    return block;
}

/* ---------------------------------------------------------------- keep log */

_Static_assert(sizeof(struct adcc_record) % 8 == 0, "stacks are raised in steps of 8 bytes");

/* The number of bytes on a stack. */
ADCC_STATIC adcc_size adcc_height(const struct adcc_stack *stack)
{
    return stack->below + (adcc_size)(stack->top - stack->base);
}

/* Takes off what is above so many bytes. */
ADCC_STATIC void adcc_drop_to(struct adcc_stack *stack, adcc_size height)
{
    while (adcc_height(stack) > height) {
        adcc_size above = adcc_height(stack) - height;
        adcc_size here = (adcc_size)(stack->top - stack->base);
        if (here == 0)
            adcc_previous_chunk(stack, 0);
        else
            adcc_lower(stack, above < here ? above : here);
    }
}

struct adcc_range {
    const char *from;
    adcc_size bytes;
};

void adcc_hide(const void *variable, adcc_size bytes)
{
    struct adcc_tape *tape = &adcc_tape;
    if (tape->hidden == tape->room) {
        adcc_size room = tape->room ? 2 * tape->room : 16;
        tape->hide = realloc(tape->hide, room * sizeof *tape->hide);
        if (!tape->hide)
            adcc_fail("no memory for %zu variables", room);
        if (!tape->registered)
            adcc_register_thread();
        tape->room = room;
    }
    tape->hide[tape->hidden++] = (struct adcc_range){variable, bytes};
}

void adcc_unhide(adcc_size n)
{
    adcc_tape.hidden -= n;
}

int adcc_is_hidden(const void *address)
{
    uintptr_t at = (uintptr_t)address;
    for (adcc_size i = adcc_tape.hidden; i-- > 0;) {
        const struct adcc_range *range = &adcc_tape.hide[i];
        if (at - (uintptr_t)range->from < range->bytes)
            return 1;
    }
    return 0;
}

adcc_size adcc_keep_begin(void)
{
    return adcc_height(&adcc_tape.kept);
}

void adcc_keep_replay(adcc_size mark)
{
    struct adcc_stack *kept = &adcc_tape.kept;
    while (adcc_height(kept) > mark) {
        struct adcc_record record;
        ADCC_COPY(&record, adcc_lower(kept, sizeof record), sizeof record);
        char *bytes = adcc_lower(kept, ADCC_ROUND_UP(record.bytes, (adcc_size)8));
        if (record.bytes == sizeof(double))
            ADCC_COPY(record.address, bytes, sizeof(double));
        else
            ADCC_COPY(record.address, bytes, record.bytes);
    }
}

/* ------------------------------------------------------------------ figures */

adcc_size adcc_stack_bytes(void)
{
    return adcc_height(&adcc_tape.values) + adcc_height(&adcc_tape.blocks) +
           adcc_height(&adcc_tape.kept);
}

adcc_size adcc_stack_peak(void)
{
    adcc_count_peak(&adcc_tape.values);
    adcc_count_peak(&adcc_tape.blocks);
    adcc_count_peak(&adcc_tape.kept);
    return adcc_tape.values.peak + adcc_tape.blocks.peak + adcc_tape.kept.peak;
}

void adcc_stack_reset_peak(void)
{
    struct adcc_stack *stacks[] = {&adcc_tape.values, &adcc_tape.blocks, &adcc_tape.kept};
    for (int i = 0; i < 3; i++) {
        stacks[i]->high = stacks[i]->top;
        stacks[i]->peak = adcc_height(stacks[i]);
    }
}

/* Frees all chunks of a stack, its peak stays. */
static void adcc_free_stack(struct adcc_stack *stack)
{
    adcc_count_peak(stack);
    struct adcc_chunk *first = stack->chunk;
    while (first && first->previous)
        first = first->previous;
    adcc_free_chunks(first);
    adcc_size peak = stack->peak;
    *stack = (struct adcc_stack)ADCC_EMPTY_STACK;
    stack->peak = peak;
}

void adcc_stack_free(void)
{
    adcc_free_stack(&adcc_tape.values);
    adcc_free_stack(&adcc_tape.blocks);
    adcc_free_stack(&adcc_tape.kept);
    free(adcc_tape.hide);
    adcc_tape.hide = NULL;
    adcc_tape.hidden = adcc_tape.room = 0;
    adcc_tape.registered = 0;
}
