/* adcc_rt.h - the tape: what derivative code saves going forward and reads going back.
 *
 *     double *row = adcc_reserve(n * sizeof(double));     // forward: a block to fill
 *     adcc_push_int(i);                                   // forward: one value
 *     i = adcc_pop_int();                                 // reverse, in opposite order
 *     row = adcc_release(n * sizeof(double));
 *
 * Each thread has its own tape.  It consists of three stacks of bytes: values,
 * blocks and kept memory; separate, so that blocks are aligned for any vector
 * type without padding that a pop would have to know of.  As long as what is
 * pushed last is popped first, the split cannot be observed.
 *
 * A stack is a chain of chunks.  What does not fit goes to the next chunk as a
 * whole, and popping mirrors that: each chunk remembers how far it was filled.
 * Empty chunks stay for later use, until adcc_stack_free() or the thread's end.
 *
 * Failures (no memory, a limit, an empty tape) print a message and abort().
 */
#ifndef ADCC_RT_H
#define ADCC_RT_H

#ifdef __cplusplus
extern "C" {
#endif

/* Derivative files include this first: it must not bring in any other header before the source
 * sets its feature macros, nor a name that the source may define itself. */
#if defined(__GNUC__)
typedef __SIZE_TYPE__ adcc_size;
#define ADCC_COPY __builtin_memcpy
#define ADCC_CLEAR __builtin_memset
#define ADCC_THREAD_LOCAL __thread
#define ADCC_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define ADCC_PREFETCH(address) __builtin_prefetch(address)
#define ADCC_PREFETCH_TO_WRITE(address) __builtin_prefetch(address, 1)
#define ADCC_INLINE static inline __attribute__((unused))
#define ADCC_OUTLINE static __attribute__((unused, noinline))
#define ADCC_NORETURN __attribute__((noreturn))
#define ADCC_PRINTF(text, values) __attribute__((format(printf, text, values)))
#else
#include <stddef.h>
#include <string.h>
typedef size_t adcc_size;
#define ADCC_COPY memcpy
#define ADCC_CLEAR memset
#define ADCC_THREAD_LOCAL _Thread_local
#define ADCC_UNLIKELY(condition) (condition)
#define ADCC_PREFETCH(address) ((void)(address))
#define ADCC_PREFETCH_TO_WRITE(address) ((void)(address))
#define ADCC_INLINE static inline
#define ADCC_OUTLINE static inline
#define ADCC_NORETURN
#define ADCC_PRINTF(text, values)
#endif
#ifdef ADCC_EMBEDDED /* the runtime is part of the generated file */
#define ADCC_API ADCC_INLINE
#define ADCC_EXTERN static
#define ADCC_STATIC static
#else
#define ADCC_API
#define ADCC_EXTERN extern
#define ADCC_STATIC
#endif

struct adcc_chunk; /* see stack.c */
struct adcc_range;
struct adcc_moved;

/* One stack of bytes. */
struct adcc_stack {
    char *top;                 /* first free byte */
    char *base, *end;          /* of the current chunk */
    char *high;                /* the highest top in the current chunk that a pop saw */
    struct adcc_chunk *chunk;  /* the current one, NULL at the beginning */
    adcc_size below;              /* bytes in the chunks before it */
    adcc_size peak;               /* the most bytes there were, as far as counted */
};

/* The tape of a thread. */
struct adcc_tape {
    struct adcc_stack values; /* scalars and small objects, in slots of 8 bytes */
    struct adcc_stack blocks; /* reserved blocks, in steps of 16 bytes */
    struct adcc_stack kept;   /* memory contents to put back */
    adcc_size memory;            /* bytes of all chunks */
    int registered;           /* will be freed when the thread ends */
    int trial;                /* what is put on it now may be taken off again */
    struct adcc_moved *moved; /* the last block that moved to it */
    struct adcc_range *hide;  /* variables that adcc_keep() passes over */
    adcc_size hidden, room;      /* how many there are, and have room */
};
ADCC_EXTERN ADCC_THREAD_LOCAL struct adcc_tape adcc_tape;

/* Makes room for n bytes in another chunk; goes back to the chunk with the topmost n bytes. */
ADCC_API void adcc_next_chunk(struct adcc_stack *stack, adcc_size n);
ADCC_API void adcc_previous_chunk(struct adcc_stack *stack, adcc_size n);

/* Takes n bytes, a multiple of 8, on top of the stack. */
ADCC_INLINE char *adcc_raise(struct adcc_stack *stack, adcc_size n)
{
    if (ADCC_UNLIKELY(n > (adcc_size)(stack->end - stack->top)))
        adcc_next_chunk(stack, n);
    char *block = stack->top;
    stack->top += n;
    return block;
}

/* Gives the topmost n bytes back; they stay readable until the stack rises again. */
ADCC_INLINE char *adcc_lower(struct adcc_stack *stack, adcc_size n)
{
    if (ADCC_UNLIKELY(n > (adcc_size)(stack->top - stack->base)))
        adcc_previous_chunk(stack, n);
    if (stack->top > stack->high)
        stack->high = stack->top;
    stack->top -= n;
    return stack->top;
}

/* n rounded up to a multiple of the step; far too much if that overflows. */
#define ADCC_ROUND_UP(n, step) \
    (((n) < (adcc_size)-1 - (step) ? (n) + (step) - 1 : (adcc_size)-1) / (step) * (step))

enum {
    ADCC_ROW_LEAST = 256, /* bytes of a row of which some is worth fetching early */
    ADCC_ROW_MOST = 4096  /* processors foresee what comes in one that is longer */
};

/* Fetches the row two above the top to a cache, or maybe nothing: what is written outside the
 * caches has to be read first.  The first chunk is in a cache. */
ADCC_INLINE void adcc_fetch_above(const struct adcc_stack *stack, adcc_size bytes)
{
    if (bytes < ADCC_ROW_LEAST || bytes > ADCC_ROW_MOST || stack->below == 0)
        return;
    adcc_size begin = (adcc_size)stack->top + 2 * bytes, part = bytes < 2048 ? bytes : 2048;
    for (adcc_size at = 0; at < part; at += 64)
        ADCC_PREFETCH_TO_WRITE((const void *)(begin + at));
}

/* A contiguous block, aligned to 16 bytes; never NULL. */
ADCC_INLINE void *adcc_reserve(adcc_size bytes)
{
    char *block = adcc_raise(&adcc_tape.blocks, ADCC_ROUND_UP(bytes, (adcc_size)16));
    adcc_fetch_above(&adcc_tape.blocks, bytes);
    return block;
}

/* Rows are read upward, but the last of them first, which processors do not foresee: fetches the
 * begin of a row some rows below the top, or maybe nothing. */
ADCC_INLINE void adcc_fetch_below(const struct adcc_stack *stack, adcc_size bytes)
{
    if (bytes < ADCC_ROW_LEAST || stack->below == 0)
        return;
    adcc_size rows = bytes <= ADCC_ROW_MOST ? 6 : 3, part = bytes < 2048 ? bytes : 2048;
    adcc_size begin = (adcc_size)stack->top - rows * bytes;
    for (adcc_size at = 0; at < part; at += 64)
        ADCC_PREFETCH((const void *)(begin + at));
}

/* The block that adcc_reserve(bytes) returned last; its bytes stay until the next adcc_reserve. */
ADCC_INLINE void *adcc_release(adcc_size bytes)
{
    char *block = adcc_lower(&adcc_tape.blocks, ADCC_ROUND_UP(bytes, (adcc_size)16));
    adcc_fetch_below(&adcc_tape.blocks, bytes);
    return block;
}

/* Saves an object of any size. */
ADCC_INLINE void adcc_push_bytes(const void *object, adcc_size bytes)
{
    char *slot = adcc_raise(&adcc_tape.values, ADCC_ROUND_UP(bytes, (adcc_size)8));
    if (bytes > 0)
        ADCC_COPY(slot, object, bytes);
}

/* Restores it. */
ADCC_INLINE void adcc_pop_bytes(void *object, adcc_size bytes)
{
    const char *slot = adcc_lower(&adcc_tape.values, ADCC_ROUND_UP(bytes, (adcc_size)8));
    if (bytes > 0)
        ADCC_COPY(object, slot, bytes);
}

/* Rows of zeros for the time of a loop of the reverse sweep.  They are no blocks: one of those that
 * is released may still be read. */
ADCC_INLINE void *adcc_rows(adcc_size bytes)
{
    char *rows = adcc_raise(&adcc_tape.values, ADCC_ROUND_UP(bytes, (adcc_size)8));
    return ADCC_CLEAR(rows, 0, bytes);
}
ADCC_INLINE void adcc_drop_rows(adcc_size bytes)
{
    adcc_lower(&adcc_tape.values, ADCC_ROUND_UP(bytes, (adcc_size)8));
}

/* adcc_push_NAME(value) and adcc_pop_NAME() for the scalar types. */
#define ADCC_SCALAR(name, type) \
    ADCC_INLINE void adcc_push_##name(type value) \
    { \
        char *slot = adcc_raise(&adcc_tape.values, (sizeof value + 7) / 8 * 8); \
        ADCC_COPY(slot, &value, sizeof value); \
    } \
    ADCC_INLINE type adcc_pop_##name(void) \
    { \
        type value; \
        char *slot = adcc_lower(&adcc_tape.values, (sizeof value + 7) / 8 * 8); \
        ADCC_COPY(&value, slot, sizeof value); \
        return value; \
    }
ADCC_SCALAR(float, float)
ADCC_SCALAR(double, double)
ADCC_SCALAR(longdouble, long double)
ADCC_SCALAR(char, char)
ADCC_SCALAR(schar, signed char)
ADCC_SCALAR(uchar, unsigned char)
ADCC_SCALAR(short, short)
ADCC_SCALAR(ushort, unsigned short)
ADCC_SCALAR(int, int)
ADCC_SCALAR(uint, unsigned)
ADCC_SCALAR(long, long)
ADCC_SCALAR(ulong, unsigned long)
ADCC_SCALAR(llong, long long)
ADCC_SCALAR(ullong, unsigned long long)
#ifdef __cplusplus
ADCC_SCALAR(bool, bool)
#else
ADCC_SCALAR(bool, _Bool)
ADCC_SCALAR(cfloat, float _Complex)
ADCC_SCALAR(cdouble, double _Complex)
ADCC_SCALAR(clongdouble, long double _Complex)
#endif

/* Pointers to anything, whatever its qualifiers. */
ADCC_INLINE void adcc_push_pointer(const volatile void *pointer)
{
    char *slot = adcc_raise(&adcc_tape.values, (sizeof pointer + 7) / 8 * 8);
    ADCC_COPY(slot, &pointer, sizeof pointer);
}
ADCC_INLINE void *adcc_pop_pointer(void)
{
    void *pointer;
    char *slot = adcc_lower(&adcc_tape.values, (sizeof pointer + 7) / 8 * 8);
    ADCC_COPY(&pointer, slot, sizeof pointer);
    return pointer;
}

/* A block that moved to the tape. */
struct adcc_moved {
    void *block, *copy;        /* where it was, and is; copy: null if it stayed */
    adcc_size bytes;
    struct adcc_moved *before; /* the one that moved before it */
};
/* A block that is about to be overwritten: a copy on the tape, to be used instead.  The other
 * function gives the block.  What may be taken off the tape again (see checkpoint.c) must not be
 * used: the copy only saves the block. */
ADCC_INLINE void *adcc_to_tape(void *block, adcc_size bytes)
{
    struct adcc_moved *moved;
    adcc_size copied = block ? bytes : 0;
    void *copy = adcc_reserve(copied);
    if (block)
        ADCC_COPY(copy, block, copied);
    moved = (struct adcc_moved *)(void *)adcc_raise(&adcc_tape.values, sizeof *moved);
    moved->block = block;
    moved->copy = block && !adcc_tape.trial ? copy : (void *)0;
    moved->bytes = copied;
    moved->before = adcc_tape.moved;
    if (!moved->copy)
        return block;
    adcc_tape.moved = moved;
    return copy;
}
ADCC_INLINE void *adcc_from_tape(void)
{
    const struct adcc_moved *moved =
        (const struct adcc_moved *)(void *)adcc_lower(&adcc_tape.values, sizeof *moved);
    const void *copy = adcc_release(moved->bytes);
    if (moved->copy)
        adcc_tape.moved = moved->before;
    else if (moved->block)
        ADCC_COPY(moved->block, copy, moved->bytes);
    return moved->block;
}
/* The block that such a copy was made of, or the block itself. */
ADCC_API void *adcc_not_on_tape(void *block);

/* A loop in runs of iterations that begin with a saved state: see checkpoint.c. */
struct adcc_run {
    long trips; /* iterations of the loop */
    long span;  /* of a run */
    long tail;  /* before the last run, which goes on the tape in the forward sweep */
    int settled; /* not decided by the first iteration */
    int costly;  /* iterations take longer than to write and read what they put on the tape */
    adcc_size values, blocks;       /* heights of the tape before the loop ... */
    adcc_size first, first_blocks;  /* and before its first iteration: that has begun */
    int trial;   /* adcc_tape.trial before it */
};
ADCC_API struct adcc_run adcc_run_begin(long trips);
ADCC_API struct adcc_run adcc_run_costly(long trips);
ADCC_API struct adcc_run adcc_run_every(long trips, long span); /* runs of so many iterations */
ADCC_API int adcc_run_first(struct adcc_run *run, long k); /* k is 0 or 1 */
/* Is the state to be saved before iteration k? */
ADCC_INLINE int adcc_run_starts(struct adcc_run *run, long k)
{
    if (ADCC_UNLIKELY(k <= 1) && !adcc_run_first(run, k))
        return 0;
    return k == 0 || (k < run->tail && k % run->span == 0);
}
/* Does iteration k go on the tape in the forward sweep? */
ADCC_INLINE int adcc_run_tapes(struct adcc_run *run, long k)
{
    if (ADCC_UNLIKELY(k == 0)) {
        const struct adcc_stack *values = &adcc_tape.values, *blocks = &adcc_tape.blocks;
        run->first = values->below + (adcc_size)(values->top - values->base);
        run->first_blocks = blocks->below + (adcc_size)(blocks->top - blocks->base);
        run->trial = adcc_tape.trial;
        adcc_tape.trial |= !run->settled && run->trips > 2;
    }
    return (k == 0 && !run->settled) || k >= run->tail;
}
/* After all is reversed: forgets a state that nobody needed. */
ADCC_API void adcc_run_end(struct adcc_run *run);
/* The bytes of tape that a loop may take before it goes in runs; (adcc_size)-1: never.  Until it is
 * called, the environment variable ADCC_RUN_LIMIT says it, or it is 8 megabytes: 256 where runs
 * would take longer. */
ADCC_API void adcc_run_limit(adcc_size bytes);

/* The keep log: memory contents that a derivative puts back when it ends. */

/* What follows the bytes of a record in the log. */
struct adcc_record {
    void *address;
    adcc_size bytes;
};

/* The present position in the log. */
ADCC_API adcc_size adcc_keep_begin(void);

/* Variables of functions that will be gone by then: what lies in them is not put back.  Hidden when
 * they come into scope, the topmost n no longer when they leave it. */
ADCC_API void adcc_hide(const void *variable, adcc_size bytes);
ADCC_API void adcc_unhide(adcc_size n);
ADCC_API int adcc_is_hidden(const void *address);

/* Remembers what is there now. */
ADCC_INLINE void adcc_keep(const void *address, adcc_size bytes)
{
    struct adcc_record record = {(void *)address, bytes};
    adcc_size room = ADCC_ROUND_UP(bytes, (adcc_size)8);
    if (bytes == 0 || (ADCC_UNLIKELY(adcc_tape.hidden > 0) && adcc_is_hidden(address)))
        return;
    if (bytes < (adcc_size)-1 / 2)
        room += sizeof record;
    char *slot = adcc_raise(&adcc_tape.kept, room);
    ADCC_COPY(slot, address, bytes);
    ADCC_COPY(slot + room - sizeof record, &record, sizeof record);
}

/* Puts all since mark back, newest first, and forgets it. */
ADCC_API void adcc_keep_replay(adcc_size mark);

/* qsort(x, n, size, compare), with the way back on the tape; the pointers x_b move along unless it
 * is NULL. */
ADCC_API void adcc_sort(void *x, void *x_b, adcc_size n, adcc_size size,
                        int (*compare)(const void *, const void *));

/* Undoes it on what x and x_b lead to, unless NULL; keep: the bytes of x go into the keep log. */
ADCC_API void adcc_unsort(void *x, void *x_b, int keep);

/* Ends the program: at 'place', 'call' leads to a function whose derivative is not known. */
ADCC_API ADCC_NORETURN void adcc_unknown_function(const char *place, const char *call);

/* For --trap: see trap.c. */
ADCC_API void adcc_trap_adjoint(long double value, const char *place, const char *statement,
                                const char *format, ...) ADCC_PRINTF(4, 5);
ADCC_API void adcc_trap_tangent(long double value, const char *place, const char *statement,
                                const char *format, ...) ADCC_PRINTF(4, 5);
ADCC_API void adcc_trap_array(const char *place, const char *statement, const char *name,
                              const void *first, adcc_size bytes, adcc_size real);

/* For --trap-independent: see independent.c. */
ADCC_API void adcc_loop_begin(const char *place);
ADCC_API void adcc_loop_next(void);
ADCC_API void adcc_loop_end(void);
ADCC_API void adcc_loop_read(const void *p, adcc_size bytes, const char *place, const char *name);
ADCC_API void adcc_loop_write(const void *p, adcc_size bytes, const char *place, const char *name);
ADCC_API void adcc_loop_add(const void *p, adcc_size bytes, const char *place, const char *name);
ADCC_API void adcc_loop_fresh(const void *p, adcc_size bytes);

/* For ADCC_DIFFERENCES: see differences.c. */
enum { ADCC_READ = 1, ADCC_WRITTEN = 2 };
enum { ADCC_FORWARD_STEP, ADCC_BACKWARD_STEP, ADCC_CENTRAL_STEP };
struct adcc_argument {
    const void *value; /* where it is; without role: handed to the function as it is */
    void *shadow;      /* its tangent or adjoint, NULL if there is none */
    adcc_size n, size; /* reals, and bytes of each */
    int role;
};
ADCC_API void adcc_differences_tangent(void (*run)(void **at), const struct adcc_argument *a, int n,
                                       int formula, double step);
ADCC_API void adcc_differences_adjoint(void (*run)(void **at), const struct adcc_argument *a, int n,
                                       int formula, double step);

/* For --kinks: see kinks.c.  Counts a point of the source, such as "f.c:7: fabs(x) at 0". */
ADCC_API void adcc_count_kink(const char *point);
ADCC_INLINE void adcc_kink(const char *point, int hit)
{
    if (ADCC_UNLIKELY(hit))
        adcc_count_kink(point);
}

/* Memory: see heap.c.  free() in the forward sweep; in the reverse of an allocation its other half,
 * which frees the shadow and, if now, the block if it waits; the rest is freed at the end. */
ADCC_API void adcc_free_later(void *block);
ADCC_API void adcc_free_later_by(void *block, void *context,
                                 void (*by)(void *block, void *context));
/* A new block of such an allocator: the program stops if it still waits. */
ADCC_API void adcc_own(void *block, const char *where);
ADCC_API void adcc_unallocate(void *block, void *shadow, int now);
ADCC_API adcc_size adcc_free_begin(void);
ADCC_API void adcc_free_rest(adcc_size mark);

/* Zeroed storage for a variable of the forward sweep, which waits to be freed from the start. */
ADCC_API void *adcc_frame(adcc_size bytes);

/* realloc() that leaves the old block for the reverse sweep; the bytes copied go on the tape. */
ADCC_API void *adcc_realloc(void *old, adcc_size bytes);
/* The shadow of the block that the last one gave, if its elements are pointers: zeroed, with what
 * the shadow of the old block holds. */
ADCC_API void *adcc_realloc_shadow(const void *old, adcc_size bytes);
/* The bytes that the last one copied, in the reverse sweep. */
ADCC_INLINE adcc_size adcc_realloc_size(void)
{
    return adcc_pop_ulong();
}

/* The reverse of memmove(to, from, bytes): adds the adjoints of what was overwritten to those of
 * what was copied, and clears them.  In a buffer of bytes, reals may begin anywhere. */
#define ADCC_MOVE_BACK(name, type) \
    ADCC_INLINE void adcc_move_back_##name(type *to_b, type *from_b, adcc_size bytes) \
    { \
        adcc_size n = bytes / sizeof(type), k; \
        char *to = (char *)to_b, *from = (char *)from_b; \
        for (k = 0; k < n; k++) { \
            adcc_size at = (to < from ? n - 1 - k : k) * sizeof(type); \
            type t, sum, zero = 0; \
            ADCC_COPY(&t, to + at, sizeof t); \
            ADCC_COPY(to + at, &zero, sizeof zero); \
            ADCC_COPY(&sum, from + at, sizeof sum); \
            sum += t; \
            ADCC_COPY(from + at, &sum, sizeof sum); \
        } \
    }
ADCC_MOVE_BACK(float, float)
ADCC_MOVE_BACK(double, double)
ADCC_MOVE_BACK(longdouble, long double)

/* The same for realloc(): what malloc() gave beyond the bytes that were asked for is copied too,
 * but the shadow of the old block may be without it.  Nobody reads that: its adjoints are zero. */
#define ADCC_GROW_BACK(name, type) \
    ADCC_INLINE void adcc_grow_back_##name(type *to_b, type *from_b, adcc_size bytes) \
    { \
        adcc_size i; \
        for (i = 0; i < bytes / sizeof *to_b; i++) { \
            if (to_b[i] != 0) \
                from_b[i] += to_b[i]; \
            to_b[i] = 0; \
        } \
    }
ADCC_GROW_BACK(float, float)
ADCC_GROW_BACK(double, double)
ADCC_GROW_BACK(longdouble, long double)

/* Figures of the calling thread, in bytes. */
ADCC_API adcc_size adcc_stack_bytes(void);      /* on the tape now */
ADCC_API adcc_size adcc_stack_peak(void);       /* the most there was */
ADCC_API void adcc_stack_reset_peak(void);   /* count the peak from here */

/* The first of the largest elements x[from], ..., x[to - 1], if it is larger than 'than', else -1:
 * that which `if (x[i] > than) than = x[i]` takes last.  Of many, eight at a time are compared,
 * each with what was the largest in its lane: NaN is never larger, as there. */
#define ADCC_LARGEST(name, type, MORE) \
    ADCC_OUTLINE long adcc_##name##_of_many(const type *x, long from, long to, type than) \
    { \
        long last = -1, end, i; \
        type lane[8]; \
        int l; \
        for (; from < to; from = end) { \
            end = to - from < 256 ? to : from + 256; \
            for (l = 0; l < 8; l++) \
                lane[l] = than; \
            for (i = from; i < end; i += 8) \
                for (l = 0; l < 8; l++) \
                    lane[l] = x[i + l] MORE lane[l] ? x[i + l] : lane[l]; \
            for (l = 1; l < 8; l++) \
                lane[0] = lane[l] MORE lane[0] ? lane[l] : lane[0]; \
            if (lane[0] MORE than) { \
                for (last = from; last < end - 1 && x[last] != lane[0];) \
                    last++; \
                than = x[last]; \
            } \
        } \
        return last; \
    } \
    ADCC_INLINE long adcc_##name(const type *x, long from, long to, type than) \
    { \
        long last = -1, i = from; \
        if (to - from >= 32) { \
            i = to - (to - from) % 8; \
            last = adcc_##name##_of_many(x, from, i, than); \
            than = last >= 0 ? x[last] : than; \
        } \
        for (; i < to; i++) { \
            int more = x[i] MORE than; \
            than = more ? x[i] : than; \
            last = more ? i : last; \
        } \
        return last; \
    }
ADCC_LARGEST(largest_double, double, >)
ADCC_LARGEST(largest_float, float, >)
ADCC_LARGEST(least_double, double, <)
ADCC_LARGEST(least_float, float, <)

/* The memory that the tape of each thread may take; (adcc_size)-1 is no limit.  Until it is called,
 * the environment variable ADCC_STACK_LIMIT says it: a number of bytes; K, M, G or T may follow. */
ADCC_API void adcc_stack_limit(adcc_size bytes);

/* Forgets the tape of the calling thread and frees its memory. */
ADCC_API void adcc_stack_free(void);

#ifdef __cplusplus
}
#endif

