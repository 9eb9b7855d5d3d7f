#ifndef POOL_H
#define POOL_H

#include <stddef.h>

typedef struct pool pool;
typedef struct arena {
    size_t used, size;
    char *bytes;
} arena;

pool *pool_open(void);
void pool_close(pool *p); /* stops the program if a block is still out */
int pool_in_use(const pool *p);
double *pool_get(pool *p, size_t n);
void pool_put(pool *p, double *block);
void *own_alloc(size_t align, size_t bytes);
void own_free(void *block);
void *arena_take(arena *a, size_t bytes);

#endif
