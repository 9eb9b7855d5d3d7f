// Conditionals that begin, end or stand inside functions.
// RUN: %roundtrip --run %s
#include <stdio.h>
#define A 1
#if A
static int f(int a) {
#else
static int f(long a) {
#endif
#ifdef B
    a++;
#else
    a += 2;
#endif
#define INSIDE 3
    return a + INSIDE;
}
#if A
#define C 5
static int g(void)
{
    return C;
#else
static int g(void)
{
    return 6;
#endif
}
#if 0
don't look "here
int broken(;
#endif
static int h(int x) { /* a comment with #if */
#undef C
#define C 7
    return x
#if A
        + C
#  if 0
        + nothing
#  endif
#endif
        ;
}
static int k(void) {
#include <stddef.h>
    return C; }
#if A
int v = 1
#else
int v = 2
#endif
, w = C;
int main(void) { printf("%d %d %d %d %d %d\n", f(1), g(), h(1), k(), v, w); return 0; }
#if 0
int never;
#endif
