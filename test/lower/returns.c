// RUN: %run-lowered %s
// return of calls, of increments, of void; one value whatever happens to the variables.
#include <stdio.h>

static int global = 5;
static int count(void) { static int n = 3; return n++; }
static int old(void) { return global++; }
static int local(int x) { return x++; }
static int *where(int *p) { return p++; }
static int stored(int *p) { return (*p)--; }
static float half(int x) { return x ? half(x - 1) + 0.5 : 0; }
static int cut(double x) { return x + 0.75; }
static void say(int x) { printf("%d ", x); }
static void both(int x) { return x ? say(x) : say(-1); }
static int chain(int x) { return x > 3 ? x : chain(x + 1) + chain(x + 2); }
static int comma(int x) { return x++, ++x, x; }

int main(void)
{
    int a = 4;
    both(a);
    both(0);
    printf("%d %d %d %d ", count(), old(), local(3), *where(&a));
    printf("%d %g %d %d %d\n", stored(&a), half(3), cut(1.5), chain(0), comma(1));
    return a + count() + global;
}