/* Before a loop whose iterations have nothing to do with one another, but that they may add to
 * these variables.  Sums in any order differ in the last digits: that is for those who ask for it.
 * For OpenMP clang counts the iterations anew, which takes longer to begin than short loops run. */
#define ADCC_PRAGMA(...) _Pragma(#__VA_ARGS__)
#if defined(__clang__)
#define ADCC_SIMD ADCC_PRAGMA(clang loop vectorize(assume_safety))
#elif defined(_OPENMP) || defined(ADCC_OPENMP_SIMD)
#define ADCC_SIMD ADCC_PRAGMA(omp simd)
#elif defined(__GNUC__)
#define ADCC_SIMD ADCC_PRAGMA(GCC ivdep)
#else
#define ADCC_SIMD
#endif
#if !defined(_OPENMP) && !defined(ADCC_OPENMP_SIMD)
#define ADCC_SIMD_SUM(...)
#elif defined(__clang__)
#define ADCC_SIMD_SUM(...) ADCC_PRAGMA(clang loop vectorize(assume_safety) vectorize_width(4))
#else
#define ADCC_SIMD_SUM(...) ADCC_PRAGMA(omp simd simdlen(4) reduction(+ : __VA_ARGS__))
#endif

/* What the source says, where compilers do not see it. */
#if defined(__GNUC__)
#define ADCC_ASSUME(fact) ((fact) ? (void)0 : __builtin_unreachable())
#else
#define ADCC_ASSUME(fact) ((void)0)
#endif

/* Before a short loop, which is written out if the compiler optimises. */
#if defined(__GNUC__)
#define ADCC_TELL(...) _Pragma(#__VA_ARGS__)
#define ADCC_UNROLL(trips) ADCC_TELL(GCC unroll trips)
#else
#define ADCC_UNROLL(trips)
#endif

/* Before a loop over directions, in which none has to do with another: a vector for the body. */
#if defined(__clang__)
#define ADCC_LANES _Pragma("clang loop vectorize(assume_safety) unroll(disable)")
#elif defined(_OPENMP) || defined(ADCC_OPENMP_SIMD)
#define ADCC_LANES _Pragma("omp simd")
#else
#define ADCC_LANES
#endif

#endif
