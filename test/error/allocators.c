/* What ADCC_ALLOCATOR and ADCC_DEALLOCATOR cannot say. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <stddef.h>

typedef struct pool pool;
double *get(pool *p, size_t n);
void put(pool *p, double *block);
int size(pool *p);
double *unnamed(size_t);
int give_back(double *block);
void give_all(pool *p, double *block, int flags);
ADCC_INACTIVE double *hidden(size_t n);

// CHECK: allocators.c:[[#@LINE+1]]:16: error: there is no function 'take'
ADCC_ALLOCATOR(take, return[n])
// CHECK: allocators.c:[[#@LINE+1]]:16: error: 'size' returns 'int'; name a function that returns a pointer to new memory
ADCC_ALLOCATOR(size, return[1])
// CHECK: allocators.c:[[#@LINE+1]]:21: error: expected return[number of elements] before 'n'
ADCC_ALLOCATOR(get, n)
// CHECK: allocators.c:[[#@LINE+1]]:28: error: function 'get' has no parameter 'm'; write the extent with its parameters
ADCC_ALLOCATOR(get, return[m])
// CHECK: allocators.c:[[#@LINE+1]]:32: error: function 'unnamed' has no parameter 'n'
ADCC_ALLOCATOR(unnamed, return[n])
// CHECK: allocators.c:[[#@LINE+1]]:{{[0-9]+}}: error: expected shadow(same) before
ADCC_ALLOCATOR(get, return[n], shadow(own))
// CHECK: allocators.c:[[#@LINE+1]]:16: error: 'hidden' is declared ADCC_INACTIVE, and is named as an allocator or deallocator all the same; leave one out
ADCC_ALLOCATOR(hidden, return[n])
// CHECK: allocators.c:[[#@LINE+1]]:23: error: function 'put' has no parameter 'x'; name the one that is given back
ADCC_DEALLOCATOR(put, x)
// CHECK: allocators.c:[[#@LINE+1]]:28: error: 'flags' is not a pointer; name the one that is given back
ADCC_DEALLOCATOR(give_all, flags)
// CHECK: allocators.c:[[#@LINE+1]]:28: error: 'give_all' takes more than the block and one pointer, or returns something; write a function around it that does not
ADCC_DEALLOCATOR(give_all, block)
// CHECK: error: 'give_back' takes more than the block and one pointer, or returns something
ADCC_DEALLOCATOR(give_back, block)
ADCC_DEALLOCATOR(put, block)
// CHECK: allocators.c:[[#@LINE+1]]:18: error: 'put' has been named before, and is named as an allocator or deallocator all the same
ADCC_DEALLOCATOR(put, p)

ADCC_ADJOINT()
double f(double x)
{
    return x * x;
}
