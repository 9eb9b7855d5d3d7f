/* The tape: values and blocks in any mix come back in reverse order, across chunks and in threads. */
// RUN: %gcc -I %root/runtime -O2 -pthread %root/runtime/stack.c %s -o %t && %t
// RUN: %gcc -I %root/runtime -O2 -pthread -DADCC_STACK_CHUNK=64 %root/runtime/stack.c %s -o %t && %t
// RUN: %clang -I %root/runtime -g -pthread -DADCC_STACK_CHUNK=64 -fsanitize=address,undefined %root/runtime/stack.c %s -o %t && %t
// RUN: %clang -I %root/runtime -g -pthread -fsanitize=thread %root/runtime/stack.c %s -o %t && %t
#include "adcc_rt.h"

#include <assert.h>
#include <complex.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A small random generator, the same on every machine. */
static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Pushes one random thing whose content depends on i. */
static void push(unsigned what, int i)
{
    switch (what % 9) {
    case 0: adcc_push_double(i + 0.5); break;
    case 1: adcc_push_int(-i); break;
    case 2: adcc_push_longdouble(i * 3.0L); break;
    case 3: adcc_push_bool(i & 1); break;
    case 4: adcc_push_cdouble(i + 2.0 * i * I); break;
    case 5: adcc_push_pointer((void *)(uintptr_t)i); break;
    case 6: adcc_push_char((char)(i & 63)); break;
    default: {
        size_t n = what / 9 % 40 * sizeof(int);
        int *block = what % 9 == 7 ? adcc_reserve(n) : malloc(n + 1);
        assert(block && (what % 9 == 8 || (uintptr_t)block % 16 == 0));
        for (size_t k = 0; k < n / sizeof(int); k++)
            block[k] = i + (int)k;
        if (what % 9 == 8) {
            adcc_push_bytes(block, n);
            free(block);
        }
    }
    }
}

/* Pops what push(what, i) pushed, and compares. */
static void pop(unsigned what, int i)
{
    switch (what % 9) {
    case 0: assert(adcc_pop_double() == i + 0.5); break;
    case 1: assert(adcc_pop_int() == -i); break;
    case 2: assert(adcc_pop_longdouble() == i * 3.0L); break;
    case 3: assert(adcc_pop_bool() == (i & 1)); break;
    case 4: assert(adcc_pop_cdouble() == i + 2.0 * i * I); break;
    case 5: assert(adcc_pop_pointer() == (void *)(uintptr_t)i); break;
    case 6: assert(adcc_pop_char() == (char)(i & 63)); break;
    default: {
        size_t n = what / 9 % 40 * sizeof(int);
        int copy[40], *block = copy;
        if (what % 9 == 7)
            block = adcc_release(n);
        else
            adcc_pop_bytes(copy, n);
        for (size_t k = 0; k < n / sizeof(int); k++)
            assert(block[k] == i + (int)k);
    }
    }
}

/* Goes up and down at random, ends empty; returns its argument. */
static void *walk(void *seed)
{
    enum { DEPTH = 4000, STEPS = 60000 };
    static _Thread_local unsigned pushed[DEPTH];
    unsigned state = (unsigned)(uintptr_t)seed;
    int depth = 0;
    for (int i = 0; i < STEPS; i++) {
        bool up = next_random(&state) % 100 < (i / 5000 % 2 ? 45u : 55u);
        if (depth == 0 || (up && depth < DEPTH)) {
            pushed[depth] = next_random(&state);
            push(pushed[depth], depth);
            depth++;
        } else {
            depth--;
            pop(pushed[depth], depth);
        }
    }
    while (depth > 0) {
        depth--;
        pop(pushed[depth], depth);
    }
    assert(adcc_stack_bytes() == 0);
    return seed;
}

/* Blocks released one after the other stay readable together. */
static void test_released(void)
{
    for (int i = 0; i < 5; i++)
        memset(adcc_reserve(1000), i, 1000);
    char *block[5];
    for (int i = 4; i >= 0; i--)
        block[i] = adcc_release(1000);
    adcc_push_double(1);
    for (int i = 0; i < 5; i++)
        assert(block[i][0] == i && block[i][999] == i);
    assert(adcc_pop_double() == 1);
}

/* The keep log restores the oldest contents. */
static void test_keep(void)
{
    double x[3] = {1, 2, 3};
    size_t outer = adcc_keep_begin();
    adcc_keep(x, sizeof x);
    x[0] = 10;
    size_t inner = adcc_keep_begin();
    for (int i = 0; i < 100; i++) {
        adcc_keep(&x[i % 3], sizeof *x);
        x[i % 3] = -i;
    }
    adcc_keep_replay(inner);
    assert(x[0] == 10 && x[1] == 2 && x[2] == 3);
    adcc_keep_replay(outer);
    assert(x[0] == 1 && x[1] == 2 && x[2] == 3);
    assert(adcc_keep_begin() == 0);
}

/* The peak counts what was on the tape, to the byte. */
static void test_figures(void)
{
    adcc_stack_free();
    adcc_stack_reset_peak();
    assert(adcc_stack_peak() == 0);
    for (int i = 0; i < 100; i++)
        adcc_push_float(1);
    assert(adcc_stack_bytes() == 800);
    for (int i = 0; i < 100; i++)
        adcc_pop_float();
    adcc_push_int(1);
    assert(adcc_stack_peak() == 800 && adcc_stack_bytes() == 8);
    adcc_stack_reset_peak();
    assert(adcc_stack_peak() == 8);
    adcc_stack_free();
    assert(adcc_stack_bytes() == 0 && adcc_reserve(0) && adcc_release(0));
}

int main(void)
{
    enum { THREADS = 4 };
    pthread_t thread[THREADS];
    test_released();
    test_keep();
    test_figures();
    for (uintptr_t i = 0; i < THREADS; i++)
        if (pthread_create(&thread[i], NULL, walk, (void *)(i + 7)) != 0)
            abort();
    walk((void *)(uintptr_t)1);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    adcc_stack_free();
    return 0;
}
