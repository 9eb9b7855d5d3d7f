/* arena.c - memory for the whole run: allocate, never free.
 *
 *     Expr *e = new(Expr);            // all fields zero
 *     int *at = new_array(int, n);
 *
 * A bump allocator over large zeroed chunks.  A compiler's run is short and its
 * trees share freely, so nobody owns a node and nobody frees one.  The chunks
 * stay linked from a static variable, which keeps leak checkers quiet.
 *
 * With -DARENA_DEBUG every allocation is a malloc of its own, so that the
 * address sanitizer sees reads and writes past its end.
 */
#include "base.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = alignof(max_align_t), CHUNK_BYTES = 1 << 20 };

/* Linked so that everything stays reachable; the memory follows the header. */
typedef struct Chunk {
    struct Chunk *previous;
    size_t size; /* of the memory that follows */
    alignas(max_align_t) char memory[];
} Chunk;

static Chunk *chunks; /* the newest first */
static size_t used;   /* bytes taken from the newest */

static NORETURN void out_of_memory(size_t size)
{
    fprintf(stderr, "adcc: error: there is no memory for %zu bytes more\n", size);
    end_failed();
}

/* A new chunk with room for size bytes, zeroed. */
static Chunk *new_chunk(size_t size)
{
    Chunk *chunk = NULL;
    if (size <= SIZE_MAX / 2)
        chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        out_of_memory(size);
    chunk->previous = chunks;
    chunk->size = size;
    chunks = chunk;
    used = 0;
    return chunk;
}

/* The size an allocation takes: a multiple of the alignment, never 0. */
static size_t rounded(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory(size);
    return size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

#ifdef ARENA_DEBUG

/* Memory of exactly this size. */
void *arena_alloc(size_t size)
{
    return new_chunk(size)->memory;
}

/* A larger copy; the old memory stays, as others may still point there. */
void *arena_grow(void *old, size_t old_size, size_t new_size)
{
    void *grown = arena_alloc(new_size);
    if (old)
        memcpy(grown, old, old_size < new_size ? old_size : new_size);
    (void)rounded;
    (void)used;
    return grown;
}

#else

/* Zeroed memory, aligned for any object. */
void *arena_alloc(size_t size)
{
    size = rounded(size);
    if (!chunks || size > chunks->size - used)
        new_chunk(size > CHUNK_BYTES ? size : CHUNK_BYTES);
    void *memory = chunks->memory + used;
    used += size;
    return memory;
}

/* The same bytes with more room behind them, in place if they are the newest. */
void *arena_grow(void *old, size_t old_size, size_t new_size)
{
    if (!old)
        return arena_alloc(new_size);
    if (new_size <= old_size)
        return old;
    size_t had = rounded(old_size), wants = rounded(new_size);
    bool newest = chunks && used >= had && (char *)old == chunks->memory + used - had;
    if (newest && wants - had <= chunks->size - used) {
        used += wants - had;
        return old;
    }
    void *grown = arena_alloc(new_size);
    memcpy(grown, old, old_size);
    return grown;
}

#endif

/* The growable array 'at' of n elements, with room for one more (see VEC). */
void *vec_reserve(void *at, int n, int *cap, size_t size)
{
    if (n < *cap)
        return at;
    int more = *cap < 4 ? 4 : *cap * 2;
    if (more <= *cap)
        die("an array with more than %d elements", *cap);
    at = arena_grow(at, size * (size_t)*cap, size * (size_t)more);
    *cap = more;
    return at;
}
