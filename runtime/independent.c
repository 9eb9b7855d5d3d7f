/* independent.c - what the calls of --trap-independent do: end the program where they are not.
 *
 *     adcc_loop_begin("f.c:9");
 *     for (...) {
 *         adcc_loop_next();
 *         adcc_loop_read(&x[j], sizeof x[j], "f.c:10", "x[j]");
 *         adcc_loop_write(&y[j], sizeof y[j], "f.c:11", "y[j]");
 *     }
 *     adcc_loop_end();
 *
 *     adcc: f.c:11: iteration 4 overwrites y[j], which iteration 1 wrote: they are not independent,
 *     as ADCC_INDEPENDENT at f.c:9 says
 *
 * Of each byte that the loop touches it is kept which iteration read it, wrote it and added to it:
 * one of them, as a second one is either an error or of no interest.  Bytes come in lines of 64,
 * which a hash table finds by their addresses.  Loops nest; each knows of all accesses.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ADCC_LINE = 64 };
#define ADCC_SEVERAL UINT32_MAX /* iterations, so at least one other than that at hand */

/* The iteration that did it, counted from 1; 0 if none has. */
struct adcc_touched {
    uint32_t read, written, added;
};

struct adcc_line {
    uintptr_t number; /* its address over 64; 0: none is here */
    struct adcc_touched *bytes;
};

/* A loop that runs. */
struct adcc_loop {
    const char *place;
    uint32_t iteration;     /* from 1 */
    struct adcc_line *line; /* a hash table */
    adcc_size n, slots;     /* the latter a power of two, at least twice n, or 0 */
    struct adcc_loop *outer;
};
static ADCC_THREAD_LOCAL struct adcc_loop *adcc_loop;

static void *adcc_loop_memory(adcc_size n, adcc_size size)
{
    void *memory = calloc(n, size);
    if (!memory) {
        fprintf(stderr, "adcc: no memory for what a loop touches\n");
        abort();
    }
    return memory;
}

static struct adcc_line *adcc_line_slot(struct adcc_line *line, adcc_size slots, uintptr_t number)
{
    adcc_size i = (adcc_size)((uint64_t)number * 0x9E3779B97F4A7C15u >> 20) & (slots - 1);
    while (line[i].number && line[i].number != number)
        i = (i + 1) & (slots - 1);
    return &line[i];
}

static void adcc_grow_lines(struct adcc_loop *loop)
{
    adcc_size slots = loop->slots ? 2 * loop->slots : 64;
    struct adcc_line *line = adcc_loop_memory(slots, sizeof *line);
    for (adcc_size i = 0; i < loop->slots; i++)
        if (loop->line[i].number)
            *adcc_line_slot(line, slots, loop->line[i].number) = loop->line[i];
    free(loop->line);
    loop->line = line;
    loop->slots = slots;
}

/* What is known of the byte at an address. */
static struct adcc_touched *adcc_byte(struct adcc_loop *loop, uintptr_t address)
{
    if (2 * (loop->n + 1) > loop->slots)
        adcc_grow_lines(loop);
    struct adcc_line *line = adcc_line_slot(loop->line, loop->slots, address / ADCC_LINE);
    if (!line->number) {
        line->number = address / ADCC_LINE;
        line->bytes = adcc_loop_memory(ADCC_LINE, sizeof *line->bytes);
        loop->n++;
    }
    return &line->bytes[address % ADCC_LINE];
}

void adcc_loop_begin(const char *place)
{
    struct adcc_loop *loop = adcc_loop_memory(1, sizeof *loop);
    loop->place = place;
    loop->outer = adcc_loop;
    adcc_loop = loop;
}

void adcc_loop_next(void)
{
    adcc_loop->iteration++;
}

void adcc_loop_end(void)
{
    struct adcc_loop *loop = adcc_loop;
    adcc_loop = loop->outer;
    for (adcc_size i = 0; i < loop->slots; i++)
        free(loop->line[i].bytes);
    free(loop->line);
    free(loop);
}

/* Ends the program if another iteration did what this one must not meet. */
static void adcc_meet(const struct adcc_loop *loop, uint32_t other, const char *place,
                      const char *does, const char *name, const char *did)
{
    if (!other || other == loop->iteration)
        return;
    fprintf(stderr, "adcc: %s: iteration %lu %s %s, which ", place,
            (unsigned long)loop->iteration - 1, does, name);
    if (other == ADCC_SEVERAL)
        fprintf(stderr, "another iteration");
    else
        fprintf(stderr, "iteration %lu", (unsigned long)other - 1);
    fprintf(stderr, " %s: they are not independent, as ADCC_INDEPENDENT at %s says\n", did,
            loop->place);
    abort();
}

static void adcc_join(const struct adcc_loop *loop, uint32_t *iteration)
{
    *iteration = !*iteration || *iteration == loop->iteration ? loop->iteration : ADCC_SEVERAL;
}

void adcc_loop_read(const void *p, adcc_size bytes, const char *place, const char *name)
{
    for (struct adcc_loop *loop = adcc_loop; loop; loop = loop->outer)
        for (adcc_size i = 0; i < bytes; i++) {
            struct adcc_touched *t = adcc_byte(loop, (uintptr_t)p + i);
            adcc_meet(loop, t->written, place, "reads", name, "wrote");
            adcc_meet(loop, t->added, place, "reads", name, "added to");
            adcc_join(loop, &t->read);
        }
}

void adcc_loop_write(const void *p, adcc_size bytes, const char *place, const char *name)
{
    for (struct adcc_loop *loop = adcc_loop; loop; loop = loop->outer)
        for (adcc_size i = 0; i < bytes; i++) {
            struct adcc_touched *t = adcc_byte(loop, (uintptr_t)p + i);
            adcc_meet(loop, t->written, place, "overwrites", name, "wrote");
            adcc_meet(loop, t->read, place, "overwrites", name, "read");
            adcc_meet(loop, t->added, place, "overwrites", name, "added to");
            t->written = loop->iteration;
        }
}

void adcc_loop_add(const void *p, adcc_size bytes, const char *place, const char *name)
{
    for (struct adcc_loop *loop = adcc_loop; loop; loop = loop->outer)
        for (adcc_size i = 0; i < bytes; i++) {
            struct adcc_touched *t = adcc_byte(loop, (uintptr_t)p + i);
            adcc_meet(loop, t->written, place, "adds to", name, "wrote");
            adcc_meet(loop, t->read, place, "adds to", name, "read");
            adcc_join(loop, &t->added);
        }
}

/* The object begins to live: whatever lay there before was something else. */
void adcc_loop_fresh(const void *p, adcc_size bytes)
{
    for (struct adcc_loop *loop = adcc_loop; loop; loop = loop->outer)
        for (adcc_size i = 0; p && i < bytes; i++)
            *adcc_byte(loop, (uintptr_t)p + i) = (struct adcc_touched){0, 0, 0};
}
