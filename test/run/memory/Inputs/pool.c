#include "pool.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000, HEAD = 64 };
struct pool {
    double *block[MOST];
    size_t size[MOST];
    int n, in_use;
};

static void stop(const char *why)
{
    fprintf(stderr, "pool: %s\n", why);
    abort();
}

pool *pool_open(void)
{
    pool *p = calloc(1, sizeof *p);
    return p ? p : (abort(), p);
}

double *pool_get(pool *p, size_t n)
{
    if (p->n == MOST)
        stop("no room");
    p->block[p->n] = malloc(n * sizeof(double));
    p->size[p->n] = n;
    p->in_use++;
    return p->block[p->n++];
}

void pool_put(pool *p, double *block)
{
    for (int i = 0; block && i < p->n; i++)
        if (p->block[i] == block) {
            memset(block, 0x55, p->size[i] * sizeof *block);
            free(block);
            p->block[i] = NULL;
            p->in_use--;
            return;
        }
    if (block)
        stop("a block that is not in use");
}

int pool_in_use(const pool *p)
{
    return p->in_use;
}

void pool_close(pool *p)
{
    if (p->in_use)
        stop("a block is in use");
    free(p);
}

/* free() of it would fail. */
void *own_alloc(size_t align, size_t bytes)
{
    char *block = aligned_alloc(align < HEAD ? HEAD : align, (HEAD + bytes + HEAD - 1) / HEAD * HEAD);
    return block ? block + HEAD : NULL;
}

void own_free(void *block)
{
    if (block)
        free((char *)block - HEAD);
}

void *arena_take(arena *a, size_t bytes)
{
    bytes = (bytes + 15) / 16 * 16;
    if (a->used + bytes > a->size)
        stop("the arena is full");
    a->used += bytes;
    return a->bytes + a->used - bytes;
}
